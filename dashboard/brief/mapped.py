"""The map itself: ground, buildings, symbols, names, scale, in a rectangle of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.path import Path

from dashboard.brief import footprints, furniture, ground, legend, marks, symbols
from dashboard.brief.frame import Frame, at, fitted
from dashboard.brief.names import Names
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Box, Sheet, Style, rectangle
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.vocabulary import PLACE_PRECISIONS
from dashboard.locale import words
from dashboard.views.address import View
from dashboard.views.payload import contingent
from dashboard.views.scenes import SCENES
from dashboard.views.style import FAMILIES, FAMILY_OF

Position = tuple[float, float, float]
"""Degrees north, degrees east, zoom of Web Mercator."""

EXACT: Final = PLACE_PRECISIONS.index("building")

WITH_MEMBERS: Final = "csto"
"""The scene whose map shows the members of the alliance and the ways of their contingents."""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map: where it lies, which events are on it, and what else its key must explain."""

    frame: Frame
    gathered: marks.Gathered
    drawn: legend.Drawn


def draw(sheet: Sheet, layer: Layer, view: View, box: Box, paint: Paint, position: Position | None = None) -> Map:
    """Draw the map of `view` in `box` of `sheet`; `position` is where it looks instead of at the scene."""
    frame = at(box, position) if position else fitted(box, SCENES[view.scene].bounds)
    return _Drawing(sheet, layer, view, frame, paint).draw()


class _Drawing:
    """A map in the making."""

    def __init__(self, sheet: Sheet, layer: Layer, view: View, frame: Frame, paint: Paint) -> None:
        self.sheet, self.layer, self.view, self.frame, self.paint = sheet, layer, view, frame, paint
        self.words = words(view.lang)
        self.events = layer.select(view.filter)
        self.members = view.scene == WITH_MEMBERS

    def draw(self) -> Map:
        frame, sheet, paint, within = self.frame, self.sheet, self.paint, rectangle(self.frame.box)
        gathered = marks.gather(self.events, self.layer, frame)
        f = self.view.filter
        ground.draw(sheet, frame, paint, members=self.members, within=within)
        states = footprints.draw(sheet, self.layer, frame, (f.start, f.end), paint, within)
        self._dots(gathered.dots, frame, within)
        captions = self._arcs(frame, within) if self.members else []
        vague = [self._precision(mark, frame, within) for mark in gathered.marks]
        for mark in reversed(gathered.marks):
            self._mark(mark, within)
        names = Names(sheet, frame, paint, self.words, within, [m.box for m in gathered.marks])
        names.taken.append(furniture.scale_and_north(sheet, frame, names.taken, self.words, paint))
        names.captions(captions, gathered.marks)
        names.ground(names.marks(gathered.marks, self.layer), self.layer)
        sheet.box(frame.box, stroke=paint.line, line=1)
        drawn = legend.Drawn(
            stacked=any(len(m.events) > 1 for m in gathered.marks),
            vague=any(vague),
            states=frozenset(states),
            members=self.members,
            arcs=bool(captions),
        )
        return Map(frame, gathered, drawn)

    def _mark(self, mark: marks.Mark, within: Path) -> None:
        if len(mark.events) == 1:
            event = mark.events[0]
            symbols.draw(self.sheet, mark.x, mark.y, symbols.SINGLE, event.category, event.status, self.paint, within)
            return
        mix = [(f, sum(FAMILY_OF[e.category] is f for e in mark.events)) for f in FAMILIES]
        symbols.ring(self.sheet, mark.x, mark.y, mark.r, [(f, n) for f, n in mix if n], self.paint)
        count = self.words.number(len(mark.events))
        style = Style(12 if len(count) < 3 else 11, self.paint.ink, bold=True)
        self.sheet.text(mark.x, mark.y + style.size * 0.365, count, style, "count", align="center", within=within)

    def _precision(self, mark: marks.Mark, frame: Frame, within: Path) -> bool:
        """The disc in which a place that is not exact must lie, or a rim that says so; returns whether there is one."""
        place = mark.places[0]
        if len(mark.places) > 1 or PLACE_PRECISIONS.index(place.precision) == EXACT:
            return False
        disc = place.uncertainty_m / frame.metres_per_unit(place.lat)
        own = mark.r + 4 < disc < max(frame.width, frame.height) * 0.55 and not mark.area
        symbols.hatched(self.sheet, mark.x, mark.y, disc if own else mark.r + 5, self.paint, within)
        return True

    def _dots(self, latest: Sequence[Event], frame: Frame, within: Path) -> None:
        """One dot a place, in the colour of its latest event."""
        r = 2.0 if len(latest) <= 20_000 else 1.0
        for event in latest:
            place = self.layer.places[event.place_id]
            x, y = frame.project(place.lat, place.lon)
            self.sheet.box((x - r, y - r, x + r, y + r), fill=self.paint.of(FAMILY_OF[event.category]), within=within)

    def _arcs(self, frame: Frame, within: Path) -> list[tuple[str, tuple[float, float]]]:
        """Where the contingents of the CSTO came from; returns their captions with the points to which they belong."""
        found, places = [], self.layer.places
        for row in self.layer.tables["contingents"]:
            home, goal = (places.get(row[k]) for k in ("departure_place_id", "arrival_place_id"))
            if home is None or goal is None:
                continue
            a, b = np.array(frame.project(home.lat, home.lon)), np.array(frame.project(goal.lat, goal.lon))
            middle = (a + b) / 2 - (0, math.hypot(*(b - a)) * 0.16)
            official = row["role"] == "leg" or row["best_basis"] == "official"
            self.sheet.path(
                Path([a, middle, b], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
                stroke=self.paint.of_forces,
                line=2 if row["role"] == "total" else 1.2,
                dash=() if official else (5, 3),
                alpha=0.75,
                within=within,
            )
            text = contingent(self.layer, row, self.words)
            if text:
                found.append((text, (float(a[0]), float(a[1]))))
        return found
