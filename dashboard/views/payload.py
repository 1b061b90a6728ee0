"""What the browser is given once: the events as columns, and every text of one language. Only filters travel after that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from astral import LocationInfo
from astral.sun import sun

from dashboard.layer.filters import Filter, fold
from dashboard.layer.load import Layer
from dashboard.layer.phases import Bounds, phases
from dashboard.layer.times import ALMATY, interval, parse_local, parse_utc, zone
from dashboard.layer.vocabulary import CATEGORIES, PLACE_PRECISIONS, SOURCE_KINDS, STATUSES
from dashboard.locale import Words
from dashboard.locale.labels import LABELS
from dashboard.views import tallies
from dashboard.views.captions import boundaries, credit, key
from dashboard.views.scenes import PRESETS, SCENES
from dashboard.views.style import FAMILIES, OCCUPATION_COLOURS, for_browser
from dashboard.views.timewords import clock_words, when_short


def minutes(moment: datetime) -> int:
    """Minutes since 1970 in UTC: the browser's unit of time."""
    return int(moment.timestamp() // 60)


def from_minutes(count: int | None) -> datetime | None:
    """The moment that :func:`minutes` counted; ``None`` stays open."""
    return None if count is None else datetime.fromtimestamp(int(count) * 60, UTC)


def _minutes(bounds: Bounds) -> list[int | None]:
    return [minutes(m) if m else None for m in (bounds.earliest, bounds.latest)]


def columns(layer: Layer) -> dict[str, Any]:
    """Events in time order and places as parallel arrays, with footprints, occupations, contingents, scenes and style.

    Times are minutes since 1970 (UTC); intervals are half open.
    """
    places = list(layer.places.values())
    number = {p.place_id: i for i, p in enumerate(places)}
    areas, actors = _numbers(layer.known_areas), _numbers(layer.actors)
    regions = _regions(layer)
    return {
        "events": {
            "id": [e.event_id for e in layer.events],
            "start": [minutes(e.interval.start) for e in layer.events],
            "end": [minutes(e.interval.end) for e in layer.events],
            "reported": [_minutes(layer.reported(e))[0] for e in layer.events],
            "place": [number[e.place_id] for e in layer.events],
            "category": [CATEGORIES.index(e.category) for e in layer.events],
            "status": [STATUSES.index(e.status) for e in layer.events],
            "areas": [[areas[a] for a in sorted(layer.areas_of(e))] for e in layer.events],
            "actors": [[actors[a] for a in e.actor_ids] for e in layer.events],
            "sources": [sorted(SOURCE_KINDS.index(k) for k in layer.source_kinds_of(e)) for e in layer.events],
            "occupied": [int(e.occupied is True) for e in layer.events],
        },
        "areas": list(areas),
        "actors": list(actors),
        "places": {
            "id": [p.place_id for p in places],
            "lat": [round(p.lat, 5) for p in places],
            "lon": [round(p.lon, 5) for p in places],
            "uncertainty": [p.uncertainty_m for p in places],
            "precision": [PLACE_PRECISIONS.index(p.precision) for p in places],
            "region": [regions[tallies.region_of(layer, p.place_id)] for p in places],
        },
        "regions": list(regions),
        "tallies": tallies.rules(),
        "footprints": layer.footprints,
        "occupations": [
            {
                "place": number[o.place_id],
                "state": o.state,
                "attacked": _minutes(p.attacked),
                "entered": _minutes(p.entered),
                "ended": _minutes(p.ended),
            }
            for o in layer.occupations
            for p in (phases(o),)
        ],
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
        "zone": almaty_offsets(),
        "nights": nights(),
        "bands": bands(layer),
        "presets": [
            {"id": p.preset_id, "from": minutes(p.start) if p.start else None, "to": minutes(p.end) if p.end else None}
            for p in PRESETS.values()
        ],
        "style": for_browser(),
    }


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: i for i, name in enumerate(sorted(names))}


