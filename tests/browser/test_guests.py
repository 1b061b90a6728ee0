"""The real embed as a guest: in newsrooms' pages, with hostile addresses, and live for those who are allowed to frame it."""

from __future__ import annotations

import gzip
import http.server
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Frame, Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.layer import Layer, the_layer
from dashboard.locale import words
from dashboard.publish import site as publishing
from dashboard.publish.assets import collect
from dashboard.publish.embed import parse
from dashboard.publish.headers import SecurityHeaders
from dashboard.publish.routes import Live
from dashboard.publish.snippets import snippets
from dashboard.views.captions import as_of
from dashboard.views.payload import minutes
from dashboard.views.scenes import SCENES
from tests.browser.conftest import PATIENCE
from tests.browser.test_host import HOSTS, TYPES, Embed, Newsroom, Site, fits

POLICY = "default-src 'self'"
"""Sent with every file of the kit."""

MOST_BYTES, MOST_REQUESTS = 90_000, 6
"""What the first view of a map may take of a reader, in bytes as gzip and in requests."""

asked: list[tuple[str, int]] = []
"""Path and compressed size of everything that was asked of the kit."""


@pytest.fixture(scope="module")
def files(layer: Layer) -> publishing.Files:
    """A map and a statement in every language, as they are published."""
    return publishing.Site(layer, [parse("almaty", layer), parse("statement:seed-07", layer)], ("el", "en")).files()


@pytest.fixture(scope="module")
def site(files: publishing.Files) -> Iterator[Site]:
    """The kit beside a newsroom's pages, compressed as a CDN sends it."""
    types = {**TYPES, ".png": "image/png"}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix("/")
            body = files.get(path)
            if body is None:
                body = _of_the_newsroom(path, made)
            packed = gzip.compress(body or b"", 9)
            if path != "favicon.ico":
                asked.append((path, len(packed)))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", types.get(Path(path).suffix, "text/plain"))
            self.send_header("Content-Encoding", "gzip")
            if path in files:
                self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(server.server_address[1], {"favicon.ico": ""})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def _of_the_newsroom(path: str, site: Site) -> bytes | None:
    if path in site.extra:
        return site.extra[path].encode()
    return (HOSTS / path).read_bytes() if path in ("host.css", "poster.svg") else None


@pytest.fixture
def newsroom(browser: Browser, site: Site) -> Iterator[Newsroom]:
    """A reader at a desk, who counts every complaint of the browser."""
    context = browser.new_context(viewport={"width": 900, "height": 1000}, locale="en-GB", reduced_motion="reduce")
    room = Newsroom(context.new_page(), site)
    room.page.on("console", lambda m: room.complaints.append(m.text) if m.type in ("error", "warning") else None)
    room.page.on("pageerror", lambda e: room.complaints.append(str(e)))
    yield room
    context.close()


def embed(site: Site, files: publishing.Files, name: str = "almaty", lang: str = "en") -> Embed:
    """A pinned embed."""
    path = next(p for p in files if p.startswith("v/") and p.endswith(f"/{name}/{lang}/index.html"))
    return Embed(f"{site.guest}/{path}", name, 1180)


def drawn(frame: Page | Frame) -> None:
    """Wait until an embed has drawn what it shows first."""
    frame.locator('html[data-qantar="drawn"]').wait_for(state="attached", timeout=PATIENCE)


def counted(frame: Page | Frame) -> int:
    """How many events the brush says that there are."""
    return int(re.findall(r"(\d+) event", frame.locator(".timeline .said").inner_text())[-1])


def minute(frame: Page | Frame) -> int:
    """Where the start of the window is, in minutes of the page's count."""
    return int(frame.locator(".handle.from").get_attribute("aria-valuenow") or "")


