"""Parquet and GeoParquet: columns of any type, read in batches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.exchange.importing.limits import COLUMNS, FILE_BYTES
from dashboard.exchange.importing.options import Unreadable
from dashboard.exchange.importing.raw import BATCH_ROWS, Batch, Source


def source(path: Path) -> Source:
    """The file at `path`; its geometries, if it is GeoParquet with WKB. Raises :class:`Unreadable`."""
    if path.stat().st_size > FILE_BYTES:
        raise Unreadable(path.name, "file", f"at most {FILE_BYTES // 2**30} GB", "more")
    try:
        file = pq.ParquetFile(path)
        geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
        main = geo.get("primary_column", "")
        column = geo["columns"][main] if main else {}
    except (pa.ArrowInvalid, OSError, ValueError, KeyError, AttributeError) as error:
        raise Unreadable(path.name, "file", "a Parquet file that can be read", str(error).split("\n")[0]) from None
    if main and column.get("encoding") != "WKB":
        raise Unreadable(path.name, "geometry", "in WKB", repr(column.get("encoding")))
    names = [n for n in file.schema_arrow.names if n != main]
    if len(names) > COLUMNS:
        raise Unreadable(path.name, "columns", f"at most {COLUMNS:,}", f"{len(names):,}")
    crs = column.get("crs", "OGC:CRS84")  # null means that nobody knows

    def batches() -> Iterator[Batch]:
        first = 1
        for batch in file.iter_batches(BATCH_ROWS):
            cells = pa.Table.from_arrays([texts(batch[n]) for n in names], names=names)
            cells.validate(full=True)  # letters are handed on as they are
            shapes = batch[main].cast(pa.binary()) if main else None
            yield Batch(cells, np.arange(first, first + len(batch), dtype=np.int64), shapes)
            first += len(batch)

    return Source(
        "",
        names,
        batches,
        unit="record",
        crs=(crs if isinstance(crs, str) else json.dumps(crs)) if main and crs else "",
        shapes=bool(main),
        size=file.metadata.num_rows,
    )


def texts(column: Any) -> Any:
    """A column of any type as texts: lists of texts between semicolons, other nested values as JSON, bytes as hex digits."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return texts(column.dictionary_decode())
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pc.binary_join(column, ";")
    if pa.types.is_nested(kind):
        return pa.array(
            [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in column.to_pylist()], pa.string()
        )
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array([None if v is None else v.hex() for v in column.to_pylist()], pa.string())
    if pa.types.is_timestamp(kind) and kind.tz:
        return pc.binary_join_element_wise(column.cast(pa.timestamp(kind.unit)).cast(pa.string()), "Z", "")
    if pa.types.is_floating(kind):
        return _whole(column)
    return column.cast(pa.string())


def _whole(column: Any) -> Any:
    """Floating numbers that are all whole without their point: such columns are counts or codes with gaps in them."""
    finite = pc.if_else(pc.is_finite(column), column, None)
    if (
        column.null_count < len(column)
        and pc.all(pc.equal(pc.floor(finite), finite)).as_py()
        and pc.max(pc.abs(finite)).as_py() < 2**53
    ):
        return pc.coalesce(finite.cast(pa.int64()).cast(pa.string()), column.cast(pa.string()))
    return column.cast(pa.string())
