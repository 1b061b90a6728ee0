"""Which column of a table is what: by its name in English, Russian, Kazakh or Greek, by its HXL tag, then by its content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.exchange.importing.coordinates import is_pair, is_wkt, numbers
from dashboard.exchange.importing.dates import moment, order_of
from dashboard.layer.filters import fold

_NAMES: Final[Mapping[str, str]] = {
    "id": (
        "id|event id|event id cnty|eventid|globaleventid|identifier|uid|uuid|guid|код|ид|идентификатор|κωδικοσ"
        "|αναγνωριστικο|сәйкестендіргіш"
    ),
    "title": (
        "title|name|headline|event|event name|event title|заголовок|название|наименование|событие|имя|τιτλοσ"
        "|ονομα|γεγονοσ|συμβαν|тақырып|тақырыбы|атауы|аты|оқиға"
    ),
    "summary": (
        "summary|description|notes|note|details|detail|text|comment|comments|desc|описание|текст|примечание"
        "|примечания|подробности|комментарий|содержание|περιγραφη|σημειωσεισ|κειμενο|σχολια|сипаттама|сипаттамасы"
        "|мәтін|ескерту|түсініктеме"
    ),
    "start": (
        "start utc|date utc|datetime utc|date|start|start date|date start|startdate|event date|eventdate"
        "|datetime|date time|date and time|begin"
        "|begins|start time|when|incident date|sqldate|timestamp|дата|дата события|дата начала|начало"
        "|дата и время|ημερομηνια|ημερομηνια εναρξησ|εναρξη|ημερα|күні|күн|дата мен уақыт|басталуы"
        "|басталған күні"
    ),
    "year": "year|год|ετοσ|жыл",
    "month": "month|месяц|μηνασ|ай",
    "day": "day|день|ημερα|күн",
    "end": (
        "end utc|end|end date|date end|enddate|ends|until|finish|end time|окончание|конец|дата окончания|дата конца|ληξη"
        "|τελοσ|ημερομηνια ληξησ|аяқталуы|аяқталған күні"
    ),
    "clock": "time|hour|time of day|local time|event time|время|час|ωρα|уақыты|уақыт|сағат",
    "tz": "tz|timezone|time zone|zone|часовой пояс|ζωνη ωρασ|уақыт белдеуі",
    "category": "category|категория|κατηγορια|санат|санаты",
    "kind": (
        "kind|type|event type|eventtype|incident type|sub event type|тип|тип события|вид|вид события|τυποσ|ειδοσ"
        "|τυποσ συμβαντοσ|түрі|оқиға түрі"
    ),
    "lat": (
        "lat|latitude|y|lat dd|latitude dd|gps lat|gps latitude|y coord|point y|широта|шир|πλατοσ"
        "|γεωγραφικο πλατοσ|ендік|ендігі"
    ),
    "lon": (
        "lon|lng|long|longitude|x|lon dd|longitude dd|gps lon|gps long|gps longitude|x coord|point x|долгота|долг"
        "|μηκοσ|γεωγραφικο μηκοσ|бойлық|бойлығы"
    ),
    "point": (
        "coordinates|coordinate|coords|latlon|lat lon|latlng|lat long|lat lng|gps|geo|geopoint|geolocation|wkt"
        "|geom|geometry|the geom|geom wkt|geometry wkt|point|координаты|координата|точка|гео|συντεταγμενεσ|σημειο"
        "|координаттар|координаттары|нүкте"
    ),
    "uncertainty_m": (
        "uncertainty m|uncertainty|accuracy m|accuracy|horizontal accuracy|coordinateuncertaintyinmeters"
        "|погрешность м|погрешность|ακριβεια μ|қателік м"
    ),
    "geo_precision": (
        "geo precision|place precision|location precision|точность места|точность координат|ακριβεια θεσησ|орын дәлдігі"
    ),
    "country": "country|country name|iso3|iso2|country code|страна|χωρα|ел|мемлекет",
    "admin1": (
        "admin1|admin 1|adm1|region|province|oblast|state|governorate|область|регион|провинция|περιφερεια|περιοχη"
        "|επαρχια|облыс|облысы|аймақ|өңір"
    ),
    "place": (
        "place|location|location name|city|town|locality|settlement|address|where|venue|место|место события|город"
        "|адрес|населенный пункт|локация|τοποσ|πολη|τοποθεσια|διευθυνση|орны|орын|қала|мекенжай|мекенжайы"
        "|елді мекен"
    ),
    "actors": (
        "actors|actor|participants|parties|participant|участники|стороны|участник|δρωντεσ|εμπλεκομενοι"
        "|συμμετεχοντεσ|қатысушылар|тараптар"
    ),
    "fatalities_low": ("fatalities low|deaths low|killed low|low|погибшие мин|погибших мин|νεκροι ελαχ|қаза тапқандар мин"),
    "fatalities_best": (
        "fatalities|fatalities best|deaths|dead|killed|death toll|погибшие|погибших|погибло|убито|убитые"
        "|число погибших|νεκροι|αριθμοσ νεκρων|қаза тапқандар|қаза болғандар"
    ),
    "fatalities_high": (
        "fatalities high|deaths high|killed high|high|погибшие макс|погибших макс|νεκροι μεγ|қаза тапқандар макс"
    ),
    "time_precision": "time precision",
    "extra": "extra",
    "status": "status|verification|verification status|статус|статус проверки|κατασταση|мәртебесі|мәртебе",
    "source": (
        "source|sources|source publishers|publisher|reported by|источник|источники|πηγη|πηγεσ|дереккөз|дереккөзі|ақпарат көзі"
    ),
    "source_url": (
        "source url|source urls|sourceurl|url|link|source link|href|web|website|ссылка|адрес источника|συνδεσμοσ|сілтеме"
    ),
}
"""Names of columns as they are found in files, folded, with a space for every run of signs. Of two columns for a field the one
whose name stands first here is taken."""

_HXL: Final[Sequence[tuple[str, str]]] = (
    ("#geo+lat", "lat"),
    ("#geo+lon", "lon"),
    ("#geo+coord", "point"),
    ("#date+start", "start"),
    ("#date+end", "end"),
    ("#date+occurred", "start"),
    ("#event+id", "id"),
    ("#meta+id", "id"),
    ("#event+name", "title"),
    ("#event+type", "kind"),
    ("#event+description", "summary"),
    ("#country", "country"),
    ("#adm1", "admin1"),
    ("#loc", "place"),
    ("#adm2", "place"),
    ("#affected+killed", "fatalities_best"),
    ("#description", "summary"),
    ("#meta+url", "source_url"),
    ("#meta+source", "source"),
    ("#date", "start"),
    ("#event", "kind"),
    ("#cause", "kind"),
    ("#group", "actors"),
    ("#status", "status"),
)
"""HXL tags with their attributes (a tag may have more of them), the more particular ones first."""

PARTS: Final = ("year", "month", "day")
"""A date in three columns."""

_MOSTLY = 0.9
"""The share of filled cells that must be of a kind for the column to be of it."""


def plain(name: str) -> str:
    """A column's name folded, with one space for every run of signs: "Event_Date " and "eventDate" become "event date"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)
    return re.sub(r"[\W_]+", " ", fold(spaced)).strip()


