"""``qantar export``: whatever is written can be read back by somebody else's reader, and nothing is lost or run."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import geopandas
import icalendar
import openpyxl
import pandas
import pyarrow.parquet as pq
import pyogrio
import pytest
import python_calamine
from frictionless import Package
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.cli import main
from dashboard.exchange.exporting import FORMATS, write
from dashboard.exchange.exporting.acled import COLUMNS, NEVER
from dashboard.exchange.exporting.cells import guard, join, split, unguard
from dashboard.exchange.exporting.formats import by_suffix
from dashboard.exchange.exporting.markup import GPX, KML, OWN
from dashboard.exchange.exporting.rows import FIELDS, Row
from dashboard.exchange.exporting.selection import LICENCE, Selection
from dashboard.layer import Layer, load
from dashboard.layer.check import check
from dashboard.layer.times import zone
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.views.address import View, named
from dashboard.views.scenes import SCENES
from tests.strategies import LAYER, views

ROOT = Path(__file__).parents[1]
HINTS = get_type_hints(Row)
LISTS = [name for name in FIELDS if HINTS[name] == tuple[str, ...]]
ALMATY = named("almaty", LAYER)

Cells = dict[str, Any]

pytestmark = [
    pytest.mark.filterwarnings("ignore:File .* has GPKG application_id"),  # it is read from memory, without a name
    pytest.mark.filterwarnings("ignore:GPX driver only reads 2 links"),
]


# --- other people's readers ------------------------------------------------------------------------------------------


def _typed(texts: dict[str, str]) -> Cells:
    """The cells that texts stand for, by the types of `Row`."""
    flags = {"true": True, "false": False, "": None}
    read: dict[Any, Callable[[str], Any]] = {
        str: str,
        int: int,
        float: float,
        bool | None: lambda text: flags[text],
        tuple[str, ...]: split,
    }
    return {name: read[HINTS[name]](texts[name]) for name in FIELDS}


def _from_geojson(content: bytes) -> list[Cells]:
    features = json.loads(content)["features"]
    for feature in features:
        cells = feature["properties"]
        assert feature["geometry"] == {"type": "Point", "coordinates": [cells["lon"], cells["lat"]]}
        assert feature["id"] == cells["event_id"]
    return [{n: tuple(v) if isinstance(v, list) else v for n, v in f["properties"].items()} for f in features]


def _lines(content: bytes, hashtags: bool = False) -> list[dict[str, str]]:
    assert content.startswith("\ufeff".encode())
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    lines = [{n: unguard(v) for n, v in line.items()} for line in reader]
    return lines[1:] if hashtags else lines


def _from_csv(content: bytes) -> list[Cells]:
    return [_typed(line) for line in _lines(content)]


def _from_hxl(content: bytes) -> list[Cells]:
    return [_typed(line) for line in _lines(content, hashtags=True)]


def _sheet(content: bytes, name: str) -> list[Cells]:
    header, *rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, header), values, strict=True)) for values in rows]


def _from_xlsx(content: bytes) -> list[Cells]:
    found = []
    for cells in _sheet(content, "events"):
        assert isinstance(cells["lat"], float)
        texts = {n: str(v).lower() if isinstance(v, bool) else str(v) for n, v in cells.items()}
        found.append(_typed({**texts, "uncertainty_m": str(int(cells["uncertainty_m"]))}))
    return found


def _from_kml(content: bytes) -> list[Cells]:
    found = []
    for mark in ET.fromstring(content).iter(f"{{{KML}}}Placemark"):
        data = mark.iter(f"{{{KML}}}Data")
        cells = _typed({d.attrib["name"]: d.findtext(f"{{{KML}}}value") or "" for d in data})
        assert mark.findtext(f"{{{KML}}}Point/{{{KML}}}coordinates") == f"{cells['lon']},{cells['lat']}"
        assert mark.findtext(f"{{{KML}}}TimeSpan/{{{KML}}}begin") == cells["start_utc"]
        assert mark.findtext(f"{{{KML}}}TimeSpan/{{{KML}}}end") == cells["end_utc"]
        assert (mark.findtext(f"{{{KML}}}name") or "") == cells["title"]
        found.append(cells)
    return found


def _from_gpx(content: bytes) -> list[Cells]:
    found = []
    for point in ET.fromstring(content).iter(f"{{{GPX}}}wpt"):
        cells = _typed({e.tag.removeprefix(f"{{{OWN}}}"): e.text or "" for e in point.iter() if e.tag.startswith(f"{{{OWN}}}")})
        assert (float(point.attrib["lat"]), float(point.attrib["lon"])) == (cells["lat"], cells["lon"])
        assert point.findtext(f"{{{GPX}}}time") == (cells["start_utc"] if cells["time_precision"] == "minute" else None)
        found.append(cells)
    return found


def _from_frame(frame: geopandas.GeoDataFrame, lists: bool) -> list[Cells]:
    assert frame.crs is not None
    assert frame.crs.equals("EPSG:4326", ignore_axis_order=True)
    found = []
    for record, point in zip(frame.to_dict("records"), frame.geometry, strict=True):
        assert (point.x, point.y) == (record["lon"], record["lat"])
        cells = {}
        for name in FIELDS:
            value = record[name]
            if name in LISTS:
                cells[name] = tuple(value) if lists else split(value)
            elif pandas.isna(value):
                cells[name] = "" if HINTS[name] is str else None
            elif isinstance(value, pandas.Timestamp):
                cells[name] = value.strftime("%Y-%m-%dT%H:%M:%SZ")
            else:
                cells[name] = bool(value) if name == "occupied" else value
        found.append(cells)
    return found


def _from_gdal(content: bytes) -> list[Cells]:
    return _from_frame(pyogrio.read_dataframe(io.BytesIO(content)), lists=False)


def _from_geoparquet(content: bytes) -> list[Cells]:
    return _from_frame(geopandas.read_parquet(io.BytesIO(content)), lists=True)


def _from_ical(content: bytes) -> list[Cells]:
    found = []
    for entry in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        own = {n.removeprefix("X-QANTAR-").lower().replace("-", "_"): v for n, v in entry.items() if n.startswith("X-QANTAR-")}
        cells = _typed({n: str(v) for n, v in own.items()})
        assert str(entry["UID"]) == f"{cells['event_id']}@qantar"
        assert str(entry["SUMMARY"]) == cells["title"]
        assert tuple(entry["GEO"].to_ical().split(";")) == (str(cells["lat"]), str(cells["lon"]))
        found.append(cells)
    return found


READERS: dict[str, Callable[[bytes], list[Cells]]] = {
    "geojson": _from_geojson,
    "csv": _from_csv,
    "xlsx": _from_xlsx,
    "kml": _from_kml,
    "gpx": _from_gpx,
    "gpkg": _from_gdal,
    "fgb": _from_gdal,
    "geoparquet": _from_geoparquet,
    "hxl": _from_hxl,
    "ical": _from_ical,
}
"""The formats that hold every field, each with a reader that is not ours."""


def _in_xml(text: str) -> str:
    return re.sub(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", "\ufffd", text)


def _in_calendar(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", re.sub(r"\r\n?", "\n", text))


def _in_workbook(text: str) -> str:
    """Noncharacters stay as they are escaped in the file: this reader does not undo that."""
    return re.sub("[\ufffe\uffff]", lambda m: f"_x{ord(m[0]):04X}_", text)


HOLDS: dict[str, Callable[[str], str]] = {
    "xlsx": _in_workbook,
    "kml": _in_xml,
    "gpx": _in_xml,
    "ical": _in_calendar,
    "gpkg": lambda text: text.replace("\0", "\ufffd"),
    "fgb": lambda text: text.replace("\0", "\ufffd"),
}
"""What a format makes of characters that it cannot hold; the others hold all."""


def _expected(row: Row, format_: str) -> Cells:
    holds = HOLDS.get(format_, str)
    joined = format_ not in {"geojson", "geoparquet"}  # in one cell a list of one empty text is an empty list
    cells: Cells = {}
    for name, value in row.cells().items():
        if isinstance(value, tuple):
            cells[name] = tuple(map(holds, value)) if value != ("",) or not joined else ()
        else:
            cells[name] = holds(value) if isinstance(value, str) else value
    return cells


def _by_id(cells: list[Cells]) -> dict[str, Cells]:
    found = {c["event_id"]: c for c in cells}
    assert len(found) == len(cells)
    return found


# --- nothing is lost -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", READERS)
def test_every_field_of_every_event_comes_back(format_: str) -> None:
    """Read by somebody else's reader, the file holds what the layer holds."""
    selection = Selection(LAYER, None, "kk")
    read = READERS[format_](write(LAYER, None, format_, "kk"))

    assert len(read) == len(LAYER.events)
    assert _by_id(read) == {r.event_id: _expected(r, format_) for r in selection.rows}
    if format_ != "fgb":  # which orders by place, for its index
        assert [c["event_id"] for c in read] == [e.event_id for e in LAYER.events]


