"""``qantar brief``: a view as a picture for a slide, a page or a link."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from dashboard.layer.vocabulary import LANGUAGES
from dashboard.output import refused, written

if TYPE_CHECKING:
    from dashboard.brief import sizes
    from dashboard.brief.chart import Format, Theme
    from dashboard.layer.load import Layer
    from dashboard.views.address import View

FORMATS: Final = ("png", "svg", "pdf")
THEMES: Final = ("light", "dark", "print")
LAYOUTS: Final = ("map", "brief")

AT_LENGTH: Final = timedelta(hours=1)
"""How long the window of ``--at`` is: what was under way in the hour that begins then."""

_ABOUT: Final = """\
Draw a view of the dashboard as a picture, without a browser and without the network: the
map with what the dashboard shows, or a chart, with its window of time, the state of the data,
the sources and the boundary note. --layout brief makes a page of it: map, chart, what happened,
the numbers, what is disputed. --each makes a series of pictures in a folder, with a contact sheet.

A view is a scene (almaty), an address of the dashboard in quotation marks, or a chart
(chart:toll, or chart:toll?v=1&... for the chart of an address), or a statement of the article
(statement:seed-07). Times are Almaty time.

Examples:

  qantar brief almaty --out almaty.png
  qantar brief almaty --at 2022-01-05T16:00 --size a4 --out almaty.pdf
  qantar brief csto --lang el --theme print --out csto.svg
  qantar brief almaty --layout brief --size a4 --out almaty-brief.pdf
  qantar brief almaty --each 2h --from 2022-01-05T12:00 --to 2022-01-06 --gif --out almaty
  qantar brief statement:seed-07 --lang el --size card --out statement.png
  qantar brief chart:toll --known-at 2022-01-09T19:00 --out toll.png
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    brief = commands.add_parser("brief", help="draw a picture for a slide or a page", description=_ABOUT, formatter_class=plain)
    brief.add_argument("view", metavar="VIEW", help="a scene, an address of the dashboard, a chart, or a statement")
    brief.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=f"the picture: its ending is {', '.join(FORMATS)}; of a series its folder",
    )
    brief.add_argument(
        "--size",
        default="slide",
        metavar="SIZE",
        help="slide (normally), slide-4x3, a4, a4-landscape, letter, square, story, card, or WIDTHxHEIGHT in pixels",
    )
    brief.add_argument("--lang", metavar="L", help=f"the language: {', '.join(LANGUAGES)} (normally the address's, or en)")
    brief.add_argument("--theme", default="light", metavar="THEME", help=f"the colours: {', '.join(THEMES)} (normally light)")
    brief.add_argument("--at", metavar="TIME", help="what was under way in the hour from then on")
    brief.add_argument("--from", dest="start", metavar="TIME", help="start of the window")
    brief.add_argument("--to", dest="end", metavar="TIME", help="end of the window (not included)")
    brief.add_argument("--known-at", metavar="TIME", help="only what the sources had told by then")
    brief.add_argument("--title", default="", metavar="TEXT", help="your own title")
    brief.add_argument(
        "--layout", default="map", metavar="LAYOUT", help=f"what is on the page: {', '.join(LAYOUTS)} (normally map)"
    )
    brief.add_argument("--chart", default="", metavar="ID", help="the chart of a brief (normally the scene's)")
    brief.add_argument(
        "--each", metavar="TIME", help="a series of pictures, one for each such part of the window: 30min, 2h, 1d"
    )
    brief.add_argument("--gif", action="store_true", help="the series as an animated GIF too")
    brief.add_argument("--mp4", action="store_true", help="the series as a film too (needs the program ffmpeg)")


