"""How many of the shown events fall where, and where on which day, with the words for it.

The one definition of what the charts of places and of days show, for pictures (:mod:`dashboard.views.charts`) and for the
page, whose ``web/tallies.js`` counts the same in the frame in which the time brush moves. A test holds the two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dashboard.layer.filters import Filter
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.times import ALMATY, DAY, zone
from dashboard.locale import Words
from dashboard.views.style import FAMILY_OF

NEARLY_ALL: Final = 0.9
"""From this share of the events on, one region says nothing more, and the places within it are told apart."""

TOP_PLACES: Final = 9
"""How many places are named; the rest are summed in one bar, so that nothing is lost."""

FIRST, LAST = date(2022, 1, 2), date(2022, 1, 20)
"""The days that are drawn, unless the window of the filter is of `LONGEST` days or shorter."""

LONGEST: Final = 21

TOP_REGIONS: Final = 18
"""How many regions and countries are named by day; events elsewhere are told in the note."""


def region_of(layer: Layer, place_id: str) -> str:
    """The admin-1 in which a place lies, or its country outside Kazakhstan; the place itself for the whole country."""
    place = layer.places[place_id]
    if place.country != "KZ":
        return place.country
    return place.admin1 or place.place_id


# --- by place ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of an area, by family of category; `area` is empty where it sums the places that are not named."""

    area: str
    name: str
    families: Counter[str]


def by_place(layer: Layer, shown: Sequence[Event], words: Words) -> list[Bar]:
    """By region or country, or by single place where nearly all of `shown` share one region; the most first."""
    regions = Counter(region_of(layer, e.place_id) for e in shown)
    one = max(regions.values(), default=0) >= NEARLY_ALL * regions.total()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in shown:
        where = event.place_id if one else region_of(layer, event.place_id)
        counts[where][FAMILY_OF[event.category].family_id] += 1
    ranked = sorted(counts, key=lambda k: (-counts[k].total(), k))
    top, rest = ranked[:TOP_PLACES], ranked[TOP_PLACES:]
    if len(rest) == 1:
        top, rest = ranked, []
    bars = [Bar(k, words.name(layer.area_names(k)), counts[k]) for k in top]
    if rest:
        bars.append(Bar("", other_places(words, len(rest)), sum((counts[k] for k in rest), Counter())))
    return bars


# Words with a number. What is given as `shown` stands in its place, such as "{n}" for the browser to fill.


def other_places(words: Words, count: int, **shown: str) -> str:
    """The name of the bar that sums `count` places."""
    return words.plural("{n} other place", "{n} other places", count, **shown)


def by_place_head(words: Words, count: int, **shown: str) -> str:
    """What the bars are, for who cannot see them."""
    return words.plural("Bar chart of {n} event by place", "Bar chart of {n} events by place", count, **shown)


# --- by day -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grid:
    """How many events began on which of `days` (of Almaty) in which of `regions`, the region with the most first.

    `vague` were left out as not known to the day, `elsewhere` as outside the days and regions.
    """

    regions: list[str]
    days: list[date]
    cells: Counter[tuple[str, date]]
    vague: int
    elsewhere: int


def day_of(event: Event) -> date | None:
    """The day of Almaty on which an event began, or ``None`` where it is vaguer than a day."""
    if event.interval.end - event.interval.start > DAY:
        return None
    return event.interval.start.astimezone(zone(ALMATY)).date()


def days_of(filter_: Filter) -> list[date]:
    """The days of the filter's window, or those from :data:`FIRST` to :data:`LAST`."""
    first, last = FIRST, LAST
    start, end = filter_.start, filter_.end
    if start is not None and end is not None and end - start <= LONGEST * DAY:
        first = start.astimezone(zone(ALMATY)).date()
        last = max(first, (end - timedelta(minutes=1)).astimezone(zone(ALMATY)).date())
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def by_day(layer: Layer, filter_: Filter, shown: Sequence[Event]) -> Grid:
    """The grid of the events `shown` by `filter_`."""
    days = days_of(filter_)
    cells: Counter[tuple[str, date]] = Counter()
    vague = 0
    for event in shown:
        day = day_of(event)
        if day is None:
            vague += 1
        elif day in days:
            cells[region_of(layer, event.place_id), day] += 1
    totals: Counter[str] = Counter()
    for (region, _), count in cells.items():
        totals[region] += count
    regions = sorted(totals, key=lambda r: (-totals[r], r))[:TOP_REGIONS]
    drawn = Counter({cell: n for cell, n in cells.items() if cell[0] in regions})
    return Grid(regions, days, drawn, vague, len(shown) - vague - drawn.total())


def day_label(words: Words, days: Sequence[date], i: int) -> str:
    """The first day with its month, every second one by its number, as a telephone has room for no more."""
    if len(days) > 7 and i % 2:
        return ""
    return words.short_day(days[i]) if i == 0 or days[i].day == 1 else str(days[i].day)


def by_day_head(words: Words, count: int, **shown: str) -> str:
    """What the grid is, for who cannot see it."""
    return words.plural("Table of {n} event by region and day.", "Table of {n} events by region and day.", count, **shown)


def events(words: Words, count: int, **shown: str) -> str:
    """ "3 events"."""
    return words.plural("{n} event", "{n} events", count, **shown)


def vague_events(words: Words, count: int, **shown: str) -> str:
    """What is said of events vaguer than a day."""
    return words.plural(
        "{n} event is not known to the day and left out.", "{n} events are not known to the day and left out.", count, **shown
    )


def events_elsewhere(words: Words, count: int, **shown: str) -> str:
    """What is said of events on other days and in other regions."""
    return words.plural(
        "{n} event lies outside the days and regions drawn.",
        "{n} events lie outside the days and regions drawn.",
        count,
        **shown,
    )


def note(grid: Grid, words: Words) -> str:
    """Whose days they are, and what is left out."""
    text = words("Days of Almaty.")
    if grid.vague:
        text += " " + vague_events(words, grid.vague)
    if grid.elsewhere:
        text += " " + events_elsewhere(words, grid.elsewhere)
    return text


# --- for the browser --------------------------------------------------------------------------------------------------


def rules() -> dict[str, Any]:
    """The numbers above for ``web/tallies.js``; days as ISO dates."""
    return {
        "nearly_all": NEARLY_ALL,
        "top_places": TOP_PLACES,
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "longest": LONGEST,
        "top_regions": TOP_REGIONS,
    }


def texts(words: Words) -> dict[str, Any]:
    """The words above for ``web/tallies.js``; those with a number by plural category of CLDR, with ``{n}`` left open."""
    return {
        "by_place": plurals(words, by_place_head),
        "other_places": plurals(words, other_places),
        "by_day": plurals(words, by_day_head),
        "vague": plurals(words, vague_events),
        "elsewhere": plurals(words, events_elsewhere),
        "days": words("Days of Almaty."),
    }


def plurals(words: Words, say: Callable[..., str]) -> dict[str, str]:
    """What `say` says of numbers, for each plural category of CLDR, as ``Intl.PluralRules`` names them."""
    found = {}
    for n in range(200, -1, -1):  # the smallest number of each category comes last and stays
        found[words.locale.plural_form(n)] = say(words, n, n="{n}")
    return found
