"""Presentation mode (``?present=1``): one scene fills the screen; arrow keys or a remote control step through the scenes."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from dashboard import web
from dashboard.app import panels, state
from dashboard.app.context import context
from dashboard.app.panels import STUB
from dashboard.locale import Words
from dashboard.views.address import View
from dashboard.views.scenes import SCENES

STEPPED: Final = tuple(s for s in SCENES if s != "article")
"""The scenes that are stepped through; the reading view is for a reader."""

_presenter = st.components.v2.component("qantar_presenter", js=STUB.format(function="renderPresenter"))


def page(view: View, words: Words, theme: str) -> None:
    """Draw the page once."""
    layer = context().layer
    st.html(f"<style>{web.text('present.css')}</style>")
    st.html(f'<h1 class="qantar-stage">{html.escape(words.label("scene", view.scene))}</h1>')
    with st.container(key="sentencebox"):
        panels.show_sentence(view, words, theme)
    with st.container(key="mapbox"):
        panels.show_map(view, theme)
    with st.container(key="timebox"):
        panels.show_timeline(view, theme)
    event = layer.event(view.event_id) if view.event_id else None
    if event:
        with st.container(key="stagecard"):
            panels.show_card(view, event, words, theme)
    _presenter(
        key="presenter",
        data={
            "base": context().assets.base,
            "scene": view.scene,
            "scenes": [{"id": s, "label": words.label("scene", s)} for s in STEPPED],
            "ui": {
                "scenes": words("Scene"),
                "leave": words("End the presentation"),
                "keys": words("← → scenes, Esc ends"),
            },
        },
        on_scene_change=_on_scene,
        on_leave_change=_on_leave,
    )


def _on_scene() -> None:
    chosen = st.session_state["presenter"].scene
    if chosen and chosen["id"] in STEPPED:
        state.open_scene(chosen["id"])


def _on_leave() -> None:
    state.present(on=False)
