"""The static embed in a real browser: light, sandboxed, under a strict policy, without JavaScript, from the disk."""

from __future__ import annotations

import http.server
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from dashboard.layer import Layer
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish import folder
from dashboard.publish.embed import parse_all
from dashboard.publish.site import Site
from dashboard.publish.snippets import SANDBOX
from dashboard.views.address import named
from dashboard.views.captions import as_of
from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE
from tests.test_locale import messages

VIEWS = ("almaty", "chart:toll", "statement:seed-07")
STRICT = "default-src 'self'"
FIRST_VIEW = 90_000
"""Bytes, compressed."""


@dataclass
class Kit:
    """A published kit on a server of its own, under two names: two sites to a browser. Every answer has a strict policy."""

    out: Path
    port: int
    pages: dict[str, str] = field(default_factory=dict)
    """Host pages that a test adds, by path; they have no policy of their own."""

    @property
    def guest(self) -> str:
        """Where the embeds lie."""
        return f"http://localhost:{self.port}/"

    @property
    def host(self) -> str:
        """Where a newsroom's pages lie."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def version(self) -> str:
        """The folder of the pinned files."""
        return f"v/{next((self.out / 'v').iterdir()).name}/"

    def url(self, name: str, lang: str = "en") -> str:
        """The pinned page of an embed."""
        return f"{self.guest}{self.version}{name}/{lang}/index.html"


@pytest.fixture(scope="module")
def kit(layer: Layer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """The kit, as `qantar publish` writes it."""
    out = tmp_path_factory.mktemp("kit") / "site"
    folder.replace(out, Site(layer, parse_all(VIEWS, layer, {}, {}), LANGUAGES, "", "https://map.example/").files())

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, directory=str(out), **kwargs)

        def do_GET(self) -> None:
            text = made.pages.get(self.path.partition("?")[0].removeprefix("/"))
            if text is None:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            super(http.server.SimpleHTTPRequestHandler, self).end_headers()
            self.wfile.write(text.encode())

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Kit(out, server.server_address[1], {"favicon.ico": ""})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@dataclass
class Reader:
    """A reader's browser, with what it asked for and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, url: str) -> Reader:
        """Open an embed and wait until it stands."""
        self.page.goto(url)
        expect(self.page.locator("html[data-qantar=drawn]")).to_be_attached(timeout=PATIENCE)
        return self


