"""Drawing a `Plot` into a box of a page: margins that its words need, then layer upon layer as Plotly lays them.

From below: shapes behind the plot, grids, bars, lines and marks, the axes, the window, annotations, numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Final

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from dashboard.brief.plotted.colours import faded
from dashboard.brief.plotted.legend import LARGEST, Legend
from dashboard.brief.plotted.lettering import LEADING, Lettering, wrapped
from dashboard.brief.plotted.page import Box, Level, Page, Put, put
from dashboard.brief.plotted.plot import Axis, Bars, Errors, Fill, Mark, Pattern, Plot, Scatter, Written
from dashboard.brief.plotted.symbols import DOT, SYMBOLS

SMALLEST: Final = 7.0
"""Pixels of the smallest type."""

LEAST: Final = 80.0
"""Pixels that a plot must at least be high."""

TIGHT: Final = 9.5
"""Pixels to which the type of the axes is made smaller before a label goes."""

LABELS: Final = 0.42
"""The share of the width that the labels of the rows may take; above it they are broken anew and made smaller."""

GAP: Final = 4.0
"""Pixels between a label and what it belongs to, and at least between two labels."""

NEAR: Final = 4
"""How many of the places for a number are looked at for one that covers no mark."""

FAR: Final = 6
"""How many lines a number may stand away from what it belongs to, where the places nearer to it are taken."""

KEY_GAP: Final = 8.0
"""Pixels from the plot to the legend."""

Window = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class Layout:
    """Where the parts of `plot` lie in `box`: `area` is the plot, with its axes at the edges; `legend` stands under it."""

    plot: Plot
    box: Box
    area: Box
    legend: Legend
    ticks: dict[str, tuple[tuple[float, Lettering], ...]]
    """The labels of the axes, as they fit: (value, text) by axis."""

    def x(self, value: float) -> float:
        """The pixel of a value on the x axis."""
        low, high = self.plot.xaxis.span
        return self.area.left + (value - low) / (high - low) * self.area.width

    def y(self, value: float, axis: str = "y") -> float:
        """The pixel of a value on a y axis."""
        low, high = self.plot.yaxes[axis].span
        edges = self.edges(axis)
        return edges.bottom - (value - low) / (high - low) * edges.height

    def edges(self, axis: str) -> Box:
        """The part of the plot that belongs to a y axis."""
        bottom, top = self.plot.yaxes[axis].domain
        area = self.area
        return Box(area.left, area.bottom - top * area.height, area.right, area.bottom - bottom * area.height)


# --- laying out -----------------------------------------------------------------------------------------------------


def natural_height(plot: Plot, width: float) -> float:
    """The height in pixels at which the plot itself is as tall as the figure has it."""
    tall = Box(0, 0, width, 100_000)
    return plot.height + tall.height - lay_out(plot, tall).area.height


def zoom_for(plot: Plot, box: Box) -> float:
    """The largest zoom, up to 1, at which no word of `plot` lies over another in `box` and the plot is not too low.

    0 if there is none.
    """
    if box.height >= natural_height(plot, box.width) - 1:
        return 1.0
    for step in range(30):
        zoom = 0.93**step
        layout = lay_out(plot, box.scaled(1 / zoom))
        texts = [text.box for text in lettering_of(layout)]
        if layout.area.height >= LEAST and not any(a.meets(b, -0.5) for a, b in combinations(texts, 2)):
            return zoom
    return 0.0


def lay_out(plot: Plot, box: Box) -> Layout:
    """Place `plot` in `box`, with the margins that its labels need."""
    rows = {name: _row_labels(axis, box.width) for name, axis in plot.yaxes.items()}
    widest = max((text.width for labels in rows.values() for _, text in labels), default=0.0)
    grows = any(axis.grows for axis in plot.yaxes.values())
    left = max(0 if grows else plot.margins[0], widest + GAP + 2)
    right = plot.margins[1]
    legend = Legend(plot.keys, plot.key_size, plot.ink, box.width)
    head = max((text.height for _, text in plot.xaxis.ticks), default=0.0) + 2 * GAP
    on_top = plot.xaxis.side == "top"
    top = box.top + max(plot.margins[2], head if on_top else 0)
    under = (GAP if on_top else head) + (legend.height + KEY_GAP if plot.keys else 0)
    for _ in range(3):  # a wider margin moves what it makes room for
        area = Box(box.left + left, top, box.right - right, box.bottom - under)
        layout = Layout(plot, box, area, legend, rows)
        layout = replace(layout, ticks=rows | {"x": _x_labels(layout)})
        over = max((text.box.right - box.right for text in lettering_of(layout)), default=0.0)
        short = max((box.left - text.box.left for text in lettering_of(layout)), default=0.0)
        if over <= 0 and short <= 0:
            break
        right, left = right + max(over, 0), left + max(short, 0)
    return layout


def _row_labels(axis: Axis, width: float) -> tuple[tuple[float, Lettering], ...]:
    """The labels of a y axis; if they are too wide, smaller, all of them alike, and broken anew."""
    room = LABELS * width
    widest = max((text.width for _, text in axis.ticks), default=0.0)
    if widest <= room or not axis.grows:
        return axis.ticks
    size = max(axis.ticks[0][1].size * room / widest, TIGHT)
    return tuple((at, _within(text.sized(size), room)) for at, text in axis.ticks)


def _within(text: Lettering, room: float) -> Lettering:
    """A label in at most two lines, as a row has room for no more; one that is too long for them in smaller letters."""
    while text.width > room and text.size > SMALLEST:
        again = wrapped(" ".join(text.lines), text.size, room, text.bold)
        if len(again.lines) <= 2 and again.width <= room:
            return again
        text = text.sized(text.size - 0.5)
    return text


def _x_labels(layout: Layout) -> tuple[tuple[float, Lettering], ...]:
    """The labels of the x axis, smaller where there is little room, and if there still is too little, not all of them."""
    told = [(at, text) for at, text in layout.plot.xaxis.ticks if text.lines != ("",)]
    size = max((text.size for _, text in told), default=0.0)
    while True:
        sized = [(at, text.sized(size)) for at, text in told]
        kept = _apart(layout, sized)
        if len(kept) == len(told) or size <= TIGHT:
            return kept
        size -= 1


def _apart(layout: Layout, labels: Sequence[tuple[float, Lettering]]) -> tuple[tuple[float, Lettering], ...]:
    """From the left, those labels of the x axis that do not touch the one before."""
    kept: list[tuple[float, Lettering]] = []
    end = -math.inf
    for at, text in labels:
        x, half = layout.x(at), text.width / 2
        if x - half >= end + GAP:
            kept.append((at, text))
            end = x + half
    return tuple(kept)


# --- the words ------------------------------------------------------------------------------------------------------


def lettering_of(layout: Layout) -> list[Put]:
    """Every word of the chart, in its place; none over another."""
    placed = [*_tick_words(layout), *_annotations(layout)]
    marks = list(_mark_boxes(layout))
    for choices in _numbers(layout):
        free = [c for c in choices if not any(c.box.meets(other.box, 0.5) for other in placed)]
        clear = (c for c in free[:NEAR] if not any(c.box.meets(mark) for mark in marks))
        placed.append(next(clear, next(iter(free), choices[0])))  # a number is never left out
    return [*placed, *layout.legend.words(layout.box.left, _key_top(layout))]


def _key_top(layout: Layout) -> float:
    axis = layout.plot.xaxis
    head = max((text.height for _, text in axis.ticks), default=0.0) + 2 * GAP
    return layout.area.bottom + (GAP if axis.side == "top" else head) + KEY_GAP


def _tick_words(layout: Layout) -> Iterator[Put]:
    axis, area = layout.plot.xaxis, layout.area
    for at, text in layout.ticks.get("x", ()):
        if axis.side == "top":
            yield put(text, axis.ink, layout.x(at), area.top - GAP, "center", "bottom", "tick")
        else:
            yield put(text, axis.ink, layout.x(at), area.bottom + GAP, "center", "top", "tick")
    for name, yaxis in layout.plot.yaxes.items():
        for at, text in layout.ticks[name]:
            yield put(text, yaxis.ink, area.left - GAP, layout.y(at, name), "right", "middle", "tick")


def _annotations(layout: Layout) -> Iterator[Put]:
    area = layout.area
    for told in layout.plot.annotations:
        x = area.left + told.x * area.width if told.x_paper else layout.x(told.x)
        y = area.bottom - told.y * area.height if told.y_paper else layout.y(told.y)
        yield put(told.text, told.ink, x + told.shift, y, told.x_anchor, told.y_anchor, "annotation")


def _numbers(layout: Layout) -> Iterator[list[Put]]:
    """The texts of marks and bars: for each the places where it may stand, the best first."""
    for trace in layout.plot.traces:
        if isinstance(trace, Bars):
            yield from _bar_numbers(layout, trace)
        else:
            yield from _mark_numbers(layout, trace)


def _mark_numbers(layout: Layout, trace: Scatter) -> Iterator[list[Put]]:
    for i, written in enumerate(trace.texts):
        x, y = trace.x[i], trace.y[i]
        if x is None or y is None or written.text.lines == ("",):
            continue
        at, level = layout.x(x), layout.y(y, trace.yaxis)
        radius = trace.marks[i].size / 2 if trace.marks else 0
        if written.where == "right":
            text = written.text
            bare = replace(text, lines=tuple(line.strip() for line in text.lines))
            yield [put(bare, written.ink, at + radius + text.width - bare.width, level, "left", "middle", "number")]
            continue
        over, under = level - radius - GAP, level + radius + GAP
        step = written.text.size * LEADING
        sides: list[tuple[Level, float, float]] = [("bottom", over, -step), ("top", under, step)]
        if written.where == "bottom":
            sides.reverse()
        yield [
            put(written.text, written.ink, at, edge + away * far, "center", side, "number")
            for far in range(FAR)
            for side, edge, away in sides
        ]


def _mark_boxes(layout: Layout) -> Iterator[Box]:
    """What the symbols cover."""
    for trace in layout.plot.traces:
        if isinstance(trace, Scatter):
            for x, y, mark in zip(trace.x, trace.y, trace.marks, strict=False):
                if x is not None and y is not None:
                    at, level, half = layout.x(x), layout.y(y, trace.yaxis), mark.size / 2
                    yield Box(at - half, level - half, at + half, level + half)


def _bar_numbers(layout: Layout, trace: Bars) -> Iterator[list[Put]]:
    boxes = list(_bar_boxes(layout, trace))
    texts = [(written, box) for written, (box, _) in zip(trace.texts, boxes, strict=False) if written.text.lines != ("",)]
    alike = min((_fitting(w, b) for w, b in texts if not w.shrinks and w.where == "inside"), default=None)
    for written, box in texts:
        text, middle = written.text, (box.top + box.bottom) / 2
        if written.where == "outside":
            down = trace.upright and box.bottom > layout.y(0) + 0.01
            side: Level
            edge, side, away = (box.bottom + 2, "top", 1) if down else (box.top - 2, "bottom", -1)
            step = away * text.size * LEADING
            x = (box.left + box.right) / 2
            yield [put(text, written.ink, x, edge + step * far, "center", side, "number") for far in range(FAR)]
            continue
        text = text.sized(_fitting(written, box) if written.shrinks or alike is None else alike)
        if written.shrinks and text.size < SMALLEST:  # a bar without room: beside it
            yield [put(text.sized(TIGHT), layout.plot.ink, box.right + GAP, middle, "left", "middle", "number")]
        elif written.anchor == "start":
            yield [put(text, written.ink, box.left + 3, middle, "left", "middle", "number")]
        else:
            yield [put(text, written.ink, (box.left + box.right) / 2, middle, "center", "middle", "number")]


def _fitting(written: Written, box: Box) -> float:
    """The size, up to its own, at which a text fits into its bar."""
    text = written.text
    return text.size * min(1.0, (box.width - 1) / text.width, (box.height - 1) / text.height)


# --- drawing --------------------------------------------------------------------------------------------------------


def draw(page: Page, plot: Plot, box: Box, window: Window = (None, None)) -> Layout:
    """Draw `plot` into `box`, with the `window` of time (UTC, ``None`` is open) laid over it if it has an axis of time."""
    layout = lay_out(plot, box)
    _shapes(page, layout, below=True)
    _grids(page, layout)
    for trace in plot.traces:
        if isinstance(trace, Bars):
            _bars(page, layout, trace)
    for trace in plot.traces:
        if isinstance(trace, Scatter):
            _scatter(page, layout, trace)
    _axes(page, layout)
    _shapes(page, layout, below=False)
    _window(page, layout, window)
    for text in lettering_of(layout):
        page.write(text)
    _keys(page, layout)
    return layout


def _shapes(page: Page, layout: Layout, *, below: bool) -> None:
    area = layout.area
    for shape in layout.plot.shapes:
        if shape.below != below:
            continue
        x0, x1 = (area.left + v * area.width if shape.x_paper else layout.x(v) for v in shape.x)
        y0, y1 = (area.bottom - v * area.height if shape.y_paper else layout.y(v) for v in shape.y)
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).within(area)
        line = shape.line
        page.path(
            box.outline if box.width and box.height else Path([(box.left, box.top), (box.right, box.bottom)]),
            fill=shape.fill,
            stroke=line.colour if line else None,
            width=line.width if line else 0,
            dash=line.dash if line else "solid",
        )


def _grids(page: Page, layout: Layout) -> None:
    plot = layout.plot
    for name, axis in plot.yaxes.items():
        edges = layout.edges(name)
        if plot.xaxis.grid:
            for at, _ in plot.xaxis.ticks:
                page.line([(layout.x(at), edges.top), (layout.x(at), edges.bottom)], plot.xaxis.grid)
        if axis.grid:
            for at, _ in axis.ticks:
                page.line([(edges.left, layout.y(at, name)), (edges.right, layout.y(at, name))], axis.grid)
        if axis.zero and all(at for at, _ in axis.ticks):  # the first row of a chart of rows is no zero
            page.line([(edges.left, layout.y(0, name)), (edges.right, layout.y(0, name))], axis.zero)


def _axes(page: Page, layout: Layout) -> None:
    plot, area = layout.plot, layout.area
    level = area.top if plot.xaxis.side == "top" else area.bottom
    page.line([(area.left, level), (area.right, level)], plot.xaxis.line)
    for name, axis in plot.yaxes.items():
        edges = layout.edges(name)
        page.line([(area.left, edges.top), (area.left, edges.bottom)], axis.line)


def _bar_boxes(layout: Layout, trace: Bars) -> Iterator[tuple[Box, Fill]]:
    """The bars as far as they lie on the plot."""
    edges = layout.edges(trace.yaxis)
    for at, start, end, width, fill in zip(trace.at, trace.start, trace.end, trace.width, trace.fills, strict=True):
        sides, ends = (at - width / 2, at + width / 2), (start, end)
        xs = [layout.x(v) for v in (sides if trace.upright else ends)]
        ys = [layout.y(v) for v in (ends if trace.upright else sides)]
        yield Box(min(xs), min(ys), max(xs), max(ys)).within(edges), fill


def _bars(page: Page, layout: Layout, trace: Bars) -> None:
    for box, fill in _bar_boxes(layout, trace):
        _filled(page, box, fill)
    xs, ys = (trace.at, trace.end) if trace.upright else (trace.end, trace.at)
    for errors in trace.errors:
        _errors(page, layout, errors, xs, ys, trace.yaxis, None)


def _filled(page: Page, box: Box, fill: Fill) -> None:
    if not box.width or not box.height:
        return
    if fill.pattern:
        _patterned(page, box, fill.pattern)
    elif fill.ground[3]:
        page.path(box.outline, fill=fill.ground)
    if fill.outline:
        page.path(box.outline, stroke=fill.outline.colour, width=fill.outline.width)


def _patterned(page: Page, box: Box, pattern: Pattern) -> None:
    size, solid = pattern.size, pattern.solidity
    if pattern.shape == ".":
        dot = Affine2D().scale(size * math.sqrt(solid / math.pi))
        across, down = (max(1, round(length / size)) for length in (box.width, box.height))
        dots = [
            dot.frozen().translate(box.left + box.width * (i + 0.5) / across, box.top + box.height * (j + 0.5) / down)
            for j in range(down)
            for i in range(across)
        ]
        path = Path.make_compound_path(*(d.transform_path(DOT) for d in dots))
        page.path(path, fill=pattern.ink, clip=box if box.width < size or box.height < size else None)
        return
    rising = [_diagonal(box, c, rising=True) for c in _steps(box, size, rising=True)] if pattern.shape in "/x" else []
    falling = [_diagonal(box, c, rising=False) for c in _steps(box, size, rising=False)] if pattern.shape in "\\x" else []
    lines = [line for line in (*rising, *falling) if line]
    if lines:
        thick = size * (1 - math.sqrt(1 - solid)) if pattern.shape == "x" else size * solid
        path = Path([p for line in lines for p in line], [Path.MOVETO, Path.LINETO] * len(lines))
        page.path(path, stroke=pattern.ink, width=thick)


def _steps(box: Box, size: float, *, rising: bool) -> list[float]:
    """The sums (of rising lines) or differences of x and y, `size` apart, at which lines cross `box`."""
    low, high = (box.left + box.top, box.right + box.bottom) if rising else (box.left - box.bottom, box.right - box.top)
    return [size * i for i in range(math.ceil(low / size), math.floor(high / size) + 1)]


def _diagonal(box: Box, c: float, *, rising: bool) -> list[tuple[float, float]] | None:
    """The part in `box` of the line on which x + y, or x - y, is `c`."""
    if rising:
        left, right = max(box.left, c - box.bottom), min(box.right, c - box.top)
        ends = [(left, c - left), (right, c - right)]
    else:
        left, right = max(box.left, c + box.top), min(box.right, c + box.bottom)
        ends = [(left, left - c), (right, right - c)]
    return ends if left < right else None


def _scatter(page: Page, layout: Layout, trace: Scatter) -> None:
    clip = layout.edges(trace.yaxis) if trace.clipped else None
    for errors in trace.errors:
        _errors(page, layout, errors, trace.x, trace.y, trace.yaxis, clip)
    points = [
        None if x is None or y is None else (layout.x(x), layout.y(y, trace.yaxis))
        for x, y in zip(trace.x, trace.y, strict=True)
    ]
    if trace.line:
        for run in _runs(points):
            corners = _stepped(run) if trace.stepped else run
            page.path(Path(corners), stroke=trace.line.colour, width=trace.line.width, dash=trace.line.dash, clip=clip)
    for point, mark in zip(points, trace.marks, strict=False):
        if point:
            _mark(page, mark, *point, clip)


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The points between gaps, where there are at least two."""
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        else:
            if len(run) > 1:
                yield run
            run = []


