"""The one-page brief: a view on a single page with map, chart, what happened, the numbers, what is disputed, the sources.

Nothing on it is worded for it: titles, names and numbers are those of the data, chosen by the rules of
:mod:`dashboard.brief.bullets`, :mod:`dashboard.brief.figuresbox` and :mod:`dashboard.brief.disputed`. Where there is no room
whole blocks are left out, and it says how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from dashboard.brief import furniture, legend, mapped, plotted
from dashboard.brief.blocks import Column, Section, running
from dashboard.brief.bullets import LEAST, bullet, weightiest
from dashboard.brief.chart import chart_height, draw_chart, scope_of
from dashboard.brief.chartwords import about
from dashboard.brief.disputed import disputed
from dashboard.brief.encode import RC, About, encode
from dashboard.brief.figuresbox import figures_box
from dashboard.brief.frame import Frame
from dashboard.brief.paint import THEMES, Paint
from dashboard.brief.sheet import Box, Sheet, Style
from dashboard.brief.sizes import SIZES, Size, parse
from dashboard.brief.sources import Citations
from dashboard.layer.filters import sentence
from dashboard.layer.load import Layer
from dashboard.locale import words as words_of
from dashboard.views.address import View
from dashboard.views.captions import alt, source_line
from dashboard.views.charts import CHARTS
from dashboard.views.charts.toll import place_of
from dashboard.views.scenes import SCENES

CHART_SCALE: Final = 0.8
"""Size of the letters of a chart on the page, by that which they have alone."""

SQUEEZED: Final = 1.5
"""How many times as high as its room a chart may be: it is drawn smaller, and beyond that its letters could not be read."""

GAP: Final = 16.0
"""Units between what stands beside or below each other."""

ROOM_FOR_DISPUTED: Final = 96.0
"""Units under a chart in which what is disputed can stand; without them it stands under the events."""


def one_page(
    layer: Layer,
    view: View,
    *,
    format: str = "png",  # noqa: A002 - as the formats of a picture are called everywhere
    size: str | Size = "a4",
    theme: str = "light",
    title: str = "",
    chart: str = "",
    position: mapped.Position | None = None,
) -> bytes:
    """The brief of `view` as the bytes of a PNG, SVG or PDF; the same bytes whenever and wherever it is drawn.

    `chart` is the id of a chart; without it the page has the first of the scene's charts that can be read on it. The rest is
    as for :func:`dashboard.brief.picture.picture`. Raises ``ValueError`` for what there is not, a size without room for a
    brief, or a chart that has no room on it.
    """
    drawing = draw(layer, view, size=size, theme=theme, title=title, chart=chart, position=position)
    return encode(drawing.sheet.figure, format, drawing.about)


Charted = tuple[str, Box]
"""A text of the chart and the box that it takes: left, top, right, bottom on the page, in units."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page that is drawn but not yet written: its texts are those of `sheet` and, in `charted`, those of its chart.
    `sections` are what happened, the numbers and what is disputed, as far as they are on the page."""

    sheet: Sheet
    frame: Frame
    about: About
    sections: tuple[Section, ...]
    chart: str
    charted: tuple[Charted, ...]


def draw(
    layer: Layer,
    view: View,
    *,
    size: str | Size = "a4",
    theme: str = "light",
    title: str = "",
    chart: str = "",
    position: mapped.Position | None = None,
) -> Drawing:
    """Draw the brief of `view`; see :func:`one_page`."""
    if theme not in THEMES:
        raise ValueError(f"'theme' must be one of {', '.join(THEMES)} (got {theme[:40]!r})")
    if chart and chart not in CHARTS:
        raise ValueError(f"'chart' must be one of {', '.join(CHARTS)} (got {chart[:40]!r})")
    size = parse(size) if isinstance(size, str) else size
    if not size.full:
        large = ", ".join(s.name for s in SIZES.values() if s.full)
        raise ValueError(f"'size' must have room for a brief, such as {large} (got {size.name})")
    with rc_context(RC):
        return _Brief(layer, view, size, theme, title, chart, position).draw()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where on the page the parts stand: left, top, right, bottom in units."""

    map: Box
    figures: Box
    bullets: Box
    chart: Box


@dataclass(frozen=True, slots=True)
class Fitted:
    """What has room in a plan: the id of the chart, if any, and the sections with their boxes."""

    plan: Plan
    chart: str
    sections: tuple[tuple[Section, Box], ...]


