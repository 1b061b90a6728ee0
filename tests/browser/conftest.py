"""A server, a browser without any way out, and a page that knows the dashboard."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, WebSocket, expect, sync_playwright

from dashboard.layer import the_layer
from dashboard.layer.filters import sentence
from dashboard.locale import words
from dashboard.views import address
from tests.conftest import chromium_path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds that a slow machine may take until a thing appears; nothing waits that long when it works

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`qantar serve` as a reader would start it, on a free port and outside the checkout; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=log.parent, env=_without_proxies())
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _without_proxies() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {
        "PYTHONPATH": str(Path(__file__).parents[2])
    }


def _wait_for(url: str, process: subprocess.Popen[Any], log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Dashboard:
    """A page of the dashboard, with everything that went over its wires."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    received: int = 0
    runs: int = 0

    def open(self, query: str = "") -> Dashboard:
        """Open an address and wait until map and list stand."""
        self.page.goto(f"{self.address}/{query}")
        self.ready()
        return self

    def ready(self) -> None:
        """Wait until map and list have drawn."""
        self.page.frame_locator("iframe").locator('html[data-qantar="ready"]').wait_for(state="attached", timeout=PATIENCE)
        expect(self.page.locator(".list li, .list .empty").first).to_be_visible()
        self.settle()

    def settle(self) -> None:
        """Wait until Streamlit has no run under way."""
        expect(self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached()

    @property
    def map(self) -> Frame:
        """The map's frame."""
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

    @property
    def url(self) -> str:
        """The address, read as people read it: colons may be escaped for a moment."""
        return unquote(self.page.url)

    @property
    def sentence(self) -> Locator:
        """The sentence that tells what is shown."""
        return self.page.locator(".qantar-sentence")

    @property
    def card(self) -> Locator:
        """The detail card."""
        return self.page.locator(".card")

    @property
    def rows(self) -> Locator:
        """The rows of the event list."""
        return self.page.locator(".list li button")

    def act(self, change: Callable[[], None]) -> None:
        """Do something that changes what the address shows, and wait until the sentence says so and the run has ended."""
        shows = """() => {
            const query = new URLSearchParams(location.search);
            query.delete("at"); /* where the map looks */
            return query.toString();
        }"""
        before = self.page.evaluate(shows)
        change()
        self.page.wait_for_function(f"(before) => ({shows})() !== before", arg=before, timeout=PATIENCE)
        view, _ = address.read(dict(parse_qsl(urlsplit(self.page.url).query)), the_layer(), "en")
        expect(self.sentence).to_have_text(sentence(view.filter, the_layer(), words(view.lang)))
        self.settle()

    def scene(self, name: str) -> None:
        """Choose a scene by its label."""
        self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("radio", name=name, exact=True)
        ).first.click()

    preset = scene

    @property
    def charts(self) -> Locator:
        """The charts, those of Plotly and those that the page draws itself."""
        return self.page.locator('[data-testid="stPlotlyChart"], .tally')

    def near_the_charts(self) -> None:
        """Scroll until the charts are loaded."""
        self.page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 1e6)")
        expect(self.page.locator('[data-testid="stPlotlyChart"] .main-svg').first).to_be_visible()
        self.settle()

    def shown_on_map(self) -> int:
        """How many events the map says it shows."""
        text = self.map.locator(".qantar-live").inner_text()
        found = re.search(r"\d+", text)
        assert found, text
        return int(found[0])

    def quiet(self) -> None:
        """Nothing was asked of another host and nothing complained."""
        assert self.foreign == []
        assert self.complaints == []


@pytest.fixture
def dashboard_with(browser: Browser, server: str) -> Iterator[Callable[..., Dashboard]]:
    """Make a page with given context options; every other host is blocked and every attempt recorded."""
    contexts = []

    def make(**options: Any) -> Dashboard:
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        dash = Dashboard(page, server)

        def guard(route: Any) -> None:
            if route.request.url.startswith((server, "data:", "blob:")):
                route.continue_()
            else:
                dash.foreign.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        page.on("console", lambda m: dash.complaints.append(m.text) if m.type == "error" else None)
        page.on("response", lambda r: dash.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("pageerror", lambda e: dash.complaints.append(str(e)))
        page.on("websocket", lambda ws: _count(ws, dash))
        return dash

    yield make
    for context in contexts:
        context.close()


def _count(socket_: WebSocket, dash: Dashboard) -> None:
    def frame(data: str | bytes) -> None:
        dash.received += len(data)
        dash.runs += 1

    socket_.on("framereceived", frame)


@pytest.fixture
def dashboard(dashboard_with: Callable[..., Dashboard]) -> Dashboard:
    """The page of an English reader at a desk."""
    return dashboard_with()
