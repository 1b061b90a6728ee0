"""The report of an import: what became of every record of the file, and why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dashboard.exchange.importing.options import printable
from dashboard.layer.faults import Fault

TAKEN: Final = "taken"
REPAIRED: Final = "repaired"
REFUSED: Final = "refused"
DUPLICATE: Final = "duplicate"
REMARK: Final = "remark"
"""A row that is taken as it is, but of which something should be known."""

OUTCOMES: Final = (TAKEN, REPAIRED, REFUSED, DUPLICATE)


@dataclass(frozen=True, slots=True)
class Findings:
    """One thing found in some records: `lines` and `got` are of one length. `done` says what was done about it."""

    outcome: str
    field: str
    must_be: str
    done: str
    lines: Sequence[int]
    got: Sequence[str]


@dataclass
class Report:
    """What came of a file. The four counts of :attr:`counts` add up to :attr:`rows`, the records of the file.

    `format` is the format it was read as, `unit` what the numbers after the file's name count (line or record), `notes` what
    holds for the file as a whole.
    """

    file: str
    format: str = ""
    unit: str = "line"
    rows: int = 0
    notes: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Findings] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Rows that came in, as they were or repaired."""
        return self.counts[TAKEN] + self.counts[REPAIRED]

    @property
    def adds_up(self) -> bool:
        """Whether every record of the file is accounted for."""
        return sum(self.counts[o] for o in OUTCOMES) == self.rows

    def note(self, text: str) -> None:
        """Say something of the whole file, once."""
        if text not in self.notes:
            self.notes.append(text)

    def listed(self) -> Iterator[tuple[Findings, Fault]]:
        """Every finding of every record, in the order of the file."""
        places = sorted((line, n, i) for n, found in enumerate(self.findings) for i, line in enumerate(found.lines))
        for line, n, i in places:
            found = self.findings[n]
            yield found, Fault(printable(self.file), int(line), found.field, found.must_be, printable(found.got[i]))

    def kinds(self) -> list[tuple[str, str, str, int]]:
        """Each kind of finding as (outcome, field, must be, how often), the most frequent first."""
        tally: Counter[tuple[str, str, str]] = Counter()
        for found in self.findings:
            tally[found.outcome, found.field, found.must_be] += len(found.lines)
        return [(*kind, n) for kind, n in tally.most_common()]

    def summary(self) -> str:
        """One line: "1,000 records = 950 taken + 12 repaired + 8 refused + 30 duplicates"."""
        c = self.counts
        return (
            f"{self.rows:,} record{'' if self.rows == 1 else 's'} = {c[TAKEN]:,} taken + {c[REPAIRED]:,} repaired"
            f" + {c[REFUSED]:,} refused + {c[DUPLICATE]:,} duplicate{'' if c[DUPLICATE] == 1 else 's'}"
        )

    def write(self, path: Path) -> None:
        """Write every finding as CSV, whole or not at all. Raises ``OSError``."""
        unfinished = path.with_name(path.name + ".part")
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(("file", self.unit, "outcome", "field", "must_be", "got", "done"))
            for found, fault in self.listed():
                table.writerow((fault.file, fault.line, found.outcome, fault.field, fault.must_be, fault.got, found.done))
        unfinished.replace(path)
