"""What the shipped event layer holds, as sentences."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from frictionless import validate

from dashboard.layer import Layer, home
from dashboard.layer import vocabulary as words

ARTICLE_SHA256 = "70f871ac2e7ef20be7cfb350091760b2fa5e2a2a166c1eaee255489f00ec278c"
"""The seed article, byte for byte."""

FORMER_EVENTS = 398
"""How many event ids the first research had; each is still the id or the former id of an event."""

ADDED = "Added: the layer was thin here."
"""What the log of corrections says of a record that later research added."""

RESEARCHED_FIGURES = 200
"""How many figures were researched for themselves; the others came with an event and begin with its id."""

LETTERS = {"el": r"[\u0370-\u03ff\u1f00-\u1fff]", "ru": r"[а-яё]", "kk": r"[а-яёәғқңөұүһі]"}
"""The letters of each language that is not written in Latin letters."""

_BRANDS = (
    "Access AFP Air Argus Asia Astana Chevron Diplomat Eurasianet HRW Halyk Human Kaspi Meduza Now Orda Oyan Petrol Qazaq "
    "Qazaqstan Readovka Rights RuNews Sputnik Tengrinews The Tirek TV Twitter Vlast Watch Zakon info kz turkystan"
)
_GREEK_PRESS = (
    "A Adil Almaty Alpamys An Arena Azattyq Bitcoin Caravan CSTO Dialogue drones Eurasia Gorod Il Interfax Kazakhmys "
    "Kazakhstan Kazakhtelecom Kazatomprom Kazinform KazTAG Khabar Khovar KNB KTK KTZ Kursiv MD MIR Moy MTRK Nedelya ODIHR "
    "Open Rain RFE RL Roscosmos Soz TASS Telegram Uralskaya Vedomosti"
)
LATIN_NAMES = {
    "el": frozenset(f"{_BRANDS} {_GREEK_PRESS}".split()),
    "ru": frozenset(_BRANDS.split()),
    "kk": frozenset(_BRANDS.split()),
}
"""Latin words that a title may hold: brands, media, aircraft (Il-76MD-90A) and, in Greek, what its press leaves so."""

VOCABULARIES = {
    ("events", "category"): words.CATEGORIES,
    ("events", "status"): words.STATUSES,
    ("events", "time_precision"): words.TIME_PRECISIONS,
    ("events", "part_of_day"): words.PARTS_OF_DAY,
    ("events", "time_basis"): words.TIME_BASES,
    ("checks", "check_result"): words.CHECK_RESULTS,
    ("corrections", "kind"): words.CORRECTION_KINDS,
    ("event_relations", "relation"): words.RELATIONS,
    ("texts", "lang"): words.LANGUAGES,
    ("places", "precision"): words.PLACE_PRECISIONS,
    ("sources", "kind"): words.SOURCE_KINDS,
    ("figures", "status"): words.FIGURE_STATUSES,
    ("occupations", "state"): words.OCCUPATION_STATES,
    ("statements", "verdict"): words.VERDICTS,
}


@cache
def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table, as texts by column."""
    folder = home.SEEDS if table.startswith("statement") else home.DATA
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def descriptor(folder: Path) -> dict[str, Any]:
    """The ``datapackage.json`` of a folder."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def resources() -> dict[str, dict[str, Any]]:
    """The resources of both packages by name."""
    return {r["name"]: r for folder in (home.DATA, home.SEEDS) for r in descriptor(folder)["resources"]}


# --- events ----------------------------------------------------------------------------------------------------------


def added(layer: Layer) -> set[str]:
    """Ids of the events that later research added."""
    log = layer.tables["corrections"]
    return {c["record_id"] for c in log if (c["table"], c["field"], c["reason"]) == ("events", "record", ADDED)}


def test_every_event_that_was_added_later_is_in_the_log(layer: Layer) -> None:
    """More than a hundred, where the layer was thin."""
    assert added(layer) <= {e.event_id for e in layer.events}
    assert len(added(layer)) > 100


def test_every_former_id_still_leads_to_an_event(layer: Layer) -> None:
    """Nothing of the research was lost: merged events are found under their former ids."""
    assert len(layer.events) - len(added(layer)) + len(layer.aliases) == FORMER_EVENTS
    assert not set(layer.aliases) & {e.event_id for e in layer.events}
    assert [a for a in layer.aliases if layer.event(a) is None] == []


def test_every_event_has_a_title_in_four_languages(layer: Layer) -> None:
    """English, Greek, Russian and Kazakh."""
    assert [e.event_id for e in layer.events if set(e.titles) != set(words.LANGUAGES) or not all(e.titles.values())] == []


@pytest.mark.parametrize("lang", LETTERS)
def test_no_english_is_left_in_the_titles_of(layer: Layer, lang: str) -> None:
    """A title is mostly in its own letters; Latin words are names of a short list."""
    titles = [e.titles[lang] for e in layer.events]
    latin = {t: re.findall(r"[A-Za-z]+", t) for t in titles}
    assert [t for t in titles if len(re.findall(LETTERS[lang], t, re.IGNORECASE)) < len("".join(latin[t]))] == []
    assert set(chain(*latin.values())) <= LATIN_NAMES[lang]


def test_no_word_of_a_title_mixes_scripts(layer: Layer) -> None:
    """A Latin o in a Russian word cannot be seen and cannot be searched."""
    found = [w for e in layer.events for t in e.titles.values() for w in re.findall(r"[^\W\d_]+", t)]
    scripts = (r"[A-Za-z]", LETTERS["el"], LETTERS["kk"])
    assert [w for w in found if sum(bool(re.search(s, w, re.IGNORECASE)) for s in scripts) > 1] == []


def test_russian_and_kazakh_titles_are_not_the_same_text(layer: Layer) -> None:
    """Kazakh is not a copy of Russian."""
    assert [e.event_id for e in layer.events if e.titles["ru"] == e.titles["kk"]] == []


# --- the airport of Almaty -------------------------------------------------------------------------------------------

AIRPORT = (
    ("the guards leave", "almaty-airport-guards-left", "2022-01-05"),
    ("it is seized", "almaty-airport-seized", "2022-01-05"),
    ("it is declared free", "almaty-airport-retaken", "2022-01-06"),
    ("it is under joint control", "almaty-csto-airport", "2022-01-07"),
    ("it opens again", "almaty-airport-reopens", "2022-01-13"),
    ("there is a verdict", "almaty-airport-verdict", "2023-07-11"),
)


def _onward(layer: Layer, start: str) -> set[str]:
    """The ids reached from an event through what followed it and what was part of it."""
    reached: set[str] = set()
    todo = [start]
    while todo:
        event = layer.event(todo.pop())
        assert event is not None
        if event.event_id not in reached:
            reached.add(event.event_id)
            todo += [e.event_id for how, e in layer.related(event) if how in {"followed_by", "has_part"}]
    return reached


@pytest.mark.parametrize(("event_id", "day"), [a[1:] for a in AIRPORT], ids=[a[0] for a in AIRPORT])
def test_the_story_of_the_airport_can_be_walked_until(layer: Layer, event_id: str, day: str) -> None:
    """From the guards' leaving every later turn is reached, forward in time, and has its day."""
    assert event_id in _onward(layer, "almaty-airport-guards-left")
    event = layer.event(event_id)
    assert event is not None
    assert event.start[:10] == day


