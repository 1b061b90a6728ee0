"""What the browser is given once: columns, texts, the index of words, and the few numbers that a filter travels as."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from dashboard.layer.filters import Filter, fold
from dashboard.layer.phases import phases
from dashboard.layer.times import ALMATY, zone
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES, OCCUPATION_STATES, STATUSES
from dashboard.locale import words
from dashboard.views import payload
from dashboard.views.scenes import SCENES, almaty
from tests.strategies import LAYER, filters

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def test_the_columns_are_parallel_and_point_at_each_other() -> None:
    """Every event has a place, a category and a status of the lists."""
    columns = payload.columns(LAYER)
    assert {len(c) for c in columns["events"].values()} == {len(LAYER.events)}
    assert {len(c) for c in columns["places"].values()} == {len(LAYER.places)}
    for i, event in enumerate(LAYER.events):
        assert columns["events"]["id"][i] == event.event_id
        assert columns["places"]["id"][columns["events"]["place"][i]] == event.place_id
        assert CATEGORIES[columns["events"]["category"][i]] == event.category
        assert STATUSES[columns["events"]["status"][i]] == event.status
    assert all(o["state"] in OCCUPATION_STATES for o in columns["occupations"])
    assert json.loads(json.dumps(columns)) == columns


@every_language
def test_the_texts_fit_the_columns(lang: str) -> None:
    """In every language as many texts as there are events, places, categories, statuses and contingents."""
    columns, texts = payload.columns(LAYER), payload.texts(LAYER, words(lang))
    for name in ("titles", "when", "clock", "day"):
        assert len(texts[name]) == len(LAYER.events)
    assert len(texts["places"]) == len(columns["places"]["id"])
    assert len(texts["regions"]) == len(columns["regions"]) == len(set(columns["places"]["region"]))
    assert len(texts["categories"]) == len(columns["style"]["categories"]) == len(CATEGORIES)
    assert len(texts["statuses"]) == len(texts["status_help"]) == len(columns["style"]["statuses"])
    assert len(texts["contingents"]) == len(columns["contingents"])
    assert set(texts["occupations"]) == set(columns["style"]["occupations"]) >= set(OCCUPATION_STATES)
    assert set(texts["days"]) == set(texts["day"])
    assert json.loads(json.dumps(texts)) == texts


@every_language
def test_no_text_of_the_map_and_the_list_is_empty(lang: str) -> None:
    """But the clock of an event known to the day, and the number of a contingent's further legs."""
    texts = payload.texts(LAYER, words(lang))
    for name in ("titles", "when", "places", "categories", "statuses", "status_help"):
        assert all(t.strip() == t != "" for t in texts[name]), name
    for name in ("days", "occupations", "ui"):
        assert all(t.strip() == t != "" for t in texts[name].values()), name
    for event, clock in zip(LAYER.events, texts["clock"], strict=True):
        if not clock:
            assert event.time_precision == "day", event.event_id
    assert any(texts["contingents"])


@every_language
def test_only_the_numbers_of_the_map_are_left_to_the_browser(lang: str) -> None:
    """No other placeholder is left in any text."""
    texts = payload.texts(LAYER, words(lang))
    left = {key for key, text in texts["ui"].items() if "{" in text}
    assert left == {"shown", "events", "places", "more", "known_at"}
    blanks = r"\{(n|time|window|d|m|y)\}"
    said = [re.sub(blanks, "", t) for group in ("ui", "time", "count", "of", "tallies") for t in flat(texts.pop(group))]
    assert "{" not in "".join([*said, *flat(texts)])


