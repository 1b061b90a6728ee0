"""The time brush: it moves the map and the list by itself, tells the app when it rests, plays, and knows a second clock."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Dashboard


def brush(dash: Dashboard) -> Locator:
    """The time brush."""
    return dash.page.locator(".timeline")


def handle(dash: Dashboard, end: str) -> Locator:
    """A handle of the brush by its name: from, to or known-at."""
    return dash.page.locator(f".handle.{end}")


def grab(dash: Dashboard, end: str, pixels: int, *, drop: bool = True) -> None:
    """Drag a handle sideways in steps, as a hand does."""
    box = handle(dash, end).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    dash.page.mouse.move(x, y)
    dash.page.mouse.down()
    for step in range(1, 11):
        dash.page.mouse.move(x + pixels * step / 10, y)
    if drop:
        dash.page.mouse.up()


def test_dragging_a_handle_moves_map_and_list_without_a_run_of_the_app(dashboard: Dashboard) -> None:
    """Until the hand lets go; then sentence and address follow."""
    dashboard.open()
    runs, before = dashboard.runs, dashboard.rows.count()

    grab(dashboard, "from", 220, drop=False)

    said = brush(dashboard).locator(".said")
    expect(said).to_have_text(re.compile(r"5 January 2022 1\d:00–24:00, Almaty time · \d+ events"))
    shown = int(re.findall(r"(\d+) events", said.inner_text())[0])
    expect(dashboard.rows).to_have_count(shown)
    dashboard.page.wait_for_timeout(300)
    assert dashboard.shown_on_map() == shown < before
    assert dashboard.runs == runs

    dashboard.act(dashboard.page.mouse.up)
    assert dashboard.sentence.inner_text().startswith(f"{shown} of")
    assert "from=2022-01-05T1" in dashboard.url
    dashboard.quiet()


def test_the_map_is_drawn_in_the_very_event_that_moves_the_handle(dashboard: Dashboard) -> None:
    """Not a message later: when the event is over, the map's events are those of the window."""
    dashboard.open()
    counts = dashboard.page.evaluate(
        f"""() => {{
            const brush = {BRUSH};
            const frame = [...document.querySelectorAll("iframe")].find((f) => f.src.includes("streamlit_folium"));
            const start = brush.view[0] + 6 * 60;
            return [2, 5, 9, 14].map((hours) => {{
                brush._set(start, start + hours * 60, null, false);
                const spec = {{ ...brush.state.spec, from: brush.from, to: brush.to, known: null }};
                return [frame.contentWindow.qantar.count(), brush.filter.select(spec).length];
            }});
        }}"""
    )
    assert len({a for a, _ in counts}) > 1
    assert all(a == b for a, b in counts)


def test_the_brush_is_used_by_keyboard(dashboard: Dashboard) -> None:
    """Arrows move a handle by a bin, with Shift by six; its value is told in words."""
    dashboard.open()
    start = handle(dashboard, "from")
    start.focus()
    dashboard.act(lambda: [start.press("ArrowRight") for _ in range(3)] and None)
    expect(dashboard.sentence).to_contain_text("5 January 2022 03:00–24:00")
    expect(start).to_have_attribute("aria-valuetext", "5 January 2022 03:00")
    dashboard.act(lambda: start.press("Shift+ArrowRight"))
    expect(dashboard.sentence).to_contain_text("5 January 2022 09:00–24:00")


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        (lambda d: d.preset("6 Jan"), "6 January 2022, Almaty time"),
        (lambda d: d.preset("5 January hour by hour"), "5 January 2022 14:00–15:00"),
        (lambda d: d.page.get_by_role("button", name="One window later").click(), "6 January 2022, Almaty time"),
        (lambda d: brush(d).locator("text[data-day]").last.click(), "6 January 2022, Almaty time"),
    ],
    ids=["a day", "the hour", "a step", "a date on the axis"],
)
def test_a_window_is_one_click_away(dashboard: Dashboard, act: Callable[[Dashboard], None], wanted: str) -> None:
    """Presets, steps, and the dates on the axis."""
    dashboard.open()
    dashboard.act(lambda: act(dashboard))
    expect(dashboard.sentence).to_contain_text(wanted)


def test_the_bins_are_hours_within_a_week_and_days_beyond(dashboard: Dashboard) -> None:
    """The axis spans what the window needs; closer and farther change it without touching the window."""
    dashboard.open()
    bins = "() => " + BRUSH + ".edges.slice(0, 2).reduce((a, b) => b - a)"
    assert dashboard.page.evaluate(bins) == 60
    dashboard.preset("January 2022")
    dashboard.page.wait_for_function(f"() => ({BRUSH}).edges[1] - ({BRUSH}).edges[0] === 1440")
    before = dashboard.url
    for _ in range(3):
        dashboard.page.get_by_role("button", name="Closer in time").click()
    assert dashboard.page.evaluate(bins) == 60
    dashboard.settle()
    assert "from=2022-01-01" in dashboard.url
    assert before.split("?")[0] == dashboard.url.split("?")[0]


