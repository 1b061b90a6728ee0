"""The ground of a map: our own basemap, read and projected by GeoPandas, drawn by the rules of ``web/basemap.js``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import geopandas
import numpy as np
import shapely
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from shapely.geometry.base import BaseGeometry

from dashboard.brief.frame import EQUATOR_M, Frame
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Sheet
from dashboard.layer import home
from dashboard.views.basemap import ROAD, ROAD_FROM, ZOOMS

MERCATOR: Final = "EPSG:3857"

MARGIN: Final = 24.0
"""Units beyond the edge of the map up to which shapes are kept, so that no cut shows."""

FINEST: Final = 0.25
"""Units: bends smaller than that are left out."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of the basemap with its geometry in metres of EPSG:3857."""

    properties: dict[str, Any]
    geometry: BaseGeometry

    @property
    def kind(self) -> str:
        """What it is."""
        return str(self.properties["kind"])

    @property
    def area(self) -> bool:
        """Whether it has an inside."""
        return "Polygon" in self.geometry.geom_type


@lru_cache(maxsize=len(ZOOMS))
def _file(name: str) -> geopandas.GeoDataFrame:
    return geopandas.read_file(home.DATA / "basemap" / f"{name}.geojson").to_crs(MERCATOR)


@lru_cache(maxsize=64)
def _clipped(name: str, box: tuple[float, float, float, float], finest: float) -> tuple[Feature, ...]:
    frame = _file(name)
    frame = frame.iloc[np.sort(frame.sindex.intersection(box))]
    shapes = shapely.clip_by_rect(frame.geometry.to_numpy(), *box)
    shapes = shapely.orient_polygons(shapely.simplify(shapes, finest))
    rows = frame.drop(columns="geometry").to_dict("records")
    return tuple(Feature(row, shape) for row, shape in zip(rows, shapes, strict=True) if not shape.is_empty)


def features(name: str, frame: Frame) -> tuple[Feature, ...]:
    """The features of a file of the basemap in `frame`, where its zoom shows them, in the order of the file."""
    first, last = ZOOMS[name]
    if not first <= frame.zoom <= last:
        return ()
    return _clipped(name, frame.metres(MARGIN), FINEST * EQUATOR_M / frame.world)


def placed(frame: Frame) -> Affine2D:
    """From metres of EPSG:3857 to the page."""
    k = frame.world / EQUATOR_M
    x, y = frame.on_page(0.5, 0.5)
    return Affine2D.from_values(k, 0, 0, -k, x, y)


def path_of(shapes: Iterable[BaseGeometry]) -> Path | None:
    """All `shapes` as one path; ``None`` if there is none."""
    parts = [Path(coords, closed=closed) for shape in shapes for coords, closed in _rings(shape)]
    return Path.make_compound_path(*parts) if parts else None


def _rings(shape: BaseGeometry) -> Iterator[tuple[Any, bool]]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring), True
        elif part.geom_type == "LineString":
            yield shapely.get_coordinates(part), False


def draw(sheet: Sheet, frame: Frame, paint: Paint, *, members: bool, within: Path) -> None:
    """Draw the ground in `frame`; `members` tints the members of the CSTO."""
    g, zoom, at = paint.ground, frame.zoom, placed(frame)

    def fill(found: Iterable[Feature], colour: str) -> None:
        path = path_of(f.geometry for f in found)
        if path is not None:
            sheet.path(path, fill=colour, at=at, within=within)

    def line(found: Iterable[Feature], colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
        path = path_of(f.geometry for f in found)
        if path is not None:
            sheet.path(path, stroke=colour, line=width, dash=dash, at=at, within=within)

    sheet.box(frame.box, fill=g.sea)
    countries = features("countries", frame)
    abroad = [f for f in countries if f.properties["country"] != "KZ"]
    host = [f for f in countries if f.properties["country"] == "KZ"]
    fill([f for f in abroad if not (members and f.properties["csto"])], g.land)
    fill([f for f in abroad if members and f.properties["csto"]], g.csto)
    line(abroad, g.border, 0.7 if zoom < 5 else 1)
    fill(host, g.csto if members else g.host)  # last: its outline is finer than its neighbours'
    fill(features("urban", frame), g.urban)
    water = features("water", frame)
    fill([f for f in water if f.kind == "lake"], g.lake)
    if zoom < 11:
        line([f for f in water if f.kind == "river"], g.river, 0.6 if zoom < 6 else 1.1)
    line(features("regions", frame), g.region, 1, (5, 3))
    line(host, g.border, 1.5)
    city = features("almaty", frame)
    for kind, colour in (
        ("city_limit", g.city),
        ("built_up", g.built),
        ("park", g.park),
        ("cemetery", g.park),
        ("lake", g.lake),
        ("apron", g.apron),
        ("terminal", g.terminal),
    ):
        fill([f for f in city if f.kind == kind and f.area], colour)
    line([f for f in city if f.kind in {"river", "canal"}], g.river, 1.4)
    line([f for f in city if f.kind == "railway"], g.rail, 1.2, (6, 3))
    line([f for f in city if f.kind == "runway"], g.runway, max(2, (zoom - 10) * 2))
    if zoom >= 13:
        line([f for f in city if f.kind == "taxiway"], g.runway, 1)
    roads = [f for f in (*city, *features("almaty_minor", frame)) if f.kind in ROAD and zoom >= ROAD_FROM[f.kind]]
    ranks = {rank: [f for f in roads if ROAD[f.kind] == rank] for rank in (3, 2, 1, 0)}
    for rank, found in ranks.items():
        line(found, g.casing, _road_width(rank, zoom) + 1.2)
    for rank, found in ranks.items():
        line(found, g.road[rank], _road_width(rank, zoom))
    if zoom >= 11:
        line([f for f in features("airports", frame) if f.kind == "runway"], g.runway, max(2, zoom - 10))


def _road_width(rank: int, zoom: float) -> float:
    return float(max(0.8, (3.2, 2.4, 1.8, 1.3)[rank] * math.pow(1.45, zoom - 13)))
