"""What all charts share: the figure with its words, what it is drawn from, the template, axes of time, colours, picks.

Axes of time carry Almaty civil time as naive texts: Plotly knows no zones, and every chart names the zone in words.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.times import ALMATY, to_utc, zone
from dashboard.locale import Words
from dashboard.views.style import INK, MUTED
from dashboard.views.tallies import region_of

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}
"""Plotly's own configuration: no tool bar, nothing fetched from elsewhere."""

Cells = dict[str, str]
"""A row of one of the plain tables of the layer: text by column."""

HOVER_WIDTH = 44
"""Characters of a line of hover text: as much as a telephone shows."""


@dataclass(frozen=True)
class Chart:
    """A figure, the sentence that tells it to those who cannot see it, and a line to stand under it."""

    figure: go.Figure
    alt: str
    note: str = ""

    def __post_init__(self) -> None:
        # A pick changes the page; the chart itself shall not dim what was not picked.
        self.figure.update_traces(unselected_marker_opacity=1)


@dataclass(frozen=True)
class Scope:
    """What a chart is drawn from: the layer, the filter, the events that pass it, the open event, language and theme."""

    layer: Layer
    filter: Filter
    shown: Sequence[Event]
    chosen: Event | None
    words: Words
    theme: str


# --- the template ---------------------------------------------------------------------------------------------------


def blank(scope: Scope, height: int, **layout: Any) -> go.Figure:
    """An empty figure of `height` pixels in the look of all charts; `layout` goes on top of it."""
    theme = scope.theme
    sample = scope.words.number(12345.5)  # which shows the marks of the language
    grid = "rgba(27,31,36,0.12)" if theme == "light" else "rgba(232,234,237,0.14)"
    axis = {
        "gridcolor": grid,
        "zerolinecolor": grid,
        "linecolor": MUTED[theme],
        "tickfont": {"color": MUTED[theme]},
        "fixedrange": True,
    }
    font = "Source Sans, Noto Sans, sans-serif"
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": font, "size": 13, "color": INK[theme]},
        margin={"l": 36, "r": 8, "t": 8, "b": 28},
        xaxis=axis,
        yaxis=axis,
        hoverlabel={"font": {"family": font}, "align": "left"},
        barmode="overlay",
        bargap=0.08,
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        uirevision="qantar",
        separators=sample[-2] + sample[2],
        height=height,
    )
    figure.update_layout(**layout)
    return figure


LEGEND: dict[str, Any] = {
    "orientation": "h",
    "yanchor": "top",
    "x": 0,
    "font": {"size": 11},
    "itemwidth": 30,
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}


def legend(figure: go.Figure, rows: int, axis: int = 24) -> None:
    """Put the legend under the plot, with room for `rows` lines on a telephone. The plot keeps its height.

    `axis` is the height in pixels of the tick labels between the two.
    """
    line = 20  # pixels of a line of the legend
    margin = figure.layout.margin
    plot = figure.layout.height - margin.t - margin.b
    bottom = axis + line * rows + 6
    figure.update_layout(
        showlegend=True,
        legend={**LEGEND, "y": -round((axis + 4) / plot, 3)},
        height=plot + margin.t + bottom,
        margin={"b": bottom},
    )


def key(figure: go.Figure, name: str, marker: Mapping[str, Any], symbol: str = "square") -> None:
    """A line of the legend that belongs to no trace of its own."""
    figure.add_scatter(
        x=[None], y=[None], mode="markers", name=name, marker={"symbol": symbol, "size": 11, **marker}, hoverinfo="skip"
    )


def key_bar(figure: go.Figure, name: str, marker: Mapping[str, Any]) -> None:
    """A line of the legend with the look of a bar, such as its hatching."""
    figure.add_bar(x=[None], y=[None], name=name, marker=marker, hoverinfo="skip")


# --- colours --------------------------------------------------------------------------------------------------------