def test_phases_and_nights_are_drawn_with_their_names(dashboard: Dashboard) -> None:
    """State of emergency, internet cut and CSTO troops, the article's own hours, and the dark of Almaty."""
    dashboard.open("?scene=kazakhstan")
    names = brush(dashboard).locator(".band-name").all_text_contents()
    assert names == ["State of emergency", "Internet cut", "CSTO troops in the country", "The article is written"]
    assert brush(dashboard).locator(".night").count() >= 8


def test_playing_runs_the_window_and_pausing_tells_the_app(dashboard: Dashboard) -> None:
    """While it plays no run of the app happens; a pause writes the window into the address."""
    dashboard.open("?v=1&scene=almaty&from=2022-01-05T06:00&to=2022-01-05T08:00")
    runs = dashboard.runs
    brush(dashboard).get_by_label("Speed").select_option("4")
    brush(dashboard).get_by_role("button", name="Play").click()
    expect(brush(dashboard).locator(".said")).not_to_contain_text("06:00–08:00")
    expect(brush(dashboard).locator(".said")).to_contain_text(re.compile(r"1\d:00–1\d:00"))
    assert dashboard.runs == runs

    dashboard.act(lambda: brush(dashboard).get_by_role("button", name="Pause").click())
    assert re.search(r"from=2022-01-0[56]T\d\d:00&to=2022-01-0[56]T\d\d:00", dashboard.url)


def test_time_can_grow_from_the_start(dashboard: Dashboard) -> None:
    """The cumulative mode keeps the beginning and only adds."""
    dashboard.open("?v=1&scene=almaty&from=2022-01-05T06:00&to=2022-01-05T08:00")
    brush(dashboard).get_by_label("How time runs").select_option("growing")
    brush(dashboard).get_by_label("Speed").select_option("8")
    counts = []
    brush(dashboard).get_by_role("button", name="Play").click()
    for _ in range(6):
        dashboard.page.wait_for_timeout(250)
        counts.append(int(re.findall(r"(\d+) events", brush(dashboard).locator(".said").inner_text())[0]))
    brush(dashboard).get_by_role("button", name="Pause").click()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_with_reduced_motion_time_goes_in_whole_bins(dashboard: Dashboard) -> None:
    """No window ever lies between two edges."""
    dashboard.open("?v=1&scene=almaty&from=2022-01-05T06:00&to=2022-01-05T08:00")
    dashboard.page.evaluate(
        f"""() => {{
            window.seen = [];
            const b = {BRUSH}, told = b.onInput;
            b.onInput = (...a) => {{ seen.push(a[0]); told(...a); }};
        }}"""
    )
    brush(dashboard).get_by_label("Speed").select_option("8")
    brush(dashboard).get_by_role("button", name="Play").click()
    dashboard.page.wait_for_function("() => seen.length > 5")
    brush(dashboard).get_by_role("button", name="Pause").click()
    assert all(minute % 60 == 0 for minute in dashboard.page.evaluate("() => seen"))


def test_the_second_clock_shows_what_was_known(dashboard: Dashboard) -> None:
    """At noon on the 9th there is a toll of 164 as claimed; the flag moves on and it is withdrawn and none stands."""
    dashboard.open("?v=1&scene=figures&from=2022-01-09&to=2022-01-10&known=2022-01-09T19:00")
    dashboard.near_the_charts()
    toll = dashboard.page.locator(".qantar-toll")
    expect(toll).to_contain_text("164")
    expect(toll.locator("p")).not_to_contain_text("ithdrawn")

    flag = handle(dashboard, "known-at")
    flag.focus()
    dashboard.act(lambda: [flag.press("ArrowRight") for _ in range(4)] and None)
    expect(dashboard.sentence).to_contain_text("as known at 9 January 2022 20:00")
    expect(toll.locator("p")).to_contain_text("No official total stands. Withdrawn: 164")


def test_the_second_clock_is_switched_on_at_the_end_of_the_window_and_off_again(dashboard: Dashboard) -> None:
    """And the address says so."""
    dashboard.open("?v=1&scene=kazakhstan&from=2022-01-05&to=2022-01-06")
    button = brush(dashboard).get_by_role("button", name="Shows only what the sources")
    dashboard.act(button.click)
    assert "known=2022-01-06T00:00" in dashboard.url
    expect(button).to_have_attribute("aria-pressed", "true")
    dashboard.act(button.click)
    assert "known=" not in dashboard.url


BRUSH = (
    '[...document.querySelectorAll("*")].map((n) => n.shadowRoot).find((s) => s && s.querySelector(".timeline"))'
    '.querySelector(".timeline").brush'
)
"""The brush itself, as the page knows it."""


def test_an_open_window_shows_the_days_in_which_most_happened_and_all_shows_everything(dashboard: Dashboard) -> None:
    """The airport's events are of January; who asks for all sees the years."""
    dashboard.open("?scene=airport")
    span = f"() => ({BRUSH}).view[1] - ({BRUSH}).view[0]"
    assert dashboard.page.evaluate(span) < 40 * 1440
    brush(dashboard).get_by_role("button", name="All", exact=True).click()
    assert dashboard.page.evaluate(span) > 365 * 1440
