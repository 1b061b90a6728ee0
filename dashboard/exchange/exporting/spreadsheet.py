"""A workbook for Excel and LibreOffice: events, published figures, and a sheet that says what was chosen.

Every text is a cell of type string, so none is run as a formula, turned into a date or followed as a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from dashboard.exchange.exporting.cells import flat
from dashboard.exchange.exporting.rows import FIELDS, Cell
from dashboard.exchange.exporting.selection import Selection
from dashboard.exchange.exporting.tables import FIGURE_COLUMNS, figures

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

WIDTHS: Final = {"title": 60, "summary": 80, "note": 60, "when": 40, "event_id": 32, "figure_id": 32, "claimant": 40}
"""Columns wider than usual, in characters."""


def workbook(selection: Selection) -> bytes:
    """An XLSX file whose dates are those of the data, so that the same data give the same file."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    created = datetime.combine(selection.layer.created, time())
    book.set_properties({"title": selection.title, "comments": selection.description, "created": created})
    _sheet(book, "events", FIELDS, (r.cells() for r in selection.rows))
    _sheet(book, "figures", FIGURE_COLUMNS, figures(selection))
    _sheet(book, "about", ("field", "value"), ({"field": k, "value": v} for k, v in selection.about().items()))
    book.close()
    return stream.getvalue()


def _sheet(book: Workbook, name: str, header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for column, field in enumerate(header):
        sheet.write_string(0, column, field, bold)
        sheet.set_column(column, column, WIDTHS.get(field, 18))
    for line, cells in enumerate(rows, start=1):
        for column, field in enumerate(header):
            value = flat(cells[field])
            if isinstance(value, bool):
                sheet.write_boolean(line, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value:
                sheet.write_string(line, column, value)
    sheet.freeze_panes(1, 1)
