"""Time: half-open intervals in UTC, made from local civil time, a zone and a precision."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.layer.filters import Filter, from_query, sentence, to_query
from dashboard.layer.load import load
from dashboard.layer.times import (
    ALMATY,
    DAY,
    MINUTE,
    PART_HOURS,
    Interval,
    has_clock,
    interval,
    parse_local,
    parse_utc,
    to_utc,
    zone,
)
from dashboard.layer.vocabulary import PARTS_OF_DAY
from dashboard.locale import words
from dashboard.views.scenes import SCENES
from dashboard.views.timewords import when, zone_name
from tests.strategies import LAYER, OFFSETS, days, local_minutes, local_times, parts_of_day, zones


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(moment: datetime, tz: str) -> str:
    """A moment as the clock of `tz` shows it."""
    return moment.astimezone(zone(tz)).strftime("%Y-%m-%dT%H:%M")


# --- half-open intervals --------------------------------------------------------------------------------------------


@given(local_times, zones, st.sampled_from(["minute", "hour", "day"]))
def test_an_interval_begins_at_its_start_and_ends_before_its_end(start: str, tz: str, precision: str) -> None:
    """Both ends are in UTC, something lies between them, and the end itself is outside."""
    span = interval(start, None, tz, precision)
    assert span.start.tzinfo is UTC
    assert span.end.tzinfo is UTC
    assert span.start < span.end
    assert span.overlaps(None, None)
    assert span.overlaps(span.start, span.start + MINUTE)
    assert span.overlaps(span.end - MINUTE, span.end)
    assert not span.overlaps(span.end, span.end + DAY)
    assert not span.overlaps(span.start - DAY, span.start)


@given(local_minutes, zones)
def test_a_minute_lasts_a_minute_and_an_hour_an_hour(start: str, tz: str) -> None:
    """The precision gives the length of a time without an end."""
    minute, hour = interval(start, None, tz, "minute"), interval(start, None, tz, "hour")
    assert minute.end - minute.start == MINUTE
    assert hour.end - hour.start == timedelta(hours=1)
    assert minute.start == hour.start
    assert local(minute.start, tz) == start


@given(st.integers(1, 500), st.integers(0, 600), st.integers(1, 500))
def test_overlap_is_the_same_from_both_sides(length: int, gap: int, other: int) -> None:
    """A overlaps B exactly when B overlaps A."""
    base = utc("2022-01-05T00:00")
    one = Interval(base, base + length * MINUTE)
    two = Interval(base + gap * MINUTE, base + (gap + other) * MINUTE)
    assert one.overlaps(two.start, two.end) == two.overlaps(one.start, one.end) == (gap < length)


@pytest.mark.parametrize("event", [LAYER.events[0], LAYER.event("almaty-airport-seized"), LAYER.events[-1]])
def test_an_event_that_only_touches_the_window_is_out_and_one_that_reaches_in_by_a_minute_is_in(event: object) -> None:
    """Ending exactly at the start, or starting exactly at the end, is outside."""
    span = event.interval  # type: ignore[attr-defined]
    assert event not in LAYER.select(Filter(start=span.end))
    assert event in LAYER.select(Filter(start=span.end - MINUTE))
    assert event not in LAYER.select(Filter(end=span.start))
    assert event in LAYER.select(Filter(end=span.start + MINUTE))


def test_the_edges_hold_for_every_event_of_the_layer() -> None:
    """No event of the layer is found in a window that it only touches."""
    for event in LAYER.events:
        span = event.interval
        assert not Filter(start=span.end).matches(event, LAYER), event.event_id
        assert not Filter(end=span.start).matches(event, LAYER), event.event_id
        assert Filter(start=span.end - MINUTE).matches(event, LAYER), event.event_id
        assert Filter(end=span.start + MINUTE).matches(event, LAYER), event.event_id


# --- a day is a day -------------------------------------------------------------------------------------------------


@given(days, zones)
def test_a_day_fills_its_whole_local_day(day: date, tz: str) -> None:
    """From local midnight to local midnight, which is 24 hours everywhere in Kazakhstan in January 2022."""
    span = interval(day.isoformat(), None, tz, "day")
    assert span.end - span.start == timedelta(hours=24)
    assert local(span.start, tz) == f"{day}T00:00"
    assert local(span.end, tz) == f"{day + DAY}T00:00"


@given(days, zones, st.integers(0, 24 * 60 - 1))
def test_a_day_is_found_at_every_minute_of_itself_and_never_is_midnight(day: date, tz: str, minute: int) -> None:
    """An event known to the day is as much at noon as at midnight."""
    span = interval(day.isoformat(), None, tz, "day")
    at = span.start + minute * MINUTE
    assert span.overlaps(at, at + MINUTE)
    assert span != interval(f"{day}T00:00", None, tz, "minute")


def test_a_day_of_summer_time_may_have_23_or_25_hours() -> None:
    """The length comes from the zone database: Athens changed its clocks on 27 March and 30 October 2022."""
    spring, autumn = (interval(d, None, "Europe/Athens", "day") for d in ("2022-03-27", "2022-10-30"))
    assert spring.end - spring.start == timedelta(hours=23)
    assert autumn.end - autumn.start == timedelta(hours=25)


def test_no_event_known_to_the_day_is_kept_as_a_moment() -> None:
    """Every event of the layer without a clock and without a report's hour takes at least its whole day."""
    for event in LAYER.events:
        if event.time_precision == "day" and "T" not in event.start and not event.not_later_than and not event.end:
            assert event.interval.end - event.interval.start == timedelta(hours=24), event.event_id


