"""Files of geographic systems that GDAL reads best: Shapefile, GeoPackage, FlatGeobuf."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa

from dashboard.exchange.importing import text
from dashboard.exchange.importing.columnar import texts
from dashboard.exchange.importing.limits import FILE_BYTES
from dashboard.exchange.importing.options import Options, Question, Unreadable
from dashboard.exchange.importing.raw import BATCH_ROWS, Batch, Source

_CODE_PAGE_BYTE = 29
"""Where a dBase file says its code page; 0 if it does not."""


def source(path: Path, options: Options) -> Source:
    """The layer of the file at `path` that `options` name, or the only one with geometries.

    Raises :class:`Question` if there are more, or if the letters of a Shapefile may be of several alphabets.
    """
    import pyogrio
    from pyogrio.errors import DataSourceError

    if path.stat().st_size > FILE_BYTES:
        raise Unreadable(path.name, "file", f"at most {FILE_BYTES // 2**30} GB", "more")
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            layer = _layer(path, [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None], options)
            encoding = _encoding(path, options) if path.suffix.casefold() == ".shp" else None
            told = pyogrio.read_info(path, layer=layer, encoding=encoding)
    except (DataSourceError, IndexError, UnicodeDecodeError) as error:  # the latter two come from broken names of layers
        raise Unreadable(path.name, "file", "a file that GDAL can read", str(error)) from None
    names = [str(n) for n in told["fields"]]

    def batches() -> Iterator[Batch]:
        first = 1
        with ExitStack() as stack:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what they say was noted when the file was looked at
                opened = pyogrio.raw.open_arrow(path, layer=layer, encoding=encoding, batch_size=BATCH_ROWS, use_pyarrow=True)
                meta, reader = stack.enter_context(opened)
            shape = meta["geometry_name"] or "wkb_geometry"
            for batch in reader:
                cells = pa.Table.from_arrays([texts(batch[n]) for n in names], names=names)
                cells.validate(full=True)  # GDAL hands letters on as they are
                lines = np.arange(first, first + len(batch), dtype=np.int64)
                yield Batch(cells, lines, batch[shape].cast(pa.binary()))
                first += len(batch)

    notes = [f"The attributes were in {encoding}."] if encoding and encoding.casefold() not in {"utf-8", "utf8"} else []
    if any("Measured" in str(w.message) for w in said):
        notes.append("The geometries have measures, which are not kept.")
    return Source(
        "",
        names,
        batches,
        unit="record",
        notes=notes,
        crs=str(told["crs"] or ""),
        shapes=True,
        size=max(int(told["features"]), 0),
    )


def _layer(path: Path, layers: list[str], options: Options) -> str | None:
    """The layer to read: the one that is told, or the only one."""
    if options.part and options.part not in layers:
        raise Unreadable(path.name, "part", f"a layer ({', '.join(layers)})", repr(options.part))
    if not options.part and len(layers) > 1:
        shown = ", ".join(map(repr, layers))
        raise Question(path.name, "part", "--part", f"there is more than one layer ({shown})", tuple(layers))
    return options.part or next(iter(layers), None)


def _encoding(path: Path, options: Options) -> str | None:
    """How the attributes of a Shapefile are encoded: by its .cpg, by its dBase header, or by its letters."""
    base = _beside(path, ".dbf")
    if options.encoding:
        return options.encoding
    page = _beside(path, ".cpg")
    if page:
        return _code_page(page.read_text(encoding="ascii", errors="ignore").strip())
    if base is None or base.stat().st_size > FILE_BYTES:
        return None
    with base.open("rb") as stream:
        told = stream.read(_CODE_PAGE_BYTE + 1)
    if len(told) > _CODE_PAGE_BYTE and told[_CODE_PAGE_BYTE]:
        return None  # GDAL reads that byte
    raw = base.read_bytes()
    return text.of_bytes(path.name, raw[int.from_bytes(raw[8:10], "little") :])  # the header is binary


def _code_page(told: str) -> str | None:
    """The name of a code page as Python and GDAL know it: files have "1251", "ANSI 1251", "UTF-8"."""
    digits = "".join(c for c in told if c.isdigit())
    if "utf" in told.casefold() or digits == "65001":
        return "utf-8"
    return f"cp{digits}" if len(digits) in (3, 4) else told or None


def _beside(path: Path, suffix: str) -> Path | None:
    return next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.casefold() == suffix), None)


def is_sidecar(path: Path) -> bool:
    """Whether a file belongs to a Shapefile and is none of its own."""
    suffixes = {s.casefold() for s in path.suffixes[-2:]}
    return bool(suffixes & {".dbf", ".shx", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix"}) or path.name.casefold().endswith(
        ".shp.xml"
    )
