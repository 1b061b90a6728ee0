"""Whether a place that a row names can lie where the row puts it: countries by their outlines' extent, towns by their country.

Only countries that the shipped basemap shows whole are known, and towns of the event layer in Central Asia. Nothing is said of
any other name, and nothing of places within one country, where one name is often borne by several.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from babel import Locale, UnknownLocaleError

from dashboard.exchange.importing.strings import absent
from dashboard.layer import home, the_layer
from dashboard.layer.filters import fold
from dashboard.layer.vocabulary import LANGUAGES

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

MARGIN: Final = 1.0
"""Degrees around a country's extent that still count as in it: borders are generalised and points rounded."""

HOME: Final = "KZ"

_TOWNS_OF: Final = ("KZ", "KG", "UZ", "TJ", "TM")
_ALPHA3: Final = {
    "KZ": "KAZ 398",
    "KG": "KGZ 417",
    "UZ": "UZB 860",
    "TJ": "TJK 762",
    "TM": "TKM 795",
    "RU": "RUS 643",
    "BY": "BLR 112",
    "AM": "ARM 051",
}


@lru_cache(maxsize=1)
def boxes() -> dict[str, Box]:
    """The extent of each country of the basemap, by ISO 3166-1 alpha-2 code."""
    told = json.loads((home.DATA / "basemap" / "countries.geojson").read_text(encoding="utf-8"))
    found: dict[str, Box] = {}
    for feature in told["features"]:
        at = np.array(list(_positions(feature["geometry"]["coordinates"])))
        found[feature["properties"]["country"]] = (*at.min(axis=0).tolist(), *at.max(axis=0).tolist())
    return found


def _positions(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[:2]
    else:
        for part in coordinates:
            yield from _positions(part)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names and codes of countries, folded, to their alpha-2 code."""
    found: dict[str, str] = {}
    for code in boxes():
        names = [code, *_ALPHA3.get(code, "").split()]
        for lang in LANGUAGES:
            try:
                names.append(str(Locale(lang).territories[code]))
            except (KeyError, UnknownLocaleError):
                continue
        found |= {fold(name): code for name in names}
    return found | {fold("Кыргызстан"): "KG", fold("Киргизия"): "KG"}


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    """Names of towns of the event layer, folded, to the country they lie in."""
    cities = [p for p in the_layer().places.values() if p.kind == "city" and p.country in _TOWNS_OF]
    return {fold(name): p.country for p in cities for name in p.names.values()}


def inside(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], code: str) -> npt.NDArray[np.bool_]:
    """Which points may lie in the country `code`."""
    west, south, east, north = boxes()[code]
    return (lon >= west - MARGIN) & (lon <= east + MARGIN) & (lat >= south - MARGIN) & (lat <= north + MARGIN)


def named(countries: Any, places: Any, count: int) -> npt.NDArray[np.object_]:
    """The country that each of `count` rows names, by its own word or else its town's; ``None`` where none is known.

    `countries` and `places` are columns of texts or ``None``.
    """
    by_country, by_town = _codes(countries, _countries(), "", count), _codes(places, _towns(), None, count)
    told = np.where(absent(by_country), by_town, by_country)
    told[told == ""] = None  # a country of which nothing is known here
    return told


def _codes(texts: Any, known: Mapping[str, str], other: str | None, count: int) -> npt.NDArray[np.object_]:
    """The code of each text; `other` for a text that is not `known`, ``None`` for no text."""
    if texts is None:
        return np.full(count, None, object)
    coded = pc.dictionary_encode(texts)
    words = coded.dictionary.to_pylist()
    codes = np.array([*(known.get(fold(w.strip()), other) for w in words), None], object)
    told: npt.NDArray[np.object_] = codes[pc.fill_null(coded.indices, len(words)).to_numpy(zero_copy_only=False)]
    return told