def says_utc(name: str) -> bool:
    """Whether a column's name says that its times are in UTC: "start_utc", "Time (GMT)"."""
    return bool({"utc", "gmt"} & set(plain(name).split()))


_LOOKUP: Final = {fold(name): (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split("|"))}


def by_name(columns: Sequence[str]) -> dict[str, str]:
    """The fields whose column is known by its name. Of two columns for one field the more usual name wins."""
    found: dict[str, tuple[int, int, str]] = {}
    for position, column in enumerate(columns):
        known = _LOOKUP.get(plain(column)) or _LOOKUP.get(re.sub(r"[\W_]+", " ", fold(column)).strip())
        if known:
            field, rank = known
            found[field] = min(found.get(field, (rank, position, column)), (rank, position, column))
    fields = {field: column for field, (_, _, column) in found.items()}
    for whole in (("lat", "lon"), PARTS):
        if not fields.keys() >= set(whole):
            fields = {f: c for f, c in fields.items() if f not in whole}
    if "start" in fields:
        fields = {f: c for f, c in fields.items() if f not in PARTS}
    return fields


def by_tag(tags: Mapping[str, str]) -> dict[str, str]:
    """The fields of a table with HXL tags; `tags` by column."""
    found: dict[str, str] = {}
    for pattern, field in _HXL:
        tag, *wanted = pattern.split("+")
        for column, told in tags.items():
            name, *attributes = told.casefold().split("+")
            if name == tag and set(wanted) <= set(attributes) and field not in found and column not in found.values():
                found[field] = column
    return found


def by_content(cells: pa.Table, named: Mapping[str, str]) -> dict[str, str]:
    """The fields that are `named`, and those for which exactly one other column has the right content.

    A "time" that holds dates is the start, and a "location" that holds coordinates is the point.
    """
    found = dict(named)
    samples = {c: [t for t in cells[c].slice(0, 400).to_pylist() if t] for c in cells.column_names}
    if {"lat", "lon", "point"} <= found.keys():  # a geometry says more than two numbers, a pair of numbers does not
        whole = _share(samples[found["point"]], is_wkt) >= _MOSTLY
        found = {f: c for f, c in found.items() if f not in (("lat", "lon") if whole else ("point",))}
    instead = {"start": PARTS, "point": ("lat", "lon")}
    for field, other, test in (("start", "clock", _is_date), ("point", "place", is_pair)):
        if field in found or found.keys() >= set(instead[field]):
            continue
        if other in found and _share(samples[found[other]], moment if field == "start" else test) >= _MOSTLY:
            found[field] = found.pop(other)
            continue
        right = [c for c in samples if c not in found.values() and _share(samples[c], test) >= _MOSTLY]
        if len(right) == 1:
            found[field] = right[0]
    return found


def tells_apart(cells: pa.Table, column: str) -> bool:
    """Whether rows of one id in `column` are the same throughout."""
    rows = cells.filter(pc.is_valid(cells[column]))
    different: int = len(rows.group_by(rows.column_names).aggregate([]))
    return different == int(pc.count_distinct(rows[column]).as_py())


def numeric(cells: pa.Table, taken: Mapping[str, str]) -> list[str]:
    """Columns with decimals that may be coordinates, for the question which of them are."""
    found = []
    for column in cells.column_names:
        texts = [t for t in cells[column].slice(0, 400).to_pylist() if t]
        if column in taken.values() or not any("." in t or "," in t for t in texts):
            continue
        values, read, _ = numbers(pa.array(texts, pa.string()), comma=not any("." in t for t in texts))
        if read.mean() >= _MOSTLY and (np.abs(values[read]) <= 180).all():
            found.append(column)
    return found


def _share(texts: Sequence[str], test: Any) -> float:
    return sum(map(bool, map(test, texts))) / len(texts) if texts else 0.0


def _is_date(text: str) -> bool:
    """A date with day and month that is no bare number."""
    return not text.isdigit() and bool(moment(text) or order_of(text))
