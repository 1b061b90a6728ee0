"""A data package in a zip file, unpacked for as long as it is read."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.layer.tables import PackageError

MAX_BYTES = 500_000_000
"""How much a zip file may hold when unpacked: a hundred times the event layer, and no bomb."""


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of the package at `path`: itself, or where the zip file that it is was unpacked; gone again afterwards.

    Raises :class:`~dashboard.layer.tables.PackageError` if the zip file is broken, too large, or not one package at its top.
    """
    if not (path.is_file() and zipfile.is_zipfile(path)):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as packed:
                size = sum(member.file_size for member in packed.infolist())
                if size > MAX_BYTES:
                    raise PackageError(f"{path.name}:1: 'zip' must be at most {MAX_BYTES} bytes unpacked (got {size})")
                packed.extractall(folder)  # which keeps every member inside the folder
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
            raise PackageError(f"{path.name}:1: 'zip' must be a whole zip file (got {error})") from None
        yield Path(folder)
