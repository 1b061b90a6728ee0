"""What a check works on: the faults it tells, the report it fills, and a package whose tables are read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dashboard.layer.tables import Row, Table


@dataclass
class Fault:
    """One fault: `file` and `line` say where, `field` what, `must_be` and `got` the rest of the message."""

    file: str
    line: int
    field: str
    must_be: str
    got: str

    def __str__(self) -> str:
        got = self.got if len(self.got) <= 120 else self.got[:117] + "..."
        return f"{self.file}:{self.line}: '{self.field}' must be {self.must_be} (got {got})"


@dataclass
class Report:
    """What a check found: the faults, in the order of files and lines, and how many rows each table holds."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return not self.faults

    def summary(self) -> str:
        """One line that says what the package holds."""
        shown = [f"{n} {name.replace('_', ' ')}" for name, n in self.counts.items() if name in _SUMMARY]
        return ", ".join(shown) or "no tables"


_SUMMARY = ("events", "places", "actors", "sources", "figures", "occupations", "emergencies", "statements", "corrections")


@dataclass
class Package:
    """The tables of one package, read once, with only their sound rows kept for the rules."""

    root: Path
    tables: dict[str, Table]
    report: Report
    good: dict[str, list[Row]] = field(default_factory=dict)
    every: dict[str, list[Row]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    names: str = ""

    def fault(self, table: str, row: Row | int, field_: str, must_be: str, got: object) -> None:
        """Tell a fault of `table` at `row`, or at a line of its file."""
        line = row if isinstance(row, int) else row.line
        shown = got if isinstance(got, str) and got.startswith(("nothing", "no ", "a ", "row ")) else repr(got)
        self.report.faults.append(Fault(self.names + self.tables[table].path.name, line, field_, must_be, str(shown)))

    def rows(self, table: str) -> list[Row]:
        """The rows of `table` that its schema found sound."""
        return self.good.get(table, [])

    @cached_property
    def ids(self) -> dict[str, dict[str, Row]]:
        """Sound rows by primary key, of tables whose key is a single column."""
        return {n: {r[t.key[0]]: r for r in self.rows(n)} for n, t in self.tables.items() if len(t.key) == 1}

    def has(self, table: str, value: str) -> bool:
        """Whether a row of `table`, sound or not, has this key: a faulty row is told once, not at every link to it."""
        return table in self.unreadable or value in self._keys.get(table, set())

    @cached_property
    def _keys(self) -> dict[str, set[str]]:
        return {n: {r[t.key[0]] for r in self.every.get(n, [])} for n, t in self.tables.items() if len(t.key) == 1}

    def linked(self, table: str, column: str) -> Callable[[str], bool]:
        """A test whether an id stands in `column` of a link table; always true if that table could not be read."""
        found = {r[column] for r in self.every.get(table, [])}
        return lambda value: table in self.unreadable or value in found
