"""CSV in the shape of ACLED's exports, for scripts and models that were written for those.

It is our data in their columns, not data of ACLED's. What we do not have is empty and nothing is guessed:

* ``fatalities``: we hold published figures with their claimants, several to an event, and never one number of our own;
* ``admin2``, ``admin3``, ``civilian_targeting``, ``interaction``, ``source_scale``: not recorded; ``region`` is given for the
  Caucasus and Central Asia only;
* ``actor1`` and ``actor2`` are the first two actors as we list them; who stood with whom is not recorded, so the
  ``assoc_actor`` columns are empty and further actors stand in ``tags``; ``inter1`` and ``inter2`` are given only where our
  kind of actor is one of theirs.

``event_id_cnty`` is our id. ``tags`` carries, as theirs do, ``key=value`` pairs: among them the status, the uncertainty of the
point and the view that was chosen. The addresses of the sources end the ``notes``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from dashboard.exchange.exporting.rows import Cell, Row
from dashboard.exchange.exporting.selection import Selection
from dashboard.exchange.exporting.tables import table
from dashboard.layer.load import Layer
from dashboard.locale import words as words_of

COLUMNS: Final = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
"""ACLED's columns since March 2023, in their order."""

NEVER: Final = (
    *("assoc_actor_1", "assoc_actor_2", "interaction", "civilian_targeting", "admin2", "admin3", "source_scale", "fatalities"),
)
"""The columns that are always empty."""

DISORDER: Final = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Political violence",
    "Strategic developments": "Strategic developments",
}
"""ACLED's disorder type by event type; :data:`DISORDER_OF` has what goes by sub-event type."""

DISORDER_OF: Final = {
    "Violent demonstration": "Demonstrations",
    "Excessive force against protesters": "Political violence; Demonstrations",
}

INTER: Final = {
    "state_forces": "State forces",
    "foreign_forces": "External/Other forces",
    "protesters": "Protesters",
    "civilians": "Civilians",
}
"""ACLED's kind of actor for those of our kinds that are the same thing."""

_ISO: Final = {
    "KZ": 398,
    "RU": 643,
    "KG": 417,
    "AM": 51,
    "BY": 112,
    "TJ": 762,
    "US": 840,
    "BE": 56,
    "CN": 156,
    "TR": 792,
    "FR": 250,
    "UZ": 860,
}
"""ISO 3166-1 numbers of the countries in which events lie."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def acled_csv(selection: Selection) -> bytes:
    """One line for each event. Codes, countries and regions are in English as ACLED's are, the rest in the language chosen."""
    return table(COLUMNS, (_line(selection, r) for r in selection.rows))


def _line(selection: Selection, row: Row) -> dict[str, Cell]:
    layer = selection.layer
    day = date.fromisoformat(row.start_local[:10])
    first, second = [*zip(row.actors, row.actor_ids, strict=True), ("", ""), ("", "")][:2]
    created = datetime.combine(layer.created, time(), UTC)
    line: dict[str, Cell] = {
        "event_id_cnty": row.event_id,
        "event_date": f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}",
        "year": day.year,
        "time_precision": _time_precision(row),
        "disorder_type": DISORDER_OF.get(row.sub_event_type, DISORDER[row.event_type]),
        "event_type": row.event_type,
        "sub_event_type": row.sub_event_type,
        "actor1": first[0],
        "inter1": _inter(layer, first[1]),
        "actor2": second[0],
        "inter2": _inter(layer, second[1]),
        "iso": _ISO.get(row.country, ""),
        "region": "Caucasus and Central Asia" if row.country in {"KZ", "KG", "TJ", "AM", "UZ"} else "",
        "country": words_of("en").country(row.country),
        "admin1": layer.area_names(row.admin1)["en"] if row.admin1 else "",
        "location": row.place,
        "latitude": row.lat,
        "longitude": row.lon,
        "geo_precision": 3 if row.place_precision in {"region", "country"} else 1,
        "source": "; ".join(dict.fromkeys(row.source_publishers)),
        "notes": " ".join([f"{row.title}.", row.summary, row.note, *row.source_urls]).strip(),
        "tags": _tags(selection, row),
        "timestamp": int(created.timestamp()),
    }
    return line | dict.fromkeys(NEVER, "")


def _time_precision(row: Row) -> int:
    """1 for a known day, 2 for a week or less, 3 for longer (ACLED's codebook, "Time precision codes")."""
    first, last = (date.fromisoformat(day[:10]) for day in (row.start_local, row.end_local or row.start_local))
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= 7 else 3


def _inter(layer: Layer, actor_id: str) -> str:
    return INTER.get(layer.actors[actor_id].kind, "") if actor_id else ""


def _tags(selection: Selection, row: Row) -> str:
    tags = {
        "layer": f"qantar {selection.layer.version}",
        "status": row.status,
        "category": row.category,
        "when": row.when,
        "time": row.time_precision,
        "uncertainty_m": str(row.uncertainty_m),
        "actors": " | ".join(row.actors[2:]),
        "selection": selection.query,
    }
    return "; ".join(f"{key}={value.replace(';', ',')}" for key, value in tags.items() if value)
