"""The numbers that a text gives.

Separators are those of the language: "1.300" is a thousand three hundred in Greek and "1,300" in English; a space or a
no-break space parts thousands in all four. Words of number are read from one to a thousand, with tens and units joined
("twenty one"), and as multipliers ("112,6 δισ."). Words of rough number are ranges: dozens 20-99, hundreds 100-999,
thousands 1,000-9,999.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dashboard.exchange.drafting.words import Token, listed
from dashboard.layer.filters import fold

_DIGITS = re.compile(r"(?<![\w.,№])\d{1,15}(?:[ \u00a0\u202f]\d{3}(?!\d)|[.,]\d{1,3}(?!\d))*(?![\w])")
_MAX = 10**15
"""A number of the layer is far below; a longer one is an account or a telephone."""

_ONES = {
    "en": listed("one two three four five six seven eight nine ten eleven twelve"),
    "el": listed(
        "ενα|εναν|μια δυο τρεισ|τρια|τριων τεσσερισ|τεσσερα|τεσσαρων πεντε εξι εφτα|επτα οκτω|οχτω "
        "εννεα|εννια δεκα εντεκα|ενδεκα δωδεκα"
    ),
    "ru": listed(
        "один|одна|одного двое|два|две|двух|двоих трое|три|трех|троих четыре|четверо|четырех "
        "пять|пяти|пятеро шесть|шести семь|семи "
        "восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати"
    ),
    "kk": listed("бір екі үш төрт бес алты жеті сегіз тоғыз он он_бір он_екі"),
}
_TENS = {
    "en": listed("twenty thirty forty fifty sixty seventy eighty ninety"),
    "el": listed("εικοσι τριαντα σαραντα πενηντα εξηντα εβδομηντα ογδοντα ενενηντα"),
    "ru": listed(
        "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти "
        "восемьдесят|восьмидесяти девяносто"
    ),
    "kk": listed("жиырма отыз қырық елу алпыс жетпіс сексен тоқсан"),
}
_TIMES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9},
    "el": {
        "εκατο": 100,
        "εκατον": 100,
        "χιλιαδεσ": 1000,
        "χιλιοι": 1000,
        "χιλιεσ": 1000,
        "χιλια": 1000,
        "χιλ": 1000,
        "εκατομμυρια": 10**6,
        "εκατομμυριο": 10**6,
        "εκατ": 10**6,
        "δισεκατομμυρια": 10**9,
        "δισ": 10**9,
    },
    "ru": {
        "сто": 100,
        "ста": 100,
        "тысяча": 1000,
        "тысячи": 1000,
        "тысяч": 1000,
        "тыс": 1000,
        "миллион": 10**6,
        "миллиона": 10**6,
        "миллионов": 10**6,
        "млн": 10**6,
        "миллиард": 10**9,
        "миллиарда": 10**9,
        "миллиардов": 10**9,
        "млрд": 10**9,
    },
    "kk": {"жүз": 100, "мың": 1000, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9},
}
_ALONE = {"el": ("χιλιοι", "χιλιεσ", "χιλια", "εκατο", "εκατον"), "ru": ("сто", "тысяча"), "kk": ("жүз", "мың"), "en": ()}
"""Multipliers that are a number by themselves ("χίλιοι τραυματίστηκαν" are a thousand)."""

_ROUGH: Final = {
    "en": {"dozens": (20, 99), "scores": (20, 99), "tens": (20, 99), "hundreds": (100, 999), "thousands": (1000, 9999)},
    "el": {
        "δεκαδεσ": (20, 99),
        "δεκαδων": (20, 99),
        "εκατονταδεσ": (100, 999),
        "εκατονταδων": (100, 999),
        "χιλιαδεσ": (1000, 9999),
        "χιλιαδων": (1000, 9999),
    },
    "ru": {
        "десятки": (20, 99),
        "десятков": (20, 99),
        "десятках": (20, 99),
        "сотни": (100, 999),
        "сотен": (100, 999),
        "сотнях": (100, 999),
        "тысячи": (1000, 9999),
        "тысячах": (1000, 9999),
    },
    "kk": {"ондаған": (20, 99), "жүздеген": (100, 999), "мыңдаған": (1000, 9999)},
}
_HEDGES: Final = {
    "about": {
        "en": "about around nearly almost some approximately roughly",
        "el": "σχεδον περιπου γυρω κοντα",
        "ru": "около почти примерно порядка",
        "kk": "шамамен жуық шақты",
    },
    "at_least": {
        "en": "least over more above exceeding",
        "el": "τουλαχιστον πανω περισσοτεροι περισσοτερεσ περισσοτερα ανω",
        "ru": "менее более свыше больше минимум",
        "kk": "кемінде астам көп",
    },
    "at_most": {
        "en": "up most fewer less under",
        "el": "εωσ μεχρι λιγοτεροι λιγοτερα",
        "ru": "до",
        "kk": "дейін аз",
    },
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: offsets, `low` and `high` (equal unless rough), and `hedge` (exact, about, at_least, at_most)."""

    start: int
    end: int
    text: str
    low: float
    high: float
    hedge: str

    @property
    def value(self) -> float | None:
        """The number itself, or ``None`` for a rough one."""
        return self.low if self.low == self.high else None


