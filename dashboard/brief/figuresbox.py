"""The numbers that a page must not be shown without, each with who gave it, when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dashboard.brief.blocks import Block
from dashboard.layer.load import Layer
from dashboard.layer.records import Figure
from dashboard.locale import Words
from dashboard.views.card import figure_value, figure_words
from dashboard.views.timewords import claimed_words
from dashboard.views.toll import COUNTRY, Toll, known, official, official_total, published, superseded, told, withdrawn

HEADS: Final = ("kill-sec-20230105-19", "inj-total-0115-4353", "det-kz-0111-9900", "troops-0110-2030")
"""The numbers beside the toll that a newsroom should show by default, by the id of the figure: security forces among the dead,
injured, detained, troops of the CSTO. An editorial choice: by the last number alone patients treated would stand for injured."""


def figures_box(layer: Layer, place_id: str, at: datetime | None, words: Words) -> list[Block]:
    """The toll of `place_id` and of the country, then the other numbers of the country, as they stood at `at` (``None``: today)."""
    blocks: list[Block] = []
    for place in dict.fromkeys((place_id, COUNTRY)):
        blocks += _toll(layer, told(layer, at, place), words)
    for head in HEADS:
        figure = standing(layer, layer.figures[head], at)
        if figure is not None:
            blocks.append(_block(layer, figure, _status("standing", words), words))
    return blocks


def standing(layer: Layer, head: Figure, at: datetime | None) -> Figure | None:
    """`head`, or where it was not out by `at` the last number that an office of the state had given for the same."""
    if known(head, at):
        return head
    series = (head.measure, head.group, head.place_id)
    found = [
        f
        for f in layer.figures.values()
        if (f.measure, f.group, f.place_id) == series
        and f.value is not None
        and f.status in {"standing", "revised"}
        and known(f, at)
        and not superseded(layer, f, at)
        and (official(layer, f) or f.claimant_id == head.claimant_id)
    ]
    return max(found, key=lambda f: (published(f), f.figure_id), default=None)


def _toll(layer: Layer, toll: Toll, words: Words) -> Iterator[Block]:
    total, other = toll.total, toll.other_count
    if total is not None:
        before = " · ".join(figure_value(f, words) for f in _before(layer, toll, total))
        note = f"{_status('revised', words)}: {before}" if before else ""
        yield _block(layer, total, _status("standing", words), words, note)
    elif toll.withdrawn or toll.place_id == COUNTRY:
        yield Block(head=words("No official total."))
    if other is not None:
        yield _block(layer, other, words("count by others"), words)
    for figure in toll.withdrawn:
        if official_total(layer, figure):
            when = f", {claimed_words(figure.retracted_at, words)}" if figure.retracted_at else ""
            yield _block(layer, figure, f"{_status('retracted', words)}{when}", words)


def _before(layer: Layer, toll: Toll, total: Figure) -> list[Figure]:
    """The official totals that later ones took the place of, in order of publication."""
    found = [
        f
        for f in layer.figures.values()
        if (f.measure, f.place_id) == (total.measure, total.place_id)
        and official_total(layer, f)
        and f.value is not None
        and known(f, toll.at)
        and not withdrawn(f, toll.at)
        and superseded(layer, f, toll.at)
    ]
    return sorted(found, key=lambda f: (published(f), f.figure_id))


def _block(layer: Layer, figure: Figure, status: str, words: Words, note: str = "") -> Block:
    said = figure_words(layer, figure, COUNTRY, words)
    return Block(
        head=f"{said['what']}: {said['value']}",
        body=f"{said['claimant']}, {said['claimed']} · {status}",
        note=note,
        source_ids=figure.source_ids,
    )


def _status(status: str, words: Words) -> str:
    return words.label("figure_status", status)
