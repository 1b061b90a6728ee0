"""Records as they were read into events of :data:`dashboard.exchange.importing.schema.SCHEMA`, a batch at a time.

Each record ends in one of four ways (taken, repaired, refused, duplicate), which the report counts; the first fault decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.exchange.importing import coordinates, dates, kinds, lands, seen
from dashboard.exchange.importing.columns import PARTS, says_utc
from dashboard.exchange.importing.options import BY_PLACE
from dashboard.exchange.importing.plan import Plan
from dashboard.exchange.importing.raw import Batch, Broken
from dashboard.exchange.importing.report import DUPLICATE, REFUSED, REMARK, REPAIRED, TAKEN, Findings, Report
from dashboard.exchange.importing.schema import OUR_PRECISIONS, PRECISIONS, SCHEMA
from dashboard.exchange.importing.strings import absent, joined, looked_up, mask, one
from dashboard.layer.filters import fold
from dashboard.layer.times import zone
from dashboard.layer.vocabulary import LANGUAGES, PLACE_PRECISIONS, STATUSES
from dashboard.locale import words

Mask = npt.NDArray[np.bool_]

_LOSSY: Final = ("category", "status", "geo_precision", "uncertainty_m", "country", "actors", "tz", "time_precision")
"""Fields that may say less than the text of their column, which is then kept in `extra` too."""

_WRITTEN: Final = frozenset(SCHEMA.names) - {"geometry"}
"""Columns by which a table is known to be written from the schema."""

_WEEK: Final = 3 * 86_400_000_000
_UNSAID: Final = "claimed"
"""The status of what somebody else reports, unless the file says otherwise."""


class Verdicts:
    """What becomes of each record of a batch."""

    def __init__(self, lines: npt.NDArray[np.int64], report: Report) -> None:
        self._lines, self._report = lines, report
        self.refused = np.zeros(len(lines), bool)
        self.repaired = np.zeros(len(lines), bool)
        self.duplicate = np.zeros(len(lines), bool)
        self._later: list[tuple[str, Mask, str, str, Callable[[int], str], str]] = []

    def _tell(self, outcome: str, rows: Mask, field: str, must_be: str, got: Callable[[int], str], done: str) -> None:
        at = np.flatnonzero(rows)
        self._report.findings.append(
            Findings(outcome, field, must_be, done, self._lines[at].tolist(), [got(i) for i in at.tolist()])
        )

    def refuse(self, rows: Mask, field: str, must_be: str, got: Callable[[int], str]) -> None:
        """Refuse those of `rows` that are not refused yet."""
        rows = rows & ~self.refused
        if rows.any():
            self._tell(REFUSED, rows, field, must_be, got, "refused")
            self.refused |= rows

    def repair(self, rows: Mask, field: str, must_be: str, got: Callable[[int], str], done: str) -> None:
        """Say of `rows` that they were repaired."""
        if rows.any():
            self._later.append((REPAIRED, rows, field, must_be, got, done))
            self.repaired |= rows

    def remark(self, rows: Mask, field: str, must_be: str, got: Callable[[int], str], done: str) -> None:
        """Say something of `rows`, which are taken all the same."""
        if rows.any():
            self._later.append((REMARK, rows, field, must_be, got, done))

    def doubled(self, rows: Mask, field: str, must_be: str, got: Callable[[int], str]) -> None:
        """Say of `rows` that they are there already."""
        if rows.any():
            self._tell(DUPLICATE, rows, field, must_be, got, "left out")
            self.duplicate |= rows

    @property
    def kept(self) -> Mask:
        """Records that come in."""
        return ~self.refused & ~self.duplicate

    def count(self) -> None:
        """Add these records to the counts of the report."""
        for outcome, rows, field, must_be, got, done in self._later:
            if (rows & self.kept).any():
                self._tell(outcome, rows & self.kept, field, must_be, got, done)
        repaired = self.repaired & self.kept
        tally = {REFUSED: self.refused, DUPLICATE: self.duplicate, REPAIRED: repaired, TAKEN: self.kept & ~repaired}
        for outcome, rows in tally.items():
            self._report.counts[outcome] += int(rows.sum())
        self._report.rows += len(self._lines)


def convert(batch: Batch, plan: Plan, report: Report, known: seen.Seen) -> pa.RecordBatch:
    """The events of `batch`; every record of it is told in `report`. `known` remembers ids across batches."""
    _broken(batch, report)
    rows = _Rows(batch, plan, report)
    rows.locate()
    rows.date()
    return rows.events(known)


def _broken(batch: Batch, report: Report) -> None:
    for broken in batch.broken:
        report.findings.append(Findings(REFUSED, broken.field, broken.must_be, "refused", [broken.line], [broken.got]))
    report.counts[REFUSED] += len(batch.broken)
    report.rows += len(batch.broken)


class _Rows:
    """The work on one batch: where, when, what, in this order."""

    def __init__(self, batch: Batch, plan: Plan, report: Report) -> None:
        self._batch, self._plan = batch, plan
        self._cells = batch.cells
        self._count, self._unit = len(batch.lines), report.unit
        derived = plan.rules(batch.cells) if plan.rules else {}
        self._derived = {f: one(c) for f, c in derived.items() if f not in plan.told}
        self.verdicts = Verdicts(batch.lines, report)
        self._unused = set(_LOSSY)
        """Fields that do not say all that their column holds in every row."""
        self._mended(batch.mended)

    def _mended(self, mended: Sequence[Broken]) -> None:
        at = {int(line): i for i, line in enumerate(self._batch.lines)} if mended else {}
        for told in mended:
            rows = np.zeros(self._count, bool)
            rows[at[told.line]] = True
            self.verdicts.repair(rows, told.field, told.must_be, lambda _, got=told.got: got, "empty cells were left off")  # type: ignore[misc]

    def _text(self, field: str) -> Any:
        """The column of texts for a field, without white space around; ``None`` if there is none. Empty texts are null."""
        if field in self._derived:
            return self._derived[field]
        if field not in self._plan.fields:
            return None
        trimmed = pc.utf8_trim_whitespace(one(self._cells[self._plan.fields[field]]))
        empty = pc.equal(trimmed, "")
        return pc.if_else(empty, None, trimmed) if pc.any(empty).as_py() else trimmed

    def _texts(self, field: str) -> Any:
        found = self._text(field)
        return pa.nulls(self._count, pa.string()) if found is None else found

    def _named(self, field: str) -> str:
        return self._plan.fields.get(field, field)

    # --- where --------------------------------------------------------------------------------------------------------

    def locate(self) -> None:
        """Find latitude, longitude and geometry of each row."""
        plan = self._plan
        self._shapes: Any = None
        if self._batch.shapes is not None and "lat" not in plan.told and "point" not in plan.told:
            self._from_shapes(self._batch.shapes)
        elif "lat" in plan.fields:
            self._from_columns()
        else:
            self._from_pairs()
        self._in_range()
        self._in_land()

    def _from_shapes(self, wkb: Any) -> None:
        import shapely

        raw = wkb.to_numpy(zero_copy_only=False)
        self._set_shapes(shapely.from_wkb(raw, on_invalid="ignore"))

    def _set_shapes(self, shapes: Any) -> None:
        import shapely

        nothing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
        self.verdicts.refuse(nothing, "geometry", "a point, a line or an area", lambda _: "nothing")
        if self._plan.exchanged:
            shapes = coordinates.turned(shapes)
        if self._plan.projection:
            shapes = self._plan.projection.shapes(shapes)
        self._lat, self._lon = coordinates.standing(shapes)
        self._shapes = shapes

    def _from_columns(self) -> None:
        found = {}
        for field in ("lat", "lon"):
            texts = self._texts(field)
            values, read, eased = coordinates.numbers(texts, self._plan.comma)
            self.verdicts.refuse(~read, self._named(field), "a number of degrees", _got(texts))
            self.verdicts.repair(eased & read, self._named(field), "a number of degrees", _got(texts), "read as degrees")
            found[field] = values
        self._place(found["lat"], found["lon"])

    def _from_pairs(self) -> None:
        import shapely

        texts = self._texts("point")
        first, second, shapes = coordinates.pairs(texts)
        written = ~absent(shapes)
        bad = ~written & ~(np.isfinite(first) & np.isfinite(second))
        self.verdicts.refuse(bad, self._named("point"), "two coordinates, or WKT", _got(texts))
        self._place(first, second)
        if written.any():
            lat, lon = self._lat, self._lon
            sound = ~written & ~bad
            shapes[sound] = shapely.points(lon[sound], lat[sound])
            self._set_shapes(shapes)

    def _place(self, lat: Any, lon: Any) -> None:
        if self._plan.exchanged:
            lat, lon = lon, lat
        self._lat, self._lon = self._plan.projection.degrees(lon, lat) if self._plan.projection else (lat, lon)

    def _in_range(self) -> None:
        lat, lon = self._lat, self._lon
        for field, values, most in (("lat", lat, 90), ("lon", lon, 180)):
            with np.errstate(invalid="ignore"):
                beyond = ~(np.abs(values) <= most)
            self.verdicts.refuse(
                beyond,
                self._named(field),
                f"a number from -{most} to {most}",
                lambda i, v=values: f"{v[i]:g}",  # type: ignore[misc]
            )
        nowhere = (lat == 0) & (lon == 0)
        self.verdicts.refuse(nowhere, self._named("lat"), "the place of the event", lambda _: "0, 0, which stands for no place")

    def _in_land(self) -> None:
        """Hold each row against the country that it names, or its town's."""
        codes = lands.named(self._text("country"), self._text("place"), self._count)
        for code in sorted({c for c in codes if c}):
            rows = np.equal(codes, code)
            out = rows & ~lands.inside(self._lat, self._lon, code) & ~self.verdicts.refused
            turned = out & lands.inside(self._lon, self._lat, code)
            must_be = f"in the country that the row names ({code})"
            lat, lon = self._lat, self._lon
            got = _pair(lat, lon)
            self.verdicts.repair(turned, self._named("lat"), must_be, got, "latitude and longitude were exchanged")
            self.verdicts.refuse(out & ~turned, self._named("lat"), must_be, got)
            self._lat, self._lon = np.where(turned, lon, lat), np.where(turned, lat, lon)
            if self._shapes is not None and turned.any():
                self._shapes[turned] = coordinates.turned(self._shapes[turned])

    # --- when ---------------------------------------------------------------------------------------------------------

    def date(self) -> None:
        """Find the interval of each row, its zone and its precision."""
        plan = self._plan
        texts, begun = self._begun()
        if says_utc(self._named("start")):
            begun = dates.in_utc(begun)
        if plan.midnight_is_day:
            begun = _as_days(begun)
        self.verdicts.remark(
            dates.midnight(begun) & ~begun.shifted,
            self._named("start"),
            "a day, or a time of day",
            _got(texts),
            "taken as the minute at midnight",
        )
        unread = ~begun.read & mask(pc.is_valid(texts))
        if unread.any() and not plan.order:
            unclear = np.array(
                [u and dates.order_of(t) != "" for u, t in zip(unread.tolist(), texts.to_pylist(), strict=True)], bool
            )
            self.verdicts.refuse(
                unclear, self._named("start"), "a date that can be read in one way only (--dates)", _got(texts)
            )
        self.verdicts.refuse(~begun.read, self._named("start"), "a date, or a date and a time", _got(texts))
        self._zones = self._zone_of_rows(begun)
        ended = self._ended()
        coarse = self._coarse()
        self._precision = begun.precision.copy()
        if coarse is not None:
            self._unused.add("start")
            self._precision[np.equal(coarse, "month") & (self._precision <= dates.DAY)] = dates.MONTH
        self._start, self._end = np.zeros(self._count, np.int64), np.zeros(self._count, np.int64)
        shown = np.ones(self._count, bool)
        for name in sorted({z for z in self._zones if z}):
            rows = np.equal(self._zones, name)
            shown[rows] = self._bound(rows, name, begun, coarse)
            if ended is not None:
                self._bound_by_end(rows, name, ended)
        skipped = ~shown & (self._precision < dates.DAY)
        self.verdicts.refuse(skipped, self._named("start"), "a time that the clocks of its zone showed", _got(texts))
        if ended is not None:
            self._order_of_ends(ended)

    def _bound(self, rows: Mask, tz: str, begun: dates.Moments, coarse: Any) -> Mask:
        """Set start and end of `rows`, which are in the zone `tz`, by their start; say which starts the clocks showed."""
        precision, shifted = self._precision[rows], begun.shifted[rows]
        local = dates.floor(np.where(shifted, dates.to_local(begun.micros[rows], tz), begun.micros[rows]), precision)
        until = dates.following(local, precision)
        if coarse is not None:
            week = np.equal(coarse[rows], "week")
            local, until = local - week * _WEEK, until + week * _WEEK
        exact = precision < dates.DAY
        start, shown = dates.to_utc(local, tz)
        start = np.where(shifted & exact, begun.micros[rows], start)
        self._start[rows] = start
        self._end[rows] = np.where(exact, start + (until - local), dates.to_utc(until, tz)[0])
        return shown

    def _bound_by_end(self, rows: Mask, tz: str, ended: dates.Moments) -> None:
        """Set the end of those of `rows` that say one: a day, month or year is included."""
        last, precision = ended.micros[rows], ended.precision[rows]
        over = np.where(precision >= dates.DAY, dates.following(last, precision), last)
        exact = ended.shifted[rows] & (precision < dates.DAY)
        end = np.where(exact, last, dates.to_utc(over, tz)[0])
        self._end[rows] = np.where(ended.read[rows], end, self._end[rows])

    def _begun(self) -> tuple[Any, dates.Moments]:
        plan, texts = self._plan, self._texts("start") if "start" in self._plan.fields else self._parts()
        if plan.when is not None:
            texts = pc.fill_null(
                texts,
                plan.when.local.strftime(("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%Y-%m", "%Y")[plan.when.precision]),
            )
        clocks = self._text("clock")
        if clocks is None:
            return texts, dates.parse(texts, plan.order)
        alone = dates.parse(texts, plan.order)
        together = dates.parse(pc.if_else(pc.is_valid(texts), joined((texts, clocks), " "), None), plan.order)
        lost = alone.read & ~together.read & mask(pc.is_valid(clocks))
        if lost.any():
            self._unused.add("clock")
            self.verdicts.remark(
                lost, self._named("clock"), "a time of day such as 18:00", _got(clocks), "the date was taken alone"
            )
        return texts, dates.Moments(*(np.where(lost, getattr(alone, f), getattr(together, f)) for f in dates.Moments.__slots__))

    def _parts(self) -> Any:
        """A date in three columns as one text: as far as it goes without a gap."""
        year, month, day = (self._texts(f) for f in PARTS)
        month = pc.if_else(pc.is_valid(year), month, pa.scalar(None, pa.string()))
        day = pc.if_else(pc.is_valid(month), day, pa.scalar(None, pa.string()))
        return joined((year, month, day), "-")

    def _coarse(self) -> Any:
        found = self._derived.get("coarse")
        return None if found is None or found.null_count == len(found) else found.to_numpy(zero_copy_only=False)

    def _zone_of_rows(self, begun: dates.Moments) -> npt.NDArray[np.object_]:
        plan = self._plan
        zones: Any = np.full(self._count, None, object)
        told = self._text("tz")
        if told is not None:
            known = looked_up(told, _zone_or_none).to_numpy(zero_copy_only=False)
            wrong = absent(known) & mask(pc.is_valid(told))
            self.verdicts.refuse(wrong & ~begun.shifted, self._named("tz"), "an IANA zone such as Asia/Almaty", _got(told))
            zones = known.copy()
        if not plan.zone_is_told:
            naive = absent(zones) & begun.read & ~begun.shifted & (begun.precision <= dates.HOUR)
            self.verdicts.refuse(naive, self._named("tz"), "a zone, as the time of day has none (--zone)", lambda _: "nothing")
        left = ~self.verdicts.refused & absent(zones)
        if plan.zone != BY_PLACE:
            zones[left] = plan.zone
        elif left.any():
            from tzfpy import get_tz

            at = np.flatnonzero(left)
            names = [get_tz(x, y) for x, y in zip(self._lon[at].tolist(), self._lat[at].tolist(), strict=True)]
            zones[at] = np.array(names, object)
        zones[self.verdicts.refused] = None
        told_zones: npt.NDArray[np.object_] = zones
        return told_zones

    def _ended(self) -> dates.Moments | None:
        texts = self._text("end")
        if texts is None:
            return None
        found = dates.parse(texts, self._plan.order)
        if says_utc(self._named("end")):
            found = dates.in_utc(found)
        if self._plan.midnight_is_day:
            found = _as_days(found)
        lost = ~found.read & mask(pc.is_valid(texts))
        if lost.any():
            self._unused.add("end")
            self.verdicts.remark(lost, self._named("end"), "a date, or a date and a time", _got(texts), "the end was left open")
        if not self._plan.zone_is_told and self._text("tz") is None:
            naive = found.read & ~found.shifted & (found.precision <= dates.HOUR)
            self.verdicts.refuse(naive, self._named("end"), "a time with its zone (--zone)", _got(texts))
        return found

    def _order_of_ends(self, ended: dates.Moments) -> None:
        same = ended.read & (ended.precision < dates.DAY) & (self._end == self._start)
        self._end[same] += 60_000_000
        backwards = ended.read & (self._end <= self._start)
        self.verdicts.refuse(backwards, self._named("end"), "not before the start", _got(self._texts("end")))
        np.maximum(self._precision, np.where(ended.read, ended.precision, 0), out=self._precision)

    # --- what ---------------------------------------------------------------------------------------------------------

    def events(self, known: seen.Seen) -> pa.RecordBatch:
        """The events that come in; every record is counted."""
        ids = self._ids(known)
        kept = self.verdicts.kept
        columns = self._columns(ids)
        self.verdicts.count()
        arrays = [one(columns[name]) for name in SCHEMA.names]
        if not kept.all():
            chosen = pa.array(kept)
            arrays = [a.filter(chosen) for a in arrays]
        return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)

    def _ids(self, known: seen.Seen) -> Any:
        contents = seen.contents(self._cells, self._batch.shapes)
        given = self._text("id")
        ids = seen.names(contents) if given is None else given
        if given is not None:
            missing = mask(pc.is_null(given))
            if missing.any():
                ids = pc.if_else(pa.array(missing), seen.names(contents), given)
        sound = ~self.verdicts.refused
        chosen = pa.array(sound)
        lines = self._batch.lines
        first, same = (np.full(self._count, -1, np.int64), np.zeros(self._count, bool))
        first[sound], same[sound] = known.add(
            seen.hashes(ids.filter(chosen)), seen.hashes(contents.filter(chosen)), lines[sound]
        )
        again = first >= 0
        field = self._named("id")
        there = first == 0
        self.verdicts.doubled(
            there, field if given is not None else "record", "new in the layer", lambda _: "one that is there"
        )
        again &= ~there
        self.verdicts.doubled(
            again & same,
            field if given is not None else "record",
            "new in the file",
            lambda i: f"the same as {self._unit} {first[i]}",
        )
        self.verdicts.refuse(
            again & ~same,
            field,
            "one event only (--map id= takes the ids from the contents)",
            lambda i: f"{ids[i].as_py()!r}, which {self._unit} {first[i]} has for another",
        )
        return ids

    def _columns(self, ids: Any) -> dict[str, Any]:
        count = self._count
        kind, category = self._text("kind"), self._text("category")
        found = {f: self._texts(f) for f in ("summary", "admin1", "place", "source", "source_url")}
        dead = {f: self._dead(f) for f in ("fatalities_low", "fatalities_best", "fatalities_high")}
        uncertainty, certain, _ = coordinates.numbers(self._texts("uncertainty_m"))
        with np.errstate(invalid="ignore"):
            told = certain & np.isfinite(uncertainty) & (uncertainty >= 0)
        made = {
            "id": ids,
            "title": self._titles(found, kind),
            **found,
            "start": pa.array(self._start, pa.timestamp("us", "UTC")),
            "end": pa.array(self._end, pa.timestamp("us", "UTC")),
            "tz": pa.array(np.where(absent(self._zones), "UTC", self._zones), pa.string()),
            "time_precision": self._precisions(),
            "category": self._categories(kind, category),
            "kind": pa.nulls(count, pa.string()) if kind is None and category is None else category if kind is None else kind,
            "lat": pa.array(self._lat, pa.float64()),
            "lon": pa.array(self._lon, pa.float64()),
            "uncertainty_m": pa.array(uncertainty, pa.float64(), mask=~told),
            "geo_precision": looked_up(
                self._texts("geo_precision"), lambda t: t.casefold() if t.casefold() in PLACE_PRECISIONS else None
            ),
            "actors": _split(self._texts("actors")),
            **dead,
            "status": pc.fill_null(looked_up(self._texts("status"), _status), _UNSAID),
            "geometry": self._geometry(),
            "row": pa.array(self._batch.lines, pa.int64()),
        }
        self._unused -= {f for f in _LOSSY if f in made and self._says_all(f, made[f])}
        return made | {"extra": self._extra()}

    def _titles(self, found: dict[str, Any], kind: Any) -> Any:
        """The title, or else the kind and the place, or the beginning of the summary: words of the file, none of ours."""
        titles = self._texts("title")
        if not titles.null_count:
            return titles
        kinds_ = pa.nulls(self._count, pa.string()) if kind is None else kind
        return pc.coalesce(titles, joined((kinds_, found["place"]), ", "), pc.utf8_slice_codeunits(found["summary"], 0, 100))

    def _dead(self, field: str) -> Any:
        texts = self._text(field)
        if texts is None:
            return pa.nulls(self._count, pa.int32())
        counts, wrong = coordinates.whole_numbers(texts)
        if wrong.any():
            self._unused.add(field)
            self.verdicts.remark(wrong, self._named(field), "a whole number", _got(texts), "no number was taken")
        return counts

    def _categories(self, kind: Any, category: Any) -> Any:
        if "category" in self._derived:
            return self._derived["category"]
        found = [looked_up(texts, kinds.category) for texts in (category, kind) if texts is not None]
        return pc.coalesce(*found) if found else pa.nulls(self._count, pa.string())

    def _precisions(self) -> Any:
        """The coarser of what the time itself says and what a column says of it."""
        texts = self._text("time_precision")
        if texts is None:
            return pa.array(PRECISIONS, pa.string()).take(pa.array(self._precision))
        texts = looked_up(texts, lambda t: OUR_PRECISIONS.get(t, t))
        codes = pc.fill_null(pc.index_in(texts, pa.array(PRECISIONS, pa.string())), 0).to_numpy(zero_copy_only=False)
        return pa.array(PRECISIONS, pa.string()).take(pa.array(np.maximum(codes, self._precision)))

    def _geometry(self) -> Any:
        if self._shapes is None:
            return coordinates.points(self._lat, self._lon)
        import shapely

        told = np.where(self.verdicts.refused, shapely.points(0, 0), self._shapes)
        return pa.array(shapely.to_wkb(told, output_dimension=4, flavor="iso"), pa.binary())

    def _extra(self) -> Any:
        """Whatever no field holds as it stands, as JSON."""
        plan = self._plan
        held = {c for f, c in plan.fields.items() if f not in self._unused and f not in self._derived}
        left = [c for c in self._cells.column_names if c not in held and self._cells[c].null_count < self._count]
        before = self._text("extra")
        if set(self._cells.column_names) >= _WRITTEN:  # a layer that comes back: its rows were those of another file
            left = [c for c in left if c not in ("lat", "lon", "row")]
        if not left:
            return pa.nulls(self._count, pa.string()) if before is None else _merged(before, before)
        parts = [
            pc.binary_join_element_wise(f'{json.dumps(c, ensure_ascii=False)}:"', _escaped(one(self._cells[c])), '"', "")
            for c in left
        ]
        told = pc.binary_join_element_wise("{", joined(parts, ","), "}", "")
        return told if before is None else _merged(before, told)

    def _says_all(self, field: str, column: Any) -> bool:
        """Whether `column` of the schema holds all that the texts of a field say."""
        texts = self._text(field)
        if texts is None:
            return True
        if pa.types.is_floating(column.type):
            return bool(pc.all(pc.equal(pc.is_valid(column), pc.is_valid(texts))).as_py())
        told = pc.binary_join(column, ";") if pa.types.is_list(column.type) else column
        return bool(pc.all(pc.or_(pc.is_null(texts), pc.fill_null(pc.equal(told, texts), False))).as_py())


