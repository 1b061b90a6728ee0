"""A visitor of a Streamlit app: a page, a hand that drags, and everything that goes over its wires."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, Route, WebSocket

from tests.benchmarks import cdn
from tests.benchmarks.chromium import reader

WATCH = Path(__file__).parent / "pages" / "watch.js"
STILL = 500
"""Milliseconds without a change after which a page has come to rest."""

LONGEST = 60.0
"""Seconds that a change may take."""

STEPS = 6
"""Moves of the pointer in one drag."""


@dataclass
class Visitor:
    """One reader with an empty cache.

    `received` and `sent` are bytes over websockets, `http` and `requests` bytes and number of this server's answers;
    `foreign` are files of other hosts with their sizes, `unknown` those whose size is not known.
    """

    page: Page
    address: str
    received: int = 0
    sent: int = 0
    http: int = 0
    frames: int = 0
    requests: int = 0
    foreign: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Go to a page of the app."""
        self.page.goto(f"{self.address}/{path}", wait_until="commit")

    def close(self) -> None:
        """Leave."""
        self.page.context.close()

    def charts(self) -> int:
        """Bring the charts into view once, since ours are drawn only then; how many there are."""
        charts = self.page.locator('[data-testid="stPlotlyChart"], .tally')
        main = self.page.locator('[data-testid="stMain"]')
        main.evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
        charts.first.wait_for()
        main.evaluate("(main) => main.scrollTo(0, 0)")
        self.rest()
        return charts.count()

    # --- moving ---------------------------------------------------------------------------------------------------

    def drag(self, start: tuple[float, float], x: float) -> None:
        """Drag from `start` to `x`, at the pace of a hand."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for k in range(1, STEPS + 1):
            mouse.move(start[0] + (x - start[0]) * k / STEPS, start[1])
            time.sleep(0.02)
        mouse.up()

    def change(self, grip: dict[str, Any], x: float) -> dict[str, float]:
        """Drag a handle to `x` and wait until the page rests; of each part the milliseconds from release to last change."""
        self.page.evaluate("qantarWatch.reset()")
        frames = self.frames
        self.drag((grip["x"], grip["y"]), x)
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            self.page.wait_for_timeout(50)
            if self.frames > frames and self.still():
                found: dict[str, float] = self.page.evaluate("qantarWatch.since()")
                return {part: max(0.0, at) for part, at in found.items()}
        raise AssertionError(f"{self.page.url} did not come to rest")

    def since_move(self, parts: tuple[str, ...]) -> float:
        """Milliseconds from the last move of the last drag, after which the hand only let go, to the last change of `parts`."""
        return float(self.page.evaluate("(parts) => qantarWatch.sinceMove(parts)", list(parts)))

    def still(self) -> bool:
        """Whether nothing has changed for a while and no run is under way."""
        return bool(self.page.evaluate("(still) => qantarWatch.quiet() > still", STILL))

    def rest(self) -> None:
        """Wait until the page rests and its wire too."""
        before = None
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and (before != (self.received, self.http) or not self.still()):
            before = (self.received, self.http)
            self.page.wait_for_timeout(2 * STILL)


def visit(browser: Browser, address: str) -> Visitor:
    """A new visitor, who has opened nothing yet."""
    context = reader(browser)
    context.add_init_script(path=WATCH)
    page = context.new_page()
    visitor = Visitor(page, address)

    def guard(route: Route, request: Request) -> None:
        if request.url.startswith(address):
            route.fallback()
            return
        size, body, kind = cdn.answer(request.url)
        if size is None:
            visitor.unknown.add(request.url)
        else:
            visitor.foreign[request.url] = size
        if body is None:
            route.abort()
        else:
            route.fulfill(body=body, content_type=kind)

    context.route(lambda url: not url.startswith((address, "data:", "blob:")), guard)
    page.on("websocket", lambda socket: _count(socket, visitor))
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
    ours: set[str] = set()
    protocol.on(
        "Network.requestWillBeSent", lambda e: ours.add(e["requestId"]) if e["request"]["url"].startswith(address) else None
    )

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in ours:
            visitor.http += int(event["encodedDataLength"])
            visitor.requests += 1

    protocol.on("Network.loadingFinished", finished)
    return visitor


def _count(socket: WebSocket, visitor: Visitor) -> None:
    def got(data: str | bytes) -> None:
        visitor.received += len(data)
        visitor.frames += 1

    def gave(data: str | bytes) -> None:
        visitor.sent += len(data)

    socket.on("framereceived", got)
    socket.on("framesent", gave)


def targets(grip: dict[str, Any], times: int) -> list[float]:
    """`times` stops of a handle, always the same, each once before one comes again and never the one where it stands."""
    stops: list[float] = grip["stops"]
    here = min(range(len(stops)), key=lambda k: abs(stops[k] - grip["x"]))
    dice, found = random.Random(len(stops)), [here]
    while len(found) <= times:
        lap = dice.sample(range(len(stops)), len(stops))
        if lap[0] == found[-1]:
            lap.reverse()
        found += lap
    return [stops[k] for k in found[1 : times + 1]]


# --- handles ---------------------------------------------------------------------------------------------------------


def brush(page: Page) -> dict[str, Any]:
    """The handle of our brush that ends the window: where it is (`x`, `y`), and all places to which it can go (`stops`)."""
    found: dict[str, Any] = page.locator(".timeline").evaluate(
        """(root) => {
            const brush = root.brush, box = brush.stage.getBoundingClientRect(), least = brush.edges[1] - brush.edges[0];
            const x = (m) => box.left + brush._x(m);
            const stops = brush.edges.filter((m) => m >= brush.from + least && m <= brush.view[1]).map(x);
            return { x: x(brush.to), y: box.top + 30, stops };
        }"""
    )
    return found


def slider(page: Page) -> dict[str, Any]:
    """The last thumb of a Streamlit slider, likewise."""
    found: dict[str, Any] = page.locator('[data-testid="stSlider"]').evaluate(
        """(root) => {
            const inputs = [...root.querySelectorAll('input[type="range"]')], last = inputs[inputs.length - 1];
            const thumb = last.closest('[data-rac][style*="left"]');
            const box = thumb.getBoundingClientRect(), track = thumb.parentElement.getBoundingClientRect();
            const low = Number(last.min), high = Number(last.max), stops = [];
            const first = inputs.length > 1 ? Number(inputs[0].value) : low;
            for (let v = first + 1; v <= high; v++) stops.push(track.left + ((v - low) / (high - low)) * track.width);
            return { x: box.left + box.width / 2, y: box.top + box.height / 2, stops };
        }"""
    )
    return found
