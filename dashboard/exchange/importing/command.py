"""``qantar import``: a file of events of other people becomes a layer, with a report of every row."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.output import refused
from dashboard.progress import Progress

if TYPE_CHECKING:
    from pyarrow import RecordBatch

    from dashboard.exchange.importing.reading import Imported
    from dashboard.exchange.importing.report import Report
    from dashboard.exchange.importing.store import About

_FORMATS = (
    "csv, sheet, parquet, acled, ged, gdelt, json, geojson, umap, timemap, kml, gpx, georss, shapefile, geopackage, "
    "flatgeobuf, package"
)

ABOUT = """\
Bring in a file of events: ACLED, UCDP GED or GDELT, a table (CSV, TSV, HXL, XLSX, ODS,
Parquet), a map (GeoJSON, KML, KMZ, GPX, GeoRSS, Shapefile, GeoPackage, FlatGeobuf, uMap,
timemap), or a data package of this project. What it is, is found out from its content.

Every row is taken, repaired, refused or left out as a duplicate, and the counts are
printed. Nothing is guessed: if the order of day and month, the order of coordinates, a
zone or an encoding is open, the command stops and says which option answers it.

The rows become a layer of their own beside the event layer. If the command is stopped,
the layer is as it was. Importing the same file again adds nothing.
"""

SHOWN = 20
"""Findings that are printed; the rest is in the file that --report names."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import`` to the commands of the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    add = commands.add_parser("import", help="bring in a file of events", description=ABOUT, formatter_class=plain)
    add.add_argument("file", type=Path, metavar="FILE", help="the file, or the folder of a data package")
    add.add_argument(
        "--as", dest="format", default="", metavar="FORMAT", help=f"its format, if it is not found out: {_FORMATS}"
    )
    add.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="the column for a field, such as lat=Y (may be repeated)",
    )
    add.add_argument("--dates", default="", metavar="ORDER", help="the order of 05/01/2022: day-first or month-first")
    add.add_argument("--axes", default="", metavar="ORDER", help="the order of coordinates in the file: lat-lon or lon-lat")
    add.add_argument(
        "--zone", default="", metavar="ZONE", help="the zone of its times: Asia/Almaty, UTC, or 'place' for each event's own"
    )
    add.add_argument("--crs", default="", metavar="EPSG:N", help="the system of its coordinates, if they are no degrees")
    add.add_argument("--encoding", default="", metavar="NAME", help="the encoding of its letters, such as cp1251")
    add.add_argument("--part", default="", metavar="NAME", help="the sheet, the layer or the file of an archive")
    add.add_argument(
        "--when", default="", metavar="DATE", help="the time of every row that says none: 2022-01-05, 2022-01 or 2022"
    )
    add.add_argument("--layer", default="", metavar="NAME", help="the layer to add to (normally called like the file)")
    add.add_argument("--licence", default="", metavar="TEXT", help="the licence of the data, kept with the layer")
    add.add_argument("--attribution", default="", metavar="TEXT", help="who is to be named with the data, kept with the layer")
    add.add_argument(
        "--into", type=Path, metavar="DIR", help="where layers live (normally $QANTAR_LAYERS or ~/.local/share/qantar/layers)"
    )
    add.add_argument("--report", type=Path, metavar="FILE.csv", help="where to write everything that was found, row by row")
    add.add_argument("--dry-run", action="store_true", help="read and report, but keep nothing")


def import_file(given: argparse.Namespace) -> int:
    """Do what ``qantar import`` is asked; print the report; return the exit status.

    A question or a fault of the whole file ends in one line and status 1, with nothing kept. A file of which no row can be used
    ends with status 1 too.
    """
    from dashboard.exchange.importing.options import Question, Unreadable

    try:
        return _import(given)
    except (Question, Unreadable) as trouble:
        return refused([str(trouble)])


