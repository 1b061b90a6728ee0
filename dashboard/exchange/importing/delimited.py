"""Tables in text: CSV, TSV and their kin, of any size, block by block, with the line on which each record begins.

Arrow parses a block at a time; where it and the count of the record ends disagree (a stray quotation mark) the block is read
line by line, so that one bad record spoils no other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from dashboard.exchange.importing import header, text
from dashboard.exchange.importing.limits import CELL_CHARACTERS, COLUMNS, FILE_BYTES
from dashboard.exchange.importing.options import Unreadable
from dashboard.exchange.importing.raw import Batch, Broken, Profile, Source, table
from dashboard.exchange.importing.strings import mask

_DELIMITERS: Final = ",;\t|"
_HEAD: Final = 256 * 2**10
_PATIENCE: Final = 4 * text.BLOCK
"""Bytes without the end of a record after which a quotation mark is taken for a stray one."""

csv.field_size_limit(CELL_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The form of one file: `delimiter`, whether there are `quoted` cells, how many lines to `skip` before the records."""

    encoding: text.Encoding
    delimiter: str
    quoted: bool
    skip: int
    header: header.Header


def head(path: Path, encoding: text.Encoding) -> list[str]:
    """The first lines of the file, none of them cut."""
    told = next(text.blocks(path, encoding), b"")
    part = told[:_HEAD].decode(errors="ignore")
    lines = part.split("\n")
    return lines[:-1] if len(told) > _HEAD and len(lines) > 1 else lines


def source(path: Path, encoding: text.Encoding, profile: Profile | None = None, names: Sequence[str] = ()) -> Source:
    """The table at `path`. `names` are the columns of a format without header, which is separated by tabs and knows no quotes.

    Raises :class:`Unreadable` if it is no table.
    """
    size = path.stat().st_size
    if size > FILE_BYTES:
        raise Unreadable(path.name, "file", f"at most {FILE_BYTES // 2**30} GB", f"{size / 2**30:.1f} GB")
    bare = header.Header(list(names), [], {}, 0, 0, said=True)
    dialect = Dialect(encoding, "\t", False, 0, bare) if names else sniff(path, encoding)
    found = Source("", dialect.header.names, lambda: _batches(path, dialect), profile or header.profile(dialect.header))
    found.notes += header.notes(dialect.header)
    if encoding.bare_returns:
        found.notes.append("Lines ended in a carriage return alone.")
    if not encoding.plain:
        found.notes.append(f"The text was in {encoding.name}.")
    return found


def sniff(path: Path, encoding: text.Encoding) -> Dialect:
    """Find delimiter and header of the table at `path`."""
    lines = head(path, encoding)
    if not any(line.strip() for line in lines):
        raise Unreadable(path.name, "file", "a table", "an empty file")
    told = re.fullmatch(r'"?sep=(.)"?', lines[0])
    start = 1 if told else 0
    delimiter = told[1] if told else _delimiter(lines)
    quoted = '"' in "".join(lines)
    rows, starts = [], []
    reader = csv.reader((line + "\n" for line in lines[start:]), delimiter=delimiter)
    before = start
    try:
        for row in reader:
            if row and any(c.strip() for c in row):
                rows.append(row)
                starts.append(before)
            before = start + reader.line_num
            if len(rows) >= header.LOOK:
                break
    except csv.Error:
        pass  # the rows before the fault are enough to find the header
    found = header.find(rows)
    if len(found.names) < 2:
        raise Unreadable(
            path.name, "header", "two or more columns", repr(rows[0][0][:60] if rows else ""), starts[0] + 1 if rows else 1
        )
    if len(found.names) > COLUMNS:
        raise Unreadable(path.name, "header", f"at most {COLUMNS:,} columns", f"{len(found.names):,}")
    skip = starts[found.first] if found.first < len(starts) else before
    return Dialect(encoding, delimiter, quoted, skip, found)


def _delimiter(lines: Sequence[str]) -> str:
    """The character that cuts the most lines into one and the same number of cells."""

    def steadiness(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in _forgiving(lines[: header.LOOK], delimiter) if row]
        wide = [n for n in counts if n > 1]
        if not wide:
            return 0.0, 0
        usual = max(sorted(set(wide), reverse=True), key=wide.count)
        return wide.count(usual) / len(counts), usual

    found = {d: steadiness(d) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: (found[d][0] * min(found[d][1], 4), found[d][1]))


