"""`release`: from letting go of the brush until charts and list have followed, beside the least that Streamlit can do.

Ours draws the charts of its scene anew; the rival is a stock app of one slider and one line of text. They take turns, so that
both meet the same machine.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from tests.benchmarks import server
from tests.benchmarks.chromium import chromium
from tests.benchmarks.figures import Table, ms, spread
from tests.benchmarks.visitor import Visitor, brush, slider, targets, visit

ROUNDS = 30
SCENES = {"ours, first page (Almaty)": "?scene=almaty", "ours, scene Kazakhstan": "?scene=kazakhstan"}
STOCK = "stock Streamlit, one slider and one text"
FOLLOWS = ("charts", "list", "text")


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is three rounds."""
    rounds = 3 if quick else ROUNDS
    found: dict[str, list[dict[str, float]]] = {name: [] for name in (*SCENES, STOCK)}
    with ExitStack() as stack:
        ours, stock = (stack.enter_context(server.started(c)) for c in (server.ours(), server.stock("bare.py")))
        browser = stack.enter_context(chromium())
        visitors = {name: visit(browser, ours.address) for name in SCENES} | {STOCK: visit(browser, stock.address)}
        charts = {name: _open(visitors[name], path) for name, path in SCENES.items()}
        _settle(visitors[STOCK], "", '[data-testid="stSlider"]')
        goals = {name: targets(_grip(v, name), rounds) for name, v in visitors.items()}
        for k in range(rounds):
            for name, visitor in visitors.items():
                visitor.page.bring_to_front()
                found[name].append(visitor.change(_grip(visitor, name), goals[name][k]))
    return {"rounds": found, "charts": charts}


def _grip(visitor: Visitor, name: str) -> dict[str, Any]:
    return slider(visitor.page) if name == STOCK else brush(visitor.page)


def _settle(visitor: Visitor, path: str, wanted: str) -> None:
    visitor.open(path)
    visitor.page.locator(wanted).first.wait_for()
    visitor.rest()


def _open(visitor: Visitor, path: str) -> int:
    """Open our app with its charts; how many there are."""
    _settle(visitor, path, ".timeline .handle.to")
    return visitor.charts()


def table(result: dict[str, Any]) -> Table:
    """A line for each app, with how many times the floor it is."""
    followed = {
        name: [max((r.get(p, 0.0) for p in FOLLOWS), default=0.0) for r in rounds] for name, rounds in result["rounds"].items()
    }
    floor = spread(followed[STOCK])
    rows = []
    for name, rounds in result["rounds"].items():
        whole = spread(followed[name])
        parts = [spread([r.get(p, 0.0) for r in rounds]) for p in FOLLOWS]
        rows.append(
            (
                name,
                result["charts"].get(name, 0),
                ms(whole["p50"]),
                ms(whole["p95"]),
                f"{whole['p50'] / floor['p50']:.1f} / {whole['p95'] / floor['p95']:.1f}",
                *(f"{ms(p['p50'])} / {ms(p['p95'])}" for p in parts),
                whole["n"],
            )
        )
    note = (
        "From the release of the pointer to the last change. 0: it stood before the release, as our list does, which follows"
        " the brush."
    )
    head = ("app", "charts", "p50 ms", "p95 ms", "times stock p50 / p95", "charts p50 / p95", "list", "text", "rounds")
    return Table("release: brush let go to charts and list updated", head, rows, note)
