"""The words by which a text names what happened: one table, by category of the event layer and language.

Each entry is a list of beginnings as :func:`dashboard.exchange.drafting.words.begin` reads them. The words are those of the
glossary (``data/glossary.csv``) and of ordinary reporting; none was chosen for one article.
"""

from __future__ import annotations

from typing import Final

from dashboard.exchange.drafting.words import begin

WORDS: Final[dict[str, dict[str, str]]] = {
    "protest": {
        "en": "=protest =protests =protested =protesting demonstration demonstrated rally rallies =march =marched =marches "
        "gather uprising unrest revolt =strike =strikes =striking",
        "el": "διαδηλωσ διαδηλων διαδηλωθ διαμαρτυρ συγκεντρωσ συγκεντρωθ πορει εξεγερσ ξεσηκωμ απεργ",
        "ru": "=протест =протеста =протесты =протестов =протестам =протестах протестов =митинг =митинга =митинге =митинги "
        "=митингов =митингах демонстрац шестви акци_протест волнени восстани беспоряд забастов собрал",
        "kk": "наразылық =митинг =митингі =митингке =митингте =шеру =шеруге =шеруде =шеруі көтеріліс ереуіл жиналды",
    },
    "clash": {
        "en": "clash fought fighting attack assault tear_gas stun_grenade rubber_bullet",
        "el": "συγκρουσ συγκρουστ επιθεσ επιτεθ επιτιθ δακρυγον κροτου_λαμψ στραφηκ_κατα",
        "ru": "столкновен столкнул схватк напад напал атак слезоточив светошумов штурм",
        "kk": "қақтығыс шабуыл жас_ағыз",
    },
    "shooting": {
        "en": "shooting shoot =shot =shots gunfire gunshot opened_fire open_fire gunmen",
        "el": "πυροβολ ανοιξ_πυρ ανοιγ_πυρ πυρα",
        "ru": "стрельб стрелял выстрел застрел обстрел открыл_огонь расстрел",
        "kk": "атыс оқ_ат оқ_жаудыр атып_өлтір атқыла",
    },
    "building_seizure": {
        "en": "seiz captur storm occupied occupation overran took_over taken_over broke_into burst_into enter_building",
        "el": "καταληψ καταλαμβ καταλαβ κατεληφθ κατειλημμ εφοδ εισβολ εισεβαλ",
        "ru": "захват захвач штурм ворвал проник занял",
        "kk": "басып_ал басып_кір шабуылда",
    },
    "arson": {
        "en": "arson set_fire =fire =fires burn torched ablaze flames",
        "el": "εμπρησμ πυρπολ φωτια φλογ καηκ κατακα καμεν πυρκαγι",
        "ru": "поджог поджег подожг подожж пожар сгорел горел горит сожж огню пламя пламен",
        "kk": "өртен өрте өрт =өрт жалын",
    },
    "looting": {
        "en": "loot plunder ransack robb",
        "el": "λεηλα πλιατσικ πλατσικ διαρρηξ διαρπαγ",
        "ru": "грабеж граби ограб разграб мародер погром",
        "kk": "тона талан",
    },
    "security_operation": {
        "en": "special_operation counter_terror anti_terror operation clear mop checkpoint curfew liberat freed eliminat "
        "neutralis neutraliz liquidat",
        "el": "ειδικ_επιχειρησ αντιτρομοκρατικ επιχειρησ εκκαθαρ απαγορευσ_κυκλοφορ οδοφραγμ εξουδετερω "
        "εξοντω εξαλειφ ανακαταλ",
        "ru": "спецоперац антитеррор контртеррор операци зачист блокпост комендантск освобожд ликвидир нейтрализ",
        "kk": "арнайы_операция терроризмге_қарсы операция тазала бекет коменданттық жойыл босат",
    },
    "detention": {
        "en": "detain detention arrest custody rounded_up",
        "el": "συλληψ συνεληφθ συλληφθ κρατουμεν κρατηθ προσαγωγ προσηχθ",
        "ru": "задерж арест доставлен_отдел",
        "kk": "ұстал ұста қамау қамал тұтқын",
    },
    "deployment": {
        "en": "deploy troop contingent paratroop peacekeep airlift reinforc dispatch",
        "el": "αναπτυσσ αναπτυξ αναπτυχθ στρατευμ αλεξιπτωτ ειρηνευτ επεμβασ αποστολ ενισχυσ",
        "ru": "ввод_войск введен войска войск контингент десант миротвор переброс развертыв направл",
        "kk": "әскер_енгіз контингент десант бітімгер жөнелт жіберіл",
    },
    "withdrawal": {
        "en": "withdr pull_out pulled_out pullout left_post retreat",
        "el": "αποχωρ αποσυρ υποχωρ",
        "ru": "вывод_войск вывод_миротвор выведен отступ покинул ушли",
        "kk": "шығарыл кетті шегін",
    },
    "communications_blackout": {
        "en": "internet shutdown blackout offline mobile_network cut_off",
        "el": "διαδικτυ ιντερνετ",
        "ru": "интернет отключен_связ связь блокиров_сет",
        "kk": "интернет ғаламтор байланыс_өш",
    },
    "decree": {
        "en": "decree state_emergency emergency curfew order_shoot signed dismissed sentenced",
        "el": "διαταγμα διατασσ διεταξ κατασταση_εκτακτ εκτακτη_αναγκ υπεγραψ",
        "ru": "указ чрезвычайн режим_чп приказ подписал распоряж",
        "kk": "жарлық төтенше бұйрық қол_қой",
    },
    "political": {
        "en": "resign opposition dismiss cabinet reshuffle stepped_down step_down coup",
        "el": "παραιτ αντιπολιτ καθεστ απολυσ απεπεμψ ανασχηματ πραξικοπ",
        "ru": "отставк оппозици уволен сместил переворот",
        "kk": "отставка оппозиция қызметінен төңкеріс",
    },
    "international": {
        "en": "csto summit treaty foreign kremlin white_house united_nation appeal request alliance ally allies",
        "el": "συνοδο συνθηκ κρεμλιν λευκοσ_οικ ηνωμεν_εθν αιτημα αιτηματ συμμαχ",
        "ru": "одкб саммит договор кремл белый_дом оон обратил_одкб обращен союзник",
        "kk": "ұқшұ саммит шарт кремль =бұұ өтініш одақтас",
    },
    "economic": {
        "en": "price lpg liquefied fuel tenge damage flights econom",
        "el": "τιμη τιμεσ τιμων υγραερι ζημι τενγκε πτησ οικονομ",
        "ru": "цена цены цен_сжиж сжиженн тенге ущерб рейс экономик",
        "kk": "баға сұйытылған теңге шығын залал рейс экономика",
    },
    "humanitarian": {
        "en": "dead death killed died wounded injured casualt hospital victim toll morgue funeral mourning tortur",
        "el": "νεκρ σκοτωθ σκοτωσ σκοτων τραυματ νοσοκομ θυμα απολογισμ βασαν πενθ",
        "ru": "погиб убит умер смерт ранен пострадав больниц жертв морг траур пытк пытал",
        "kk": "қаза өлтір қайтыс жаралан жарақат аурухана құрбан мәйіт азапта аза_тұту",
    },
}
"""Categories of :data:`dashboard.layer.vocabulary.CATEGORIES`, with the beginnings of their words."""

