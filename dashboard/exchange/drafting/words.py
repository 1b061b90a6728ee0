"""Words of a text: where they stand, how they are folded, and the forms under which a name or an event is looked up.

A *key* undoes inflection by cutting an ending (Greek, Russian, English) or by peeling suffixes one by one (Kazakh, where a
name keeps its own form and the suffixes follow it). A *root* is cruder, for asking whether two texts speak of the same
thing: the key cut to :data:`ROOT` letters, so that a verb and its noun may meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.layer.filters import fold


def listed(words: str) -> tuple[str, ...]:
    """A table of words, written as a text."""
    return tuple(words.split())


_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
"""Letters and digits with their combining marks; hyphens and apostrophes part words, in names as in texts."""

ROOT = {"el": 7, "en": 6, "ru": 6, "kk": 6}
"""Letters that two words must share to count as one root. Greek prefixes are longer (καταστρ-, καταστη-)."""

_EL = listed(
    "ματων ματοσ ματα ουσασ ουσων ουσεσ ουσα αδων αδεσ ιδεσ εων εωσ εισ ουσ ου οσ ον οι ων εσ ησ ασ αι ισ υσ η α ο ι ε υ ω"
)
_RU = listed(
    "иями ями ами ого его ому ему ыми ими иеи иеи ях ах ов ев еи ии ыи ои ая яя ое ее ые ие ую юю ых их ым им ом ем ам ям "
    "ью ия ии ию а я о е ы и у ю ь и"
)
_KK = listed(
    "дағы дегі тағы тегі ндағы ндегі ның нің дың дің тың тің дан ден тан тен нан нен мен бен пен нда нде лар лер дар дер тар "
    "тер да де та те ға ге қа ке на не ны ні ды ді ты ті сы сі н ы і а е"
)
"""Endings, folded (so ς is σ and й is и); in each language the longest that leaves :data:`_STEM` letters is cut."""

_STEM = 3

ARTICLES = {
    "el": frozenset(listed("ο η το οι τα του τησ τον την τη των τουσ τισ στο στη στην στον στα στουσ στισ")),
    "en": frozenset(("the", "of", "s", "a", "an")),
    "ru": frozenset(("города", "г")),
    "kk": frozenset(("қаласының", "қаласы", "қ")),
}
"""Words that may stand or lack between the words of a name: "αεροδρόμιο (του) Αλμάτι", "akimat (of) Aktobe"."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `start` and `end` are offsets into the text, `forms` the keys under which a name may be found."""

    start: int
    end: int
    text: str
    folded: str
    forms: tuple[str, ...]
    root: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str, lang: str, at: int = 0) -> list[Token]:
    """The words of `text`, which begins at offset `at`; `lang` is the language of the text (names keep their script)."""
    return [Token(at + m.start(), at + m.end(), m[0], *_looked_up(m[0], lang)) for m in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def _looked_up(word: str, lang: str) -> tuple[str, tuple[str, ...], str]:
    folded = fold(word)
    return folded, forms(folded, lang), root(folded, lang)


def tongue(folded: str, lang: str) -> str:
    """The language whose endings `folded` can carry, by its script: a Latin name in a Russian text is read as English."""
    if "α" <= folded[0] <= "ω":
        return "el"
    if "\u0400" <= folded[0] <= "\u04ff":
        return "kk" if lang == "kk" else "ru"
    return "en"


def key(folded: str, lang: str) -> str:
    """The form under which a word of a *name* is filed, in a text of `lang`."""
    spoken = tongue(folded, lang)
    if spoken == "kk":
        return folded
    return _cut(folded, spoken)


def forms(folded: str, lang: str) -> tuple[str, ...]:
    """The keys under which a word of a *text* is looked up, most like the word first."""
    spoken = tongue(folded, lang)
    if spoken != "kk":
        return (_cut(folded, spoken),)
    found = [folded]
    for _ in range(3):  # plural, possessive, case: no noun carries more here
        found += [w[: -len(e)] for w in found for e in _KK if w.endswith(e) and len(w) - len(e) >= _STEM]
        found = list(dict.fromkeys(found))
    return tuple(found)


def root(folded: str, lang: str) -> str:
    """The root of a word: see the module."""
    spoken = tongue(folded, lang)
    return _cut(folded, spoken)[: ROOT[spoken]]


def _cut(folded: str, spoken: str) -> str:
    if len(folded) <= _STEM or folded[0].isdigit():
        return folded
    if spoken == "en":
        if folded.endswith("ies") and len(folded) > 4:
            return folded[:-3] + "y"
        return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
    endings = {"el": _EL, "ru": _RU, "kk": _KK}[spoken]
    fits = [e for e in endings if folded.endswith(e) and len(folded) - len(e) >= _STEM]
    stem = folded[: -len(max(fits, key=len))] if fits else folded
    if spoken == "ru" and stem.endswith(("ов", "ев")) and len(stem) - 2 >= _STEM:
        return stem[:-2]  # "Токаева" as "Токаев", where -ев looks like a genitive plural
    return stem


@lru_cache(maxsize=4096)
def _pattern(table: str) -> re.Pattern[str]:
    alternatives = []
    for alternative in table.split():
        parts = [fold(part) for part in alternative.split("_")]
        words = [re.escape(p[1:]) if p.startswith("=") else re.escape(p) + "[^ ]*" for p in parts]
        alternatives.append(" (?:[^ ]+ ){0,2}".join(words))
    return re.compile("(?<= )(?:" + "|".join(alternatives) + ")(?= )")


def line(found: list[Token]) -> str:
    """The folded words of `found` in one line, as :func:`begin` reads them."""
    return " " + " ".join(t.folded for t in found) + " "


def begin(folded: str, table: str) -> list[tuple[int, int]]:
    """Where in a :func:`line` an alternative of `table` stands, as pairs of positions of words [from, to).

    `table` holds alternatives parted by spaces. Each names the *beginning* of a word, as inflection comes at the end; `=`
    asks for the whole word, and `a_b` for two words in that order with at most two between them.
    """
    if not table:
        return []
    hits = []
    for match in _pattern(table).finditer(folded):
        first = folded.count(" ", 0, match.start()) - 1
        hits.append((first, first + 1 + match[0].count(" ")))
    return hits
