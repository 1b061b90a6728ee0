"""Texts and how much room they take: Plotly's markup as plain lines, and widths in the typeface that is shipped.

All is measured in DejaVu Sans, which comes with matplotlib, has the letters of all our languages and is wider than the
typefaces of the page: what has room in it has room in them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from dashboard.brief.plotted.attributes import UnsupportedError

FOLDER: Final = Path(matplotlib.get_data_path()) / "fonts" / "ttf"

LEADING: Final = 1.15
"""From one line to the next, in sizes of the type: two lines of a label must fit a row of a chart."""

ASCENT: Final = 0.77
"""How far letters rise above the line on which they stand, in sizes of the type; the rest to 1 is how far they fall below."""

MIDDLE: Final = 0.36
"""Half the height of a capital: how far the middle of a line is above that on which it stands."""

_BOLD = re.compile(r"<b>(.*)</b>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text, `size` pixels high, bold or not."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def width(self) -> float:
        """Pixels of the longest line."""
        return max((width(line, self.size, self.bold) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Pixels from the top of the first line to the bottom of the last."""
        return self.size * (1 + LEADING * (len(self.lines) - 1)) if self.lines else 0.0

    def sized(self, size: float) -> Lettering:
        """The same text in another size."""
        return replace(self, size=size)


def read(text: str, size: float) -> Lettering:
    """The lines of a text in Plotly's markup, of which ``<br>`` and bold as a whole are known, with entities resolved.

    Raises :exc:`UnsupportedError` for any other markup.
    """
    bold = _BOLD.fullmatch(text)
    inner = bold[1] if bold else text
    lines = re.split(r"<br ?/?>", inner)
    if any(re.search(r"</?[a-zA-Z]", line) for line in lines):
        raise UnsupportedError(f"'text' must be without markup but <br>, and <b> around all of it (got {text!r})")
    return Lettering(tuple(html.unescape(line) for line in lines), size, bold is not None)


def wrapped(text: str, size: float, room: float, bold: bool = False) -> Lettering:
    """`text` broken into lines of at most `room` pixels, between words, and within a word that is longer than a line."""
    lines: list[str] = []
    for word in chain.from_iterable(_parts(whole, size, room, bold) for whole in text.split()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return Lettering(tuple(lines), size, bold)


def _parts(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    while width(word, size, bold) > room and len(word) > 1:
        cut = next((i for i in range(len(word) - 1, 1, -1) if width(word[:i], size, bold) <= room), 1)
        yield word[:cut]
        word = word[cut:]
    yield word


def typeface(size: float, bold: bool = False) -> FontProperties:
    """The typeface in points of `size`."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=str(FOLDER / name), size=size, weight="bold" if bold else "normal")


def width(line: str, size: float, bold: bool = False) -> float:
    """Pixels from the first to the last letter of a line."""
    return _width(line, bold) * size / 100


@lru_cache(maxsize=4096)
def _width(line: str, bold: bool) -> float:
    return float(text_to_path.get_text_width_height_descent(line, typeface(100, bold), ismath=False)[0])
