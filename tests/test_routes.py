"""The live routes beside the app: embeds, oEmbed, share pages, cards and data of any view, and who may frame them."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish.assets import Assets, collect
from dashboard.publish.headers import PUBLIC, PUBLIC_PATHS, SecurityHeaders, ancestors
from dashboard.publish.routes import Live
from dashboard.views.address import View, named, read
from dashboard.views.captions import as_of
from dashboard.views.scenes import SCENES
from tests.strategies import LAYER

SITE = "http://testserver/"

HOSTILE = [
    "theme=<script>alert(1)</script>",
    "childId=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&initialWidth=x&parentUrl=javascript:alert(1)&parentTitle=%3Cb%3E",
    "utm_source=" + "x" * 5000,
    "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%24%7Balert(1)%7D%60",
    "q=%E2%80%AEgnp.exe",
]
"""Queries of which nothing may run; all of them can be shown."""


@pytest.fixture(scope="module")
def assets() -> Assets:
    """The static files."""
    return collect(LAYER)


def client_with(assets: Assets, who: str = "'self'", public_url: str = "") -> TestClient:
    """A client of a server that has the routes and the headers, as `qantar serve` has them."""
    live = Live(LAYER, f"{assets.base}embed/", public_url=public_url)
    headers = Middleware(SecurityHeaders, frame_ancestors=who)
    return TestClient(Starlette(routes=[*live.routes(), assets.route()], middleware=[headers]))


@pytest.fixture(scope="module")
def client(assets: Assets) -> TestClient:
    """A client of a server as it is started."""
    return client_with(assets)


# --- embeds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["el", "kk"])
@pytest.mark.parametrize("what", [*SCENES, "chart/toll", "chart/shutdown", "statement/seed-07"])
def test_every_embed_has_a_page_whose_files_are_there(client: TestClient, what: str, lang: str) -> None:
    """In its language, with what it shows as of when."""
    answer = client.get(f"/embed/{what}?lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert html.escape(as_of(LAYER, words(lang))) in answer.text
    for name in re.findall(r'<(?:script|link|img|source)[^>]+(?:src|srcset|href)="([^"]+)"', answer.text):
        if "oembed" not in name and "poster" not in name:
            assert client.get(html.unescape(name)).status_code == 200, name


def test_an_embed_of_a_view_shows_the_events_of_its_filter(client: TestClient) -> None:
    """Those of every window, with the window of the address."""
    query = "v=1&scene=kazakhstan&cat=arson&from=2022-01-05T00:00&to=2022-01-06T00:00&lang=en"
    page = client.get(f"/embed/view?{query}").text
    own = html.unescape(re.search(r'data-own="([^"]+)"', page)[1])  # type: ignore[index]
    later = _taken(client.get(f"{own}later.js").text)
    first = _taken(client.get(f"{own}first.js").text)
    wanted = named(query, LAYER).filter
    assert later["id"] == [e.event_id for e in LAYER.select(wanted.without("start").without("end"))]
    assert (first["filter"]["from"], first["filter"]["to"]) == tuple(
        int(m.timestamp() // 60) for m in (wanted.start, wanted.end) if m
    )


def _taken(script: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(re.fullmatch(r'QantarEmbed\.take\("[^"]+",(.*)\)\n', script, re.DOTALL)[1])  # type: ignore[index]
    return found


def test_an_event_is_opened_from_the_address_of_the_assets(client: TestClient, assets: Assets) -> None:
    """Its card, in the language of the page; nothing for an event that there is not."""
    event = LAYER.events[3]
    answer = client.get(f"{assets.base}embed/cards/el/{event.event_id}.js")
    assert event.titles["el"] in json.dumps(_taken(answer.text), ensure_ascii=False)
    assert client.get(f"{assets.base}embed/cards/el/nothing.js").status_code == 404
    assert client.get(f"{assets.base}embed/cards/de/{event.event_id}.js").status_code == 404


@pytest.mark.parametrize("what", ["moon", "chart/moon", "chart/", "statement/seed-99", "almaty/x", "files", "view/x"])
def test_an_embed_that_there_is_not_is_not_found(client: TestClient, what: str) -> None:
    """As plain text."""
    answer = client.get(f"/embed/{quote(what)}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("name", ["nothing.js", "..%2Findex.html", "figure.js", "wide-light.svg", ".png"])
def test_a_file_that_an_embed_has_not_is_not_found(client: TestClient, name: str) -> None:
    """Of a map."""
    query = quote(f"view?{named('airport', LAYER).query()}", safe="")
    assert client.get(f"/embed/files/{query}/{name}").status_code == 404


def test_what_an_address_says_wrongly_is_told_not_guessed(client: TestClient) -> None:
    """Every part in a line, as plain text."""
    answer = client.get("/embed/view?cat=x&from=soon&at=0,0,99")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert [line.split()[0] for line in answer.text.splitlines()] == ["'from'", "'cat'"]
    assert client.get("/embed/almaty?at=0,0,99").status_code == 400


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_does_nothing(client: TestClient, query: str) -> None:
    """It is a host's parameter, which is none of ours, or a text that stays a text."""
    for path in ("/embed/view?", "/share/view?"):
        answer = client.get(f"{path}v=1&scene=almaty&{query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert not re.search(r"<[^>]+\son\w+=", answer.text)


# --- oEmbed ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["?scene=csto", "embed/csto", "share/csto?lang=el", "embed/chart/toll", "?scene=almaty&at=43.25,76.9,13"]
)
def test_a_consumer_gets_a_frame_for_an_address_of_the_server(client: TestClient, url: str) -> None:
    """In JSON and in XML, with the same content."""
    answer = client.get(f"/oembed?{urlencode({'url': SITE + url})}")
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found["type"] == "rich"
    source = html.unescape(re.search(r'src="([^"]+)"', found["html"])[1])  # type: ignore[index]
    assert client.get(source).status_code == 200
    xml = client.get(f"/oembed?{urlencode({'url': SITE + url, 'format': 'xml'})}")
    assert xml.headers["content-type"].startswith("text/xml")
    assert {node.tag: node.text for node in ElementTree.fromstring(xml.content)} == {k: str(v) for k, v in found.items()}


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"url": "https://elsewhere.example/?scene=csto"}, 404),
        ({"url": "https://testserver/?scene=csto"}, 404),
        ({"url": ""}, 404),
        ({}, 404),
        ({"url": f"{SITE}embed/moon"}, 404),
        ({"url": f"{SITE}method"}, 403),
        ({"url": f"{SITE}healthz"}, 403),
        ({"url": f"{SITE}embed/files/x/first.js"}, 403),
        ({"url": f"{SITE}?scene=csto", "format": "yaml"}, 501),
        ({"url": f"{SITE}?scene=csto", "maxwidth": "wide"}, 400),
        ({"url": f"{SITE}?scene=csto", "maxheight": "-5"}, 400),
        ({"url": f"{SITE}?scene=moon"}, 400),
    ],
)
def test_what_cannot_be_embedded_is_refused_as_the_specification_says(
    client: TestClient, params: dict[str, str], status: int
) -> None:
    """404 for what is not there, 403 for what is not for embedding, 501 for a format that there is not."""
    assert client.get(f"/oembed?{urlencode(params)}").status_code == status


