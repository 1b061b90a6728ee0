"""The sources behind what a picture shows, numbered, those of most events first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Source
from dashboard.locale import Words
from dashboard.views.captions import known, sources
from dashboard.views.card import source_words

MOST_CITED: Final = 3
"""Numbers that stand behind one text; with more they would be longer than what they bear out."""


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
        many = f" ({words.number(len(groups[group]))})" if len(groups[group]) > 1 else ""
        found.append(Entry(number, f"{_label(layer.sources[groups[group][0]], words)}{many}", len(groups[group])))
    return found


def _label(source: Source, words: Words) -> str:
    """Publisher and date."""
    told = source_words(source, words)
    date = told["published"] or words("no date")
    return f"{told['publisher']}, {date}"


class Citations:
    """Numbers for the sources of a page, by publisher and date, in the order in which they are first cited."""

    def __init__(self, layer: Layer, words: Words, known_at: datetime | None) -> None:
        self._layer, self._words, self._known_at = layer, words, known_at
        self._numbers: dict[str, int] = {}
        self._told: dict[tuple[str, ...], list[str]] = {}

    def mark(self, source_ids: Sequence[str]) -> str:
        """The numbers of `source_ids` as they stand behind a text: "[3, 7]", or "[3, 7, 9, and 2 more]".

        Those that were published after the moment of knowledge are left out.
        """
        labels = self._labels(tuple(source_ids))
        if not labels:
            return ""
        told = [str(self._numbers.setdefault(label, len(self._numbers) + 1)) for label in labels[:MOST_CITED]]
        rest = len(labels) - len(told)
        if rest:
            told.append(self._words.plural("and {n} more", "and {n} more", rest))
        return f"[{', '.join(told)}]"

    def _labels(self, source_ids: tuple[str, ...]) -> list[str]:
        if source_ids not in self._told:
            known_ones = [s for s in source_ids if known(self._layer, s, self._known_at)]
            self._told[source_ids] = list(dict.fromkeys(_label(self._layer.sources[s], self._words) for s in known_ones))
        return self._told[source_ids]

    def listed(self) -> list[str]:
        """Every cited source with its number: "[3] Reuters, 6 January 2022"."""
        return [f"[{number}] {label}" for label, number in self._numbers.items()]
