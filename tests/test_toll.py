"""The toll as it was told: what stood at a moment, who said it, and what had been withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.views.card import figure_value
from dashboard.views.toll import COUNTRY, Toll, official_total, published, told
from tests.strategies import LAYER

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def january(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of January 2022, UTC."""
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC)


def number(toll: Toll) -> float | None:
    """The official total that stands."""
    return toll.total.value if toll.total else None


MOMENTS = [
    (january(5, 12), None),
    (january(7, 12), None),
    (january(9, 13), 164),
    (january(9, 13, 17), None),
    (january(9, 14), None),
    (january(12, 0), None),
    (january(15, 13, 19), None),
    (january(15, 13, 20), 225),
    (january(18, 15), 227),
    (datetime(2022, 3, 15, tzinfo=UTC), 230),
    (datetime(2022, 5, 6, tzinfo=UTC), 232),
    (datetime(2022, 7, 30, tzinfo=UTC), 241),
    (datetime(2022, 9, 1, tzinfo=UTC), 238),
    (None, 238),
]


@pytest.mark.parametrize(("at", "total"), MOMENTS)
def test_the_official_total_of_each_moment_is_the_one_that_stood(at: datetime | None, total: float | None) -> None:
    """164 for some hours of 9 January, none from its withdrawal to the 225 of 15 January."""
    assert number(told(LAYER, at)) == total


def test_at_9_january_13_utc_the_toll_says_164_and_who_said_it() -> None:
    """As a claim, with the channel that published it."""
    text = told(LAYER, january(9, 13)).headline(words("en"))
    assert text.startswith("Death toll: 164 (State Telegram channel")
    assert "9 January 2022" in text


def test_an_hour_later_it_says_that_164_was_withdrawn_and_none_stands() -> None:
    """With the moment of the withdrawal; what officials said of single groups is kept apart."""
    text = told(LAYER, january(9, 14)).headline(words("en"))
    assert text.startswith("No official total stands. Withdrawn: 164 (State Telegram channel")
    assert "9 January 2022 13:17 UTC" in text
    assert "Security forces: 16 (Interior Ministry of Kazakhstan" in text


def test_before_any_total_only_what_was_said_of_groups_is_told() -> None:
    """On the evening of 6 January: 18 members of the security forces."""
    text = told(LAYER, january(6, 16)).headline(words("en"))
    assert text.startswith("No official total. Said so far: ")
    assert "Security forces: 18 (Interior Ministry of Kazakhstan, 6 January 2022 15:19 UTC)" in text


def test_on_15_january_the_prosecutors_225_stands() -> None:
    """And the withdrawn number is not in the headline any more, but among the withdrawn."""
    toll = told(LAYER, january(16, 0))
    assert toll.headline(words("en")).startswith("Death toll: 225 (Prosecutor General's Office of Kazakhstan, 15 January 2022")
    assert "164" not in toll.headline(words("en"))
    assert [f.value for f in toll.withdrawn] == [164]


def test_today_the_official_238_stands_with_the_higher_count_of_volunteers() -> None:
    """The default of the report on figures."""
    text = told(LAYER, None).headline(words("en"))
    assert text.startswith("Death toll: 238 (Prosecutor General's Office of Kazakhstan")
    assert "at least 263 (Volunteers' investigation" in text


def test_the_toll_of_almaty_is_its_own() -> None:
    """151; and the bodies taken to a lot are no total of the town."""
    assert number(told(LAYER, None, "almaty")) == 151
    assert number(told(LAYER, january(15, 0), "almaty")) is None
    assert all(f.place_id == "almaty" for f in told(LAYER, None, "almaty").standing)


@every_language
@pytest.mark.parametrize("at", [at for at, _ in MOMENTS])
def test_no_number_stands_without_its_claimant(at: datetime | None, lang: str) -> None:
    """In the headline as in every line."""
    toll = told(LAYER, at)
    figures = [*toll.standing, *toll.withdrawn, *toll.contested]
    for figure, line in zip(figures, toll.lines(words(lang)), strict=True):
        assert words(lang).name(LAYER.claimants[figure.claimant_id].names) in line
        assert figure_value(figure, words(lang)) in line
    if toll.total:
        assert words(lang).name(LAYER.claimants[toll.total.claimant_id].names) in toll.headline(words(lang))


def test_every_figure_published_by_then_is_in_one_list_at_most() -> None:
    """Standing, withdrawn or contested; a later number is in none."""
    for at, _ in MOMENTS:
        toll = told(LAYER, at)
        ids = [f.figure_id for f in (*toll.standing, *toll.withdrawn, *toll.contested)]
        assert len(ids) == len(set(ids))
        assert at is None or all(published(LAYER.figures[i])[0] <= at for i in ids)


def test_each_claimant_has_one_standing_claim_on_a_group() -> None:
    """The last one."""
    standing = told(LAYER, None).standing
    assert len({(f.claimant_id, f.group) for f in standing}) == len(standing)


def test_only_exact_numbers_of_the_state_are_official_totals() -> None:
    """Neither a sum made by media, nor the United Nations' use of a withdrawn number."""
    totals = {f.figure_id for f in LAYER.figures.values() if f.place_id == COUNTRY and f.measure == "killed"}
    found = {i for i in totals if official_total(LAYER, LAYER.figures[i])}
    assert "kill-total-0115-225" in found
    assert not {"kill-total-0107-44", "kill-total-un-0111-164", "kill-ucdp-2022-0", "kill-total-0110-unknown"} & found