def test_the_largest_width_and_height_are_kept(client: TestClient) -> None:
    """In the numbers and in the frame."""
    found = client.get(f"/oembed?{urlencode({'url': SITE + 'embed/almaty', 'maxwidth': 400, 'maxheight': 500})}").json()
    assert (found["width"], found["height"]) == (400, 500)
    assert "width:400px;height:500px" in found["html"]


def test_behind_another_server_addresses_are_those_that_readers_find(assets: Assets) -> None:
    """And only those are ours."""
    behind = client_with(assets, public_url="https://map.news.example/")
    found = behind.get(f"/oembed?{urlencode({'url': 'https://map.news.example/?scene=csto'})}").json()
    assert 'src="https://map.news.example/embed/view?' in found["html"]
    assert behind.get(f"/oembed?{urlencode({'url': SITE})}").status_code == 404


# --- share pages and cards ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_share_page_shows_a_preview_and_leads_on_to_the_same_view(client: TestClient, lang: str) -> None:
    """OpenGraph with a picture of the view, discovery within the first 4 KB, and the dashboard with the same query."""
    query = View("almaty", named("almaty", LAYER).filter, lang=lang).query()
    page = client.get(f"/share/view?{query}").text
    meta = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', page))
    assert {"og:title", "og:description", "og:image", "og:image:alt", "og:url", "og:locale"} <= meta.keys()
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert page.index("application/json+oembed") < 4096
    onward = html.unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)[1])  # type: ignore[index]
    view, problems = read(dict(parse_qsl(urlsplit(onward).query)), LAYER)
    assert problems == []
    assert view == named(query, LAYER)
    assert urlsplit(html.unescape(meta["og:image"])).query == urlsplit(onward).query


