"""The event formats that name their columns once and for all: ACLED, UCDP GED and GDELT, old and new.

What their codes for precision mean is said where it is used. An interval is never made narrower than the code allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.exchange.importing import kinds
from dashboard.exchange.importing.raw import Profile
from dashboard.exchange.importing.strings import joined, looked_up


def _by_code(cells: pa.Table, column: str, meanings: Mapping[str, str]) -> Any:
    """Meanings of codes, which spreadsheets may have turned into "1.0"."""
    return (
        looked_up(cells[column], lambda code: meanings.get(code.strip().removesuffix(".0")))
        if column in cells.column_names
        else None
    )


def _joined(cells: pa.Table, columns: Sequence[str], between: str) -> Any:
    there = [cells[c] for c in columns if c in cells.column_names]
    return joined(there, between) if there else None


def _known(found: dict[str, Any]) -> dict[str, Any]:
    return {name: column for name, column in found.items() if column is not None}


# --- ACLED ----------------------------------------------------------------------------------------------------------

_ACLED_FIELDS: Final = {
    "id": "event_id_cnty",
    "start": "event_date",
    "summary": "notes",
    "lat": "latitude",
    "lon": "longitude",
    "country": "country",
    "admin1": "admin1",
    "place": "location",
    "fatalities_best": "fatalities",
    "source": "source",
}


def _acled_rules(cells: pa.Table) -> dict[str, Any]:
    """`time_precision` 2 is a date within a week of which the middle is given: three days to each side; 3 is within the month.
    `geo_precision` 1 is a town or a part of it, 2 a town near by for a part of a region, 3 a region's centre for the region.
    """
    sub_event = cells["sub_event_type"] if "sub_event_type" in cells.column_names else cells["event_type"]
    precision = _by_code(cells, "time_precision", {"2": "week", "3": "month"})
    return _known(
        {
            "title": _joined(
                cells, ("sub_event_type" if "sub_event_type" in cells.column_names else "event_type", "location"), ", "
            ),
            "kind": _joined(cells, ("event_type", "sub_event_type"), " / "),
            "category": looked_up(sub_event, lambda t: kinds.ACLED.get(t.strip().casefold())),
            "geo_precision": _by_code(cells, "geo_precision", {"1": "city", "2": "region", "3": "region"}),
            "actors": _joined(cells, ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"), ";"),
            "coarse": precision,
        }
    )


ACLED: Final = Profile(_ACLED_FIELDS, closed=True, rules=_acled_rules)

# --- UCDP GED -------------------------------------------------------------------------------------------------------

_GED_FIELDS: Final = {
    "id": "id",
    "start": "date_start",
    "end": "date_end",
    "summary": "where_description",
    "lat": "latitude",
    "lon": "longitude",
    "country": "country",
    "admin1": "adm_1",
    "place": "where_coordinates",
    "fatalities_low": "low",
    "fatalities_best": "best",
    "fatalities_high": "high",
    "source": "source_article",
}
_VIOLENCE: Final = {"1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence"}


def _ged_rules(cells: pa.Table) -> dict[str, Any]:
    """`date_start` and `date_end` hold whatever `date_prec` says: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a
    year. `where_prec`: 1 the place itself, 2 within about 25 km of it, 3 a district, 4 a region, 5 a line or a vague area,
    6 a country, 7 open sea or air.
    """
    return _known(
        {
            "title": _joined(
                cells, ("dyad_name" if "dyad_name" in cells.column_names else "conflict_name", "where_coordinates"), ", "
            ),
            "kind": _by_code(cells, "type_of_violence", _VIOLENCE),
            "category": _by_code(cells, "type_of_violence", kinds.GED),
            "geo_precision": _by_code(
                cells,
                "where_prec",
                {"1": "city", "2": "city", "3": "region", "4": "region", "5": "region", "6": "country", "7": "country"},
            ),
            "uncertainty_m": _by_code(cells, "where_prec", {"2": "25000"}),
            "actors": _joined(cells, ("side_a", "side_b"), ";"),
            "time_precision": _by_code(cells, "date_prec", {"4": "month", "5": "year"}),
        }
    )


GED: Final = Profile(_GED_FIELDS, closed=True, rules=_ged_rules)

# --- GDELT ----------------------------------------------------------------------------------------------------------

_ACTOR: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_EVENT: Final = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_GEO_1: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _gdelt(geo: Sequence[str], *last: str) -> tuple[str, ...]:
    first = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    actors = (f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR)
    places = (f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo)
    return (*first, *actors, *_EVENT, *places, "DATEADDED", *last)


GDELT_COLUMNS: Final = {57: _gdelt(_GEO_1), 58: _gdelt(_GEO_1, "SOURCEURL"), 61: _gdelt(_GEO_2, "SOURCEURL")}
"""Columns of the export files by their number: 1.0 until March 2013, 1.0 after, 2.0."""

_GDELT_FIELDS: Final = {
    "id": "GLOBALEVENTID",
    "start": "SQLDATE",
    "lat": "ActionGeo_Lat",
    "lon": "ActionGeo_Long",
    "place": "ActionGeo_FullName",
    "admin1": "ActionGeo_ADM1Code",
    "source_url": "SOURCEURL",
}
_GDELT_GEO: Final = {"1": "country", "2": "region", "3": "city", "4": "city", "5": "region"}


def _gdelt_rules(cells: pa.Table) -> dict[str, Any]:
    """Machine-coded events: they say who did what by CAMEO, and claim no more than that a text was read so."""
    return _known(
        {
            "title": _joined(cells, ("Actor1Name", "Actor2Name", "ActionGeo_FullName"), ", "),
            "country": looked_up(cells["ActionGeo_FullName"], lambda t: t.rpartition(",")[2].strip()),
            "kind": pc.binary_join_element_wise("CAMEO ", cells["EventCode"], ""),
            "category": looked_up(cells["EventCode"], kinds.cameo),
            "geo_precision": _by_code(cells, "ActionGeo_Type", _GDELT_GEO),
            "actors": _joined(cells, ("Actor1Name", "Actor2Name"), ";"),
            "status": pa.nulls(len(cells), pa.string()).fill_null("unverified"),
        }
    )


GDELT: Final = Profile(_GDELT_FIELDS, closed=True, rules=_gdelt_rules, zone="UTC")
"""Days of GDELT are those of UTC. Nobody has looked at its events, so they are unverified."""

# --- finding out ----------------------------------------------------------------------------------------------------

_SIGNS: Final = {
    "acled": (ACLED, frozenset({"event_id_cnty", "event_date", "event_type", "latitude", "longitude"})),
    "ged": (GED, frozenset({"type_of_violence", "where_prec", "date_prec", "date_start", "latitude"})),
}


def recognised(columns: Sequence[str]) -> tuple[str, Profile] | None:
    """The format that has these columns, whatever the case of their letters, with its profile; ``None`` if none has."""
    there = {c.casefold().strip().replace(" ", "_"): c for c in columns}
    return next(((name, p) for name, (p, signs) in _SIGNS.items() if signs <= there.keys()), None)


def as_written(columns: Sequence[str]) -> list[str]:
    """Names of columns as ACLED and UCDP write them now: old exports had capitals and spaces."""
    return [c.casefold().strip().replace(" ", "_") for c in columns]
