"""Every kind of dirt that real files have: it is found, mended only where that is certain, and told."""

from __future__ import annotations

import json
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from dashboard.exchange.importing import Options, Question, Unreadable, limits, read
from tests.imports import ALMATY, counts, extra, taken, told, when, written
from tests.test_import_formats import KML, POINT, features, frame, workbook

RUSSIAN = (
    "дата,широта,долгота,название\n2022-01-05,43.25,76.95,Штурм акимата и столкновения с полицией\n"
    "2022-01-06,43.26,76.96,Задержания у здания вокзала\n"
)
GREEK = (
    "ημερομηνία,πλάτος,μήκος,τίτλος\n2022-01-05,43.25,76.95,Συγκρούσεις στην πλατεία\n"
    "2022-01-06,43.26,76.96,Κατάληψη του δημαρχείου\n"
)
FRENCH = (
    "date,lat,lon,titre,title\n2022-01-05,43.25,76.95,x,Préfecture incendiée\n"
    "2022-01-06,43.26,76.96,y,Café fermé à l’aéroport\n"
)


def table(*rows: str, head: str = "date,lat,lon,title") -> str:
    """A small CSV file."""
    return "\n".join([head, *rows]) + "\n"


ROW = "2022-01-05,43.25,76.95,one"

# --- letters and lines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8_r", "mac_cyrillic", "cp866"],
)
def test_russian_is_read_in_every_encoding_that_it_comes_in(tmp_path: Path, encoding: str) -> None:
    """With byte order mark and without."""
    events, found = taken(written(tmp_path, "t.csv", RUSSIAN.encode(encoding)))
    assert [e["title"] for e in events] == ["Штурм акимата и столкновения с полицией", "Задержания у здания вокзала"]
    assert any("The text was in" in n for n in found.report.notes) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize(
    ("text", "encoding"), [(GREEK, "cp1253"), (GREEK, "mac_greek"), (FRENCH, "mac_roman"), (FRENCH, "cp1252")]
)
def test_greek_and_latin_letters_are_told_apart_by_the_words_they_make(tmp_path: Path, text: str, encoding: str) -> None:
    """Windows and Macintosh differ in nothing else."""
    events, _ = taken(written(tmp_path, "t.csv", text.encode(encoding)))
    assert [e["title"] for e in events] == [line.split(",")[-1] for line in text.splitlines()[1:]]


def test_letters_that_may_be_of_two_alphabets_are_a_question(tmp_path: Path) -> None:
    """--encoding answers it, and is held against the bytes."""
    path = written(tmp_path, "t.csv", table("2022-01-05,43.25,76.95,é".replace("é", "\xe9")).encode("latin-1"))
    with pytest.raises(Question, match="--encoding"):
        read(path)
    events, _ = taken(path, Options(encoding="cp1252"))
    assert events[0]["title"] == "é"
    with pytest.raises(Unreadable, match=r"t\.csv:1: 'encoding' must be utf-8 throughout \(got the byte 0xe9 near offset"):
        read(path, Options(encoding="utf-8"))
    with pytest.raises(Unreadable, match="the name of an encoding"):
        read(path, Options(encoding="klingon"))


