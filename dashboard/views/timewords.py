"""Times of events in words, with their precision. Nothing is made more exact than the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import get_timezone_location

from dashboard.layer.records import Event
from dashboard.layer.times import PART_HOURS, has_clock, parse_local, zone
from dashboard.locale import Words


def zone_name(event: Event, words: Words) -> str:
    """The zone of the event as people say it, with its offset on that day: "Almaty time (UTC+6)"."""
    start = event.interval.start.astimezone(zone(event.tz))
    offset = start.utcoffset()
    assert offset is not None
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    shown = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    city = get_timezone_location(event.tz, locale=words.locale, return_city=True)
    return words("{city} time ({offset})", city=city, offset=shown)


def clock_words(event: Event, words: Words) -> str:
    """The time within its day, for a list under a date: "14:32", "about 14:00", "evening", "by 20:39", "4–6 Jan"."""
    start = parse_local(event.start)
    if event.end:
        text = _span(start, parse_local(event.end), words)
        about = event.time_precision == "hour" and has_clock(start)
        return words("about {time}", time=text) if about else text
    if isinstance(start, datetime):
        clock = words.clock(start)
        return clock if event.time_precision == "minute" else words("about {time}", time=clock)
    part = words.label("part_of_day", event.part_of_day) if event.part_of_day else ""
    if event.part_of_day == "night":
        part = night_words(start, words)
    return ", ".join(t for t in (part, _limit(event, words)) if t)


def night_words(day: date, words: Words) -> str:
    """The night that begins on `day`, named by the day to which it leads: "night to 6 Jan"."""
    return words("night to {day}", day=words.short_day(day + timedelta(days=1)))


def _limit(event: Event, words: Words) -> str:
    """ "by 20:39", or with its day where that is another one."""
    if not event.not_later_than:
        return ""
    limit = parse_local(event.not_later_than)
    same_day = event.not_later_than[:10] == event.start[:10]
    if event.part_of_day and isinstance(limit, datetime):
        midnight = datetime.fromisoformat(event.start[:10])
        if limit >= midnight + timedelta(hours=PART_HOURS[event.part_of_day][1]):
            return ""  # the part of the day already says more
    if not isinstance(limit, datetime):
        return "" if same_day else words("by {time}", time=words.short_day(limit))
    clock = words.clock(limit)
    return words("by {time}", time=clock if same_day else f"{words.short_day(limit)} {clock}")


def _span(start: date | datetime, end: date | datetime, words: Words) -> str:
    first, last = _day_of(start), _day_of(end)
    if first == last and has_clock(start) and has_clock(end):
        return f"{words.clock(start)}–{words.clock(end)}"  # type: ignore[arg-type]
    if first == last and isinstance(end, datetime):
        return words("until {time}", time=words.clock(end))
    return f"{_moment(start, words)} – {_moment(end, words)}"


def _day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(moment: date | datetime, words: Words) -> str:
    day = _shown_day(_day_of(moment), words)
    return f"{day} {words.clock(moment)}" if isinstance(moment, datetime) else day


def when(event: Event, words: Words) -> str:
    """The whole time without its zone: "5 January 2022, evening, by 20:39"."""
    start = parse_local(event.start)
    if event.end:
        end = parse_local(event.end)
        if _day_of(start) == _day_of(end):
            return f"{words.day(_day_of(start))}, {_span(start, end, words)}"
        if not has_clock(start) and not has_clock(end):
            return words.days(_day_of(start), _day_of(end))
        return f"{_long(start, words)} – {_long(end, words)}"
    clock = clock_words(event, words)
    return f"{words.day(_day_of(start))}, {clock}" if clock else words.day(_day_of(start))


def _long(moment: date | datetime, words: Words) -> str:
    day = words.day(_day_of(moment))
    return f"{day} {words.clock(moment)}" if isinstance(moment, datetime) else day


def when_short(event: Event, words: Words) -> str:
    """For a tooltip: "5 Jan, about 14:00"."""
    if event.end:
        return (
            clock_words(event, words)
            if event.start[:10] != event.end[:10]
            else f"{_first_day(event, words)}, {clock_words(event, words)}"
        )
    clock = clock_words(event, words)
    return f"{_first_day(event, words)}, {clock}" if clock else _first_day(event, words)


def _first_day(event: Event, words: Words) -> str:
    return _shown_day(_day_of(parse_local(event.start)), words)


def _shown_day(day: date, words: Words) -> str:
    """A short day; with its year where that is not 2022."""
    return words.short_day(day) if day.year == 2022 else words.day(day)


def precision_words(event: Event, words: Words) -> str:
    """How exact the time is, and that it is only the hour of a report where that is so."""
    text = words.label("time_precision", event.time_precision)
    if event.time_basis == "published_stamp":
        text += " · " + words("the hour of the first report, not of the event")
    elif event.time_basis == "inferred":
        text += " · " + words("inferred, not reported")
    return text


def claimed_words(claimed_at: str, words: Words, precision: str = "") -> str:
    """When a figure was published: "6 January 2022 15:19 UTC", "6 January 2022", "January 2022" or "2022"."""
    if precision == "range":
        return words("{time} or later", time=words.day(date.fromisoformat(claimed_at[:10])))
    if "T" in claimed_at:
        return words.stamp(datetime.fromisoformat(claimed_at.replace("Z", "+00:00")))
    if len(claimed_at) == 10:
        return words.day(date.fromisoformat(claimed_at))
    if len(claimed_at) == 7:
        return words.month(date.fromisoformat(claimed_at + "-01"))
    return claimed_at
