"""`Embed`: one thing that an article can show (a map, a chart or a checked statement), and how it is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Statement
from dashboard.locale import Words
from dashboard.views import captions
from dashboard.views.address import Position, View, named, position
from dashboard.views.scenes import SCENES

Kind = Literal["map", "chart", "statement"]

CHARTS: Final = {"toll": "figures", "occupations": "occupied", "deployment": "csto", "shutdown": "kazakhstan"}
"""The charts that are published, and the scene whose window each shows unless told otherwise."""

NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Embed:
    """What is shown: `kind`, a `view`, and for a chart or a statement its id. `name` stands in addresses; it is unique.

    `title` and `alt` are the author's own and may be empty. `at` is where a map looks instead of at its scene.
    """

    name: str
    kind: Kind
    view: View
    item: str = ""
    title: str = ""
    alt: str = ""
    at: Position | None = None

    def query(self) -> str:
        """The view, with where its map looks, as a URL query."""
        return self.view.query(self.at)

    def in_language(self, lang: str) -> Embed:
        """The same in another language."""
        return replace(self, view=replace(self.view, lang=lang))

    def statement(self, layer: Layer) -> Statement:
        """The statement of a statement card."""
        found = layer.statement(self.item)
        assert found is not None
        return found

    def heading(self, layer: Layer, words: Words) -> str:
        """The author's title, or ours."""
        if self.title:
            return self.title
        if self.kind == "chart":
            return words.label("chart", self.item)
        if self.kind == "statement":
            gloss = words.name(self.statement(layer).glosses)
            return gloss[0].upper() + gloss[1:]
        return words("{place}: the unrest of January 2022", place=words.label("scene", self.view.scene))

    def description(self, layer: Layer, words: Words) -> str:
        """The alt text: the author's, or ours. A chart's own is made with its figure (:mod:`dashboard.publish.pages`)."""
        if self.alt:
            return self.alt
        if self.kind == "statement":
            told = self.statement(layer)
            verdict = words.label("verdict", told.verdict)
            return f"{words.name(told.glosses)} {verdict}: {words.name(told.evidences)} {captions.as_of(layer, words)}."
        return captions.alt(self.view, layer, words)


def parse(text: str, layer: Layer) -> Embed:
    """Read ``almaty``, an address of the dashboard, ``chart:toll``, ``chart:toll?from=...`` or ``statement:seed-07``.

    ``#name`` at the end names it. Raises ``ValueError`` with one message a line.
    """
    what, _, name = text.partition("#")
    if name and not NAME.fullmatch(name):
        raise ValueError(f"'name' must be small letters, digits and single hyphens (got {name[:60]!r})")
    kind, _, item = what.partition(":")
    if kind == "statement":
        if layer.statement(item) is None:
            known = layer.statements
            ids = f"{known[0].statement_id} to {known[-1].statement_id}"
            raise ValueError(f"'view' must name a statement from {ids} (got {item[:60]!r})")
        return Embed(name or item, "statement", View("article", Filter(statement=item)), item)
    if kind == "chart":
        item, _, query = item.partition("?")
        if item not in CHARTS:
            raise ValueError(f"'view' must name one of the charts {', '.join(CHARTS)} (got {item[:60]!r})")
        view = named(query or CHARTS[item], layer)
        return Embed(name or _name(f"chart-{item}", query), "chart", view, item)
    view = named(what, layer)
    if not layer.select(view.filter):
        raise ValueError(f"'view' must show at least one event (got {what[:80]!r})")
    found = Embed(what, "map", view, at=position(what))
    return replace(found, name=name or (what if what in SCENES else _name(view.scene, found.query())))


def _name(stem: str, query: str) -> str:
    return f"{stem}-{hashlib.sha256(query.encode()).hexdigest()[:8]}" if query else stem


def everything(layer: Layer) -> list[Embed]:
    """What is published unless something is named: every scene, every chart, every statement of the article."""
    texts = [s for s in SCENES if s != "article"]
    texts += [f"chart:{c}" for c in CHARTS] + [f"statement:{s.statement_id}" for s in layer.statements]
    return [parse(text, layer) for text in texts]


def parse_all(texts: Iterable[str], layer: Layer, titles: Mapping[str, str], alts: Mapping[str, str]) -> list[Embed]:
    """Read every view, with the author's titles and alt texts by name. Raises ``ValueError`` with all that is wrong."""
    found: list[Embed] = []
    problems: list[str] = []
    for text in texts:
        try:
            found.append(parse(text, layer))
        except ValueError as error:
            problems += str(error).split("\n")
    found = found or (everything(layer) if not problems else [])
    names = [e.name for e in found]
    problems += [
        f"'view' must have a name of its own, such as {n}#{n}-2 (got {n!r} twice)"
        for n in sorted({n for n in names if names.count(n) > 1})
    ]
    for field, given in (("title", titles), ("alt", alts)):
        problems += [
            f"'{field}' must be for one of {', '.join(names[:20])} (got {n[:60]!r})"
            for n in given
            if n not in names and not problems
        ]
    if problems:
        raise ValueError("\n".join(problems))
    return [replace(e, title=titles.get(e.name, ""), alt=alts.get(e.name, "")) for e in found]
