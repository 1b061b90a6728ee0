"""`naive`: the dashboard beside the same page by the book (rivals/naive.py): first visit, filter changes, remounts.

The same events, the same window and the same moves of a time slider for all. Ours shows the five charts of its scene, the
rivals two.
"""

from __future__ import annotations

import re
import time
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser

from tests.benchmarks import cdn, packages, server
from tests.benchmarks.chromium import PATIENCE, chromium
from tests.benchmarks.figures import Table, kb, ms, spread
from tests.benchmarks.visitor import Visitor, brush, slider, targets, visit

WEIGHED = 20
"""Filter changes whose bytes and times are told."""

INTERACTIONS = 100
"""Filter changes over which remounts are counted."""

PAGES = {
    "ours": "?scene=kazakhstan",
    "markers": "?map=markers",
    "cluster": "?map=cluster",
    "deck": "?map=deck",
}
NAMES = {
    "ours": "**ours**",
    "markers": "folium CircleMarker, remade",
    "cluster": "folium MarkerCluster, remade",
    "deck": "pydeck ScatterplotLayer",
}
SHOWN = {
    "ours": ("map", "window.qantar && document.documentElement.dataset.qantar === 'ready' ? window.qantar.count() : 0"),
    "markers": ("map", "document.querySelectorAll('path.leaflet-interactive').length"),
    "cluster": (
        "map",
        """[...document.querySelectorAll('.marker-cluster, path.leaflet-interactive')]
            .reduce((sum, e) => sum + (e.matches('.marker-cluster') ? Number(e.textContent) : 1), 0)""",
    ),
    "deck": ("page", "Number(Boolean(window.qantarWatch?.last.map))"),
}
"""Where to ask, and an expression for the number of events on the map. A deck tells only whether it has painted."""


HEAD = (
    "app",
    "events",
    "charts",
    "KB to the map",
    "KB to rest",
    "KB with charts",
    "files elsewhere",
    "s to the map",
    "websocket KB a change, median / max",
    "map redrawn p50 / p95 ms",
    "all redrawn p50 / p95 ms",
    "remounts",
)


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is one visit and three changes."""
    missing = [] if quick else cdn.fetch()
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        ours, naive = (stack.enter_context(server.started(c)) for c in (server.ours(), server.stock("naive.py")))
        browser = stack.enter_context(chromium("--enable-unsafe-swiftshader"))
        for name, path in PAGES.items():
            if name == "cluster" and not packages.has(packages.CLUSTERS):
                continue
            address = (ours if name == "ours" else naive).address
            found[name] = _visit(browser, name, address, path, 3 if quick else INTERACTIONS)
    return {"systems": found, "missing": missing}


def _visit(browser: Browser, name: str, address: str, path: str, times: int) -> dict[str, Any]:
    """One reader's visit: the first page, then `times` filter changes."""
    visitor = visit(browser, address)
    begun = time.monotonic()
    visitor.open(path)
    _until_shown(visitor, name)
    found: dict[str, Any] = {"ready": time.monotonic() - begun, "http_ready": visitor.http}
    visitor.rest()
    found["at_rest"] = visitor.http + visitor.received
    found["charts"] = visitor.charts()
    found |= {"http": visitor.http, "websocket": visitor.received, "requests": visitor.requests}
    found |= {"foreign": dict(visitor.foreign), "unknown": sorted(visitor.unknown), "changes": []}
    found["events"] = _told(visitor, name)
    found["shown"] = _shown(visitor, name)
    if found["shown"] != found["events"] and name != "deck":
        raise AssertionError(f"{name} shows {found['shown']} of {found['events']} events")
    hold = brush if name == "ours" else slider
    frames = visitor.page.evaluate("qantarWatch.frames")
    for goal in targets(hold(visitor.page), times):
        received, sent = visitor.received, visitor.sent
        parts = visitor.change(hold(visitor.page), goal)
        found["changes"].append({"received": visitor.received - received, "sent": visitor.sent - sent, "parts": parts})
    found["remounts"] = visitor.page.evaluate("qantarWatch.frames") - frames
    visitor.close()
    return found


def _until_shown(visitor: Visitor, name: str) -> None:
    """Wait until the map shows events."""
    end = time.monotonic() + PATIENCE / 1000
    while not _shown(visitor, name):
        if time.monotonic() > end:
            raise AssertionError(f"{name} shows no event")
        visitor.page.wait_for_timeout(20)


def _shown(visitor: Visitor, name: str) -> int:
    """How many events are on the map now."""
    where, expression = SHOWN[name]
    frames = visitor.page.frames[1:] if where == "map" else [visitor.page.main_frame]
    return max((int(f.evaluate(expression)) for f in frames if not f.is_detached()), default=0)


def _told(visitor: Visitor, name: str) -> int:
    """How many events the page says that it shows."""
    page = visitor.page
    said = page.locator(".qantar-sentence") if name == "ours" else page.get_by_text(re.compile(r"^\d+ events$"))
    return int(said.inner_text().split()[0])


def table(result: dict[str, Any]) -> Table:
    """A line for each system."""
    rows = []
    for name, r in result["systems"].items():
        weighed = r["changes"][:WEIGHED]
        foreign = sum(r["foreign"].values())
        received = spread([c["received"] for c in weighed])
        whole = spread([max(c["parts"].values(), default=0.0) for c in weighed])
        on_map = spread([c["parts"].get("map", 0.0) for c in weighed])
        rows.append(
            (
                NAMES[name],
                r["events"],
                r["charts"],
                kb(r["http_ready"] + foreign),
                kb(r["at_rest"] + foreign),
                kb(r["http"] + r["websocket"] + foreign),
                len(r["foreign"]) + len(r["unknown"]),
                f"{r['ready']:.1f}",
                f"{kb(received['p50'])} / {kb(received['max'])}",
                f"{ms(on_map['p50'])} / {ms(on_map['p95'])}",
                f"{ms(whole['p50'])} / {ms(whole['p95'])}",
                f"{r['remounts']} of {len(r['changes'])}" if name != "deck" else "no frame",
            )
        )
    note = (
        "First visit with an empty cache; files of other hosts count as gzip where npm has them, else nothing (tiles, icon"
        " fonts, map styles), which favours the rivals. A change: from the release of the slider to the last change of map,"
        " charts and list; our map stands before the release and its redraw is counted all the same. WebGL is software here:"
        " no verdict on pydeck's speed."
    )
    if result["missing"]:
        note += f" Not to be had from npm and not counted: {', '.join(result['missing'])}."
    return Table("naive: beside the same page by the book", HEAD, rows, note)
