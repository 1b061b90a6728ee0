"""Civil time, its precision, and the half-open interval that an event occupies.

Facts are authored as local civil time, an IANA zone and a precision. In January 2022 Almaty was at UTC+6 and western
Kazakhstan at UTC+5, and in 2024 the whole country moved to UTC+5: offsets therefore always come from the zone database.
Everything is compared as ``[start, end)`` in UTC, so that a fact known only to the day fills its whole local day and
never turns into midnight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ALMATY = "Asia/Almaty"
"""The zone in which windows are shown and written in addresses."""

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

PART_HOURS: dict[str, tuple[int, int]] = {
    "early_hours": (0, 6),
    "morning": (6, 12),
    "daytime": (6, 18),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (21, 30),
}
"""Local hours ``[from, to)`` of each part of the day; "night" is the one that begins on the date (30 = 06:00 next day)."""

_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open interval ``[start, end)``; both ends are aware datetimes in UTC."""

    start: datetime
    end: datetime

    def overlaps(self, start: datetime | None, end: datetime | None) -> bool:
        """Whether any part of the interval lies in ``[start, end)``; ``None`` leaves that side open."""
        return (end is None or self.start < end) and (start is None or self.end > start)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; raise ``ValueError`` if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no zone called {name!r}") from error


def parse_local(text: str) -> date | datetime:
    """Read ``YYYY-MM-DD`` as a date or ``YYYY-MM-DDTHH:MM`` as a naive datetime; raise ``ValueError`` otherwise."""
    if not _LOCAL.fullmatch(text):
        raise ValueError(f"not a local date or time: {text!r}")
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def has_clock(moment: date | datetime) -> bool:
    """Whether `moment` carries a time of day."""
    return isinstance(moment, datetime)


def to_utc(moment: datetime, tz: str) -> datetime:
    """Turn a naive local `moment` in zone `tz` into UTC.

    Raises ``ValueError`` for a time that the clocks of the zone skipped. A time that occurred twice is taken as the first.
    """
    local = moment.replace(tzinfo=zone(tz))
    utc = local.astimezone(UTC)
    if utc.astimezone(zone(tz)).replace(tzinfo=None) != moment:
        raise ValueError(f"{moment.isoformat(timespec='minutes')} does not exist in {tz}")
    return utc


def _bounds(moment: date | datetime, unit: timedelta) -> tuple[datetime, datetime]:
    if isinstance(moment, datetime):
        return moment, moment + unit
    midnight = datetime.combine(moment, time())
    return midnight, midnight + DAY


def interval(
    start: str,
    end: str | None,
    tz: str,
    precision: str,
    part_of_day: str | None = None,
    not_later_than: str | None = None,
) -> Interval:
    """Return the UTC interval that an authored time occupies.

    `start` and `end` are local (see :func:`parse_local`); an `end` that is a date includes that day. `precision` is one
    of :data:`dashboard.layer.vocabulary.TIME_PRECISIONS`. `not_later_than` is the local minute at which the thing was
    already reported: it cuts an interval that has no end of its own after that minute. Raises ``ValueError`` if a part
    is malformed or the interval would be empty.
    """
    first = parse_local(start)
    unit = timedelta(hours=1) if precision == "hour" else MINUTE
    begins, ends = _bounds(first, unit)
    if precision == "part_of_day" and not has_clock(first):
        if part_of_day not in PART_HOURS:
            raise ValueError("a part_of_day time needs 'part_of_day'")
        hour_from, hour_to = PART_HOURS[part_of_day]
        begins, ends = begins + timedelta(hours=hour_from), begins + timedelta(hours=hour_to)
    if end:
        last = parse_local(end)
        ends = last if isinstance(last, datetime) else _bounds(last, unit)[1]
        if ends <= begins:
            raise ValueError(f"ends at {end}, before it starts")
    if not_later_than:
        limit = parse_local(not_later_than)
        told = limit + MINUTE if isinstance(limit, datetime) else _bounds(limit, unit)[1]
        ends = ends if end else min(ends, told)
        if told <= begins:
            raise ValueError(f"was reported by {not_later_than}, before it starts")
    return Interval(to_utc(begins, tz), to_utc(ends, tz))


def days_of(text: str) -> tuple[date, date]:
    """First and last day of a date, a month or a year (``2022-01-05``, ``2022-01``, ``2022``)."""
    parts = [int(p) for p in text.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    first = date(year, month, day)
    if len(parts) == 3:
        return first, first
    if len(parts) == 2:
        return first, date(year + month // 12, month % 12 + 1, 1) - DAY
    return first, date(year, 12, 31)


def parse_utc(text: str) -> datetime:
    """Read ``YYYY-MM-DDTHH:MMZ``, a date (its first minute in UTC), a month or a year; raise ``ValueError`` otherwise."""
    if re.fullmatch(r"\d{4}", text):
        text += "-01-01"
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        text += "-01"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z", text):
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    raise ValueError(f"not a UTC date or time: {text!r}")
