"""The outlines of Plotly's marker symbols, and of its patterns, as paths."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from matplotlib.path import Path


@dataclass(frozen=True, slots=True)
class Symbol:
    """An outline around the origin for a radius of 1, y downwards; `open` has no inside."""

    path: Path
    open: bool = False


def _closed(*points: tuple[float, float]) -> Symbol:
    return Symbol(Path([*points, points[0]], closed=True))


def _lines(*ends: tuple[tuple[float, float], tuple[float, float]]) -> Symbol:
    return Symbol(Path([p for pair in ends for p in pair], [Path.MOVETO, Path.LINETO] * len(ends)), open=True)


_SIDE = 2 / math.sqrt(3)

DOT: Final = Path.unit_regular_polygon(8)
"""A dot of a pattern: so small that eight corners make it round."""

SYMBOLS: Final = {
    "circle": Symbol(Path.unit_circle()),
    "square": _closed((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": _closed((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "cross": _closed(
        *((1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4)),
        *((-1.2, -0.4), (-0.4, -0.4), (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4)),
    ),
    "triangle-up": _closed((-_SIDE, 0.5), (_SIDE, 0.5), (0, -1)),
    "triangle-down": _closed((-_SIDE, -0.5), (_SIDE, -0.5), (0, 1)),
    "x-thin": _lines(((1, 1), (-1, -1)), ((1, -1), (-1, 1))),
    "line-ew": _lines(((1.4, 0), (-1.4, 0))),
}
"""Plotly's symbols by their names there, in its proportions."""
