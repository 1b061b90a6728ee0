"""Run the benchmarks: ``python -m tests.benchmarks [--quick] [--out FILE.json] [NAME ...]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks import drag, embed, importing, machine, memory, naive, release

BENCHMARKS = {"drag": drag, "release": release, "naive": naive, "memory": memory, "importing": importing, "embed": embed}


def main(arguments: list[str] | None = None) -> int:
    """Measure what was named, print a table for each as soon as it is there, and write everything as JSON."""
    top = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the dashboard beside its rivals.")
    top.add_argument("--quick", action="store_true", help="few rounds and the smallest size: does it work at all")
    top.add_argument("--out", type=Path, metavar="FILE.json", help="where to write every single number")
    top.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of {', '.join(BENCHMARKS)} (normally all)")
    given = top.parse_args(arguments)
    unknown = [n for n in given.names if n not in BENCHMARKS]
    if unknown:
        top.error(f"no benchmark is called {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    found: dict[str, Any] = {"machine": machine.described(), "quick": given.quick}
    for name in given.names or BENCHMARKS:
        before = machine.load()
        found[name] = BENCHMARKS[name].run(given.quick)
        found[name]["load"] = [before, machine.load()]
        print(BENCHMARKS[name].table(found[name]).markdown())
        print(
            f"Load average {before[0]} before, {machine.load()[0]} after, on {found['machine']['cores']} cores.\n", flush=True
        )
        if given.out:
            given.out.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
