"""What every session of one server shares: the layer and the files that the browser fetches. Loaded once, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from streamlit import config

from dashboard.layer import Layer, the_layer
from dashboard.publish.assets import Assets, collect
from dashboard.publish.routes import Live


@dataclass(frozen=True)
class Settings:
    """What an operator decides: who may frame our pages, and the address at which readers find them (ends in a slash)."""

    frame_ancestors: str = "'self'"
    public_url: str = ""


@dataclass(frozen=True)
class Context:
    """The layer, where its files are served, the routes beside the app, and what the operator decided."""

    layer: Layer
    assets: Assets
    live: Live
    settings: Settings


_decided = Settings()


def decide(settings: Settings) -> None:
    """Take the operator's settings, before the context is made."""
    global _decided
    _decided = settings


@lru_cache(maxsize=1)
def context() -> Context:
    """The context of this process."""
    prefix = str(config.get_option("server.baseUrlPath") or "").strip("/")
    layer = the_layer()
    prefix = f"/{prefix}" if prefix else ""
    assets = collect(layer, prefix=prefix)
    live = Live(layer, f"{assets.base}embed/", prefix, _decided.public_url)
    return Context(layer, assets, live, _decided)
