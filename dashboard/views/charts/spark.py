"""The spark: the price of liquefied gas in tenge a litre, from 2011 to the price caps that followed the protests.

Prices are single reports. A line only joins those of Zhanaozen in their order; between two of them nothing is known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dashboard.layer.times import parse_utc
from dashboard.locale import Words
from dashboard.views.charts.base import HOVER, Cells, Chart, Scale, Scope, area_pick, blank, hover, key, legend, time_knots
from dashboard.views.style import FORCES, INK, MUTED, STREET

TOWN = "zhanaozen"

SCALE = Scale(
    (
        (datetime(2011, 10, 1, tzinfo=UTC), 0.0),
        (datetime(2020, 1, 1, tzinfo=UTC), 0.14),
        (datetime(2021, 12, 28, tzinfo=UTC), 0.42),
        (datetime(2022, 1, 8, tzinfo=UTC), 0.82),
        (datetime(2022, 7, 6, tzinfo=UTC), 0.88),
        (datetime(2024, 3, 1, tzinfo=UTC), 1.0),
    )
)
"""Two fifths of the axis for the eleven days in which the price broke."""


@dataclass(frozen=True)
class Price:
    """What was paid or set at a place: tenge a litre, from `low` to `high`. `day` is as exact as the table tells.

    `weak` marks a source of which the table itself says so.
    """

    place_id: str
    day: str
    low: float
    high: float
    cap: bool
    weak: bool

    @property
    def at(self) -> datetime:
        """Where it is drawn: midday, or the middle of a month of which the day is not told."""
        start = parse_utc(self.day)
        return start + (timedelta(days=14) if len(self.day) == 7 else timedelta(hours=6))


def prices(table: tuple[Cells, ...]) -> list[Price]:
    """The prices of the table in its order. Two rows of a date that the table calls ends of one range become one.

    Others of a date are a price before and after a rise, and stay two.
    """
    found: list[Price] = []
    open_low = False
    for row in table:
        value, cap = float(row["tenge_per_litre"]), row["note"].startswith("ceiling")
        weak = "weak source" in row["note"] or "low confidence" in row["note"]
        last = found[-1] if found else None
        if open_low and last is not None and (last.place_id, last.day) == (row["place_id"], row["date"]):
            found[-1] = Price(last.place_id, last.day, last.low, value, cap, weak)
        else:
            found.append(Price(row["place_id"], row["date"], value, value, cap, weak))
        open_low = "low end" in row["note"]
    return found


def _cap_words(span: Price, count: int, words: Words) -> str:
    value, day = _value(span, words), _day(span, words)
    return words.plural(
        "price cap in {n} region or city: {value} tenge a litre, from {day}",
        "price cap in {n} regions and cities: {value} tenge a litre, from {day}",
        count,
        value=value,
        day=day,
    )


def _value(price: Price, words: Words) -> str:
    low, high = words.number(price.low), words.number(price.high)
    return low if low == high else f"{low}–{high}"


def _day(price: Price, words: Words) -> str:
    if len(price.day) == 7:
        return words.month(date.fromisoformat(price.day + "-01"))
    return words.day(date.fromisoformat(price.day))


def _told(scope: Scope, price: Price) -> list[str]:
    words = scope.words
    amount = words("{value} tenge a litre", value=_value(price, words))
    return [words.name(scope.layer.places[price.place_id].names), amount, _day(price, words)]


def spark(scope: Scope) -> Chart:
    """Prices as points, those of Zhanaozen joined, and the caps by region as a span from the lowest to the highest."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    light = theme == "light"
    orange, blue = (STREET.light, FORCES.light) if light else (STREET.dark, FORCES.dark)
    found = prices(layer.tables["lpg_prices"])
    figure = blank(scope, 290, margin={"l": 34, "r": 12, "t": 10, "b": 28})
    time_knots(figure, SCALE.knots)
    own = [p for p in found if p.place_id == TOWN and not p.cap]
    others = [p for p in found if p.place_id != TOWN and not p.cap]
    line = {"color": orange, "width": 1.5, "dash": "dot", "shape": "hv"}
    at = _apart(own)
    figure.add_scatter(x=at, y=[p.high for p in own], mode="lines", line=line, hoverinfo="skip", showlegend=False)
    for name, mine, xs, colour, symbol in (
        (words.name(layer.places[TOWN].names), own, at, orange, "circle"),
        (words("other places"), others, _apart(others), INK[theme] if light else MUTED[theme], "diamond"),
    ):
        figure.add_scatter(
            x=xs,
            y=[p.high for p in mine],
            mode="markers",
            marker={"symbol": [f"{symbol}-open" if p.weak else symbol for p in mine], "size": 8, "color": colour},
            error_y={
                "array": [None] * len(mine),
                "arrayminus": [p.high - p.low or None for p in mine],
                "width": 4,
                "thickness": 1.5,
            },
            customdata=[[area_pick(layer, p.place_id), hover(*_told(scope, p))] for p in mine],
            hovertemplate=HOVER,
            showlegend=False,
        )
        key(figure, name, {"color": colour}, symbol)
    capped: dict[str, list[Price]] = defaultdict(list)
    for price in found:
        if price.cap:
            capped[price.day].append(price)
    spans = []
    for day, several in capped.items():
        low, high = min(p.low for p in several), max(p.high for p in several)
        spans.append((Price("", day, low, high, True, False), len(several)))
    texts = [_cap_words(span, count, words) for span, count in spans]
    figure.add_scatter(
        x=[SCALE(s.at) for s, _ in spans],
        y=[s.high for s, _ in spans],
        mode="markers",
        name=words("price cap, lowest to highest"),
        marker={"symbol": "line-ew", "size": 14, "line": {"width": 2.5, "color": blue}},
        error_y={
            "array": [0] * len(spans),
            "arrayminus": [s.high - s.low for s, _ in spans],
            "width": 7,
            "thickness": 2.5,
            "color": blue,
        },
        customdata=[["", hover(t)] for t in texts],
        hovertemplate=HOVER,
    )
    SCALE.axis(figure, _ticks(words), pad=0.03)
    figure.update_yaxes(range=[0, max(p.high for p in found) * 1.1], nticks=6, tickformat=",d")
    legend(figure, 3)
    note = words(
        "Tenge a litre, as single sources report it. The dotted line only joins the reports from Zhanaozen. The axis is uneven:"
        " January 2022 is drawn wide. Hollow: weak source."
    )
    head = words("Chart of the price of liquefied gas.")
    said = "; ".join(", ".join(_told(scope, p)) for p in [*own, *others])
    return Chart(figure, f"{head} {said}; {'; '.join(texts)}. {note}", note)


def _apart(mine: list[Price]) -> list[float]:
    """Positions; two prices of one date at one place stand beside each other, in their order."""
    found: list[float] = []
    for i, price in enumerate(mine):
        again = i > 0 and (mine[i - 1].place_id, mine[i - 1].day) == (price.place_id, price.day)
        found.append(round(found[-1] + 0.012, 4) if again else SCALE(price.at))
    return found


def _ticks(words: Words) -> list[tuple[datetime, str]]:
    years = [(datetime(y, 1, 1, tzinfo=UTC), str(y)) for y in (2012, 2020, 2021)]
    days = [(datetime(2022, 1, d, tzinfo=UTC), words.short_day(date(2022, 1, d)) if d == 1 else str(d)) for d in (1, 6)]
    return [*years, *days, (datetime(2022, 7, 6, tzinfo=UTC), "7/22"), (datetime(2024, 1, 1, tzinfo=UTC), "2024")]