# --- small things ---------------------------------------------------------------------------------------------------


def _got(texts: Any) -> Callable[[int], str]:
    def told(row: int) -> str:
        text = texts[row].as_py()
        return "nothing" if text is None else repr(text[:120])

    return told


def _pair(lat: Any, lon: Any) -> Callable[[int], str]:
    return lambda row: f"{lat[row]:g}, {lon[row]:g}"


def _as_days(moments: dates.Moments) -> dates.Moments:
    at = dates.midnight(moments)
    return dates.Moments(
        moments.micros, np.where(at, np.int8(dates.DAY), moments.precision), moments.shifted & ~at, moments.read
    )


def _zone_or_none(text: str) -> str | None:
    try:
        return zone(text.strip()).key
    except ValueError:
        return None


def _status(text: str) -> str | None:
    wanted = fold(text)
    if wanted in STATUSES:
        return wanted
    return next((s for lang in LANGUAGES for s in STATUSES if fold(words(lang).label("status", s)) == wanted), None)


def _split(texts: Any) -> Any:
    """Names between semicolons, without white space around, empty ones and doubles left out."""
    if texts.null_count == len(texts):
        return pa.nulls(len(texts), pa.list_(pa.string()))
    coded = pc.dictionary_encode(texts)
    told = [list(dict.fromkeys(p.strip() for p in t.split(";") if p.strip())) for t in coded.dictionary.to_pylist()]
    return pa.array(told, pa.list_(pa.string())).take(coded.indices)


