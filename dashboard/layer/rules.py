"""The rules of the event layer that a schema cannot say: time, place, claims, links, checks and the seed article.

Each rule takes a :class:`~dashboard.layer.faults.Package` and tells its faults there; :data:`RULES` lists them in the order
in which they are run.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dashboard.layer.faults import Fault, Package
from dashboard.layer.geometry import distance_outside_m, shapes_by
from dashboard.layer.tables import Row
from dashboard.layer.times import interval, parse_local, parse_utc, to_utc, zone
from dashboard.layer.vocabulary import CITIES_OF_RANK, LANGUAGES

UNCERTAINTY_RANGE_M = {
    "building": (1, 500),
    "street": (20, 2_000),
    "neighbourhood": (100, 30_000),
    "city": (500, 30_000),
    "region": (50_000, 500_000),
    "country": (500_000, 2_000_000),
}
"""Radius in metres that each place precision may have; a wider point is no longer that precise, a closer one is more."""

TRACKING = re.compile(r"utm_|fbclid$|gclid$|yclid$|ysclid$|igshid$|mc_[ce]id$")
"""Names of URL parameters that identify a reader or a campaign, not a page."""

ADMIN1_SLACK_M = 3_000
"""How far outside its simplified region a point may fall, beyond its own uncertainty, in metres."""


def _zone_fault(package: Package, table: str, row: Row) -> bool:
    try:
        zone(row["tz"])
    except ValueError:
        package.fault(table, row, "tz", "an IANA zone", row["tz"])
        return True
    return False


def _local_fault(package: Package, table: str, row: Row, column: str) -> bool:
    """Tell a local time that no calendar or clock of its zone has."""
    if not row[column]:
        return False
    try:
        moment = parse_local(row[column])
        if isinstance(moment, datetime):
            to_utc(moment, row["tz"])
    except ValueError:
        package.fault(table, row, column, "a local time in its zone", row[column])
        return True
    return False


def _utc_fault(package: Package, table: str, row: Row, column: str) -> bool:
    if not row[column]:
        return False
    try:
        parse_utc(row[column])
    except ValueError:
        package.fault(table, row, column, "a date or time that exists", row[column])
        return True
    return False


def _event_times(package: Package) -> None:
    for row in package.rows("events"):
        if _zone_fault(package, "events", row):
            continue
        told = [_local_fault(package, "events", row, c) for c in ("start", "end", "not_later_than", "sort_hint")]
        if any(told):
            continue
        precision, part, clock = row["time_precision"], row["part_of_day"], "T" in row["start"]
        if precision in {"minute", "hour"} and not clock:
            package.fault("events", row, "start", f"a time of day for a precision of {precision}", row["start"])
        elif precision in {"part_of_day", "day"} and clock:
            package.fault("events", row, "start", f"a date for a precision of {precision}", row["start"])
        elif precision == "part_of_day" and not part:
            package.fault("events", row, "part_of_day", "given for a precision of part_of_day", "nothing")
        elif part and precision != "part_of_day":
            package.fault("events", row, "part_of_day", f"empty for a precision of {precision}", part)
        elif precision == "range" and not row["end"]:
            package.fault("events", row, "end", "given for a range", "nothing")
        else:
            for column in ("end", "not_later_than"):
                limit = row["not_later_than"] if column == "not_later_than" else ""
                try:
                    interval(row["start"], row["end"] or None, row["tz"], precision, part or None, limit or None)
                except ValueError:
                    package.fault("events", row, column, "later than 'start'", row[column])
                    break
        if row["time_basis"] == "published_stamp" and not row["not_later_than"]:
            package.fault("events", row, "not_later_than", "given for a time_basis of published_stamp", "nothing")
        if row["time_basis"] == "published_stamp" and precision in {"minute", "hour"}:
            must_be = "part_of_day, day or range for a time_basis of published_stamp"
            package.fault("events", row, "time_precision", must_be, precision)
        place = package.ids["places"].get(row["place_id"])
        if place and place["country"] == "KZ" and not row["tz"].startswith("Asia/"):
            package.fault("events", row, "tz", "a zone of the place", row["tz"])


def _event_texts(package: Package) -> None:
    for row in package.rows("texts"):
        if row["title"] != row["title"].strip() or row["title"].endswith("."):
            package.fault("texts", row, "title", "a title without spaces around it or a full stop", row["title"])
    noted = {row["event_id"]: bool(row["note"].strip()) for row in package.rows("texts") if row["lang"] == "en"}
    for row in package.rows("texts"):
        if bool(row["note"].strip()) != noted.get(row["event_id"], bool(row["note"].strip())):
            must_be = "given, as in English" if noted[row["event_id"]] else "empty, as in English"
            package.fault("texts", row, "note", must_be, row["note"] or "nothing")
    _in_every_language(package, "texts", "events", "event_id")


def _in_every_language(package: Package, texts: str, table: str, key: str) -> None:
    if texts in package.unreadable:
        return
    spoken: dict[str, set[str]] = defaultdict(set)
    for row in package.every[texts]:
        spoken[row[key]].add(row["lang"])
    for row in package.rows(table):
        missing = [lang for lang in LANGUAGES if lang not in spoken[row[key]]]
        if missing:
            package.fault(table, row, key, f"in {texts}.csv in {', '.join(LANGUAGES)}", f"no {', '.join(missing)}")


def _event_sources(package: Package) -> None:
    sourced = package.linked("event_sources", "event_id")
    for row in package.rows("events"):
        if row["basis"] == "sources" and not sourced(row["event_id"]):
            package.fault("events", row, "event_id", "in event_sources.csv for a basis of sources", "no source")
    if "event_sources" in package.unreadable:
        return
    voices: dict[str, set[str]] = defaultdict(set)
    for row in package.every["event_sources"]:
        voices[row["event_id"]].add(row["origin"] or row["source_id"])
    for row in package.rows("events"):
        if row["status"] == "confirmed" and len(voices[row["event_id"]]) == 1:
            got = "one text, from which all its sources come"
            package.fault("events", row, "status", "claimed or worse without two sources of different origin", got)


def _relations(package: Package) -> None:
    events = package.ids["events"]
    parents: dict[str, list[Row]] = defaultdict(list)
    for row in package.rows("event_relations"):
        one, other = row["event_id"], row["other_id"]
        if one == other:
            package.fault("event_relations", row, "other_id", "another event", other)
        elif row["relation"] == "follows" and one in events and other in events:
            if _day(events[one]) < _day(events[other]):
                package.fault(
                    "event_relations", row, "other_id", "an event that is not later", f"{other} of {events[other]['start']}"
                )
        elif row["relation"] == "part_of":
            parents[one].append(row)
    for start, rows in parents.items():
        seen, todo = set(), [r["other_id"] for r in rows]
        while todo:
            at = todo.pop()
            if at == start:
                package.fault("event_relations", rows[0], "other_id", "no part of itself", f"a circle through {start}")
                break
            if at not in seen:
                seen.add(at)
                todo += [r["other_id"] for r in parents.get(at, [])]


def _day(row: Row) -> str:
    """The UTC day and, where both are known, the minute are too fine for order: days in the event's own zone are compared."""
    return (row["sort_hint"] or row["start"])[:10]


