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

from dashboard.brief.frame import Frame
from dashboard.views.basemap import ROAD, ROAD_FROM, STREET_NAMES_FROM, ZOOMS

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

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
    for name in ZOOMS:
        rows = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        found[name] = [(row["properties"], shape(row["geometry"])) for row in rows]
    return found


def cut(folder: Path, box: Box, zoom: float, lang: str) -> Ground:
    """The ground inside `box` as it is drawn up to the zoom `zoom` of Web Mercator, with names in `lang`.

    Lines are simplified to a pixel at that zoom and coordinates rounded to less than that.
    """
    files = {}
    for name, rows in _features(folder).items():
        first, last = ZOOMS[name]
        if zoom < first or zoom - 1 > last:
            continue
        kept = [_row(p, g, box, zoom, lang) for p, g in rows if _wanted(name, p, zoom)]
        files[name] = [row for row in kept if row]
    return Ground(box, zoom, files)


def around(frame: Frame, margin: tuple[float, float]) -> Box:
    """What is in `frame` and beyond it: `margin` times as wide and as high."""
    x, y = frame.centre
    wide, high = frame.width * margin[0] / 2 / frame.world, frame.height * margin[1] / 2 / frame.world
    return (x - wide - 0.5) * 360, _latitude(y + high), (x + wide - 0.5) * 360, _latitude(y - high)


def _latitude(y: float) -> float:
    """Degrees north of a height in the 1 by 1 world of Web Mercator, which ends at 85 degrees."""
    return max(-85.0, min(85.0, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))))


def whole(folder: Path, name: str) -> dict[str, Any]:
    """A file of the basemap as it is, for what lies beyond a view."""
    found: dict[str, Any] = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
    return found


def _wanted(name: str, properties: dict[str, Any], zoom: float) -> bool:
    if name == "labels":
        return bool(properties["from"] <= zoom and properties["to"] >= zoom - 1)
    return zoom >= ROAD_FROM.get(properties.get("kind", ""), 0)


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
    rank = ROAD.get(properties.get("kind", ""))
    if rank is not None and zoom < STREET_NAMES_FROM + rank:
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