def test_a_card_is_a_picture_of_the_view(client: TestClient) -> None:
    """PNG, 1200 by 630 pixels, with the state of the data in it; another view has another."""
    one, other = (client.get(f"/card/{what}.png") for what in ("airport", "chart/deployment"))
    for answer in (one, other):
        assert answer.headers["content-type"] == "image/png"
        with Image.open(io.BytesIO(answer.content)) as found:
            assert found.size == (1200, 630)
            assert LAYER.version in json.dumps(found.text)
    assert one.content != other.content
    assert client.get("/card/moon.png").status_code == 404


# --- data -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
def test_data_are_the_events_of_the_same_filter(client: TestClient, scene: str) -> None:
    """As GeoJSON and as CSV, for any page."""
    wanted = {e.event_id for e in LAYER.select(SCENES[scene].filter)}
    answer = client.get(f"/api/events.geojson?scene={scene}")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {f["id"] for f in answer.json()["features"]} == wanted
    rows = csv.DictReader(io.StringIO(client.get(f"/api/events.csv?scene={scene}").content.decode("utf-8-sig")))
    assert {row["event_id"] for row in rows} == wanted


def test_without_a_view_data_are_everything(client: TestClient) -> None:
    """In the language that is asked for."""
    assert len(client.get("/api/events.geojson?lang=ru").json()["features"]) == len(LAYER.events)
    figures = list(csv.DictReader(io.StringIO(client.get("/api/figures.csv").content.decode("utf-8-sig"))))
    assert len(figures) == len(LAYER.figures)
    assert all(row["claimant"] for row in figures)


@pytest.mark.parametrize("query", ["foo=1", "cat=x", "scene=moon", "from=soon"])
def test_a_data_address_that_is_not_understood_is_refused(client: TestClient, query: str) -> None:
    """Rather than answered with too much or too little."""
    answer = client.get(f"/api/events.csv?{query}")
    assert answer.status_code == 400
    assert re.match(r"'\w+' must be .+ \(got ", answer.text)
    assert client.get("/api/events.xlsx").status_code == 404


def test_the_health_of_the_server_says_what_it_serves(client: TestClient) -> None:
    """Version and hash of the data; never from a cache."""
    answer = client.get("/healthz")
    assert answer.json()["status"] == "ok"
    assert answer.json()["data"] == LAYER.version
    assert answer.headers["cache-control"] == "no-store"


# --- headers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/embed/almaty", "/embed/host.js", "/embed/moon", "/share/almaty", "/oembed", "/api/figures.csv", "/healthz", "/nothing"],
)
def test_every_answer_carries_the_headers(assets: Assets, path: str) -> None:
    """A policy without holes on what is public, the one setting for frames, no sniffing, no referrer to others."""
    answer = client_with(assets, "'self' https://news.example").get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://news.example")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    if path.startswith(PUBLIC_PATHS):
        assert policy == PUBLIC.format(ancestors="'self' https://news.example")
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'self';")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("self", "'self'"),
        ("'none'", "'none'"),
        ("*", "*"),
        (
            "self https://www.news.example https://*.news.example:8443",
            "'self' https://www.news.example https://*.news.example:8443",
        ),
    ],
)
def test_who_may_frame_is_read_from_one_setting(text: str, value: str) -> None:
    """With or without quotation marks."""
    assert ancestors(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "self; script-src *", "javascript:alert(1)", "https://a.example/path", "a,b", "'self'; x", "\nX: y"]
)
def test_nothing_else_gets_into_the_header(text: str) -> None:
    """No other directive, no path, no new line."""
    with pytest.raises(ValueError, match="'frame-ancestors' must be"):
        ancestors(text)
