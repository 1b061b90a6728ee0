"""The names of a layer, filed by their first word: places, actors, claimants, publishers of sources and terms of the glossary.

Each is filed in all four languages, as a text in one of them quotes names of the others. Beside the full name stand its
parts that are used alone: a place without its town ("Alatau theatre"), a surname, initials in brackets, a body of state
without "of Kazakhstan"; and the aliases of :mod:`dashboard.exchange.drafting.aliases`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.exchange.drafting.aliases import ALIASES
from dashboard.exchange.drafting.words import ARTICLES, key, tokens
from dashboard.layer import Layer
from dashboard.layer.filters import fold
from dashboard.layer.records import Place

GROUPS = {"place": "place", "actor": "who", "claimant": "who", "publisher": "who", "term": "term"}
"""Kinds of record by the group in which the longest name wins: a place stands inside a body's name and both count."""

_BODIES = ("government_building", "police", "security_service", "square", "residence", "hospital", "diplomatic_mission")
"""Kinds of place whose name without its town is a common noun."""

_OF_KAZAKHSTAN = ("Kazakhstan", "Kazakh", "Καζακστάν", "Казахстана", "Қазақстан", "Қазақстанның")


@dataclass(frozen=True, slots=True)
class Name:
    """A filed name: the keys of its words, the record `id` of `kind`, how sure it is (0 to 1) and why.

    A `proper` name must begin with a capital letter. `town` is the place that must be named as well to be sure.
    """

    keys: tuple[str, ...]
    kind: str
    id: str
    sure: float
    reason: str
    proper: bool
    town: str | None = None


class Names:
    """The names of `layer` as they are looked up in a text of `lang`."""

    def __init__(self, layer: Layer, lang: str) -> None:
        self._layer, self._lang = layer, lang
        self._filed: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in dict.fromkeys(self._all()):
            if name.keys:
                self._filed[GROUPS[name.kind], name.keys[0]].append(name)

    def beginning(self, group: str, forms: Iterable[str]) -> Iterable[Name]:
        """The names of a group whose first word has one of these keys."""
        for form in forms:
            yield from self._filed.get((group, form), ())

    def _keys(self, name: str) -> tuple[str, ...]:
        found = tokens(name, self._lang)
        kept = [t for t in found if t.folded not in ARTICLES[self._lang] and t.folded not in ARTICLES["el"]] or found
        return tuple(key(t.folded, self._lang) for t in kept)

    def _all(self) -> Iterable[Name]:
        for place in self._layer.places.values():
            if place.kind != "later_region":  # regions made in June 2022 have the names of towns and people of January
                for name in place.names.values():
                    yield from self._of_place(place, name)
        for actor in self._layer.actors.values():
            for name in actor.names.values():
                yield from self._of_body("actor", actor.actor_id, name, actor.names)
        for claimant in self._layer.claimants.values():
            for name in claimant.names.values():
                yield from self._of_body("claimant", claimant.claimant_id, name, claimant.names)
        for publisher in sorted({s.publisher for s in self._layer.sources.values()}):
            name = _without_brackets(publisher)[0].split(",")[0]
            if len(name) > 3 or name.isupper():
                yield Name(self._keys(name), "publisher", publisher, 0.9, "a publisher among the layer's sources", True)
        for alias in ALIASES:
            known = self._layer.places if alias.kind == "place" else self._layer.actors
            for form in alias.forms.split("|") if alias.id in known else ():
                yield Name(self._keys(form), alias.kind, alias.id, alias.sure, alias.reason, form[0].isupper())
        for row in self._layer.tables.get("glossary", ()):
            term = re.split(r"[(;·/,]", row[f"term_{self._lang}"])[0].strip()
            if " " in term:  # a single word is compared as a word
                yield Name(self._keys(term), "term", row["term_en"], 0.9, "a term of the glossary", False)

    def _of_place(self, place: Place, name: str) -> Iterable[Name]:
        plain, inside = _without_brackets(name)
        head, comma, _ = plain.partition(",")
        yield Name(self._keys(plain), "place", place.place_id, 0.95, "the layer's name of the place", True)
        if comma:
            sure, why = (0.45 if place.kind in _BODIES else 0.7), "its name without the town"
            yield Name(self._keys(head), "place", place.place_id, sure, why, True, place.city_place_id)
        for other in inside if place.kind == "city" else ():
            yield Name(self._keys(other), "place", place.place_id, 0.9, "its other name in the layer", True)

    def _of_body(self, kind: str, id_: str, name: str, names: dict[str, str]) -> Iterable[Name]:
        plain, inside = _without_brackets(name)
        keys = self._keys(plain.split(",")[0])
        person = " " in names["en"] and id_ == names["en"].split()[-1].casefold()
        title = "«" in names["ru"] or names["el"].isascii()  # "Sputnik", «Мир»: names that are also words
        yield Name(keys, kind, id_, 0.95, f"the layer's name of the {kind}", person or (title and len(keys) == 1))
        if person and len(keys) > 1:
            yield Name(keys[-1:], kind, id_, 0.8, "a surname alone", True)
        for other in inside:
            if other[:2].isupper():
                yield Name(self._keys(other), kind, id_, 0.9, "its initials in the layer", True)
        country = {key(fold(w), self._lang) for w in _OF_KAZAKHSTAN}
        home = tuple(k for k in keys if k not in country)
        if home and len(home) < len(keys):
            yield Name(home, kind, id_, 0.75, "its name without the country", False)


def _without_brackets(name: str) -> tuple[str, list[str]]:
    """A name without its brackets and quotation marks, and what stood in the brackets with a capital letter."""
    inside = re.findall(r"\(([^)]*)\)", name)
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    return " ".join(plain.replace("«", "").replace("»", "").split()), [i for i in inside if i and i[0].isupper()]
