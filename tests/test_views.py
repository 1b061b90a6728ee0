"""What the screens are given: the payload of the browser, cards, words for times, style, the time slider."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dashboard.layer.filters import Filter
from dashboard.layer.records import Event
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES, OCCUPATION_STATES, STATUSES
from dashboard.locale import words
from dashboard.views import style
from dashboard.views.card import card, figure_value
from dashboard.views.scenes import PRESETS, almaty
from dashboard.views.timewords import claimed_words, clock_words, precision_words, when, when_short, zone_name
from tests.strategies import LAYER

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def the_event(event_id: str) -> Event:
    """An event of the layer that must be there."""
    event = LAYER.event(event_id)
    assert event is not None
    return event


# --- card -----------------------------------------------------------------------------------------------------------

_NUMBERS = {"category": len(CATEGORIES), "status": len(STATUSES)}


@every_language
def test_every_event_has_a_card(lang: str) -> None:
    """All of it is text without placeholders; its numbers are positions in the lists."""
    for event in LAYER.events:
        shown = card(LAYER, event, words(lang))
        assert json.loads(json.dumps(shown)) == shown
        for key, value in shown.items():
            if key in _NUMBERS:
                assert 0 <= value < _NUMBERS[key]
            else:
                assert isinstance(value, (str, list, dict)), (event.event_id, key)
        for name in ("title", "summary", "category_label", "status_label", "when", "zone", "when_note", "where", "where_note"):
            assert shown[name].strip() == shown[name] != "", (event.event_id, name)
        assert not any("{" in text or text == "None" for text in texts_in(shown)), event.event_id


@every_language
def test_a_figure_never_stands_without_its_claimant(lang: str) -> None:
    """Who says so, when, of what, and how many."""
    for event in LAYER.events:
        for figure in card(LAYER, event, words(lang))["figures"]:
            assert all(isinstance(v, str) for v in figure.values())
            assert all(figure[name].strip() for name in ("claimant", "claimed", "what", "value")), (event.event_id, figure)


def test_every_figure_of_an_event_is_on_its_card() -> None:
    """Conflicting figures stay side by side."""
    for event in LAYER.events:
        assert len(card(LAYER, event, words("en"))["figures"]) == len(event.figure_ids)


@every_language
def test_a_retracted_figure_is_shown_as_retracted(lang: str) -> None:
    """The 164 dead of 9 January stay on the card, marked."""
    shown = card(LAYER, the_event("health-ministry-164"), words(lang))
    retracted = [f for f in shown["figures"] if "164" in f["value"]]
    assert retracted
    assert all(f["retracted"] == "1" and words(lang).label("figure_status", "retracted") in f["status"] for f in retracted)


def test_every_source_on_a_card_has_a_publisher_and_an_address_of_the_web() -> None:
    """Nothing but http and https can be followed."""
    for event in LAYER.events:
        sources = card(LAYER, event, words("en"))["sources"]
        assert sources or event.basis == "background", event.event_id
        for source in sources:
            assert source["url"].startswith(("https://", "http://")), source
            assert not set(source["url"]) & set(" \t\n\"'<>"), source
            assert source["publisher"], source
            assert source["kind"], source


def test_the_events_related_on_a_card_can_be_opened_and_lead_back() -> None:
    """A relation is shown from both sides."""
    for event in LAYER.events:
        for related in card(LAYER, event, words("en"))["related"]:
            back = card(LAYER, the_event(related["id"]), words("en"))["related"]
            assert event.event_id in {r["id"] for r in back}
            assert related["how"]
            assert related["title"]


@pytest.mark.parametrize("lang", ["el", "ru", "kk"])
def test_a_card_is_told_in_its_own_language(lang: str) -> None:
    """Title, summary and note are those of the language, never the English ones."""
    for event in LAYER.events:
        shown = card(LAYER, event, words(lang))
        assert (shown["title"], shown["summary"]) == (event.titles[lang], event.summaries[lang])
        assert shown["summary"] != event.summaries["en"]
        assert shown["note"] == event.notes.get(lang, "")


@pytest.mark.parametrize(
    ("low", "value", "high", "qualifier", "golden"),
    [
        (None, 18, None, "exact", "18"),
        (None, 26, None, "at_least", "at least 26"),
        (None, 2000, None, "about", "about 2,000"),
        (70, None, 100, "exact", "70–100"),
        (None, None, None, "dozens", "dozens"),
        (None, None, None, "unknown", "number not known"),
    ],
)
def test_a_number_is_told_as_it_was_said(
    low: float | None, value: float | None, high: float | None, qualifier: str, golden: str
) -> None:
    """Nothing is made more exact than the claim."""
    figure = replace(next(iter(LAYER.figures.values())), low=low, value=value, high=high, qualifier=qualifier)
    assert figure_value(figure, words("en")) == golden


# --- words for times ------------------------------------------------------------------------------------------------

TIMES = [
    ("almaty-fire-vehicles-damaged", "5 January 2022, 08:10", "5 Jan, 08:10", "Almaty time (UTC+6)"),
    ("zhanaozen-first-gathering-1jan", "1 January 2022, 17:20–18:00", "1 Jan, 17:20–18:00", "Aqtau time (UTC+5)"),
    ("zhanaozen-protest-2jan", "2 January 2022, morning", "2 Jan, morning", "Aqtau time (UTC+5)"),
    ("shymkent-rally-detentions-4jan", "4 January 2022, about 12:00", "4 Jan, about 12:00", "Almaty time (UTC+6)"),
    ("protest-spread-3jan", "3 January 2022", "3 Jan", "Almaty time (UTC+6)"),
    ("kostanay-protest-5jan", "5 January 2022", "5 Jan", "Kostanay time (UTC+6)"),
    ("almaty-airport-seized", "5 January 2022, evening, by 20:39", "5 Jan, evening, by 20:39", "Almaty time (UTC+6)"),
    ("government-resigns", "5 January 2022, morning, by 07:54", "5 Jan, morning, by 07:54", "Almaty time (UTC+6)"),
    ("tokayev-first-order-3jan", "2–3 January 2022", "2 Jan – 3 Jan", "Almaty time (UTC+6)"),
    ("shymkent-akimat-attacked-night1", "4 January 2022, night to 5 Jan", "4 Jan, night to 5 Jan", "Almaty time (UTC+6)"),
    ("almaty-magnum-looted", "5 January 2022, by 16:02", "5 Jan, by 16:02", "Almaty time (UTC+6)"),
    ("almaty-airport-reinforced", "4 January 2022, night to 5 Jan", "4 Jan, night to 5 Jan", "Almaty time (UTC+6)"),
    ("makat-rail-blockade", "4–7 January 2022", "4 Jan – 7 Jan", "Atyrau time (UTC+5)"),
    ("aktau-airport-delays-4-5jan", "4–5 January 2022", "4 Jan – 5 Jan", "Aqtau time (UTC+5)"),
    ("csto-kyrgyz-airlift-kant", "7 January 2022, evening", "7 Jan, evening", "Bishkek time (UTC+6)"),
    ("csto-psaki-legitimacy", "6 January 2022", "6 Jan", "New York time (UTC−5)"),
]


@pytest.mark.parametrize(("event_id", "long", "short", "zone_words"), TIMES)
def test_a_time_is_told_as_exactly_as_it_is_known(event_id: str, long: str, short: str, zone_words: str) -> None:
    """For the card, for a tooltip, and with its zone."""
    event = the_event(event_id)
    en = words("en")
    assert (when(event, en), when_short(event, en), zone_name(event, en)) == (long, short, zone_words)


TIMES_ELSEWHERE = [
    ("almaty-airport-seized", "el", "5 Ιανουαρίου 2022, βράδυ, το αργότερο στις 20:39", "τοπική ώρα: Αλμάτι (UTC+6)"),
    ("almaty-airport-seized", "ru", "5 января 2022, вечером, не позднее 20:39", "время: Алматы (UTC+6)"),
    ("almaty-airport-seized", "kk", "2022 ж. 5 қаңтар, кешке, ең кеші 20:39", "Алматы уақыты (UTC+6)"),
    ("zhanaozen-protest-2jan", "el", "2 Ιανουαρίου 2022, πρωί", "τοπική ώρα: Ακτάου (UTC+5)"),
    ("zhanaozen-protest-2jan", "ru", "2 января 2022, утром", "время: Актау (UTC+5)"),
    ("zhanaozen-protest-2jan", "kk", "2022 ж. 2 қаңтар, таңертең", "Ақтау уақыты (UTC+5)"),
    ("shymkent-rally-detentions-4jan", "el", "4 Ιανουαρίου 2022, περίπου στις 12:00", "τοπική ώρα: Αλμάτι (UTC+6)"),
    ("shymkent-rally-detentions-4jan", "ru", "4 января 2022, около 12:00", "время: Алматы (UTC+6)"),
    ("shymkent-rally-detentions-4jan", "kk", "2022 ж. 4 қаңтар, шамамен 12:00", "Алматы уақыты (UTC+6)"),
    ("shymkent-akimat-attacked-night1", "el", "4 Ιανουαρίου 2022, νύχτα προς 5 Ιαν", "τοπική ώρα: Αλμάτι (UTC+6)"),
    ("shymkent-akimat-attacked-night1", "ru", "4 января 2022, в ночь на 5 янв.", "время: Алматы (UTC+6)"),
    ("shymkent-akimat-attacked-night1", "kk", "2022 ж. 4 қаңтар, 5 қаң. қараған түні", "Алматы уақыты (UTC+6)"),
    ("makat-rail-blockade", "el", "4–7 Ιανουαρίου 2022", "τοπική ώρα: Ατιράου (UTC+5)"),
    ("makat-rail-blockade", "ru", "4–7 января 2022", "время: Атырау (UTC+5)"),
    ("makat-rail-blockade", "kk", "2022 ж. 4–7 қаңтар", "Атырау уақыты (UTC+5)"),
]


@pytest.mark.parametrize(("event_id", "lang", "long", "zone_words"), TIMES_ELSEWHERE)
def test_a_time_is_told_in_every_language(event_id: str, lang: str, long: str, zone_words: str) -> None:
    """With the day in the order of that language."""
    event = the_event(event_id)
    assert (when(event, words(lang)), zone_name(event, words(lang))) == (long, zone_words)


@every_language
def test_no_event_without_a_clock_is_told_with_midnight(lang: str) -> None:
    """What is known to the day has no hour on the screen."""
    for event in LAYER.events:
        if "T" not in event.start and "T" not in (event.end or "") and not event.not_later_than:
            assert "00:00" not in when(event, words(lang)), event.event_id
            if not event.end and not event.part_of_day:
                assert clock_words(event, words(lang)) == ""


def test_the_hour_of_a_report_is_not_passed_off_as_the_hour_of_the_event() -> None:
    """Nor is an inference passed off as a report."""
    en = words("en")
    assert precision_words(the_event("almaty-airport-seized"), en).endswith("the hour of the first report, not of the event")
    assert precision_words(the_event("almaty-tv-qazaqstan-stormed"), en).endswith("inferred, not reported")
    assert precision_words(the_event("protest-spread-3jan"), en) == "known to the day only"


@pytest.mark.parametrize(
    ("text", "precision", "golden"),
    [
        ("2022-01-06T15:19Z", "", "6 January 2022 15:19 UTC"),
        ("2022-01-06", "", "6 January 2022"),
        ("2022-01", "", "January 2022"),
        ("2022", "", "2022"),
        ("2022-01-06", "range", "6 January 2022 or later"),
    ],
)
def test_the_time_of_a_claim_is_told_as_exactly_as_it_is_known(text: str, precision: str, golden: str) -> None:
    """And a clock always with its zone."""
    assert claimed_words(text, words("en"), precision) == golden


# --- style ----------------------------------------------------------------------------------------------------------

THEMES = ("light", "dark")
GLYPH = {"light": "#FFFFFF", "dark": "#10141A"}
"""The colour of a glyph on a filled symbol, as in ``web/symbols.js``."""


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21, and the grey #767676 just passes for text."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_stands_out_from_the_page_and_its_glyph_from_it(category: str, theme: str) -> None:
    """At least 3 to 1 both ways (WCAG 2.2, 1.4.11); an unfilled symbol has its glyph in its own colour."""
    colour = getattr(style.FAMILY_OF[category], theme)
    assert contrast(colour, style.SURFACE[theme]) >= 3
    assert contrast(colour, GLYPH[theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_the_state_of_a_building_can_be_read(theme: str) -> None:
    """Text at 4.5 to 1, marks at 3 to 1."""
    assert contrast(style.INK[theme], style.SURFACE[theme]) >= 7
    assert contrast(style.MUTED[theme], style.SURFACE[theme]) >= 4.5
    assert set(style.OCCUPATION_COLOURS) >= set(OCCUPATION_STATES)
    assert all(contrast(c[theme], style.SURFACE[theme]) >= 3 for c in style.OCCUPATION_COLOURS.values())


def test_no_category_is_told_by_colour_alone() -> None:
    """Each has a glyph of its own; each family has a shape and a colour of its own."""
    assert set(style.GLYPHS) == set(style.FAMILY_OF) == set(CATEGORIES)
    assert len(set(style.GLYPHS.values())) == len(CATEGORIES)
    assert len({(style.FAMILY_OF[c].light, style.GLYPHS[c]) for c in CATEGORIES}) == len(CATEGORIES)
    for part in ("family_id", "light", "dark", "shape"):
        assert len({getattr(f, part) for f in style.FAMILIES}) == len(style.FAMILIES)
    assert set(style.FAMILY_OF.values()) == set(style.FAMILIES)


def test_the_browser_draws_with_the_same_style() -> None:
    """In the order of the vocabulary, as the columns count."""
    given_ = style.for_browser()
    assert [c["id"] for c in given_["categories"]] == list(CATEGORIES)  # type: ignore[attr-defined]
    assert [c["glyph"] for c in given_["categories"]] == [style.GLYPHS[c] for c in CATEGORIES]  # type: ignore[attr-defined]
    assert given_["statuses"] == list(STATUSES)


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from texts_in(v)
    elif isinstance(value, list):
        for v in value:
            yield from texts_in(v)


# --- presets --------------------------------------------------------------------------------------------------------


def test_the_presets_are_whole_days_and_an_hour_of_almaty() -> None:
    """The eleventh of January is included in the first week."""
    assert PRESETS["week"].end == almaty("2022-01-12")
    days = [p for p in PRESETS.values() if p.preset_id.startswith("2022-")]
    assert [date.fromisoformat(p.preset_id).day for p in days] == list(range(2, 12))
    assert all(p.start and p.end and p.end - p.start == timedelta(days=1) for p in days)


@pytest.mark.parametrize("preset_id", PRESETS)
def test_every_preset_shows_events(preset_id: str) -> None:
    """None leads to an empty map."""
    assert LAYER.select(Filter(PRESETS[preset_id].start, PRESETS[preset_id].end))


# what was mended stays mended


def test_an_event_shows_only_the_occupation_that_rests_on_it() -> None:
    """Not that of any building in the same town or at the same place."""
    assert "entered" in card(LAYER, the_event("almaty-airport-seized"), words("en"))["occupation"]
    assert card(LAYER, the_event("soe-almaty-city"), words("en"))["occupation"] == ""
    for event in LAYER.events:
        found = LAYER.occupation_of(event)
        assert found is None or event.event_id in found.event_ids


def test_figures_that_came_later_are_left_out_of_an_earlier_day() -> None:
    """At noon UTC on 5 January nobody had published the toll of 9 January."""
    event = the_event("health-ministry-164")
    before = card(LAYER, event, words("en"), datetime(2022, 1, 5, 12, tzinfo=UTC))["figures"]

    assert before == []
    assert card(LAYER, event, words("en"))["figures"]


def test_days_of_one_month_are_joined_as_each_language_does() -> None:
    """Kazakh puts the year first."""
    said = {lang: words(lang).days(date(2022, 1, 2), date(2022, 1, 11)) for lang in ("en", "el", "ru", "kk")}
    assert said == {
        "en": "2–11 January 2022",
        "el": "2–11 Ιανουαρίου 2022",
        "ru": "2–11 января 2022",
        "kk": "2022 ж. 2–11 қаңтар",
    }