def test_bytes_that_are_no_letters_spoil_their_own_record_only(tmp_path: Path) -> None:
    """A file in UTF-8 into which something else was pasted stays UTF-8."""
    lines = RUSSIAN.encode().splitlines(keepends=True)
    pasted = "2022-01-06,43.2,76.9,Поджог\n".encode("cp1251")
    events, found = taken(written(tmp_path, "t.csv", lines[0] + lines[1] + pasted + lines[2]))
    assert [e["row"] for e in events] == [2, 4]
    assert told(found) == ["3: 'record' must be in UTF-8 as the rest of the file (got other bytes)"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_may_end_as_they_like(tmp_path: Path, end: str) -> None:
    """Also in a cell, and the numbers of the lines stay right."""
    events, _ = taken(
        written(
            tmp_path,
            "t.csv",
            end.join(["date,lat,lon,title", '2022-01-05,43.25,76.95,"a', 'b"', ROW, "", ROW.replace("one", "x"), ""]),
        )
    )
    assert [e["title"] for e in events] == ["a\nb", "one", "x"]
    assert [e["row"] for e in events] == [2, 4, 6]


def test_semicolons_come_with_decimal_commas(tmp_path: Path) -> None:
    """As spreadsheets in most of Europe write them; it is no repair of a row."""
    events, found = taken(written(tmp_path, "t.csv", "date;lat;lon;title\n05.01.2022;43,238;76,945;a\n06.01.2022;43;77;b\n"))
    assert [(e["lat"], e["lon"]) for e in events] == [(43.238, 76.945), (43, 77)]
    assert counts(found) == {"taken": 2}


def test_a_decimal_comma_among_points_is_a_repair(tmp_path: Path) -> None:
    """So are degrees with minutes, letters of the compass and other signs: each is told."""
    rows = ('2022-01-05,"43,238",76.95,a', "2022-01-05,43°15′00″N,76.95 E,b", '2022-01-05,"43,5 с.ш.","76,9 в.д.",c', ROW)
    events, found = taken(written(tmp_path, "t.csv", table(*rows)))
    assert [round(e["lat"], 3) for e in events] == [43.238, 43.25, 43.5, 43.25]
    assert counts(found) == {"taken": 1, "repaired": 3}
    assert "2: 'lat' must be a number of degrees (got '43,238')" in told(found)


@pytest.mark.parametrize("preamble", ["Incidents of January\nExported by desk 4\n", "sep=,\n", "Incidents,,,\n,,,\n", "\n\n"])
def test_lines_before_the_header_are_passed_over(tmp_path: Path, preamble: str) -> None:
    """Titles, blank lines, and what Excel puts there."""
    events, _ = taken(written(tmp_path, "t.csv", preamble + table(ROW)))
    assert [e["title"] for e in events] == ["one"]
    assert events[0]["row"] == preamble.count("\n") + 2


def test_ragged_records_are_refused_and_only_empty_cells_are_left_off(tmp_path: Path) -> None:
    """A record too short or too long says so, with its line; the others come in, in their order."""
    rows = (ROW, ROW.replace("one", "two") + ",,", "2022-01-05,43.25,76.95", ROW + ",more", ROW.replace("one", "three"))
    events, found = taken(written(tmp_path, "t.csv", table(*rows)))
    assert [(e["row"], e["title"]) for e in events] == [(2, "one"), (3, "two"), (6, "three")]
    assert counts(found) == {"taken": 2, "repaired": 1, "refused": 2}
    assert told(found)[1] == "4: 'record' must be 4 cells, as the header has (got 3: '2022-01-05,43.25,76.95')"


def test_a_stray_quotation_mark_spoils_its_own_record_only(tmp_path: Path) -> None:
    """Also one that is never closed, and one inside a word."""
    rows = [ROW.replace("one", f"n{i}") for i in range(20)]
    rows[4], rows[9] = '2022-01-05,43.25,76.95,"open', '2022-01-05,43.25,76.95,5" pipe'
    events, found = taken(written(tmp_path, "t.csv", table(*rows)))
    titles = {e["title"] for e in events}
    assert {f"n{i}" for i in range(20) if i not in (4, 9)} <= titles
    assert counts(found).get("refused", 0) == 20 - len(events) <= 2


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """The later is numbered."""
    events, found = taken(written(tmp_path, "t.csv", table(ROW + ",a,b", head="date,lat,lon,title,note2,note2")))
    assert extra(events[0]) == {"note2": "a", "note2 (2)": "b"}
    assert "'note2'" in " ".join(found.report.notes)


def test_rows_that_are_the_same_come_in_once(tmp_path: Path) -> None:
    """Where a column called id has two events under one, it is none; where somebody says it is, the second is refused."""
    rows = ("7,2022-01-05,43.25,76.95,a", "7,2022-01-05,43.25,76.95,a", "7,2022-01-06,43.3,76.9,b", "8,2022-01-06,43.3,76.9,b")
    path = written(tmp_path, "t.csv", table(*rows, head="id,date,lat,lon,title"))
    events, found = taken(path)
    assert counts(found) == {"taken": 3, "duplicate": 1}
    assert "'id' does not tell the rows apart: ids were made of their contents." in found.report.notes
    events, found = taken(path, Options(columns={"id": "id"}))
    assert [e["id"] for e in events] == ["7", "8"]
    assert counts(found) == {"taken": 2, "refused": 1, "duplicate": 1}
    assert told(found)[0] == "3: 'id' must be new in the file (got the same as line 2)"


# --- places ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("NaN", "76.9"),
        ("inf", "76.9"),
        ("43.2", "-Infinity"),
        ("91", "76.9"),
        ("43.2", "181"),
        ("", "76.9"),
        ("x", "76.9"),
        ("0", "0"),
    ],
)
def test_coordinates_that_are_no_place_are_refused(tmp_path: Path, lat: str, lon: str) -> None:
    """Missing, not finite, out of range, and 0, 0, which stands for nothing known."""
    events, found = taken(written(tmp_path, "t.csv", table(f"2022-01-05,{lat},{lon},a", ROW)))
    assert [e["title"] for e in events] == ["one"]
    assert counts(found) == {"taken": 1, "refused": 1}
    assert told(found)[0].startswith("2: 'l")