def _forgiving(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        return


# --- reading --------------------------------------------------------------------------------------------------------


def _batches(path: Path, dialect: Dialect) -> Iterator[Batch]:
    """Cut the file into blocks that end with a record, and read each."""
    carry, line, skip = b"", 1, dialect.skip
    for block in text.blocks(path, dialect.encoding):
        block = carry + block
        if skip:
            block, skip, line = _skipped(block, skip, line)
            if skip:
                carry = b""
                continue
        ends = _record_ends(block, dialect.quoted)
        if not len(ends) and len(block) < _PATIENCE:
            carry = block
            continue
        cut = int(ends[-1]) + 1 if len(ends) else block.rfind(b"\n") + 1 or len(block)
        yield _read(block[:cut], ends if len(ends) else None, line, dialect)
        line += block.count(b"\n", 0, cut)
        carry = block[cut:]
    if carry.strip():
        block = carry if carry.endswith(b"\n") else carry + b"\n"
        ends = _record_ends(block, dialect.quoted)
        yield _read(block, ends if len(ends) and ends[-1] == len(block) - 1 else None, line, dialect)


def _skipped(block: bytes, skip: int, line: int) -> tuple[bytes, int, int]:
    at = 0
    while skip:
        found = block.find(b"\n", at)
        if found < 0:
            return block[at:], skip, line
        at, skip, line = found + 1, skip - 1, line + 1
    return block[at:], 0, line


def _record_ends(block: bytes, quoted: bool) -> npt.NDArray[np.int64]:
    """Offsets of the line feeds that end a record: those with an even number of quotation marks before them."""
    raw = np.frombuffer(block, np.uint8)
    if not quoted:
        return np.flatnonzero(raw == 10)
    signs = np.flatnonzero((raw == 10) | (raw == 34))
    feeds = raw[signs] == 10
    even = np.cumsum(~feeds)[feeds] % 2 == 0
    ends: npt.NDArray[np.int64] = signs[feeds][even]
    return ends


def _read(block: bytes, ends: npt.NDArray[np.int64] | None, line: int, dialect: Dialect) -> Batch:
    found = _filled((None if ends is None else _by_arrow(block, ends, line, dialect)) or _by_line(block, line, dialect))
    return _whole_letters(found) if dialect.encoding.broken else found


def _filled(batch: Batch) -> Batch:
    """Leave out records of empty cells only: spreadsheets write hundreds of them, and they are none."""
    first = batch.cells.column(0)
    if not first.null_count:
        return batch
    filled = ~mask(pc.is_null(first))
    for column in batch.cells.columns[1:]:
        filled |= mask(pc.is_valid(column))
    if filled.all():
        return batch
    lines = batch.lines[filled]
    mended = [m for m in batch.mended if m.line in lines]
    return Batch(batch.cells.filter(pa.array(filled)), lines, None, batch.broken, mended)


def _whole_letters(batch: Batch) -> Batch:
    """Take the records out that hold bytes which are no letters."""
    bad = np.zeros(len(batch.lines), bool)
    for column in batch.cells.columns:
        bad |= mask(pc.fill_null(pc.match_substring(column, text.BROKEN), False))
    lines = batch.lines[bad].tolist()
    broken = [Broken(line, "record", "in UTF-8 as the rest of the file", "other bytes") for line in lines]
    mended = [m for m in batch.mended if m.line not in lines]
    return Batch(batch.cells.filter(pa.array(~bad)), batch.lines[~bad], None, [*batch.broken, *broken], mended)


def _by_arrow(block: bytes, ends: npt.NDArray[np.int64], line: int, dialect: Dialect) -> Batch | None:
    """Read a block whose records end at `ends`; ``None`` if Arrow finds other records in it."""
    raw = np.frombuffer(block, np.uint8)
    begins = np.concatenate([[0], ends[:-1] + 1])
    feeds = np.flatnonzero(raw == 10)
    lines = line + np.searchsorted(feeds, begins)
    filled = ends > begins  # Arrow passes empty lines over
    begins, ends, lines = begins[filled], ends[filled], lines[filled]
    if not len(lines):
        return Batch(table(dialect.header.names, []), lines)
    ragged: list[Any] = []

    def keep(row: Any) -> str:
        ragged.append(row)
        return "skip"

    try:
        cells = pacsv.read_csv(
            pa.BufferReader(block),
            read_options=pacsv.ReadOptions(column_names=dialect.header.names, use_threads=False, block_size=len(block) + 1),
            parse_options=pacsv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char='"' if dialect.quoted else False,
                newlines_in_values=dialect.quoted,
                invalid_row_handler=keep,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(dialect.header.names, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        return None
    if len(cells) + len(ragged) != len(lines):
        return None
    good = np.ones(len(lines), bool)
    good[[row.number - 1 for row in ragged]] = False
    swallowed = [
        i for i in _long(lines, line + len(feeds)) if good[i] and _swallows(block[begins[i] : ends[i]].decode(), dialect)
    ]
    if good.all() and not swallowed:
        return Batch(cells, lines)
    cells = cells.filter(pa.array(~np.isin(np.flatnonzero(good), swallowed)))
    records = [(int(lines[i]), block[begins[i] : ends[i]].decode()) for i in np.flatnonzero(~good).tolist()]
    for i in swallowed:
        records += [(int(lines[i]) + n, part) for n, part in enumerate(block[begins[i] : ends[i]].decode().split("\n"))]
        good[i] = False
    found, mended, broken = _ragged(iter(records), dialect)
    if found:
        cells = pa.concat_tables([cells, table(dialect.header.names, [row for _, row in found])])
        numbers = np.concatenate([lines[good], np.array([n for n, _ in found], np.int64)])
        order = np.argsort(numbers, kind="stable")
        return Batch(cells.take(order), numbers[order], None, broken, mended)
    return Batch(cells, lines[good], None, broken)


def _long(lines: npt.NDArray[np.int64], after: int) -> list[int]:
    """Positions of records of more than one line; `after` is the line that follows the last."""
    return np.flatnonzero(np.diff(lines, append=after) > 1).tolist()


def _swallows(record: str, dialect: Dialect) -> bool:
    """Whether a cell of several lines holds whole records: a quotation mark was not meant as one."""
    width = len(dialect.header.names)
    return width > 2 and any(part.count(dialect.delimiter) >= width - 1 for part in record.split("\n")[1:])


def _by_line(block: bytes, line: int, dialect: Dialect) -> Batch:
    """Read each line for itself, as a record."""
    found, mended, broken = _ragged(
        ((line + i, part) for i, part in enumerate(block.decode(errors="replace").split("\n")) if part.strip()), dialect
    )
    lines = np.array([n for n, _ in found], np.int64)
    return Batch(table(dialect.header.names, [row for _, row in found]), lines, None, broken, mended)


def _ragged(
    records: Iterator[tuple[int, str]], dialect: Dialect
) -> tuple[list[tuple[int, list[str]]], list[Broken], list[Broken]]:
    """Sort records into those that can be used, what was mended of them, and those that are broken.

    Only one mending is certain: cells beyond the last column that are empty are left off.
    """
    width = len(dialect.header.names)
    must_be = f"{width} cells, as the header has"
    good, mended, broken = [], [], []
    for line, record in records:
        try:
            parts = (
                record.split(dialect.delimiter)
                if not dialect.quoted
                else next(csv.reader([record], delimiter=dialect.delimiter, strict=True))
            )
        except csv.Error:
            broken.append(Broken(line, "record", "one line whose quotation marks are in pairs", repr(record[:80])))
            continue
        if len(parts) > width and not any(p.strip() for p in parts[width:]):
            mended.append(Broken(line, "record", must_be, f"{len(parts)}, the last ones empty"))
            parts = parts[:width]
        if len(parts) == width:
            good.append((line, parts))
        else:
            broken.append(Broken(line, "record", must_be, f"{len(parts)}: {record[:80]!r}"))
    return good, mended, broken
