"""``qantar check``: every way of breaking the package is told once, at its file and line, and all of them in one run."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.layer import home, load
from dashboard.layer.check import check
from dashboard.layer.faults import Report

Place = tuple[str, str]
"""Where a fault is to be told: a file of the package and the text of the line (empty: the first line)."""

Breakage = Callable[[Path], list[Place]]
"""Breaks the package at a root folder and says where that must be told."""


# --- breaking one thing ----------------------------------------------------------------------------------------------


def _file(root: Path, table: str) -> Path:
    return root / ("seeds" if table.startswith("statement") else "data") / f"{table}.csv"


def _name(table: str) -> str:
    return f"seeds/{table}.csv" if table.startswith("statement") else f"{table}.csv"


def _read(root: Path, table: str) -> list[list[str]]:
    with _file(root, table).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write(root: Path, table: str, rows: list[list[str]]) -> None:
    _file(root, table).write_text(_csv(rows), encoding="utf-8", newline="")


def _place(table: str, row: list[str]) -> Place:
    return _name(table), _csv([row]).split("\n")[0]


def _find(rows: list[list[str]], key: str) -> list[str]:
    """The row whose first cells are those of `key`, joined by commas."""
    return next(r for r in rows if (",".join(r) + ",").startswith(key + ","))


def change(table: str, key: str, /, **cells: str) -> Breakage:
    """Give the row of this key other cells."""

    def breakage(root: Path) -> list[Place]:
        rows = _read(root, table)
        row = _find(rows, key)
        for column, text in cells.items():
            row[rows[0].index(column)] = text
        _write(root, table, rows)
        return [_place(table, row)]

    return breakage


def append(table: str, *cells: str) -> Breakage:
    """Add a row at the end."""

    def breakage(root: Path) -> list[Place]:
        _write(root, table, [*_read(root, table), list(cells)])
        return [_place(table, list(cells))]

    return breakage


def repeat(table: str, key: str) -> Breakage:
    """Add the row of this key once more, at the end."""
    return lambda root: append(table, *_find(_read(root, table), key))(root)


def drop(table: str, key: str, told: Place) -> Breakage:
    """Take the row of this key away; that is told in the table and at the key `told`."""

    def breakage(root: Path) -> list[Place]:
        rows = _read(root, table)
        rows.remove(_find(rows, key))
        _write(root, table, rows)
        return [_place(told[0], _find(_read(root, told[0]), told[1]))]

    return breakage


def shorten(table: str, key: str) -> Breakage:
    """Take the last cell of the row away."""

    def breakage(root: Path) -> list[Place]:
        rows = _read(root, table)
        row = _find(rows, key)
        row.pop()
        _write(root, table, rows)
        return [_place(table, row)]

    return breakage


def columns(table: str, order: Callable[[list[str]], list[str]]) -> Breakage:
    """Rearrange the cells of every row, header included."""

    def breakage(root: Path) -> list[Place]:
        _write(root, table, [order(r) for r in _read(root, table)])
        return [(_name(table), "")]

    return breakage


def end_with(table: str, raw: bytes, line: str) -> Breakage:
    """Add raw bytes at the end of the file; `line` is the line to be named."""

    def breakage(root: Path) -> list[Place]:
        path = _file(root, table)
        path.write_bytes(path.read_bytes() + raw)
        return [(_name(table), line)]

    return breakage


def remove(file: str, told: str) -> Breakage:
    """Delete a file of the package."""

    def breakage(root: Path) -> list[Place]:
        (root / "data" / file).unlink()
        return [(told, "")]

    return breakage


def both(one: Breakage, other: Breakage) -> Breakage:
    """Two edits, each to be told."""
    return lambda root: [*one(root), *other(root)]


def after(first: Breakage, then: Breakage) -> Breakage:
    """A harmless edit first; only the second is to be told."""
    return lambda root: [first(root), then(root)][1]


def respan(statement: str, start: int, end: int) -> Breakage:
    """Move a statement to other characters of the article, with the span that stands there."""

    def breakage(root: Path) -> list[Place]:
        article = next((root / "seeds").glob("*.txt")).read_text(encoding="utf-8")
        return change("statements", statement, start=str(start), end=str(end), span=article[start:end])(root)

    return breakage


def unlicensed(root: Path) -> list[Place]:
    """Take the licence of the basemap's airports away."""
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    del next(r for r in package["resources"] if r["name"] == "basemap-airports")["licenses"]
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    return [("datapackage.json", "")]


def one_voice(event: str) -> Breakage:
    """Let every source of an event go back to one text."""

    def breakage(root: Path) -> list[Place]:
        rows = _read(root, "event_sources")
        for row in rows[1:]:
            if row[0] == event:
                row[2] = "one-text"
        _write(root, "event_sources", rows)
        return [_place("events", _find(_read(root, "events"), event))]

    return breakage


