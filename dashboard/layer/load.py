"""Loading the event layer: the tables of ``data/`` and ``seeds/`` as one immutable, indexed `Layer`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dashboard.layer import home
from dashboard.layer.filters import ANY_STATEMENT, Filter, fold
from dashboard.layer.phases import Bounds
from dashboard.layer.records import Actor, Check, Claimant, Event, Figure, Occupation, Place, Relation, Source, Statement
from dashboard.layer.reports import reported
from dashboard.layer.tables import Row, Table, read_descriptor
from dashboard.layer.times import interval, parse_utc, zone
from dashboard.layer.vocabulary import CITIES_OF_RANK, LANGUAGES


@dataclass(frozen=True, eq=False)  # a layer is itself: it can be the key of what is made of it
class Layer:
    """The whole event layer. Events are in time order; every other collection is indexed by its id.

    `article_written` bounds the hour at which the seed article was written, in UTC. `root` is the folder of the data package
    from which it was loaded.
    """

    events: tuple[Event, ...]
    places: dict[str, Place]
    sources: dict[str, Source]
    actors: dict[str, Actor]
    claimants: dict[str, Claimant]
    figures: dict[str, Figure]
    relations: tuple[Relation, ...]
    aliases: dict[str, str]
    occupations: tuple[Occupation, ...]
    statements: tuple[Statement, ...]
    checks: dict[tuple[str, str], Check]
    article: str
    article_written: tuple[datetime, datetime]
    footprints: dict[str, Any]
    tables: dict[str, tuple[dict[str, str], ...]]
    version: str
    created: date
    digest: str
    root: Path

    # --- looking up -----------------------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        return {e.event_id: e for e in self.events}

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of every event in time order, by id."""
        return {e.event_id: i for i, e in enumerate(self.events)}

    def event(self, event_id: str) -> Event | None:
        """The event with this id or former id, or ``None``."""
        return self._by_id.get(self.aliases.get(event_id, event_id))

    @cached_property
    def _relations_by_event(self) -> dict[str, list[tuple[str, Event]]]:
        found: dict[str, list[tuple[str, Event]]] = defaultdict(list)
        inverse = {"part_of": "has_part", "follows": "followed_by", "contradicts": "contradicts"}
        for r in self.relations:
            found[r.event_id].append((r.relation, self._by_id[r.other_id]))
            found[r.other_id].append((inverse[r.relation], self._by_id[r.event_id]))
        return found

    def related(self, event: Event) -> list[tuple[str, Event]]:
        """Pairs (how, event) of the events linked with `event`: part_of, has_part, follows, followed_by, contradicts."""
        order = ("part_of", "follows", "contradicts", "followed_by", "has_part")
        pairs = self._relations_by_event.get(event.event_id, [])
        return sorted(pairs, key=lambda p: (order.index(p[0]), p[1].sort_key))

    def occupation_of(self, event: Event) -> Occupation | None:
        """The occupation of the event's place that rests on this event, or ``None``."""
        found = (o for o in self.occupations if o.place_id == event.place_id and event.event_id in o.event_ids)
        return next(found, None)

    @cached_property
    def _statements_by_id(self) -> dict[str, Statement]:
        return {s.statement_id: s for s in self.statements}

    def statement(self, statement_id: str) -> Statement | None:
        """The statement of the seed article with this id, or ``None``."""
        return self._statements_by_id.get(statement_id)

    @cached_property
    def _told(self) -> dict[str, frozenset[str]]:
        told = {s.statement_id: frozenset(s.event_ids) for s in self.statements}
        return told | {ANY_STATEMENT: frozenset().union(*told.values())}

    def told_in(self, statement_id: str) -> frozenset[str]:
        """Ids of the events of which a statement of the seed article, or any of them, speaks."""
        return self._told.get(statement_id, frozenset())

    def statements_on(self, event: Event) -> list[Statement]:
        """The statements of the seed article that speak of `event`, in the order of the text."""
        return [s for s in self.statements if event.event_id in s.event_ids]

    # --- what the filter asks -------------------------------------------------------------------------------------

    def select(self, filter_: Filter) -> list[Event]:
        """The events that pass `filter_`, in time order."""
        return [e for e in self.events if filter_.matches(e, self)]

    def counts(self, filter_: Filter, facet: str) -> Counter[str]:
        """How many events each value of `facet` would show, all other restrictions of `filter_` holding."""
        values: dict[str, Callable[[Event], Iterable[str]]] = {
            "categories": lambda e: (e.category,),
            "statuses": lambda e: (e.status,),
            "areas": self.areas_of,
            "actors": lambda e: e.actor_ids,
            "source_kinds": self.source_kinds_of,
            "occupied": lambda e: ("1",) if e.occupied else (),
        }
        return Counter(v for e in self.select(filter_.without(facet)) for v in values[facet](e))

    @cached_property
    def _areas(self) -> dict[str, frozenset[str]]:
        return {e.event_id: frozenset(self._areas_of_places((e.place_id, *e.other_place_ids))) for e in self.events}

    def _areas_of_places(self, place_ids: Iterable[str]) -> Iterator[str]:
        for place_id in place_ids:
            place: Place | None = self.places[place_id]
            while place is not None:
                yield place.place_id
                yield place.country
                if place.admin1:
                    yield place.admin1
                place = self.places.get(place.city_place_id) if place.city_place_id else None

    def areas_of(self, event: Event) -> frozenset[str]:
        """The area codes under which `event` is found: its places, their towns, their admin-1 and country."""
        return self._areas[event.event_id]

    @cached_property
    def known_areas(self) -> frozenset[str]:
        """Every value that an area may take."""
        return frozenset(area for areas in self._areas.values() for area in areas)

    @cached_property
    def _admin1_names(self) -> dict[str, dict[str, str]]:
        """The 14 regions by their own record, the three cities of republican rank by theirs."""
        found: dict[str, dict[str, str]] = {}
        for place in self.places.values():
            city = place.kind == "city" and place.admin1 in CITIES_OF_RANK and not place.city_place_id
            if place.admin1 and (place.kind == "region" or city):
                found.setdefault(place.admin1, place.names)
        return found

    def area_names(self, area: str) -> dict[str, str]:
        """Names by language of an area: an admin-1 of Kazakhstan, a country (its code: the screen names it) or a place."""
        if area in self.places:
            return self.places[area].names
        return self._admin1_names.get(area, {"": area})

    @cached_property
    def _source_kinds(self) -> dict[str, frozenset[str]]:
        return {e.event_id: frozenset(self.sources[s].kind for s in e.source_ids) for e in self.events}

    def source_kinds_of(self, event: Event) -> frozenset[str]:
        """The kinds of source that report `event`."""
        return self._source_kinds[event.event_id]

    @cached_property
    def _haystacks(self) -> dict[str, str]:
        former = defaultdict(list)
        for alias, event_id in self.aliases.items():
            former[event_id].append(alias)
        return {
            e.event_id: fold(
                "\n".join(
                    [
                        e.event_id,
                        *former[e.event_id],
                        *e.titles.values(),
                        *e.summaries.values(),
                        *(n for p in (e.place_id, *e.other_place_ids) for n in self.places[p].names.values()),
                        *(n for a in e.actor_ids for n in self.actors[a].names.values()),
                    ]
                )
            )
            for e in self.events
        }

    def haystack(self, event: Event) -> str:
        """The folded text in which a search looks: id, titles, summaries, places and actors in all languages."""
        return self._haystacks[event.event_id]

    @cached_property
    def _reported(self) -> dict[str, Bounds]:
        return {e.event_id: reported(e, [self.sources[s] for s in e.source_ids]) for e in self.events}

    def reported(self, event: Event) -> Bounds:
        """Between which moments `event` was first reported, by the sources of this layer."""
        return self._reported[event.event_id]

    # --- extent ---------------------------------------------------------------------------------------------------

    @cached_property
    def extent(self) -> tuple[datetime, datetime]:
        """The smallest UTC interval that holds every event."""
        return min(e.interval.start for e in self.events), max(e.interval.end for e in self.events)


