"""Regions by day: how many of the shown events fall on each day of each region or country."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import plotly.graph_objects as go

from dashboard.layer.records import Event
from dashboard.layer.times import ALMATY, DAY, zone
from dashboard.views.charts.base import HOVER, Chart, Scope, blank, hover, pick, readable, region_of, short, tint
from dashboard.views.style import INK, STREET

FIRST, LAST = date(2022, 1, 2), date(2022, 1, 20)
"""The days that are drawn, unless the window of the filter is shorter than `LONGEST` days."""

LONGEST = 21

TOP_ROWS = 18
"""How many regions and countries are named; events elsewhere are told in the note."""


def day_of(event: Event) -> date | None:
    """The day of Almaty on which an event began, or ``None`` where it is vaguer than a day."""
    if event.interval.end - event.interval.start > DAY:
        return None
    return event.interval.start.astimezone(zone(ALMATY)).date()


def days_of(scope: Scope) -> list[date]:
    """The days of the filter's window, or those from the first to the last of :data:`FIRST` and :data:`LAST`."""
    first, last = FIRST, LAST
    start, end = scope.filter.start, scope.filter.end
    if start is not None and end is not None and end - start <= LONGEST * DAY:
        first = start.astimezone(zone(ALMATY)).date()
        last = max(first, (end - timedelta(minutes=1)).astimezone(zone(ALMATY)).date())
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def matrix(scope: Scope) -> Chart:
    """A cell for each region and day with events, darker the more there are. Cells without events are blank."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    days = days_of(scope)
    cells: Counter[tuple[str, date]] = Counter()
    vague = elsewhere = 0
    for event in scope.shown:
        day = day_of(event)
        if day is None:
            vague += 1
        elif day in days:
            cells[region_of(layer, event.place_id), day] += 1
        else:
            elsewhere += 1
    totals: Counter[str] = Counter()
    for (region, _), count in cells.items():
        totals[region] += count
    regions = sorted(totals, key=lambda r: (-totals[r], r))
    elsewhere += sum(totals[r] for r in regions[TOP_ROWS:])
    regions = regions[:TOP_ROWS]
    names = [words.name(layer.area_names(r)) for r in regions]
    filled = [(regions.index(r), days.index(d), n) for (r, d), n in sorted(cells.items()) if r in regions]
    most = max((n for _, _, n in filled), default=1)
    fills = [_fill(n, most, theme) for _, _, n in filled]

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
                hover(names[r], words.day(days[d]), words.plural("{n} event", "{n} events", n)),
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
        ticktext=[_label(scope, days, i) for i in range(len(days))],
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
    _outline(scope, figure, regions, days)
    note = words("Days of Almaty.")
    if vague:
        note += " " + words.plural(
            "{n} event is not known to the day and left out.", "{n} events are not known to the day and left out.", vague
        )
    if elsewhere:
        note += " " + words.plural(
            "{n} event lies outside the days and regions drawn.",
            "{n} events lie outside the days and regions drawn.",
            elsewhere,
        )
    return Chart(figure, f"{_alt(scope, regions, names, days, cells)} {note}", note)


def _fill(count: int, most: int, theme: str) -> str:
    """The colour of a cell: of one event still well apart from the ground."""
    return tint(STREET.light if theme == "light" else STREET.dark, theme, 0.16 + 0.84 * (count / most) ** 0.6)


def _label(scope: Scope, days: list[date], i: int) -> str:
    """The first day with its month, every second one by its number, as a telephone has room for no more."""
    if len(days) > 7 and i % 2:
        return ""
    return scope.words.short_day(days[i]) if i == 0 or days[i].day == 1 else str(days[i].day)


def _outline(scope: Scope, figure: go.Figure, regions: list[str], days: list[date]) -> None:
    """A line around the cell of the open event."""
    event = scope.chosen
    if event is None:
        return
    region, day = region_of(scope.layer, event.place_id), day_of(event)
    if region in regions and day in days:
        row, column = regions.index(region), days.index(day)
        figure.add_shape(
            type="rect",
            x0=column - 0.48,
            x1=column + 0.48,
            y0=row - 0.48,
            y1=row + 0.48,
            line={"color": INK[scope.theme], "width": 2.5},
        )


def _alt(scope: Scope, regions: list[str], names: list[str], days: list[date], cells: Counter[tuple[str, date]]) -> str:
    words = scope.words
    text = words.plural("Table of {n} event by region and day.", "Table of {n} events by region and day.", sum(cells.values()))
    for region, name in zip(regions, names, strict=True):
        said = [f"{words.short_day(d)}: {words.number(cells[region, d])}" for d in days if cells[region, d]]
        text += f" {name} – {', '.join(said)}."
    return text
