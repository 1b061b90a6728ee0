"""When an event became public, by the sources of the layer: the second clock.

Sources carry the day of their publication, seldom more. So the moment is told as bounds: not before the event began nor
before the day of its first dated source, and not after that day's end or after the minute at which it was seen reported
(``not_later_than``). The days of publishers are taken in Almaty time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dashboard.layer.phases import Bounds
from dashboard.layer.records import Event, Source
from dashboard.layer.times import ALMATY, MINUTE, days_of, interval, parse_local, to_utc


def reported(event: Event, sources: Iterable[Source]) -> Bounds:
    """Between which UTC moments `event` was first reported; unknown if no source is dated and no hour bounds it."""
    spans = [published_in(s.published) for s in sources if s.published]
    earliest = [start for start, _ in spans]
    latest = [end for _, end in spans]
    if event.not_later_than:
        limit = parse_local(event.not_later_than)
        if isinstance(limit, datetime):
            latest.append(to_utc(limit + MINUTE, event.tz))
        else:
            latest.append(interval(event.not_later_than, None, event.tz, "day").end)
        earliest.append(event.interval.start)
    if not latest:
        return Bounds(None, None)
    first = max(event.interval.start, min(earliest))
    return Bounds(first, max(first + MINUTE, min(latest)))


def published_in(published: str) -> tuple[datetime, datetime]:
    """The UTC interval of the date, month or year of a publication, in Almaty."""
    first, last = days_of(published)
    whole = interval(first.isoformat(), last.isoformat(), ALMATY, "range")
    return whole.start, whole.end
