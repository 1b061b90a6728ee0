"""The toll as it was told: the number of dead by the time at which each number was published, and by whom.

A step is a change of the count. The withdrawn 164 of 9 January is struck through, and no line leads from it anywhere: between
its withdrawal and the 225 of 15 January there was no official total.
"""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime

from dashboard.layer.records import Figure
from dashboard.layer.times import parse_utc
from dashboard.views.charts.base import Chart, Scale, Scope, almaty_day, alpha, blank, legend, time_knots
from dashboard.views.charts.claims import Drawing, Family, claims, height, in_article, place_with
from dashboard.views.style import FORCES, INK, MUTED, STREET, WORLD
from dashboard.views.toll import attributed, group_words, official, official_total, published, told, withdrawn

SCALE = Scale(
    (
        (datetime(2022, 1, 4, 18, tzinfo=UTC), 0.0),
        (datetime(2022, 1, 20, tzinfo=UTC), 0.54),
        (datetime(2022, 9, 1, tzinfo=UTC), 0.85),
        (datetime(2026, 3, 1, tzinfo=UTC), 1.0),
    )
)
"""Half of the axis for the two weeks in which the number moved, and the rest for four years."""


def place_of(scope: Scope) -> str:
    """The place whose toll is shown: a town or region that the filter names, or the country."""
    return place_with(scope, "killed", frozenset({"total"}))


def family_of(scope: Scope, figure: Figure) -> str:
    """Officials' totals, officials' numbers of security forces, of other groups, and what all others said."""
    if not official(scope.layer, figure):
        return "others"
    if official_total(scope.layer, figure):
        return "total"
    return "security_forces" if figure.group == "security_forces" else "groups"


def toll(scope: Scope) -> Chart:
    """The chart for the whole country, or for the town that the filter names."""
    layer, words, theme = scope.layer, scope.words, scope.theme
    at, place_id = scope.filter.known_at, place_of(scope)
    figures = claims(scope, "killed", place_id)
    ink, muted = INK[theme], MUTED[theme]
    light = theme == "light"
    red = STREET.light if light else STREET.dark
    families = {
        "groups": Family(words("other groups"), muted, "circle"),
        "others": Family(words("other sources"), WORLD.light if light else WORLD.dark, "diamond"),
        "security_forces": Family(words("security forces"), FORCES.light if light else FORCES.dark, "square", goes_on=True),
        "total": Family(words("official total"), ink, "circle", numbers=True, goes_on=True),
    }
    figure = blank(scope, 330, margin={"l": 34, "r": 10, "t": 26, "b": 28})
    drawing = Drawing(figure, scope, SCALE, figures, families, lambda f: family_of(scope, f))
    time_knots(figure, SCALE.knots)
    _no_total(scope, drawing, figures)
    _article(drawing, figures, red)
    drawing.draw()
    drawing.struck(red)
    drawing.as_of()
    SCALE.axis(figure, _ticks(scope))
    top = max((height(f) or 0 for f in layer_figures(scope, place_id)), default=10)
    figure.update_yaxes(range=[-top * 0.02, top * 1.12], nticks=6, tickformat=",d", zeroline=False)
    legend(figure, 3)
    note = words(
        "By time of publication: a step is a change of the count, not a time of death. The axis is compressed after 20 January"
        " 2022. Groups and the total: by officials. Triangle: at least. Hollow: contradicted or unverified."
    )
    toll_ = told(layer, at, place_id)
    head = words(
        "Chart of the number of dead by the time at which it was published, {place}.",
        place=words.name(layer.places[place_id].names),
    )
    parts = [head, toll_.headline(words)]
    for key in ("total", "security_forces"):
        mine = [f for f in figures if family_of(scope, f) == key]
        if mine:
            told_ = "; ".join(_told(scope, f) for f in mine)
            parts.append(f"{families[key].label}: {told_}.")
    others = [f for f in figures if family_of(scope, f) == "others"]
    if others:
        said = "; ".join(f"{group_words(layer, f.group, words)}: {_told(scope, f)}" for f in others)
        parts.append(f"{families['others'].label}: {said}.")
    return Chart(figure, " ".join(parts), note)


def layer_figures(scope: Scope, place_id: str) -> list[Figure]:
    """Every number of the place, whenever published, so that the axis stays as the moment of knowledge moves."""
    return [
        f for f in scope.layer.figures.values() if f.measure == "killed" and f.place_id == place_id and height(f) is not None
    ]


def _told(scope: Scope, figure: Figure) -> str:
    text = attributed(scope.layer, figure, scope.words)
    if withdrawn(figure, scope.filter.known_at):
        text += " – " + scope.words.label("figure_status", "retracted")
    return text


def _no_total(scope: Scope, drawing: Drawing, figures: list[Figure]) -> None:
    """Mark the time between the withdrawal of a total and the next official one."""
    words, at = scope.words, scope.filter.known_at
    totals = [f for f in figures if family_of(scope, f) == "total"]
    for figure in totals:
        if not withdrawn(figure, at) or not figure.retracted_at:
            continue
        start = parse_utc(figure.retracted_at)
        later = [f for f in totals if published(f)[0] >= start]
        end = min((published(f)[0] for f in later), default=at)
        if end is None or end <= start:
            continue
        x0, x1 = SCALE(start), SCALE(end)
        fill = alpha(MUTED[scope.theme], 0.16)
        drawing.figure.add_shape(
            type="rect", x0=x0, x1=x1, y0=0, y1=1, yref="paper", fillcolor=fill, line={"width": 0}, layer="below"
        )
        drawing.figure.add_annotation(
            x=(x0 + x1) / 2 if x1 - x0 > 0.1 else x1,
            xanchor="center" if x1 - x0 > 0.1 else "left",  # too narrow for its label: that stands beyond it
            y=1,
            yref="paper",
            yanchor="top",
            text="<br>".join(textwrap.wrap(words("no official total"), 13)),
            showarrow=False,
            font={"size": 11, "color": MUTED[scope.theme]},
        )


def _article(drawing: Drawing, figures: list[Figure], colour: str) -> None:
    """Mark when the seed article was written, and ring the numbers that it had."""
    scope, words = drawing.scope, drawing.scope.words
    known_at = scope.filter.known_at
    first, last = scope.layer.article_written
    if known_at is not None and known_at < first:
        return
    x0, x1 = SCALE(first), SCALE(last)
    drawing.figure.add_shape(
        type="rect", x0=x0, x1=x1, y0=0, y1=1, yref="paper", fillcolor=alpha(colour, 0.16), line={"width": 0}, layer="below"
    )
    drawing.figure.add_annotation(
        x=x0,
        y=1,
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        text=words("the article"),
        showarrow=False,
        font={"size": 11, "color": colour},
        xshift=-4,
    )
    mine = [f for f in figures if in_article(scope.layer, f)]
    if mine:
        drawing.figure.add_scatter(
            x=[drawing.at[f.figure_id] for f in mine],
            y=[height(f) for f in mine],
            mode="markers",
            name=words("in the article"),
            marker={"symbol": "circle-open", "size": 17, "color": colour, "line": {"width": 2}},
            hoverinfo="skip",
        )


def _ticks(scope: Scope) -> list[tuple[datetime, str]]:
    words = scope.words
    days = [(almaty_day(date(2022, 1, d)), words.short_day(date(2022, 1, d)) if d == 5 else str(d)) for d in (5, 8, 11, 15, 18)]
    months = [(almaty_day(date(2022, m, 1)), f"{m}/22") for m in (3, 6)]
    years = [(almaty_day(date(y, 1, 1)), str(y)) for y in (2023, 2026)]
    return days + months + years