def test_latitude_and_longitude_exchanged_throughout_is_a_question(tmp_path: Path) -> None:
    """Both ways are a place on earth, so a person must say."""
    path = written(tmp_path, "t.csv", table("2022-01-05,76.95,43.25,a", "2022-01-05,71.4,51.1,b"))
    with pytest.raises(Question, match=r"as written they lie at 76\.95 N 43\.25 E.*--axes lat-lon or --axes lon-lat") as asked:
        read(path)
    assert (asked.value.field, asked.value.choices) == ("axes", ("lat-lon", "lon-lat"))
    assert [e["lat"] for e in taken(path, Options(axes="lon-lat"))[0]] == [43.25, 51.1]
    assert [e["lat"] for e in taken(path, Options(axes="lat-lon"))[0]] == [76.95, 71.4]


def test_geojson_with_latitude_first_is_the_same_question(tmp_path: Path) -> None:
    """The geometry itself is turned, not only its point."""
    path = written(
        tmp_path,
        "t.json",
        features(({"type": "LineString", "coordinates": [[43.25, 76.95], [43.3, 76.9]]}, {"date": "2022-01-05"})),
    )
    with pytest.raises(Question, match="--axes"):
        read(path)
    events, _ = taken(path, Options(axes="lat-lon"))
    assert 43.2 < events[0]["lat"] < 43.4


@pytest.mark.parametrize("name", ["Kazakhstan", "Казахстан", "Καζακστάν", "Қазақстан", "KAZ"])
def test_one_row_exchanged_is_mended_if_the_country_that_it_names_proves_it(tmp_path: Path, name: str) -> None:
    """In any of the four languages, and by its code."""
    rows = (f"2022-01-05,43.25,76.95,a,{name}", f"2022-01-05,76.95,43.25,b,{name}", "2022-01-05,48.85,2.35,c,France")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="date,lat,lon,title,country")))
    assert [e["lat"] for e in events] == [43.25, 43.25, 48.85]
    assert counts(found) == {"taken": 2, "repaired": 1}
    assert told(found) == ["3: 'lat' must be in the country that the row names (KZ) (got 76.95, 43.25)"]


@pytest.mark.parametrize("head", ["date,lat,lon,title,place", "date,lat,lon,title,country"])
def test_a_coordinate_that_lost_a_digit_is_refused_and_not_guessed(tmp_path: Path, head: str) -> None:
    """Bishkek at 4.58 E is in France; that a 7 is missing is likely, but not certain."""
    name = "Bishkek" if head.endswith("place") else "Kyrgyzstan"
    events, found = taken(
        written(tmp_path, "t.csv", table(f"2022-01-05,42.87,4.58,a,{name}", f"2022-01-05,42.87,74.58,b,{name}", head=head))
    )
    assert [e["title"] for e in events] == ["b"]
    assert told(found) == ["2: 'lat' must be in the country that the row names (KG) (got 42.87, 4.58)"]


def test_metres_without_a_system_are_a_question(tmp_path: Path) -> None:
    """--crs answers it; an unknown system is told."""
    path = written(tmp_path, "t.csv", table("2022-01-05,5349919,8566009,a", head="date,y,x,title"))
    with pytest.raises(Question, match=r"the coordinates are no degrees \(got 5349919, 8566009\).*--crs EPSG:n"):
        read(path)
    events, found = taken(path, Options(crs="EPSG:3857"))
    assert (round(events[0]["lat"], 2), round(events[0]["lon"], 2)) == (43.25, 76.95)
    assert "WGS 84" in " ".join(found.report.notes)
    with pytest.raises(Unreadable, match="'crs' must be a coordinate system"):
        read(path, Options(crs="EPSG:0"))


