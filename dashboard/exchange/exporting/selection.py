"""What is exported: the events, and the words that say which they are, as of when, from whom and under which licence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from dashboard.exchange.exporting.rows import Row, row
from dashboard.layer.filters import Filter, sentence
from dashboard.layer.load import Layer
from dashboard.layer.records import Event, Figure
from dashboard.locale import Words
from dashboard.locale import words as words_of
from dashboard.views.address import View
from dashboard.views.captions import as_of, source_line, title
from dashboard.views.toll import known

LICENCE: Final = "CC-BY-4.0"
"""SPDX id of the licence of the event layer, as ``data/datapackage.json`` has it (a test holds the two together)."""

LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Selection:
    """The whole of `layer`, or the events of `view`, told in `lang`."""

    layer: Layer
    view: View | None
    lang: str

    @property
    def words(self) -> Words:
        """The language in which everything is told."""
        return words_of(self.lang)

    @property
    def filter(self) -> Filter:
        """What restricts the events; nothing for the whole layer."""
        return self.view.filter if self.view else Filter()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events, in time order."""
        return tuple(self.layer.select(self.filter))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The events as flat rows, in time order."""
        return tuple(row(self.layer, event, self.lang) for event in self.events)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every published figure or, in a view, those that its events carry and that were out by its `known_at`."""
        figures = self.layer.figures.values()
        if self.view is None:
            return tuple(figures)
        carried = {f for e in self.events for f in e.figure_ids}
        return tuple(f for f in figures if f.figure_id in carried and known(f, self.filter.known_at))

    # --- what the file says of itself -----------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The name of the whole, or of the view."""
        if self.view is None:
            return self.words("Kazakhstan, January 2022")
        return title(self.view, self.words)

    @property
    def sentence(self) -> str:
        """Which events these are: "37 of 496 events: 5 January 2022, Almaty time · Almaty"."""
        return sentence(self.filter, self.layer, self.words)

    @property
    def query(self) -> str:
        """The address of the view without its host, which opens it again; empty for the whole layer."""
        return f"?{replace(self.view, lang=self.lang).query()}" if self.view else ""

    @property
    def description(self) -> str:
        """Everything a reader must know of the file, in sentences."""
        words = self.words
        stamp, by = as_of(self.layer, words), source_line(self.layer, self.filter, words)
        licence = words("Licence: {licence}", licence=LICENCE)
        return f"{self.sentence}. {stamp}. {by}. {licence}."

    def about(self) -> dict[str, str]:
        """The same by key, for formats with metadata."""
        return {
            "title": self.title,
            "selection": self.sentence,
            "query": self.query,
            "language": self.lang,
            "version": self.layer.version,
            "created": self.layer.created.isoformat(),
            "digest": self.layer.digest,
            "attribution": source_line(self.layer, self.filter, self.words),
            "license": LICENCE,
            "license_url": LICENCE_URL,
        }
