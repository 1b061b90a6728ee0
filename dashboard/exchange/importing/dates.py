"""Dates and times as people write them, as moments of civil time with the precision that they were given in.

A year first is year, month, day; points between numbers are day, month, year, as everywhere that writes them; of slashes and
dashes the order must be proven by the file or told. A date alone is a day, never its midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from babel import Locale

from dashboard.exchange.importing.schema import PRECISIONS
from dashboard.exchange.importing.strings import mask, one
from dashboard.layer.filters import fold
from dashboard.layer.times import zone
from dashboard.layer.vocabulary import LANGUAGES

MINUTE, HOUR, DAY, MONTH, YEAR = range(len(PRECISIONS))
"""Precisions as numbers: positions in :data:`dashboard.exchange.importing.schema.PRECISIONS`."""

YEARS: Final = range(1900, 2100)
"""Years in which an event may lie; others are faults of the file."""

EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - civil time, in whatever zone

Micros = npt.NDArray[np.int64]
"""Microseconds since 1970, in civil time or in UTC as the name of the variable says."""

_FEW: Final = 256
"""Different texts up to which the quick way is not worth its start."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One text understood: `local` civil time, its `precision`, and minutes ahead of UTC if the text said so."""

    local: datetime
    precision: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """A column of texts understood. `read` is false where a text is no time; there and where there is no text the rest is 0.

    `shifted` says of which rows the text carried an offset: their `micros` are UTC, all others civil time.
    """

    micros: Micros
    precision: npt.NDArray[np.int8]
    shifted: npt.NDArray[np.bool_]
    read: npt.NDArray[np.bool_]


# --- one text -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names of months in the four languages, folded and without points, by CLDR."""
    found: dict[str, int] = {}
    for lang in LANGUAGES:
        months = Locale(lang).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {fold(name).rstrip("."): number for number, name in months[context][width].items()}
    return found | {"sept": 9}


_CLOCK = (
    r"(?:[T\s,]+(?:at |в |στις )?(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?|[πμ]\.?μ\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_FORMS = tuple(
    re.compile(form + _CLOCK + r"\Z", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second_>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?:\s?г\.?)?",
        rf"(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_WORD},?[\s-]+(?P<year>\d{{4}})(?:\s?(?:г\.?|года|ж\.?))?",
        rf"(?:[^\W\d_]+,\s+)?{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})\s*(?:ж\.?|жылғы)?,?\s*(?P<day>\d{{1,2}})\s+{_WORD}",
    )
)
_MONTHS_ONLY = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
        rf"{_WORD},?\s+(?P<year>\d{{4}})(?:\s?(?:г\.?|года|ж\.?))?",
        rf"(?P<year>\d{{4}})\s*(?:ж\.?)?\s+{_WORD}",
    )
)
_EPOCH_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


def order_of(text: str) -> str:
    """What `text` says about the order of day and month in numbers: "day-first", "month-first", "open" or nothing."""
    found = _FORMS[2].match(text.strip())
    if not found or found["sign"] == ".":
        return ""
    first, second = int(found["first"]), int(found["second_"])
    if first > 12:
        return "day-first"
    if second > 12:
        return "month-first"
    return "open" if first != second else ""


@lru_cache(maxsize=65_536)
def moment(text: str, order: str = "") -> Moment | None:
    """Understand one text; ``None`` if it is no date, or its order is not known. `order` is "day-first" or "month-first"."""
    text = " ".join(text.split())
    for form in _FORMS:
        found = form.match(text)
        if found:
            parts = found.groupdict()
            day = _date(parts, order)
            return _with_clock(day, parts) if day else None
    for form in _MONTHS_ONLY:
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else _months().get(fold(parts["word"]))
            local = _civil(int(parts["year"]), month or 0, 1)
            return Moment(local, MONTH) if local else None
    if re.fullmatch(r"\d{4}", text):
        local = _civil(int(text), 1, 1)
        return Moment(local, YEAR) if local else None
    if _EPOCH_SECONDS.fullmatch(text):
        seconds = float(text) if len(text.partition(".")[0]) < 12 else int(text) / 1000
        local = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
        return Moment(local, MINUTE, 0) if local.year in YEARS else None
    return None


