"""The internet shutdown as each measurer saw it: one row a measurer and place, every window with the state it reports."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from dashboard.layer.times import parse_utc
from dashboard.locale import Words
from dashboard.views.charts import bars
from dashboard.views.charts.bars import Ends, Stretch
from dashboard.views.charts.base import (
    Cells,
    Chart,
    Scope,
    blank,
    civil,
    day_axis,
    hover,
    key_bar,
    legend,
    time_knots,
    two_lines,
    window_pick,
)
from dashboard.views.style import STATE, WORLD
from dashboard.views.toll import COUNTRY

SPAN = (datetime(2022, 1, 1, 18, tzinfo=UTC), datetime(2022, 1, 11, 18, tzinfo=UTC))
"""2 to 11 January in Almaty, UTC."""

OPEN_END = timedelta(hours=10)
"""How long an open end takes to fade. A length of ink, not of time."""

PATTERNS = {"offline": "", "degraded": "x", "online": ".", "baseline": "."}


def _colour(state: str, theme: str) -> str:
    family = {"offline": STATE, "degraded": STATE}.get(state, WORLD)
    return family.light if theme == "light" else family.dark


def _state(state: str, words: Words) -> str:
    return {
        "offline": words("offline"),
        "degraded": words("disturbed"),
        "online": words("online"),
        "baseline": words("ordinary level"),
    }.get(state, state)


def _measurer(row: Cells, words: Words) -> str:
    """Who measured or reported, by the words of the table."""
    name = row["measured_by"]
    return {
        "NetBlocks (baseline: ordinary level)": "NetBlocks",
        "Access Now / local media reports": words("local media, by Access Now"),
        "reporters of Moi Gorod": words("reporters of Moi Gorod"),
        "NetBlocks, as cited by ICT-Online": words("NetBlocks, by ICT-Online"),
        "TASS correspondents": words("TASS correspondents"),
        "RFE/RL count": words("count by RFE/RL"),
        "IODA, read by net4people": words("IODA, read by net4people"),
        "local media via Interfax": words("local media, by Interfax"),
    }.get(name, name)


def _network(row: Cells, words: Words) -> str:
    network = row["network"]
    mobile = words("mobile internet")
    return {
        "fixed": words("fixed lines"),
        "mobile": mobile,
        "mobile: Kcell, Beeline, Tele2": f"{mobile}: Kcell, Beeline, Tele2",
        "data-centre networks": words("data centres"),
    }.get(network, network)


def _told(scope: Scope, row: Cells) -> list[str]:
    words = scope.words
    state = _state(row["state"], words)
    if row["percent_of_normal"]:
        share = words.percent(float(row["percent_of_normal"]) / 100)
        state += ", " + words("{share} of the ordinary level", share=share)
    start = words.stamp(parse_utc(row["start"]))
    end = words.stamp(parse_utc(row["end"])) if row["end"] else words("end not told")
    place = words.name(scope.layer.places[row["place_id"]].names)
    return [f"{_measurer(row, words)}: {state}", ", ".join(t for t in (place, _network(row, words)) if t), f"{start} – {end}"]


def shutdown(scope: Scope) -> Chart:
    """Rows in the order in which they begin; an end that nobody tells fades."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    table = [r for r in layer.tables["connectivity"] if parse_utc(r["start"]) < SPAN[1]]
    rows: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for row in table:
        rows[_measurer(row, words), row["place_id"]].append(row)
    labels, drawn = [], []
    for i, ((measurer, place_id), windows) in enumerate(rows.items()):
        place = "" if place_id == COUNTRY else f" – {words.name(layer.places[place_id].names)}"
        labels.append(two_lines(f"{measurer}{place}", 24))
        windows.sort(key=lambda r: r["start"])
        for n, row in enumerate(windows):
            start = max(parse_utc(row["start"]), SPAN[0])
            ends: Ends = "sure"
            if row["end"]:
                end = parse_utc(row["end"])
            else:
                ends = "opens_right"
                following = [parse_utc(r["start"]) for r in windows[n + 1 :]]
                end = min([start + OPEN_END, *(f for f in following if f > start)])
            target = window_pick(parse_utc(row["start"]), parse_utc(row["end"])) if row["end"] else ""
            state = row["state"]
            readable = row["percent_of_normal"] and not PATTERNS[state]  # no text on a pattern
            share = words.percent(float(row["percent_of_normal"]) / 100) if readable else ""
            drawn.append(
                Stretch(
                    i, start, end, _colour(state, theme), ends, target, hover(*_told(scope, row)), 0.6, share, PATTERNS[state]
                )
            )
    figure = blank(scope, 40 + 30 * len(rows), margin={"l": 8, "r": 8, "t": 24, "b": 8})
    bars.draw(figure, drawn)
    day_axis(figure, words, *SPAN, every=2)
    figure.update_xaxes(side="top")
    bars.rows(figure, labels)
    time_knots(figure, [(m, civil(m)) for m in SPAN])
    for state in ("offline", "degraded", "online"):
        colour, pattern = _colour(state, theme), PATTERNS[state]
        key_bar(figure, _state(state, words), bars.patterned(colour, pattern) if pattern else {"color": colour})
    legend(figure, 3, axis=0)
    note = words("Each measurer counts in its own way; many hours are approximate. Fading: end not told. Almaty time.")
    told = ". ".join("; ".join(_told(scope, row)) for row in table)
    alt = words("Chart of the internet shutdown: who measured what, and when.") + f" {told}. {note}"
    return Chart(figure, alt, note)
