"""The ways out of the page: a briefing picture, the code of an embed, the presentation. Nothing is made unasked."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.app import briefing, embedding, state
from dashboard.locale import Words
from dashboard.views.address import View

OPEN: Final = "way"
"""In the session: the dialog that is open. It stays open while the page runs anew, as it does when charts come into view."""

DIALOGS: Final = {"brief": briefing.picture, "embed": embedding.forms}


def show(view: View, words: Words) -> None:
    """The buttons, and the dialog that one of them has opened."""
    labels = {"brief": words("Briefing picture"), "embed": words("Embed this view")}
    with st.container(key="ways", horizontal=True):
        for way, label in labels.items():
            st.button(label, key=way, on_click=_open, args=(way,))
        st.button(words("Presentation"), key="present", on_click=state.present, args=(True,))
    opened = st.session_state.get(OPEN)
    if opened:
        st.dialog(labels[opened], width="large", on_dismiss=_close)(DIALOGS[opened])(view, words)


def _open(way: str) -> None:
    st.session_state[OPEN] = way


def _close() -> None:
    st.session_state[OPEN] = None
