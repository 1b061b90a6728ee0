"""Series of pictures: the map stays where it is, what is done is not done again, and what cannot be done is said."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from dashboard.brief import series
from dashboard.brief.picture import draw
from dashboard.brief.series import Look, contact_sheet, duration, gif, steps, storyboard
from dashboard.brief.sizes import parse
from dashboard.cli import main
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.views.address import View, named
from tests.strategies import LAYER

LOOK = Look(parse("640x400"))
"""Small, so that it is quick."""

DAY = "scene=almaty&area=KZ-ALA&from=2022-01-05T12:00&to=2022-01-06T00:00"


def views(each: str = "4h", lang: str = "en") -> list[View]:
    """The afternoon and evening of 5 January in parts."""
    return steps(named(DAY, LAYER, lang), duration(each))


# --- the windows ----------------------------------------------------------------------------------------------------


def test_the_parts_fill_the_window_without_gap_or_overlap() -> None:
    """Half-open, one after the other, the last no longer than the window."""
    found = views("5h")
    start, end = named(DAY, LAYER).filter.start, named(DAY, LAYER).filter.end
    assert found[0].filter.start == start
    assert found[-1].filter.end == end
    assert all(a.filter.end == b.filter.start for a, b in pairwise(found))
    assert len(found) == 3


@pytest.mark.parametrize("text", ["", "2", "0h", "-2h", "2 h", "1w", "99999h", "1.5h"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    """With what it must be."""
    with pytest.raises(ValueError, match=r"'each' must be a time such as 30min, 2h or 1d"):
        duration(text)


def test_a_series_needs_two_ends_and_not_too_many_parts() -> None:
    """An open window has no parts, and ten thousand pictures nobody wants."""
    with pytest.raises(ValueError, match=r"'from' and 'to' must bound a series"):
        steps(named("article", LAYER), timedelta(hours=1))
    with pytest.raises(ValueError, match=r"at most 240 pictures \(got 720\)"):
        steps(named(DAY, LAYER), timedelta(minutes=1))


# --- the pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["slide", "story", "card", "a4"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_stays_where_it_is(size: str, lang: str) -> None:
    """In every picture of a series, however long its texts are, the same frame; and each says where it stands."""
    board = views("6h", lang)
    found = [draw(LAYER, view, size=size, series=board) for view in board]
    assert len({drawing.frame for drawing in found}) == 1
    assert [sum(w.kind == "timeline" for w in drawing.sheet.written) for drawing in found] == [2] * len(board)


def test_a_finished_picture_is_not_drawn_again_and_half_a_file_never_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupted series goes on where it stopped; another look draws all of it anew."""
    drawn: list[str] = []
    real = series.picture

    def picture(layer: object, view: View, **how: object) -> bytes:
        if len(drawn) == stop:
            raise KeyboardInterrupt
        drawn.append(view.query())
        return real(layer, view, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(series, "picture", picture)
    board, stop = views(), 2
    with pytest.raises(KeyboardInterrupt):
        storyboard(LAYER, board, LOOK, tmp_path)
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".json", ".png", ".png"]

    stop = 99
    paths = storyboard(LAYER, board, LOOK, tmp_path)
    assert drawn == [v.query() for v in board]

    whole = paths[1].read_bytes()
    paths[1].write_bytes(whole[:-100])
    assert storyboard(LAYER, board, LOOK, tmp_path) == paths
    assert drawn[3:] == [board[1].query()]
    assert paths[1].read_bytes() == whole

    (tmp_path / series.RECORD).write_text("{", encoding="utf-8")
    storyboard(LAYER, board, replace(LOOK, theme="dark"), tmp_path)
    assert len(drawn) == 4 + len(board)


def test_the_names_carry_date_hour_size_and_language_and_sort_by_time(tmp_path: Path) -> None:
    """Midnight too tells its hour."""
    board = steps(named("scene=almaty&area=KZ-ALA&from=2022-01-05&to=2022-01-06", LAYER, "el"), duration("12h"))
    names = [p.name for p in storyboard(LAYER, board, LOOK, tmp_path)]
    assert names == ["qantar_almaty_20220105T0000_640x400_el.png", "qantar_almaty_20220105T1200_640x400_el.png"]
    assert names == sorted(names)
    assert set(json.loads((tmp_path / series.RECORD).read_text(encoding="utf-8"))) == set(names)


def test_the_contact_sheet_and_the_animation_hold_every_picture_and_are_the_same_twice(tmp_path: Path) -> None:
    """The same bytes; as many frames as pictures, each shown equally long."""
    board = views("6h")
    paths = storyboard(LAYER, board, LOOK, tmp_path)
    sheet, moving = contact_sheet(paths, board, "light"), gif(paths, board, "light")
    assert sheet == contact_sheet(paths, board, "light")
    assert moving == gif(paths, board, "light")
    with Image.open(io.BytesIO(moving)) as image:
        assert image.n_frames == len(board)  # type: ignore[attr-defined]
        assert image.info["duration"] == series.SECONDS * 1000
        assert image.info["loop"] == 0


# --- the film -------------------------------------------------------------------------------------------------------


def program(folder: Path, text: str) -> None:
    """Put an ffmpeg of our own into `folder`."""
    folder.mkdir(exist_ok=True)
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


ARGUMENTS = ["brief", DAY, "--each", "6h", "--size", "640x400", "--mp4"]


def test_without_ffmpeg_it_is_said_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line."""
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "out"
    assert main([*ARGUMENTS, "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("qantar: 'mp4' must have the program ffmpeg on this machine")
    assert not out.exists()


def test_ffmpeg_is_given_the_pictures_and_makes_the_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them, one after the other; what it wrote is at its name when it is whole."""
    program(tmp_path / "bin", 'for last; do :; done; cat > "$last"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    out = tmp_path / "out"
    assert main([*ARGUMENTS, "--gif", "--out", str(out)]) == 0
    film = next(out.glob("*.mp4"))
    pictures = sorted(out.glob("qantar_almaty_*.png"))
    assert film.read_bytes() == b"".join(p.read_bytes() for p in pictures)
    assert len(list(out.glob("*.gif"))) == 1
    assert not list(out.glob("*.part"))


def test_an_ffmpeg_that_fails_gets_one_line_and_leaves_no_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what it said last."""
    program(tmp_path / "bin", "cat > /dev/null; echo Unknown encoder libx264 >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    out = tmp_path / "out"
    assert main([*ARGUMENTS, "--out", str(out)]) == 1
    assert "'mp4' could not be made by ffmpeg (it says: Unknown encoder libx264)" in capsys.readouterr().err
    assert not list(out.glob("*.mp4*"))


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is drawn."""
    out = tmp_path / "out"
    out.write_text("mine", encoding="utf-8")
    assert main(["brief", DAY, "--each", "6h", "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("qantar: 'out' must be a folder for a series")
    assert out.read_text(encoding="utf-8") == "mine"
