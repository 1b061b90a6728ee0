"""Layers of any size that look like the real one to the browser: columns as numbers, sent as one binary file.

What is drawn from where: a start is any minute of January 2022 in Almaty, a duration and a precision of place are those of
a real event that began in that month, a category and a status are any. Each event has a place of its own, anywhere in
Kazakhstan, and places are numbered without regard to time, as in a table that people keep. The same size always gives the
same layer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from dashboard.layer import home, the_layer
from dashboard.layer.vocabulary import CATEGORIES, STATUSES
from dashboard.locale import words
from dashboard.views.payload import columns, minutes, texts
from dashboard.views.scenes import PRESETS

SEED = 20220105
JANUARY = tuple(minutes(m) for m in (PRESETS["january"].start, PRESETS["january"].end) if m)
"""First minute of January 2022 in Almaty and the first one after it, in minutes since 1970 (UTC)."""

AREA = 4
"""From this precision on a place is a region or a country: it would not be a place of an event's own."""


@dataclass(frozen=True, eq=False)
class Synthetic:
    """A layer as columns, in the order in which they lie in :meth:`binary`; widest first, so that each begins aligned.

    `start`, `end` and `reported` in minutes since 1970 (UTC); `place` is the place's number; `lat`, `lon` (degrees) and
    `precision` have one item a place.
    """

    start: np.ndarray[Any, Any]
    end: np.ndarray[Any, Any]
    reported: np.ndarray[Any, Any]
    place: np.ndarray[Any, Any]
    lat: np.ndarray[Any, Any]
    lon: np.ndarray[Any, Any]
    category: np.ndarray[Any, Any]
    status: np.ndarray[Any, Any]
    precision: np.ndarray[Any, Any]

    def binary(self) -> bytes:
        """All columns, one after another: six of 32 bits, three of 8."""
        return b"".join(getattr(self, f.name).tobytes() for f in fields(self))

    def within(self, start: int, end: int) -> int:
        """How many events a window ``[start, end)`` shows, by the definition and not by any code of the dashboard."""
        return int(np.count_nonzero((self.start < end) & (self.end > start)))


@lru_cache(maxsize=8)
def make(size: int) -> Synthetic:
    """The layer of `size` events."""
    dice = np.random.default_rng([SEED, size])
    real = [(e, the_layer().places[e.place_id]) for e in the_layer().events]
    found = columns(the_layer())
    begun = [JANUARY[0] <= minutes(e.interval.start) < JANUARY[1] for e, _ in real]
    start, end = (np.array(found["events"][k])[begun] for k in ("start", "end"))
    precisions = np.array([found["places"]["precision"][p] for p in found["events"]["place"]])
    starts = np.sort(dice.integers(*JANUARY, size))
    lat, lon = _inside(size, dice)
    return Synthetic(
        start=starts.astype("<i4"),
        end=(starts + dice.choice(end - start, size)).astype("<i4"),
        reported=(starts + dice.integers(10, 2880, size)).astype("<i4"),
        place=dice.permutation(size).astype("<i4"),
        lat=lat.astype("<f4"),
        lon=lon.astype("<f4"),
        category=_each(len(CATEGORIES), size, dice),
        status=_each(len(STATUSES), size, dice),
        precision=dice.choice(precisions[precisions < AREA], size).astype("u1"),
    )


def _each(kinds: int, size: int, dice: np.random.Generator) -> np.ndarray[Any, Any]:
    """`size` numbers below `kinds`, equally often and in any order, so that even the smallest layer has every one."""
    return dice.permutation(np.arange(size) % kinds).astype("u1")


def _inside(size: int, dice: np.random.Generator) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """`size` points in Kazakhstan: latitudes and longitudes."""
    land = kazakhstan()
    west, south, east, north = land.bounds
    lats: list[np.ndarray[Any, Any]] = []
    lons: list[np.ndarray[Any, Any]] = []
    while sum(map(len, lats)) < size:
        # as the numbers will be sent, so that rounding puts none over the border
        lon, lat = dice.uniform(west, east, size).astype("<f4"), dice.uniform(south, north, size).astype("<f4")
        kept = shapely.contains_xy(land, lon, lat)
        lats.append(lat[kept])
        lons.append(lon[kept])
    return np.concatenate(lats)[:size], np.concatenate(lons)[:size]


@lru_cache(maxsize=1)
def kazakhstan() -> shapely.Geometry:
    """The outline of Kazakhstan on our base map."""
    countries = json.loads((home.DATA / "basemap" / "countries.geojson").read_text(encoding="utf-8"))["features"]
    land = shape(next(f["geometry"] for f in countries if f["properties"].get("country") == "KZ"))
    shapely.prepare(land)
    return land


def head() -> dict[str, Any]:
    """What is the same for every size: style, presets, nights, bands and scenes of the real layer, and its English texts."""
    layer = the_layer()
    shared = columns(layer) | {"footprints": None, "occupations": [], "contingents": []}
    said = texts(layer, words("en"))
    each = ("titles", "when", "clock", "day", "places")
    return {
        "columns": {k: v for k, v in shared.items() if k not in {"events", "places"}},
        "texts": {k: v for k, v in said.items() if k not in each},
    }