# --- reading --------------------------------------------------------------------------------------------------------


def _grouped(rows: Iterable[Row], key: str, value: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row[value])
    return {k: tuple(v) for k, v in groups.items()}


def _names(row: Row) -> dict[str, str]:
    return {lang: row[f"name_{lang}"] for lang in LANGUAGES}


def _number(text: str) -> float | None:
    return float(text) if text else None


_FLAGS = {"true": True, "false": False, "": None}


def _event(
    row: Row, links: dict[str, dict[str, tuple[str, ...]]], texts: dict[str, list[Row]], sources: dict[str, list[Row]]
) -> Event:
    event_id = row["event_id"]
    end, part, limit = row["end"] or None, row["part_of_day"] or None, row["not_later_than"] or None
    span = interval(row["start"], end, row["tz"], row["time_precision"], part, limit)
    hint = row["sort_hint"]
    order = datetime.fromisoformat(hint).replace(tzinfo=zone(row["tz"])) if hint else span.start
    own = texts.get(event_id, [])
    return Event(
        event_id=event_id,
        start=row["start"],
        end=end,
        tz=row["tz"],
        time_precision=row["time_precision"],
        part_of_day=part,
        not_later_than=limit,
        time_basis=row["time_basis"],
        interval=span,
        sort_key=f"{row['start'][:10]} {order.timestamp():015.0f} {event_id}",  # by local day first, as lists are headed
        category=row["category"],
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        place_id=row["place_id"],
        other_place_ids=links["places"].get(event_id, ()),
        occupied=_FLAGS[row["occupied"]],
        status=row["status"],
        basis=row["basis"],
        titles={t["lang"]: t["title"] for t in own},
        summaries={t["lang"]: t["summary"] for t in own if t["summary"]},
        notes={t["lang"]: t["note"] for t in own if t["note"]},
        actor_ids=links["actors"].get(event_id, ()),
        source_ids=tuple(s["source_id"] for s in sources.get(event_id, ())),
        origins={s["source_id"]: s["origin"] for s in sources.get(event_id, ()) if s["origin"]},
        figure_ids=links["figures"].get(event_id, ()),
    )


