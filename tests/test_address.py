"""The address of a view: what is written into it, what is read from it, and what is made of a broken one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings

from dashboard import web
from dashboard.layer.filters import Filter, sentence
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.views.address import PARAMETERS, View, named, position, read
from dashboard.views.payload import spec
from dashboard.views.scenes import FIRST_SCENE, SCENES, almaty
from tests.strategies import KEYS, LAYER, loose_params, views

PROBLEM = re.compile(r"'[a-z]+' must be .+ \(got .+\)")

FULL = View(
    scene="csto",
    filter=Filter(
        start=almaty("2022-01-05T12:00"),
        end=almaty("2022-01-06"),
        known_at=almaty("2022-01-09"),
        categories=frozenset({"deployment"}),
        areas=frozenset({"KZ-ALA"}),
        statuses=frozenset({"confirmed"}),
        actors=frozenset({"tokayev"}),
        source_kinds=frozenset({"official"}),
        occupied=True,
        statement="seed-02",
        text="gate",
    ),
    event_id="almaty-airport-seized",
    lang="ru",
    present=True,
)
"""A view with nothing left to its default."""

OTHER = {
    "v": "2",
    "scene": "almaty",
    "from": "2022-01-05T13:00",
    "to": "2022-01-07",
    "known": "2022-01-10",
    "cat": "arson",
    "area": "RU",
    "status": "claimed",
    "actor": "ablyazov",
    "source": "ngo",
    "occupied": "0",
    "statement": "any",
    "q": "door",
    "event": "soe-almaty-city",
    "lang": "kk",
    "present": "0",
}
"""Another value for each parameter."""


def params_of(query: str) -> dict[str, str]:
    """A query as the server hands it over."""
    return dict(parse_qsl(query, keep_blank_values=True))


# --- there and back -------------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(views)
def test_a_view_is_read_back_from_its_address(view: View) -> None:
    """Scene, filter, open event and language, with nothing to complain of."""
    assert read(view.params(), LAYER) == (view, [])
    assert read(params_of(view.query()), LAYER) == (view, [])


@given(views)
def test_an_address_is_complete(view: View) -> None:
    """Nothing rests on a default: the reader's own language does not change a shared view."""
    for lang in LANGUAGES:
        assert read(view.params(), LAYER, lang) == (view, [])
    assert {"v", "scene", "lang"} <= view.params().keys() <= PARAMETERS.keys()


def test_a_view_without_any_filter_stays_without() -> None:
    """The version in its address says that the filter is empty by intent, not by omission."""
    view = View("airport", Filter(), None, "en")
    assert view.query() == "v=1&scene=airport&lang=en"
    assert read(params_of(view.query()), LAYER) == (view, [])


def test_a_full_view_can_be_read_by_people() -> None:
    """Every part of the screen in one line of plain words."""
    assert FULL.query() == (
        "v=1&scene=csto&from=2022-01-05T12:00&to=2022-01-06T00:00&known=2022-01-09T00:00&cat=deployment&area=KZ-ALA"
        "&status=confirmed&actor=tokayev&source=official&occupied=1&statement=seed-02&q=gate&event=almaty-airport-seized&lang=ru"
        "&present=1"
    )


# --- ways in --------------------------------------------------------------------------------------------------------


def test_an_empty_address_opens_almaty_on_the_fifth_of_january() -> None:
    """What a newcomer sees."""
    view, problems = read({}, LAYER)
    assert problems == []
    assert view == View()
    assert view.scene == FIRST_SCENE == "almaty"
    assert view.filter == Filter(almaty("2022-01-05"), almaty("2022-01-06"), areas=frozenset({"KZ-ALA"}))
    assert view.event_id is None
    assert LAYER.select(view.filter)


@pytest.mark.parametrize("scene", SCENES)
def test_an_address_with_only_a_scene_opens_it_with_its_own_filter(scene: str) -> None:
    """A short link is enough, and every scene shows something."""
    assert read({"scene": scene}, LAYER) == (View(scene, SCENES[scene].filter), [])
    assert read({"scene": scene, "lang": "el"}, LAYER)[0] == View(scene, SCENES[scene].filter, None, "el")
    assert LAYER.select(SCENES[scene].filter)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_the_address_comes_before_that_of_the_reader(lang: str) -> None:
    """And the reader's before English."""
    assert read({"lang": lang}, LAYER, "ru")[0].lang == lang
    assert read({}, LAYER, lang)[0].lang == lang
    assert read({}, LAYER, "fr")[0].lang == "en"


def test_an_address_with_only_an_event_opens_it_in_the_first_scene() -> None:
    """A link to an event needs nothing else."""
    view, problems = read({"event": "almaty-airport-seized"}, LAYER)
    assert problems == []
    assert view == replace(View(), event_id="almaty-airport-seized")


@pytest.mark.parametrize("alias", sorted(LAYER.aliases))
def test_a_former_id_opens_the_present_event(alias: str) -> None:
    """An old link leads to the record into which its event went."""
    view, problems = read({"event": alias}, LAYER)
    assert problems == []
    assert view.event_id == LAYER.aliases[alias]
    assert read(view.params(), LAYER) == (view, [])


