"""What stands around a map: heading, sources, notes; and on it: scale bar, north arrow, and the inset that says where it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from matplotlib.path import Path

from dashboard.brief import ground
from dashboard.brief.frame import EQUATOR_M, Frame, fitted
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import CAP, Box, Sheet, Style, overlap, rectangle, width, wrapped
from dashboard.brief.sources import Entry
from dashboard.layer.load import Layer
from dashboard.locale import Words
from dashboard.views.captions import as_of, boundaries, credit

LEADING: Final = 1.28
"""Height of a line by the size of its letters."""

ROUND: Final = (1, 2, 3, 5, 10)
"""Lengths of a scale bar, times a power of ten."""

LATITUDE_MATTERS: Final = 8.0
"""Below this zoom the scale differs so much over the map that the bar names its latitude."""

STEP: Final = 12.0
"""Units between the places along an edge that are tried for the scale bar."""

REGION: Final = ((33.0, 24.0), (60.0, 92.0))
"""What the inset shows of the country's surroundings: south-west and north-east corners."""

COUNTRY: Final = ((40.4, 46.4), (55.5, 87.4))


def paragraph(sheet: Sheet | None, x: float, y: float, text: str, style: Style, room: float, kind: str, most: int = 0) -> float:
    """Write `text` in lines from the upper edge `y` down; return its lower edge. Without a sheet only measure."""
    for i, line in enumerate(wrapped(text, style, room, most)):
        if sheet is not None:
            sheet.text(x, y + style.size * (i * LEADING + CAP + 0.15), line, style, kind)
        y_end = y + style.size * (i + 1) * LEADING
    return y_end if text else y


def notes(sheet: Sheet | None, x: float, y: float, room: float, layer: Layer, source: str, words: Words, paint: Paint) -> float:
    """As-of stamp with the source line, boundary note and credits; returns their height (measured only without a sheet)."""
    style, start = Style(9, paint.muted), y
    y = paragraph(sheet, x, y, f"{as_of(layer, words)} · {source}", Style(9, paint.ink), room, "as of")
    y = paragraph(sheet, x, y, boundaries(words), style, room, "boundaries")
    return paragraph(sheet, x, y, credit(words), style, room, "credit") - start


def sources(
    sheet: Sheet,
    x: float,
    y: float,
    room: float,
    bottom: float,
    found: Sequence[Entry],
    words: Words,
    paint: Paint,
    *,
    columns: int = 1,
) -> None:
    """The numbered list of sources, as many as have room above `bottom`; the rest is counted, never left out silently."""
    total = sum(e.texts for e in found)
    if not total:
        return
    heading = words.plural("{n} source", "{n} sources", total)
    y = paragraph(sheet, x, y, heading, Style(11, paint.ink, bold=True), room, "sources") + 2
    style, gap = Style(9, paint.ink), 12.0
    each = (room - gap * (columns - 1)) / columns
    number = width(f"{len(found)} ", style) + 2
    blocks = [wrapped(e.text, style, each - number, most=2) for e in found]
    step = style.size * LEADING
    per_column = math.floor((bottom - y) / step)
    columns_used, row, written = 0, 0, 0
    for i, lines in enumerate(blocks):
        last_column = columns_used == columns - 1
        more_after = i < len(blocks) - 1
        if row + len(lines) > per_column - (1 if last_column and more_after else 0):
            if last_column:
                break
            columns_used, row = columns_used + 1, 0
            if len(lines) > per_column - (1 if columns_used == columns - 1 and more_after else 0):
                break
        left = x + columns_used * (each + gap)
        for k, line in enumerate(lines):
            base = y + (row + k) * step + style.size * (CAP + 0.15)
            if not k:
                sheet.text(left + number - 4, base, str(found[i].number), Style(9, paint.muted), "sources", align="right")
            sheet.text(left + number, base, line, style, "sources")
        row += len(lines)
        written += found[i].texts
    rest = total - written
    if rest:
        left = x + columns_used * (each + gap)
        text = words.plural("and {n} more", "and {n} more", rest) if written else ""
        if text:
            sheet.text(left + number, y + row * step + style.size * (CAP + 0.15), text, Style(9, paint.muted), "sources")


