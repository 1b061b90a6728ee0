"""What leaves the screen: a briefing picture, the code of an embed, and the presentation for a live screen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from PIL import Image
from playwright.sync_api import Page, expect

from dashboard.layer import Layer
from dashboard.locale import words
from dashboard.views.address import named
from dashboard.views.captions import alt
from tests.browser.conftest import Dashboard

VIEW = "?v=1&scene=almaty&from=2022-01-05T16:00&to=2022-01-05T20:00&area=KZ-ALA&cat=arson,clash"


def ask(dashboard: Dashboard, key: str) -> None:
    """Press one of the buttons under the charts."""
    button = dashboard.page.locator(f".st-key-{key} button")
    button.scroll_into_view_if_needed()
    dashboard.settle()
    button.click()


def test_a_briefing_picture_shows_what_is_on_the_screen_and_can_be_kept(dashboard: Dashboard, layer: Layer) -> None:
    """Preview and file: the same view, in the size and format that are asked for; the name says what it is."""
    dashboard.open(VIEW)
    ask(dashboard, "brief")
    dialog = dashboard.page.get_by_role("dialog")
    expect(dialog.locator("img")).to_be_visible()
    with dashboard.page.expect_download() as waiting:
        dialog.get_by_role("button", name="Download").click()
    file = waiting.value
    assert file.suggested_filename == "qantar_almaty_20220105T1600_slide_en.png"
    with Image.open(io.BytesIO(file.path().read_bytes())) as found:
        assert found.size == (1920, 1080)
        assert found.text["Description"] == alt(named(VIEW, layer), layer, words("en"))
    dashboard.quiet()


def test_embed_this_view_gives_code_that_shows_the_same_view(dashboard: Dashboard, layer: Layer) -> None:
    """The address in the code is that of the page; a page with the code draws the same number of events."""
    dashboard.open(VIEW)
    ask(dashboard, "embed")
    code = dashboard.page.get_by_role("dialog").locator("code").first.inner_text()
    source = re.search(r'src="([^"]+)"', code)
    assert source
    address = source[1].replace("&amp;", "&")
    params = dict(parse_qsl(urlsplit(address).query))
    assert named(address, layer) == named(dashboard.url, layer)
    assert params["cat"] == "clash,arson"
    host = dashboard.page.context.new_page()
    host.goto(f"{dashboard.address}/healthz")
    host.set_content(f"<title>Host</title>{code}")
    frame = host.frame_locator("iframe")
    expect(frame.locator("html[data-qantar=drawn]")).to_be_attached()
    count = len(layer.select(named(VIEW, layer).filter))
    expect(frame.locator(".said")).to_contain_text(f"{count} event")


def test_a_presentation_hides_the_controls_and_fits_the_screen(dashboard_with: Callable[..., Dashboard]) -> None:
    """At 16:9 and at 4:3: nothing to be scrolled, no filter, no menu; map and brush are there."""
    for width, height in ((1920, 1080), (1024, 768)):
        dashboard = dashboard_with(viewport={"width": width, "height": height})
        dashboard.page.goto(f"{dashboard.address}/?scene=almaty&present=1")
        dashboard.page.frame_locator("iframe").locator('html[data-qantar="ready"]').wait_for(state="attached")
        expect(dashboard.page.locator(".presenter button").first).to_be_visible()
        expect(dashboard.page.locator(".stage")).to_be_visible()
        expect(dashboard.page.locator('[data-testid="stSidebar"]')).to_be_hidden()
        assert overflow(dashboard.page) == (0, 0)
        for button in dashboard.page.locator(".presenter button").all():
            box = button.bounding_box()
            assert box
            assert box["y"] + box["height"] <= height
        dashboard.quiet()


def overflow(page: Page) -> tuple[int, int]:
    """How many pixels the page is wider and higher than the screen."""
    found = page.evaluate(
        """() => { const e = document.querySelector('[data-testid="stMain"]');
            return [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]; }"""
    )
    return found[0], found[1]


def test_a_presentation_is_stepped_by_keys_and_left_with_escape(dashboard: Dashboard) -> None:
    """Arrows and the keys of a remote control; the back button works as everywhere."""
    page = dashboard.page
    page.goto(f"{dashboard.address}/?scene=almaty&present=1")
    expect(page.locator(".presenter [aria-current=true]")).to_have_text("Almaty")
    dashboard.settle()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".presenter [aria-current=true]")).to_have_text("Airport")
    assert "present=1" in dashboard.url
    dashboard.settle()
    page.keyboard.press("PageUp")
    expect(page.locator(".presenter [aria-current=true]")).to_have_text("Almaty")
    dashboard.settle()
    page.keyboard.press("Escape")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()
    assert "present" not in dashboard.url
    assert "scene=almaty" in dashboard.url
