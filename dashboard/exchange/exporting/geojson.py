"""GeoJSON after RFC 7946: WGS 84 points, no ``crs``, a ``bbox``, and what the file says of itself as foreign members.

An event is a point with its uncertainty, never the outline of its building: outlines are of another licence and would make
a place look better known than it is.
"""

from __future__ import annotations

import json
from typing import Any

from dashboard.exchange.exporting.rows import Row
from dashboard.exchange.exporting.selection import Selection


def geojson(selection: Selection) -> bytes:
    """A FeatureCollection, one feature to a line."""
    head: dict[str, Any] = {"type": "FeatureCollection", **selection.about()}
    box = bbox(selection.rows)
    if box:
        head["bbox"] = box
    lines = ",\n".join(_json(feature(r)) for r in selection.rows)
    return f'{_json(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def feature(row: Row) -> dict[str, Any]:
    """One event as a feature whose id is that of the event."""
    return {
        "type": "Feature",
        "id": row.event_id,
        "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
        "properties": row.cells(),
    }


def bbox(rows: tuple[Row, ...]) -> list[float]:
    """West, south, east, north; empty for no rows. No event lies near the antimeridian, so it is never crossed."""
    if not rows:
        return []
    return [min(r.lon for r in rows), min(r.lat for r in rows), max(r.lon for r in rows), max(r.lat for r in rows)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
