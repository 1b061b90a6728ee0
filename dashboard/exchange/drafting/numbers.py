"""The numbers that a text gives, and what they count in the layer's own measures and groups.

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

from dashboard.exchange.drafting.words import Token, begin, line, listed
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


# --- what is counted ------------------------------------------------------------------------------------------------

_DEAD = {
    "en": "=dead =deaths =died =killed =kill =killing fatalit lost_life lost_live slain =toll bodies "
    "eliminated liquidated neutralised neutralized",
    "el": "νεκρ σκοτωθ σκοτωσ σκοτων εχασ_ζωη χασει_ζωη θυμα σορο δολοφον εξοντωθ εξουδετερωθ εξαλειφθ",
    "ru": "погиб убит =убили умер смерт жертв скончал тела ликвидирован нейтрализован",
    "kk": "қаза өлтір қайтыс құрбан мәйіт өлген жойылды",
}
_CARS = {
    "en": "=car =cars vehicle",
    "el": "αυτοκινητ οχηματ οχημα περιπολικ",
    "ru": "автомобил машин транспорт",
    "kk": "көлік автокөлік",
}
_PREMISES = {
    "en": "shop store supermarket business mall",
    "el": "καταστημ μαγαζ επιχειρησ σουπερμαρκετ",
    "ru": "магазин бизнес супермаркет предприяти",
    "kk": "дүкен бизнес супермаркет",
}
_BUILDINGS = {"en": "building", "el": "κτιρι κτηρι", "ru": "здани", "kk": "ғимарат"}
_STRUCK = {
    "en": "damag destroy burn torch seiz storm attack loot",
    "el": "ζημι βλαβ καταστρ φλογ καηκ καταληψ κατελαβ καταλαμβ επιθεσ στραφηκ_κατα λεηλ",
    "ru": "поврежд уничтож сожж сгор захват захвач штурм напад атак разгром",
    "kk": "зақым бүлін қира өртен басып_ал шабуыл тона",
}
_TROOPS = {
    "en": "troops soldier servicem peacekeep paratroop",
    "el": "στρατιωτ στρατευμ ειρηνευτ αλεξιπτωτ",
    "ru": "военнослужащ солдат миротвор десантник",
    "kk": "сарбаз бітімгер әскери десант",
}
_HARM = {"en": "damag", "el": "ζημι βλαβ", "ru": "поврежд ущерб пострадал", "kk": "зақым бүлін шығын залал"}
_LOOTED = {"en": "loot plunder ransack robb", "el": "λεηλατ λεηλασ πλιατσικ πλατσικ", "ru": "граб мародер", "kk": "тона талан"}
_BROKEN = {
    "en": "destroy burn torch",
    "el": "καταστραφ καταστρεφ καταστρεψ καηκ καμεν φλογ πυρπολ",
    "ru": "уничтож сожж сгор",
    "kk": "қира өртен жой",
}
_WEAPONS = {"en": "weapon =guns firearm rifle", "el": "οπλα οπλων", "ru": "оружи ружей ствол", "kk": "қару"}

Words = dict[str, str]

MEASURES: Final[tuple[tuple[str, tuple[Words, ...], float], ...]] = (
    ("killed", (_DEAD,), 1.0),
    (
        "injured",
        ({"en": "injur wound =hurt", "el": "τραυματ", "ru": "ранен ранил пострадавш травм", "kk": "жаралан жарақат зардап"},),
        1.0,
    ),
    (
        "detained",
        (
            {
                "en": "detain detention arrest brought_in",
                "el": "συνεληφθ συλληφθ συλληψ κρατουμεν κρατηθ προσαγωγ προσηχθ",
                "ru": "задерж арест доставлен",
                "kk": "ұстал қамал жеткізілді",
            },
        ),
        1.0,
    ),
    ("beheaded", ({"en": "behead decapitat", "el": "αποκεφαλ", "ru": "обезглав", "kk": "басы_кес басын_кес"},), 1.0),
    (
        "participants",
        (
            {
                "en": "protester demonstrator participant gathered rally march crowd people",
                "el": "διαδηλωτ συμμετεχ συγκεντρωθ συγκεντρωσ πορεια διαδηλωσ ατομα ατομων ανθρωπ",
                "ru": "протестующ участник демонстрант митинг собрал человек людей",
                "kk": "наразы қатысушы митинг шеруші жинал адам",
            },
        ),
        0.6,
    ),
    ("attackers", ({"en": "attacker assailant", "el": "επιτιθεμεν", "ru": "нападавш", "kk": "шабуылдаушы"},), 0.8),
    ("troops", (_TROOPS,), 0.8),
    ("vehicles_destroyed", (_CARS, _BROKEN), 1.0),
    ("vehicles_damaged", (_CARS, {k: f"{_HARM[k]} {_BROKEN[k]}" for k in _HARM}), 0.9),
    ("buildings_damaged", (_BUILDINGS, _STRUCK), 0.8),
    ("buildings_destroyed", (_BUILDINGS, _BROKEN), 0.9),
    ("businesses_looted", (_PREMISES, _LOOTED), 1.0),
    ("businesses_damaged", (_PREMISES, {k: f"{_HARM[k]} {_LOOTED[k]}" for k in _HARM}), 0.9),
    ("gun_shops_looted", ({"en": "gun_shop", "el": "οπλοπωλ", "ru": "оружейн_магазин", "kk": "қару_дүкен"},), 1.0),
    (
        "damage_tenge",
        (
            {
                "en": "damage_estimat =damage =damages =losses tenge",
                "el": "υλικ_ζημι =ζημιεσ τενγκε",
                "ru": "ущерб тенге убыт",
                "kk": "шығын залал теңге",
            },
        ),
        0.8,
    ),
    (
        "damage_usd",
        (
            {"en": "=damage =damages =losses", "el": "υλικ_ζημι =ζημιεσ", "ru": "ущерб убыт", "kk": "шығын залал"},
            {"en": "dollar usd", "el": "δολαρι", "ru": "доллар", "kk": "доллар"},
        ),
        1.0,
    ),
    (
        "weapons_stolen",
        (_WEAPONS, {"en": "stol seiz took taken missing", "el": "κλαπ κλεμ αρπαξ εκλαπ", "ru": "похищ украд", "kk": "ұрлан"}),
        1.0,
    ),
    (
        "weapons_recovered",
        (_WEAPONS, {"en": "recover return found", "el": "ανακτ βρεθ", "ru": "возвращ изъят найден", "kk": "қайтар табыл"}),
        0.9,
    ),
    ("weapons_seized", (_WEAPONS, {"en": "seiz confiscat", "el": "κατασχ", "ru": "изъят", "kk": "тәркіле"}), 0.9),
    ("aircraft", ({"en": "aircraft =plane =planes", "el": "αεροσκαφ αεροπλαν", "ru": "самолет", "kk": "ұшақ"},), 0.7),
    ("sorties", ({"en": "sortie", "el": "πτησεισ_μεταφορ", "ru": "вылет самолето_рейс", "kk": "ұшып_шығу"},), 0.8),
    (
        "flights_cancelled",
        (
            {"en": "flight", "el": "πτησ", "ru": "рейс", "kk": "рейс"},
            {"en": "cancel", "el": "ακυρω", "ru": "отмен", "kk": "тоқтат"},
        ),
        1.0,
    ),
    (
        "hospitalised",
        ({"en": "hospitali in_hospital", "el": "νοσηλευ", "ru": "госпитал в_больниц", "kk": "ауруханаға ауруханада"},),
        0.9,
    ),
    ("intensive_care", ({"en": "intensive_care", "el": "εντατικ", "ru": "реанимац", "kk": "реанимац"},), 1.0),
    (
        "criminal_cases",
        ({"en": "criminal_case", "el": "ποινικ_υποθεσ δικογραφι", "ru": "уголовн_дел", "kk": "қылмыстық_іс"},),
        1.0,
    ),
    (
        "administrative_cases",
        ({"en": "administrative_case", "el": "διοικητικ_υποθεσ", "ru": "административн_дел", "kk": "әкімшілік_іс"},),
        1.0,
    ),
    (
        "administrative_arrests",
        ({"en": "administrative_arrest", "el": "διοικητικ_κρατησ", "ru": "административн_арест", "kk": "әкімшілік_қама"},),
        1.0,
    ),
    ("tortured", ({"en": "tortur", "el": "βασανισ", "ru": "пытк пыток пытал", "kk": "азапта"},), 0.7),
    (
        "torture_cases",
        (
            {"en": "tortur", "el": "βασανισ", "ru": "пытк пыток", "kk": "азапта"},
            {"en": "case", "el": "υποθεσ", "ru": "дел", "kk": "іс"},
        ),
        1.0,
    ),
    ("convicted", ({"en": "convict sentenced", "el": "καταδικ", "ru": "осужд приговор", "kk": "сотталған"},), 0.9),
    (
        "price_tenge_per_litre",
        (
            {"en": "price tenge", "el": "τιμη τιμεσ τιμων τενγκε", "ru": "цен тенге", "kk": "баға теңге"},
            {"en": "litre liter lpg gas fuel", "el": "λιτρο υγραερι", "ru": "литр газ", "kk": "литр газ"},
        ),
        1.0,
    ),
    (
        "outage_hours",
        (
            {"en": "internet", "el": "διαδικτυ", "ru": "интернет", "kk": "интернет"},
            {"en": "hour", "el": "ωρεσ", "ru": "час", "kk": "сағат"},
        ),
        0.9,
    ),
    (
        "security_personnel",
        (
            {
                "en": "police_officer_deployed security_personnel",
                "el": "προσωπικ_ασφαλει",
                "ru": "силовик сотрудник_силов",
                "kk": "күштік_құрылым",
            },
        ),
        0.6,
    ),
    (
        "protest_localities",
        (
            {"en": "=cities =towns localit", "el": "πολεισ οικισμ", "ru": "городах населенн", "kk": "қалада елді_мекен"},
            {"en": "protest", "el": "διαδηλωσ", "ru": "протест", "kk": "наразылық"},
        ),
        0.9,
    ),
)
"""A measure of the layer, the words that must all be near (any word of each table), and how well they tell it."""

GROUPS: Final[dict[str, Words]] = {
    "police": {"en": "police =officers =policemen", "el": "αστυνομ", "ru": "полицей полици", "kk": "полиция полицей"},
    "security_forces": {
        "en": "security_force security_personnel law_enforcement servicem",
        "el": "δυναμ_ασφαλει ενστολ σωματ_ασφαλει",
        "ru": "силов правоохран",
        "kk": "күштік құқық_қорғау",
    },
    "national_guard": {
        "en": "national_guard guardsm",
        "el": "εθνοφρουρ εθνικ_φρουρ",
        "ru": "нацгвард национальн_гвард гвардеец",
        "kk": "ұлттық_ұлан",
    },
    "military": {"en": "soldier military troops", "el": "στρατιωτ στρατ", "ru": "военн солдат", "kk": "сарбаз әскери"},
    "protesters": {"en": "protester demonstrator", "el": "διαδηλωτ", "ru": "протестующ демонстрант", "kk": "наразылар шеруші"},
    "civilians": {
        "en": "civilian citizen people",
        "el": "πολιτ αμαχ ανθρωπ",
        "ru": "гражданск мирн_жител мирн_гражд",
        "kk": "бейбіт азамат",
    },
    "children": {"en": "child minor", "el": "παιδι ανηλικ", "ru": "детей дети ребен несовершеннолетн", "kk": "бала кәмелет"},
    "journalists": {"en": "journalist reporter", "el": "δημοσιογραφ", "ru": "журналист", "kk": "журналист"},
    "attackers": {
        "en": "attacker militant terrorist",
        "el": "επιτιθεμεν τρομοκρατ",
        "ru": "нападавш боевик террорист",
        "kk": "шабуылдаушы содыр лаңкес",
    },
    "csto": {"en": "csto peacekeep", "el": "csto ειρηνευτ οσσα", "ru": "одкб миротвор", "kk": "ұқшұ бітімгер"},
    "csto_russia": {"en": "russian", "el": "ρωσικ ρωσοι", "ru": "российск", "kk": "ресей"},
    "csto_belarus": {"en": "belarus", "el": "λευκορωσ", "ru": "белорус", "kk": "беларус"},
    "csto_armenia": {"en": "armenia", "el": "αρμενι", "ru": "армян", "kk": "армения"},
    "csto_tajikistan": {"en": "tajik", "el": "τατζικ", "ru": "таджик", "kk": "тәжік"},
    "csto_kyrgyzstan": {"en": "kyrgyz", "el": "κιργι", "ru": "кыргыз киргиз", "kk": "қырғыз"},
    "cars": {"en": "=car =cars", "el": "αυτοκινητ", "ru": "автомобил машин", "kk": "автокөлік"},
    "buses": {"en": "=bus =buses", "el": "λεωφορ", "ru": "автобус", "kk": "автобус"},
    "shops": {"en": "shop store", "el": "καταστημ μαγαζ", "ru": "магазин", "kk": "дүкен"},
    "bank_branches": {"en": "=bank =banks", "el": "τραπεζ", "ru": "банк", "kk": "банк"},
    "shopping_centres": {"en": "mall shopping_cent", "el": "εμπορικ_κεντρ", "ru": "торгов_центр", "kk": "сауда_орталы"},
    "businesses": {"en": "business", "el": "επιχειρησ", "ru": "бизнес предприним", "kk": "бизнес кәсіпкер"},
    "government": {
        "en": "government state_building public_building administrative_building",
        "el": "δημοσι κρατικ",
        "ru": "государств административн",
        "kk": "мемлекеттік әкімшілік",
    },
    "detainees": {"en": "detainee prisoner", "el": "κρατουμεν", "ru": "задержанн", "kk": "ұсталған"},
    "lpg": {"en": "lpg liquefied autogas", "el": "υγραερι", "ru": "сжижен", "kk": "сұйытылған"},
}

KIN: Final = {
    "police": ("security_forces",),
    "national_guard": ("security_forces", "military"),
    "military": ("security_forces", "csto", "csto_russia"),
    "security_forces": ("police", "military", "national_guard"),
    "protesters": ("civilians", "total"),
    "civilians": ("protesters", "total"),
    "csto": ("csto_russia", "csto_belarus", "csto_armenia", "csto_tajikistan", "csto_kyrgyzstan"),
    "csto_russia": ("csto",),
    "cars": ("total",),
    "shops": ("businesses", "shops_and_banks", "shopping_centres"),
    "bank_branches": ("shops_and_banks", "businesses"),
}
"""Groups that hold one another: a report of "police" may be the layer's figure of the security forces."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a segment counts: a measure of the layer, the groups named by it, and the number (``None``: none is given)."""

    measure: str
    groups: tuple[str, ...]
    number: Number | None
    weight: float
    word: str


