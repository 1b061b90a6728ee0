"""The charts: loaded only when the reader comes near, each scene its own; choosing in one changes the view, back undoes it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from dashboard.layer.filters import sentence
from dashboard.locale import words
from dashboard.views import address
from dashboard.views.address import View
from dashboard.views.scenes import SCENES
from dashboard.views.tallies import by_day, by_day_head, by_place, by_place_head
from tests.browser.conftest import Dashboard
from tests.strategies import LAYER

PLOTLY = "plotly"


def headings(dash: Dashboard) -> list[str]:
    """The headings of the charts on the page, down the columns."""
    return dash.page.locator("h2.qantar-sub").all_inner_texts()


def tally(dash: Dashboard, chart: str) -> Locator:
    """A chart that the page draws itself."""
    return dash.page.locator(f".st-key-chart_{chart} .tally")


def pull(dash: Dashboard, end: str, pixels: int) -> None:
    """Drag a handle of the brush sideways and hold it."""
    box = dash.page.locator(f".handle.{end}").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    dash.page.mouse.move(x, y)
    dash.page.mouse.down()
    dash.page.mouse.move(x + pixels, y, steps=6)


def in_the_address(dash: Dashboard) -> View:
    """The view that the address names."""
    return address.read(dict(parse_qsl(urlsplit(dash.page.url).query)), LAYER, "en")[0]


def test_plotly_is_not_loaded_before_the_reader_comes_near_the_charts(dashboard: Dashboard) -> None:
    """The first visit moves no byte of it."""
    loaded: list[str] = []
    dashboard.page.on("request", lambda r: loaded.append(r.url) if PLOTLY in r.url.lower() else None)
    dashboard.open()
    assert loaded == []
    assert dashboard.charts.count() == 0

    dashboard.near_the_charts()
    assert loaded
    dashboard.quiet()


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_has_its_own_charts_with_words_for_those_who_cannot_see_them(dashboard: Dashboard, scene: str) -> None:
    """As many as the scene names, with heading and alternative text."""
    dashboard.open(f"?scene={scene}")
    dashboard.near_the_charts()
    ids = SCENES[scene].charts
    expect(dashboard.charts).to_have_count(len(ids))
    assert {words("en").label("chart", i) for i in ids} <= set(headings(dashboard))
    for chart in dashboard.charts.all():
        expect(chart.locator("[aria-label]").or_(chart).first).to_be_attached()
    dashboard.quiet()


def test_choosing_a_place_in_the_chart_narrows_map_and_list_and_back_undoes_it(dashboard: Dashboard) -> None:
    """The address is the state."""
    dashboard.open("?scene=kazakhstan")
    dashboard.near_the_charts()
    before = dashboard.sentence.inner_text()

    dashboard.act(tally(dashboard, "places").get_by_role("button", name="Almaty:").click)
    assert "area=KZ-" in dashboard.url
    count = int(dashboard.sentence.inner_text().split()[0])
    expect(dashboard.rows).to_have_count(count)
    expect(dashboard.map.locator(".qantar-live")).to_contain_text(str(count))

    dashboard.page.go_back()
    expect(dashboard.sentence).to_have_text(before)


def test_charts_and_sentence_follow_the_brush_while_it_is_held(dashboard: Dashboard) -> None:
    """Without a run of the app; and when the hand lets go, none of them is drawn anew, for all of them were right."""
    dashboard.open("?scene=kazakhstan")
    dashboard.near_the_charts()
    before, runs = in_the_address(dashboard), dashboard.runs

    pull(dashboard, "to", -260)
    dashboard.page.wait_for_timeout(100)
    assert dashboard.runs == runs
    heads = [tally(dashboard, kind).get_attribute("aria-label") for kind in ("places", "matrix")]
    said, note = dashboard.sentence.inner_text(), tally(dashboard, "matrix").locator(".note").inner_text()
    assert int(said.split()[0]) == dashboard.rows.count() < len(LAYER.select(before.filter))
    dashboard.page.evaluate(
        """() => {
            window.drawn = 0;
            const watcher = new MutationObserver((records) => { window.drawn += records.length; });
            const wanted = { subtree: true, childList: true, characterData: true };
            for (const box of document.querySelectorAll(".st-key-chart_places, .st-key-chart_matrix, .st-key-sentence")) {
                const roots = [...box.querySelectorAll("*")].map((n) => n.shadowRoot).filter(Boolean);
                for (const root of roots) watcher.observe(root, wanted);
            }
        }"""
    )
    dashboard.act(dashboard.page.mouse.up)

    view = in_the_address(dashboard)
    events, en = LAYER.select(view.filter), words("en")
    assert view.filter.end != before.filter.end
    assert heads == [by_place_head(en, len(events)), by_day_head(en, by_day(LAYER, view.filter, events).cells.total())]
    assert said == sentence(view.filter, LAYER, en)
    assert note.startswith("Days of Almaty.")
    dashboard.page.wait_for_timeout(300)
    assert dashboard.page.evaluate("window.drawn") == 0
    dashboard.quiet()


@pytest.mark.parametrize("lang", ["en", "el", "ru", "kk"])
def test_the_bars_of_the_places_are_a_list_with_words(dashboard: Dashboard, lang: str) -> None:
    """Each with its name, its number and what it is made of."""
    dashboard.open(f"?scene=almaty&lang={lang}")
    dashboard.near_the_charts()
    view = in_the_address(dashboard)
    bars = by_place(LAYER, LAYER.select(view.filter), words(lang))
    marks = tally(dashboard, "places").locator("li .mark")
    expect(marks).to_have_count(len(bars))
    for mark, bar in zip(marks.all(), bars, strict=True):
        label = mark.get_attribute("aria-label") or ""
        assert label.startswith(f"{bar.name}: {words(lang).number(bar.families.total())}; ")
        assert all(words(lang).label("family", f) in label for f in bar.families)


def test_the_table_of_days_is_walked_by_arrow_keys_and_picked_with_enter(dashboard: Dashboard) -> None:
    """One stop of the tab key; the pick narrows region and day, and what had the focus keeps it while the page changes."""
    dashboard.open("?scene=kazakhstan")
    dashboard.near_the_charts()
    table = tally(dashboard, "matrix").get_by_role("table")
    expect(table.locator('button[tabindex="0"]')).to_have_count(1)
    table.locator('button[tabindex="0"]').focus()
    dashboard.page.keyboard.press("ArrowRight")
    dashboard.page.keyboard.press("ArrowDown")
    here = table.locator("button:focus")
    label = here.get_attribute("aria-label") or ""
    place, day, count = label.split(", ")
    expect(table.locator('button[tabindex="0"]')).to_have_attribute("aria-label", label)

    dashboard.act(lambda: dashboard.page.keyboard.press("Enter"))
    view = in_the_address(dashboard)
    assert view.filter.start is not None
    assert words("en").window(view.filter.start, view.filter.end) == f"{day}, Almaty time"
    assert [words("en").name(LAYER.area_names(a)) for a in view.filter.areas] == [place]
    expect(here).to_have_attribute("aria-label", f"{place}, {day}, {count}")


def test_the_cell_of_the_open_event_is_outlined(dashboard: Dashboard) -> None:
    """In its region and on its day, also while the brush moves."""
    dashboard.open("?scene=kazakhstan&event=almaty-airport-seized")
    dashboard.near_the_charts()
    cell = tally(dashboard, "matrix").locator('td[aria-current="true"]')
    expect(cell.get_by_role("button")).to_have_attribute("aria-label", re.compile("Almaty, 5 January 2022, "))
    pull(dashboard, "to", -40)
    expect(cell).to_have_count(1)
    dashboard.page.mouse.up()


def test_an_open_event_is_marked_in_the_charts(dashboard: Dashboard) -> None:
    """Its building in the chart of who held what."""
    dashboard.open("?scene=occupied")
    dashboard.near_the_charts()
    plain = dashboard.page.evaluate("document.querySelector('.st-key-chart_occupations .js-plotly-plot').layout")
    dashboard.open("?scene=occupied&event=almaty-akimat-stormed")
    dashboard.near_the_charts()
    marked = dashboard.page.evaluate("document.querySelector('.st-key-chart_occupations .js-plotly-plot').layout")
    assert plain != marked