def test_a_row_says_what_the_record_says() -> None:
    """Every field is held against the record from which it comes, not against the code that copied it."""
    same = {name for name in FIELDS if hasattr(LAYER.events[0], name)}
    assert len(same) > 15
    for event, row in zip(LAYER.events, Selection(LAYER, None, "ru").rows, strict=True):
        place = LAYER.places[event.place_id]
        sources = [LAYER.sources[s] for s in event.source_ids]
        check_ = LAYER.checks["events", event.event_id]
        reported = [datetime.fromisoformat(t) if t else None for t in (row.known_from_utc, row.known_by_utc)]

        for name in same:
            value = getattr(event, name)
            assert getattr(row, name) == ("" if value is None and name != "occupied" else value), name
        assert (row.title, row.summary, row.note) == (event.titles["ru"], event.summaries["ru"], event.notes.get("ru", ""))
        assert datetime.fromisoformat(row.start_utc) == event.interval.start
        assert datetime.fromisoformat(row.end_utc) == event.interval.end
        assert (row.start_local, row.end_local) == (event.start, event.end or "")
        assert reported == [LAYER.reported(event).earliest, LAYER.reported(event).latest]
        assert (row.place, row.place_kind, row.place_address, row.place_note) == (
            *(place.names["ru"], place.kind, place.address, place.note),
        )
        assert (row.lat, row.lon, row.uncertainty_m, row.place_precision) == (
            *(place.lat, place.lon, place.uncertainty_m, place.precision),
        )
        assert (row.coord_basis, row.admin1, row.country) == (place.coord_basis, place.admin1 or "", place.country)
        assert row.other_places == tuple(LAYER.places[p].names["ru"] for p in event.other_place_ids)
        assert row.actors == tuple(LAYER.actors[a].names["ru"] for a in event.actor_ids)
        listed = zip(row.source_publishers, row.source_titles, row.source_urls, row.source_dates, strict=True)
        assert list(listed) == [(s.publisher, s.title, s.url, s.published) for s in sources]
        described = zip(row.source_kinds, row.source_languages, row.source_origins, strict=True)
        assert list(described) == [(s.kind, s.language, event.origins.get(s.source_id, "")) for s in sources]
        assert set(row.relations) == {f"{how}:{other.event_id}" for how, other in LAYER.related(event)}
        assert set(row.former_ids) == {old for old, new in LAYER.aliases.items() if new == event.event_id}
        assert row.statement_ids == tuple(s.statement_id for s in LAYER.statements if event.event_id in s.event_ids)
        assert (row.checked, row.check_result, row.check_note) == (check_.checked, check_.check_result, check_.check_note)


