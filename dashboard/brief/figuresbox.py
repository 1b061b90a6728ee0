"""The numbers that a page must not be shown without, each with who gave it, when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dashboard.brief.blocks import Block
from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Figure
from dashboard.locale import Words
from dashboard.views.card import figure_value, figure_words
from dashboard.views.timewords import claimed_words
from dashboard.views.toll import COUNTRY, Toll, known, official, official_total, published, superseded, told, withdrawn

HEADS: Final = ("det-kz-0111-9900", "inj-total-0115-4353", "kill-sec-20230105-19", "troops-0110-2030")
"""The numbers beside the toll that a newsroom should show by default, by the id of the figure: detained, injured, security
forces among the dead, troops of the CSTO. An editorial choice: by the last number alone patients treated would stand for
injured."""


def figures_box(layer: Layer, place_id: str, filter_: Filter, words: Words) -> list[Block]:
    """The toll of `place_id` and of the country as it stood at the filter's moment of knowledge (without one: today), what the
    state took back, other numbers of the country; the most needed first, which is that of troops where deployments are asked
    for."""
    at = filter_.known_at
    others = [f for f in (standing(layer, layer.figures[head], at) for head in HEADS) if f is not None]
    first = [f for f in others if "deployment" in filter_.categories and f.measure == "troops"]
    tolls = [told(layer, at, place) for place in dict.fromkeys((place_id, COUNTRY))]
    taken_back = [list(_withdrawn(layer, toll, words)) for toll in tolls]
    return [
        *(_block(layer, f, _status("standing", words), words) for f in first),
        *(block for toll in tolls for block in _standing(layer, toll, words)),
        *taken_back.pop(),
        *(_block(layer, f, _status("standing", words), words) for f in others if f not in first),
        *(block for blocks in taken_back for block in blocks),
    ]


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


def _standing(layer: Layer, toll: Toll, words: Words) -> Iterator[Block]:
    total, other = toll.total, toll.other_count
    if total is not None:
        before = " · ".join(figure_value(f, words) for f in _before(layer, toll, total))
        note = words("before, since revised: {numbers}", numbers=before) if before else ""
        yield _block(layer, total, _status("standing", words), words, note)
    elif toll.withdrawn or toll.place_id == COUNTRY:
        yield Block(head=words("No official total."))
    if other is not None:
        yield _block(layer, other, words("count by others"), words)


def _withdrawn(layer: Layer, toll: Toll, words: Words) -> Iterator[Block]:
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