def test_geojson_of_old_may_name_its_system(tmp_path: Path) -> None:
    """Before RFC 7946 it could."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    path = written(
        tmp_path, "t.json", features(({"type": "Point", "coordinates": [8566009, 5349919]}, {"date": "2022-01-05"}), crs=crs)
    )
    assert round(taken(path)[0][0]["lat"], 2) == 43.25


def test_a_shapefile_without_its_system_is_asked_only_if_it_is_no_degrees(tmp_path: Path) -> None:
    """The .prj is lost easily."""
    for crs in ("EPSG:4326", "EPSG:3857"):
        frame(crs).to_file(tmp_path / "s.shp", driver="ESRI Shapefile", encoding="utf-8")
        (tmp_path / "s.prj").unlink()
        if crs == "EPSG:4326":
            assert len(taken(tmp_path / "s.shp")[0]) == 2
        else:
            with pytest.raises(Question, match="--crs"):
                read(tmp_path / "s.shp")


def test_geometries_that_are_none_are_refused_one_by_one(tmp_path: Path) -> None:
    """Empty ones, broken ones, and properties that are no object."""
    bad = [
        {"type": "Point", "coordinates": []},
        {"type": "Blob", "coordinates": [1, 2]},
        {"type": "Point", "coordinates": ["a", "b"]},
        7,
    ]
    content = features((POINT, {"date": "2022-01-05"}), *((b, {"date": "2022-01-05"}) for b in bad))
    _, found = taken(written(tmp_path, "t.json", content.replace('"features": [', '"features": [5, null, ')))
    assert counts(found) == {"taken": 1, "refused": 6}


# --- times ----------------------------------------------------------------------------------------------------------


def test_an_order_of_day_and_month_that_nothing_proves_is_a_question(tmp_path: Path) -> None:
    """One date that can be read one way only proves it for the whole file."""
    path = written(tmp_path, "t.csv", table("05/01/2022,43.25,76.95,a", "06/01/2022,43.25,76.95,b"))
    with pytest.raises(
        Question,
        match=r"told apart in 'date' \(got '05/01/2022'\): say --dates day-first or --dates month-first",
    ):
        read(path)
    assert [when(e)[0] for e in taken(path, replace(ALMATY, dates="day-first"))[0]] == ["2022-01-04T18:00", "2022-01-05T18:00"]
    assert [when(e)[0] for e in taken(path, replace(ALMATY, dates="month-first"))[0]] == [
        "2022-04-30T18:00",
        "2022-05-31T18:00",
    ]
    proven = written(tmp_path, "t.csv", table("05/01/2022,43.25,76.95,a", "13/01/2022,43.25,76.95,b"))
    assert [when(e)[0] for e in taken(proven, ALMATY)[0]] == ["2022-01-04T18:00", "2022-01-12T18:00"]


def test_a_file_that_proves_both_orders_is_a_question_too(tmp_path: Path) -> None:
    """Told one, the rows of the other are refused."""
    path = written(tmp_path, "t.csv", table("13/01/2022,43.25,76.95,a", "01/14/2022,43.25,76.95,b"))
    with pytest.raises(Question, match="--dates"):
        read(path)
    events, found = taken(path, replace(ALMATY, dates="day-first"))
    assert [e["title"] for e in events] == ["a"]
    assert told(found) == ["3: 'date' must be a date, or a date and a time (got '01/14/2022')"]


@pytest.mark.parametrize(
    "date",
    ["05 January 2022", "5 Jan 2022", "January 5, 2022", "Wed, 5 Jan 2022", "5 января 2022 г.", "5 янв. 2022",
     "5 Ιανουαρίου 2022", "2022 ж. 5 қаңтар", "5 қаңтар 2022", "05.01.2022", "5.1.22", "2022/01/05", "20220105", "2022-01-05",
     "05-Jan-2022"],
)  # fmt: skip
def test_a_date_alone_is_its_whole_local_day(tmp_path: Path, date: str) -> None:
    """In words of four languages and in numbers, never its midnight."""
    events, _ = taken(written(tmp_path, "t.csv", table(f'"{date}",43.25,76.95,a')), ALMATY)
    assert when(events[0]) == ("2022-01-04T18:00", "2022-01-05T18:00", "day")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2022-01-05 18:00", ("2022-01-05T12:00", "2022-01-05T12:01", "minute")),
        ("2022-01-05T18:00:30Z", ("2022-01-05T18:00", "2022-01-05T18:01", "minute")),
        ("2022-01-05T18:00+05:00", ("2022-01-05T13:00", "2022-01-05T13:01", "minute")),
        ("05.01.2022 18.00", ("2022-01-05T12:00", "2022-01-05T12:01", "minute")),
        ("January 5, 2022 6:00 PM", ("2022-01-05T12:00", "2022-01-05T12:01", "minute")),
        ("5 January 2022 6 pm", ("2022-01-05T12:00", "2022-01-05T13:00", "hour")),
        ("2022-01-05 24:00", ("2022-01-05T18:00", "2022-01-05T18:01", "minute")),
        ("1641384000", ("2022-01-05T12:00", "2022-01-05T12:01", "minute")),
        ("2022-01", ("2021-12-31T18:00", "2022-01-31T18:00", "month")),
        ("январь 2022", ("2021-12-31T18:00", "2022-01-31T18:00", "month")),
        ("2022", ("2021-12-31T18:00", "2022-12-31T18:00", "year")),
    ],
)
def test_a_time_is_as_exact_as_it_is_written(tmp_path: Path, time: str, expected: tuple[str, str, str]) -> None:
    """Minutes, hours, months and years; offsets are obeyed."""
    events, _ = taken(written(tmp_path, "t.csv", table(f'"{time}",43.25,76.95,a')), ALMATY)
    assert when(events[0]) == expected


def test_a_time_without_zone_is_a_question(tmp_path: Path) -> None:
    """A zone for all, the zone of each place, or a column answers it; a date alone needs no answer."""
    path = written(tmp_path, "t.csv", table("2022-01-05 18:00,43.25,76.95,a", "2022-01-05 18:00,43.65,51.17,b"))
    with pytest.raises(Question, match=r"times of day have no zone \(got '2022-01-05 18:00'\): say --zone"):
        read(path)
    assert [when(e)[0] for e in taken(path, Options(zone="place"))[0]] == ["2022-01-05T12:00", "2022-01-05T13:00"]
    assert [when(e)[0] for e in taken(path, Options(zone="UTC"))[0]] == ["2022-01-05T18:00"] * 2
    with pytest.raises(Unreadable, match="'zone' must be an IANA zone"):
        read(path, Options(zone="Almaty"))
    zoned = written(tmp_path, "z.csv", table("2022-01-05 18:00,43.25,76.95,a,Asia/Tokyo", head="date,lat,lon,title,timezone"))
    assert when(taken(zoned)[0][0])[0] == "2022-01-05T09:00"


def test_midnight_throughout_is_a_day_and_midnight_among_others_a_moment(tmp_path: Path) -> None:
    """Programs add 00:00:00 to dates; nobody reports everything at midnight."""
    rows = ("2022-01-05 00:00:00,43.25,76.95,a", "2022-01-06 00:00:00,43.25,76.95,b")
    events, found = taken(written(tmp_path, "t.csv", table(*rows)), ALMATY)
    assert when(events[0]) == ("2022-01-04T18:00", "2022-01-05T18:00", "day")
    assert "00:00" in " ".join(found.report.notes)
    events, found = taken(written(tmp_path, "t.csv", table(*rows, "2022-01-06 10:30:00,43.25,76.95,c")), ALMATY)
    assert when(events[0]) == ("2022-01-04T18:00", "2022-01-04T18:01", "minute")
    assert told(found)[0] == "2: 'date' must be a day, or a time of day (got '2022-01-05 00:00:00')"
    assert counts(found) == {"taken": 3}


def test_a_clock_beside_the_date_that_is_no_time_leaves_the_date_alone(tmp_path: Path) -> None:
    """The row comes in as a day, it is said, and what stood there is kept."""
    rows = ("2022-01-05,18:30,43.25,76.95,a", "2022-01-05,in the night,43.25,76.95,b", "2022-01-05,,43.25,76.95,c")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="date,time,lat,lon,title")), ALMATY)
    assert [when(e)[2] for e in events] == ["minute", "day", "day"]
    assert extra(events[1])["time"] == "in the night"
    assert told(found) == ["3: 'time' must be a time of day such as 18:00 (got 'in the night')"]


@pytest.mark.parametrize(
    "time", ["2022-02-30", "31.04.2022", "2022-01-05 25:00", "soon", "1822-01-05", "", "99999999999999999"]
)
def test_what_is_no_time_is_refused(tmp_path: Path, time: str) -> None:
    """With what stood there."""
    _, found = taken(written(tmp_path, "t.csv", table(f"{time},43.25,76.95,a", ROW)), ALMATY)
    assert counts(found) == {"taken": 1, "refused": 1}
    assert told(found) == [f"2: 'date' must be a date, or a date and a time (got {time!r})".replace("got ''", "got nothing")]


def test_a_time_that_the_clocks_skipped_is_refused(tmp_path: Path) -> None:
    """Athens, the last Sunday of March."""
    _, found = taken(
        written(tmp_path, "t.csv", table("2022-03-27 03:30,38,23.7,a", "2022-03-27 04:30,38,23.7,b")),
        Options(zone="Europe/Athens"),
    )
    assert counts(found) == {"taken": 1, "refused": 1}
    assert "clocks" in told(found)[0]


def test_an_end_may_be_a_day_and_must_not_be_before_the_start(tmp_path: Path) -> None:
    """The last day is included; "ongoing" leaves the end open, and is kept."""
    rows = ("2022-01-05,2022-01-07,43.25,76.95,a", "2022-01-05,2022-01-04,43.25,76.95,b", "2022-01-05,ongoing,43.25,76.95,c")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="start,end,lat,lon,title")), ALMATY)
    assert [when(e)[1] for e in events] == ["2022-01-07T18:00", "2022-01-05T18:00"]
    assert extra(events[1]) == {"end": "ongoing"}
    assert counts(found) == {"taken": 2, "refused": 1}
    assert told(found)[0] == "3: 'end' must be not before the start (got '2022-01-04')"


def test_a_file_without_times_is_a_question_that_when_answers(tmp_path: Path) -> None:
    """A day, a month or a year for all rows."""
    path = written(tmp_path, "t.json", features((POINT, {"name": "a"})))
    with pytest.raises(Question, match=r"--map start=COLUMN, or --when 2022-01-05"):
        read(path)
    events, _ = taken(path, replace(ALMATY, when="2022-01"))
    assert when(events[0]) == ("2021-12-31T18:00", "2022-01-31T18:00", "month")


def test_numbers_that_are_no_counts_are_left_open(tmp_path: Path) -> None:
    """ "12+" is kept as it stands."""
    rows = (ROW + ",12+", ROW.replace("one", "two") + ",3", ROW.replace("one", "x") + ",-1")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="date,lat,lon,title,deaths")))
    assert [e["fatalities_best"] for e in events] == [None, 3, None]
    assert [extra(e).get("deaths") for e in events] == ["12+", "3", "-1"]
    assert counts(found) == {"taken": 3}
    assert len(told(found)) == 2


# --- what must not get in -------------------------------------------------------------------------------------------


def test_a_kml_that_only_points_elsewhere_is_refused_and_never_followed(tmp_path: Path) -> None:
    """A NetworkLink has nothing of its own; beside placemarks it is told."""
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"
    path = written(tmp_path, "t.kml", f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{link}</Document></kml>')
    with pytest.raises(Unreadable, match=r"got a link to another file, which is not followed"):
        read(path)
    _, found = taken(written(tmp_path, "t.kml", KML.replace("</Folder>", link + "</Folder>")), ALMATY)
    assert "nothing is followed" in " ".join(found.report.notes)


BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>'
OUTSIDE = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&a;</name></Placemark></kml>'


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, xml: str) -> None:
    """Those that grow and those that read other files."""
    with pytest.raises(Unreadable, match=r"t\.kml:1: 'xml' must be without entities"):
        read(written(tmp_path, "t.kml", xml))


def archive(path: Path, **members: bytes) -> Path:
    """A zip with these members, by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """By the ratio of what it holds to what it is."""
    path = archive(tmp_path / "t.zip", **{"t.csv": b"0" * (limits.ARCHIVE_FREE + 1)})
    with pytest.raises(Unreadable, match=r"t\.zip:1: 'archive' must be at most 250 times smaller than its files"):
        read(path)