def _aliases(package: Package) -> None:
    for row in package.rows("event_aliases"):
        if "events" not in package.unreadable and package.has("events", row["alias"]):
            package.fault("event_aliases", row, "alias", "no id of a present event", row["alias"])


def _places(package: Package) -> None:
    regions = shapes_by(package.root / "basemap" / "regions.geojson", "admin1")
    for row in package.rows("places"):
        _zone_fault(package, "places", row)
        low, high = UNCERTAINTY_RANGE_M[row["precision"]]
        radius = int(row["uncertainty_m"])
        if not low <= radius <= high:
            package.fault("places", row, "uncertainty_m", f"{low} to {high} for a precision of {row['precision']}", radius)
        if row["country"] == "KZ" and row["precision"] != "country" and not row["admin1"]:
            package.fault("places", row, "admin1", "given in Kazakhstan", "nothing")
        if row["country"] != "KZ" and row["admin1"]:
            package.fault("places", row, "admin1", "empty outside Kazakhstan", row["admin1"])
        shape = regions.get(CITIES_OF_RANK.get(row["admin1"], row["admin1"]))
        if row["admin1"] and regions and shape is None:
            package.fault("places", row, "admin1", "a region of January 2022", row["admin1"])
        elif shape is not None:
            away = distance_outside_m(shape, float(row["lat"]), float(row["lon"]))
            if away > radius + ADMIN1_SLACK_M:
                got = f"a point {away / 1000:.0f} km outside {row['admin1']}"
                package.fault("places", row, "lat", f"inside {row['admin1']}", got)
    _towns(package)
    _footprints(package)


def _towns(package: Package) -> None:
    """A place lies in a town, which may lie in another one, but never in itself."""
    places = package.ids["places"]
    for row in package.rows("places"):
        seen, at = {row["place_id"]}, row["city_place_id"]
        while at in places:
            if at == row["place_id"]:
                package.fault("places", row, "city_place_id", "another place", f"a circle through {at}")
            if at in seen:
                break
            seen.add(at)
            at = places[at]["city_place_id"]