NASTY = (
    *("=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1", "'plain", "＝1", "=", "'"),
    *('"quoted", and; comma', "two\nlines", "two\r\nlines", "]]>", "<b>&amp;</b>", "${alert(1)}", "{{x}}", "%s", "_x0041_"),
    *(
        "🔥🚓",
        "שלום \u202eabc",
        "a | b",
        "a \\| b",
        "\\",
        "|",
        " | ",
        "   ",
        "\u2028",
        "null\0byte",
        "bell\x07",
        "NaN",
        "1e5",
        "true",
    ),
)
"""Texts that some program takes for something else."""

hostile = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from([*NASTY, *"=+-@'|\\\",;\n\r\t :<>&#"]), max_size=4).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=30),
)


def _told_with(text: str) -> Layer:
    """The layer cut down to two events, all of whose free texts are `text`."""
    first = next(e for e in LAYER.events if len(e.source_ids) > 1 and e.actor_ids)
    said = dict.fromkeys(LANGUAGES, text)
    events = tuple(replace(e, titles=said, summaries=said, notes=said) for e in (first, LAYER.events[0]))
    used = {s for e in events for s in e.source_ids}
    return replace(
        LAYER,
        events=events,
        relations=(),
        places={k: replace(p, names=said, coord_basis=text, note=text, address=text) for k, p in LAYER.places.items()},
        actors={k: replace(a, names=said) for k, a in LAYER.actors.items()},
        sources={k: replace(s, title=text, publisher=text) if k in used else s for k, s in LAYER.sources.items()},
    )


