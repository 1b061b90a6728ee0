"""States of emergency, the counter-terrorist operation and threat levels, by region, from their start to their end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from dashboard.layer.times import interval, parse_local
from dashboard.locale import Words
from dashboard.views.charts import bars
from dashboard.views.charts.bars import Ends, Stretch
from dashboard.views.charts.base import (
    Cells,
    Chart,
    Scope,
    area_pick,
    blank,
    civil,
    day_axis,
    hover,
    pick,
    time_knots,
    two_lines,
)
from dashboard.views.scenes import almaty
from dashboard.views.style import FORCES, INK, PROPERTY, STATE, STREET, Family

SPAN = (almaty("2022-01-04T18:00"), almaty("2022-02-08"))

LANE = 26
"""Pixels of a row: two lines of its label."""

KINDS: dict[tuple[str, str], Family] = {
    ("state_of_emergency", ""): STATE,
    ("counter_terrorist_operation", ""): FORCES,
    ("terrorist_threat_level", "red"): STREET,
    ("terrorist_threat_level", "orange"): PROPERTY,
}
"""Each kind and level with its colour, in the order of the rows; a heading names it, so that colour says nothing alone."""


@dataclass(frozen=True)
class Turn:
    """Between which UTC moments something began or ended, ``[earliest, latest)``."""

    earliest: datetime
    latest: datetime

    @property
    def exact(self) -> bool:
        """Whether it is known to the hour or better."""
        return (self.latest - self.earliest).total_seconds() <= 3600


def start_of(row: Cells) -> Turn:
    """When it began."""
    span = interval(row["start"], None, row["tz"], row["start_precision"])
    return Turn(span.start, span.end)


def end_of(row: Cells, table: tuple[Cells, ...]) -> Turn:
    """When it ended. One that was lifted early at a day unknown ended before the term at which the others ran out."""
    if row["end"]:
        span = interval(row["end"], None, row["tz"], row["end_precision"])
        return Turn(span.start, span.end)
    terms = [end_of(r, ()).latest for r in table if r["kind"] == row["kind"] and r["ended_how"] == "expired" and r["end"]]
    return Turn(start_of(row).latest, max(terms, default=SPAN[1]))


def _kind(row: Cells, words: Words) -> str:
    level = {"red": words("threat level: red"), "orange": words("threat level: orange")}
    return {
        "state_of_emergency": words("state of emergency"),
        "counter_terrorist_operation": words("counter-terrorist operation"),
    }.get(row["kind"], level.get(row["level"], row["level"]))


def _moment(text: str, precision: str, words: Words) -> str:
    """A local time as exactly as it is known."""
    if not text:
        return words("day not known")
    moment = parse_local(text)
    day = words.short_day(moment)
    if "T" not in text:
        return day
    clock = text[11:]
    return f"{day} {clock if precision == 'minute' else words('about {time}', time=clock)}"


def _span(row: Cells, words: Words) -> str:
    """From when to when, and how it ended, in the local time of the region."""
    span = f"{_moment(row['start'], row['start_precision'], words)} – {_moment(row['end'], row['end_precision'], words)}"
    how = {"expired": words("ran out"), "lifted_early": words("lifted early"), "lifted": words("lifted")}
    ended = how.get(row["ended_how"], "")
    return f"{span} ({ended})" if ended else span


def pieces(row: Cells, table: tuple[Cells, ...]) -> list[tuple[datetime, datetime, Ends]]:
    """The stretches of a row: where it began, what is certain, where it ended."""
    start, end = start_of(row), end_of(row, table)
    since = start.earliest if start.exact else start.latest
    until = max(end.earliest, since)
    found: list[tuple[datetime, datetime, Ends]] = []
    if not start.exact:
        found.append((start.earliest, start.latest, "begins"))
    found.append((since, until, "sure"))
    if not end.exact:
        found.append((until, end.latest, "ends"))
    return [f for f in found if f[0] < f[1]]


def emergencies(scope: Scope) -> Chart:
    """One row a measure and region under the heading of its kind, by start."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    table = layer.tables["emergencies"]
    events: dict[str, list[str]] = defaultdict(list)
    for link in layer.tables.get("emergency_events", ()):
        events[link["emergency_id"]].append(link["event_id"])
    labels: list[str] = []
    drawn: list[Stretch] = []
    marked: list[int] = []
    told: list[str] = []
    for (kind, level), family in KINDS.items():
        rows = sorted(
            (r for r in table if (r["kind"], r["level"]) == (kind, level)),
            key=lambda r: (not start_of(r).exact, start_of(r).earliest, r["emergency_id"]),
        )
        if not rows:
            continue
        heading = _kind(rows[0], words)
        labels.append(f"<b>{two_lines(heading)}</b>")
        said = []
        for row in rows:
            name = words.name(layer.places[row["place_id"]].names)
            span = _span(row, words)
            linked = events[row["emergency_id"]]
            target = pick(event=linked[0]) if linked else area_pick(layer, row["admin1"] or row["place_id"])
            if scope.chosen is not None and scope.chosen.event_id in linked:
                marked.append(len(labels))
            colour = family.light if theme == "light" else family.dark
            text = hover(f"{name}: {heading}", span)
            drawn += [Stretch(len(labels), start, end, colour, ends, target, text) for start, end, ends in pieces(row, table)]
            labels.append(two_lines(name))
            said.append(f"{name} {span}")
        told.append(f"{heading}: {'; '.join(said)}.")
    figure = blank(scope, 32 + LANE * len(labels), margin={"l": 8, "r": 8, "t": 24, "b": 8})
    bars.draw(figure, drawn)
    day_axis(figure, words, *SPAN, every=7)
    figure.update_xaxes(side="top")
    bars.rows(figure, labels)
    time_knots(figure, [(m, civil(m)) for m in SPAN])
    for lane in marked:
        bars.highlight(figure, lane, INK[theme])
    note = words("Hatched: began (rising lines) or ended (falling lines) somewhere within. Drawn in Almaty time.")
    head = words("Chart of states of emergency, the counter-terrorist operation and threat levels by region.")
    return Chart(figure, " ".join([head, *told, note]), note)
