"""Colours and symbols, in one place for every drawing of events: map, list, legend, charts and, later, pictures.

A category has the colour and outline shape of its family and a glyph of its own, so that nothing is told by colour alone;
the fill tells the status. Colours are Okabe and Ito's (colour-blind safe), darkened where white glyphs need a contrast of
3:1 (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from dashboard.layer.vocabulary import CATEGORIES, STATUSES


@dataclass(frozen=True, slots=True)
class Family:
    """A group of categories drawn in one colour (hex, light and dark theme) and one outline shape."""

    family_id: str
    light: str
    dark: str
    shape: str


STREET = Family("street", "#C24A00", "#F0803C", "circle")
PROPERTY = Family("property", "#946200", "#E69F00", "square")
FORCES = Family("forces", "#0072B2", "#56B4E9", "shield")
STATE = Family("state", "#A2507F", "#D98CB8", "diamond")
WORLD = Family("world", "#00785A", "#2FBF96", "hexagon")

FAMILIES: Final = (STREET, PROPERTY, FORCES, STATE, WORLD)

FAMILY_OF: Final[dict[str, Family]] = {
    "protest": STREET,
    "clash": STREET,
    "shooting": STREET,
    "building_seizure": PROPERTY,
    "arson": PROPERTY,
    "looting": PROPERTY,
    "security_operation": FORCES,
    "detention": FORCES,
    "deployment": FORCES,
    "withdrawal": FORCES,
    "communications_blackout": STATE,
    "decree": STATE,
    "political": STATE,
    "international": WORLD,
    "economic": WORLD,
    "humanitarian": WORLD,
}

GLYPHS: Final[dict[str, str]] = {
    "protest": "M5 13V3h6.5L9.5 5.5l2 2.5H5",
    "clash": "M4 4l8 8M12 4l-8 8",
    "shooting": "M8 2.5v3M8 10.5v3M2.5 8h3M10.5 8h3M10.5 8a2.5 2.5 0 1 1-5 0a2.5 2.5 0 1 1 5 0",
    "building_seizure": "M3.5 13V7L8 3.5L12.5 7v6zM7 13V9.5h2V13",
    "arson": "M8 2.5c.5 2.5 3.5 3.5 3.5 7a3.5 3.5 0 0 1-7 0c0-1.7 1-2.3 1.4-3.6c.6.4 1 .9 1.2 1.6C7.8 6 8.3 4.5 8 2.5z",
    "looting": "M4.5 6h7l1 7h-9zM6 6a2 2.5 0 0 1 4 0",
    "security_operation": "M3.5 8.5l3 3l6-7",
    "detention": "M4 4h8M4 12h8M5.5 4v8M8 4v8M10.5 4v8",
    "deployment": "M8 3v9.5M4 8.5l4 4l4-4",
    "withdrawal": "M8 13V3.5M4 7.5l4-4l4 4",
    "communications_blackout": "M3 7a7 7 0 0 1 10 0M5.3 9.5a3.8 3.8 0 0 1 5.4 0M8 12.3v.2M3.5 3l9 10",
    "decree": "M5 3h4.5L11.5 5v8H5zM7 7.5h2.5M7 10h2.5",
    "political": "M3.5 6.2L8 3l4.5 3.2zM5 7v4.5M8 7v4.5M11 7v4.5M3.5 12.8h9",
    "international": "M13 8a5 5 0 1 1-10 0a5 5 0 1 1 10 0M3 8h10M8 3c-3 3-3 7 0 10c3-3 3-7 0-10",
    "economic": "M4 4h8M4 7h8M8 7v6.5",
    "humanitarian": "M8 3.5v9M3.5 8h9",
}
"""One stroked path per category in a box of 16 by 16."""

SURFACE: Final = {"light": "#FFFFFF", "dark": "#171B21"}
INK: Final = {"light": "#1B1F24", "dark": "#E8EAED"}
MUTED: Final = {"light": "#5B6470", "dark": "#A3ACB8"}

OCCUPATION_COLOURS: Final = {
    "entered": {"light": "#C24A00", "dark": "#F0803C"},
    "attacked": {"light": "#946200", "dark": "#E69F00"},
    "ended": {"light": "#00785A", "dark": "#2FBF96"},
    "attacked_held": {"light": "#0072B2", "dark": "#56B4E9"},
    "unclear": {"light": "#6B6B6B", "dark": "#B0B0B0"},
}

VERDICTS: Final = {
    "corroborated": {"sign": "✓", "light": "#00785A", "dark": "#2FBF96"},
    "partly": {"sign": "≈", "light": "#805500", "dark": "#E69F00"},
    "contradicted": {"sign": "✗", "light": "#B34400", "dark": "#F0803C"},
    "unverified": {"sign": "?", "light": "#5C5C5C", "dark": "#B0B0B0"},
    "opinion": {"sign": "“", "light": "#93447A", "dark": "#D98CB8"},
}
"""Sign and colour of a verdict on a statement: the same as in ``web/embed.css`` and ``web/article.js``."""


# --- shades -----------------------------------------------------------------------------------------------------------

PALEST: Final = 0.16
"""How much of the colour is in the shade of the fewest: well apart from the ground."""

BEND: Final = 0.6
"""The power to which a share is raised: below 1 tells small numbers apart better than great ones."""


def tint(colour: str, theme: str, share: float) -> str:
    """A hex `colour` mixed into the ground of the page: 1 is the colour itself, 0 the ground."""
    pairs = ((int(colour[i : i + 2], 16), int(SURFACE[theme][i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(ground + (full - ground) * share):02X}" for full, ground in pairs)


def shade(count: int, most: int, theme: str) -> str:
    """The ground of a number among numbers up to `most`, darker the more there are (in the dark theme: lighter)."""
    return tint(STREET.light if theme == "light" else STREET.dark, theme, PALEST + (1 - PALEST) * (count / most) ** BEND)


def readable(ground: str, theme: str) -> str:
    """The ink or the ground of the page, whichever stands out more from the hex colour `ground` (WCAG 2.2)."""
    return max((INK[theme], SURFACE[theme]), key=lambda colour: _contrast(colour, ground))


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _turn(theme: str) -> float:
    """From which share of the colour on a shade carries the ground's colour as its text, no longer the ink."""
    colour = STREET.light if theme == "light" else STREET.dark
    parts = 1_000_000
    turned = bisect_left(
        range(parts + 1), True, key=lambda n: readable(tint(colour, theme, n / parts), theme) == SURFACE[theme]
    )
    return turned / parts


def for_browser() -> dict[str, object]:
    """The same style as plain data for ``web/symbols.js``, in the order of the vocabularies."""
    return {
        "categories": [
            {
                "id": c,
                "family": FAMILY_OF[c].family_id,
                "light": FAMILY_OF[c].light,
                "dark": FAMILY_OF[c].dark,
                "shape": FAMILY_OF[c].shape,
                "glyph": GLYPHS[c],
            }
            for c in CATEGORIES
        ],
        "families": [{"id": f.family_id, "light": f.light, "dark": f.dark, "shape": f.shape} for f in FAMILIES],
        "statuses": list(STATUSES),
        "occupations": OCCUPATION_COLOURS,
        "surface": SURFACE,
        "ink": INK,
        "muted": MUTED,
        "shades": {
            "palest": PALEST,
            "bend": BEND,
            **{theme: {"colour": getattr(STREET, theme), "turn": _turn(theme)} for theme in SURFACE},
        },
    }