@settings(max_examples=40)
@given(text=hostile)
@example(text="null\0byte\r_x000D_")
@example(text="]]>${1}=cmd\r\n\x0b\ufffe")
def test_no_text_is_bent_on_its_way(text: str) -> None:
    """Quotes, line ends, formulas, markup, other scripts: each format gives them back as they were."""
    layer = _told_with(text)
    rows = Selection(layer, None, "en").rows
    for format_, reader in READERS.items():
        read = _by_id(reader(write(layer, None, format_, "en")))
        assert read == {r.event_id: _expected(r, format_) for r in rows}, format_


@given(st.lists(hostile, max_size=4).map(tuple))
def test_a_list_in_one_cell_can_be_taken_apart(values: tuple[str, ...]) -> None:
    """Whatever its values hold."""
    assert split(join(values)) == (values if values != ("",) else ())


@given(hostile)
def test_a_guarded_text_can_be_unguarded(text: str) -> None:
    """And is never one that a spreadsheet runs."""
    assert unguard(guard(text)) == text
    assert not re.match("[=+\\-@\t\r\n＝＋－＠]", guard(text))


# --- spreadsheets ----------------------------------------------------------------------------------------------------


def test_no_cell_of_a_csv_file_is_run() -> None:
    """Read as a spreadsheet reads it, without taking the apostrophe off."""
    for format_ in ("csv", "hxl", "acled"):
        content = write(_told_with("=1+1"), None, format_, "en").decode("utf-8-sig")
        for line in csv.reader(io.StringIO(content, newline="")):
            assert not [cell for cell in line if re.match("[=+@\t\r]|-(?![0-9.]+$)", cell)]


def test_numbers_stay_numbers() -> None:
    """A degree west of Greenwich begins with a minus and is no formula."""
    west = [
        line for line in csv.DictReader(io.StringIO(write(LAYER, None, "csv", "en").decode("utf-8-sig"))) if "-" in line["lon"]
    ]
    assert west
    assert all(float(line["lon"]) < 0 for line in west)


def test_cells_of_a_workbook_have_types() -> None:
    """Texts are strings even where they look like formulas or addresses; numbers are numbers."""
    book = openpyxl.load_workbook(io.BytesIO(write(_told_with("=1+1"), None, "xlsx", "en")))
    sheet = book["events"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}

    assert sheet.cell(2, columns["title"]).value == "=1+1"
    assert sheet.cell(2, columns["title"]).data_type == "s"
    assert sheet.cell(2, columns["source_urls"]).hyperlink is None
    assert sheet.cell(2, columns["lat"]).data_type == "n"
    assert book.sheetnames == ["events", "figures", "about"]


