"""A page to draw on: matplotlib with the units of :mod:`dashboard.brief.sizes`, and an account of every text on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Final

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from dashboard.brief.sizes import Size

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on the page, in units."""

FONT: Final = "DejaVu Sans"
"""Comes with matplotlib and has Latin, Greek, Cyrillic and Kazakh letters: every machine draws the same picture."""

CAP: Final = 0.729
"""Height of a capital letter of the font, by its size."""

_FILES: Final = {(False, False): "", (True, False): "-Bold", (False, True): "-Oblique", (True, True): "-BoldOblique"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written: `size` in units, `colour`, weight, slant, and the colour of a `halo` that keeps it readable."""

    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A text on the page. `kind` says what it is: "label" on the map, or a part of the furniture."""

    kind: str
    text: str
    artist: Text


@lru_cache(maxsize=4)
def _font(bold: bool, italic: bool) -> FT2Font:
    folder = FilePath(matplotlib.get_data_path()) / "fonts" / "ttf"
    font = FT2Font(str(folder / f"DejaVuSans{_FILES[bold, italic]}.ttf"))
    font.set_size(100, 72)
    return font


@lru_cache(maxsize=20_000)
def _width_of_100(text: str, bold: bool, italic: bool) -> float:
    font = _font(bold, italic)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def width(text: str, style: Style) -> float:
    """How wide `text` is, in units."""
    return _width_of_100(text, style.bold, style.italic) * style.size / 100


def wrapped(text: str, style: Style, room: float, most: int = 0) -> list[str]:
    """`text` in lines no wider than `room`, broken between words; at most `most` lines, of which the last ends in "…"."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", style) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width(f"{last}…", style) > room:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last}…"]
    return lines


class Sheet:
    """A page of `size`: (0, 0) is its upper left corner, y runs downwards, lengths are in units."""

    def __init__(self, size: Size, background: str) -> None:
        self.width, self.height = size.units
        self.figure = Figure(figsize=size.inches, dpi=size.dpi, facecolor=background)
        self.axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.set_axis_off()
        self.points = 72 * size.inches[0] / self.width
        self.written: list[Written] = []

    def path(
        self,
        path: Path,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line: float = 0.0,
        dash: Sequence[float] = (),
        alpha: float = 1.0,
        flat: bool = False,
        at: Affine2D | None = None,
        within: Path | None = None,
    ) -> None:
        """Fill and stroke `path`; `flat` ends lines where they end, `at` moves it to the page, `within` (a path of the page)
        cuts it off."""
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=stroke or "none",
            linewidth=line * self.points if stroke else 0,
            linestyle=(0, [d / line for d in dash]) if dash else "solid",
            capstyle="butt" if dash or flat else "round",
            joinstyle="round",
            alpha=alpha if alpha < 1 else None,
            transform=(at + self.axes.transData) if at else self.axes.transData,
            zorder=1,
        )
        self._add(patch, within)

    def box(self, box: Box, *, radius: float = 0.0, **how: Any) -> None:
        """A rectangle, with rounded corners of `radius`; `how` as for :meth:`path`."""
        self.path(rounded(box, radius) if radius else rectangle(box), **how)

    def line(self, points: Sequence[tuple[float, float]], **how: Any) -> None:
        """A line through `points`; `how` as for :meth:`path`."""
        self.path(Path(np.array(points)), **how)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        kind: str,
        *,
        align: str = "left",
        angle: float = 0.0,
        within: Path | None = None,
    ) -> None:
        """Write `text` with its line at `y`; `angle` in degrees turns it about its middle, which then is at (x, y)."""
        turned: dict[str, Any] = {"rotation": angle, "rotation_mode": "anchor"} if angle else {}
        if style.halo:
            self._halo(x, y, text, style, align, angle, within)
        made = Text(
            x,
            y,
            text,
            color=style.colour,
            fontsize=style.size * self.points,
            family=FONT,
            weight="bold" if style.bold else "normal",
            style="italic" if style.italic else "normal",
            ha=align,
            va="baseline",
            parse_math=False,
            transform=self.axes.transData,
            zorder=1,
            **turned,
        )
        self._add(made, within)
        self.written.append(Written(kind, text, made))

    def _halo(self, x: float, y: float, text: str, style: Style, align: str, angle: float, within: Path | None) -> None:
        """A rim around the letters; a path effect would turn the text itself into outlines."""
        prop = FontProperties(
            family=FONT, weight="bold" if style.bold else "normal", style="italic" if style.italic else "normal"
        )
        outline = TextPath((0, 0), text, size=style.size, prop=prop, usetex=False)
        shift = {"left": 0.0, "center": -0.5, "right": -1.0}[align] * width(text, style)
        place = Affine2D().translate(shift, 0).scale(1, -1).rotate_deg(-angle).translate(x, y)
        self.path(outline, stroke=style.halo, line=3, alpha=0.85, at=place, within=within)

    def _add(self, artist: Any, within: Path | None) -> None:
        self.axes.add_artist(artist)
        if within is not None:
            artist.set_clip_path(within, self.axes.transData)

    def extents(self) -> list[tuple[Written, Box]]:
        """Every text with the box that its letters take when drawn, in units."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        back = self.axes.transData.inverted()
        found = []
        for w in self.written:
            (x0, y1), (x1, y0) = back.transform(w.artist.get_window_extent(renderer).get_points())
            found.append((w, (float(x0), float(y0), float(x1), float(y1))))
        return found


def rectangle(box: Box) -> Path:
    """The outline of a box."""
    left, top, right, bottom = box
    return Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)


def circle(x: float, y: float, r: float) -> Path:
    """A circle around (x, y)."""
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices) * r + (x, y), unit.codes)


def rounded(box: Box, r: float) -> Path:
    """The outline of a box with round corners."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    inward = [((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))]
    vertices: list[tuple[float, float]] = []
    codes: list[Any] = []
    for (x, y), (after, before) in zip(corners, inward, strict=True):
        vertices += [(x + before[0] * r, y + before[1] * r), (x, y), (x + after[0] * r, y + after[1] * r)]
        codes += [Path.LINETO if codes else Path.MOVETO, Path.CURVE3, Path.CURVE3]
    return Path([*vertices, vertices[0]], [*codes, Path.CLOSEPOLY])


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share any of the page."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
