"""The static embed kit: light, the same each time, pinned for good, and safe with any text."""

from __future__ import annotations

import gzip
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from shapely.geometry import Point

from dashboard import web
from dashboard.cli import main
from dashboard.layer import Layer, home
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.publish import bundle, firstlook, folder, ground, oembed, pages
from dashboard.publish.embed import Embed, everything, parse, parse_all
from dashboard.publish.pages import Links
from dashboard.publish.site import Site, zipped
from dashboard.publish.snippets import Target, snippets
from dashboard.views import captions
from dashboard.views.scenes import SCENES
from tests.strategies import LAYER

BASE = "https://news.example/qantar/"
FIRST_VIEW = 90_000
"""The most that the first view of a map may weigh, compressed, in bytes."""

MAPS = [e for e in everything(LAYER) if e.kind == "map"]

every_language = pytest.mark.parametrize("lang", LANGUAGES)

CORPUS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "${alert(1)} `${alert(1)}` {{7*7}} {% raw %}",
    "javascript:alert(1)",
    "\u2028alert(1)\u2029",
    "\u202egnp.exe\u202c",
    "C:\\img\\2022 \\u003cb\\u003e \\x3c",
    "<!--", "]]>", "&lt;b&gt;", "Κ\u0301\u0327e\u200b\U0001f525",
]  # fmt: skip
"""Texts that must stay texts."""


@pytest.fixture(scope="module")
def shells() -> dict[str, str]:
    """The scripts and styles of all embeds."""
    return bundle.scripts() | bundle.styles()


def packed(text: str) -> int:
    """Bytes after gzip at its best."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


# --- light ----------------------------------------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("embed", MAPS, ids=lambda e: e.name)
def test_the_first_view_of_a_map_is_light(embed: Embed, lang: str, shells: dict[str, str]) -> None:
    """Page, style, script and data: at most 90 KB compressed in four requests."""
    told = embed.in_language(lang)
    page = pages.page(told, LAYER, Links(languages=LANGUAGES, dashboard=BASE, discovery=(("a", BASE), ("b", BASE))))
    first = pages.map_scripts(told, LAYER)["first.js"]
    assert sum(map(packed, (page, shells["map.css"], shells["map.js"], first))) <= FIRST_VIEW
    shown = page.partition("<noscript>")[0] + page.partition("</noscript>")[2]
    asked = re.findall(r'(?:src|href)="([^"]+\.(?:js|css|png|svg))"', shown)
    assert asked == ["../../map.css", "../../map.js", "first.js"]


def test_what_a_host_loads_is_lighter_still(shells: dict[str, str]) -> None:
    """1.5 KB."""
    assert packed(shells["host.js"]) <= 1_500


def test_the_ground_of_a_view_is_the_basemap_to_within_a_pixel() -> None:
    """Every point of a piece lies within two pixels of where the basemap has it, at the zoom for which it was cut."""
    look = firstlook.Look(LAYER, MAPS[1].view, words("en"))
    box, zoom = look.frame()
    pixel = 360 / (256 * 2**zoom)
    cut = ground.cut(home.DATA / "basemap", box, zoom, "en")
    for name, rows in ground._features(home.DATA / "basemap").items():
        known = [g for _, g in rows]
        for row in cut.files.get(name, []):
            for lon, lat in _points(row):
                if min(abs(lon - box[0]), abs(lon - box[2]), abs(lat - box[1]), abs(lat - box[3])) > 3 * pixel:
                    lines = known if row["t"] < 2 else [g.boundary for g in known]
                    assert min(line.distance(Point(lon, lat)) for line in lines) < 2 * pixel


def _points(row: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for ring in row["r"][:2]:
        lon = lat = 0
        for k in range(0, min(len(ring), 20), 2):
            lon, lat = lon + ring[k], lat + ring[k + 1]
            yield lon / 10 ** row["d"], lat / 10 ** row["d"]


def test_the_places_that_are_named_at_first_are_those_that_the_map_names() -> None:
    """The precision from which it writes names is that of the script."""
    assert f"REGION = {firstlook.CAPTIONED_FROM}" in web.text("marks.js")


@pytest.mark.parametrize("embed", MAPS, ids=lambda e: e.name)
def test_first_look_and_what_follows_hold_every_event_of_the_view_in_every_window(embed: Embed) -> None:
    """The brush can be moved anywhere; numbers that were made small are made whole again."""
    look = firstlook.Look(LAYER, embed.view, words("en"))
    first, later = look.first(home.DATA / "basemap"), look.later()
    wanted = LAYER.select(embed.view.filter.without("start").without("end"))
    assert later["id"] == [e.event_id for e in wanted]
    starts = []
    for step in first["columns"]["events"]["start"]:
        starts.append((starts[-1] if starts else 0) + step)
    assert starts == [int(e.interval.start.timestamp() // 60) for e in wanted]
    lengths = first["columns"]["events"]["end"]
    assert [a + b for a, b in zip(starts, lengths, strict=True)] == [int(e.interval.end.timestamp() // 60) for e in wanted]
    told = [i for i, title in enumerate(first["texts"]["titles"]) if title]
    assert told
    assert [first["texts"]["titles"][i] for i in told] == [later["titles"][i] for i in told]


# --- a site ---------------------------------------------------------------------------------------------------------


def small(layer: Layer = LAYER, *views: str, langs: tuple[str, ...] = ("el", "en"), base: str = BASE) -> Site:
    """A site of few embeds."""
    texts = views or ("airport", "chart:deployment", "statement:seed-07")
    return Site(layer, parse_all(texts, layer, {}, {}), langs, base, "https://map.example/")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The files of a small site."""
    return small().files()