def brief(given: argparse.Namespace) -> int:
    """Run the command; return the exit status. Everything that cannot be used is told at once, and nothing is written."""
    from dashboard.brief import sizes
    from dashboard.layer import the_layer

    layer = the_layer()
    problems: list[str] = []
    size = None
    try:
        size = sizes.parse(given.size)
    except ValueError as error:
        problems.append(str(error))
    if given.theme not in THEMES:
        problems.append(f"'theme' must be one of {', '.join(THEMES)} (got {given.theme[:40]!r})")
    if given.layout not in LAYOUTS:
        problems.append(f"'layout' must be one of {', '.join(LAYOUTS)} (got {given.layout[:40]!r})")
    if (given.gif or given.mp4) and not given.each:
        problems.append("'gif' and 'mp4' must go with 'each' (got no series)")
    kind = given.out.suffix.lower().removeprefix(".")
    if not given.each and kind not in FORMATS:
        problems.append(f"'out' must end in {', '.join(f'.{f}' for f in FORMATS)} (got {given.out.name[-60:]!r})")
    if given.view.startswith("statement:"):
        return _statement(layer, given, size, kind, problems)
    chart, text = _chart(given.view, problems)
    view = _view(text, given, layer, problems) if text else None
    if view and not chart and not layer.select(view.filter):
        problems.append(f"'view' must show at least one event (got {view.query()})")
    if chart and (given.each or given.layout != "map"):
        problems.append(f"'view' must be a scene or an address for a series or a brief (got {given.view[:60]!r})")
    if given.each and given.layout != "map":
        problems.append("'each' must go without 'layout' (got both)")
    if given.chart and given.layout != "brief":
        problems.append("'chart' must go with the layout brief (got another)")
    if given.each and view:
        return _series(layer, view, given, text, size, problems)
    if problems or view is None or size is None:
        return refused(problems)
    try:
        content = _page(layer, view, chart, given, text, kind, size)
    except ValueError as error:
        return refused(str(error).split("\n"))
    return _done(given.out, content)


def _page(layer: Layer, view: View, chart: str, given: argparse.Namespace, text: str, kind: str, size: sizes.Size) -> bytes:
    """The one picture that was asked for. Raises ``ValueError`` for what has no room on it."""
    from dashboard.views.address import position

    if chart:
        return draw_chart(layer, view, chart, kind, size, given.theme, given.title)
    if given.layout == "brief":
        from dashboard.brief.onepage import one_page

        return one_page(
            layer,
            view,
            format=kind,
            size=size,
            theme=given.theme,
            title=given.title,
            chart=given.chart,
            position=position(text),
        )
    from dashboard.brief.picture import picture

    return picture(layer, view, format=kind, size=size, theme=given.theme, title=given.title, position=position(text))


def _done(out: Path, content: bytes) -> int:
    problem = written(out, content)
    if problem:
        return refused([problem])
    sys.stdout.write(f"{out}\n")
    return 0


def _statement(layer: Layer, given: argparse.Namespace, size: sizes.Size | None, kind: str, problems: list[str]) -> int:
    """Draw a statement of the article, which has a language, a size and a theme and nothing else."""
    from dashboard.brief.statement import statement_picture

    statement_id, lang = given.view.partition(":")[2], given.lang or "en"
    statement = layer.statement(statement_id)
    if statement is None:
        problems.append(f"'view' must name a statement of the article, such as statement:seed-07 (got {given.view[:60]!r})")
    if lang not in LANGUAGES:
        problems.append(f"'lang' must be one of {', '.join(LANGUAGES)} (got {lang[:40]!r})")
    given_too = [
        name for name in ("at", "from", "to", "known-at", "title", "chart", "each") if getattr(given, _DEST.get(name, name))
    ]
    if given_too:
        problems.append(f"'view' must be a scene, an address or a chart for {', '.join(given_too)} (got a statement)")
    if problems or statement is None or size is None:
        return refused(problems)
    return _done(given.out, statement_picture(layer, statement, lang, size=size, theme=given.theme, format=kind))


_DEST: Final = {"from": "start", "to": "end", "known-at": "known_at"}


