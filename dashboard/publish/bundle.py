"""The scripts and styles of embeds: our own files and Leaflet, in one file each, so that a first view asks for few."""

from __future__ import annotations

import re
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

from dashboard import web

LEAFLET: Final = "vendor/leaflet/leaflet"

MAP_SCRIPTS: Final = (
    "frame", "symbols", "canvas", "basemap", "filter", "clock", "marks", "footprints", "legend", "paint", "eventlayer", "timeline", "list", "embed",
)  # fmt: skip
"""What a map needs, after Leaflet, in the order in which it is run."""

CARD_SCRIPTS: Final = ("claims", "card")
"""What opening an event needs."""

CHART_SCRIPTS: Final = ("frame", "embed")
"""What a chart or a card of a statement needs."""

_RULE: Final = re.compile(r"[^{}]+\{[^{}]*\}")
_UNUSED: Final = re.compile(r"popup|tooltip|tile|marker|layers|vml|div-icon|attribution|svg|crosshair|image|url\(")
"""Rules of Leaflet's style for what an embed does not have."""

STYLES: Final = ("map", "panels", "embed")


def scripts() -> dict[str, str]:
    """The bundles by file name."""
    leaflet = web.text(f"{LEAFLET}.js").replace("//# sourceMappingURL=leaflet.js.map", "").rstrip()
    return {
        "map.js": f"{leaflet}\n{_packed(MAP_SCRIPTS)}",
        "card.js": _packed(CARD_SCRIPTS),
        "page.js": _packed(CHART_SCRIPTS),
        "host.js": _packed(("host",)),
        "gallery.js": _packed(("gallery",)),
    }


def styles() -> dict[str, str]:
    """The style sheets by file name."""
    leaflet = "".join(rule for rule in _RULE.findall(cssmin(web.text(f"{LEAFLET}.css"))) if not _UNUSED.search(rule))
    own = "\n".join(web.text(f"{name}.css") for name in STYLES)
    return {
        "map.css": _squeezed(f"{leaflet}\n{own}"),
        "page.css": _squeezed(web.text("embed.css")),
        "gallery.css": _squeezed(web.text("gallery.css")),
    }


def _packed(names: tuple[str, ...]) -> str:
    return "\n".join(str(jsmin(web.text(f"{name}.js"))) for name in names)


def _squeezed(text: str) -> str:
    return str(cssmin(text))
