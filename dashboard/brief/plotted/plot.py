"""`Plot`: what a Plotly figure of ours draws, read from its data and layout in full.

Whatever a chart uses that is not read here raises :exc:`UnsupportedError`. Values on axes are numbers;
moments are milliseconds, as in Plotly, of the naive civil time that the chart carries. Where a figure says nothing, Plotly's
own defaults hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import plotly.graph_objects as go

from dashboard.brief.plotted.attributes import Attributes, UnsupportedError
from dashboard.brief.plotted.colours import Colour, colour, on
from dashboard.brief.plotted.lettering import Lettering, read
from dashboard.brief.plotted.page import Align, Level
from dashboard.brief.plotted.symbols import SYMBOLS

INTERACTIVE: Final = ("customdata", "hoverinfo", "hovertemplate", "unselected")
"""What a trace tells a reader who points at it: a picture has nobody who does."""

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - the charts carry civil time without a zone


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line `width` pixels wide; `dash` is solid, dot or dash."""

    colour: Colour
    width: float
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lines or dots in the place of a fill: `shape` is ``/``, ``\\``, ``x`` or ``.``, repeated every `size` pixels."""

    shape: str
    ink: Colour
    size: float
    solidity: float


@dataclass(frozen=True, slots=True)
class Fill:
    """How a bar looks."""

    ground: Colour
    outline: Stroke | None = None
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol `size` pixels wide."""

    symbol: str
    size: float
    fill: Colour | None
    edge: Stroke | None


@dataclass(frozen=True, slots=True)
class Errors:
    """How far each value may lie to either side; `cap` is half the width in pixels of the bar at its end."""

    upright: bool
    less: tuple[float | None, ...]
    more: tuple[float | None, ...]
    cap: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Written:
    """A text beside a mark. `where` is top, bottom, right (of a symbol), inside, outside (of a bar)."""

    text: Lettering
    ink: Colour
    where: str
    shrinks: bool = False
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Scatter:
    """Symbols, lines through them, and texts; a point without a value parts a line."""

    yaxis: str
    x: tuple[float | None, ...]
    y: tuple[float | None, ...]
    line: Stroke | None
    stepped: bool
    marks: tuple[Mark, ...]
    texts: tuple[Written, ...]
    errors: tuple[Errors, ...]
    clipped: bool
    name: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars along the values `start` to `end`, each `width` wide around `at` on the other axis."""

    yaxis: str
    upright: bool
    at: tuple[float, ...]
    start: tuple[float, ...]
    end: tuple[float, ...]
    width: tuple[float, ...]
    fills: tuple[Fill, ...]
    texts: tuple[Written, ...]
    errors: tuple[Errors, ...]
    name: str
    key: Fill
    """The look in the legend."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: `span` are the values at its left or lower end and at the other; `domain` is its share of the plot.

    `side` is where its labels stand.
    """

    span: tuple[float, float]
    domain: tuple[float, float]
    ticks: tuple[tuple[float, Lettering], ...]
    side: str
    ink: Colour
    line: Colour
    grid: Colour | None
    zero: Colour | None
    grows: bool
    """Whether its margin grows with its labels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle or a line between two corners; a coordinate is a value, or a share of the plot where it is `paper`."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_paper: bool
    y_paper: bool
    fill: Colour | None
    line: Stroke | None
    below: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text at a place, `shift` pixels to the right of it; see `Shape` for coordinates."""

    text: Lettering
    ink: Colour
    x: float
    y: float
    x_paper: bool
    y_paper: bool
    x_anchor: Align
    y_anchor: Level
    shift: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure. `height` is that of the plot alone, between the margins; `margins` are left, right, top in pixels."""

    height: float
    margins: tuple[float, float, float]
    traces: tuple[Scatter | Bars, ...]
    xaxis: Axis
    yaxes: dict[str, Axis]
    shapes: tuple[Shape, ...]
    annotations: tuple[Annotation, ...]
    keys: tuple[Scatter | Bars, ...]
    """The traces that the legend names. Those with a name are, even if the page has it elsewhere: a picture stands alone."""
    key_size: float
    knots: tuple[tuple[int, float], ...]
    """How the axis of time runs: (minute since 1970 UTC, value), linear in between; none where there is no axis of time."""
    ink: Colour


def value(told: Any) -> float:
    """A number, or a moment as milliseconds since 1970."""
    if isinstance(told, str):
        return (datetime.fromisoformat(told) - _EPOCH) / timedelta(milliseconds=1)
    return float(told)


