"""`naive`: the dashboard beside the same page by the book (rivals/naive.py): first visit, filter changes, remounts.

The same events, the same window and the same moves of a time slider for all. Ours shows the five charts of its scene, the
rivals two.
"""

from __future__ import annotations

import re
import time
from contextlib import ExitStack
from typing import Any

from tests.benchmarks import cdn, packages, server
from tests.benchmarks.chromium import PATIENCE, chromium
from tests.benchmarks.figures import Table, kb, ms, quantile, spread
from tests.benchmarks.visitor import Visitor, brush, slider, targets, visit

WEIGHED = 20
"""Filter changes whose bytes and times are told."""

VISITS = 3
"""First visits, of which the median counts."""

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
    names = [name for name in PAGES if name != "cluster" or packages.has(packages.CLUSTERS)]
    visits: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    found: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        ours, naive = (stack.enter_context(server.started(c)) for c in (server.ours(), server.stock("naive.py")))
        browser = stack.enter_context(chromium("--enable-unsafe-swiftshader"))
        visitors: dict[str, Visitor] = {}
        for _ in range(1 if quick else VISITS):
            for name in names:
                if name in visitors:
                    visitors[name].close()
                visitors[name] = visit(browser, (ours if name == "ours" else naive).address)
                visits[name].append(_arrive(visitors[name], name))
        for name, visitor in visitors.items():
            found[name] = _stay(visitor, name) | {"visits": visits[name], "changes": []}
        _change(visitors, found, 3 if quick else INTERACTIONS)
    return {"systems": found, "missing": missing}


def _arrive(visitor: Visitor, name: str) -> dict[str, float]:
    """Open the page with an empty cache; seconds and bytes until the map shows events."""
    begun = time.monotonic()
    visitor.open(PAGES[name])
    _until_shown(visitor, name)
    return {"seconds": time.monotonic() - begun, "http": visitor.http}


def _stay(visitor: Visitor, name: str) -> dict[str, Any]:
    """Let the first page come to rest, look at the charts, and see that the map shows what the page says."""
    visitor.rest()
    at_rest = visitor.http + visitor.received
    charts = visitor.charts()
    events, shown = _told(visitor, name), _shown(visitor, name)
    if shown != events and name != "deck":
        raise AssertionError(f"{name} shows {shown} of {events} events")
    return {
        "events": events,
        "charts": charts,
        "at_rest": at_rest,
        "http": visitor.http,
        "websocket": visitor.received,
        "requests": visitor.requests,
        "foreign": dict(visitor.foreign),
        "unknown": sorted(visitor.unknown),
    }


def _change(visitors: dict[str, Visitor], found: dict[str, dict[str, Any]], times: int) -> None:
    """Move the slider of each in turn, `times` times, so that all meet the same machine."""
    hold = {name: brush if name == "ours" else slider for name in visitors}
    goals = {name: targets(hold[name](v.page), times) for name, v in visitors.items()}
    before = {name: v.page.evaluate("qantarWatch.frames") for name, v in visitors.items()}
    for k in range(times):
        for name, visitor in visitors.items():
            visitor.page.bring_to_front()
            received, sent = visitor.received, visitor.sent
            parts = visitor.change(hold[name](visitor.page), goals[name][k])
            change = {"received": visitor.received - received, "sent": visitor.sent - sent, "parts": parts}
            found[name]["changes"].append(change)
    for name, visitor in visitors.items():
        found[name]["remounts"] = visitor.page.evaluate("qantarWatch.frames") - before[name]


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
                kb(quantile([v["http"] for v in r["visits"]], 0.5) + foreign),
                kb(r["at_rest"] + foreign),
                kb(r["http"] + r["websocket"] + foreign),
                len(r["foreign"]) + len(r["unknown"]),
                f"{quantile([v['seconds'] for v in r['visits']], 0.5):.1f}",
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
