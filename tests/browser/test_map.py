"""The map: never remounted, never moved by a filter, choosing by click, shared view."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Dashboard

BYTES_PER_CHANGE = 25_000
"""The most that one filter change may send over the websocket at the full layer."""


def _view(dash: Dashboard) -> list[float]:
    return dash.map.evaluate("(() => { const m = window.map, c = m.getCenter(); return [c.lat, c.lng, m.getZoom()]; })()")


def _changes(dash: Dashboard) -> list[Callable[[], None]]:
    """Twenty filter changes of every kind."""
    page = dash.page

    def search(text: str) -> Callable[[], None]:
        def do() -> None:
            box = page.get_by_label("Search in any language")
            box.fill(text)
            box.press("Enter")

        return do

    def toggle() -> None:
        page.get_by_text("Occupied buildings only").click()

    def step(name: str) -> Callable[[], None]:
        return lambda: page.get_by_role("button", name=name, exact=True).click()

    def category() -> None:
        page.get_by_label("Category").click()
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")

    days = [lambda d=d: dash.preset(f"{d} Jan") for d in (4, 6, 7, 8, 9, 10, 11, 5)]
    presets = [lambda p=p: dash.preset(p) for p in ("2–11 January", "All", "January 2022", "5 January hour by hour")]
    return [
        *days,
        *presets,
        step("One window later"),
        step("One window earlier"),
        toggle,
        toggle,
        search("пожар"),
        search(""),
        category,
        step("Reset all filters"),
    ]


def test_twenty_filter_changes_never_remount_move_or_overfeed_the_map(
    dashboard: Dashboard, record_property: Callable[[str, object], None]
) -> None:
    """The frame keeps its window object and its view, and a change costs few bytes (PITFALLS: remounts, flicker, resets)."""
    dashboard.open()
    dashboard.map.evaluate("window.tag = 'the first one'")
    before, costs = _view(dashboard), []

    changes = _changes(dashboard)
    for change in changes:
        start = dashboard.received
        dashboard.act(change)
        costs.append(dashboard.received - start)

    assert len(changes) == 20
    assert dashboard.map.evaluate("window.tag") == "the first one"
    assert _view(dashboard) == pytest.approx(before, abs=1e-9)
    assert max(costs) < BYTES_PER_CHANGE
    record_property("websocket_bytes_per_change", {"largest": max(costs), "median": sorted(costs)[10]})
    print(f"websocket bytes per filter change: median {sorted(costs)[10]}, largest {max(costs)}")
    dashboard.quiet()


def test_map_list_and_sentence_agree(dashboard: Dashboard) -> None:
    """The three tell the same number after every scene."""
    dashboard.open()
    for name in ("CSTO", "Kazakhstan", "Airport", "Occupied buildings"):
        dashboard.act(lambda name=name: dashboard.scene(name))
        count = int(dashboard.sentence.inner_text().split()[0])
        expect(dashboard.rows).to_have_count(count)
        expect(dashboard.map.locator(".qantar-live")).to_contain_text(str(count))


def _click_on(dash: Dashboard, event_id: str) -> None:
    """Click where the symbol of an event is drawn."""
    at = dash.map.evaluate(
        """(id) => {
            const q = window.qantar, i = q._columns.events.id.indexOf(id);
            const mark = q._marks.find((m) => m.events.includes(i));
            const base = window.map.latLngToContainerPoint(q._corner);
            return [base.x + mark.x, base.y + mark.y];
        }""",
        event_id,
    )
    box = dash.page.locator("iframe").bounding_box()
    assert box is not None
    dash.page.mouse.click(box["x"] + at[0], box["y"] + at[1])


def test_clicking_one_symbol_with_a_count_lists_its_events_and_opens_one(dashboard: Dashboard) -> None:
    """Events that share a place are one symbol; its list opens each of them."""
    dashboard.open("?scene=airport")
    _click_on(dashboard, "almaty-airport-seized")

    panel = dashboard.map.locator(".qantar-panel")
    expect(panel.locator("h2")).to_have_text("Almaty International Airport")
    panel.get_by_role("button", name="Crowd enters Almaty airport terminal").click()

    expect(dashboard.card.locator("h2")).to_have_text("Crowd enters Almaty airport terminal")
    assert "event=almaty-airport-seized" in dashboard.page.url


def test_clicking_a_symbol_of_many_places_comes_closer(dashboard: Dashboard) -> None:
    """Symbols that would cover each other are one; a click parts them."""
    dashboard.open("?scene=kazakhstan")
    zoom = _view(dashboard)[2]

    _click_on(dashboard, "almaty-akimat-stormed")

    dashboard.page.wait_for_function("() => new URL(location.href).searchParams.has('at')")
    assert _view(dashboard)[2] > zoom


def test_no_two_symbols_of_places_cover_each_other(dashboard: Dashboard) -> None:
    """In each scene, at its own zoom."""
    dashboard.open()
    for name in ("CSTO", "Kazakhstan", "Airport", "Occupied buildings"):
        dashboard.act(lambda name=name: dashboard.scene(name))
        overlaps = dashboard.map.evaluate(
            """() => {
                const marks = window.qantar._marks;
                const near = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r - 2.01;
                return marks.filter((a, i) => marks.some((b, j) => j > i && near(a, b))).length;
            }"""
        )
        assert overlaps == 0, name


def test_the_readers_own_view_of_the_map_is_in_the_address(dashboard: Dashboard) -> None:
    """Panning writes `at` without a run of the page, filtering keeps it, and a reload finds the same view."""
    dashboard.open()
    runs = dashboard.runs
    dashboard.map.evaluate("window.map.setView([43.2381, 76.9452], 15, {animate: false})")
    dashboard.page.wait_for_function("() => location.href.includes('at=43.2381,76.9452,15')")
    assert dashboard.runs == runs

    dashboard.act(lambda: dashboard.preset("6 Jan"))
    dashboard.page.wait_for_function("() => location.href.includes('at=43.2381,76.9452,15')")
    dashboard.page.reload()
    dashboard.ready()

    assert _view(dashboard) == pytest.approx([43.2381, 76.9452, 15], abs=1e-3)


def test_a_scene_chosen_again_brings_its_view_back(dashboard: Dashboard) -> None:
    """However far the reader has wandered."""
    dashboard.open()
    home = _view(dashboard)
    dashboard.map.evaluate("window.map.setView([51, 71], 6, {animate: false})")

    dashboard.act(lambda: dashboard.scene("Kazakhstan"))
    dashboard.act(lambda: dashboard.scene("Almaty"))

    assert _view(dashboard) == pytest.approx(home, abs=1e-3)


def test_precision_and_outlines_are_drawn(dashboard: Dashboard) -> None:
    """A town-level claim is no bare pin and the occupied city hall has an outline: the canvas differs there."""
    dashboard.open("?scene=occupied")
    states = dashboard.map.evaluate("window.qantar._footprints.shapes.filter((s) => s.occupation?.state === 'entered').length")
    dashboard.map.get_by_text("All symbols").click()
    legend = dashboard.map.locator("footer").inner_text()

    assert states >= 4
    assert "circle of uncertainty" in legend
    assert "Entered or held" in legend
    assert "Crimea is drawn in Ukraine" in legend
    assert "OpenStreetMap" in legend
    expect(dashboard.map.locator(".leaflet-control-scale")).to_contain_text("km")


def test_the_map_is_walked_by_keyboard_from_event_to_event_in_time(dashboard: Dashboard) -> None:
    """Arrows step and tell, Enter opens, Escape closes; the focus is seen."""
    dashboard.open()
    box = dashboard.map.locator(".leaflet-container")
    box.focus()
    told = dashboard.map.locator(".qantar-live")
    first = dashboard.rows.first.locator(".title").inner_text()

    box.press("ArrowRight")
    expect(told).to_contain_text(f"1/{dashboard.rows.count()}: ")
    expect(told).to_contain_text(first)
    box.press("ArrowRight")
    second = dashboard.rows.nth(1).locator(".title").inner_text()
    expect(told).to_contain_text(second)
    box.press("ArrowLeft")
    expect(told).to_contain_text(first)
    box.press("End")
    expect(told).to_contain_text(dashboard.rows.last.locator(".title").inner_text())
    box.press("Home")

    box.press("Enter")
    expect(dashboard.card.locator("h2")).to_have_text(first)
    box.focus()
    box.press("Escape")
    expect(dashboard.card).to_have_count(0)
    assert box.get_attribute("aria-label", timeout=1000)


def test_symbols_and_arcs_stand_where_leaflet_puts_their_places(dashboard_with: Callable[..., Dashboard]) -> None:
    """Also on a very tall screen, whose sheet reaches beyond the pole."""
    dash = dashboard_with(viewport={"width": 900, "height": 2600}).open("?scene=csto")
    off = dash.map.evaluate(
        """() => {
            const q = window.qantar, { places } = q._columns;
            const single = q._marks.filter((m) => m.places.length === 1 && !m.whole);
            return Math.max(...single.map((m) => {
                const place = [places.lat[m.places[0]], places.lon[m.places[0]]];
                const at = window.map.latLngToLayerPoint(place).subtract(q._origin);
                return Math.hypot(at.x - m.x, at.y - m.y);
            }));
        }"""
    )
    assert off < 0.5
