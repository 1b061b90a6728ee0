"""Embed this view: the code for a newsroom's page, for exactly what is on the screen."""

from __future__ import annotations

import html
from urllib.parse import urlsplit

import streamlit as st

from dashboard.app import state
from dashboard.app.context import context
from dashboard.locale import Words
from dashboard.publish.embed import Embed
from dashboard.publish.snippets import snippets
from dashboard.views.address import View


def forms(view: View, words: Words) -> None:
    """Every form of the embed, each to be copied."""
    live, settings = context().live, context().settings
    asked = urlsplit(st.context.url or "")
    site = live.public_url or f"{asked.scheme}://{asked.netloc}{live.prefix}/"
    embed = Embed("view", "map", view, at=state.map_position())
    target = live.target(embed, site)
    kit = f'qantar publish OUT --view "{view.scene}?{embed.query()}"'
    intro = words("A page with these lines shows this view as it is now, from this server, without cookies.")
    st.html(f"<p>{html.escape(intro)}</p>")
    if settings.frame_ancestors != "*":
        allowed = words("This server lets itself be framed by: {who}.", who=settings.frame_ancestors)
        st.html(f'<p class="qantar-note">{html.escape(allowed)}</p>')
    for snippet in snippets(target):
        st.html(f'<h3 class="qantar-form" lang="en">{html.escape(snippet.form)}</h3>')
        st.code(snippet.text, language=None, wrap_lines=True)
    for heading, text in (
        (words("Files for your own server"), kit),
        (words("The events as data"), f"{site}api/events.csv?{view.query()}"),
        (words("A link with a picture"), f"{site}share/view?{embed.query()}"),
    ):
        st.html(f'<h3 class="qantar-form">{html.escape(heading)}</h3>')
        st.code(text, language=None, wrap_lines=True)
