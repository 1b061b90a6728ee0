"""Where: the shown events by region or country, or by single place where nearly all of them share one region."""

from __future__ import annotations

from dashboard.views.charts.base import HOVER, Chart, Scope, area_pick, blank, hover, short
from dashboard.views.style import FAMILIES
from dashboard.views.tallies import by_place, by_place_head


def places(scope: Scope) -> Chart:
    """Horizontal bars by family of category, the longest first."""
    words = scope.words
    rows = by_place(scope.layer, scope.shown, words)
    picks = [area_pick(scope.layer, r.area) for r in rows]
    totals = [r.families.total() for r in rows]

    figure = blank(scope, max(120, 34 + 24 * len(rows)), barmode="stack")
    for family in FAMILIES:
        label = words.label("family", family.family_id)
        filled = [(i, r.name, r.families[family.family_id]) for i, r in enumerate(rows) if r.families[family.family_id]]
        if filled:
            figure.add_bar(
                y=[i for i, _, _ in filled],
                x=[n for _, _, n in filled],
                orientation="h",
                name=label,
                marker={"color": family.light if scope.theme == "light" else family.dark},
                customdata=[[picks[i], hover(name, f"{label}: {words.number(n)}")] for i, name, n in filled],
                hovertemplate=HOVER,
            )
    labels = [short(r.name) for r in rows]
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(rows))), ticktext=labels, autorange="reversed", automargin=True
    )
    figure.update_xaxes(rangemode="tozero", nticks=6, tickformat=",d")
    figure.add_scatter(
        x=totals,
        y=list(range(len(rows))),
        mode="text",
        text=[f" {words.number(n)}" for n in totals],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(margin={"l": 8, "r": 34, "t": 4, "b": 24})
    alt = by_place_head(words, len(scope.shown))
    told = [f"{r.name}: {words.number(n)}" for r, n in zip(rows, totals, strict=True)]
    return Chart(figure, f"{alt}. {' · '.join(told)}." if told else f"{alt}.")
