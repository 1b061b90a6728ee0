"""Files for geographic programs: GeoPackage, FlatGeobuf and GeoParquet, all from one Arrow table.

Moments become true timestamps in UTC. GeoParquet keeps lists as lists; the other two cannot and get them as text
(:mod:`~dashboard.exchange.exporting.cells`). All three say in their metadata what was chosen.
"""

from __future__ import annotations

import io
import json
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from dashboard.exchange.exporting.cells import flat
from dashboard.exchange.exporting.geojson import bbox
from dashboard.exchange.exporting.rows import FIELDS, Cell, Row
from dashboard.exchange.exporting.selection import Selection

if TYPE_CHECKING:
    import pyarrow as pa

CRS: Final = "EPSG:4326"
LAYER: Final = "events"

MOMENTS: Final = tuple(name for name in FIELDS if name.endswith("_utc"))
"""The fields that are moments, written as timestamps."""

_GDAL = threading.Lock()
"""GDAL's clock below is one for the whole process."""


def geopackage(selection: Selection) -> bytes:
    """A GeoPackage (SQLite) with one layer. Its dates are those of the data, so that the same data give the same file."""
    options = {"identifier": selection.title, "description": selection.description}
    return _by_gdal("GPKG", selection, options, geometry_name="geom")


def flatgeobuf(selection: Selection) -> bytes:
    """A FlatGeobuf file with its spatial index, by which the events are ordered."""
    options = {"title": selection.title, "description": selection.description, "spatial_index": "YES"}
    return _by_gdal("FlatGeobuf", selection, options, geometry_name="geometry")


def geoparquet(selection: Selection) -> bytes:
    """A GeoParquet 1.1 file, compressed with Zstandard."""
    import pyarrow.parquet as pq

    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}  # without "crs" it is WGS 84, degrees east first
    if selection.rows:
        column["bbox"] = bbox(selection.rows)
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = arrow(selection.rows, "geometry", lists=True)
    table = table.replace_schema_metadata({"geo": json.dumps(geo), "qantar": json.dumps(selection.about(), ensure_ascii=False)})
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def arrow(rows: tuple[Row, ...], geometry: str, lists: bool) -> pa.Table:
    """`rows` as an Arrow table with their points as WKB in the column `geometry`; lists as lists or as text."""
    import pyarrow as pa
    import shapely

    kinds = get_type_hints(Row)
    plain: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool | None: pa.bool_()}
    plain[tuple[str, ...]] = pa.list_(pa.string()) if lists else pa.string()
    columns: dict[str, pa.Array] = {}
    for name in FIELDS:
        values = [getattr(r, name) for r in rows]
        if name in MOMENTS:
            moments = [datetime.fromisoformat(v) if v else None for v in values]
            columns[name] = pa.array(moments, pa.timestamp("ms", "UTC"))
        else:
            columns[name] = pa.array(values if lists else [_for_gdal(v) for v in values], plain[kinds[name]])
    points = shapely.to_wkb(shapely.points([[r.lon, r.lat] for r in rows])) if rows else []
    columns[geometry] = pa.array(points, pa.binary())
    return pa.table(columns)


def _for_gdal(value: Cell) -> Cell:
    """GDAL ends a text at its first NUL character; it becomes U+FFFD, as XML and the calendar have it."""
    value = flat(value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _by_gdal(driver: str, selection: Selection, options: dict[str, str], geometry_name: str) -> bytes:
    import pyogrio
    from pyogrio.raw import write_arrow

    table = arrow(selection.rows, geometry_name, lists=False)
    stream = io.BytesIO()
    with _GDAL:
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{selection.layer.created.isoformat()}T00:00:00.000Z"})
        try:
            write_arrow(
                table,
                stream,
                layer=LAYER,
                driver=driver,
                geometry_name=geometry_name,
                geometry_type="Point",
                crs=CRS,
                layer_options=options,
            )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    return stream.getvalue()
