"""Published numbers against the time of their publication: what `toll` and `detentions` have in common.

Lines are drawn only where one claim took the place of another: within one measure, group and place, and never from or to a
number that was withdrawn, nor across one. A rise of the line is a change of the count, not a time of death.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.layer.load import Layer
from dashboard.layer.records import Figure
from dashboard.layer.times import MINUTE, parse_utc
from dashboard.locale import Words
from dashboard.views.card import figure_value
from dashboard.views.charts.base import HOVER, Scale, Scope, civil, hover, pick
from dashboard.views.style import INK
from dashboard.views.timewords import claimed_words
from dashboard.views.toll import COUNTRY, contested, group_words, known, published, withdrawn

FLOORS = frozenset({"at_least", "dozens", "hundreds"})
"""Qualifiers of a number that is the least that was meant."""


@dataclass(frozen=True)
class Family:
    """Claims drawn in one way: with a label, a colour, a symbol, and whether their numbers stand beside them."""

    label: str
    colour: str
    symbol: str
    numbers: bool = False
    goes_on: bool = False
    """Whether a claim that stands is drawn on to the end of the axis."""


# --- which claims, and what joins them ------------------------------------------------------------------------------


def claims(scope: Scope, measure: str, place_id: str) -> list[Figure]:
    """The numbers of `measure` for exactly this place that were out by the filter's moment, in order of publication."""
    at = scope.filter.known_at
    found = [
        f
        for f in scope.layer.figures.values()
        if f.measure == measure and f.place_id == place_id and known(f, at) and height(f) is not None
    ]
    return in_order(found)


def place_with(scope: Scope, measure: str, groups: frozenset[str]) -> str:
    """The place whose numbers are shown: a town or region that the filter names and that has some, else the country."""
    layer = scope.layer
    counted = {f.place_id for f in layer.figures.values() if f.measure == measure and f.group in groups}
    wide = {p for p in counted if layer.places[p].precision in {"city", "region"}}
    for area in sorted(scope.filter.areas):
        if area in layer.places:
            found = {area, layer.places[area].city_place_id}
        else:
            found = {p for p in wide if layer.places[p].names == layer.area_names(area)}
        if found & wide:
            return min(p for p in found & wide if p)
    return COUNTRY


def height(figure: Figure) -> float | None:
    """Where a number is drawn: its value, else the least or the most that was meant."""
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)


def in_order(figures: Sequence[Figure]) -> list[Figure]:
    """By publication; of one day those that another takes the place of come first."""
    depth: dict[str, int] = {}
    by_id = {f.figure_id: f for f in figures}

    def later(figure: Figure, seen: frozenset[str] = frozenset()) -> int:
        after = by_id.get(figure.superseded_by or "")
        if after is None or after.figure_id in seen:
            return 0
        return 1 + later(after, seen | {figure.figure_id})

    for figure in figures:
        depth[figure.figure_id] = later(figure)
    return sorted(figures, key=lambda f: (published(f)[0].date(), -depth[f.figure_id], published(f)[0], f.figure_id))


