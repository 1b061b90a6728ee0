"""What the browser is given once: the events as columns, and every text of one language. Filters travel as bits after that."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.times import parse_local
from dashboard.layer.vocabulary import CATEGORIES, OCCUPATION_STATES, PLACE_PRECISIONS, STATUSES
from dashboard.locale import Words
from dashboard.views.scenes import SCENES
from dashboard.views.style import for_browser
from dashboard.views.timewords import clock_words, when_short


def columns(layer: Layer) -> dict[str, Any]:
    """Events in time order and places as parallel arrays, with footprints, occupations, contingents, scenes and style."""
    places = list(layer.places.values())
    number = {p.place_id: i for i, p in enumerate(places)}
    return {
        "events": {
            "id": [e.event_id for e in layer.events],
            "place": [number[e.place_id] for e in layer.events],
            "category": [CATEGORIES.index(e.category) for e in layer.events],
            "status": [STATUSES.index(e.status) for e in layer.events],
        },
        "places": {
            "id": [p.place_id for p in places],
            "lat": [round(p.lat, 5) for p in places],
            "lon": [round(p.lon, 5) for p in places],
            "uncertainty": [p.uncertainty_m for p in places],
            "precision": [PLACE_PRECISIONS.index(p.precision) for p in places],
        },
        "footprints": layer.footprints,
        "occupations": [{"place": number[o.place_id], "state": o.state} for o in layer.occupations],
        "contingents": [
            {
                "from": number.get(c["departure_place_id"]),
                "to": number.get(c["arrival_place_id"]),
                "role": c["role"],
                "official": c["role"] == "leg" or c["best_basis"] == "official",
            }
            for c in layer.tables["contingents"]
        ],
        "scenes": {s.scene_id: [list(corner) for corner in s.bounds] for s in SCENES.values()},
        "style": for_browser(),
    }


def texts(layer: Layer, words: Words) -> dict[str, Any]:
    """Every text that the map and the list show in the language of `words`, in the order of :func:`columns`."""
    return {
        "titles": [e.titles.get(words.lang) or e.titles["en"] for e in layer.events],
        "when": [when_short(e, words) for e in layer.events],
        "clock": [clock_words(e, words) for e in layer.events],
        "day": [e.start[:10] for e in layer.events],
        "days": {d: _day(d, words) for d in sorted({e.start[:10] for e in layer.events})},
        "places": [words.name(p.names) for p in layer.places.values()],
        "categories": [words.label("category", c) for c in CATEGORIES],
        "statuses": [words.label("status", s) for s in STATUSES],
        "status_help": [words.label("status_help", s) for s in STATUSES],
        "occupations": {s: words.label("occupation", s) for s in OCCUPATION_STATES},
        "contingents": [_contingent(layer, c, words) for c in layer.tables["contingents"]],
        "ui": {
            "map": words("Map of events"),
            "list": words("Events in time order"),
            "empty": words("No event passes these filters."),
            "zoom_in": words("Zoom in"),
            "zoom_out": words("Zoom out"),
            "close": words("Close"),
            "shown": words("{n} events are on the map", n="{n}"),
            "events": words("{n} events here; choose to open", n="{n}"),
            "places": words("{n} places", n="{n}"),
            "legend": words("Legend"),
            "legend_count": words("Several events: number and mix"),
            "legend_precision": words("Place not exact: circle of uncertainty"),
            "legend_member": words("CSTO member on 6 January 2022"),
            "legend_arc": words("Contingent's way (dashed: size not official)"),
            "credit": words("© OpenStreetMap contributors, ODbL · Natural Earth · GeoNames · OurAirports"),
            "boundaries": words(
                "Boundaries as of January 2022 imply no position; Crimea is drawn in Ukraine (UN General Assembly 68/262)."
            ),
        },
    }


def _day(text: str, words: Words) -> str:
    day = parse_local(text)
    return f"{words.weekday(day)}, {words.day(day)}"


def _contingent(layer: Layer, row: dict[str, str], words: Words) -> str:
    """ "Armenia: 70–100" for a total; nothing for a leg, which carries no number of its own."""
    if row["role"] == "leg":
        first = next(
            c["contingent_id"] for c in layer.tables["contingents"] if c["country"] == row["country"] and c["role"] == "leg"
        )
        if row["contingent_id"] != first:
            return ""
        row = next(c for c in layer.tables["contingents"] if c["country"] == row["country"] and c["role"] == "total")
    low, best, high = (words.number(int(row[f"troops_{k}"])) for k in ("low", "best", "high"))
    number = best if low == high else f"{low}–{high}"
    return f"{words.country(row['country'])}: {number}"


def mask(layer: Layer, shown: Iterable[Event]) -> str:
    """The events of `shown` as bits in time order, least significant bit first, in base64: a few dozen bytes."""
    raw = bytearray((len(layer.events) + 7) // 8)
    for event in shown:
        i = layer.index[event.event_id]
        raw[i >> 3] |= 1 << (i & 7)
    return base64.b64encode(raw).decode()
