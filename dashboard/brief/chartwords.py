"""What stands around a chart that stands alone: what it shows, as known when, and on how many sources it rests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dashboard.layer.filters import sentence
from dashboard.views import captions
from dashboard.views.charts import OF_THE_WINDOW, Scope
from dashboard.views.charts.base import regions_named
from dashboard.views.charts.claims import claims
from dashboard.views.charts.detentions import place_of as place_of_detentions
from dashboard.views.charts.occupations import chosen
from dashboard.views.charts.toll import place_of as place_of_toll

OF_KNOWLEDGE: Final = {"toll": ("killed", place_of_toll), "detentions": ("detained", place_of_detentions)}
"""The charts of published numbers: they depend on the moment of knowledge, and on one place. Measure and place of each."""

TABLES: Final = {
    "deployment": ("contingents",),
    "sorties": ("sorties", "contingents"),
    "shutdown": ("connectivity",),
    "spark": ("lpg_prices",),
}
"""The tables of the layer on which a chart rests row by row."""


def about(scope: Scope, chart_id: str, *, shaded: bool) -> list[str]:
    """Of what the chart is, line by line: events, place, moment of knowledge, and the window if one is `shaded`."""
    filter_, words, layer = scope.filter, scope.words, scope.layer
    if chart_id in OF_THE_WINDOW:
        return [sentence(filter_, layer, words)]
    lines = []
    if chart_id in OF_KNOWLEDGE:
        _, place_of = OF_KNOWLEDGE[chart_id]
        known = words.known(filter_.known_at) if filter_.known_at else words("as known today")
        lines.append(f"{words.name(layer.places[place_of(scope)].names)}, {known}")
    elif chart_id == "occupations" and regions_named(scope):
        lines.append(words.any_of(sorted(words.name(layer.area_names(r)) for r in regions_named(scope))))
    if shaded:
        window = words.window(filter_.start, filter_.end)
        lines.append(words("Shaded: {window}", window=window))
    return lines


def credit(scope: Scope, chart_id: str) -> str:
    """The state of the data and the sources behind the chart."""
    count = len(sources(scope, chart_id))
    return f"{captions.as_of(scope.layer, scope.words)} · {captions.sourced(count, scope.words)}"


def sources(scope: Scope, chart_id: str) -> set[str]:
    """The ids of the sources on which rests what the chart draws."""
    layer = scope.layer
    if chart_id in OF_THE_WINDOW:
        return {s for e in scope.shown for s in e.source_ids}
    if chart_id in OF_KNOWLEDGE:
        measure, place_of = OF_KNOWLEDGE[chart_id]
        return {s for f in claims(scope, measure, place_of(scope)) for s in f.source_ids}
    if chart_id in TABLES:
        return {row["source_id"] for name in TABLES[chart_id] for row in layer.tables[name] if row["source_id"]}
    if chart_id == "occupations":
        return _behind(scope, (e for o in chosen(scope) for e in o.event_ids))
    return _behind(scope, (row["event_id"] for row in layer.tables["emergency_events"]))


def _behind(scope: Scope, event_ids: Iterable[str]) -> set[str]:
    events = (scope.layer.event(event_id) for event_id in event_ids)
    return {s for event in events if event is not None for s in event.source_ids}
