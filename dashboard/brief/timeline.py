"""The line of time of a series: where among its windows a picture stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Sheet, Style, width
from dashboard.layer.times import ALMATY, zone
from dashboard.locale import Words
from dashboard.views.address import View
from dashboard.views.style import STREET

HIGH: Final = 5.0
"""Units in height of the line."""


def timeline(
    sheet: Sheet, x: float, y: float, room: float, view: View, series: Sequence[View], words: Words, paint: Paint
) -> float:
    """Draw the line with the window of `view` filled and the ends of the `series` in words; return its lower edge."""
    bounds = [(v.filter.start, v.filter.end) for v in series]
    starts, ends = [s for s, _ in bounds if s], [e for _, e in bounds if e]
    own = view.filter.start, view.filter.end
    if own[0] is None or own[1] is None:
        raise ValueError("'series' must have windows with two ends")
    first, last = min(starts), max(ends)
    style = Style(9, paint.muted)
    left, right = _moment(first, words), _moment(last, words)
    a, b = x + width(left, style) + 8, x + room - width(right, style) - 8
    middle = y + 5.5
    sheet.text(x, y + 9, left, style, "timeline")
    sheet.text(x + room, y + 9, right, style, "timeline", align="right")

    def at(moment: datetime) -> float:
        return a + (b - a) * ((moment - first) / (last - first))

    sheet.box((a, middle - HIGH / 2, b, middle + HIGH / 2), fill=paint.line)
    for start in starts[1:]:
        sheet.line([(at(start), middle - HIGH / 2), (at(start), middle + HIGH / 2)], stroke=paint.page, line=1, flat=True)
    sheet.box((at(own[0]), middle - HIGH / 2 - 2, at(own[1]), middle + HIGH / 2 + 2), fill=paint.of(STREET))
    return y + 12


def _moment(moment: datetime, words: Words) -> str:
    local = moment.astimezone(zone(ALMATY))
    return f"{words.short_day(local)} {words.clock(local)}"
