"""The map page. Reads the view from the address, shows it, and lets the controls write a new address."""

import html

import streamlit as st

from dashboard.app import charts, controls, panels, presenting, state, ways
from dashboard.app.context import context
from dashboard.locale import words as words_of


def _heading(text: str) -> None:
    st.html(f'<h2 class="qantar-sub">{html.escape(text)}</h2>')


def page() -> None:
    """Draw the page once."""
    layer = context().layer
    view, problems = state.current()
    words = words_of(view.lang)
    theme = "dark" if st.context.theme.type == "dark" else "light"
    if view.present:
        presenting.page(view, words, theme)
        return
    event = layer.event(view.event_id) if view.event_id else None

    controls.head(view, words, words("Kazakhstan, January 2022: the unrest on map and clock"))
    if problems:
        intro = words("Part of this address was not understood and is left out:")
        items = "".join(f"<li>{html.escape(p)}</li>" for p in problems)
        st.html(f'<div class="qantar-problems" role="status"><p>{html.escape(intro)}</p><ul lang="en">{items}</ul></div>')
    controls.scenes(view, words)
    st.html(f'<p class="qantar-intro">{html.escape(words.label("scene_intro", view.scene))}</p>')
    with st.container(key="sentencebox"):
        panels.show_sentence(view, words, theme)

    wide, side = st.columns([2.05, 1], gap="small")
    with wide:
        with st.container(key="mapbox"):
            panels.show_map(view, theme)
        with st.container(key="timebox"):
            panels.show_timeline(view, theme)
        if view.scene == "article":  # the list makes room for the text
            panels.show_list(view, theme)
    with side, st.container(key="sidebox"):
        if event:
            panels.show_card(view, event, words, theme)
        if view.scene == "article":
            panels.show_article(view, words, theme)
        else:
            panels.show_list(view, theme)
    charts.show(view, words, theme)
    ways.show(view, words)
    _heading(words("How it is checked"))
    checked = words.number(len(layer.checks))
    text = words("Each of the {n} records was held against its sources a second time.", n=checked)
    st.html(f"<p>{html.escape(text)}</p>")
    controls.page_link("method", words("Method, corrections and known gaps"), view)
    with st.sidebar:
        _heading(words("Filters"))
        controls.filters(view, layer, words)
