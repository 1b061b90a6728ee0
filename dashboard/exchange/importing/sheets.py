"""Spreadsheets: XLSX, XLS and ODS, one sheet of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.exchange.importing import archives, columns, header
from dashboard.exchange.importing.limits import COLUMNS, DOCUMENT_BYTES
from dashboard.exchange.importing.options import Options, Question, Unreadable
from dashboard.exchange.importing.raw import BATCH_ROWS, Batch, Source, table


def source(path: Path, options: Options) -> Source:
    """The sheet of the workbook at `path` that `options` name, or the only one that is not empty.

    Raises :class:`Question` if there are more, :class:`Unreadable` if it is no workbook.
    """
    from python_calamine import CalamineError, load_workbook

    if path.stat().st_size > DOCUMENT_BYTES:
        raise Unreadable(path.name, "file", f"at most {DOCUMENT_BYTES // 2**20} MB for a spreadsheet", "more")
    if zipfile.is_zipfile(path):
        with archives.opened(path):
            pass  # the check is all
    try:
        book = load_workbook(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in _wanted(path, book, options)}
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(path.name, "file", "a spreadsheet that can be read", str(error)) from None
    filled = {name: rows for name, rows in sheets.items() if any(any(c != "" for c in row) for row in rows)}
    if not filled:
        raise Unreadable(path.name, "file", "a table", "empty sheets")
    placed = [name for name, rows in filled.items() if len(filled) > 1 and _has_places(rows)]
    if len(filled) > 1 and len(placed) != 1:
        raise Question(
            path.name, "part", "--part", f"more than one sheet has rows ({', '.join(map(repr, filled))})", tuple(filled)
        )
    name = placed[0] if placed else next(iter(filled))
    found = _of_rows(path, filled[name])
    if placed:
        found.notes.append(f"The sheet {name!r} was read: no other has coordinates.")
    return found


def _has_places(sheet: list[list[Any]]) -> bool:
    """Whether a sheet has columns of coordinates by their names."""
    found = header.find([[_text(c) for c in row] for row in sheet[: header.LOOK] if any(c != "" for c in row)])
    fields = columns.by_tag(found.tags) if found.tags else columns.by_name(found.names)
    return "lat" in fields or "point" in fields


def _wanted(path: Path, book: Any, options: Options) -> list[str]:
    if options.part and options.part not in book.sheet_names:
        raise Unreadable(path.name, "part", f"a sheet ({', '.join(book.sheet_names)})", repr(options.part))
    return [options.part] if options.part else list(book.sheet_names)


def _of_rows(path: Path, sheet: list[list[Any]]) -> Source:
    lines = [number for number, row in enumerate(sheet, 1) if any(c != "" for c in row)]
    rows = [[_text(c) for c in sheet[number - 1]] for number in lines]
    found = header.find(rows)
    if not 2 <= len(found.names) <= COLUMNS:
        raise Unreadable(path.name, "header", f"from 2 to {COLUMNS:,} columns", str(len(found.names)), lines[0])
    width = len(found.names)

    def batches() -> Iterator[Batch]:
        for first in range(found.first, len(rows), BATCH_ROWS):
            part = rows[first : first + BATCH_ROWS]
            padded = ((row + [""] * (width - len(row)))[:width] for row in part)
            yield Batch(table(found.names, padded), np.array(lines[first : first + BATCH_ROWS], np.int64))

    return Source("", found.names, batches, header.profile(found), notes=header.notes(found), size=len(rows) - found.first)


def _text(cell: Any) -> str:
    """A cell as it reads: whole numbers without a point, dates without a clock that nobody set."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):  # a time of day, as some programs keep it
        return f"{int(cell.total_seconds()) // 3600:02d}:{int(cell.total_seconds()) // 60 % 60:02d}"
    return str(cell)
