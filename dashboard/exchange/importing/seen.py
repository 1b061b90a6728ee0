"""Which records have been seen: ids and contents as 64-bit hashes, so that ten million of them fit in memory.

Two different ids share a hash once in some millions of files of a million rows.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pandas.util import hash_array

Hashes = npt.NDArray[np.uint64]

_KEY = "qantar-events-01"


def hashes(texts: Any) -> Hashes:
    """A hash of each text of a column without nulls, for comparing within one run."""
    told: Hashes = hash_array(texts.to_numpy(zero_copy_only=False), hash_key=_KEY, categorize=False)
    return told


def contents(cells: pa.Table, shapes: Any) -> Any:
    """Each record as one text, its cells in order with what cannot stand in them between."""
    columns = [cells[c].combine_chunks() for c in cells.column_names]
    if shapes is not None:
        columns.append(pa.array([s.hex() if s else None for s in shapes.to_pylist()], pa.string()))
    return pc.binary_join_element_wise(*columns, "\x1f", null_handling="replace", null_replacement="")


def names(of: Any) -> Any:
    """Ids for records that have none: 32 hexadecimal digits made of their contents (BLAKE2b), the same for ever."""
    return pa.array([blake2b(text.encode(), digest_size=16).hexdigest() for text in of.to_pylist()], pa.string())


class Seen:
    """Remembers ids with the content and the line of each, in sorted runs that are merged as they grow."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Hashes, npt.NDArray[np.int64]]] = []

    def remember(self, ids: Any) -> None:
        """Take in ids that are there before the first record, as if they stood on a line 0."""
        told = np.unique(hashes(ids))
        self._keep(told, np.zeros(len(told), np.uint64), np.zeros(len(told), np.int64))

    def add(
        self, ids: Hashes, content: Hashes, lines: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Take records in; return for each the line on which its id stood first (-1 if it is new, 0 if it was there before),
        and whether that record was the same throughout.
        """
        first, same = np.full(len(ids), -1, np.int64), np.zeros(len(ids), bool)
        if not len(ids):
            return first, same
        unique, begins, at = np.unique(ids, return_index=True, return_inverse=True)
        again = begins[at] != np.arange(len(ids))
        first[again] = lines[begins[at]][again]
        same[again] = (content[begins[at]] == content)[again]
        for known, known_content, known_lines in self._runs:
            position = np.minimum(np.searchsorted(known, ids), len(known) - 1)
            hit = known[position] == ids
            first[hit] = known_lines[position][hit]
            same[hit] = (known_content[position] == content)[hit]
        new = first[begins] < 0
        self._keep(unique[new], content[begins][new], lines[begins][new])
        return first, same

    def _keep(self, ids: Hashes, content: Hashes, lines: npt.NDArray[np.int64]) -> None:
        if not len(ids):
            return
        run = (ids, content, lines)
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]):
            older = self._runs.pop()
            merged = [np.concatenate(pair) for pair in zip(older, run, strict=True)]
            order = np.argsort(merged[0], kind="stable")
            run = (merged[0][order], merged[1][order], merged[2][order])
        self._runs.append(run)
