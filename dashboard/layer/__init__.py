"""The event layer as Python: records, one loader, time, places, filters and the check. Knows no screen."""

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer, load, the_layer

__all__ = ["Filter", "Layer", "load", "the_layer"]