@pytest.fixture(scope="module")
def build(files: dict[str, bytes]) -> str:
    """Where its pinned files are."""
    return f"v/{json.loads(files['manifest.json'])['build']}/"


def test_the_manifest_knows_every_file_by_its_hash(files: dict[str, bytes]) -> None:
    """And the version of the data, and what each first view costs."""
    found = json.loads(files["manifest.json"])
    assert found["files"] == {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(files.items())
        if path != "manifest.json"
    }
    assert found["data"]["version"] == LAYER.version
    assert found["data"]["sha256"] == LAYER.digest
    assert all(e["first_view"]["requests"] <= 6 for e in found["embeds"])
    assert {(e["name"], e["lang"]) for e in found["embeds"]} == {
        (n, lang) for n in ("airport", "chart-deployment", "seed-07") for lang in ("el", "en")
    }


def test_every_file_that_a_page_names_is_there(files: dict[str, bytes]) -> None:
    """Relative to the page, in pinned pages, newest pages, tables and the gallery."""
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        for name in re.findall(r'(?:src|href|srcset)="([^"#]+)"', content.decode()):
            if name.startswith(("http:", "https:")):
                continue
            target = os.path.normpath(Path(path).parent / html.unescape(name))
            assert target in files, f"{path}: {name}"


@pytest.mark.parametrize("name", ["airport", "chart-deployment", "seed-07"])
@pytest.mark.parametrize("lang", ["el", "en"])
def test_every_output_says_what_as_of_when_and_from_whom(files: dict[str, bytes], build: str, name: str, lang: str) -> None:
    """The page, and the text for who cannot see it, in its language."""
    page = files[f"{build}{name}/{lang}/index.html"].decode()
    said = words(lang)
    assert f'<html lang="{lang}"' in page
    assert page.count(html.escape(captions.as_of(LAYER, said))) >= 2
    assert '<figure role="group" aria-labelledby="title" aria-describedby="alt">' in page
    assert re.search(r'<h1 id="title">[^<]+</h1>', page)
    assert "style=" not in page
    assert not re.search(r"\son\w+=|<script>|javascript:", page)


