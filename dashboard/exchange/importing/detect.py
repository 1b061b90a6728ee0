"""What a file is: told by its content, then by its name; never by its name against its content.

Every format ends here as a :class:`~dashboard.exchange.importing.raw.Source`.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyarrow as pa

from dashboard.exchange.importing import (
    archives,
    columnar,
    delimited,
    documents,
    markup,
    package,
    profiles,
    sheets,
    text,
    vector,
)
from dashboard.exchange.importing.options import Options, Question, Unreadable
from dashboard.exchange.importing.raw import Batch, Source

FORMATS: Final = (
    *("csv", "sheet", "parquet", "acled", "ged", "gdelt", "json", "geojson", "umap", "timemap", "kml", "gpx", "georss"),
    *("shapefile", "geopackage", "flatgeobuf", "package"),
)
"""What `--as` may say. CSV, TSV and HXL are "csv"; XLSX, XLS and ODS "sheet"; GeoParquet is "parquet"; KMZ is "kml"."""

_MAGIC: Final = (
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "geopackage"),
    (b"fgb", "flatgeobuf"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "sheet"),
)
_JSON: Final = ("json", "geojson", "umap", "timemap")
_EVENTS: Final = ("acled", "ged")


def source(path: Path, options: Options) -> Source:
    """The records of the file at `path`. Raises :class:`Question` and :class:`Unreadable`."""
    if options.format and options.format not in FORMATS:
        raise Unreadable(path.name, "as", f"one of {', '.join(FORMATS)}", repr(options.format))
    try:
        if path.is_dir():
            return _named(package.source(path), "package")
        if path.is_file():
            return _guarded(path, _of_file(path, options))
    except OSError as error:
        raise Unreadable(path.name, "file", "a file that can be read", error.strerror or str(error)) from None
    raise Unreadable(path.name, "file", "a file", "no plain file" if path.exists() else "nothing there")


def _guarded(path: Path, found: Source) -> Source:
    """A source that says in one line if the file is damaged further down than its beginning."""
    batches = found.batches

    def whole() -> Iterator[Batch]:
        try:
            yield from batches()
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            raise Unreadable(path.name, "file", "sound to its end", str(error).split("\n")[0]) from None

    found.batches = whole
    return found


def _named(found: Source, format_: str) -> Source:
    found.format = found.format or format_
    return found


def _of_file(path: Path, options: Options) -> Source:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        raise Unreadable(path.name, "file", "a file with rows", "an empty file")
    kind = next((k for mark, k in _MAGIC if head.startswith(mark)), "")
    if kind == "zip":
        return _of_archive(path, options)
    if kind:
        _agree(path, options, (kind,) if kind != "parquet" else ("parquet", *_EVENTS))
        readers: dict[str, Callable[[], Source]] = {
            "parquet": lambda: _profiled(columnar.source(path)),
            "sheet": lambda: _profiled(sheets.source(path, options)),
        }
        return _named(readers[kind]() if kind in readers else vector.source(path, options), kind)
    return _of_text(path, head, options)


def _agree(path: Path, options: Options, kinds: tuple[str, ...]) -> None:
    """Refuse a format that the content of the file rules out."""
    if options.format and options.format not in kinds:
        raise Unreadable(path.name, "as", f"what the file is ({kinds[0]})", repr(options.format))


def _of_text(path: Path, head: bytes, options: Options) -> Source:
    begins = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x1e")[:1]
    if begins == b"<":
        tree = markup.root(path)
        kind = markup.kind(tree)
        if not kind:
            raise Unreadable(path.name, "xml", "KML, GPX or GeoRSS", f"<{str(tree.tag).rpartition('}')[2][:40]}>")
        _agree(path, options, (kind,))
        return _named(markup.source(path, tree, kind), kind)
    if begins in (b"{", b"["):
        told = documents.load(path, options)
        kind = documents.kind(told)
        _agree(path, options, (kind, *(() if kind in {"geojson", "umap"} else ("json", "timemap", "acled"))))
        kind = options.format or kind
        found = documents.source(path, told, kind)
        return _named(_profiled(found) if kind in {"json", "acled"} else found, kind)
    return _of_table(path, options)


def _of_table(path: Path, options: Options) -> Source:
    _agree(path, options, ("csv", "gdelt", *_EVENTS))
    encoding = text.detect(path, options.encoding)
    if options.format in {"", "gdelt"}:
        width = _gdelt_width(path, encoding)
        if width:
            return _named(delimited.source(path, encoding, profiles.GDELT, profiles.GDELT_COLUMNS[width]), "gdelt")
        if options.format:
            raise Unreadable(
                path.name, "row", "57, 58 or 61 cells between tabs, as GDELT's export files have", "another number"
            )
    found = delimited.source(path, encoding)
    return _named(_profiled(found, path.name, options.format), "csv")


def _gdelt_width(path: Path, encoding: text.Encoding) -> int:
    """The number of GDELT's columns, if the first lines have it and begin with a number and a date; else 0."""
    rows = [line.split("\t") for line in delimited.head(path, encoding)[:20] if line]
    widths = {len(row) for row in rows}
    width = widths.pop() if len(widths) == 1 else 0
    known = width in profiles.GDELT_COLUMNS and all(re.fullmatch(r"\d+", r[0]) and re.fullmatch(r"\d{8}", r[1]) for r in rows)
    return width if known else 0


