"""The live routes beside the app: embeds, oEmbed, share pages, cards and data of any view, from the same code as the kit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import __version__
from dashboard.exchange.exporting import FORMATS, write
from dashboard.layer.filters import sentence
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish import oembed, pages
from dashboard.publish.bundle import host_script
from dashboard.publish.embed import CHARTS, Embed
from dashboard.publish.pages import Links
from dashboard.publish.pictures import pictures, share_card
from dashboard.publish.snippets import Target
from dashboard.views.address import PARAMETERS, View, position, read
from dashboard.views.scenes import SCENES

VIEW: Final = "view"
"""As the name of an embed: the view that the query says."""

_SHORT: Final = {"Cache-Control": "public, max-age=300"}
_TYPES: Final = {"html": "text/html", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"}
_DRAWING: Final = Lock()
"""Pictures are drawn one after another: each is a second of work, and matplotlib keeps state of its own."""


class RefusedError(Exception):
    """What was asked for does not exist; its text says why. `status` is the HTTP status of the answer."""

    def __init__(self, text: str, status: int = 404) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True)
class Live:
    """The live routes of a layer. `shared` is the address of the files of all embeds, `prefix` the server's base path.

    `public_url` is where readers find the server, ending in a slash; empty: what each request was sent to.
    """

    layer: Layer
    shared: str
    prefix: str = ""
    public_url: str = ""

    def routes(self) -> list[Route]:
        """Routes for Starlette."""
        return [
            Route("/qantar/{digest}/embed/cards/{lang}/{event}.js", self.event_card),
            Route("/embed/host.js", self.host),
            Route("/embed/files/{query}/{file}", self.file),
            Route("/embed/{what:path}", self.page),
            Route("/oembed", self.oembed),
            Route("/share/{what:path}", self.share),
            Route("/card/{what:path}.png", self.card),
            Route("/api/events.{form}", self.events),
            Route("/api/figures.csv", self.figures),
            Route("/healthz", self.health),
        ]

    # --- what is asked for --------------------------------------------------------------------------------------------

    def embed(self, what: str, params: Mapping[str, str]) -> Embed:
        """The embed that a path and a query name. Raises `RefusedError`."""
        known = {k: v for k, v in params.items() if k in PARAMETERS}  # a host's own parameters are none of ours
        kind, _, item = what.strip("/").partition("/")
        if kind == "chart" and item in CHARTS:
            return Embed(f"chart-{item}", "chart", self._view({"scene": CHARTS[item], **known}), item)
        if kind == "statement" and self.layer.statement(item):
            return Embed(item, "statement", self._view({**known, "scene": "article", "statement": item}), item)
        if item or (kind != VIEW and kind not in SCENES):
            raise RefusedError("no such embed")
        view = self._view(known if kind == VIEW else {"scene": kind, **known})
        try:
            return Embed(kind, "map", view, at=position(urlencode(known)))
        except ValueError as error:
            raise RefusedError(str(error), 400) from None

    def _view(self, params: Mapping[str, str]) -> View:
        view, problems = read(params, self.layer)
        if problems:
            raise RefusedError("\n".join(problems), 400)
        return view

    def site(self, request: Request) -> str:
        """The address of this server, ending in a slash."""
        return self.public_url or f"{str(request.base_url).rstrip('/')}{self.prefix}/"

    # --- answers ------------------------------------------------------------------------------------------------------

    def page(self, request: Request) -> Response:
        """An embed as a page."""
        try:
            embed = self.embed(request.path_params["what"], request.query_params)
        except RefusedError as error:
            return _refused(error)
        site, query = self.site(request), embed.query()
        named = f"{_what(embed).replace('/', ':')}?{query}"  # a slash would end the part of the path
        own = f"{self.prefix}/embed/files/{quote(named, safe='')}/"
        links = Links(
            shared=self.shared,
            own=own,
            sibling="",
            languages=(),
            dashboard=f"{site}?{query}",
            discovery=_discovery(site, f"{site}embed/{_what(embed)}?{query}"),
        )
        return Response(pages.page(embed, self.layer, links), media_type="text/html", headers=_SHORT)

    def host(self, request: Request) -> Response:  # noqa: ARG002 - the form of an endpoint
        """The host's script under an address that stays."""
        return Response(host_script(), media_type="text/javascript", headers=_SHORT)

    def file(self, request: Request) -> Response:
        """A file of a page: data, table or picture."""
        what, _, query = unquote(request.path_params["query"]).partition("?")
        name = request.path_params["file"]
        try:
            embed = self.embed(what.replace(":", "/"), dict(parse_qsl(query, keep_blank_values=True)))
            content = self._file(embed, name)
        except RefusedError as error:
            return _refused(error)
        return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=_SHORT)

    def _file(self, embed: Embed, name: str) -> bytes:
        """The content of a file of an embed. Raises `RefusedError`."""
        if name == "table.html" and embed.kind == "map":
            return pages.table(embed, self.layer, self.shared).encode()
        script = _scripts(self.layer, embed).get(name)
        content = script.encode() if script else _picture(self.layer, embed, name) if name.endswith((".svg", ".png")) else None
        if content is None:
            raise RefusedError("no such file")
        return content

    def event_card(self, request: Request) -> Response:
        """What an embed shows when an event is opened."""
        event, lang = self.layer.event(request.path_params["event"]), request.path_params["lang"]
        if event is None or lang not in LANGUAGES:
            return _refused(RefusedError("no such event"))
        return Response(pages.card_script(self.layer, event.event_id, lang), media_type="text/javascript", headers=_SHORT)

    def oembed(self, request: Request) -> Response:
        """The oEmbed answer for an address of this server (``url``), as ``format`` json or xml."""
        form = request.query_params.get("format", "json")
        if form not in oembed.TYPES:
            return PlainTextResponse("format must be json or xml", 501)
        try:
            embed = self._embed_at(request.query_params.get("url", ""), self.site(request))
            sizes = [_size(request, name) for name in ("maxwidth", "maxheight")]
        except RefusedError as error:
            return _refused(error)
        answer = oembed.answer(self.target(embed, self.site(request)), self.site(request), *sizes)
        kind = "application/json" if form == "json" else "text/xml"
        text = answer.json() if form == "json" else answer.xml()
        return Response(text, media_type=kind, headers={**_SHORT, "Access-Control-Allow-Origin": "*"})

    def _embed_at(self, url: str, site: str) -> Embed:
        asked, own = urlsplit(url), urlsplit(site)
        if (asked.scheme, asked.netloc) != (own.scheme, own.netloc) or not asked.path.startswith(own.path.rstrip("/")):
            raise RefusedError("url must be an address of this server")
        path = asked.path.removeprefix(own.path.rstrip("/"))
        params = dict(parse_qsl(asked.query, keep_blank_values=True))
        if path in {"", "/"}:
            return self.embed(VIEW, params)
        for start in ("/embed/", "/share/"):
            if path.startswith(start) and not path.startswith("/embed/files/"):
                return self.embed(path.removeprefix(start), params)
        raise RefusedError("this page is not for embedding", 403)

    def share(self, request: Request) -> Response:
        """A page for those who show a preview of a link; it leads people on to the dashboard."""
        try:
            embed = self.embed(request.path_params["what"], request.query_params)
        except RefusedError as error:
            return _refused(error)
        said, site, query = words(embed.view.lang), self.site(request), embed.query()
        url = f"{site}share/{_what(embed)}?{query}"
        page = pages.render(
            "share.html",
            lang=said.lang,
            locale={"en": "en_GB", "el": "el_GR", "ru": "ru_RU", "kk": "kk_KZ"}[said.lang],
            heading=embed.heading(self.layer, said),
            sentence=sentence(embed.view.filter, self.layer, said),
            alt=pages.alt(embed, self.layer),
            url=url,
            image=f"{site}card/{_what(embed)}.png?{query}",
            dashboard=f"{site}?{query}",
            discovery=_discovery(site, url),
            ui={"dashboard": said("Open in the dashboard")},
        )
        return Response(page, media_type="text/html", headers=_SHORT)

    def card(self, request: Request) -> Response:
        """The share card of a view: PNG, 1200 by 630 pixels."""
        try:
            embed = self.embed(request.path_params["what"], request.query_params)
        except RefusedError as error:
            return _refused(error)
        return Response(_picture(self.layer, embed, "card.png"), media_type="image/png", headers=_SHORT)

    def events(self, request: Request) -> Response:
        """The events of a view as GeoJSON or CSV; of all, without a query."""
        form = request.path_params["form"]
        if form not in {"geojson", "csv"}:
            return _refused(RefusedError("events are served as geojson and csv"))
        return self._data(request, form)

    def figures(self, request: Request) -> Response:
        """The published figures as CSV, each with its claimant."""
        return self._data(request, "figures-csv")

    def _data(self, request: Request, form: str) -> Response:
        try:
            view, lang = self._asked(request.query_params)
        except RefusedError as error:
            return _refused(error)
        content = write(self.layer, view, form, lang)
        headers = {**_SHORT, "Access-Control-Allow-Origin": "*"}  # public data, for any page
        return Response(content, media_type=FORMATS[form].media_type, headers=headers)

    def _asked(self, params: Mapping[str, str]) -> tuple[View | None, str]:
        """The view of a data address, ``None`` for all events, and the language. Nothing is left out unsaid."""
        problems = [f"'{k}' must be one of {', '.join(PARAMETERS)} (got {k[:40]!r})" for k in params if k not in PARAMETERS]
        view, told = read(params, self.layer)
        if problems + told:
            raise RefusedError("\n".join(problems + told), 400)
        return (None if set(params) <= {"lang"} else view), view.lang

    def health(self, request: Request) -> Response:  # noqa: ARG002 - the form of an endpoint
        """That the server lives, and what it serves."""
        content = {
            "status": "ok",
            "qantar": __version__,
            "data": self.layer.version,
            "sha256": self.layer.digest,
            "events": len(self.layer.events),
        }
        return Response(json.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})

    def target(self, embed: Embed, site: str) -> Target:
        """`embed` as it is copied into a page from this server."""
        query = embed.query()
        said = words(embed.view.lang)
        return Target(
            src=f"{site}embed/{_what(embed)}?{query}",
            host=f"{site}embed/host.js",
            picture=f"{site}card/{_what(embed)}.png?{query}",
            title=embed.heading(self.layer, said),
            alt=pages.alt(embed, self.layer),
            lang=said.lang,
            name=embed.name,
            height=pages.height(embed, self.layer),
        )


def _what(embed: Embed) -> str:
    """The path of an embed under ``/embed/``."""
    return {"map": VIEW, "chart": f"chart/{embed.item}", "statement": f"statement/{embed.item}"}[embed.kind]


def _discovery(site: str, url: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, f"{site}oembed?{urlencode({'url': url, 'format': form})}") for form, kind in oembed.TYPES.items())


def _size(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 10_000:
        raise RefusedError(f"'{name}' must be a number of pixels from 1 to 10000 (got {text[:40]!r})", 400)
    return int(text)


def _refused(error: RefusedError) -> Response:
    return PlainTextResponse(str(error), error.status)


@lru_cache(maxsize=256)
def _picture(layer: Layer, embed: Embed, name: str) -> bytes | None:
    """A picture of an embed; ``None`` if it has none of that name."""
    with _DRAWING:
        return share_card(embed, layer) if name == "card.png" else pictures(embed, layer).get(name)


@lru_cache(maxsize=64)
def _scripts(layer: Layer, embed: Embed) -> dict[str, str]:
    """The data of a page by file name."""
    return {"map": pages.map_scripts, "chart": pages.chart_scripts, "statement": lambda *_: {}}[embed.kind](embed, layer)