def test_discovery_comes_early_and_leads_to_answers(files: dict[str, bytes], build: str) -> None:
    """In the first 4 KB of the head; the answers hold one frame that needs no more than scripts."""
    page = files[f"{build}airport/el/index.html"].decode()
    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', page[:4096])
    assert [kind for kind, _ in links] == ["application/json+oembed", "text/xml+oembed"]
    answer = json.loads(files[links[0][1].removeprefix(BASE)])
    assert answer["type"] == "rich"
    assert answer["version"] == "1.0"
    assert answer["html"].startswith("<iframe ")
    assert answer["html"].endswith("</iframe>")
    assert f'src="{BASE}{build}airport/el/index.html"' in answer["html"]
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in answer["html"]
    assert files[answer["thumbnail_url"].removeprefix(BASE)].startswith(b"\x89PNG")
    top = ElementTree.fromstring(files[links[1][1].removeprefix(BASE)])
    assert {node.tag: node.text for node in top} == {k: str(v) for k, v in answer.items()}


@pytest.mark.parametrize(("asked", "given"), [((400, None), (400, 1180)), ((None, 300), (600, 300)), ((10, 5000), (280, 1180))])
def test_an_answer_keeps_within_the_consumers_limits(asked: tuple[int | None, int | None], given: tuple[int, int]) -> None:
    """Never narrower than what can be read."""
    answer = oembed.answer(target(), BASE, *asked)
    assert (answer.width, answer.height) == given
    assert f"width:{given[0]}px;height:{given[1]}px" in answer.html


def test_without_a_base_address_there_are_no_answers() -> None:
    """They would need absolute addresses; everything else is there."""
    found = small(LAYER, "airport", langs=("en",), base="").files()
    assert not [p for p in found if p.startswith("oembed/")]
    assert not re.search(rb'rel="alternate"', found["latest/airport/en/index.html"])


def test_the_newest_page_uses_the_pinned_files(files: dict[str, bytes], build: str) -> None:
    """It is a page of its own, so that it can be found under one address."""
    page = files["latest/airport/el/index.html"].decode()
    assert f'src="../../../{build}airport/el/first.js"' in page
    assert f'src="../../../{build}map.js"' in page


def test_a_zip_holds_all_that_one_embed_needs(files: dict[str, bytes]) -> None:
    """And nothing that leads out of it."""
    with zipfile.ZipFile(io.BytesIO(files["zip/airport.el.zip"])) as packed_:
        names = set(packed_.namelist())
        page = packed_.read("index.html").decode()
    assert {"map.js", "map.css", "card.js", "first.js", "later.js", "table.html", "page.css", "poster.png"} <= names
    assert {f"cards/el/{e.event_id}.js" for e in LAYER.select(SCENES["airport"].filter)} <= names
    for name in re.findall(r'(?:src|href)="([^":]+)"', page):
        assert name in names


def test_the_table_has_a_row_for_each_event(files: dict[str, bytes], build: str) -> None:
    """With when, where, what, category, status and who told it."""
    shown = LAYER.select(SCENES["airport"].filter)
    page = files[f"{build}airport/en/table.html"].decode()
    assert page.count("<tr>") == len(shown) + 1
    assert [e.event_id for e in shown if e.titles["en"] not in html.unescape(page)] == []


def test_without_javascript_a_map_is_a_picture_with_its_text_and_a_table(files: dict[str, bytes], build: str) -> None:
    """As the golden file has it; QANTAR_GOLDEN=1 makes it anew."""
    page = files[f"{build}airport/el/index.html"].decode()
    golden = Path(__file__).parent / "golden" / "embed-airport.el.html"
    if os.environ.get("QANTAR_GOLDEN"):
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")
    fallback = re.search(r"<noscript>(.+?)</noscript>", page, re.DOTALL)
    assert fallback
    assert 'src="poster.png"' in fallback[1]
    assert html.escape(pages.alt(parse("airport", LAYER).in_language("el"), LAYER)) in fallback[1]
    assert 'href="table.html"' in page


@every_language
def test_a_statement_says_its_verdict_by_sign_and_word(lang: str) -> None:
    """With the words of the article as they were."""
    for told in LAYER.statements:
        page = html.unescape(pages.page(parse(f"statement:{told.statement_id}", LAYER).in_language(lang), LAYER, Links()))
        assert f"«{told.span}»" in page
        assert words(lang).label("verdict", told.verdict) in page
        assert words(lang).name(told.evidences) in page


# --- the same bytes, and pinned for good ----------------------------------------------------------------------------


