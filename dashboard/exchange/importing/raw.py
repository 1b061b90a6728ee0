"""What every reader hands on: the records of a file as columns of text, in batches, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

BATCH_ROWS = 50_000
"""Records in a batch, of files that are not cut by bytes."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read as one."""

    line: int
    field: str
    must_be: str
    got: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records: `cells` with a column of text for each name (null where there is nothing), the line or number of each, and
    their geometries as WKB in the system of the source, if it has any. `mended` are lines of `cells` that were repaired in
    reading.
    """

    cells: pa.Table
    lines: npt.NDArray[np.int64]
    shapes: pa.Array | None = None
    broken: Sequence[Broken] = ()
    mended: Sequence[Broken] = ()

    @property
    def records(self) -> int:
        """How many records of the file this batch speaks for."""
        return len(self.lines) + len(self.broken)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a format says of its own columns, so that nothing of it need be found out.

    `fields` maps fields to columns; `closed` formats have no others worth looking for. `rules` may derive fields from the
    cells: columns of texts by field, and `coarse`, which says "week" or "month" where a date stands for one. `zone` and
    `dates` are the zone and the order of day and month that the format has.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    rules: Callable[[pa.Table], dict[str, Any]] | None = None
    zone: str = ""
    dates: str = ""


@dataclass
class Source:
    """A file ready to be read. `batches` begins anew each time it is called."""

    format: str
    columns: Sequence[str]
    batches: Callable[[], Iterator[Batch]]
    profile: Profile = field(default_factory=Profile)
    unit: str = "line"
    notes: list[str] = field(default_factory=list)
    crs: str = ""
    shapes: bool = False
    size: int = 0
    """Records, if that is known before reading."""


def table(columns: Sequence[str], records: Iterable[Sequence[str | None]]) -> pa.Table:
    """Records of texts, each as long as `columns`, as a table; empty texts become null."""
    cells = list(zip(*records, strict=True)) or [()] * len(columns)
    return pa.Table.from_arrays([pa.array([c or None for c in column], pa.string()) for column in cells], names=list(columns))


def from_dicts(records: Sequence[Mapping[str, str | None]], shapes: Sequence[bytes | None] | None = None) -> Source:
    """A source of records in memory, each a mapping of texts; the columns are in the order in which they are first met."""
    columns = list(dict.fromkeys(name for record in records for name in record))

    def batches() -> Iterator[Batch]:
        for first in range(0, len(records), BATCH_ROWS):
            part = records[first : first + BATCH_ROWS]
            cells = table(columns, ([r.get(c) for c in columns] for r in part))
            if not columns:
                cells = pa.table({"": pa.nulls(len(part), pa.string())})
            lines = np.arange(first + 1, first + len(part) + 1, dtype=np.int64)
            yield Batch(cells, lines, None if shapes is None else pa.array(shapes[first : first + len(part)], pa.binary()))

    return Source("", columns, batches, unit="record", shapes=shapes is not None, size=len(records))


def unique_names(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names without doubles ("date", "date (2)") and without blanks ("column 3"); and which names were doubled."""
    found: dict[str, int] = {}
    told, doubled = [], []
    for position, name in enumerate(names, 1):
        plain = " ".join(name.split()) or f"column {position}"
        found[plain] = found.get(plain, 0) + 1
        if found[plain] > 1:
            doubled.append(plain)
            plain = f"{plain} ({found[plain]})"
            found[plain] = 1
        told.append(plain)
    return told, doubled
