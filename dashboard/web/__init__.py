"""Our own JavaScript and CSS, and the vendored front-end files. Data only: this module just knows where they are."""

from pathlib import Path

FOLDER = Path(__file__).parent

PLOTLY = "vendor/plotly/plotly-basic.min.js"
"""Plotly's bundle for charts of lines and bars, for embeds; the app uses Streamlit's own."""


def text(name: str) -> str:
    """The text of one of the files."""
    return (FOLDER / name).read_text(encoding="utf-8")


def read(name: str) -> bytes:
    """The bytes of one of the files."""
    return (FOLDER / name).read_bytes()
