"""Who held what: one row a building, from the first attack to the entry and to its end, with every time as vague as it is.

Solid: certain. Hatched: it began or ended somewhere within. Fading: when it began or ended no source says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dashboard.layer.phases import phases
from dashboard.layer.records import Occupation
from dashboard.layer.times import ALMATY, MINUTE, zone
from dashboard.locale import Words
from dashboard.views.card import occupation_words
from dashboard.views.charts import bars
from dashboard.views.charts.bars import Ends, Stretch
from dashboard.views.charts.base import (
    Chart,
    Scope,
    almaty_day,
    area_pick,
    blank,
    civil,
    day_axis,
    hover,
    key,
    legend,
    regions_named,
    time_knots,
    two_lines,
)
from dashboard.views.style import INK, OCCUPATION_COLOURS
from dashboard.views.tallies import region_of

LAST = datetime(2022, 1, 10, 18, tzinfo=UTC)
"""End of the axis, midnight after 10 January in Almaty: what only a later report bounds cannot be drawn in time."""

OPEN_END = timedelta(hours=9)
"""How long an open end takes to fade. A length of ink, not of time."""

LANE = 27
"""Pixels of a row: two lines of its label."""


@dataclass(frozen=True)
class _Piece:
    phase: str
    start: datetime
    end: datetime
    ends: Ends


def timed(occupation: Occupation) -> bool:
    """Whether anything bounds the times of `occupation` within the axis."""
    first = phases(occupation).first
    return first is not None and first < LAST


def stretches(occupation: Occupation) -> list[_Piece]:
    """The pieces of the row of a building, in time order and never overlapping."""
    found = phases(occupation)
    attacked, entered, ended = found.attacked, found.entered, found.ended
    entry = entered.earliest or entered.latest
    if entry and attacked.earliest:
        entry = max(entry, attacked.earliest)  # nobody entered before the attack
    pieces: list[_Piece] = []
    # the attack: from its first possible moment to the entry; it need not have gone on without a pause
    if attacked.latest is not None:
        limit = min(attacked.latest, entry) if entry else attacked.latest
        if attacked.earliest is None:
            pieces.append(_Piece("attacked", limit - OPEN_END, limit, "opens_left"))
        elif attacked.earliest < limit:
            pieces.append(_Piece("attacked", attacked.earliest, limit, "begins"))
        if entry and attacked.latest < entry:
            pieces.append(_Piece("attacked", attacked.latest, entry, "sure"))
    # the entry, somewhere within its bounds
    main = "entered" if found.held else "attacked"
    since = attacked.latest
    if entered.latest is not None:
        since = entered.latest
        if entered.earliest is None:
            pieces.append(_Piece("entered", since - OPEN_END, since, "opens_left"))
        else:
            pieces.append(_Piece("entered", entry or entered.earliest, since, "begins"))
    # the end
    if since is None:
        if ended.latest is not None:
            pieces.append(_Piece(main, ended.latest - OPEN_END, ended.latest, "opens_left"))
        return pieces
    if ended.earliest is not None and ended.earliest > since:
        pieces.append(_Piece(main, since, ended.earliest, "sure"))
    if ended.latest is not None and ended.latest > since:
        start = max(ended.earliest or since, since)
        pieces.append(_Piece(main, start, ended.latest, "ends"))
    elif ended.latest is None and occupation.state != "unclear":  # whether an unclear one went on at all is not told
        pieces.append(_Piece(main, since, since + OPEN_END, "opens_right"))
    return pieces


def _before_entry(occupation: Occupation, piece: _Piece) -> bool:
    return occupation.state == "entered" and piece.phase == "attacked"


def _colour(occupation: Occupation, piece: _Piece, theme: str) -> str:
    if _before_entry(occupation, piece):
        return OCCUPATION_COLOURS["attacked"][theme]
    return OCCUPATION_COLOURS[occupation.state][theme]


def names_of(scope: Scope, rows: Sequence[Occupation]) -> list[str]:
    """The buildings, without their town where all of them are of one.

    Where the site is not known the row is called by what happened there: the place is a whole town or region.
    """
    words, places = scope.words, scope.layer.places
    towns = {places[o.place_id].city_place_id or o.place_id for o in rows}
    ending = f", {words.name(places[next(iter(towns))].names)}" if len(towns) == 1 else ""
    found = []
    for occupation in rows:
        place = places[occupation.place_id]
        event = scope.layer.event(occupation.event_ids[0]) if occupation.event_ids else None
        if place.kind in {"city", "region"} and event is not None:
            found.append(event.titles.get(words.lang) or event.titles["en"])
        else:
            found.append(words.name(place.names).removesuffix(ending))
    return found


def chosen(scope: Scope) -> list[Occupation]:
    """The buildings of the regions that the filter names, or all of them."""
    regions = regions_named(scope)
    return [o for o in scope.layer.occupations if not regions or region_of(scope.layer, o.place_id) in regions]


def occupations(scope: Scope) -> Chart:
    """The chosen buildings by their first known time."""
    words, theme = scope.words, scope.theme
    found = chosen(scope)
    rows = sorted((o for o in found if timed(o)), key=lambda o: (stretches(o)[0].start, o.occupation_id))
    untimed = len(found) - len(rows)
    ink = INK[theme]

    drawn: list[Stretch] = []
    for row, occupation in enumerate(rows):
        full = words.name(scope.layer.places[occupation.place_id].names)
        text = hover(full, occupation_words(occupation, words))
        target = area_pick(scope.layer, occupation.place_id)
        for piece in stretches(occupation):
            thin = piece.phase == "attacked" and piece.ends == "sure"
            colour = _colour(occupation, piece, theme)
            height = 0.2 if thin else 0.56
            drawn.append(Stretch(row, piece.start, piece.end, colour, piece.ends, target, text, height))

    figure = blank(scope, 32 + LANE * max(len(rows), 1))
    first = min((s.start for s in drawn), default=LAST - timedelta(days=6))
    ends = first - timedelta(hours=2), _next_midnight(max((s.end for s in drawn), default=LAST))
    bars.draw(figure, drawn)
    day_axis(figure, words, *ends)
    bars.rows(figure, [two_lines(n) for n in names_of(scope, rows)])
    figure.update_layout(margin={"l": 8, "t": 24, "b": 8})
    figure.update_xaxes(side="top")
    time_knots(figure, [(m, civil(m)) for m in ends])
    for row, occupation in enumerate(rows):
        if _is_chosen(scope, occupation):
            bars.highlight(figure, row, ink)
    for state in dict.fromkeys(o.state for o in rows):
        key(figure, words.label("occupation", state), {"color": OCCUPATION_COLOURS[state][theme]})
    if any(_before_entry(o, p) for o in rows for p in stretches(o)):
        key(figure, words("attacked, not yet entered"), {"color": OCCUPATION_COLOURS["attacked"][theme]})
    legend(figure, 4, axis=0)
    return Chart(figure, _alt(scope, rows, untimed), _note(untimed, words))


def _next_midnight(moment: datetime) -> datetime:
    """The midnight of Almaty after `moment`, within the axis."""
    return min(almaty_day((moment - MINUTE).astimezone(zone(ALMATY)).date() + timedelta(days=1)), LAST)


def _is_chosen(scope: Scope, occupation: Occupation) -> bool:
    event = scope.chosen
    if event is not None and (event.event_id in occupation.event_ids or event.place_id == occupation.place_id):
        return True
    return occupation.place_id in scope.filter.areas


def _note(untimed: int, words: Words) -> str:
    note = words(
        "Solid: certain. Hatched: began (rising lines) or ended (falling lines) somewhere within. Fading: beginning or end not"
        " told. A thin line: after an attack, before the entry or the end. Almaty time."
    )
    if untimed:
        note += " " + words.plural(
            "{n} building without a known time is not drawn.", "{n} buildings without a known time are not drawn.", untimed
        )
    return note


def _alt(scope: Scope, rows: list[Occupation], untimed: int) -> str:
    words = scope.words
    text = words.plural(
        "Chart of {n} building in time: attacked, entered, retaken or left.",
        "Chart of {n} buildings in time: attacked, entered, retaken or left.",
        len(rows),
    )
    told = [f"{n} – {occupation_words(o, words)}" for n, o in zip(names_of(scope, rows), rows, strict=True)]
    if told:
        text += " " + ". ".join(told) + "."
    return f"{text} {_note(untimed, words)}"
