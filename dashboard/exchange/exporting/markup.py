"""KML 2.2 and GPX 1.1: what programs for maps and devices read, with every field of the event beside what they show.

XML has no place for most control characters; they become U+FFFD.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from typing import Final

from dashboard.exchange.exporting.cells import text
from dashboard.exchange.exporting.geojson import bbox
from dashboard.exchange.exporting.rows import Row
from dashboard.exchange.exporting.selection import LICENCE_URL, Selection
from dashboard.layer.vocabulary import CATEGORIES
from dashboard.locale import Words
from dashboard.views.style import FAMILY_OF

KML: Final = "http://www.opengis.net/kml/2.2"
GPX: Final = "http://www.topografix.com/GPX/1/1"
OWN: Final = "urn:qantar:event:1"
"""The namespace of our fields within GPX, whose elements are named as in :class:`~dashboard.exchange.exporting.rows.Row`."""

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


# --- KML ------------------------------------------------------------------------------------------------------------


def kml(selection: Selection) -> bytes:
    """One placemark for each event: its interval as a TimeSpan, its fields as ExtendedData, its sources as links."""
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    _put(document, "name", selection.title)
    _put(document, "description", html.escape(selection.description, quote=False))
    for category in CATEGORIES:
        style = ET.SubElement(document, "Style", id=category)
        _put(ET.SubElement(style, "IconStyle"), "color", _kml_colour(FAMILY_OF[category].light))
    _data(document, selection.about())
    for row in selection.rows:
        _placemark(document, row, selection.words)
    return _bytes(root)


def _placemark(document: ET.Element, row: Row, words: Words) -> None:
    mark = ET.SubElement(document, "Placemark", id=f"event-{row.event_id}")  # an XML id begins with a letter
    _put(mark, "name", row.title)
    _put(mark, "description", _balloon(row, words))
    span = ET.SubElement(mark, "TimeSpan")
    _put(span, "begin", row.start_utc)
    _put(span, "end", row.end_utc)
    _put(mark, "styleUrl", f"#{row.category}")
    _data(mark, {name: text(value) for name, value in row.cells().items()})
    _put(ET.SubElement(mark, "Point"), "coordinates", f"{row.lon},{row.lat}")


def _balloon(row: Row, words: Words) -> str:
    """The description as HTML, which is what viewers take it for: every text of ours is escaped."""
    place = f"{row.place} ({words.label('place_precision', row.place_precision)})"
    parts = [row.when, place, words.label("status", row.status), row.summary, row.note]
    shown = [f"<p>{html.escape(part)}</p>" for part in parts if part]
    links = [
        f'<li><a href="{html.escape(url)}">{html.escape(", ".join(t for t in (publisher, day) if t))}</a></li>'
        for url, publisher, day in zip(row.source_urls, row.source_publishers, row.source_dates, strict=True)
    ]
    return "".join(shown) + (f"<ul>{''.join(links)}</ul>" if links else "")


def _data(parent: ET.Element, values: dict[str, str]) -> None:
    extended = ET.SubElement(parent, "ExtendedData")
    for name, value in values.items():
        _put(ET.SubElement(extended, "Data", name=name), "value", value)


def _kml_colour(colour: str) -> str:
    """``#RRGGBB`` as KML has it: opacity, blue, green, red."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


# --- GPX ------------------------------------------------------------------------------------------------------------


def gpx(selection: Selection) -> bytes:
    """One waypoint for each event.

    GPX knows moments only: an event has its ``time`` there if it is known to the minute, and otherwise says in words when.
    """
    root = ET.Element("gpx", {"xmlns": GPX, "xmlns:q": OWN, "version": "1.1", "creator": "qantar"})
    about = ET.SubElement(root, "metadata")
    _put(about, "name", selection.title)
    _put(about, "desc", selection.description)
    rights = ET.SubElement(about, "copyright", author="qantar")
    _put(rights, "license", LICENCE_URL)
    _put(about, "time", f"{selection.layer.created.isoformat()}T00:00:00Z")
    if selection.query:
        _put(about, "keywords", selection.query)
    box = bbox(selection.rows)
    if box:
        west, south, east, north = map(str, box)
        ET.SubElement(about, "bounds", minlat=south, minlon=west, maxlat=north, maxlon=east)
    for row in selection.rows:
        _waypoint(root, row)
    return _bytes(root)


def _waypoint(root: ET.Element, row: Row) -> None:
    """The children stand in the order of the schema."""
    point = ET.SubElement(root, "wpt", lat=str(row.lat), lon=str(row.lon))
    if row.time_precision == "minute":
        _put(point, "time", row.start_utc)
    _put(point, "name", row.title)
    _put(point, "cmt", row.when)
    _put(point, "desc", "\n\n".join(part for part in (row.when, row.summary, row.note) if part))
    _put(point, "src", "; ".join(dict.fromkeys(row.source_publishers)))
    for url, publisher in zip(row.source_urls, row.source_publishers, strict=True):
        _put(ET.SubElement(point, "link", href=_allowed(url)), "text", publisher)
    _put(point, "type", row.category)
    fields = ET.SubElement(ET.SubElement(point, "extensions"), "q:event")
    for name, value in row.cells().items():
        _put(fields, f"q:{name}", text(value))


# --- both -----------------------------------------------------------------------------------------------------------


def _put(parent: ET.Element, tag: str, content: str) -> None:
    ET.SubElement(parent, tag).text = _allowed(content)


def _allowed(content: str) -> str:
    return _FORBIDDEN.sub("\ufffd", content)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document.replace(b"\r", b"&#13;") + b"\n"  # a reader would take a bare one for a line end