# --- what was chosen -------------------------------------------------------------------------------------------------


def _unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


SAID: dict[str, Callable[[bytes], str]] = {
    "xlsx": lambda content: json.dumps({c["field"]: c["value"] for c in _sheet(content, "about")}, ensure_ascii=False),
    "gpkg": lambda content: str(pyogrio.read_info(io.BytesIO(content))["layer_metadata"]),
    "fgb": lambda content: str(pyogrio.read_info(io.BytesIO(content))["layer_metadata"]),
    "geoparquet": lambda content: pq.read_schema(io.BytesIO(content)).metadata[b"qantar"].decode(),
    "ical": lambda content: content.replace(b"\r\n ", b"").replace(b"\\", b"").decode(),
    "package": _unpacked,
}
"""How a file says what was chosen, where that is not in its text as it stands."""

SILENT = ("timemap-sources",)
"""An object of sources by id, in which anything else would be taken for a source."""


@pytest.mark.parametrize("format_", [name for name in FORMATS if name not in SILENT])
def test_a_file_says_which_events_were_chosen(format_: str) -> None:
    """In words, and most with version and licence; a table in the columns of ACLED says it as an address."""
    selection = Selection(LAYER, ALMATY, "en")
    said = SAID.get(format_, bytes.decode)(write(LAYER, ALMATY, format_, "en"))

    assert (selection.query if format_ == "acled" else selection.sentence) in said
    assert LAYER.version in said
    assert LICENCE in said or format_ == "acled"


@settings(max_examples=25)
@given(view=views)
def test_a_view_gives_its_events_and_no_others(view: View) -> None:
    """Whatever the filter, also where it leaves nothing."""
    ids = [e.event_id for e in LAYER.select(view.filter)]
    for format_ in ("geojson", "csv", "hxl", "kml"):
        assert [c["event_id"] for c in READERS[format_](write(LAYER, view, format_, view.lang))] == ids


@pytest.mark.parametrize("format_", FORMATS)
def test_a_view_without_events_is_a_file_all_the_same(format_: str) -> None:
    """Empty, and saying so."""
    view = named("v=1&from=1999-01-01&to=1999-01-02", LAYER)
    content = write(LAYER, view, format_, "en")

    assert content
    if format_ in READERS:
        assert READERS[format_](content) == []


def test_the_licence_is_that_of_the_package() -> None:
    """It is written here and there."""
    licences = json.loads((LAYER.root / "datapackage.json").read_text(encoding="utf-8"))["licenses"]
    assert [licence["name"] for licence in licences] == [LICENCE]


# --- each format by its own rules ------------------------------------------------------------------------------------


