"""The Method page: its totals are the checks', its differences are the figures', its log is the corrections table."""

from __future__ import annotations

import re

import pytest

from dashboard.layer.load import the_layer
from dashboard.layer.vocabulary import CHECK_RESULTS, LANGUAGES
from dashboard.locale import words
from dashboard.views import method
from dashboard.views.card import card

LAYER = the_layer()
EN = words("en")


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_the_totals_count_every_check_once() -> None:
    """Each table's results add up to its last column, the tables to the last row, and that to all checks."""
    grid = method.totals(LAYER, EN)
    rows = [[_number(cell) for cell in row[1:]] for row in grid.rows]
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert rows[-1][-1] == len(LAYER.checks)
    assert len(grid.head) == len(CHECK_RESULTS) + 2


@pytest.mark.parametrize("table", ["events", "figures", "occupations", "statements", "contingents", "connectivity"])
def test_the_checks_of_a_table_are_of_all_its_records(table: str) -> None:
    """No record of these tables is without a second check."""
    ids = {
        "events": {e.event_id for e in LAYER.events},
        "figures": set(LAYER.figures),
        "occupations": {o.occupation_id for o in LAYER.occupations},
        "statements": {s.statement_id for s in LAYER.statements},
        "contingents": {c["contingent_id"] for c in LAYER.tables["contingents"]},
        "connectivity": {c["window_id"] for c in LAYER.tables["connectivity"]},
    }[table]
    assert {c.record_id for c in LAYER.checks.values() if c.table == table} == ids


@pytest.mark.parametrize("axis", ["day", "region"])
def test_a_difference_is_computed_from_the_two_figures(axis: str) -> None:
    """The column of differences is the claim minus what it is held against; an unknown number has none."""
    grid = method.reconciled(LAYER, EN, axis)
    assert grid.rows
    for _, claim, against, difference, reason in grid.rows:
        numbers = [re.match(r"(?:about |at least )?([\d,]+)", text) for text in (claim, against)]
        assert reason
        if numbers[0] and numbers[1]:
            one, other = (_number(m[1]) for m in numbers if m)
            assert int(difference.replace("−", "-").replace("+", "")) == one - other
        else:
            assert difference == "–"


def test_the_withdrawn_164_is_reconciled_as_withdrawn() -> None:
    """The number of 9 January says so, in every language, beside the official list."""
    for lang in LANGUAGES:
        w = words(lang)
        row = next(r for r in method.reconciled(LAYER, w, "day").rows if r[1].startswith("164 ") and "238" in r[2])
        assert w.label("figure_status", "retracted") in row[1]


def test_the_log_holds_every_correction_once() -> None:
    """Corrections of one record and day stand together, and none is lost."""
    entries = method.log(LAYER, EN)
    assert sum(len(e.changes) for e in entries) == len(LAYER.tables["corrections"])
    assert len({(e.date, e.table, e.record, e.event_id) for e in entries}) == len(entries)
    by_table, by_kind = method.correction_counts(LAYER)
    assert sum(by_table.values()) == len(LAYER.tables["corrections"])
    assert by_kind["error"] > 0


def test_a_log_of_one_table_holds_that_table_only() -> None:
    """The choice of a table leaves out all others."""
    assert {e.table for e in method.log(LAYER, EN, "occupations")} == {"Occupied buildings"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_how_its_event_was_checked(lang: str) -> None:
    """Every event's card carries the line of its second check."""
    w = words(lang)
    for event in LAYER.events:
        line = card(LAYER, event, w)["check"]["line"]
        check = LAYER.checks["events", event.event_id]
        assert w.label("check_result", check.check_result) in line
        assert w.day_of(check.checked) in line


def test_sources_of_one_origin_say_so() -> None:
    """A source that repeats the text of an earlier one is marked, its first is not."""
    event = next(e for e in LAYER.events if len(set(e.origins.values())) < len(e.origins))
    shown = card(LAYER, event, EN)["sources"]
    assert any(s["same"] for s in shown)
    assert not shown[0]["same"]