@pytest.fixture
def reader_with(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Make a reader with given context options."""
    contexts = []

    def make(**options: Any) -> Reader:
        context = browser.new_context(**{"viewport": {"width": 700, "height": 900}, "reduced_motion": "reduce", **options})
        contexts.append(context)
        reader = Reader(context.new_page())
        reader.page.on("request", lambda r: reader.asked.append(r.url))
        reader.page.on("console", lambda m: reader.complaints.append(m.text) if m.type in ("error", "warning") else None)
        reader.page.on("pageerror", lambda e: reader.complaints.append(str(e)))
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(reader_with: Callable[..., Reader]) -> Reader:
    """A reader with a browser of an article's width."""
    return reader_with()


def painted(frame: Page | Frame) -> int:
    """How many pixels of the map's sheet of events are not empty."""
    return int(
        frame.evaluate(
            """() => { const c = document.querySelector("canvas.qantar-events");
            return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length; }"""
        )
    )


# --- light, and nothing from elsewhere ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["almaty"])
def test_the_first_view_asks_for_four_files_of_one_host(reader: Reader, kit: Kit, name: str) -> None:
    """And draws its events from them; nobody else is asked, nothing is kept in the browser, nothing complains."""
    reader.open(kit.url(name))
    assert painted(reader.page) > 1000
    asked = [u.removeprefix(kit.guest + kit.version) for u in reader.asked]
    assert asked == [f"{name}/en/index.html", "map.css", "map.js", f"{name}/en/first.js"]
    assert {u.startswith(kit.guest) for u in reader.asked} == {True}
    assert reader.page.context.cookies() == []
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert reader.complaints == []


def test_the_rest_comes_with_the_first_sign_of_a_reader(reader: Reader, kit: Kit, layer: Layer) -> None:
    """The texts of the other rows; the list is whole then."""
    reader.open(kit.url("almaty"))
    before = reader.page.locator(".list li").count()
    count = len(layer.select(named("almaty", layer).filter))
    assert before < count
    reader.page.mouse.move(50, 200)
    expect(reader.page.locator(".list li")).to_have_count(count)
    assert reader.asked[-1].endswith("/later.js")


def test_beyond_the_view_the_ground_is_fetched(reader: Reader, kit: Kit) -> None:
    """Only then."""
    reader.open(kit.url("almaty"))
    reader.page.get_by_role("button", name="Zoom in").click()
    reader.page.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_function("() => document.querySelector('script[data-name=\"ground/almaty\"]')")
    assert any(u.endswith("/ground/almaty.js") for u in reader.asked)
    assert reader.complaints == []


# --- everywhere -----------------------------------------------------------------------------------------------------


def framed(reader: Reader, kit: Kit, url: str, sandbox: str) -> Frame:
    """The embed in a frame of another site."""
    kit.pages["host.html"] = (
        f'<!doctype html><title>Host</title><iframe src="{url}" sandbox="{sandbox}" width="700" height="1200"></iframe>'
    )
    reader.page.goto(f"{kit.host}host.html")
    expect(reader.page.frame_locator("iframe").locator("html[data-qantar=drawn]")).to_be_attached(timeout=PATIENCE)
    return reader.page.frames[1]


@pytest.mark.parametrize("sandbox", ["allow-scripts", SANDBOX])
def test_in_a_sandbox_without_an_origin_map_brush_list_and_card_work(reader: Reader, kit: Kit, sandbox: str) -> None:
    """No cookie, no storage, no way to the page around; under a strict policy as well."""
    frame = framed(reader, kit, kit.url("almaty"), sandbox)
    assert frame.evaluate("origin") == "null"
    assert painted(frame) > 1000
    inside = reader.page.frame_locator("iframe")
    before = inside.locator(".said").inner_text()
    inside.locator(".handle.from").focus()
    reader.page.keyboard.press("ArrowRight")
    expect(inside.locator(".said")).not_to_have_text(before)
    inside.locator(".list li button").first.click()
    expect(inside.locator(".card h2")).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(inside.locator(".card")).to_be_hidden()
    assert reader.page.url == f"{kit.host}host.html"
    assert reader.complaints == []


def test_without_javascript_there_is_a_picture_its_text_and_a_table(
    reader_with: Callable[..., Reader], kit: Kit, layer: Layer
) -> None:
    """Nothing is empty that promises something."""
    reader = reader_with(java_script_enabled=False)
    reader.page.goto(kit.url("almaty", "el"))
    picture = reader.page.locator("noscript img, .fallback img").first
    expect(picture).to_be_visible()
    assert (picture.get_attribute("alt") or "").startswith("Χάρτης: Αλμάτι")
    assert picture.evaluate("i => i.naturalWidth") == 1200
    expect(reader.page.locator(".foot")).to_contain_text(as_of(layer, words("el")))
    reader.page.goto(re.sub("index.html$", "table.html", reader.page.url))
    assert reader.page.locator("tbody tr").count() == len(layer.select(named("almaty", layer).filter))


@pytest.mark.parametrize("name", ["almaty", "chart-toll", "seed-07"])
@pytest.mark.parametrize(("width", "javascript"), [(320, True), (700, True), (1600, True), (700, False)])
def test_nothing_moves_and_nothing_is_wider_than_the_page(
    reader_with: Callable[..., Reader], kit: Kit, name: str, width: int, javascript: bool
) -> None:
    """While it loads, at every width, with and without JavaScript."""
    reader = reader_with(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    shifts: list[float] = []
    session = reader.page.context.new_cdp_session(reader.page)
    session.on("PerformanceTimeline.timelineEventAdded", lambda e: shifts.append(e["event"]["layoutShiftDetails"]["value"]))
    session.send("PerformanceTimeline.enable", {"eventTypes": ["layout-shift"]})
    reader.page.goto(kit.url(name, "el"))
    if javascript:
        expect(reader.page.locator("html[data-qantar=drawn]")).to_be_attached()
    reader.page.wait_for_timeout(300)
    metrics = session.send("Page.getLayoutMetrics")
    assert metrics["cssContentSize"]["width"] <= width
    assert sum(shifts) == 0


@pytest.mark.parametrize(
    ("asked", "system", "ground"),
    [
        ("", "light", "rgb(255, 255, 255)"),
        ("", "dark", "rgb(23, 27, 33)"),
        ("?theme=auto", "dark", "rgb(23, 27, 33)"),
        ("?theme=dark", "light", "rgb(23, 27, 33)"),
        ("?theme=light", "dark", "rgb(255, 255, 255)"),
        ("?theme=%3Cscript%3E", "light", "rgb(255, 255, 255)"),
    ],
)
@pytest.mark.parametrize("name", ["chart-toll", "seed-07"])
def test_the_theme_is_the_readers_or_the_one_that_is_asked_for(
    reader_with: Callable[..., Reader], kit: Kit, name: str, asked: str, system: str, ground: str
) -> None:
    """In the address, or by a message of the page around; the picture of a chart follows."""
    reader = reader_with(color_scheme=system).open(kit.url(name) + asked)
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    if name == "chart-toll":
        dark = ground != "rgb(255, 255, 255)"
        reader.page.wait_for_function("() => document.querySelector('picture img').complete")
        assert ("dark" in reader.page.evaluate("document.querySelector('picture img').currentSrc")) == dark
    assert reader.complaints == []


def test_a_message_of_the_page_around_changes_the_theme(reader: Reader, kit: Kit) -> None:
    """Without loading anything anew."""
    frame = framed(reader, kit, kit.url("almaty"), SANDBOX)
    reader.page.evaluate("frames[0].postMessage({ type: 'qantar-theme', theme: 'dark' }, '*')")
    frame.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(23, 27, 33)'", polling=50)
    assert reader.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["almaty", "chart-toll", "seed-07"])
def test_an_embed_speaks_its_language_throughout(reader: Reader, kit: Kit, name: str, lang: str) -> None:
    """No word of English is left in the others, but in the names of sources."""
    reader.open(kit.url(name, lang))
    assert reader.page.evaluate("document.documentElement.lang") == lang
    text = reader.page.evaluate(
        """() => { document.querySelectorAll("ol, blockquote, nav, .foot a[hreflang]").forEach((n) => n.remove());
        return document.body.innerText; }"""
    )
    if lang != "en":
        english = {w for m in messages() for w in re.findall(r"[A-Za-z]{4,}", m if isinstance(m, str) else " ".join(m))}
        names = {"qantar", "CSTO", "OpenStreetMap", "ODbL", "Natural", "Earth", "GeoNames", "OurAirports", "International"}
        assert set(re.findall(r"[A-Za-z]{4,}", text)) & english <= names


def test_a_zip_opens_from_the_disk(reader: Reader, kit: Kit, tmp_path: Path) -> None:
    """Map, list and card, without any server."""
    with zipfile.ZipFile(kit.out / "zip" / "almaty.el.zip") as packed:
        packed.extractall(tmp_path)
    reader.open(f"file://{tmp_path}/index.html")
    assert painted(reader.page) > 1000
    reader.page.locator(".list li button").nth(2).click()
    expect(reader.page.locator(".card h2")).to_be_visible()
    assert reader.complaints == []


# --- reading --------------------------------------------------------------------------------------------------------


def test_brush_and_map_and_list_agree_with_the_filter(reader: Reader, kit: Kit, layer: Layer) -> None:
    """Another day by its preset."""
    reader.open(kit.url("almaty"))
    reader.page.locator('[data-preset="2022-01-06"]').click()
    wanted = layer.select(named("scene=almaty&area=KZ-ALA&from=2022-01-06&to=2022-01-07", layer).filter)
    expect(reader.page.locator(".said")).to_contain_text(f"{len(wanted)} event")
    expect(reader.page.locator(".list li")).to_have_count(len(wanted))
    titles = reader.page.locator(".list .title").all_inner_texts()
    assert sorted(titles) == sorted(e.titles["en"] for e in wanted)


def test_the_keyboard_goes_from_event_to_event_opens_and_comes_back(reader: Reader, kit: Kit) -> None:
    """Tab to the map, arrows, Enter; Escape closes the card and the focus is where it was."""
    reader.open(kit.url("almaty"))
    reader.page.locator(".map").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function("() => document.querySelector('script[data-name=later]')")
    expect(reader.page.locator(".rest")).to_have_count(0)
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".card h2")).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".card")).to_be_hidden()
    expect(reader.page.locator(".map")).to_be_focused()
    assert reader.complaints == []