# --- zones ----------------------------------------------------------------------------------------------------------


@given(days, zones)
def test_offsets_are_those_of_january_2022(day: date, tz: str) -> None:
    """Almaty and Kostanay six hours ahead of UTC, the west and Kyzylorda five."""
    span = interval(f"{day}T12:00", None, tz, "minute")
    assert span.start == datetime(day.year, day.month, day.day, 12 - OFFSETS[tz], tzinfo=UTC)


def test_a_rule_of_today_would_be_wrong_for_almaty() -> None:
    """Almaty moved to UTC+5 on 1 March 2024: the same clock is another moment in January 2022 and in July 2024."""
    assert interval("2022-01-05T12:00", None, ALMATY, "minute").start == utc("2022-01-05T06:00")
    assert interval("2024-07-01T12:00", None, ALMATY, "minute").start == utc("2024-07-01T07:00")


def test_noon_in_almaty_comes_an_hour_before_noon_in_aktau() -> None:
    """Two events at the same clock in two zones are not at the same time."""
    almaty, aktau = (interval("2022-01-05T12:00", None, tz, "minute") for tz in (ALMATY, "Asia/Aqtau"))
    assert aktau.start - almaty.start == timedelta(hours=1)


@pytest.mark.parametrize("name", ["", "Asia/Nowhere", "Asia", "../../etc/passwd", "/etc/passwd", "\0", "UTC+6"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    """Nothing but a name of the zone database is a zone."""
    with pytest.raises(ValueError, match="no zone called"):
        zone(name)


@pytest.mark.parametrize("clock", ["03:00", "03:30", "03:59"])
def test_an_hour_that_the_clocks_skipped_is_refused(clock: str) -> None:
    """On 27 March 2022 the clocks of Athens went from 03:00 to 04:00."""
    with pytest.raises(ValueError, match="does not exist in Europe/Athens"):
        interval(f"2022-03-27T{clock}", None, "Europe/Athens", "minute")


def test_an_hour_that_came_twice_is_taken_as_the_first() -> None:
    """On 30 October 2022 half past three came twice in Athens, first at 00:30 UTC."""
    assert to_utc(datetime(2022, 10, 30, 3, 30), "Europe/Athens") == utc("2022-10-30T00:30")  # noqa: DTZ001 - local


# --- parts of the day -----------------------------------------------------------------------------------------------


@given(days, zones, parts_of_day)
def test_a_part_of_the_day_has_its_local_hours(day: date, tz: str, part: str) -> None:
    """In every zone by the clock of that zone."""
    span = interval(day.isoformat(), None, tz, "part_of_day", part)
    whole = interval(day.isoformat(), None, tz, "day")
    begins, ends = PART_HOURS[part]
    assert span == Interval(whole.start + timedelta(hours=begins), whole.start + timedelta(hours=ends))


def test_the_parts_of_the_day_fit_together() -> None:
    """Early hours, morning, afternoon and evening make a day; morning and afternoon make daytime."""
    assert set(PART_HOURS) == set(PARTS_OF_DAY)
    hours = [h for part in ("early_hours", "morning", "afternoon", "evening") for h in range(*PART_HOURS[part])]
    assert hours == list(range(24))
    assert PART_HOURS["daytime"] == (PART_HOURS["morning"][0], PART_HOURS["afternoon"][1])


def test_the_night_is_the_one_that_begins_on_the_date() -> None:
    """The night of 5 January runs from 21:00 to 06:00 on the sixth."""
    span = interval("2022-01-05", None, ALMATY, "part_of_day", "night")
    assert (local(span.start, ALMATY), local(span.end, ALMATY)) == ("2022-01-05T21:00", "2022-01-06T06:00")


@pytest.mark.parametrize("part", [None, "", "noon", "Evening"])
def test_a_part_of_the_day_must_be_one_of_the_list(part: str | None) -> None:
    """A time known to the part of the day says which part."""
    with pytest.raises(ValueError, match="part_of_day"):
        interval("2022-01-05", None, ALMATY, "part_of_day", part)


# --- end and limit --------------------------------------------------------------------------------------------------


@given(days, st.integers(0, 10), zones)
def test_an_end_that_is_a_date_includes_that_day(first: date, length: int, tz: str) -> None:
    """From 4 to 6 January is three days."""
    last = first + length * DAY
    span = interval(first.isoformat(), last.isoformat(), tz, "range")
    assert span.end - span.start == (length + 1) * DAY
    assert local(span.end, tz) == f"{last + DAY}T00:00"


@given(local_minutes, local_minutes, zones)
def test_an_end_with_a_clock_is_not_included(first: str, last: str, tz: str) -> None:
    """From 18:00 to 20:00 is two hours; an end at or before the start is refused."""
    if last <= first:
        with pytest.raises(ValueError, match="before it starts"):
            interval(first, last, tz, "range")
    else:
        span = interval(first, last, tz, "range")
        assert (local(span.start, tz), local(span.end, tz)) == (first, last)


@given(days, zones, local_minutes)
def test_the_hour_of_a_report_cuts_the_time_after_that_minute(day: date, tz: str, limit: str) -> None:
    """What was reported at 20:39 had happened by then; a report never makes a time longer."""
    whole = interval(day.isoformat(), None, tz, "day")
    if limit[:10] < day.isoformat():
        with pytest.raises(ValueError, match="was reported by"):
            interval(day.isoformat(), None, tz, "day", None, limit)
    else:
        span = interval(day.isoformat(), None, tz, "day", None, limit)
        assert span.start == whole.start
        assert span.end == min(whole.end, interval(limit, None, tz, "minute").end)


@given(days, zones, parts_of_day)
def test_a_report_known_to_the_day_leaves_that_day_whole(day: date, tz: str, part: str) -> None:
    """Reported by the next day: the part of the day stands as it is."""
    assume(PART_HOURS[part][1] <= 30)
    plain = interval(day.isoformat(), None, tz, "part_of_day", part)
    assert interval(day.isoformat(), None, tz, "part_of_day", part, (day + DAY).isoformat()) == plain


def test_the_airport_was_seized_in_the_evening_and_by_the_hour_of_the_report() -> None:
    """18:00 to 20:40 in Almaty, which is 12:00 to 14:40 in UTC."""
    span = interval("2022-01-05", None, ALMATY, "part_of_day", "evening", "2022-01-05T20:39")
    assert span == Interval(utc("2022-01-05T12:00"), utc("2022-01-05T14:40"))


# --- what is not a time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "2022-01",
        "2022-13-01",
        "2022-02-30",
        "2022-01-00",
        "2022-1-5",
        "20220105",
        "2022-W01-3",
        "05.01.2022",
        "2022-01-05T",
        "2022-01-05T18",
        "2022-01-05T24:00",
        "2022-01-05T18:60",
        "2022-01-05 18:00",
        "2022-01-05T18:00:00",
        "2022-01-05T18:00Z",
        "2022-01-05T18:00+06:00",
        " 2022-01-05",
        "2022-01-05\n",
        "٢٠٢٢-٠١-٠٥",
    ],
)
def test_what_is_not_a_local_time_is_refused(text: str) -> None:
    """One form for a date, one for a minute, and nothing that only looks like them."""
    with pytest.raises(ValueError, match=r".+"):
        parse_local(text)
    with pytest.raises(ValueError, match=r".+"):
        interval(text, None, ALMATY, "day")


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_times_fail_otherwise(text: str) -> None:
    """A text is a local time or a ``ValueError``, never another error."""
    try:
        moment = parse_local(text)
    except ValueError:
        return
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", text)
    assert text == moment.isoformat()[: len(text)]