def _place(row: Row) -> Place:
    return Place(
        place_id=row["place_id"],
        kind=row["kind"],
        names=_names(row),
        address=row["address"],
        city_place_id=row["city_place_id"] or None,
        admin1=row["admin1"] or None,
        country=row["country"],
        tz=row["tz"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        uncertainty_m=int(row["uncertainty_m"]),
        precision=row["precision"],
        coord_basis=row["coord_basis"],
        note=row["note"],
    )


def _figure(row: Row, source_ids: tuple[str, ...]) -> Figure:
    return Figure(
        figure_id=row["figure_id"],
        measure=row["measure"],
        group=row["group"],
        place_id=row["place_id"],
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        qualifier=row["qualifier"],
        claimed_at=row["claimed_at"],
        claimed_at_precision=row["claimed_at_precision"],
        covers_until=row["covers_until"],
        retracted_at=row["retracted_at"],
        claimant_id=row["claimant_id"],
        status=row["status"],
        superseded_by=row["superseded_by"] or None,
        contradicted_by=row["contradicted_by"] or None,
        note=row["note"],
        source_ids=source_ids,
    )


def _statement(row: Row, links: dict[str, dict[str, tuple[str, ...]]], texts: dict[str, list[Row]]) -> Statement:
    statement_id = row["statement_id"]
    own = texts.get(statement_id, [])
    return Statement(
        statement_id=statement_id,
        start=int(row["start"]),
        end=int(row["end"]),
        span=row["span"],
        kind=row["kind"],
        verdict=row["verdict"],
        glosses={t["lang"]: t["gloss"] for t in own},
        evidences={t["lang"]: t["evidence"] for t in own},
        event_ids=links["events"].get(statement_id, ()),
        figure_ids=links["figures"].get(statement_id, ()),
        place_ids=links["places"].get(statement_id, ()),
        source_ids=links["sources"].get(statement_id, ()),
    )


def _records(cls: type, table: Table, **extra: Any) -> list[Any]:
    return [cls(**row.cells, **{k: v.get(row[table.key[0]], ()) for k, v in extra.items()}) for row in table.rows()]


def _rows_by(table: Table, key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows():
        found[row[key]].append(row)
    return found


def _checks(tables: dict[str, Table]) -> dict[tuple[str, str], Check]:
    read: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in tables["check_sources"].rows():
        read[row["table"], row["record_id"]].append(row["source_id"])
    checks = (Check(**row.cells, source_ids=tuple(read[row["table"], row["record_id"]])) for row in tables["checks"].rows())
    return {(c.table, c.record_id): c for c in checks}


def _digest(*folders: Path) -> str:
    """SHA-256 over the names and bytes of every file of the packages but drafts, so that any change of the data shows."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and home.DRAFTS not in p.relative_to(folder).parts):
            total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def load(data: Path = home.DATA, seeds: Path = home.SEEDS) -> Layer:
    """Load the event layer from the packages at `data` and `seeds`.

    The packages are taken to be sound; :func:`dashboard.layer.check.check` says whether they are. Raises
    :class:`dashboard.layer.tables.PackageError` if a file cannot be read at all.
    """
    descriptor, tables = read_descriptor(data)
    seed_descriptor, seed_tables = read_descriptor(seeds)

    links = {
        "places": _grouped(tables["event_places"].rows(), "event_id", "place_id"),
        "actors": _grouped(tables["event_actors"].rows(), "event_id", "actor_id"),
        "figures": _grouped(tables["event_figures"].rows(), "event_id", "figure_id"),
    }
    statement_links = {
        kind: _grouped(seed_tables[f"statement_{kind}"].rows(), "statement_id", column)
        for kind, column in (("events", "event_id"), ("figures", "figure_id"), ("places", "place_id"), ("sources", "source_id"))
    }
    texts, event_sources = (_rows_by(tables[name], "event_id") for name in ("texts", "event_sources"))
    statement_texts = _rows_by(seed_tables["statement_texts"], "statement_id")
    events = sorted((_event(row, links, texts, event_sources) for row in tables["events"].rows()), key=lambda e: e.sort_key)
    figure_sources = _grouped(tables["figure_sources"].rows(), "figure_id", "source_id")
    occupation_events = _grouped(tables["occupation_events"].rows(), "occupation_id", "event_id")
    actors = (Actor(r["actor_id"], r["kind"], r["country"], _names(r)) for r in tables["actors"].rows())
    claimants = (Claimant(r["claimant_id"], r["kind"], r["country"], _names(r)) for r in tables["claimants"].rows())
    article, written = next(seeds.glob("*.txt")).read_text(encoding="utf-8"), seed_descriptor["written"]
    return Layer(
        events=tuple(events),
        places={p.place_id: p for p in map(_place, tables["places"].rows())},
        sources={s.source_id: s for s in _records(Source, tables["sources"])},
        actors={a.actor_id: a for a in actors},
        claimants={c.claimant_id: c for c in claimants},
        figures={
            f.figure_id: f for f in (_figure(r, figure_sources.get(r["figure_id"], ())) for r in tables["figures"].rows())
        },
        relations=tuple(_records(Relation, tables["event_relations"])),
        aliases={r["alias"]: r["event_id"] for r in tables["event_aliases"].rows()},
        occupations=tuple(_records(Occupation, tables["occupations"], event_ids=occupation_events)),
        statements=tuple(_statement(row, statement_links, statement_texts) for row in seed_tables["statements"].rows()),
        checks=_checks(tables),
        article=article,
        article_written=(parse_utc(written["from"]), parse_utc(written["to"])),
        footprints=json.loads((data / "places.geojson").read_text(encoding="utf-8")),
        tables={name: tuple(r.cells for r in table.rows()) for name, table in tables.items() if name in _PLAIN_TABLES},
        version=str(descriptor["version"]),
        created=date.fromisoformat(str(descriptor["created"])[:10]),
        digest=_digest(data, seeds),
        root=data,
    )


_PLAIN_TABLES = (
    "measures",
    "groups",
    "memberships",
    "contingents",
    "sorties",
    "guarded_objects",
    "connectivity",
    "lpg_prices",
    "emergencies",
    "emergency_events",
    "corrections",
    "glossary",
    "audits",
    "reviews",
    "gaps",
    "reconciliations",
)


@lru_cache(maxsize=1)
def the_layer() -> Layer:
    """The event layer that is shipped with the package, loaded once."""
    return load()
