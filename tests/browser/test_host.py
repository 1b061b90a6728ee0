"""The embed in pages as newsrooms write them: its height, its place, and what it lets nobody do."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import rjsmin
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from dashboard import web
from tests.browser.axe import violations
from tests.browser.conftest import FLAGS, PATIENCE
from tests.conftest import chromium_path

HOSTS = Path(__file__).parents[1] / "hosts"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

RESIZING = ["script", "component", "csp", "three", "late", "pym", "amp", "datawrapper", "frames"]
"""Pages whose frames take the height of their content, in every dialect."""

HEIGHT = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
"""How high the content of a frame is, in CSS pixels."""

STORAGE = "(() => { try { return localStorage.length } catch (e) { return e.name } })()"
"""What happens to a page that asks for its storage."""

ADDRESSES = [
    "javascript:document.body.dataset.ran=1",
    " javascript:document.body.dataset.ran=1",
    "java\nscript:document.body.dataset.ran=1",
    "JAVASCRIPT:document.body.dataset.ran=1",
    "data:text/html,<script>parent.document.body.dataset.ran=1</script>",
    "vbscript:x",
    "blob:http://127.0.0.1/x",
    "about:blank",
    "http://[",
    "",
]
"""What no embed comes from."""


@dataclass(frozen=True)
class Embed:
    """An embed to put into a host page."""

    url: str
    id: str
    height: int
    """What a host page reserves for it, in CSS pixels."""


@dataclass
class Site:
    """One server under two names, which are two sites to a browser: a newsroom's, and the one that embeds come from."""

    port: int
    extra: dict[str, str] = field(default_factory=dict)
    """Pages that a test adds, by path."""

    @property
    def host(self) -> str:
        """The newsroom."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def guest(self) -> str:
        """Where the embeds lie."""
        return f"http://localhost:{self.port}"


@functools.cache
def minified(name: str) -> str:
    """A script as it is published."""
    return str(rjsmin.jsmin(web.text(name)))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The host pages, the stand-in for an embed and the two scripts."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0].removeprefix("/")
            body = self.text(name)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", TYPES.get(Path(name).suffix, "text/plain"))
            self.end_headers()
            self.wfile.write((body or "").encode())

        def text(self, name: str) -> str | None:
            if name in site.extra:
                return site.extra[name]
            if name in ("frame.js", "host.js"):
                return minified(name)
            path = HOSTS / name
            if name not in {p.name for p in HOSTS.iterdir()}:
                return "" if name == "favicon.ico" else None
            return path.read_text(encoding="utf-8").replace("{{frame}}", "frame.js")

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def stand_in(site: Site) -> Embed:
    """A page that does no more than an embed must."""
    return Embed(f"{site.guest}/guest.html", "almaty", 420)


@pytest.fixture
def embed(stand_in: Embed) -> Embed:
    """What the host pages show."""
    return stand_in


@dataclass
class Newsroom:
    """A reader's browser on the newsroom's pages."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str, embed: Embed) -> Page:
        """Open a host page around an embed."""
        words = {
            "embed": embed.url,
            "id": embed.id,
            "height": str(embed.height),
            "origin": self.site.guest,
            "kit": "host.js",
            "poster": "poster.svg",
        }
        for path in (HOSTS / "host.css", HOSTS / f"{name}.html"):
            text = path.read_text(encoding="utf-8")
            for key, value in words.items():
                text = text.replace(f"{{{{{key}}}}}", value)
            self.site.extra[path.name] = text
        self.page.goto(f"{self.site.host}/{name}.html")
        return self.page

    def show(self, text: str) -> Page:
        """Open a page that is given as text."""
        self.site.extra["page.html"] = text
        self.page.goto(f"{self.site.host}/page.html")
        return self.page

    def guests(self, number: int) -> list[Frame]:
        """The frames of that many embeds, when all have loaded."""
        for _ in range(PATIENCE // 50):
            found = [f for f in self.page.frames if f.url.startswith(self.site.guest)]
            if len(found) == number:
                for frame in found:
                    frame.wait_for_load_state()
                return found
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{number} frames expected, there are {[f.url for f in self.page.frames]}")


def fits(frame: Frame) -> None:
    """Wait until a frame's element is as high as the frame's content."""
    element = frame.frame_element()
    wanted = frame.evaluate(HEIGHT)
    frame.page.wait_for_function("([e, h]) => e.clientHeight === h", arg=[element, wanted], timeout=PATIENCE)


def grow(frame: Frame, pixels: float) -> None:
    """Make the content of a frame higher."""
    frame.evaluate(
        """pixels => {
            const block = document.createElement("div");
            block.style.height = `${pixels}px`;
            document.body.append(block);
        }""",
        pixels,
    )


@pytest.fixture
def newsroom_with(browser: Browser, site: Site) -> Iterator[Callable[..., Newsroom]]:
    """Make a reader with given context options."""
    contexts = []

    def make(**options: Any) -> Newsroom:
        context = browser.new_context(**{"viewport": {"width": 900, "height": 1000}, **options})
        contexts.append(context)
        room = Newsroom(context.new_page(), site)
        room.page.on("console", lambda m: room.complaints.append(m.text) if m.type in ("error", "warning") else None)
        room.page.on("pageerror", lambda e: room.complaints.append(str(e)))
        return room

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def newsroom(newsroom_with: Callable[..., Newsroom]) -> Newsroom:
    """A reader at a desk."""
    return newsroom_with()


def number_of_embeds(name: str) -> int:
    """How many embeds a host page has."""
    return 3 if name in ("three", "late") else 1


@pytest.mark.parametrize("name", RESIZING)
def test_each_frame_is_as_high_as_its_content(newsroom: Newsroom, embed: Embed, name: str) -> None:
    """When it has loaded, and when the content grows; each for itself, without a complaint in the console."""
    newsroom.open(name, embed)
    guests = newsroom.guests(number_of_embeds(name))
    for guest in guests:
        guest.frame_element().scroll_into_view_if_needed()
        fits(guest)
    for k, guest in enumerate(guests):
        guest.frame_element().scroll_into_view_if_needed()
        grow(guest, 50 * (k + 1))
        fits(guest)
    assert len({g.frame_element().evaluate("e => e.clientHeight") for g in guests}) == len(guests)
    assert newsroom.complaints == []


def test_a_frame_alone_keeps_its_place_and_scrolls(newsroom: Newsroom, embed: Embed) -> None:
    """Where the CMS strips every script; nothing complains."""
    newsroom.open("plain", embed)
    (guest,) = newsroom.guests(1)
    grow(guest, 300)
    assert guest.frame_element().evaluate("e => e.clientHeight") == embed.height
    guest.evaluate("window.scrollTo(0, 200)")
    assert guest.evaluate("window.scrollY") == 200
    assert newsroom.complaints == []


@pytest.mark.parametrize("name", ["script", "component", "csp"])
def test_the_embed_works_without_an_origin(newsroom: Newsroom, embed: Embed, name: str) -> None:
    """Its frame is sandboxed: no cookie, no storage, and no way to the page around."""
    newsroom.open(name, embed)
    (guest,) = newsroom.guests(1)
    fits(guest)
    assert guest.evaluate("self.origin") == "null"
    assert guest.evaluate(STORAGE) == "SecurityError"
    assert guest.evaluate("(() => { try { return parent.document.title } catch (e) { return e.name } })()") == "SecurityError"


@pytest.fixture(scope="module")
def without_cookies(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that keeps no cookie and no storage of any site."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    off = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(off), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(folder, executable_path=chromium_path(), args=FLAGS)
    yield context
    context.close()


@pytest.mark.parametrize("name", RESIZING)
def test_a_reader_who_blocks_cookies_sees_the_same(
    without_cookies: BrowserContext, site: Site, embed: Embed, name: str
) -> None:
    """The frames take their heights."""
    newsroom = Newsroom(without_cookies.new_page(), site)
    newsroom.open(name, embed)
    assert newsroom.page.evaluate(STORAGE) == "SecurityError"
    for guest in newsroom.guests(number_of_embeds(name)):
        guest.frame_element().scroll_into_view_if_needed()
        fits(guest)


def test_a_source_opens_as_a_page_like_any_other(newsroom: Newsroom, stand_in: Embed) -> None:
    """Out of the sandbox, or the source's site would find neither cookies nor storage; and it knows nothing of the embed."""
    newsroom.open("component", stand_in)
    (guest,) = newsroom.guests(1)
    fits(guest)
    with newsroom.page.context.expect_page() as opened:
        guest.get_by_role("link").click()
    assert opened.value.evaluate("localStorage.length") == 0
    assert opened.value.evaluate("window.opener") is None


def test_an_embed_below_the_fold_has_its_height_before_it_is_seen(newsroom: Newsroom, embed: Embed) -> None:
    """So that nothing moves when the reader comes to it; browsers rest the observers of such a frame."""
    frame = f'<qantar-embed src="{embed.url}" title="Events"></qantar-embed>'
    newsroom.show(f'<!doctype html><script src="host.js"></script><div style="height:1600px"></div>{frame}')
    (guest,) = newsroom.guests(1)
    fits(guest)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_no_page_is_not_shown(newsroom: Newsroom, address: str) -> None:
    """Whether it was there or comes later; the figure stays, and nothing runs."""
    newsroom.show('<script src="host.js"></script><qantar-embed title="Events"><p>The figure</p></qantar-embed>')
    newsroom.page.evaluate("a => document.querySelector('qantar-embed').setAttribute('src', a)", address)
    newsroom.page.evaluate(
        "document.querySelector('qantar-embed').replaceWith(document.querySelector('qantar-embed').cloneNode(true))"
    )
    expect(newsroom.page.get_by_text("The figure")).to_be_visible()
    assert newsroom.page.locator("iframe").count() == 0
    assert newsroom.page.evaluate("document.body.dataset.ran") is None


def test_an_embed_without_a_title_is_not_shown(newsroom: Newsroom, embed: Embed) -> None:
    """A frame without a name tells a screen reader nothing; the console says what is missing, the figure stays."""
    newsroom.show(f'<script src="host.js"></script><qantar-embed src="{embed.url}"><p>The figure</p></qantar-embed>')
    expect(newsroom.page.get_by_text("The figure")).to_be_visible()
    assert newsroom.page.locator("iframe").count() == 0
    assert ["needs a title" in c for c in newsroom.complaints] == [True]


def test_the_frame_is_lazy_sandboxed_and_bears_the_authors_words(newsroom: Newsroom, embed: Embed) -> None:
    """Title and alternative text of the element; and it says no more than its origin to where it comes from."""
    newsroom.open("component", embed)
    frame = newsroom.page.locator("iframe")
    for name, value in {
        "title": "Events in Almaty",
        "aria-description": "Most of them near the square",
        "loading": "lazy",
        "sandbox": "allow-scripts allow-popups allow-popups-to-escape-sandbox",
        "referrerpolicy": "strict-origin-when-cross-origin",
    }.items():
        expect(frame).to_have_attribute(name, value)


def test_the_figure_stays_until_the_embed_has_spoken(newsroom: Newsroom, embed: Embed) -> None:
    """And for good if the embed cannot be had; then it is neither seen nor reached by keyboard."""
    newsroom.page.route("**/guest.html*", lambda route: route.abort())
    newsroom.open("component", embed)
    expect(newsroom.page.locator("iframe")).to_be_attached()
    expect(newsroom.page.locator("iframe")).to_be_hidden()
    expect(newsroom.page.get_by_role("img", name="Map of events in Almaty")).to_be_visible()

    newsroom.page.unroute_all()
    newsroom.open("component", embed)
    expect(newsroom.page.locator("iframe")).to_be_visible()
    expect(newsroom.page.get_by_role("img", name="Map of events in Almaty")).to_be_hidden()


def test_the_figure_is_printed(newsroom: Newsroom, embed: Embed) -> None:
    """Frames are cut on paper; an embed without a figure is printed as it is."""
    newsroom.open("three", embed)
    for guest in newsroom.guests(3):
        guest.frame_element().scroll_into_view_if_needed()
        fits(guest)
    newsroom.page.emulate_media(media="print")
    expect(newsroom.page.get_by_role("img", name="Map of events in Almaty")).to_be_visible()
    expect(newsroom.page.get_by_title("Events in Almaty").locator("iframe")).to_be_hidden()
    expect(newsroom.page.get_by_title("Events in Aktau").locator("iframe")).to_be_visible()


def test_the_theme_changes_without_loading_anew(newsroom: Newsroom, stand_in: Embed) -> None:
    """It is in the address first, then in a message; "auto" and what is no theme are not said."""
    newsroom.open("csp", stand_in)
    (guest,) = newsroom.guests(1)
    fits(guest)
    assert guest.url.endswith("?theme=light")
    guest.evaluate("window.stays = true")
    set_theme = "theme => document.querySelector('qantar-embed').setAttribute('theme', theme)"
    for theme in ("dark", "light"):
        newsroom.page.evaluate(set_theme, theme)
        guest.wait_for_function("theme => themes.at(-1) === theme", arg=theme)
        expect(newsroom.page.locator("iframe")).to_have_css("color-scheme", theme)
    assert guest.evaluate("[window.stays, themes]") == [True, ["dark", "light"]]
    newsroom.page.evaluate(set_theme, "auto")
    guest.wait_for_function("() => !window.stays")
    assert newsroom.guests(1)[0].url.endswith("?theme=auto")
    expect(newsroom.page.locator("iframe")).to_have_css("color-scheme", "normal")
    assert newsroom.complaints == []


def test_a_second_script_does_nothing(newsroom: Newsroom, embed: Embed) -> None:
    """One frame in each embed, no name left behind in the page."""
    newsroom.show("<title>Empty</title>")
    before = newsroom.page.evaluate("Object.getOwnPropertyNames(window)")
    newsroom.page.add_script_tag(url="host.js")
    newsroom.page.add_script_tag(url="host.js")
    assert newsroom.page.evaluate("Object.getOwnPropertyNames(window)") == before

    newsroom.open("three", embed)
    newsroom.guests(3)
    newsroom.page.add_script_tag(url="host.js?again")
    assert newsroom.page.locator("iframe").count() == 3
    assert newsroom.complaints == []


def test_an_embed_may_be_moved_and_taken_away(newsroom: Newsroom, embed: Embed) -> None:
    """As a front page does with its blocks."""
    newsroom.open("component", embed)
    (guest,) = newsroom.guests(1)
    fits(guest)
    with newsroom.page.expect_event("framenavigated"):
        newsroom.page.evaluate("document.querySelector('main').append(document.querySelector('qantar-embed'))")
    (guest,) = newsroom.guests(1)
    grow(guest, 30)
    fits(guest)
    newsroom.page.evaluate("document.querySelector('qantar-embed').remove()")
    assert newsroom.guests(0) == []
    assert newsroom.complaints == []


@pytest.mark.parametrize("name", ["plain", *RESIZING])
def test_host_pages_are_accessible(newsroom: Newsroom, embed: Embed, name: str) -> None:
    """No violation in the page nor in the frames, while the figure shows and when the embed does."""
    newsroom.open(name, embed)
    for guest in newsroom.guests(number_of_embeds(name)):
        guest.frame_element().scroll_into_view_if_needed()
        if name != "plain":
            fits(guest)
    assert violations(newsroom.page) == []


def said(page: Page, query: str = "") -> list[Any]:
    """Put the stand-in into a page of the newsroom that keeps what it hears; returns what it has heard once loaded."""
    page.evaluate(
        """url => new Promise((resolve) => {
            window.heard = [];
            addEventListener("message", ({ data }) => heard.push(data));
            const frame = document.createElement("iframe");
            frame.src = url;
            frame.onload = () => setTimeout(resolve, 100);
            document.body.replaceChildren(frame);
        })""",
        query,
    )
    return list(page.evaluate("heard"))


def in_each_dialect(height: int, pym: str) -> list[Any]:
    """A height as pym, AMP and Datawrapper write it."""
    return [
        f"pymxPYMx{pym}xPYMxheightxPYMx{height}",
        {"sentinel": "amp", "type": "embed-size", "height": height},
        {"datawrapper-height": {"almaty": height}},
    ]


def test_the_height_is_said_once_in_each_dialect(newsroom: Newsroom, stand_in: Embed) -> None:
    """Rounded up, and again only when it changes by more than a pixel: never a poll."""
    page = newsroom.show("<title>Host</title>")
    assert said(page, stand_in.url) == in_each_dialect(420, "almaty")
    (guest,) = newsroom.guests(1)
    for pixels in (0.2, 0.6, 20.3):  # 420.2 and 420.8 are a pixel more at most, 441.1 is not
        grow(guest, pixels)
        page.wait_for_timeout(100)
    assert page.evaluate("heard") == in_each_dialect(420, "almaty") + in_each_dialect(442, "almaty")


@pytest.mark.parametrize(
    ("query", "pym"),
    [
        ("?childId=qantar-1&initialWidth=900", "qantar-1"),
        ("?childId=%D2%9A%D0%B0%D2%A3%D1%82%D0%B0%D1%80", "Қаңтар"),
        ("?childId=", "almaty"),
        ("?childId=a%20xPYMxnavigateToxPYMxjavascript:alert(1)%20", "almaty"),
        ("?childId=axPYMxheight", "almaty"),
        (f"?childId={'x' * 201}", "almaty"),
    ],
)
def test_a_pym_parent_hears_the_name_that_it_gave(newsroom: Newsroom, stand_in: Embed, query: str, pym: str) -> None:
    """Unless the name would make another message of it."""
    assert said(newsroom.show("<title>Host</title>"), stand_in.url + query) == in_each_dialect(420, pym)


def test_the_embed_knows_whether_it_is_on_screen(newsroom: Newsroom, stand_in: Embed) -> None:
    """So that nothing plays where nobody looks."""
    frame = f'<iframe src="{stand_in.url}" title="Events" height="420"></iframe>'
    page = newsroom.show(f'<!doctype html><title>Host</title>{frame}<div style="height:3000px"></div>')
    (guest,) = newsroom.guests(1)
    for position, visible in ((0, True), (2000, False), (0, True)):
        page.evaluate("y => scrollTo(0, y)", position)
        guest.wait_for_function("visible => seen.at(-1) === visible", arg=visible, polling=50)  # no frame is drawn off screen
    assert guest.evaluate("seen.filter((now, k) => now === seen[k - 1])") == []


def test_a_page_of_its_own_says_nothing(newsroom: Newsroom, stand_in: Embed) -> None:
    """The embed opened in a tab has nobody to tell; it is on screen all the same."""
    newsroom.page.add_init_script("window.heard = []; addEventListener('message', ({ data }) => heard.push(data))")
    newsroom.page.goto(stand_in.url)
    newsroom.page.wait_for_function("() => seen.at(-1) === true")
    assert newsroom.page.evaluate("heard") == []


HOSTILE = (HOSTS / "hostile.js").read_text(encoding="utf-8")

HIDDEN = "document.body.append(Object.assign(document.createElement('iframe'), { hidden: true }))"
"""Adds a frame that takes no room."""

HISTORY = """() => {
    window.history_ = [];
    const keep = (all) => all.forEach((m) => history_.push([m.attributeName, m.target.getAttribute(m.attributeName)]));
    const shadow = document.querySelector("qantar-embed").shadowRoot;
    for (const frame of [document.querySelector("iframe"), shadow.querySelector("iframe")])
        new MutationObserver(keep).observe(frame, { attributes: true });
}"""
"""Keeps each change of an attribute of the two frames."""

TWO = """<!doctype html><title>Host</title><script src="host.js"></script>
<iframe data-qantar src="{url}" title="Frame" height="420"></iframe>
<qantar-embed src="{url}?element" title="Element"></qantar-embed>
<iframe src="{foreign}" title="Somebody else's" id="foreign"></iframe>"""


@pytest.fixture
def two(newsroom: Newsroom, stand_in: Embed) -> Newsroom:
    """A page with a plain frame, an element and a frame that is none of ours, all with their heights; changes are kept."""
    newsroom.show(TWO.format(url=stand_in.url, foreign=f"{newsroom.site.guest}/whole.html"))
    frame, element, _ = newsroom.guests(3)
    fits(frame)
    fits(element)
    newsroom.page.evaluate(HISTORY)
    return newsroom


def test_hostile_messages_of_an_embed_do_nothing_to_the_page(two: Newsroom) -> None:
    """More than 300 from each frame, then a good one: only that one is heard."""
    frame, element, _ = two.guests(3)
    for guest in (frame, element):
        number = guest.evaluate(f"{HOSTILE}; for (const m of hostile()) parent.postMessage(m, '*'); hostile().length")
        assert number > 300
    address = two.page.url
    for guest in (frame, element):
        guest.evaluate("parent.postMessage({ sentinel: 'amp', type: 'embed-size', height: 777 }, '*')")
        two.page.wait_for_function("e => e.clientHeight === 777", arg=guest.frame_element())
    changes = two.page.evaluate("history_")
    assert [c for c in changes if c[0] == "style" and "777px" not in c[1]] == []
    assert {c[0] for c in changes} <= {"style", "class"}
    assert two.page.url == address
    assert two.complaints == []


def test_a_good_message_of_somebody_else_does_nothing_to_the_page(two: Newsroom) -> None:
    """Of a frame that is none of ours, of a frame inside the embed, of the page itself."""
    frame, _, foreign = two.guests(3)
    message = "{ sentinel: 'amp', type: 'embed-size', height: 777 }"
    foreign.evaluate(f"parent.postMessage({message}, '*')")
    two.page.evaluate(f"postMessage({message}, '*')")
    with two.page.expect_event("frameattached"):
        frame.evaluate(HIDDEN)
    frame.child_frames[0].evaluate(f"top.postMessage({message}, '*')")
    two.page.wait_for_timeout(200)
    assert two.page.evaluate("history_") == []


def test_hostile_messages_of_the_page_do_nothing_to_the_embed(newsroom: Newsroom, stand_in: Embed) -> None:
    """More than 300, then two good ones: only those are heard."""
    page = newsroom.show("<title>Host</title>")
    said(page, stand_in.url)
    (guest,) = newsroom.guests(1)
    number = page.evaluate(f"{HOSTILE}; for (const m of hostile()) frames[0].postMessage(m, '*'); hostile().length")
    assert number > 300
    assert page.evaluate("heard.length") == 3
    page.evaluate("frames[0].postMessage({ type: 'qantar-theme', theme: 'dark' }, '*')")
    page.evaluate("frames[0].postMessage({ sentinel: 'amp', type: 'frames-init' }, '*')")
    page.wait_for_function("() => heard.length > 3")
    assert page.evaluate("heard") == in_each_dialect(420, "almaty") * 2
    assert guest.evaluate("themes") == ["dark"]
    assert newsroom.complaints == []


def test_a_good_message_of_somebody_else_does_nothing_to_the_embed(newsroom: Newsroom, stand_in: Embed) -> None:
    """Of another frame in the page, of a frame inside the embed, of itself."""
    page = newsroom.show("<title>Host</title>")
    said(page, stand_in.url)
    (guest,) = newsroom.guests(1)
    send = """window_ => {
        window_.postMessage({ type: "qantar-theme", theme: "dark" }, "*");
        window_.postMessage({ sentinel: "amp", type: "frames-init" }, "*");
    }"""
    page.evaluate("document.body.append(document.createElement('iframe'))")
    guest.evaluate(HIDDEN)
    page.main_frame.child_frames[1].evaluate(f"({send})(parent.frames[0])")
    guest.child_frames[0].evaluate(f"({send})(parent)")
    guest.evaluate(f"({send})(window)")
    page.wait_for_timeout(200)
    assert guest.evaluate("themes") == []
    assert page.evaluate("heard.filter((m) => m.sentinel && m.height !== undefined).length") == 1


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("name", ["script", "component", "csp", "three"])
def test_nothing_moves(newsroom_with: Callable[..., Newsroom], embed: Embed, name: str, javascript: bool) -> None:
    """What the page reserves is what the embed takes: with and without JavaScript."""
    newsroom = newsroom_with(java_script_enabled=javascript)
    shifts = layout_shifts(newsroom)
    newsroom.open(name, embed)
    if javascript:
        for guest in newsroom.guests(number_of_embeds(name)):
            fits(guest)
    newsroom.page.wait_for_timeout(300)
    assert shifts == []


def test_a_move_would_be_noticed(newsroom: Newsroom, embed: Embed) -> None:
    """A frame without a place of its own pushes down what follows."""
    shifts = layout_shifts(newsroom)
    newsroom.show(f'<script src="host.js"></script><iframe data-qantar src="{embed.url}" height="10"></iframe><p>Below</p>')
    fits(newsroom.guests(1)[0])
    newsroom.page.wait_for_timeout(300)
    assert sum(shifts) > 0


def layout_shifts(newsroom: Newsroom) -> list[float]:
    """A list that fills with what a PerformanceObserver of layout shifts would count; this way it works without JavaScript."""
    shifts: list[float] = []
    session = newsroom.page.context.new_cdp_session(newsroom.page)
    session.on("PerformanceTimeline.timelineEventAdded", lambda e: shifts.append(e["event"]["layoutShiftDetails"]["value"]))
    session.send("PerformanceTimeline.enable", {"eventTypes": ["layout-shift"]})
    return shifts