@pytest.mark.parametrize("name", ["../t.csv", "/etc/t.csv", "a/../../t.csv", "..\\t.csv", "C:/t.csv"])
def test_members_that_would_leave_their_folder_are_refused(tmp_path: Path, name: str) -> None:
    """Upwards, from the root, with either slash."""
    path = archive(tmp_path / "t.zip", **{name: table(ROW).encode()})
    with pytest.raises(Unreadable, match="'archive' must be files below its own folder only"):
        read(path)


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    """They may point anywhere."""
    member = zipfile.ZipInfo("t.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as made:
        made.writestr(member, "/etc/passwd")
    with pytest.raises(Unreadable, match="below its own folder"):
        read(tmp_path / "t.zip")


def test_an_archive_in_an_archive_is_refused_and_two_files_are_a_question(tmp_path: Path) -> None:
    """--part names one of them."""
    inner = archive(tmp_path / "in.zip", **{"t.csv": table(ROW).encode()}).read_bytes()
    with pytest.raises(Unreadable, match="without archives in it"):
        read(archive(tmp_path / "a.zip", **{"in.zip": inner}))
    two = archive(tmp_path / "b.zip", **{"a.csv": table(ROW).encode(), "b.csv": table(ROW, ROW.replace("one", "b")).encode()})
    with pytest.raises(Question, match=r"--part a\.csv or --part b\.csv"):
        read(two)
    assert len(taken(two, Options(part="b.csv"))[0]) == 2


def test_json_too_deep_is_refused(tmp_path: Path) -> None:
    """Far below what would exhaust anything, and far above it."""
    for depth in (limits.JSON_DEPTH + 1, 200_000):
        with pytest.raises(Unreadable, match=r"t\.json:1: 'json' must be at most 100 levels deep"):
            read(written(tmp_path, "t.json", "[" * depth + "]" * depth))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b"", "'file' must be a file with rows (got an empty file)"),
        ("t.csv", b"\n\n", "'file' must be a table (got an empty file)"),
        ("t.csv", b"just one column\n1\n", "'header' must be two or more columns"),
        ("t.png", b"\x89PNG\r\n\x1a\n\0\0\0\0", "must be"),
        ("t.json", b'{"a": [1, 2}', "t.json:1: 'json' must be valid JSON"),
        ("t.kml", b"<kml><Placemark></kml>", "'xml' must be well-formed XML"),
        ("t.xml", b"<html></html>", "'xml' must be KML, GPX or GeoRSS (got <html>)"),
        ("t.zip", b"PK\x03\x04broken", "'archive' must be a sound zip file"),
        ("t.parquet", b"PAR1 broken PAR1", "'file' must be a Parquet file that can be read"),
        ("t.gpkg", b"SQLite format 3\0 broken", "'file' must be a file that GDAL can read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """Never a traceback, whatever it is."""
    with pytest.raises((Unreadable, Question)) as refused:
        read(written(tmp_path, name, content)).table()
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(columns={"latitude": "lat"}), "'map' must be FIELD=COLUMN with a field of"),
        (
            Options(columns={"lat": "breite"}),
            "'map' must be a column of the file ('date', 'lat', 'lon', 'title') (got 'breite')",
        ),
        (Options(dates="iso"), "'dates' must be one of day-first, month-first"),
        (Options(axes="xy"), "'axes' must be one of lat-lon, lon-lat"),
        (Options(when="soon"), "'when' must be a date such as"),
        (Options(format="word"), "'as' must be one of csv, sheet"),
    ],
)
def test_options_that_mean_nothing_are_refused(tmp_path: Path, options: Options, message: str) -> None:
    """Each with what it may be."""
    with pytest.raises(Unreadable) as refused:
        read(written(tmp_path, "t.csv", table(ROW)), options)
    assert message in str(refused.value)


def test_values_of_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape characters in a cell are shown as what they are."""
    _, found = taken(written(tmp_path, "t.csv", table("\x1b[2Jsoon,43.25,76.95,a", ROW)))
    assert all("\x1b" not in line for line in told(found))
    assert json.dumps(told(found))


def test_a_time_that_holds_dates_is_the_start_and_a_location_of_coordinates_is_the_point(tmp_path: Path) -> None:
    """Names say less than what is in the columns."""
    rows = ('2022-01-05T18:00Z,"43.25, 76.95",a', '2022-01-06T18:00Z,"43.26, 76.95",b')
    events, _ = taken(written(tmp_path, "t.csv", table(*rows, head="time,location,title")))
    assert [when(e)[0] for e in events] == ["2022-01-05T18:00", "2022-01-06T18:00"]
    assert [e["lat"] for e in events] == [43.25, 43.26]


def test_what_a_file_proves_goes_before_the_order_of_its_format(tmp_path: Path) -> None:
    """timemap has the month first, unless somebody builds it otherwise; a file that proves both is asked about."""
    event = {"id": "1", "description": "x", "latitude": "43", "longitude": "77", "associations": []}
    days = [{**event, "date": "5/1/2022"}, {**event, "id": "2", "date": "13/1/2022"}]
    events, _ = taken(written(tmp_path, "t.json", json.dumps(days)), Options(zone="UTC"))
    assert [when(e)[0] for e in events] == ["2022-01-05T00:00", "2022-01-13T00:00"]
    with pytest.raises(Question, match="--dates"):
        read(written(tmp_path, "t.json", json.dumps([*days, {**event, "id": "3", "date": "1/14/2022"}])))


def test_a_time_without_zone_among_others_with_one_is_refused(tmp_path: Path) -> None:
    """A zone is never made up for a row that has none."""
    rows = ("2022-01-05 18:00,43.25,76.95,a,Asia/Almaty", "2022-01-05 18:00,43.25,76.95,b,", "2022-01-05,43.25,76.95,c,")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="date,lat,lon,title,tz")))
    assert [e["title"] for e in events] == ["a", "c"]
    assert told(found) == ["3: 'tz' must be a zone, as the time of day has none (--zone) (got nothing)"]