class _Brief:
    """One page in the making."""

    def __init__(
        self,
        layer: Layer,
        view: View,
        size: Size,
        theme: str,
        title: str,
        chart: str,
        position: mapped.Position | None,
    ) -> None:
        self.layer, self.view, self.size, self.chart, self.position = layer, view, size, chart, position
        self.paint: Paint = THEMES[theme]
        self.words = words_of(view.lang)
        self.scope = scope_of(layer, view, theme)
        self.events = layer.select(view.filter)
        self.sheet = Sheet(size, self.paint.page)
        self.heading = title or self.words.label("scene", view.scene)
        f, words = view.filter, self.words
        self.window = words.window(f.start, f.end)
        place = place_of(self.scope)
        shown = [bullet(e, layer, f, words) for e in weightiest(self.events, layer, f)]
        boxed = figures_box(layer, place, f, words)
        doubtful = disputed(self.events, layer, f, place, words)
        self.bullets = Section("bullets", words("What happened"), shown, len(self.events))
        self.figures = Section("figures", words("Numbers: who gave them, when"), boxed, len(boxed))
        self.disputed = Section("disputed", words("What is disputed"), doubtful, len(doubtful))
        self.every = Citations(layer, words, f.known_at)  # numbers as long as any on the page will be
        for section in (self.bullets, self.figures, self.disputed):
            Column(self.sheet.width, words, self.paint).height(section, self.every)
        self._heights: dict[tuple[str, float], float] = {}
        self._said: dict[str, tuple[list[str], str]] = {}

    # --- the page -------------------------------------------------------------------------------------------------

    def draw(self) -> Drawing:
        sheet, w, h, m = self.sheet, self.sheet.width, self.sheet.height, 22.0 if self.size.wide else 34.0
        room = w - 2 * m
        top = self._heading(m, m, room) + 10
        foot = h - m - self._notes(None, m, 0, room)
        page = self._settled((m, top, w - m, foot - 6))
        frame = self._map(page.plan.map)
        charted = self._chart(page.chart, page.plan.chart) if page.chart else ()
        cited = Citations(self.layer, self.words, self.view.filter.known_at)
        for section, (left, upper, right, _) in page.sections:
            Column(right - left, self.words, self.paint).draw(sheet, section, left, upper, cited)
        self._sources(sheet, m, foot - 6 - self._sources(None, m, 0, room, cited), room, cited)
        sheet.line([(m, foot - 2), (w - m, foot - 2)], stroke=self.paint.line, line=1)
        self._notes(sheet, m, foot, room)
        sections = tuple(section for section, _ in page.sections)
        return Drawing(sheet, frame, self._about(sections), sections, page.chart, charted)

    def _settled(self, body: Box) -> Fitted:
        """What fits into `body` above the list of the sources that it cites: the more there stands, the longer is the list."""
        left, top, right, bottom = body
        room = right - left
        for lines in count(2):
            reserve = self._sources(None, 0, 0, room, Citations(self.layer, self.words, self.view.filter.known_at)) * lines
            found = self._fitted(self._plan((left, top, right, bottom - reserve - 10)))
            cited = Citations(self.layer, self.words, self.view.filter.known_at)
            for section, _ in found.sections:
                Column(room, self.words, self.paint).height(section, cited)
            if self._sources(None, 0, 0, room, cited) <= reserve:
                return found
        raise AssertionError("a page without text cites nothing")

    def _plan(self, body: Box) -> Plan:
        left, top, right, bottom = body
        width = right - left
        if self.size.wide:
            side, middle = width * 0.345, width * 0.335
            numbers = Column(side, self.words, self.paint).height(self.figures, self.every)
            split = bottom - min(numbers, (bottom - top) * 0.42)
            second = left + side + GAP
            third = second + middle + GAP
            return Plan(
                (left, top, left + side, split - GAP),
                (left, split, left + side, bottom),
                (second, top, third - GAP, bottom),
                (third, top, right, bottom),
            )
        split, column = top + (bottom - top) * 0.38, left + width * 0.6
        return Plan(
            (left, top, column, split - GAP),
            (column + GAP, top, right, split - GAP),
            (left, split, left + width * 0.53, bottom),
            (left + width * 0.53 + GAP, split, right, bottom),
        )

    def _fitted(self, plan: Plan) -> Fitted:
        """The chart, and the sections as far as they have room in `plan`. What is disputed stands under the chart if there is
        room, else under what happened."""
        chart = self._chosen(plan.chart)
        chart_end = self._chart_end(chart, plan.chart) if chart else plan.chart[1] - GAP
        left, top, right, bottom = plan.bullets
        column = Column(right - left, self.words, self.paint)
        below = (plan.chart[0], chart_end + GAP, plan.chart[2], plan.chart[3])
        under_chart = below[3] - below[1] >= ROOM_FOR_DISPUTED
        kept = 0.0
        if not under_chart and self.disputed.blocks:
            kept = min(column.height(self.disputed, self.every), (bottom - top) * 0.24) + GAP
            least = column.height(self.bullets.cut(LEAST), self.every)
            kept = max(0.0, min(kept, bottom - top - least))
        bullets = column.fitting(self.bullets, bottom - top - kept, self.every)
        if not under_chart:
            below = (left, top + column.height(bullets, self.every) + GAP, right, bottom)
        numbers = Column(plan.figures[2] - plan.figures[0], self.words, self.paint)
        figures = numbers.fitting(self.figures, plan.figures[3] - plan.figures[1], self.every)
        doubtful = Column(below[2] - below[0], self.words, self.paint).fitting(self.disputed, below[3] - below[1], self.every)
        in_time = sorted(bullets.blocks, key=lambda b: self.layer.index[b.event.event_id] if b.event else 0)
        told = Section(bullets.kind, bullets.heading, in_time, bullets.total)
        return Fitted(plan, chart, ((told, plan.bullets), (figures, plan.figures), (doubtful, below)))

    def _sources(self, sheet: Sheet | None, x: float, y: float, room: float, cited: Citations) -> float:
        words = self.words
        return running(sheet, x, y, room, words("Sources:"), cited.listed(), self.paint)

    # --- its parts ------------------------------------------------------------------------------------------------

    def _heading(self, x: float, y: float, room: float) -> float:
        p, s, size = self.paint, self.sheet, 21.0
        words = self.words
        title = words("{scene}: {window}", scene=self.heading, window=self.window)
        y = furniture.paragraph(s, x, y, title, Style(size, p.ink, bold=True), room, "title", most=2) + 1
        if self.view.filter.known_at:
            known = self.words.known(self.view.filter.known_at)
            y = furniture.paragraph(s, x, y, known, Style(12, p.ink, bold=True), room, "window") + 1
        told = sentence(self.view.filter, self.layer, self.words, clocks=False)
        return furniture.paragraph(s, x, y, told, Style(10.5, p.muted), room, "count")

    def _notes(self, sheet: Sheet | None, x: float, y: float, room: float) -> float:
        source = source_line(self.layer, self.view.filter, self.words)
        return furniture.notes(sheet, x, y, room, self.layer, source, self.words, self.paint)

    def _map(self, box: Box) -> Frame:
        """The map with its short key below it."""
        style = Style(8.8, self.paint.ink)
        left, top, right, bottom = box
        every = legend.Drawn(stacked=True, vague=True, states=frozenset(), members=self._members, arcs=self._members)
        rows = [
            *legend.rows(self.events, every, self.words, self.paint, brief=True),
            legend.outside(len(self.events), self.words, self.paint),
        ]
        most = legend.flow(None, rows, left, 0, right - left, style)
        found = mapped.draw(self.sheet, self.layer, self.view, (left, top, right, bottom - most - 4), self.paint, self.position)
        rows = legend.rows(found.gathered.shown, found.drawn, self.words, self.paint, brief=True)
        outside = len(found.gathered.outside)
        beyond = [legend.outside(outside, self.words, self.paint)] if outside else []
        while rows and legend.flow(None, [*rows, *beyond], left, 0, right - left, style) > most:
            rows.pop()
        legend.flow(self.sheet, [*rows, *beyond], left, found.frame.bottom + 4, right - left, style)
        return found.frame

    @property
    def _members(self) -> bool:
        return self.view.scene == mapped.WITH_MEMBERS

    # --- the chart ------------------------------------------------------------------------------------------------

    def _chosen(self, box: Box) -> str:
        """The chart that was asked for, or the first of the scene's that can be read in `box`; none if none can."""
        if not self.chart:
            return next((c for c in SCENES[self.view.scene].charts if self._readable(c, box)), "")
        if not self._readable(self.chart, box):
            raise ValueError(f"'chart' must have room on the page (got {self.chart} on {self.size.name})")
        return self.chart

    def _readable(self, chart: str, box: Box) -> bool:
        left, top, right, bottom = box
        room = bottom - self._chart_heading(None, chart, left, top, right - left)
        room -= self._chart_note(None, chart, left, 0, right - left)
        return self._natural(chart, right - left) <= room * SQUEEZED

    def _chart_end(self, chart: str, box: Box) -> float:
        left, top, right, bottom = box
        y = self._chart_heading(None, chart, left, top, right - left) + self._natural(chart, right - left)
        note = self._chart_note(None, chart, left, 0, right - left)
        return min(bottom, y + note)

    def _natural(self, chart: str, width: float) -> float:
        """Units in height that suit a chart `width` units wide."""
        if (chart, width) not in self._heights:
            self._heights[chart, width] = chart_height(self.scope, chart, width / CHART_SCALE) * CHART_SCALE
        return self._heights[chart, width]

    def _chart(self, chart: str, box: Box) -> tuple[Charted, ...]:
        """Draw a chart with its heading at the top of `box`; return its texts."""
        left, top, right, _ = box
        y = self._chart_heading(self.sheet, chart, left, top, right - left)
        end = self._chart_end(chart, box) - self._chart_note(None, chart, left, 0, right - left)
        part = _part(self.sheet, (left, y, right, end))
        page = draw_chart(part, self.scope, chart, pixel=CHART_SCALE * self.sheet.points)
        found = []
        for text in page.texts:
            b = text.box.scaled(CHART_SCALE)
            found.append((" ".join(text.text.lines), (left + b.left, y + b.top, left + b.right, y + b.bottom)))
        self._chart_note(self.sheet, chart, left, end, right - left)
        return tuple(found)

    def _chart_heading(self, sheet: Sheet | None, chart: str, x: float, y: float, room: float) -> float:
        p, label = self.paint, self.words.label("chart", chart)
        y = furniture.paragraph(sheet, x, y, label, Style(11.5, p.ink, bold=True), room, "chart") + 1
        for line in self._around(chart)[0]:
            y = furniture.paragraph(sheet, x, y, line, Style(8.8, p.muted), room, "chart")
        return y + 3

    def _chart_note(self, sheet: Sheet | None, chart: str, x: float, y: float, room: float) -> float:
        """Write what must be said with a chart below it, from `y` down; return the lower edge."""
        note = self._around(chart)[1]
        return furniture.paragraph(sheet, x, y + 3, note, Style(8.4, self.paint.muted), room, "chart") if note else y

    def _around(self, chart: str) -> tuple[list[str], str]:
        """The lines above a chart, and its note."""
        if chart not in self._said:
            f, made = self.view.filter, CHARTS[chart](self.scope)
            shaded = plotted.window_span(plotted.read_figure(made.figure), (f.start, f.end)) is not None
            self._said[chart] = about(self.scope, chart, shaded=shaded), made.note
        return self._said[chart]

    # --- what it says of itself -----------------------------------------------------------------------------------

    def _about(self, sections: Sequence[Section]) -> About:
        words, f = self.words, self.view.filter
        told = " ".join(f"{b.head}: {b.body}." for b in sections[0].blocks)
        return About(
            title=words("{scene}: {window}", scene=self.heading, window=self.window),
            description=f"{alt(self.view, self.layer, words)} {told}".strip(),
            source=source_line(self.layer, f, words),
            version=self.layer.version,
            keywords=", ".join(words.label("category", c) for c in sorted({e.category for e in self.events})),
            lang=self.view.lang,
        )


def _part(sheet: Sheet, box: Box) -> FigureBase:
    """The rectangle `box` of a page as a figure of its own, on no ground."""
    left, top, right, bottom = box
    grid = GridSpec(
        3,
        3,
        figure=sheet.figure,
        width_ratios=[left, right - left, sheet.width - right],
        height_ratios=[top, bottom - top, sheet.height - bottom],
    )
    part = sheet.figure.add_subfigure(grid[1, 1])
    part.set_facecolor("none")
    return part
