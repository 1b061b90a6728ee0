"""The four languages: every message translated, every placeholder kept, dates and numbers by CLDR, a label for every word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages import Message
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import dashboard
from dashboard.layer import vocabulary
from dashboard.locale import FOLDER, words
from dashboard.locale.labels import LABELS
from dashboard.views.scenes import SCENES, almaty
from dashboard.views.style import FAMILIES
from tests.strategies import LAYER

TRANSLATIONS = [lang for lang in vocabulary.LANGUAGES if lang != "en"]
MARKERS = {"N_", "words", "self"}
"""Names that are called with a message: the marker, the words of a page, and the words themselves."""

every_language = pytest.mark.parametrize("lang", vocabulary.LANGUAGES)
every_translation = pytest.mark.parametrize("lang", TRANSLATIONS)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the package's source, also within f-strings, which Babel's extractor does not see."""
    for path in sorted(Path(dashboard.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.name}:{node.lineno}", node


def literal(node: ast.expr) -> str | None:
    """The text of a string literal."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@lru_cache(maxsize=1)
def messages() -> dict[str | tuple[str, str], str]:
    """Every message of the source, a plural one as a pair, with where it stands."""
    found: dict[str | tuple[str, str], str] = {}
    for where, call in calls():
        name = call.func
        if isinstance(name, ast.Name) and name.id in MARKERS and call.args:
            text = literal(call.args[0])
            if text is not None:
                found[text] = where
        elif isinstance(name, ast.Attribute) and name.attr == "plural":
            one, many = literal(call.args[0]), literal(call.args[1])
            assert one, where
            assert many, where
            found[one, many] = where
    return found


@cache
def catalogue(lang: str) -> Catalog:
    """The catalogue of a language."""
    with (FOLDER / f"{lang}.po").open("rb") as stream:
        return read_po(stream, locale=lang)


def entries(lang: str) -> dict[str | tuple[str, str], Message]:
    """The entries of a catalogue by message id."""
    return {m.id: m for m in catalogue(lang) if m.id}


def placeholders(text: str) -> set[str]:
    """The names within braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message as a tuple, whether it has one form or several."""
    return text if isinstance(text, tuple) else (text,)


# --- catalogues -----------------------------------------------------------------------------------------------------


def test_messages_are_found_in_the_source() -> None:
    """Also those within an f-string, within a mapping and of several forms."""
    found = messages()
    assert len(found) > 150
    assert {"Building seizure", "Zoom in", "inferred, not reported", "{window}, Almaty time"} <= found.keys()
    assert ("{n} of {total} event", "{n} of {total} events") in found


def test_every_message_is_a_literal() -> None:
    """A message put together at run time could not be translated; only a language's own words are asked for by name."""
    for where, call in calls():
        if isinstance(call.func, ast.Name) and call.func.id in {"words", "N_"} and call.args:
            argument = call.args[0]
            assert literal(argument) is not None or ast.unparse(argument).split(".")[-1] == "lang", where


@every_translation
def test_every_message_has_a_translation(lang: str) -> None:
    """Nothing falls back to English."""
    missing = {message: where for message, where in messages().items() if message not in entries(lang)}
    assert missing == {}
    assert [m for m, entry in entries(lang).items() if not all(forms(entry.string))] == []


@every_translation
def test_no_translation_is_doubtful_or_left_over(lang: str) -> None:
    """No entry is fuzzy, obsolete or without use in the source."""
    assert set(entries(lang)) - set(messages()) == set()
    assert [m for m, entry in entries(lang).items() if entry.fuzzy] == []
    assert not catalogue(lang).obsolete


@every_translation
def test_every_translation_keeps_its_placeholders(lang: str) -> None:
    """The same names within braces, in every form."""
    for message, entry in entries(lang).items():
        for form in forms(entry.string):
            assert placeholders(form) == placeholders(forms(message)[-1]), message


@every_translation
def test_every_translation_keeps_its_edges(lang: str) -> None:
    """No white space at the ends, and a full stop or a colon where the English has one."""
    for message, entry in entries(lang).items():
        last = forms(message)[-1][-1]
        for form in forms(entry.string):
            assert form == form.strip(), message
            assert not re.search(r"\s\s", form), message
            assert last not in ".:" or form[-1] == last, message


@every_translation
def test_every_plural_has_as_many_forms_as_the_language(lang: str) -> None:
    """As the header says; Russian has three, Greek and Kazakh two."""
    expected = {"el": 2, "ru": 3, "kk": 2}[lang]
    assert catalogue(lang).num_plurals == expected
    for message, entry in entries(lang).items():
        assert len(forms(entry.string)) == (expected if isinstance(message, tuple) else 1), message


@every_translation
def test_the_plural_rule_of_a_catalogue_is_that_of_cldr(lang: str) -> None:
    """The same numbers take the same form."""
    rule = Locale(lang).plural_form
    chosen: dict[str, set[str]] = {}
    for n in range(205):
        form = words(lang).plural("{n} other place", "{n} other places", n)
        chosen.setdefault(rule(n), set()).add(form.replace(words(lang).number(n), "{n}"))
    assert all(len(texts) == 1 for texts in chosen.values()), chosen


@every_translation
def test_the_header_names_the_language(lang: str) -> None:
    """And the encoding of the file."""
    header = dict(catalogue(lang).mime_headers)
    assert header["Language"] == lang
    assert header["Content-Type"] == "text/plain; charset=utf-8"


@every_translation
def test_every_message_can_be_said(lang: str) -> None:
    """Filled in, no brace is left over."""
    for message in messages():
        names = placeholders(forms(message)[-1])
        values = dict.fromkeys(names - {"n"} if isinstance(message, tuple) else names, "X")
        said = words(lang).plural(*message, 3, **values) if isinstance(message, tuple) else words(lang)(message, **values)
        assert said
        assert not set(said) & set("{}"), message


def test_an_unknown_language_is_english() -> None:
    """A wrong tag never stops the page."""
    assert words("xx").lang == "en"
    assert words("en")("Protest") == "Protest"


# --- labels ---------------------------------------------------------------------------------------------------------

VOCABULARIES = {
    "category": vocabulary.CATEGORIES,
    "status": vocabulary.STATUSES,
    "status_help": vocabulary.STATUSES,
    "source_kind": vocabulary.SOURCE_KINDS,
    "figure_status": vocabulary.FIGURE_STATUSES,
    "occupation": vocabulary.OCCUPATION_STATES,
    "part_of_day": vocabulary.PARTS_OF_DAY,
    "time_precision": vocabulary.TIME_PRECISIONS,
    "place_precision": vocabulary.PLACE_PRECISIONS,
    "language": vocabulary.LANGUAGES,
    "family": tuple(f.family_id for f in FAMILIES),
    "scene": tuple(SCENES),
}


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_every_word_of_a_closed_list_has_a_label(kind: str) -> None:
    """And every label belongs to a word."""
    assert set(LABELS[kind]) == set(VOCABULARIES[kind])


def test_every_relation_has_a_label_from_both_sides() -> None:
    """Part of and includes, follows and followed by."""
    used = {how for event in LAYER.events for how, _ in LAYER.related(event)}
    assert used | set(vocabulary.RELATIONS) <= set(LABELS["relation"])


def test_every_qualifier_and_basis_of_the_layer_has_a_label() -> None:
    """Whatever the tables hold can be said."""
    assert {f.qualifier for f in LAYER.figures.values()} <= set(LABELS["qualifier"])
    assert {c["best_basis"] for c in LAYER.tables["contingents"]} - {""} <= set(LABELS["best_basis"])
    steps = {getattr(o, f"{k}_precision") for o in LAYER.occupations for k in ("attacked", "entered", "ended")}
    assert steps <= {*LABELS["part_of_day"], "minute", "hour", "day", "unknown", ""}


@every_language
@pytest.mark.parametrize("kind", [k for k in LABELS if k != "qualifier"])
def test_the_labels_of_a_list_can_be_told_apart(kind: str, lang: str) -> None:
    """No two words of a list have the same label."""
    said = [words(lang).label(kind, value) for value in LABELS[kind]]
    assert all(said)
    assert len(set(said)) == len(said), said


@every_language
def test_a_label_within_a_sentence_begins_small_but_an_abbreviation_stays(lang: str) -> None:
    """Building seizure becomes building seizure, an NGO stays an NGO."""
    say = words(lang)
    assert say.noun("category", "building_seizure")[0].islower()
    assert say.noun("source_kind", "ngo") == say.label("source_kind", "ngo")
    assert say.noun("source_kind", "ngo").isupper()


@every_language
def test_every_place_actor_and_claimant_has_a_name(lang: str) -> None:
    """In every language of its own."""
    for record in (*LAYER.places.values(), *LAYER.actors.values(), *LAYER.claimants.values()):
        assert record.names[lang].strip() == record.names[lang] != "", record


@every_language
def test_every_country_of_the_layer_has_a_name(lang: str) -> None:
    """By CLDR, not a bare code."""
    for code in {p.country for p in LAYER.places.values()}:
        assert words(lang).country(code) != code


def test_every_language_is_named_in_itself() -> None:
    """So that its reader finds it."""
    assert LABELS["language"] == {"en": "English", "el": "Ελληνικά", "ru": "Русский", "kk": "Қазақша"}


# --- dates, numbers, lists ------------------------------------------------------------------------------------------

DAY = date(2022, 1, 5)
STAMP = datetime(2022, 1, 6, 15, 19, tzinfo=UTC)

GOLDEN = {
    "en": ("5 January 2022", "5 Jan", "Wednesday", "January 2022", "6 January 2022 15:19 UTC", "12,345.5", "Kyrgyzstan"),
    "el": (
        "5 Ιανουαρίου 2022",
        "5 Ιαν",
        "Τετάρτη",
        "Ιανουάριος 2022",
        "6 Ιανουαρίου 2022 15:19 UTC",
        "12.345,5",
        "Κιργιστάν",
    ),
    "ru": ("5 января 2022", "5 янв.", "среда", "январь 2022", "6 января 2022 15:19 UTC", "12\u00a0345,5", "Кыргызстан"),
    "kk": (
        "2022 ж. 5 қаңтар",
        "5 қаң.",
        "сәрсенбі",
        "Қаңтар 2022",
        "2022 ж. 6 қаңтар 15:19 UTC",
        "12\u00a0345,5",
        "Қырғызстан",
    ),
}


@every_language
def test_dates_numbers_and_countries_are_those_of_cldr(lang: str) -> None:
    """Day, short day, weekday, month, moment in UTC, number, country."""
    say = words(lang)
    said = (say.day(DAY), say.short_day(DAY), say.weekday(DAY), say.month(DAY), say.stamp(STAMP), say.number(12345.5))
    assert (*said, say.country("KG")) == GOLDEN[lang]


@pytest.mark.parametrize(
    ("lang", "either"),
    [
        ("en", "a, b, or c"),
        ("el", "a, b ή c"),
        ("ru", "a, b или c"),
        ("kk", "a, b, не болмаса c"),
    ],
)
def test_lists_are_joined_as_the_language_does(lang: str, either: str) -> None:
    """With the commas of CLDR."""
    assert words(lang).any_of(["a", "b", "c"]) == either
    assert words(lang).any_of(["a"]) == "a"


@pytest.mark.parametrize(
    ("n", "golden"),
    [
        (1, "еще 1 место"),
        (3, "еще 3 места"),
        (5, "еще 5 мест"),
        (11, "еще 11 мест"),
        (21, "еще 21 место"),
        (22, "еще 22 места"),
    ],
)
def test_russian_counts_places_in_three_forms(n: int, golden: str) -> None:
    """One, a few, many."""
    assert words("ru").plural("{n} other place", "{n} other places", n) == golden


WINDOWS = [
    (None, None, "whole period"),
    ("2022-01-05T00:00", None, "from 5 January 2022 00:00, Almaty time"),
    (None, "2022-01-05T18:00", "until 5 January 2022 18:00, Almaty time"),
    ("2022-01-05T00:00", "2022-01-06T00:00", "5 January 2022, Almaty time"),
    ("2022-01-02T00:00", "2022-01-12T00:00", "2–11 January 2022, Almaty time"),
    ("2021-12-30T00:00", "2022-02-03T00:00", "30 December 2021 – 2 February 2022, Almaty time"),
    ("2022-01-05T14:00", "2022-01-05T15:00", "5 January 2022 14:00–15:00, Almaty time"),
    ("2022-01-05T12:00", "2022-01-06T00:00", "5 January 2022 12:00–24:00, Almaty time"),
    ("2022-01-05T22:00", "2022-01-06T02:15", "5 January 2022 22:00 – 6 January 2022 02:15, Almaty time"),
]


@pytest.mark.parametrize(("start", "end", "golden"), WINDOWS)
def test_a_window_is_told_as_people_say_it(start: str | None, end: str | None, golden: str) -> None:
    """Whole days as days, with the last one included; the zone is always named."""
    assert words("en").window(almaty(start) if start else None, almaty(end) if end else None) == golden
