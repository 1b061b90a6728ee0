"""The browser's own filter, clock, buildings, tallies and sentence agree with Python's: one truth in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from dashboard import web
from dashboard.layer.filters import Filter, qualities, sentence
from dashboard.layer.times import DAY
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish.assets import collect
from dashboard.views import style
from dashboard.views.charts.base import area_pick, pick
from dashboard.views.payload import minutes, spec
from dashboard.views.scenes import PRESETS, SCENES, almaty
from dashboard.views.tallies import by_day, by_day_head, by_place, by_place_head, day_label, note
from tests.strategies import LAYER, filters, windows

SCRIPTS = ("symbols", "filter", "clock", "footprints", "tallies", "sentence")


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A bare page with the engine and the layer in it: no server, no Python, no map."""
    page = browser.new_page()
    files = collect(LAYER).files
    page.route("**/*", lambda route: route.fulfill(**_answer(files, route.request.url)))
    page.goto("http://engine.test/")
    for name in SCRIPTS:
        page.add_script_tag(content=web.text(f"{name}.js"))
    page.evaluate(
        """async () => {
            window.columns = await (await fetch("/layer/columns.json")).json();
            window.filter = new QantarFilter(columns, "/");
            await filter.ready({ words: ["x"] });
        }"""
    )
    yield page
    page.close()


def _answer(files: dict[str, tuple[bytes, bytes, str]], url: str) -> dict[str, object]:
    found = files.get(url.removeprefix("http://engine.test/"))
    return {"body": found[0], "content_type": found[2]} if found else {"body": "<!doctype html>", "content_type": "text/html"}


def _select(page: Page, some: list[Filter]) -> list[list[str]]:
    """The ids that the browser's filter shows for each of `some`, in time order."""
    found: list[list[str]] = page.evaluate(
        "(specs) => specs.map((s) => [...filter.select(s)].sort((a, b) => a - b).map((i) => columns.events.id[i]))",
        [spec(f, LAYER) for f in some],
    )
    return found


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(filters().flatmap(lambda first: filters().map(lambda second: [first, second])))
def test_the_browser_shows_what_python_shows(engine: Page, some: list[Filter]) -> None:
    """For any filter: window, second clock, category, status, area, actor, kind of source, occupied, words in any language."""
    wanted = [[e.event_id for e in LAYER.select(f)] for f in some]
    assert _select(engine, some) == wanted


def test_every_preset_and_every_value_of_every_facet_agrees(engine: Page) -> None:
    """Each on its own, with all its events."""
    some = [Filter(p.start, p.end) for p in PRESETS.values()]
    some += [Filter(areas=frozenset({a})) for a in sorted(LAYER.known_areas)]
    some += [Filter(actors=frozenset({a})) for a in sorted(LAYER.actors)]
    some += [Filter(known_at=almaty(f"2022-01-{day:02d}T20:00")) for day in range(1, 31)]
    some += [Filter(text=t) for t in ("аэропорт", "αεροδρόμιο", "әуежай", "fire akimat", "nothing-like-this")]
    assert _select(engine, some) == [[e.event_id for e in LAYER.select(f)] for f in some]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_says_windows_as_python_does(engine: Page, lang: str) -> None:
    """Whole days, hours, open sides, over midnight, over the change of the clocks in 2024."""
    starts = [almaty("2022-01-05"), almaty("2022-01-05T18:30"), almaty("2021-12-31T22:00"), almaty("2024-02-29T12:00"), None]
    lengths = [timedelta(hours=1), timedelta(hours=5, minutes=30), timedelta(days=1), timedelta(days=10), timedelta(days=40)]
    some = [(s, s + length if s else None) for s in starts for length in lengths] + [(None, almaty("2022-01-06"))]
    said = engine.evaluate(
        """async ([lang, windows]) => {
            const texts = await (await fetch(`/layer/texts.${lang}.json`)).json();
            const clock = new QantarClock(columns.zone, texts.time);
            return windows.map(([from, to]) => clock.window(from, to));
        }""",
        [lang, [[minutes(a) if a else None, minutes(b) if b else None] for a, b in some]],
    )
    assert said == [words(lang).window(a, b) for a, b in some]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(windows)
def test_a_building_is_in_one_state_at_a_time_and_never_entered_before_it_was_attacked_or_entered(
    engine: Page, window: tuple[object, object]
) -> None:
    """Whatever the window."""
    start, end = (minutes(m) if m else None for m in window)  # type: ignore[arg-type]
    states = engine.evaluate(
        """([from, to]) => columns.occupations.map((o) => ({ ...QantarFootprints.stateOf(o, from, to), o }))""", [start, end]
    )
    for found in states:
        first = [m for turn in ("attacked", "entered") for m in found["o"][turn] if m is not None]
        if found["state"] in {"entered", "attacked", "attacked_held"} and end is not None:
            assert first
            assert end > min(first)
        assert found["state"] in {None, "entered", "attacked", "attacked_held", "ended", "unclear"}


def test_the_city_hall_is_untouched_at_noon_on_the_fourth_held_at_five_and_given_up_on_the_seventh(engine: Page) -> None:
    """Hour by hour, with the doubt that the sources leave."""
    hours = {
        "2022-01-04T12:00": (None, True),
        "2022-01-05T05:00": ("attacked", True),
        "2022-01-05T15:00": ("entered", True),
        "2022-01-05T20:00": ("entered", False),
        "2022-01-07T10:00": ("ended", True),
    }
    place = next(i for i, p in enumerate(LAYER.places) if p == "almaty-akimat")
    for hour, wanted in hours.items():
        start = minutes(almaty(hour))
        found = engine.evaluate(
            """([place, from]) => {
                const occupation = columns.occupations.find((o) => o.place === place);
                return QantarFootprints.stateOf(occupation, from, from + 60);
            }""",
            [place, start],
        )
        assert (found["state"], found["sure"]) == wanted, hour


