"""Regions by day: how many of the shown events fall on each day of each region or country."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.layer.times import DAY
from dashboard.views.charts.base import HOVER, Chart, Scope, blank, hover, pick, short
from dashboard.views.style import INK, readable, shade
from dashboard.views.tallies import Grid, by_day, by_day_head, day_label, day_of, events, note, region_of


def matrix(scope: Scope) -> Chart:
    """A cell for each region and day with events, darker the more there are. Cells without events are blank."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    grid = by_day(layer, scope.filter, scope.shown)
    regions, days = grid.regions, grid.days
    names = [words.name(layer.area_names(r)) for r in regions]
    filled = [(regions.index(r), days.index(d), n) for (r, d), n in sorted(grid.cells.items())]
    most = max((n for _, _, n in filled), default=1)
    fills = [shade(n, most, theme) for _, _, n in filled]

    figure = blank(scope, 40 + 24 * max(len(regions), 1), margin={"l": 8, "r": 4, "t": 24, "b": 4})
    figure.add_bar(
        x=[d for _, d, _ in filled],
        y=[0.9] * len(filled),
        base=[round(r - 0.45, 2) for r, _, _ in filled],
        width=0.92,
        marker={"color": fills},
        text=[words.number(n) for _, _, n in filled],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",  # else a telephone would show the numbers too small to read
        textfont={"size": 10, "color": [readable(f, theme) for f in fills]},
        customdata=[
            [
                pick(area=regions[r], from_=days[d].isoformat(), to=(days[d] + DAY).isoformat())
                if regions[r] in layer.known_areas
                else "",
                hover(names[r], words.day(days[d]), events(words, n)),
            ]
            for r, d, n in filled
        ],
        hovertemplate=HOVER,
    )
    figure.update_xaxes(
        side="top",
        range=[-0.5, len(days) - 0.5],
        tickmode="array",
        tickvals=list(range(len(days))),
        ticktext=[day_label(words, days, i) for i in range(len(days))],
        tickangle=0,
        tickfont={"size": 11},
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(regions))),
        ticktext=[short(n, 22) for n in names],
        tickfont={"size": 10},
        range=[len(regions) - 0.5, -0.5],
        automargin=True,
        zeroline=False,
    )
    _outline(scope, figure, grid)
    said = note(grid, words)
    return Chart(figure, f"{_alt(scope, names, grid)} {said}", said)


def _outline(scope: Scope, figure: go.Figure, grid: Grid) -> None:
    """A line around the cell of the open event."""
    event = scope.chosen
    if event is None:
        return
    region, day = region_of(scope.layer, event.place_id), day_of(event)
    if region in grid.regions and day in grid.days:
        row, column = grid.regions.index(region), grid.days.index(day)
        figure.add_shape(
            type="rect",
            x0=column - 0.48,
            x1=column + 0.48,
            y0=row - 0.48,
            y1=row + 0.48,
            line={"color": INK[scope.theme], "width": 2.5},
        )


def _alt(scope: Scope, names: list[str], grid: Grid) -> str:
    words, cells = scope.words, grid.cells
    text = by_day_head(words, cells.total())
    for region, name in zip(grid.regions, names, strict=True):
        said = [f"{words.short_day(d)}: {words.number(cells[region, d])}" for d in grid.days if cells[region, d]]
        text += f" {name} – {', '.join(said)}."
    return text
