"""The formats by name: what each is called, which files are its own, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboard.exchange.exporting.geojson import geojson
from dashboard.exchange.exporting.selection import Selection
from dashboard.exchange.exporting.tables import events_csv, figures_csv
from dashboard.layer.load import Layer
from dashboard.views.address import View


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, the end of its files' names, its media type, and what it is good for.

    `binary` formats are not for the terminal.
    """

    name: str
    suffix: str
    media_type: str
    about: str
    make: Callable[[Selection], bytes]
    binary: bool = False


FORMATS: Final = {
    f.name: f
    for f in (
        Format("geojson", ".geojson", "application/geo+json", "maps and scripts (RFC 7946)", geojson),
        Format("csv", ".csv", "text/csv; charset=utf-8", "one line for each event", events_csv),
        Format(
            "figures-csv",
            ".figures.csv",
            "text/csv; charset=utf-8",
            "published figures, each with its claimant",
            figures_csv,
        ),
    )
}
"""Every format by its name, in the order in which the help lists them."""


def write(layer: Layer, view: View | None, format: str, lang: str) -> bytes:  # noqa: A002 - the word of the command line
    """The whole of `layer`, or the events of `view`, in a format of :data:`FORMATS`, texts in `lang`; the same bytes each time.

    Raises ``KeyError`` for a format that there is not.
    """
    return FORMATS[format].make(Selection(layer, view, lang))
