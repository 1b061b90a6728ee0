"""What happened to a building in time: attacked, entered, ended, each between its earliest and its latest possible moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.layer.records import Occupation
from dashboard.layer.times import MINUTE, PART_HOURS, interval, parse_local, to_utc


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which UTC moments something happened, ``[earliest, latest)``; ``None`` where no source bounds it."""

    earliest: datetime | None
    latest: datetime | None

    @property
    def known(self) -> bool:
        """Whether anything bounds it."""
        return self.earliest is not None or self.latest is not None

    def before(self, moment: datetime) -> bool:
        """Whether it can have happened before `moment`; not if nothing is known of it."""
        start = self.earliest or self.latest
        return start is not None and start < moment


@dataclass(frozen=True, slots=True)
class Phases:
    """The three turns of an occupation. `held` says that it was entered, whether or not a time is known."""

    attacked: Bounds
    entered: Bounds
    ended: Bounds
    held: bool

    @property
    def first(self) -> datetime | None:
        """The earliest bound of all."""
        found = [b.earliest or b.latest for b in (self.attacked, self.entered, self.ended) if b.known]
        return min((m for m in found if m), default=None)


def phases(occupation: Occupation) -> Phases:
    """The phases of `occupation`, from its local times and their precision."""
    o = occupation
    return Phases(
        _bounds(o.attacked_from, o.attacked_precision, o.attacked_not_later_than, o.tz),
        _bounds(o.entered_at, o.entered_precision, o.entered_not_later_than, o.tz),
        _bounds(o.ended_at, o.ended_precision, o.ended_not_later_than, o.tz),
        o.state == "entered",
    )


def _bounds(text: str, precision: str, limit: str, tz: str) -> Bounds:
    if text:
        part = precision if precision in PART_HOURS else None
        span = interval(text, None, tz, "part_of_day" if part else precision, part, limit or None)
        return Bounds(span.start, span.end)
    if not limit:
        return Bounds(None, None)
    moment = parse_local(limit)
    if isinstance(moment, datetime):
        return Bounds(None, to_utc(moment + MINUTE, tz))
    return Bounds(None, interval(limit, None, tz, "day").end)
