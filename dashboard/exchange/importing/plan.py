"""How one file is to be understood: which column is what, in which order dates and coordinates stand, in which zone times.

All of it is settled before the first row is taken: by the format, by what the person said, or by the file where it leaves no
doubt. Where it does, the answer is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.exchange.importing import columns, coordinates, dates, lands
from dashboard.exchange.importing.coordinates import Projection
from dashboard.exchange.importing.options import AXES, BY_PLACE, DATES, FIELDS, Options, Question, Unreadable
from dashboard.exchange.importing.raw import Batch, Source
from dashboard.layer.times import zone

_SWAPPED: Final = 0.9
"""The share of rows that must lie in Kazakhstan only with their coordinates exchanged, before that is asked about."""

_BEYOND: Final = 0.05
_SEVERAL: Final = 3
"""The share of rows, and their number, whose latitude is none but would be a longitude, before that is asked about."""

_TIMES: Final = ("start", "end")


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that :func:`dashboard.exchange.importing.convert.convert` needs besides the rows."""

    fields: Mapping[str, str]
    rules: Callable[[pa.Table], dict[str, Any]] | None
    told: frozenset[str]
    """Fields that the person mapped: the rules of the format do not touch them."""
    order: str
    zone: str
    zone_is_told: bool
    """Whether `zone` may be used for times of day: else they must carry their own."""
    midnight_is_day: bool
    comma: bool
    exchanged: bool
    projection: Projection | None
    when: dates.Moment | None


def plan(file: str, source: Source, options: Options) -> Plan:
    """Settle how `source` is read. Raises :class:`Question` and :class:`Unreadable`. Adds notes to the source."""
    _check(file, options)
    first = next((b for b in source.batches() if len(b.lines)), None)
    if first is None:
        first = Batch(pa.table({c: pa.array([], pa.string()) for c in source.columns}), np.array([], np.int64))
    fields = _fields(file, source, first, options)
    when = dates.moment(options.when) if options.when else None
    if not source.shapes and "point" not in fields and "lat" not in fields:
        _ask_where(file, first, fields)
    if "start" not in fields and "year" not in fields and when is None:
        raise Question(
            file,
            "columns",
            "--map start=COLUMN",
            f"no column is known to hold dates (columns: {_shown(source.columns)})",
            (),
            ", or --when 2022-01-05 if that is the time of every row",
        )
    comma = _comma(first, fields)
    projection = _projection(file, source, first, fields, comma, options)
    order, midnight_is_day, clocks = _times(file, source, fields, options)
    told_zone = options.zone or source.profile.zone
    if clocks and not told_zone and "tz" not in fields:
        raise Question(
            file,
            "zone",
            "--zone",
            f"times of day have no zone (got {clocks!r})",
            (),
            f" Asia/Almaty, --zone UTC, or --zone {BY_PLACE} for the zone of the place of each event",
        )
    return Plan(
        fields,
        source.profile.rules,
        frozenset(options.columns),
        order,
        told_zone or BY_PLACE,
        bool(told_zone),
        midnight_is_day,
        comma,
        _exchanged(file, source, first, fields, comma, projection, options),
        projection,
        when,
    )


def _check(file: str, options: Options) -> None:
    """Refuse options that mean nothing."""
    for name, value, allowed in (("dates", options.dates, DATES), ("axes", options.axes, AXES)):
        if value and value not in allowed:
            raise Unreadable(file, name, f"one of {', '.join(allowed)}", repr(value))
    for field in options.columns:
        if field not in FIELDS:
            raise Unreadable(file, "map", f"FIELD=COLUMN with a field of {', '.join(FIELDS)}", repr(field))
    if options.zone and options.zone != BY_PLACE:
        try:
            zone(options.zone)
        except ValueError:
            raise Unreadable(file, "zone", f"an IANA zone such as Asia/Almaty, or '{BY_PLACE}'", repr(options.zone)) from None
    if options.when and dates.moment(options.when) is None:
        raise Unreadable(file, "when", "a date such as 2022-01-05, a month or a year", repr(options.when))


