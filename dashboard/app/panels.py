"""Map, list and card as Streamlit components. Each hands over ids and texts and brings back what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard.app.context import context
from dashboard.app.state import open_event
from dashboard.layer.records import Event
from dashboard.locale import Words
from dashboard.views.address import View
from dashboard.views.card import card
from dashboard.views.mapview import base_map, message_group
from dashboard.views.payload import mask

MAP_HEIGHT = 480
"""Height of the map in CSS pixels; the page's style overrules it on other screens."""

# The scripts are fetched once under an address that holds their hash; only these stubs travel with each message.
# A text without a line break would be taken for the name of a file.
_STUB = """
export default (c) => {{
    import(window.location.origin + c.data.base + "web/panels.js").then((panels) => panels.{function}(c));
}};
"""
_list = st.components.v2.component("qantar_list", js=_STUB.format(function="renderList"))
_card = st.components.v2.component("qantar_card", js=_STUB.format(function="renderCard"))


def _on_map() -> None:
    chosen = st.session_state.get("map") or {}
    if chosen.get("event"):
        open_event(str(chosen["event"]))


def _on_list() -> None:
    chosen = st.session_state["list"].open
    if chosen:
        open_event(str(chosen["event"]))


def _on_card() -> None:
    chosen = st.session_state["card"].open
    if chosen:
        open_event(str(chosen["event"]))


def _on_close() -> None:
    open_event(None)


def _selected(view: View) -> int:
    return context().layer.index[view.event_id] if view.event_id else -1


def show_map(view: View, shown: Sequence[Event], theme: str) -> None:
    """The map; its frame lives as long as the page."""
    shared = context()
    message = {
        "lang": view.lang,
        "theme": theme,
        "scene": view.scene,
        "fit": st.session_state.get("fit", 0),
        "shown": mask(shared.layer, shown),
        "selected": _selected(view),
    }
    st_folium(
        base_map(shared.assets.base),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message_group(message),
        on_change=_on_map,
    )


def show_list(view: View, shown: Sequence[Event], theme: str) -> None:
    """The events in time order."""
    shared = context()
    data = {
        "base": shared.assets.base,
        "lang": view.lang,
        "theme": theme,
        "shown": mask(shared.layer, shown),
        "selected": _selected(view),
        "short": view.event_id is not None,
    }
    _list(key="list", data=data, on_open_change=_on_list)


def show_card(view: View, event: Event, words: Words, theme: str) -> None:
    """The detail card of `event`."""
    shared = context()
    data: dict[str, Any] = {
        "base": shared.assets.base,
        "lang": view.lang,
        "theme": theme,
        "card": card(shared.layer, event, words, view.filter.known_at),
        "ui": {
            "close": words("Close"),
            "detail": words("Event in detail"),
            "when": words("When"),
            "where": words("Where"),
            "also": words("Also"),
            "status": words("Status"),
            "building": words("Building"),
            "actors": words("Who"),
            "figures": words("Figures, as claimed"),
            "note": words("Editor's note"),
            "method": words("Method, corrections and known gaps"),
            "method_href": f"method?lang={view.lang}",
            "sources": words("Sources"),
            "related": words("Related events"),
        },
    }
    _card(key="card", data=data, on_open_change=_on_card, on_close_change=_on_close)