def _footprints(package: Package) -> None:
    for number, feature in enumerate(_features(package.root / "places.geojson"), start=2):
        place_id = (feature.get("properties") or {}).get("place_id")
        if not package.has("places", str(place_id)):
            package.report.faults.append(Fault("places.geojson", number, "place_id", "a place_id of places", repr(place_id)))


def _features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file; none if it is not sound, which :func:`_check_geojson` tells."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [f for f in features if isinstance(f, dict)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def check_geojson(package: Package, name: str) -> None:
    """A file of the package that is no table must be a GeoJSON FeatureCollection."""
    file, line, field_, must_be, got = name, 1, "json", "a GeoJSON FeatureCollection", ""
    try:
        features = json.loads((package.root / name).read_text(encoding="utf-8"))["features"]
        if not all(isinstance(f["properties"], dict) and f["geometry"] for f in features):
            got = "a feature without geometry or properties"
    except OSError:
        file, field_, must_be, got = "datapackage.json", "path", "a file of the package", f"no {name}"
    except ValueError as error:
        line, got = getattr(error, "lineno", 1), str(error)
    except (KeyError, TypeError):
        got = "a file without features"
    if got:
        package.report.faults.append(Fault(package.names + file, line, field_, must_be, got))


def _sources(package: Package) -> None:
    for row in package.rows("sources"):
        try:
            parts = urlsplit(row["url"])
            host = parts.hostname
        except ValueError:
            host = None
        if not host or "." not in host:
            package.fault("sources", row, "url", "an address with a host", row["url"])
        elif any(TRACKING.match(key.lower()) for key, _ in parse_qsl(parts.query, keep_blank_values=True)):
            package.fault("sources", row, "url", "an address without tracking parameters", row["url"])
        _utc_fault(package, "sources", row, "published")


def _figures(package: Package) -> None:
    used = package.linked("figure_sources", "figure_id")
    for row in package.rows("figures"):
        for column in ("claimed_at", "covers_until", "retracted_at"):
            _utc_fault(package, "figures", row, column)
        numbers = [float(row[c]) for c in ("low", "value", "high") if row[c]]
        if numbers != sorted(numbers):
            package.fault("figures", row, "value", "between 'low' and 'high'", row["value"])
        if not numbers and row["qualifier"] not in {"unknown", "dozens", "hundreds"}:
            package.fault("figures", row, "value", f"given for a qualifier of {row['qualifier']}", "nothing")
        if not used(row["figure_id"]):
            package.fault("figures", row, "figure_id", "in figure_sources.csv", "no source")
    _fates(package)
    _succession(package)


def _succession(package: Package) -> None:
    """`superseded_by` never runs in a circle and never to an earlier claim of the same day's precision."""
    rows = package.ids["figures"]
    for row in package.rows("figures"):
        seen, at = {row["figure_id"]}, row["superseded_by"]
        while at and at in rows:
            if at == row["figure_id"]:  # told for the figures of the circle, not for those that lead into it
                package.fault("figures", row, "superseded_by", "a later figure", f"a circle through {at}")
            if at in seen:
                break
            seen.add(at)
            at = rows[at]["superseded_by"]
        later = rows.get(row["superseded_by"])
        if later and not at and later["claimed_at"][:10] < row["claimed_at"][: len(later["claimed_at"][:10])]:
            package.fault("figures", row, "superseded_by", "a later figure", f"{later['figure_id']} of {later['claimed_at']}")
        if not later:
            continue
        by = "claimant_id" if row["value"] else "kind"
        own, other = _series_of(package, row, by), _series_of(package, later, by)
        if own != other:
            must_be = f"a figure of its own series ({', '.join(own)})"
            package.fault("figures", row, "superseded_by", must_be, f"{later['figure_id']}: {', '.join(other)}")


def _series_of(package: Package, figure: Row, by: str) -> tuple[str, ...]:
    """What two figures must share for one to revise the other: nobody revises another one's number.

    `by` is ``claimant_id``, or ``kind`` for a statement that no number is known: the first number of that kind of
    claimant ends it.
    """
    claimant = package.ids["claimants"].get(figure["claimant_id"])
    who = figure["claimant_id"] if by == "claimant_id" or not claimant else claimant["kind"]
    return figure["measure"], figure["group"], figure["place_id"], who


