"""Names that newsrooms use and the event layer does not: one small table, each row with its reason."""

from __future__ import annotations

from typing import Final, NamedTuple


class Alias(NamedTuple):
    """`forms` are names parted by `|`, in any language, for the record `id` of `kind` (place or actor)."""

    kind: str
    id: str
    forms: str
    sure: float
    reason: str


ALIASES: Final = (
    Alias(
        "place",
        "almaty",
        "Alma-Ata|Alma Ata|Άλμα Άτα|Άλμα-Άτα|Алма-Ата|Алма-Ате|Алма-Ату|Алма-Аты",
        0.9,
        "former name of Almaty, until 1993",
    ),
    Alias("place", "almaty", "Αλμάτυ|Алмааты", 0.85, "another spelling of Almaty"),
    Alias(
        "place", "nur-sultan", "Astana|Αστανά|Αστάνα|Астана", 0.85, "name of Nur-Sultan before 2019 and since September 2022"
    ),
    Alias(
        "place",
        "nur-sultan",
        "capital of Kazakhstan|Kazakh capital|πρωτεύουσα του Καζακστάν|πρωτεύουσα του Καζαχστάν|столица Казахстана|"
        "казахстанская столица|Қазақстан астанасы",
        0.85,
        "Nur-Sultan was the capital in January 2022 (Almaty until 1997: some reports still call it so)",
    ),
    Alias("place", "kazakhstan", "Καζαχστάν|Kazakstan|Қазақ елі", 0.95, "another spelling of Kazakhstan"),
    Alias(
        "place",
        "kazakhstan",
        "throughout the country|across the country|countrywide|nationwide|σε όλη τη χώρα|σε ολόκληρη τη χώρα|σε αυτή τη χώρα|"
        "по всей стране|в стране|бүкіл ел|бүкіл елде|ел бойынша|елімізде",
        0.75,
        "the whole country: Kazakhstan is the one that the layer is about",
    ),
    Alias(
        "place", "zhanaozen", "Janaozen|Zhanaozen|Ζανάοζεν|Новый Узень", 0.85, "another spelling or former name of Zhanaozen"
    ),
    Alias("place", "oral", "Uralsk|Ουράλσκ", 0.9, "Russian name of Oral"),
    Alias("place", "oskemen", "Ust-Kamenogorsk|Усть-Каменогорск", 0.9, "Russian name of Oskemen"),
    Alias("place", "aktobe", "Aktyubinsk|Актюбинск|Ακτιουμπίνσκ", 0.9, "former name of Aktobe"),
    Alias(
        "place", "taldykorgan", "Taldyqorghan|Taldykurgan|Талды-Курган|Ταλντικουργκάν", 0.9, "another spelling of Taldykorgan"
    ),
    Alias("place", "shymkent", "Chimkent|Чимкент|Τσιμκέντ", 0.9, "former spelling of Shymkent"),
    Alias("place", "semey", "Semipalatinsk|Семипалатинск|Σεμιπαλατίνσκ", 0.9, "former name of Semey"),
    Alias("place", "atyrau", "Guryev|Гурьев", 0.8, "former name of Atyrau"),
    Alias("place", "aktau", "Shevchenko city|город Шевченко", 0.7, "former name of Aktau"),
    Alias("place", "taraz", "Dzhambul|Джамбул|Zhambyl city", 0.8, "former name of Taraz"),
    Alias(
        "place",
        "baikonur-cosmodrome",
        "cosmodrome|space launch site|spaceport|κοσμοδρόμιο|διαστημική βάση|διαστημικές βάσεις|διαστημικό κέντρο|космодром|"
        "ғарыш айлағы|ғарыш айлағын",
        0.8,
        "Baikonur is the only space base of the layer",
    ),
    Alias(
        "place",
        "almaty-republic-square",
        "New Square|Νέα Πλατεία|Новая площадь|Жаңа алаң",
        0.7,
        "the people's name of the square",
    ),
    Alias("place", "moscow-city", "Moscow|Μόσχα|Москва|Мәскеу", 0.9, "name of the layer, without 'city'"),
    Alias(
        "actor",
        "csto",
        "ΟΣΣΑ|ΟΔΚΒ|ΟΣΑΣ|CSTO|ОДКБ|ҰҚШҰ|Collective Security Treaty Organisation|"
        "Collective Security Treaty Organization|Οργανισμός της Συνθήκης Συλλογικής Ασφάλειας|"
        "Οργανισμός Συνθήκης Συλλογικής Ασφάλειας|Организация Договора о коллективной безопасности|"
        "Ұжымдық қауіпсіздік туралы шарт ұйымы",
        0.95,
        "names and initials of the Collective Security Treaty Organisation",
    ),
    Alias(
        "actor",
        "tokayev",
        "Tokaev|Τοκάεφ|Τοκάγιεφ|Kassym Jomart Tokayev|Kasym-Zhomart Tokayev",
        0.95,
        "another spelling of Tokayev",
    ),
    Alias("actor", "nazarbayev", "Nazarbaev|Ναζαρμπάεφ|Ναζαρμπάγιεφ", 0.9, "another spelling of Nazarbayev"),
    Alias(
        "actor",
        "tokayev",
        "president of Kazakhstan|Kazakh president|πρόεδρος του Καζακστάν|πρόεδρος του Καζαχστάν|президент Казахстана|"
        "казахстанский президент|Қазақстан президенті",
        0.9,
        "the president in January 2022",
    ),
    Alias(
        "actor",
        "police",
        "policeman|policemen|police officer|police officers|αστυνομικός|αστυνομικοί|αστυνομικούς|"
        "полицейский|полицейские|полицейских|полицейскими|полицей|полицейлер",
        0.8,
        "members of the police",
    ),
    Alias(
        "actor",
        "security-forces",
        "servicemen|security personnel|ένστολοι|силовик|силовики|силовиков",
        0.7,
        "another word for them",
    ),
    Alias(
        "actor",
        "kz-military",
        "Kazakh soldiers|Kazakh troops|Kazakh army|soldiers|στρατιώτες|στρατός|солдаты|солдат|армия|сарбаздар|сарбаз",
        0.5,
        "soldiers whose army is not named",
    ),
    Alias("actor", "national-guard", "National Guard|Εθνική Φρουρά|Национальная гвардия|Ұлттық гвардия", 0.9, "another name"),
    Alias("actor", "knb", "KNB|КНБ|ҰҚК|National Security Committee", 0.9, "initials of the National Security Committee"),
    Alias(
        "actor",
        "russian-airborne-forces",
        "Russian paratroopers|Ρώσοι αλεξιπτωτιστές|российские десантники|ресейлік десантшылар|VDV|ВДВ",
        0.9,
        "members of the Russian Airborne Forces",
    ),
    Alias(
        "actor",
        "russian-airborne-forces",
        "paratroopers|αλεξιπτωτιστές|αλεξιπτωτιστών|десантники|десантников|десантшылар",
        0.6,
        "paratroopers whose army is not named: the layer knows the Russian ones",
    ),
    Alias(
        "actor",
        "russian-armed-forces",
        "Russian troops|Russian forces|Russian army|Russian soldiers|ρωσικά στρατεύματα|"
        "ρωσικές δυνάμεις|ρωσικός στρατός|Ρώσοι στρατιώτες|российские войска|российские военные|российская армия|"
        "ресей әскері|ресейлік әскерилер",
        0.85,
        "another word for the Russian armed forces",
    ),
    Alias(
        "actor",
        "csto-force",
        "CSTO troops|CSTO peacekeepers|peacekeepers|στρατεύματα του CSTO|ειρηνευτές|ειρηνευτική δύναμη|"
        "миротворцы|миротворцев|миротворцы ОДКБ|бітімгерлер|бітімгершілік күштері",
        0.7,
        "the only peacekeepers of the layer",
    ),
    Alias(
        "actor",
        "protesters",
        "demonstrators|διαδηλωτής|демонстранты|митингующие|шерушілер|наразылық білдірушілер",
        0.85,
        "another word for protesters",
    ),
    Alias("actor", "kremlin", "Kremlin|Κρεμλίνο|Кремль", 0.7, "the building's name for those in it"),
    Alias("actor", "united-nations", "UN|ΟΗΕ|ООН|БҰҰ", 0.9, "initials of the United Nations"),
    Alias("actor", "eu", "EU|ΕΕ|ЕС|ЕО", 0.7, "initials of the European Union"),
)