some_filters = st.lists(filters(), min_size=8, max_size=8)


def _told(page: Page, kind: str, lang: str, some: list[Filter]) -> list[Any]:
    """What the browser tallies for each of `some`: "places" or "matrix"."""
    found: list[Any] = page.evaluate(
        """async ([kind, lang, specs]) => {
            const texts = await (await fetch(`/layer/texts.${lang}.json`)).json();
            const tallies = new QantarTallies(columns, filter, texts, lang);
            return specs.map((s) => tallies[kind](s));
        }""",
        [kind, lang, [spec(f, LAYER) for f in some]],
    )
    return found


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(some_filters, st.sampled_from(LANGUAGES))
def test_the_browser_counts_the_events_of_places_as_python_does(engine: Page, some: list[Filter], lang: str) -> None:
    """The same bars in the same order, with the same names, families, picks and words."""
    w = words(lang)
    for filter_, told in zip(some, _told(engine, "places", lang, some), strict=True):
        shown = LAYER.select(filter_)
        bars = by_place(LAYER, shown, w)
        assert told["head"] == by_place_head(w, len(shown))
        assert [(r["key"], r["name"], r["pick"]) for r in told["rows"]] == [
            (b.area, b.name, area_pick(LAYER, b.area)) for b in bars
        ]
        assert [r["families"] for r in told["rows"]] == [[b.families[f.family_id] for f in style.FAMILIES] for b in bars]
        assert [r["total"] for r in told["rows"]] == [b.families.total() for b in bars]


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(some_filters, st.sampled_from(LANGUAGES))
def test_the_browser_counts_the_events_of_days_as_python_does(engine: Page, some: list[Filter], lang: str) -> None:
    """The same regions, days, numbers and picks, and the same note of what is left out."""
    w = words(lang)
    for filter_, told in zip(some, _told(engine, "matrix", lang, some), strict=True):
        grid = by_day(LAYER, filter_, LAYER.select(filter_))
        assert told["head"] == by_day_head(w, grid.cells.total())
        assert told["note"] == note(grid, w)
        assert [(d["name"], d["label"]) for d in told["days"]] == [
            (w.day(d), day_label(w, grid.days, i)) for i, d in enumerate(grid.days)
        ]
        assert [(r["key"], r["name"]) for r in told["rows"]] == [(r, w.name(LAYER.area_names(r))) for r in grid.regions]
        for row in told["rows"]:
            assert row["cells"] == [grid.cells[row["key"], d] for d in grid.days]
            if row["key"] in LAYER.known_areas:
                assert row["picks"] == [pick(area=row["key"], from_=d.isoformat(), to=(d + DAY).isoformat()) for d in grid.days]
            else:
                assert set(row["picks"]) == {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_counts_scenes_and_presets_as_python_does(engine: Page, lang: str) -> None:
    """Where most is drawn: many places, all days, the other places, what is left out."""
    w = words(lang)
    some = [s.filter for s in SCENES.values()] + [Filter(p.start, p.end) for p in PRESETS.values()]
    places, days = (_told(engine, kind, lang, some) for kind in ("places", "matrix"))
    assert any(row["key"] == "" for told in places for row in told["rows"])
    for filter_, by_places, by_days in zip(some, places, days, strict=True):
        shown = LAYER.select(filter_)
        grid = by_day(LAYER, filter_, shown)
        assert [(r["name"], r["total"]) for r in by_places["rows"]] == [
            (b.name, b.families.total()) for b in by_place(LAYER, shown, w)
        ]
        assert [r["cells"] for r in by_days["rows"]] == [[grid.cells[r, d] for d in grid.days] for r in grid.regions]
        assert by_days["note"] == note(grid, w)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_browser_shades_numbers_as_python_does(engine: Page, theme: str) -> None:
    """And writes on them in the same of the two inks."""
    numbers = [(n, most) for most in (1, 2, 7, 40, 331) for n in range(1, most + 1)]
    found = engine.evaluate(
        """([theme, numbers]) => {
            const tallies = new QantarTallies(columns, filter, { time: {} }, "en");
            return numbers.map(([n, most]) => tallies.shade(n, most, theme));
        }""",
        [theme, numbers],
    )
    colour = getattr(style.STREET, theme)
    for (n, most), shade in zip(numbers, found, strict=True):
        assert style.tint(colour, theme, shade["share"]) == style.shade(n, most, theme)
        ink = style.readable(style.shade(n, most, theme), theme) == style.INK[theme]
        assert shade["ink"] == ink, (n, most)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(some_filters, st.sampled_from(LANGUAGES))
def test_the_browser_says_the_sentence_that_python_says(engine: Page, some: list[Filter], lang: str) -> None:
    """With count, window, everything else that is asked for, and the second clock."""
    w = words(lang)
    said = engine.evaluate(
        """async ([lang, some]) => {
            const texts = await (await fetch(`/layer/texts.${lang}.json`)).json();
            const clock = new QantarClock(columns.zone, texts.time);
            return some.map(([s, rest]) => QantarSentence(texts, clock, s, filter.select(s).length, rest, lang));
        }""",
        [lang, [[spec(f, LAYER), qualities(f, LAYER, w)] for f in some]],
    )
    assert said == [sentence(f, LAYER, w) for f in some]
