"""Numbers as people read them: quantiles, units and Markdown tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table with a title above it and a note below."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""

    def markdown(self) -> str:
        """As GitHub shows it; numbers to the right, which is every column but the first."""
        lines = [self.head, ["---", *["---:"] * (len(self.head) - 1)], *self.rows]
        body = "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
        return f"### {self.title}\n\n{body}\n" + (f"\n{self.note}\n" if self.note else "")


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not exceeded by `share` of all (nearest rank); not a number if there is none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def spread(values: Sequence[float]) -> dict[str, float]:
    """Count, median, 95th percentile and largest."""
    return {"n": len(values), "p50": quantile(values, 0.5), "p95": quantile(values, 0.95), "max": max(values, default=math.nan)}


def ms(value: float) -> str:
    """Milliseconds: one decimal below ten, none above."""
    return "–" if math.isnan(value) else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def kb(count: float) -> str:
    """Bytes as KB of 1,000."""
    return "–" if math.isnan(count) else f"{count / 1000:,.1f}" if count < 100_000 else f"{count / 1000:,.0f}"
