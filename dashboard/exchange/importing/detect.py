"""What a file is: told by its content, then by its name, never by its name against its content."""

from __future__ import annotations

from pathlib import Path

from dashboard.exchange.importing import delimited
from dashboard.exchange.importing.options import Options
from dashboard.exchange.importing.raw import Source


def source(path: Path, options: Options) -> Source:
    return delimited.source(path, options)