@pytest.mark.parametrize("lang", ["el"])
def test_the_first_view_is_light_on_the_wire(newsroom: Newsroom, site: Site, files: publishing.Files, lang: str) -> None:
    """In an article's width: bytes and requests that a browser really makes, until nothing more comes."""
    asked.clear()
    newsroom.page.set_viewport_size({"width": 640, "height": 1000})
    newsroom.page.goto(embed(site, files, lang=lang).url)
    drawn(newsroom.page)
    newsroom.page.wait_for_load_state("networkidle")
    made = [(path, size) for path, size in asked if path != "favicon.ico"]
    assert len(made) <= MOST_REQUESTS, made
    assert sum(size for _, size in made) <= MOST_BYTES, made
    assert newsroom.complaints == []


@pytest.mark.parametrize("name", ["component", "pym", "amp"])
def test_a_host_page_gives_the_map_its_height(newsroom: Newsroom, site: Site, files: publishing.Files, name: str) -> None:
    """In every dialect; a card opens in it and nothing complains."""
    newsroom.open(name, embed(site, files))
    (guest,) = newsroom.guests(1)
    drawn(guest)
    fits(guest)
    guest.locator(".list li button").first.click()
    expect(guest.locator(".card h2")).to_be_visible()
    fits(guest)
    assert newsroom.complaints == []


def test_three_maps_on_a_page_are_each_whole(newsroom: Newsroom, site: Site, files: publishing.Files) -> None:
    """And do not know of each other."""
    newsroom.open("three", embed(site, files))
    guests = newsroom.guests(3)
    for guest in guests:
        guest.frame_element().scroll_into_view_if_needed()
        drawn(guest)
        fits(guest)
    counts = [counted(g) for g in guests]
    guests[1].locator(".handle.from").press("End")
    expect(guests[1].locator(".timeline .said")).not_to_contain_text(f"{counts[1]} events")
    assert [counted(guests[0]), counted(guests[2])] == [counts[0], counts[2]]
    assert newsroom.complaints == []


def test_the_theme_of_the_element_reaches_the_map(newsroom: Newsroom, site: Site, files: publishing.Files) -> None:
    """While the reader looks on."""
    newsroom.open("csp", embed(site, files))
    (guest,) = newsroom.guests(1)
    drawn(guest)
    fits(guest)
    for theme in ("dark", "light"):
        newsroom.page.locator("qantar-embed").evaluate("(e, theme) => e.setAttribute('theme', theme)", theme)
        guest.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)


def test_the_brush_counts_as_python_does(newsroom: Newsroom, site: Site, files: publishing.Files, layer: Layer) -> None:
    """After each key."""
    page = newsroom.page
    page.goto(embed(site, files).url)
    drawn(page)
    window = SCENES["almaty"].filter
    assert window.start
    assert minute(page) == minutes(window.start)
    assert counted(page) == len(layer.select(window))
    for _ in range(4):
        before = minute(page)
        page.locator(".handle.from").press("ArrowRight")
        assert minute(page) > before
        start = window.start + timedelta(minutes=minute(page) - minutes(window.start))
        assert counted(page) == len(layer.select(replace(window, start=start)))


