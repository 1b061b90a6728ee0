"""Our own packages: a folder, or a zip of one, with ``datapackage.json`` and the tables of the event layer."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.exchange.importing.options import Unreadable
from dashboard.exchange.importing.raw import Profile, Source, from_dicts
from dashboard.exchange.importing.schema import OUR_PRECISIONS
from dashboard.layer import Layer, load
from dashboard.layer.check import check
from dashboard.layer.records import Event
from dashboard.layer.vocabulary import LANGUAGES

PROFILE = Profile(
    {f: f for f in ("id", "title", "summary", "start", "end", "tz", "category", "kind", "lat", "lon", "uncertainty_m")}
    | {f: f for f in ("time_precision", "geo_precision", "admin1", "place", "actors", "status", "source", "source_url")},
    closed=True,
    zone="UTC",
)


def source(path: Path) -> Source:
    """The events of the package in the folder `path`. Raises :class:`Unreadable` if a check finds a fault in it."""
    report = check(path)
    if not report.ok:
        raise Unreadable(
            path.resolve().name,
            "package",
            "without faults (qantar check lists them)",
            f"{len(report.faults)}, the first: {report.faults[0]}",
        )
    layer = load(path)
    made = from_dicts([_row(event, layer) for event in layer.events])
    made.profile = PROFILE
    return made


def _row(event: Event, layer: Layer) -> dict[str, str | None]:
    """An event in the fields of the seam; titles in other languages and everything else that it has goes along as columns."""
    place = layer.places[event.place_id]
    sources = [layer.sources[s] for s in event.source_ids]
    row: dict[str, str | None] = {
        "id": event.event_id,
        "title": event.titles.get("en") or next(iter(event.titles.values()), ""),
        "summary": event.summaries.get("en") or "",
        "start": event.interval.start.isoformat(),
        "end": event.interval.end.isoformat(),
        "tz": event.tz,
        "time_precision": OUR_PRECISIONS.get(event.time_precision, event.time_precision),
        "category": event.category,
        "kind": " / ".join(k for k in (event.event_type, event.sub_event_type) if k),
        "lat": repr(place.lat),
        "lon": repr(place.lon),
        "uncertainty_m": str(place.uncertainty_m),
        "geo_precision": place.precision,
        "admin1": place.admin1,
        "place": place.names["en"],
        "actors": ";".join(layer.actors[a].names["en"] for a in event.actor_ids),
        "status": event.status,
        "source": "; ".join(dict.fromkeys(s.publisher for s in sources)),
        "source_url": sources[0].url if sources else "",
        "place_id": event.place_id,
        "occupied": {True: "true", False: "false", None: ""}[event.occupied],
        "local_start": event.start,
        "local_end": event.end,
        "not_later_than": event.not_later_than,
        "time_precision_said": event.time_precision,
        "part_of_day": event.part_of_day,
        "time_basis": event.time_basis,
        "basis": event.basis,
        "other_places": ";".join(event.other_place_ids),
        "sources": json.dumps([s.url for s in sources], ensure_ascii=False),
        "figures": ";".join(event.figure_ids),
    }
    for lang in LANGUAGES:
        row[f"title_{lang}"], row[f"summary_{lang}"] = event.titles.get(lang), event.summaries.get(lang)
        row[f"note_{lang}"] = event.notes.get(lang)
    return row
