"""Other hosts, played by npm packages, so that the rivals work without a network and what they load there is counted.

A file counts with its size as gzip. What is not known here (map tiles, styles, fonts, icon fonts) is refused and counts
nothing, which favours the rival that wants it.
"""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache

from dashboard import web
from tests.benchmarks import packages

FILES = {
    "leaflet.js": ("leaflet@1.9.3", "dist/leaflet.js"),
    "leaflet.css": ("leaflet@1.9.3", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "bootstrap.bundle.min.js": ("bootstrap@5.2.2", "dist/js/bootstrap.bundle.min.js"),
    "bootstrap.min.css": ("bootstrap@5.2.2", "dist/css/bootstrap.min.css"),
    "leaflet.markercluster.js": (packages.CLUSTERS, "dist/leaflet.markercluster.js"),
    "MarkerCluster.css": (packages.CLUSTERS, "dist/MarkerCluster.css"),
    "MarkerCluster.Default.css": (packages.CLUSTERS, "dist/MarkerCluster.Default.css"),
}
"""Last part of the address of what folium loads: package and file."""

VENDORED = {name: web.FOLDER / "vendor" / "leaflet" / name for name in ("leaflet.js", "leaflet.css")}
"""What we have ourselves, if npm could not be asked."""

EMPTY = (".js", ".css")
"""What else of these is wanted is answered with nothing: folium's map does not start while a script of its list is missing."""


@lru_cache(maxsize=256)
def answer(url: str) -> tuple[int | None, bytes | None, str]:
    """Size on the wire (``None``: not known), body (``None``: refuse) and type for `url`."""
    name = url.split("?")[0].rsplit("/", 1)[-1]
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    if name in FILES:
        package, file = FILES[name]
        if packages.has(package):
            body = (packages.folder(package) / file).read_bytes()
            return len(gzip.compress(body, 9)), body, kind
    if name in VENDORED:
        body = VENDORED[name].read_bytes()
        return len(gzip.compress(body, 9)), body, kind
    return None, b"" if name.endswith(EMPTY) else None, kind


def fetch() -> list[str]:
    """Get the packages; gives those that could not be had."""
    return sorted({package for package, _ in FILES.values() if not packages.fetch(package)})
