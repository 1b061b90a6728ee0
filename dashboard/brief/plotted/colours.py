"""Colours as Plotly writes them."""

from __future__ import annotations

import re

from matplotlib.colors import to_rgba

from dashboard.brief.plotted.attributes import UnsupportedError

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, from 0 to 1."""

_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")


def colour(text: str) -> Colour:
    """Read ``#0072B2`` or ``rgba(0,114,178,0.5)``. Raises :exc:`UnsupportedError` for anything else."""
    found = _RGBA.fullmatch(text.replace(" ", ""))
    if found:
        red, green, blue, opacity = (float(part) for part in found.groups())
        return red / 255, green / 255, blue / 255, opacity
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise UnsupportedError(f"'color' must be like #0072B2 or rgba(0,114,178,0.5) (got {text!r})")
    return to_rgba(text)


def faded(ink: Colour, opacity: float) -> Colour:
    """`ink` with `opacity`."""
    return (*ink[:3], opacity)


def on(ground: Colour) -> Colour:
    """The colour in which Plotly writes on a bar of the colour `ground`: white, or a dark grey (perceived brightness)."""
    red, green, blue, _ = ground
    return (1.0, 1.0, 1.0, 1.0) if 0.299 * red + 0.587 * green + 0.114 * blue < 128 / 255 else to_rgba("#444444")
