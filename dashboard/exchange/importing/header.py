"""Where a table of texts begins: lines before the header, the header itself, and HXL's row of tags.

The same for a CSV file and for a sheet. The HXL standard 1.1 puts the tags in a row of their own, which may stand below a
header and within the first 25 rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.exchange.importing import columns
from dashboard.exchange.importing.raw import Profile, unique_names

LOOK: Final = 60
"""Rows among which the header is sought."""

_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")
_DATA = re.compile(r"[-+]?\d+([.,:/ -]\d+)*([.,]\d+)?\S{0,3}")


@dataclass(frozen=True, slots=True)
class Header:
    """`names` of the columns, `tags` of HXL by column or nothing, and the position of the first row of data."""

    names: list[str]
    doubled: list[str]
    tags: dict[str, str]
    before: int
    """Rows before the header."""
    first: int
    """Position of the first row of data."""
    said: bool
    """Whether the file names its columns; else they are numbered from 1."""


def find(rows: Sequence[Sequence[str]]) -> Header:
    """Find the header among the first `rows`. A file that has none gets columns called "1", "2", ..."""
    rows = rows[:LOOK]
    tagged = next((i for i, row in enumerate(rows[:25]) if _is_tags(row)), None)
    if tagged is not None:
        above = next((i for i in range(tagged - 1, -1, -1) if _is_names(rows[i], len(rows[tagged]))), None)
        given = rows[tagged] if above is None else rows[above]
        width = max(len(given), len(rows[tagged]))
        names, doubled = unique_names([*given, *[""] * (width - len(given))])
        tags = {name: re.sub(r"\s", "", tag) for name, tag in zip(names, rows[tagged], strict=False) if tag.strip()}
        return Header(names, doubled, tags, tagged if above is None else above, tagged + 1, said=True)
    width = _width(rows)
    for position, row in enumerate(rows):
        if _is_names(row, width):
            names, doubled = unique_names(row)
            return Header(names, doubled, {}, position, position + 1, said=True)
        if sum(bool(c.strip()) for c in row) > 1 and any(_DATA.fullmatch(c.strip()) for c in row):
            return Header([str(n) for n in range(1, len(row) + 1)], [], {}, position, position, said=False)
    return Header([str(n) for n in range(1, width + 1)], [], {}, 0, 0, said=False)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells that most rows have."""
    counts = [len(row) for row in rows if len(row) > 1]
    return max(sorted(set(counts), reverse=True), key=counts.count) if counts else 1


def _is_tags(row: Sequence[str]) -> bool:
    told = [c.strip() for c in row if c.strip()]
    return len(told) > 1 and all(_TAG.fullmatch(c) for c in told)


def _is_names(row: Sequence[str], width: int) -> bool:
    """Whether a row may be a header: about as wide as the others, mostly filled, and no cell of it a number or a date."""
    told = [c.strip() for c in row if c.strip()]
    filled = len(told) >= 2 and 2 * len(told) >= width and len(row) >= width - 1
    return filled and not any(_DATA.fullmatch(c) for c in told)


def profile(found: Header) -> Profile:
    """What HXL's tags say of the columns; nothing without tags."""
    return Profile(columns.by_tag(found.tags)) if found.tags else Profile()


def notes(found: Header) -> list[str]:
    """What a person should know of where the table began."""
    told = []
    if found.before:
        told.append(f"{found.before} line{' was' if found.before == 1 else 's were'} passed over before the header.")
    if found.tags:
        told.append("The row of HXL tags was read as such.")
    if found.doubled:
        shown = ", ".join(repr(n) for n in dict.fromkeys(found.doubled))
        told.append(f"More than one column is called {shown}: the later ones were numbered.")
    if not found.said:
        told.append("The file does not name its columns; they are called 1, 2, 3 and so on.")
    return told
