"""A line on the terminal that says how far a long work is: shown after two seconds, only where somebody can see it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

PATIENCE: Final = 2.0
"""Seconds before the line appears."""

_EVERY: Final = 0.2
_WIDTH: Final = 24


def shown(batches: Iterable[pa.RecordBatch], done: Iterable[int], size: int) -> Iterator[pa.RecordBatch]:
    """Hand `batches` on. `done` gives the records worked through so far, at each batch; `size` is how many there are, or 0."""
    began = last = time.monotonic()
    drawn = False
    try:
        for batch, rows in zip(batches, done, strict=False):
            yield batch
            now = time.monotonic()
            if sys.stderr.isatty() and now - began > PATIENCE and now - last > _EVERY:
                sys.stderr.write("\r" + line(rows, size, now - began) + "\x1b[K")
                sys.stderr.flush()
                drawn, last = True, now
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def line(rows: int, size: int, seconds: float) -> str:
    """ "[####----]  40%  400,000 rows  210,000 rows/s"; without a bar if the size is not known."""
    told = f"{rows:,} rows  {rows / seconds:,.0f} rows/s" if seconds else f"{rows:,} rows"
    if not size:
        return told
    share = min(rows / size, 1.0)
    filled = round(_WIDTH * share)
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {share:4.0%}  {told}"
