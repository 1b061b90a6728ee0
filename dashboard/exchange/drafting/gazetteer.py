"""Which places, actors and claimants of the layer a text names, and why we think so.

Names are compared word by word by their keys (:mod:`dashboard.exchange.drafting.words`), so that "στο Ταλντικοργκάν",
"в Талдыкоргане" and "Талдықорғанда" find the town. A name is matched as whole words only; of two names that begin at one word
the longer is taken. Names of places and people must begin with a capital letter, or "oral" would be a town.

How sure a match is (`score`):

- 0.95 the name as the layer has it; 0.85 and less for an alias, as the table of aliases says;
- 0.8 a surname alone; 0.75 a body named without its country;
- 0.7 the proper part of a name ("Alatau theatre") without its town in the sentence, 0.45 if that part is a common noun;
- x 0.8 a name of three letters or fewer; x 0.85 a town whose name is a region's too; shared by n records: divided by n;
- 0.9 a kind of building beside a town ("the airport of Aktobe"), 0.75 if the town is named elsewhere in the sentence; divided
  by the number of such buildings there;
- x 0.6 a foreign capital without a word of place before it: it may stand for a government;
- x 0.7 a name inside a longer one ("the president of Kazakhstan", "Almaty airport" as a company).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.exchange.drafting.aliases import KINDS
from dashboard.exchange.drafting.names import GROUPS, Name, Names
from dashboard.exchange.drafting.words import ARTICLES, Token, begin, key, line, tokens
from dashboard.layer import Layer
from dashboard.layer.records import Place

_WHERE = {
    "el": "=σε =στο =στη =στην =στον =στα =στουσ =απο =προσ",
    "en": "=in =at =near =from =to =into =outside",
    "ru": "=в =во =из =под =около =близ =у",
    "kk": "",
}
"""Words before a name by which it is a place; in Kazakh it is a suffix."""

_BESIDE = 25
"""Characters between a kind of building and a town within which the one is the other's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: offsets, the record `id` of `kind` (place, actor, claimant, publisher, term), how sure, why."""

    start: int
    end: int
    text: str
    kind: str
    id: str
    score: float
    reason: str