def _regions(layer: Layer) -> dict[str, int]:
    return _numbers({tallies.region_of(layer, p) for p in layer.places})


def spec(filter_: Filter, layer: Layer) -> dict[str, Any]:
    """`filter_` in the numbers of :func:`columns`, for ``web/filter.js``; what does not restrict is left out.

    Raises ``ValueError`` or ``KeyError`` for a value that the layer does not know; :func:`dashboard.layer.filters.against`
    drops those.
    """
    areas, actors = _numbers(layer.known_areas), _numbers(layer.actors)
    moments = {"from": filter_.start, "to": filter_.end, "known": filter_.known_at}
    found: dict[str, Any] = {k: minutes(m) if m else None for k, m in moments.items()}
    found["categories"] = sorted(CATEGORIES.index(c) for c in filter_.categories)
    found["statuses"] = sorted(STATUSES.index(s) for s in filter_.statuses)
    found["areas"] = sorted(areas[a] for a in filter_.areas)
    found["actors"] = sorted(actors[a] for a in filter_.actors)
    found["sources"] = sorted(SOURCE_KINDS.index(k) for k in filter_.source_kinds)
    found["occupied"] = int(filter_.occupied)
    found["events"] = sorted(layer.index[e] for e in layer.told_in(filter_.statement))
    if filter_.statement and not found["events"]:
        found["events"] = [-1]  # a statement of which no event is told lets nothing through
    found["words"] = fold(filter_.text).split()
    return {k: v for k, v in found.items() if v not in ([], 0)}


