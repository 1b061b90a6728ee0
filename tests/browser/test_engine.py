"""The browser's own filter, clock and buildings agree with Python's: one truth in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from dashboard import web
from dashboard.layer.filters import Filter
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish.assets import collect
from dashboard.views.payload import minutes, spec
from dashboard.views.scenes import PRESETS, almaty
from tests.strategies import LAYER, filters, windows

SCRIPTS = ("symbols", "filter", "clock", "footprints")


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
