"""The whole way of an editor on deadline, offline, from scene to shared link."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Dashboard
from tests.strategies import LAYER

SCENES = ("CSTO", "Kazakhstan", "Almaty", "Airport", "Occupied buildings")


def test_a_newcomer_sees_almaty_on_5_january(dashboard: Dashboard) -> None:
    """The bare address opens the Almaty scene on the day of the storm."""
    dashboard.open()

    expect(dashboard.sentence).to_have_text(
        re.compile(rf"of {len(LAYER.events)} events: 5 January 2022, Almaty time · Almaty$")
    )
    assert dashboard.shown_on_map() == dashboard.rows.count() > 30
    dashboard.quiet()


def test_an_editor_follows_the_airport_from_scene_to_shared_link(dashboard: Dashboard) -> None:
    """All of it with every other host blocked: nothing is asked of one, nothing complains."""
    dashboard.open()
    for name in (*SCENES, "Almaty"):
        dashboard.act(lambda name=name: dashboard.scene(name))
    dashboard.act(lambda: dashboard.preset("5 January hour by hour"))
    expect(dashboard.sentence).to_contain_text("5 January 2022 14:00–15:00")
    dashboard.act(lambda: dashboard.page.get_by_role("button", name="One window later").click())
    expect(dashboard.sentence).to_contain_text("5 January 2022 15:00–16:00")
    dashboard.act(lambda: dashboard.preset("5 Jan"))
    dashboard.act(lambda: dashboard.page.get_by_text("Occupied buildings only").click())
    expect(dashboard.sentence).to_contain_text("buildings entered or held only")

    dashboard.page.locator('.list button[data-event="almaty-airport-seized"]').click()
    expect(dashboard.card.locator("h2")).to_have_text("Crowd enters Almaty airport terminal")
    related = dashboard.card.locator(".related:not(.told) button").first
    follow = related.locator("span").inner_text()
    related.click()
    expect(dashboard.card.locator("h2")).to_have_text(follow)
    dashboard.settle()

    address, sentence, count = dashboard.page.url, dashboard.sentence.inner_text(), dashboard.rows.count()
    dashboard.page.goto("about:blank")
    dashboard.page.goto(address)
    dashboard.ready()
    expect(dashboard.card.locator("h2")).to_have_text(follow)
    expect(dashboard.sentence).to_have_text(sentence)
    assert dashboard.rows.count() == count
    dashboard.quiet()


def test_the_back_button_undoes(dashboard: Dashboard) -> None:
    """The address is the state, so going back shows what was there before."""
    dashboard.open()
    before = dashboard.sentence.inner_text()
    dashboard.act(lambda: dashboard.scene("Airport"))

    dashboard.page.go_back()

    expect(dashboard.sentence).to_have_text(before)
