"""`Filter`: which events are shown. A frozen value with one URL codec, one sentence and one query.

Within a field any value will do (OR); between fields all must hold (AND). An empty field does not restrict.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl, urlencode

from dashboard.layer.times import ALMATY, parse_local, to_utc, zone
from dashboard.layer.vocabulary import CATEGORIES, SOURCE_KINDS, STATUSES

if TYPE_CHECKING:
    from dashboard.layer.load import Layer
    from dashboard.layer.records import Event

VERSION = "1"
"""Version of the address form, written as ``v=``."""

MAX_TEXT = 200
"""Longest text search that an address may carry, in characters."""

ANY_STATEMENT = "any"
"""As a filter's `statement`: whatever the seed article speaks of."""

YEARS = range(1991, 2100)
"""Years in which a window may lie: from the independence of Kazakhstan on."""

FACETS = ("categories", "areas", "statuses", "actors", "source_kinds")
"""The fields of `Filter` that hold sets of values."""

_KEYS = {
    "categories": "cat",
    "areas": "area",
    "statuses": "status",
    "actors": "actor",
    "source_kinds": "source",
}
_CLOSED = {"categories": CATEGORIES, "statuses": STATUSES, "source_kinds": SOURCE_KINDS}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are shown.

    `start` and `end` bound a half-open window in UTC that an event's interval must overlap. `known_at` (UTC) is the second
    clock: only what can have been public by then is left, events by their sources (:mod:`dashboard.layer.reports`),
    figures and claims by their own dates. `areas` holds ISO 3166-2 codes of January 2022, ISO
    3166-1 country codes or place ids. `occupied` keeps only buildings that were entered or held. `statement` is a
    statement of the seed article, whose events alone are left, or :data:`ANY_STATEMENT`. `text` must be found, word by
    word, in any of the four languages.
    """

    start: datetime | None = None
    end: datetime | None = None
    known_at: datetime | None = None
    categories: frozenset[str] = field(default=frozenset())
    areas: frozenset[str] = field(default=frozenset())
    statuses: frozenset[str] = field(default=frozenset())
    actors: frozenset[str] = field(default=frozenset())
    source_kinds: frozenset[str] = field(default=frozenset())
    occupied: bool = False
    statement: str = ""
    text: str = ""

    def matches(self, event: Event, layer: Layer) -> bool:
        """Whether `event` of `layer` passes."""
        return (
            event.interval.overlaps(self.start, self.end)
            and (self.known_at is None or layer.reported(event).before(self.known_at))
            and (not self.categories or event.category in self.categories)
            and (not self.statuses or event.status in self.statuses)
            and (not self.occupied or event.occupied is True)
            and (not self.statement or event.event_id in layer.told_in(self.statement))
            and (not self.areas or not self.areas.isdisjoint(layer.areas_of(event)))
            and (not self.actors or not self.actors.isdisjoint(event.actor_ids))
            and (not self.source_kinds or not self.source_kinds.isdisjoint(layer.source_kinds_of(event)))
            and (not self.text or _has_words(layer.haystack(event), self.text))
        )

    def without(self, name: str) -> Filter:
        """The same filter with the field `name` unrestricted."""
        values: dict[str, Any] = {f.name: f.default if f.name == name else getattr(self, f.name) for f in fields(self)}
        return Filter(**values)

    @property
    def restricts(self) -> bool:
        """Whether the filter leaves anything out."""
        return self != Filter()


class Words(Protocol):
    """What the sentence needs of a language; implemented by :class:`dashboard.locale.Words`."""

    def count_of_events(self, shown: int, total: int) -> str:
        """Say "37 of 331 events"."""

    def window(self, start: datetime | None, end: datetime | None) -> str:
        """Say a window of time, with its zone."""

    def noun(self, kind: str, value: str) -> str:
        """The word for a value of a closed list, as it stands inside a sentence."""

    def name(self, names: Mapping[str, str]) -> str:
        """The name in this language."""

    def any_of(self, values: list[str]) -> str:
        """Join with "or"."""

    def phrase(self, key: str, value: str = "") -> str:
        """A part of the sentence."""

    def known(self, moment: datetime) -> str:
        """Say up to when things count as public."""


def sentence(filter_: Filter, layer: Layer, words: Words, *, clocks: bool = True) -> str:
    """Say in one sentence what `filter_` shows of `layer`: "37 of 331 events: 5 January 12:00-24:00 Almaty time, ...".

    Without `clocks` the window and the moment of knowledge are left to a heading beside it. ``web/sentence.js`` says the same
    while the window moves.
    """
    parts = qualities(filter_, layer, words)
    if clocks and (filter_.start or filter_.end):
        parts.insert(0, words.window(filter_.start, filter_.end))
    if clocks and filter_.known_at:
        parts.append(words.known(filter_.known_at))
    head = words.count_of_events(len(layer.select(filter_)), len(layer.events))
    return f"{head}: {' · '.join(parts)}" if parts else head


def qualities(filter_: Filter, layer: Layer, words: Words) -> list[str]:
    """What `filter_` asks for besides its window and its moment of knowledge, in the order of the sentence."""
    parts: list[str] = []
    if filter_.categories:
        parts.append(words.any_of([words.noun("category", c) for c in CATEGORIES if c in filter_.categories]))
    if filter_.areas:
        parts.append(words.any_of(sorted(words.name(layer.area_names(a)) for a in filter_.areas)))
    if filter_.statuses:
        parts.append(words.any_of([words.noun("status", s) for s in STATUSES if s in filter_.statuses]))
    if filter_.actors:
        names = sorted(words.name(layer.actors[a].names) if a in layer.actors else a for a in filter_.actors)
        parts.append(words.phrase("with_actor", words.any_of(names)))
    if filter_.source_kinds:
        kinds = [words.noun("source_kind", k) for k in SOURCE_KINDS if k in filter_.source_kinds]
        parts.append(words.phrase("with_source", words.any_of(kinds)))
    if filter_.occupied:
        parts.append(words.phrase("occupied"))
    if filter_.statement:
        told = layer.statement(filter_.statement)
        parts.append(words.phrase("statement", words.name(told.glosses)) if told else words.phrase("article"))
    if filter_.text:
        parts.append(words.phrase("text", filter_.text))
    return parts


# --- text -----------------------------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Fold case and accents, so that "Ταλντικοργκάν" is found by "ταλντικοργκαν"."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _has_words(haystack: str, text: str) -> bool:
    return all(word in haystack for word in fold(text).split())


# --- the address ----------------------------------------------------------------------------------------------------


def _to_address_time(moment: datetime) -> str:
    return moment.astimezone(zone(ALMATY)).strftime("%Y-%m-%dT%H:%M")


def _from_address_time(text: str) -> datetime:
    moment = parse_local(text)
    if moment.year not in YEARS:
        raise ValueError(f"not a year of the layer: {moment.year}")
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return to_utc(moment, ALMATY).astimezone(UTC)


def to_params(filter_: Filter) -> dict[str, str]:
    """Write `filter_` as URL parameters: times in Almaty civil time to the minute, lists joined by commas."""
    params: dict[str, str] = {}
    for key, moment in (("from", filter_.start), ("to", filter_.end), ("known", filter_.known_at)):
        if moment is not None:
            params[key] = _to_address_time(moment)
    for name, key in _KEYS.items():
        values = getattr(filter_, name)
        if values:
            order = _CLOSED.get(name)
            params[key] = ",".join([v for v in order if v in values] if order else sorted(values))
    if filter_.occupied:
        params["occupied"] = "1"
    if filter_.statement:
        params["statement"] = filter_.statement
    if filter_.text:
        params["q"] = filter_.text
    return params


def from_params(params: Mapping[str, str]) -> tuple[Filter, list[str]]:
    """Read URL parameters; return the filter and one message ``'key' must be X (got Y)`` for each part not understood.

    Whatever is not understood is left out of the filter, never guessed. Parameters of other owners are ignored.
    """
    problems: list[str] = []
    found: dict[str, Any] = {}
    version = params.get("v", VERSION)
    if version != VERSION:
        problems.append(f"'v' must be {VERSION} (got {_shown(version)})")
    for key, name in (("from", "start"), ("to", "end"), ("known", "known_at")):
        if params.get(key):
            try:
                found[name] = _from_address_time(params[key])
            except (ValueError, OverflowError):
                problems.append(f"'{key}' must be a date or a time such as 2022-01-05T18:00 (got {_shown(params[key])})")
    start, end = found.get("start"), found.get("end")
    if isinstance(start, datetime) and isinstance(end, datetime) and end <= start:
        problems.append(f"'to' must be later than 'from' (got {_shown(params['to'])})")
        del found["end"]
    for name, key in _KEYS.items():
        values = frozenset(v for v in params.get(key, "").split(",") if v)
        order = _CLOSED.get(name)
        if order:
            unknown = sorted(values - set(order))
            problems += [f"'{key}' must be one of {', '.join(order)} (got {_shown(v)})" for v in unknown]
            values &= set(order)
        found[name] = values
    if params.get("occupied", "0") not in {"0", "1"}:
        problems.append(f"'occupied' must be 0 or 1 (got {_shown(params['occupied'])})")
    found["occupied"] = params.get("occupied") == "1"
    found["statement"] = params.get("statement", "")
    text = params.get("q", "")
    if len(text) > MAX_TEXT:
        problems.append(f"'q' must be at most {MAX_TEXT} characters (got {len(text)})")
        text = text[:MAX_TEXT]
    found["text"] = " ".join(text.split())
    return Filter(**found), problems


def against(filter_: Filter, layer: Layer) -> tuple[Filter, list[str]]:
    """Drop from `filter_` the areas, actors and statement that `layer` does not know; return it with one message for each."""
    problems = []
    areas, actors = filter_.areas & layer.known_areas, filter_.actors & layer.actors.keys()
    for key, gone in (("area", filter_.areas - areas), ("actor", filter_.actors - actors)):
        problems += [f"'{key}' must be known to the layer (got {_shown(v)})" for v in sorted(gone)]
    statement = filter_.statement
    if statement and statement != ANY_STATEMENT and layer.statement(statement) is None:
        problems.append(f"'statement' must be known to the layer (got {_shown(statement)})")
        statement = ""
    return replace(filter_, areas=areas, actors=frozenset(actors), statement=statement), problems


def to_query(filter_: Filter) -> str:
    """Write `filter_` as a URL query that begins with its version."""
    return urlencode({"v": VERSION, **to_params(filter_)}, safe=",:")


def from_query(query: str) -> tuple[Filter, list[str]]:
    """Read what :func:`to_query` wrote; see :func:`from_params`. Of a parameter given twice the last counts."""
    return from_params(dict(parse_qsl(query.lstrip("?"), keep_blank_values=True)))


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:57] + "...")
