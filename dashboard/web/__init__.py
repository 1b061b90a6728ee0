"""Our own JavaScript and CSS, and the vendored front-end files. Data only: this module just knows where they are."""

from pathlib import Path

FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The text of one of the files."""
    return (FOLDER / name).read_text(encoding="utf-8")
