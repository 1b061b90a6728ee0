"""The sizes of a picture: slides, paper, and what social networks show.

Everything is laid out in units of 1/96 inch of a page seen at arm's length (a CSS pixel), so that symbols and letters have
the same proportions on every size; `unit` says how many pixels of a PNG one unit takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 320
LONGEST: Final = 8000
"""Sides that may be asked for, in pixels."""

SLIMMEST: Final = 4.0
"""How many times as long as the other a side may be."""


@dataclass(frozen=True, slots=True)
class Size:
    """A picture of `inches` (width, height) with `dpi` pixels an inch; `full` says whether all furniture has room on it."""

    name: str
    inches: tuple[float, float]
    dpi: float
    unit: float
    full: bool

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a PNG; a pixel that is begun is left out, as matplotlib does."""
        return int(self.inches[0] * self.dpi + 1e-6), int(self.inches[1] * self.dpi + 1e-6)

    @property
    def units(self) -> tuple[float, float]:
        """Width and height of the page in units of layout."""
        return self.inches[0] * self.dpi / self.unit, self.inches[1] * self.dpi / self.unit

    @property
    def wide(self) -> bool:
        """Whether legend and sources stand beside the map, not under it."""
        return self.inches[0] >= 1.15 * self.inches[1]


def _paper(name: str, width_mm: float, height_mm: float) -> Size:
    return Size(name, (width_mm / 25.4, height_mm / 25.4), dpi=300, unit=300 / 96, full=True)


def _screen(name: str, width: int, height: int, unit: float, full: bool) -> Size:
    dpi = 144.0  # 1920 pixels are the 13.33 inches of a slide
    return Size(name, (width / dpi, height / dpi), dpi, unit, full)


SIZES: Final = {
    s.name: s
    for s in (
        _screen("slide", 1920, 1080, 1.6, full=True),
        _screen("slide-4x3", 1440, 1080, 1.5, full=True),
        _paper("a4", 210, 297),
        _paper("a4-landscape", 297, 210),
        _paper("letter", 215.9, 279.4),
        _screen("square", 1080, 1080, 2, full=False),
        _screen("story", 1080, 1920, 2.4, full=False),
        _screen("card", 1200, 630, 2, full=False),
    )
}
"""Every named size. Paper is true paper in a PDF and 300 pixels an inch in a PNG."""

FULL_FROM: Final = 1_000_000
"""Pixels from which a size of the reader's own has room for all furniture."""


def parse(text: str) -> Size:
    """The size called `text`, or ``WIDTHxHEIGHT`` in pixels such as ``1600x900``. Raises ``ValueError`` for any other."""
    if text in SIZES:
        return SIZES[text]
    found = re.fullmatch(r"([0-9]{1,6})x([0-9]{1,6})", text)
    if not found:
        raise ValueError(f"'size' must be one of {', '.join(SIZES)}, or WIDTHxHEIGHT in pixels (got {text[:40]!r})")
    width, height = int(found[1]), int(found[2])
    if not all(SHORTEST <= side <= LONGEST for side in (width, height)):
        raise ValueError(f"'size' must have sides from {SHORTEST} to {LONGEST} pixels (got {text!r})")
    if max(width, height) > SLIMMEST * min(width, height):
        raise ValueError(f"'size' must have sides of which none is more than {SLIMMEST:g} times the other (got {text!r})")
    full = width * height >= FULL_FROM and min(width, height) >= 900
    unit = (width * height) ** 0.5 / 900 if full else max(0.8, (width * height) ** 0.5 / 435)
    return _screen(f"{width}x{height}", width, height, unit, full)
