"""XML: KML (alone or in KMZ), GPX and GeoRSS. Entities are refused, links are never followed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from dashboard.exchange.importing.limits import DOCUMENT_BYTES
from dashboard.exchange.importing.options import Unreadable
from dashboard.exchange.importing.raw import Profile, Source, from_dicts

KML = Profile({"title": "name", "summary": "description", "start": "begin", "end": "end", "kind": "folder"})
GPX = Profile({"title": "name", "summary": "desc", "start": "time", "end": "until", "kind": "type", "source_url": "link"})
GEORSS = Profile(
    {"id": "guid", "title": "title", "summary": "description", "start": "published", "source_url": "link", "kind": "category"}
)


def root(path: Path) -> Element:
    """The root of the document at `path`. Raises :class:`Unreadable` for what is no XML, too large, or has entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import parse

    if path.stat().st_size > DOCUMENT_BYTES:
        raise Unreadable(path.name, "file", f"at most {DOCUMENT_BYTES // 2**20} MB for XML", "more")
    try:
        found: Element = parse(io.BytesIO(_with_prefixes(path.read_bytes()))).getroot()
    except DefusedXmlException:
        raise Unreadable(path.name, "xml", "without entities or a document type of its own", "some") from None
    except ParseError as error:
        raise Unreadable(path.name, "xml", "well-formed XML", str(error), error.position[0]) from None
    except (LookupError, ValueError, RecursionError) as error:
        raise Unreadable(path.name, "xml", "XML that can be read", str(error)) from None
    return found


def _with_prefixes(raw: bytes) -> bytes:
    """Declare the prefixes of Google's extensions where a file uses them without: My Maps and older exporters do."""
    head = raw[:4096]
    if b"<gx:" in raw and b"xmlns:gx" not in head:
        return raw.replace(b"<kml", b'<kml xmlns:gx="http://www.google.com/kml/ext/2.2"', 1)
    return raw


def kind(found: Element) -> str:
    """Which of the formats the document is; empty if none."""
    name = _name(found)
    return {"kml": "kml", "gpx": "gpx", "rss": "georss", "feed": "georss", "RDF": "georss"}.get(name, "")


def source(path: Path, found: Element, format_: str) -> Source:
    """The records of a document, read as `format_`."""
    return {"kml": _kml, "gpx": _gpx, "georss": _georss}[format_](path, found)


def _name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, *names: str) -> Iterable[Element]:
    return (child for child in element if _name(child) in names)


def _child(element: Element, *names: str) -> Element | None:
    return next(iter(_children(element, *names)), None)


