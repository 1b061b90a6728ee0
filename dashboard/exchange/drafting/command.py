"""``qantar seed add``: a text and the draft of its annotation, put beside each other for a person to read and decide."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from dashboard.exchange.drafting.draft import Draft, from_json, to_json
from dashboard.exchange.drafting.drafter import Drafter
from dashboard.exchange.drafting.reading import Refused, Text, read
from dashboard.layer import home, the_layer
from dashboard.layer.vocabulary import LANGUAGES

ABOUT = """\
Draft the annotation of another text: an article, a report, a statement. The text is
cut into statements that can be checked, and each is given the events, figures and
places of the event layer that it may speak of, with the reason and a score from 0 to 1.

It is a draft and says so: nothing is confirmed by itself, and nothing of it is shown in
the dashboard. It is written as two files, a copy of the text and NAME.json, into
seeds/drafts/ or the folder that you name. A file that is there is never replaced.

The text must be in UTF-8 (or UTF-16 that says so) and at most 2 MB long. Give the day
on which it was written, if you know it: "yesterday" then has a meaning.
"""

_SCRIPTS = {"en": ("a", "z"), "el": ("\u0370", "\u03ff"), "ru": ("\u0400", "\u04ff"), "kk": ("\u0400", "\u04ff")}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``seed add`` to the commands of the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    seed = commands.add_parser("seed", help="draft the annotation of a text", description=ABOUT, formatter_class=plain)
    actions = seed.add_subparsers(dest="action", metavar="add", required=True)
    add = actions.add_parser("add", help="draft the annotation of a text", description=ABOUT, formatter_class=plain)
    add.add_argument("file", type=Path, metavar="FILE", help="the text, a file of plain text")
    add.add_argument("--lang", required=True, metavar="LANG", help=f"the language of the text: {', '.join(LANGUAGES)}")
    add.add_argument("--date", metavar="YYYY-MM-DD", help="the day on which the text was written, if you know it")
    add.add_argument("--out", type=Path, metavar="DIR", help="the folder to write to (normally seeds/drafts/)")


def add_seed(given: argparse.Namespace) -> int:
    """Do what ``qantar seed add`` is asked (`file`, `lang`, `date`, `out`); print what came of it; return the exit status.

    Anything that cannot be used ends in one line ``qantar: FILE: 'what' must be X (got Y)`` and status 1, nothing written.
    """
    try:
        lang, dated = _language(given.file, given.lang), _date(given.file, given.date)
        folder = _folder(given.file, given.out)
        text = read(given.file)
        targets = _targets(folder, text.name)
        made = Drafter(the_layer(), lang).draft(targets[0].name, text.content, dated)
        told = to_json(made)
        from_json(told, text.content)  # what is written can be read back
        _write(given.file, folder, dict(zip(targets, (text.content, told), strict=True)))
    except Refused as refusal:
        sys.stderr.write(f"qantar: {refusal}\n")
        return 1
    sys.stdout.write(_summary(made, text, targets))
    return 0


def _language(file: Path, lang: str) -> str:
    if lang not in LANGUAGES:
        raise Refused(file.name, "lang", f"one of {', '.join(LANGUAGES)}", repr(lang))
    return lang


def _date(file: Path, told: str | None) -> date | None:
    if told is None:
        return None
    try:
        if len(told) != 10:
            raise ValueError
        return date.fromisoformat(told)
    except ValueError:
        raise Refused(file.name, "date", "a day such as 2022-01-06", repr(told)) from None


def _folder(file: Path, out: Path | None) -> Path:
    folder = home.SEEDS / home.DRAFTS if out is None else out
    if folder.resolve() == home.SEEDS.resolve():
        raise Refused(file.name, "out", "a folder of its own, as the texts in seeds/ are shown in public", str(folder))
    return folder


def _targets(folder: Path, name: str) -> tuple[Path, Path]:
    """The files to write: the copy of the text and its draft. Raises :class:`Refused` if one of them is there."""
    stem = Path(name).stem if Path(name).suffix.casefold() in (".txt", ".text", ".md") else name
    targets = folder / f"{stem}.txt", folder / f"{stem}.json"
    for target in targets:
        if os.path.lexists(target):
            raise Refused(name, "text", "a new name in " + str(folder), f"{target.name}, which is there already")
    return targets


def _write(file: Path, folder: Path, contents: dict[Path, str]) -> None:
    """Write all files or none: each is finished under a passing name and then linked to its own, which must be free."""
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # a file of that name, too
        raise Refused(file.name, "out", "a folder that can be written to", f"{folder}: {error.strerror}") from None
    try:
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as passing:
            for target, content in contents.items():
                (Path(passing) / target.name).write_text(content, encoding="utf-8", newline="\n")
            for target in contents:
                _move(Path(passing) / target.name, target)
                done.append(target)
    except FileExistsError:
        _remove(done)
        raise Refused(file.name, "text", f"a new name in {folder}", "a name that is there already") from None
    except OSError as error:
        _remove(done)
        raise Refused(file.name, "out", "a folder that can be written to", f"{folder}: {error.strerror}") from None


def _move(source: Path, target: Path) -> None:
    """Give a finished file its own name, whole or not at all, never over another file."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError from None
        source.replace(target)


def _remove(done: list[Path]) -> None:
    for target in done:
        target.unlink(missing_ok=True)


def _summary(made: Draft, text: Text, targets: tuple[Path, Path]) -> str:
    found = made.statements
    linked = {kind: sum(bool(getattr(s, kind)) for s in found) for kind in ("events", "figures", "places")}
    lines = [
        f"{len(found)} candidate statements, of which " + ", ".join(f"{n} with {kind}" for kind, n in linked.items()) + "."
    ]
    dated = (
        f"{made.dated.isoformat()} ({made.basis})"
        if made.dated
        else "not known (give --date): days like “yesterday” are left open"
    )
    lines.append(f"Date of the text: {dated}.")
    if text.encoding != "UTF-8":
        lines.append(f"The text was in {text.encoding}; the copy is in UTF-8.")
    if _other_script(made):
        lines.append(f"Few letters of the text are those of '{made.lang}': is that its language?")
    lines += [f"Text:  {targets[0]}", f"Draft: {targets[1]}", "It is a draft: read every statement before you use it."]
    return "\n".join(lines) + "\n"


def _other_script(made: Draft) -> bool:
    """Whether fewer than half of the letters are of the script of the language that was named."""
    first, last = _SCRIPTS[made.lang]
    letters = Counter(first <= c.casefold()[0] <= last for c in made.text[:20_000] if c.isalpha())
    return letters[True] < letters[False]