def test_the_same_build_gives_the_same_bytes_on_every_machine() -> None:
    """Whatever its time zone, locale or hash seed."""
    code = (
        "import hashlib, json; from dashboard.layer import the_layer; from dashboard.publish.site import Site;"
        "from dashboard.publish.embed import parse_all; l = the_layer();"
        "f = Site(l, parse_all(['airport', 'chart:toll', 'statement:seed-02'], l, {}, {}), ('kk',), 'https://a.example/').files();"
        "print(json.dumps({k: hashlib.sha256(v).hexdigest() for k, v in f.items()}))"
    )
    found = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
                cwd=Path(__file__).parents[1],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for zone, locale, seed in (("UTC", "C", "1"), ("Asia/Almaty", "ru_RU.UTF-8", "4242"))
    ]
    assert found[0] == found[1]


def test_a_zip_is_the_same_whenever_it_is_made() -> None:
    """In any order of its files."""
    assert zipped({"a": b"1", "b": b"2"}) == zipped({"b": b"2", "a": b"1"})


def test_a_pinned_embed_stays_when_another_version_is_published(tmp_path: Path, files: dict[str, bytes], build: str) -> None:
    """Byte for byte, beside the new one."""
    out = tmp_path / "site"
    folder.replace(out, files)
    other = small(replace(LAYER, version="9.9.9"), "airport", langs=("el",)).files()
    folder.replace(out, other)
    for path, content in {**other, **{p: c for p, c in files.items() if p.startswith(build)}}.items():
        assert (out / path).read_bytes() == content
    assert len(list((out / "v").iterdir())) == 2
    assert not list(tmp_path.glob(".*"))


def test_other_content_has_another_address() -> None:
    """The name of a version holds the hash of what is in it."""
    views = ("statement:seed-01", "statement:seed-02")
    one, other = (json.loads(small(LAYER, view, langs=("en",)).files()["manifest.json"])["build"] for view in views)
    assert one != other


def test_a_version_changed_by_hand_is_not_built_upon(tmp_path: Path, files: dict[str, bytes], build: str) -> None:
    """The folder stays as it was."""
    out = tmp_path / "site"
    folder.replace(out, files)
    (out / build / "map.js").write_text("changed")
    with pytest.raises(folder.FolderError, match="'out' must hold pinned versions as they were made"):
        folder.replace(out, files)
    assert (out / build / "map.js").read_text() == "changed"
    assert not list(tmp_path.glob(".*"))


