"""The map of a picture holds to the rules of the map on the screen: colours, roads, and the state of a building in time."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import web
from dashboard.brief.footprints import State, state_of
from dashboard.brief.marks import CELL, MOST_SYMBOLS, radius
from dashboard.brief.paint import DARK, LIGHT
from dashboard.brief.symbols import SINGLE
from dashboard.layer.phases import phases
from dashboard.views.basemap import OUTLINES_FROM, ROAD, ROAD_FROM, STREET_NAMES_FROM, ZOOMS
from tests.strategies import LAYER


def script(name: str) -> str:
    """A script of the map on the screen."""
    return (web.FOLDER / f"{name}.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("paint", [LIGHT, DARK], ids=lambda p: p.scheme)
def test_the_ground_has_the_colours_of_the_screen(paint: object) -> None:
    """Every one but the rim of a name, which a picture draws in a colour of its own."""
    told = re.search(rf"{paint.scheme}: {{(.*?)}},\n", script("basemap"), re.DOTALL)[1]  # type: ignore[attr-defined, index]
    colours = dict(re.findall(r'(\w+): "(#\w+)"', told))
    colours["road"] = tuple(re.findall(r"#\w+", re.search(r"road: \[(.*?)\]", told)[1]))  # type: ignore[index]
    own = asdict(paint.ground)  # type: ignore[attr-defined]
    assert {k: own[k] for k in own if k != "halo"} == colours


def test_files_and_roads_begin_at_the_zooms_of_the_screen() -> None:
    """As the script has them."""
    source = script("basemap")
    files = re.findall(r'name: "(\w+)", from: (\d+), to: (\d+)', source)
    assert {name: (int(first), int(last)) for name, first, last in files} == ZOOMS
    for name, own in (("ROAD", ROAD), ("ROAD_FROM", ROAD_FROM)):
        told = re.search(rf"const {name} = {{(.*?)}}", source)[1]  # type: ignore[index]
        assert {k: int(v) for k, v in re.findall(r"(\w+): (\d+)", told)} == own
    assert f"const STREET_NAMES_FROM = {STREET_NAMES_FROM};" in source


def test_symbols_have_the_measures_of_the_screen() -> None:
    """Radius, grid, the number from which dots are drawn, the zoom from which buildings are."""
    source = script("marks")
    numbers = {k: float(v) for k, v in re.findall(r"const (SINGLE|MOST_SYMBOLS|CELL) = (\d+)", source)}
    assert numbers == {"SINGLE": SINGLE, "MOST_SYMBOLS": MOST_SYMBOLS, "CELL": CELL}
    assert "12 + Math.min(12, 2.6 * Math.log2(n))" in source
    assert radius(2) == pytest.approx(14.6)
    assert radius(10_000) == 24
    assert f"const OUTLINES_FROM = {OUTLINES_FROM};" in script("eventlayer")


def test_over_the_whole_period_a_building_is_what_its_record_sums_up() -> None:
    """And unsure only where the record is."""
    for o in LAYER.occupations:
        assert state_of(o, None, None) == State(o.state, o.state != "unclear")


def test_before_anything_had_happened_a_building_has_no_state_that_is_sure_to_be_wrong() -> None:
    """In a window that ends before its first turn can have been, nothing is told of it; without any time it is unsure."""
    for o in LAYER.occupations:
        first = phases(o).first
        if first is not None:
            assert state_of(o, None, first) == State("", sure=True)
        else:
            assert not state_of(o, None, datetime(2021, 1, 1, tzinfo=UTC)).sure


def test_after_the_latest_moment_of_its_end_a_building_is_given_up() -> None:
    """From then on, for every window."""
    ended = [(o, phases(o).ended.latest) for o in LAYER.occupations if phases(o).ended.latest]
    assert ended
    for o, latest in ended:
        assert latest is not None
        assert state_of(o, latest, latest + timedelta(hours=1)) == State("ended", sure=True)
