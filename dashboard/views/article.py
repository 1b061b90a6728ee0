"""The seed article as plain data for the reading view: its text, its statements, what each rests on, what came after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from dashboard.layer.load import Layer
from dashboard.layer.records import Figure, Statement
from dashboard.layer.times import zone
from dashboard.layer.vocabulary import VERDICTS
from dashboard.locale import Words
from dashboard.views.card import figure_words, source_words
from dashboard.views.scenes import KAZAKHSTAN
from dashboard.views.toll import COUNTRY, known, official, published

ATHENS = "Europe/Athens"
"""The zone of the article's newsroom."""

SOON = timedelta(days=9)
"""How far ahead "what it could not have known" looks: to the first official total that stood, on 15 January."""

Box = tuple[tuple[float, float], tuple[float, float]]


def article(layer: Layer, words: Words) -> dict[str, Any]:
    """Everything that the reading view shows, as texts in the language of `words` (never markup).

    The text itself stays as it was. Offsets count characters of the text.
    """
    counts = Counter(s.verdict for s in layer.statements)
    return {
        "text": layer.article,
        "written": _written(layer, words),
        "verdicts": [
            {"id": v, "label": words.label("verdict", v), "help": words.label("verdict_help", v), "n": words.number(counts[v])}
            for v in VERDICTS
        ],
        "statements": [_statement(layer, s, words) for s in sorted(layer.statements, key=lambda s: s.start)],
        "after": [_line(layer, f, words) for f in came_after(layer)],
    }


def _written(layer: Layer, words: Words) -> str:
    start, end = (m.astimezone(zone(ATHENS)) for m in layer.article_written)
    return words(
        "Written between {start} and about {end}, Athens time, by what it knows and does not know.",
        start=words.moment(start),
        end=words.moment(end),
    )


def _statement(layer: Layer, statement: Statement, words: Words) -> dict[str, Any]:
    figures = [layer.figures[f] for f in statement.figure_ids]
    return {
        "id": statement.statement_id,
        "start": statement.start,
        "end": statement.end,
        "verdict": VERDICTS.index(statement.verdict),
        "gloss": words.name(statement.glosses),
        "evidence": words.name(statement.evidences),
        "events": words.plural("{n} event", "{n} events", len(statement.event_ids)) if statement.event_ids else "",
        "places": [words.name(layer.places[p].names) for p in statement.place_ids],
        "figures": [_line(layer, f, words) for f in figures],
        "said": [_line(layer, f, words) for f in said_by_then(layer, figures)],
        "toll": any(f.measure == "killed" for f in figures),
        "sources": [source_words(layer.sources[s], words) for s in statement.source_ids],
    }


def _line(layer: Layer, figure: Figure, words: Words) -> dict[str, str]:
    return figure_words(layer, figure, COUNTRY, words)


def said_by_then(layer: Layer, figures: Iterable[Figure]) -> list[Figure]:
    """What had been said of the same things by the article's hour, in order of publication: besides `figures` themselves."""
    figures = list(figures)
    series = {(f.measure, f.group, f.place_id) for f in figures}
    hour = layer.article_written[1]
    found = [
        f
        for f in layer.figures.values()
        if (f.measure, f.group, f.place_id) in series and f not in figures and known(f, hour) and published(f)[1] <= hour + SOON
    ]
    return sorted(found, key=lambda f: (published(f), f.figure_id))


def came_after(layer: Layer) -> list[Figure]:
    """What officials said of the dead of the whole country soon after the article's hour: it could not have known."""
    hour = layer.article_written[1]
    found = [
        f
        for f in layer.figures.values()
        if f.measure == "killed"
        and f.place_id == COUNTRY
        and f.value is not None
        and official(layer, f)
        and hour < published(f)[0] <= hour + SOON
    ]
    return sorted(found, key=lambda f: (published(f), f.figure_id))


def bounds(layer: Layer, statement: Statement) -> Box | None:
    """Where the map looks for a statement: around the places that it and its events name. Degrees north, degrees east."""
    events = (layer.event(e) for e in statement.event_ids)
    ids = {*statement.place_ids, *(e.place_id for e in events if e)}
    if not ids:
        return None
    boxes = [_around(layer, place_id) for place_id in sorted(ids)]
    (souths, wests), (norths, easts) = zip(*(b[0] for b in boxes), strict=True), zip(*(b[1] for b in boxes), strict=True)
    return (min(souths), min(wests)), (max(norths), max(easts))


def _around(layer: Layer, place_id: str) -> Box:
    """A box around a place, as wide as its uncertainty and never narrower than some streets."""
    place = layer.places[place_id]
    if place_id == COUNTRY:
        return KAZAKHSTAN
    metres = 300_000 if place.precision == "country" else max(place.uncertainty_m, 1_200)
    north, east = metres / 111_000, metres / 80_000  # metres in a degree, at the latitude of Kazakhstan
    return (place.lat - north, place.lon - east), (place.lat + north, place.lon + east)
