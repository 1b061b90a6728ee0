"""Where the event layer lies: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _find(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


DATA: Path = _find("data")
"""The Frictionless Data Package of the event layer."""

SEEDS: Path = _find("seeds")
"""The seed article and its annotation."""

DRAFTS = "drafts"
"""The folder within the seeds that holds drafts of annotations. They are no part of the layer and are never shown."""
