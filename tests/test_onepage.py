"""One-page briefs and pictures of statements: nothing runs off or over anything, and they say what the data say."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.brief import onepage, statement
from dashboard.brief.blocks import Section
from dashboard.brief.bullets import LEAST, MOST, weight, weightiest
from dashboard.brief.figuresbox import HEADS, figures_box
from dashboard.brief.onepage import Drawing
from dashboard.cli import main
from dashboard.layer.filters import Filter
from dashboard.layer.vocabulary import LANGUAGES, VERDICTS
from dashboard.locale import words
from dashboard.views.address import named
from dashboard.views.scenes import SCENES
from dashboard.views.style import VERDICTS as LOOKS
from tests.strategies import LAYER

WEB = Path(onepage.__file__).parents[1] / "web"

Box = tuple[float, float, float, float]


def boxes_of(made: Drawing) -> list[tuple[str, Box]]:
    """Every text on the page with the box of its letters; names on the map that are turned are left out."""
    straight = [(t.text, b) for t, b in made.sheet.extents() if not getattr(t.artist, "get_rotation", float)()]
    return [(text, _letters(b)) for text, b in straight] + [(text, _letters(b)) for text, b in made.charted if text]


def _letters(box: Box) -> Box:
    high = (box[3] - box[1]) * 0.2
    return box[0], box[1] + high, box[2], box[3] - high


def touching(boxes: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs of texts that share some of the page, found from the top down."""
    order = sorted(boxes, key=lambda t: t[1][1])
    found = []
    for i, (text, a) in enumerate(order):
        for other, b in order[i + 1 :]:
            if b[1] >= a[3]:
                break
            if a[0] < b[2] and b[0] < a[2]:
                found.append((text, other))
    return found


def section(made: Drawing, kind: str) -> Section:
    """A section of the page."""
    return next(s for s in made.sections if s.kind == kind)


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("lang", "size"), [("el", "a4"), ("ru", "slide")])
def test_no_text_touches_another_or_the_edge(scene: str, lang: str, size: str) -> None:
    """By the extents that are drawn, those of the chart included."""
    made = onepage.draw(LAYER, named(scene, LAYER, lang), size=size)
    boxes = boxes_of(made)
    width, height = made.sheet.width, made.sheet.height
    off = [t for t, b in boxes if b[0] < 0 or b[1] < 0 or b[2] > width or b[3] > height]
    assert off == []
    assert touching(boxes) == []
    assert len(section(made, "bullets").blocks) >= LEAST
    assert made.chart in SCENES[scene].charts


@pytest.mark.parametrize("size", ["slide-4x3", "a4-landscape", "letter", "1600x1000"])
def test_every_large_size_has_room_for_a_brief(size: str) -> None:
    """With the longest names too."""
    boxes = boxes_of(onepage.draw(LAYER, named("kazakhstan", LAYER, "ru"), size=size))
    assert touching(boxes) == []


def test_what_is_left_out_is_counted() -> None:
    """The events on the page and "and N more" are all events that are shown."""
    view = named("kazakhstan", LAYER)
    made = onepage.draw(LAYER, view)
    told = section(made, "bullets")
    written = [w.text for w in made.sheet.written if w.kind == "bullets"]
    assert f"and {len(LAYER.select(view.filter)) - len(told.blocks)} more" in written


@pytest.mark.parametrize("scene", SCENES)
def test_a_bullet_says_only_what_the_data_say(scene: str) -> None:
    """Its title, place, actors, claimants and sources are those of its event."""
    view = named(scene, LAYER, "el")
    told = words("el")
    for block in section(onepage.draw(LAYER, view), "bullets").blocks:
        event = block.event
        assert event is not None
        assert block.body == event.titles["el"]
        assert block.head.endswith(f" · {LAYER.places[event.place_id].names['el']}")
        assert block.note.startswith(told.label("status", event.status))
        for actor in event.actor_ids:
            assert told.name(LAYER.actors[actor].names) in block.note
        assert block.source_ids == event.source_ids


