"""`qantar import` as a person meets it: what is printed, what is kept, and that nothing is kept by halves."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import geopandas
import pyarrow.parquet as pq
import pytest

from dashboard.cli import main
from dashboard.exchange.importing import SCHEMA, store
from dashboard.exchange.importing.report import Report
from tests.imports import written
from tests.test_import_dirt import ROW, table

MIXED = table(
    ROW,
    ROW,
    '2022-01-05,"43,25",76.95,comma',
    "soon,43.25,76.95,x",
    "2022-01-05,91,76.95,y",
)


@pytest.fixture
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for layers that the command finds by itself."""
    monkeypatch.setenv("QANTAR_LAYERS", str(tmp_path / "layers"))
    return tmp_path / "layers"


def rows(layers: Path, name: str) -> list[dict[str, object]]:
    """The events of a layer on disk."""
    told = json.loads((layers / name / "layer.json").read_text())
    return pq.read_table(layers / name / told["data"]).to_pylist()


def test_a_file_becomes_a_layer_and_every_row_is_told(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts that add up, kinds with their numbers, and the lines."""
    path = written(tmp_path, "desk.csv", MIXED)
    assert main(["import", str(path), "--licence", "CC BY 4.0", "--attribution", "The desk"]) == 0
    out = capsys.readouterr().out
    assert "desk.csv, read as csv: 5 records = 1 taken + 1 repaired + 2 refused + 1 duplicate." in out
    assert "  1 refused: 'lat' must be a number from -90 to 90" in out
    assert "  desk.csv:5: 'date' must be a date, or a date and a time (got 'soon'): refused" in out
    assert [e["title"] for e in rows(layers, "desk")] == ["one", "comma"]
    told = json.loads((layers / "desk" / "layer.json").read_text())
    assert (told["name"], told["licence"], told["attribution"]) == ("desk", "CC BY 4.0", "The desk")
    assert told["imports"][0]["rows"] == {"records": 5, "duplicate": 1, "refused": 2, "repaired": 1, "taken": 1}
    assert told["imports"][0]["sha256"] == store.digest(path)


def test_the_layer_is_geoparquet(tmp_path: Path, layers: Path) -> None:
    """GeoPandas reads it, in WGS 84."""
    main(["import", str(written(tmp_path, "desk.csv", table(ROW)))])
    frame = geopandas.read_parquet(next((layers / "desk").glob("*.parquet")))
    assert frame.crs.to_epsg() in (4326, None)
    assert (frame.geometry.iloc[0].y, frame.geometry.iloc[0].x) == (43.25, 76.95)
    assert pq.read_schema(next((layers / "desk").glob("*.parquet"))).remove_metadata() == SCHEMA


def test_the_report_lists_everything_row_by_row(tmp_path: Path, layers: Path) -> None:
    """As a table, in the order of the file."""
    main(["import", str(written(tmp_path, "desk.csv", MIXED)), "--report", str(tmp_path / "report.csv")])
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [(r["line"], r["outcome"], r["field"]) for r in listed] == [
        ("3", "duplicate", "record"),
        ("4", "repaired", "lat"),
        ("5", "refused", "date"),
        ("6", "refused", "lat"),
    ]
    assert listed[2]["got"] == "'soon'"


def test_only_the_first_twenty_findings_are_printed(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is counted, and where to find it is said."""
    main(
        [
            "import",
            str(written(tmp_path, "t.csv", table(ROW, *[f"soon{i},43,77,x" for i in range(30)]))),
            "--report",
            str(tmp_path / "r.csv"),
        ]
    )
    out = capsys.readouterr().out
    assert out.count("(got 'soon") == 20
    assert f"and 10 more, all in {tmp_path / 'r.csv'}" in out


def test_the_same_file_twice_adds_nothing(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its bytes, whatever it is called."""
    main(["import", str(written(tmp_path, "a.csv", MIXED)), "--layer", "desk"])
    before = {p: p.read_bytes() for p in layers.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert main(["import", str(written(tmp_path, "b.csv", MIXED)), "--layer", "desk"]) == 0
    assert capsys.readouterr().out == "b.csv is in the layer 'desk' already: nothing was added.\n"
    assert {p: p.read_bytes() for p in layers.rglob("*") if p.is_file()} == before


def test_a_longer_export_adds_only_what_is_new(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that the layer has are duplicates; the old file goes when the new one is there."""
    head = "id,date,lat,lon,title"
    main(["import", str(written(tmp_path, "a.csv", table(f"1,{ROW}", f"2,{ROW}", head=head))), "--layer", "desk"])
    capsys.readouterr()
    main(["import", str(written(tmp_path, "b.csv", table(f"1,{ROW}", f"3,{ROW}", head=head))), "--layer", "desk"])
    assert "2 records = 1 taken + 0 repaired + 0 refused + 1 duplicate" in capsys.readouterr().out
    assert [e["id"] for e in rows(layers, "desk")] == ["1", "2", "3"]
    assert len(list((layers / "desk").iterdir())) == 2


def test_a_dry_run_keeps_nothing(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It reports the same."""
    assert main(["import", str(written(tmp_path, "desk.csv", MIXED)), "--dry-run"]) == 0
    assert "Nothing was kept (--dry-run)." in capsys.readouterr().out
    assert not layers.exists()


@pytest.mark.parametrize("broken", [KeyboardInterrupt, OSError, MemoryError])
def test_an_import_that_is_stopped_leaves_the_layer_as_it_was(
    tmp_path: Path, layers: Path, monkeypatch: pytest.MonkeyPatch, broken: type[BaseException]
) -> None:
    """At any moment: here when the second half of the rows is on its way."""
    main(["import", str(written(tmp_path, "a.csv", table(ROW))), "--layer", "desk"])
    before = {p: p.read_bytes() for p in layers.rglob("*") if p.is_file()}

    def stopped(*_: object) -> object:
        raise broken

    monkeypatch.setattr("dashboard.exchange.importing.convert.convert", stopped)
    path = written(tmp_path, "b.csv", table(ROW.replace("one", "two")))
    if broken is MemoryError:
        with pytest.raises(MemoryError):
            main(["import", str(path), "--layer", "desk"])
    else:
        assert main(["import", str(path), "--layer", "desk"]) == (130 if broken is KeyboardInterrupt else 1)
    assert {p: p.read_bytes() for p in layers.rglob("*") if p.is_file()} == before


def test_a_first_import_that_is_stopped_leaves_nothing(tmp_path: Path, layers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a folder."""
    monkeypatch.setattr("dashboard.exchange.importing.store._write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    assert main(["import", str(written(tmp_path, "a.csv", table(ROW)))]) == 130
    assert list(layers.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["t.csv", "--layer", "../x"], "'layer' must be a name of letters"),
        (["t.csv", "--map", "lat"], "t.csv:1: 'map' must be FIELD=COLUMN (got 'lat')"),
        (["gone.csv"], "gone.csv:1: 'file' must be a file (got nothing there)"),
        (["t.csv", "--report", "no/such/report.csv"], "report.csv:1: 'report' must be a file that can be written"),
        (["."], "'package' must be without faults"),
        (["t.csv", "--into", "t.csv"], "'into' must be a folder that can be written to"),
        (
            ["open.csv"],
            "open.csv: day and month cannot be told apart in 'date' (got '05/01/2022'): say --dates day-first or",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_1(
    tmp_path: Path,
    layers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """With the option or the field that it is about."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "t.csv", table(ROW))
    written(tmp_path, "open.csv", table("05/01/2022,43.25,76.95,a"))
    assert main(["import", *arguments]) == 1
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


def test_a_file_of_which_no_row_can_be_used_ends_with_status_1(
    tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report says why."""
    assert main(["import", str(written(tmp_path, "t.csv", table("soon,1,1,x", "later,1,1,y")))]) == 1
    assert "2 records = 0 taken + 0 repaired + 2 refused + 0 duplicates" in capsys.readouterr().out


def test_the_same_file_gives_the_same_bytes_in_any_zone_and_with_any_hash_seed(tmp_path: Path) -> None:
    """Nothing of the machine gets into a layer."""
    path = written(tmp_path, "desk.csv", MIXED)
    made = []
    for seed, zone in (("1", "Asia/Almaty"), ("2", "America/New_York")):
        into = tmp_path / seed
        command = [sys.executable, "-m", "dashboard", "import", str(path), "--into", str(into)]
        subprocess.run(
            command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "", "LC_ALL": "C"}
        )
        made.append({p.relative_to(into): p.read_bytes() for p in into.rglob("*") if p.is_file()})
    assert made[0] == made[1]


def test_how_far_it_is_stands_on_a_terminal_only(tmp_path: Path, layers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe there is nothing but the report."""
    assert main(["import", str(written(tmp_path, "t.csv", table(ROW)))]) == 0
    assert capsys.readouterr().err == ""


def test_a_report_of_nothing_adds_up() -> None:
    """No records, no findings."""
    assert Report("x").adds_up
    assert Report("x").summary() == "0 records = 0 taken + 0 repaired + 0 refused + 0 duplicates"
