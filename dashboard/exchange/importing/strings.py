"""What is done with columns of texts in more than one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


def one(column: Any) -> Any:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def mask(column: Any) -> npt.NDArray[np.bool_]:
    """A column of truths as numpy has it."""
    return np.asarray(column.to_numpy(zero_copy_only=False), bool)


def absent(values: Any) -> npt.NDArray[np.bool_]:
    """Which values of an array of objects are ``None``."""
    nothing: Any = None
    return np.asarray(np.equal(values, nothing), bool)


def joined(columns: Sequence[Any], between: str) -> Any:
    """The texts of several columns in one, nulls left out; null where all are.

    Arrow itself leaves out the whole element where all are null, so that never happens here.
    """
    told = pc.is_valid(pc.coalesce(*columns))
    text = pc.binary_join_element_wise(pc.if_else(told, columns[0], ""), *columns[1:], between, null_handling="skip")
    return pc.if_else(told, text, pa.scalar(None, pa.string()))


def looked_up(texts: Any, meaning: Callable[[str], str | None]) -> Any:
    """`meaning` of each text, asked once for each different one; null stays null."""
    coded = pc.dictionary_encode(one(texts))
    told = pa.array([meaning(t) for t in coded.dictionary.to_pylist()], pa.string())
    return told.take(coded.indices)
