"""The charts: loaded only when the reader comes near, each scene its own; choosing in one changes the view, back undoes it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dashboard.locale import words
from dashboard.views.scenes import SCENES
from tests.browser.conftest import Dashboard

PLOTLY = "plotly"


def headings(dash: Dashboard) -> list[str]:
    """The headings of the charts on the page, down the columns."""
    return dash.page.locator("h2.qantar-sub").all_inner_texts()


def pick(dash: Dashboard, chart: str, trace: int = 0, point: int = 0) -> str:
    """Click a mark of a chart where it is drawn; return the pick that it carries."""
    dash.page.locator(f".st-key-chart_{chart}").scroll_into_view_if_needed()
    found: dict[str, object] = dash.page.evaluate(
        """([chart, trace, point]) => {
            const plot = document.querySelector(`.st-key-chart_${chart} .js-plotly-plot`);
            const data = plot.calcdata[trace][point], full = plot._fullData[trace];
            const box = plot.getBoundingClientRect();
            const x = plot._fullLayout[(full.xaxis || "x").replace("x", "xaxis")];
            const y = plot._fullLayout[(full.yaxis || "y").replace("y", "yaxis")];
            const middle = (axis, value) => axis._offset + axis.c2p(value);
            const lying = full.type === "bar" && full.orientation === "h", base = data.b || 0;
            const px = lying ? (x.c2p(base) + x.c2p(base + data.s)) / 2 + x._offset : middle(x, data.x ?? data.p);
            const py = lying ? middle(y, data.p) : middle(y, data.y ?? data.s);
            return { x: box.left + px, y: box.top + py, pick: full.customdata[point][0] };
        }""",
        [chart, trace, point],
    )
    dash.page.mouse.click(float(str(found["x"])), float(str(found["y"])))
    return str(found["pick"])


def test_plotly_is_not_loaded_before_the_reader_comes_near_the_charts(dashboard: Dashboard) -> None:
    """The first visit moves no byte of it."""
    loaded: list[str] = []
    dashboard.page.on("request", lambda r: loaded.append(r.url) if PLOTLY in r.url.lower() else None)
    dashboard.open()
    assert loaded == []
    assert dashboard.page.locator('[data-testid="stPlotlyChart"]').count() == 0

    dashboard.near_the_charts()
    assert loaded
    dashboard.quiet()


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_has_its_own_charts_with_words_for_those_who_cannot_see_them(dashboard: Dashboard, scene: str) -> None:
    """As many as the scene names, with heading and alternative text."""
    dashboard.open(f"?scene={scene}")
    dashboard.near_the_charts()
    ids = SCENES[scene].charts
    expect(dashboard.page.locator('[data-testid="stPlotlyChart"]')).to_have_count(len(ids))
    assert {words("en").label("chart", i) for i in ids} <= set(headings(dashboard))
    for chart in dashboard.page.locator('[data-testid="stPlotlyChart"]').all():
        expect(chart.locator("[aria-label]").or_(chart).first).to_be_attached()
    dashboard.quiet()


def test_choosing_a_place_in_the_chart_narrows_map_and_list_and_back_undoes_it(dashboard: Dashboard) -> None:
    """The address is the state."""
    dashboard.open("?scene=kazakhstan")
    dashboard.near_the_charts()
    before = dashboard.sentence.inner_text()

    dashboard.act(lambda: pick(dashboard, "places", 0, 0) and None)
    assert "area=KZ-" in dashboard.url
    count = int(dashboard.sentence.inner_text().split()[0])
    expect(dashboard.rows).to_have_count(count)
    expect(dashboard.map.locator(".qantar-live")).to_contain_text(str(count))

    dashboard.page.go_back()
    expect(dashboard.sentence).to_have_text(before)


def test_an_open_event_is_marked_in_the_charts(dashboard: Dashboard) -> None:
    """Its building in the chart of who held what."""
    dashboard.open("?scene=occupied")
    dashboard.near_the_charts()
    plain = dashboard.page.evaluate("document.querySelector('.st-key-chart_occupations .js-plotly-plot').layout")
    dashboard.open("?scene=occupied&event=almaty-akimat-stormed")
    dashboard.near_the_charts()
    marked = dashboard.page.evaluate("document.querySelector('.st-key-chart_occupations .js-plotly-plot').layout")
    assert plain != marked
