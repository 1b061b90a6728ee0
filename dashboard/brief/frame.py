"""Where a map lies on the page: Web Mercator as on screen, in units of layout."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

EQUATOR_M: Final = 40_075_016.686
"""Circumference of the Web Mercator world in metres."""

PADDING: Final = 4.0
CLOSEST: Final = 16.0
"""Padding around the bounds of a scene and the closest zoom that shows them, as ``fitBounds`` of the screen's map has them."""


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Degrees to a world of 1 by 1, from its north-west corner."""
    s = math.sin(math.radians(max(-85.0, min(85.0, lat))))
    return lon / 360 + 0.5, 0.5 - math.log((1 + s) / (1 - s)) / (4 * math.pi)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the page, in units, with the point `centre` (x, y) of the 1 by 1 world in its middle."""

    left: float
    top: float
    width: float
    height: float
    centre: tuple[float, float]
    zoom: float

    @property
    def world(self) -> float:
        """Units that the whole world would be wide."""
        return 256.0 * math.pow(2.0, self.zoom)

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the page."""
        return self.left, self.top, self.right, self.bottom

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the 1 by 1 world on the page."""
        return (
            self.left + self.width / 2 + (x - self.centre[0]) * self.world,
            self.top + self.height / 2 + (y - self.centre[1]) * self.world,
        )

    def project(self, lat: float, lon: float) -> tuple[float, float]:
        """Degrees north and east on the page."""
        return self.on_page(*mercator(lat, lon))

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point of the page lies inside, at least `margin` from the edge."""
        return self.left + margin <= x <= self.right - margin and self.top + margin <= y <= self.bottom - margin

    def metres(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """West, south, east, north in metres of EPSG:3857, `margin` units beyond the edge."""
        per_unit = EQUATOR_M / self.world
        x, y = (self.centre[0] - 0.5) * EQUATOR_M, (0.5 - self.centre[1]) * EQUATOR_M
        dx, dy = (self.width / 2 + margin) * per_unit, (self.height / 2 + margin) * per_unit
        return x - dx, y - dy, x + dx, y + dy

    def metres_per_unit(self, lat: float) -> float:
        """True metres that a unit takes at a latitude."""
        return EQUATOR_M * math.cos(math.radians(lat)) / self.world

    @property
    def middle_lat(self) -> float:
        """Degrees north of the middle."""
        return math.degrees(2 * math.atan(math.exp((0.5 - self.centre[1]) * 2 * math.pi)) - math.pi / 2)


Bounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corners: degrees north, degrees east."""


def fitted(box: tuple[float, float, float, float], bounds: Bounds) -> Frame:
    """The frame in `box` (left, top, right, bottom on the page) that just holds `bounds`."""
    (south, west), (north, east) = bounds
    x0, y1 = mercator(south, west)
    x1, y0 = mercator(north, east)
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    fit = min((width - 2 * PADDING) / (x1 - x0), (height - 2 * PADDING) / (y1 - y0))
    zoom = min(CLOSEST, math.log2(fit / 256))
    return Frame(left, top, width, height, ((x0 + x1) / 2, (y0 + y1) / 2), zoom)


def at(box: tuple[float, float, float, float], position: tuple[float, float, float]) -> Frame:
    """The frame in `box` with `position` (degrees north, degrees east, zoom of Web Mercator) in its middle."""
    lat, lon, zoom = position
    left, top, right, bottom = box
    return Frame(left, top, right - left, bottom - top, mercator(lat, lon), zoom)
