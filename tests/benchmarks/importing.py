"""`importing`: rows a second and memory of `qantar import` of a table, read only and kept as a layer.

The events are synthetic but not tame: clustered in towns, bursty in time, with texts, names and numbers. Each run is a process
of its own, so that memory is the import's.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.figures import Table, spread

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3

_TOWNS = (
    (43.24, 76.89, 0.08),
    (50.28, 57.21, 0.05),
    (42.9, 71.37, 0.05),
    (44.85, 65.51, 0.05),
    (43.65, 51.17, 0.04),
    (51.13, 71.43, 0.07),
)
_KINDS = ("Peaceful protest", "Violent demonstration", "Arrests", "Armed clash", "Looting/property destruction")
_WORDS = (
    *("people", "gathered", "near", "the", "square", "police", "detained", "several", "group", "moved", "along"),
    *("avenue", "office", "windows", "were", "broken", "shots", "heard"),
)

_RUN = """
import json, resource, sys, time
from pathlib import Path
from dashboard.exchange.importing import Options, read, store
from dashboard.layer import the_layer
the_layer()
import pandas.util, pyarrow.csv, pyarrow.parquet, tzfpy
path, into = Path(sys.argv[1]), Path(sys.argv[2])
began, used = time.perf_counter(), time.process_time()
found = read(path, Options(zone="Asia/Almaty"))
if sys.argv[3] == "kept":
    store.store(store.about("benchmark", into), found.batches, into)
else:
    for _ in found.batches:
        pass
seconds, cpu = time.perf_counter() - began, time.process_time() - used
assert found.report.adds_up
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)
print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": peak, "kept": found.report.kept}))
"""


def make(path: Path, rows: int) -> None:
    """Write a table of `rows` events to `path`; the same rows give the same bytes."""
    random = np.random.default_rng(rows)
    town = random.choice(len(_TOWNS), rows, p=np.array([8, 3, 2, 2, 2, 3]) / 20)
    at = np.array(_TOWNS)[town]
    places = at[:, :2] + random.normal(0, 1, (rows, 2)) * at[:, 2:]
    bursts = random.uniform(0, 30, 40)
    day = np.clip(random.choice(bursts, rows) + random.exponential(0.1, rows), 0, 30.9)
    moments = np.datetime64("2022-01-01T00:00", "m") + (day * 1440).astype("timedelta64[m]")
    kind, words = random.integers(0, len(_KINDS), rows), random.integers(0, len(_WORDS), (rows, 12))
    dead, source = random.poisson(0.05, rows), random.integers(0, 60, rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["event_id", "date", "type", "latitude", "longitude", "fatalities", "notes", "source", "actors"])
        for i in range(rows):
            note = " ".join(_WORDS[w] for w in words[i])
            moment = str(moments[i]).replace("T", " ")
            lat, lon = f"{places[i, 0]:.5f}", f"{places[i, 1]:.5f}"
            table.writerow(
                [
                    f"E{i}",
                    moment,
                    _KINDS[kind[i]],
                    lat,
                    lon,
                    dead[i],
                    f"{note}, it was said.",
                    f"Agency {source[i]}",
                    "Crowd;Police",
                ]
            )


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is one round of the smallest table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[:1] if quick else SIZES:
            path = Path(folder) / f"{size}.csv"
            make(path, size)
            for kind in ("read", "kept"):
                rounds = [_once(path, Path(folder) / f"{size}-{n}", kind) for n in range(1 if quick else ROUNDS)]
                if {r["kept"] for r in rounds} != {size}:
                    raise AssertionError(f"not every row came in: {rounds}")
                rows.append({"size": size, "kind": kind, "bytes": path.stat().st_size, "rounds": rounds})
    return {"rows": rows}


def _once(path: Path, into: Path, kind: str) -> dict[str, float]:
    command = [sys.executable, "-c", _RUN, str(path), str(into), kind]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def table(result: dict[str, Any]) -> Table:
    """One line for each size, read and kept."""
    lines = []
    for row in result["rows"]:
        seconds, cpu = (spread([r[k] for r in row["rounds"]]) for k in ("seconds", "cpu"))
        peak = max(r["mib"] for r in row["rounds"])
        rates = (f"{row['size'] / seconds['p50']:,.0f}", f"{row['size'] / cpu['p50']:,.0f}")
        lines.append(
            (f"{row['size']:,} {row['kind']}", f"{row['bytes'] / 1e6:,.0f}", f"{seconds['p50']:.2f}", *rates, f"{peak:,.0f}")
        )
    head = ("rows of CSV", "MB", "seconds", "rows/s", "rows/s of processor time", "MiB at most")
    note = "Median of the rounds. “read” is every row understood and counted; “kept” is also written as GeoParquet."
    return Table("importing: a table becomes a layer", head, lines, note)
