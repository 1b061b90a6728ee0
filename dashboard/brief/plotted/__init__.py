"""The charts of the panels drawn with matplotlib, from the same Plotly figures: same data, order, colours by construction."""

from __future__ import annotations

from dashboard.brief.plotted.attributes import UnsupportedError
from dashboard.brief.plotted.drawing import Layout, Window, draw, natural_height, window_span, zoom_for
from dashboard.brief.plotted.page import Box, Page, Put
from dashboard.brief.plotted.plot import Plot, read_figure

__all__ = [
    "Box",
    "Layout",
    "Page",
    "Plot",
    "Put",
    "UnsupportedError",
    "Window",
    "draw",
    "natural_height",
    "read_figure",
    "window_span",
    "zoom_for",
]
