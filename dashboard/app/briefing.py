"""Briefing picture: a preview of what is on the screen as a slide or a page, and the file in any size and format."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from dashboard.app import state
from dashboard.app.context import context
from dashboard.brief.filenames import file_name
from dashboard.brief.sizes import SIZES
from dashboard.brief.worker import NotDrawnError, draw
from dashboard.locale import Words
from dashboard.views.address import View
from dashboard.views.captions import alt

FORMATS: Final = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
"""Formats of a picture, with their media types."""


def picture(view: View, words: Words) -> None:
    """Preview and file, in the size, format and colours that are chosen."""
    if not context().layer.select(view.filter):
        nothing = words("No event passes these filters.")
        st.html(f"<p>{html.escape(nothing)}</p>")
        return
    query = view.query(state.map_position())
    sizes, formats, themes = st.columns(3)
    size = sizes.selectbox(words("Size"), list(SIZES), format_func=lambda s: words.label("picture_size", s), key="brief_size")
    kind = formats.selectbox(words("Format"), list(FORMATS), format_func=str.upper, key="brief_format")
    theme = themes.selectbox(
        words("Colours"), ("light", "dark", "print"), format_func=lambda t: words.label("picture_theme", t), key="brief_theme"
    )
    try:
        with st.spinner(words("Drawing …")):
            preview = draw(query, "png", size, theme)
            content = preview if kind == "png" else draw(query, kind, size, theme)
    except NotDrawnError:
        failed = words("The picture could not be drawn; please try again.")
        st.html(f"<p>{html.escape(failed)}</p>")
        return
    st.image(preview, width="stretch")
    st.download_button(
        words("Download"),
        content,
        file_name=file_name(view, size, kind),
        mime=FORMATS[kind],
        key="brief_file",
        on_click="ignore",
        type="primary",
    )
    st.html(f'<p class="qantar-note">{html.escape(alt(view, context().layer, words))}</p>')
