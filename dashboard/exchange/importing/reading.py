"""Reading a file of events: :func:`read` finds out what it is, settles what is open and gives its events batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.exchange.importing import convert, detect
from dashboard.exchange.importing.limits import ROWS
from dashboard.exchange.importing.options import Options, Unreadable
from dashboard.exchange.importing.plan import plan
from dashboard.exchange.importing.report import Report
from dashboard.exchange.importing.schema import SCHEMA
from dashboard.exchange.importing.seen import Seen


@dataclass
class Imported:
    """The events of a file: `batches` gives them once, and fills `report` as it goes."""

    batches: Iterator[pa.RecordBatch]
    report: Report
    size: int = 0
    """Records of the file, if that is known before they are read."""

    def table(self) -> pa.Table:
        """All events at once; the report is complete afterwards."""
        return pa.Table.from_batches(self.batches, schema=SCHEMA)


def read(path: Path | str, options: Options | None = None, known: Iterable[Any] = ()) -> Imported:
    """Open the file of events at `path`. `known` are ids (Arrow arrays of texts) that are there already: duplicates.

    Raises :class:`Question` where `options` must say more and :class:`Unreadable` if the file cannot be used; nothing of the
    file is taken then. Both may also come while the batches are read, from a damage further down.
    """
    path, options = Path(path), options or Options()
    source = detect.source(path, options)
    settled = plan(path.name, source, options)
    report = Report(path.name, source.format, source.unit, notes=source.notes)

    def batches() -> Iterator[pa.RecordBatch]:
        seen = Seen()
        for ids in known:
            seen.remember(ids)
        for batch in source.batches():
            if report.rows + batch.records > ROWS:
                raise Unreadable(path.name, "file", f"at most {ROWS:,} records long", "more")
            if batch.records:
                yield convert.convert(batch, settled, report, seen)

    return Imported(batches(), report, source.size)