def test_the_numbers_behind_a_text_lead_to_the_list_of_sources() -> None:
    """Every number that is cited stands in the list, once, and none else does."""
    made = onepage.draw(LAYER, named("almaty", LAYER))
    texts = " ".join(w.text for w in made.sheet.written if w.kind in {"bullets", "figures", "disputed"})
    cited = {n for group in re.findall(r"\[([^\]]+)\]", texts) for n in re.findall(r"(?<![a-z] )\b\d+\b", group)}
    listed = re.findall(r"\[(\d+)\]", " ".join(w.text for w in made.sheet.written if w.kind == "sources"))
    assert cited == set(listed)
    assert len(listed) == len(set(listed))


def test_a_page_has_no_room_for_what_needs_more() -> None:
    """A link preview for a brief, or a chart of many rows on a slide: each gets its line."""
    with pytest.raises(ValueError, match=r"'size' must have room for a brief"):
        onepage.draw(LAYER, named("almaty", LAYER), size="card")
    with pytest.raises(ValueError, match=r"'chart' must have room on the page"):
        onepage.draw(LAYER, named("occupied", LAYER), size="slide", chart="occupations")
    with pytest.raises(ValueError, match=r"'chart' must be one of"):
        onepage.draw(LAYER, named("occupied", LAYER), chart="moon")


# --- what is chosen -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
def test_the_weightiest_events_are_spread_and_never_disputed(scene: str) -> None:
    """The first is the heaviest of all; none is told that sources tell incompatibly."""
    filter_ = SCENES[scene].filter
    events = LAYER.select(filter_)
    found = weightiest(events, LAYER, filter_)
    assert len(found) == MOST == len({e.event_id for e in found})
    assert {e.status for e in found} <= {"confirmed", "claimed"}
    assert weight(found[0], LAYER, filter_) == max(
        weight(e, LAYER, filter_) for e in events if e.status in {"confirmed", "claimed"}
    )
    apart = [abs(a.interval.start - b.interval.start) for a, b in combinations(found, 2)]
    assert len({e.place_id for e in found}) >= 4 or min(apart).total_seconds() > 0


def test_the_choice_does_not_hang_on_the_order_of_a_tie() -> None:
    """The same events give the same choice, whatever was asked before."""
    filter_ = SCENES["almaty"].filter
    events = LAYER.select(filter_)
    assert weightiest(events, LAYER, filter_) == weightiest(list(events), LAYER, filter_)


def test_nothing_shown_tells_nothing() -> None:
    """No events, no bullets."""
    assert weightiest([], LAYER, Filter()) == []


# --- the figures ----------------------------------------------------------------------------------------------------


def texts_at(moment: str | None) -> list[str]:
    """The figures of the country as they were known then (UTC)."""
    filter_ = Filter(known_at=at(moment) if moment else None)
    return [f"{b.head} | {b.body}" for b in figures_box(LAYER, "kazakhstan", filter_, words("en"))]


def test_the_withdrawn_total_stood_for_hours_and_then_no_total_did() -> None:
    """164 stands on 9 January until it is taken back at 13:17 UTC; then there is none until 225 on 15 January."""
    before, after, later, today = (texts_at(m) for m in ("2022-01-09T12:00", "2022-01-10T12:00", "2022-01-16T00:00", None))
    assert any(t.startswith("Killed: 164") and t.endswith("stands") for t in before)
    assert any(t.startswith("No official total.") for t in after)
    assert any(t.startswith("Killed: 164") and "withdrawn, 9 January 2022 13:17 UTC" in t for t in after)
    assert not any(t.startswith("Killed: 225") for t in after)
    assert any(t.startswith("Killed: 225") and t.endswith("stands") for t in later)
    assert any(t.startswith("Killed: 238") and t.endswith("stands") for t in today)
    assert any(t.startswith("Killed: 164") and "withdrawn" in t for t in today)


def test_no_figure_is_older_than_its_moment_of_knowledge() -> None:
    """On 6 January there is no total, and 9,900 detained are not known."""
    early = texts_at("2022-01-06T23:00")
    assert early[0].startswith("No official total.")
    assert not any("9,900" in t or "4,353" in t for t in early)
    assert any(t.startswith("Killed (Security forces): 18") for t in early)


def test_the_figures_of_a_newsroom_are_in_the_data() -> None:
    """And stand."""
    assert {LAYER.figures[f].status for f in HEADS} == {"standing"}


