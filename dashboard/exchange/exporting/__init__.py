"""Writing the layer, or the events of a view, in the formats of other programs."""

from dashboard.exchange.exporting.formats import FORMATS, Format, write

__all__ = ["FORMATS", "Format", "write"]
