"""Chromium as every benchmark drives it: headless, at a desk's size, with no way out to other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.conftest import HOW_TO_GET_CHROMIUM, chromium_path

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SIZE = {"width": 1440, "height": 900}
PATIENCE = 120_000
"""Milliseconds that a slow rival may take until something appears."""


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser, with `more` flags."""
    path = chromium_path()
    if not path:
        raise SystemExit(HOW_TO_GET_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more])
        try:
            yield browser
        finally:
            browser.close()


def reader(browser: Browser) -> BrowserContext:
    """A new reader, with an empty cache. Motion is as usual, since that is what most readers have."""
    context = browser.new_context(viewport=SIZE, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    return context
