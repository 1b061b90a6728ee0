"""What of the basemap is drawn at which zoom of Web Mercator: the rules of ``web/basemap.js`` for what is made without a
browser. A test holds the two together.
"""

from __future__ import annotations

from typing import Final

ZOOMS: Final = {
    "countries": (0, 24),
    "urban": (6, 11),
    "water": (4, 24),
    "regions": (4, 11),
    "almaty": (10, 24),
    "almaty_minor": (14, 24),
    "airports": (5, 24),
    "labels": (0, 24),
}
"""From which zoom to which a file of the basemap is drawn."""

ROAD: Final = {"road_trunk": 0, "road_primary": 0, "road_secondary": 1, "road_tertiary": 2, "road_minor": 3}
"""Rank of a class of road: how wide it is drawn."""

ROAD_FROM: Final = {"road_trunk": 10, "road_primary": 10, "road_secondary": 12, "road_tertiary": 13, "road_minor": 14}
"""From which zoom a class of road is drawn."""

STREET_NAMES_FROM: Final = 11.5
"""From which zoom the names of main roads are written; those of each lesser rank one zoom later."""

OUTLINES_FROM: Final = 13
"""From which zoom buildings have an outline, as in ``web/eventlayer.js``."""
