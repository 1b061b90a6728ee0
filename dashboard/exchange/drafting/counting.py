"""What a text counts, in the layer's own measures and groups: the nouns and verbs by which it does, in four languages.

Word tables are read by :func:`dashboard.exchange.drafting.words.begin`. A number belongs to the word nearest to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.exchange.drafting.numbers import Number
from dashboard.exchange.drafting.words import Token, begin, line

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
