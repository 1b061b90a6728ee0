"""Coordinates as people write them, as numbers; other systems than WGS 84; geometries and the points that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_DEGREES = re.compile(
    r"(?P<before>[NSEWСЮЗВ])?\s*(?P<sign>[-−–+])?\s*(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*[°º*]?"
    r"(?:\s*(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['’′])?(?:\s*(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’))?"
    r"\s*(?P<after>[NSEWСЮЗВ]|с\.?\s?ш\.?|ю\.?\s?ш\.?|в\.?\s?д\.?|з\.?\s?д\.?)?",
    re.IGNORECASE,
)
_NEGATIVE: Final = frozenset("swюз")

_PAIR = re.compile(r"\(?\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:[,;]\s+|[;,]|\s+)\s*([-+]?\d+(?:[.,]\d+)?)\s*\)?")
_WKT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|\s*(?:SRID=\d+;)?\s*GEOMETRYCOLLECTION", re.IGNORECASE
)


def numbers(texts: Any, comma: bool = False) -> tuple[Floats, Mask, Mask]:
    """A column of texts as numbers: the values (NaN where there is none), which are numbers, and which needed more than that.

    `comma` says that the file writes decimals with a comma. "43°14′20″N", "43.2 N" and a comma in a file of points are
    understood one by one, and told.
    """
    plain = pc.utf8_trim_whitespace(texts)
    if comma:
        plain = pc.replace_substring(plain, ",", ".")
    try:
        quick = pc.cast(plain, pa.float64())
        values = pc.fill_null(quick, np.nan).to_numpy(zero_copy_only=False) if isinstance(quick, pa.Array) else quick.to_numpy()
        return np.asarray(values, np.float64), ~_null(plain), np.zeros(len(plain), bool)
    except pa.ArrowInvalid:
        found = [_number(t) for t in plain.to_pylist()]
    return (
        np.array([v for v, _ in found], np.float64),
        np.array([how is not None for _, how in found], bool),
        np.array([bool(how) for _, how in found], bool),
    )


def _null(texts: Any) -> Mask:
    return np.asarray(pc.is_null(texts).to_numpy(zero_copy_only=False), bool)


def _number(text: str | None) -> tuple[float, bool | None]:
    """The number that `text` says, and whether it took more than reading; ``None`` if it says none."""
    if not text:
        return np.nan, None
    try:
        return float(text.replace("_", "x")), False
    except ValueError:
        value = degrees(text)
        return (np.nan, None) if value is None else (value, True)


@lru_cache(maxsize=4096)
def degrees(text: str) -> float | None:
    """Degrees from minutes, seconds and letters of the compass in English or Russian; ``None`` if `text` is something else."""
    found = _DEGREES.fullmatch(text.strip())
    if not found:
        return None
    whole, minutes, seconds = (float((found[k] or "0").replace(",", ".")) for k in ("degrees", "minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        return None
    letter = (found["before"] or found["after"] or "").casefold()[:1]
    negative = (found["sign"] or "") in {"-", "−", "–"} or letter in _NEGATIVE
    value = whole + minutes / 60 + seconds / 3600
    return -value if negative else value


def whole_numbers(texts: Any) -> tuple[Any, Mask]:
    """A column of texts as counts (an Arrow array of int32), and which texts are no count ("12+", "-1", "many")."""
    try:
        values = pc.cast(pc.utf8_trim_whitespace(texts), pa.float64())
    except pa.ArrowInvalid:
        values = pa.array([_count(t) for t in texts.to_pylist()], pa.float64())
    sound = pc.and_(pc.and_(pc.greater_equal(values, 0), pc.less(values, 2**31)), pc.equal(pc.floor(values), values))
    sound = pc.fill_null(sound, False)
    counts = pc.cast(pc.if_else(sound, values, None), pa.int32())
    wrong = pc.and_(pc.invert(sound), pc.is_valid(texts))
    return counts, np.asarray(wrong.to_numpy(zero_copy_only=False), bool)


def _count(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return np.nan


def is_wkt(text: str) -> bool:
    """Whether `text` is a geometry in WKT."""
    return bool(_WKT.match(text))


def is_pair(text: str) -> bool:
    """Whether `text` holds two coordinates, or a geometry in WKT."""
    return is_wkt(text) or bool(_PAIR.fullmatch(text.strip()))


def pairs(texts: Any) -> tuple[Floats, Floats, Any]:
    """A column of "43.238, 76.945" or WKT: the two numbers in the order in which they stand (NaN where there are none) and,
    where it was WKT, the geometries (x before y), as an object array.
    """
    import shapely

    first, second = (np.full(len(texts), np.nan) for _ in range(2))
    shapes = np.full(len(texts), None, object)
    for i, text in enumerate(texts.to_pylist()):
        if not text:
            continue
        if is_wkt(text):
            shapes[i] = shapely.from_wkt(re.sub(r"^\s*SRID=\d+;", "", text, flags=re.IGNORECASE), on_invalid="ignore")
            continue
        found = _PAIR.fullmatch(text.strip())
        if found:
            first[i], second[i] = (float(found[k].replace(",", ".")) for k in (1, 2))
    return first, second, shapes


def points(lat: Floats, lon: Floats) -> Any:
    """Points as WKB, in an Arrow array."""
    packed = np.zeros(len(lat), np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")]))
    packed["order"], packed["kind"], packed["x"], packed["y"] = 1, 1, lon, lat
    offsets = (21 * np.arange(len(lat) + 1)).astype(np.int32)
    return pa.Array.from_buffers(pa.binary(), len(lat), [None, pa.py_buffer(offsets), pa.py_buffer(packed.tobytes())])


def standing(shapes: Any) -> tuple[Floats, Floats]:
    """For each geometry a point that lies on it: latitude and longitude; NaN for an empty or missing one."""
    import shapely

    flat = shapely.force_2d(shapes)
    bad = ~shapely.is_valid(flat) & ~shapely.is_missing(flat)
    if bad.any():
        flat[bad] = shapely.make_valid(flat[bad])
    flat[shapely.is_empty(flat)] = None
    told = shapely.point_on_surface(flat)
    single = shapely.get_type_id(flat) == 0
    told[single] = flat[single]
    return shapely.get_y(told), shapely.get_x(told)


class Projection:
    """The way from the coordinates of a system (``EPSG:3857``, or WKT) to WGS 84. Raises ``ValueError`` for an unknown one."""

    def __init__(self, crs: str) -> None:
        from pyproj import CRS, Transformer
        from pyproj.exceptions import CRSError

        try:
            system = CRS.from_user_input(crs)
            self.name = system.name
            self.plain = system.equals(CRS.from_epsg(4326), ignore_axis_order=True) or system.to_epsg() in {4326, 4979}
            self._way = Transformer.from_crs(system, CRS.from_epsg(4326), always_xy=True)
        except CRSError as error:
            raise ValueError(str(error)) from None

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude of points; infinite where there is no answer."""
        lon, lat = self._way.transform(x, y)
        return np.asarray(lat), np.asarray(lon)

    def shapes(self, shapes: Any) -> Any:
        """Geometries in WGS 84; heights stay as they are."""
        return moved(shapes, lambda x, y: self.degrees(x, y)[::-1])


def moved(shapes: Any, change: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> Any:
    """Geometries with other coordinates: `change` gives x and y for x and y. Heights stay as they are, missing ones missing."""
    import shapely

    made = shapes.copy()
    high = shapely.has_z(shapes)
    for rows, with_z in ((high, True), (~high & ~shapely.is_missing(shapes), False)):
        if rows.any():
            made[rows] = shapely.transform(
                shapes[rows],
                lambda at: np.column_stack([*change(at[:, 0], at[:, 1]), *at[:, 2:].T]),
                include_z=with_z,
            )
    return made


def turned(shapes: Any) -> Any:
    """Geometries with x and y exchanged."""
    return moved(shapes, lambda x, y: (y, x))