def _profiled(found: Source, file: str = "", format_: str = "") -> Source:
    """A table with the columns of ACLED or UCDP GED, as such, whatever the case of their letters."""
    known = None if format_ == "csv" else profiles.recognised(found.columns)
    if format_ in _EVENTS and (known is None or known[0] != format_):
        raise Unreadable(file, "columns", f"those of {format_.upper()}", ", ".join(map(repr, found.columns[:8])))
    if known is None:
        return found
    names = profiles.as_written(found.columns)
    batches = found.batches

    def renamed() -> Iterator[Batch]:
        for batch in batches():
            yield replace(batch, cells=batch.cells.rename_columns(names))

    found.format, found.profile = known
    found.columns, found.batches = names, renamed
    return found


# --- archives -------------------------------------------------------------------------------------------------------


def _of_archive(path: Path, options: Options) -> Source:
    """A workbook, a KMZ, a package, or the one file of a zip that can be read."""
    with archives.opened(path) as archive:
        names = archives.names(archive)
        mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    if "[Content_Types].xml" in names or mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        _agree(path, options, ("sheet", *_EVENTS))
        return _named(_profiled(sheets.source(path, options)), "sheet")
    folder = tempfile.TemporaryDirectory(prefix="qantar-import-")
    found = _unpacked(path, archives.unpack(path, Path(folder.name)), options)
    inner = found.batches

    def held() -> Iterator[Batch]:
        yield from inner()
        _ = folder  # its files are there as long as somebody may read them

    found.batches = held
    return found


def _unpacked(path: Path, files: list[Path], options: Options) -> Source:
    described = [f for f in files if f.name == "datapackage.json"]
    if described:
        _agree(path, options, ("package",))
        return _named(package.source(min(described, key=lambda f: len(f.parts)).parent), "package")
    main = [
        f
        for f in files
        if not vector.is_sidecar(f)
        and f.suffix.casefold() not in {".png", ".jpg", ".jpeg", ".gif", ".pdf", ".md", ".html", ".htm"}
    ]
    tables = [f for f in main if f.suffix.casefold() != ".txt"] or main
    if path.suffix.casefold() == ".kmz":
        tables = [f for f in main if f.suffix.casefold() == ".kml"][:1]
    if options.part:
        tables = [f for f in tables if options.part in (f.name, f.stem)] or tables
    if not tables:
        raise Unreadable(path.name, "archive", "an archive with a file that can be read", "none")
    if len(tables) > 1:
        raise Question(
            path.name,
            "part",
            "--part",
            f"the archive holds more than one file ({archives.shown(tables)})",
            tuple(f.name for f in tables[:8]),
        )
    if zipfile.is_zipfile(tables[0]) and tables[0].suffix.casefold() in {".zip", ".kmz"}:
        raise Unreadable(path.name, "archive", "an archive without archives in it", repr(tables[0].name))
    inner = replace(options, part="") if options.part in (tables[0].name, tables[0].stem) else options
    found = source(tables[0], inner)
    found.notes.insert(0, f"The file {tables[0].name} of the archive was read.")
    return found