def test_a_geometry_goes_before_columns_that_look_like_one(tmp_path: Path) -> None:
    """My Maps keeps the columns of the sheet that it was made from: they stay beside, unless a person says that they are it."""
    path = written(tmp_path, "t.json", features((POINT, {"date": "2022-01-05", "lat": "43.9", "lon": "77.9"})))
    events, _ = taken(path)
    assert (events[0]["lat"], extra(events[0])) == (43.25, {"lat": "43.9", "lon": "77.9"})
    events, _ = taken(path, Options(columns={"lat": "lat", "lon": "lon"}))
    assert events[0]["lat"] == 43.9


def test_a_date_may_stand_in_three_columns(tmp_path: Path) -> None:
    """As far as it goes: a month without day is the month."""
    rows = ("2022,1,5,43.25,76.95,a", "2022,1,,43.25,76.95,b", "2022,,5,43.25,76.95,c", ",1,5,43.25,76.95,d")
    events, found = taken(written(tmp_path, "t.csv", table(*rows, head="year,month,day,lat,lon,title")), Options(zone="UTC"))
    assert [when(e)[2] for e in events] == ["day", "month", "year"]
    assert when(events[0])[0] == "2022-01-05T00:00"
    assert counts(found) == {"taken": 3, "refused": 1}