def scale_and_north(sheet: Sheet, frame: Frame, busy: Sequence[Box], words: Words, paint: Paint) -> Box:
    """Scale bar and north arrow in the corner that is freest, or where an edge is; return their box."""
    lat = frame.middle_lat
    metres, long = _round_length(frame, lat)
    text = _distance(metres, words)
    if frame.zoom < LATITUDE_MATTERS:
        text = words("{distance} at {lat}° N", distance=text, lat=words.number(round(lat)))
    style = Style(9.5, paint.ink, halo=paint.ground.halo)
    wide, high = max(long, width(text, style)) + 30, 30.0
    gap = 6.0
    corners = [
        (frame.left + gap, frame.bottom - gap - high),
        (frame.right - gap - wide, frame.bottom - gap - high),
        (frame.left + gap, frame.top + gap),
        (frame.right - gap - wide, frame.top + gap),
    ]
    steps = range(1, max(1, int((frame.width - wide - 2 * gap) / STEP)))
    edges = [(frame.left + gap + i * STEP, y) for y in (frame.bottom - gap - high, frame.top + gap) for i in steps]
    boxes = [(x, y, x + wide, y + high) for x, y in (*corners, *edges)]
    free = [b for b in boxes if not any(overlap(b, t) for t in busy)]
    box = free[0] if free else min(boxes, key=lambda b: sum(_shared(b, t) for t in busy))
    left, top, _, bottom = box
    sheet.box(box, fill=paint.surface, alpha=0.72, radius=3)
    x, base = left + 24, bottom - 7
    sheet.line([(x, base - 5), (x, base), (x + long, base), (x + long, base - 5)], stroke=paint.ink, line=1.4, flat=True)
    sheet.text(x, base - 9, text, Style(9.5, paint.ink), "scale")
    _north(sheet, left + 11, top + 4, paint)
    return box


def _shared(a: Box, b: Box) -> float:
    """How much of the page two boxes share, in square units."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _round_length(frame: Frame, lat: float) -> tuple[float, float]:
    """The longest round distance whose bar is at most 110 units long: metres, units."""
    per_unit = frame.metres_per_unit(lat)
    most = min(110.0, frame.width / 4) * per_unit
    power = 10.0 ** math.floor(math.log10(most))
    metres = max(n * power for n in ROUND if n * power <= most)
    return metres, metres / per_unit


def _distance(metres: float, words: Words) -> str:
    if metres >= 1000:
        return words("{n} km", n=words.number(round(metres / 1000)))
    return words("{n} m", n=words.number(round(metres)))


def _north(sheet: Sheet, x: float, y: float, paint: Paint) -> None:
    needle = Path([(x, y), (x + 5, y + 13), (x, y + 10), (x - 5, y + 13), (x, y)], closed=True)
    sheet.path(needle, fill=paint.ink)
    sheet.text(x, y + 22, "N", Style(9, paint.ink, bold=True), "scale", align="center")


def inset(sheet: Sheet, box: Box, frame: Frame, paint: Paint) -> None:
    """Where the map lies: in Kazakhstan, or, if it shows most of the country, among its neighbours."""
    near = frame.zoom >= LATITUDE_MATTERS
    small = fitted(box, COUNTRY if near else REGION)
    within = rectangle(box)
    sheet.box(box, fill=paint.page)
    countries = ground.features("countries", small)
    at = ground.placed(small)
    for host in (False, True):
        path = ground.path_of(f.geometry for f in countries if (f.properties["country"] == "KZ") is host)
        if path is not None:
            colour = paint.ground.border if host else paint.line
            sheet.path(path, fill=colour, at=at, within=within, alpha=0.75 if host else 0.6)
            sheet.path(path, stroke=paint.page, line=0.6, at=at, within=within)
    west, south, east, north = frame.metres()
    x0, y0 = small.on_page(west / EQUATOR_M + 0.5, 0.5 - north / EQUATOR_M)
    x1, y1 = small.on_page(east / EQUATOR_M + 0.5, 0.5 - south / EQUATOR_M)
    if max(x1 - x0, y1 - y0) < 8:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        x0, y0, x1, y1 = x - 4, y - 4, x + 4, y + 4
    shown = (max(x0, box[0] + 1), max(y0, box[1] + 1), min(x1, box[2] - 1), min(y1, box[3] - 1))
    sheet.box(shown, stroke=_MARKER[paint.scheme], line=2)
    sheet.box(box, stroke=paint.line, line=1)


_MARKER: Final = {"light": "#C2185B", "dark": "#FF80AB"}
