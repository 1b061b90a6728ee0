"""The charts drawn without a browser: nothing of a figure is lost, all is where and as the figure has it, and can be read."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from dashboard.brief.chart import ChartSheet, chart_height, chart_picture, draw_chart, scope_of
from dashboard.brief.chartwords import sources
from dashboard.brief.plotted import Box, Page, Put, UnsupportedError, read_figure, window_span
from dashboard.brief.plotted.colours import colour
from dashboard.brief.plotted.drawing import lay_out
from dashboard.brief.plotted.lettering import read, width, wrapped
from dashboard.brief.plotted.plot import Bars, Plot, Scatter
from dashboard.layer.filters import Filter
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.views.address import View
from dashboard.views.charts import CHARTS
from dashboard.views.scenes import SCENES, almaty
from tests.strategies import LAYER, filters

THEMES = ("light", "dark", "print")
SCENE_OF = {c: next(s for s in SCENES.values() if c in s.charts) for c in CHARTS}
SVG = "{http://www.w3.org/2000/svg}"
every_chart = pytest.mark.parametrize("chart_id", CHARTS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_theme = pytest.mark.parametrize("theme", THEMES)


def view(chart_id: str, lang: str = "en", event_id: str | None = None, filter_: Filter | None = None) -> View:
    """The view of a scene to which the chart belongs."""
    scene = SCENE_OF[chart_id]
    return View(scene.scene_id, filter_ or scene.filter, event_id, lang)


def figure_of(chart_id: str, lang: str = "en", theme: str = "light") -> go.Figure:
    """The chart as Plotly has it."""
    return CHARTS[chart_id](scope_of(LAYER, view(chart_id, lang), theme)).figure


def plot_of(chart_id: str) -> Plot:
    """The chart as it is read."""
    return read_figure(figure_of(chart_id))


def texts_of(
    chart_id: str, lang: str, wide: int, filter_: Filter | None = None, high: int | None = None
) -> tuple[Page, list[Put]]:
    """The page of a picture and every text on it."""
    scope = scope_of(LAYER, view(chart_id, lang, None, filter_), "light")
    sheet = ChartSheet(scope, chart_id, wide, furniture=True)
    page = Page(Figure(figsize=(wide / 72, (high or sheet.height) / 72), dpi=72))
    sheet.draw(page)
    return page, page.texts


@cache
def drawn(chart_id: str, lang: str = "en", theme: Any = "light") -> bytes:
    """The picture as SVG."""
    return chart_picture(LAYER, view(chart_id, lang), chart_id, theme=theme)


def svg_of(chart_id: str, lang: str = "en", theme: str = "light") -> ET.Element:
    """Its elements."""
    return ET.fromstring(drawn(chart_id, lang, theme))


# --- nothing is lost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
@every_chart
def test_every_attribute_of_every_chart_is_drawn(chart_id: str, scene: str) -> None:
    """In every scene, with and without a moment of knowledge and an open event, in both themes: none is passed over."""
    plain = SCENES[scene].filter
    known = Filter(plain.start, plain.end, almaty("2022-01-12T12:00"), areas=plain.areas)
    for theme, filter_, event_id in (("light", plain, None), ("dark", known, "almaty-airport-seized")):
        scope = scope_of(LAYER, View(scene, filter_, event_id), theme)
        figure = CHARTS[chart_id](scope).figure
        plot = read_figure(figure)
        assert len(plot.traces) == len(figure.data)
        assert len(plot.shapes) == len(figure.layout.shapes)
        assert len(plot.annotations) == len(figure.layout.annotations)


@pytest.mark.parametrize(
    ("named", "change"),
    [
        ("figure.data[0].opacity", lambda f: f.data[0].update(opacity=0.5)),
        ("figure.data[0].fill", lambda f: f.data[0].update(fill="tozeroy")),
        (".line.dash", lambda f: f.update_traces(line_dash="dashdot", selector={"mode": "lines"})),
        (".line.smoothing", lambda f: f.update_traces(line_smoothing=1, selector={"mode": "lines"})),
        ("marker.symbol", lambda f: f.add_scatter(x=[1], y=[1], mode="markers", marker={"symbol": "star", "color": "#000000"})),
        ("figure.data[13].type", lambda f: f.add_pie(values=[1, 2])),
        ("figure.layout.title", lambda f: f.update_layout(title="A title")),
        ("figure.layout.xaxis.title", lambda f: f.update_xaxes(title="An axis")),
        ("figure.layout.xaxis.type", lambda f: f.update_xaxes(type="log")),
        ("figure.layout.yaxis.tickprefix", lambda f: f.update_yaxes(tickprefix="≈")),
        ("figure.layout.yaxis.tickformat", lambda f: f.update_yaxes(tickformat=".2f")),
        ("figure.layout.xaxis2", lambda f: f.update_layout(xaxis2={"range": [0, 1]})),
        ("figure.layout.shapes[0].opacity", lambda f: f.update_shapes(opacity=0.5)),
        ("figure.layout.shapes[2].type", lambda f: f.add_shape(type="circle", x0=0, x1=1, y0=0, y1=1)),
        ("figure.layout.annotations[0].showarrow", lambda f: f.update_annotations(showarrow=True)),
        ("figure.layout.annotations[0].textangle", lambda f: f.update_annotations(textangle=90)),
        ("figure.layout.legend.title", lambda f: f.update_layout(legend_title="Key")),
        ("figure.layout.images", lambda f: f.add_layout_image(source="x.png")),
        ("figure.layout.meta.more", lambda f: f.update_layout(meta={**f.layout.meta, "more": 1})),
        ("text", lambda f: f.add_annotation(x=0, y=0, text="an <i>italic</i> word", showarrow=False)),
        ("color", lambda f: f.update_traces(line_color="red", selector={"mode": "lines"})),
    ],
)
def test_what_a_picture_would_lose_is_named(named: str, change: Any) -> None:
    """Whatever else a chart may come to use is an error that says which attribute it is."""
    figure = figure_of("toll")
    change(figure)
    with pytest.raises(UnsupportedError, match="must be") as caught:
        read_figure(figure)
    assert named in str(caught.value)


@every_chart
def test_the_data_are_those_of_the_figure_in_its_order(chart_id: str) -> None:
    """Trace by trace, value by value."""
    figure, plot = figure_of(chart_id), plot_of(chart_id)
    for told, trace in zip(figure.data, plot.traces, strict=True):
        assert trace.name == (told.name or "")
        if isinstance(trace, Scatter):
            assert told.type == "scatter"
            assert [y is None for y in trace.y] == [y is None for y in told.y]
            assert [y for y in trace.y if y is not None] == [y for y in told.y if y is not None]
        elif told.x[0] is not None:
            lengths, places = (told.x, told.y) if told.orientation == "h" else (told.y, told.x)
            assert [round(e - s, 6) for s, e in zip(trace.start, trace.end, strict=True)] == list(lengths)
            if chart_id != "sorties":  # whose places are dates
                assert list(trace.at) == list(places)


@every_chart
@every_theme
def test_every_colour_of_the_figure_is_in_the_picture(chart_id: str, theme: str) -> None:
    """Of lines, marks, bars and patterns."""
    told = figure_of(chart_id, theme="dark" if theme == "dark" else "light")
    wanted = set()
    for trace, drawn in zip(told.data, read_figure(told).traces, strict=True):
        if isinstance(drawn, Scatter):
            wanted |= {drawn.line.colour} if drawn.line else set()
            wanted |= {m.fill or m.edge.colour for m in drawn.marks if m.fill or m.edge}
        elif drawn.at:
            marker = trace.marker
            colours = marker.pattern.fgcolor if marker.pattern.shape else marker.color
            wanted |= {colour(c) for c in ([colours] if isinstance(colours, str) else colours)}
    found = set()
    for element in svg_of(chart_id, theme=theme).iter():
        for key in ("fill", "stroke"):
            opacity = float(element.get(f"{key}-opacity") or element.get("opacity") or 1)
            if element.get(key, "none").startswith("#"):
                found.add((*(round(c * 255) for c in colour(element.get(key, ""))[:3]), round(opacity, 2)))
    assert {(*(round(c * 255) for c in w[:3]), round(w[3], 2)) for w in wanted if w[3]} <= found


def test_bars_are_as_long_as_their_numbers() -> None:
    """From the zero of the axis, in proportion."""
    layout = lay_out(plot_of("deployment"), Box(0, 0, 960, 300))
    ends = [trace.end[0] for trace in layout.plot.traces if isinstance(trace, Bars) and trace.at]
    lengths = [layout.x(end) - layout.x(0) for end in ends]
    assert ends == sorted(ends, reverse=True)
    assert len(ends) > 3
    for end, length in zip(ends, lengths, strict=True):
        assert length / lengths[0] == pytest.approx(end / ends[0])


def test_bars_that_stand_on_each_other_begin_where_the_one_before_ends() -> None:
    """And end at the number that is written beside them."""
    plot = plot_of("places")
    last: dict[float, float] = {}
    for trace in plot.traces:
        if isinstance(trace, Bars):
            for at, start, end in zip(trace.at, trace.start, trace.end, strict=True):
                assert start == last.get(at, 0)
                last[at] = end
    totals = next(t for t in plot.traces if isinstance(t, Scatter))
    assert [last[y] for y in totals.y if y is not None] == list(totals.x)


def test_ticks_of_counts_are_whole_numbers_with_the_marks_of_the_language() -> None:
    """Plotly would round 0.5 and say 1 twice."""
    few = go.Figure(figure_of("detentions"))
    few.update_yaxes(range=[0, 2])
    assert [t.lines[0] for _, t in read_figure(few).yaxes["y"].ticks] == ["0", "1", "2"]
    many = read_figure(figure_of("detentions", "el")).yaxes["y"].ticks
    assert [t.lines[0] for _, t in many] == ["0", "5.000", "10.000"]


# --- it can be read -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [960, 360])
@every_language
@every_chart
def test_no_word_is_cut_and_none_lies_over_another(chart_id: str, lang: str, wide: int) -> None:
    """Titles, labels of axes, annotations, numbers, legend, note and sources, on a wide and on a narrow picture."""
    page, texts = texts_of(chart_id, lang, wide)
    for text in texts:
        box = text.box
        assert box.within(page.box) == box, f"{text.text.lines} leaves the page"
    for one, other in combinations(texts, 2):
        assert not one.box.meets(other.box, -0.5), f"{one.text.lines} over {other.text.lines}"
    assert {t.kind for t in texts} >= {"tick", "furniture"}
    assert min(t.text.size for t in texts) >= 7


@every_chart
def test_a_chart_that_has_little_room_is_smaller_as_a_whole(chart_id: str) -> None:
    """On a share card nothing lies over anything, and what stands around the chart keeps its size."""
    page, texts = texts_of(chart_id, "en", 600, high=315)
    for text in texts:
        assert text.box.within(page.box) == text.box
    for one, other in combinations(texts, 2):
        assert not one.box.meets(other.box, -0.5), f"{one.text.lines} over {other.text.lines}"
    around = [t.text.size for t in texts_of(chart_id, "en", 600)[1] if t.kind == "furniture"]
    assert [t.text.size for t in texts if t.kind == "furniture"] == around


@settings(max_examples=15)
@given(filters(), st.sampled_from(list(CHARTS)), st.sampled_from(LANGUAGES), st.sampled_from([320, 500, 1200]))
def test_every_view_can_be_drawn_and_read(filter_: Filter, chart_id: str, lang: str, wide: int) -> None:
    """Whatever the filter, also one that shows nothing."""
    page, texts = texts_of(chart_id, lang, wide, filter_)
    for text in texts:
        assert text.box.within(page.box) == text.box
    for one, other in combinations(texts, 2):
        assert not one.box.meets(other.box, -0.5), f"{one.text.lines} over {other.text.lines}"


def test_a_chart_of_no_events_is_still_drawn() -> None:
    """With its title and what it says."""
    for chart_id in CHARTS:
        assert texts_of(chart_id, "kk", 360, Filter(text="zzzzqqqq"))[1]


@every_chart
def test_no_number_is_left_out(chart_id: str) -> None:
    """Also where there is little room: then it stands farther away, or is smaller."""
    wanted = Counter(w.text.lines[0].strip() for t in plot_of(chart_id).traces for w in t.texts)
    del wanted[""]
    for wide in (960, 360):
        assert Counter(t.text.lines[0] for t in texts_of(chart_id, "en", wide)[1] if t.kind == "number") == wanted


def test_a_picture_says_of_what_it_is() -> None:
    """The place of the numbers, as known when, and which window is shaded."""
    known = Filter(almaty("2022-01-05"), almaty("2022-01-06"), almaty("2022-01-12T12:00"), areas=frozenset({"KZ-ALA"}))
    lines = [" ".join(t.text.lines) for t in texts_of("toll", "en", 960, known)[1] if t.kind == "furniture"]
    assert lines[0] == "The toll as it was told"
    assert lines[1] == "Almaty, as known at 12 January 2022 12:00, Almaty time"
    assert lines[2] == "Shaded: 5 January 2022, Almaty time"
    assert any(re.fullmatch(r"Data as of .* · qantar event layer, \d+ sources?", line) for line in lines[3:])


@every_chart
def test_the_sources_are_those_behind_the_chart(chart_id: str) -> None:
    """All of them are sources of the layer, and every chart has some."""
    found = sources(scope_of(LAYER, view(chart_id), "light"), chart_id)
    assert found
    assert found <= LAYER.sources.keys()


def test_the_colours_of_the_places_are_told() -> None:
    """In the page the legend of the map tells them; a picture stands alone."""
    named = {t.name for t in figure_of("places").data if t.type == "bar"}
    assert {" ".join(t.text.lines) for t in texts_of("places", "en", 960)[1] if t.kind == "key"} == named


# --- the window -----------------------------------------------------------------------------------------------------


def test_the_window_lies_where_it_lies_in_the_page() -> None:
    """Between the two knots around it; an open end reaches to the end of the axis."""
    plot = plot_of("toll")
    (first, low), (second, high) = plot.knots[:2]
    middle = datetime.fromtimestamp((first + second) * 30, UTC)
    span = window_span(plot, (None, middle))
    assert span == pytest.approx((low, (low + high) / 2))
    assert window_span(plot, (middle, None)) == pytest.approx(((low + high) / 2, plot.knots[-1][1]))


def test_a_window_of_all_or_nothing_of_the_axis_is_not_shaded() -> None:
    """It would say nothing."""
    plot = plot_of("shutdown")
    first, last = (datetime.fromtimestamp(minute * 60, UTC) for minute, _ in (plot.knots[0], plot.knots[-1]))
    assert window_span(plot, (first, last)) is None
    assert window_span(plot, (last + timedelta(days=1), None)) is None
    assert window_span(plot, (None, None)) is None
    assert window_span(plot_of("places"), (first, last)) is None


# --- the files ------------------------------------------------------------------------------------------------------


@every_chart
@every_language
def test_an_svg_is_told_scales_and_needs_no_styles(chart_id: str, lang: str) -> None:
    """So that it can be part of a page whose policy allows no inline style, twice, without a clash; and it is small."""
    root = svg_of(chart_id, lang)
    assert (root.get("role"), root.get("lang"), root.get("width"), root.get("height")) == ("img", lang, None, None)
    assert root.get("viewBox", "").startswith("0 0 960 ")
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root[1].text == CHARTS[chart_id](scope_of(LAYER, view(chart_id, lang), "light")).alt
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not {k for k in element.attrib if k == "style" or k.startswith("on")}
        assert element.get("id", "qantar-").startswith(f"qantar-{'' if element.get('id') is None else chart_id}")
    assert len(gzip.compress(drawn(chart_id, lang))) < 14_000


def test_the_letters_of_every_language_stay_text() -> None:
    """They can be found, copied and read out."""
    for lang in LANGUAGES:
        said = {e.text for e in svg_of("deployment", lang).iter(f"{SVG}text")}
        assert set(figure_of("deployment", lang).layout.yaxis.ticktext) <= said


def test_no_two_pictures_share_an_id() -> None:
    """As several stand in one page."""
    seen: set[str] = set()
    for chart_id in CHARTS:
        for lang in ("en", "el"):
            ids = {e.get("id") for e in svg_of(chart_id, lang).iter() if e.get("id")}
            assert not ids & seen
            seen |= {i for i in ids if i}


def test_every_format_is_what_it_says() -> None:
    """A PNG has the dots that were asked for, and its alternative text."""
    png = chart_picture(LAYER, view("toll", "kk"), "toll", format="png", width=480, scale=2)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 960
    assert b"Description" in png
    assert chart_picture(LAYER, view("toll"), "toll", format="pdf").startswith(b"%PDF")


def test_a_bare_chart_has_no_ground_and_no_furniture() -> None:
    """It lies on the page of others."""
    root = ET.fromstring(chart_picture(LAYER, view("deployment"), "deployment", furniture=False))
    said = " ".join(e.text or "" for e in root.iter(f"{SVG}text"))
    assert "Troops of the CSTO" not in said
    assert "Data as of" not in said
    assert not [e for e in root.iter(f"{SVG}path") if e.get("fill") == "#ffffff"]


def test_a_chart_is_drawn_into_a_part_of_a_larger_page() -> None:
    """Within the part, in letters of the size that is asked for."""
    scope = scope_of(LAYER, view("toll"), "light")
    figure = Figure(figsize=(8.27, 11.69), dpi=72)
    left, _ = figure.subfigures(1, 2)
    page = draw_chart(left, scope, "toll", pixel=0.6)
    assert page.box.width == pytest.approx(8.27 * 72 / 2 / 0.6)
    assert page.texts
    assert all(t.box.within(page.box) == t.box for t in page.texts)
    sizes = {t.get_fontsize() for t in left.texts or left.artists if hasattr(t, "get_fontsize")}
    assert max(sizes) == pytest.approx(13 * 0.6)
    assert chart_height(scope, "toll", 400) > chart_height(scope, "toll", 900)  # more lines of the legend


def test_what_cannot_be_used_is_said_at_once() -> None:
    """Every argument in one error."""
    with pytest.raises(ValueError, match="must be") as caught:
        chart_picture(LAYER, view("toll"), "pie", format="gif", width=5, theme="red", scale=9)  # type: ignore[arg-type]
    assert len(str(caught.value).splitlines()) == 5
    with pytest.raises(ValueError, match=r"^'height' must be at least \d+ \(got 40\)$"):
        chart_picture(LAYER, view("toll"), "toll", height=40)


def test_the_same_view_gives_the_same_bytes_on_every_machine() -> None:
    """Whatever its zone, locale, order of sets and matplotlib settings."""
    script = (
        "import hashlib; from dashboard.brief.chart import chart_picture; from dashboard.layer import the_layer;"
        "from dashboard.views.address import View;"
        "print(*(hashlib.sha256(chart_picture(the_layer(), View(), c, format=f)).hexdigest()"
        " for c, f in (('toll', 'svg'), ('occupations', 'svg'), ('toll', 'png'), ('toll', 'pdf'))))"
    )
    told = []
    for seed, tz, locale in (("1", "America/New_York", "C"), ("2", "Asia/Almaty", "el_GR.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": tz, "LC_ALL": locale}
        told.append(subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True, text=True).stdout)
    assert told[0] == told[1]
    assert told[0].split()[0] == hashlib.sha256(chart_picture(LAYER, View(), "toll")).hexdigest()


# --- lettering ------------------------------------------------------------------------------------------------------


def test_markup_becomes_plain_lines() -> None:
    """Breaks, bold as a whole, entities."""
    assert read("<b>A &amp; B<br>C</b>", 11).lines == ("A & B", "C")
    assert read("<b>A</b>", 11).bold
    assert not read("1 < 2", 11).bold


@given(st.text("ab WMíλόγος πΩ юЩә іңғүұқөһ1-,", max_size=120), st.integers(20, 300))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, room: int) -> None:
    """Unless a single letter is wider."""
    found = wrapped(text, 11, room)
    assert "".join(found.lines).replace(" ", "") == "".join(text.split())
    assert all(width(line, 11) <= room or len(line) == 1 for line in found.lines)