def test_a_row_of_the_list_opens_by_key_and_has_the_focus_again(
    newsroom: Newsroom, site: Site, files: publishing.Files
) -> None:
    """As the card closes."""
    page = newsroom.page
    page.goto(embed(site, files).url)
    drawn(page)
    page.locator(".list li button").nth(1).focus()
    expect(page.locator(".list .rest")).to_have_count(0)
    page.locator(".list li button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
    expect(page.locator(".list li button").nth(1)).to_be_focused()


@pytest.mark.parametrize("name", ["almaty", "seed-07"])
def test_forced_colours_keep_title_date_and_sources(
    newsroom: Newsroom, site: Site, files: publishing.Files, layer: Layer, name: str
) -> None:
    """Whatever else the reader's system paints."""
    newsroom.page.emulate_media(forced_colors="active")
    newsroom.page.goto(embed(site, files, name).url)
    drawn(newsroom.page)
    expect(newsroom.page.locator("h1")).to_be_visible()
    expect(newsroom.page.locator(".foot")).to_contain_text(as_of(layer, words("en")))
    assert newsroom.complaints == []


@pytest.mark.parametrize(
    "query",
    [
        "?theme=<script>alert(1)</script>",
        "?theme=dark%22%20onload=%22alert(1)",
        "?theme=__proto__&__proto__[x]=1&constructor=1",
        "?childId=<img src=x onerror=alert(1)>&initialWidth=1e309",
        "?shared=https://evil.example/&own=https://evil.example/&data-own=//evil.example/",
        f"?theme={'x' * 6000}",
        "?%ff%fe&theme=%00",
    ],
)
def test_a_hostile_address_does_nothing(
    newsroom: Newsroom, site: Site, files: publishing.Files, layer: Layer, query: str
) -> None:
    """The page is as without it, and asks for nothing else."""
    asked.clear()
    elsewhere: list[str] = []
    newsroom.page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith(site.guest) else None)
    newsroom.page.goto(embed(site, files).url + query)
    drawn(newsroom.page)
    assert newsroom.page.evaluate("document.documentElement.dataset.theme") == "light"  # the reader's own
    assert counted(newsroom.page) == len(layer.select(SCENES["almaty"].filter))
    assert {path for path, _ in asked} <= files.keys()
    assert elsewhere == []
    assert newsroom.complaints == []


# --- live ------------------------------------------------------------------------------------------------------------


@contextmanager
def live(ancestors: str) -> Iterator[tuple[str, Live]]:
    """The live routes on a port of their own, which let `ancestors` frame them; gives the address and the routes."""
    assets = collect(the_layer())
    routes = Live(the_layer(), f"{assets.base}embed/")
    headers = Middleware(SecurityHeaders, frame_ancestors=ancestors)
    app = Starlette(routes=[*routes.routes(), assets.route()], middleware=[headers])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}/", routes
    finally:
        server.should_exit = True
        thread.join()


def framed(newsroom: Newsroom, url: str) -> Frame:
    """The frame of a host page around `url`, whatever the browser has put there."""
    newsroom.show(f'<!doctype html><title>Host</title><iframe src="{url}" title="Events" width="600" height="1180"></iframe>')
    return newsroom.page.frames[1]


def test_a_newsroom_that_is_allowed_frames_the_live_embed(newsroom: Newsroom, site: Site) -> None:
    """Which one is a setting of the server."""
    with live(site.host) as (address, _):
        drawn(framed(newsroom, f"{address}embed/almaty"))
    assert newsroom.complaints == []


@pytest.mark.parametrize("ancestors", ["'self'", "'none'", "https://other.example"])
def test_a_newsroom_that_is_not_allowed_does_not(newsroom: Newsroom, ancestors: str) -> None:
    """The browser shows an error of its own in the frame."""
    with live(ancestors) as (address, _):
        frame = framed(newsroom, f"{address}embed/statement/seed-07")
        assert not frame.url.startswith(address)
    assert any("frame-ancestors" in c for c in newsroom.complaints)


def test_the_code_for_a_view_shows_that_view_on_a_page(newsroom: Newsroom, layer: Layer) -> None:
    """As "Embed this view" gives it, with place and zoom of the map; a card opens."""
    with live("*") as (address, routes):
        target = routes.target(parse("scene=almaty&at=43.25,76.93,14", layer), address)
        code = next(s.text for s in snippets(target) if s.text.startswith("<iframe"))
        newsroom.show(f'<!doctype html><html lang="en"><title>Host</title><main><h1>Host</h1>{code}</main>')
        newsroom.page.frame_locator("iframe").locator('html[data-qantar="drawn"]').wait_for(state="attached", timeout=PATIENCE)
        frame = newsroom.page.frames[1]  # it is lazy, and loads when the browser thinks fit
        assert frame.url.startswith(address)
        frame.locator(".list li button").first.click()
        expect(frame.locator(".card h2")).to_be_visible()
    assert newsroom.complaints == []