def _fates(package: Package) -> None:
    """A figure's status and its links say the same."""
    for row in package.rows("figures"):
        for status, column in (("revised", "superseded_by"), ("retracted", "retracted_at")):
            if row["status"] == status and not row[column]:
                package.fault("figures", row, column, f"given for a {status} figure", "nothing")
            elif row[column] and row["status"] != status:
                package.fault("figures", row, column, f"empty for a status of {row['status']}", row[column])


def _occupations(package: Package) -> None:
    linked = package.linked("occupation_events", "occupation_id")
    for row in package.rows("occupations"):
        if _zone_fault(package, "occupations", row):
            continue
        steps = ("attacked_from", "entered_at", "ended_at")
        limits = ("attacked_not_later_than", "entered_not_later_than", "ended_not_later_than")
        told = [_local_fault(package, "occupations", row, c) for c in (*steps, *limits)]
        if any(told):
            continue
        days = [(c, row[c][:10]) for c in steps if row[c]]
        for (_, before), (column, after) in pairwise(days):
            if after < before:
                package.fault("occupations", row, column, "not earlier than the step before it", row[column])
        if row["state"] == "attacked_held" and row["entered_at"]:
            package.fault("occupations", row, "entered_at", "empty for a building that was held", row["entered_at"])
        for column in steps:
            precision = row[column.rsplit("_", 1)[0] + "_precision"]
            if row[column] and "T" not in row[column] and precision in {"minute", "hour"}:
                package.fault("occupations", row, column, f"a time of day for a precision of {precision}", row[column])
        if not linked(row["occupation_id"]):
            package.fault("occupations", row, "occupation_id", "in occupation_events.csv", "no event")


def _emergencies(package: Package) -> None:
    for row in package.rows("emergencies"):
        if _zone_fault(package, "emergencies", row):
            continue
        told = [_local_fault(package, "emergencies", row, c) for c in ("start", "end")]
        if any(told):
            continue
        if row["end"] and row["end"] < row["start"][: len(row["end"])]:
            package.fault("emergencies", row, "end", "later than 'start'", row["end"])


def _csto(package: Package) -> None:
    for row in package.rows("contingents"):
        numbers = [int(row[c]) for c in ("troops_low", "troops_best", "troops_high") if row[c]]
        if numbers != sorted(numbers):
            package.fault("contingents", row, "troops_best", "between 'troops_low' and 'troops_high'", row["troops_best"])
        if row["role"] == "leg" and numbers:
            package.fault("contingents", row, "troops_best", "empty for a leg, the total carries it", row["troops_best"])
        if row["role"] == "total" and not (row["troops_best"] and row["best_basis"]):
            package.fault(
                "contingents", row, "best_basis", "given with troops_best for a total", row["best_basis"] or "nothing"
            )
    for row in package.rows("memberships"):
        day = "2022-01-06"
        member = bool(row["charter_signed"]) and row["charter_signed"] <= day and not (row["left"] and row["left"] <= day)
        if (row["member_on_2022_01_06"] == "true") != member:
            package.fault("memberships", row, "member_on_2022_01_06", str(member).lower(), row["member_on_2022_01_06"])
    for row in package.rows("sorties"):
        for column in ("from_place_ids", "to_place_ids"):
            for place_id in row[column].split():
                if not package.has("places", place_id):
                    package.fault("sorties", row, column, "place ids of places", place_id)


def _series(package: Package) -> None:
    for row in package.rows("connectivity"):
        told = [_utc_fault(package, "connectivity", row, c) for c in ("start", "end")]
        if any(told):
            continue
        if row["end"] and parse_utc(row["end"]) <= parse_utc(row["start"]):
            package.fault("connectivity", row, "end", "later than 'start'", row["end"])
    for row in package.rows("lpg_prices"):
        _utc_fault(package, "lpg_prices", row, "date")


def _corrections(package: Package) -> None:
    for row in package.rows("corrections"):
        table = row["table"]
        if table == "statements":
            continue  # of the seed article: see check_statements
        if table not in package.tables:
            package.fault("corrections", row, "table", "a table of the package", table)
        elif len(package.tables[table].key) == 1 and not package.has(table, row["record_id"]):
            package.fault("corrections", row, "record_id", f"the key of a row of {table}", row["record_id"])


CHECKED = (
    "events",
    "figures",
    "occupations",
    "contingents",
    "sorties",
    "guarded_objects",
    "memberships",
    "connectivity",
    "emergencies",
    "lpg_prices",
)
"""The tables of which every record must carry a second check; the statements of the seed article do too."""