def test_a_chart_loads_plotly_only_when_it_is_asked_for(reader: Reader, kit: Kit) -> None:
    """A picture first; the same chart alive under the same strict policy."""
    reader.open(kit.url("chart-toll"))
    assert not any("plotly" in u for u in reader.asked)
    reader.page.locator(".more").click()
    expect(reader.page.locator("html[data-qantar=live]")).to_be_attached(timeout=PATIENCE)
    expect(reader.page.locator(".live .main-svg").first).to_be_visible()
    expect(reader.page.locator("picture img")).to_be_hidden()
    assert [u.rpartition("/")[2] for u in reader.asked if u.endswith(".js")] == ["page.js", "plotly.js", "figure.js"]


def test_playback_rests_when_the_embed_is_out_of_sight(reader: Reader, kit: Kit) -> None:
    """Nothing runs off the screen."""
    url = kit.url("almaty")
    frame = f'<iframe src="{url}" sandbox="{SANDBOX}" width="700" height="1200"></iframe>'
    kit.pages["long.html"] = f'<!doctype html><title>Host</title>{frame}<div style="height:4000px"></div>'
    reader.page.goto(f"{kit.host}long.html")
    inside = reader.page.frame_locator("iframe")
    expect(inside.locator("html[data-qantar=drawn]")).to_be_attached()
    inside.get_by_role("button", name="Play").click()
    expect(inside.get_by_role("button", name="Pause")).to_be_visible()
    reader.page.evaluate("scrollTo(0, 3500)")
    expect(inside.locator(".play")).to_have_text("▶")