def alpha(colour: str, share: float) -> str:
    """A hex colour with an opacity of `share`."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


def hatch(colour: str, shape: str) -> dict[str, Any]:
    """The marker of a bar whose extent is not certain: hatched, with a fine outline."""
    line = {"color": colour, "width": 1}
    return {
        "color": alpha(colour, 0.12),
        "line": line,
        "pattern": {"shape": shape, "fgcolor": colour, "size": 5, "solidity": 0.25},
    }


# --- texts ----------------------------------------------------------------------------------------------------------


def hover(*lines: str) -> str:
    """Lines of hover text: escaped, as Plotly reads a little markup, and wrapped, as it does not wrap. Empty ones go."""
    wrapped = [part for line in lines if line for part in textwrap.wrap(line, HOVER_WIDTH, break_on_hyphens=False)]
    return "<br>".join(html.escape(part, quote=False) for part in wrapped)


HOVER = "%{customdata[1]}<extra></extra>"
"""The hover template of every trace with ``customdata`` of pick and text."""


def short(name: str, limit: int = 30) -> str:
    """`name` cut to `limit` characters."""
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"


def two_lines(name: str, width: int = 25) -> str:
    """`name` as a label of at most two lines of `width` characters."""
    parts = textwrap.wrap(name, width, max_lines=2, placeholder="…", break_on_hyphens=False)
    return "<br>".join(html.escape(p, quote=False) for p in parts)


# --- picks ----------------------------------------------------------------------------------------------------------


def pick(**parameters: str) -> str:
    """URL parameters that the page applies when a mark is picked; ``from_`` stands for ``from``."""
    return urlencode({k.rstrip("_"): v for k, v in parameters.items()}, safe=",:")


def area_pick(layer: Layer, area: str) -> str:
    """The pick that narrows the page to `area`, or none where no event lies in it."""
    return pick(area=area) if area in layer.known_areas else ""


def window_pick(start: datetime, end: datetime) -> str:
    """The pick of a window of time, UTC moments."""
    return pick(from_=civil(start), to=civil(end))


# --- time -----------------------------------------------------------------------------------------------------------


def civil(moment: datetime) -> str:
    """A UTC moment as Almaty civil time to the minute, without a zone: ``2022-01-05T18:00``."""
    return moment.astimezone(zone(ALMATY)).strftime("%Y-%m-%dT%H:%M")


def almaty_day(day: date) -> datetime:
    """The UTC moment at which `day` begins in Almaty."""
    return to_utc(datetime.combine(day, time()), ALMATY).astimezone(UTC)


def day_axis(figure: go.Figure, words: Words, start: datetime, end: datetime, axis: str = "xaxis", every: int = 1) -> None:
    """A linear axis of time from `start` to `end` (UTC) with a line at each midnight of Almaty.

    The first label and the first in a month name the month, the others the day alone, so that they fit a telephone.
    """
    first = start.astimezone(zone(ALMATY)).date()
    count = (end.astimezone(zone(ALMATY)).date() - first).days + 1
    days = [first + timedelta(days=i) for i in range(count)]
    days = [d for d in days if start <= almaty_day(d) < end]
    ticks = days[::every] if every > 2 else days  # a line at every midnight, unless there are too many
    labels = [
        (words.short_day(d) if i == 0 or d.month != ticks[i - 1].month else str(d.day)) if every > 2 or i % every == 0 else ""
        for i, d in enumerate(ticks)
    ]
    figure.update_layout(
        {
            axis: {
                "type": "date",
                "range": [civil(start), civil(end)],
                "tickmode": "array",
                "tickvals": [d.isoformat() for d in ticks],
                "ticktext": labels,
                "tickangle": 0,
            }
        }
    )


@dataclass(frozen=True)
class Scale:
    """An axis of time that runs fast where little happens: linear between `knots`, pairs (UTC moment, position).

    Such a chart must say that its axis is uneven.
    """

    knots: tuple[tuple[datetime, float], ...]

    def __call__(self, moment: datetime) -> float:
        """The position of `moment`, held within the ends."""
        knots = self.knots
        moment = min(max(moment, knots[0][0]), knots[-1][0])
        for (left, low), (right, high) in pairwise(knots):
            if moment <= right:
                return round(low + (high - low) * ((moment - left) / (right - left)), 4)
        return knots[-1][1]

    def axis(self, figure: go.Figure, ticks: Sequence[tuple[datetime, str]], pad: float = 0.015) -> None:
        """Lay the scale under `figure`, with `ticks` (moment, label)."""
        figure.update_xaxes(
            range=[self.knots[0][1] - pad, self.knots[-1][1] + pad],
            tickmode="array",
            tickvals=[self(moment) for moment, _ in ticks],
            ticktext=[label for _, label in ticks],
            tickangle=0,
            zeroline=False,
        )


def time_knots(figure: go.Figure, knots: Sequence[tuple[datetime, Any]]) -> None:
    """Tell the page how the axis of time runs, so that it can lay the window over the chart while the brush moves.

    `knots` are pairs (UTC moment, position on the x axis) between which the axis is linear. The window is no part of the
    figure: a chart that does not depend on it stays the same chart and is not sent or drawn again.
    """
    figure.update_layout(meta={"knots": [[int(m.timestamp() // 60), at] for m, at in knots]})


# --- places ---------------------------------------------------------------------------------------------------------


def regions_named(scope: Scope) -> set[str]:
    """The admin-1 units of Kazakhstan that the filter's areas name or lie in; empty where it names none of them."""
    found = set()
    for area in scope.filter.areas:
        region = region_of(scope.layer, area) if area in scope.layer.places else area
        if region.startswith("KZ-"):
            found.add(region)
    return found
