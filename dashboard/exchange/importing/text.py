"""Which characters the bytes of a text file are, and the file as UTF-8 with line feeds, block by block.

UTF-8 and what carries a byte order mark are certain. Of the eight-bit alphabets only one may be plausible, or it is asked.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.exchange.importing.limits import DOCUMENT_BYTES
from dashboard.exchange.importing.options import Question, Unreadable

BLOCK: Final = 8 * 2**20
"""Bytes that are read at a time."""

BROKEN: Final = "\ufffd"
"""What stands for bytes that are no letter."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_EIGHT_BIT: Final = ("cp1251", "cp1252", "cp1253", "mac_roman", "mac_cyrillic", "mac_greek", "koi8_r", "cp866")
"""Alphabets of one byte a letter that files of newsrooms between Athens and Almaty come in."""

_SAMPLE: Final = 64 * 2**10


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded."""

    name: str
    bare_returns: bool
    """Lines end in a carriage return alone, as on a Macintosh of old."""
    broken: bool = False
    """Some bytes are not in that encoding: :data:`BROKEN` stands for them in what is read."""

    @property
    def plain(self) -> bool:
        """Whether the bytes are UTF-8 as they stand."""
        return self.name in {"utf-8", "utf-8-sig"} and not self.broken


def detect(path: Path, told: str = "") -> Encoding:
    """How the text at `path` is encoded.

    Raises :class:`Question` if two alphabets are as plausible, and :class:`Unreadable` if it is no text or not in the
    encoding `told`.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    name = told or next((e for mark, e in _MARKS if head.startswith(mark)), "") or _wide(head)
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise Unreadable(path.name, "encoding", "the name of an encoding, such as cp1251", repr(told)) from None
    if not name and b"\0" in head:
        raise Unreadable(path.name, "file", "a text", "zero bytes in it, as in a program or a picture")
    fault = _fault(path, name or "utf-8")
    if fault and name:
        raise Unreadable(path.name, "encoding", f"{name} throughout", fault)
    broken = bool(fault) and _mostly_utf8(sample := _telling(path))
    if fault and not broken:
        name = _eight_bit(path.name, sample)
    text = head.decode(name or "utf-8", errors="ignore")
    return Encoding(name or "utf-8", "\r" in text and "\n" not in text, broken)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most lines with letters beyond ASCII are UTF-8, as no other alphabet is by chance."""
    lines = sample.split(b"\n")
    return sum(_is_utf8(line) for line in lines) > len(lines) / 2


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: signs and digits have a zero byte, all of them on the same side."""
    first, second = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or first + second < len(head) // 20 or min(first, second) > (first + second) // 20:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _fault(path: Path, encoding: str) -> str:
    """Where the file is not in `encoding`; empty if it is."""
    decoder, at = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return f"the byte {error.object[error.start]:#04x} near offset {at + error.start}"
            at += len(block)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "a file that ends in the middle of a letter"
    return ""


def of_bytes(file: str, raw: bytes) -> str:
    """The encoding of bytes that are held in memory, the attributes of a Shapefile. Raises :class:`Question`."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        lines = re.findall(rb"[^\0-\x1f]*[\x80-\xff][^\0-\x1f]*", raw)
        return _eight_bit(file, b"\n".join(re.sub(rb" {2,}", b"\n", line) for line in lines)[:_SAMPLE])
    return "utf-8"


def _eight_bit(file: str, sample: bytes) -> str:
    likely = {}
    for name in _EIGHT_BIT:
        try:
            likely[name] = _oddness(sample.decode(name))
        except UnicodeDecodeError:
            continue
    ranked = sorted(likely, key=lambda n: (likely[n], _EIGHT_BIT.index(n)))
    best = [n for n in ranked if likely[n] <= likely[ranked[0]] + 0.02]
    texts = {sample.decode(n) for n in best}
    if len(texts) > 1 or likely[ranked[0]] > 0.2:
        shown = "; ".join(f"{n}: “{_first_word(sample.decode(n))}”" for n in (best if len(best) > 1 else ranked)[:3])
        raise Question(file, "encoding", "--encoding", f"the letters may be in more than one encoding ({shown})", tuple(best))
    return ranked[0]


def _telling(path: Path) -> bytes:
    """The lines that hold bytes beyond ASCII, up to a sample's length."""
    kept, size = [], 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            for line in re.findall(rb"[^\r\n]*[\x80-\xff][^\r\n]*", block):
                kept.append(line)
                size += len(line)
                if size >= _SAMPLE:
                    return b"\n".join(kept)
    return b"\n".join(kept)