# --- for everybody --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["almaty", "chart-toll", "seed-07", "table"])
def test_axe_finds_nothing_against_an_embed(reader_with: Callable[..., Reader], kit: Kit, name: str, scheme: str) -> None:
    """With a card open as well."""
    reader = reader_with(color_scheme=scheme)
    if name == "table":
        reader.page.goto(kit.url("almaty").replace("index.html", "table.html"))
    else:
        reader.open(kit.url(name))
    assert violations(reader.page) == []
    if name == "almaty":
        reader.page.locator(".list li button").first.click()
        expect(reader.page.locator(".card h2")).to_be_visible()
        assert violations(reader.page) == []


def test_axe_finds_nothing_against_the_gallery(reader: Reader, kit: Kit) -> None:
    """With the code of the first embed unfolded."""
    reader.page.goto(f"{kit.guest}index.html")
    reader.page.locator("summary").first.click()
    assert [c for c in reader.complaints if "favicon" not in c] == []
    assert violations(reader.page) == []


def test_axe_finds_nothing_against_a_page_with_three_embeds(reader: Reader, kit: Kit) -> None:
    """A map, a chart and a statement, each as high as its content."""
    frames = "".join(
        f'<iframe src="{kit.url(name)}" title="{name}" sandbox="{SANDBOX}" data-qantar width="700" height="900"></iframe>'
        for name in ("almaty", "chart-toll", "seed-07")
    )
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head>'
    script = f'<script src="{kit.host}host.js"></script>'
    kit.pages["three.html"] = f"{head}<body><main><h1>Host</h1>{frames}</main>{script}</body></html>"
    reader.page.goto(f"{kit.host}three.html")
    for k in range(3):
        inside = reader.page.frame_locator("iframe").nth(k)
        expect(inside.locator("html[data-qantar=drawn]")).to_be_attached(timeout=PATIENCE)
        height = inside.locator("html").evaluate("e => Math.ceil(e.getBoundingClientRect().height)")
        element = reader.page.locator("iframe").nth(k)
        reader.page.wait_for_function("([e, h]) => Math.abs(e.clientHeight - h) <= 1", arg=[element.element_handle(), height])
    assert violations(reader.page) == []


def test_what_is_printed_keeps_title_map_and_stamp(reader: Reader, kit: Kit, layer: Layer) -> None:
    """And loses the controls, which paper has not."""
    reader.open(kit.url("almaty"))
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("h1")).to_be_visible()
    expect(reader.page.locator(".map")).to_be_visible()
    expect(reader.page.locator(".foot")).to_contain_text(as_of(layer, words("en")))
    expect(reader.page.locator(".timeline .tools")).to_be_hidden()
    expect(reader.page.locator(".timeline .said")).to_be_visible()


# --- who may frame the live ones ------------------------------------------------------------------------------------


def test_another_site_cannot_frame_the_live_embed_unless_it_is_allowed(reader: Reader, kit: Kit, server: str) -> None:
    """`qantar serve` allows itself only."""
    kit.pages["foreign.html"] = f'<!doctype html><title>Host</title><iframe src="{server}/embed/csto"></iframe>'
    reader.page.goto(f"{kit.guest}foreign.html")
    reader.page.wait_for_timeout(500)
    assert any("frame-ancestors" in c for c in reader.complaints)
    assert not reader.page.frames[1].url.startswith(server)
