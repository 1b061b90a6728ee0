"""Four languages, light and dark, desk and phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Dashboard

GREETING = {
    "en": "Kazakhstan, January 2022",
    "el": "Καζακστάν",
    "ru": "Казахстан",
    "kk": "Қазақстан",
}


@pytest.mark.parametrize("lang", GREETING)
def test_the_page_speaks_each_language(dashboard: Dashboard, lang: str) -> None:
    """Title, list, legend and the whole card are in the language of the address."""
    dashboard.open(f"?scene=airport&event=almaty-airport-seized&lang={lang}")

    expect(dashboard.page.locator("h1")).to_contain_text(GREETING[lang])
    expect(dashboard.page.locator("h1")).to_have_attribute("lang", lang)
    words = dashboard.page.locator("body").inner_text() + dashboard.map.locator("body").inner_text()
    if lang != "en":
        for left_over in ("All symbols", "Filters", "Search", "Sources", "When", "Status", "Events", "Almaty time", "January"):
            assert not re.search(rf"\b{left_over}\b", words), left_over
        expect(dashboard.card.locator(".hint")).to_have_count(0)
    expect(dashboard.card).to_have_attribute("lang", lang)
    dashboard.quiet()


def test_choosing_a_language_changes_everything_but_the_map_itself(dashboard: Dashboard) -> None:
    """The frame stays; its labels change."""
    dashboard.open()
    dashboard.map.evaluate("window.tag = 1")

    dashboard.act(lambda: _choose(dashboard, "Ελληνικά"))

    expect(dashboard.map.locator("summary")).to_have_text("Όλα τα σύμβολα")
    assert dashboard.map.evaluate("window.tag") == 1
    assert "lang=el" in dashboard.page.url


def _choose(dash: Dashboard, name: str) -> None:
    dash.page.locator(".st-key-tongue [data-baseweb=select], .st-key-tongue input").first.click()
    dash.page.get_by_role("option", name=name).click()


def test_a_reader_whose_browser_speaks_greek_is_met_in_greek(dashboard_with: Callable[..., Dashboard]) -> None:
    """The address may still say otherwise."""
    dash = dashboard_with(locale="el-GR").open()
    expect(dash.page.locator("h1")).to_contain_text("Καζακστάν")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_reach_the_map(dashboard_with: Callable[..., Dashboard], scheme: str) -> None:
    """The reader's system decides; the map, the list and the page agree."""
    dash = dashboard_with(color_scheme=scheme).open()

    assert dash.map.evaluate("document.documentElement.dataset.theme") == scheme
    brightness = dash.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", brightness)[:3])) < 80) == (scheme == "dark")


def test_a_phone_has_no_sideways_scrolling(dashboard_with: Callable[..., Dashboard]) -> None:
    """390 by 844: map first, the brush under the thumb, then the introduction; the list waits as a sheet at the foot."""
    dash = dashboard_with(viewport={"width": 390, "height": 844}, has_touch=True).open("?scene=airport")

    wide = dash.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    tops = [dash.page.locator(s).first.bounding_box() for s in ("iframe", ".timeline", ".qantar-intro")]
    stage, sheet = dash.page.locator(".stage").bounding_box(), dash.page.locator(".list").bounding_box()

    assert wide <= 390
    heights = [box["y"] for box in tops if box]
    assert len(heights) == 3
    assert heights == sorted(heights)
    assert heights[0] < 844 / 4
    assert stage
    assert sheet
    assert 844 / 2 < stage["y"] < sheet["y"]
    assert sheet["y"] + sheet["height"] == 844


def test_on_a_phone_the_sheet_is_pulled_up_and_an_event_opens_in_sight(dashboard_with: Callable[..., Dashboard]) -> None:
    """One tap shows the list, another one opens an event and brings its card before the eyes."""
    dash = dashboard_with(viewport={"width": 390, "height": 844}, has_touch=True).open("?scene=airport")
    bar = dash.page.locator(".list .sheet")
    bar.tap()
    expect(bar).to_have_attribute("aria-expanded", "true")
    dash.rows.nth(1).tap()
    expect(dash.card.locator("h2")).to_be_in_viewport()


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Asia/Aqtau", "UTC", "America/New_York"])
def test_readers_in_every_zone_see_the_same(dashboard_with: Callable[..., Dashboard], zone: str) -> None:
    """The same address, the same events, the same words."""
    dash = dashboard_with(timezone_id=zone).open("?scene=almaty&from=2022-01-05T20:00&to=2022-01-06T00:00")

    expect(dash.sentence).to_contain_text("events: 5 January 2022 20:00–24:00, Almaty time")
    first = dash.rows.first.inner_text()
    dash_utc = dashboard_with(timezone_id="UTC").open("?scene=almaty&from=2022-01-05T20:00&to=2022-01-06T00:00")
    assert dash_utc.rows.first.inner_text() == first
    assert dash_utc.rows.count() == dash.rows.count()
