"""The charts: what each draws, what it leaves open, and that every mark and every sentence can be trusted."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.layer.filters import Filter
from dashboard.layer.phases import phases
from dashboard.layer.records import Figure
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.locale.labels import LABELS
from dashboard.views import address, style
from dashboard.views.charts import CHARTS, OF_THE_WINDOW, Chart, Scope, claims
from dashboard.views.charts.base import Scale, civil
from dashboard.views.charts.emergencies import pieces
from dashboard.views.charts.occupations import stretches, timed
from dashboard.views.charts.spark import prices
from dashboard.views.charts.toll import family_of
from dashboard.views.scenes import SCENES, almaty
from dashboard.views.tallies import day_of
from dashboard.views.toll import COUNTRY, published, withdrawn
from tests.strategies import LAYER, closed_windows, filters

THEMES = ("light", "dark")
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_theme = pytest.mark.parametrize("theme", THEMES)
every_chart = pytest.mark.parametrize("chart_id", CHARTS)


def scope(filter_: Filter | None = None, lang: str = "en", theme: str = "light", event_id: str = "") -> Scope:
    """What a chart is drawn from."""
    filter_ = filter_ or Filter()
    event = LAYER.event(event_id) if event_id else None
    return Scope(LAYER, filter_, LAYER.select(filter_), event, words(lang), theme)


def marks(chart: Chart) -> Iterator[tuple[str, str]]:
    """Pick and hover text of every mark."""
    for trace in chart.figure.data:
        yield from trace.customdata if trace.customdata is not None else ()


def bars_of(chart: Chart) -> Iterator[tuple[int, datetime, datetime, Any]]:
    """Row, start, end (naive Almaty time) and look of every bar of a chart in time."""
    for trace in chart.figure.data:
        if trace.type == "bar" and trace.base is not None:
            for y, base, x in zip(trace.y, trace.base, trace.x, strict=True):
                start = datetime.fromisoformat(base)
                yield y, start, start + timedelta(milliseconds=float(x)), trace.marker


# --- every chart ----------------------------------------------------------------------------------------------------


def test_every_chart_has_a_title() -> None:
    """And every title a chart."""
    assert set(CHARTS) == set(LABELS["chart"])


@every_chart
@every_language
@every_theme
def test_every_chart_is_drawn_and_told_in_every_language_and_theme(chart_id: str, lang: str, theme: str) -> None:
    """With words for those who cannot see it, no placeholder left, and few bytes."""
    chart = CHARTS[chart_id](scope(SCENES["kazakhstan"].filter, lang, theme, "almaty-airport-seized"))
    assert len(chart.alt) > 20
    for text in (chart.alt, chart.note, *(t for _, t in marks(chart))):
        assert "{" not in text
        assert not re.search(r"\b(None|nan)\b", text)
    packed = len(gzip.compress(chart.figure.to_json().encode()))
    assert packed < (6_000 if chart_id == "toll" else 10_000), f"{chart_id}: {packed} bytes"
    assert chart.figure.layout.template.layout.to_plotly_json() == {}  # Plotly's own look is 6 kB


@every_chart
@pytest.mark.parametrize("lang", ["el", "ru", "kk"])
def test_no_chart_falls_back_to_english(chart_id: str, lang: str) -> None:
    """Beyond names that are written in Latin letters everywhere, as soon as the catalogues have its words."""
    en, other = (CHARTS[chart_id](scope(SCENES["almaty"].filter, code)) for code in ("en", lang))
    assert en.alt.split(".")[0] != other.alt.split(".")[0]


@every_chart
@pytest.mark.parametrize("scene", SCENES)
def test_every_pick_is_an_address_that_can_be_read(chart_id: str, scene: str) -> None:
    """Without a problem, and with no parameter that an address does not know."""
    chart = CHARTS[chart_id](scope(SCENES[scene].filter))
    for pick, text in marks(chart):
        assert text
        parameters = dict(parse_qsl(pick, strict_parsing=bool(pick)))
        assert set(parameters) <= set(address.PARAMETERS)
        assert address.read(parameters, LAYER)[1] == [], pick


@every_chart
def test_a_chart_of_no_events_is_still_drawn(chart_id: str) -> None:
    """Where a filter shows nothing, what does not depend on it stays, and nothing breaks."""
    chart = CHARTS[chart_id](scope(Filter(text="zzzzqqqq"), "kk", "dark"))
    assert chart.alt


def test_a_region_in_which_no_building_was_attacked_has_an_empty_chart() -> None:
    """It has no rows, and room for one."""
    chart = CHARTS["occupations"](scope(Filter(areas=frozenset({"karaganda"}))))
    assert not list(bars_of(chart))
    assert chart.figure.layout.height > 32


@settings(max_examples=20)
@given(filters(), st.sampled_from(list(CHARTS)), st.sampled_from(THEMES))
def test_a_chart_is_drawn_for_every_filter(filter_: Filter, chart_id: str, theme: str) -> None:
    """Whatever the window, the area or the moment of knowledge."""
    assert CHARTS[chart_id](scope(filter_, "en", theme)).alt


@pytest.mark.parametrize("chart_id", ["toll", "occupations", "sorties", "shutdown", "spark", "detentions", "emergencies"])
def test_a_chart_in_time_is_the_same_for_every_window_and_says_how_its_axis_runs(chart_id: str) -> None:
    """So that the page lays the window over it; it need not be sent or drawn again."""
    window = Filter(almaty("2022-01-06"), almaty("2022-01-07"))
    free, bound = (CHARTS[chart_id](scope(f)).figure for f in (Filter(), window))
    assert free.to_json() == bound.to_json()
    minutes = [m for m, _ in free.layout.meta["knots"]]
    assert minutes == sorted(set(minutes))
    assert len(minutes) >= 2


@pytest.mark.parametrize("chart_id", [c for c in CHARTS if c not in OF_THE_WINDOW])
@given(closed_windows)
@settings(max_examples=4)
def test_only_the_charts_of_the_window_depend_on_it(chart_id: str, window: tuple[datetime, datetime]) -> None:
    """The page keeps the others as they are."""
    drawn = [CHARTS[chart_id](scope(f)) for f in (Filter(), Filter(*window, categories=frozenset({"arson"}), text="gate"))]
    assert drawn[0].figure.to_json() == drawn[1].figure.to_json()
    assert drawn[0].alt == drawn[1].alt


def test_hover_texts_are_plain() -> None:
    """No markup but the line breaks of ours."""
    for chart_id in CHARTS:
        for _, text in marks(CHARTS[chart_id](scope())):
            assert "<" not in text.replace("<br>", "")


@every_theme
def test_text_on_a_coloured_cell_can_be_read(theme: str) -> None:
    """In whichever of the two inks stands out more."""
    for family in style.FAMILIES:
        assert style.readable(getattr(family, theme), theme) in {style.INK[theme], style.SURFACE[theme]}


def test_a_scale_never_runs_back() -> None:
    """Later moments stand further right, those beyond the ends at the ends."""
    knots = ((almaty("2022-01-01"), 0.0), (almaty("2022-02-01"), 0.8), (almaty("2026-01-01"), 1.0))
    scale = Scale(knots)
    places = [scale(datetime(2021, 12, 1, tzinfo=UTC) + timedelta(days=20 * i)) for i in range(90)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0.0, 1.0)


# --- claims ---------------------------------------------------------------------------------------------------------

MEASURES = ("killed", "detained")


def counted(measure: str, place_id: str) -> list[Figure]:
    """The claims that a chart of this measure and place draws."""
    return claims.claims(scope(), measure, place_id)


def all_links() -> Iterator[tuple[Figure, Figure]]:
    """Every pair that any chart of claims may join."""
    for measure in MEASURES:
        for place_id in {f.place_id for f in LAYER.figures.values() if f.measure == measure}:
            yield from claims.links(LAYER, counted(measure, place_id))


def test_no_line_joins_a_withdrawn_figure_to_a_later_one() -> None:
    """Nor an earlier one to it: the 164 of 9 January stands alone."""
    joined = list(all_links())
    assert joined
    for before, after in joined:
        assert "retracted" not in {before.status, after.status}
    assert not {"kill-total-0109-164", "kill-total-0110-unknown"} & {f.figure_id for pair in joined for f in pair}


def test_no_line_joins_two_groups_places_or_measures() -> None:
    """The series of Almaty and of the country are two."""
    for before, after in all_links():
        assert (before.measure, before.group, before.place_id) == (after.measure, after.group, after.place_id)


def test_no_line_crosses_a_withdrawn_figure_of_its_series() -> None:
    """No claim from before 9 January is joined to one from after it."""
    early = replace(LAYER.figures["kill-total-0115-225"], figure_id="early", claimed_at="2022-01-08", superseded_by="late")
    late = replace(LAYER.figures["kill-total-0118-227"], figure_id="late", superseded_by=None)
    between = LAYER.figures["kill-total-0109-164"]
    assert claims.links(LAYER, [early, late]) == [(early, late)]
    assert claims.links(LAYER, [early, between, late]) == []


def test_the_chain_of_the_official_toll_is_whole() -> None:
    """The prosecutors' 225, 230, 232, 241, 238, and 238 again; the 227 between is the Health Ministry's and stands beside."""
    chain = [(b.value, a.value) for b, a in claims.links(LAYER, counted("killed", COUNTRY)) if b.group == "total"]
    assert chain == [(225, 230), (230, 232), (232, 241), (241, 238), (238, 238)]


def test_the_health_ministrys_count_does_not_go_on_beside_the_prosecutors() -> None:
    """Its 227 of 18 January stands as a mark; the line is that of the last official total."""
    chart = CHARTS["toll"](scope())
    heights = [y for t in chart.figure.data if t.mode == "lines" for y in t.y if y is not None]
    assert 227 not in heights
    assert 238 in heights


def test_people_detained_and_people_still_held_are_not_joined() -> None:
    """1,237 and 292 of August 2022, both of the prosecutors."""
    pairs = {(b.figure_id, a.figure_id) for b, a in claims.links(LAYER, counted("detained", COUNTRY))}
    assert ("custody-0314-766", "custody-202208-292") in pairs
    assert not any("custody-202208-1237" in pair for pair in pairs)


@pytest.mark.parametrize("chart_id", ["toll", "detentions"])
@pytest.mark.parametrize("area", ["", "KZ-ALA", "KZ-SHY"])
def test_a_line_never_runs_back_in_time(chart_id: str, area: str) -> None:
    """Claims of one day stand in the order in which one took the place of the other."""
    chart = CHARTS[chart_id](scope(Filter(areas=frozenset({area} if area else ()))))
    for trace in chart.figure.data:
        if trace.mode == "lines":
            last = None
            for x in trace.x:
                assert x is None or last is None or x >= last
                last = x


def drawn_heights(chart: Chart) -> set[float]:
    """The numbers of the marks."""
    return {y for t in chart.figure.data if t.customdata is not None for y in t.y}


def test_the_chart_of_the_toll_knows_only_what_was_out() -> None:
    """On 8 January no total; on 9 January at 13:00 UTC the 164, not struck; an hour later struck."""

    def at(moment: datetime) -> Chart:
        return CHARTS["toll"](scope(Filter(known_at=moment)))

    def struck(chart: Chart) -> list[float]:
        return [y for t in chart.figure.data if t.name == "withdrawn" for y in t.y]

    day = datetime(2022, 1, 9, tzinfo=UTC)
    assert 164 not in drawn_heights(at(day - timedelta(hours=12)))
    assert 164 in drawn_heights(at(day + timedelta(hours=13)))
    assert struck(at(day + timedelta(hours=13))) == []
    assert struck(at(day + timedelta(hours=14))) == [164]
    assert 225 not in drawn_heights(at(day + timedelta(days=6)))
    assert max(drawn_heights(at(day + timedelta(days=7)))) == 225


def test_the_moment_of_knowledge_is_a_line() -> None:
    """One shape more, and the axis is the same."""
    free, bound = (CHARTS["toll"](scope(f)).figure for f in (Filter(), Filter(known_at=datetime(2022, 1, 20, tzinfo=UTC))))
    assert [s.type for s in bound.layout.shapes].count("line") == 1
    assert [s.type for s in free.layout.shapes].count("line") == 0
    assert bound.layout.yaxis.range == free.layout.yaxis.range


@pytest.mark.parametrize("measure", MEASURES)
def test_picking_a_claim_leads_to_a_moment_at_which_it_stood(measure: str) -> None:
    """Published by then and not yet withdrawn."""
    for figure in counted(measure, COUNTRY):
        moment = claims.last_moment(figure)
        assert published(figure)[0] <= moment
        assert not withdrawn(figure, moment)


def test_the_number_in_the_article_is_the_18_and_not_what_came_later() -> None:
    """Statements are also linked with figures that bear them out or contradict them."""
    mine = [f.figure_id for f in counted("killed", COUNTRY) if claims.in_article(LAYER, f)]
    assert mine == ["kill-sec-0106-18"]


def test_a_town_has_its_own_toll() -> None:
    """Only figures of Almaty when the filter names it, or a building in it."""
    for area in ("KZ-ALA", "almaty", "almaty-akimat"):
        chart = CHARTS["toll"](scope(Filter(areas=frozenset({area}))))
        assert 151 in drawn_heights(chart), area
        assert 238 not in drawn_heights(chart), area
    assert 238 in drawn_heights(CHARTS["toll"](scope(Filter(areas=frozenset({"KZ"})))))


def test_the_chart_of_the_toll_says_in_words_what_it_shows() -> None:
    """Every official total with who said it, and that one was withdrawn."""
    alt = CHARTS["toll"](scope()).alt
    assert "Death toll: 238 (Prosecutor General's Office of Kazakhstan" in alt
    assert re.search(r"164 \([^)]*9 January 2022\) – withdrawn", alt)
    assert family_of(scope(), LAYER.figures["kill-total-un-0111-164"]) == "others"


# --- buildings ------------------------------------------------------------------------------------------------------


def test_a_building_is_drawn_from_what_bounds_its_times() -> None:
    """No stretch begins before the first bound or ends after the last, but for ends that fade because nobody tells them."""
    for occupation in LAYER.occupations:
        found = phases(occupation)
        bounds = [m for b in (found.attacked, found.entered, found.ended) for m in (b.earliest, b.latest) if m]
        drawn = stretches(occupation)
        assert bool(drawn) == bool(bounds)
        for piece in drawn:
            assert piece.start < piece.end
            if not piece.ends.startswith("opens"):
                assert min(bounds) <= piece.start
                assert piece.end <= max(bounds)


def test_the_stretches_of_a_building_do_not_overlap() -> None:
    """One after the other, from the attack to the end."""
    for occupation in LAYER.occupations:
        for before, after in pairwise(stretches(occupation)):
            assert before.end <= after.start, occupation.occupation_id


def test_a_building_whose_end_nobody_tells_has_an_open_end() -> None:
    """It fades, and is not drawn as held to any moment."""
    knb = next(o for o in LAYER.occupations if o.occupation_id == "almaty-knb")
    assert [p.ends for p in stretches(knb)] == ["begins", "opens_right"]


def test_city_hall_is_certain_only_where_it_is() -> None:
    """Attacked in the night, entered in the afternoon, left somewhen before the evening of 6 January."""
    akimat = next(o for o in LAYER.occupations if o.occupation_id == "almaty-akimat")
    found = [(p.phase, p.ends) for p in stretches(akimat)]
    assert found == [("attacked", "begins"), ("attacked", "sure"), ("entered", "begins"), ("entered", "ends")]


def test_buildings_without_a_time_are_counted_and_not_drawn() -> None:
    """As many as the note says."""
    chart = CHARTS["occupations"](scope())
    untimed = [o for o in LAYER.occupations if not timed(o)]
    assert untimed
    assert f"{len(untimed)} buildings without a known time are not drawn." in chart.note
    assert len(chart.figure.layout.yaxis.ticktext) == len(LAYER.occupations) - len(untimed)


def test_the_building_of_the_open_event_is_marked() -> None:
    """And no other."""
    plain, marked = (CHARTS["occupations"](scope(event_id=e)).figure for e in ("", "almaty-airport-seized"))
    assert len(marked.layout.shapes) == len(plain.layout.shapes) + 1


def test_picking_a_building_keeps_the_others_in_sight() -> None:
    """A chart narrowed to one row could not be compared, nor left."""
    of_town, of_building = (CHARTS["occupations"](scope(Filter(areas=frozenset({a})))) for a in ("KZ-ALA", "almaty-akimat"))
    assert of_town.figure.layout.yaxis.ticktext == of_building.figure.layout.yaxis.ticktext


# --- the other charts -----------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(filters(), st.sampled_from(LANGUAGES), st.sampled_from(THEMES))
def test_the_bars_by_place_add_up_to_the_events_shown(filter_: Filter, lang: str, theme: str) -> None:
    """Nothing is lost to the other places, and the text tells the same numbers."""
    drawn_from = scope(filter_, lang, theme)
    chart = CHARTS["places"](drawn_from)
    bars = [t for t in chart.figure.data if t.type == "bar"]
    assert sum(sum(t.x) for t in bars) == len(drawn_from.shown)
    (labels,) = (t for t in chart.figure.data if t.type == "scatter")
    assert sum(labels.x) == len(drawn_from.shown)
    said = words(lang).plural("Bar chart of {n} event by place", "Bar chart of {n} events by place", len(drawn_from.shown))
    assert chart.alt.startswith(said)


@settings(max_examples=30)
@given(filters())
def test_every_shown_event_is_in_a_cell_or_counted_in_the_note(filter_: Filter) -> None:
    """Vaguer than a day, outside the days, or in a cell."""
    drawn_from = scope(filter_)
    chart = CHARTS["matrix"](drawn_from)
    (bars,) = chart.figure.data
    in_cells = sum(int(t) for t in bars.text)
    left_out = sum(int(n) for n in re.findall(r"(\d+) events?", chart.note))
    assert in_cells + left_out == len(drawn_from.shown)


def test_picking_a_cell_shows_the_events_of_the_cell() -> None:
    """The filter of its address shows at least as many: those vaguer than a day overlap it too."""
    chart = CHARTS["matrix"](scope(SCENES["kazakhstan"].filter))
    (bars,) = chart.figure.data
    for (pick, _), text in zip(bars.customdata, bars.text, strict=True):
        view, _ = address.read(dict(parse_qsl(pick)), LAYER)
        exact = [e for e in LAYER.select(view.filter) if day_of(e) is not None]
        assert len(exact) >= int(text), pick


def test_the_cell_of_the_open_event_is_outlined() -> None:
    """If it is drawn."""
    chart = CHARTS["matrix"](scope(event_id="almaty-airport-seized"))
    assert len(chart.figure.layout.shapes) == 1


def test_the_troops_of_each_contingent_say_on_what_they_rest() -> None:
    """Belarus is an assumption, Russia a remainder; only the others were published."""
    alt = CHARTS["deployment"](scope()).alt
    assert "Belarus: 100 (100–500), assumption, no number published" in alt
    assert "Russia: 1,480 (1,080–3,000), remainder of the official total, not published" in alt
    assert "Kyrgyzstan: 150 (150–200), published number" in alt


def test_plans_and_assumed_dates_of_flights_are_hatched() -> None:
    """And running totals are told in the note, never drawn."""
    chart = CHARTS["sorties"](scope())
    for trace in chart.figure.data:
        if trace.type == "bar" and trace.customdata is not None:
            texts = [t for _, t in trace.customdata]
            unsure = [("planned" in t) or ("assumed" in t) for t in texts]
            assert all(unsure) if trace.marker.pattern.shape else not any(unsure)
            assert max(map(abs, trace.y)) < 100
    assert "at least 108" in chart.note


def test_a_window_of_the_shutdown_whose_end_is_not_told_fades() -> None:
    """Cloudflare saw the country go offline and does not say until when."""
    chart = CHARTS["shutdown"](scope())
    texts = [t.replace("<br>", " ") for _, t in marks(chart)]
    assert any("Cloudflare Radar: offline" in t and "end not told" in t for t in texts)


def test_a_price_before_and_after_a_rise_is_not_a_range() -> None:
    """30–35 in 2011 is one; 55 and then 65 in January 2020 are two prices."""
    found = [(p.day, p.low, p.high) for p in prices(LAYER.tables["lpg_prices"]) if p.place_id == "zhanaozen"]
    assert found[:3] == [("2011-12-16", 30, 35), ("2020-01", 55, 55), ("2020-01", 65, 65)]


def test_a_state_of_emergency_whose_start_has_no_hour_began_somewhere_in_that_day() -> None:
    """Shymkent: 5 January, hour not found; lifted at 18:00 on the 14th."""
    table = LAYER.tables["emergencies"]
    row = next(r for r in table if r["emergency_id"] == "soe-shymkent-city")
    found = [(civil(start), civil(end), ends) for start, end, ends in pieces(row, table)]
    assert found == [
        ("2022-01-05T00:00", "2022-01-06T00:00", "begins"),
        ("2022-01-06T00:00", "2022-01-14T18:00", "sure"),
    ]


def test_one_lifted_on_an_unknown_day_ended_before_the_term() -> None:
    """Kostanay: nothing after 5 January is certain, and nothing goes on after 19 January."""
    table = LAYER.tables["emergencies"]
    row = next(r for r in table if r["emergency_id"] == "soe-kostanay-region")
    assert [ends for _, _, ends in pieces(row, table)] == ["begins", "ends"]
    assert pieces(row, table)[-1][1] <= almaty("2022-01-19T02:00")


@pytest.mark.parametrize("chart_id", ["occupations", "shutdown", "emergencies"])
def test_every_bar_in_time_has_a_length(chart_id: str) -> None:
    """And a row that is named."""
    chart = CHARTS[chart_id](scope())
    rows = len(chart.figure.layout.yaxis.ticktext)
    found = list(bars_of(chart))
    assert found
    for row, start, end, _ in found:
        assert start < end
        assert 0 <= row < rows
