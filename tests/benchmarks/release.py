"""`release`: from letting go of the brush until charts and list show the new window, beside the least that Streamlit can do.

Ours has the charts of its scene in view; the rival is a stock app of one slider and one line of text. They take turns, so that
both meet the same machine. After each change sentence, charts and list are held against what Python counts for the window in
the address: what was fast was also right.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dashboard.layer import the_layer
from dashboard.layer.filters import sentence
from dashboard.locale import words
from dashboard.views import address
from dashboard.views.tallies import by_day, by_day_head, by_place_head
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
                parts = visitor.change(_grip(visitor, name), goals[name][k])
                found[name].append({**parts, "since move": visitor.since_move(FOLLOWS)})
                if name != STOCK:
                    _hold(visitor)
    return {"rounds": found, "charts": charts}


def _grip(visitor: Visitor, name: str) -> dict[str, Any]:
    return slider(visitor.page) if name == STOCK else brush(visitor.page)


def _hold(visitor: Visitor) -> None:
    """Fail unless sentence, charts and list tell what the window in the address shows."""
    page, layer, said = visitor.page, the_layer(), words("en")
    view, _ = address.read(dict(parse_qsl(urlsplit(page.url).query)), layer, "en")
    events = layer.select(view.filter)
    grid = by_day(layer, view.filter, events)
    heads = {"places": by_place_head(said, len(events)), "matrix": by_day_head(said, grid.cells.total())}
    shown = {t.get_attribute("data-kind"): t.get_attribute("aria-label") for t in page.locator(".tally").all()}
    told = {
        "sentence": (page.locator(".qantar-sentence").inner_text(), sentence(view.filter, layer, said)),
        "list": (page.locator(".list li button").count(), len(events)),
        **{kind: (shown[kind], heads[str(kind)]) for kind in shown},
    }
    wrong = {part: pair for part, pair in told.items() if pair[0] != pair[1]}
    if wrong or not shown:
        raise AssertionError(f"not the window of {page.url}: {wrong or 'no chart of the window'}")


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
        moved = spread([r["since move"] for r in rounds])
        rows.append(
            (
                name,
                result["charts"].get(name, 0),
                ms(whole["p50"]),
                ms(whole["p95"]),
                f"{whole['p50'] / floor['p50']:.1f} / {whole['p95'] / floor['p95']:.1f}",
                *(f"{ms(p['p50'])} / {ms(p['p95'])}" for p in (*parts, moved)),
                whole["n"],
            )
        )
    note = (
        "From the release of the pointer to the last change. 0: it stood before the release, as all does that follows the"
        " brush. Since the last move: from the move of the pointer that made the window, some 20 ms before the release."
    )
    head = (
        "app",
        "charts",
        "p50 ms",
        "p95 ms",
        "times stock p50 / p95",
        "charts p50 / p95",
        "list",
        "text",
        "since the last move",
        "rounds",
    )
    return Table("release: brush let go to charts and list updated", head, rows, note)
