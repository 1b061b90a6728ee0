"""Which places, actors and claimants of the layer a text names, and why we think so.

Names are filed word by word under their keys (:mod:`dashboard.exchange.drafting.words`), so that "στο Ταλντικοργκάν",
"в Талдыкоргане" and "Талдықорғанда" find the town. A name is matched as whole words only; of two names that begin at one word
the longer is taken. Names of places and people must begin with a capital letter, or "oral" would be a town.

How sure a match is (`score`):

- 0.95 the name as the layer has it; 0.85 and less for an alias, as the table of aliases says;
- 0.8 a surname alone; 0.75 a body named without its country;
- 0.7 the proper part of a name ("Alatau theatre") without its town in the sentence, 0.45 if that part is a common noun;
- x 0.8 a name of three letters or fewer; x 0.85 a town whose name is a region's too; shared by n records: divided by n;
- 0.9 a kind of building beside a town ("the airport of Aktobe"), 0.75 if the town is named elsewhere in the sentence;
- x 0.6 a foreign capital without a word of place before it: it may stand for a government.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.exchange.drafting.aliases import ALIASES, KINDS
from dashboard.exchange.drafting.words import ARTICLES, Token, begin, key, line, tokens
from dashboard.layer import Layer
from dashboard.layer.filters import fold
from dashboard.layer.records import Place

_BODIES = ("government_building", "police", "security_service", "square", "residence", "hospital", "diplomatic_mission")
"""Kinds of place whose name without its town is a common noun."""

_WHERE = {
    "el": "=σε =στο =στη =στην =στον =στα =στουσ =απο =προσ",
    "en": "=in =at =near =from =to =into =outside",
    "ru": "=в =во =из =под =около =близ =у",
    "kk": "",
}
"""Words before a name by which it is a place."""

_OF_KAZAKHSTAN = ("Kazakhstan", "Kazakh", "Καζακστάν", "Казахстана", "Қазақстан", "Қазақстанның")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: offsets, the record `id` of `kind` (place, actor, claimant, publisher or term), how sure and why."""

    start: int
    end: int
    text: str
    kind: str
    id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A filed name: the keys of its words; `town` is the place that must be named as well to be sure."""

    keys: tuple[str, ...]
    kind: str
    id: str
    sure: float
    reason: str
    proper: bool
    town: str | None = None


class Gazetteer:
    """The names of a layer as they are looked up in a text of one language."""

    def __init__(self, layer: Layer, lang: str) -> None:
        self._layer, self._lang = layer, lang
        self._names: dict[str, list[_Name]] = defaultdict(list)
        for name in dict.fromkeys(self._all()):
            if name.keys:
                self._names[name.keys[0]].append(name)
        self._kinds = [(word, table[lang], list(self._of_kind(kinds, held))) for word, kinds, held, table in KINDS]
        self._adjectives = self._region_adjectives() if lang == "ru" else {}

    # --- filing -----------------------------------------------------------------------------------------------------

    def _keys(self, name: str) -> tuple[str, ...]:
        found = tokens(name, self._lang)
        kept = [t for t in found if t.folded not in ARTICLES[self._lang] and t.folded not in ARTICLES["el"]] or found
        return tuple(key(t.folded, self._lang) for t in kept)

    def _all(self) -> Iterable[_Name]:
        for place in self._layer.places.values():
            if place.kind == "later_region":
                continue  # regions made in June 2022 have the names of cities and people of January
            for name in place.names.values():
                yield from self._of_place(place, name)
        for kind, records in (("actor", self._layer.actors), ("claimant", self._layer.claimants)):
            for id_, record in records.items():
                for name in record.names.values():
                    yield from self._of_actor(kind, id_, name, record.names)
        for publisher in sorted({s.publisher for s in self._layer.sources.values()}):
            name = _without_brackets(publisher)[0].split(",")[0]
            if len(name) > 3 or name.isupper():
                yield _Name(self._keys(name), "publisher", publisher, 0.9, "a publisher among the layer's sources", True)
        for alias in ALIASES:
            known = self._layer.places if alias.kind == "place" else self._layer.actors
            for form in alias.forms.split("|") if alias.id in known else ():
                proper = form[0].isupper()
                yield _Name(self._keys(form), alias.kind, alias.id, alias.sure, alias.reason, proper)
        for row in self._layer.tables.get("glossary", ()):
            term = re.split(r"[(;·/]", row[f"term_{self._lang}"])[0].split(",")[0].strip()
            yield _Name(self._keys(term), "term", row["term_en"], 0.9, "a term of the glossary", False)

    def _of_place(self, place: Place, name: str) -> Iterable[_Name]:
        plain, inside = _without_brackets(name)
        head, comma, _ = plain.partition(",")
        town = place.city_place_id
        yield _Name(self._keys(plain), "place", place.place_id, 0.95, "the layer's name of the place", True)
        if comma:
            common = place.kind in _BODIES
            yield _Name(
                self._keys(head), "place", place.place_id, 0.45 if common else 0.7, "its name without the town", True, town
            )
        if place.kind == "city":
            for other in inside:
                yield _Name(self._keys(other), "place", place.place_id, 0.9, "its other name in the layer", True)

    def _of_actor(self, kind: str, id_: str, name: str, names: dict[str, str]) -> Iterable[_Name]:
        plain, inside = _without_brackets(name)
        plain = plain.split(",")[0].strip()
        keys = self._keys(plain)
        person = id_ == names["en"].split()[-1].casefold() and " " in names["en"]
        title = "«" in names["ru"] or names["el"].isascii()  # "Sputnik", «Мир»: names that are also words
        yield _Name(keys, kind, id_, 0.95, f"the layer's name of the {kind}", person or (title and len(keys) == 1))
        if person and len(keys) > 1:
            yield _Name(keys[-1:], kind, id_, 0.8, "a surname alone", True)
        for other in inside:
            if other[:2].isupper():
                yield _Name(self._keys(other), kind, id_, 0.9, "its initials in the layer", True)
        foreign = {key(fold(w), self._lang) for w in _OF_KAZAKHSTAN}
        home = tuple(k for k in keys if k not in foreign)
        if home and len(home) < len(keys):
            yield _Name(home, kind, id_, 0.75, "its name without the country", False)

    def _of_kind(self, kinds: str, held: str) -> Iterable[Place]:
        for place in self._layer.places.values():
            english = place.names["en"]
            if place.kind in kinds.split("|") and any(h in english for h in held.split("|")):
                yield place

    def _region_adjectives(self) -> dict[str, str]:
        """Russian adjectives of towns, from the names of their regions: "актюбинский" is of Aktobe."""
        found = {}
        for place in self._layer.places.values():
            town = place.place_id.removesuffix("-region")
            if place.kind == "region" and town in self._layer.places:
                found[key(tokens(place.names["ru"], "ru")[0].folded, "ru")] = town
        return found

    # --- looking up -------------------------------------------------------------------------------------------------

    def mentions(self, found: list[Token]) -> list[Mention]:
        """The names in the words of one sentence, in order of place; a name of several records gives one mention each."""
        told: list[Mention] = []
        position = 0
        while position < len(found):
            end, names = self._longest(found, position)
            if names:
                told += self._told(found, position, end, names)
                told += self._country_in(found, position, end)
                position = end
            else:
                told += self._adjective(found, position)
                position += 1
        towns = {m.id for m in told if m.kind == "place"}
        told = [self._in_town(m, towns) for m in told]
        return sorted(told + self._buildings(found, told), key=lambda m: (m.start, m.end, -m.score, m.kind, m.id))

    def _longest(self, found: list[Token], position: int) -> tuple[int, list[_Name]]:
        best, names = 0, []
        seen: list[_Name] = []
        for form in found[position].forms:
            seen += self._names.get(form, ())
        for name in seen:
            if name.proper and not found[position].capital:
                continue
            end = self._reaches(found, position, name.keys)
            if end > best:
                best, names = end, [name]
            elif end and end == best:
                names.append(name)
        return best, names

    def _reaches(self, found: list[Token], position: int, keys: tuple[str, ...]) -> int:
        """The position after the name of `keys` at `position`, articles between its words not counting; 0 if it is not there."""
        at = position
        for n, wanted in enumerate(keys):
            while n and at < len(found) and found[at].folded in ARTICLES[self._lang]:
                at += 1
            if at >= len(found) or wanted not in found[at].forms:
                return 0
            at += 1
        return at

    def _told(self, found: list[Token], position: int, end: int, names: list[_Name]) -> list[Mention]:
        best: dict[tuple[str, str], _Name] = {}
        for name in names:
            known = best.get((name.kind, name.id))
            if known is None or name.sure > known.sure:
                best[name.kind, name.id] = name
        shown = " ".join(t.text for t in found[position:end])
        told = []
        for (kind, id_), name in best.items():
            score, why = name.sure, [f"“{shown}”: {name.reason}"]
            rivals = sum(1 for k, _ in best if k == kind)
            if rivals > 1 and name.town is None:
                score /= rivals
                why.append(f"shared by {rivals} records")
            if end == position + 1 and len(found[position].folded) <= 3 and not found[position].text.isupper():
                score *= 0.8
                why.append("a short name")
            if kind == "place" and f"{id_}-region" in self._layer.places:
                score *= 0.85
                why.append("the town; its region has the name too")
            if kind == "place" and self._may_be_a_government(id_) and not self._where(found, position):
                score *= 0.6
                why.append("may stand for the government there")
            mention = Mention(found[position].start, found[end - 1].end, shown, kind, id_, score, ", ".join(why))
            told.append(replace(mention, reason=f"{mention.reason}|{name.town}") if name.town else mention)
        return told

    def _country_in(self, found: list[Token], position: int, end: int) -> list[Mention]:
        """A longer name that holds the country's ("the capital of Kazakhstan") names the country too."""
        inside = []
        for at in range(position, end if end - position > 1 else position):
            for name in (n for form in found[at].forms for n in self._names.get(form, ())):
                if (
                    name.kind == "place"
                    and len(name.keys) == 1
                    and found[at].capital
                    and self._layer.places[name.id].kind == "country"
                ):
                    shown = found[at].text
                    inside.append(
                        Mention(
                            found[at].start, found[at].end, shown, "place", name.id, 0.7, f"“{shown}”: inside a longer name"
                        )
                    )
        return inside[:1]

    def _may_be_a_government(self, place_id: str) -> bool:
        place = self._layer.places[place_id]
        return place.country != "KZ" and place.kind == "city"

    def _where(self, found: list[Token], position: int) -> bool:
        before = line(found[max(0, position - 2) : position])
        return bool(begin(before, _WHERE[self._lang])) or (self._lang == "kk" and len(found[position].forms) > 1)

    def _adjective(self, found: list[Token], position: int) -> list[Mention]:
        token = found[position]
        town = next((self._adjectives[f] for f in token.forms if f in self._adjectives), None)
        if town is None:
            return []
        return [
            Mention(
                token.start, token.end, token.text, "place", town, 0.7, f"“{token.text}”: adjective of the town or its region"
            )
        ]

    def kinds(self, found: list[Token]) -> list[tuple[str, str, frozenset[str]]]:
        """The kinds of building that words name: the kind, the word, and every place of that kind that the layer has."""
        folded = line(found)
        told = []
        for word, table, places in self._kinds:
            for first, last in begin(folded, table)[:1]:
                shown = " ".join(t.text for t in found[first:last])
                told.append((word, shown, frozenset(p.place_id for p in places)))
        return told

    def _in_town(self, mention: Mention, towns: set[str]) -> Mention:
        """Settle a name without its town: sure if the town is named in the same sentence."""
        reason, bar, town = mention.reason.partition("|")
        if not bar:
            return mention
        if town in towns:
            return replace(mention, score=0.92, reason=f"{reason}, and the town is named in the sentence")
        return replace(mention, reason=f"{reason}, which the sentence does not name")

    def _buildings(self, found: list[Token], told: list[Mention]) -> list[Mention]:
        """Kinds of building ("airport") beside a town that the sentence names, as the places that the layer has there."""
        folded = line(found)
        towns = [m for m in told if m.kind == "place" and self._layer.places[m.id].kind in ("city", "region")]
        if not towns:
            return []
        built = []
        for word, table, places in self._kinds:
            for first, last in begin(folded, table):
                start, end = found[first].start, found[last - 1].end
                if any(m.kind == "place" and m.start <= start and end <= m.end and m.score >= 0.9 for m in told):
                    continue  # part of a longer name
                town = min(towns, key=lambda m: (max(m.start - end, start - m.end, 0), m.start))
                near = max(town.start - end, start - town.end, 0) <= _BESIDE
                there = [p for p in places if _belongs(p, self._layer.places[town.id])]
                for place in there:
                    score = (0.9 if near else 0.75) * min(1.0, town.score + 0.15) / len(there)
                    shown = " ".join(t.text for t in found[first:last])
                    why = f"“{shown}” (a kind of place: {word}) with “{town.text}”"
                    why += f", one of {len(there)} there" if len(there) > 1 else ", the only one that the layer has there"
                    built.append(Mention(start, end, shown, "place", place.place_id, score, why))
        return built


_BESIDE = 25
"""Characters between a kind of building and a town within which the one is the other's."""


def _belongs(place: Place, around: Place) -> bool:
    """Whether a place is of a town, or in a region (by admin-1: the city of Almaty is in no region)."""
    return place.city_place_id == around.place_id or (around.kind == "region" and place.admin1 == around.admin1)


def _without_brackets(name: str) -> tuple[str, list[str]]:
    """A name without its brackets, and what stood in them."""
    inside = re.findall(r"\(([^)]*)\)", name)
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    return " ".join(plain.replace("«", "").replace("»", "").split()), [i for i in inside if i and i[0].isupper()]
