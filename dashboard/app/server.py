"""Starting the dashboard: one process with Streamlit's app and our own routes beside it."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from dashboard.app.context import Settings, context, decide
from dashboard.publish.headers import SecurityHeaders
from dashboard.views.style import INK, SURFACE

MAIN = Path(__file__).with_name("main.py")

THEME = {
    "theme.light.primaryColor": "#0A5C8F",
    "theme.light.backgroundColor": SURFACE["light"],
    "theme.light.secondaryBackgroundColor": "#F1F3F5",
    "theme.light.textColor": INK["light"],
    "theme.light.linkColor": "#0A5C8F",
    "theme.light.borderColor": "#D4D9DF",
    "theme.dark.primaryColor": "#56B4E9",
    "theme.dark.backgroundColor": SURFACE["dark"],
    "theme.dark.secondaryBackgroundColor": "#222831",
    "theme.dark.textColor": INK["dark"],
    "theme.dark.linkColor": "#7CC4F0",
    "theme.dark.borderColor": "#38414B",
    "theme.baseRadius": "small",
}


HEAVY = ("folium", "pandas", "plotly.graph_objects", "dashboard.views.charts", "dashboard.views.mapview")
"""What the page would import with its first reader. (Not ``streamlit_folium``: it must register with a session.)"""


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    """Load and import before the first reader comes, and keep all of it out of every later garbage collection.

    Streamlit collects garbage after each run of the page; with the layer and the libraries in it that alone costs about
    100 ms of processor time a run.
    """
    context()
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    yield


def build(settings: Settings | None = None) -> st.App:
    """The ASGI application."""
    decide(settings or Settings())
    shared = context()
    headers = Middleware(SecurityHeaders, frame_ancestors=shared.settings.frame_ancestors, prefix=shared.live.prefix)
    # Streamlit sends its own bundle as it is: 2.6 MB, of which two thirds need not travel
    squeeze = Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)
    routes = [*shared.live.routes(), shared.assets.route()]  # the cards of events lie under the address of the assets
    return st.App(MAIN, routes=routes, middleware=[headers, squeeze], lifespan=_lifespan)


def serve(port: int, address: str, open_browser: bool, settings: Settings) -> None:
    """Serve the dashboard until interrupted."""
    # Streamlit takes the settings below for a change made while it runs, and warns of it.
    logging.getLogger("streamlit.config").addFilter(lambda record: "config option section" not in record.getMessage())
    build(settings).run(
        config={
            "server.port": port,
            "server.address": address,
            "server.headless": not open_browser,
            "server.fileWatcherType": "none",
            "server.enableStaticServing": False,
            "browser.gatherUsageStats": False,
            "browser.serverAddress": address,
            "browser.serverPort": port,
            "logger.hideWelcomeMessage": True,  # the command line has said the address
            "client.toolbarMode": "viewer",
            "client.showErrorDetails": "none",
            "client.showErrorLinks": False,
            "runner.magicEnabled": False,
            # what a run sends again unchanged, such as the page's style, goes as a reference from this size on
            "global.minCachedMessageSize": 400,
            "global.maxCachedMessageAge": 16,  # runs; a reader who clicks quickly outruns the two that are usual
            # the address sets every control before it is drawn (dashboard/app/state.py)
            "global.disableWidgetStateDuplicationWarning": True,
            **THEME,
        }
    )
