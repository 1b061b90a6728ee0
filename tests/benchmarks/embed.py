"""`embed`: what a reader of an article pays for the map in it: our static embed, a page saved by folium, the app in a frame.

The same events for all, in a frame of an article that has loaded already, each time with an empty cache. The saved page comes
compressed, as ours does. A first marker is there when the map first shows an event.
"""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import folium
from playwright.sync_api import Browser

from dashboard.layer import the_layer
from dashboard.publish.embed import parse
from dashboard.publish.site import Site
from dashboard.views.scenes import SCENES
from tests.benchmarks import cdn, server
from tests.benchmarks.chromium import PATIENCE, chromium
from tests.benchmarks.figures import Table, kb, quantile
from tests.benchmarks.visitor import Visitor, visit

SCENE = "kazakhstan"
VISITS = 5
"""First visits, of which the median counts."""

ARTICLE = "article.html"
SAVED = "saved.html"
RADIUS = 6
"""CSS pixels of a marker of folium's."""

NAMES = {"ours": "**our static embed**", "folium": "folium `save()`, CircleMarker", "app": "our live app in a frame"}
SHOWN = {
    "ours": "Number(document.querySelector('.qantar-live')?.textContent.match(/[0-9]+/)?.[0] ?? 0)",
    "folium": "document.querySelectorAll('path.leaflet-interactive').length",
    "app": "window.qantar && document.documentElement.dataset.qantar === 'ready' ? window.qantar.count() : 0",
}
"""An expression for the number of events that the map in a frame shows."""

HEAD = (
    "map in an article",
    "events",
    "KB to the first marker",
    "KB to rest",
    "requests",
    "of them elsewhere",
    "s to the first marker",
)


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is one visit each."""
    missing = [] if quick else cdn.fetch()
    files = published()
    visits: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    with ExitStack() as stack:
        here = stack.enter_context(static(files))
        app = stack.enter_context(server.started(server.ours())).address
        browser = stack.enter_context(chromium())
        places = {"ours": (here, pinned(files)), "folium": (here, SAVED), "app": (app, f"?scene={SCENE}")}
        for _ in range(1 if quick else VISITS):
            for name, (address, path) in places.items():
                visits[name].append(read(browser, name, address, path))
    return {"systems": visits, "missing": missing}


def published() -> dict[str, bytes]:
    """The published embed of the scene, and its events as folium saves them."""
    layer = the_layer()
    files = Site(layer, [parse(SCENE, layer)], ("en",)).files()
    saved = folium.Map(location=(48, 67), zoom_start=5)
    for event in layer.select(SCENES[SCENE].filter):
        place = layer.places[event.place_id]
        title = event.titles["en"]
        folium.CircleMarker((place.lat, place.lon), radius=RADIUS, tooltip=title, fill=True).add_to(saved)
    files[SAVED] = saved.get_root().render().encode()
    return files


def pinned(files: Mapping[str, bytes]) -> str:
    """The path of the embed's page."""
    return next(path for path in files if path.startswith("v/") and path.endswith("/index.html"))


@contextmanager
def static(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve `files` compressed, as a newsroom's server would; gives the address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the name that http.server calls
            """Send a file, or say that there is none."""
            path = self.path.partition("?")[0].removeprefix("/")
            body = gzip.compress(files.get(path, b""), 9)
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "text/plain")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: the tables are the output."""

    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{service.server_port}"
    finally:
        service.shutdown()
        service.server_close()
        thread.join()


def read(browser: Browser, name: str, address: str, path: str) -> dict[str, Any]:
    """Open an article, put the map into it, and wait until it shows events and then rests."""
    visitor = visit(browser, address)
    try:
        article = '<!doctype html><html lang="en"><title>Article</title><h1>Article</h1>'
        visitor.page.route(f"{address}/{ARTICLE}", lambda route: route.fulfill(body=article, content_type="text/html"))
        visitor.open(ARTICLE)
        visitor.page.wait_for_load_state()
        visitor.http = visitor.requests = 0  # the article itself costs all the same
        begun = time.monotonic()
        visitor.page.evaluate(
            """(url) => {
                const frame = document.createElement("iframe");
                Object.assign(frame, { src: url, title: "Events", width: 1000, height: 800 });
                document.body.append(frame);
            }""",
            f"{address}/{path}",
        )
        _until_shown(visitor, name)
        seconds, first = time.monotonic() - begun, _weight(visitor)
        _until_still(visitor)
        return {
            "seconds": seconds,
            "first": first,
            "rest": _weight(visitor),
            "events": _shown(visitor, name),
            "requests": visitor.requests + len(visitor.foreign) + len(visitor.unknown),
            "elsewhere": len(visitor.foreign) + len(visitor.unknown),
            "unknown": sorted(visitor.unknown),
        }
    finally:
        visitor.close()


def _weight(visitor: Visitor) -> int:
    return visitor.http + visitor.received + sum(visitor.foreign.values())


def _until_shown(visitor: Visitor, name: str) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while not _shown(visitor, name):
        if time.monotonic() > end:
            raise AssertionError(f"{name} shows no event")
        visitor.page.wait_for_timeout(20)


def _shown(visitor: Visitor, name: str) -> int:
    """How many events are on the map now."""
    frames = [f for f in visitor.page.frames[1:] if not f.is_detached()]
    return max((int(f.evaluate(SHOWN[name])) for f in frames), default=0)


def _until_still(visitor: Visitor) -> None:
    """Wait until a second has passed without anything over the wires."""
    before = -1
    while before != (before := _weight(visitor)):
        visitor.page.wait_for_timeout(1000)


def table(result: dict[str, Any]) -> Table:
    """A line for each way; medians of the visits."""
    rows = []
    for name, visits in result["systems"].items():
        middle = {key: quantile([v[key] for v in visits], 0.5) for key in ("first", "rest", "requests", "elsewhere", "seconds")}
        numbers = (kb(middle["first"]), kb(middle["rest"]), middle["requests"], middle["elsewhere"], f"{middle['seconds']:.2f}")
        rows.append((NAMES[name], visits[0]["events"], *numbers))
    note = (
        "First visit with an empty cache, everything from this machine. Files of other hosts count as gzip where npm has them,"
        " else nothing (map tiles, icon fonts), which favours folium; so does that they come without a network. The embed"
        " brings its own ground map, time brush, list and keyboard; the app also charts and filters."
    )
    if result["missing"]:
        note += f" Not to be had from npm and not counted: {', '.join(result['missing'])}."
    return Table("embed: a map in an article", HEAD, rows, note)
