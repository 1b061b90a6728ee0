"""Plotly charts of the filtered events: when, and where. One template for light and dark, always with a text alternative."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.times import ALMATY, zone
from dashboard.layer.vocabulary import CATEGORIES
from dashboard.locale import Words
from dashboard.views.style import FAMILIES, FAMILY_OF, INK, MUTED, Family

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}
"""Plotly's own configuration: no tool bar, nothing fetched from elsewhere."""

TOP_PLACES = 9
"""How many places the second chart names; the rest are summed in one bar, so that nothing is lost."""


@dataclass(frozen=True)
class Chart:
    """A figure and the sentence that tells it to those who cannot see it."""

    figure: go.Figure
    alt: str


def _template(theme: str) -> dict[str, Any]:
    grid = "rgba(27,31,36,0.12)" if theme == "light" else "rgba(232,234,237,0.14)"
    axis = {
        "gridcolor": grid,
        "zerolinecolor": grid,
        "linecolor": MUTED[theme],
        "tickfont": {"color": MUTED[theme]},
        "fixedrange": True,
    }
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, Noto Sans, sans-serif", "size": 13, "color": INK[theme]},
        "margin": {"l": 36, "r": 8, "t": 8, "b": 28},
        "xaxis": axis,
        "yaxis": axis,
        "hoverlabel": {"font": {"family": "Source Sans, Noto Sans, sans-serif"}},
        "barmode": "stack",
        "bargap": 0.08,
        "showlegend": False,
        "dragmode": False,
        "uirevision": "qantar",
    }


_LEGEND = {
    "orientation": "h",
    "yanchor": "top",
    "y": -0.18,
    "x": 0,
    "font": {"size": 12},
    "itemwidth": 30,
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}


def shade(category: str, theme: str) -> str:
    """The colour of a category in a chart: its family's, lighter or darker by its rank in the family."""
    family = FAMILY_OF[category]
    siblings = [c for c in CATEGORIES if FAMILY_OF[c] is family]
    steps = (0.0, 0.22, -0.35, -0.6) if theme == "light" else (0.0, 0.32, -0.28, 0.55)  # each at least 3:1 on its ground
    amount = steps[siblings.index(category)]
    colour = family.light if theme == "light" else family.dark
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    target = 255 if amount > 0 else 0
    mixed = [round(c + (target - c) * abs(amount)) for c in channels]
    return "#" + "".join(f"{c:02X}" for c in mixed)


# --- when -----------------------------------------------------------------------------------------------------------


def bins(filter_: Filter, extent: tuple[datetime, datetime]) -> list[datetime]:
    """Edges (UTC) of the bins for the window of `filter_`: hours, then quarters of a day, days and months of Almaty time."""
    start, end = filter_.start or extent[0], filter_.end or extent[1]
    length = end - start
    if length <= timedelta(days=2):
        step = timedelta(hours=1)
    elif length <= timedelta(days=5):
        step = timedelta(hours=6)
    elif length <= timedelta(days=62):
        step = timedelta(days=1)
    else:
        return _month_edges(start, end)
    local = start.astimezone(zone(ALMATY))
    grain = min(24, int(step / timedelta(hours=1)))
    base = local.replace(hour=local.hour // grain * grain, minute=0)
    edges = [base.astimezone(start.tzinfo)]
    while edges[-1] < end:
        edges.append(edges[-1] + step)
    return edges


def _month_edges(start: datetime, end: datetime) -> list[datetime]:
    first = start.astimezone(zone(ALMATY)).replace(day=1, hour=0, minute=0)
    edges = [first]
    while edges[-1] < end:
        at = edges[-1]
        edges.append(at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1))
    return [e.astimezone(start.tzinfo) for e in edges]


def spread(event: Event, edges: Sequence[datetime]) -> list[float]:
    """How an event counts in each bin: in shares of its interval, so that a day's event is not put at any one hour.

    The shares over all bins add up to 1 for an event that overlaps them at all.
    """
    overlaps = []
    for left, right in pairwise(edges):
        overlaps.append(max(0.0, (min(event.interval.end, right) - max(event.interval.start, left)).total_seconds()))
    total = sum(overlaps)
    return [o / total for o in overlaps] if total else overlaps


def timeline(layer: Layer, filter_: Filter, shown: Sequence[Event], words: Words, theme: str) -> Chart:
    """Stacked bars by category over the window; events vaguer than a bin are spread over it, hatched."""
    edges = bins(filter_, layer.extent)
    step = edges[1] - edges[0] if len(edges) > 1 else timedelta(hours=1)
    sharp: dict[str, list[float]] = defaultdict(lambda: [0.0] * (len(edges) - 1))
    vague = [0.0] * (len(edges) - 1)
    for event in shown:
        parts = spread(event, edges)
        if event.interval.end - event.interval.start <= step:
            sharp[event.category][parts.index(max(parts))] += 1
            continue
        for i, part in enumerate(parts):
            vague[i] += part
    local = [e.astimezone(zone(ALMATY)) for e in edges[:-1]]
    labels = [_bin_label(a, step, words) for a in local]
    x = [a.replace(tzinfo=None) for a in local]
    width = [(b - a).total_seconds() * 1000 for a, b in pairwise(edges)]
    figure = go.Figure(layout={"template": {}})

    def bars(heights: Sequence[float], name: str, marker: dict[str, Any], digits: int) -> None:
        filled = [i for i, h in enumerate(heights) if h]  # empty bins are not sent: most are
        figure.add_bar(
            x=[x[i] for i in filled],
            y=[round(heights[i], 3) for i in filled],
            width=[width[i] * 0.92 for i in filled],
            offset=[width[i] * 0.04 for i in filled],
            name=name,
            marker=marker,
            customdata=[labels[i] for i in filled],
            hovertemplate=f"%{{customdata}}<br>%{{fullData.name}}: %{{y:.{digits}f}}<extra></extra>",
        )

    for category in CATEGORIES:
        if category in sharp:
            bars(sharp[category], words.label("category", category), {"color": shade(category, theme)}, 0)
    if any(vague):
        hatch = {"shape": "/", "fgcolor": MUTED[theme], "size": 5}
        outline = {"color": MUTED[theme], "width": 1}
        bars(vague, words("time not exact"), {"color": "rgba(0,0,0,0)", "line": outline, "pattern": hatch}, 1)
    figure.update_layout(**_template(theme), height=230)
    figure.update_layout(showlegend=True, legend=_LEGEND)
    ticks = _ticks(local, step)
    figure.update_xaxes(
        tickmode="array",
        tickvals=[t.replace(tzinfo=None) for t in ticks],
        ticktext=[_tick_label(t, step, words) for t in ticks],
        tickangle=0,
        range=[x[0], edges[-1].astimezone(zone(ALMATY)).replace(tzinfo=None)] if x else None,
    )
    figure.update_yaxes(rangemode="tozero", nticks=5, tickformat=",d")
    return Chart(figure, _timeline_alt(filter_, shown, labels, sharp, vague, words))