# --- broken addresses -----------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(loose_params)
def test_whatever_stands_in_an_address_there_is_a_view_that_can_be_shown(params: dict[str, str]) -> None:
    """With a message in the one form for each part not understood, and none on a second reading."""
    view, problems = read(params, LAYER)
    assert view.scene in SCENES
    assert view.lang in LANGUAGES
    assert view.event_id is None or LAYER.event(view.event_id) is not None
    assert view.filter.areas <= LAYER.known_areas
    assert view.filter.actors <= LAYER.actors.keys()
    assert all(PROBLEM.fullmatch(p) for p in problems)
    assert sentence(view.filter, LAYER, words(view.lang))
    assert json.dumps(spec(view.filter, LAYER))
    assert read(view.params(), LAYER) == (view, [])


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"scene": "moon"},
            "'scene' must be one of csto, kazakhstan, almaty, airport, occupied, figures, article (got 'moon')",
        ),
        ({"scene": ""}, "'scene' must be one of csto, kazakhstan, almaty, airport, occupied, figures, article (got '')"),
        ({"lang": "de"}, "'lang' must be one of en, el, ru, kk (got 'de')"),
        ({"event": "nothing"}, "'event' must be the id of an event (got 'nothing')"),
        ({"area": "XX"}, "'area' must be known to the layer (got 'XX')"),
        ({"actor": "nobody"}, "'actor' must be known to the layer (got 'nobody')"),
        ({"occupied": "si"}, "'occupied' must be 0 or 1 (got 'si')"),
    ],
)
def test_a_broken_part_is_told_once_and_left_out(params: dict[str, str], message: str) -> None:
    """And what remains can be written and read again."""
    view, problems = read(params, LAYER)
    assert problems == [message]
    assert read(view.params(), LAYER) == (view, [])


@pytest.mark.parametrize("key", ["scene", "lang", "event", "area", "actor", "cat", "from"])
def test_a_very_long_part_does_not_fill_the_screen(key: str) -> None:
    """Its message is cut."""
    (problem,) = read({key: "x" * 10_000}, LAYER)[1]
    assert len(problem) < 400


def test_a_broken_part_does_not_take_the_others_with_it() -> None:
    """A wrong scene leaves the filter, a wrong filter leaves the event."""
    view, problems = read({"scene": "moon", "cat": "arson,x", "event": "almaty-airport-seized", "lang": "xx"}, LAYER)
    assert len(problems) == 3
    assert view == View(FIRST_SCENE, Filter(categories=frozenset({"arson"})), "almaty-airport-seized", "en")


# --- a view by name -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_named_by_its_word(scene: str) -> None:
    """And has its own filter."""
    assert named(scene, LAYER) == View(scene, SCENES[scene].filter)


@given(views)
def test_a_view_is_named_by_its_address_or_its_query(view: View) -> None:
    """With or without the server before it; another language may be asked for."""
    assert named(f"https://example.org/map?{view.query()}", LAYER) == view
    assert named(view.query(), LAYER) == view
    assert named(f"?{view.query()}", LAYER, "el") == replace(view, lang="el")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("moon", ["'view' must be one of csto, kazakhstan, almaty, airport, occupied, figures, article, or an address"]),
        (
            "scene=moon&cat=x&foo=1",
            ["'foo' must be one of v, scene", "'scene' must be one of csto", "'cat' must be one of protest"],
        ),
    ],
)
def test_what_is_not_understood_is_refused_not_left_out(text: str, messages: list[str]) -> None:
    """All of it at once: a picture must show what was asked for."""
    with pytest.raises(ValueError, match="must be") as caught:
        named(text, LAYER)
    lines = str(caught.value).split("\n")
    assert [line.startswith(m) for line, m in zip(lines, messages, strict=True)] == [True] * len(messages)


def test_the_readers_own_map_view_is_read_from_an_address() -> None:
    """Latitude, longitude and zoom; nothing where there is none; a message for one that cannot be."""
    assert position("https://example.org/?scene=almaty&at=43.25,76.9,12.5") == (43.25, 76.9, 12.5)
    assert position("almaty") is None
    for broken in ("91,0,5", "43,76", "43,76,99", "x,y,z", "nan,0,5"):
        with pytest.raises(ValueError, match=r"'at' must be latitude, longitude and a zoom from 2 to 18 \(got "):
            position(f"at={broken}")


# --- the documented parameters --------------------------------------------------------------------------------------


def test_every_documented_parameter_is_written() -> None:
    """By the page, or in the case of the map's own view by the map itself, which also reads it."""
    assert tuple(FULL.params()) == tuple(k for k in PARAMETERS if k != "at")
    script = web.text("eventlayer.js")
    assert 'searchParams.set("at"' in script
    assert '.get("at")' in script


@pytest.mark.parametrize("key", [k for k in PARAMETERS if k != "at"])
def test_every_documented_parameter_is_read(key: str) -> None:
    """Another value gives another view or a message."""
    view, problems = read(FULL.params() | {key: OTHER[key]}, LAYER)
    assert view != FULL or problems


def test_no_other_parameter_is_read() -> None:
    """What is not documented changes nothing; the tests know all that is."""
    assert read(FULL.params() | {"embed": "1", "zoom": "4", "theme": "dark"}, LAYER) == (FULL, [])
    assert set(KEYS) == set(PARAMETERS)
    assert all(text.strip() and not text.endswith(".") for text in PARAMETERS.values())


def test_the_maps_own_view_does_not_disturb_the_page() -> None:
    """``at`` alone still opens the first scene with its filter."""
    assert read({"at": "43.25,76.9,12"}, LAYER) == (View(), [])