def test_geojson_keeps_to_rfc_7946() -> None:
    """No crs, a bbox that holds every point, longitude first, and no member that has another meaning."""
    collection = json.loads(write(LAYER, None, "geojson", "en"))
    west, south, east, north = collection["bbox"]

    assert "crs" not in collection
    assert not {"geometry", "coordinates", "geometries", "properties"} & set(collection)
    for feature in collection["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert west <= lon <= east
        assert south <= lat <= north


def test_gdal_reads_kml_and_gpx() -> None:
    """As QGIS does: the names, the points and the interval of each event."""
    for format_, layer, name in (("kml", None, "Name"), ("gpx", "waypoints", "name")):
        frame = pyogrio.read_dataframe(io.BytesIO(write(LAYER, ALMATY, format_, "el")), layer=layer)
        rows = Selection(LAYER, ALMATY, "el").rows
        assert list(frame.get(name, frame.get(name.lower()))) == [r.title for r in rows]
        assert [(p.x, p.y) for p in frame.geometry] == [(r.lon, r.lat) for r in rows]


def test_a_balloon_of_kml_runs_no_markup() -> None:
    """Viewers take the description for HTML."""
    root = ET.fromstring(write(_told_with("<script>alert(1)</script>"), None, "kml", "en"))
    told = [m.findtext(f"{{{KML}}}description") or "" for m in root.iter(f"{{{KML}}}Placemark")]

    assert all("<script" not in text for text in told)
    assert all("<script>" in html.unescape(text) for text in told)


def test_a_calendar_has_hours_only_where_they_are_known() -> None:
    """Evening is not 18:00: everything known less well than to the hour fills whole local days."""
    entries = icalendar.Calendar.from_ical(write(LAYER, None, "ical", "en")).walk("VEVENT")
    for entry, event in zip(entries, LAYER.events, strict=True):
        start, end = entry["DTSTART"].dt, entry["DTEND"].dt
        assert isinstance(start, datetime) == (event.time_precision in {"minute", "hour"})
        if isinstance(start, datetime):
            assert (start, end) == (event.interval.start, event.interval.end)
        else:
            assert start == date.fromisoformat(event.start[:10])
            assert end > start
            assert (event.interval.end - timedelta(minutes=1)).astimezone(zone(event.tz)).date() == end - timedelta(days=1)


def test_lines_of_a_calendar_are_short_and_whole() -> None:
    """75 octets at most, and no character is cut in two."""
    lines = write(LAYER, None, "ical", "kk").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or line == lines[-1] for line in lines)


def test_acled_columns_are_theirs_and_hold_no_guess() -> None:
    """Their names in their order; what is not recorded is empty, and no event is given a number of dead."""
    lines = _lines(write(LAYER, None, "acled", "en"))

    assert tuple(lines[0]) == COLUMNS
    assert len(COLUMNS) == 31
    for line, event in zip(lines, LAYER.events, strict=True):
        assert not any(line[name] for name in NEVER)
        assert datetime.strptime(line["event_date"], "%d %B %Y").replace(tzinfo=UTC).date().isoformat() == event.start[:10]
        assert line["year"] == event.start[:4]
        assert line["time_precision"] in {"1", "2", "3"}
        assert (line["time_precision"] == "1") == (not event.end or event.end[:10] == event.start[:10])
        assert (line["event_type"], line["sub_event_type"]) == (event.event_type, event.sub_event_type)
        place = LAYER.places[event.place_id]
        assert (float(line["latitude"]), float(line["longitude"])) == (place.lat, place.lon)
        assert line["iso"].isdigit()
        assert all(LAYER.sources[s].url in line["notes"] for s in event.source_ids)


def test_hashtags_are_hashtags_and_all_different() -> None:
    """By the grammar of HXL 1.1: a tag and its attributes."""
    tags = write(LAYER, ALMATY, "hxl", "ru").decode("utf-8-sig").splitlines()[1].split(",")

    assert len(set(tags)) == len(tags) == len(FIELDS) + 1
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)


TIMEMAP = {
    *("id", "description", "date", "time", "time_precision", "time_display", "location", "latitude", "longitude", "type"),
    *("category", "category_full", "associations", "sources", "comments"),
}
"""Fields of a timemap's event that we use; an unknown one has the event refused."""


def test_a_timemap_takes_its_three_files() -> None:
    """Texts and lists only, and every source and association that an event names is there."""
    events, sources, associations = (
        json.loads(write(LAYER, ALMATY, name, "en")) for name in ("timemap", "timemap-sources", "timemap-associations")
    )
    known = {a["id"] for a in associations}

    assert [e["id"] for e in events] == [e.event_id for e in LAYER.select(ALMATY.filter)]
    assert {s for e in events for s in e["sources"]} == set(sources)
    for told in events:
        event = LAYER.event(told["id"])
        assert event is not None
        assert set(told) == TIMEMAP
        assert all(isinstance(v, list if n in {"sources", "associations"} else str) for n, v in told.items())
        assert set(told["associations"]) <= known
        assert bool(told["time"]) == (event.time_precision in {"minute", "hour"})
        assert datetime.strptime(told["date"], "%m/%d/%Y").replace(tzinfo=UTC).date().isoformat() == event.start[:10]