def _fields(file: str, source: Source, first: Batch, options: Options) -> dict[str, str]:
    there = set(source.columns)
    found = {field: column for field, column in source.profile.fields.items() if column in there}
    if not source.profile.closed:
        found |= {f: c for f, c in columns.by_name(source.columns).items() if f not in found and c not in found.values()}
        found = columns.by_content(first.cells, found)
        if "id" in found and "id" not in options.columns and not columns.tells_apart(first.cells, found["id"]):
            source.notes.append(f"{found['id']!r} does not tell the rows apart: ids were made of their contents.")
            del found["id"]
    for field, column in options.columns.items():
        if not column:
            found.pop(field, None)
        elif column not in there:
            raise Unreadable(file, "map", f"a column of the file ({_shown(source.columns)})", repr(column))
        else:
            found = {f: c for f, c in found.items() if c != column or f in options.columns} | {field: column}
    if source.shapes:  # the geometry is the place, unless a person says that columns are
        found = {f: c for f, c in found.items() if f not in ("lat", "lon", "point") or f in options.columns}
    if "lat" not in found or "lon" not in found:
        found = {f: c for f, c in found.items() if f not in ("lat", "lon")}
    return found


def _ask_where(file: str, first: Batch, fields: Mapping[str, str]) -> None:
    near = columns.numeric(first.cells, fields)
    hint = f"; {' and '.join(repr(c) for c in near)} hold numbers that may be" if len(near) == 2 else ""
    raise Question(
        file,
        "columns",
        "--map lat=COLUMN --map lon=COLUMN",
        f"no columns are known to hold latitude and longitude (columns: {_shown(first.cells.column_names)}{hint})",
        (),
    )


def _shown(names: Any) -> str:
    told = [repr(n) for n in names]
    return ", ".join(told[:12]) + (", ..." if len(told) > 12 else "") or "none"


# --- coordinates ----------------------------------------------------------------------------------------------------


def _comma(first: Batch, fields: Mapping[str, str]) -> bool:
    """Whether coordinates have decimal commas throughout."""
    texts = [first.cells[fields[f]] for f in ("lat", "lon") if f in fields]
    with_comma = [pc.any(pc.match_substring_regex(t, r"^\s*[-+]?\d+,\d+\s*$")).as_py() for t in texts]
    with_point = [pc.any(pc.match_substring(t, ".")).as_py() for t in texts]
    return any(with_comma) and not any(with_point)


def _numbers(first: Batch, fields: Mapping[str, str], comma: bool) -> tuple[Any, Any] | None:
    """The two coordinates of the first rows as numbers, latitude first if they are in columns; ``None`` for geometries."""
    if "lat" in fields:
        pair = [coordinates.numbers(first.cells[fields[f]], comma)[0] for f in ("lat", "lon")]
    elif "point" in fields:
        pair = list(coordinates.pairs(first.cells[fields["point"]])[:2])
    else:
        return None
    sound = np.isfinite(pair[0]) & np.isfinite(pair[1])
    return (pair[0][sound], pair[1][sound]) if sound.any() else None


def _projection(
    file: str, source: Source, first: Batch, fields: Mapping[str, str], comma: bool, options: Options
) -> Projection | None:
    crs = options.crs or source.crs
    if crs:
        try:
            projection = Projection(crs)
        except ValueError:
            raise Unreadable(file, "crs", "a coordinate system such as EPSG:3857", repr(crs[:80])) from None
        if projection.plain:
            return None
        source.notes.append(f"Coordinates were turned from {projection.name} into WGS 84.")
        return projection
    pair = _degrees_of(first) if source.shapes else _numbers(first, fields, comma)
    if pair and ((np.abs(pair[0]) > 180) | (np.abs(pair[1]) > 180)).mean() > 0.5:
        raise Question(
            file,
            "crs",
            "--crs",
            f"the coordinates are no degrees (got {pair[0][0]:.0f}, {pair[1][0]:.0f}) and the file does not name their system",
            (),
            " EPSG:n, for example EPSG:3857 for web maps",
        )
    return None


