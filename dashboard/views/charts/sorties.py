"""The air bridge by day: aircraft and flights in and out as they were reported, and the days of each contingent.

The reports overlap (planned, landed, cumulative): they stand side by side and are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import plotly.graph_objects as go

from dashboard.locale import Words
from dashboard.views.charts.base import (
    HOVER,
    Cells,
    Chart,
    Scope,
    area_pick,
    blank,
    civil,
    day_axis,
    hatch,
    hover,
    key,
    key_bar,
    legend,
    time_knots,
)
from dashboard.views.charts.deployment import contingents
from dashboard.views.style import FORCES, INK, MUTED, PROPERTY, STATE, STREET, WORLD

SPAN = (datetime(2022, 1, 5, 18, tzinfo=UTC), datetime(2022, 1, 19, 18, tzinfo=UTC))
"""6 to 19 January in Almaty, UTC."""

COUNTRIES = {"Russia": "RU", "Belarus": "BY", "Armenia": "AM", "Tajikistan": "TJ", "Kyrgyzstan": "KG"}
"""The contingents by the names of the table; "all" and "civilians" are of no one country."""

COLOURS = {"RU": FORCES, "BY": STREET, "TJ": WORLD, "KG": PROPERTY, "AM": STATE}

CLAIMANTS = {
    "Tokayev": "president-tokayev",
    "Mir 24": "mir-24",
    "Russian MoD": "russian-defence-ministry",
    "AKIpress": "akipress",
    "Zas": "csto-secretariat",
    "TASS": "tass",
}
"""The claimants of the table by their ids."""


def _colour(country: str, theme: str) -> str:
    family = COLOURS[country]
    return family.light if theme == "light" else family.dark


def _kind(row: Cells, words: Words) -> str:
    kind = row["count_kind"]
    if "cumulative" in kind:
        return words("flights, running total")
    return {
        "aircraft": words("aircraft"),
        "planned sorties": words("planned flights"),
        "planned aircraft": words("planned aircraft"),
        "landed": words("landed"),
        "landed in 24 hours": words("landed in 24 hours"),
    }.get(kind, kind)


def _who(scope: Scope, row: Cells) -> str:
    claimant = scope.layer.claimants.get(CLAIMANTS.get(row["claimant"], ""))
    return scope.words.name(claimant.names) if claimant else row["claimant"]


def _count(row: Cells, words: Words) -> str:
    return words.label("qualifier", row["qualifier"]).format(value=words.number(int(row["count"])))


def _sure(row: Cells) -> bool:
    """Whether the aircraft flew, on that day: neither a plan, nor a date that is assumed."""
    return "planned" not in row["count_kind"] and "date assumed" not in row["note"]


def _told(scope: Scope, row: Cells) -> str:
    words = scope.words
    way = words("into Kazakhstan") if row["direction"] == "in" else words("out of Kazakhstan")
    who = words.country(COUNTRIES[row["contingent"]]) if row["contingent"] in COUNTRIES else ""
    doubt = words("date assumed")
    assumed = f" ({doubt})" if "date assumed" in row["note"] else ""
    head = f"{who}: " if who else ""
    day = words.day_of(row["date"])
    return f"{head}{_count(row, words)} – {_kind(row, words)}, {way}, {day}{assumed}; {_who(scope, row)}"


def sorties(scope: Scope) -> Chart:
    """Bars upwards for flights in, downwards for flights out; below them the days of each contingent."""
    words, theme = scope.words, scope.theme
    table = scope.layer.tables["sorties"]
    daily = [r for r in table if "cumulative" not in r["count_kind"] and r["contingent"] in COUNTRIES]
    running = [r for r in table if "cumulative" in r["count_kind"] and r["contingent"] == "all"]
    figure = blank(scope, 320)

    by_day: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for row in daily:
        by_day[row["date"], row["direction"]].append(row)
    looks: dict[tuple[str, bool], list[tuple[datetime, int, float, str, str]]] = defaultdict(list)
    for (day, way), rows in by_day.items():
        width = 0.8 / max(len(rows), 2)
        tallest = max(int(r["count"]) for r in rows)  # the one number that a telephone has room for
        for i, row in enumerate(rows):
            offset = (i - (len(rows) - 1) / 2) * width
            count = int(row["count"])
            number = words.number(count) if count == tallest else ""
            country = COUNTRIES[row["contingent"]]
            place = _noon(day) + timedelta(days=offset)
            height = count if way == "in" else -count
            looks[country, _sure(row)].append((place, height, width, number, _told(scope, row)))
    for (country, sure), bars in looks.items():
        colour = _colour(country, theme)
        figure.add_bar(
            x=[civil(b[0]) for b in bars],
            y=[b[1] for b in bars],
            width=[round(b[2] * 0.9 * 86_400_000) for b in bars],
            marker={"color": colour} if sure else hatch(colour, "/"),
            customdata=[["", hover(b[4])] for b in bars],
            hovertemplate=HOVER,
            text=[b[3] for b in bars],
            textposition="outside",
            textfont={"size": 11, "color": MUTED[theme]},
            textangle=0,
            constraintext="none",
            cliponaxis=False,
            showlegend=False,
        )
    _presence(scope, figure)
    day_axis(figure, words, *SPAN, every=2)
    figure.update_layout(
        yaxis={"domain": [0.42, 1], "range": [-48, 28], "tickvals": [-40, -20, 0, 20], "ticktext": ["40", "20", "0", "20"]},
        xaxis={"anchor": "y2", "showgrid": True},
        margin={"l": 8, "r": 10, "t": 18},
    )
    figure.update_yaxes(automargin=True)
    ink = MUTED[theme]
    for y, text in ((1.0, words("in")), (0.42, words("out"))):
        figure.add_annotation(
            xref="paper", x=0.005, yref="paper", y=y, text=text, showarrow=False, xanchor="left",
            yanchor="top" if y == 1.0 else "bottom", font={"size": 12, "color": ink},
        )  # fmt: skip
    time_knots(figure, [(m, civil(m)) for m in SPAN])
    key(figure, words("arrival"), {"color": ink}, "triangle-up")
    key(figure, words("departure"), {"color": ink}, "triangle-down")
    key_bar(figure, words("planned, or date assumed"), hatch(ink, "/"))
    legend(figure, 3)
    note = words("Reports overlap and must not be added up.")
    if running:
        totals = "; ".join(_told(scope, r) for r in running)
        note += " " + words("Running totals: {totals}.", totals=totals)
    told = "; ".join(_told(scope, r) for r in daily)
    days = "; ".join(f"{words.country(r['country'])} {_days(r, words)}" for r in contingents(scope))
    alt = words("Chart of the flights of the CSTO contingents by day.") + f" {told}. "
    alt += words("Contingents in the country: {days}.", days=days) + f" {note}"
    return Chart(figure, alt, note)


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(day + "T06:00").replace(tzinfo=UTC)  # 12:00 in Almaty


def _days(row: Cells, words: Words) -> str:
    """The days of a contingent in the country."""
    return words.days(date.fromisoformat(row["first_arrival"]), date.fromisoformat(row["last_departure"]))


def _presence(scope: Scope, figure: go.Figure) -> None:
    """A lane for each contingent from the day of its arrival to that of its departure."""
    words, theme = scope.words, scope.theme
    rows = contingents(scope)
    for i, row in enumerate(rows):
        colour = _colour(row["country"], theme)
        name = words.country(row["country"])
        first, last = row["first_arrival"], row["last_departure"]
        text = hover(name, _days(row, words))
        target = area_pick(scope.layer, row["country"])
        figure.add_scatter(
            x=[civil(_noon(first)), civil(_noon(last))],
            y=[i, i],
            yaxis="y2",
            mode="lines+markers",
            line={"color": colour, "width": 3},
            marker={"symbol": ["triangle-up", "triangle-down"], "size": 11, "color": colour},
            customdata=[[target, text], [target, text]],
            hovertemplate=HOVER,
            showlegend=False,
        )
    figure.update_layout(
        yaxis2={
            "domain": [0, 0.34],
            "range": [len(rows) - 0.4, -0.6],
            "tickvals": list(range(len(rows))),
            "ticktext": [words.country(r["country"]) for r in rows],
            "tickfont": {"size": 11, "color": INK[theme]},
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
        }
    )
