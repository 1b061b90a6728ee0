"""A line on the terminal that says how far a long piece of work is; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self, TextIO

EVERY: Final = 0.1
"""Seconds between two changes of the line."""

WIDTH: Final = 24
"""Characters of the bar."""


class Progress:
    """A context in which `step` tells what is done; with a `total` it is a bar, without one a count and a rate.

    Written to standard error, and only if that is a terminal, so that logs and pipes stay clean.
    """

    def __init__(self, what: str, total: int | None = None, unit: str = "", stream: TextIO | None = None) -> None:
        self._what, self._total, self._unit = what, total, unit
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._done = 0
        self._begin = time.monotonic()
        self._last = 0.0

    def step(self, count: int = 1, now: str = "") -> None:
        """`count` more are done; `now` names what is being worked on."""
        self._done += count
        moment = time.monotonic()
        if self._shown and moment - self._last >= EVERY:
            self._last = moment
            self._write(now)

    def _write(self, now: str) -> None:
        seconds = max(time.monotonic() - self._begin, 1e-6)
        rate = f"{self._done / seconds:,.0f} {self._unit}/s" if self._unit else f"{seconds:.0f} s"
        if self._total:
            filled = min(WIDTH, WIDTH * self._done // self._total)
            head = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {self._done:,}/{self._total:,}"
        else:
            head = f"{self._done:,} {self._unit}"
        self._stream.write(f"\r\x1b[K{self._what} {head} {rate} {now}"[:110])
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
