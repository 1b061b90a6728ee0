"""The entry of the app: what all pages share, and which page the address asks for."""

import streamlit as st

from dashboard import web
from dashboard.app import explore, method, state
from dashboard.locale import words as words_of


def main() -> None:
    """Draw the page once."""
    view, _ = state.current()
    words = words_of(view.lang)
    pages = [
        st.Page(explore.page, title=words("Map"), url_path="map", default=True),
        st.Page(method.page, title=words("Method"), url_path="method"),
    ]
    chosen = st.navigation(pages, position="hidden")
    title = words("Kazakhstan, January 2022")
    st.set_page_config(page_title=title, page_icon=str(web.FOLDER / "icon.png"), layout="wide")
    st.html(f"<style>{web.text('page.css')}</style>")
    chosen.run()


main()
