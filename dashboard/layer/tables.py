"""Reading the tables of a Frictionless Data Package, row by row, with the line on which each row begins.

The package's own descriptor (``datapackage.json``) is the only place where columns, types and keys are said.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


class PackageError(Exception):
    """The package cannot be read at all; the message has the form ``file:line: 'field' must be X (got Y)``."""


@dataclass(frozen=True)
class Row:
    """One row: `line` is the line of the file on which it begins, `cells` the texts by column."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Table:
    """A table of a package: its name, file and Table Schema."""

    name: str
    path: Path
    schema: dict[str, Any]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that the schema declares, in order."""
        return tuple(f["name"] for f in self.schema["fields"])

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        key = self.schema.get("primaryKey", [])
        return (key,) if isinstance(key, str) else tuple(key)

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line, cells) for the header and for every row, as they stand in the file.

        Raises :class:`PackageError` if the file is missing or is not UTF-8 text in CSV form.
        """
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.reader(stream, strict=True)
                line = 1
                for cells in reader:
                    if cells:
                        yield line, cells
                    line = reader.line_num + 1
        except OSError as error:
            got = "nothing there" if isinstance(error, FileNotFoundError) else error.strerror
            raise PackageError(f"{self.path.name}:1: 'path' must be a file of the package (got {got})") from None
        except UnicodeDecodeError as error:
            raise PackageError(
                f"{self.path.name}:1: 'encoding' must be UTF-8 (got byte {error.object[error.start]:#x})"
            ) from None
        except csv.Error as error:
            raise PackageError(f"{self.path.name}:{line}: 'row' must be CSV as in RFC 4180 (got {error})") from None

    def rows(self) -> Iterator[Row]:
        """Yield the rows by column name. For packages that have passed the check."""
        lines = self.lines()
        header = next(lines, (1, []))[1]
        for line, cells in lines:
            yield Row(line, dict(zip(header, cells, strict=True)))


def read_descriptor(path: Path) -> tuple[dict[str, Any], dict[str, Table]]:
    """Read ``datapackage.json`` at `path` (the file or its folder); return the descriptor and its CSV tables by name.

    Raises :class:`PackageError` if there is none or it is no descriptor of tables.
    """
    file = path
    try:
        file = path / "datapackage.json" if path.is_dir() else path
        descriptor = json.loads(file.read_text(encoding="utf-8"))
        resources = descriptor["resources"]
        tables = {
            r["name"]: Table(r["name"], file.parent / r["path"], _schema(r["schema"]))
            for r in resources
            if str(r["path"]).endswith(".csv")
        }
    except FileNotFoundError:
        raise PackageError(f"{file.name}:1: 'path' must be a data package (got no datapackage.json in {file.parent})") from None
    except OSError as error:
        raise PackageError(f"{file.name[:60]}:1: 'path' must be a data package (got {error.strerror})") from None
    except json.JSONDecodeError as error:
        raise PackageError(f"{file.name}:{error.lineno}: 'json' must be valid JSON (got {error.msg})") from None
    except UnicodeDecodeError:
        raise PackageError(f"{file.name}:1: 'encoding' must be UTF-8 (got other bytes)") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise PackageError(
            f"{file.name}:1: 'resources' must be a list of tables with name, path and schema (got {error})"
        ) from None
    return descriptor, tables


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema in the one form that this project reads: single-column foreign keys, booleans with their words said."""
    fields = [{"type": "string", **f} for f in schema["fields"]]
    for spec in fields:
        if spec["type"] == "boolean":
            spec.setdefault("trueValues", ["true", "True", "TRUE", "1"])
            spec.setdefault("falseValues", ["false", "False", "FALSE", "0"])
    keys = []
    for key in schema.get("foreignKeys", []):
        columns, target = key["fields"], key["reference"]["fields"]
        columns, target = ([x] if isinstance(x, str) else x for x in (columns, target))
        if len(columns) == 1:
            keys.append({"fields": columns[0], "reference": {"resource": key["reference"]["resource"], "fields": target[0]}})
    return {**schema, "fields": fields, "foreignKeys": keys}