def flat(value: Any) -> Iterator[str]:
    """Every text inside lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from flat(v)
    elif isinstance(value, list):
        for v in value:
            yield from flat(v)


# --- a filter in numbers ---------------------------------------------------------------------------------------------


@given(filters())
def test_a_filter_travels_as_a_few_hundred_bytes_whatever_it_shows(filter_: Filter) -> None:
    """It names values, not events, so it does not grow with the layer."""
    sent = payload.spec(filter_, LAYER)
    named = sum(len(v) for v in sent.values() if isinstance(v, list))
    assert len(json.dumps(sent)) < 200 + 8 * named + 2 * len(filter_.text) * 6
    assert {"from", "to", "known"} <= set(sent)


@pytest.mark.parametrize("scene", SCENES)
def test_the_moments_of_a_filter_come_back(scene: str) -> None:
    """To the minute, as UTC; an open side stays open."""
    filter_ = SCENES[scene].filter
    sent = payload.spec(filter_, LAYER)
    assert payload.from_minutes(sent["from"]) == filter_.start
    assert payload.from_minutes(sent["to"]) == filter_.end


def test_every_word_that_a_search_can_find_is_in_the_index() -> None:
    """And leads to the very events in whose texts it stands."""
    index = payload.word_index(LAYER)
    where = dict(zip(index["words"], index["events"], strict=True))
    for i, event in enumerate(LAYER.events):
        for word in fold(LAYER.haystack(event)).split():
            assert i in where[word]
    assert sum(len(v) for v in where.values()) == sum(len(set(LAYER.haystack(e).split())) for e in LAYER.events)


# --- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_browser_knows_the_civil_time_of_almaty(year: int) -> None:
    """Six hours ahead of UTC in January 2022, five since March 2024."""
    moment = datetime(year, 7, 1, tzinfo=UTC)
    ahead = next(a for f, a in reversed(payload.almaty_offsets()) if f is None or f <= payload.minutes(moment))
    assert timedelta(minutes=ahead or 0) == moment.astimezone(zone(ALMATY)).utcoffset()


def test_the_night_of_the_fifth_of_january_is_dark_when_almaty_was() -> None:
    """Sunset about half past five, sunrise after eight: as a January evening at 43 degrees north is."""
    nights = [tuple(payload.from_minutes(m) for m in night) for night in payload.nights()]
    local = [(a.astimezone(zone(ALMATY)), b.astimezone(zone(ALMATY))) for a, b in nights if a and b]
    dusk, dawn = next(n for n in local if n[0].date().isoformat() == "2022-01-05")
    assert dusk.strftime("%H") == "17"
    assert dawn.strftime("%d %H") == "06 08"
    assert all(a[1] < b[0] for a, b in pairwise(local))


def test_the_bands_of_the_time_axis_come_from_the_data() -> None:
    """State of emergency, internet cut, CSTO troops, and the hours in which the article was written."""
    found = {b["id"]: (payload.from_minutes(b["from"]), payload.from_minutes(b["to"])) for b in payload.bands(LAYER)}
    assert found["emergency"][1] == almaty("2022-01-19T01:00")  # midnight in the west
    assert found["csto"] == (almaty("2022-01-06"), almaty("2022-01-20"))
    assert found["article"] == LAYER.article_written
    assert found["internet"][0] == datetime(2022, 1, 5, 10, 30, tzinfo=UTC)


def test_the_turns_of_a_building_lie_between_two_bounds() -> None:
    """The city hall was entered after noon and before 15:35; nobody says when it was left."""
    hall = phases(next(o for o in LAYER.occupations if o.occupation_id == "almaty-akimat"))
    assert hall.held
    assert hall.entered.earliest == almaty("2022-01-05T12:00")
    assert hall.entered.latest == almaty("2022-01-05T15:35")
    assert hall.ended.earliest is None
    assert hall.ended.latest == almaty("2022-01-06T21:33")


# --- the second clock ------------------------------------------------------------------------------------------------


def test_nothing_counts_as_known_before_it_happened_or_before_its_first_source() -> None:
    """And what no dated source tells is not known at any moment."""
    for event in LAYER.events:
        known = LAYER.reported(event)
        if known.earliest is None or known.latest is None:
            assert not known.before(datetime(2100, 1, 1, tzinfo=UTC))
            continue
        assert event.interval.start <= known.earliest < known.latest


def test_what_was_known_only_grows() -> None:
    """A later moment of knowledge shows all that an earlier one did."""
    moments = [almaty(f"2022-01-{day:02d}T20:00") for day in range(3, 20)]
    shown = [{e.event_id for e in LAYER.select(Filter(known_at=m))} for m in moments]
    assert all(a <= b for a, b in pairwise(shown))
    assert len(shown[0]) < len(shown[-1]) < len(LAYER.events)


def test_the_evening_of_the_sixth_does_not_know_the_toll_of_the_ninth() -> None:
    """Nor anything that only later accounts tell."""
    at = almaty("2022-01-06T20:00")
    known = {e.event_id for e in LAYER.select(Filter(known_at=at))}
    assert "almaty-airport-seized" in known
    assert "health-ministry-164" not in known
    later = [e for e in LAYER.events if all(LAYER.sources[s].published >= "2022-02" for s in e.source_ids)]
    assert later
    assert not {e.event_id for e in later if not e.not_later_than} & known
