"""What all tests share: the loaded layer, and the option that makes a missing browser a failure."""

import os
import shutil

import pytest

from dashboard.layer import Layer, the_layer

HOW_TO_GET_CHROMIUM = "no Chromium found: apt-get install chromium (Debian, Ubuntu) or brew install --cask chromium (macOS)"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--require-browser``."""
    parser.addoption("--require-browser", action="store_true", help="fail if there is no Chromium for the browser tests")


def chromium_path() -> str | None:
    """Where Chromium is: named by QANTAR_CHROMIUM, on the path, or in the usual place of macOS."""
    named = os.environ.get("QANTAR_CHROMIUM")
    usual = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    apps = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"]
    candidates = [named, *map(shutil.which, usual), *(f"/Applications/{app}" for app in apps)]
    return next((c for c in candidates if c and os.access(c, os.X_OK)), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser skip the browser tests, saying how to get one; or fail if one is required."""
    if chromium_path() or not any("browser" in item.keywords for item in items):
        return
    if config.getoption("--require-browser"):
        raise pytest.UsageError(HOW_TO_GET_CHROMIUM)
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_CHROMIUM))


@pytest.fixture(scope="session")
def layer() -> Layer:
    """The event layer that is shipped."""
    return the_layer()
