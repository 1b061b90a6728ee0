"""Texts in a column of a page: blocks that stand whole or not at all, under a heading, with the rest counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.brief import symbols
from dashboard.brief.furniture import LEADING, paragraph
from dashboard.brief.paint import Paint
from dashboard.brief.sheet import Sheet, Style, wrapped
from dashboard.brief.sources import Citations
from dashboard.layer.records import Event
from dashboard.locale import Words

INDENT: Final = 19.0
"""Units between the left edge of a column and its texts: room for a symbol."""

BETWEEN: Final = 5.0
"""Units between blocks."""

SIZE: Final = 9.6
"""Size of the letters."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is said of one thing: its `head` in bold, `body`, a muted `note`, and the sources that stand behind it.

    With an `event` it has the symbol of that. Any of the texts may be empty.
    """

    head: str
    body: str = ""
    note: str = ""
    source_ids: tuple[str, ...] = ()
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading. `total` is how many there are of such things in all, `kind` names the texts on the page."""

    kind: str
    heading: str
    blocks: Sequence[Block]
    total: int

    def cut(self, count: int) -> Section:
        """The section with its first `count` blocks."""
        return Section(self.kind, self.heading, self.blocks[:count], self.total)


class Column:
    """How sections are set in a column `room` units wide."""

    def __init__(self, room: float, words: Words, paint: Paint) -> None:
        self.room, self.words, self.paint = room, words, paint

    def height(self, section: Section, cited: Citations) -> float:
        """Units that `section` is high, its heading and the count of the rest included."""
        return self.draw(None, section, 0, 0, cited)

    def fitting(self, section: Section, high: float, cited: Citations) -> Section:
        """`section` with as many of its blocks as are no higher than `high`; with none if not even one is."""
        counts = range(1, len(section.blocks) + 1)
        return section.cut(bisect_right(counts, high, key=lambda count: self.height(section.cut(count), cited)))

    def draw(self, sheet: Sheet | None, section: Section, x: float, y: float, cited: Citations) -> float:
        """Write `section` from (x, y) down; return its lower edge. Without a sheet only measure. An empty one takes no room."""
        if not section.blocks:
            return y
        p = self.paint
        y = paragraph(sheet, x, y, section.heading, Style(11.5, p.ink, bold=True), self.room, section.kind) + 4
        for block in section.blocks:
            y = self._block(sheet, block, section.kind, x, y, cited) + BETWEEN
        rest = section.total - len(section.blocks)
        if rest:
            text = self.words.plural("and {n} more", "and {n} more", rest)
            y = paragraph(sheet, x + INDENT, y, text, Style(SIZE, p.muted), self.room - INDENT, section.kind) + BETWEEN
        return y - BETWEEN

    def _block(self, sheet: Sheet | None, block: Block, kind: str, x: float, y: float, cited: Citations) -> float:
        p = self.paint
        numbers = cited.mark(block.source_ids)
        texts = [
            (block.head, Style(SIZE, p.ink, bold=True)),
            (block.body, Style(SIZE, p.ink)),
            (block.note, Style(8.8, p.muted)),
        ]
        texts = [(text, style) for text, style in texts if text]
        if numbers:
            text, style = texts[-1]
            texts[-1] = f"{text} {numbers}", style
        middle = y + SIZE * LEADING / 2 + 1
        if sheet is not None and block.event is not None:
            symbols.draw(sheet, x + 7, middle, 6.5, block.event.category, block.event.status, p)
        elif sheet is not None:
            sheet.box((x + 5, middle - 2, x + 9, middle + 2), fill=p.muted)
        for text, style in texts:
            y = paragraph(sheet, x + INDENT, y, text, style, self.room - INDENT, kind)
        return y


def running(sheet: Sheet | None, x: float, y: float, room: float, heading: str, parts: Sequence[str], paint: Paint) -> float:
    """A list run on like a text, each part unbroken where it can be; return the lower edge."""
    style = Style(8.4, paint.muted)
    lines = [heading]
    for part in parts:
        longer = f"{lines[-1]}   {part}"
        if wrapped(longer, style, room)[1:]:
            lines.append(part)
        else:
            lines[-1] = longer
    for line in lines:
        y = paragraph(sheet, x, y, line, style, room, "sources")
    return y
