"""Cells of tables as text: lists in one cell, and texts that a spreadsheet would run.

Two rules, both undone by the functions beside them.

*Lists.* Values are joined by `` | ``; within a value a backslash stands before every ``|`` and ``\\``. An empty cell is an
empty list (and a list of one empty value).

*Formulas.* A spreadsheet runs a cell of a CSV file that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end. Such a
text gets one apostrophe in front. So that it can be taken off again, a text that begins with apostrophes and then one of
these signs gets one more. Numbers are written as numbers and are never touched.
"""

from __future__ import annotations

import re

from dashboard.exchange.exporting.rows import Cell

_BETWEEN = " | "
_RUNS = "=+\\-@\t\r\n＝＋－＠"  # the wide forms are run by East Asian editions
_TO_GUARD = re.compile(f"'*[{_RUNS}]")
_GUARDED = re.compile(f"'+[{_RUNS}]")


def join(values: tuple[str, ...]) -> str:
    """A list as one text."""
    return _BETWEEN.join(re.sub(r"[\\|]", r"\\\g<0>", value) for value in values)


def split(text: str) -> tuple[str, ...]:
    """The list that :func:`join` wrote."""
    if not text:
        return ()
    # a sign within a value has a backslash, never a space, before it
    return tuple(re.sub(r"\\([\\|])", r"\1", part) for part in text.split(_BETWEEN))


def guard(text: str) -> str:
    """`text` so that no spreadsheet runs it."""
    return "'" + text if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """The text that :func:`guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def flat(value: Cell) -> str | int | float | bool | None:
    """`value` for a format without lists."""
    return join(value) if isinstance(value, tuple) else value


def text(value: Cell) -> str:
    """`value` as the text of a cell: flags as ``true`` and ``false``, nothing for what is not said."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(flat(value))
