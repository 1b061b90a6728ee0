"""The ground of one view: the part of the basemap that its first look shows, in as few bytes as can be.

Whatever a reader reaches by zooming or panning beyond it is fetched then, file by file (:func:`whole`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shapely import clip_by_rect, make_valid
from shapely.geometry import Point, shape
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

FILES: Final = ("countries", "urban", "water", "regions", "almaty", "almaty_minor", "airports", "labels")

SHOWN: Final = {
    "countries": (0, 24),
    "urban": (6, 11),
    "water": (4, 24),
    "regions": (4, 11),
    "almaty": (10, 24),
    "almaty_minor": (14, 24),
    "airports": (5, 24),
    "labels": (0, 24),
}
"""Zooms at which a file is drawn, as in ``web/basemap.js`` (a test holds the two together)."""

ROADS_FROM: Final = {"road_trunk": 10, "road_primary": 10, "road_secondary": 12, "road_tertiary": 13, "road_minor": 14}
"""Zooms from which a class of road is drawn, as in ``web/basemap.js``."""


NAMED_FROM: Final = {
    "road_trunk": 11.5,
    "road_primary": 11.5,
    "road_secondary": 12.5,
    "road_tertiary": 13.5,
    "road_minor": 14.5,
}
"""Zooms from which a road's name is written, as in ``web/basemap.js``."""


COARSE: Final = 1.5
"""How far, in pixels, a line of the ground may leave its true course."""


@dataclass(frozen=True)
class Ground:
    """Features by file, quantised, good inside `box` up to the zoom `upto`."""

    box: Box
    upto: float
    files: dict[str, list[dict[str, Any]]]

    def plain(self) -> dict[str, Any]:
        """As plain data for ``web/basemap.js``."""
        return {"box": list(self.box), "upto": self.upto, "files": self.files}


@lru_cache(maxsize=2)
def _features(folder: Path) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    found = {}
    for name in FILES:
        rows = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        found[name] = [(row["properties"], shape(row["geometry"])) for row in rows]
    return found


def cut(folder: Path, box: Box, zoom: float, lang: str) -> Ground:
    """The ground inside `box` as it is drawn up to the zoom `zoom` of Web Mercator, with names in `lang`.

    Lines are simplified to a pixel at that zoom and coordinates rounded to less than that.
    """
    files = {}
    for name, rows in _features(folder).items():
        first, last = SHOWN[name]
        if zoom < first or zoom - 1 > last:
            continue
        kept = [_row(p, g, box, zoom, lang) for p, g in rows if _wanted(name, p, zoom)]
        files[name] = [row for row in kept if row]
    return Ground(box, zoom, files)


def mercator(lat: float) -> float:
    """Degrees north as Web Mercator counts them: in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def latitude(y: float) -> float:
    """What :func:`mercator` counted, as degrees north."""
    return math.degrees(2 * math.atan(math.exp(math.radians(y))) - math.pi / 2)


def fitting(bounds: tuple[tuple[float, float], tuple[float, float]], width: float, height: float) -> float:
    """The zoom of Web Mercator at which `bounds` (south-west and north-east corners, degrees) fit into so many pixels."""
    (south, west), (north, east) = bounds
    return math.log2(min(width / (east - west), height / (mercator(north) - mercator(south))) * 360 / 256)


def around(lat: float, lon: float, zoom: float, width: float, height: float) -> Box:
    """What a map of so many pixels shows at a zoom."""
    degrees = 360 / (256 * 2**zoom)
    y = mercator(lat)
    south, north = (latitude(y + side * height / 2 * degrees) for side in (-1, 1))
    return lon - width / 2 * degrees, max(-85.0, south), lon + width / 2 * degrees, min(85.0, north)


def whole(folder: Path, name: str) -> dict[str, Any]:
    """A file of the basemap as it is, for what lies beyond a view."""
    found: dict[str, Any] = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
    return found


def _wanted(name: str, properties: dict[str, Any], zoom: float) -> bool:
    if name == "labels":
        return bool(properties["from"] <= zoom and properties["to"] >= zoom - 1)
    return zoom >= ROADS_FROM.get(properties.get("kind", ""), 0)


def _row(properties: dict[str, Any], geometry: BaseGeometry, box: Box, zoom: float, lang: str) -> dict[str, Any] | None:
    """One feature: `p` its properties, `t` 0 for a point, 1 for lines, 2 for areas, `r` its rings as whole numbers."""
    if not geometry.intersects(rectangle(*box)):
        return None
    pixel = 360 / (256 * 2**zoom)  # degrees of longitude
    decimals = next(d for d in range(1, 7) if 10.0**-d <= pixel)
    kind = 0 if isinstance(geometry, Point) else 1 if "Line" in geometry.geom_type else 2
    if kind:
        geometry = geometry.simplify(pixel * COARSE)
        geometry = clip_by_rect(geometry if geometry.is_valid else make_valid(geometry), *box)
    rings = [_delta(ring, decimals) for ring in _rings(geometry)]
    rings = [ring for ring in rings if len(ring) > 2 or kind == 0]
    if not rings:
        return None
    return {"p": _named(properties, lang, zoom), "t": kind, "d": decimals, "r": rings}


def _named(properties: dict[str, Any], lang: str, zoom: float) -> dict[str, Any]:
    """The properties with the name in `lang`, if it is written at `zoom` at all."""
    kept = {k: v for k, v in properties.items() if not k.startswith("name_") and v not in (None, "")}
    name = properties.get(f"name_{lang}") or properties.get("name_en")
    if zoom < NAMED_FROM.get(properties.get("kind", ""), 0):
        return kept
    return {**kept, "name": name} if name else kept


def _rings(geometry: BaseGeometry) -> list[list[tuple[float, float]]]:
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [list(geometry.exterior.coords), *(list(hole.coords) for hole in geometry.interiors)]
    if hasattr(geometry, "geoms"):
        return [ring for part in geometry.geoms for ring in _rings(part)]
    return [list(geometry.coords)]


def _delta(ring: list[tuple[float, float]], decimals: int) -> list[int]:
    """A ring as differences of rounded coordinates: longitude, latitude, then steps; a step of nothing is left out."""
    found: list[int] = []
    before = (0, 0)
    for lon, lat in ring:
        here = (round(lon * 10**decimals), round(lat * 10**decimals))
        if found and here == before:
            continue
        found += [here[0] - before[0], here[1] - before[1]]
        before = here
    return found