def test_a_run_that_was_killed_between_its_two_renames_is_made_good(tmp_path: Path) -> None:
    """The old site comes back to its place before anything else happens."""
    out = tmp_path / "site"
    folder.replace(out, {"manifest.json": b"{}", "index.html": b"old"})
    out.rename(tmp_path / ".site.old")
    (tmp_path / ".site.building").mkdir()
    (tmp_path / ".site.building" / "half").write_text("half")
    folder.check(out)
    assert (out / "index.html").read_bytes() == b"old"
    folder.replace(out, {"manifest.json": b"{}", "index.html": b"new"})
    assert sorted(p.name for p in out.iterdir()) == ["index.html", "manifest.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_a_site_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the author's own title and alt text."""
    out = tmp_path / "site"
    arguments = ["publish", str(out), "--view", "airport#gate", "--lang", "el"]
    arguments += ["--title", "gate=Η πύλη", "--alt", "gate=Χάρτης της πύλης"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert str(out / "index.html") in said
    assert "--base-url" in said
    page = next((out / "v").glob("*/gate/el/index.html")).read_text(encoding="utf-8")
    assert '<h1 id="title">Η πύλη</h1>' in page
    assert '<p class="alt" id="alt">Χάρτης της πύλης</p>' in page


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, status 1."""
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letters.txt").write_text("mine")
    arguments = ["publish", str(taken)]
    for view in ("moon", "chart:moon", "statement:seed-99", "airport#Big Name"):
        arguments += ["--view", view]
    arguments += ["--lang", "de", "--base-url", "ftp://x", "--dashboard-url", "https://x/?a=1"]
    arguments += ["--title", "nothing", "--alt", "x="]
    assert main(arguments) == 1
    lines = capsys.readouterr().err.splitlines()
    keys = [re.match(r"qantar: '([\w-]+)' must .+ \(got .+\)", line)[1] for line in lines]  # type: ignore[index]
    assert sorted(keys) == sorted(["lang", "base-url", "dashboard-url", "title", "alt", "view", "view", "view", "name", "out"])
    assert [p.name for p in taken.iterdir()] == ["letters.txt"]


def test_two_embeds_need_two_names() -> None:
    """And titles are for embeds that there are."""
    with pytest.raises(
        ValueError, match=r"'view' must have a name of its own, such as airport#airport-2 \(got 'airport' twice\)"
    ):
        parse_all(["airport", "airport"], LAYER, {}, {})
    assert [e.name for e in parse_all(["airport", "airport#other"], LAYER, {}, {})] == ["airport", "other"]
    with pytest.raises(ValueError, match=r"'title' must be for one of airport \(got 'harbour'\)"):
        parse_all(["airport"], LAYER, {"harbour": "x"}, {})


def test_the_whole_kit_has_every_scene_chart_and_statement() -> None:
    """But the reading view, which is the statements themselves."""
    kinds = [e.kind for e in everything(LAYER)]
    assert kinds.count("map") == len(SCENES) - 1
    assert kinds.count("statement") == len(LAYER.statements)
    assert kinds.count("chart") == 4


# --- any text -------------------------------------------------------------------------------------------------------


def target(**values: str) -> Target:
    """An embed to be copied."""
    given = {"src": f"{BASE}e/index.html", "host": f"{BASE}host.js", "picture": f"{BASE}card.png", "title": "T", "alt": "A"}
    return Target(**(given | {"lang": "en", "name": "almaty-en"} | values), height=1180)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags of a page with their attributes."""
    parser = Tags()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("evil", CORPUS)
def test_a_snippet_stays_the_same_tags_whatever_its_title(evil: str) -> None:
    """No form lets a title or an alt text become markup or code."""
    plain = snippets(target())
    for before, after in zip(plain, snippets(target(title=evil, alt=evil)), strict=True):
        assert [(t, sorted(a)) for t, a in tags(after.text)] == [(t, sorted(a)) for t, a in tags(before.text)], after.form


@pytest.fixture(scope="module")
def doctored() -> Layer:
    """The layer with hostile texts in every field that is shown."""
    evil = " ".join(CORPUS)
    names = dict.fromkeys(LANGUAGES, evil)
    events = tuple(replace(e, titles=names, summaries=names, notes=names) for e in LAYER.events)
    return replace(
        LAYER,
        events=events,
        places={k: replace(p, names=names) for k, p in LAYER.places.items()},
        sources={k: replace(s, title=evil, publisher=evil, url=f"javascript:{evil}") for k, s in LAYER.sources.items()},
        claimants={k: replace(c, names=names) for k, c in LAYER.claimants.items()},
        actors={k: replace(a, names=names) for k, a in LAYER.actors.items()},
        statements=tuple(replace(s, glosses=names, evidences=names, span=evil) for s in LAYER.statements),
    )


def test_hostile_texts_stay_texts_in_pages_scripts_tables_gallery_and_answers(doctored: Layer, files: dict[str, bytes]) -> None:
    """The same tags and attributes as with harmless ones; no script holds a tag."""
    clean = _unpinned(files)
    found = _unpinned(small(doctored).files())
    checked = 0
    for path, content in found.items():
        text = content.decode(errors="replace")
        if path.endswith(".html"):
            allowed = {t for t, _ in tags(clean[path].decode())} | {"a", "li", "ul", "ol", "b", "h2"}
            for tag, attributes in tags(text):
                assert tag in allowed, (path, tag)
                assert not [a for a in attributes if a.startswith("on") or a == "style"], (path, attributes)
                assert not (attributes.get("href") or "").startswith("javascript"), path
            checked += 1
        elif path.endswith(".js") and Path(path).name not in {*bundle.scripts(), "plotly.js"}:
            assert "<" not in text, path
            checked += 1
    assert checked > 30


def _unpinned(files: dict[str, bytes]) -> dict[str, bytes]:
    return {re.sub(r"^v/[^/]+/", "v/", path): content for path, content in files.items()}
