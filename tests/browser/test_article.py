"""The reading view: each statement of the article opens, maps where it has a place, and shows evidence and sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from dashboard.layer.vocabulary import LANGUAGES
from tests.browser.conftest import Dashboard
from tests.strategies import LAYER


def mark(dash: Dashboard, statement_id: str) -> Locator:
    """The marked passage of a statement."""
    return dash.page.locator(f'.article mark[data-statement="{statement_id}"]')


def note(dash: Dashboard) -> Locator:
    """The note of the open statement."""
    return dash.page.locator(".article .note")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_statement_opens_with_evidence_and_sources(dashboard: Dashboard, lang: str) -> None:
    """All 37 in Greek and again among the other languages, a third in each; the text stays Greek."""
    dashboard.open(f"?scene=article&lang={lang}")
    expect(dashboard.page.locator(".article mark")).to_have_count(37)
    others = [other for other in LANGUAGES if other != "el"]
    for s in LAYER.statements if lang == "el" else LAYER.statements[others.index(lang) :: len(others)]:
        mark(dashboard, s.statement_id).click()
        expect(note(dashboard).locator(".gloss")).to_have_text(s.glosses[lang])
        expect(note(dashboard).locator(".evidence")).to_have_text(s.evidences[lang])
        expect(note(dashboard).locator(".sources a")).to_have_count(len(s.source_ids))
    expect(dashboard.page.locator(".article .text").first).to_have_attribute("lang", "el")
    dashboard.settle()
    dashboard.quiet()


def test_choosing_a_statement_moves_map_brush_and_list_to_its_events(dashboard: Dashboard) -> None:
    """And the address names it; closing it shows all that the article speaks of."""
    dashboard.open("?scene=article")
    everything = dashboard.rows.count()
    before = dashboard.map.evaluate("window.map.getBounds().toBBoxString()")

    dashboard.act(mark(dashboard, "seed-27").click)
    statement = LAYER.statement("seed-27")
    assert statement
    expect(dashboard.rows).to_have_count(len(statement.event_ids))
    expect(dashboard.map.locator(".qantar-live")).to_contain_text(str(len(statement.event_ids)))
    assert dashboard.map.evaluate("window.map.getBounds().toBBoxString()") != before
    assert "statement=seed-27" in dashboard.url

    dashboard.act(note(dashboard).get_by_role("button", name="Close").click)
    expect(dashboard.rows).to_have_count(everything)
    expect(note(dashboard)).to_have_count(0)


def test_the_article_is_read_by_keyboard(dashboard: Dashboard) -> None:
    """Arrows go from statement to statement, Enter opens, Escape closes."""
    dashboard.open("?scene=article")
    mark(dashboard, "seed-01").focus()
    dashboard.page.keyboard.press("ArrowRight")
    expect(mark(dashboard, "seed-02")).to_be_focused()
    dashboard.page.keyboard.press("Enter")
    expect(mark(dashboard, "seed-02")).to_have_attribute("aria-expanded", "true")
    expect(note(dashboard)).to_be_visible()
    dashboard.page.keyboard.press("Escape")
    expect(note(dashboard)).to_have_count(0)


def test_an_event_leads_back_to_the_passage(dashboard: Dashboard) -> None:
    """ "In the article" on its card opens the reading view there."""
    dashboard.open("?scene=airport&event=almaty-airport-seized")
    link = dashboard.card.locator(".told button").first
    statement_id = link.get_attribute("data-statement")
    dashboard.act(link.click)
    expect(mark(dashboard, str(statement_id))).to_have_attribute("aria-expanded", "true")
    assert "scene=article" in dashboard.url


def test_a_number_opens_the_toll_at_the_articles_hour(dashboard: Dashboard) -> None:
    """18 dead: who had claimed what by then."""
    dashboard.open("?v=1&scene=article&statement=seed-24")
    dashboard.act(note(dashboard).get_by_role("button", name="The toll as it was told").click)
    expect(dashboard.sentence).to_contain_text("as known at 7 January 2022 12:00")
    dashboard.near_the_charts()
    expect(dashboard.page.locator(".qantar-toll")).to_contain_text("18")


def test_what_it_could_not_have_known_is_told(dashboard_with: Callable[..., Dashboard]) -> None:
    """With who said it later; one button leaves what could be known."""
    dash = dashboard_with().open("?scene=article")
    dash.page.locator(".article .after summary").click()
    expect(dash.page.locator(".article .after .figures")).to_contain_text("164")
    before = dash.rows.count()
    dash.act(dash.page.get_by_role("button", name="Only what could be known then").click)
    left = int(dash.sentence.inner_text().split()[0])
    expect(dash.rows).to_have_count(left)
    assert 0 < left < before