def _bin_label(start: datetime, step: timedelta, words: Words) -> str:
    if step > timedelta(days=20):
        return words.month(start.date())
    if step >= timedelta(days=1):
        return words.day(start.date())
    end = start + step
    return f"{words.short_day(start.date())} {start:%H:%M}–{'24:00' if end.hour == 0 else f'{end:%H:%M}'}"


def _ticks(starts: Sequence[datetime], step: timedelta) -> list[datetime]:
    wanted = 7
    if step < timedelta(hours=6) and len(starts) <= 48:
        every = 3 if len(starts) > 12 else 1
        return [s for s in starts if s.hour % every == 0]
    if step < timedelta(days=1):
        return [s for s in starts if s.hour == 0]
    every = max(1, -(-len(starts) // wanted))
    return list(starts)[::every]


def _tick_label(moment: datetime, step: timedelta, words: Words) -> str:
    if step > timedelta(days=20):
        return f"{moment:%m/%Y}"
    if step < timedelta(hours=6):
        return f"{moment:%H:%M}"
    return words.short_day(moment.date())


def _timeline_alt(
    filter_: Filter,
    shown: Sequence[Event],
    labels: Sequence[str],
    sharp: dict[str, list[float]],
    vague: Sequence[float],
    words: Words,
) -> str:
    heights = [sum(row[i] for row in sharp.values()) + vague[i] for i in range(len(labels))]
    text = words.plural("Bar chart of {n} event over time", "Bar chart of {n} events over time", len(shown))
    text += f", {words.window(filter_.start, filter_.end)}."
    if shown:
        peak = max(range(len(heights)), key=heights.__getitem__)
        text += " " + words("Most in {bin}.", bin=labels[peak])
        by_category = Counter(e.category for e in shown).most_common(3)
        text += " " + words.all_of([f"{words.label('category', c)}: {words.number(n)}" for c, n in by_category]) + "."
    return text


# --- where ----------------------------------------------------------------------------------------------------------


def by_place(layer: Layer, shown: Sequence[Event], words: Words, theme: str) -> Chart:
    """Horizontal bars by family of category: regions and countries, or single places where all events share one city."""
    regions = {_region(layer, e) for e in shown}
    key: Callable[[Event], str] = (lambda e: _region(layer, e)) if len(regions) > 1 else (lambda e: e.place_id)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in shown:
        counts[key(event)][FAMILY_OF[event.category].family_id] += 1
    ranked = sorted(counts, key=lambda k: (-counts[k].total(), k))
    top, rest = ranked[:TOP_PLACES], ranked[TOP_PLACES:]
    if len(rest) == 1:
        top, rest = ranked, []
    names = [_short(words.name(layer.area_names(k))) for k in top]
    rows = [counts[k] for k in top]
    if rest:
        names.append(words.plural("{n} other place", "{n} other places", len(rest)))
        rows.append(sum((counts[k] for k in rest), Counter()))
    figure = go.Figure(layout={"template": {}})
    for family in FAMILIES:
        values = [row[family.family_id] for row in rows]
        if any(values):
            figure.add_bar(
                y=list(range(len(rows))),
                x=values,
                orientation="h",
                name=words.label("family", family.family_id),
                marker={"color": _colour(family, theme)},
                hovertemplate="%{fullData.name}: %{x}<extra></extra>",
            )
    figure.update_layout(**_template(theme), height=max(120, 34 + 24 * len(rows)))
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(rows))), ticktext=names, autorange="reversed", automargin=True
    )
    figure.update_xaxes(rangemode="tozero", nticks=6, tickformat=",d")
    figure.add_scatter(
        x=[row.total() for row in rows],
        y=list(range(len(rows))),
        mode="text",
        text=[f" {words.number(row.total())}" for row in rows],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(margin={"l": 8, "r": 34, "t": 4, "b": 24})
    alt = words.plural("Bar chart of {n} event by place", "Bar chart of {n} events by place", len(shown))
    told = [f"{n}: {words.number(r.total())}" for n, r in zip(names, rows, strict=True)]
    return Chart(figure, f"{alt}. {' · '.join(told)}." if told else f"{alt}.")


def _region(layer: Layer, event: Event) -> str:
    place = layer.places[event.place_id]
    if place.country != "KZ":
        return place.country
    return place.admin1 or place.place_id


def _colour(family: Family, theme: str) -> str:
    return family.light if theme == "light" else family.dark


def _short(name: str, limit: int = 30) -> str:
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"