# --- statements -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_statement_shows_its_words_its_verdict_and_whole_sentences(lang: str) -> None:
    """On the card of a link: the quotation whole and in Greek, the verdict with its sign, nothing over anything."""
    for one in LAYER.statements:
        sheet, _ = statement.draw(LAYER, one, lang)
        by_kind: dict[str, str] = {}
        for w in sheet.written:
            by_kind[w.kind] = f"{by_kind.get(w.kind, '')} {w.text}".strip()
        assert by_kind["quotation"] == f"«{' '.join(one.span.split())}»"
        assert by_kind["verdict"].startswith(f"{LOOKS[one.verdict]['sign']} {words(lang).label('verdict', one.verdict)}")
        evidence = by_kind["evidence"].removesuffix(f" {statement.CUT}")
        assert " ".join(words(lang).name(one.evidences).split()).startswith(evidence)
        boxes = [b for _, b in sheet.extents()]
        assert all(b[0] >= 0 and b[2] <= sheet.width and b[3] <= sheet.height for b in boxes)
        assert not [
            1 for a, b in combinations(map(_letters, boxes), 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]


def test_a_verdict_looks_the_same_in_a_picture_and_on_a_page() -> None:
    """Colours of the embeds, signs of the reading view."""
    css, script = (WEB / "embed.css").read_text(encoding="utf-8"), (WEB / "article.js").read_text(encoding="utf-8")
    assert list(LOOKS) == list(VERDICTS)
    for i, look in enumerate(LOOKS.values()):
        for theme in ("light", "dark"):
            assert f"--v{i}: {look[theme].lower()}" in css
    signs = ", ".join(f'"{look["sign"]}"' for look in LOOKS.values())
    assert f"SIGNS = [{signs}]" in script


# --- the same everywhere, and the command ---------------------------------------------------------------------------


def test_the_same_brief_has_the_same_bytes_on_every_machine() -> None:
    """Whatever its time zone, locale or hash seed."""
    code = (
        "import hashlib; from dashboard.layer import the_layer; from dashboard.views.address import named;"
        "from dashboard.brief.onepage import one_page; l = the_layer();"
        "[print(hashlib.sha256(one_page(l, named('airport', l, 'kk'), format=f, size='slide')).hexdigest())"
        " for f in ('png', 'svg', 'pdf')]"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone, locale, seed in [("UTC", "C", "1"), ("America/Caracas", "el_GR.UTF-8", "77")]
    ]
    assert found[0] == found[1]
    assert len(set(found[0].split())) == 3


def test_the_command_makes_a_brief_and_a_statement(tmp_path: Path) -> None:
    """Each at one word; the chart of the brief may be another."""
    page, card = tmp_path / "page.svg", tmp_path / "card.png"
    arguments = ["--layout", "brief", "--size", "a4", "--chart", "toll", "--known-at", "2022-01-10T12:00"]
    assert main(["brief", "figures", *arguments, "--out", str(page)]) == 0
    text = " ".join(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")).split())
    assert "withdrawn, 9 January 2022 13:17 UTC" in text
    assert main(["brief", "statement:seed-07", "--lang", "el", "--size", "card", "--out", str(card)]) == 0
    assert (
        hashlib.sha256(card.read_bytes()).digest()
        == hashlib.sha256(
            statement.statement_picture(LAYER, LAYER.statement("seed-07"), "el")  # type: ignore[arg-type]
        ).digest()
    )


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (["statement:moon"], ["'view' must name a statement of the article"]),
        (["statement:seed-07", "--at", "2022-01-05T16:00"], ["'view' must be a scene, an address or a chart for at"]),
        (["almaty", "--layout", "poster"], ["'layout' must be one of map, brief"]),
        (["almaty", "--layout", "brief", "--size", "card"], ["'size' must have room for a brief"]),
        (["almaty", "--layout", "brief", "--chart", "moon"], ["'chart' must be one of"]),
        (["almaty", "--chart", "toll"], ["'chart' must go with the layout brief"]),
        (["almaty", "--gif"], ["'gif' and 'mp4' must go with 'each'"]),
        (["chart:toll", "--layout", "brief"], ["'view' must be a scene or an address"]),
    ],
)
def test_an_impossible_request_gets_its_line_and_no_file(
    arguments: list[str],
    messages: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With status 1."""
    assert main(["brief", *arguments, "--out", str(tmp_path / "x.png")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith(f"qantar: {m}") for line, m in zip(lines, messages, strict=True)] == [True] * len(messages)
    assert list(tmp_path.iterdir()) == []
