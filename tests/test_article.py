"""The seed article: what the reading view is given, and the export of its statements as Web Annotations."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dashboard.cli import main
from dashboard.exchange.annotation import web_annotation
from dashboard.layer.filters import ANY_STATEMENT, Filter
from dashboard.layer.vocabulary import LANGUAGES, VERDICTS
from dashboard.locale import words
from dashboard.views.article import article, bounds, came_after, said_by_then
from tests.strategies import LAYER

every_statement = pytest.mark.parametrize("statement", LAYER.statements, ids=lambda s: s.statement_id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_statement_has_gloss_evidence_and_its_place_in_the_text(lang: str) -> None:
    """In every language; the text itself stays Greek and as it was."""
    told = article(LAYER, words(lang))
    assert told["text"] == LAYER.article
    assert len(told["statements"]) == 37
    before = 0
    for s in told["statements"]:
        assert before <= s["start"] < s["end"]
        before = s["end"]
        assert s["gloss"]
        assert s["evidence"]
        assert s["sources"] or VERDICTS[s["verdict"]] in {"opinion", "unverified"}
    assert sum(int(v["n"]) for v in told["verdicts"]) == 37
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("statement_id", "right"),
    [
        ("seed-02", "Almaty"),  # not the capital's airport
        ("seed-19", "2012"),  # Uzbekistan had left
        ("seed-35", "765"),  # not thousands of cars
    ],
)
def test_a_wrong_statement_says_what_is_right(statement_id: str, right: str) -> None:
    """The evidence names it."""
    statement = LAYER.statement(statement_id)
    assert statement
    assert statement.verdict in {"contradicted", "partly"}
    assert right in statement.evidences["en"]


@every_statement
def test_the_map_looks_where_a_statement_has_a_place(statement) -> None:  # type: ignore[no-untyped-def]
    """Around all places that it and its events name, and nowhere if it names none."""
    box = bounds(LAYER, statement)
    events = [e for e in LAYER.events if e.event_id in statement.event_ids]
    assert (box is None) == (not statement.place_ids and not events)
    if box:
        (south, west), (north, east) = box
        for place_id in [*statement.place_ids, *(e.place_id for e in events)]:
            place = LAYER.places[place_id]
            assert south <= place.lat <= north
            assert west <= place.lon <= east


@every_statement
def test_a_statement_shows_its_own_events(statement) -> None:  # type: ignore[no-untyped-def]
    """No more and no fewer; and each of them leads back."""
    shown = LAYER.select(Filter(statement=statement.statement_id))
    assert {e.event_id for e in shown} == set(statement.event_ids)
    assert all(statement in LAYER.statements_on(e) for e in shown)


def test_any_statement_shows_all_that_the_article_speaks_of() -> None:
    """The union of them."""
    shown = {e.event_id for e in LAYER.select(Filter(statement=ANY_STATEMENT))}
    assert shown == {e for s in LAYER.statements for e in s.event_ids}


def test_what_else_was_said_was_said_by_then_and_what_came_after_was_not() -> None:
    """The article's hour divides them."""
    hour = LAYER.article_written[1]
    eighteen = LAYER.statement("seed-24")
    assert eighteen
    said = said_by_then(LAYER, [LAYER.figures[f] for f in eighteen.figure_ids])
    assert all(f.claimed_at[:10] <= "2022-01-07" for f in said)
    after = came_after(LAYER)
    assert after
    assert any(f.value == 164 for f in after)
    assert all(f.claimed_at[:10] >= hour.date().isoformat() for f in after)
    assert hour - LAYER.article_written[0] < timedelta(days=1)


# --- the export -------------------------------------------------------------------------------------------------------


def test_the_export_points_at_the_very_words() -> None:
    """Offsets, quotation and context agree with the text; the text as a whole is not in it."""
    found = web_annotation(LAYER)
    items = found["first"]["items"]
    assert found["total"] == len(items) == 37
    for item in items:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert LAYER.article[start:end] == quote["exact"]
        assert LAYER.article[:start].endswith(quote["prefix"])
        assert LAYER.article[end:].startswith(quote["suffix"])
        assert {b["language"] for b in item["body"] if "language" in b} == set(LANGUAGES)
    assert LAYER.article not in json.dumps(found, ensure_ascii=False)


def test_the_command_writes_a_whole_file_or_none(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    """And says in one line why it could not."""
    out = tmp_path / "statements.jsonld"
    assert main(["export", "--format", "web-annotation", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["total"] == 37
    assert list(tmp_path.iterdir()) == [out]

    assert main(["export", "--format", "web-annotation", "--out", str(tmp_path / "no" / "x.json")]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "'out' must be a file that can be written" in told