PARTICIPANTS: Final = {
    "en": "protester demonstrator =crowd =crowds",
    "el": "διαδηλωτ πληθοσ",
    "ru": "протестующ демонстрант митингующ толп",
    "kk": "наразылар шеруші тобыр митингіге_шыққан",
}
"""Who protests. They name a protest only where nothing else is told of them: protesters who storm a building are a storming."""

AKIN: Final = {
    "protest": ("clash",),
    "clash": ("protest", "shooting", "building_seizure"),
    "shooting": ("clash", "security_operation"),
    "building_seizure": ("clash", "arson", "looting"),
    "arson": ("building_seizure", "looting"),
    "looting": ("arson", "building_seizure"),
    "deployment": ("international", "withdrawal"),
    "international": ("deployment",),
    "decree": ("political",),
    "political": ("decree",),
    "humanitarian": ("clash", "shooting"),
}
"""Categories under which the layer may file what a text calls by another word (a storming told as a clash)."""


def named(folded: str, lang: str) -> dict[str, tuple[int, int]]:
    """The categories that a line of words names, each with the position of its first word [from, to)."""
    found = {}
    for category, words in WORDS.items():
        hits = begin(folded, words[lang])
        if hits:
            found[category] = hits[0]
    if not found:
        hits = begin(folded, PARTICIPANTS[lang])
        return {"protest": hits[0]} if hits else {}
    return found
