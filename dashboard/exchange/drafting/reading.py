"""Reading the text that a person gives: UTF-8, or UTF-16 that says so; small enough, and a text at all.

The draft keeps a copy of the text with line feeds as line ends and without a byte order mark, because that is how the rest of
the package reads texts: offsets then mean the same everywhere.
"""

from __future__ import annotations

import codecs
import stat
from dataclasses import dataclass
from pathlib import Path

from dashboard.layer.faults import Fault

LARGEST = 2_000_000
"""Bytes of the largest text that is read: a book of 300 pages."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Refused(Exception):  # noqa: N818 - it says what happened
    """Something given cannot be used; the message has the form ``FILE: 'what' must be X (got Y)``."""

    def __init__(self, file: str, what: str, must_be: str, got: str) -> None:
        fault = Fault(_shown(file), 1, what, must_be, _shown(got))
        super().__init__(str(fault).replace(f"{fault.file}:1:", f"{fault.file}:", 1))


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read: `content` with line feeds, `encoding` as it was found."""

    name: str
    content: str
    encoding: str


def read(path: Path) -> Text:
    """Read the text at `path`; raise :class:`Refused` if it is none. Never more than :data:`LARGEST` bytes are read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(
                path.name or str(path), "text", "a file", "a folder" if stat.S_ISDIR(found.st_mode) else "no plain file"
            )
        if found.st_size > LARGEST:
            raise Refused(path.name, "text", f"at most {LARGEST // 1_000_000} MB long", f"{found.st_size / 1_000_000:.1f} MB")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused(str(path), "text", "a file", "nothing there") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Refused(str(path), "text", "a file that can be read", getattr(error, "strerror", None) or str(error)) from None
    if len(raw) > LARGEST:
        raise Refused(path.name, "text", f"at most {LARGEST // 1_000_000} MB long", "more")
    return Text(path.name, *_decoded(path.name, raw))


def _decoded(name: str, raw: bytes) -> tuple[str, str]:
    encoding = next((e for mark, e in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        content = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise Refused(name, "text", "a text", "bytes of something else") from None
        got = f"the byte {raw[error.start]:#04x} at offset {error.start}" if encoding == "utf-8" else "a broken UTF-16"
        raise Refused(name, "text", "in UTF-8, or in UTF-16 with a byte order mark", got) from None
    if "\0" in content:
        raise Refused(name, "text", "a text", "zero bytes in it, as in a program or a picture")
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if not content.strip():
        raise Refused(name, "text", "a text", "an empty file" if not raw else "nothing but empty lines")
    return content, "UTF-16" if encoding == "utf-16" else "UTF-8"


def _shown(text: str) -> str:
    """A name or value on one line, without the characters that would steer a terminal."""
    plain = "".join(c if c.isprintable() else "?" for c in text)
    return plain if len(plain) <= 80 else plain[:40] + "..." + plain[-37:]
