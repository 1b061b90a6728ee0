"""What the browser downloads: small, compressed, under an address that changes with the content."""

import gzip
import json
from pathlib import Path

import pytest
import rjsmin
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import web
from dashboard.layer import Layer, home
from dashboard.publish.assets import Assets, collect

FIRST_VIEW_BASEMAP = ("countries", "water", "almaty", "airports", "labels")
"""Basemap files that the Almaty scene asks for (see FILES in web/basemap.js)."""

HOST_SCRIPT_LIMIT = 1_500
"""The most that host.js may weigh, compressed, in bytes."""

FIRST_VIEW_LIMIT = 120_000
"""The most that the basemap of a first view may weigh, compressed, in bytes."""


@pytest.fixture(scope="module")
def assets(layer: Layer) -> Assets:
    """The files as the server sends them."""
    return collect(layer)


@pytest.fixture(scope="module")
def client(assets: Assets) -> TestClient:
    """A client of a server that has only them."""
    return TestClient(Starlette(routes=[assets.route()]))


def test_the_basemap_of_the_first_view_is_light(assets: Assets) -> None:
    """Under 120 KB compressed."""
    assert sum(len(assets.files[f"basemap/{name}.geojson"][1]) for name in FIRST_VIEW_BASEMAP) < FIRST_VIEW_LIMIT


def test_columns_and_texts_of_a_reader_are_light(assets: Assets) -> None:
    """Under 120 bytes an event compressed, for what the map and list need in one language."""
    for lang in ("en", "el", "ru", "kk"):
        together = sum(len(assets.files[f"layer/{name}"][1]) for name in ("columns.json", f"texts.{lang}.json"))
        assert together < 120 * len(json.loads(assets.files["layer/columns.json"][0])["events"]["id"])


def test_files_are_sent_compressed_and_for_good(client: TestClient, assets: Assets) -> None:
    """With a type, no sniffing, and a year in the reader's cache."""
    answer = client.get(f"{assets.base}layer/columns.json")

    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["events"]["id"]


@pytest.mark.parametrize("path", ["layer/none.json", "../pyproject.toml", "web/../../pyproject.toml", "web/", ""])
def test_nothing_else_is_sent(client: TestClient, assets: Assets, path: str) -> None:
    """No folder listing, no way out of the folder."""
    assert client.get(assets.base + path).status_code == 404


def test_an_address_of_other_content_is_not_answered(client: TestClient) -> None:
    """An old page cannot mix with new data."""
    assert client.get("/qantar/000000000000/layer/columns.json").status_code == 404


def test_the_address_is_the_same_for_the_same_content(layer: Layer, assets: Assets) -> None:
    """Two servers of one version share one address."""
    assert collect(layer).base == assets.base


def test_the_basemap_fetches_only_files_that_exist() -> None:
    """The names in the script are the files in data/basemap."""
    script = web.text("basemap.js")
    there = {p.stem for p in (home.DATA / "basemap").glob("*.geojson")}
    assert there == {name for name in there if f'name: "{name}"' in script}


def test_vendored_files_carry_licence_and_version() -> None:
    """Each library in its folder, unmodified and named."""
    folders = [p for p in (web.FOLDER / "vendor").iterdir() if p.is_dir()]
    assert folders
    for folder in folders:
        assert (folder / "LICENSE").is_file()
        assert (folder / "VERSION").read_text().strip()


def test_the_script_of_a_newsrooms_page_is_light() -> None:
    """Without comments and compressed, as it is published."""
    assert len(gzip.compress(rjsmin.jsmin(web.text("host.js")).encode(), 9)) <= HOST_SCRIPT_LIMIT


def test_our_scripts_name_no_other_host() -> None:
    """Nothing is fetched from elsewhere; the SVG namespace is a name, not an address."""
    for path in Path(web.FOLDER).glob("*.*s"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "").replace("https?:", "")
        assert "http" not in text, path.name
