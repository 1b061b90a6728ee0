"""Archives without their dangers: what is in them is measured and looked at before a byte of it is unpacked."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dashboard.exchange.importing.limits import ARCHIVE_BYTES, ARCHIVE_FREE, ARCHIVE_MEMBERS, ARCHIVE_RATIO
from dashboard.exchange.importing.options import Unreadable, printable

_BLOCK = 2**20


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`, after :func:`check`. Raises :class:`Unreadable`."""
    try:
        with zipfile.ZipFile(path) as archive:
            check(path, archive)
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(path.name, "archive", "a sound zip file without a password", str(error)) from None


def check(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise :class:`Unreadable` if a member would leave the folder that it is unpacked to, or all of them are too much."""
    members = archive.infolist()
    if len(members) > ARCHIVE_MEMBERS:
        raise Unreadable(path.name, "archive", f"at most {ARCHIVE_MEMBERS:,} files", f"{len(members):,}")
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if (
            name.is_absolute()
            or ".." in name.parts
            or ":" in "".join(name.parts[:1])
            or stat.S_ISLNK(member.external_attr >> 16)
        ):
            raise Unreadable(path.name, "archive", "files below its own folder only", repr(member.filename[:80]))
    _measure(path, sum(m.file_size for m in members))


def _measure(path: Path, size: int) -> None:
    packed = max(path.stat().st_size, 1)
    if size > ARCHIVE_BYTES:
        raise Unreadable(path.name, "archive", f"at most {ARCHIVE_BYTES // 2**30} GB unpacked", f"{size / 2**30:.1f} GB")
    if size > ARCHIVE_FREE and size > ARCHIVE_RATIO * packed:
        raise Unreadable(
            path.name, "archive", f"at most {ARCHIVE_RATIO} times smaller than its files", f"{size / packed:.0f} times"
        )


def names(archive: zipfile.ZipFile) -> list[str]:
    """The files of an archive that a person put there, without those that macOS adds."""
    return [
        m.filename
        for m in archive.infolist()
        if not m.is_dir() and not m.filename.startswith("__MACOSX/") and not PurePosixPath(m.filename).name.startswith(".")
    ]


def unpack(path: Path, folder: Path) -> list[Path]:
    """Unpack the archive at `path` into `folder` and return its files. What the archive says of its sizes is not believed."""
    files, size = [], 0
    with opened(path) as archive:
        for name in names(archive):
            target = folder / PurePosixPath(name.replace("\\", "/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, target.open("wb") as stream:
                while block := packed.read(_BLOCK):
                    size += len(block)
                    _measure(path, size)
                    stream.write(block)
            files.append(target)
    return files


def shown(files: list[Path]) -> str:
    """Names of files for a question."""
    return ", ".join(repr(printable(f.name)) for f in files[:8]) + (", ..." if len(files) > 8 else "")
