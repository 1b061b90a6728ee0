"""The formats by name: what each is called, which files are its own, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboard.exchange.exporting.acled import acled_csv
from dashboard.exchange.exporting.geojson import geojson
from dashboard.exchange.exporting.hxl import hxl_csv
from dashboard.exchange.exporting.ical import calendar
from dashboard.exchange.exporting.markup import gpx, kml
from dashboard.exchange.exporting.package import package
from dashboard.exchange.exporting.selection import Selection
from dashboard.exchange.exporting.spatial import flatgeobuf, geopackage, geoparquet
from dashboard.exchange.exporting.spreadsheet import workbook
from dashboard.exchange.exporting.statements import statements_json
from dashboard.exchange.exporting.tables import events_csv, figures_csv
from dashboard.exchange.exporting.timemap import timemap_associations, timemap_events, timemap_sources
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


_CSV: Final = "text/csv; charset=utf-8"
_JSON: Final = "application/json"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Final = {
    f.name: f
    for f in (
        Format("geojson", ".geojson", "application/geo+json", "for maps and scripts (RFC 7946)", geojson),
        Format("csv", ".csv", _CSV, "a table, one line for each event", events_csv),
        Format("xlsx", ".xlsx", _XLSX, "a workbook: events, figures, and what was chosen", workbook, binary=True),
        Format("kml", ".kml", "application/vnd.google-earth.kml+xml", "for Google Earth and My Maps", kml),
        Format("gpx", ".gpx", "application/gpx+xml", "waypoints for devices and walking maps", gpx),
        Format("gpkg", ".gpkg", "application/geopackage+sqlite3", "GeoPackage, for QGIS and ArcGIS", geopackage, binary=True),
        Format("fgb", ".fgb", "application/vnd.flatgeobuf", "FlatGeobuf, for maps on the web", flatgeobuf, binary=True),
        Format("geoparquet", ".parquet", "application/vnd.apache.parquet", "for data science", geoparquet, binary=True),
        Format("acled", ".acled.csv", _CSV, "a table with the columns of ACLED; fatalities stay empty", acled_csv),
        Format("hxl", ".hxl.csv", _CSV, "a table with the hashtags of humanitarian data", hxl_csv),
        Format("timemap", ".timemap.json", _JSON, "events for a timemap (Bellingcat)", timemap_events),
        Format("timemap-sources", ".sources.json", _JSON, "the sources that go with them", timemap_sources),
        Format("timemap-associations", ".associations.json", _JSON, "the categories that go with them", timemap_associations),
        Format("ical", ".ics", "text/calendar; charset=utf-8", "for calendars", calendar),
        Format("figures-csv", ".figures.csv", _CSV, "published figures, each with its claimant", figures_csv),
        Format("web-annotation", ".jsonld", "application/ld+json", "the statements of the article (W3C)", statements_json),
        Format("package", ".zip", "application/zip", "the data package, whole or in part", package, binary=True),
    )
}
"""Every format by its name, in the order in which the help lists them."""


def by_suffix(name: str) -> Format | None:
    """The format whose files end as `name` does; of several the one with the longest ending, and ``None`` if there is none."""
    found = [f for f in FORMATS.values() if name.casefold().endswith(f.suffix)]
    return max(found, key=lambda f: len(f.suffix), default=None)


def write(layer: Layer, view: View | None, format: str, lang: str) -> bytes:  # noqa: A002 - the word of the command line
    """The whole of `layer`, or the events of `view`, in a format of :data:`FORMATS`, texts in `lang`; the same bytes each time.

    Raises ``KeyError`` for a format that there is not.
    """
    return FORMATS[format].make(Selection(layer, view, lang))
