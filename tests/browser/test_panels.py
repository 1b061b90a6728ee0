"""List, card, filters and charts."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Dashboard
from tests.strategies import LAYER


def test_the_card_tells_what_when_where_and_who_says_so(dashboard: Dashboard) -> None:
    """Precision in words, figures with claimants, sources as links, related events."""
    dashboard.open("?scene=airport&event=almaty-airport-seized")
    card = dashboard.card

    expect(card).to_contain_text("5 January 2022, evening, by 20:39")
    expect(card).to_contain_text("Almaty time (UTC+6)")
    expect(card).to_contain_text("the hour of the first report, not of the event")
    expect(card).to_contain_text("exact building or site")
    expect(card.locator(".figures li").first).to_contain_text(re.compile(r"\d"))
    for figure in card.locator(".figures li small:first-of-type").all():
        assert figure.inner_text().strip()
    links = card.locator(".sources a")
    assert links.count() >= 5
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith("http")
        assert "noopener" in (link.get_attribute("rel") or "")
    assert card.locator(".related button").count() >= 3


def test_the_card_closes_by_button_and_by_escape(dashboard: Dashboard) -> None:
    """And the address forgets the event."""
    dashboard.open("?scene=airport&event=almaty-airport-seized")
    dashboard.page.get_by_role("button", name="Close", exact=True).click()
    expect(dashboard.card).to_have_count(0)
    assert "event=" not in dashboard.page.url

    dashboard.rows.first.click()
    expect(dashboard.card.locator("h2")).to_be_focused()
    dashboard.page.keyboard.press("Escape")
    expect(dashboard.card).to_have_count(0)


def test_the_list_is_walked_with_arrow_keys_and_opened_with_enter(dashboard: Dashboard) -> None:
    """In time order, with the chosen row marked."""
    dashboard.open()
    dashboard.rows.first.focus()
    dashboard.page.keyboard.press("ArrowDown")
    dashboard.page.keyboard.press("ArrowDown")
    dashboard.page.keyboard.press("Enter")

    third = dashboard.rows.nth(2)
    expect(third).to_have_attribute("aria-current", "true")
    expect(dashboard.card.locator("h2")).to_have_text(third.locator(".title").inner_text())


def test_every_option_shows_how_many_events_it_would_give(dashboard: Dashboard) -> None:
    """The number behind an option is the number shown once it is chosen."""
    dashboard.open()
    dashboard.page.get_by_label("Category").click()
    option = dashboard.page.get_by_role("option").nth(1)
    name = option.inner_text()
    found = re.search(r"\((\d+)\)", name)
    assert found

    dashboard.act(option.click)

    assert dashboard.sentence.inner_text().startswith(f"{found[1]} of {len(LAYER.events)}")


def test_search_finds_an_event_by_words_of_another_language(dashboard: Dashboard) -> None:
    """Russian and Greek words find it on the English page, accents or not."""
    dashboard.open("?v=1&q=терминал+аэропорта")
    assert dashboard.page.locator('.list [data-event="almaty-airport-seized"]').count() == 1
    dashboard.open("?v=1&q=αεροσταθμο+αεροδρομιο")
    assert dashboard.page.locator('.list [data-event="almaty-airport-seized"]').count() == 1


def test_one_reset_shows_everything(dashboard: Dashboard) -> None:
    """No filter is left, and the sentence says so."""
    dashboard.open()
    dashboard.act(lambda: dashboard.page.get_by_role("button", name="Reset all filters").click())
    expect(dashboard.sentence).to_have_text(f"{len(LAYER.events)} of {len(LAYER.events)} events")


def test_charts_follow_the_filter_and_have_words(dashboard: Dashboard) -> None:
    """The chart of places has a text alternative that tells the number shown."""
    dashboard.open()
    dashboard.near_the_charts()
    count = dashboard.sentence.inner_text().split()[0]
    alternative = dashboard.page.locator("[aria-label*='Bar chart of']")
    expect(alternative).to_have_attribute("aria-label", re.compile(f"Bar chart of {count} events"))
