"""The key of a picture: only what is on its map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.brief import symbols
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import CAP, Sheet, Style, circle, width, wrapped
from dashboard.layer.records import Event
from dashboard.layer.vocabulary import CATEGORIES, STATUSES
from dashboard.locale import Words
from dashboard.views.captions import key
from dashboard.views.style import FAMILIES, FAMILY_OF, OCCUPATION_COLOURS, Family

ICON: Final = 20.0
"""Width in units of the column of symbols."""

ROW: Final = 18.5
"""Height in units of a row of one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A symbol, drawn around a point, and what it means."""

    icon: Callable[[Sheet, float, float], None]
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What has been drawn on a map besides single events."""

    stacked: bool
    vague: bool
    states: frozenset[str]
    members: bool
    arcs: bool


def rows(events: Iterable[Event], drawn: Drawn, words: Words, paint: Paint, *, brief: bool) -> list[Row]:
    """The key of a map that shows `events`; a `brief` one names the families, not every category."""
    events = list(events)
    categories, statuses = {e.category for e in events}, {e.status for e in events}
    if brief:
        families = [f for f in FAMILIES if any(FAMILY_OF[c] is f for c in categories)]
        found = [Row(_family(f, paint), words.label("family", f.family_id)) for f in families]
    else:
        found = [Row(_event(c, "confirmed", paint), words.label("category", c)) for c in CATEGORIES if c in categories]
    for status in STATUSES:
        if status in statuses and (not brief or status != "confirmed"):
            sample = next(e.category for e in events if e.status == status)
            found.append(Row(_event(sample, status, paint), _status(status, words, brief=brief)))
    told = key(words)
    if drawn.stacked:
        found.append(Row(_stack(paint), told["legend_count"]))
    if drawn.vague:
        found.append(Row(lambda s, x, y: symbols.hatched(s, x, y, 7.5, paint), told["legend_precision"]))
    states = [s for s in OCCUPATION_COLOURS if s in drawn.states]
    found += [Row(_building(s, paint), words.label("building_state", s)) for s in states]
    if drawn.members:
        found.append(Row(_member(paint), told["legend_member"]))
    if drawn.arcs:
        found.append(Row(_arc(paint), told["legend_arc"]))
    return found


def _status(status: str, words: Words, *, brief: bool) -> str:
    label = words.label("status", status)
    if brief:
        return label
    help_ = words.label("status_help", status)
    return f"{label}: {help_}"


def outside(n: int, words: Words, paint: Paint) -> Row:
    """How many events lie beyond the edge of the map."""

    def icon(sheet: Sheet, x: float, y: float) -> None:
        sheet.box((x - 8, y - 5.5, x + 3, y + 5.5), stroke=paint.muted, line=1)
        sheet.path(circle(x + 7, y, 1.8), fill=paint.muted)

    return Row(icon, words.plural("{n} event outside this map", "{n} events outside this map", n))


def _family(family: Family, paint: Paint) -> Callable[[Sheet, float, float], None]:
    return lambda s, x, y: symbols.plain(s, x, y, 6.5, family, paint)


def _event(category: str, status: str, paint: Paint) -> Callable[[Sheet, float, float], None]:
    return lambda s, x, y: symbols.draw(s, x, y, 7.5, category, status, paint)


def _stack(paint: Paint) -> Callable[[Sheet, float, float], None]:
    mix = [(FAMILIES[0], 1), (FAMILIES[2], 1)]
    return lambda s, x, y: symbols.ring(s, x, y, 8, mix, paint)


def _building(state: str, paint: Paint) -> Callable[[Sheet, float, float], None]:
    def icon(sheet: Sheet, x: float, y: float) -> None:
        colour = paint.occupation(state)
        box = (x - 8, y - 5.5, x + 8, y + 5.5)
        sheet.box(box, fill=colour, alpha=0.5 if state == "entered" else 0.22)
        sheet.box(box, stroke=colour, line=1.8, dash=(4, 3) if state == "unclear" else ())

    return icon


def _member(paint: Paint) -> Callable[[Sheet, float, float], None]:
    return lambda s, x, y: s.box((x - 8, y - 5.5, x + 8, y + 5.5), fill=paint.ground.csto, stroke=paint.muted, line=1)


def _arc(paint: Paint) -> Callable[[Sheet, float, float], None]:
    return lambda s, x, y: s.line([(x - 9, y), (x + 9, y)], stroke=paint.of_forces, line=2, dash=(5, 3))


def columns(sheet: Sheet, found: Sequence[Row], x: float, y: float, room: float, style: Style, *, n: int = 1) -> float:
    """Write the rows in `n` columns; return the lower edge."""
    each = room / n
    texts = [wrapped(row.text, style, each - ICON - 10) for row in found]
    heights = [max(ROW, len(lines) * style.size * 1.25 + 5) for lines in texts]
    target, column, top, lowest = sum(heights) / n, 0, y, y
    for row, lines, height in zip(found, texts, heights, strict=True):
        if column < n - 1 and top > y and top + height / 2 > y + target:
            column, top = column + 1, y
        left = x + column * each
        row.icon(sheet, left + ICON / 2 - 1, top + height / 2)
        first = top + height / 2 - (len(lines) - 1) * style.size * 1.25 / 2 + style.size * CAP / 2
        for i, text in enumerate(lines):
            sheet.text(left + ICON + 4, first + i * style.size * 1.25, text, style, "legend")
        top += height
        lowest = max(lowest, top)
    return lowest


def height(found: Sequence[Row], room: float, style: Style, *, n: int = 1) -> float:
    """How high :func:`columns` will be at most."""
    each = room / n
    heights = [max(ROW, len(wrapped(row.text, style, each - ICON - 10)) * style.size * 1.25 + 5) for row in found]
    return sum(heights) / n + (max(heights, default=0) if n > 1 else 0)


def flow(sheet: Sheet | None, found: Sequence[Row], x: float, y: float, room: float, style: Style) -> float:
    """Write the rows one after another like words; return the lower edge. Without a sheet only measure."""
    left, top = x, y
    for row in found:
        long = ICON + width(row.text, style) + 14
        if left > x and left + long - 14 > x + room:
            left, top = x, top + ROW
        if sheet is not None:
            row.icon(sheet, left + ICON / 2 - 1, top + ROW / 2)
            sheet.text(left + ICON + 1, top + ROW / 2 + style.size * CAP / 2, row.text, style, "legend")
        left += long
    return top + ROW if found else y
