"""Symbols of events on a page, the same as ``web/symbols.js`` draws: colour and outline say the family, the glyph says the
category, the fill says the status."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Sheet, circle
from dashboard.views.style import FAMILY_OF, GLYPHS, Family

DASHES: Final[dict[str, tuple[float, ...]]] = {"confirmed": (), "claimed": (), "disputed": (4, 2.5), "unverified": (1.2, 2.4)}

SINGLE: Final = 10.0
"""Radius of one event, in units."""


@lru_cache(maxsize=64)
def outline(shape: str) -> Path:
    """The outline of a family's shape around (0, 0) with radius 1."""
    k = 0.94
    drawn = {
        "square": f"M{-k * 0.92} {-k * 0.92}H{k * 0.92}V{k * 0.92}H{-k * 0.92}Z",
        "diamond": "M0 -1.22L1.22 0L0 1.22L-1.22 0Z",
        "hexagon": f"M-1.08 0L-0.54 {-k}H0.54L1.08 0L0.54 {k}H-0.54Z",
        "shield": (
            f"M{-k * 0.94} {-k * 0.9}H{k * 0.94}V{k * 0.15}Q{k * 0.9} {k * 0.85} 0 1.2"
            f"Q{-k * 0.9} {k * 0.85} {-k * 0.94} {k * 0.15}Z"
        ),
    }.get(shape)
    return svg_path(drawn) if drawn else circle(0, 0, 1)


@lru_cache(maxsize=64)
def svg_path(text: str) -> Path:
    """The ``d`` of an SVG path as a path of matplotlib."""
    pen = RecordingPen()
    parse_path(text, pen)
    vertices: list[tuple[float, float]] = []
    codes: list[Any] = []
    for command, points in pen.value:
        code = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "qCurveTo": Path.CURVE3, "curveTo": Path.CURVE4}.get(command)
        if code is not None:
            vertices += points
            codes += [code] * len(points)
        elif command == "closePath":
            vertices.append(vertices[-1])
            codes.append(Path.CLOSEPOLY)
    return Path(vertices, codes)


def draw(
    sheet: Sheet, x: float, y: float, r: float, category: str, status: str, paint: Paint, within: Path | None = None
) -> None:
    """Draw an event of `category` and `status` around (x, y)."""
    family = FAMILY_OF[category]
    colour, solid = paint.of(family), status == "confirmed"
    shape, place = outline(family.shape), Affine2D().scale(r).translate(x, y)
    how: dict[str, Any] = {"at": place, "within": within}
    sheet.path(shape, stroke=paint.surface, line=3.5, **how)
    sheet.path(shape, fill=colour if solid else paint.surface, **how)
    sheet.path(shape, stroke=colour, line=1 if solid else 2, dash=DASHES[status], **how)
    scale = r * 1.32 / 16
    glyph = Affine2D().translate(-8, -8).scale(scale).translate(x, y)
    line = min(2.0, 1.5 / scale) * scale
    sheet.path(svg_path(GLYPHS[category]), stroke=paint.on_colour if solid else colour, line=line, at=glyph, within=within)


def plain(sheet: Sheet, x: float, y: float, r: float, family: Family, paint: Paint) -> None:
    """The plain shape of a family."""
    sheet.path(outline(family.shape), fill=paint.of(family), at=Affine2D().scale(r).translate(x, y))


def ring(sheet: Sheet, x: float, y: float, r: float, mix: list[tuple[Family, int]], paint: Paint) -> None:
    """A ring of the families in a stack, so that the mix stays visible, from the top clockwise."""
    sheet.path(circle(x, y, r + 1.5), fill=paint.surface)
    total, start = sum(n for _, n in mix), -90.0
    for family, n in mix:
        end = start + 360 * n / total
        sheet.path(arc(x, y, r - 2, start, end), stroke=paint.of(family), line=5, flat=True)
        start = end


def arc(x: float, y: float, r: float, start: float, end: float) -> Path:
    """A part of a circle between two angles in degrees, clockwise on the page from the east."""
    if end - start >= 360:
        return circle(x, y, r)
    unit = Path.arc(start, end)
    return Path(np.asarray(unit.vertices) * r + (x, y), unit.codes)


def hatched(sheet: Sheet, x: float, y: float, r: float, paint: Paint, within: Path | None = None) -> None:
    """A circle of uncertainty: a wide one with few, faint lines."""
    wide = r > 60
    disc = circle(x, y, r)
    if not wide:
        sheet.path(disc, fill=paint.veil, alpha=paint.veil_alpha, within=within)
    lines: list[tuple[float, float]] = []
    step = 22 if wide else 5
    for i in range(math.floor(4 * r / step) + 1):
        d = -2 * r + i * step
        chord = _chord(d, r)
        if chord:
            lines += [(x + px, y + py) for px, py in chord]
    codes = [Path.MOVETO, Path.LINETO] * (len(lines) // 2)
    sheet.path(Path(lines, codes), stroke=paint.muted, line=1, alpha=0.13 if wide else 0.45, within=within, flat=True)
    sheet.path(disc, stroke=paint.muted, line=1, dash=(3, 3), alpha=0.75, within=within)


def _chord(d: float, r: float) -> list[tuple[float, float]]:
    """Where the line from (d - r, r) to (d + r, -r), which is x + y = d, meets the circle; nothing if it does not."""
    half = r * r - d * d / 2
    if half <= 0:
        return []
    s = math.sqrt(half / 2)
    return [(d / 2 - s, d / 2 + s), (d / 2 + s, d / 2 - s)]
