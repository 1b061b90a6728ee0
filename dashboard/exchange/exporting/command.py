"""``qantar export``: the layer, or the events of a view, written to a file or to the standard output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from dashboard.exchange.exporting.formats import FORMATS, Format, by_suffix
from dashboard.exchange.exporting.selection import Selection
from dashboard.layer import the_layer
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.output import refused, written
from dashboard.views.address import View, named

_ABOUT: Final = """\
Write the data in a form that other programs read: the whole event layer or, with
--view, the events that a view of the dashboard shows. The file says which events were
chosen, as of when, from whom and under which licence.

The form is named by --format or, if that is missing, by the end of the file's name:

{formats}

A view is the name of a scene, such as almaty, or the address of the dashboard as it
stands in the web browser, in quotation marks.

Examples:

  qantar export --out events.geojson
  qantar export --out almaty.xlsx --view almaty --lang ru
  qantar export --format figures-csv --out figures.csv
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``export`` to the commands of the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    listed = "\n".join(f"  {f.name:<21} {f.suffix:<19} {f.about}" for f in FORMATS.values())
    about = _ABOUT.format(formats=listed)
    export = commands.add_parser("export", help="write the data in another form", description=about, formatter_class=plain)
    export.add_argument("--format", metavar="FORMAT", help="one of the forms above")
    export.add_argument("--out", type=Path, metavar="FILE", help="the file to write (replaced if it is there)")
    export.add_argument("--view", metavar="VIEW", help="a scene or an address of the dashboard (normally everything)")
    export.add_argument("--lang", metavar="LANG", help=f"the language of the texts: {', '.join(LANGUAGES)} (normally en)")


def export(given: argparse.Namespace) -> int:
    """Do what ``qantar export`` is asked (`format`, `out`, `view`, `lang`); return the exit status.

    Everything that cannot be used is told at once, a line ``qantar: 'what' must be X (got Y)`` for each, with status 1 and
    nothing written.
    """
    layer = the_layer()
    problems: list[str] = []
    format_ = _format(given.format, given.out, problems)
    lang = _language(given.lang, problems)
    view = _view(given.view, layer, lang, problems)
    if format_ and format_.binary and given.out is None:
        problems.append(f"'out' must be a file for {format_.name} (got nothing)")
    if format_ is None or problems:
        return refused(problems)
    selection = Selection(layer, view, lang or (view.lang if view else "en"))
    content = format_.make(selection)
    if given.out is None:
        sys.stdout.buffer.write(content)
        return 0
    fault = written(given.out, content)
    if fault:
        return refused([fault])
    sys.stdout.write(f"{given.out}: {selection.sentence}\n")
    return 0


def _format(name: str | None, out: Path | None, problems: list[str]) -> Format | None:
    if name is not None:
        if name not in FORMATS:
            problems.append(f"'format' must be one of {', '.join(FORMATS)} (got {name[:60]!r})")
        return FORMATS.get(name)
    if out is None:
        problems.append(f"'format' must be one of {', '.join(FORMATS)} (got nothing)")
        return None
    found = by_suffix(out.name)
    if found is None:
        endings = ", ".join(f.suffix for f in FORMATS.values())
        problems.append(f"'out' must be a file that ends in one of {endings}, if no 'format' is given (got {out.name[:60]!r})")
    return found


def _language(lang: str | None, problems: list[str]) -> str | None:
    if lang is not None and lang not in LANGUAGES:
        problems.append(f"'lang' must be one of {', '.join(LANGUAGES)} (got {lang[:60]!r})")
        return None
    return lang


def _view(text: str | None, layer: Layer, lang: str | None, problems: list[str]) -> View | None:
    if text is None:
        return None
    try:
        return named(text, layer, lang)
    except ValueError as error:
        problems += str(error).splitlines()
        return None