KINDS: Final = (
    (
        "akimat",
        "government_building|square",
        "akimat|city hall|Акимат",
        {
            "en": "akimat city_hall town_hall mayor_office regional_administration administration_building",
            "el": "ακιματ δημαρχει διοικητηρι διοικησ_περιφερει",
            "ru": "акимат мэри администрац",
            "kk": "әкімдік әкімдіг әкімшіл",
        },
    ),
    ("airport", "airport", "", {"en": "airport", "el": "αεροδρομι αεροσταθμ αερολιμεν", "ru": "аэропорт", "kk": "әуежай"}),
    (
        "residence",
        "residence",
        "",
        {
            "en": "presidential_residence residence presidential_palace",
            "el": "προεδρικ_κατοικι προεδρικ_μεγαρ προεδρικ_παλατ",
            "ru": "резиденц",
            "kk": "резиденц",
        },
    ),
    (
        "police",
        "police",
        "headquarters|department|directorate",
        {
            "en": "police_department police_headquart police_station police_building police_hq",
            "el": "αστυνομικ_διευθυνσ αστυνομικ_μεγαρ αστυνομικ_τμημ",
            "ru": "департамент_полици управлени_полици здани_полици отдел_полици здани_департамент_полици",
            "kk": "полиция_департамент полиция_басқарма полиция_ғимарат",
        },
    ),
    ("square", "square", "", {"en": "square", "el": "πλατει", "ru": "площад", "kk": "алаң"}),
    (
        "station",
        "infrastructure",
        "railway station",
        {
            "en": "railway_station train_station",
            "el": "σιδηροδρομικ_σταθμ",
            "ru": "вокзал",
            "kk": "вокзал",
        },
    ),
    (
        "security service",
        "security_service",
        "National Security Committee",
        {
            "en": "knb_building knb_department security_committee_building",
            "el": "κτιρι_knb διευθυνσ_επιτροπ_εθνικ",
            "ru": "здани_кнб департамент_кнб",
            "kk": "ұқк_департамент ұқк_ғимарат",
        },
    ),
    ("hospital", "hospital", "", {"en": "hospital", "el": "νοσοκομ", "ru": "больниц", "kk": "аурухана"}),
    (
        "detention centre",
        "security_service",
        "detention",
        {
            "en": "detention_centre detention_center remand pre_trial",
            "el": "κεντρ_κρατησ κεντρ_προφυλακ",
            "ru": "сизо изолятор",
            "kk": "изолятор",
        },
    ),
    (
        "government building",
        "government_building|residence|police|security_service",
        "",
        {
            "en": "government_building public_building state_building administrative_building official_building",
            "el": "δημοσι_κτιρι δημοσι_κτηρι κρατικ_κτιρι κρατικ_κτηρι κυβερνητικ_κτιρι κυβερνητικ_κτηρι "
            "διοικητικ_κτιρι διοικητικ_κτηρι",
            "ru": "административн_здани государственн_здани правительственн_здани госучрежден здани_власт",
            "kk": "мемлекеттік_ғимарат әкімшілік_ғимарат үкімет_ғимарат",
        },
    ),
    (
        "shop",
        "shop|mall",
        "",
        {
            "en": "shop store supermarket mall",
            "el": "καταστημ σουπερμαρκετ",
            "ru": "магазин супермаркет",
            "kk": "дүкен супермаркет",
        },
    ),
    (
        "broadcaster",
        "media",
        "",
        {
            "en": "broadcaster tv_station television tv_channel",
            "el": "τηλεοπτικ_σταθμ ραδιοτηλεορασ καναλι",
            "ru": "телеканал телерадио телецентр",
            "kk": "телеарна телерадио",
        },
    ),
    (
        "power station",
        "infrastructure",
        "power station",
        {
            "en": "power_station power_plant",
            "el": "θερμοηλεκτρ ηλεκτρικ_σταθμ",
            "ru": "=тэц электростанц",
            "kk": "=жэо электр_станс",
        },
    ),
    ("monument", "other", "monument", {"en": "monument statue", "el": "μνημει αγαλμα", "ru": "памятник", "kk": "ескерткіш"}),
)
"""Kinds of place that a text names by a common noun beside a town: word, the layer's kinds, what the place's English name
must hold (any of), and the beginnings of the noun. "The airport of Aktobe" is then the airport that the layer has there."""
