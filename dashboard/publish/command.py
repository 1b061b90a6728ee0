"""``qantar publish``: write the static embed kit."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dashboard.layer.vocabulary import LANGUAGES
from dashboard.output import refused

_ABOUT: Final = """\
Write a folder of static files for newsroom pages: maps, charts and checked statements as
embeds, a gallery with the code to copy, pictures, data and a manifest. Any web server or
CDN can serve it; it needs no other server, sets no cookie and asks nobody else.

A view is a scene (almaty), an address of the dashboard, a chart (chart:toll) or a statement
of the article (statement:seed-07); #name at its end names the embed. Without --view all
scenes, charts and statements are written.

An address that was once published stays as it is: each run adds a version.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    publish = commands.add_parser("publish", help="write embeds for newsroom pages", description=_ABOUT, formatter_class=plain)
    publish.add_argument("out", type=Path, metavar="OUT", help="the folder to write (new, empty, or made by this command)")
    publish.add_argument("--view", action="append", default=[], metavar="VIEW", help="a view to publish; may be given again")
    publish.add_argument(
        "--lang",
        action="append",
        default=[],
        metavar="L",
        help=f"a language of {', '.join(LANGUAGES)}; may be given again (normally all)",
    )
    publish.add_argument(
        "--base-url", default="", metavar="URL", help="where the folder will be found: needed for oEmbed and full snippets"
    )
    publish.add_argument("--dashboard-url", default="", metavar="URL", help="the live dashboard to which the embeds lead on")
    publish.add_argument("--title", action="append", default=[], metavar="NAME=TEXT", help="your own title for an embed")
    publish.add_argument("--alt", action="append", default=[], metavar="NAME=TEXT", help="your own alt text for an embed")


def publish(given: argparse.Namespace) -> int:
    """Run the command; return the exit status."""
    from dashboard.layer import the_layer
    from dashboard.progress import Progress
    from dashboard.publish import folder
    from dashboard.publish.embed import parse_all
    from dashboard.publish.site import Site

    layer = the_layer()
    problems = [
        f"'lang' must be one of {', '.join(LANGUAGES)} (got {lang[:40]!r})" for lang in given.lang if lang not in LANGUAGES
    ]
    bases = {"base_url": "", "dashboard_url": ""}
    for name in bases:
        try:
            bases[name] = address(name.replace("_", "-"), getattr(given, name))
        except ValueError as error:
            problems.append(str(error))
    titles, told = _pairs("title", given.title)
    problems += told
    alts, told = _pairs("alt", given.alt)
    problems += told
    embeds = []
    try:
        embeds = parse_all(given.view, layer, titles, alts)
    except ValueError as error:
        problems += str(error).split("\n")
    try:
        folder.check(given.out)
    except folder.FolderError as error:
        problems.append(str(error))
    if problems:
        return refused(problems)
    site = Site(layer, embeds, tuple(dict.fromkeys(given.lang)) or LANGUAGES, **bases)
    with Progress("publishing", site.parts()) as progress:
        files = site.files(lambda now: progress.step(1, now))
    try:
        folder.replace(given.out, files)
    except folder.FolderError as error:
        return refused([str(error)])
    size = sum(len(content) for content in files.values()) / 1e6
    print(f"{len(embeds) * len(site.langs)} embeds, {len(files)} files, {size:.1f} MB in {given.out}")
    print(f"The gallery is {given.out / 'index.html'}")
    if not site.base_url:
        print("Snippets are relative and there are no oEmbed answers: give --base-url for them.")
    return 0


def address(option: str, text: str) -> str:
    """A web address with a slash at its end; empty stays empty. Raises ``ValueError`` for anything else."""
    if not text:
        return ""
    parts = urlsplit(text)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.query
        or parts.fragment
        or re.search(r"[\s\"'<>]", text)
    ):
        raise ValueError(f"'{option}' must be an address such as https://example.org/qantar/ (got {text[:80]!r})")
    return text.rstrip("/") + "/"


def _pairs(option: str, texts: list[str]) -> tuple[dict[str, str], list[str]]:
    split = [text.partition("=") for text in texts]
    problems = [
        f"'{option}' must be NAME=TEXT (got {name[:60]!r})" for name, sign, value in split if not sign or not value.strip()
    ]
    return {name: value.strip() for name, _, value in split}, problems