class Gazetteer:
    """Looks the names of a layer up in a text of one language."""

    def __init__(self, layer: Layer, lang: str) -> None:
        self._layer, self._lang = layer, lang
        self._names = Names(layer, lang)
        self._kinds = [(word, table[lang], list(self._of_kind(kinds, held))) for word, kinds, held, table in KINDS]
        self._adjectives = self._region_adjectives() if lang == "ru" else {}

    def _of_kind(self, kinds: str, held: str) -> Iterable[Place]:
        for place in self._layer.places.values():
            if place.kind in kinds.split("|") and any(h in place.names["en"] for h in held.split("|")):
                yield place

    def _region_adjectives(self) -> dict[str, str]:
        """Russian adjectives of towns, from the names of their regions: "актюбинский" is of Aktobe."""
        found = {}
        for place in self._layer.places.values():
            town = place.place_id.removesuffix("-region")
            if place.kind == "region" and town in self._layer.places:
                found[key(tokens(place.names["ru"], "ru")[0].folded, "ru")] = town
        return found

    # --- names ------------------------------------------------------------------------------------------------------

    def mentions(self, found: list[Token]) -> list[Mention]:
        """The names in the words of one sentence, in order of place; a name of several records gives one mention each."""
        told: list[Mention] = []
        for group in sorted(set(GROUPS.values())):
            told += self._of_group(found, group)
        told = [self._inside(m, told) for m in told]
        told += self._buildings(found, told)
        return sorted(told, key=lambda m: (m.start, m.end, -m.score, m.kind, m.id))

    def terms(self, found: list[Token]) -> set[str]:
        """The terms of the glossary, of two words and more, that words hold."""
        return {m.id for m in self._of_group(found, "term")}

    def _of_group(self, found: list[Token], group: str) -> list[Mention]:
        told: list[tuple[Mention, str | None]] = []
        position = 0
        while position < len(found):
            end, names = self._longest(found, position, group)
            if names:
                told += self._told(found, position, end, names)
                if group == "place" and end - position > 1:
                    told += self._country(found, position, end)
                position = end
            else:
                if group == "place":
                    told += self._adjective(found[position])
                position += 1
        named = {m.id for m, _ in told}
        return [_in_town(m, town, named) for m, town in told]

    def _longest(self, found: list[Token], position: int, group: str) -> tuple[int, list[Name]]:
        best, names = 0, list[Name]()
        for name in self._names.beginning(group, found[position].forms):
            if name.proper and not found[position].capital:
                continue
            end = self._reaches(found, position, name.keys)
            if end > best:
                best, names = end, [name]
            elif end and end == best:
                names.append(name)
        return best, names

    def _reaches(self, found: list[Token], position: int, keys: tuple[str, ...]) -> int:
        """The position after the name of `keys` at `position`, articles in between not counting; 0 if it is not there."""
        at = position
        for n, wanted in enumerate(keys):
            while n and at < len(found) and found[at].folded in ARTICLES[self._lang]:
                at += 1
            if at >= len(found) or wanted not in found[at].forms:
                return 0
            at += 1
        return at

    def _told(self, found: list[Token], position: int, end: int, names: list[Name]) -> list[tuple[Mention, str | None]]:
        """A mention for each record that bears one of `names`, with the town that must be named to be sure."""
        best: dict[tuple[str, str], Name] = {}
        for name in names:
            known = best.get((name.kind, name.id))
            if known is None or name.sure > known.sure:
                best[name.kind, name.id] = name
        shown = " ".join(t.text for t in found[position:end])
        told = []
        for (kind, id_), name in best.items():
            score, why = name.sure, [f"“{shown}”: {name.reason}"]
            rivals = sum(k == kind for k, _ in best)
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
            told.append(
                (Mention(found[position].start, found[end - 1].end, shown, kind, id_, score, ", ".join(why)), name.town)
            )
        return told

    def _country(self, found: list[Token], position: int, end: int) -> list[tuple[Mention, str | None]]:
        """A longer name of a place that holds the country's ("the capital of Kazakhstan") names the country too."""
        for at in range(position, end):
            for name in self._names.beginning("place", found[at].forms):
                if len(name.keys) == 1 and found[at].capital and self._layer.places[name.id].kind == "country":
                    token, why = found[at], f"“{found[at].text}”: inside a longer name"
                    return [(Mention(token.start, token.end, token.text, "place", name.id, 0.7, why), None)]
        return []

    def _may_be_a_government(self, place_id: str) -> bool:
        place = self._layer.places[place_id]
        return place.country != "KZ" and place.kind == "city"

    def _where(self, found: list[Token], position: int) -> bool:
        before = line(found[max(0, position - 2) : position])
        return bool(begin(before, _WHERE[self._lang])) or (self._lang == "kk" and len(found[position].forms) > 1)

    def _adjective(self, token: Token) -> list[tuple[Mention, str | None]]:
        town = next((self._adjectives[f] for f in token.forms if f in self._adjectives), None)
        why = f"“{token.text}”: adjective of the town or its region"
        return [(Mention(token.start, token.end, token.text, "place", town, 0.7, why), None)] if town else []

    def _inside(self, mention: Mention, told: list[Mention]) -> Mention:
        group = GROUPS[mention.kind]
        for other in told:
            longer = other.start <= mention.start and mention.end <= other.end and len(other.text) > len(mention.text)
            if longer and GROUPS[other.kind] not in (group, "term"):
                return replace(mention, score=0.7 * mention.score, reason=f"{mention.reason}, inside “{other.text}”")
        return mention

    # --- kinds of building ------------------------------------------------------------------------------------------

    def kinds(self, found: list[Token]) -> list[tuple[str, str, frozenset[str]]]:
        """The kinds of building that words name: the kind, the word, and every place of that kind that the layer has."""
        folded = line(found)
        told = []
        for word, table, places in self._kinds:
            for first, last in begin(folded, table)[:1]:
                shown = " ".join(t.text for t in found[first:last])
                told.append((word, shown, frozenset(p.place_id for p in places)))
        return told

    def _buildings(self, found: list[Token], told: list[Mention]) -> list[Mention]:
        """Kinds of building beside a town or region that the sentence names, as the places that the layer has there."""
        towns = [m for m in told if m.kind == "place" and self._layer.places[m.id].kind in ("city", "region")]
        if not towns:
            return []
        folded = line(found)
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


def _in_town(mention: Mention, town: str | None, named: set[str]) -> Mention:
    """Settle a name without its town: sure if the town is named in the same sentence."""
    if town is None:
        return mention
    if town in named:
        return replace(mention, score=0.92, reason=f"{mention.reason}, and the town is named in the sentence")
    return replace(mention, reason=f"{mention.reason}, which the sentence does not name")


def _belongs(place: Place, around: Place) -> bool:
    """Whether a place is of a town, or in a region (by admin-1: the city of Almaty is in no region)."""
    return place.city_place_id == around.place_id or (around.kind == "region" and place.admin1 == around.admin1)
