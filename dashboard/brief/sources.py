"""The sources behind what a picture shows, numbered, those of most events first."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.locale import Words
from dashboard.views.captions import sources
from dashboard.views.card import source_words


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts of one publisher and one date: their number in the list, what is written, and how many texts it stands for."""

    number: int
    text: str
    texts: int


def entries(layer: Layer, filter_: Filter, words: Words) -> list[Entry]:
    """The sources of what is shown, by publisher and date; those that tell of most events first, then in order of time."""
    behind = sources(layer, filter_)
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
