"""`Attributes`: the attributes of a Plotly figure, of which none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self


class UnsupportedError(ValueError):
    """An attribute of a figure, or a value of one, that would be lost if the figure were drawn."""


class Attributes:
    """The attributes at `path` of a figure, to be read one by one.

    As a context it ends with :exc:`UnsupportedError` if one is left, here or in an object below, that was neither read nor
    passed over by name.
    """

    def __init__(self, values: Mapping[str, Any], path: str) -> None:
        self._values = values
        self._path = path
        self._read: set[str] = set()
        self._below: list[Attributes] = []

    def __call__(self, key: str, default: Any = None) -> Any:
        """The value of `key`; `default` where the figure leaves it to Plotly."""
        self._read.add(key)
        value = self._values.get(key)
        return default if value is None else value

    def must(self, key: str, *allowed: Any) -> Any:
        """The value of `key`, one of `allowed`, the first of which stands for one that is not given."""
        value = self(key, allowed[0])
        if value not in allowed:
            named = " or ".join(map(repr, allowed))
            raise UnsupportedError(f"'{self._path}.{key}' must be {named} (got {value!r})")
        return value

    def below(self, key: str) -> Attributes:
        """The attributes of the object `key`, none where there is no such object."""
        found = Attributes(self(key, {}), f"{self._path}.{key}")
        self._below.append(found)
        return found

    def each(self, key: str) -> Iterator[Attributes]:
        """The attributes of each object in the list `key`."""
        for i, values in enumerate(self(key, ())):
            found = Attributes(values, f"{self._path}.{key}[{i}]")
            self._below.append(found)
            yield found

    def several(self, key: str, count: int, default: Any = None) -> list[Any]:
        """The value of `key` for each of `count` marks, whether it is given once or for each of them."""
        value = self(key, default)
        if isinstance(value, str) or not isinstance(value, Sequence):
            return [value] * count
        if len(value) != count:
            raise UnsupportedError(f"'{self._path}.{key}' must have {count} values (got {len(value)})")
        return list(value)

    def skip(self, *keys: str) -> None:
        """Pass over `keys`, which do not show in a picture."""
        self._read |= set(keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        left = self._left() if kind is None else {}
        if left:
            told = (f"'{path}' must be left out of a picture (got {got!r})" for path, got in left.items())
            raise UnsupportedError("; ".join(told))

    def _left(self) -> dict[str, Any]:
        left = {f"{self._path}.{k}": v for k, v in self._values.items() if k not in self._read and v is not None}
        for below in self._below:
            left |= below._left()
        return left
