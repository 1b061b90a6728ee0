"""`Page`: a matplotlib figure, or a part of one, as a sheet of pixels on which paths and texts are put."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from matplotlib.figure import FigureBase
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from dashboard.brief.plotted.colours import Colour
from dashboard.brief.plotted.lettering import ASCENT, LEADING, MIDDLE, Lettering, typeface

DASHES: Final = {"dot": 3.0, "dash": 9.0}
"""Pixels of a piece of a broken line, and of the gap after it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Whether the two overlap, or come nearer to each other than `gap` pixels."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: Box) -> Box:
        """The part of the box that lies in `other`."""
        return Box(
            min(max(self.left, other.left), other.right),
            min(max(self.top, other.top), other.bottom),
            max(min(self.right, other.right), other.left),
            max(min(self.bottom, other.bottom), other.top),
        )

    def scaled(self, zoom: float) -> Box:
        """The box `zoom` times as large and as far from the corner of the page."""
        return Box(self.left * zoom, self.top * zoom, self.right * zoom, self.bottom * zoom)

    @property
    def outline(self) -> Path:
        """Its edge."""
        corners = [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
        return Path([*corners, corners[0]], closed=True)


Align = Literal["left", "center", "right"]
Level = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Put:
    """A text on the page: where its lines lie, from the left, right or middle of which (`x`), and its ink."""

    text: Lettering
    ink: Colour
    x: float
    top: float
    align: Align = "left"
    kind: str = "label"
    """What it is: tick, annotation, number, key, or a part of what stands around the chart."""

    def scaled(self, zoom: float) -> Put:
        """The text `zoom` times as large and as far from the corner of the page."""
        return replace(self, text=self.text.sized(self.text.size * zoom), x=self.x * zoom, top=self.top * zoom)

    @property
    def box(self) -> Box:
        """The room that it takes."""
        width = self.text.width
        left = {"left": self.x, "center": self.x - width / 2, "right": self.x - width}[self.align]
        return Box(left, self.top, left + width, self.top + self.text.height)


def put(
    text: Lettering, ink: Colour, x: float, y: float, align: Align = "left", level: Level = "middle", kind: str = "label"
) -> Put:
    """A text with its top, bottom or middle (`level`) at `y`. In the middle it is the capitals that count."""
    size = text.size
    capitals = size * (LEADING * (len(text.lines) - 1) / 2 + ASCENT - MIDDLE)
    top = {"top": y, "bottom": y - text.height, "middle": y - capitals}[level]
    return Put(text, ink, x, top, align, kind)


class Page:
    """A sheet over all of `figure`, `pixel` points to the pixel, with its origin at the top left.

    `texts` are those that were written, for whoever asks what lies where.
    """

    def __init__(self, figure: FigureBase, pixel: float = 1.0) -> None:
        root = figure.figure
        dpi = root.dpi
        edges = figure.bbox  # type: ignore[attr-defined]
        self._figure = figure
        self._pixel = pixel
        inch = 72 / pixel
        self.box = Box(0, 0, edges.width / dpi * inch, edges.height / dpi * inch)
        self._to_display = (
            Affine2D().scale(1 / inch, -1 / inch).translate(edges.x0 / dpi, edges.y1 / dpi) + root.dpi_scale_trans
        )
        self.texts: list[Put] = []
        self._layers = itertools.count()
        self._zoom = 1.0

    def zoomed(self, zoom: float) -> Page:
        """The same sheet in pixels that are `zoom` times as large; what is put on it is told by both."""
        page = copy.copy(self)
        page._zoom = self._zoom * zoom
        page.box = self.box.scaled(1 / zoom)
        return page

    def path(
        self,
        path: Path,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 1.0,
        dash: str = "solid",
        clip: Box | None = None,
    ) -> None:
        """Draw `path`, filled or stroked or both, cut at the edge of `clip`. What comes later lies above."""
        zoom = self._zoom
        patch = PathPatch(
            Affine2D().scale(zoom).transform_path(path),
            facecolor=fill or "none",
            edgecolor=stroke if stroke and width else "none",
            linewidth=width * zoom * self._pixel,
            linestyle="solid" if dash == "solid" else (0, (DASHES[dash] / width,) * 2),  # in widths of the line
            capstyle="butt",
            joinstyle="miter",
            transform=self._to_display,
        )
        patch.set_zorder(next(self._layers))
        self._figure.add_artist(patch, clip=False)
        if clip is not None:
            clip = clip.scaled(zoom)
            patch.set_clip_box(TransformedBbox(Bbox([[clip.left, clip.top], [clip.right, clip.bottom]]), self._to_display))

    def line(self, points: Sequence[tuple[float, float]], stroke: Colour, width: float = 1.0, dash: str = "solid") -> None:
        """Draw a line through `points`."""
        self.path(Path(points), stroke=stroke, width=width, dash=dash)

    def write(self, text: Put) -> None:
        """Write `text`."""
        text = text.scaled(self._zoom)
        size = text.text.size
        for i, line in enumerate(text.text.lines):
            artist = Text(
                text.x,
                text.top + size * (ASCENT + LEADING * i),
                line,
                color=text.ink,
                horizontalalignment=text.align,
                verticalalignment="baseline",
                fontproperties=typeface(size * self._pixel, text.text.bold),
                parse_math=False,
                transform=self._to_display,
            )
            artist.set_zorder(1_000_000)  # above all paths
            self._figure.add_artist(artist, clip=False)
        self.texts.append(text)
