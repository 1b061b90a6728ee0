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


def pytest_configure(config: pytest.Config) -> None:
    """Stop at once, in one line, if a browser is required and there is none."""
    if config.getoption("--require-browser") and not chromium_path():
        raise pytest.UsageError(HOW_TO_GET_CHROMIUM)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser skip the tests that need one."""
    if not chromium_path():
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line how many tests were skipped for want of a browser, and how to get one."""
    skipped = [r for r in terminalreporter.getreports("skipped") if HOW_TO_GET_CHROMIUM in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {HOW_TO_GET_CHROMIUM}")


@pytest.fixture(scope="session")
def layer() -> Layer:
    """The event layer that is shipped."""
    return the_layer()
