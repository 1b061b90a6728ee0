"""What must hold of any table: rows come back whatever the dialect, counts add up, the quick way says what the slow does."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exchange.importing import Options, Question, Unreadable, coordinates, dates, read, seen
from dashboard.exchange.importing.markup import plain
from tests.imports import counts, extra, taken, written
from tests.strategies import raw_texts
from tests.test_import_formats import HEAD, KML, POINT, features, frame, workbook

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Co", "Cn")), min_size=1, max_size=12
)
cells = st.one_of(
    words,
    st.builds("{} {}".format, words, words),
    st.sampled_from(['say "so"', "a;b", "a,b", "a\tb", "two\nlines", "back\\slash"]),
)
events = st.lists(
    st.tuples(
        st.dates(date(1991, 1, 1), date(2098, 12, 31)), st.floats(-89, 89).filter(bool), st.floats(-179, 179), cells, cells
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda e: (e[0], round(e[1], 4), round(e[2], 4), e[3], e[4]),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples."""
    return tmp_path_factory.mktemp("dialects")


@given(
    events,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.booleans(),
)
def test_rows_come_back_from_every_dialect(
    folder: Path, rows: list, delimiter: str, end: str, encoding: str, quoting: int, comma: bool
) -> None:
    """Dates, coordinates with points or commas, titles, and columns that nobody asked for."""
    comma = comma and delimiter == ";"
    stream = io.StringIO()
    table = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    table.writerow(["date", "lat", "lon", "title", "anything else"])
    for day, lat, lon, title, other in rows:
        pair = [f"{v:.4f}".replace(".", "," if comma else ".") for v in (lat, lon)]
        table.writerow([day.isoformat(), *pair, title, other])
    # axes are told: a handful of random places may all lie in Kazakhstan once exchanged, which is a question
    told, found = taken(
        written(folder, "t.csv", stream.getvalue().encode(encoding)), Options(zone="Asia/Almaty", axes="lat-lon")
    )
    refused = sum(round(lat, 4) == 0 and round(lon, 4) == 0 for _, lat, lon, _, _ in rows)
    assert found.report.rows == len(rows)
    assert len(told) == len(rows) - refused
    for event, (_, lat, lon, title, other) in zip(told, (r for r in rows if round(r[1], 4) or round(r[2], 4)), strict=True):
        assert event["title"] == title.strip()
        assert extra(event)["anything else"] == other
        assert (event["lat"], event["lon"]) == (float(f"{lat:.4f}"), float(f"{lon:.4f}"))


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_are_refused_in_a_line(folder: Path, content: bytes) -> None:
    """Nothing else may come out."""
    try:
        taken(written(folder, "t.bin", content), Options(when="2022"))
    except (Unreadable, Question) as told:
        if "\n" in str(told):
            raise AssertionError(repr(told)) from told


@pytest.fixture(scope="module")
def sound(folder: Path) -> dict[str, bytes]:
    """A sound file of each kind that libraries read for us."""
    made = {"t.kml": KML.encode(), "t.json": features((POINT, {"date": "2022-01-05"})).encode()}
    made["t.xlsx"] = workbook({"A": [HEAD, [date(2022, 1, 5), 43.25, 76.95, "x", "y"]]})
    for name, driver in (("t.gpkg", "GPKG"), ("t.fgb", "FlatGeobuf")):
        frame().to_file(folder / name, driver=driver)
        made[name] = (folder / name).read_bytes()
    frame().to_parquet(folder / "t.parquet")
    return made | {"t.parquet": (folder / "t.parquet").read_bytes()}


@given(st.sampled_from(["t.kml", "t.json", "t.xlsx", "t.gpkg", "t.fgb", "t.parquet"]), st.data())
def test_a_damaged_file_is_read_or_refused_in_a_line(
    folder: Path, sound: dict[str, bytes], name: str, data: st.DataObject
) -> None:
    """Cut short, or with a few bytes of something else in it."""
    raw = bytearray(sound[name])
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(1, len(raw)))] if data.draw(st.booleans()) else raw
    try:
        taken(written(folder, f"damaged-{name}", bytes(raw)), Options(zone="UTC", when="2022"))
    except (Unreadable, Question) as told:
        if "\n" in str(told):
            raise AssertionError(repr(told)) from told


loose = st.one_of(
    st.sampled_from(
        [
            "2022-01-05",
            "05.01.2022",
            "05/01/2022",
            "2022-01-05 18:00",
            "18:00",
            "43.2",
            "76,9",
            "",
            "nan",
            "1e999",
            '"',
            "-",
            "x",
        ]
    ),
    cells,
)


@given(st.lists(st.lists(loose, min_size=1, max_size=7).map(",".join), max_size=12))
def test_counts_add_up_whatever_the_rows_are(folder: Path, lines: list[str]) -> None:
    """Ragged, quoted by halves, of any content: each record is taken, repaired, refused or a duplicate."""
    path = written(folder, "t.csv", "\n".join(["id,date,lat,lon,title", *lines]))
    try:
        taken(path, Options(zone="UTC", dates="day-first", axes="lat-lon"))
    except (Unreadable, Question) as told:
        if "\n" in str(told):
            raise AssertionError(repr(told)) from told