def read_figure(figure: go.Figure) -> Plot:
    """Everything that `figure` draws. Raises :exc:`UnsupportedError` if it has anything that is not known here."""
    with Attributes(figure.to_plotly_json(), "figure") as all_:
        layout = all_.below("layout")
        layout.skip("template", "uirevision", "dragmode", "hovermode", "hoverlabel")
        for ground in ("paper_bgcolor", "plot_bgcolor"):
            layout.must(ground, "rgba(0,0,0,0)")
        font = layout.below("font")
        font.skip("family")  # that of the page; see `lettering`
        size, ink = font("size"), colour(font("color"))
        stacked = layout.must("barmode", "overlay", "stack") == "stack"
        traces, keyed = _traces(all_, 1 - layout("bargap", 0.2), stacked, size, ink)
        layout("showlegend")
        margin = layout.below("margin")
        left, right, top, bottom = (float(margin(side)) for side in "lrtb")
        marks = layout("separators")
        yaxes = {name: _axis(layout.below(key), traces, name, marks, size) for name, key in _YAXES if layout(key)}
        lowest = min(yaxes, key=lambda name: yaxes[name].domain[0])
        xaxis = _axis(layout.below("xaxis"), traces, "x", marks, size, lowest)
        legend = layout.below("legend")
        legend.skip("itemwidth", "itemclick", "itemdoubleclick", "y")  # it stands under the plot, where there is room for it
        legend.must("orientation", "h")
        legend.must("yanchor", "top")
        legend.must("x", 0)
        legend.must("traceorder", "normal")
        return Plot(
            height=float(layout("height")) - top - bottom,
            margins=(left, right, top),
            traces=traces,
            xaxis=xaxis,
            yaxes=yaxes,
            shapes=tuple(map(_shape, layout.each("shapes"))),
            annotations=tuple(_annotation(a, size, ink) for a in layout.each("annotations")),
            keys=keyed,
            key_size=legend.below("font")("size", 11),
            knots=tuple((int(minute), value(at)) for minute, at in layout.below("meta")("knots", ())),
            ink=ink,
        )


_YAXES: Final = (("y", "yaxis"), ("y2", "yaxis2"))


# --- traces ---------------------------------------------------------------------------------------------------------


def _traces(
    figure: Attributes, share: float, stacked: bool, size: float, ink: Colour
) -> tuple[tuple[Scatter | Bars, ...], tuple[Scatter | Bars, ...]]:
    """All traces, and those that the legend names. `share` is the width of a bar that has none of its own."""
    traces: list[Scatter | Bars] = []
    keyed: list[Scatter | Bars] = []
    heaps: dict[float, float] = {}
    for told in figure.each("data"):
        trace: Scatter | Bars
        told.skip(*INTERACTIVE)
        if told.must("type", "bar", "scatter") == "bar":
            trace = _bars(told, share, heaps if stacked else None, size)
        else:
            trace = _scatter(told, size, ink)
        traces.append(trace)
        if told.must("showlegend", True, False) and trace.name:
            keyed.append(trace)
    return tuple(traces), tuple(keyed)


def _scatter(told: Attributes, size: float, ink: Colour) -> Scatter:
    mode = set(told.must("mode", "lines", "markers", "markers+text", "lines+markers", "text").split("+"))
    x, y = _points(told("x")), _points(told("y"))
    marks = _marks(told.below("marker"), len(x)) if "markers" in mode else ()
    line, stepped = _line(told.below("line")) if "lines" in mode else (None, False)
    texts: tuple[Written, ...] = ()
    if "text" in mode:
        font = told.below("textfont")
        letter, tint = font("size", size), colour(font("color")) if font("color") else ink
        places = {"top center": "top", "bottom center": "bottom", "middle right": "right"}
        where = told.several("textposition", len(x))
        if not set(where) <= places.keys():
            raise UnsupportedError(f"'scatter.textposition' must be one of {', '.join(places)} (got {where!r})")
        texts = tuple(Written(read(t, letter), tint, places[w]) for t, w in zip(told("text"), where, strict=True))
    inherited = marks[0].fill or (marks[0].edge.colour if marks[0].edge else ink) if marks else ink
    return Scatter(
        yaxis=told.must("yaxis", "y", "y2"),
        x=x,
        y=y,
        line=line,
        stepped=stepped,
        marks=marks,
        texts=texts,
        errors=_errors(told, len(x), inherited),
        clipped=told.must("cliponaxis", True, False),
        name=told("name", ""),
    )


def _points(told: Sequence[Any]) -> tuple[float | None, ...]:
    return tuple(None if v is None else value(v) for v in told)


def _line(told: Attributes) -> tuple[Stroke, bool]:
    stepped = told.must("shape", "linear", "hv") == "hv"
    return Stroke(colour(told("color")), told("width", 2), told.must("dash", "solid", "dot")), stepped