def test_the_airport_was_seized_before_it_was_declared_free(layer: Layer) -> None:
    """The turns stand in this order on the clock."""
    story = [layer.event(event_id) for _, event_id, _ in AIRPORT]
    assert [e.sort_key for e in story if e] == sorted(e.sort_key for e in story if e)


# --- buildings, emergencies, the CSTO --------------------------------------------------------------------------------


def test_the_sites_of_almaty_were_entered_or_held(layer: Layer) -> None:
    """At least nine sites were entered, and ten were attacked and held."""
    states = Counter(o.state for o in layer.occupations if layer.places[o.place_id].admin1 == "KZ-ALA")
    assert states["entered"] >= 9
    assert states["attacked_held"] == 10


def test_every_region_had_a_state_of_emergency(layer: Layer) -> None:
    """14 regions and 3 cities of republican rank, as of January 2022."""
    units = {p.admin1 for p in layer.places.values() if p.kind == "region"} | set(words.CITIES_OF_RANK)
    declared = {r["admin1"] for r in rows("emergencies") if r["kind"] == "state_of_emergency"}
    assert len(units) == 17
    assert declared == units


def test_the_csto_has_six_members_on_6_january_2022() -> None:
    """Belarus is one of them."""
    members = {r["country"] for r in rows("memberships") if r["member_on_2022_01_06"] == "true"}
    assert members == set(words.CSTO_MEMBERS) == {"AM", "BY", "KZ", "KG", "RU", "TJ"}


