"""A view as a series of pictures, one for each part of its window: a storyboard, a contact sheet, an animation.

The pictures are drawn one after the other. A record beside them (:data:`RECORD`) says of each what it was drawn from and what
its bytes were, so that what was interrupted goes on where it stopped, and half a file never counts.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import matplotlib
from PIL import Image, ImageDraw, ImageFont

from dashboard import __version__
from dashboard.brief.filenames import file_name
from dashboard.brief.mapped import Position
from dashboard.brief.paint import THEMES
from dashboard.brief.picture import picture
from dashboard.brief.sizes import Size
from dashboard.layer.load import Layer
from dashboard.locale import words as words_of
from dashboard.output import written
from dashboard.progress import Progress
from dashboard.views.address import View

RECORD: Final = "series.json"

MOST: Final = 240
"""Pictures of a series."""

SECONDS: Final = 1.5
"""How long an animation shows a picture."""

ANIMATED: Final = 1280
"""Pixels that an animated GIF is wide at most."""

THUMB: Final = 480
"""Pixels that a picture is wide on the contact sheet."""

_UNITS: Final = {"min": "minutes", "h": "hours", "d": "days"}


def duration(text: str) -> timedelta:
    """The time that ``30min``, ``2h`` or ``1d`` names. Raises ``ValueError`` for any other text."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})(min|h|d)", text)
    if not found:
        raise ValueError(f"'each' must be a time such as 30min, 2h or 1d (got {text[:40]!r})")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def steps(view: View, each: timedelta) -> list[View]:
    """The views of a series, ``[start, start + each)`` and so on; the last ends with the window.

    Raises ``ValueError`` if the window is open or there would be too many.
    """
    start, end = view.filter.start, view.filter.end
    if start is None or end is None:
        raise ValueError("'from' and 'to' must bound a series (got an open window)")
    count = -((start - end) // each)
    if count > MOST:
        raise ValueError(f"'each' must be so long that there are at most {MOST} pictures (got {count})")
    windows = [(start + i * each, min(start + (i + 1) * each, end)) for i in range(count)]
    return [replace(view, filter=replace(view.filter, start=a, end=b)) for a, b in windows]


@dataclass(frozen=True, slots=True)
class Look:
    """How the pictures of a series look: see :func:`dashboard.brief.picture.picture`."""

    size: Size
    theme: str = "light"
    title: str = ""
    position: Position | None = None


def storyboard(layer: Layer, views: Sequence[View], look: Look, out: Path) -> list[Path]:
    """Draw the pictures of `views` into the folder `out`, which is made if need be; those that are there already are kept.

    Returns their paths. Raises ``OSError`` for a folder that cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    record, paths = _read(out / RECORD), []
    with Progress("Drawing", total=len(views)) as progress:
        for view in views:
            path = out / file_name(view, look.size.name, "png", clock=True)
            key = _key(layer, view, views, look)
            if not _whole(path, key, record):
                content = picture(
                    layer,
                    view,
                    size=look.size,
                    theme=look.theme,
                    title=look.title,
                    position=look.position,
                    series=views,
                )
                _write(path, content)
                record[path.name] = {"drawn_from": key, "sha256": hashlib.sha256(content).hexdigest()}
                _write(out / RECORD, json.dumps(record, indent=1, sort_keys=True).encode() + b"\n")
            paths.append(path)
            progress.step(now=path.name)
    return paths


def _key(layer: Layer, view: View, views: Sequence[View], look: Look) -> str:
    """A digest of everything on which a picture depends."""
    parts = [
        __version__,
        layer.digest,
        view.query(look.position),
        views[0].query(),
        views[-1].query(),
        str(len(views)),
        str(look.size),
        look.theme,
        look.title,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _read(path: Path) -> dict[str, dict[str, str]]:
    """The record, or an empty one where there is none that can be understood."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(v, dict) for v in found.values()) else {}


def _whole(path: Path, key: str, record: dict[str, dict[str, str]]) -> bool:
    noted = record.get(path.name, {})
    if noted.get("drawn_from") != key or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == noted.get("sha256")


def _write(path: Path, content: bytes) -> None:
    problem = written(path, content)
    if problem:
        raise OSError(problem)


# --- all of it at once ------------------------------------------------------------------------------------------------


def contact_sheet(paths: Sequence[Path], views: Sequence[View], theme: str) -> bytes:
    """All pictures on one sheet with their windows in words, as a PNG."""
    sheet, out = _contact_sheet(paths, views, theme), io.BytesIO()
    sheet.save(out, format="PNG")
    return out.getvalue()


def _contact_sheet(paths: Sequence[Path], views: Sequence[View], theme: str) -> Image.Image:
    paint, words, gap, line = THEMES[theme], words_of(views[0].lang), 16, 34
    font = ImageFont.truetype(
        str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"), 15, layout_engine=ImageFont.Layout.BASIC
    )
    thumbs = [_scaled(path, THUMB) for path in paths]
    high = max(t.height for t in thumbs) + line
    columns = min(len(thumbs), max(1, round((len(thumbs) * high / THUMB) ** 0.5)))
    rows = -(-len(thumbs) // columns)
    size = (columns * (THUMB + gap) + gap, rows * (high + gap) + gap)
    sheet = Image.new("RGB", size, paint.page)
    pen = ImageDraw.Draw(sheet)
    for i, (thumb, view) in enumerate(zip(thumbs, views, strict=True)):
        x, y = gap + i % columns * (THUMB + gap), gap + i // columns * (high + gap)
        window = words.window(view.filter.start, view.filter.end)
        pen.text((x, y + 4), window, fill=paint.ink, font=_narrowed(font, window))
        sheet.paste(thumb, (x, y + line))
        pen.rectangle((x, y + line, x + THUMB - 1, y + line + thumb.height - 1), outline=paint.line)
    return sheet


def _narrowed(font: ImageFont.FreeTypeFont, text: str) -> ImageFont.FreeTypeFont:
    """The font as large as `text` has room above a picture."""
    wide = font.getlength(text)
    return font if wide <= THUMB else font.font_variant(size=font.size * THUMB / wide)


def _scaled(path: Path, width: int) -> Image.Image:
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    if image.width <= width:
        return image
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def gif(paths: Sequence[Path], views: Sequence[View], theme: str) -> bytes:
    """The pictures one after the other as an animated GIF without end, all in the same 256 colours."""
    colours = _contact_sheet(paths, views, theme).quantize(256)
    frames = [_scaled(path, ANIMATED).quantize(palette=colours, dither=Image.Dither.NONE) for path in paths]
    out = io.BytesIO()
    frames[0].save(
        out, format="GIF", save_all=True, append_images=frames[1:], duration=round(SECONDS * 1000), loop=0, optimize=False
    )
    return out.getvalue()


def mp4(paths: Sequence[Path], out: Path) -> None:
    """The pictures one after the other as a film (H.264) at `out`, by the ffmpeg of the machine.

    Raises ``ValueError`` with one line if there is no ffmpeg, or if it does not do it; then nothing is left at `out`.
    """
    program = ffmpeg()
    unfinished = out.with_name(f"{out.name}.part")
    given = [program, "-hide_banner", "-loglevel", "error", "-y", "-f", "image2pipe", "-c:v", "png"]
    given += ["-framerate", f"{1 / SECONDS:.6f}", "-i", "-", "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-r", "24"]
    given += ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
    given += ["-movflags", "+faststart", "-f", "mp4", str(unfinished)]
    try:
        done = subprocess.run(given, input=b"".join(p.read_bytes() for p in paths), capture_output=True, check=False)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason"]
            raise ValueError(f"'mp4' could not be made by ffmpeg (it says: {said[-1][:160]})")
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def ffmpeg() -> str:
    """The path of the machine's ffmpeg. Raises ``ValueError`` if there is none."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise ValueError("'mp4' must have the program ffmpeg on this machine (got none; --gif needs no other program)")
    return found
