"""Charts as SVG in a page with a strict policy: nothing of them is blocked, and they look the same inside it as beside it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard.brief.chart import chart_picture
from dashboard.views.charts import CHARTS
from tests.test_plotted import LAYER, view

SITE = "http://newsroom.invalid/"
WIDTH = 360

WORDS = """svg => [...svg.querySelectorAll('text')].map(t => {
    const b = t.getBBox(), s = svg.viewBox.baseVal;
    return [t.textContent, b.x, b.x + b.width, s.width];
})"""


@pytest.mark.parametrize("chart_id", CHARTS)
def test_a_chart_stands_in_a_page_that_allows_no_inline_style(browser: Browser, chart_id: str) -> None:
    """Dot for dot as the same file in an image, with no word cut by the browser's own typefaces."""
    drawn = chart_picture(LAYER, view(chart_id, "el"), chart_id, width=WIDTH).decode()
    page = browser.new_page(viewport={"width": WIDTH, "height": 1200})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    policy = {"Content-Security-Policy": "default-src 'self'"}
    head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css"><link rel="icon" href="chart.svg">'
    files = {
        "inside": ("text/html; charset=utf-8", head + drawn),
        "beside": ("text/html; charset=utf-8", f'{head}<img src="chart.svg">'),
        "page.css": ("text/css", "body { margin: 0 } svg, img { display: block; width: 100% }"),
        "chart.svg": ("image/svg+xml", drawn),
    }

    def answer(route: Any) -> None:
        kind, body = files[route.request.url.removeprefix(SITE)]
        route.fulfill(body=body, content_type=kind, headers=policy)

    page.route("**/*", answer)
    shots = []
    for where in ("inside", "beside"):
        page.goto(SITE + where)
        shots.append(page.screenshot(full_page=True))
        if where == "inside":
            words = page.eval_on_selector("svg", WORDS)
    page.close()
    assert not said
    assert shots[0] == shots[1]
    assert words
    for text, left, right, room in words:
        assert left >= 0, text
        assert right <= room, text
