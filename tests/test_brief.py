"""Pictures of maps: what stands on them, that nothing covers anything else, and that they are the same everywhere.

The golden files are made anew with ``QANTAR_GOLDEN=1 pytest tests/test_brief.py -k golden``; look at the pictures then.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from dashboard.brief.encode import encode
from dashboard.brief.picture import Drawing, draw, picture
from dashboard.brief.sheet import overlap
from dashboard.brief.sizes import SIZES, parse
from dashboard.cli import main
from dashboard.layer.filters import sentence
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale import words
from dashboard.views.address import named, position
from dashboard.views.captions import alt, as_of
from dashboard.views.scenes import SCENES
from tests.strategies import LAYER

GOLDEN = Path(__file__).parent / "golden" / "brief"
RENEW = bool(os.environ.get("QANTAR_GOLDEN"))

VIEWS = {
    "csto": ("csto", "slide", "light"),
    "kazakhstan": ("kazakhstan", "slide", "dark"),
    "almaty": ("almaty", "slide", "light"),
    "airport": ("airport", "a4", "print"),
    "occupied": ("occupied", "a4-landscape", "light"),
    "figures": ("figures", "slide-4x3", "light"),
    "article": ("article", "letter", "print"),
    "hour": ("scene=almaty&area=KZ-ALA&from=2022-01-05T16:00&to=2022-01-05T17:00", "square", "dark"),
    "known": ("scene=almaty&area=KZ-ALA&from=2022-01-05&to=2022-01-06&known=2022-01-05T20:00", "story", "light"),
    "card": ("csto", "card", "light"),
    "protests": ("scene=kazakhstan&cat=protest,clash&from=2022-01-04&to=2022-01-06", "a4", "print"),
    "streets": ("scene=almaty&from=2022-01-05&to=2022-01-06&at=43.2567,76.9386,14.5", "slide", "light"),
}
"""Twelve views, each in a size and a theme."""

FAR = 6.0
"""Mean difference of a grey value, of 255, from which two small pictures are not the same picture."""

every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_view = pytest.mark.parametrize("name", VIEWS)


def drawn(name: str, lang: str) -> Drawing:
    """A view, drawn."""
    text, size, theme = VIEWS[name]
    return draw(LAYER, named(text, LAYER, lang), size=size, theme=theme, position=position(text))


def texts_of(svg: bytes) -> list[str]:
    """The texts of an SVG in the order in which they were written."""
    top = ElementTree.fromstring(svg)
    return ["".join(node.itertext()) for node in top.iter("{http://www.w3.org/2000/svg}text")]


# --- golden views ---------------------------------------------------------------------------------------------------


@every_view
@every_language
def test_a_golden_view_is_drawn_as_it_was_and_no_two_texts_overlap(name: str, lang: str) -> None:
    """By the texts and their places, by the bytes of the SVG, and by the look of the PNG; nothing lies off the page."""
    made = drawn(name, lang)
    boxes = made.sheet.extents()
    for text, box in boxes:
        assert box[0] >= -0.5, text.text
        assert box[1] >= -0.5, text.text
        assert box[2] <= made.sheet.width + 0.5, text.text
        assert box[3] <= made.sheet.height + 0.5, text.text
    labels = [(t, b) for t, b in boxes if not getattr(t.artist, "get_rotation", float)()]
    touching = [(a.text, b.text) for (a, x), (b, y) in combinations(labels, 2) if overlap(shrunk(x), shrunk(y))]
    assert touching == []
    _golden(name, lang, made)


def shrunk(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The box of the letters without the air that a font keeps above and below them."""
    high = (box[3] - box[1]) * 0.18
    return box[0], box[1] + high, box[2], box[3] - high


def _golden(name: str, lang: str, made: Drawing) -> None:
    svg = encode(made.sheet.figure, "svg", made.about)
    found = {
        "texts": [[w.kind, w.text, *(round(v) for v in w.artist.get_position())] for w in made.sheet.written],
        "svg": hashlib.sha256(svg).hexdigest(),
        "matplotlib": mpl.__version__,
    }
    path = GOLDEN / f"{name}.{lang}.json"
    small = _small(encode(made.sheet.figure, "png", made.about))
    if RENEW:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        if lang == "el":
            small.quantize(32).save(path.with_suffix(".png"), optimize=True)
        return
    known = json.loads(path.read_text(encoding="utf-8"))
    assert found["texts"] == known["texts"]
    if known["matplotlib"] == mpl.__version__:
        assert found["svg"] == known["svg"]
    if lang == "el":
        with Image.open(path.with_suffix(".png")) as before:
            far = np.abs(np.asarray(small.convert("L"), float) - np.asarray(before.convert("L"), float)).mean()
        assert far < FAR