def unread(table: str, record: str) -> Breakage:
    """Say that a record is supported, but not by what."""

    def breakage(root: Path) -> list[Place]:
        rows = _read(root, "check_sources")
        _write(root, "check_sources", [r for r in rows if r[:2] != [table, record]])
        return [_place("checks", _find(_read(root, "checks"), f"{table},{record}"))]

    return breakage


def footprint_of_nothing(root: Path) -> list[Place]:
    """Let the first footprint name a place that is not there."""
    path = root / "data" / "places.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"almaty-akimat"', '"almaty-city-hall"', 1), encoding="utf-8")
    return [("places.geojson", next(s for s in path.read_text(encoding="utf-8").split("\n") if "almaty-city-hall" in s))]


# --- the rules, one by one -------------------------------------------------------------------------------------------

RULES: list[tuple[str, Breakage, str]] = [
    # time
    (
        "a date has a month that exists",
        change("events", "almaty-buses-return", start="2022-13-01T07:45"),
        r"'start' must be a local time in its zone \(got '2022-13-01T07:45'\)",
    ),
    (
        "a clock has an hour that exists",
        change("events", "aktau-airport-reopens", start="2022-01-08T25:00"),
        r"'start' must be a local time in its zone \(got '2022-01-08T25:00'\)",
    ),
    (
        "a clock shows a time that its zone did not skip",
        change("events", "almaty-girl-wounded-1330", start="2004-03-28T02:30"),
        r"'start' must be a local time in its zone \(got '2004-03-28T02:30'\)",
    ),
    (
        "a time is written as in ISO 8601",
        change("events", "almaty-149-dead", start="16 January"),
        r"'start' must be a local date or time such as 2022-01-05 or 2022-01-05T18:00 \(got '16 January'\)",
    ),
    (
        "a zone is one of the zone database",
        change("events", "almaty-cto-ends", tz="Asia/Nur-Sultan"),
        r"'tz' must be an IANA zone \(got 'Asia/Nur-Sultan'\)",
    ),
    (
        "a zone is that of the place",
        change("events", "atyrau-rally-4jan", tz="Europe/Athens"),
        r"'tz' must be a zone of the place \(got 'Europe/Athens'\)",
    ),
    (
        "an end is not before its start",
        change("events", "aktobe-talks-6jan", end="2022-01-05"),
        r"'end' must be later than 'start' \(got '2022-01-05'\)",
    ),
    (
        "a range has an end",
        change("events", "almaty-30-dead-claim", end=""),
        r"'end' must be given for a range \(got nothing\)",
    ),
    (
        "a part of the day is named",
        change("events", "almaty-aksai-morning-clash", part_of_day=""),
        r"'part_of_day' must be given for a precision of part_of_day \(got nothing\)",
    ),
    (
        "a whole day has no part of the day",
        change("events", "almaty-2000-detained", part_of_day="morning"),
        r"'part_of_day' must be empty for a precision of day \(got 'morning'\)",
    ),
    (
        "an hour has a clock",
        change("events", "aktobe-akimat-stormed", start="2022-01-05"),
        r"'start' must be a time of day for a precision of hour \(got '2022-01-05'\)",
    ),
    (
        "a whole day has no clock",
        change("events", "almaty-1300-injured", start="2022-01-09T12:00"),
        r"'start' must be a date for a precision of day \(got '2022-01-09T12:00'\)",
    ),
    (
        "a thing is not reported before it starts",
        change("events", "almaty-auezov-police-siege", not_later_than="2022-01-05T09:00"),
        r"'not_later_than' must be later than 'start' \(got '2022-01-05T09:00'\)",
    ),
    (
        "a line is counted as in the file, though a cell above holds a line break",
        after(
            change("occupations", "almaty-akimat", note="one\ntwo"),
            change("occupations", "taldykorgan-akimat", tz="Asia/Nowhere"),
        ),
        r"'tz' must be an IANA zone \(got 'Asia/Nowhere'\)",
    ),
    # words and ids
    (
        "a category is one of the list",
        change("events", "almaty-zhagiparov", category="riot"),
        r"'category' must be one of protest, clash, .+, humanitarian \(got 'riot'\)",
    ),
    (
        "a status is one of the list",
        change("events", "almaty-wounded-taken", status="probable"),
        r"'status' must be one of confirmed, claimed, disputed, unverified \(got 'probable'\)",
    ),
    (
        "an id is made of small letters, digits and hyphens",
        change("event_aliases", "almaty-103-dead-report", alias="Almaty 103 dead"),
        r"'alias' must be an id of small letters, digits and hyphens \(got 'Almaty 103 dead'\)",
    ),
    (
        "an id stands once",
        repeat("events", "almaty-airport-normal"),
        r"'event_id' must be unique \(see line \d+\) \(got 'almaty-airport-normal'\)",
    ),
    (
        "a pair of ids stands once",
        repeat("event_actors", "air-astana-cancellations,air-astana"),
        r"'actor_id' must be unique \(see line \d+\) \(got 'air-astana-cancellations air-astana'\)",
    ),
    (
        "a flag is true or false",
        change("memberships", "AZ", observer="maybe"),
        r"'observer' must be true or false \(got 'maybe'\)",
    ),
    (
        "a count is a whole number",
        change("sorties", "s03", count="nine"),
        r"'count' must be a whole number \(got 'nine'\)",
    ),
    (
        "a percentage is at most 100",
        change("connectivity", "w13", percent_of_normal="105"),
        r"'percent_of_normal' must be a number from 0 to 100 \(got '105'\)",
    ),
    (
        "a day stands in the calendar",
        change("contingents", "armenia-total", first_arrival="2022-02-30"),
        r"'first_arrival' must be a date \(got '2022-02-30'\)",
    ),
    # links
    (
        "an event happens at a known place",
        change("events", "almaty-three-bodies", place_id="almaty-zoo"),
        r"'place_id' must be an? place_id of places \(got 'almaty-zoo'\)",
    ),
    (
        "an event has known actors",
        append("event_actors", "airports-closed-6jan", "ufo"),
        r"'actor_id' must be an? actor_id of actors \(got 'ufo'\)",
    ),
    (
        "an event has known sources",
        append("event_sources", "airports-closed-6jan", "hearsay-1", ""),
        r"'source_id' must be an? source_id of sources \(got 'hearsay-1'\)",
    ),
    (
        "an event has known figures",
        append("event_figures", "airports-closed-6jan", "airports-6"),
        r"'figure_id' must be an? figure_id of figures \(got 'airports-6'\)",
    ),
    (
        "a former id leads to an event",
        append("event_aliases", "almaty-old-id", "almaty-no-such-event"),
        r"'event_id' must be an? event_id of events \(got 'almaty-no-such-event'\)",
    ),
    (
        "a relation leads to an event",
        append("event_relations", "airports-closed-6jan", "follows", "almaty-no-such-event"),
        r"'other_id' must be an? event_id of events \(got 'almaty-no-such-event'\)",
    ),
    (
        "a figure has a known measure",
        change("figures", "case-01-695", measure="law_suits"),
        r"'measure' must be a measure of measures \(got 'law_suits'\)",
    ),
    (
        "a figure has a known successor",
        change("figures", "case-0318-2988", superseded_by="case-0319-1"),
        r"'superseded_by' must be an? figure_id of figures \(got 'case-0319-1'\)",
    ),
    (
        "an occupation has a known place",
        change("occupations", "taraz-akimat", place_id="taraz-zoo"),
        r"'place_id' must be an? place_id of places \(got 'taraz-zoo'\)",
    ),
    (
        "a flight comes from known places",
        change("sorties", "s02", from_place_ids="machulishchi minsk-zoo"),
        r"'from_place_ids' must be place ids of places \(got 'minsk-zoo'\)",
    ),
    # the form of the tables
    (
        "a table has every column",
        columns("membership_sources", lambda r: r[:1]),
        r"'source_id' must be a column of the table \(got nothing\)",
    ),
    (
        "a table has no other column",
        columns("guarded_objects", lambda r: [*r, "colour" if r[0] == "object_id" else "red"]),
        r"'colour' must be one of the columns object_id, .+, source_id \(got a column 'colour'\)",
    ),
    (
        "a table has its columns in the order of the schema",
        columns("emergency_events", lambda r: r[::-1]),
        r"'event_id' must be in the order of the schema \(got a header in another order\)",
    ),
    ("a row has all its cells", shorten("gaps", "north-protests"), r"'row' must be 6 cells \(got row of 5\)"),
    (
        "a table is UTF-8 text",
        end_with("glossary", b"caf\xe9,a,b,c\n", ""),
        r"'encoding' must be UTF-8 \(got byte 0xe9\)",
    ),
    (
        "a quotation mark is closed",
        end_with("event_places", b'almaty-akimat-fire,"almaty\n', 'almaty-akimat-fire,"almaty'),
        r"'row' must be CSV as in RFC 4180 \(got unexpected end of data\)",
    ),
    (
        "a table is there",
        remove("lpg_prices.csv", "lpg_prices.csv"),
        r"'path' must be a file of the package \(got nothing there\)",
    ),
    (
        "a basemap is there",
        remove("basemap/water.geojson", "datapackage.json"),
        r"'path' must be a file of the package \(got no basemap/water\.geojson\)",
    ),
    (
        "every file has a licence",
        unlicensed,
        r"'licenses' must be named for basemap-airports \(got nothing\)",
    ),
    # places
    (
        "a latitude is at most 90",
        change("places", "kazaly", lat="91"),
        r"'lat' must be a number from -90 to 90 \(got '91'\)",
    ),
    (
        "a place lies in its region",
        change("places", "balkhash", lat="43.2", lon="51.2"),
        r"'lat' must be inside KZ-KAR \(got a point \d{3,4} km outside KZ-KAR\)",
    ),
    (
        "a place is as precise as its uncertainty",
        change("places", "turkistan", uncertainty_m="90000"),
        r"'uncertainty_m' must be 500 to 30000 for a precision of city \(got 90000\)",
    ),
    (
        "a place in Kazakhstan has a region",
        change("places", "shymkent-al-farabi-square", admin1=""),
        r"'admin1' must be given in Kazakhstan \(got nothing\)",
    ),
    (
        "a region is one of January 2022",
        change("places", "aktau", admin1="KZ-ABY"),
        r"'admin1' must be a region of January 2022 \(got 'KZ-ABY'\)",
    ),
    (
        "a footprint belongs to a known place",
        footprint_of_nothing,
        r"'place_id' must be an? place_id of places \(got 'almaty-city-hall'\)",
    ),
    # texts
    (
        "an event has a title in every language",
        drop("texts", "almaty-sultan-killed,kk", ("events", "almaty-sultan-killed")),
        r"'event_id' must be in texts\.csv in en, el, ru, kk \(got no kk\)",
    ),
    (
        "a title is no sentence",
        change("texts", "almaty-girl-wounded-1330,ru", title="Ранена девочка."),
        r"'title' must be a title without spaces around it or a full stop \(got 'Ранена девочка\.'\)",
    ),
    (
        "an event is told in every language",
        change("texts", "atyrau-rally-3jan,el", summary=""),
        r"'summary' must be given \(got nothing\)",
    ),
    (
        "a note in English is told in every language",
        change("texts", "aktau-airport-delays-4-5jan,ru", note=""),
        r"'note' must be given, as in English \(got nothing\)",
    ),
    (
        "a note has its English original",
        change("texts", "aktau-square-5jan,kk", note="Ескертпе."),
        r"'note' must be empty, as in English \(got 'Ескертпе\.'\)",
    ),
    # what is behind a status and a time
    (
        "a confirmed event has two sources that do not go back to one text",
        one_voice("amnesty-law-nov-2022"),
        r"'status' must be claimed or worse without two sources of different origin \(got 'one text, from which .+'\)",
    ),
    (
        "a time known from a report alone has a limit",
        change("events", "almaty-13-officers-killed", not_later_than=""),
        r"'not_later_than' must be given for a time_basis of published_stamp \(got nothing\)",
    ),
    (
        "the stamp of a report is no hour of an event",
        change("events", "almaty-csto-airport", start="2022-01-07T14:00", time_precision="hour", part_of_day=""),
        r"'time_precision' must be part_of_day, day or range for a time_basis of published_stamp \(got 'hour'\)",
    ),
    # the second check
    (
        "every event is checked",
        drop("checks", "events,almaty-1237-detained", ("events", "almaty-1237-detained")),
        r"'event_id' must be in checks\.csv \(got no check\)",
    ),
    (
        "every connectivity window is checked",
        drop("checks", "connectivity,w03", ("connectivity", "w03")),
        r"'window_id' must be in checks\.csv \(got no check\)",
    ),
    (
        "every statement is checked",
        drop("checks", "statements,seed-20", ("statements", "seed-20")),
        r"'statement_id' must be in checks\.csv \(got no check\)",
    ),
    (
        "a check is of a known record",
        append("checks", "events", "almaty-nothing", "2026-11-24", "not_visible", "Nothing was seen."),
        r"'record_id' must be the key of a row of events \(got 'almaty-nothing'\)",
    ),
    (
        "a check is of a known statement",
        append("checks", "statements", "seed-77", "2026-11-24", "not_visible", "Nothing was seen."),
        r"'record_id' must be the key of a row of statements \(got 'seed-77'\)",
    ),
    (
        "what a check calls supported was read somewhere",
        unread("figures", "almaty-supermarkets-reopen-branches"),
        r"'check_result' must be supported only with a row in check_sources\.csv \(got 'supported'\)",
    ),
    (
        "a source was read for a known record",
        append("check_sources", "events", "almaty-everything", "123ru-0b6a15f"),
        r"'record_id' must be the key of a row of events \(got 'almaty-everything'\)",
    ),
    (
        "a sample has no more errors than records",
        append("audits", "sample-9", "2026-11-24", "after", "10", "8", "2", "1"),
        r"'errors' must be no more than 'records' together with 'wording' and 'not_judged' \(got '8'\)",
    ),
    (
        "only deaths are held against deaths",
        append("reconciliations", "r-99", "aktau-protest-2-3jan-protesters", "kill-sec-0115-19", "day", "a", "a", "a", "a"),
        r"'figure_id' must be a figure of deaths \(got 'aktau-protest-2-3jan-protesters: participants'\)",
    ),
    # sources
    (
        "an address has a scheme",
        change("sources", "123ru-0b6a15f", url="m.123ru.net/mix/308100894"),
        r"'url' must be an http or https address \(got 'm\.123ru\.net/mix/308100894'\)",
    ),
    (
        "an address has a host",
        change("sources", "1tv-7052e73", url="https:///news"),
        r"'url' must be an address with a host \(got 'https:///news'\)",
    ),
    (
        "an address does not track its reader",
        change("sources", "24-0ed81ec", url="https://24.kz/a?id=1&utm_source=x"),
        r"'url' must be an address without tracking parameters \(got 'https://24\.kz/a\?id=1&utm_source=x'\)",
    ),
    (
        "an address stands once",
        change("sources", "24-19fabd0", url="https://08info.kz/amp/kantar-okigasy-bas-prokuratura-kurba"),
        r"'url' must be unique \(see line 2\) \(got 'https://08info\.kz/amp/kantar-okigasy-bas-prokuratura-kurba'\)",
    ),
    (
        "a publication has a date that exists",
        change("sources", "24tv-d40a852", published="2022-02-30"),
        r"'published' must be a date or time that exists \(got '2022-02-30'\)",
    ),
    (
        "an event has a source",
        drop("event_sources", "almaty-31-channel-attempt", ("events", "almaty-31-channel-attempt")),
        r"'event_id' must be in event_sources\.csv for a basis of sources \(got no source\)",
    ),
    # figures
    (
        "a figure has a claimant",
        change("figures", "biz-kz-0204-1502", claimant_id=""),
        r"'claimant_id' must be given \(got nothing\)",
    ),
    (
        "a figure lies in its own range",
        change("figures", "almaty-detained-2700-detained", low="2750"),
        r"'value' must be between 'low' and 'high' \(got '2748'\)",
    ),
    (
        "a figure has a number",
        change("figures", "csto-russia-return-15jan-ivanovo-aircraft", value=""),
        r"'value' must be given for a qualifier of exact \(got nothing\)",
    ),
    (
        "a figure does not succeed itself",
        change("figures", "admin-cases-0125-9257", status="revised", superseded_by="admin-cases-0125-9257"),
        r"'superseded_by' must be a later figure \(got a circle through admin-cases-0125-9257\)",
    ),
    (
        "figures do not succeed each other in a circle",
        both(
            change("figures", "behead-0106-1", superseded_by="behead-0106-2"),
            change("figures", "behead-0106-2", status="revised", superseded_by="behead-0106-1"),
        ),
        r"'superseded_by' must be a later figure \(got a circle through behead-0106-.\)",
    ),
    (
        "a figure is not succeeded by an earlier one",
        change("figures", "custody-202208-1237", status="revised", superseded_by="custody-0125-898"),
        r"'superseded_by' must be a later figure \(got 'custody-0125-898 of 2022-01-25'\)",
    ),
    (
        "a retracted figure says when it was withdrawn",
        change("figures", "kill-kyzylorda-0109-21", retracted_at=""),
        r"'retracted_at' must be given for a retracted figure \(got nothing\)",
    ),
    (
        "a revised figure names the one that revised it",
        change("figures", "aktobe-rally-4jan-protesters", status="revised"),
        r"'superseded_by' must be given for a revised figure \(got nothing\)",
    ),
    (
        "a figure that has a successor is called revised",
        change("figures", "biz-kz-0111-1709", status="standing"),
        r"'superseded_by' must be empty for a status of standing \(got 'biz-kz-0113-2023'\)",
    ),
    (
        "a figure is revised within its own series only",
        change("figures", "bld-adm-0113-50", superseded_by="kill-total-0118-227"),
        r"'superseded_by' must be a figure of its own series \(.+\) \(got 'kill-total-0118-227: .+\)",
    ),
    (
        "a figure was claimed on a day that exists",
        change("figures", "almaty-243-buildings-total", claimed_at="2022-02-30"),
        r"'claimed_at' must be a date or time that exists \(got '2022-02-30'\)",
    ),
    (
        "a figure has a source",
        drop("figure_sources", "air-attackers-0105-45", ("figures", "air-attackers-0105-45")),
        r"'figure_id' must be in figure_sources\.csv \(got no source\)",
    ),
    # relations
    (
        "an event is not related to itself",
        append("event_relations", "almaty-akimat-fire", "contradicts", "almaty-akimat-fire"),
        r"'other_id' must be another event \(got 'almaty-akimat-fire'\)",
    ),
    (
        "events are not part of each other in a circle",
        both(
            append("event_relations", "almaty-ktk-off-air", "part_of", "almaty-metro-reopens"),
            append("event_relations", "almaty-metro-reopens", "part_of", "almaty-ktk-off-air"),
        ),
        r"'other_id' must be no part of itself \(got a circle through almaty-(ktk-off-air|metro-reopens)\)",
    ),
    (
        "an event does not follow a later one",
        append("event_relations", "almaty-airport-seized", "follows", "almaty-airport-verdict"),
        r"'other_id' must be an event that is not later \(got 'almaty-airport-verdict of 2023-07-11'\)",
    ),
    (
        "a former id is no id of today",
        change("event_aliases", "csto-request", alias="almaty-airport-seized"),
        r"'alias' must be no id of a present event \(got 'almaty-airport-seized'\)",
    ),
    # occupations, emergencies, the CSTO, the internet
    (
        "a building that was held was not entered",
        change("occupations", "almaty-police-department", entered_at="2022-01-06T01:00", entered_precision="hour"),
        r"'entered_at' must be empty for a building that was held \(got '2022-01-06T01:00'\)",
    ),
    (
        "a building was attacked before it was entered",
        change("occupations", "almaty-residence", entered_at="2022-01-04T19:25"),
        r"'entered_at' must be not earlier than the step before it \(got '2022-01-04T19:25'\)",
    ),
    (
        "a state of emergency ends after it starts",
        change("emergencies", "soe-pavlodar-region", end="2022-01-03T07:00"),
        r"'end' must be later than 'start' \(got '2022-01-03T07:00'\)",
    ),
    (
        "the best number of troops lies in its range",
        change("contingents", "kyrgyzstan-total", troops_best="250"),
        r"'troops_best' must be between 'troops_low' and 'troops_high' \(got '250'\)",
    ),
    (
        "the troops of a contingent are not counted again on its legs",
        change("contingents", "russia-leg-1", troops_best="700"),
        r"'troops_best' must be empty for a leg, the total carries it \(got '700'\)",
    ),
    (
        "Uzbekistan is no member in 2022, having left in 2012",
        change("memberships", "UZ", charter_signed="2006-08-16", member_on_2022_01_06="true"),
        r"'member_on_2022_01_06' must be false \(got 'true'\)",
    ),
    (
        "Belarus is a member in 2022",
        change("memberships", "BY", member_on_2022_01_06="false"),
        r"'member_on_2022_01_06' must be true \(got 'false'\)",
    ),
    (
        "a cut of the internet ends after it starts",
        change("connectivity", "w12", end="2022-01-05T21:00Z"),
        r"'end' must be later than 'start' \(got '2022-01-05T21:00Z'\)",
    ),
    # corrections
    (
        "a correction is of a known table",
        change("corrections", "c001", table="numbers"),
        r"'table' must be a table of the package \(got 'numbers'\)",
    ),
    (
        "a correction belongs to a record",
        change("corrections", "c002", record_id="nobody"),
        r"'record_id' must be the key of a row of events \(got 'nobody'\)",
    ),
    (
        "a place does not lie in itself",
        change("places", "almaty", city_place_id="almaty"),
        r"'city_place_id' must be another place \(got a circle through almaty\)",
    ),
    # the seed article
    (
        "a span is what the article says",
        change("statements", "seed-01", span="διόγκωση της λαϊκής εξεγέρσεως"),
        r"'span' must be the article's characters 10 to 39 \(got 'διόγκωση της λαϊκής εξεγέρσεως'\)",
    ),
    (
        "spans do not overlap",
        respan("seed-02", 35, 99),
        r"'start' must be at or after 39, the end of the span before \(got '35'\)",
    ),
    (
        "a span ends inside the article",
        change("statements", "seed-37", end="99999"),
        r"'end' must be later than 'start' and at most \d{4} \(got '99999'\)",
    ),
    (
        "a statement has a known verdict",
        change("statements", "seed-04", verdict="true"),
        r"'verdict' must be one of corroborated, partly, contradicted, unverified, opinion \(got 'true'\)",
    ),
    (
        "a statement is tied to known events",
        append("statement_events", "seed-01", "almaty-no-such-event"),
        r"'event_id' must be an? event_id of events \(got 'almaty-no-such-event'\)",
    ),
    (
        "a statement is tied to known figures",
        append("statement_figures", "seed-01", "part-none"),
        r"'figure_id' must be an? figure_id of figures \(got 'part-none'\)",
    ),
    (
        "a statement is told in every language",
        drop("statement_texts", "seed-21,kk", ("statements", "seed-21")),
        r"'statement_id' must be in statement_texts\.csv in en, el, ru, kk \(got no kk\)",
    ),
    (
        "a correction is of a known statement",
        append("corrections", "c9999", "2026-11-24", "statements", "seed-88", "evidence", "", "", "Why.", "", "", "check"),
        r"'record_id' must be the key of a row of statements \(got 'seed-88'\)",
    ),
    (
        "a link belongs to a known statement",
        append("statement_places", "seed-99", "almaty"),
        r"'statement_id' must be an? statement_id of statements \(got 'seed-99'\)",
    ),
]

