"""What is disputed among the shown: events that sources tell incompatibly, and numbers that others contradict."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from dashboard.brief.blocks import Block
from dashboard.brief.bullets import moment, weight
from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Event, Figure
from dashboard.locale import Words
from dashboard.views.card import figure_words, known_figures
from dashboard.views.toll import COUNTRY, attributed, contested, told


def disputed(events: Sequence[Event], layer: Layer, filter_: Filter, place_id: str, words: Words) -> list[Block]:
    """Disputed events, the weightiest first, and contested numbers in turn: those of the toll, then those of the events."""
    found = [e for e in events if e.status == "disputed"]
    found.sort(key=lambda e: (-weight(e, layer, filter_), layer.index[e.event_id]))
    tolls = [f for place in dict.fromkeys((place_id, COUNTRY)) for f in told(layer, filter_.known_at, place).contested]
    others = [f for e in events for f in known_figures(layer, e, filter_.known_at) if contested(layer, f, filter_.known_at)]
    figures = dict.fromkeys(f.figure_id for f in (*tolls, *others))
    lines = zip_longest(
        (_event(e, layer, words) for e in found),
        (_figure(layer.figures[f], layer, filter_, words) for f in figures),
    )
    return [block for block in chain.from_iterable(lines) if block is not None]


def _event(event: Event, layer: Layer, words: Words) -> Block:
    place = words.name(layer.places[event.place_id].names)
    title = event.titles.get(words.lang) or event.titles["en"]
    return Block(
        head="",
        body=f"{moment(event, words)}, {place}: {title}",
        source_ids=event.source_ids,
        event=event,
    )


def _figure(figure: Figure, layer: Layer, filter_: Filter, words: Words) -> Block:
    what = figure_words(layer, figure, COUNTRY, words)["what"]
    status = words.label("figure_status", figure.status)
    after = layer.figures.get(figure.contradicted_by or "")
    if after is not None and contested(layer, figure, filter_.known_at) and figure.status == "contradicted":
        status += f": {attributed(layer, after, words)}"
    return Block(head="", body=f"{what}: {attributed(layer, figure, words)} – {status}", source_ids=figure.source_ids)
