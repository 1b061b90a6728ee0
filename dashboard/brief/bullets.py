"""Which of the shown events a page tells in words, and how: the weightiest, spread over the window.

An event weighs by what its record says, never by how it reads:

- 3 for a building that was entered or held, 3 if a number of dead belongs to it, 2 for one of injured, 1 for one of
  detained or of troops;
- 2 if its status is "confirmed", 1 if "claimed". What is disputed or unverified is told elsewhere, as such;
- 1 for every three sources, at most 3.

They are taken one by one, the heaviest first; each that is taken makes those of the same seventh of the shown time and those
of the same place lighter by :data:`CROWDED`. Of equals the one with more sources is taken, then the earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.brief.blocks import Block
from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.times import ALMATY
from dashboard.locale import Words
from dashboard.views.card import known_figures
from dashboard.views.timewords import when_short, zone_name

MOST: Final = 7
LEAST: Final = 5
"""How many events a page tells, and how few where there is little room."""

PARTS: Final = 7
"""Parts into which the shown time is divided so that what is told is spread over it."""

CROWDED: Final = 2
"""What an event loses for each that was taken of its part of the time, and for each of its place."""

OCCUPIED: Final = 3
BY_MEASURE: Final = {"killed": 3, "injured": 2, "detained": 1, "troops": 1}
BY_STATUS: Final = {"confirmed": 2, "claimed": 1}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event, its weight, and in which part of the shown time it began."""

    event: Event
    weight: int
    part: int


def weight(event: Event, layer: Layer, filter_: Filter) -> int:
    """How much `event` weighs by its record; figures count that were out by the filter's moment of knowledge."""
    measures = {f.measure for f in known_figures(layer, event, filter_.known_at)}
    return (
        (OCCUPIED if event.occupied else 0)
        + sum(BY_MEASURE.get(m, 0) for m in measures)
        + BY_STATUS.get(event.status, 0)
        + min(len(event.source_ids) // 3, 3)
    )


def weightiest(events: Sequence[Event], layer: Layer, filter_: Filter, most: int = MOST) -> list[Event]:
    """At most `most` of `events` (in time order), the weightiest first, by the rule of this module."""
    told = [e for e in events if e.status in BY_STATUS]
    if not told:
        return []
    begin = max(filter_.start or told[0].interval.start, min(e.interval.start for e in told))
    span = max((max(e.interval.start for e in told) - begin).total_seconds(), 1.0)
    left = [Weighed(e, weight(e, layer, filter_), _part((e.interval.start - begin).total_seconds() / span)) for e in told]
    taken: list[Weighed] = []
    while left and len(taken) < most:
        best = max(
            left, key=lambda w: (w.weight - CROWDED * _crowd(w, taken), len(w.event.source_ids), -layer.index[w.event.event_id])
        )
        taken.append(best)
        left.remove(best)
    return [w.event for w in taken]


def _part(share: float) -> int:
    return min(max(int(share * PARTS), 0), PARTS - 1)


def _crowd(one: Weighed, taken: Sequence[Weighed]) -> int:
    return sum((w.part == one.part) + (w.event.place_id == one.event.place_id) for w in taken)


def bullet(event: Event, layer: Layer, filter_: Filter, words: Words) -> Block:
    """An event in words: time and place; its title as the data have it; status, actors, and who gave its numbers."""
    claimants = dict.fromkeys(
        words.name(layer.claimants[f.claimant_id].names) for f in known_figures(layer, event, filter_.known_at)
    )
    told = [words.label("status", event.status)]
    if event.actor_ids:
        told.append(", ".join(words.name(layer.actors[a].names) for a in event.actor_ids))
    if claimants:
        told.append(words("numbers by {claimants}", claimants=", ".join(claimants)))
    return Block(
        head=f"{moment(event, words)} · {words.name(layer.places[event.place_id].names)}",
        body=event.titles.get(words.lang) or event.titles["en"],
        note=" · ".join(told),
        source_ids=event.source_ids,
        event=event,
    )


def moment(event: Event, words: Words) -> str:
    """When, as exactly as it is known; with its zone where that is not Almaty's."""
    text = when_short(event, words)
    return text if event.tz == ALMATY else f"{text}, {zone_name(event, words)}"