@given(local_times)
def test_a_local_time_is_read_back_as_it_was_written(text: str) -> None:
    """A date stays a date and never becomes midnight."""
    moment = parse_local(text)
    assert has_clock(moment) == ("T" in text)
    assert moment.isoformat()[: len(text)] == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-01-06T15:19Z", "2022-01-06T15:19"),
        ("2022-01-06", "2022-01-06T00:00"),
        ("2022-01", "2022-01-01T00:00"),
        ("2022", "2022-01-01T00:00"),
    ],
)
def test_a_time_of_publication_is_read_in_utc(text: str, moment: str) -> None:
    """Figures carry their time of publication in UTC, as precise as known."""
    assert parse_utc(text) == utc(moment)


@pytest.mark.parametrize("text", ["", "22", "2022-1", "2022-13", "2022-02-30", "2022-01-06T15:19", "2022-01-06T25:00Z", "soon"])
def test_a_time_of_publication_without_its_zone_is_refused(text: str) -> None:
    """A clock without ``Z`` could be any zone's."""
    with pytest.raises(ValueError, match=r".+"):
        parse_utc(text)


# --- the reader's own zone ------------------------------------------------------------------------------------------


@pytest.fixture
def reader_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A function that moves this process to another time zone, and back at the end."""

    def move(tz: str) -> None:
        monkeypatch.setenv("TZ", tz)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change the zone of a process")
def test_a_reader_in_any_zone_sees_the_same(reader_in: object) -> None:
    """Selection, address, sentence and the words for times do not depend on where the reader sits."""
    asked = [s.filter for s in SCENES.values()]
    asked += [from_query("v=1&from=2022-01-05T23:30&to=2022-01-06T00:30")[0], from_query("from=2022-01-06")[0]]
    seen = {}
    for tz in ("Asia/Almaty", "Asia/Aqtau", "UTC", "America/New_York"):
        reader_in(tz)  # type: ignore[operator]
        assert os.environ["TZ"] == tz
        layer = load()
        en = words("en")
        seen[tz] = (
            [[e.event_id for e in layer.select(f)] for f in asked],
            [to_query(f) for f in asked],
            [sentence(f, layer, en) for f in asked],
            [(e.interval, e.sort_key, when(e, en), zone_name(e, en)) for e in layer.events],
        )
    assert all(s == seen["UTC"] for s in seen.values())
