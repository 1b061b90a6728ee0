"""The detail card of an event as plain data: what, when, where, who says so, figures, sources, related events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dashboard.layer.load import Layer
from dashboard.layer.records import Event, Figure, Occupation, Place, Source
from dashboard.layer.times import parse_local, parse_utc
from dashboard.layer.vocabulary import CATEGORIES, STATUSES
from dashboard.locale import Words
from dashboard.views.timewords import claimed_words, night_words, precision_words, when, when_short, zone_name


def card(layer: Layer, event: Event, words: Words, known_at: datetime | None = None) -> dict[str, Any]:
    """Everything that the screen shows of `event`, as texts in the language of `words` (never markup).

    With `known_at` (UTC) figures that were published later are left out.
    """
    place = layer.places[event.place_id]
    note_lang = words.lang if words.lang in event.notes else "en"
    return {
        "id": event.event_id,
        "title": event.titles.get(words.lang) or event.titles["en"],
        "summary": words.name(event.summaries),
        "category": CATEGORIES.index(event.category),
        "category_label": words.label("category", event.category),
        "status": STATUSES.index(event.status),
        "status_label": words.label("status", event.status),
        "status_help": words.label("status_help", event.status),
        "when": when(event, words),
        "zone": zone_name(event, words),
        "when_note": precision_words(event, words),
        "where": _where(layer, place, words),
        "where_note": _precision(place, words),
        "other_places": [words.name(layer.places[p].names) for p in event.other_place_ids],
        "occupation": _occupation(layer, event, words),
        "actors": [words.name(layer.actors[a].names) for a in event.actor_ids],
        "figures": [figure_words(layer, f, place.place_id, words) for f in known_figures(layer, event, known_at)],
        "sources": _sources(layer, event, words),
        "check": _check(layer, event, words),
        "told": [
            {"id": s.statement_id, "span": s.span, "verdict": words.label("verdict", s.verdict)}
            for s in layer.statements_on(event)
        ],
        "related": [_related(how, other, words) for how, other in layer.related(event)],
        "note": event.notes.get(note_lang, ""),
        "note_lang": note_lang,
        "basis_note": words("Background knowledge; no source was found.") if event.basis == "background" else "",
    }


def labels(words: Words) -> dict[str, str]:
    """The headings of a card."""
    return {
        "close": words("Close"),
        "detail": words("Event in detail"),
        "when": words("When"),
        "where": words("Where"),
        "also": words("Also"),
        "status": words("Status"),
        "building": words("Building"),
        "actors": words("Who"),
        "figures": words("Figures, as claimed"),
        "note": words("Editor's note"),
        "sources": words("Sources"),
        "told": words("In the article"),
        "related": words("Related events"),
    }


def known_figures(layer: Layer, event: Event, known_at: datetime | None) -> list[Figure]:
    """The figures of an event that had been published by `known_at`; all of them without it."""
    figures = [layer.figures[f] for f in event.figure_ids]
    return [f for f in figures if known_at is None or parse_utc(f.claimed_at) <= known_at]


def _where(layer: Layer, place: Place, words: Words) -> str:
    names = [words.name(place.names)]
    larger = []
    if place.city_place_id and place.city_place_id in layer.places:
        larger.append(words.name(layer.places[place.city_place_id].names))
    elif place.admin1 and place.precision not in {"region", "country"}:
        larger.append(words.name(layer.area_names(place.admin1)))
    if place.country != "KZ":
        larger.append(words.country(place.country))
    for name in larger:
        if not any(name in known for known in names):
            names.append(name)
    return ", ".join(names)


def _precision(place: Place, words: Words) -> str:
    text = words.label("place_precision", place.precision)
    radius = place.uncertainty_m
    if place.precision == "country":
        return text
    far = words("{n} km", n=words.number(round(radius / 1000))) if radius >= 1000 else words("{n} m", n=words.number(radius))
    within = words("within about {distance}", distance=far)
    return f"{text} ({within})"


def _occupation(layer: Layer, event: Event, words: Words) -> str:
    found = layer.occupation_of(event)
    return occupation_words(found, words) if found else ""


def occupation_words(occupation: Occupation, words: Words) -> str:
    """What happened to a building, in a line: "Entered or held: attacked 5 Jan afternoon; entered 5 Jan evening ..."."""
    steps = []
    for key, message in (
        ("attacked", words("attacked {time}")),
        ("entered", words("entered {time}")),
        (
            "ended",
            {"retaken": words("retaken {time}"), "left": words("left {time}"), "repelled": words("attack repelled {time}")},
        ),
    ):
        text = message.get(occupation.ended_how, words("ended {time}")) if isinstance(message, dict) else message
        time = _step(
            getattr(occupation, "attacked_from" if key == "attacked" else f"{key}_at"),
            getattr(occupation, f"{key}_precision"),
            getattr(occupation, f"{key}_not_later_than"),
            words,
        )
        if time:
            steps.append(text.format(time=time))
    label = words.label("occupation", occupation.state)
    return f"{label}: {' · '.join(steps)}" if steps else label


def _step(moment: str, precision: str, limit: str, words: Words) -> str:
    parts = []
    if moment:
        start = parse_local(moment)
        text = words.short_day(start)
        if "T" in moment:
            clock = moment[11:]
            text += " " + (clock if precision == "minute" else words("about {time}", time=clock))
        elif precision not in {"day", "unknown", ""}:
            text = f"{text} {words.label('part_of_day', precision)}" if precision != "night" else night_words(start, words)
        parts.append(text)
    if limit:
        day = words.short_day(parse_local(limit))
        same = moment[:10] == limit[:10]
        shown = limit[11:] if same and "T" in limit else f"{day} {limit[11:]}".strip()
        parts.append(words("by {time}", time=shown))
    return ", ".join(parts)


def figure_words(layer: Layer, figure: Figure, place_id: str, words: Words) -> dict[str, str]:
    """A figure as texts: what, how many, who said so, when, what became of it. The place is told where it is not `place_id`."""
    measure = next(m for m in layer.tables["measures"] if m["measure"] == figure.measure)
    group = next(g for g in layer.tables["groups"] if g["group"] == figure.group)
    what = measure[f"label_{words.lang}"]
    if figure.group not in {"total", "unspecified"}:
        what += f" ({group[f'label_{words.lang}']})"
    if figure.place_id != place_id:
        what += f", {words.name(layer.places[figure.place_id].names)}"
    status = "" if figure.status == "standing" else words.label("figure_status", figure.status)
    after = figure.superseded_by or figure.contradicted_by
    if after and after in layer.figures:
        later = layer.figures[after]
        claimant = words.name(layer.claimants[later.claimant_id].names)
        status += (
            f": {figure_value(later, words)}, {claimant}, {claimed_words(later.claimed_at, words, later.claimed_at_precision)}"
        )
    return {
        "what": what,
        "value": figure_value(figure, words),
        "claimant": words.name(layer.claimants[figure.claimant_id].names),
        "claimed": claimed_words(figure.claimed_at, words, figure.claimed_at_precision),
        "status": status,
        "retracted": "1" if figure.status == "retracted" else "",
    }


def figure_value(figure: Figure, words: Words) -> str:
    """The number as it was said: "18", "at least 26", "70–100", "dozens"."""
    if figure.low is not None and figure.high is not None:
        text = f"{words.number(figure.low)}–{words.number(figure.high)}"
    else:
        single = next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)
        text = words.number(single) if single is not None else ""
    return words.label("qualifier", figure.qualifier).format(value=text)


def _check(layer: Layer, event: Event, words: Words) -> dict[str, str]:
    """The second check of the event in a line, and its note (English)."""
    check = layer.checks.get(("events", event.event_id))
    if check is None:
        return {}
    line = words(
        "Checked a second time on {day}: {result}",
        day=words.day_of(check.checked),
        result=words.label("check_result", check.check_result),
    )
    if check.source_ids:
        read = words.plural("{n} source read", "{n} sources read", len(check.source_ids))
        line += f" ({read})"
    return {"line": line, "note": check.check_note, "note_lang": "en"}


def _sources(layer: Layer, event: Event, words: Words) -> list[dict[str, str]]:
    """The sources in order; one that repeats the same text as an earlier one says so."""
    first: dict[str, int] = {}
    shown = []
    for number, source_id in enumerate(event.source_ids, start=1):
        origin = event.origins.get(source_id)
        earlier = first.setdefault(origin, number) if origin else number
        same = words("same text as source {n}", n=words.number(earlier)) if earlier != number else ""
        shown.append({**source_words(layer.sources[source_id], words), "same": same})
    return shown


def source_words(source: Source, words: Words) -> dict[str, str]:
    """A source as texts."""
    published = claimed_words(source.published, words) if source.published else ""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": published,
        "kind": words.label("source_kind", source.kind),
        "language": words.language(source.language) if source.language else "",
        "lang": source.language,
    }


def _related(how: str, other: Event, words: Words) -> dict[str, str]:
    return {
        "how": words.label("relation", how),
        "id": other.event_id,
        "title": other.titles.get(words.lang) or other.titles["en"],
        "when": when_short(other, words),
    }