def test_no_figure_stands_without_its_claimant() -> None:
    """Who said it, when, and what became of it; the numbers as they were published."""
    lines = {line["figure_id"]: line for line in _lines(write(LAYER, None, "figures-csv", "en"))}

    assert set(lines) == set(LAYER.figures)
    for figure_id, figure in LAYER.figures.items():
        line = lines[figure_id]
        assert line["claimant"] == LAYER.claimants[figure.claimant_id].names["en"]
        assert (line["claimed_at"], line["status"]) == (figure.claimed_at, figure.status)
        for name in ("value", "low", "high"):
            assert (float(line[name]) if line[name] else None) == getattr(figure, name)
        assert split(line["source_ids"]) == figure.source_ids


def test_a_figure_that_was_not_out_is_not_told() -> None:
    """In a view as of a moment the figures are those of that moment."""
    told = _lines(write(LAYER, named("v=1&known=2022-01-08", LAYER), "figures-csv", "en"))

    assert told
    assert max(line["claimed_at"] for line in told) < "2022-01-08"


def test_statements_of_a_view_are_those_that_speak_of_it() -> None:
    """All of them for the whole layer."""
    whole = json.loads(write(LAYER, None, "web-annotation", "en"))
    part = json.loads(write(LAYER, ALMATY, "web-annotation", "en"))
    chosen = {e.event_id for e in LAYER.select(ALMATY.filter)}

    assert whole["total"] == len(LAYER.statements)
    speaking = {f"urn:qantar:statement:{s.statement_id}" for s in LAYER.statements if chosen & set(s.event_ids)}
    assert {item["id"] for item in part["first"]["items"]} == speaking


# --- the package itself ----------------------------------------------------------------------------------------------