def _said(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


# --- text of HTML ---------------------------------------------------------------------------------------------------


class _Text(HTMLParser):
    """Gathers what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class has it
        self._silent += tag in {"script", "style"}
        if tag in {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"}:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._silent = max(0, self._silent - 1)
        elif tag in {"p", "div", "tr", "li", "h1", "h2", "h3"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain(html: str) -> str:
    """The text of `html`, its lines kept; texts without tags are only freed of entities."""
    if not re.search(r"<[a-zA-Z!/]", html):
        return unescape(html).strip()
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


# --- geometries -----------------------------------------------------------------------------------------------------


def _wkb(shapes: Sequence[Any]) -> bytes | None:
    import shapely

    made = [s for s in shapes if s is not None and not s.is_empty]
    if not made:
        return None
    one = made[0] if len(made) == 1 else _together(made)
    return bytes(shapely.to_wkb(one, output_dimension=4, flavor="iso"))


def _together(shapes: Sequence[Any]) -> Any:
    import shapely

    kinds = {s.geom_type for s in shapes}
    many = {"Point": shapely.multipoints, "LineString": shapely.multilinestrings, "Polygon": shapely.multipolygons}
    return many[kinds.pop()](shapes) if len(kinds) == 1 and kinds <= many.keys() else shapely.geometrycollections(shapes)


def _shape(kind_: str, at: Sequence[Sequence[float]], holes: Sequence[Sequence[Sequence[float]]] = ()) -> Any:
    """A point, line or polygon; ``None`` if the coordinates are not enough for one."""
    import shapely

    try:
        if kind_ == "Point":
            return shapely.Point(at[0])
        if len(at) == 1:
            return shapely.Point(at[0])
        return shapely.LineString(at) if kind_ == "LineString" else shapely.Polygon(at, holes)
    except (ValueError, IndexError, TypeError, shapely.errors.ShapelyError):
        return None


def _numbers(words: Iterable[str]) -> list[float]:
    try:
        return [float(w) for w in words]
    except ValueError:
        return []


# --- KML ------------------------------------------------------------------------------------------------------------


def _kml(path: Path, found: Element) -> Source:
    rows: list[dict[str, str | None]] = []
    shapes: list[bytes | None] = []
    links = 0
    waiting: list[tuple[Element, str]] = [(found, "")]
    while waiting:
        element, folder = waiting.pop()
        inner = []
        for child in element:
            name = _name(child)
            if name == "Placemark":
                rows.append(_placemark(child, folder))
                shapes.append(_wkb(list(_kml_shapes(child))))
            elif name in {"Folder", "Document", "kml"}:
                inner.append((child, _said(_child(child, "name")) if name == "Folder" else folder))
            elif name == "NetworkLink":
                links += 1
        waiting += reversed(inner)
    if not rows:
        got = "a link to another file, which is not followed" if links else "none"
        raise Unreadable(path.name, "placemarks", "one or more placemarks in the file itself", got)
    made = from_dicts(rows, shapes)
    made.profile = KML
    if links:
        made.notes.append(f"{links} link{'' if links == 1 else 's'} to other files: nothing is followed.")
    return made


def _placemark(element: Element, folder: str) -> dict[str, str | None]:
    row: dict[str, str | None] = {"folder": folder}
    further: dict[str, str | None] = {}
    if element.get("id"):
        row["identifier"] = element.get("id")  # unless its data have a better one
    for child in element:
        name = _name(child)
        if name in {"name", "address", "snippet", "Snippet", "phoneNumber"}:
            row[name.casefold() if name == "Snippet" else name] = plain(_said(child))
        elif name == "description":
            row["description"] = plain(_said(child))
            link = re.search(r"https?://[^\s\"'<>]+", _said(child))
            if link:
                row["link"] = link[0]
        elif name == "TimeStamp":
            row["begin"] = _said(_child(child, "when"))
        elif name == "TimeSpan":
            row["begin"], row["end"] = _said(_child(child, "begin")), _said(_child(child, "end"))
        elif name == "ExtendedData":
            further |= _extended(child)
    moments = [_said(w) for track in element.iter() if _name(track) == "Track" for w in _children(track, "when")]
    if moments:
        row["begin"], row["end"] = row.get("begin") or moments[0], row.get("end") or moments[-1]
    return row | {f"{name} (2)" if name in row else name: text for name, text in further.items()}


def _extended(element: Element) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for data in element.iter():
        if _name(data) == "Data":
            found[str(data.get("name"))] = plain(_said(_child(data, "value")))
        elif _name(data) == "SimpleData":
            found[str(data.get("name"))] = plain(_said(data))
    return found


def _kml_shapes(element: Element) -> Iterable[Any]:
    for part in element.iter():
        name = _name(part)
        if name in {"Point", "LineString"}:
            yield _shape(name, _tuples(_said(_child(part, "coordinates"))))
        elif name == "Polygon":
            rings = [(_name(b), [_tuples(_said(c)) for c in b.iter() if _name(c) == "coordinates"]) for b in part]
            outer = [r for n, told in rings if n == "outerBoundaryIs" for r in told]
            yield _shape("Polygon", outer[0] if outer else [], [r for n, told in rings if n == "innerBoundaryIs" for r in told])
        elif name == "Track":
            yield _shape("LineString", [at for c in _children(part, "coord") if (at := _numbers(_said(c).split()))])


def _tuples(text: str) -> list[list[float]]:
    """KML's "lon,lat,alt lon,lat,alt"; heights of zero say nothing and are left off."""
    found = [_numbers(word.split(",")) for word in re.sub(r"\s*,\s*", ",", text).split()]
    told = [at for at in found if len(at) in (2, 3)]
    return [at[:2] for at in told] if all(len(at) == 2 or at[2] == 0 for at in told) else told


# --- GPX ------------------------------------------------------------------------------------------------------------


def _gpx(path: Path, found: Element) -> Source:
    rows: list[dict[str, str | None]] = []
    shapes: list[bytes | None] = []
    for element in found:
        name = _name(element)
        if name == "wpt":
            points = [element]
            shapes.append(_wkb([_shape("Point", [_position(element)])]))
        elif name in {"rte", "trk"}:
            segments = [element] if name == "rte" else list(_children(element, "trkseg"))
            points = [p for s in segments for p in _children(s, "rtept", "trkpt")]
            shapes.append(
                _wkb([_shape("LineString", [_position(p) for p in _children(s, "rtept", "trkpt")]) for s in segments])
            )
        else:
            continue
        row = {_name(c): plain(_said(c)) for c in element if len(c) == 0 and _said(c)}
        link = _child(element, "link")
        times = [t for p in points if (t := _said(_child(p, "time")))]
        told: dict[str, str | None] = {**row, "gpx": name}
        if link is not None:
            told["link"] = link.get("href")
        if times and name != "wpt":
            told["time"], told["until"] = times[0], times[-1]
        rows.append(told)
    if not rows:
        raise Unreadable(path.name, "gpx", "waypoints, routes or tracks", "none")
    made = from_dicts(rows, shapes)
    made.profile = GPX
    return made


def _position(element: Element) -> list[float]:
    height = _numbers([_said(_child(element, "ele"))]) if _child(element, "ele") is not None else []
    return _numbers([element.get("lon", ""), element.get("lat", "")]) + height


# --- GeoRSS ---------------------------------------------------------------------------------------------------------


def _georss(path: Path, found: Element) -> Source:
    items = [e for e in found.iter() if _name(e) in {"item", "entry"}]
    if not items:
        raise Unreadable(path.name, "feed", "entries", "none")
    rows, shapes = [], []
    for item in items:
        rows.append(_item(item))
        shapes.append(_wkb([_georss_shape(item)]))
    made = from_dicts(rows, shapes)
    made.profile = GEORSS
    made.notes.append("The times are those of publication: a feed has no others.")
    return made


_ITEM: Mapping[str, str] = {"pubDate": "published", "published": "published", "id": "guid", "guid": "guid", "title": "title"}
_GEO = frozenset({"point", "line", "polygon", "box", "where", "lat", "long", "Point"})


def _item(item: Element) -> dict[str, str | None]:
    row: dict[str, str | None] = {}
    for child in item:
        name = _name(child)
        if name in {"description", "summary", "content", "encoded"}:
            row["description"] = row.get("description") or plain(_said(child))
        elif name == "link":
            row["link"] = row.get("link") or child.get("href") or _said(child)
        elif name == "category":
            row["category"] = row.get("category") or child.get("term") or _said(child)
        elif name in _ITEM:
            row[_ITEM[name]] = plain(_said(child))
        elif name not in _GEO and len(child) == 0 and _said(child):
            row[name] = _said(child)
    row["published"] = row.get("published") or row.get("updated") or row.get("date")
    return row


def _georss_shape(item: Element) -> Any:
    told = {
        _name(e): _numbers(_said(e).replace(",", " ").split())
        for e in item.iter()
        if _said(e) and _name(e) in {*_GEO, "pos", "posList"}
    }
    if "lat" in told and "long" in told:
        return _shape("Point", [[*told["long"], *told["lat"]]])
    for name, kind_ in (("point", "Point"), ("pos", "Point"), ("line", "LineString"), ("polygon", "Polygon")):
        if name in told:
            at = told[name]
            return _shape(kind_, [[x, y] for y, x in zip(at[::2], at[1::2], strict=False)])
    if "posList" in told:
        at = told["posList"]
        ring = any(_name(e) == "Polygon" for e in item.iter())
        return _shape("Polygon" if ring else "LineString", [[x, y] for y, x in zip(at[::2], at[1::2], strict=False)])
    if len(told.get("box", [])) == 4:
        south, west, north, east = told["box"]
        return _shape("Polygon", [[west, south], [east, south], [east, north], [west, north]])
    return None
