"""The embed where there is no script, no colour of its own, or no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.layer import Layer
from dashboard.publish import bundle, pages
from dashboard.publish.embed import parse
from dashboard.publish.pages import Links
from tests.browser.conftest import PATIENCE

COLOUR = "selector => getComputedStyle(document.querySelector(selector), '::before').backgroundColor"
BEHIND = "selector => getComputedStyle(document.querySelector(selector), '::after').content"


@pytest.fixture(scope="module")
def index(layer: Layer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a map in Greek, on the disk, without its pictures."""
    folder = tmp_path_factory.mktemp("embed")
    embed = parse("almaty", layer).in_language("el")
    page = pages.page(embed, layer, Links("", "", "", ("el",), "https://map.example/"))
    for name, text in (bundle.scripts() | bundle.styles() | pages.map_scripts(embed, layer) | {"index.html": page}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return (Path(folder) / "index.html").as_uri()


@pytest.fixture
def page_with(browser: Browser, index: str) -> Iterator[Callable[..., Page]]:
    """Open the map with given context options."""
    contexts = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 700, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(index)
        if options.get("java_script_enabled", True):
            page.locator("html[data-qantar=drawn]").wait_for(state="attached", timeout=PATIENCE)
        return page

    yield make
    for context in contexts:
        context.close()


def test_without_scripts_no_place_is_kept_for_what_does_not_come(page_with: Callable[..., Page]) -> None:
    """The picture stands where the map would; with scripts it is the other way round."""
    page = page_with(java_script_enabled=False)
    expect(page.locator(".fallback")).to_be_visible()
    expect(page.locator(".stagebox")).to_be_hidden()
    page = page_with()
    expect(page.locator(".fallback")).to_have_count(0)
    expect(page.locator(".map")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_the_ends_of_the_window_in_sight(page_with: Callable[..., Page], scheme: str) -> None:
    """Lines that are backgrounds of ours would have the colour of the page."""
    page = page_with(forced_colors="active", color_scheme=scheme)
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(COLOUR, ".handle.from") != canvas
    expect(page.locator("h1")).to_be_visible()


def test_paper_has_the_addresses_that_lead_somewhere(page_with: Callable[..., Page]) -> None:
    """That of the dashboard, not that of a file beside the page."""
    page = page_with()
    page.emulate_media(media="print")
    assert "https://map.example/" in page.evaluate(BEHIND, '.foot a[href^="https://map.example/"]')
    assert page.evaluate(BEHIND, '.foot a[href="table.html"]') == "none"


@pytest.mark.parametrize("query", ["", "?theme=dark"])
def test_paper_is_white(page_with: Callable[..., Page], query: str) -> None:
    """Whatever theme the reader or the address has asked for on the screen."""
    page = page_with(color_scheme="dark")
    page.goto(page.url + query)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
