"""A small local server for the pages without Python: our scripts, base map, synthetic layers and the rivals' scripts."""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dashboard import web
from dashboard.layer import home
from dashboard.views.mapview import SCRIPTS
from tests.benchmarks import packages, synthetic

PAGES = Path(__file__).with_name("pages")
FOLDERS = {"web": web.FOLDER, "basemap": home.DATA / "basemap", "pages": PAGES}
BRUSH = ("clock", "timeline")
"""What the page needs beside the scripts of the map's frame."""


def _page() -> bytes:
    """The stage with our scripts, in the order in which the app loads them, and the clusters if they could be had."""
    sources = [f"/web/{name}.js" for name in (*SCRIPTS, *BRUSH)]
    lines = [f'<script src="{s}"></script>' for s in sources]
    if packages.has(packages.CLUSTERS):
        lines.append('<script src="/npm/leaflet.markercluster/dist/leaflet.markercluster.js"></script>')
        lines += [f'<link rel="stylesheet" href="/npm/leaflet.markercluster/dist/{s}.css">' for s in packages.CLUSTER_STYLES]
    return (PAGES / "drag.html").read_text(encoding="utf-8").replace("<!-- scripts -->", "\n".join(lines)).encode()


@lru_cache(maxsize=1)
def _head() -> bytes:
    return json.dumps(synthetic.head()).encode()


def answer(path: str) -> tuple[bytes, str] | None:
    """The file under `path`, with its type, or ``None``."""
    if path == "/":
        return _page(), "text/html; charset=utf-8"
    first, _, rest = path.strip("/").partition("/")
    if first == "layer":
        if rest == "head.json":
            return _head(), "application/json"
        return synthetic.make(int(rest.removesuffix(".bin"))).binary(), "application/octet-stream"
    folder = packages.folder(packages.CLUSTERS) if first == "npm" else FOLDERS.get(first)
    rest = rest.removeprefix("leaflet.markercluster/") if first == "npm" else rest
    file = folder and (folder / rest).resolve()
    if not file or folder.resolve() not in file.parents or not file.is_file():
        return None
    kind = mimetypes.guess_type(file.name)[0] or "application/json"
    return file.read_bytes(), f"{kind}; charset=utf-8"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name that http.server calls
        """Send a file, or say that there is none."""
        found = answer(unquote(urlsplit(self.path).path))
        body, kind = found or (b"", "text/plain")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the tables are the output."""


@contextmanager
def site() -> Iterator[str]:
    """Serve on a free port of this machine; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
