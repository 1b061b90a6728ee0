"""The data package itself as a zip file that ``qantar check`` accepts: the whole of it, or the part that a view shows.

The part holds the events of the view, whatever hangs on them (texts, sources, checks, corrections and the like) and whatever
those name (places, actors, sources, figures, claimants, buildings). Series that belong to no event, such as the sorties, the
internet's state or the prices of gas, and what is said of the layer as a whole (audits, glossary) are left out: their tables
are there and empty. The drawings of the base map are left out too. ``datapackage.json`` says so.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dashboard.exchange.exporting.selection import Selection
from dashboard.layer.tables import Row, Table, read_descriptor

OWNED: Final = {
    "event_aliases": ("event_id",),
    "event_relations": ("event_id", "other_id"),
    "event_places": ("event_id",),
    "event_actors": ("event_id",),
    "event_sources": ("event_id",),
    "event_figures": ("event_id",),
    "texts": ("event_id",),
    "figure_sources": ("figure_id",),
    "gaps": ("place_id",),
    "reconciliations": ("figure_id", "against_figure_id"),
    "occupation_events": ("event_id",),
    "emergency_events": ("event_id",),
}
"""Tables whose rows hang on others: a row goes along if the rows that these columns name do."""

SPEAKING: Final = ("checks", "check_sources", "corrections")
"""Tables whose rows speak of a record of any table, by `table` and `record_id`."""

DESCRIPTOR: Final = "datapackage.json"
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)


def package(selection: Selection) -> bytes:
    """The package as a zip file; all files carry the same date, so that the same data give the same file."""
    files = _whole(selection) if selection.view is None else _part(selection)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _DOS_EPOCH)
            member.external_attr = 0o644 << 16
            member.create_system = 3  # Unix, wherever it is made
            packed.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return stream.getvalue()


def _whole(selection: Selection) -> dict[str, bytes]:
    """Every file that the descriptor names, as it is."""
    root = selection.layer.root
    descriptor, _ = read_descriptor(root)
    names = [DESCRIPTOR, *(str(r["path"]) for r in descriptor["resources"])]
    return {name: (root / name).read_bytes() for name in names}


def _part(selection: Selection) -> dict[str, bytes]:
    descriptor, tables = read_descriptor(selection.layer.root)
    kept = _closure(tables, {e.event_id for e in selection.events})
    resources = [r for r in descriptor["resources"] if r["name"] in tables or r["name"] == "footprints"]
    told = {**descriptor, "name": f"{descriptor['name']}-selection", "selection": selection.about(), "resources": resources}
    told["description"] = f"{descriptor['description']} {selection.sentence}. {PARTIAL}"
    files = {DESCRIPTOR: json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"}
    for resource in resources:
        table = tables.get(resource["name"])
        content = _csv(table, kept[table.name]) if table else _footprints(selection, kept["places"])
        files[str(resource["path"])] = content
    return files


PARTIAL: Final = (
    "This is a part of the layer: the chosen events and what they refer to. Tables that belong to no event are empty, and the "
    "base map is left out."
)


def _closure(tables: dict[str, Table], events: set[str]) -> dict[str, list[Row]]:
    """The rows that go along with `events`, by table, in the order of the tables."""
    rows = {name: list(table.rows()) for name, table in tables.items()}
    kept: dict[str, set[str]] = defaultdict(set, events=events)
    while True:
        chosen = {name: [r for r in rows[name] if _goes(name, table, r, kept)] for name, table in tables.items()}
        before = sum(map(len, kept.values()))
        for name, table in tables.items():
            for target, key in _named(table, chosen[name]):
                kept[target].add(key)
        if sum(map(len, kept.values())) == before:
            return chosen


def _goes(name: str, table: Table, row: Row, kept: dict[str, set[str]]) -> bool:
    if name in OWNED:
        targets = {link["fields"]: link["reference"]["resource"] for link in table.schema["foreignKeys"]}
        return all(row[column] in kept[targets[column]] for column in OWNED[name])
    if name in SPEAKING:
        return row["record_id"] in kept[row["table"]]
    return row[table.key[0]] in kept[name]


def _named(table: Table, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Pairs (table, key) of the rows that the foreign keys of `rows` name."""
    for link in table.schema["foreignKeys"]:
        target = link["reference"]["resource"]
        yield from ((target, row[link["fields"]]) for row in rows if row[link["fields"]])


def _csv(table: Table, rows: list[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([row[column] for column in table.columns] for row in rows)
    return stream.getvalue().encode()


def _footprints(selection: Selection, places: list[Row]) -> bytes:
    """The outlines of the places that go along, one to a line as in the package."""
    ids = {p["place_id"] for p in places}
    features: list[dict[str, Any]] = selection.layer.footprints["features"]
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features if f["properties"]["place_id"] in ids]
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()