def numbers(text: str, at: int, found: list[Token], lang: str, taken: list[tuple[int, int]]) -> list[Number]:
    """The numbers in the sentence `text` (offset `at`, words `found`) that are no part of the spans `taken` (dates, hours)."""
    told: list[Number] = []
    position = 0
    for m in _DIGITS.finditer(text):
        start, end = at + m.start(), at + m.end()
        value = _digits(m[0].strip(), lang)
        if value is None or any(a < end and start < b for a, b in taken):
            continue
        position = next((i for i, t in enumerate(found) if t.start >= end), len(found))
        value, end = _multiplied(value, end, found, position, lang, text, at)
        first = next((i for i, t in enumerate(found) if t.end > start), 0)
        told.append(_number(start, end, text, at, value, value, found, first, lang))
    position = 0
    while position < len(found):
        step = _worded(text, at, found, position, lang, told, taken)
        if step:
            told.append(step)
            while position < len(found) and found[position].start < step.end:
                position += 1
        else:
            position += 1
    return sorted(told, key=lambda n: (n.start, n.end))


def _digits(shown: str, lang: str) -> float | None:
    plain = re.sub(r"[ \u00a0\u202f]", "", shown)
    thousands, decimal = (",", ".") if lang == "en" else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", plain):
        plain = plain.replace(thousands, "")
    plain = plain.replace(",", ".")
    if plain.count(".") > 1:
        return None
    value = float(plain)
    return value if value < _MAX else None


def _multiplied(value: float, end: int, found: list[Token], position: int, lang: str, text: str, at: int) -> tuple[float, int]:
    if (
        position < len(found)
        and found[position].folded in _TIMES[lang]
        and text[end - at : found[position].start - at].strip() == ""
    ):
        return value * _TIMES[lang][_bare(found[position], lang)], found[position].end
    return value, end


def _number(
    start: int, end: int, text: str, at: int, low: float, high: float, found: list[Token], position: int, lang: str
) -> Number:
    near = {t.folded for t in found[max(0, position - 2) : position]} | {
        t.folded for t in found[position : position + 4] if lang == "kk" and t.start >= end
    }
    hedge = next(
        (h for h, words in _HEDGES.items() if near & set(fold(words[lang]).split())), "exact" if low == high else "about"
    )
    return Number(start, end, text[start - at : end - at], low, high, hedge)


def _worded(
    text: str, at: int, found: list[Token], position: int, lang: str, told: list[Number], taken: list[tuple[int, int]]
) -> Number | None:
    token = found[position]
    said = _bare(token, lang)
    if any(a < token.end and token.start < b for a, b in [*taken, *((n.start, n.end) for n in told)]):
        return None
    if said in _ROUGH[lang]:
        low, high = _ROUGH[lang][said]
        return _number(token.start, token.end, text, at, low, high, found, position, lang)
    if said in _ALONE[lang]:
        value = float(_TIMES[lang][said])
        return _number(token.start, token.end, text, at, value, value, found, position, lang)
    value, last = float(_unit(said, _TENS[lang])), position
    if value:
        value = (value + 1) * 10
        following = _bare(found[position + 1], lang) if position + 1 < len(found) else ""
        one = _unit(following, _ONES[lang]) if following else 0
        if 1 <= one <= 9:
            value, last = value + one, position + 1
    else:
        value = float(_unit(said, _ONES[lang]))
    if not value:
        return None
    after = _bare(found[last + 1], lang) if last + 1 < len(found) else ""
    if value == 1 and after not in _TIMES[lang]:
        return None  # "one", "ένα", "один", "бір" are articles more often than numbers
    end = found[last].end
    if after in _TIMES[lang]:
        value, end = value * _TIMES[lang][after], found[last + 1].end
    return _number(token.start, end, text, at, value, value, found, position, lang)


def _unit(folded: str, words: tuple[str, ...]) -> int:
    """The position (from 1) of a word in a table of number words, or 0."""
    return _table(words).get(folded, 0)


@lru_cache(maxsize=16)
def _table(words: tuple[str, ...]) -> dict[str, int]:
    return {fold(form): n for n, forms in enumerate(words, 1) for form in forms.split("|")}


def _bare(token: Token, lang: str) -> str:
    """A word as the tables of numbers have it: in Kazakh without its suffixes ("мыңға" is "мың")."""
    if lang != "kk":
        return token.folded
    known = (_ROUGH[lang], _TIMES[lang], _table(_ONES[lang]), _table(_TENS[lang]))
    return next((f for f in (token.folded, *token.forms) if any(f in table for table in known)), token.folded)
