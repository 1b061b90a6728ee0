"""States of emergency, the counter-terrorist operation and threat levels, by region, from their start to their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.layer.tables import Row
from dashboard.layer.times import interval, parse_local
from dashboard.locale import Words
from dashboard.views.charts import bars
from dashboard.views.charts.base import Chart, Scope, alpha, band, blank, civil, day_axis, hover, key_bar, legend, pick, two_lines
from dashboard.views.charts.bars import Ends, Stretch
from dashboard.views.scenes import almaty
from dashboard.views.style import FORCES, STATE, STREET, Family

SPAN = (almaty("2022-01-04T18:00"), almaty("2022-02-08"))

KINDS: dict[str, tuple[Family, str]] = {
    "state_of_emergency": (STATE, ""),
    "counter_terrorist_operation": (FORCES, "x"),
    "terrorist_threat_level": (STREET, "."),
}
"""Each kind with its colour and pattern, in the order of the rows."""


@dataclass(frozen=True)
class Turn:
    """Between which UTC moments something began or ended, ``[earliest, latest)``."""

    earliest: datetime
    latest: datetime

    @property
    def exact(self) -> bool:
        """Whether it is known to the hour or better."""
        return (self.latest - self.earliest).total_seconds() <= 3600


def start_of(row: Row) -> Turn:
    """When it began."""
    span = interval(row["start"], None, row["tz"], row["start_precision"])
    return Turn(span.start, span.end)


def end_of(row: Row, table: tuple[Row, ...]) -> Turn:
    """When it ended. One that was lifted early at a day unknown ended before the term at which the others ran out."""
    if row["end"]:
        span = interval(row["end"], None, row["tz"], row["end_precision"])
        return Turn(span.start, span.end)
    terms = [end_of(r, ()).latest for r in table if r["kind"] == row["kind"] and r["ended_how"] == "expired" and r["end"]]
    return Turn(start_of(row).latest, max(terms, default=SPAN[1]))


def _kind(row: Row, words: Words) -> str:
    level = {"red": words("red terrorist threat level"), "orange": words("orange terrorist threat level")}
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


def _told(scope: Scope, row: Row) -> tuple[str, str, str]:
    words = scope.words
    span = f"{_moment(row['start'], row['start_precision'], words)} – {_moment(row['end'], row['end_precision'], words)}"
    how = {"expired": words("ran out"), "lifted_early": words("lifted early"), "lifted": words("lifted")}
    ended = how.get(row["ended_how"], "")
    name = words.name(scope.layer.places[row["place_id"]].names)
    return _kind(row, words), name, f"{span} ({ended})" if ended else span


def _order(row: Row) -> tuple[int, str, datetime]:
    return list(KINDS).index(row["kind"]), "" if row["kind"] != "terrorist_threat_level" else row["level"], start_of(row).earliest


def emergencies(scope: Scope) -> Chart:
    """One row a measure and region, by kind and start."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    table = layer.tables["emergencies"]
    events: dict[str, str] = {}
    for link in layer.tables["emergency_events"]:
        events.setdefault(link["emergency_id"], link["event_id"])
    rows = sorted(table, key=_order)
    drawn: list[Stretch] = []
    labels: list[str] = []
    for i, row in enumerate(rows):
        family, pattern = KINDS[row["kind"]]
        if row["level"] == "orange":
            pattern = "/"
        colour = family.light if theme == "light" else family.dark
        kind, name, span = _told(scope, row)
        labels.append(two_lines(name))
        text = hover(f"{name}: {kind}", span)
        event = events.get(row["emergency_id"])
        target = pick(event=event) if event else ""
        start, end = start_of(row), end_of(row, table)

        def add(
            first: datetime,
            last: datetime,
            ends: Ends,
            look: tuple[int, str, str, str, str] = (i, colour, target, text, pattern),
        ) -> None:
            lane, paint, aim, said, shape = look
            if first < last:
                drawn.append(Stretch(lane, first, last, paint, ends, aim, said, 0.6, "", shape))

        if not start.exact:
            add(start.earliest, start.latest, "begins")
        solid_from = start.earliest if start.exact else start.latest
        add(solid_from, end.earliest, "sure")
        if not end.exact:
            add(max(end.earliest, solid_from), end.latest, "ends")
        if scope.chosen is not None and any(
            r["emergency_id"] == row["emergency_id"] and r["event_id"] == scope.chosen.event_id
            for r in layer.tables["emergency_events"]
        ):
            pass
    figure = blank(theme, 32 + 21 * len(rows), margin={"l": 8, "r": 8, "t": 24, "b": 8})
    bars.draw(figure, drawn)
    day_axis(figure, words, *SPAN, every=7)
    figure.update_xaxes(side="top")
    bars.rows(figure, labels)
    band(figure, scope, civil, SPAN)
    return _finish(scope, figure, rows)
