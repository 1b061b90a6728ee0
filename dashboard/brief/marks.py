"""Which symbols stand on a map: events stacked by place, places whose symbols would cover each other joined into one with a
count, and, where there are too many for symbols, one dot a place. The rules of ``web/marks.js``, so that a picture shows what
the screen shows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.brief.frame import Frame
from dashboard.brief.symbols import SINGLE
from dashboard.layer.load import Layer
from dashboard.layer.records import Event, Place
from dashboard.layer.vocabulary import PLACE_PRECISIONS

REGION: Final = PLACE_PRECISIONS.index("region")
MOST_SYMBOLS: Final = 600
"""More places than that in view are drawn as dots."""

CELL: Final = 52.0
"""Side of a cell of the grid in which symbols are compared: twice the largest radius and a little more."""

EDGE: Final = 12.0
"""A place nearer than that to the edge of the map has no room for its symbol and counts as outside."""


@dataclass(slots=True, eq=False)
class Mark:
    """A symbol around (x, y): its events in time order and its places, the one with most events first."""

    x: float
    y: float
    r: float
    events: list[Event]
    places: list[Place]

    @property
    def whole(self) -> bool:
        """Whether it tells of the country as a whole."""
        return self.places[0].precision == "country"

    @property
    def area(self) -> bool:
        """Whether it tells of an area, not of a point."""
        return len(self.places) == 1 and PLACE_PRECISIONS.index(self.places[0].precision) >= REGION

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the page."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a map shows: `marks`, or, where these would be too many, `dots` (the latest event of each place, latest last).

    `shown` are the events on the map and `outside` those beyond its edge.
    """

    marks: list[Mark]
    dots: list[Event]
    shown: list[Event]
    outside: list[Event]


def radius(n: int) -> float:
    """Radius of the symbol of `n` events, in units."""
    return SINGLE if n == 1 else 12 + min(12.0, 2.6 * math.log2(n))


def gather(events: Sequence[Event], layer: Layer, frame: Frame) -> Gathered:
    """Stack `events` (in time order) on the map in `frame`."""
    by_place: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_place[event.place_id].append(event)
    on_map = {}
    for place_id, own in by_place.items():
        place = layer.places[place_id]
        x, y = frame.project(place.lat, place.lon)
        if frame.holds(x, y, EDGE):
            on_map[place_id] = Mark(x, y, radius(len(own)), own, [place])
    shown = [e for e in events if e.place_id in on_map]
    outside = [e for e in events if e.place_id not in on_map]
    if len(on_map) > MOST_SYMBOLS:
        latest = {e.place_id: e for e in sorted(shown, key=lambda e: e.interval.start)}
        return Gathered([], sorted(latest.values(), key=lambda e: e.interval.start), shown, outside)
    order = {place_id: i for i, place_id in enumerate(layer.places)}
    marks = sorted(on_map.values(), key=lambda m: (-len(m.events), order[m.places[0].place_id]))
    joined = _joined(marks)
    _make_room(joined)
    for mark in joined:
        mark.events.sort(key=lambda e: layer.index[e.event_id])
    return Gathered(joined, [], shown, outside)


def _joined(marks: list[Mark]) -> list[Mark]:
    """Join marks until none is covered by another; a joined one is larger and may cover a third.

    What is told of the country as a whole is never mixed with what happened at a place.
    """
    grid: dict[tuple[int, int], dict[Mark, None]] = defaultdict(dict)
    for mark in marks:
        grid[_cell(mark)][mark] = None
    queue, gone = list(marks), set[Mark]()
    for a in queue:  # the list grows while it is worked through
        if a in gone:
            continue
        b = next((m for m in _near(grid, a) if m is not a and _covers(a, m)), None)
        if b is None:
            continue
        host, guest = (a, b) if len(a.events) >= len(b.events) else (b, a)
        host.events = host.events + guest.events
        host.places = host.places + guest.places
        host.r = radius(len(host.events))
        gone.add(guest)
        del grid[_cell(guest)][guest]
        queue.append(host)
    return [m for m in marks if m not in gone]


def _cell(mark: Mark) -> tuple[int, int]:
    return math.floor(mark.x / CELL), math.floor(mark.y / CELL)


def _near(grid: dict[tuple[int, int], dict[Mark, None]], mark: Mark) -> Iterable[Mark]:
    column, row = _cell(mark)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            yield from grid.get((column + dx, row + dy), ())


def _covers(a: Mark, b: Mark) -> bool:
    return a.whole == b.whole and math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r - 2


def _make_room(marks: list[Mark]) -> None:
    """The country's own symbol has no spot to keep: it gives way to what happened at places."""
    whole = next((m for m in marks if m.whole), None)
    if whole is None:
        return
    shifts = [
        (dx * d, dy * d)
        for d in (0, 20, 40, 60, 80)
        for dx, dy in ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))
    ]
    x, y = whole.x, whole.y
    others = [m for m in marks if m is not whole]
    for dx, dy in shifts:
        if all(math.hypot(m.x - x - dx, m.y - y - dy) >= m.r + whole.r + 4 for m in others):
            whole.x, whole.y = x + dx, y + dy
            return