def counts(found: list[Token], given: list[Number], lang: str) -> list[Count]:
    """The measures that the words of a segment name, each with the number nearest to its word."""
    folded = line(found)
    groups = tuple(g for g, words in GROUPS.items() if begin(folded, words[lang]))
    told = []
    for measure, tables, weight in MEASURES:
        hits = [begin(folded, table[lang]) for table in tables]
        if all(hits):
            first, last = hits[0][0]
            token = found[first]
            number = min(given, key=lambda n: (max(n.start - token.end, token.start - n.end, 0), n.start), default=None)
            if number is None and measure in NEEDS_NUMBER:
                continue
            word = " ".join(t.text for t in found[first:last])
            told.append(Count(measure, groups, number, weight, word))
    if any(c.measure in _OF_PEOPLE for c in told):  # "dozens of protesters were killed" counts no turnout
        told = [c for c in told if c.measure not in ("participants", "security_personnel", "troops", "attackers")]
    return told


NARROWER: Final = {
    "beheaded": ("killed",),
    "gun_shops_looted": ("businesses_looted", "businesses_damaged"),
    "torture_cases": ("tortured", "criminal_cases"),
    "administrative_arrests": ("detained",),
    "vehicles_destroyed": ("vehicles_damaged",),
    "buildings_destroyed": ("buildings_damaged",),
    "businesses_looted": ("businesses_damaged",),
    "intensive_care": ("hospitalised", "injured"),
}
"""Measures that say more closely what others say broadly."""

_OF_PEOPLE = frozenset(("killed", "injured", "detained", "beheaded", "tortured", "convicted", "hospitalised"))

NEEDS_NUMBER: Final = frozenset(
    ("aircraft", "troops", "attackers", "protest_localities", "security_personnel", "participants", "tortured")
)
"""Measures whose word alone ("soldiers") is no claim of a number."""