def word_index(layer: Layer) -> dict[str, Any]:
    """Every folded word of the texts in which a search looks, with the numbers of its events."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, event in enumerate(layer.events):
        for word in sorted(set(layer.haystack(event).split())):
            found[word].append(i)
    return {"words": list(found), "events": list(found.values())}


# --- time ------------------------------------------------------------------------------------------------------------


def almaty_offsets() -> list[list[int | None]]:
    """``[from minute, minutes ahead of UTC]`` of Almaty's civil time since 2000; the first has no beginning."""
    place = zone(ALMATY)
    found: list[list[int | None]] = []
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    while moment.year < 2030:
        offset = moment.astimezone(place).utcoffset()
        assert offset is not None
        ahead = int(offset.total_seconds() // 60)
        if not found or found[-1][1] != ahead:
            found.append([minutes(moment) if found else None, ahead])
        moment += timedelta(hours=1)
    return found


def nights() -> list[list[int]]:
    """Sunset to sunrise in Almaty, December 2021 to February 2022, in minutes since 1970."""
    city = LocationInfo("Almaty", "Kazakhstan", ALMATY, 43.2389, 76.8897)
    days = [date(2021, 12, 1) + timedelta(days=n) for n in range(92)]
    suns = [sun(city.observer, day, tzinfo=zone(ALMATY)) for day in days]
    return [[minutes(a["sunset"]), minutes(b["sunrise"])] for a, b in pairwise(suns)]


def bands(layer: Layer) -> list[dict[str, Any]]:
    """The phases under the time brush: state of emergency anywhere, the internet cut, CSTO troops, the article's writing."""
    declared = [r for r in layer.tables["emergencies"] if r["kind"] == "state_of_emergency"]
    spans = [interval(r["start"], r["end"] or None, r["tz"], r["start_precision"]) for r in declared if r["end"]]
    cut = [r for r in layer.tables["connectivity"] if r["state"] == "offline" and r["place_id"] == "kazakhstan"]
    totals = [c for c in layer.tables["contingents"] if c["role"] == "total"]
    arrived = min(c["first_arrival"] for c in totals if c["first_arrival"])
    left = max(c["last_departure"] for c in totals if c["last_departure"])
    troops = interval(arrived, left, ALMATY, "range")
    found = [
        ("emergency", min(s.start for s in spans), max(s.end for s in spans)),
        ("internet", min(parse_utc(r["start"]) for r in cut), max(parse_utc(r["end"]) for r in cut if r["end"])),
        ("csto", troops.start, troops.end),
        ("article", *layer.article_written),
    ]
    return [{"id": name, "from": minutes(start), "to": minutes(end)} for name, start, end in found]


def _time_words(words: Words) -> dict[str, Any]:
    """Patterns and names of months for ``web/clock.js``: what Babel says, taken apart."""
    months = [date(2022, m, 1) for m in range(1, 13)]
    sample = words.day(date(2022, 11, 5))
    name = words.locale.months["format"]["wide"][11]
    assert name in sample
    return {
        "day": sample.replace(name, "{m}").replace("2022", "{y}").replace("5", "{d}"),
        "months": [words.locale.months["format"]["wide"][m.month] for m in months],
        "short_months": [words.short_day(m).removeprefix("1 ") for m in months],
        "month_names": [words.month(m).removesuffix(" 2022") for m in months],
        "whole": words("whole period"),
        "from": words("from {time}", time="{time}"),
        "until": words("until {time}", time="{time}"),
        "zone": words("{window}, Almaty time", window="{window}"),
        "known": words("as known at {time}, Almaty time", time="{time}"),
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
        "regions": [words.name(layer.area_names(r)) for r in _regions(layer)],
        "categories": [words.label("category", c) for c in CATEGORIES],
        "statuses": [words.label("status", s) for s in STATUSES],
        "status_help": [words.label("status_help", s) for s in STATUSES],
        "occupations": {s: words.label("building_state", s) for s in OCCUPATION_COLOURS},
        "contingents": [contingent(layer, c, words) for c in layer.tables["contingents"]],
        "families": [words.label("family", f.family_id) for f in FAMILIES],
        "time": _time_words(words),
        "count": tallies.plurals(words, tallies.events),
        "of": words.count_of_events("{n}", len(layer.events)),
        "tallies": tallies.texts(words),
        "bands": {b: words.label("band", b) for b in LABELS["band"]},
        "presets": {p: preset_label(p, words) for p in PRESETS},
        "ui": {
            "map": words("Map of events"),
            "list": words("Events in time order"),
            "empty": words("No event passes these filters."),
            "more": words("and {n} more: narrow the filter to list them", n="{n}"),
            "zoom_in": words("Zoom in"),
            "zoom_out": words("Zoom out"),
            "close": words("Close"),
            "shown": words("{n} events are on the map", n="{n}"),
            "events": words("{n} events here; choose to open", n="{n}"),
            "places": words("{n} places", n="{n}"),
            "map_keys": words("Arrow keys go from event to event in time, Enter opens, Escape closes"),
            "timeline": words("Time brush"),
            "vague": words("time not exact"),
            "night": words("night in Almaty"),
            "start": words("Start of the window"),
            "end": words("End of the window"),
            "known_handle": words("Moment up to which things count as known"),
            "known": words("As it was known at …"),
            "known_help": words("Shows only what the sources had told by a moment; drag its flag along the time axis"),
            "known_at": words("as known at {time}", time="{time}"),
            "play": words("Play"),
            "pause": words("Pause"),
            "loop": words("Loop"),
            "speed": words("Speed"),
            "moving": words("Moving window"),
            "growing": words("From the start on"),
            "mode": words("How time runs"),
            "earlier": words("One window earlier"),
            "later": words("One window later"),
            "closer": words("Closer in time"),
            "farther": words("Farther in time"),
            "presets": words("Time"),
            "all_symbols": words("All symbols"),
            **key(words),
            "credit": credit(words),
            "boundaries": boundaries(words),
        },
    }


def preset_label(preset_id: str, words: Words) -> str:
    """The name of a time preset; a day's is its date."""
    named = LABELS["preset"].get(preset_id)
    return words.label("preset", preset_id) if named else words.short_day(date.fromisoformat(preset_id))


def _day(text: str, words: Words) -> str:
    day = parse_local(text)
    return f"{words.weekday(day)}, {words.day(day)}"


def contingent(layer: Layer, row: dict[str, str], words: Words) -> str:
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