def test_records_of_empty_cells_are_none(tmp_path: Path) -> None:
    """Spreadsheets write them by the hundred; those with anything in them are records."""
    events, found = taken(written(tmp_path, "t.csv", table(",,,", ROW, ",,,", ",,,x", ",,,")))
    assert [e["row"] for e in events] == [3]
    assert counts(found) == {"taken": 1, "refused": 1}
    assert found.report.rows == 2


def test_a_time_in_milliseconds_is_understood(tmp_path: Path) -> None:
    """As feeds of earthquakes and many programs have it, in a property called time."""
    events, _ = taken(written(tmp_path, "t.json", features((POINT, {"title": "a", "time": 1641384000000}))))
    assert when(events[0])[0] == "2022-01-05T12:00"


def test_latitudes_beyond_the_pole_are_a_question_if_there_are_many(tmp_path: Path) -> None:
    """Anywhere on earth: they are longitudes."""
    path = written(tmp_path, "t.csv", table(*(f"2022-01-0{i},-{95 + i}.5,3{i}.1,t{i}" for i in range(1, 6))))
    with pytest.raises(Question, match=r"5 latitudes lie beyond 90 .*--axes lat-lon or --axes lon-lat"):
        read(path)
    assert [e["lat"] for e in taken(path, Options(axes="lon-lat"))[0]] == [31.1, 32.1, 33.1, 34.1, 35.1]
    assert counts(taken(path, Options(axes="lat-lon"))[1]) == {"refused": 5}


