"""Outlines of buildings and what had happened to them in the window that is shown: the rules of ``web/footprints.js``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from matplotlib.path import Path

from dashboard.brief.frame import Frame
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Sheet
from dashboard.layer.load import Layer
from dashboard.layer.phases import Bounds, phases
from dashboard.layer.records import Occupation
from dashboard.views.basemap import OUTLINES_FROM

_BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
_END: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class State:
    """What had happened to a building (a key of ``OCCUPATION_COLOURS``, or empty: nothing yet), and whether that is sure."""

    name: str
    sure: bool


def state_of(occupation: Occupation, start: datetime | None, end: datetime | None) -> State:
    """The state of a building in ``[start, end)`` (UTC; ``None`` is open).

    Each turn is known between two bounds only; what lies between them is said to be unsure, and so is how long a building was
    held if nobody says when it was left. With both sides open it is the summary of the record.
    """
    if start is None and end is None:
        return State(occupation.state, occupation.state != "unclear")
    since, until = start or _BEGINNING, end or _END
    turns = phases(occupation)
    ended = turns.ended
    if ended.latest is not None and since >= ended.latest:
        return State("ended", sure=True)

    def sure(turn: Bounds) -> bool:
        over = ended.earliest or turn.latest or _END
        return until >= (turn.latest or _END) and since < over

    if occupation.state == "entered" and turns.entered.before(until):
        return State("entered", sure(turns.entered))
    if turns.attacked.before(until):
        name = "attacked" if occupation.state == "entered" else occupation.state
        return State(name, occupation.state != "unclear" and sure(turns.attacked))
    told = any(b.known for b in (turns.attacked, turns.entered, ended))
    return State("", sure=True) if told else State(occupation.state, sure=False)


def draw(
    sheet: Sheet, layer: Layer, frame: Frame, window: tuple[datetime | None, datetime | None], paint: Paint, within: Path
) -> set[str]:
    """Draw the buildings in `frame`; return the states that were drawn."""
    if frame.zoom < OUTLINES_FROM:
        return set()
    occupied = {o.place_id: o for o in layer.occupations}
    found = []
    for feature in layer.footprints.get("features", []):
        occupation = occupied.get(feature["properties"]["place_id"])
        corners = [frame.project(lat, lon) for lon, lat in feature["geometry"]["coordinates"][0]]
        if any(frame.holds(x, y) for x, y in corners):
            found.append((occupation, Path(corners, closed=True)))
    states = set()
    for occupation, outline in sorted(found, key=lambda f: f[0] is not None):
        state = state_of(occupation, *window) if occupation else State("", sure=True)
        colour = paint.occupation(state.name) if state.name else paint.muted
        depth = (0.5 if state == State("entered", sure=True) else 0.22) if state.name else 0.14
        sheet.path(outline, fill=colour, alpha=depth, within=within)
        sheet.path(
            outline,
            stroke=colour,
            line=1.8 if state.name else 1,
            alpha=1 if state.name else 0.6,
            dash=() if state.sure else (4, 3),
            within=within,
        )
        states.add(state.name)
    return states - {""}