def _degrees_of(first: Batch) -> tuple[Any, Any] | None:
    import shapely

    told = (
        shapely.from_wkb(first.shapes.to_numpy(zero_copy_only=False), on_invalid="ignore") if first.shapes is not None else []
    )
    told = [s for s in told if s is not None and not s.is_empty]
    if not told:
        return None
    bounds = shapely.bounds(told)
    return bounds[:, 1], bounds[:, 0]


def _exchanged(
    file: str,
    source: Source,
    first: Batch,
    fields: Mapping[str, str],
    comma: bool,
    projection: Projection | None,
    options: Options,
) -> bool:
    """Whether the two coordinates stand the other way round than the columns' names, or the format, have it."""
    usual = "lon-lat" if source.shapes else "lat-lon"
    if options.axes:
        return options.axes != usual
    pair = _degrees_of(first) if source.shapes else _numbers(first, fields, comma)
    if projection or not pair:
        return False
    lat, lon = pair
    beyond = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    if beyond.sum() >= _SEVERAL and beyond.mean() > _BEYOND:
        raise Question(
            file,
            "axes",
            "--axes",
            f"latitude and longitude may be exchanged: {beyond.sum()} latitudes lie beyond 90 (got {lat[beyond][0]:.4g}, "
            f"{lon[beyond][0]:.4g}; the order in which the file gives them is asked)",
            AXES,
        )
    turned = lands.inside(lon, lat, lands.HOME) & ~lands.inside(lat, lon, lands.HOME)
    if turned.mean() < _SWAPPED:
        return False
    raise Question(
        file,
        "axes",
        "--axes",
        f"latitude and longitude may be exchanged: as written they lie at {lat[0]:.4g} N {lon[0]:.4g} E, "
        "the other way round in Kazakhstan (the order in which the file gives them is asked)",
        AXES,
    )


# --- times ----------------------------------------------------------------------------------------------------------


def _times(file: str, source: Source, fields: Mapping[str, str], options: Options) -> tuple[str, bool, str]:
    """The order of day and month ("" if it is of no matter), whether midnights are days, and a time of day without zone."""
    told = options.dates or source.profile.dates
    orders: dict[str, str] = {}
    clocks, clock_sample, midnights = False, "", False
    used = [fields[f] for f in _TIMES if f in fields]
    for batch in source.batches():
        for column in used:
            texts = pc.unique(batch.cells[column])
            for text in texts.filter(pc.match_substring_regex(texts, r"^\s*\d{1,2}[-/]\d{1,2}[-/]\d")).to_pylist():
                orders.setdefault(dates.order_of(text), text)
            found = dates.parse(texts, told or "day-first")
            if columns.says_utc(column):
                found = dates.in_utc(found)
            timed = found.read & (found.precision <= dates.HOUR)
            at_midnight = dates.midnight(found)
            midnights |= bool(at_midnight.any())
            clocks |= bool((timed & ~at_midnight).any()) or bool(pc.any(pc.match_substring_regex(texts, r"\b24[:.]00")).as_py())
            naive = timed & ~found.shifted & ~at_midnight
            if naive.any() and not clock_sample:
                clock_sample = texts[int(naive.argmax())].as_py()
        if "clock" in fields and not clock_sample:
            clock_sample = next((t for t in pc.unique(batch.cells[fields["clock"]]).to_pylist() if t and t.strip()), "")
            clocks |= bool(clock_sample)
        settled = told or "open" not in orders or {"day-first", "month-first"} <= orders.keys()
        if settled and (clocks or not midnights):
            break
    proven = [o for o in DATES if o in orders]
    if not options.dates and told and proven not in ([], [told]):
        told = ""  # the format has one order, the file another
    if not told and (len(proven) > 1 or ("open" in orders and not proven)):
        shown = ", ".join(repr(orders[o]) for o in (*proven, "open") if o in orders)
        raise Question(file, "dates", "--dates", f"day and month cannot be told apart in '{used[0]}' (got {shown})", DATES)
    if midnights and not clocks:
        source.notes.append("Every time of day was 00:00: the dates were taken as days.")
    return told or (proven[0] if proven else ""), midnights and not clocks, clock_sample