def test_flat_geometries_stay_flat_beside_high_ones(tmp_path: Path) -> None:
    """When they are exchanged or turned from another system; a missing one is refused."""
    flat, high = {"type": "Point", "coordinates": [43.25, 76.95]}, {"type": "Point", "coordinates": [43.3, 76.9, 800]}
    path = written(tmp_path, "t.json", features((flat, {"date": "2022-01-05"}), (None, {}), (high, {"date": "2022-01-05"})))
    events, found = taken(path, Options(axes="lat-lon"))
    shapes = [shapely.from_wkb(e["geometry"]) for e in events]
    assert [s.wkt for s in shapes] == ["POINT (76.95 43.25)", "POINT Z (76.9 43.3 800)"]
    assert counts(found) == {"taken": 2, "refused": 1}


@pytest.mark.parametrize("name", ["start_utc", "Date (UTC)"])
def test_a_column_that_says_utc_is_in_utc(tmp_path: Path, name: str) -> None:
    """Whatever the zone of the row; nothing is asked."""
    rows = ("2022-01-05 18:00,43.25,76.95,a,Asia/Almaty",)
    events, _ = taken(written(tmp_path, "t.csv", table(*rows, head=f"{name},lat,lon,title,tz")))
    assert when(events[0])[0] == "2022-01-05T18:00"


def test_of_a_workbook_the_only_sheet_with_coordinates_is_read(tmp_path: Path) -> None:
    """Others are notes and codes; it is said."""
    rows = [["date", "lat", "lon", "title"], ["2022-01-05", 43.25, 76.95, "a"]]
    path = written(tmp_path, "t.xlsx", workbook({"Notes": [["code", "meaning"], ["1", "protest"]], "Events": rows}))
    events, found = taken(path)
    assert [e["title"] for e in events] == ["a"]
    assert "The sheet 'Events' was read: no other has coordinates." in found.report.notes
