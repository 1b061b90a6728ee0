"""Names on a map: each only where it covers neither a symbol nor another name; drawn in an order of importance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import shapely
from matplotlib.path import Path

from dashboard.brief.frame import EQUATOR_M, Frame
from dashboard.brief.ground import Feature, features
from dashboard.brief.marks import Mark
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import CAP, Box, Sheet, Style, circle, overlap, width, wrapped
from dashboard.layer.load import Layer
from dashboard.layer.records import Place
from dashboard.locale import Words
from dashboard.views.basemap import ROAD, STREET_NAMES_FROM

TOWNS_UP_TO: Final = 10
"""Zoom up to which a symbol is named after its town, not after the spot in it."""

REPEATED_AFTER: Final = 420.0
"""Units after which the name of a street may stand again."""

LEADER: Final = 4.0
"""Gap in units from which a name is tied to its symbol by a line."""

ROOMS: Final = (132.0, 86.0)
"""Units after which a name goes on in another line; the narrower only where there is no place for the wider."""

MOST_LINES: Final = 4
"""Lines after which a name is cut off."""

GAP: Final = 1.5
"""Units that are left free around a name."""

_COMPASS: Final = tuple((math.cos(a), math.sin(a)) for a in (math.radians(d) for d in (0, 180, 90, 270, 45, 315, 135, 225)))


@dataclass(slots=True)
class Names:
    """The names on one map: `taken` are the boxes of symbols, furniture and names that are there."""

    sheet: Sheet
    frame: Frame
    paint: Paint
    words: Words
    within: Path
    taken: list[Box] = field(default_factory=list)

    # --- finding room ---------------------------------------------------------------------------------------------

    def free(self, box: Box) -> bool:
        """Whether a box lies on the map and on nothing else."""
        f = self.frame
        inside = box[0] >= f.left + 2 and box[1] >= f.top + 2 and box[2] <= f.right - 2 and box[3] <= f.bottom - 2
        return inside and not any(overlap(box, t) for t in self.taken)

    def beside(self, x: float, y: float, reach: float, lines: list[str], style: Style, *, far: bool) -> bool:
        """Write `lines` beside the symbol of radius `reach` around (x, y), tied to it by a line if there is room only `far`."""
        wide = max(width(text, style) for text in lines)
        high = _leading(style) * (len(lines) - 1) + style.size * 1.05
        gaps = (3.0, 14.0, 28.0, 44.0, 62.0) if far else (3.0,)
        for gap in gaps:
            for ux, uy in _COMPASS:
                cx = x + ux * (reach + gap) + (ux > 0.1) * wide / 2 - (ux < -0.1) * wide / 2
                cy = y + uy * (reach + gap) + (uy > 0.1) * high / 2 - (uy < -0.1) * high / 2
                box = (cx - wide / 2 - GAP, cy - high / 2 - GAP, cx + wide / 2 + GAP, cy + high / 2 + GAP)
                tie = ((x + ux * reach, y + uy * reach), (x + ux * (reach + gap - 1), y + uy * (reach + gap - 1)))
                if self.free(box) and (gap <= LEADER or self._clear(tie)):
                    self._write(box, lines, style, ux, tie if gap > LEADER else None)
                    return True
        return False

    def _clear(self, tie: tuple[tuple[float, float], tuple[float, float]]) -> bool:
        """Whether a line crosses no symbol and no name, but for the symbol at which it begins."""
        x, y = tie[0]
        others = [t for t in self.taken if not (t[0] <= x <= t[2] and t[1] <= y <= t[3])]
        return not any(overlap(box, t) for box in _along(tie) for t in others)

    def _write(
        self, box: Box, lines: list[str], style: Style, side: float, tie: tuple[tuple[float, float], tuple[float, float]] | None
    ) -> None:
        if tie:
            self.sheet.line(tie, stroke=self.paint.ground.halo, line=2.6, alpha=0.85, within=self.within)
            self.sheet.line(tie, stroke=style.colour, line=0.8, within=self.within)
            self.taken += _along(tie)
        align = "left" if side > 0.1 else "right" if side < -0.1 else "center"
        x = {"left": box[0] + GAP, "right": box[2] - GAP, "center": (box[0] + box[2]) / 2}[align]
        for i, text in enumerate(lines):
            y = box[1] + GAP + style.size * (CAP + 0.09) + i * _leading(style)
            self.sheet.text(x, y, text, style, "label", align=align, within=self.within)
        self.taken.append(box)

    def centred(self, x: float, y: float, text: str, style: Style, angle: float = 0.0) -> bool:
        """Write `text` around (x, y), turned by `angle` radians clockwise, if there is room."""
        w, h = width(text, style) / 2 + 3, style.size / 2 + 2
        cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
        dx, dy = w * cos + h * sin, w * sin + h * cos
        box = (x - dx, y - dy, x + dx, y + dy)
        if not self.free(box):
            return False
        down = style.size * CAP / 2
        self.sheet.text(
            x - down * math.sin(angle),
            y + down * math.cos(angle),
            text,
            style,
            "label",
            align="center",
            angle=-math.degrees(angle),
            within=self.within,
        )
        self.taken.append(box)
        return True

    # --- what is named --------------------------------------------------------------------------------------------

    def marks(self, marks: Iterable[Mark], layer: Layer) -> set[str]:
        """Name the symbols, those of most events first; return the ids of the places that now are named."""
        style = Style(10.5, self.paint.ink, bold=True, halo=self.paint.surface)
        small = Style(10, self.paint.ink, halo=self.paint.surface)
        named = set()
        for mark in marks:
            place, name, more = self._name_of(mark, layer)
            how = style if place.kind in {"city", "town"} or mark.area or len(mark.events) > 1 else small
            if any(self.beside(mark.x, mark.y, mark.r, _lines(name, more, how, room), how, far=True) for room in ROOMS):
                named.add(place.place_id)
        return named

    def _name_of(self, mark: Mark, layer: Layer) -> tuple[Place, str, str]:
        """The place after which a symbol is named, the name, and how many other places there are, in words.

        On a map of the country a spot goes by the name of its town.
        """
        wide = self.frame.zoom < TOWNS_UP_TO
        towns = Counter[str]()
        at = Counter(e.place_id for e in mark.events)
        for place in mark.places:
            town = place.city_place_id if wide and place.city_place_id in layer.places else None
            towns[town or place.place_id] += at[place.place_id]
        found = layer.places[max(towns, key=lambda t: towns[t])]
        others = len(towns) - 1
        more = self.words.plural("and {n} more", "and {n} more", others) if others else ""
        return found, self._short(found, layer), more

    def _short(self, place: Place, layer: Layer) -> str:
        """Its name without the town on whose map it stands."""
        name = self.words.name(place.names)
        if place.city_place_id and place.city_place_id in layer.places:
            name = name.removesuffix(f", {self.words.name(layer.places[place.city_place_id].names)}")
        return name

    def captions(self, captions: Iterable[tuple[str, tuple[float, float]]], marks: Iterable[Mark]) -> None:
        """Write what belongs to a point that may lie under a symbol, such as the size of a contingent at its home."""
        style = Style(10.5, self.paint.of_forces, bold=True, halo=self.paint.surface)
        marks = list(marks)
        for text, (x, y) in captions:
            if not self.frame.holds(x, y):
                continue
            under = [m for m in marks if math.hypot(m.x - x, m.y - y) < m.r + 8]
            mark = min(under, key=lambda m: math.hypot(m.x - x, m.y - y)) if under else None
            if mark:
                self.beside(mark.x, mark.y, mark.r, [text], style, far=True)
            else:
                self.beside(x, y, 3, [text], style, far=True)

    def ground(self, named: set[str], layer: Layer) -> None:
        """Names of countries, towns, regions and streets by the rules of the screen, but for the places `named` already."""
        g = self.paint.ground
        own = {self.words.name(layer.places[p].names) for p in named}
        shown = [f for f in features("labels", self.frame) if f.properties["from"] <= self.frame.zoom <= f.properties["to"]]
        for f in shown:
            text = self._text(f)
            x, y = self._at(f.geometry.x, f.geometry.y)
            if not self.frame.holds(x, y) or text in own:
                continue
            if f.kind == "country":
                self.centred(x, y, _upper(text), Style(10, g.soft, bold=True, halo=g.halo))
            elif f.kind == "region":
                self.centred(x, y, text, Style(10, g.soft, italic=True, halo=g.halo))
            else:
                main = f.properties["rank"] == 1
                if self.beside(x, y, 3, [text], Style(11 if main else 10, g.label, bold=main, halo=g.halo), far=False):
                    self.sheet.path(circle(x, y, 2.2), fill=g.label, within=self.within)
                    self.taken.append((x - 2.2, y - 2.2, x + 2.2, y + 2.2))
        if self.frame.zoom >= STREET_NAMES_FROM:
            self._streets()

    def _streets(self) -> None:
        g, seen = self.paint.ground, dict[str, list[tuple[float, float]]]()
        for f in features("almaty", self.frame):
            text = self._text(f)
            if not text:
                continue
            if f.area:
                west, south, east, north = f.geometry.bounds
                if (east - west) * self.frame.world / EQUATOR_M > 70:
                    x, y = self._at((west + east) / 2, (south + north) / 2)
                    self.centred(x, y, text, Style(9.5, g.water if f.kind == "lake" else g.soft, italic=True, halo=g.halo))
                continue
            rank = ROAD.get(f.kind, 1)
            if self.frame.zoom >= STREET_NAMES_FROM + rank:
                self._along(f, text, Style(9.5, g.water if f.kind == "river" else g.label, halo=g.halo), seen)

    def _along(self, f: Feature, text: str, style: Style, seen: dict[str, list[tuple[float, float]]]) -> None:
        """Write the name of a line along its straightest long piece; it is repeated only far from itself."""
        best = (0.0, 0.0, 0.0, 0.0)
        need = width(text, style) + 4
        for part in shapely.get_parts(f.geometry):
            points = [self._at(*p) for p in shapely.get_coordinates(part)]
            for (x0, y0), (x1, y1) in pairwise(points):
                x, y, long = (x0 + x1) / 2, (y0 + y1) / 2, math.hypot(x1 - x0, y1 - y0)
                if long > max(need, best[0]) and self.frame.holds(x, y):
                    best = (long, x, y, math.atan2(y1 - y0, x1 - x0))
        long, x, y, angle = best
        if not long or any(math.hypot(px - x, py - y) < REPEATED_AFTER for px, py in seen.get(text, [])):
            return
        angle -= math.pi * (angle > math.pi / 2) - math.pi * (angle <= -math.pi / 2)
        if self.centred(x, y, text, style, angle):
            seen.setdefault(text, []).append((x, y))

    def _text(self, f: Feature) -> str:
        found = f.properties.get(f"name_{self.words.lang}") or f.properties.get("name_en")
        return found if isinstance(found, str) else ""

    def _at(self, x_m: float, y_m: float) -> tuple[float, float]:
        return self.frame.on_page(x_m / EQUATOR_M + 0.5, 0.5 - y_m / EQUATOR_M)


def _lines(name: str, more: str, style: Style, room: float) -> list[str]:
    """A name in a few lines, and the other places behind it, which are never cut off."""
    lines = wrapped(name, style, room, most=MOST_LINES)
    if more and width(f"{lines[-1]} {more}", style) <= room:
        lines[-1] += f" {more}"
    elif more:
        lines.append(more)
    return lines


def _along(tie: tuple[tuple[float, float], tuple[float, float]]) -> list[Box]:
    """Small boxes along a line without a gap, so that no later name or line is drawn across it."""
    (x0, y0), (x1, y1) = tie
    steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / 2))
    points = [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(steps + 1)]
    return [(x - 1, y - 1, x + 1, y + 1) for x, y in points]


def _leading(style: Style) -> float:
    return style.size * 1.2


def _upper(text: str) -> str:
    """Capitals; Greek ones carry no accents."""
    accents = str.maketrans("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ")
    return text.upper().translate(accents)
