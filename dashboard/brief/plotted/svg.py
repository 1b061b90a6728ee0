"""SVG that can stand in any page: without styles, which a page's policy may forbid and which would leak into the page.

matplotlib writes ``style`` attributes and a ``<style>`` element. The first are blocked by a Content-Security-Policy without
``'unsafe-inline'`` once the SVG is part of a page, and the second would hold for all of the page.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"

FAMILIES: Final = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Narrower typefaces first; words are placed by the widest of them."""

_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_IDLE = {f"{{{SVG}}}style", f"{{{SVG}}}metadata"}
_DRAWN = ("d", "x", "y", "width", "height", "transform", "viewBox", "stroke-width", "stroke-dasharray", "font-size")


def for_pages(drawn: bytes, name: str, title: str, desc: str, lang: str) -> bytes:
    """An SVG of matplotlib as one that scales, is told to who cannot see it, and needs no styles.

    `name` begins every id in it, together with a digest of the whole, so that several SVGs can stand in one page. `title` and
    `desc` are what a screen reader says, in the language `lang`.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(drawn)
    prefix = f"{name}-{hashlib.sha256(drawn + title.encode() + desc.encode()).hexdigest()[:8]}"
    for element in root.iter():
        _plain(element)
    _name(root, prefix)
    _flatten(root)
    _head(root, prefix, title, desc, lang)
    return ET.tostring(root, encoding="unicode").encode() + b"\n"


def _plain(element: ET.Element) -> None:
    """Turn styles into attributes, and shorten numbers."""
    for part in element.attrib.pop("style", "").split(";"):
        key, _, value = part.partition(":")
        if value.strip() and key.strip() != "font-family":  # said once for all
            element.set(key.strip(), value.strip().removesuffix("px") if key.strip() == "font-size" else value.strip())
    for key in _DRAWN:
        if key in element.attrib:
            element.set(key, _NUMBER.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), element.attrib[key]))
    if element.tag == f"{{{SVG}}}text" and element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if "d" in element.attrib:
        element.set("d", re.sub(r"\s+", " ", element.attrib["d"]).strip())


def _name(root: ET.Element, prefix: str) -> None:
    """Keep only the ids to which something points, counted, and begin them with `prefix`."""
    wanted: dict[str, str] = {}
    for element in root.iter():
        for key, value in element.attrib.items():
            found = [value[1:]] if key == f"{{{XLINK}}}href" else _REFERENCE.findall(value)
            for old in found:
                wanted.setdefault(old, f"{prefix}-{len(wanted)}")
                element.set(key, value.replace(f"#{old}", f"#{wanted[old]}"))
    for element in root.iter():
        old_id = element.attrib.pop("id", None)
        if old_id in wanted:
            element.set("id", wanted[old_id])


def _flatten(element: ET.Element) -> None:
    """Take away styles, metadata, groups that say nothing, and definitions of nothing."""
    found: list[ET.Element] = []
    for child in element:
        _flatten(child)
        child.tail = None
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            found += list(child)
        elif child.tag not in _IDLE and (child.tag != f"{{{SVG}}}defs" or len(child)):
            found.append(child)
    element[:] = found
    if not element.tag.endswith(("}text", "}title", "}desc")):
        element.text = None


def _head(root: ET.Element, prefix: str, title: str, desc: str, lang: str) -> None:
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    said = (("title", title), ("desc", desc))
    root.attrib |= {
        "role": "img",
        "lang": lang,
        "aria-labelledby": " ".join(f"{prefix}-{tag}" for tag, _ in said),
        "font-family": FAMILIES,
        "font-weight": "normal",
        "stroke-linejoin": "round",
    }
    for place, (tag, text) in enumerate(said):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)