def _small(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as full:
        return full.convert("RGB").resize((320, round(320 * full.height / full.width)), Image.Resampling.LANCZOS)


def test_another_picture_would_be_noticed() -> None:
    """The look of two scenes differs by more than what passes for the same."""
    one, other = (_small(picture(LAYER, named(s, LAYER), size="square")).convert("L") for s in ("almaty", "csto"))
    assert np.abs(np.asarray(one, float) - np.asarray(other, float)).mean() > FAR


# --- what stands on a picture ---------------------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("scene", SCENES)
def test_a_slide_says_what_when_how_many_as_of_when_and_on_which_sources(scene: str, lang: str) -> None:
    """In its SVG, as text that can be searched and copied."""
    view, said = named(scene, LAYER, lang), words(lang)
    joined = " ".join(texts_of(picture(LAYER, view, format="svg", size="slide")))
    told = [said.label("scene", scene), as_of(LAYER, said), said.window(view.filter.start, view.filter.end)]
    told.append(sentence(view.filter, LAYER, said, clocks=False))
    assert [t for t in told if t not in joined] == []
    assert re.search(r"\d", joined.partition(said.plural("{n} source", "{n} sources", 2, n="").strip())[2])


def test_the_moment_of_knowledge_is_told() -> None:
    """A picture of what was known at a time says so."""
    view = named("scene=almaty&from=2022-01-05&to=2022-01-06&known=2022-01-05T20:00", LAYER)
    assert view.filter.known_at is not None
    joined = " ".join(texts_of(picture(LAYER, view, format="svg")))
    assert words("en").known(view.filter.known_at) in joined


def test_a_title_of_ones_own_stands_in_the_place_of_the_scene() -> None:
    """As text, never as markup."""
    title = "Wer hielt was? <b>$x^2$ & Co"
    found = texts_of(picture(LAYER, named("almaty", LAYER), format="svg", title=title))
    assert title in " ".join(found)


@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_the_pixels_of_its_size(size: str) -> None:
    """And says what it shows, as of which data, in its own metadata."""
    view = named("airport", LAYER, "kk")
    with Image.open(io.BytesIO(picture(LAYER, view, size=size))) as found:
        assert found.size == SIZES[size].pixels
        assert found.text["Description"] == alt(view, LAYER, words("kk"))
        assert found.text["Data version"] == LAYER.version


@every_language
def test_a_pdf_is_true_to_paper_and_names_itself(lang: str) -> None:
    """A4 in points; its title is that of the picture."""
    view = named("airport", LAYER, lang)
    found = picture(LAYER, view, format="pdf", size="a4")
    width, height = map(float, re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", found).groups())  # type: ignore[union-attr]
    assert (round(width), round(height)) == (595, 842)
    title = words(lang).label("scene", "airport").encode("utf-16-be")
    assert title in found or words(lang).label("scene", "airport").encode() in found


@pytest.mark.parametrize("text", ["1x1", "99999x10", "4000x300", "slides", "axb", "0x0", "-1x5", "1600X900"])
def test_an_absurd_size_is_refused(text: str) -> None:
    """With what it must be."""
    with pytest.raises(ValueError, match=r"'size' must .+ \(got "):
        parse(text)


# --- the same everywhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_state_gives_the_same_bytes_on_every_machine(kind: str) -> None:
    """Whatever its time zone, locale or hash seed."""
    code = (
        "import hashlib; from dashboard.layer import the_layer; from dashboard.views.address import named;"
        "from dashboard.brief.picture import picture; l = the_layer();"
        f"print(hashlib.sha256(picture(l, named('airport', l, 'ru'), format='{kind}', size='1000x600')).hexdigest())"
    )
    places = [("UTC", "C", "1"), ("America/Caracas", "el_GR.UTF-8", "77")]
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone, locale, seed in places
    ]
    assert found[0] == found[1]


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing beside it."""
    out = tmp_path / "hour.svg"
    assert main(["brief", "almaty", "--at", "2022-01-05T16:00", "--lang", "el", "--out", str(out)]) == 0
    assert "5 Ιανουαρίου 2022 16:00–17:00" in " ".join(texts_of(out.read_bytes()))
    assert list(tmp_path.iterdir()) == [out]
    assert capsys.readouterr().out == f"{out}\n"


def test_the_command_draws_charts_as_well(tmp_path: Path) -> None:
    """With the window and the moment of knowledge of its options."""
    out = tmp_path / "toll.svg"
    assert main(["brief", "chart:toll", "--known-at", "2022-01-09T19:00", "--out", str(out)]) == 0
    assert "9 January 2022 19:00" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (["moon", "--out", "x.png"], ["'view' must be one of csto"]),
        (["chart:moon", "--out", "x.png"], ["'view' must name one of the charts"]),
        (
            ["almaty", "--out", "x.gif", "--size", "10x10", "--theme", "blue"],
            ["'size' must have sides", "'theme' must be one of light, dark, print", "'out' must end in .png, .svg, .pdf"],
        ),
        (["almaty", "--from", "2022-01-06", "--to", "2022-01-05", "--out", "x.png"], ["'to' must be later than 'from'"]),
        (["almaty", "--at", "soon", "--out", "x.png"], ["'at' must be a time"]),
        (["almaty", "--at", "2022-01-05T16:00", "--to", "2022-01-06", "--out", "x.png"], ["'at' must stand alone"]),
        (["almaty", "--known-at", "soon", "--out", "x.png"], ["'known-at' must be a date or a time"]),
        (["almaty", "--from", "1995-01-01", "--to", "1995-01-02", "--out", "x.png"], ["'view' must show at least one event"]),
        (["almaty", "--lang", "de", "--out", "x.png"], ["'lang' must be one of"]),
        (["scene=almaty&at=0,0,99", "--out", "x.png"], ["'at' must be latitude"]),
        (["almaty", "--out", "no/such/folder/x.png"], ["'out' must be a file that can be written"]),
    ],
)
def test_an_impossible_request_gets_its_lines_and_no_file(
    arguments: list[str],
    messages: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All that is wrong, each in a line, with status 1."""
    monkeypatch.chdir(tmp_path)
    assert main(["brief", *arguments]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith(f"qantar: {m}") for line, m in zip(lines, messages, strict=True)] == [True] * len(messages)
    assert list(tmp_path.iterdir()) == []