def _checks(package: Package) -> None:
    for table in CHECKED:
        _check_of_every(package, package, table)
    read = {(row["table"], row["record_id"]) for row in package.every.get("check_sources", [])}
    for row in package.rows("checks"):
        key = row["table"], row["record_id"]
        if row["table"] in CHECKED and not package.has(*key):
            package.fault("checks", row, "record_id", f"the key of a row of {row['table']}", row["record_id"])
        elif row["check_result"] == "supported" and key not in read and "check_sources" not in package.unreadable:
            package.fault("checks", row, "check_result", "supported only with a row in check_sources.csv", row["check_result"])
    for row in package.rows("check_sources"):
        if row["table"] in CHECKED and not package.has(row["table"], row["record_id"]):
            package.fault("check_sources", row, "record_id", f"the key of a row of {row['table']}", row["record_id"])


def _check_of_every(data: Package, package: Package, table: str) -> None:
    if "checks" in data.unreadable or table not in package.tables:
        return
    checked = {row["record_id"] for row in data.every.get("checks", []) if row["table"] == table}
    key = package.tables[table].key[0]
    for row in package.rows(table):
        if row[key] not in checked:
            package.fault(table, row, key, "in checks.csv", "no check")


def _audits(package: Package) -> None:
    for row in package.rows("audits"):
        if int(row["errors"]) + int(row["wording"]) + int(row["not_judged"]) > int(row["records"]):
            must_be = "no more than 'records' together with 'wording' and 'not_judged'"
            package.fault("audits", row, "errors", must_be, row["errors"])
    for row in package.rows("reviews"):
        if int(row["changed"]) > int(row["read"]):
            package.fault("reviews", row, "changed", f"at most {row['read']}, the texts read", row["changed"])
        if int(row["errors"]) > int(row["changed"]):
            package.fault("reviews", row, "errors", f"at most {row['changed']}, the texts changed", row["errors"])


def _reconciliations(package: Package) -> None:
    """Only deaths are held against deaths."""
    for row in package.rows("reconciliations"):
        for column in ("figure_id", "against_figure_id"):
            figure = package.ids["figures"].get(row[column])
            if figure and figure["measure"] not in {"killed", "bodies_in_morgue"}:
                package.fault("reconciliations", row, column, "a figure of deaths", f"{row[column]}: {figure['measure']}")


def check_statements(seeds: Package, data: Package) -> None:
    """Spans against the article, verdicts against evidence, and links into the event layer."""
    articles = sorted(seeds.root.glob("*.txt"))
    if len(articles) != 1:
        found = f"{len(articles)} texts"
        seeds.report.faults.append(Fault("seeds/", 1, "article", "one text file", found))
        return
    try:
        article = articles[0].read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        got = f"byte {error.object[error.start]:#x}"
        seeds.report.faults.append(Fault(f"seeds/{articles[0].name}", 1, "encoding", "UTF-8", got))
        return
    _check_of_every(data, seeds, "statements")
    for table in ("checks", "check_sources", "corrections"):
        for row in data.rows(table):
            if row["table"] == "statements" and not seeds.has("statements", row["record_id"]):
                data.fault(table, row, "record_id", "the key of a row of statements", row["record_id"])
    _in_every_language(seeds, "statement_texts", "statements", "statement_id")
    before = 0
    for row in sorted(seeds.rows("statements"), key=lambda r: int(r["start"])):
        start, end = int(row["start"]), int(row["end"])
        if not 0 <= start < end <= len(article):
            seeds.fault("statements", row, "end", f"later than 'start' and at most {len(article)}", row["end"])
        elif article[start:end] != row["span"]:
            seeds.fault("statements", row, "span", f"the article's characters {start} to {end}", row["span"])
        elif start < before:
            seeds.fault("statements", row, "start", f"at or after {before}, the end of the span before", row["start"])
        before = max(before, end)
    sourced = seeds.linked("statement_sources", "statement_id")
    for row in seeds.rows("statements"):
        if row["verdict"] not in {"opinion", "unverified"} and not sourced(row["statement_id"]):
            seeds.fault("statements", row, "verdict", "opinion or unverified without a source", row["verdict"])
    for table, column, target in (
        ("statement_events", "event_id", "events"),
        ("statement_figures", "figure_id", "figures"),
        ("statement_places", "place_id", "places"),
        ("statement_sources", "source_id", "sources"),
    ):
        for row in seeds.rows(table):
            if not data.has(target, row[column]):
                seeds.fault(table, row, column, f"a {column} of {target}", row[column])


RULES: Iterable[Callable[[Package], None]] = (
    _event_times,
    _event_texts,
    _event_sources,
    _relations,
    _aliases,
    _places,
    _sources,
    _figures,
    _occupations,
    _emergencies,
    _csto,
    _series,
    _corrections,
    _checks,
    _audits,
    _reconciliations,
)