def _date(parts: dict[str, str | None], order: str) -> datetime | None:
    year = int(parts["year"] or 0)
    if "first" in parts:
        first, second = int(parts["first"] or 0), int(parts["second_"] or 0)
        if parts["sign"] != "." and not order and first != second:
            return None
        day, month = (second, first) if order == "month-first" and parts["sign"] != "." else (first, second)
        return _civil(year if year > 99 else 2000 + year, month, day)
    month = int(parts["month"] or 0) if "month" in parts else _months().get(fold(parts["word"] or ""), 0)
    return _civil(year, month, int(parts["day"] or 0))


def _civil(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day) if year in YEARS else None  # noqa: DTZ001 - civil time
    except ValueError:
        return None


def _with_clock(day: datetime, parts: dict[str, str | None]) -> Moment | None:
    if parts["hour"] is None:
        return Moment(day, DAY)
    hour, half = int(parts["hour"]), fold(parts["half"] or "")
    if parts["minute"] is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pμ" else 0)
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
        return None
    fraction = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    local = day + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction)
    return Moment(local, HOUR if parts["minute"] is None else MINUTE, _offset(parts["zone"]))


def _offset(told: str | None) -> int | None:
    if told is None:
        return None
    digits = re.sub(r"\D", "", told)
    sign = -1 if told[0] == "-" else 1
    return sign * (60 * int(digits[:2]) + int(digits[2:] or 0)) if digits else 0


# --- a column -------------------------------------------------------------------------------------------------------

_ISO = (
    r"^(?P<local>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?$"
)
_NUMBERS = r"^(\d{2})([./-])(\d{2})[./-](\d{4})[T ](\d{2}:\d{2}(?::\d{2})?)$"


def parse(texts: Any, order: str = "") -> Moments:
    """Understand a column of texts (an Arrow array of strings); see :func:`moment` for `order`."""
    coded = pc.dictionary_encode(one(texts))
    told = coded.dictionary
    different = _many(told, order) if len(told) > _FEW else _each(told.to_pylist(), order)
    at = pc.fill_null(coded.indices, len(told)).to_numpy(zero_copy_only=False)
    return Moments(*(np.append(column, column.dtype.type(0))[at] for column in different))