def _unzipped(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
    return folder


def test_the_whole_package_is_the_package(tmp_path: Path) -> None:
    """Byte for byte, and nothing that is not said in its descriptor."""
    folder = _unzipped(write(LAYER, None, "package", "en"), tmp_path)
    files = [p for p in folder.rglob("*") if p.is_file()]

    assert len(files) > 40
    assert all(p.read_bytes() == (LAYER.root / p.relative_to(folder)).read_bytes() for p in files)
    assert {p.relative_to(folder) for p in files} == {p.relative_to(LAYER.root) for p in LAYER.root.rglob("*") if p.is_file()}


@pytest.mark.parametrize("scene", SCENES)
def test_a_part_of_the_package_passes_the_check(scene: str, tmp_path: Path) -> None:
    """Nothing in it names what was left out, and its events are those of the view with all that hangs on them."""
    view = named(scene, LAYER)
    archive = tmp_path / "part.zip"
    archive.write_bytes(write(LAYER, view, "package", "en"))

    assert [str(fault) for fault in check(archive).faults] == []
    part = load(_unzipped(archive.read_bytes(), tmp_path / "part"))
    assert part.events == tuple(LAYER.select(view.filter))
    for event in part.events:
        assert part.checks[("events", event.event_id)] == LAYER.checks[("events", event.event_id)]
        assert all(part.sources[s] == LAYER.sources[s] for s in event.source_ids)
        assert all(part.figures[f] == LAYER.figures[f] for f in event.figure_ids)


def test_frictionless_accepts_a_part(tmp_path: Path) -> None:
    """The descriptor still says what is in the tables."""
    _unzipped(write(LAYER, named("airport", LAYER), "package", "en"), tmp_path)
    package = Package(str(tmp_path / "datapackage.json"))
    for name in [r.name for r in package.resources if not str(r.path).endswith(".csv")]:
        package.remove_resource(name)
    assert package.validate().valid


def test_a_broken_zip_file_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback."""
    archive = tmp_path / "x.zip"
    whole = bytearray(write(LAYER, named("airport", LAYER), "package", "en"))
    whole[200:260] = bytes(60)
    archive.write_bytes(whole)

    assert main(["check", str(archive)]) == 1
    assert "x.zip:1: 'zip' must be a whole zip file (got" in capsys.readouterr().out


def test_a_zip_file_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything of it is unpacked."""
    monkeypatch.setattr("dashboard.layer.archive.MAX_BYTES", 1000)
    archive = tmp_path / "x.zip"
    archive.write_bytes(write(LAYER, ALMATY, "package", "en"))

    assert str(check(archive).faults[0]).startswith("x.zip:1: 'zip' must be at most 1000 bytes unpacked (got ")


# --- the same bytes --------------------------------------------------------------------------------------------------

PRINT_DIGESTS = """
import hashlib
from dashboard.exchange.exporting import FORMATS, write
from dashboard.layer import the_layer
from dashboard.views.address import named
layer = the_layer()
for name in FORMATS:
    print(name, hashlib.sha256(write(layer, named("almaty", layer), name, "ru")).hexdigest())
"""


def test_the_same_data_give_the_same_bytes() -> None:
    """On another day of the clock, in another zone, locale and order of hashes."""
    here = {name: hashlib.sha256(write(LAYER, ALMATY, name, "ru")).hexdigest() for name in FORMATS}
    settings_ = {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_DIGESTS],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings_},
        check=True,
    )
    assert dict(line.split() for line in done.stdout.splitlines()) == here


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS.values(), ids=lambda f: f.name)
def test_the_ending_of_a_file_names_its_format(format_: Any, tmp_path: Path) -> None:
    """Of each format, also where one ending is the end of another."""
    assert by_suffix(f"x{format_.suffix}") is format_
    out = tmp_path / f"almaty{format_.suffix}"
    assert main(["export", "--out", str(out), "--view", "almaty", "--lang", "el"]) == 0
    assert out.read_bytes() == write(LAYER, ALMATY, format_.name, "el")
    assert [p.name for p in tmp_path.iterdir()] == [out.name]


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which matters where the file cannot say it."""
    assert main(["export", "--out", str(tmp_path / "a.csv"), "--view", "?v=1&cat=arson&lang=ru"]) == 0
    view = named("?v=1&cat=arson&lang=ru", LAYER)
    assert Selection(LAYER, view, "ru").sentence in capsys.readouterr().out


def test_without_a_file_text_goes_to_the_screen(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """And nothing else with it."""
    assert main(["export", "--format", "geojson", "--view", "airport"]) == 0
    assert capsysbinary.readouterr().out == write(LAYER, named("airport", LAYER), "geojson", "en")


def test_every_mistake_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each, status 1 and no file."""
    assert main(["export", "--format", "shp", "--lang", "de", "--view", "?cat=war&area=Z", "--out", str(tmp_path / "x")]) == 1
    told = capsys.readouterr().err.splitlines()

    assert [re.match(r"qantar: '(\w+)' must be .+ \(got .+\)$", line)[1] for line in told] == ["format", "lang", "cat", "area"]  # type: ignore[index]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ([], "format"),
        (["--out", "events.docx"], "out"),
        (["--format", "gpkg"], "out"),
        (["--format", "csv", "--view", "nowhere"], "view"),
        (["--format", "csv", "--out", "no/such/folder/x.csv"], "out"),
    ],
)
def test_a_mistake_is_told_in_words(arguments: list[str], field: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With what was given."""
    assert main(["export", *arguments]) == 1
    assert re.search(rf"^qantar: '{field}' must be .+ \(got .+\)$", capsys.readouterr().err, re.MULTILINE)


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(tmp_path: Path) -> None:
    """Nor is anything left beside it."""
    folder = tmp_path / "x.csv"
    folder.mkdir()
    assert main(["export", "--out", str(folder)]) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]
