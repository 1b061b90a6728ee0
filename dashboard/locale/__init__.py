"""The languages of the screen: gettext catalogues, and dates, numbers and lists by CLDR through Babel.

A catalogue is one readable file, ``<language>.po``; it is compiled in memory when first asked for.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from dashboard.layer.times import ALMATY, zone
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.locale.labels import LABELS

FOLDER = Path(__file__).parent


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(lang: str) -> gettext.NullTranslations:
    path = FOLDER / f"{lang}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def words(lang: str) -> Words:
    """The words of `lang`, a BCP 47 tag of :data:`LANGUAGES`; English for any other."""
    return Words(lang if lang in LANGUAGES else "en")


class Words:
    """Everything the screens say in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.locale = Locale(lang)
        self._catalogue = _catalogue(lang)

    # --- texts --------------------------------------------------------------------------------------------------------

    def __call__(self, message: str, **values: object) -> str:
        """Translate `message` and fill in its ``{placeholders}``."""
        text = self._catalogue.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Translate by the number `count`, which is filled in as ``{n}`` unless `values` say otherwise."""
        return self._catalogue.ngettext(one, many, count).format(**{"n": self.number(count), **values})

    def label(self, kind: str, value: str) -> str:
        """The word for `value` of a closed list (see :data:`dashboard.locale.labels.LABELS`)."""
        return self._catalogue.gettext(LABELS[kind].get(value, value)) if value else ""

    def noun(self, kind: str, value: str) -> str:
        """The same word for use inside a sentence: "building seizure", but "NGO"."""
        label = self.label(kind, value)
        return label[0].lower() + label[1:] if label[1:2].islower() else label

    def name(self, names: Mapping[str, str]) -> str:
        """The name in this language. A mapping with the key "" holds a country code, which CLDR names."""
        if "" in names:
            return self.country(names[""])
        return names.get(self.lang) or names["en"]

    def country(self, code: str) -> str:
        """The name of the country with ISO 3166-1 alpha-2 `code`."""
        return _COUNTRY.get((self.lang, code)) or str(self.locale.territories.get(code, code))

    def any_of(self, values: list[str]) -> str:
        """Join with "or"."""
        return format_list(values, "or", self.locale)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.locale))

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as a percentage with at most one decimal."""
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.#")
        return str(format_percent(share, pattern, locale=self.locale))

    def language(self, tag: str) -> str:
        """The name of the language with this BCP 47 tag."""
        return str(self.locale.languages.get(tag, tag))

    # --- the filter's sentence ----------------------------------------------------------------------------------------

    def count_of_events(self, shown: int | str, total: int) -> str:
        """ "37 of 331 events"; a text instead of a number stands as it is, such as "{n}" for the browser to fill."""
        told = {"n": shown if isinstance(shown, str) else self.number(shown), "total": self.number(total)}
        return self.plural("{n} of {total} event", "{n} of {total} events", total, **told)

    def phrase(self, key: str, value: str = "") -> str:
        """A part of the sentence: with_actor, with_source, occupied, statement, article or text."""
        return {
            "with_actor": self("involving {value}", value=value),
            "with_source": self("reported by {value}", value=value),
            "occupied": self("buildings entered or held only"),
            "statement": self("told in the article: “{value}”", value=value),
            "article": self("told in the article"),
            "text": self("containing “{value}”", value=value),
        }[key]

    def window(self, start: datetime | None, end: datetime | None) -> str:
        """A half-open UTC window in words, in Almaty time, with the zone named."""
        first, last = (m.astimezone(zone(ALMATY)) if m else None for m in (start, end))
        if first and last:
            text = self._between(first, last)
        elif first:
            text = self("from {time}", time=self.moment(first))
        elif last:
            text = self("until {time}", time=self.moment(last))
        else:
            return self("whole period")
        return self("{window}, Almaty time", window=text)

    def known(self, moment: datetime) -> str:
        """Up to when things count as public, in Almaty time."""
        return self("as known at {time}, Almaty time", time=self.moment(moment.astimezone(zone(ALMATY))))

    def _between(self, first: datetime, last: datetime) -> str:
        whole_days = first.hour == first.minute == last.hour == last.minute == 0
        final_day = (last - timedelta(minutes=1)).date()
        if whole_days:
            return self.days(first.date(), final_day)
        if final_day == first.date():
            until = "24:00" if last.hour == last.minute == 0 else f"{last:%H:%M}"
            return f"{self.day(first.date())} {first:%H:%M}–{until}"
        until = f"{self.day(final_day)} 24:00" if last.hour == last.minute == 0 else self.moment(last)
        return f"{self.moment(first)} – {until}"

    def days(self, first: date, last: date) -> str:
        """ "2–11 January 2022", both days included."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            day = self.day(last)
            return re.sub(rf"(?<!\d){last.day}(?!\d)", f"{first.day}–{last.day}", day, count=1)
        return f"{self.day(first)} – {self.day(last)}"

    # --- dates --------------------------------------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """ "5 January 2022"."""
        return str(format_date(day, _DAY[self.lang], locale=self.locale))

    def day_of(self, iso: str) -> str:
        """The day of an ISO date."""
        return self.day(date.fromisoformat(iso))

    def short_day(self, day: date) -> str:
        """ "5 Jan"."""
        return str(format_date(day, _SHORT_DAY[self.lang], locale=self.locale))

    def weekday(self, day: date) -> str:
        """ "Wednesday"."""
        return str(format_date(day, "EEEE", locale=self.locale))

    def moment(self, moment: datetime) -> str:
        """ "5 January 2022 18:00", in the zone that `moment` carries."""
        return f"{self.day(moment.date())} {moment:%H:%M}"

    def clock(self, moment: datetime) -> str:
        """ "18:00"."""
        return str(format_time(moment, "HH:mm", locale=self.locale))

    def month(self, day: date) -> str:
        """ "January 2022"."""
        return str(format_date(day, "LLLL y", locale=self.locale))

    def stamp(self, moment: datetime) -> str:
        """A moment in UTC, named as such."""
        return f"{format_datetime(moment.astimezone(UTC), _DAY[self.lang] + ' HH:mm', locale=self.locale)} UTC"


_COUNTRY = {("ru", "KG"): "Кыргызстан"}
"""Where the press of Kazakhstan does not follow CLDR."""

_DAY = {"en": "d MMMM y", "el": "d MMMM y", "ru": "d MMMM y", "kk": "y 'ж'. d MMMM"}
_SHORT_DAY = {"en": "d MMM", "el": "d MMM", "ru": "d MMM", "kk": "d MMM"}