def _series(
    layer: Layer, view: View, given: argparse.Namespace, text: str, size: sizes.Size | None, problems: list[str]
) -> int:
    """Draw a series into a folder: its pictures, their contact sheet, and what moves."""
    from dashboard.brief import series
    from dashboard.brief.filenames import file_name
    from dashboard.views.address import position

    views: list[View] = []
    try:
        views = series.steps(view, series.duration(given.each))
    except ValueError as error:
        problems.append(str(error))
    if given.mp4:
        try:
            series.ffmpeg()
        except ValueError as error:
            problems.append(str(error))
    if given.out.exists() and not given.out.is_dir():
        problems.append(f"'out' must be a folder for a series (got {given.out})")
    if problems or size is None:
        return refused(problems)
    look = series.Look(size, given.theme, given.title, position(text))
    try:
        paths = series.storyboard(layer, views, look, given.out)
        name = given.out / file_name(view, size.name, "png", what=f"{view.scene}-each-{given.each}")
        made = {name: series.contact_sheet(paths, views, given.theme)}
        if given.gif:
            made[name.with_suffix(".gif")] = series.gif(paths, views, given.theme)
        wrong = [problem for path, content in made.items() if (problem := written(path, content))]
        if wrong:
            return refused(wrong)
        paths += made
        if given.mp4:
            series.mp4(paths[: len(views)], name.with_suffix(".mp4"))
            paths.append(name.with_suffix(".mp4"))
    except ValueError as error:
        return refused([str(error)])
    except OSError as error:
        told = f"{given.out}: {error.strerror}" if error.strerror else str(error)
        return refused([f"'out' must be a folder that can be written (got {told})"])
    sys.stdout.writelines(f"{path}\n" for path in paths)
    return 0


def draw_chart(layer: Layer, view: View, chart: str, kind: str, size: sizes.Size, theme: str, title: str) -> bytes:
    """The chart of a view on a page of `size`."""
    from dashboard.brief.chart import chart_picture

    width, height = (round(side * 72) for side in size.inches) if kind == "pdf" else (round(side) for side in size.units)
    form, look = cast("Format", kind), cast("Theme", theme)  # the command has seen to that
    return chart_picture(layer, view, chart, format=form, width=width, height=height, theme=look, title=title, scale=size.unit)


def _chart(text: str, problems: list[str]) -> tuple[str, str]:
    """The id of a chart, if `text` names one, and the view that goes with it: its own scene if none is named."""
    from dashboard.views.charts import CHARTS
    from dashboard.views.scenes import SCENES

    kind, _, rest = text.partition(":")
    if kind != "chart":
        return "", text
    chart, _, query = rest.partition("?")
    if chart not in CHARTS:
        problems.append(f"'view' must name one of the charts {', '.join(CHARTS)} (got {chart[:60]!r})")
        return "", ""
    return chart, query or next(s.scene_id for s in reversed(SCENES.values()) if chart in s.charts and s.scene_id != "article")


def _view(text: str, given: argparse.Namespace, layer: Layer, problems: list[str]) -> View | None:
    """The view that `text` names, with the window and the moment of knowledge of the options."""
    from dashboard.views.address import named, position, read

    try:
        view = named(text, layer, given.lang)
        position(text)
    except ValueError as error:
        problems += str(error).split("\n")
        return None
    start, end = given.start, given.end
    if given.at and (start or end):
        problems.append("'at' must stand alone, without 'from' and 'to' (got both)")
        return view
    if given.at:
        try:
            start, end = given.at, (datetime.fromisoformat(given.at) + AT_LENGTH).isoformat(timespec="minutes")
        except ValueError:
            problems.append(f"'at' must be a time such as 2022-01-05T18:00 (got {given.at[:40]!r})")
            return view
    asked = {"from": start, "to": end, "known": given.known_at}
    found, told = read(view.params() | {k: v for k, v in asked.items() if v}, layer)
    problems += [t.replace("'known'", "'known-at'", 1) for t in told]
    return found