def _each(
    texts: Iterable[str], order: str
) -> tuple[Micros, npt.NDArray[np.int8], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    found = [moment(text, order) for text in texts]
    micros = np.array([_micros(m) if m else 0 for m in found], np.int64)
    precision = np.array([m.precision if m else 0 for m in found], np.int8)
    return (
        micros,
        precision,
        np.array([bool(m and m.offset is not None) for m in found], bool),
        np.array([m is not None for m in found], bool),
    )


def _micros(m: Moment) -> int:
    return (m.local - timedelta(minutes=m.offset or 0) - EPOCH) // timedelta(microseconds=1)


def _many(told: Any, order: str) -> tuple[Micros, npt.NDArray[np.int8], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Times of day in numbers all at once, whatever else one by one."""
    parts = pc.extract_regex(_turned(told, order), _ISO)
    chosen = mask(pc.is_valid(parts))
    zones = pc.dictionary_encode(pc.struct_field(parts, "zone"))
    offsets = np.array([(_offset(z) or 0) if z else 0 for z in zones.dictionary.to_pylist()] + [0], np.int64)
    at = pc.fill_null(zones.indices, -1).to_numpy(zero_copy_only=False)
    try:
        local = pc.cast(pc.struct_field(parts, "local"), pa.timestamp("us")).cast(pa.int64())
    except pa.ArrowInvalid:  # one of them is no time: each for itself
        return _each(told.to_pylist(), order)
    micros = pc.fill_null(local, 0).to_numpy(zero_copy_only=False) - offsets[at] * 60_000_000
    micros, precision = np.where(chosen, micros, 0), np.zeros(len(told), np.int8)
    shifted, read = chosen & mask(pc.not_equal(pc.fill_null(pc.struct_field(parts, "zone"), ""), "")), chosen.copy()
    years = micros.astype("datetime64[us]").astype("datetime64[Y]").astype(np.int64) + 1970
    rest = ~chosen | (years <= YEARS[0]) | (years >= YEARS[-1])  # at the edges of what is allowed each for itself
    if rest.any():
        single = _each(told.filter(pa.array(rest)).to_pylist(), order)
        for column, values in zip((micros, precision, shifted, read), single, strict=True):
            column[rest] = values
    return micros, precision, shifted, read


def _turned(told: Any, order: str) -> Any:
    """Texts with the year first, where day, month and year stand in a known order before a time of day."""
    if not pc.any(pc.match_substring_regex(told.slice(0, 1000), _NUMBERS)).as_py():
        return told
    pointed = pc.replace_substring_regex(told, _NUMBERS.replace("[./-]", r"\."), r"\4-\3-\1 \5")
    if not order:
        return pointed
    return pc.replace_substring_regex(pointed, _NUMBERS, r"\4-\3-\1 \5" if order == "day-first" else r"\4-\1-\3 \5")


# --- zones ----------------------------------------------------------------------------------------------------------

_MICRO: Final = timedelta(microseconds=1)
_OF_DAY: Final = 86_400_000_000
_OF_QUARTER: Final = 900_000_000
_UNITS: Final = {DAY: "D", MONTH: "M", YEAR: "Y"}


def to_utc(local: Micros, tz: str) -> tuple[Micros, npt.NDArray[np.bool_]]:
    """Civil times in the zone `tz` as UTC, and which of them the clocks of the zone showed.

    A time that occurred twice is taken as the first; one that was skipped as the moment of the skip.
    """
    offsets, shown = np.zeros(len(local), np.int64), np.ones(len(local), bool)
    for rows, first in _pieces(local, tz):
        civil = (EPOCH + timedelta(microseconds=first)).replace(tzinfo=zone(tz))
        offsets[rows] = (civil.utcoffset() or timedelta()) // _MICRO
        shown[rows] = civil.astimezone(UTC).astimezone(zone(tz)).replace(tzinfo=None) == civil.replace(tzinfo=None)
    return local - offsets, shown


def to_local(utc: Micros, tz: str) -> Micros:
    """UTC as civil times in the zone `tz`."""
    offsets = np.zeros(len(utc), np.int64)
    for rows, first in _pieces(utc, tz):
        moment_ = (EPOCH + timedelta(microseconds=first)).replace(tzinfo=UTC)
        offsets[rows] = (moment_.astimezone(zone(tz)).utcoffset() or timedelta()) // _MICRO
    return utc + offsets


def _pieces(times: Micros, tz: str) -> Iterable[tuple[Any, int]]:
    """Positions of `times` that have one offset in `tz`, with the first moment of the piece: whole days, or quarters of an hour
    around a day on which the clocks were changed.
    """
    order = np.argsort(times, kind="stable")
    ordered = times[order]
    days, begins = np.unique(ordered // _OF_DAY, return_index=True)
    for day, first, last in zip(days.tolist(), begins.tolist(), [*begins[1:].tolist(), len(ordered)], strict=True):
        if _steady(tz, day):
            yield order[first:last], day * _OF_DAY
            continue
        quarters = ordered[first:last] // _OF_QUARTER
        for quarter in np.unique(quarters).tolist():
            yield order[first:last][quarters == quarter], quarter * _OF_QUARTER


@lru_cache(maxsize=65_536)
def _steady(tz: str, day: int) -> bool:
    """Whether the clocks of `tz` are left alone from the day before `day` (since 1970) to the day after."""
    noon = (EPOCH + timedelta(days=day)).replace(tzinfo=UTC)
    return len({(noon + timedelta(days=d)).astimezone(zone(tz)).utcoffset() for d in (-1, 0, 1, 2)}) == 1


def floor(local: Micros, precision: npt.NDArray[np.int8]) -> Micros:
    """Civil times at the beginning of their day, month or year, if that is their precision."""
    return _by_unit(local, precision, 0)


def following(local: Micros, precision: npt.NDArray[np.int8]) -> Micros:
    """The civil times at which the unit that `local` lies in is over: the next minute, hour, midnight, month or year."""
    return _by_unit(local, precision, 1)


def _by_unit(local: Micros, precision: npt.NDArray[np.int8], units: int) -> Micros:
    ends: Micros = local + units * np.where(precision == HOUR, 3_600_000_000, 60_000_000)
    for code, unit in _UNITS.items():
        chosen = precision == code
        if chosen.any():
            days = local[chosen].astype("datetime64[us]").astype(f"datetime64[{unit}]") + units
            ends[chosen] = days.astype("datetime64[us]").astype(np.int64)
    return ends


def in_utc(moments: Moments) -> Moments:
    """The same with every time of day in UTC, as the column's name says."""
    return Moments(
        moments.micros, moments.precision, moments.shifted | (moments.read & (moments.precision <= HOUR)), moments.read
    )


def midnight(moments: Moments) -> npt.NDArray[np.bool_]:
    """Which rows have a time of day that is 00:00 as written, and no offset but that of UTC."""
    return np.asarray(moments.read & (moments.precision == MINUTE) & (moments.micros % _OF_DAY == 0), bool)
