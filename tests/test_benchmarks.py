"""The benchmarks measure what they say: the layers are right, and every rival really shows the events. No time is judged."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from dashboard.layer import the_layer
from dashboard.layer.vocabulary import CATEGORIES, STATUSES
from dashboard.views.scenes import SCENES
from tests.benchmarks import embed, figures, importing, server, synthetic
from tests.benchmarks.chromium import chromium

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("size", [400, 20_000])
def test_a_synthetic_layer_is_in_january_in_kazakhstan_and_has_every_category(size: int) -> None:
    """Each event at a place of its own, by start, at least a minute long, told after it began."""
    made = synthetic.make(size)
    assert len(made.start) == size
    assert (np.diff(made.start) >= 0).all()
    assert synthetic.JANUARY[0] <= made.start[0]
    assert made.start[-1] < synthetic.JANUARY[1]
    assert (made.end > made.start).all()
    assert (made.reported > made.start).all()
    assert sorted(made.place) == list(range(size))
    assert shapely.contains_xy(synthetic.kazakhstan(), made.lon, made.lat).all()
    assert len({*zip(made.lon.tolist(), made.lat.tolist(), strict=True)}) > 0.99 * size
    assert {*made.category.tolist()} == {*range(len(CATEGORIES))}
    assert {*made.status.tolist()} == {*range(len(STATUSES))}
    real = {int((e.interval.end - e.interval.start).total_seconds() // 60) for e in the_layer().events}
    assert {*(made.end - made.start).tolist()} <= real


def test_the_same_size_gives_the_same_bytes_and_another_size_another_layer() -> None:
    """Also when nothing is remembered."""
    first = synthetic.make(400).binary()
    synthetic.make.cache_clear()
    assert synthetic.make(400).binary() == first
    assert not first.startswith(synthetic.make(20_000).binary()[:40])
    assert len(first) == 400 * (6 * 4 + 3)


def test_quantiles_are_values_that_were_measured() -> None:
    """By nearest rank."""
    assert figures.quantile([3, 1, 2], 0.5) == 2
    assert figures.quantile([*range(1, 101)], 0.95) == 95
    assert np.isnan(figures.quantile([], 0.5))


@pytest.mark.browser
def test_every_map_of_the_drag_shows_the_events_of_its_window(tmp_path: Path) -> None:
    """The benchmark itself holds each system against the layer, before and after the drag, and fails if one differs."""
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--quick", "--out", str(out), "drag"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = {row["system"]: row for row in json.loads(out.read_text())["drag"]["rows"]}
    assert {"nothing", "ours", "svg", "canvas", "changes"} <= set(rows)
    for name, row in rows.items():
        assert row["marks"] > 0 or name == "nothing"
        assert len(row["moves"]) >= 20, name
    assert rows["ours"]["painted"] > 10_000
    assert "drag: brush moved to map repainted" in done.stdout


@pytest.mark.parametrize("kind", ["markers", "cluster", "deck"])
def test_the_naive_app_hands_every_event_of_our_scene_to_its_map(kind: str) -> None:
    """As many as our page shows at first."""
    app = AppTest.from_file(str(server.RIVALS / "naive.py"), default_timeout=60)
    app.query_params["map"] = kind
    app.run()
    assert not app.exception
    count = len(the_layer().select(SCENES["kazakhstan"].filter))
    assert f"{count} events" in [m.value for m in app.markdown]
    if kind == "deck":
        deck = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
        assert len(deck["layers"][0]["data"]) == count
    else:
        assert app.get("component_instance")[0].proto.json_args.count("L.circleMarker(") == count


def test_the_table_that_is_imported_is_the_same_each_time_and_every_row_of_it_comes_in(tmp_path: Path) -> None:
    """The benchmark fails if a row is lost."""
    for name in ("a.csv", "b.csv"):
        importing.make(tmp_path / name, 500)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert importing._once(tmp_path / "a.csv", tmp_path / "layers", "kept")["kept"] == 500


@pytest.mark.browser
def test_both_static_maps_of_an_article_show_the_events_of_the_scene() -> None:
    """Ours and folium's; only folium's asks other hosts."""
    with ThreadPoolExecutor(1) as own:  # the browser tests' own Playwright holds the loop of this thread
        ours, saved = own.submit(_read_both).result()
    wanted = len(the_layer().select(SCENES[embed.SCENE].filter))
    assert ours["events"] == saved["events"] == wanted
    assert ours["elsewhere"] == 0 < saved["elsewhere"]
    assert ours["first"] <= ours["rest"]


def _read_both() -> tuple[dict[str, float], dict[str, float]]:
    files = embed.published()
    with embed.static(files) as address, chromium() as browser:
        ours = embed.read(browser, "ours", address, embed.pinned(files))
        return ours, embed.read(browser, "folium", address, embed.SAVED)
