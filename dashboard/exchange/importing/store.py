"""Imported layers on disk: a folder for each, with one GeoParquet file and ``layer.json``, changed whole or not at all.

``layer.json`` names the data file; putting a new one in its place is what makes an import count. An import that is interrupted
before leaves the layer as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.exchange.importing.options import Unreadable
from dashboard.exchange.importing.schema import SCHEMA

ABOUT: Final = "layer.json"

_GEO: Final = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}
"""GeoParquet's own metadata: WGS 84 is what it means without a system, and an empty list any kind of geometry."""

_NAME = re.compile(r"[\w][\w .()-]{0,79}")


@dataclass
class About:
    """What is known of a layer besides its rows. `imports` has an entry for each file: name, sha256, format, rows."""

    name: str
    licence: str = ""
    attribution: str = ""
    data: str = ""
    imports: list[dict[str, Any]] = field(default_factory=list)

    def has(self, digest: str) -> bool:
        """Whether a file with this SHA-256 was imported."""
        return any(i["sha256"] == digest for i in self.imports)


def home() -> Path:
    """Where layers live unless told otherwise: ``$QANTAR_LAYERS``, or the user's data folder as XDG has it."""
    told = os.environ.get("QANTAR_LAYERS")
    data = os.environ.get("XDG_DATA_HOME")
    return Path(told) if told else (Path(data) if data else Path.home() / ".local" / "share") / "qantar" / "layers"


def about(name: str, into: Path) -> About:
    """What is known of the layer `name` in the folder `into`; of a new one only its name.

    Raises :class:`Unreadable` for a name that cannot be a folder's, or a layer that is damaged.
    """
    if not _NAME.fullmatch(name) or name.endswith((".", " ")):
        raise Unreadable(name[:60], "layer", "a name of letters, digits, spaces, points and hyphens", repr(name[:60]))
    file = into / name / ABOUT
    try:
        return About(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else About(name)
    except (OSError, ValueError, TypeError) as error:
        raise Unreadable(str(file), "layer", "as qantar wrote it", str(error)) from None


def ids(layer: About, into: Path) -> Iterable[Any]:
    """The ids that the layer holds, as Arrow arrays."""
    if layer.data:
        for batch in pq.ParquetFile(into / layer.name / layer.data).iter_batches(columns=["id"]):
            yield batch["id"]


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the files below a folder with their names."""
    total = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            while block := stream.read(2**20):
                total.update(block)
    return total.hexdigest()


def store(layer: About, batches: Iterable[pa.RecordBatch], into: Path) -> int:
    """Add the events of `batches` to the layer and write what `layer` says of it; return how many there were.

    `layer` may have an import more than it had on disk: that is written after the rows are safe. Raises ``OSError``.
    """
    folder = into / layer.name
    folder.mkdir(parents=True, exist_ok=True)
    old = folder / layer.data if layer.data else None
    unfinished = folder / "events.parquet.part"
    try:
        added = _write(unfinished, old, batches)
        if added:
            layer.data = f"events-{digest(unfinished)[:16]}.parquet"
            unfinished.replace(folder / layer.data)
        told = folder / (ABOUT + ".part")
        told.write_text(json.dumps(asdict(layer), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        told.replace(folder / ABOUT)
    finally:
        unfinished.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    for file in folder.glob("events-*.parquet"):
        if file.name != layer.data:
            file.unlink()
    return added


def _write(target: Path, old: Path | None, batches: Iterable[pa.RecordBatch]) -> int:
    """Write the rows of `old` and of `batches`; return how many were in `batches`. Each is written while the next is read."""
    schema = SCHEMA.with_metadata({"geo": json.dumps(_GEO)})
    before = pq.ParquetFile(old).iter_batches() if old else ()
    added = 0
    with pq.ParquetWriter(target, schema, compression="snappy") as writer, ThreadPoolExecutor(1) as beside:
        written: Future[None] = beside.submit(lambda: None)
        for fresh, batch in chain(((0, b) for b in before), ((1, b) for b in batches)):
            written.result()
            written = beside.submit(writer.write_batch, batch.cast(schema))
            added += fresh * len(batch)
        written.result()
    return added
