"""The picture of a view: its map with everything that a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib import rc_context

from dashboard.brief import furniture, legend, mapped, marks
from dashboard.brief.encode import RC, About, encode
from dashboard.brief.frame import Frame
from dashboard.brief.mapped import WITH_MEMBERS, Position
from dashboard.brief.paint import THEMES, Paint
from dashboard.brief.sheet import Box, Sheet, Style
from dashboard.brief.sizes import Size, parse
from dashboard.brief.sources import entries
from dashboard.brief.timeline import timeline
from dashboard.layer.filters import sentence
from dashboard.layer.load import Layer
from dashboard.locale import Words, words
from dashboard.views.address import View
from dashboard.views.captions import alt, source_line

ONE_COLUMN: Final = 11
"""Rows of the key beside a map from which it stands in two columns: inset and sources need their room."""

TALLEST: Final = 1.05
"""Height of a map by its width on a tall picture; more would show land far away, of which the basemap has no outlines."""


def picture(
    layer: Layer,
    view: View,
    *,
    format: str = "png",  # noqa: A002 - as the formats of a picture are called everywhere
    size: str | Size = "slide",
    theme: str = "light",
    title: str = "",
    position: Position | None = None,
    series: Sequence[View] = (),
) -> bytes:
    """The map of `view` as the bytes of a PNG, SVG or PDF; the same bytes whenever and wherever it is drawn.

    `size` is a name of :data:`~dashboard.brief.sizes.SIZES` or ``WIDTHxHEIGHT`` in pixels, `theme` one of "light", "dark" and
    "print". `title` stands instead of the scene's name. `position` is where the reader's own map looks instead of at the scene.
    `series` are the views of which this is one, in order of time: their pictures have their maps in the same place, and say
    where in the series they stand. Raises ``ValueError`` for a format, size or theme that there is not.
    """
    drawing = draw(layer, view, size=size, theme=theme, title=title, position=position, series=series)
    return encode(drawing.sheet.figure, format, drawing.about)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page that is drawn but not yet written: `frame` is where its map lies, `gathered` what is on it."""

    sheet: Sheet
    frame: Frame
    gathered: marks.Gathered
    about: About


def draw(
    layer: Layer,
    view: View,
    *,
    size: str | Size = "slide",
    theme: str = "light",
    title: str = "",
    position: Position | None = None,
    series: Sequence[View] = (),
) -> Drawing:
    """Draw `view`; see :func:`picture`."""
    if theme not in THEMES:
        raise ValueError(f"'theme' must be one of {', '.join(THEMES)} (got {theme[:40]!r})")
    size = parse(size) if isinstance(size, str) else size
    with rc_context(RC):
        return _Page(layer, view, size, THEMES[theme], title, position, series).draw()