def links(layer: Layer, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs of claims that a line may join: the later took the place of the earlier, or its claimant said it again.

    Never a withdrawn number, nor across one of the same group and place, nor two groups, places or measures.
    """
    by_id = {f.figure_id: f for f in figures}
    gone = [f for f in figures if f.status == "retracted"]
    found = []
    for figure in figures:
        after = by_id.get(figure.superseded_by or "") or _said_again(layer, figure, figures)
        if after is None or "retracted" in {figure.status, after.status}:
            continue
        if _series(figure) != _series(after):
            continue
        across = (g for g in gone if _series(g) == _series(figure))
        if any(published(figure)[0] <= published(g)[0] <= published(after)[1] for g in across):
            continue
        found.append((figure, after))
    return found


def _series(figure: Figure) -> tuple[str, str, str]:
    return figure.measure, figure.group, figure.place_id


def _said_again(layer: Layer, figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The next claim of the same number by the same official claimant.

    Two different numbers that both stand may be about different things, such as all who were detained and those still
    held; a newsroom's own count and the official one that it quotes years later are no series either.
    """
    if figure.superseded_by or figure.status != "standing" or layer.claimants[figure.claimant_id].kind != "official":
        return None
    same = (f for f in figures if f.claimant_id == figure.claimant_id and _series(f) == _series(figure))
    later = (f for f in same if f.value == figure.value and f.status == "standing" and published(f)[0] >= published(figure)[1])
    return min(later, key=lambda f: published(f)[0], default=None)


# --- where a claim stands on the axis -------------------------------------------------------------------------------


def moments(figures: Sequence[Figure]) -> dict[str, datetime]:
    """Where each claim is drawn: within the minute, day, month or year of its publication, and in order.

    Claims of one day are spread over it, so that a line of them never runs back.
    """
    found: dict[str, datetime] = {}
    last: datetime | None = None
    for i, figure in enumerate(figures):
        first, end = published(figure)
        begin = max(first, last) if last is not None and last < end else first
        following = [f for f in figures[i + 1 :] if published(f)[0] < end]
        inside = [published(f)[0] for f in following if published(f)[1] - published(f)[0] <= MINUTE]
        limit = min((m for m in inside if m > begin), default=end)
        rivals = sum(1 for f in following if published(f)[0] < limit)
        found[figure.figure_id] = begin + (limit - begin) / (rivals + 2)
        last = found[figure.figure_id]
    return found


def last_moment(figure: Figure) -> datetime:
    """The last minute at which the claim was surely out and, if it was withdrawn, still stood: the moment a pick opens."""
    end = published(figure)[1] - MINUTE
    return min(end, parse_utc(figure.retracted_at) - MINUTE) if figure.retracted_at else end


def in_article(layer: Layer, figure: Figure) -> bool:
    """Whether a statement of the seed article rests on the figure, and the figure was out before the article was written.

    The statements are also linked with the later figures that bear them out or contradict them.
    """
    linked = any(figure.figure_id in s.figure_ids for s in layer.statements)
    return linked and published(figure)[0] < layer.article_written[0]


# --- drawing --------------------------------------------------------------------------------------------------------


@dataclass
class Drawing:
    """Claims being drawn on `figure` over `scale`. `family_of` tells in which way a claim is drawn."""

    figure: go.Figure
    scope: Scope
    scale: Scale
    figures: list[Figure]
    families: dict[str, Family]
    family_of: Callable[[Figure], str]

    def __post_init__(self) -> None:
        self.at = {k: self.scale(v) for k, v in self._moments().items()}

    def _moments(self) -> dict[str, datetime]:
        """Each series has an order of its own; claims of different series do not push each other."""
        found: dict[str, datetime] = {}
        for series in dict.fromkeys((self.family_of(f), *_series(f)) for f in self.figures):
            found |= moments([f for f in self.figures if (self.family_of(f), *_series(f)) == series])
        return found

    def draw(self) -> None:
        """Lines first, then ranges, then the claims themselves."""
        for key, family in self.families.items():
            mine = [f for f in self.figures if self.family_of(f) == key]
            if mine:
                self._lines(mine, family)
        for key, family in self.families.items():
            mine = [f for f in self.figures if self.family_of(f) == key]
            if mine:
                self._marks(mine, family)

    def _lines(self, mine: list[Figure], family: Family) -> None:
        known_at = self.scope.filter.known_at
        x: list[float | None] = []
        y: list[float | None] = []
        joined = links(self.scope.layer, mine)
        for before, after in joined:
            left, right = self.at[before.figure_id], self.at[after.figure_id]
            x += [left, right, right, None]
            y += [height(before), height(before), height(after), None]
        if family.goes_on:
            left_behind = {before.figure_id for before, _ in joined}
            layer = self.scope.layer
            # only the newest claim of a series goes on: an older one of another office stands, but is not the state of things
            newest = {_series(f): f for f in sorted(mine, key=lambda f: (self.at[f.figure_id], f.figure_id))}.values()
            ends = [f for f in newest if f.figure_id not in left_behind and not withdrawn(f, known_at)]
            end = self.scale(known_at) if known_at else self.scale.knots[-1][1]
            for figure in ends:
                open_ended = not contested(layer, figure, known_at) and figure.status != "retracted"
                if open_ended and self.at[figure.figure_id] < end:
                    x += [self.at[figure.figure_id], end, None]
                    y += [height(figure), height(figure), None]
        if x:
            line = {"color": family.colour, "width": 2}
            self.figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)

    def _marks(self, mine: list[Figure], family: Family) -> None:
        layer, known_at = self.scope.layer, self.scope.filter.known_at
        open_ = [contested(layer, f, known_at) or withdrawn(f, known_at) for f in mine]
        base = ["triangle-up" if f.qualifier in FLOORS else family.symbol for f in mine]
        mode = "markers"
        marks: dict[str, Any] = {
            "x": [self.at[f.figure_id] for f in mine],
            "y": [height(f) for f in mine],
            "marker": {
                "symbol": [f"{symbol}-open" if hollow else symbol for symbol, hollow in zip(base, open_, strict=True)],
                "size": 9 if family.numbers else 8,
                "color": family.colour,
                "line": {"width": 1.5, "color": family.colour},
            },
            "customdata": [[pick(known=civil(last_moment(f))), self.told(f)] for f in mine],
        }
        spread = self._spread(mine)
        if any(f.low is not None and f.high is not None for f in mine):
            marks["error_y"] = {
                "array": [None if f.low is None or f.high is None else f.high - (height(f) or 0) for f in mine],
                "arrayminus": [None if f.low is None or f.high is None else (height(f) or 0) - f.low for f in mine],
                "width": 3,
                "thickness": 1.5,
            }
        if any(map(any, spread)):
            array, minus = ([round(s[i], 4) or None for s in spread] for i in (1, 0))
            marks["error_x"] = {"array": array, "arrayminus": minus, "width": 0, "thickness": 1}
        if family.numbers:
            mode = "markers+text"
            told = [height(f) or 0 for f in mine]
            again = [i > 0 and told[i - 1] == number for i, number in enumerate(told)]  # a number said again is not repeated
            marks["text"] = ["" if a else self.scope.words.number(n) for n, a in zip(told, again, strict=True)]
            marks["textposition"] = ["top center" if i % 2 else "bottom center" for i in range(len(mine))]
            marks["textfont"] = {"size": 11, "color": family.colour}
        self.figure.add_scatter(mode=mode, name=family.label, hovertemplate=HOVER, showlegend=False, cliponaxis=False, **marks)
        # the legend's mark is drawn apart: a trace would show the symbol of its first point, which may be hollow
        self.figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=family.label,
            marker={"symbol": family.symbol, "size": 9, "color": family.colour},
            hoverinfo="skip",
        )

    def _spread(self, mine: Sequence[Figure]) -> list[tuple[float, float]]:
        """How far the time of publication may lie to either side, where only the month or the year is known."""
        found = []
        for figure in mine:
            first, end = published(figure)
            at = self.at[figure.figure_id]
            vague = end - first > timedelta(days=2)
            found.append((at - self.scale(first), self.scale(end) - at) if vague else (0, 0))
        return found

    def struck(self, colour: str) -> None:
        """A cross over every number that had been taken back, and a dashed line through the time for which it stood."""
        gone = [f for f in self.figures if withdrawn(f, self.scope.filter.known_at)]
        if not gone:
            return
        x: list[float | None] = []
        y: list[float | None] = []
        for figure in gone:
            until = parse_utc(figure.retracted_at) if figure.retracted_at else published(figure)[1]
            x += [self.scale(published(figure)[0]), self.scale(until), None]
            y += [height(figure), height(figure), None]
        line = {"color": colour, "width": 2, "dash": "dot"}
        self.figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)
        self.figure.add_scatter(
            x=[self.at[f.figure_id] for f in gone],
            y=[height(f) for f in gone],
            mode="markers",
            name=self.scope.words.label("figure_status", "retracted"),
            marker={"symbol": "x-thin", "size": 12, "line": {"width": 2.5, "color": colour}},
            customdata=[[pick(known=civil(last_moment(f))), self.told(f)] for f in gone],
            hovertemplate=HOVER,
        )

    def told(self, figure: Figure) -> str:
        """The hover text of a claim: number, group, who, when, what became of it."""
        layer, words, at = self.scope.layer, self.scope.words, self.scope.filter.known_at
        when = claimed_words(figure.claimed_at, words, figure.claimed_at_precision)
        return hover(
            f"{figure_value(figure, words)} · {group_words(layer, figure.group, words)}",
            words.name(layer.claimants[figure.claimant_id].names),
            when,
            fate(layer, figure, at, words),
        )

    def as_of(self) -> None:
        """A line at the moment up to which figures count as published."""
        moment = self.scope.filter.known_at
        if moment is not None:
            line = {"color": INK[self.scope.theme], "width": 1.5, "dash": "dash"}
            x = self.scale(moment)
            self.figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", line=line, layer="below")


def fate(layer: Layer, figure: Figure, at: datetime | None, words: Words) -> str:
    """What had become of a claim by `at`, in a word and with the time where it was withdrawn; empty while it stands."""
    if withdrawn(figure, at):
        text = words.label("figure_status", "retracted")
        return f"{text}, {claimed_words(figure.retracted_at, words)}" if figure.retracted_at else text
    if contested(layer, figure, at):
        return words.label("figure_status", figure.status)
    if figure.superseded_by and known(layer.figures[figure.superseded_by], at):
        return words.label("figure_status", "revised")
    return ""
