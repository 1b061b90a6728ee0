"""Addresses: complete, old, broken, hostile."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Dashboard
from tests.strategies import LAYER


def test_a_broken_address_gives_a_message_and_a_sensible_view(dashboard: Dashboard) -> None:
    """What is understood is shown; what is not is told, never a traceback."""
    dashboard.open("?v=1&scene=moon&from=yesterday&cat=arson,rain&area=KZ-ALA&event=nothing&lang=xx")

    told = dashboard.page.locator(".qantar-problems")
    for part in ("'scene' must be one of", "'from' must be a date", "(got 'rain')", "'event' must be", "'lang' must be"):
        expect(told).to_contain_text(part)
    expect(dashboard.sentence).to_contain_text("arson · Almaty")
    assert dashboard.page.get_by_text("Traceback").count() == 0
    dashboard.quiet()


def test_a_former_id_opens_the_present_event(dashboard: Dashboard) -> None:
    """Records that were merged keep their old addresses."""
    dashboard.open("?event=csto-almaty-airport-secured")
    expect(dashboard.card).to_have_attribute("data-event", "almaty-csto-airport")


@pytest.mark.parametrize(
    "query",
    [
        "?q=%3Cscript%3Ewindow.pwned%3D1%3C/script%3E",
        "?q=%3Cimg%20src%3Dx%20onerror%3D%22window.top.pwned%3D1%22%3E",
        "?scene=%3Csvg%20onload%3Dwindow.pwned%3D1%3E",
        "?q=%24%7Bwindow.pwned%3D1%7D%60",
        "?event=!%5Bx%5D(http://elsewhere.example/x.png)",
        "?lang=%5Bx%5D(javascript:window.pwned%3D1)",
    ],
)
def test_nothing_in_an_address_runs_or_calls_out(dashboard: Dashboard, query: str) -> None:
    """Markup, templates and Markdown in parameters stay text."""
    dashboard.open(query)

    assert dashboard.page.evaluate("window.pwned") is None
    assert dashboard.map.evaluate("window.pwned") is None
    assert dashboard.foreign == []


def test_no_events_is_said_in_words(dashboard: Dashboard) -> None:
    """An empty selection is an answer too."""
    dashboard.open("?v=1&q=zzzzqqqq")

    expect(dashboard.sentence).to_have_text(f"0 of {len(LAYER.events)} events: containing “zzzzqqqq”")
    expect(dashboard.page.locator(".list .empty")).to_have_text("No event passes these filters.")
    dashboard.quiet()