class _Page:
    """One picture in the making."""

    def __init__(
        self,
        layer: Layer,
        view: View,
        size: Size,
        paint: Paint,
        title: str,
        position: Position | None,
        series: Sequence[View],
    ) -> None:
        self.layer, self.view, self.size, self.paint, self.position = layer, view, size, paint, position
        self.series = series
        self.words: Words = words(view.lang)
        self.sheet = Sheet(size, paint.page)
        self.events = layer.select(view.filter)
        self.heading = title or self.words.label("scene", view.scene)
        self.members = view.scene == WITH_MEMBERS
        f = view.filter
        told = self.words
        self.about = About(
            title=told("{scene}: {window}", scene=self.heading, window=told.window(f.start, f.end)),
            description=alt(view, layer, told),
            source=source_line(layer, f, told),
            version=layer.version,
            keywords=", ".join([told.label("category", c) for c in sorted({e.category for e in self.events})]),
            lang=view.lang,
        )

    # --- layout ---------------------------------------------------------------------------------------------------

    def draw(self) -> Drawing:
        if self.size.full:
            frame, gathered = self._beside() if self.size.wide else self._stacked()
        else:
            frame, gathered = self._card() if self.size.wide else self._small()
        return Drawing(self.sheet, frame, gathered, self.about)

    def _beside(self) -> tuple[Frame, marks.Gathered]:
        """Heading above, map on the left, key, inset and sources on the right, notes below."""
        w, h, m = self.sheet.width, self.sheet.height, 24.0
        top = self._heading(m, m - 4, w - 2 * m, 23)
        bottom = h - m + 6 - self._notes(None, m, 0, w - 2 * m)
        self._notes(self.sheet, m, bottom, w - 2 * m)
        side = min(300.0, max(220.0, w * 0.25))
        x = w - m - side
        frame, gathered, drawn = self._map((m, top + 8, x - 14, bottom - 8))
        y = frame.top
        rows = self._key(gathered, drawn, brief=False)
        style, two = Style(10.5, self.paint.ink), 2 if len(rows) > ONE_COLUMN else 1
        y = legend.columns(self.sheet, rows, x, y - 3, side, style, n=two) + 8
        high = min(110.0, frame.bottom - y - 120)
        if high >= 60:
            furniture.inset(self.sheet, (x, y, x + side, y + high), frame, self.paint)
            y += high + 10
        found = entries(self.layer, self.view.filter, self.words)
        furniture.sources(self.sheet, x, y, side, frame.bottom, found, self.words, self.paint)
        return frame, gathered

    def _stacked(self) -> tuple[Frame, marks.Gathered]:
        """Heading, map over the whole width, under it key and inset on the left and sources on the right, notes."""
        w, h, m = self.sheet.width, self.sheet.height, 38.0
        room = w - 2 * m
        top = self._heading(m, m, room, 25)
        bottom = h - m - self._notes(None, m, 0, room)
        self._notes(self.sheet, m, bottom, room)
        left = room * 0.46
        split = top + 8 + (bottom - top) * 0.58
        frame, gathered, drawn = self._map((m, top + 8, w - m, split))
        style = Style(9.5, self.paint.ink)
        rows = self._key(gathered, drawn, brief=False)
        y = legend.columns(self.sheet, rows, m, split + 8, left, style, n=2) + 8
        high = min(130.0, bottom - 10 - y)
        if high >= 60:
            furniture.inset(self.sheet, (m, y, m + min(left - 12, high * 1.9), y + high), frame, self.paint)
        found = entries(self.layer, self.view.filter, self.words)
        furniture.sources(
            self.sheet, m + left + 8, split + 12, room - left - 8, bottom - 8, found, self.words, self.paint, columns=2
        )
        return frame, gathered

    def _small(self) -> tuple[Frame, marks.Gathered]:
        """Heading, map over the whole width, a short key and notes."""
        w, h, m = self.sheet.width, self.sheet.height, 18.0
        room = w - 2 * m
        top = self._heading(m, m, room, 21)
        bottom = h - m - self._notes(None, m, 0, room)
        self._notes(self.sheet, m, bottom, room)
        style = Style(9.5, self.paint.ink)
        every = legend.Drawn(stacked=True, vague=True, states=frozenset(), members=self.members, arcs=self.members)
        among = [e for v in self.series or (self.view,) for e in self.layer.select(v.filter)]
        most = self._key(marks.Gathered([], [], among, among), every, brief=True)
        key = legend.flow(None, most, m, 0, room, style)
        frame, gathered, drawn = self._map((m, top + 8, w - m, min(bottom - 8 - key - 4, top + 8 + room * TALLEST)))
        rows = self._key(gathered, drawn, brief=True)
        legend.flow(self.sheet, rows, m, frame.bottom + 4, room, style)
        return frame, gathered

    def _card(self) -> tuple[Frame, marks.Gathered]:
        """Map on the right up to the edges; heading, key and notes in a column on the left."""
        w, h, m = self.sheet.width, self.sheet.height, 16.0
        column = min(250.0, w * 0.39)
        room = column - 2 * m + 6
        y = self._heading(m, m - 4, room, 18)
        bottom = h - m + 4 - self._notes(None, m, 0, room)
        self._notes(self.sheet, m, bottom, room)
        frame, gathered, drawn = self._map((column, 0, w, h))
        rows = self._key(gathered, drawn, brief=True)
        style = Style(8.5, self.paint.ink)
        while rows and legend.height(rows, room, style) > bottom - y - 8:
            del rows[-2 if gathered.outside and len(rows) > 1 else -1]  # what is not on the map is told in any case
        legend.columns(self.sheet, rows, m, y + 4, room, style)
        return frame, gathered

    def _key(self, gathered: marks.Gathered, drawn: legend.Drawn, *, brief: bool) -> list[legend.Row]:
        """The rows of the key; the last says how many of the events that are counted lie beyond the edge of the map."""
        rows = legend.rows(gathered.shown, drawn, self.words, self.paint, brief=brief)
        return [*rows, legend.outside(len(gathered.outside), self.words, self.paint)] if gathered.outside else rows

    # --- texts ----------------------------------------------------------------------------------------------------

    def _heading(self, x: float, y: float, room: float, size: float) -> float:
        """Title, window, moment of knowledge and count, in a series the line of time; returns the lower edge."""
        lowest = self._heading_of(self.view, self.sheet, x, y, room, size)
        if not self.series:
            return lowest
        lowest = max(self._heading_of(v, None, x, y, room, size) for v in self.series)
        return timeline(self.sheet, x, lowest + 6, room, self.view, self.series, self.words, self.paint)

    def _heading_of(self, view: View, sheet: Sheet | None, x: float, y: float, room: float, size: float) -> float:
        p, f, told = self.paint, view.filter, self.words
        y = furniture.paragraph(sheet, x, y, self.heading, Style(size, p.ink, bold=True), room, "title", most=2) + 2
        y = furniture.paragraph(sheet, x, y, told.window(f.start, f.end), Style(size * 0.62, p.ink, bold=True), room, "window")
        if f.known_at:
            style = Style(size * 0.55, p.ink, bold=True)
            y = furniture.paragraph(sheet, x, y + 1, told.known(f.known_at), style, room, "window")
        count = sentence(f, self.layer, told, clocks=False)
        return furniture.paragraph(sheet, x, y + 2, count, Style(max(9.5, size * 0.48), p.muted), room, "count")

    def _notes(self, sheet: Sheet | None, x: float, y: float, room: float) -> float:
        """As-of stamp, boundary note and credits; returns their height. Without a sheet the most that a series needs."""
        sources = [self.about.source]
        if sheet is None:
            sources += [source_line(self.layer, v.filter, self.words) for v in self.series]
        return max(furniture.notes(sheet, x, y, room, self.layer, s, self.words, self.paint) for s in sources)

    def _map(self, box: Box) -> tuple[Frame, marks.Gathered, legend.Drawn]:
        found = mapped.draw(self.sheet, self.layer, self.view, box, self.paint, self.position)
        return found.frame, found.gathered, found.drawn


__all__ = ["Drawing", "draw", "picture"]