def _merged(before: Any, further: Any) -> Any:
    """Objects in JSON, each with the names of another added; a text that is no object is kept under the name "extra"."""
    told = []
    for one_, two in zip(before.to_pylist(), further.to_pylist(), strict=True):
        both = _object(one_) | _object(two)
        told.append(json.dumps(both, ensure_ascii=False, separators=(",", ":")) if both else None)
    return pa.array(told, pa.string())


def _object(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (json.JSONDecodeError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"extra": text}


def _has_special(texts: Any) -> bool:
    """Whether a column may hold signs that JSON escapes: looked up in its bytes, which is quicker than in each text."""
    held = texts.buffers()[2]
    raw = np.frombuffer(held, np.uint8) if held else np.array([], np.uint8)
    return bool(((raw < 32) | (raw == 34) | (raw == 92)).any())


def _escaped(texts: Any) -> Any:
    """Texts as they stand between the quotation marks of JSON."""
    if not _has_special(texts):
        return texts
    special = pc.fill_null(pc.match_substring_regex(texts, r'["\\\x00-\x1f]'), False)
    told = [json.dumps(t, ensure_ascii=False)[1:-1] for t in texts.filter(special).to_pylist()]
    return pc.replace_with_mask(texts, special, pa.array(told, pa.string()))
