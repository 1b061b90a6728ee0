"""The Method page in a browser: reached from the map, in four languages, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Dashboard

HEADING = {"en": "The second check", "el": "Ο δεύτερος έλεγχος", "ru": "Вторая проверка", "kk": "Екінші тексеру"}


def _open(dash: Dashboard, lang: str) -> None:
    dash.page.goto(f"{dash.address}/method?lang={lang}")
    expect(dash.page.locator(".qantar-log li").first).to_be_visible()
    dash.settle()


def test_the_map_page_leads_to_the_method_page_and_back(dashboard: Dashboard) -> None:
    """One link there, one link back to the map."""
    dashboard.open()
    dashboard.page.get_by_role("link", name="Method, corrections and known gaps").click()
    expect(dashboard.page.locator("h1")).to_have_text("Method")
    dashboard.page.get_by_role("link", name="Back to the map").click()
    dashboard.ready()


@pytest.mark.parametrize("lang", HEADING)
def test_the_method_page_speaks_each_language(dashboard: Dashboard, lang: str) -> None:
    """Totals, deaths held against each other and the log stand there; only the log's own texts are English."""
    _open(dashboard, lang)
    expect(dashboard.page.locator(".qantar-method h2", has_text=HEADING[lang]).first).to_be_visible()
    assert dashboard.page.locator(".qantar-method tr.total").count() == 1
    if lang != "en":
        own = dashboard.page.evaluate(
            """() => { const page = document.querySelector('[data-testid=stMain]').cloneNode(true);
                page.querySelectorAll('[lang=en]').forEach(e => e.remove()); return page.textContent; }"""
        )
        for left_over in ("Error", "Records", "Wording", "Difference", "Known gaps", "January"):
            assert not re.search(rf"\b{left_over}\b", own), left_over


def test_the_log_can_be_narrowed_and_followed(dashboard: Dashboard) -> None:
    """More entries on demand, and an entry of an event leads to its card."""
    _open(dashboard, "en")
    entries = dashboard.page.locator(".qantar-log > li")
    before = entries.count()
    dashboard.page.get_by_role("button", name=re.compile("^Show")).click()
    expect(entries).to_have_count(before * 2)
    link = dashboard.page.locator(".qantar-log b a").first
    title = link.inner_text()
    link.click()
    dashboard.ready()
    expect(dashboard.card.locator("h2")).to_have_text(title)


def test_a_card_says_how_it_was_checked(dashboard: Dashboard) -> None:
    """The line is folded out to what was seen."""
    dashboard.open("?scene=airport&event=almaty-airport-seized")
    line = dashboard.card.locator(".check summary")
    expect(line).to_contain_text("Checked a second time on 24 November 2026")
    line.click()
    expect(dashboard.card.locator(".check p").first).to_be_visible()


def test_the_method_page_fits_a_phone(dashboard_with: Callable[..., Dashboard]) -> None:
    """Tables scroll in themselves, the page does not scroll sideways."""
    dash = dashboard_with(viewport={"width": 390, "height": 844})
    _open(dash, "el")
    assert dash.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
