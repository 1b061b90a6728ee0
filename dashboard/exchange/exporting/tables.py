"""CSV: events and published figures as tables for spreadsheets and scripts.

RFC 4180 in UTF-8 with a byte order mark, without which Excel takes Cyrillic and Greek for something else. A CSV file has
no place for what it says of itself, so its last column, the same in every row, says which events were chosen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dashboard.exchange.exporting.cells import guard, text
from dashboard.exchange.exporting.rows import FIELDS, Cell
from dashboard.exchange.exporting.selection import Selection
from dashboard.views.toll import group_words

STATED: Final = "selection"
"""The column that says which events were chosen, as of when, from whom and under which licence."""


def events_csv(selection: Selection) -> bytes:
    """One line for each event: the fields of :class:`~dashboard.exchange.exporting.rows.Row`."""
    stated = selection.description
    return table((*FIELDS, STATED), ({**r.cells(), STATED: stated} for r in selection.rows))


def figures_csv(selection: Selection) -> bytes:
    """One line for each published figure, always with who said it and when; figures that disagree stand side by side."""
    count = selection.words.plural("{n} published figure", "{n} published figures", len(selection.figures))
    stated = f"{count}. {selection.description}"
    return table((*FIGURE_COLUMNS, STATED), ({**f, STATED: stated} for f in figures(selection)))


FIGURE_COLUMNS: Final = (
    *("figure_id", "claimant_id", "claimant", "claimant_kind", "claimed_at", "claimed_at_precision", "measure", "unit"),
    *("measure_label", "group", "group_label", "place_id", "place", "value", "low", "high", "qualifier", "status"),
    *("covers_until", "retracted_at", "superseded_by", "contradicted_by", "note", "source_ids", "source_urls"),
)


def figures(selection: Selection) -> Iterable[dict[str, Cell]]:
    """The figures as flat rows of :data:`FIGURE_COLUMNS`; `claimed_at` and the like are UTC, as precise as known."""
    layer, words = selection.layer, selection.words
    measures = {m["measure"]: m for m in layer.tables["measures"]}
    for figure in selection.figures:
        claimant = layer.claimants[figure.claimant_id]
        measure = measures[figure.measure]
        yield {
            "figure_id": figure.figure_id,
            "claimant_id": figure.claimant_id,
            "claimant": words.name(claimant.names),
            "claimant_kind": claimant.kind,
            "claimed_at": figure.claimed_at,
            "claimed_at_precision": figure.claimed_at_precision,
            "measure": figure.measure,
            "unit": measure["unit"],
            "measure_label": measure[f"label_{words.lang}"],
            "group": figure.group,
            "group_label": group_words(layer, figure.group, words),
            "place_id": figure.place_id,
            "place": words.name(layer.places[figure.place_id].names),
            "value": _plain(figure.value),
            "low": _plain(figure.low),
            "high": _plain(figure.high),
            "qualifier": figure.qualifier,
            "status": figure.status,
            "covers_until": figure.covers_until,
            "retracted_at": figure.retracted_at,
            "superseded_by": figure.superseded_by or "",
            "contradicted_by": figure.contradicted_by or "",
            "note": figure.note,
            "source_ids": figure.source_ids,
            "source_urls": tuple(layer.sources[s].url for s in figure.source_ids),
        }


def table(header: Sequence[str], rows: Iterable[Mapping[str, Cell]], tags: Sequence[str] = ()) -> bytes:
    """A CSV file of `rows` under `header` and, if given, a second line of `tags`; no text of it is run as a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    if tags:
        writer.writerow(tags)
    for cells in rows:
        writer.writerow([_cell(cells[name]) for name in header])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else guard(text(value))


def _plain(number: float | None) -> float | int | None:
    """Whole numbers without a decimal point, as they were published."""
    return int(number) if number is not None and number.is_integer() else number
