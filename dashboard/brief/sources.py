"""The sources behind what a picture shows, numbered, those of most events first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.locale import Words
from dashboard.views.card import source_words


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts of one publisher and one date: their number in the list, what is written, and how many texts it stands for."""

    number: int
    text: str
    texts: int


def entries(events: Iterable[Event], layer: Layer, words: Words) -> list[Entry]:
    """The sources of `events` by publisher and date; those that tell of most events first, then in order of time."""
    behind = Counter(s for e in events for s in e.source_ids)
    groups: dict[tuple[str, str], list[str]] = {}
    for source_id in sorted(behind):
        source = layer.sources[source_id]
        groups.setdefault((source.publisher, source.published), []).append(source_id)
    order = sorted(groups, key=lambda g: (-sum(behind[s] for s in groups[g]), g[1] or "9", g[0]))
    found = []
    for number, group in enumerate(order, start=1):
        told = source_words(layer.sources[groups[group][0]], words)
        date = told["published"] or words("no date")
        many = f" ({words.number(len(groups[group]))})" if len(groups[group]) > 1 else ""
        found.append(Entry(number, f"{told['publisher']}, {date}{many}", len(groups[group])))
    return found