properties = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(
        st.fixed_dictionaries({"type": st.just("Feature"), "geometry": properties, "properties": properties}),
        min_size=1,
        max_size=5,
    )
)
def test_features_of_any_shape_are_counted(folder: Path, features: list) -> None:
    """Whatever stands where a geometry or properties should."""
    path = written(folder, "t.json", json.dumps({"type": "FeatureCollection", "features": features}))
    try:
        _, found = taken(path, Options(when="2022"))
        assert found.report.rows == len(features)
    except (Unreadable, Question):
        pass


times = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(lambda t: t.replace(microsecond=0, fold=0))  # noqa: DTZ001 - civil time
forms = st.sampled_from(
    [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y-%m-%d",
        "%d.%m.%Y %H:%M",
        "%d/%m/%Y %H:%M",
        "%Y-%m-%d %H:%M+06:00",
    ]
)


@given(st.lists(st.tuples(times, forms), min_size=1, max_size=20), st.sampled_from(["day-first", "month-first", ""]))
def test_many_dates_at_once_are_what_they_are_one_by_one(rows: list, order: str) -> None:
    """The quick way has no opinion of its own."""
    texts = [t.strftime(form) for t, form in rows]
    with patch.object(dates, "_FEW", 0):
        many = dates.parse(pa.array(texts), order)
    for i, text in enumerate(texts):
        one = dates.moment(text, order)
        assert many.read[i] == (one is not None)
        if one:
            assert many.precision[i] == one.precision
            assert many.shifted[i] == (one.offset is not None)
            assert dates.EPOCH + timedelta(microseconds=int(many.micros[i])) == one.local - timedelta(minutes=one.offset or 0)


@given(
    st.lists(times, min_size=1, max_size=30),
    st.sampled_from(["Asia/Almaty", "Europe/Athens", "Asia/Beirut", "Australia/Lord_Howe", "UTC"]),
)
def test_civil_times_of_a_column_become_utc_as_single_ones_do(moments: list[datetime], tz: str) -> None:
    """Around changes of the clocks, too; and back again."""
    local = np.array([(m - dates.EPOCH) // timedelta(microseconds=1) for m in moments], np.int64)
    utc, shown = dates.to_utc(local, tz)
    for m, u, s in zip(moments, utc.tolist(), shown.tolist(), strict=True):
        offset = m.replace(tzinfo=dates.zone(tz)).utcoffset()
        assert dates.EPOCH + timedelta(microseconds=u) == m - offset
        if s:
            assert dates.to_local(np.array([u], np.int64), tz)[0] == (m - dates.EPOCH) // timedelta(microseconds=1)


@given(st.lists(st.lists(st.integers(0, 40), max_size=20), max_size=12))
def test_what_was_seen_is_known_across_batches(batches: list[list[int]]) -> None:
    """The first line of each id, however the runs were merged."""
    known, first = seen.Seen(), {}
    line = 0
    for batch in batches:
        lines = np.arange(line + 1, line + 1 + len(batch), dtype=np.int64)
        found, same = known.add(np.array(batch, np.uint64), np.array([b % 2 for b in batch], np.uint64), lines)
        for value, at, told in zip(batch, lines.tolist(), found.tolist(), strict=True):
            assert told == first.setdefault(value, at) or (told == -1 and first[value] == at)
        assert same.tolist() == [f != -1 for f in found.tolist()]
        line += len(batch)


@given(st.floats(-90, 90), st.booleans())
def test_degrees_minutes_and_seconds_say_the_same_as_decimals(value: float, letters: bool) -> None:
    """To a second of arc, which is thirty metres."""
    seconds = round(abs(value) * 3600)
    text = f"{seconds // 3600}°{seconds // 60 % 60}′{seconds % 60}″"
    text = text + ("S" if value < 0 else "N") if letters else ("-" if value < 0 else "") + text
    assert coordinates.degrees(text) == pytest.approx(value, abs=1 / 3600)


@given(raw_texts)
def test_text_of_html_has_no_tags(text: str) -> None:
    """Whatever is put in; a text without tags stays itself."""
    assert "<script" not in plain(f"<p>{text}</p><script>x</script>") or "<script" in text
    assert plain("a < b & c") == "a < b & c"


def test_counts_are_told_for_this_file_too(tmp_path: Path) -> None:
    """The helper that all tests of the import rest on fails if a count is wrong."""
    path = written(tmp_path, "t.csv", "date,lat,lon\n2022-01-05,43,77\n")
    _, found = taken(path)
    found.report.rows += 1
    assert not found.report.adds_up
    assert counts(found) == {"taken": 1}
    assert read(path).report.rows == 0
