"""The scripts and styles of embeds: our own files and Leaflet, in one file each, so that a first view asks for few."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

from dashboard import web

LEAFLET: Final = "vendor/leaflet/leaflet"

MAP_SCRIPTS: Final = (
    "frame", "symbols", "canvas", "basemap", "filter", "clock", "marks",
    "footprints", "legend", "paint", "eventlayer", "timeline", "list", "embed",
)  # fmt: skip
"""What a map needs, after Leaflet, in the order in which it is run."""

CARD_SCRIPTS: Final = ("claims", "card")
"""What opening an event needs."""

CHART_SCRIPTS: Final = ("frame", "embed")
"""What a chart or a card of a statement needs."""

_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_UNUSED: Final = re.compile(
    r"popup(?!-pane)|tooltip(?!-pane)|leaflet-tile(?!-pane)|marker(?!-pane)|layers|vml|div-icon|attribution|image"
)
"""What Leaflet styles and an embed does not have."""

MAP_STYLES: Final = ("map", "panels", "embed", "embedmap")
"""How a map looks, after Leaflet."""

PAGE_STYLES: Final = ("embed", "embedtext")
"""How a chart, a card of a statement or a table looks."""


def scripts() -> dict[str, str]:
    """The bundles by file name."""
    leaflet = web.text(f"{LEAFLET}.js").replace("//# sourceMappingURL=leaflet.js.map", "").rstrip()
    return {
        "map.js": f"{leaflet}\n{_packed(MAP_SCRIPTS)}",
        "card.js": _packed(CARD_SCRIPTS),
        "page.js": _packed(CHART_SCRIPTS),
        "host.js": host_script(),
        "gallery.js": _packed(("gallery",)),
    }


@lru_cache(maxsize=1)
def host_script() -> str:
    """The script of the page around."""
    return _packed(("host",))


def styles() -> dict[str, str]:
    """The style sheets by file name."""
    return {
        "map.css": f"{_leaflet_style()}\n{_squeezed(MAP_STYLES)}",
        "page.css": _squeezed(PAGE_STYLES),
        "gallery.css": _squeezed(("gallery",)),
    }


def _leaflet_style() -> str:
    kept = []
    for selectors, style in _RULE.findall(_squeezed((LEAFLET,))):
        used = [s for s in selectors.split(",") if not _UNUSED.search(s)]
        if used and "url(" not in style:
            kept.append(f"{','.join(used)}{{{style}}}")
    return "".join(kept)


def _packed(names: tuple[str, ...]) -> str:
    return "\n".join(str(jsmin(web.text(f"{name}.js"))) for name in names)


def _squeezed(names: tuple[str, ...]) -> str:
    return str(cssmin("\n".join(web.text(f"{name}.css") for name in names)))
