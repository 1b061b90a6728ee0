"""Pictures drawn in a process of their own, so that who waits for one keeps nobody else waiting.

It is the command ``qantar brief`` itself: a picture is a second or two of work, and a crash or a leak ends with it.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Final

AT_ONCE: Final = BoundedSemaphore(2)
"""How many pictures are drawn at the same time; who comes later waits."""

PATIENCE: Final = 120
"""Seconds after which a picture is given up."""


class NotDrawnError(Exception):
    """The picture could not be drawn; its text is what the command said."""


@lru_cache(maxsize=64)
def draw(query: str, kind: str, size: str, theme: str) -> bytes:
    """The view of a URL query as `kind` ("png", "svg" or "pdf"). Raises `NotDrawnError`."""
    with AT_ONCE, TemporaryDirectory() as folder:
        out = Path(folder) / f"picture.{kind}"
        command = [sys.executable, "-m", "dashboard", "brief", f"?{query}", "--size", size, "--theme", theme, "--out", str(out)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE, cwd=_ROOT)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NotDrawnError(str(error.stderr or error)) from None
        return out.read_bytes()


_ROOT: Final = Path(__file__).parents[2]
"""From here the command finds this very package."""
