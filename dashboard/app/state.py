"""The address is the state. Every control reads the view from the URL and writes a new view back to it.

Before a control is drawn its value in the session is set from the view, so that a shared link, the back button and a
click all go one way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from dashboard.app.context import context
from dashboard.layer.filters import ANY_STATEMENT, Filter
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.views.address import Position, View, position, read
from dashboard.views.article import bounds
from dashboard.views.scenes import SCENES


def current() -> tuple[View, list[str]]:
    """The view in the address, and what in it was not understood."""
    wanted = (st.context.locale or "en").split("-")[0]
    return read(st.query_params.to_dict(), context().layer, wanted if wanted in LANGUAGES else "en")


def go(view: View) -> None:
    """Show `view`: write it to the address."""
    st.query_params.from_dict(view.params())


def control(key: str, value: Any) -> str:
    """Set the control called `key` to what the address says; return the key."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def fingerprint(labels: Mapping[Any, str]) -> str:
    """A short name for a set of options, for the key of a control that offers them."""
    return hashlib.sha256("\n".join(labels.values()).encode()).hexdigest()[:8]


def map_position() -> Position | None:
    """Where the reader's own map looks, if the address says so."""
    try:
        return position(f"at={st.query_params.get('at', '')}")
    except ValueError:
        return None


def merge(query: str) -> None:
    """Change what `query`, a piece of an address, names, and leave the rest of the view."""
    view, _ = current()
    merged, _ = read({**view.params(), **dict(parse_qsl(query))}, context().layer, view.lang)
    go(merged)


# --- what the controls do -------------------------------------------------------------------------------------------


def _change(change: Callable[[View], View]) -> None:
    view, _ = current()
    go(change(view))


def refilter(**values: Any) -> None:
    """Change fields of the filter."""
    _change(lambda view: replace(view, filter=replace(view.filter, **values)))


def on_set(field: str, key: str) -> None:
    """A control with several values changed."""
    refilter(**{field: frozenset(st.session_state[key])})


def on_text(key: str) -> None:
    """The search text changed."""
    refilter(text=" ".join(st.session_state[key].split()))


def on_occupied(key: str) -> None:
    """The switch for occupied buildings changed."""
    refilter(occupied=bool(st.session_state[key]))


def on_scene(key: str) -> None:
    """A scene was chosen: a saved view of where, when and what. The map is fitted anew even if it is the same scene."""
    scene = st.session_state[key]
    if scene:
        open_scene(scene)
    else:
        _fit()


def open_scene(scene: str) -> None:
    """Show a scene with its own filter."""
    _fit()
    _change(lambda view: replace(view, scene=scene, filter=SCENES[scene].filter, event_id=None))


def present(on: bool) -> None:
    """Enter or leave presentation mode."""
    _change(lambda view: replace(view, present=on, event_id=None))


def _fit() -> None:
    """Let the map look anew where the scene or the statement says."""
    st.session_state["fit"] = st.session_state.get("fit", 0) + 1


def open_statement(statement_id: str | None) -> None:
    """Open a statement of the article in the reading view, or close the open one with ``None``."""
    statement = context().layer.statement(statement_id or "")
    if statement is None or bounds(context().layer, statement):
        _fit()
    _change(lambda view: replace(view, scene="article", filter=Filter(statement=statement_id or ANY_STATEMENT), event_id=None))


def as_the_article_could_know(scene: str) -> None:
    """`scene` as it was known at the end of the hours in which the article was written."""
    _fit()
    hour = context().layer.article_written[1]
    _change(lambda view: replace(view, scene=scene, filter=replace(SCENES[scene].filter, known_at=hour), event_id=None))


def on_reset() -> None:
    """Back to everything: no filter at all, nothing open."""
    _change(lambda view: replace(view, filter=Filter(), event_id=None))


def on_language(key: str) -> None:
    """Another language of the page."""
    _change(lambda view: replace(view, lang=st.session_state[key]))


def open_event(event_id: str | None) -> None:
    """Open an event, or close the open one with ``None``."""
    _change(lambda view: replace(view, event_id=event_id))
