"""`Legend`: what each look stands for, in lines under the plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.brief.plotted.colours import Colour
from dashboard.brief.plotted.lettering import Lettering, read, wrapped
from dashboard.brief.plotted.page import Box, Put, put
from dashboard.brief.plotted.plot import Bars, Scatter

LOOK: Final = 22.0
"""Pixels for a symbol and the gap after it."""

LARGEST: Final = 14.0
"""Pixels of the largest symbol."""

ROW: Final = 18.0
"""Pixels of a line."""

BETWEEN: Final = 16.0
"""Pixels from one entry to the next."""


@dataclass(frozen=True)
class Legend:
    """The names of `traces`, in their order, as many in a line as `room` pixels hold."""

    traces: Sequence[Scatter | Bars]
    size: float
    ink: Colour
    room: float

    def _entries(self) -> Iterator[tuple[Scatter | Bars, Lettering, float, float]]:
        """Trace, name, and the pixels from the left and the top at which its entry begins."""
        x = y = 0.0
        for trace in self.traces:
            name = read(trace.name, self.size)
            if LOOK + name.width > self.room:
                name = wrapped(" ".join(name.lines), self.size, self.room - LOOK)
            wide = LOOK + name.width
            if x and x + wide > self.room:
                x, y = 0.0, y + ROW
            yield trace, name, x, y
            x += wide + BETWEEN
            if len(name.lines) > 1:
                x, y = 0.0, y + name.height + ROW - self.size

    @property
    def height(self) -> float:
        """Pixels of all lines."""
        return max((y + name.height + ROW - self.size for _, name, _, y in self._entries()), default=0.0)

    def words(self, left: float, top: float) -> list[Put]:
        """The names, with the first entry at `left` and `top`."""
        return [
            put(name, self.ink, left + x + LOOK, top + y + (ROW - self.size) / 2, "left", "top", "key")
            for _, name, x, y in self._entries()
        ]

    def looks(self, left: float, top: float) -> Iterator[tuple[Scatter | Bars, Box]]:
        """Every trace with the box of its symbol."""
        for trace, _, x, y in self._entries():
            middle, half = top + y + ROW / 2, 5.5
            yield trace, Box(left + x + 3, middle - half, left + x + 3 + 2 * half, middle + half)