def test_uzbekistan_left_the_csto_in_2012() -> None:
    """It is listed with the day, and is no member."""
    (uzbekistan,) = (r for r in rows("memberships") if r["country"] == "UZ")
    assert uzbekistan["left"].startswith("2012-")
    assert uzbekistan["member_on_2022_01_06"] == "false"


# --- figures ---------------------------------------------------------------------------------------------------------


def test_more_than_two_hundred_figures_were_researched_for_themselves(layer: Layer) -> None:
    """All others begin with the id, present or former, of the event with which they came."""
    events = (*(e.event_id for e in layer.events), *layer.aliases)
    own = [f for f in layer.figures if not f.startswith(tuple(f"{e}-" for e in events))]
    assert len(own) >= RESEARCHED_FIGURES


def test_the_164_dead_of_9_january_are_shown_as_withdrawn(layer: Layer) -> None:
    """The denial was out by 13:17 UTC of the same day."""
    figure = layer.figures["kill-total-0109-164"]
    assert (figure.measure, figure.place_id, figure.value) == ("killed", "kazakhstan", 164)
    assert (figure.status, figure.claimed_at, figure.retracted_at) == ("retracted", "2022-01-09", "2022-01-09T13:17Z")


def test_no_standing_figure_repeats_the_164(layer: Layer) -> None:
    """Whoever used the withdrawn number is contradicted."""
    repeated = [f for f in layer.figures.values() if f.measure == "killed" and f.value == 164]
    assert {f.status for f in repeated} == {"retracted", "contradicted"}


def test_a_figure_is_superseded_only_by_one_of_the_same_thing(layer: Layer) -> None:
    """The same measure of the same group at the same place; only the claimant may change."""
    pairs = [(f, layer.figures[f.superseded_by]) for f in layer.figures.values() if f.superseded_by]
    assert len(pairs) > 60
    crossing = [f.figure_id for f, g in pairs if (f.measure, f.group, f.place_id) != (g.measure, g.group, g.place_id)]
    assert crossing == []


def test_a_figure_is_contradicted_only_by_one_of_the_same_measure(layer: Layer) -> None:
    """The place may be wider: a national total can contradict that of a city."""
    pairs = [(f, layer.figures[f.contradicted_by]) for f in layer.figures.values() if f.contradicted_by]
    assert len(pairs) > 20
    assert [f.figure_id for f, g in pairs if f.measure != g.measure] == []


def test_every_figure_has_a_claimant_and_a_source(layer: Layer) -> None:
    """No number stands by itself."""
    assert [f.figure_id for f in layer.figures.values() if f.claimant_id not in layer.claimants or not f.source_ids] == []


# --- the seed article ------------------------------------------------------------------------------------------------


def test_the_article_is_unchanged() -> None:
    """The document under study is kept byte for byte."""
    (article,) = home.SEEDS.glob("*.txt")
    assert hashlib.sha256(article.read_bytes()).hexdigest() == ARTICLE_SHA256


def test_37_statements_have_their_verdicts(layer: Layer) -> None:
    """Seventeen hold, ten hold in part, six do not, three are opinions and one is open."""
    assert Counter(s.verdict for s in layer.statements) == {
        "corroborated": 17,
        "partly": 10,
        "contradicted": 6,
        "opinion": 3,
        "unverified": 1,
    }


def test_every_statement_is_what_the_article_says(layer: Layer) -> None:
    """The offsets count characters of the text."""
    assert [s.statement_id for s in layer.statements if layer.article[s.start : s.end] != s.span] == []


