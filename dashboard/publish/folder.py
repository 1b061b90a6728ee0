"""A folder that is replaced as a whole: readers find the old one or the new one, never half of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"
VERSIONS: Final = "v"
"""Where the pinned versions are, one folder each; what is in one of them never changes."""


class FolderError(Exception):
    """A folder that cannot be written; its text is for the user."""


def check(out: Path) -> None:
    """Raise `FolderError` unless `out` can become, or is, a site of ours."""
    _recover(out)
    if out.exists() and not out.is_dir():
        raise FolderError(f"'out' must be a folder (got the file {out})")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise FolderError(f"'out' must be new, empty, or a site made by this command (got {out})")
    home = _home(out)
    if not os.access(home, os.W_OK):
        raise FolderError(f"'out' must be in a folder that can be written (got {home})")


def replace(out: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by path, as the new content of `out`, and keep the pinned versions that are there.

    Raises `FolderError` if a pinned version would change, or for what the file system refuses; `out` is then as it was.
    """
    check(out)
    fresh, gone = _beside(out, "building"), _beside(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        for path, content in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _keep_versions(out, fresh)
        if out.exists():
            out.rename(gone)
        fresh.rename(out)
        shutil.rmtree(gone, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise FolderError(f"'out' must be a folder that can be written (got {out}: {error.strerror})") from None
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _keep_versions(out: Path, fresh: Path) -> None:
    for version in sorted((out / VERSIONS).glob("*")):
        mine = fresh / VERSIONS / version.name
        if mine.exists():
            _compare(version, mine)
        else:
            shutil.copytree(version, mine, copy_function=_link)


def _compare(before: Path, after: Path) -> None:
    """A version's name holds the hash of its content; this guards against a folder changed by hand."""
    for path in sorted(p for p in before.rglob("*") if p.is_file()):
        again = after / path.relative_to(before)
        if not again.is_file() or again.read_bytes() != path.read_bytes():
            raise FolderError(f"'out' must hold pinned versions as they were made (got a changed {path})")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _recover(out: Path) -> None:
    """After a run that was killed between its two renames the old folder stands beside its place."""
    gone = _beside(out, "old")
    if gone.is_dir() and not out.exists():
        gone.rename(out)
    shutil.rmtree(gone, ignore_errors=True)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _home(out: Path) -> Path:
    return next(p for p in out.absolute().parents if p.exists())
