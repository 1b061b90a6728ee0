"""What the tests of the import share: writing a small file, reading it, and the figures of its report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.exchange.importing import Imported, Options, read
from dashboard.exchange.importing.report import OUTCOMES

ALMATY = Options(zone="Asia/Almaty")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(path: Path, options: Options | None = None) -> tuple[list[dict[str, Any]], Imported]:
    """The events of a file and its report, after the counts were held against each other and against the rows."""
    found = read(path, options)
    table: pa.Table = found.table()
    report = found.report
    assert report.adds_up, report.summary()
    assert report.kept == table.num_rows
    assert all(e["start"] < e["end"] for e in table.select(["start", "end"]).to_pylist())
    return table.to_pylist(), found


def counts(found: Imported) -> dict[str, int]:
    """The outcomes that occurred."""
    return {o: found.report.counts[o] for o in OUTCOMES if found.report.counts[o]}


def told(found: Imported) -> list[str]:
    """Every finding as it is printed, without the name of the file."""
    return [str(fault).partition(":")[2] for _, fault in found.report.listed()]


def when(event: dict[str, Any]) -> tuple[str, str, str]:
    """Start and end in UTC and the precision of an event."""
    return f"{event['start']:%Y-%m-%dT%H:%M}", f"{event['end']:%Y-%m-%dT%H:%M}", event["time_precision"]


def extra(event: dict[str, Any]) -> dict[str, str]:
    """What no field holds."""
    return json.loads(event["extra"]) if event["extra"] else {}
