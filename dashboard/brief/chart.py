"""A chart of the panels as a picture of its own, with everything that it must not be shown without."""

from __future__ import annotations

import math
from typing import Final, Literal

from matplotlib import style
from matplotlib.figure import Figure, FigureBase

from dashboard.brief import plotted
from dashboard.brief.chartwords import about, credit
from dashboard.brief.encode import About, encode
from dashboard.brief.plotted import Box, Page, Plot
from dashboard.brief.plotted.colours import colour
from dashboard.brief.plotted.lettering import Lettering, wrapped
from dashboard.brief.plotted.page import put
from dashboard.brief.plotted.svg import for_pages
from dashboard.layer.load import Layer
from dashboard.locale import words as words_of
from dashboard.views.address import View
from dashboard.views.charts import CHARTS, Chart, Scope
from dashboard.views.style import INK, MUTED, SURFACE

Format = Literal["svg", "png", "pdf"]
Theme = Literal["light", "dark", "print"]

THEMES: Final[dict[str, str]] = {"light": "light", "dark": "dark", "print": "light"}
"""The theme of the charts by that of the picture: what is dark on white is right for paper."""

WIDTHS: Final = range(320, 4001)
"""Pixels that a picture may be wide."""

PAD: Final = 16.0
"""Pixels between the edge of a picture and what is on it; three quarters of it if it is narrow."""

NARROW: Final = 480
"""Pixels below which a picture is narrow."""

BETWEEN: Final = 6.0
"""Pixels between texts."""


def chart_picture(
    layer: Layer,
    view: View,
    chart_id: str,
    *,
    format: Format = "svg",  # noqa: A002 - as matplotlib calls it
    width: int = 960,
    height: int | None = None,
    theme: Theme = "light",
    title: str = "",
    scale: float = 1,
    furniture: bool = True,
) -> bytes:
    """The chart `chart_id` of `view` as a file: the same bytes for the same arguments.

    `width` and `height` are pixels (points in a PDF). Without `height` it is as tall as its content; with one that is too
    little for the chart the chart is smaller, letters and all. `scale` are the dots of a PNG to a pixel.

    With `furniture` it has its title (`title` in the place of its own), of what it is, its note, the state of the data and the
    sources, on the ground of the theme; without, it is the bare chart on no ground.

    Raises ``ValueError`` for an argument that cannot be used: ``'width' must be X (got Y)``.
    """
    _check(chart_id, format, width, theme, scale)
    scope = scope_of(layer, view, theme)
    sheet = ChartSheet(scope, chart_id, width, furniture=furniture, title=title)
    with style.context("default"):
        figure = Figure(
            figsize=(width / 72, (height or math.ceil(sheet.height)) / 72), dpi=72 * (scale if format == "png" else 1)
        )
        sheet.draw(Page(figure))
        figure.set_facecolor(SURFACE[scope.theme] if furniture else "none")
        about_it = About(
            title=sheet.title,
            description=sheet.chart.alt,
            source=credit(scope, chart_id),
            version=layer.version,
            keywords=scope.words.label("chart", chart_id),
            lang=view.lang,
        )
        drawn = encode(figure, format, about_it)
    if format == "svg":
        return for_pages(drawn, f"qantar-{chart_id}", sheet.title, sheet.chart.alt, scope.words.lang)
    return drawn


def draw_chart(figure: FigureBase, scope: Scope, chart_id: str, *, pixel: float = 1.0) -> Page:
    """Draw a bare chart over all of `figure`, such as a part of a larger one, `pixel` points to the pixel of its letters.

    Returns the page with the texts that were written. The window of the scope's filter is laid over a chart in time. The
    whole is to be saved by :func:`dashboard.brief.encode.encode`.
    """
    page = Page(figure, pixel)
    ChartSheet(scope, chart_id, page.box.width, furniture=False).draw(page)
    return page


def chart_height(scope: Scope, chart_id: str, width: float) -> float:
    """The pixels in height that suit a bare chart `width` pixels wide."""
    return ChartSheet(scope, chart_id, width, furniture=False).height


def scope_of(layer: Layer, view: View, theme: str) -> Scope:
    """What the charts of `view` are drawn from, in the `theme` of a picture."""
    event = layer.event(view.event_id) if view.event_id else None
    return Scope(layer, view.filter, layer.select(view.filter), event, words_of(view.lang), THEMES[theme])


def _check(chart_id: str, format_: str, width: int, theme: str, scale: float) -> None:
    wrong = [
        f"'{name}' must be {what} (got {got!r})"
        for name, right, what, got in (
            ("chart", chart_id in CHARTS, f"one of {', '.join(CHARTS)}", chart_id),
            ("format", format_ in {"svg", "png", "pdf"}, "svg, png or pdf", format_),
            ("theme", theme in THEMES, f"one of {', '.join(THEMES)}", theme),
            ("width", width in WIDTHS, f"{WIDTHS.start} to {WIDTHS.stop - 1}", width),
            ("scale", 0.5 <= scale <= 4, "0.5 to 4", scale),
        )
        if not right
    ]
    if wrong:
        raise ValueError("\n".join(wrong))


class ChartSheet:
    """A chart `width` pixels wide, with the texts above and below it if it has its `furniture`."""

    def __init__(self, scope: Scope, chart_id: str, width: float, *, furniture: bool, title: str = "") -> None:
        self.scope = scope
        self.chart: Chart = CHARTS[chart_id](scope)
        self.plot: Plot = plotted.read_figure(self.chart.figure)
        self.window = scope.filter.start, scope.filter.end
        self.title = title or scope.words.label("chart", chart_id)
        self.pad = (PAD if width >= NARROW else PAD * 0.75) if furniture else 0.0
        self.room = width - 2 * self.pad
        self.above: list[Lettering] = []
        self.below: list[Lettering] = []
        if furniture:
            shaded = plotted.window_span(self.plot, self.window) is not None
            self.above = [wrapped(self.title, 17, self.room, bold=True)]
            self.above += [wrapped(line, 12.5, self.room) for line in about(scope, chart_id, shaded=shaded)]
            told = [(self.chart.note, 11.5), (credit(scope, chart_id), 10.5)]
            self.below = [wrapped(text, size, self.room) for text, size in told if text]

    @property
    def height(self) -> float:
        """Pixels at which the plot is as tall as the figure has it."""
        return self._around + plotted.natural_height(self.plot, self.room)

    @property
    def _around(self) -> float:
        texts = sum(text.height + BETWEEN for text in (*self.above, *self.below))
        return texts + 2 * self.pad + (BETWEEN if self.above else 0)

    def draw(self, page: Page) -> None:
        """Draw it over all of `page`."""
        theme, box = self.scope.theme, page.box
        y = box.top + self.pad
        for i, text in enumerate(self.above):
            page.write(put(text, colour(MUTED[theme] if i else INK[theme]), self.pad, y, level="top", kind="furniture"))
            y += text.height + BETWEEN
        foot = box.bottom - self.pad
        for text in reversed(self.below):
            page.write(put(text, colour(MUTED[theme]), self.pad, foot, level="bottom", kind="furniture"))
            foot -= text.height + BETWEEN
        room = Box(self.pad, y + BETWEEN if self.above else y, box.right - self.pad, foot)
        zoom = plotted.zoom_for(self.plot, room)
        if not zoom:
            least = page.box.height - room.height + plotted.natural_height(self.plot, self.room)
            raise ValueError(f"'height' must be at least {math.ceil(least)} (got {page.box.height:.0f})")
        plotted.draw(page.zoomed(zoom), self.plot, room.scaled(1 / zoom), self.window)
