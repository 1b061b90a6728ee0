"""What the browser draws itself, as Streamlit components. Each hands over a filter and ids and brings back what was chosen."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard.app.context import context
from dashboard.app.state import as_the_article_could_know, merge, open_event, open_statement, refilter
from dashboard.layer.filters import ANY_STATEMENT, qualities, sentence
from dashboard.layer.records import Event
from dashboard.locale import Words
from dashboard.views.address import View
from dashboard.views.article import bounds
from dashboard.views.card import card, labels
from dashboard.views.mapview import base_map, message_group
from dashboard.views.payload import from_minutes, spec

MAP_HEIGHT = 480
"""Height of the map in CSS pixels; the page's style overrules it on other screens."""

# The scripts are fetched once under an address that holds their hash; only these stubs travel with each message.
# A text without a line break would be taken for the name of a file.
STUB = """
export default (c) => {{
    import(window.location.origin + c.data.base + "web/panels.js").then((panels) => panels.{function}(c));
}};
"""
_timeline = st.components.v2.component("qantar_timeline", js=STUB.format(function="renderTimeline"))
_sentence = st.components.v2.component("qantar_sentence", js=STUB.format(function="renderSentence"))
_tally = st.components.v2.component("qantar_tally", js=STUB.format(function="renderTally"))
_list = st.components.v2.component("qantar_list", js=STUB.format(function="renderList"))
_article = st.components.v2.component("qantar_article", js=STUB.format(function="renderArticle"))
_card = st.components.v2.component("qantar_card", js=STUB.format(function="renderCard"))


def _on_map() -> None:
    chosen = st.session_state.get("map") or {}
    if "event" in chosen:
        open_event(chosen["event"])


def _on_timeline() -> None:
    chosen = st.session_state["timeline"].window
    if chosen:
        moments = {k: from_minutes(chosen[k]) for k in ("from", "to", "known")}
        refilter(start=moments["from"], end=moments["to"], known_at=moments["known"])


def _on_list() -> None:
    chosen = st.session_state["list"].open
    if chosen:
        open_event(str(chosen["event"]))


def _on_tally(key: str) -> None:
    chosen = st.session_state[key].pick
    if chosen:
        merge(str(chosen["query"]))


def _on_card() -> None:
    chosen = st.session_state["card"].open
    if chosen:
        open_event(str(chosen["event"]))


def _on_close() -> None:
    open_event(None)


def _on_told() -> None:
    chosen = st.session_state["card"].statement
    if chosen:
        open_statement(str(chosen["id"]))


def _on_article() -> None:
    chosen = st.session_state["article"].act
    if chosen and chosen.get("toll"):
        as_the_article_could_know("figures")
    elif chosen and chosen.get("known"):
        as_the_article_could_know("article")
    elif chosen:
        open_statement(chosen["statement"])


def _common(view: View, theme: str) -> dict[str, Any]:
    """What all of them need to know of the view."""
    shared = context()
    return {"base": shared.assets.base, "lang": view.lang, "theme": theme, "filter": spec(view.filter, shared.layer)}


def show_map(view: View, theme: str) -> None:
    """The map; its frame lives as long as the page."""
    common = _common(view, theme)
    base = common.pop("base")
    message = common | {"scene": view.scene, "fit": st.session_state.get("fit", 0), "selected": view.event_id}
    statement = context().layer.statement(view.filter.statement)
    if statement:
        message["bounds"] = bounds(context().layer, statement)
    st_folium(
        base_map(base),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message_group(message),
        on_change=_on_map,
    )


def show_timeline(view: View, theme: str) -> None:
    """The time brush. It moves map and list by itself and tells the app when it rests."""
    _timeline(key="timeline", data=_common(view, theme), on_window_change=_on_timeline)


def show_sentence(view: View, words: Words, theme: str) -> None:
    """What is shown, in a sentence. Its count and its window follow the brush by themselves."""
    layer = context().layer
    said = {"text": sentence(view.filter, layer, words), "qualities": qualities(view.filter, layer, words)}
    _sentence(key="sentence", data=_common(view, theme) | said)


def show_tally(chart_id: str, view: View, theme: str) -> None:
    """A chart of :data:`dashboard.views.charts.OF_THE_WINDOW`. It follows the brush by itself; a pick changes the view."""
    key = f"chart_{chart_id}"
    data = _common(view, theme) | {"chart": chart_id, "selected": view.event_id}
    _tally(key=key, data=data, on_pick_change=lambda: _on_tally(key))


def show_list(view: View, theme: str) -> None:
    """The events in time order."""
    data = _common(view, theme) | {"selected": view.event_id, "short": view.event_id is not None}
    _list(key="list", data=data, on_open_change=_on_list)


def show_article(view: View, words: Words, theme: str) -> None:
    """The seed article with its statements."""
    data = {
        "base": context().assets.base,
        "lang": view.lang,
        "theme": theme,
        "statement": "" if view.filter.statement == ANY_STATEMENT else view.filter.statement,
        "ui": {
            "lang": view.lang,
            "article": words("The article, statement by statement"),
            "close": words("Close"),
            "no_event": words("no event on the map"),
            "rests_on": words("Figures that it rests on"),
            "said_by_then": words("What else had been said by then"),
            "toll_then": words("The toll as it was told at the article's hour"),
            "known_then": words("Only what could be known then"),
            "not_known": words("What it could not have known"),
            "sources": words("Sources"),
        },
    }
    _article(key="article", data=data, on_act_change=_on_article)


def show_card(view: View, event: Event, words: Words, theme: str) -> None:
    """The detail card of `event`."""
    shared = context()
    data: dict[str, Any] = {
        "base": shared.assets.base,
        "lang": view.lang,
        "theme": theme,
        "card": card(shared.layer, event, words, view.filter.known_at),
        "ui": labels(words)
        | {
            "method": words("Method, corrections and known gaps"),
            "method_href": f"method?lang={view.lang}",
        },
    }
    _card(key="card", data=data, on_open_change=_on_card, on_close_change=_on_close, on_statement_change=_on_told)
