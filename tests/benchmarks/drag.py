"""`drag`: from a move of the brush to the map repainted, in a page without Python, beside what Leaflet does by itself.

The end of the window is dragged over January 2022 day by day and back, so that each move changes what is shown. Every system
hangs on the same brush and gets the same moves; the systems of one size take turns, round by round.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, Page

from tests.benchmarks import packages, synthetic
from tests.benchmarks.chromium import chromium, reader
from tests.benchmarks.figures import Table, ms, spread
from tests.benchmarks.site import site

SIZES = (400, 20_000, 100_000, 1_000_000)
RIVALS_UP_TO = 20_000
OURS = ("nothing", "ours")
RIVALS = ("svg", "canvas", "changes")
NAMES = {
    "nothing": "the brush alone, empty map",
    "ours": "**ours**",
    "svg": "Leaflet, SVG, removed and re-added",
    "canvas": "Leaflet, canvas, removed and re-added",
    "changes": "Leaflet, canvas, only what changed",
    "cluster": "Leaflet.markercluster",
}
ROUNDS = 3
"""Drags there and back; each has 60 moves."""

PACE = 0.03
"""Seconds between two moves, if the page keeps up: a quick hand, and time for a frame to each move."""

ENOUGH = 40.0
"""Seconds after which a drag of a slow rival is cut short."""

SLOW_FRAME = 50.0
"""Milliseconds from which a reader sees a frame stutter."""


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is the smallest size, there and not back."""
    clusters = packages.has(packages.CLUSTERS) if quick else packages.fetch(packages.CLUSTERS)
    rivals = (*RIVALS, "cluster") if clusters else RIVALS
    rows: list[dict[str, Any]] = []
    with site() as address, chromium() as browser:
        for size in SIZES[:1] if quick else SIZES:
            systems = (*OURS, *rivals) if size <= RIVALS_UP_TO else OURS
            rows += _size(browser, address, size, systems, 0 if quick else ROUNDS)
    return {"rows": rows, "clusters": packages.CLUSTERS if clusters else None}


def _size(browser: Browser, address: str, size: int, systems: tuple[str, ...], rounds: int) -> list[dict[str, Any]]:
    """All systems at one size; no round is half a one."""
    pages = {name: _open(browser, f"{address}/?system={name}&n={size}") for name in systems}
    found: dict[str, dict[str, Any]] = {name: {"moves": [], "frames": []} for name in systems}
    for _ in range(rounds or 1):
        for name, page in pages.items():
            page.bring_to_front()
            timed = _drag(page, size, name, back=bool(rounds))
            for kind, values in timed.items():
                found[name][kind] += values
    rows = []
    for name, page in pages.items():
        marks, kind = page.evaluate("stage.system.marks()")
        shown, ready, painted = page.evaluate("[stage.system.shown(), stage.ready, stage.system.painted?.() ?? null]")
        told = {"system": name, "size": size, "shown": shown, "marks": marks, "as": kind, "painted": painted, "ready": ready}
        rows.append(told | found[name])
        page.context.close()
    return rows


def _open(browser: Browser, url: str) -> Page:
    page = reader(browser).new_page()
    page.goto(url)
    page.locator('html[data-stage="ready"]').wait_for(state="attached")
    return page


def _drag(page: Page, size: int, system: str, back: bool) -> dict[str, list[float]]:
    """Drag there and back, or there only and in haste; milliseconds from each move to the picture, and between frames."""
    path = page.evaluate("stage.path()")
    turn = len(path["x"]) // 2
    page.mouse.move(path["x"][0], path["y"])
    page.mouse.down()
    page.evaluate("stopwatch.begin()")
    begun = time.monotonic()
    for k, x in enumerate(path["x"][1:] if back else path["x"][1 : turn + 1], 1):
        due = time.monotonic() + (PACE if back else PACE / 3)
        page.mouse.move(x, path["y"])
        time.sleep(max(0.0, due - time.monotonic()))
        if k == turn:
            _check(page, size, system)
        if time.monotonic() - begun > ENOUGH:
            break
    page.evaluate("new Promise(stopwatch.painted)")
    timed: dict[str, list[float]] = page.evaluate("stopwatch.end()")
    page.mouse.move(path["x"][0], path["y"])
    page.mouse.up()
    _check(page, size, system)
    return timed


def _check(page: Page, size: int, system: str) -> None:
    """What is shown is what the window holds; a system that draws something else is not in the same race."""
    if system == "nothing":
        return
    start, end, shown = page.evaluate("[stage.brush.from, stage.brush.to, stage.system.shown()]")
    wanted = synthetic.make(size).within(start, end)
    if shown != wanted or not page.evaluate("stage.system.marks()[0]"):
        raise AssertionError(f"{system} of {size}: {shown} events instead of {wanted}")


def table(result: dict[str, Any]) -> Table:
    """A line for each size and system."""
    rows = []
    for row in result["rows"]:
        moves, frames = spread(row["moves"]), spread(row["frames"])
        slow = sum(f > SLOW_FRAME for f in row["frames"])
        rows.append(
            (
                f"{row['size']:,}",
                NAMES[row["system"]],
                ms(moves["p50"]),
                ms(moves["p95"]),
                moves["n"],
                f"{ms(frames['p50'])} / {ms(frames['p95'])}",
                f"{slow} of {frames['n']}",
                f"{row['marks']:,} {row['as']}",
                ms(row["ready"]),
            )
        )
    head = ("events", "map", "p50 ms", "p95 ms", "moves", "frame p50 / p95 ms", f"frames > {SLOW_FRAME:.0f} ms")
    note = (
        "From the move of the pointer to after the paint, so with the wait for the next frame. Drawn: with all of January"
        " shown. Ready: from columns in memory to the first picture. Rivals have no base map under them."
    )
    if not result["clusters"]:
        note += f" {packages.CLUSTERS} could not be had from npm and is left out."
    return Table("drag: brush moved to map repainted", (*head, "drawn", "ready ms"), rows, note)
