"""Detentions as they were told: running totals of people detained by the time of publication, each group by itself.

The ministry's count of people brought to the police, people held in criminal cases and the numbers of towns are different
things: no line joins them, and none is added to another.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from dashboard.layer.records import Figure
from dashboard.views.charts.base import Chart, Scale, Scope, almaty_day, blank, legend, time_knots
from dashboard.views.charts.claims import Drawing, Family, claims, fate, height, place_with
from dashboard.views.style import FORCES, INK, STATE, WORLD
from dashboard.views.toll import attributed, official

SCALE = Scale(
    (
        (datetime(2022, 1, 3, 18, tzinfo=UTC), 0.0),
        (datetime(2022, 1, 19, tzinfo=UTC), 0.68),
        (datetime(2022, 9, 1, tzinfo=UTC), 1.0),
    )
)
"""Two thirds of the axis for the days of the running totals."""


def place_of(scope: Scope) -> str:
    """The place whose detentions are shown: a town or region that the filter names, or the country."""
    return place_with(scope, "detained", frozenset({"protesters", "suspects", "total"}))


def family_of(scope: Scope, figure: Figure) -> str:
    """The groups that officials counted, and what all others said."""
    if not official(scope.layer, figure):
        return "others"
    return figure.group if figure.group in {"protesters", "suspects", "total"} else "others"


def detentions(scope: Scope) -> Chart:
    """The chart for the whole country, or for the town that the filter names."""
    layer, words, theme = scope.layer, scope.words, scope.theme
    light = theme == "light"
    place_id = place_of(scope)
    figures = claims(scope, "detained", place_id)
    families = {
        "others": Family(words("other sources"), WORLD.light if light else WORLD.dark, "diamond"),
        "total": Family(words("officials: no group named"), STATE.light if light else STATE.dark, "cross"),
        "suspects": Family(words("officials: suspects"), FORCES.light if light else FORCES.dark, "square"),
        "protesters": Family(words("officials: running total"), INK[theme], "circle"),
    }
    figure = blank(scope, 300, margin={"l": 46, "r": 10, "t": 12, "b": 28})
    drawing = Drawing(figure, scope, SCALE, figures, families, lambda f: family_of(scope, f))
    time_knots(figure, SCALE.knots)
    drawing.draw()
    drawing.struck(INK[theme])
    drawing.as_of()
    SCALE.axis(figure, _ticks(scope))
    every = [f for f in layer.figures.values() if f.measure == "detained" and f.place_id == place_id]
    top = max((height(f) or 0 for f in every), default=10)
    figure.update_yaxes(range=[-top * 0.02, top * 1.1], nticks=6, tickformat=",d", zeroline=False)
    legend(figure, 3)
    note = words(
        "By time of publication. Running totals; most people were released within days. The axis is compressed after 19 January"
        " 2022. Triangle: at least. Hollow: contradicted or unverified."
    )
    place = words.name(layer.places[place_id].names)
    parts = [words("Chart of the number of people detained by the time at which it was published, {place}.", place=place)]
    for key, family in reversed(families.items()):
        mine = [f for f in figures if family_of(scope, f) == key]
        if mine:
            parts.append(f"{family.label}: {'; '.join(_told(scope, f) for f in mine)}.")
    return Chart(figure, " ".join([*parts, note]), note)


def _told(scope: Scope, figure: Figure) -> str:
    text, how = attributed(scope.layer, figure, scope.words), fate(scope.layer, figure, scope.filter.known_at, scope.words)
    return f"{text} – {how}" if how else text


def _ticks(scope: Scope) -> list[tuple[datetime, str]]:
    words = scope.words
    days = [(almaty_day(date(2022, 1, d)), words.short_day(date(2022, 1, d)) if d == 5 else str(d)) for d in (5, 8, 11, 14, 17)]
    return days + [(almaty_day(date(2022, m, 1)), f"{m}/22") for m in (3, 7)]
