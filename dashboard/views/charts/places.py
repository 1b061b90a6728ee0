"""Where: the shown events by region or country, or by single place where nearly all of them share one region."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from dashboard.layer.records import Event
from dashboard.views.charts.base import HOVER, Chart, Scope, area_pick, blank, hover, region_of, short
from dashboard.views.style import FAMILIES, FAMILY_OF

NEARLY_ALL = 0.9
"""From this share of the events on, one region says nothing more, and the places within it are told apart."""

TOP_PLACES = 9
"""How many places are named; the rest are summed in one bar, so that nothing is lost."""


def places(scope: Scope) -> Chart:
    """Horizontal bars by family of category, the longest first."""
    layer, words = scope.layer, scope.words
    regions = Counter(region_of(layer, e.place_id) for e in scope.shown)
    one = max(regions.values(), default=0) >= NEARLY_ALL * regions.total()

    def by_region(event: Event) -> str:
        return region_of(layer, event.place_id)

    def by_site(event: Event) -> str:
        return event.place_id

    where: Callable[[Event], str] = by_site if one else by_region
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in scope.shown:
        counts[where(event)][FAMILY_OF[event.category].family_id] += 1
    ranked = sorted(counts, key=lambda k: (-counts[k].total(), k))
    top, rest = ranked[:TOP_PLACES], ranked[TOP_PLACES:]
    if len(rest) == 1:
        top, rest = ranked, []
    names = [words.name(layer.area_names(k)) for k in top]
    picks = [area_pick(layer, k) for k in top]
    rows = [counts[k] for k in top]
    if rest:
        names.append(words.plural("{n} other place", "{n} other places", len(rest)))
        picks.append("")
        rows.append(sum((counts[k] for k in rest), Counter()))

    figure = blank(scope, max(120, 34 + 24 * len(rows)), barmode="stack")
    for family in FAMILIES:
        label = words.label("family", family.family_id)
        filled = [i for i, row in enumerate(rows) if row[family.family_id]]
        if filled:
            figure.add_bar(
                y=filled,
                x=[rows[i][family.family_id] for i in filled],
                orientation="h",
                name=label,
                marker={"color": family.light if scope.theme == "light" else family.dark},
                customdata=[[picks[i], hover(names[i], f"{label}: {words.number(rows[i][family.family_id])}")] for i in filled],
                hovertemplate=HOVER,
            )
    labels = [short(n) for n in names]
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(rows))), ticktext=labels, autorange="reversed", automargin=True
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
    alt = words.plural("Bar chart of {n} event by place", "Bar chart of {n} events by place", len(scope.shown))
    told = [f"{n}: {words.number(r.total())}" for n, r in zip(names, rows, strict=True)]
    return Chart(figure, f"{alt}. {' · '.join(told)}." if told else f"{alt}.")
