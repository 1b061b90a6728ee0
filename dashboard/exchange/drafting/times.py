"""The dates and hours that a text names, as local days and hours of Kazakhstan.

The document's date is the one given (`--date`), else that of a dateline: a full date in the opening ("ALMATY, 6 January 2022
(Agency) -") or in a line of few words, without a full stop, among the first three or the last two. A full date elsewhere is of
what is told, not of the telling. A day without a year takes the nearest year to the document's date, else the year of the first
full date in the text, else the year in which most events of the layer lie, and says so. Days that are counted from the document
("yesterday", "on Wednesday") are resolved only when the document's date is known; a weekday is the last one up to that date.
Otherwise they stay unresolved.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.exchange.drafting.words import Token, begin, line, listed
from dashboard.layer import Layer
from dashboard.layer.filters import fold

_MONTHS = {
    "en": listed("jan feb mar apr =may jun jul aug sep oct nov dec"),
    "el": listed(
        "ιανουαρ|=ιαν|γεναρ φεβρουαρ|=φεβ|φλεβαρ μαρτ απριλ μαιου|μαιοσ|μαιο ιουνι ιουλι αυγουστ σεπτεμ οκτωβ νοεμ δεκεμ"
    ),
    "ru": listed("январ феврал март апрел =мая|=май июн июл август сентябр октябр ноябр декабр"),
    "kk": listed("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
}
_WEEKDAYS = {
    "en": listed("monday tuesday wednesday thursday friday saturday sunday"),
    "el": listed("δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη"),
    "ru": listed("понедельник вторник сред четверг пятниц суббот воскресень"),
    "kk": listed("дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі"),
}
_RELATIVE = {
    "en": {"=today =tonight": 0, "=yesterday": -1, "day_before_yesterday": -2, "=tomorrow": 1},
    "el": {"=σημερα =αποψε": 0, "=χθεσ =χτεσ χθεσιν": -1, "=προχθεσ": -2, "=αυριο": 1},
    "ru": {"=сегодня": 0, "=вчера вчерашн": -1, "=позавчера": -2, "=завтра": 1},
    "kk": {"=бүгін": 0, "=кеше": -1, "=ертең": 1},
}
_PARTS = {
    "en": {
        "early_hours": "early_hours small_hours before_dawn =dawn overnight",
        "morning": "=morning",
        "afternoon": "=afternoon",
        "evening": "=evening",
        "night": "=night =nights =midnight",
    },
    "el": {
        "early_hours": "ξημερωμα χαραματ",
        "morning": "=πρωι πρωιν",
        "afternoon": "απογευμα μεσημερ",
        "evening": "=βραδυ βραδυν βραδια",
        "night": "=νυχτα νυχτεσ νυκτα μεσανυχτ ολονυχτ",
    },
    "ru": {
        "early_hours": "под_утро на_рассвете",
        "morning": "=утром =утра =утро",
        "afternoon": "=днем часа_дня часов_дня",
        "evening": "=вечером =вечера =вечер",
        "night": "=ночью =ночи =ночь",
    },
    "kk": {
        "early_hours": "таң_ата таңсәріде таңға_жуық",
        "morning": "=таңертең =таңда",
        "afternoon": "түстен_кейін =түсте",
        "evening": "=кешке =кешкі =кешінде",
        "night": "=түнде =түні =түнгі",
    },
}
"""Parts of the day by the names of :data:`dashboard.layer.times.PART_HOURS`."""

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](20\d\d|\d\d)\b")
_CLOCK = re.compile(
    r"(?<![\d.:,])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d.:,]\d|\d|\s*%)(\s*(?:[ap]\.?\s?m\b\.?|[πμ]\.\s?μ\.))?", re.IGNORECASE
)
_HOUR = re.compile(r"(?<![\d.,:])(1[0-2]|[1-9])\s*([ap]\.?\s?m\b\.?|[πμ]\.\s?μ\.)", re.IGNORECASE)
_HOUR_WORD = re.compile(
    r"(?:\bв|\bсағат|\bat)\s+([01]?\d|2[0-3])(?:\s+час\w*|(?=\s+утра|\s+вечера|\s+дня|\s+o'clock|-\s?д[ае]|-\s?т[ае]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A time named in a text: offsets, the days `first` to `last` (both included) if resolved, an hour or a part of the day."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    clock: str | None
    part: str | None
    note: str

    @property
    def resolved(self) -> bool:
        """Whether the day is known."""
        return self.first is not None


class Calendar:
    """How the days of one document are resolved."""

    def __init__(self, layer: Layer, lang: str, text: str, dated: date | None) -> None:
        self._lang = lang
        self._usual = Counter(e.start[:4] for e in layer.events).most_common(1)[0][0]
        full = self._full(text)
        datelines = _datelines(text)
        dateline = next((day for at, day in full if any(a <= at < b for a, b in datelines)), None)
        self._basis = "the date given" if dated else "the dateline of the text"
        self.dated = dated or dateline
        self._year_said = full[0][1].year if full else None

    @property
    def basis(self) -> str:
        """What the document's date rests on."""
        return self._basis if self.dated else "none"

    def _full(self, text: str) -> list[tuple[int, date]]:
        """The full dates (day, month and year) in the first and last part of a text, with their offsets, in order."""
        found = []
        for at, part in {0: text[:_HEAD], max(0, len(text) - _HEAD): text[-_HEAD:]}.items():
            told = [(m.start(), _date(int(m[1]), int(m[2]), int(m[3]))) for m in _ISO.finditer(part)]
            told += [(m.start(), _date(_century(m[3]), int(m[2]), int(m[1]))) for m in _NUMERIC.finditer(part)]
            bare = _bare(part)
            for month, table in enumerate(_MONTHS[self._lang], 1):
                name = "(?:" + "|".join(fold(a.lstrip("=")) for a in table.split("|")) + r")\w*"
                for m in re.finditer(rf"\b(\d{{1,2}})\W{{1,3}}{name}\W{{1,3}}(20\d\d)\b", bare):
                    told.append((m.start(), _date(int(m[2]), month, int(m[1]))))
                for m in re.finditer(rf"\b{name}\W{{1,3}}(\d{{1,2}})\W{{1,3}}(20\d\d)\b", bare):
                    told.append((m.start(), _date(int(m[2]), month, int(m[1]))))
            found += [(at + start, day) for start, day in told if day]
        return sorted(set(found))

    def whens(self, text: str, at: int, found: list[Token]) -> list[When]:
        """The times in the sentence `text`, which begins at offset `at` and has the words `found`; days before hours."""
        days = self._days(text, at, found)
        taken = [(w.start, w.end) for w in days]
        hours = [w for w in self._hours(text, at, found) if not any(a < w.end and w.start < b for a, b in taken)]
        return sorted(days + hours, key=lambda w: (w.start, w.end))

    # --- days -------------------------------------------------------------------------------------------------------

    def _days(self, text: str, at: int, found: list[Token]) -> list[When]:
        told = []
        for pattern, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1))):
            for m in pattern.finditer(text):
                day = _date(_century(m[order[0]]), int(m[order[1]]), int(m[order[2]]))
                if day:
                    clock = f"{m[4]}:{m[5]}" if pattern is _ISO and m[4] else None
                    told.append(When(at + m.start(), at + m.end(), m[0], day, day, clock, None, "a full date"))
        folded = line(found)
        for month, table in enumerate(_MONTHS[self._lang], 1):
            for first, _ in begin(folded, table.replace("|", " ")):
                told += self._of_month(text, at, found, first, month)
        for weekday, word in enumerate(_WEEKDAYS[self._lang]):
            for first, _ in begin(folded, word if self._lang in ("ru", "kk") else "=" + word):
                if found[first].folded.startswith("сред") and found[first].folded not in ("среда", "среду", "среды"):
                    continue  # "среди", "средства"
                told.append(self._weekday(found[first], weekday))
        for words, days in _RELATIVE[self._lang].items():
            for first, last in begin(folded, words):
                told.append(self._counted(found[first], found[last - 1], text, at, days))
        told.sort(key=lambda w: (w.start, -w.end))
        return [w for i, w in enumerate(told) if not any(o.start <= w.start and w.end <= o.end for o in told[:i])]

    def _of_month(self, text: str, at: int, found: list[Token], position: int, month: int) -> list[When]:
        """ "5 January", "4-5 января", "January 5, 2022", "στις 5 και 6 Ιανουαρίου"; a month alone is the whole month."""
        if self._lang == "en" and not found[position].capital:
            return []  # "march", "may"
        left = position - (position > 1 and found[position - 1].folded == "of")
        numbers: list[int] = []
        while left > 0 and len(numbers) < 2 and _day_of_month(found[left - 1]):
            numbers.insert(0, _day_of_month(found[left - 1]))
            left -= 1
            if (
                left > 0
                and found[left - 1].folded in ("και", "and", "и", "мен", "το", "to", "по", "εωσ")
                and left > 1
                and _day_of_month(found[left - 2])
            ):
                left -= 1
        right = position + 1
        if not numbers:
            while right < len(found) and len(numbers) < 2 and _day_of_month(found[right]):
                numbers.append(_day_of_month(found[right]))
                right += 1
        year = None
        if right < len(found) and re.fullmatch("20[0-3][0-9]", found[right].text):
            year, right = int(found[right].text), right + 1
        if not numbers and year is None and self._lang == "en" and found[position].folded in ("may", "march"):
            return []
        chosen, note = self._year(year, month, numbers[0] if numbers else 1)
        start, end = found[left].start, found[right - 1].end
        shown = text[start - at : end - at]
        if numbers:
            first, last = _date(chosen, month, numbers[0]), _date(chosen, month, numbers[-1])
        else:
            first = date(chosen, month, 1)
            last = (date(chosen + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        if first is None or last is None or last < first:
            return []
        return [When(start, end, shown, first, last, None, None, note)]

    def _year(self, year: int | None, month: int, day: int) -> tuple[int, str]:
        if year is not None:
            return year, "a full date"
        if self.dated is None and self._year_said:
            return self._year_said, "the year of the first full date in the text"
        if self.dated is None:
            return int(self._usual), f"no year given: taken as {self._usual}, the year of most events"
        near = [d for y in (-1, 0, 1) if (d := _date(self.dated.year + y, month, day))]
        nearest = min(near, key=lambda d: abs((d - self.dated).days)) if near else self.dated  # type: ignore[operator]
        return nearest.year, f"the year from {self._basis}"

    def _weekday(self, token: Token, weekday: int) -> When:
        if self.dated is None:
            return When(token.start, token.end, token.text, None, None, None, None, "not resolved: the text has no date")
        day = self.dated - timedelta(days=(self.dated.weekday() - weekday) % 7)
        return When(token.start, token.end, token.text, day, day, None, None, f"the last one up to {self._basis}")

    def _counted(self, first: Token, last: Token, text: str, at: int, days: int) -> When:
        shown = text[first.start - at : last.end - at]
        if self.dated is None:
            return When(first.start, last.end, shown, None, None, None, None, "not resolved: the text has no date")
        day = self.dated + timedelta(days=days)
        return When(first.start, last.end, shown, day, day, None, None, f"counted from {self._basis}")

    # --- hours ------------------------------------------------------------------------------------------------------

    def _hours(self, text: str, at: int, found: list[Token]) -> list[When]:
        told = [
            (m, f"{_half(int(m[1]), m[3]):02}:{m[2]}")
            for m in _CLOCK.finditer(text)
            if ":" in m[0] or m[3] or _said_as_hour(text, m.start(), self._lang)
        ]
        told += [(m, f"{_half(int(m[1]), m[2]):02}:00") for m in _HOUR.finditer(text)]
        told += [(m, f"{int(m[1]):02}:00") for m in _HOUR_WORD.finditer(text)]
        hours = [When(at + m.start(), at + m.end(), m[0], None, None, clock, None, "an hour") for m, clock in told]
        folded = line(found)
        for part, words in _PARTS[self._lang].items():
            for first, last in begin(folded, words):
                start, end = found[first].start, found[last - 1].end
                hours.append(When(start, end, text[start - at : end - at], None, None, None, part, "a part of the day"))
        hours.sort(key=lambda w: (w.start, -w.end))
        return [w for i, w in enumerate(hours) if not any(o.start <= w.start and w.end <= o.end for o in hours[:i])]


_HEAD = 5_000
"""Characters at the beginning and at the end of a text among which its date is looked for."""

_SHORT = 9
"""Words that the line of a date has at most."""


def _datelines(text: str) -> list[tuple[int, int]]:
    """Where a text's own date may stand: see the module."""
    found = []
    opening = re.match(r"\s*[^\n.]{0,80}?\s[—–-]+\s", text)
    if opening:
        found.append((0, opening.end()))
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text[:_HEAD]))[:3]
    tail = max(0, len(text) - _HEAD)
    spans = [(m.start(), m.end()) for m in lines]
    spans += [(tail + m.start(), tail + m.end()) for m in [*re.finditer(r"[^\n]*\S[^\n]*", text[tail:])][-2:]]
    return found + [(a, b) for a, b in spans if len(text[a:b].split()) <= _SHORT and not text[a:b].rstrip().endswith(".")]


def _said_as_hour(text: str, start: int, lang: str) -> bool:
    before = text[max(0, start - 12) : start].casefold()
    words = {"en": ("at ",), "el": ("στις ", "ώρα "), "ru": ("в ",), "kk": ("сағат ",)}[lang]
    return before.endswith(words)


def _half(hour: int, said: str | None) -> int:
    """The hour of 24 from an hour of 12 with "p.m." or "μ.μ."; without them the hour as it is."""
    if not said:
        return hour
    after_noon = said.strip().casefold()[0] in "pμ"
    return hour % 12 + (12 if after_noon else 0)


def _day_of_month(token: Token) -> int:
    m = re.fullmatch(r"(\d{1,2})(?:η|ης|st|nd|rd|th|го)?", token.folded.replace("σ", "ς"))
    return int(m[1]) if m and 1 <= int(m[1]) <= 31 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _bare(text: str) -> str:
    """Fold letter by letter, so that offsets and order stay (accents of Greek capitals and small letters go)."""
    return "".join((fold(c) or " ")[0] for c in text)