def _stepped(run: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """First across, then up or down."""
    found = run[:1]
    for x, y in run[1:]:
        found += [(x, found[-1][1]), (x, y)]
    return found


def _mark(page: Page, mark: Mark, x: float, y: float, clip: Box | None = None) -> None:
    path = Affine2D().scale(mark.size / 2).translate(x, y).transform_path(SYMBOLS[mark.symbol].path)
    edge = mark.edge
    page.path(path, fill=mark.fill, stroke=edge.colour if edge else None, width=edge.width if edge else 0, clip=clip)


def _errors(
    page: Page,
    layout: Layout,
    errors: Errors,
    xs: Sequence[float | None],
    ys: Sequence[float | None],
    axis: str,
    clip: Box | None,
) -> None:
    """Lines from the least to the most, with caps at their ends."""
    lines: list[tuple[float, float]] = []
    for x, y, less, more in zip(xs, ys, errors.less, errors.more, strict=True):
        if x is None or y is None:
            continue
        for far in (-less if less else None, more):
            if not far:
                continue
            here = (layout.x(x), layout.y(y, axis))
            there = (here[0], layout.y(y + far, axis)) if errors.upright else (layout.x(x + far), here[1])
            lines += [here, there]
            if errors.cap:
                dx, dy = (errors.cap, 0.0) if errors.upright else (0.0, errors.cap)
                lines += [(there[0] - dx, there[1] - dy), (there[0] + dx, there[1] + dy)]
    if lines:
        path = Path(lines, [Path.MOVETO, Path.LINETO] * (len(lines) // 2))
        page.path(path, stroke=errors.stroke.colour, width=errors.stroke.width, clip=clip)


def _window(page: Page, layout: Layout, window: Window) -> None:
    """The same band as web/windows.js lays over the chart in the page, in the ink of the page."""
    span = window_span(layout.plot, window)
    if span is None:
        return
    left, right = (layout.x(at) for at in span)
    area, ink = layout.area, layout.plot.ink
    page.path(Box(left, area.top, right, area.bottom).outline, fill=faded(ink, 0.09))
    for x in (left, right):
        page.line([(x, area.top), (x, area.bottom)], faded(ink, 0.3))


def window_span(plot: Plot, window: Window) -> tuple[float, float] | None:
    """The values on the x axis between which the window lies; ``None`` if it has none of the axis, or all of it."""
    if not plot.knots:
        return None
    start, end = window
    first, last = plot.knots[0][1], plot.knots[-1][1]
    left = first if start is None else _at(plot, start)
    right = last if end is None else _at(plot, end)
    return (left, right) if left < right and (left, right) != (first, last) else None


def _at(plot: Plot, moment: datetime) -> float:
    minute = min(max(moment.timestamp() / 60, plot.knots[0][0]), plot.knots[-1][0])
    for (before, low), (after, high) in zip(plot.knots, plot.knots[1:], strict=False):
        if minute <= after:
            return low + (high - low) * (minute - before) / (after - before)
    return plot.knots[-1][1]


def _keys(page: Page, layout: Layout) -> None:
    for trace, box in layout.legend.looks(layout.box.left, _key_top(layout)):
        if isinstance(trace, Bars):
            _filled(page, box, trace.key)
        elif trace.marks:
            mark = trace.marks[0]
            small = replace(mark, size=min(mark.size, LARGEST))
            _mark(page, small, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
