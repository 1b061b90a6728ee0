"""Checking a data package: every fault at once, each as ``file:line: 'field' must be X (got Y)``.

Two passes. :func:`_check_schema` holds every table against the Table Schema in ``datapackage.json`` (columns, types,
enumerations, keys, foreign keys). The rules of :mod:`dashboard.layer.rules` hold what a schema cannot say. A rule sees only
rows whose cells passed the schema, so one fault is told once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.layer.archive import opened
from dashboard.layer.faults import Fault, Package, Report
from dashboard.layer.rules import RULES, check_geojson, check_statements
from dashboard.layer.tables import PackageError, Row, Table, read_descriptor

_EVENT_LAYER = (
    "events",
    "event_aliases",
    "event_relations",
    "event_sources",
    "texts",
    "places",
    "sources",
    "figures",
    "figure_sources",
    "occupations",
    "occupation_events",
    "emergencies",
    "contingents",
    "memberships",
    "sorties",
    "connectivity",
    "lpg_prices",
    "corrections",
    "checks",
    "check_sources",
)
"""The tables without which a package is no event layer, and the rules below have nothing to hold on to."""


def check(data: Path, seeds: Path | None = None) -> Report:
    """Check the data package at `data`, a folder or a zip file, and, if given, the annotated seed article at `seeds`.

    Every fault found is in the report.
    """
    report = Report()
    try:
        with opened(data) as folder:
            _check_layer(folder, seeds, report)
    except PackageError as error:
        report.faults.append(_from_error(error))
    order = {name: i for i, name in enumerate(dict.fromkeys(f.file for f in report.faults))}
    report.faults.sort(key=lambda f: (order[f.file], f.line))
    return report


def _check_layer(data: Path, seeds: Path | None, report: Report) -> None:
    package = _open(data, report, "")
    if package is None:
        return
    missing = [name for name in _EVENT_LAYER if name not in package.tables]
    for name in missing:
        report.faults.append(Fault("datapackage.json", 1, "resources", f"with the table {name}", f"no {name}"))
    if missing:
        return
    for rule in RULES:
        rule(package)
    if seeds is not None:
        annotation = _open(seeds, report, "seeds/")
        if annotation is not None:
            check_statements(annotation, package)


def _open(root: Path, report: Report, names: str) -> Package | None:
    try:
        descriptor, tables = read_descriptor(root)
    except PackageError as error:
        fault = _from_error(error)
        fault.file = names + fault.file
        report.faults.append(fault)
        return None
    package = Package(root if root.is_dir() else root.parent, tables, report, names=names)
    _check_schema(package)
    if names == "" and not re.match(r"\d{4}-\d{2}-\d{2}(T|$)", str(descriptor.get("created", ""))):
        report.faults.append(
            Fault("datapackage.json", 1, "created", "the day of this version", str(descriptor.get("created", "nothing")))
        )
    for resource in descriptor["resources"]:
        if resource["name"] not in tables:
            check_geojson(package, str(resource["path"]))
        if not resource.get("licenses"):
            report.faults.append(Fault(f"{names}datapackage.json", 1, "licenses", f"named for {resource['name']}", "nothing"))
    for name in tables:
        report.counts[name] = len(package.good.get(name, []))
    return package


def _from_error(error: PackageError) -> Fault:
    found = re.fullmatch(r"(.+?):(\d+): '(.+?)' must be (.+) \(got (.*)\)", str(error), re.DOTALL)
    assert found is not None
    return Fault(found[1], int(found[2]), found[3], found[4], found[5])


# --- what the schema says -------------------------------------------------------------------------------------------


def _check_schema(package: Package) -> None:
    bad: dict[str, set[int]] = defaultdict(set)
    rows: dict[str, list[Row]] = {}
    for name, table in package.tables.items():
        try:
            rows[name] = list(_sound_rows(package, name, table, bad[name]))
        except PackageError as error:
            fault = _from_error(error)
            fault.file = package.names + fault.file
            package.report.faults.append(fault)
            package.unreadable.add(name)
            rows[name] = []
    for name, table in package.tables.items():
        _check_keys(package, name, table, rows, bad[name])
    package.every = rows
    package.good = {name: [r for r in rows[name] if r.line not in bad[name]] for name in rows}


def _sound_rows(package: Package, name: str, table: Table, bad: set[int]) -> Iterator[Row]:
    lines = table.lines()
    _, header = next(lines, (1, []))
    if tuple(header) != table.columns:
        missing = [c for c in table.columns if c not in header]
        for column in missing:
            package.fault(name, 1, column, "a column of the table", "nothing")
        for column in (h for h in header if h not in table.columns):
            package.fault(name, 1, column, f"one of the columns {', '.join(table.columns)}", f"a column {column!r}")
        if not missing and set(header) == set(table.columns):
            package.fault(name, 1, header[0], "in the order of the schema", "a header in another order")
        package.unreadable.add(name)
        return
    for line, cells in lines:
        if len(cells) != len(header):
            package.fault(name, line, "row", f"{len(header)} cells", f"row of {len(cells)}")
            continue
        row = Row(line, dict(zip(header, cells, strict=True)))
        for spec in table.schema["fields"]:
            must_be = _cell_fault(spec, row[spec["name"]])
            if must_be:
                package.fault(name, row, spec["name"], must_be, row[spec["name"]] or "nothing")
                bad.add(line)
        yield row


def _cell_fault(spec: dict[str, Any], text: str) -> str | None:
    """What a cell must be, if it is not."""
    limits = spec.get("constraints", {})
    if not text.strip():
        return "given" if limits.get("required") else None
    must_be = _type_fault(spec, text)
    if must_be:
        return must_be
    if "enum" in limits and text not in limits["enum"]:
        return "one of " + ", ".join(limits["enum"])
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        return _PATTERNS.get(limits["pattern"], f"of the form {limits['pattern']}")
    if "maxLength" in limits and len(text) > limits["maxLength"]:
        return f"at most {limits['maxLength']} characters"
    if spec["type"] in {"number", "integer"}:
        low, high = limits.get("minimum"), limits.get("maximum")
        if (low is not None and float(text) < low) or (high is not None and float(text) > high):
            return f"a number from {low} to {high}" if high is not None else f"a number from {low}"
    return None


_PATTERNS = {
    r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?": "a local date or time such as 2022-01-05 or 2022-01-05T18:00",
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}Z)?)?)?": "a UTC time such as 2022-01-05T12:00Z, a date, a month or a year",
    r"\d{4}(-\d{2}(-\d{2})?)?": "a date, a month or a year",
    r"\d{4}-\d{2}(-\d{2})?": "a date or a month",
    r"[a-z0-9]+(-[a-z0-9]+)*": "an id of small letters, digits and hyphens",
    r"https?://[^\s]+": "an http or https address",
    r"[A-Z]{2}": "a country code of ISO 3166-1",
    r"KZ-[A-Z]{3}": "a region code of ISO 3166-2 as of January 2022, such as KZ-ALA",
}


def _type_fault(spec: dict[str, Any], text: str) -> str | None:
    kind = spec["type"]
    if kind == "integer" and not re.fullmatch(r"-?\d+", text):
        return "a whole number"
    if kind == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return "a number"
    if kind == "boolean" and text not in (*spec["trueValues"], *spec["falseValues"]):
        return "true or false"
    if kind == "date":
        try:
            if len(text) != len("2022-01-05"):
                return "a date"
            date.fromisoformat(text)
        except ValueError:
            return "a date"
    return None


def _check_keys(package: Package, name: str, table: Table, rows: dict[str, list[Row]], bad: set[int]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row in rows[name]:
        key = tuple(row[c] for c in table.key)
        if key in first:
            package.fault(name, row, table.key[-1], f"unique (see line {first[key]})", " ".join(key))
            bad.add(row.line)
        first.setdefault(key, row.line)
    for spec in table.schema["fields"]:
        if spec.get("constraints", {}).get("unique"):
            seen: dict[str, int] = {}
            for row in rows[name]:
                value = row[spec["name"]]
                if value in seen:
                    package.fault(name, row, spec["name"], f"unique (see line {seen[value]})", value)
                    bad.add(row.line)
                seen.setdefault(value, row.line)
    for link in table.schema.get("foreignKeys", []):
        column, target = link["fields"], link["reference"]
        if target["resource"] not in rows or target["resource"] in package.unreadable:
            continue
        known = {r[target["fields"]] for r in rows[target["resource"]]}
        for row in rows[name]:
            if row[column] and row[column] not in known:
                package.fault(name, row, column, f"a {target['fields']} of {target['resource']}", row[column])
                bad.add(row.line)
