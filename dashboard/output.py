"""What a command leaves behind: a whole file, or one line for each thing that it could not use."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path


def written(out: Path, content: bytes) -> str:
    """Write `content` to `out`, whole or not at all; say what stood in the way, if anything did."""
    unfinished = out.with_name(f"{out.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        return f"'out' must be a file that can be written (got {out}: {error.strerror})"
    finally:  # an interrupted one too
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return ""


def refused(problems: Iterable[str]) -> int:
    """Tell every problem, each in its line; return the exit status of a command that has done nothing."""
    for problem in problems:
        sys.stderr.write(f"qantar: {problem}\n")
    return 1