def _marks(told: Attributes, count: int) -> tuple[Mark, ...]:
    line = told.below("line")
    tint, thick = told("color"), line("width", 0)
    edge = Stroke(colour(line("color")), thick) if thick and line("color") else None
    found = []
    for named in told.several("symbol", count, "circle"):
        symbol = named.removesuffix("-open")
        if symbol not in SYMBOLS:
            raise UnsupportedError(f"'scatter.marker.symbol' must be one of {', '.join(SYMBOLS)} (got {named!r})")
        fill = colour(tint) if tint else None
        if named != symbol:
            if fill is None:
                raise UnsupportedError(f"'scatter.marker.color' must be given for a symbol {named!r} (got None)")
            found.append(Mark(symbol, told("size", 6), None, Stroke(fill, thick or 1)))
        else:
            found.append(Mark(symbol, told("size", 6), None if SYMBOLS[symbol].open else fill, edge))
    return tuple(found)


def _bars(told: Attributes, share: float, heaps: dict[float, float] | None, size: float) -> Bars:
    """Bars; `heaps` are the ends so far at each place, if they stand on each other."""
    upright = told.must("orientation", "v", "h") == "v"
    along, across = (told("y"), told("x")) if upright else (told("x"), told("y"))
    drawn = [i for i, (a, b) in enumerate(zip(along, across, strict=True)) if a is not None and b is not None]
    at = tuple(value(across[i]) for i in drawn)
    base, widths = told.several("base", len(along), 0), told.several("width", len(along), share)
    start = [value(base[i]) for i in drawn]
    if heaps is not None:
        start = [heaps.get(place, 0) for place in at]
    end = [s + float(along[i]) for s, i in zip(start, drawn, strict=True)]
    if heaps is not None:
        heaps |= dict(zip(at, end, strict=True))
    fills, key = _fills(told.below("marker"), len(along))
    return Bars(
        yaxis="y",
        upright=upright,
        at=at,
        start=tuple(start),
        end=tuple(end),
        width=tuple(float(widths[i]) for i in drawn),
        fills=tuple(fills[i] for i in drawn),
        texts=_bar_texts(told, fills, size) if told("text") is not None else (),
        errors=_errors(told, len(along), None),
        name=told("name", ""),
        key=key,
    )


def _fills(told: Attributes, count: int) -> tuple[list[Fill], Fill]:
    tints = [colour(c) for c in told.several("color", count)]
    line, pattern = told.below("line"), told.below("pattern")
    outline = Stroke(colour(line("color")), line("width", 0)) if line("width", 0) else None
    line.skip("color")  # of a line without width
    shape = pattern.must("shape", "", "/", "\\", "x", ".")
    drawn = Pattern(shape, colour(pattern("fgcolor")), pattern("size", 8), pattern("solidity", 0.3)) if shape else None
    ground = (0.0, 0.0, 0.0, 0.0)  # a pattern stands in the place of the colour
    fills = [Fill(ground if drawn else tint, outline, drawn) for tint in tints]
    if fills:
        return fills, fills[0]
    return fills, Fill(ground, outline, drawn)


def _bar_texts(told: Attributes, fills: list[Fill], size: float) -> tuple[Written, ...]:
    """The texts of bars; those with bars all of whose values are given, as ours are."""
    told.must("textangle", 0)
    told.skip("cliponaxis")  # a text is never cut
    font = told.below("textfont")
    tints = [colour(c) if c else None for c in font.several("color", len(fills))]
    where = told.must("textposition", "inside", "outside")
    shrinks = told.must("constraintext", "both", "none") == "both"
    anchor = told.must("insidetextanchor", "end", "middle", "start")
    letter = font("size", size)
    return tuple(
        Written(read(text, letter), tint or on(fill.ground), where, shrinks, anchor)
        for text, tint, fill in zip(told("text"), tints, fills, strict=True)
    )


def _errors(told: Attributes, count: int, inherited: Colour | None) -> tuple[Errors, ...]:
    found = []
    for key in ("error_x", "error_y"):
        if not told(key):
            continue
        error = told.below(key)
        tint = colour(error("color")) if error("color") else inherited
        if tint is None:
            raise UnsupportedError(f"'bar.{key}.color' must be given (got None)")
        less, more = (tuple(error.several(side, count)) for side in ("arrayminus", "array"))
        found.append(Errors(key == "error_y", less, more, error("width", 4), Stroke(tint, error("thickness", 2))))
    return tuple(found)


# --- axes -----------------------------------------------------------------------------------------------------------