_COMMON: Final = frozenset("éèêëàâäáãåæçíîïñóôöøœúûüßÉÖÜÄÅÇ°’‘“”–—…№«»§·•€ ")
"""Letters and signs beyond ASCII that stand in Latin texts of newsrooms."""


def _oddness(text: str) -> float:
    """The share of letters and signs beyond ASCII that do not stand as they do in words: 0 for a text read rightly."""
    odd = total = 0
    for word in re.findall(r"[^\s,;:.!?()\"'|/-]+", text):
        beyond = [c for c in word if ord(c) > 127]
        scripts = {_script(c) for c in word if c.isalpha()}
        total += len(beyond)
        if len(scripts) > 1 or _CROWDED.search(word):
            odd += len(beyond)
            continue
        for before, c, after in zip(" " + word, word, word[1:] + " ", strict=False):
            if ord(c) < 128:
                continue
            if scripts == {"LATIN"} or not c.isalpha():
                odd += c not in _COMMON or (before.islower() and c.isupper()) or len(beyond) > (len(word) + 1) / 2
            else:
                odd += (
                    c in _RARE
                    or (before.islower() and c.isupper())
                    or (c == "ς" and after.isalpha())
                    or (c in "ъь" and before == " ")
                )
    return odd / total if total else 0.0


_RARE: Final = frozenset("ЂЃѓ‰ЉЊЌЋЏђљњќћџЎўЈҐЄЇЅјѕћΐΰ")
"""Letters that Russian, Kazakh and Greek hardly use: they are what other bytes look like."""

_CROWDED: Final = re.compile(
    r"[бвгджзклмнпрстфхцчшщ]{6}|[βγδζθκλμνξπρστφχψς]{5}|[бвгджзклмнпрстфхцчшщ]{4}$|^[бвгджзклмнпрстфхцчшщъь]{5}|[аеиоуыэюя]{5}|[αεηιουω]{6}",
    re.IGNORECASE,
)
"""More consonants or vowels in a row than words have."""


def _script(c: str) -> str:
    return unicodedata.name(c, "").split(" ")[0]


def _first_word(text: str) -> str:
    return next((w for w in text.split() if any(ord(c) > 127 for c in w)), "")[:20]


def blocks(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """The file as UTF-8 without byte order mark, every line ended by a line feed alone."""
    how = "replace" if encoding.broken else "strict"
    decoder = None if encoding.plain else codecs.getincrementaldecoder(encoding.name)(how)
    first, held = True, False
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if decoder:
                block = decoder.decode(block).removeprefix("\ufeff" if first else "").encode()
            elif first:
                block = block.removeprefix(codecs.BOM_UTF8)
            first = False
            if held:
                block = b"\r" + block
            held = block.endswith(b"\r")
            block = block.removesuffix(b"\r")
            if b"\r" in block:
                block = block.replace(b"\r\n", b"\n")
            yield block.replace(b"\r", b"\n") if b"\r" in block else block
    if held:
        yield b"\n"


def whole(path: Path, told: str = "") -> tuple[str, str]:
    """The whole text at `path` and its encoding; for documents, at most :data:`DOCUMENT_BYTES` long."""
    size = path.stat().st_size
    if size > DOCUMENT_BYTES:
        raise Unreadable(path.name, "file", f"at most {DOCUMENT_BYTES // 2**20} MB for this format", f"{size / 2**20:.0f} MB")
    encoding = detect(path, told)
    return b"".join(blocks(path, encoding)).decode(), encoding.name
