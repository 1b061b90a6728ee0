"""JSON: GeoJSON, one feature a line or all in one; uMap; the answers of ACLED's API; timemap; any list of records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.exchange.importing import profiles, text
from dashboard.exchange.importing.limits import JSON_DEPTH, ROWS
from dashboard.exchange.importing.options import Options, Unreadable
from dashboard.exchange.importing.raw import Profile, Source, from_dicts

TIMEMAP = Profile(
    {
        "id": "id",
        "summary": "description",
        "start": "date",
        "clock": "time",
        "lat": "latitude",
        "lon": "longitude",
        "place": "location",
        "kind": "category",
        "source_url": "sources",
    },
    dates="month-first",
)
"""Events of timemap, as its schema names them; its dates are MM/DD/YYYY unless somebody builds it otherwise."""

_TIMEMAP_SIGNS = frozenset({"description", "date", "latitude", "longitude"})
_TIMEMAP_OWN = frozenset({"associations", "sources", "filters", "narratives", "time_display", "category_full"})


def load(path: Path, options: Options) -> Any:
    """The document at `path`, or a list of those on its lines. Raises :class:`Unreadable`."""
    content, _ = text.whole(path, options.encoding)
    try:
        try:
            told = json.loads(content)
        except json.JSONDecodeError as error:
            lines = [line for line in content.splitlines() if line.strip(" \x1e")]
            if len(lines) < 2 or error.msg != "Extra data":
                raise
            told = [json.loads(line.strip(" \x1e")) for line in lines]
        _measure(path, told)
    except json.JSONDecodeError as error:
        raise Unreadable(path.name, "json", "valid JSON", error.msg, error.lineno) from None
    except RecursionError:
        raise Unreadable(path.name, "json", f"at most {JSON_DEPTH} levels deep", "more") from None
    return told


def _measure(path: Path, told: Any) -> None:
    """Refuse what is nested too deep, level by level and without calling itself."""
    level, depth = [told], 0
    while level:
        depth += 1
        if depth > JSON_DEPTH:
            raise Unreadable(path.name, "json", f"at most {JSON_DEPTH} levels deep", "more")
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, (dict, list))
        ]


def kind(told: Any) -> str:
    """Which of the formats the document is."""
    if isinstance(told, dict):
        if told.get("type") == "umap":
            return "umap"
        if told.get("type") in {"FeatureCollection", "Feature"}:
            return "geojson"
    elif (
        isinstance(told, list)
        and told
        and isinstance(told[0], dict)
        and told[0].get("type") in {"Feature", "FeatureCollection"}
    ):
        return "geojson"
    found = records(told)
    if found:
        names = frozenset().union(*(r.keys() for r in found[:100]))
        if profiles.recognised(sorted(names)):
            return "acled"
        if names >= _TIMEMAP_SIGNS and names & _TIMEMAP_OWN:
            return "timemap"
    return "json"


def records(told: Any) -> list[dict[str, Any]]:
    """The list of records in a document: itself, or the longest list of objects in it ("data", "events")."""
    lists = [told] if isinstance(told, list) else list(told.values()) if isinstance(told, dict) else []
    found = [v for v in lists if isinstance(v, list) and any(isinstance(r, dict) for r in v)]
    return max(found, key=len, default=[])


def source(path: Path, told: Any, format_: str) -> Source:
    """The records of the document `told`, read as `format_`."""
    if format_ == "geojson":
        return _features(_all_features(told), told.get("crs") if isinstance(told, dict) else None)
    if format_ == "umap":
        return _umap(path, told)
    found = records(told)
    if not found or len(found) > ROWS:
        raise Unreadable(path.name, "json", "a list of records, or GeoJSON", "something else")
    rows = [{str(k): _plain(v) for k, v in r.items()} if isinstance(r, dict) else {"value": _plain(r)} for r in found]
    made = from_dicts(rows)
    if format_ == "timemap":
        made.profile = TIMEMAP
    return made


def _plain(value: Any) -> str | None:
    """A value as text: lists of texts between semicolons, everything else nested as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(v, (str, int, float)) for v in value):
        return ";".join(str(v) for v in value)
    return str(value) if isinstance(value, (int, float)) else json.dumps(value, ensure_ascii=False)


# --- features -------------------------------------------------------------------------------------------------------


def _all_features(told: Any) -> list[Any]:
    if isinstance(told, list):
        return [f for part in told for f in _all_features(part)]
    return list(told.get("features") or []) if told.get("type") == "FeatureCollection" else [told]


def _features(features: Sequence[Any], crs: Any, folders: Sequence[str] = ()) -> Source:
    rows, shapes = [], []
    for position, feature in enumerate(features):
        feature = feature if isinstance(feature, dict) else {}
        properties = feature.get("properties")
        row = (
            {str(k): _plain(v) for k, v in properties.items() if not str(k).startswith("_umap")}
            if isinstance(properties, dict)
            else {}
        )
        if feature.get("id") is not None:
            row.setdefault("id", _plain(feature["id"]))
        if folders:
            row.setdefault("layer", folders[position])
        rows.append(row)
        shapes.append(_wkb(feature.get("geometry")))
    made = from_dicts(rows, shapes)
    made.crs = _crs(crs)
    return made


def _wkb(geometry: Any) -> bytes | None:
    """A GeoJSON geometry as WKB; ``None`` if it is none."""
    import shapely
    from shapely.geometry import shape

    try:
        made = shape(geometry) if geometry else None
        return None if made is None else shapely.to_wkb(made, output_dimension=4, flavor="iso")
    except (shapely.errors.ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def _crs(told: Any) -> str:
    """The system that GeoJSON of before 2016 may name; RFC 7946 has only WGS 84."""
    name = (
        told.get("properties", {}).get("name")
        if isinstance(told, Mapping) and isinstance(told.get("properties"), Mapping)
        else None
    )
    return (
        str(name).replace("urn:ogc:def:crs:EPSG::", "EPSG:").replace("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84")
        if name
        else ""
    )


def _umap(path: Path, told: Mapping[str, Any]) -> Source:
    """All layers of a uMap file; a remote layer holds nothing and is never fetched."""
    features: list[Any] = []
    folders: list[str] = []
    remote = 0
    for layer in told.get("layers") or []:
        options = layer.get("_umap_options") or layer.get("_storage") or {}
        remote += bool((options.get("remoteData") or {}).get("url"))
        features += layer.get("features") or []
        folders += [str(options.get("name") or "")] * len(layer.get("features") or [])
    if not features:
        got = "remote layers only, which are not fetched" if remote else "none"
        raise Unreadable(path.name, "layers", "layers with features of their own", got)
    made = _features(features, None, folders)
    made.profile = Profile({"title": "name", "summary": "description", "kind": "layer"})
    if remote:
        made.notes.append(f"{remote} remote layer{'' if remote == 1 else 's'} passed over: nothing is fetched.")
    return made