def _axis(
    told: Attributes,
    traces: Sequence[Scatter | Bars],
    name: str,
    marks: str,
    size: float,
    foot: str = "x",
) -> Axis:
    """The axis `name`; `marks` are the decimal and the thousands mark, `foot` the axis at the end of which it stands."""
    told.skip("fixedrange")
    told.must("type", "linear", "date")
    told.must("tickangle", 0)
    if told("anchor", "y" if name == "x" else "x") != foot:
        raise UnsupportedError(f"'{name}axis.anchor' must be {foot!r} (got {told('anchor')!r})")
    font = told.below("tickfont")
    ink, letter = colour(font("color")), font("size", size)
    turned = told.must("autorange", True, "reversed") == "reversed"
    from_zero = told.must("rangemode", "normal", "tozero") == "tozero"
    span = told("range")
    low, high = (value(span[0]), value(span[1])) if span else _range(traces, name, turned, from_zero)
    if low == high:  # of a chart of nothing
        high = low + 1
    grid, zero = colour(told("gridcolor", "#444444")), colour(told("zerolinecolor", "#444444"))
    return Axis(
        span=(low, high),
        domain=tuple(told("domain", (0, 1))),
        ticks=_ticks(told, (low, high), marks, letter),
        side=told.must("side", "bottom", "top") if name == "x" else told.must("side", "left"),
        ink=ink,
        line=colour(told("linecolor", "#444444")),
        grid=grid if told.must("showgrid", True, False) else None,
        zero=zero if told.must("zeroline", True, False) and min(low, high) < 0 < max(low, high) else None,
        grows=told.must("automargin", False, True),
    )


def _range(traces: Sequence[Scatter | Bars], name: str, turned: bool, from_zero: bool) -> tuple[float, float]:
    """The range that Plotly finds for an axis of rows from the top, or of lengths of bars from zero."""
    bars = [t for t in traces if isinstance(t, Bars)]
    if name == "y" and turned:
        rows = [at + side * 0.5 for t in bars for at in t.at for side in (1, -1)]
        return max(rows, default=0.5), min(rows, default=-0.5)
    if name == "x" and from_zero:
        return 0, max((e for t in bars for e in t.end), default=0) / 0.95
    raise UnsupportedError(f"'{name}axis.range' must be given (got None)")


def _ticks(told: Attributes, span: tuple[float, float], marks: str, size: float) -> tuple[tuple[float, Lettering], ...]:
    if told.must("tickmode", "auto", "array") == "array" or told("tickvals"):
        return tuple((value(v), read(t, size)) for v, t in zip(told("tickvals"), told("ticktext"), strict=True))
    told.must("tickformat", ",d")
    low, high = sorted(span)
    step = _step((high - low) / told("nticks", 6))
    found = []
    for i in range(round(low // step), round(high // step) + 1):
        at = i * step
        if low <= at <= high and at == int(at):  # a count has no ticks between whole numbers
            found.append((at, read(f"{int(at):,}".replace(",", marks[1]), size)))
    return tuple(found)


def _step(rough: float) -> float:
    """Plotly's step between ticks: the next of 2, 5, 10 times a power of ten that is not smaller than `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * times for times in (2, 5, 10) if power * times >= rough)


# --- what stands on the plot ----------------------------------------------------------------------------------------


def _shape(told: Attributes) -> Shape:
    line = told.below("line")
    thick = line("width", 2)
    stroke = Stroke(colour(line("color", "#444444")), thick, line.must("dash", "solid", "dash")) if thick else None
    told.must("type", "rect", "line")
    return Shape(
        x=(value(told("x0")), value(told("x1"))),
        y=(value(told("y0")), value(told("y1"))),
        x_paper=told.must("xref", "x", "paper") == "paper",
        y_paper=told.must("yref", "y", "paper") == "paper",
        fill=colour(told("fillcolor")) if told("fillcolor") else None,
        line=stroke,
        below=told.must("layer", "above", "below") == "below",
    )


def _annotation(told: Attributes, size: float, ink: Colour) -> Annotation:
    told.must("showarrow", False)
    font = told.below("font")
    x_paper, y_paper = (told.must(f"{a}ref", a, "paper") == "paper" for a in "xy")
    return Annotation(
        text=read(told("text"), font("size", size)),
        ink=colour(font("color")) if font("color") else ink,
        x=value(told("x")),
        y=value(told("y")),
        x_paper=x_paper,
        y_paper=y_paper,
        x_anchor=told.must("xanchor", *(() if x_paper else ("center",)), "left"),
        y_anchor=told.must("yanchor", *(() if y_paper else ("middle",)), "top", "bottom"),
        shift=told("xshift", 0),
    )
