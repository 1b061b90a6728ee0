"""The static files of the dashboard, compressed once and served under an address that holds their hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import web
from dashboard.layer import home
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish import bundle, ground, pages
from dashboard.views.article import article
from dashboard.views.basemap import ZOOMS
from dashboard.views.payload import columns, texts, word_index

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}


@dataclass(frozen=True)
class Assets:
    """Files by path, ready to send, and `base`, the address under which they are found."""

    base: str
    files: dict[str, tuple[bytes, bytes, str]]

    def route(self) -> Route:
        """One Starlette route for all of them."""

        async def send(request: Request) -> Response:
            found = self.files.get(request.path_params["path"])
            if found is None or request.path_params["digest"] != self.base.strip("/").split("/")[-1]:
                return PlainTextResponse("Not found", status_code=404)
            plain, packed, kind = found
            if "gzip" in request.headers.get("accept-encoding", ""):
                return Response(packed, media_type=kind, headers={**_HEADERS, "Content-Encoding": "gzip"})
            return Response(plain, media_type=kind, headers=_HEADERS)

        return Route("/qantar/{digest}/{path:path}", send, methods=["GET", "HEAD"])


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _web_files() -> dict[str, bytes]:
    wanted = [p for p in sorted(web.FOLDER.rglob("*")) if p.suffix in _TYPES and "__pycache__" not in p.parts]
    return {f"web/{p.relative_to(web.FOLDER).as_posix()}": p.read_bytes() for p in wanted}


def collect(layer: Layer, data: Path = home.DATA, prefix: str = "") -> Assets:
    """Everything that the map and the list fetch: scripts, style, basemap, columns and the texts of each language.

    `prefix` is the server's base path, if it has one.
    """
    content = _web_files()
    content |= {f"basemap/{p.name}": p.read_bytes() for p in sorted((data / "basemap").glob("*.geojson"))}
    content["layer/columns.json"] = _compact(columns(layer))
    content["layer/words.json"] = _compact(word_index(layer))
    for lang in LANGUAGES:
        content[f"layer/texts.{lang}.json"] = _compact(texts(layer, words(lang)))
        content[f"layer/article.{lang}.json"] = _compact(article(layer, words(lang)))
    content |= {f"embed/{name}": text.encode() for name, text in (bundle.scripts() | bundle.styles()).items()}
    content["embed/plotly.js"] = content.pop(f"web/{web.PLOTLY}")
    for name in ZOOMS:
        content[f"embed/ground/{name}.js"] = pages.script(f"ground/{name}", ground.whole(data / "basemap", name)).encode()
    digest = hashlib.sha256(b"".join(k.encode() + b"\0" + v for k, v in content.items())).hexdigest()[:12]
    files = {k: (v, gzip.compress(v, 9, mtime=0), _TYPES[Path(k).suffix]) for k, v in content.items()}
    return Assets(f"{prefix}/qantar/{digest}/", files)
