"""What the property tests draw: local times, the zones of Kazakhstan, filters over the shipped layer, views.

Importing this module sets the profile: the same examples on every run, and no deadline, as a slow machine is no fault.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dashboard.layer.filters import ANY_STATEMENT, FACETS, MAX_TEXT, Filter
from dashboard.layer.load import the_layer
from dashboard.layer.times import MINUTE
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES, PARTS_OF_DAY, SOURCE_KINDS, STATUSES
from dashboard.views.address import View
from dashboard.views.scenes import SCENES

settings.register_profile(
    "qantar",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("qantar")

LAYER = the_layer()

OFFSETS = {
    "Asia/Almaty": 6,
    "Asia/Qostanay": 6,
    "Asia/Aqtau": 5,
    "Asia/Aqtobe": 5,
    "Asia/Atyrau": 5,
    "Asia/Oral": 5,
    "Asia/Qyzylorda": 5,
}
"""The zones of Kazakhstan and how many hours each was ahead of UTC in January 2022."""

VALUES: dict[str, list[str]] = {
    "categories": list(CATEGORIES),
    "areas": sorted(LAYER.known_areas),
    "statuses": list(STATUSES),
    "actors": sorted(LAYER.actors),
    "source_kinds": list(SOURCE_KINDS),
}
"""Every value that each facet of the filter may take."""

STATEMENTS = [s.statement_id for s in LAYER.statements]
"""The statements of the seed article."""

# --- time -----------------------------------------------------------------------------------------------------------

zones = st.sampled_from(sorted(OFFSETS))
days = st.dates(date(2022, 1, 1), date(2022, 1, 31))
parts_of_day = st.sampled_from(PARTS_OF_DAY)
clocks = st.builds(lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59))
local_minutes = st.builds(lambda day, clock: f"{day.isoformat()}T{clock}", days, clocks)
local_times = st.one_of(days.map(date.isoformat), local_minutes)

_EDGES = sorted({m for e in LAYER.events for m in (e.interval.start, e.interval.end)})


def minutes_between(first: datetime, last: datetime) -> st.SearchStrategy[datetime]:
    """Whole minutes in UTC from `first` to `last`, both included."""
    return st.integers(0, int((last - first) / MINUTE)).map(lambda n: first + n * MINUTE)


moments = st.one_of(
    minutes_between(datetime(2021, 12, 31, tzinfo=UTC), datetime(2022, 1, 31, tzinfo=UTC)),
    st.builds(lambda edge, step: edge + step * MINUTE, st.sampled_from(_EDGES), st.integers(-1, 1)),
    minutes_between(datetime(2019, 1, 1, tzinfo=UTC), datetime(2023, 12, 31, tzinfo=UTC)),
)
"""Minutes in UTC: of January 2022, at the very edges of events, and of the years around (all before March 2024)."""

closed_windows = st.lists(moments, min_size=2, max_size=2, unique=True).map(lambda pair: tuple(sorted(pair)))
windows = st.one_of(
    closed_windows,
    closed_windows,
    st.tuples(moments, st.none()),
    st.tuples(st.none(), moments),
    st.just((None, None)),
)
"""Half-open windows ``(start, end)`` to the minute; ``None`` is an open side."""

# --- text -----------------------------------------------------------------------------------------------------------

_TITLE_WORDS = sorted({w for e in LAYER.events[::7] for t in e.titles.values() for w in t.split()})

raw_texts = st.text(
    st.one_of(
        st.sampled_from("αάβγςΣϊΐΏ абвйёЯЫ қңғҰһі"),
        st.sampled_from("  \t\n\u00a0\u2003"),
        st.sampled_from("🔥🚓é‘«»&=%+#?,;:/\"'<>\\"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)
"""Anything a reader may paste: Greek, Cyrillic, emoji, signs with a meaning in addresses, any kind of white space."""


def tidy(text: str) -> str:
    """`text` as the search box hands it over."""
    return " ".join(text[:MAX_TEXT].split())


search_words = st.lists(st.sampled_from(_TITLE_WORDS), min_size=1, max_size=2).map(" ".join)
texts = st.one_of(st.just(""), search_words, raw_texts.map(tidy))

# --- filters --------------------------------------------------------------------------------------------------------


def some_of(facet: str, min_size: int = 0) -> st.SearchStrategy[frozenset[str]]:
    """A few values of `facet`."""
    return st.frozensets(st.sampled_from(VALUES[facet]), min_size=min_size, max_size=6)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Filters over the vocabulary of the shipped layer; most fields are left free, so that something is found."""
    start, end = draw(windows)
    facets = draw(st.sets(st.sampled_from(FACETS), max_size=2))
    return Filter(
        start=start,
        end=end,
        known_at=draw(st.one_of(st.none(), moments)),
        occupied=draw(st.sampled_from([False, False, False, True])),
        statement=draw(st.sampled_from(["", "", "", "", ANY_STATEMENT, *STATEMENTS])),
        text=draw(st.one_of(st.just(""), st.just(""), texts)),
        **{facet: draw(some_of(facet)) for facet in sorted(facets)},
    )