def _import(given: argparse.Namespace) -> int:
    from dashboard.exchange.importing import store
    from dashboard.exchange.importing.options import Options
    from dashboard.exchange.importing.reading import read

    options = Options(
        given.format, _mapped(given), given.dates, given.axes, given.zone, given.crs, given.encoding, given.part, given.when
    )
    into = given.into or store.home()
    layer = store.about(given.layer or _stem(given.file), into)
    digest = _digest(given.file)
    if layer.has(digest):
        sys.stdout.write(f"{given.file.name} is in the layer {layer.name!r} already: nothing was added.\n")
        return 0
    found = read(given.file, options, store.ids(layer, into))
    report = found.report
    layer.licence, layer.attribution = given.licence or layer.licence, given.attribution or layer.attribution
    layer.imports.append({"file": given.file.name, "sha256": digest, "format": report.format})
    with Progress("import", found.size or None, "rows") as progress:
        batches = _followed(found, layer, progress)
        if given.dry_run:
            deque(batches, maxlen=0)
        else:
            _store(layer, batches, into)
    if given.report:
        _write(given.report, report)
    sys.stdout.write(_told(report, given.report))
    sys.stdout.write("Nothing was kept (--dry-run).\n" if given.dry_run else f"Layer: {into / layer.name}\n")
    return 0 if report.kept or not report.counts["refused"] else 1


def _mapped(given: argparse.Namespace) -> dict[str, str]:
    from dashboard.exchange.importing.options import Unreadable

    for told in given.map:
        if "=" not in told:
            raise Unreadable(given.file.name, "map", "FIELD=COLUMN", repr(told))
    return dict(told.split("=", 1) for told in given.map)


def _stem(file: Path) -> str:
    """The name of a layer for a file: its own name up to the first point, of the characters that a layer's name may have."""
    told = "".join(c if c.isalnum() or c in " ()-_" else "-" for c in file.resolve().name.split(".")[0])[:60].strip(" -(")
    return told or "layer"


def _followed(found: Imported, layer: About, progress: Progress) -> Iterator[RecordBatch]:
    """Hand the batches on, tell how far they are, and give the layer's new entry its counts at the end."""
    report, done = found.report, 0
    for batch in found.batches:
        yield batch
        progress.step(report.rows - done)
        done = report.rows
    layer.imports[-1]["rows"] = {"records": report.rows, **dict(sorted(report.counts.items()))}


def _digest(path: Path) -> str:
    """The SHA-256 of what is imported; empty where there is nothing, which reading will say."""
    from dashboard.exchange.importing import store
    from dashboard.exchange.importing.options import Unreadable

    if not path.is_file() and not (path / "datapackage.json").is_file():
        return ""
    try:
        return store.digest(path)
    except OSError as error:
        raise Unreadable(path.name, "file", "a file that can be read", error.strerror or str(error)) from None


def _store(layer: About, batches: Iterator[RecordBatch], into: Path) -> None:
    from dashboard.exchange.importing import store
    from dashboard.exchange.importing.options import Unreadable

    try:
        store.store(layer, batches, into)
    except OSError as error:
        raise Unreadable(str(into), "into", "a folder that can be written to", error.strerror or str(error)) from None


def _write(path: Path, report: Report) -> None:
    from dashboard.exchange.importing.options import Unreadable

    try:
        report.write(path)
    except OSError as error:
        raise Unreadable(path.name, "report", "a file that can be written", error.strerror or str(error)) from None


def _told(report: Report, path: Path | None) -> str:
    """The report as it is printed: counts, notes, kinds of findings, the first of them."""
    lines = [f"{report.file}, read as {report.format}: {report.summary()}."]
    lines += [f"  {note}" for note in report.notes]
    lines += [f"  {n:,} {outcome}: '{field}' must be {must_be}" for outcome, field, must_be, n in report.kinds()]
    total = sum(len(f.lines) for f in report.findings)
    if total:
        lines.append(f"In the file, by {report.unit}:")
    for position, (found, fault) in enumerate(report.listed()):
        if position == SHOWN:
            lines.append(
                f"  and {total - SHOWN:,} more" + (f", all in {path}" if path else " (--report FILE.csv lists them all)")
            )
            break
        lines.append(f"  {fault}: {found.done}")
    return "\n".join(lines) + "\n"