# --- places and sources ----------------------------------------------------------------------------------------------


def test_a_town_is_never_a_building(layer: Layer) -> None:
    """Neither a town, region or country itself, nor a place that borrows the point of its town."""
    wide = [p for p in layer.places.values() if p.kind in {"city", "region", "later_region", "country"}]
    assert [p.place_id for p in wide if p.precision in {"building", "street"}] == []
    towns = {p.place_id: layer.places[p.city_place_id] for p in layer.places.values() if p.city_place_id}
    borrowed = [
        layer.places[p] for p, town in towns.items() if (layer.places[p].lat, layer.places[p].lon) == (town.lat, town.lon)
    ]
    assert borrowed
    assert {p.precision for p in borrowed} == {"city"}


def test_every_address_of_a_source_is_its_own_and_tracks_nobody(layer: Layer) -> None:
    """Unique, http or https, with a host, and without the parameters of campaigns."""
    urls = [s.url for s in layer.sources.values()]
    assert len(set(urls)) == len(urls) > 800
    parts = [urlsplit(u) for u in urls]
    assert {p.scheme for p in parts} <= {"http", "https"}
    assert all("." in (p.hostname or "") for p in parts)
    names = {key.lower() for p in parts for key, _ in parse_qsl(p.query, keep_blank_values=True)}
    assert [n for n in names if re.match(r"utm_|(fb|g|y|ys|ms)clid$|igshid$|mc_[ce]id$", n)] == []


# --- the package -----------------------------------------------------------------------------------------------------


def test_every_resource_names_its_licence() -> None:
    """With the address of its text."""
    assert [name for name, r in resources().items() if not r.get("licenses")] == []
    assert all(x["name"] and x["path"].startswith("https://") for r in resources().values() for x in r["licenses"])


def test_every_file_of_the_package_is_a_resource() -> None:
    """Nothing lies in ``data/`` that the descriptor does not name."""
    named = {r["path"] for r in descriptor(home.DATA)["resources"]}
    assert {p.relative_to(home.DATA).as_posix() for p in home.DATA.rglob("*") if p.is_file()} == named | {"datapackage.json"}


@pytest.mark.parametrize(("table", "column"), VOCABULARIES)
def test_the_descriptor_and_the_vocabulary_have_the_same_words(table: str, column: str) -> None:
    """The same words in the same order."""
    (field,) = (f for f in resources()[table]["schema"]["fields"] if f["name"] == column)
    assert field["constraints"]["enum"] == list(VOCABULARIES[table, column])


@pytest.mark.parametrize("folder", [home.DATA, home.SEEDS], ids=["data", "seeds"])
def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    """The standard's own tool reads every table and every key."""
    report = validate(str(folder / "datapackage.json"))
    assert report.flatten(["taskNumber", "rowNumber", "type", "message"]) == []
    assert report.valid


# --- corrections -----------------------------------------------------------------------------------------------------


def test_the_corrections_of_the_audits_are_published() -> None:
    """More than three hundred, each with its reason and who found it."""
    assert len(rows("corrections")) > 300
    assert [r["correction_id"] for r in rows("corrections") if not (r["reason"] and r["found_by"])] == []


def test_every_correction_changes_something_in_a_known_table() -> None:
    """Before and after differ, or the field got another name."""
    assert {r["table"] for r in rows("corrections")} <= set(resources())
    same = [r for r in rows("corrections") if r["before"] == r["after"]]
    assert [r["correction_id"] for r in same if "renamed" not in r["field"]] == []


@pytest.mark.parametrize("table", ["events", "figures", "memberships"])
def test_every_correction_names_a_record_of(layer: Layer, table: str) -> None:
    """By its id, present or former. (The series have no ids in the audits; there the record is told in words.)"""
    key = resources()[table]["schema"]["primaryKey"]
    known = {r[key[0]] for r in rows(table)} | (set(layer.aliases) if table == "events" else set())
    corrected = [r["record_id"] for r in rows("corrections") if r["table"] == table]
    assert corrected
    assert [r for r in corrected if r not in known] == []