FIELDS = ("window", *FACETS, "occupied", "statement", "text")
"""The kinds of restriction that a filter knows."""


def narrowed(filter_: Filter, field: str, draw: st.DrawFn) -> Filter:
    """`filter_` with one further restriction of the kind `field`."""
    if field == "window":
        start, end = draw(closed_windows)
        start = max(start, filter_.start or start)
        end = min(end, filter_.end or end)
        return replace(filter_, start=start, end=max(end, start + MINUTE)) if end > start else filter_
    if field == "occupied":
        return replace(filter_, occupied=True)
    if field == "statement":
        return replace(filter_, statement=draw(st.sampled_from([filter_.statement] if filter_.statement else STATEMENTS)))
    if field == "text":
        return replace(filter_, text=f"{filter_.text} {draw(search_words)}".strip())
    had = getattr(filter_, field)
    values = draw(st.frozensets(st.sampled_from(sorted(had) or VALUES[field]), min_size=1, max_size=6))
    return replace(filter_, **{field: values})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Filter, Filter]:
    """A filter and the same with one further restriction."""
    wide = draw(filters())
    return wide, narrowed(wide, draw(st.sampled_from(FIELDS)), draw)


@st.composite
def restrictions(draw: st.DrawFn) -> list[dict[str, object]]:
    """Several restrictions of different fields, as field values, in some order."""
    start, end = draw(closed_windows)
    choices: list[dict[str, object]] = [
        {"start": start},
        {"end": end},
        {"occupied": True},
        {"text": draw(search_words)},
        *({facet: draw(some_of(facet, 1))} for facet in FACETS),
    ]
    return draw(st.lists(st.sampled_from(choices), min_size=2, max_size=4, unique_by=lambda c: next(iter(c))))


# --- addresses ------------------------------------------------------------------------------------------------------

views = st.builds(
    View,
    scene=st.sampled_from(sorted(SCENES)),
    filter=filters(),
    event_id=st.one_of(st.none(), st.sampled_from([e.event_id for e in LAYER.events])),
    lang=st.sampled_from(LANGUAGES),
    present=st.booleans(),
)

KEYS = (
    *("v", "scene", "at", "from", "to", "known", "cat", "area", "status", "actor", "source", "occupied", "statement", "q"),
    *("event", "lang", "present"),
)
_loose_values = st.one_of(
    raw_texts,
    local_times,
    st.sampled_from([v for values in VALUES.values() for v in values[:9]]),
    st.lists(st.sampled_from([*CATEGORIES, *STATUSES, "KZ", "RU", "", " ", "none"]), max_size=4).map(",".join),
    st.sampled_from(["0", "1", "2", "true", "", "-1", "9999-12-31", "2022-02-30", "2022-01-05T24:00", "x" * 3000]),
)
loose_params = st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=6)), _loose_values, max_size=6)
"""Addresses written by hand: known and unknown parameters with right and wrong values."""
