"""Where a point lies against a region. Shapely does the geometry; distances are metres on a local plane."""

from __future__ import annotations

import json
import math
from pathlib import Path

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

METRES_PER_DEGREE = 111_320.0


def shapes_by(path: Path, key: str) -> dict[str, BaseGeometry]:
    """The shapes of the GeoJSON file at `path` by their property `key`; empty if there is no readable file."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found = {f["properties"][key]: shape(f["geometry"]) for f in features}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    shapely.prepare(list(found.values()))
    return found


def distance_outside_m(region: BaseGeometry, lat: float, lon: float) -> float:
    """How far outside `region` the point lies, in metres (0 inside); good to a few per cent at the scale of a region."""
    point = Point(lon, lat)
    if region.covers(point):
        return 0.0
    nearest = shapely.shortest_line(point, region).coords[1]
    dx = (nearest[0] - lon) * math.cos(math.radians(lat))
    return math.hypot(dx, nearest[1] - lat) * METRES_PER_DEGREE
