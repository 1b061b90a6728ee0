"""The rows of the event layer as frozen records. Fields carry the names and units of ``data/datapackage.json``."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.layer.times import Interval


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `names` maps a language tag to a name; `uncertainty_m` is a radius in metres; WGS 84 degrees."""

    place_id: str
    kind: str
    names: dict[str, str]
    address: str
    city_place_id: str | None
    admin1: str | None
    country: str
    tz: str
    lat: float
    lon: float
    uncertainty_m: int
    precision: str
    coord_basis: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One publication at one address. `published` is an ISO date, month or year, or empty."""

    source_id: str
    publisher: str
    title: str
    url: str
    published: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in events."""

    actor_id: str
    kind: str
    country: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claimant:
    """Somebody who published a figure."""

    claimant_id: str
    kind: str
    country: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number, always with who published it and when (`claimed_at`, UTC, as precise as known)."""

    figure_id: str
    measure: str
    group: str
    place_id: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    claimed_at: str
    claimed_at_precision: str
    covers_until: str
    retracted_at: str
    claimant_id: str
    status: str
    superseded_by: str | None
    contradicted_by: str | None
    note: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """`event_id` is part of, follows or contradicts `other_id`."""

    event_id: str
    relation: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Check:
    """How a record of `table` stood when a second reader held it against its sources, and which of them were read.

    `checked` is an ISO date, `check_result` one of :data:`~dashboard.layer.vocabulary.CHECK_RESULTS`.
    """

    table: str
    record_id: str
    checked: str
    check_result: str
    check_note: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `start`, `end`, `not_later_than` are local civil time in `tz`; `interval` is UTC.

    `origins` maps a source to the text that it repeats, where it is not its own report: sources of one origin are one voice.
    """

    event_id: str
    start: str
    end: str | None
    tz: str
    time_precision: str
    part_of_day: str | None
    not_later_than: str | None
    time_basis: str
    interval: Interval
    sort_key: str
    category: str
    event_type: str
    sub_event_type: str
    place_id: str
    other_place_ids: tuple[str, ...]
    occupied: bool | None
    status: str
    basis: str
    titles: dict[str, str]
    summaries: dict[str, str]
    notes: dict[str, str]
    actor_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    origins: dict[str, str]
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occupation:
    """A building that was attacked, entered or held. Times are local in `tz`, each with its own precision, or empty."""

    occupation_id: str
    place_id: str
    state: str
    tz: str
    attacked_from: str
    attacked_precision: str
    attacked_not_later_than: str
    entered_at: str
    entered_precision: str
    entered_not_later_than: str
    ended_at: str
    ended_precision: str
    ended_not_later_than: str
    ended_how: str
    held_by: str
    certainty: str
    burned: str
    note: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A checkable span of the seed article; `start` and `end` are character offsets into its text."""

    statement_id: str
    start: int
    end: int
    span: str
    kind: str
    verdict: str
    glosses: dict[str, str]
    evidences: dict[str, str]
    event_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
