"""The charts under the map: those of the scene, drawn only once they come into view. Choosing in one changes the view."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.app import state
from dashboard.app.context import context
from dashboard.app.panels import STUB, show_tally
from dashboard.layer.filters import Filter
from dashboard.locale import Words
from dashboard.locale import words as words_of
from dashboard.views.address import View
from dashboard.views.charts import CHARTS, CONFIG, OF_THE_WINDOW, Chart, Scope
from dashboard.views.charts.toll import place_of
from dashboard.views.scenes import SCENES
from dashboard.views.toll import told

_sight = st.components.v2.component("qantar_sight", js=STUB.format(function="watchSight"))

SEEN = "charts_seen"
"""In the session: whether the reader has come near the charts. Before that Plotly, a megabyte and more, is not loaded."""


def show(view: View, words: Words, theme: str) -> None:
    """The charts of the scene in two columns, each as tall as its own."""
    if not st.session_state.get(SEEN):
        with st.container(key="sight"):
            _sight(key="near", data={"base": context().assets.base}, on_seen_change=_on_seen)
        return
    columns = st.columns(2, gap="medium")
    for i, chart_id in enumerate(SCENES[view.scene].charts):
        with columns[i % 2]:
            _show(chart_id, view, words, theme)


def _on_seen() -> None:
    st.session_state[SEEN] = True


def _show(chart_id: str, view: View, words: Words, theme: str) -> None:
    st.html(f'<h2 class="qantar-sub">{html.escape(words.label("chart", chart_id))}</h2>')
    if chart_id == "toll":
        _toll(view, words, theme)
    if chart_id in OF_THE_WINDOW:
        show_tally(chart_id, view, theme)
        return
    # the same for every window: made once, sent once
    filter_ = Filter(known_at=view.filter.known_at, areas=view.filter.areas)
    made = _chart(chart_id, filter_, view.event_id, view.lang, theme)
    key = f"chart_{chart_id}"
    st.plotly_chart(
        made.figure,
        theme=None,
        config=CONFIG,
        key=key,
        alt=made.alt,
        on_select=lambda: _on_select(key),
        selection_mode="points",
    )
    if made.note:
        st.html(f'<p class="qantar-note">{html.escape(made.note)}</p>')


@lru_cache(maxsize=512)
def _chart(chart_id: str, filter_: Filter, event_id: str | None, lang: str, theme: str) -> Chart:
    """The same view gives the same chart, whoever looks."""
    return CHARTS[chart_id](_scope(filter_, event_id, lang, theme))


def _scope(filter_: Filter, event_id: str | None, lang: str, theme: str) -> Scope:
    layer = context().layer
    chosen = layer.event(event_id) if event_id else None
    return Scope(layer, filter_, layer.select(filter_), chosen, words_of(lang), theme)


def _toll(view: View, words: Words, theme: str) -> None:
    """What stood at the moment of the second clock, in words."""
    place = place_of(_scope(view.filter, view.event_id, view.lang, theme))
    toll = told(context().layer, view.filter.known_at, place)
    when = words.known(view.filter.known_at) if view.filter.known_at else words("as known today")
    when = f"{words.name(context().layer.places[place].names)}, {when}"
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in toll.lines(words))
    summary = html.escape(words("Every claim, with who made it"))
    st.html(
        f'<div class="qantar-toll" role="status"><p><small>{html.escape(when)}</small>{html.escape(toll.headline(words))}</p>'
        f"<details><summary>{summary}</summary><ul>{lines}</ul></details></div>"
    )


def _on_select(key: str) -> None:
    """Apply what the chosen mark stands for: parameters of the address, merged into the view."""
    points = _points(st.session_state.get(key))
    if points and points[0]:
        state.merge(points[0])


def _points(chosen: Mapping[str, Any] | None) -> list[str]:
    """The picks of the chosen points: the first item of what each carries (:func:`dashboard.views.charts.base.pick`)."""
    points = (chosen or {}).get("selection", {}).get("points", [])
    return [str(p["customdata"][0]) for p in points if p.get("customdata")]
