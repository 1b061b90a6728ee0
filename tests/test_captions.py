"""What stands beside a map: title, stamp, source line and the text for who cannot see it."""

import pytest

from dashboard.layer.filters import Filter, sentence
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.views.address import View, named
from dashboard.views.captions import alt, as_of, source_line, title
from dashboard.views.scenes import SCENES
from tests.strategies import LAYER

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def test_a_title_is_the_scene_and_its_window() -> None:
    """The window only if there is one."""
    assert title(named("almaty", LAYER), words("en")) == "Almaty: 5 January 2022, Almaty time"
    assert title(View("airport", Filter()), words("en")) == words("en").label("scene", "airport")


@every_language
def test_the_stamp_says_day_and_version_of_the_data(lang: str) -> None:
    """In the reader's own words."""
    said = as_of(LAYER, words(lang))
    assert words(lang).day(LAYER.created) in said
    assert LAYER.version in said


@every_language
@pytest.mark.parametrize("scene", SCENES)
def test_an_alt_text_says_what_when_where_how_many_as_of_when_and_from_whom(scene: str, lang: str) -> None:
    """Every part of it in one run of sentences."""
    view, said = named(scene, LAYER, lang), words(lang)
    text = alt(view, LAYER, said)
    shown = LAYER.select(view.filter)
    assert sentence(view.filter, LAYER, said) in text
    assert as_of(LAYER, said) in text
    assert source_line(LAYER, view.filter, said) in text
    most = max({e.category for e in shown}, key=lambda c: sum(e.category == c for e in shown))
    assert said.label("category", most) in text


def test_an_empty_view_has_an_alt_text_as_well() -> None:
    """It says that nothing passes."""
    view = View("almaty", Filter(text="no such word anywhere"))
    assert alt(view, LAYER, words("en")).startswith("Map: Almaty. 0 of 496 events")


def test_sources_are_counted_once() -> None:
    """However many events rest on the same one."""
    shown = LAYER.select(named("airport", LAYER).filter)
    count = len({s for e in shown for s in e.source_ids})
    assert source_line(LAYER, named("airport", LAYER).filter, words("en")) == f"qantar event layer, {count} sources"
