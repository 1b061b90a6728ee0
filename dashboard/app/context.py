"""What every session of one server shares: the layer and the files that the browser fetches. Loaded once, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from streamlit import config

from dashboard.layer import Layer, the_layer
from dashboard.publish.assets import Assets, collect


@dataclass(frozen=True)
class Context:
    """The layer, and where its files are served."""

    layer: Layer
    assets: Assets


@lru_cache(maxsize=1)
def context() -> Context:
    """The context of this process."""
    prefix = str(config.get_option("server.baseUrlPath") or "").strip("/")
    layer = the_layer()
    return Context(layer, collect(layer, prefix=f"/{prefix}" if prefix else ""))
