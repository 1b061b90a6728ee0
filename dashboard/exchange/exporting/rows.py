"""An event as one flat row: the same fields, under the same names, whatever the format.

`Row` is the one place that says what an exported event holds. A format writes what it can of it, in this order.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Final

from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.locale import words
from dashboard.views.timewords import when, zone_name

Cell = str | int | float | bool | tuple[str, ...] | None
"""What a field may hold. ``None`` is "not said"; texts and lists are empty instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event. Times ending in ``_utc`` are RFC 3339, the others local civil time in `tz` as they were authored.

    `start_utc` and `end_utc` bound the half-open interval ``[start, end)`` in which the event lies: a fact known only to the
    day fills its whole local day; `when` says it in words, no more exactly than it is known. `known_from_utc` and
    `known_by_utc` bound the moment at which it was first reported. `lat` and `lon` are WGS 84 degrees, true to
    `uncertainty_m` metres. The lists that begin with ``source_`` run in step. `relations` holds ``kind:event_id`` in both
    directions, also to events outside the selection. What authors wrote for themselves (`coord_basis`, `place_note`,
    `check_note`) is in English.
    """

    event_id: str
    former_ids: tuple[str, ...]
    lang: str
    title: str
    summary: str
    note: str
    when: str
    start_utc: str
    end_utc: str
    start_local: str
    end_local: str
    tz: str
    time_precision: str
    part_of_day: str
    not_later_than: str
    time_basis: str
    known_from_utc: str
    known_by_utc: str
    category: str
    event_type: str
    sub_event_type: str
    status: str
    basis: str
    occupied: bool | None
    place_id: str
    place: str
    place_kind: str
    place_address: str
    lat: float
    lon: float
    uncertainty_m: int
    place_precision: str
    coord_basis: str
    place_note: str
    admin1: str
    country: str
    other_place_ids: tuple[str, ...]
    other_places: tuple[str, ...]
    occupation_id: str
    actor_ids: tuple[str, ...]
    actors: tuple[str, ...]
    source_ids: tuple[str, ...]
    source_publishers: tuple[str, ...]
    source_titles: tuple[str, ...]
    source_urls: tuple[str, ...]
    source_dates: tuple[str, ...]
    source_kinds: tuple[str, ...]
    source_languages: tuple[str, ...]
    source_origins: tuple[str, ...]
    figure_ids: tuple[str, ...]
    relations: tuple[str, ...]
    statement_ids: tuple[str, ...]
    checked: str
    check_result: str
    check_note: str

    def cells(self) -> dict[str, Cell]:
        """The values by field name, in order."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS: Final = tuple(f.name for f in fields(Row))
"""The names of the fields, in the order in which every format writes them."""


def row(layer: Layer, event: Event, lang: str) -> Row:
    """`event` of `layer` as a row, its texts and names in `lang`."""
    told = words(lang)
    name = told.name
    place = layer.places[event.place_id]
    sources = [layer.sources[s] for s in event.source_ids]
    occupation = layer.occupation_of(event)
    reported = layer.reported(event)
    check = layer.checks.get(("events", event.event_id))
    return Row(
        event_id=event.event_id,
        former_ids=tuple(alias for alias, event_id in layer.aliases.items() if event_id == event.event_id),
        lang=lang,
        title=event.titles[lang],
        summary=event.summaries.get(lang, ""),
        note=event.notes.get(lang, ""),
        when=f"{when(event, told)}, {zone_name(event, told)}",
        start_utc=utc(event.interval.start),
        end_utc=utc(event.interval.end),
        start_local=event.start,
        end_local=event.end or "",
        tz=event.tz,
        time_precision=event.time_precision,
        part_of_day=event.part_of_day or "",
        not_later_than=event.not_later_than or "",
        time_basis=event.time_basis,
        known_from_utc=utc(reported.earliest),
        known_by_utc=utc(reported.latest),
        category=event.category,
        event_type=event.event_type,
        sub_event_type=event.sub_event_type,
        status=event.status,
        basis=event.basis,
        occupied=event.occupied,
        place_id=place.place_id,
        place=name(place.names),
        place_kind=place.kind,
        place_address=place.address,
        lat=place.lat,
        lon=place.lon,
        uncertainty_m=place.uncertainty_m,
        place_precision=place.precision,
        coord_basis=place.coord_basis,
        place_note=place.note,
        admin1=place.admin1 or "",
        country=place.country,
        other_place_ids=event.other_place_ids,
        other_places=tuple(name(layer.places[p].names) for p in event.other_place_ids),
        occupation_id=occupation.occupation_id if occupation else "",
        actor_ids=event.actor_ids,
        actors=tuple(name(layer.actors[a].names) for a in event.actor_ids),
        source_ids=event.source_ids,
        source_publishers=tuple(s.publisher for s in sources),
        source_titles=tuple(s.title for s in sources),
        source_urls=tuple(s.url for s in sources),
        source_dates=tuple(s.published for s in sources),
        source_kinds=tuple(s.kind for s in sources),
        source_languages=tuple(s.language for s in sources),
        source_origins=tuple(event.origins.get(s, "") for s in event.source_ids),
        figure_ids=event.figure_ids,
        relations=tuple(f"{how}:{other.event_id}" for how, other in layer.related(event)),
        statement_ids=tuple(s.statement_id for s in layer.statements_on(event)),
        checked=check.checked if check else "",
        check_result=check.check_result if check else "",
        check_note=check.check_note if check else "",
    )


def utc(moment: datetime | None) -> str:
    """A moment as RFC 3339 in UTC, to the second; empty for none."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