FORM = re.compile(r"[^\s:]+:[1-9]\d*: '[^']+' must be .+ \(got .+\)")
"""The one form of every message."""


# --- the tests -------------------------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with a sound copy of ``data/`` and ``seeds/``, to be broken."""
    shutil.copytree(home.DATA, tmp_path / "data")
    shutil.copytree(home.SEEDS, tmp_path / "seeds")
    article = next((tmp_path / "seeds").glob("*.txt"))
    article.chmod(0o644)
    return tmp_path


def _check(root: Path) -> Report:
    return check(root / "data", root / "seeds")


def _line(root: Path, place: Place) -> int:
    """The number of the (last) line with the text of `place`, counted in the file as it lies there."""
    file, text = place
    path = root / file if file.startswith("seeds/") else root / "data" / file
    if not text:
        return 1
    lines = path.read_text(encoding="utf-8").split("\n")
    return max(i for i, line in enumerate(lines, start=1) if line == text)


def _expected(root: Path, places: list[Place], message: str) -> list[re.Pattern[str]]:
    return [re.compile(f"{re.escape(place[0])}:{_line(root, place)}: {message}") for place in places]


@pytest.mark.parametrize(("breakage", "message"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_a_package_must_keep_the_rule_that(package: Path, breakage: Breakage, message: str) -> None:
    """Breaking one rule gives its message, at its file and line, and nothing else."""
    places = breakage(package)
    report = _check(package)
    found = [str(fault) for fault in report.faults]
    expected = _expected(package, places, message)
    assert not report.ok
    assert len(found) == len(places), found
    assert all(FORM.fullmatch(line) for line in found)
    assert all(any(e.fullmatch(line) for line in found) for e in expected), found


def test_there_are_more_than_thirty_six_rules_each_said_once() -> None:
    """The table above names each rule in words of its own."""
    assert len({name for name, _, _ in RULES}) == len(RULES) > 36


def test_every_fault_is_told_in_one_run(package: Path) -> None:
    """A package broken in all these ways at once gives every one of these messages and no others."""
    done = [(breakage(package), message) for _, breakage, message in RULES]
    found = [str(fault) for fault in _check(package).faults]
    expected = [e for places, message in done for e in _expected(package, places, message)]
    assert len(expected) > 30
    assert [e.pattern for e in expected if not any(e.fullmatch(line) for line in found)] == []
    assert [line for line in found if not any(e.fullmatch(line) for e in expected)] == []


def test_faults_are_told_in_the_order_of_the_lines_of_each_file(package: Path) -> None:
    """Whoever mends a file can go through it from top to bottom."""
    for _, breakage, _ in RULES:
        breakage(package)
    lines: dict[str, list[int]] = {}
    for fault in _check(package).faults:
        lines.setdefault(fault.file, []).append(fault.line)
    assert all(numbers == sorted(numbers) for numbers in lines.values())


def test_an_empty_title_is_told_at_its_own_line(package: Path) -> None:
    """A title that is not there is named where it is missing."""
    (place,) = change("texts", "almaty-airport-seized,el", title="")(package)
    assert f"texts.csv:{_line(package, place)}: 'title' must be given (got nothing)" in map(str, _check(package).faults)


def test_a_descriptor_that_is_no_json_is_told_at_its_line(package: Path) -> None:
    """A lost comma in ``datapackage.json`` is one fault, not a traceback."""
    path = package / "data" / "datapackage.json"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3] = lines[3].replace(",", "")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [str(f) for f in _check(package).faults] == [
        "datapackage.json:5: 'json' must be valid JSON (got Expecting ',' delimiter)"
    ]


def test_footprints_that_are_no_json_are_told(package: Path) -> None:
    """A broken ``places.geojson`` is one fault, not a traceback."""
    (package / "data" / "places.geojson").write_text('{"features": [', encoding="utf-8")
    (fault,) = _check(package).faults
    assert re.fullmatch(r"places\.geojson:1: 'json' must be a GeoJSON FeatureCollection \(got .+\)", str(fault))


def test_a_long_value_is_cut_in_the_message(package: Path) -> None:
    """A cell of ten thousand letters does not flood the screen."""
    change("events", "almaty-buses-return", category="x" * 10_000)(package)
    (fault,) = _check(package).faults
    assert len(str(fault)) < 500
    assert str(fault).endswith("...)")


def test_the_sound_package_gives_no_message(package: Path) -> None:
    """The copy is as sound as the original, and each table is counted with all its rows."""
    report = _check(package)
    assert report.ok
    assert report.faults == []
    tables = [p.stem for folder in ("data", "seeds") for p in (package / folder).glob("*.csv")]
    assert report.counts == {name: len(_read(package, name)) - 1 for name in tables}


def test_windows_line_ends_are_sound(package: Path) -> None:
    """A spreadsheet may end lines with CR and LF."""
    for path in (package / "data").glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _check(package).ok


# --- the command line ------------------------------------------------------------------------------------------------


def test_the_command_says_what_a_sound_package_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """``qantar check`` ends with status 0 and one line of counts, the statements of the article among them."""
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    counts = {
        name: len(_read(home.DATA.parent, name)) - 1
        for name in (
            "events",
            "places",
            "actors",
            "sources",
            "figures",
            "occupations",
            "emergencies",
            "corrections",
            "statements",
        )
    }
    assert out == f"No faults: {', '.join(f'{n} {name}' for name, n in counts.items())}.\n"
    assert err == ""


def test_the_command_takes_a_folder_or_its_descriptor(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package of one's own is checked without the seed article."""
    assert main(["check", str(package / "data")]) == 0
    folder = capsys.readouterr().out
    assert main(["check", str(package / "data" / "datapackage.json")]) == 0
    assert capsys.readouterr().out == folder
    assert "statements" not in folder


def test_the_command_ends_with_status_1_and_the_number_of_faults(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Messages go to the output, one a line; the count goes to the error output."""
    (first,) = change("events", "almaty-buses-return", start="2022-13-01T07:45")(package)
    (second,) = change("places", "kazaly", lat="91")(package)
    assert main(["check", str(package / "data")]) == 1
    out, err = capsys.readouterr()
    lines = (
        f"places.csv:{_line(package, second)}: 'lat' must be a number from -90 to 90 (got '91')",
        f"events.csv:{_line(package, first)}: 'start' must be a local time in its zone (got '2022-13-01T07:45')",
    )
    assert out == "\n".join(lines) + "\n"
    assert err == f"qantar: 2 faults in {package / 'data'}\n"


NONSENSE: list[tuple[str, str, bytes | None, str]] = [
    (
        "a folder that is not there",
        "nowhere",
        None,
        r"nowhere:1: 'path' must be a data package \(got no datapackage\.json in .+\)",
    ),
    (
        "a folder without a descriptor",
        ".",
        None,
        r"datapackage\.json:1: 'path' must be a data package \(got no datapackage.+\)",
    ),
    ("a table", "a.csv", b"event_id,start\na,b\n", r"a\.csv:1: 'json' must be valid JSON \(got Expecting value\)"),
    ("an empty file", "empty.json", b"", r"empty\.json:1: 'json' must be valid JSON \(got Expecting value\)"),
    ("a picture", "icon.png", b"\x89PNG\r\n\x1a\n", r"icon\.png:1: 'encoding' must be UTF-8 \(got other bytes\)"),
    (
        "another JSON file",
        "a.json",
        b'{"name": "x"}',
        r"a\.json:1: 'resources' must be a list of tables .+ \(got 'resources'\)",
    ),
    ("a JSON list", "list.json", b"[1, 2]", r"list\.json:1: 'resources' must be a list of tables .+ \(got .+\)"),
]


@pytest.mark.parametrize(("path", "content", "message"), [n[1:] for n in NONSENSE], ids=[n[0] for n in NONSENSE])
def test_a_path_that_is_no_package_gives_one_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, content: bytes | None, message: str
) -> None:
    """Nonsense gives status 1, one line of the usual form and no traceback."""
    if content is not None:
        (tmp_path / path).write_bytes(content)
    assert main(["check", str(tmp_path / path)]) == 1
    out, err = capsys.readouterr()
    assert re.fullmatch(message + "\n", out)
    assert FORM.fullmatch(out.rstrip("\n"))
    assert err == f"qantar: 1 fault in {tmp_path / path}\n"


def test_a_package_that_is_no_event_layer_is_told_what_it_lacks() -> None:
    """The annotation of the article is a sound package, but not this one."""
    report = check(home.SEEDS)

    assert "datapackage.json:1: 'resources' must be with the table events (got no events)" in map(str, report.faults)


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_sound(tmp_path: Path) -> None:
    """The check and the loader read it alike."""
    data = tmp_path / "data"
    shutil.copytree(home.DATA, data)
    events = data / "events.csv"
    events.write_bytes(b"\xef\xbb\xbf" + events.read_bytes())

    assert check(data).ok
    assert load(data, home.SEEDS).events
