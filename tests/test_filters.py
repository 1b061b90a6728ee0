"""The filter: its algebra, its search, its one form in an address, and its sentence."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import permutations
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.layer.filters import (
    FACETS,
    MAX_TEXT,
    VERSION,
    Filter,
    against,
    fold,
    from_params,
    from_query,
    sentence,
    to_params,
    to_query,
)
from dashboard.layer.records import Event
from dashboard.layer.times import MINUTE
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES, SOURCE_KINDS, STATUSES
from dashboard.locale import words
from dashboard.views.scenes import SCENES, almaty
from tests.strategies import LAYER, VALUES, closed_windows, filters, loose_params, moments, pairs, raw_texts, restrictions, tidy

PROBLEM = re.compile(r"'[a-z]+' must be .+ \(got .+\)")
"""The one form of a message."""


def ids(events: list[Event]) -> set[str]:
    """The ids of some events."""
    return {e.event_id for e in events}


def found(filter_: Filter) -> set[str]:
    """The ids of the events that a filter shows."""
    return ids(LAYER.select(filter_))


# --- algebra --------------------------------------------------------------------------------------------------------


def test_no_filter_shows_every_event() -> None:
    """An empty field does not restrict."""
    assert LAYER.select(Filter()) == list(LAYER.events)
    assert not Filter().restricts
    assert Filter(known_at=almaty("2022-01-06")).restricts


@given(pairs())
def test_narrowing_never_adds(pair: tuple[Filter, Filter]) -> None:
    """Each further restriction shows a part of what was shown before."""
    wide, narrow = pair
    assert found(narrow) <= found(wide)


@given(filters())
def test_events_are_shown_in_time_order_and_once(filter_: Filter) -> None:
    """A selection keeps the order of the layer."""
    shown = [LAYER.index[e.event_id] for e in LAYER.select(filter_)]
    assert shown == sorted(set(shown))


@given(filters())
def test_filtering_twice_is_filtering_once(filter_: Filter) -> None:
    """What a filter shows passes it again, and what it leaves out does not."""
    shown = LAYER.select(filter_)
    assert [e for e in shown if filter_.matches(e, LAYER)] == shown
    assert [e for e in LAYER.events if e not in shown and filter_.matches(e, LAYER)] == []
    assert LAYER.select(filter_) == shown


@settings(max_examples=40)
@given(restrictions())
def test_the_order_of_restrictions_does_not_matter(parts: list[dict[str, object]]) -> None:
    """Between fields all must hold: the selection is what the single restrictions have in common."""
    results = []
    for order in list(permutations(parts))[:6]:
        filter_ = Filter()
        for values in order:
            filter_ = replace(filter_, **values)
        results.append(filter_)
    assert len(set(results)) == 1
    if not {"start", "end"} <= {name for values in parts for name in values}:
        assert found(results[0]) == set.intersection(*(found(Filter(**values)) for values in parts))


@given(closed_windows, st.floats(0, 1))
def test_the_parts_of_a_window_make_the_whole(window: tuple[datetime, datetime], share: float) -> None:
    """Cut at any minute, the two halves show together what the whole window shows."""
    start, end = window
    at = start + round((end - start) / MINUTE * share) * MINUTE
    whole = found(Filter(start, end))
    if start < at < end:
        assert found(Filter(start, at)) | found(Filter(at, end)) == whole
    assert found(Filter(None, at)) | found(Filter(at, None)) == found(Filter())


@pytest.mark.parametrize("event_id", ["almaty-airport-seized", "soe-almaty-city", "almaty-fire-vehicles-damaged"])
def test_a_window_may_be_cut_at_every_minute_around_an_event(event_id: str) -> None:
    """An event that the cut goes through is in both halves, any other in one."""
    event = LAYER.event(event_id)
    assert event is not None
    for edge in (event.interval.start, event.interval.end):
        for step in range(-3, 4):
            at = edge + step * MINUTE
            in_first, in_second = Filter(end=at).matches(event, LAYER), Filter(start=at).matches(event, LAYER)
            assert in_first or in_second
            assert (in_first and in_second) == (event.interval.start < at < event.interval.end)


@settings(max_examples=25)
@given(filters(), st.sampled_from(FACETS))
def test_the_values_of_a_facet_make_the_whole(filter_: Filter, facet: str) -> None:
    """Taken value by value, and together, a facet shows every event that has one."""
    free = filter_.without(facet)
    values = list(LAYER.counts(free, facet))
    parts = [found(replace(free, **{facet: frozenset({v})})) for v in values]
    assert set().union(*parts) == found(free)
    assert found(replace(free, **{facet: frozenset(VALUES[facet])})) == found(free)


@settings(max_examples=40)
@given(filters(), st.sampled_from(FACETS), st.data())
def test_within_a_facet_any_value_will_do(filter_: Filter, facet: str, data: st.DataObject) -> None:
    """Two values show what either of them shows."""
    one, two = (data.draw(st.sampled_from(VALUES[facet])) for _ in range(2))
    both = found(replace(filter_, **{facet: frozenset({one, two})}))
    assert both == found(replace(filter_, **{facet: frozenset({one})})) | found(replace(filter_, **{facet: frozenset({two})}))


@settings(max_examples=40)
@given(filters(), st.sampled_from(FACETS), st.data())
def test_a_count_is_the_number_of_events_that_the_value_would_show(filter_: Filter, facet: str, data: st.DataObject) -> None:
    """The number beside an option is what choosing it alone gives."""
    counts = LAYER.counts(filter_, facet)
    for value in data.draw(st.lists(st.sampled_from(VALUES[facet]), min_size=4, max_size=8)):
        assert counts[value] == len(LAYER.select(replace(filter_, **{facet: frozenset({value})})))


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("scene", ["almaty", "csto"])
def test_the_counts_of_a_scene_hold_for_every_value(scene: str, facet: str) -> None:
    """No value is missed, and none is counted that the layer does not know."""
    filter_ = SCENES[scene].filter
    counts = LAYER.counts(filter_, facet)
    assert set(counts) <= set(VALUES[facet])
    for value in VALUES[facet]:
        assert counts[value] == len(LAYER.select(replace(filter_, **{facet: frozenset({value})}))), value


@given(filters())
def test_the_count_of_occupied_buildings_is_what_the_switch_would_show(filter_: Filter) -> None:
    """Whether the switch is on or off."""
    assert LAYER.counts(filter_, "occupied")["1"] == len(LAYER.select(replace(filter_, occupied=True)))


@given(filters(), st.sampled_from([f.name for f in fields(Filter)]))
def test_without_a_field_is_the_same_filter_with_that_field_free(filter_: Filter, name: str) -> None:
    """One field goes back to its default, all others stay, and nothing is lost from view."""
    free = filter_.without(name)
    assert getattr(free, name) == getattr(Filter(), name)
    assert all(getattr(free, f.name) == getattr(filter_, f.name) for f in fields(Filter) if f.name != name)
    assert found(filter_) <= found(free)


@given(filters())
def test_without_all_fields_nothing_is_restricted(filter_: Filter) -> None:
    """The way back to everything."""
    for f in fields(Filter):
        filter_ = filter_.without(f.name)
    assert filter_ == Filter()


@given(filters(), moments)
def test_the_moment_of_knowledge_leaves_only_what_had_happened_and_was_told(filter_: Filter, known_at: datetime) -> None:
    """By the sources of the layer; all other restrictions hold as before."""
    shown = LAYER.select(replace(filter_, known_at=known_at))
    assert shown == [e for e in LAYER.select(replace(filter_, known_at=None)) if LAYER.reported(e).before(known_at)]
    assert all(e.interval.start < known_at for e in shown)


# --- search ---------------------------------------------------------------------------------------------------------

AIRPORT = [
    "crowd enters airport terminal",
    "πλήθος αεροσταθμό αεροδρόμιο",
    "толпа вошла терминал аэропорта",
    "жұрт әуежайының терминалына кірді",
]


@pytest.mark.parametrize("text", AIRPORT)
@pytest.mark.parametrize("case", [str, str.upper, str.title, fold])
def test_the_airport_is_found_in_any_language_whatever_the_accents_and_the_case(text: str, case: object) -> None:
    """Words of the title in English, Greek, Russian or Kazakh lead to the same event."""
    assert "almaty-airport-seized" in found(Filter(text=case(text)))  # type: ignore[operator]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_is_found_by_its_title(lang: str) -> None:
    """In capitals, with the words the other way round."""
    for event in LAYER.events:
        title = " ".join(reversed(event.titles[lang].upper().split()))
        assert Filter(text=title).matches(event, LAYER), (event.event_id, title)


@given(st.sampled_from(LAYER.events), st.sampled_from(LANGUAGES), st.data())
def test_words_of_different_languages_may_stand_together(event: Event, lang: str, data: st.DataObject) -> None:
    """All words must be found, each in any language, in any order."""
    some = data.draw(st.lists(st.sampled_from(event.titles[lang].split()), min_size=1, max_size=3))
    text = " ".join([data.draw(st.sampled_from(event.titles["en"].split())), *some])
    assert event in LAYER.select(Filter(text=text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ταλντικοργκάν", "ΤΑΛΝΤΙΚΟΡΓΚΑΝ"),
        ("πλήθος", "ΠΛΗΘΟΣ"),
        ("Жаңаөзен", "ЖАҢАӨЗЕН"),
        ("Ёлка", "елка"),
        ("é", "e"),
        ("ΐ", "Ι"),
    ],
)
def test_folding_leaves_neither_case_nor_accents(one: str, other: str) -> None:
    """A final sigma is a sigma, ё is е, and capitals have no accents."""
    assert fold(one) == fold(other)


@given(raw_texts)
def test_white_space_around_and_between_words_does_not_matter(text: str) -> None:
    """Whatever kind of space it is."""
    assert found(Filter(text=f" \u00a0{text}\t")) == found(Filter(text=" ".join(text.split())))


def test_a_word_that_is_nowhere_finds_nothing() -> None:
    """One such word is enough, even beside one that is found."""
    assert found(Filter(text="airport")) != set()
    assert found(Filter(text="airport zzzzqqqq")) == set()


@pytest.mark.parametrize("alias", sorted(LAYER.aliases))
def test_an_event_is_found_by_its_former_id(alias: str) -> None:
    """Old links and old notes lead to the present record."""
    event = LAYER.event(alias)
    assert event is not None
    assert event.event_id == LAYER.aliases[alias]
    assert event in LAYER.select(Filter(text=alias))
    assert event in LAYER.select(Filter(text=event.event_id.upper()))


# --- the address ----------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(filters())
def test_a_filter_is_read_back_from_its_address(filter_: Filter) -> None:
    """Nothing is lost and nothing is complained of; the same filter always has the same address."""
    query = to_query(filter_)
    assert from_query(query) == (filter_, [])
    assert from_query("?" + query) == (filter_, [])
    assert to_query(from_query(query)[0]) == query
    assert query.isascii()


@given(filters())
def test_an_address_names_its_version_first_and_only_what_is_restricted(filter_: Filter) -> None:
    """The shortest form: a free field is not written."""
    assert to_query(filter_).startswith(f"v={VERSION}")
    assert len(to_params(filter_)) == sum(getattr(filter_, f.name) != f.default for f in fields(Filter))
    assert to_query(Filter()) == f"v={VERSION}"


def test_an_address_can_be_read_by_people() -> None:
    """Times by the clock of Almaty, lists in the order of the vocabulary, commas and colons as they are."""
    filter_ = Filter(
        start=datetime(2022, 1, 5, 6, 0, tzinfo=UTC),
        end=datetime(2022, 1, 5, 18, 0, tzinfo=UTC),
        known_at=datetime(2022, 1, 8, 18, 0, tzinfo=UTC),
        categories=frozenset({"arson", "building_seizure"}),
        areas=frozenset({"KZ-ALA", "RU"}),
        statuses=frozenset({"claimed", "confirmed"}),
        actors=frozenset({"tokayev"}),
        source_kinds=frozenset({"ngo", "official"}),
        occupied=True,
        text="аэропорт & gate",
    )
    assert to_query(filter_) == (
        "v=1&from=2022-01-05T12:00&to=2022-01-06T00:00&known=2022-01-09T00:00&cat=building_seizure,arson&area=KZ-ALA,RU"
        "&status=confirmed,claimed&actor=tokayev&source=official,ngo&occupied=1"
        "&q=%D0%B0%D1%8D%D1%80%D0%BE%D0%BF%D0%BE%D1%80%D1%82+%26+gate"
    )


def test_a_date_in_an_address_is_the_first_minute_of_that_day_in_almaty() -> None:
    """A window from the fifth to the sixth is the fifth."""
    filter_, problems = from_query("from=2022-01-05&to=2022-01-06")
    assert problems == []
    assert (filter_.start, filter_.end) == (almaty("2022-01-05"), almaty("2022-01-06"))


@given(filters(), st.sampled_from(["utm_source=x", "foo=", "fbclid=1&x=y", "FROM=never", "%F0%9F%94%A5=1"]))
def test_parameters_of_others_are_ignored(filter_: Filter, other: str) -> None:
    """A link stays good when somebody hangs something on it."""
    assert from_query(f"{to_query(filter_)}&{other}") == (filter_, [])


def test_of_a_parameter_given_twice_the_last_counts() -> None:
    """As in a form that is sent again."""
    assert from_query("cat=arson&cat=protest")[0].categories == {"protest"}


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_no_text_makes_the_reader_of_addresses_fail(query: str) -> None:
    """Whatever comes, there is a filter and a list of messages in the one form."""
    filter_, problems = from_query(query)
    assert isinstance(filter_, Filter)
    assert all(PROBLEM.fullmatch(p) for p in problems)


@settings(max_examples=300)
@given(loose_params)
def test_no_address_written_by_hand_makes_the_reader_fail(params: dict[str, str]) -> None:
    """What is understood is kept, the rest is told; a second reading gives the same filter and has nothing to tell."""
    filter_, problems = from_query(urlencode(params))
    assert (filter_, problems) == from_params(params)
    assert all(PROBLEM.fullmatch(p) for p in problems)
    assert from_query(to_query(filter_)) == (filter_, [])
    known, told = against(filter_, LAYER)
    assert known.areas <= LAYER.known_areas
    assert known.actors <= LAYER.actors.keys()
    gone = len(filter_.areas - known.areas) + len(filter_.actors - known.actors) + (filter_.statement != known.statement)
    assert len(told) == gone
    assert found(known) <= found(Filter())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("v=2", "'v' must be 1 (got '2')"),
        ("v=", "'v' must be 1 (got '')"),
        ("from=soon", "'from' must be a date or a time such as 2022-01-05T18:00 (got 'soon')"),
        ("from=2022-02-30", "'from' must be a date or a time such as 2022-01-05T18:00 (got '2022-02-30')"),
        ("to=2022-01-05T24:00", "'to' must be a date or a time such as 2022-01-05T18:00 (got '2022-01-05T24:00')"),
        ("known=2022-01-05T18:00Z", "'known' must be a date or a time such as 2022-01-05T18:00 (got '2022-01-05T18:00Z')"),
        ("from=0001-01-01", "'from' must be a date or a time such as 2022-01-05T18:00 (got '0001-01-01')"),
        ("from=2022-01-05&to=2022-01-05", "'to' must be later than 'from' (got '2022-01-05')"),
        ("from=2022-01-05&to=2022-01-04T23:59", "'to' must be later than 'from' (got '2022-01-04T23:59')"),
        ("cat=riot,arson", f"'cat' must be one of {', '.join(CATEGORIES)} (got 'riot')"),
        ("cat=Arson", f"'cat' must be one of {', '.join(CATEGORIES)} (got 'Arson')"),
        ("status=true", f"'status' must be one of {', '.join(STATUSES)} (got 'true')"),
        ("source=blog", f"'source' must be one of {', '.join(SOURCE_KINDS)} (got 'blog')"),
        ("occupied=yes", "'occupied' must be 0 or 1 (got 'yes')"),
        ("occupied=", "'occupied' must be 0 or 1 (got '')"),
        ("q=" + "x" * 201, "'q' must be at most 200 characters (got 201)"),
    ],
)
def test_a_broken_value_gives_one_message_that_names_it(query: str, message: str) -> None:
    """Which parameter, what it must be, and what was there."""
    assert from_query(query)[1] == [message]


def test_every_broken_value_is_told_and_the_rest_is_kept() -> None:
    """Nothing is guessed, nothing is dropped in silence."""
    filter_, problems = from_query("v=9&from=x&to=2022-01-06&cat=arson,b,a&status=no&occupied=2&q=ok")
    assert [p.split(" must ")[0] for p in problems] == ["'v'", "'from'", "'cat'", "'cat'", "'status'", "'occupied'"]
    assert filter_ == Filter(end=almaty("2022-01-06"), categories=frozenset({"arson"}), text="ok")


def test_areas_and_actors_that_the_layer_does_not_know_are_dropped_and_told() -> None:
    """They would find nothing, and the reader would not see why."""
    filter_, problems = against(Filter(areas=frozenset({"KZ-ALA", "XX"}), actors=frozenset({"nobody"})), LAYER)
    assert filter_ == Filter(areas=frozenset({"KZ-ALA"}))
    assert problems == ["'area' must be known to the layer (got 'XX')", "'actor' must be known to the layer (got 'nobody')"]


@pytest.mark.parametrize("key", ["v", "from", "to", "known", "cat", "status", "source", "occupied"])
def test_a_very_long_value_is_cut_in_its_message(key: str) -> None:
    """The reader sees how it begins, not ten thousand characters."""
    (problem,) = from_query(f"{key}={'я' * 10_000}")[1]
    assert problem.endswith(f"(got '{'я' * 57}...')")
    assert len(problem) < 400


def test_a_very_long_search_is_cut() -> None:
    """To the length that an address may carry, and its message tells how long it was."""
    filter_, problems = from_query("q=" + quote("ы " * 5000))
    assert filter_.text == tidy("ы " * 5000)
    assert len(filter_.text) <= MAX_TEXT
    assert problems == ["'q' must be at most 200 characters (got 10000)"]


# --- the sentence ---------------------------------------------------------------------------------------------------

AFTERNOON = Filter(
    almaty("2022-01-05T12:00"),
    almaty("2022-01-06"),
    categories=frozenset({"arson", "building_seizure"}),
    statuses=frozenset({"confirmed"}),
)
NIGHT = Filter(almaty("2022-01-05T22:00"), almaty("2022-01-06T02:15"), areas=frozenset({"KZ-MAN", "RU"}))
BUILDINGS = Filter(almaty("2022-01-05"), almaty("2022-01-06"), areas=frozenset({"KZ-ALA"}), occupied=True)
SEARCH = Filter(start=almaty("2022-01-05T18:30"), actors=frozenset({"ablyazov", "abdykalikova"}), text="аэропорт")
SOURCES = Filter(end=almaty("2022-01-05"), source_kinds=frozenset({"ngo", "agency"}))

SENTENCES = [
    (
        AFTERNOON,
        "en",
        "{n} of {total} events: 5 January 2022 12:00–24:00, Almaty time · building seizure or arson · confirmed",
    ),
    (
        AFTERNOON,
        "el",
        "{n} από τα {total} συμβάντα: 5 Ιανουαρίου 2022 12:00–24:00, ώρα Αλμάτι · κατάληψη κτιρίου ή εμπρησμός · επιβεβαιωμένο",
    ),
    (
        AFTERNOON,
        "ru",
        "{n} из {total} событий: 5 января 2022 12:00–24:00, время Алматы · захват здания или поджог · подтверждено",
    ),
    (
        AFTERNOON,
        "kk",
        "{n} оқиға (барлығы {total}): 2022 ж. 5 қаңтар 12:00–24:00, Алматы уақыты · ғимаратты басып алу не өртеу · расталған",
    ),
    (
        NIGHT,
        "en",
        "{n} of {total} events: 5 January 2022 22:00 – 6 January 2022 02:15, Almaty time · Mangystau Region or Russia",
    ),
    (
        NIGHT,
        "el",
        "{n} από τα {total} συμβάντα: 5 Ιανουαρίου 2022 22:00 – 6 Ιανουαρίου 2022 02:15, ώρα Αλμάτι"
        " · Περιφέρεια Μανγκιστάου ή Ρωσία",
    ),
    (
        NIGHT,
        "ru",
        "{n} из {total} событий: 5 января 2022 22:00 – 6 января 2022 02:15, время Алматы · Мангистауская область или Россия",
    ),
    (
        NIGHT,
        "kk",
        "{n} оқиға (барлығы {total}): 2022 ж. 5 қаңтар 22:00 – 2022 ж. 6 қаңтар 02:15, Алматы уақыты"
        " · Маңғыстау облысы не Ресей",
    ),
    (BUILDINGS, "en", "{n} of {total} events: 5 January 2022, Almaty time · Almaty · buildings entered or held only"),
    (
        BUILDINGS,
        "el",
        "{n} από τα {total} συμβάντα: 5 Ιανουαρίου 2022, ώρα Αλμάτι · Αλμάτι · μόνο κτίρια όπου υπήρξε είσοδος ή κατάληψη",
    ),
    (
        BUILDINGS,
        "ru",
        "{n} из {total} событий: 5 января 2022, время Алматы · Алматы · только здания, куда проникли или которые удерживали",
    ),
    (
        BUILDINGS,
        "kk",
        "{n} оқиға (барлығы {total}): 2022 ж. 5 қаңтар, Алматы уақыты · Алматы"
        " · тек басып кірген немесе ұстап тұрған ғимараттар",
    ),
    (
        SEARCH,
        "en",
        "{n} of {total} events: from 5 January 2022 18:30, Almaty time"
        " · involving Gulshara Abdykalikova or Mukhtar Ablyazov · containing “аэропорт”",
    ),
    (
        SEARCH,
        "ru",
        "{n} из {total} событий: с 5 января 2022 18:30, время Алматы"
        " · участники: Гульшара Абдыкаликова или Мухтар Аблязов · с текстом «аэропорт»",
    ),
    (
        SOURCES,
        "ru",
        "{n} из {total} событий: до 5 января 2022 00:00, время Алматы · источник: информагентство или НПО",
    ),
    (
        Filter(almaty("2022-01-02"), almaty("2022-01-12"), areas=frozenset({"KZ"})),
        "en",
        "{n} of {total} events: 2–11 January 2022, Almaty time · Kazakhstan",
    ),
    (Filter(), "en", "{n} of {total} events"),
    (Filter(), "el", "{n} από τα {total} συμβάντα"),
    (Filter(), "ru", "{n} из {total} событий"),
    (Filter(), "kk", "{n} оқиға (барлығы {total})"),
]


@pytest.mark.parametrize(("filter_", "lang", "golden"), SENTENCES)
def test_the_sentence_says_what_is_shown(filter_: Filter, lang: str, golden: str) -> None:
    """How many, when and in which zone, what, where, how sure."""
    expected = golden.format(n=len(LAYER.select(filter_)), total=len(LAYER.events))
    assert sentence(filter_, LAYER, words(lang)) == expected


@settings(max_examples=40)
@given(filters(), st.sampled_from(LANGUAGES))
def test_every_filter_has_a_sentence_in_one_line(filter_: Filter, lang: str) -> None:
    """With the zone named wherever there is a window, and no placeholder left."""
    said = sentence(filter_, LAYER, words(lang))
    assert "\n" not in said
    assert str(len(LAYER.select(filter_))) in said
    zone = {"en": "Almaty time", "el": "ώρα Αλμάτι", "ru": "время Алматы", "kk": "Алматы уақыты"}[lang]
    assert (zone in said) == bool(filter_.start or filter_.end or filter_.known_at)
    assert "{" not in said or "{" in filter_.text


@pytest.mark.parametrize("query", ["to=9999-12-31", "from=5000-01-01&to=9000-01-01", "from=0001-01-02", "known=1066-10-14"])
def test_a_year_far_from_the_events_is_told_and_left_out(query: str) -> None:
    """A window lies between 1991 and 2099."""
    found, problems = from_query(query)

    assert found == Filter()
    assert len(problems) == query.count("=")


def test_a_state_of_emergency_lasts_until_its_end_however_early_it_was_reported() -> None:
    """The hour of the first report bounds the start of a thing with an end of its own, not the end."""
    filter_ = Filter(start=almaty("2022-01-10"), end=almaty("2022-01-11"))
    assert "soe-nationwide" in {e.event_id for e in LAYER.select(filter_)}
