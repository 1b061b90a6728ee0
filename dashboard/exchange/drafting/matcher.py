"""Which events, figures and places of the layer a segment may speak of: candidates, each with a score and its parts.

How the parts are put together is told in :mod:`dashboard.exchange.drafting.candidates`.

Parts of an event's score (the most each can give):

- 0.50 place: its place is named, the more the fewer events are there; 0.40 a building of a town that is named;
- 0.60 words: roots that the segment shares with its title and summary in the language of the text, rare ones counting more,
  and more the larger a part of the segment they are;
- 0.25 category: a word of its category stands there (:mod:`dashboard.exchange.drafting.categories`), 0.12 for a category akin;
- 0.25 actor: one of its actors is named, the more the fewer events it is in;
- 0.30 day: a day that is named is its day (0.45 with the hour or part of the day as well); half of it if the day was named
  earlier in the paragraph, and less for an event of several days or a month that is named;
- 0.35 figure: one of its figures is a candidate, by that candidate's score;
- 0.20 kind: a kind of building is named ("an airport", "government buildings") and its place is of that kind.

Three more are no evidence of their own and count only by the share of doubt that the parts above have taken:

- 0.10 near: it began in the week before the document's date, if that is known;
- 0.12 about: it is of the place that the text names most often, and the segment names none;
- 0.15 reported: the more sources report it, the likelier others speak of it (half of it for four sources).

Against it: x 0.5 a town is named and the event is in another; x 0.7 the same, of a town named just before; x 0.85 it is in a
town that is not named; x 0.6 a day is named and it is on another; x 0.75 it began more than a day after the document's date (it
may bear on the statement, but the text cannot speak of it).

Parts of a figure's score: 0.45 its measure is named; 0.45 the same number (0.40 inside a range or bounds, 0.30 within a
tenth); 0.25 the same group (0.15 a group that holds it, 0.15 the total where no group is named); 0.20 its place is named
(0.10 it is the place that the text is about); 0.15 it was claimed within three days of the document's date (0.08 within a
fortnight) or on a day that is named; 0.20 its claimant is named; 0.10 reported, as for events. A measure counts for less where
the segment names a narrower one ("two of the dead were beheaded"). Against it: x 0.7 another number is given; x 0.6 another
group; x 0.6 another town.

Parts of a place's score: the mention's own score if the segment names it (x 0.9 if it names a place inside that one too); if it
names none, x 0.6 named before it in the same sentence, x 0.4 after it or in the sentence before (half of that for a single
building); 0.8 x what the candidate events there leave of doubt together, as above (a town's buildings count for the town); 0.35
to 0.6 for the place that the text names most often, by its share of all mentions of places.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dashboard.exchange.drafting.candidates import Candidate, Tally, shown, top
from dashboard.exchange.drafting.categories import AKIN, named
from dashboard.exchange.drafting.counting import KIN, NARROWER, Count
from dashboard.exchange.drafting.gazetteer import Gazetteer, Mention
from dashboard.exchange.drafting.stopwords import STOP
from dashboard.exchange.drafting.times import When
from dashboard.exchange.drafting.words import Token, line, tokens
from dashboard.layer import Layer
from dashboard.layer.records import Event, Figure, Place
from dashboard.layer.times import PART_HOURS, zone


@dataclass(frozen=True, slots=True)
class Segment:
    """What is known of a segment: its words, what it names itself (`own`) and what its sentence or paragraph did.

    `kinds` are the kinds of building that it names: the kind, the word, and the places of that kind. `dated` is the date of the
    text, `about` the place that the text names most often, and `often` the share of all mentions of places that name it.
    """

    words: tuple[Token, ...]
    own: tuple[Mention, ...]
    sentence: tuple[Mention, ...]
    before: tuple[Mention, ...]
    whens: tuple[When, ...]
    whens_before: tuple[When, ...]
    counts: tuple[Count, ...]
    kinds: tuple[tuple[str, str, frozenset[str]], ...]
    dated: date | None
    about: str | None
    often: float


class Matcher:
    """A layer made ready to be asked about texts of one language."""

    def __init__(self, layer: Layer, lang: str, gazetteer: Gazetteer) -> None:
        self._layer, self._lang, self._gazetteer = layer, lang, gazetteer
        self._events = {e.event_id: e for e in layer.events}
        self._at = Counter(p for e in layer.events for p in (e.place_id, *e.other_place_ids))
        self._by = Counter(a for e in layer.events for a in e.actor_ids)
        self._by_place: dict[str, set[str]] = defaultdict(set)
        self._by_actor: dict[str, set[str]] = defaultdict(set)
        self._by_figure: dict[str, set[str]] = defaultdict(set)
        for e in layer.events:
            for place in (e.place_id, *e.other_place_ids):
                self._by_place[place].add(e.event_id)
                town = layer.places[place].city_place_id
                if town:
                    self._by_place[town].add(e.event_id)
            for actor in e.actor_ids:
                self._by_actor[actor].add(e.event_id)
            for figure in e.figure_ids:
                self._by_figure[figure].add(e.event_id)
        self._regions = {p.admin1: p.place_id for p in layer.places.values() if p.kind == "region" and p.admin1}
        self._roots = self._profiles()
        self._by_measure: dict[str, list[Figure]] = defaultdict(list)
        for f in layer.figures.values():
            self._by_measure[f.measure].append(f)

    def _profiles(self) -> dict[str, dict[str, float]]:
        """Events by the roots of their texts: 1 for a word of the title, 0.6 of the summary, by how rare it is."""
        seen: dict[str, dict[str, float]] = defaultdict(dict)
        for e in self._layer.events:
            for said, share in ((e.summaries.get(self._lang, ""), 0.6), (e.titles.get(self._lang, ""), 1.0)):
                found = tokens(said, self._lang)
                for root in (*(t.root for t in found if _tells(t, self._lang)), *self._gazetteer.terms(found)):
                    seen[root][e.event_id] = share
        total = len(self._layer.events)
        rare = {root: math.log(total / len(found)) / math.log(total) for root, found in seen.items()}
        return {root: {i: s * rare[root] for i, s in found.items()} for root, found in seen.items() if rare[root] > 0.25}

    # --- figures ----------------------------------------------------------------------------------------------------

    def figures(self, segment: Segment) -> list[Candidate]:
        """The figures that a segment may give or contradict."""
        tallies: dict[str, Tally] = {}
        narrower = {broad for count in segment.counts for broad in NARROWER.get(count.measure, ())}
        for count in segment.counts:
            if count.measure in narrower:
                count = replace(count, weight=0.6 * count.weight)
            for figure in self._by_measure.get(count.measure, ()):
                tally = self._figure(figure, count, segment)
                known = tallies.get(figure.figure_id)
                if known is None or tally.score > known.score:
                    tallies[figure.figure_id] = tally
        return top(tallies, "figures")

    def _figure(self, figure: Figure, count: Count, segment: Segment) -> Tally:
        tally = Tally()
        tally.add("measure", 0.45 * count.weight, f"“{count.word}”: measure {figure.measure}")
        self._value(tally, figure, count)
        self._group(tally, figure, count)
        named_places = [m for m in segment.own if m.kind == "place"]
        if any(m.id == figure.place_id for m in named_places):
            tally.add("place", 0.2, f"place {figure.place_id} named")
        elif figure.place_id == segment.about:
            tally.add("place", 0.1, f"{figure.place_id} is what the text is about")
        elif self._elsewhere(figure.place_id, named_places):
            tally.less(0.6, f"of {figure.place_id}, another place than the one named")
        claimed = _day(figure.claimed_at)
        apart = abs((claimed - segment.dated).days) if claimed and segment.dated else 99
        if apart <= 14:
            near = "three days" if apart <= 3 else "a fortnight"
            tally.add(
                "date", 0.15 if apart <= 3 else 0.08, f"claimed {figure.claimed_at[:10]}, within {near} of the text's date"
            )
        elif claimed and any(w.first and w.last and w.first <= claimed <= w.last for w in segment.whens):
            tally.add("date", 0.15, f"claimed {figure.claimed_at[:10]}, a day that is named")
        if any(m.kind == "claimant" and m.id == figure.claimant_id for m in segment.sentence):
            tally.add("claimant", 0.2, f"its claimant {figure.claimant_id} is named")
        tally.add("reported", _reported(len(figure.source_ids)) * 2 / 3, f"given by {_sources(figure.source_ids)}")
        if figure.status in ("retracted", "contradicted"):
            tally.notes.append(f"note: this figure is {figure.status}")
        return tally

    def _value(self, tally: Tally, figure: Figure, count: Count) -> None:
        number = count.number
        if number is None:
            return
        low, high = _bounds(figure)
        if number.value is None:
            if _ROUGHLY.get(figure.qualifier) == (number.low, number.high):
                tally.add("number", 0.45, f"“{number.text}”: the figure is given as {figure.qualifier}")
            elif low is not None and high is not None and low <= number.high and high >= number.low:
                tally.add("number", 0.40, f"“{number.text}” ({number.low:g}-{number.high:g}) holds {_shown(figure)}")
            else:
                tally.less(0.7, f"“{number.text}”, but the figure is {_shown(figure)}")
        elif figure.value is not None and figure.value == number.value:
            tally.add("number", 0.45, f"the number {number.text}")
        elif low is not None and high is not None and low < high and low <= number.value <= high:
            tally.add("number", 0.40, f"{number.text} lies in {_shown(figure)}")
        elif figure.value and abs(figure.value - number.value) <= 0.1 * figure.value:
            tally.add("number", 0.30, f"{number.text} is within a tenth of {_shown(figure)}")
        else:
            tally.less(0.7, f"{number.text} is given, the figure is {_shown(figure)}")

    def _group(self, tally: Tally, figure: Figure, count: Count) -> None:
        if figure.group in count.groups:
            tally.add("group", 0.25, f"group {figure.group} named")
        elif any(figure.group in KIN.get(g, ()) for g in count.groups):
            tally.add("group", 0.15, f"group {figure.group} holds or is held by the one named")
        elif not count.groups and figure.group == "total":
            tally.add("group", 0.15, "no group is named: the total")
        elif count.groups and figure.group not in ("total", "unspecified"):
            tally.less(0.6, f"group {figure.group}, the text names {', '.join(count.groups)}")

    # --- events -----------------------------------------------------------------------------------------------------

    def events(self, segment: Segment, figures: list[Candidate]) -> list[Candidate]:
        """The events of which a segment may speak."""
        folded = line(list(segment.words))
        categories = named(folded, self._lang)
        tallies: dict[str, Tally] = defaultdict(Tally)
        self._by_words(tallies, segment)
        self._by_places(tallies, segment)
        self._by_kinds(tallies, segment)
        for mention in segment.own:
            for event_id in self._by_actor.get(mention.id, ()) if mention.kind == "actor" else ():
                share = 0.25 * mention.score * self._rarity(self._by[mention.id])
                tallies[event_id].add("actor", share, f"actor {mention.id} ({mention.reason})")
        for figure in figures:
            for event_id in self._by_figure.get(figure.id, ()):
                tallies[event_id].add("figure", 0.35 * figure.score, f"its figure {figure.id} is a candidate")
        for event_id in self._on_days(segment):
            tallies.setdefault(event_id, Tally())
        for event_id, tally in tallies.items():
            self._category(tally, self._events[event_id], categories, segment)
            self._context(tally, self._events[event_id], segment)
            self._time(tally, self._events[event_id], segment)
            self._doubt(tally, self._events[event_id], segment)
        return top(tallies, "events")

    def _rarity(self, held: int) -> float:
        """From 1 (one event) down to 0.15 (a third of all)."""
        return max(0.15, 1 - math.log(max(held, 1)) / math.log(max(len(self._events), 2)))

    def _by_words(self, tallies: dict[str, Tally], segment: Segment) -> None:
        shared: dict[str, float] = defaultdict(float)
        said: dict[str, list[str]] = defaultdict(list)
        names = {t.start for m in segment.own if m.kind == "place" for t in segment.words if m.start <= t.start < m.end}
        asked = {t.root: t.text for t in segment.words if t.start not in names and _tells(t, self._lang)}
        asked |= {m.id: m.text for m in segment.own if m.kind == "term"}
        for root, text in asked.items():
            for event_id, share in self._roots.get(root, {}).items():
                shared[event_id] += share
                said[event_id].append(text)
        for event_id, weight in shared.items():
            share = 0.6 * weight / (weight + _HALF) * (0.5 + 0.5 * min(1.0, len(said[event_id]) / max(3, len(asked)) * 2))
            tallies[event_id].add("words", share, "shares " + ", ".join(f"“{w}”" for w in said[event_id]))

    def _by_kinds(self, tallies: dict[str, Tally], segment: Segment) -> None:
        for kind, word, places in segment.kinds:
            there = {i for p in places for i in self._by_place.get(p, ()) if self._events[i].place_id == p}
            for event_id in there:
                share = 0.20 * max(0.5, self._rarity(len(there)))
                tallies[event_id].add("kind", share, f"at a place of the kind “{word}” ({kind})")

    def _by_places(self, tallies: dict[str, Tally], segment: Segment) -> None:
        layer = self._layer
        for mention, share, how in self._named(segment):
            for event_id in self._by_place.get(mention.id, ()):
                event = self._events[event_id]
                there = mention.id in (event.place_id, *event.other_place_ids)
                most = (0.50 if there else 0.40) * self._rarity(
                    self._at[mention.id] if there else len(self._by_place[mention.id])
                )
                what = f"place {mention.id}" if there else f"in {mention.id}"
                tallies[event_id].add("place", most * mention.score * share, f"{what} ({mention.reason}{how})")
            admin1 = layer.places[mention.id].admin1 if layer.places[mention.id].kind == "region" else None
            for event_id, event in self._events.items() if admin1 else ():
                if layer.places[event.place_id].admin1 == admin1 and event.place_id != mention.id:
                    tallies[event_id].add("place", 0.2 * mention.score * share, f"in {mention.id} ({mention.reason}{how})")

    def _named(self, segment: Segment) -> Iterable[tuple[Mention, float, str]]:
        """The places named in a segment, or else around it, each with the share that distance leaves, and how that is said."""
        start = segment.words[0].start
        own = any(m.kind == "place" for m in segment.own)
        around = (
            (segment.own, 1.0, ""),
            (tuple(m for m in segment.sentence if m.start < start), 0.6, ", before it in the sentence"),
            (tuple(m for m in segment.sentence if m.start >= start), 0.4, ", later in the sentence"),
            (segment.before, 0.4, ", in the sentence before"),
        )
        for mentions, share, how in around[:1] if own else around:
            for m in mentions:
                if m.kind == "place":
                    building = share == 0.4 and self._layer.places[m.id].precision in ("building", "street")
                    yield m, share / 2 if building else share, how

    def _category(self, tally: Tally, event: Event, categories: dict[str, tuple[int, int]], segment: Segment) -> None:
        def word(category: str) -> str:
            first, last = categories[category]
            return " ".join(t.text for t in segment.words[first:last])

        if event.category in categories:
            tally.add("category", 0.25, f"“{word(event.category)}”: {event.category}")
        else:
            akin = next((c for c in categories if event.category in AKIN.get(c, ())), None)
            if akin:
                tally.add("category", 0.12, f"“{word(akin)}”: {akin}, akin to {event.category}")

    def _context(self, tally: Tally, event: Event, segment: Segment) -> None:
        named_places = [m for m in segment.own if m.kind == "place"]
        if not named_places and segment.about in (event.place_id, *event.other_place_ids):
            tally.add("about", 0.12, f"{segment.about} is what the text is about")
        tally.add("reported", _reported(len(event.source_ids)), f"reported by {_sources(event.source_ids)}")
        around = [m for m, share, _ in self._named(segment) if share < 1 and m.score >= 0.5]
        town = self._layer.places[event.place_id].precision not in ("country", "region")
        if self._elsewhere(event.place_id, around):
            tally.less(0.7, f"at {event.place_id}, another place than the one named last")
        elif town and "place" not in tally.parts:
            tally.less(0.85, f"at {event.place_id}, which the text has not named")

    def _on_days(self, segment: Segment) -> Iterable[str]:
        """Events of a named day are weighed even if nothing else speaks for them."""
        days = [w for w in segment.whens if w.first]
        return (i for i, e in self._events.items() if any(_overlaps(e, w) for w in days)) if days else ()

    def _time(self, tally: Tally, event: Event, segment: Segment) -> None:
        own = [w for w in segment.whens if w.resolved]
        hours = [w for w in segment.whens if w.clock or w.part]
        for when in own or [w for w in segment.whens_before if w.resolved][-1:]:
            if _overlaps(event, when):
                full = _at_hour(event, when, hours)
                share = (0.45 if full else 0.30) * (1.0 if own else 0.5) * _length(when, event)
                said = f"“{when.text}”" + (f" {full}" if full else "") + ("" if own else ", earlier in the paragraph")
                tally.add("day", share, f"day {event.start[:10]} ({said}; {when.note})")
        if not own and segment.dated and "day" not in tally.parts:
            began = event.interval.start.astimezone(zone(event.tz)).date()
            if timedelta(0) <= segment.dated - began <= timedelta(days=7):
                tally.add("near", 0.1, "in the week before the text's date")

    def _doubt(self, tally: Tally, event: Event, segment: Segment) -> None:
        named_places = [m for m in segment.own if m.kind == "place" and m.score >= 0.5]
        if self._elsewhere(event.place_id, named_places) and not any(
            m.id in event.other_place_ids or m.id in self._layer.areas_of(event) for m in named_places
        ):
            tally.less(0.5, f"at {event.place_id}, another place than the one named")
        days = [w for w in segment.whens if w.resolved]
        if days and not any(_overlaps(event, w) for w in days):
            tally.less(0.6, f"on {event.start[:10]}, another day than the one named")
        if segment.dated and event.interval.start > datetime.combine(segment.dated, time(), UTC) + timedelta(days=2):
            tally.less(0.75, f"began {event.start[:10]}, after the text's date")

    def _elsewhere(self, place_id: str, mentions: list[Mention]) -> bool:
        """Whether towns or buildings are named and `place_id` is a town or building apart from all of them."""
        places = self._layer.places
        exact = [places[m.id] for m in mentions if places[m.id].precision not in ("country", "region")]
        here = places[place_id]
        if not exact or here.precision == "country":
            return False
        around = {here.place_id, here.city_place_id or here.place_id}
        if any(p.place_id in around or p.city_place_id in around for p in exact):
            return False
        return here.precision != "region" or all(p.admin1 != here.admin1 for p in exact)

    def _region(self, place: Place) -> str | None:
        """The region in which a building or a town lies, if the layer has it."""
        return self._regions.get(place.admin1 or "") if place.kind not in ("region", "country") else None

    def _votes(self, events: list[Candidate]) -> dict[str, list[Candidate]]:
        """The candidate events by place, and by the town of their place."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in events:
            place = self._layer.places[self._events[candidate.id].place_id]
            for place_id in (place.place_id, place.city_place_id):
                if place_id:
                    found[place_id].append(candidate)
        return found

    # --- places -----------------------------------------------------------------------------------------------------

    def places(self, segment: Segment, events: list[Candidate]) -> list[Candidate]:
        """The places of a segment: named in it, around it, those of its candidate events, and what the text is about."""
        best: dict[str, Candidate] = {}

        def offer(place_id: str, score: float, reason: str) -> None:
            if place_id not in best or score > best[place_id].score:
                best[place_id] = Candidate(place_id, round(score, 2), reason)

        for m, share, how in self._named(segment):
            offer(m.id, m.score * share, m.reason + how)
        for m in segment.own:  # "the akimat of Aktobe Region in Aktobe": of two that are named the closer one
            place = self._layer.places[m.id] if m.kind == "place" else None
            for around in (place.city_place_id, self._region(place)) if place else ():
                if around in best and around != m.id:
                    best[around] = replace(best[around], score=round(0.9 * best[around].score, 2))
        for place_id, voters in self._votes(events).items():
            doubt = math.prod(1 - c.score for c in voters)
            offer(
                place_id,
                0.8 * (1 - doubt),
                "place of the candidate " + ("event " if len(voters) == 1 else "events ") + _ids(voters),
            )
        if segment.about:
            offer(segment.about, 0.35 + 0.25 * segment.often, "the place that the text names most often")
        return shown((best[i] for i in sorted(best)), "places")


def _ids(candidates: list[Candidate]) -> str:
    return ", ".join(c.id for c in candidates)


_HALF = 1.2
"""Shared rareness at which half of the part "words" is reached: about two rare words."""


def _tells(token: Token, lang: str) -> bool:
    """Whether a word says something of what happened."""
    return len(token.folded) > 3 and not token.folded[0].isdigit() and token.folded not in STOP[lang]


def _sources(source_ids: tuple[str, ...]) -> str:
    return f"{len(source_ids)} source{'' if len(source_ids) == 1 else 's'}"


def _reported(sources: int) -> float:
    """From 0.04 for one source to 0.15 for sixteen and more."""
    return 0.15 * min(1.0, math.log2(1 + sources) / 4)


_ROUGHLY = {"dozens": (20, 99), "hundreds": (100, 999), "thousands": (1000, 9999)}
"""The ranges of rough numbers, as :mod:`dashboard.exchange.drafting.numbers` reads them."""


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Between which numbers a figure lies; "dozens" and the like have a least number only, and the range of their word."""
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    if high is None and low is not None:
        high = _ROUGHLY.get(figure.qualifier, (low, None))[1]
    return low, high


def _shown(figure: Figure) -> str:
    if figure.low is not None or figure.high is not None:
        low = "" if figure.low is None else f"{figure.low:g}"
        return f"{low}-{'' if figure.high is None else f'{figure.high:g}'}"
    return "not given" if figure.value is None else f"{figure.value:g}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _local(event: Event) -> tuple[datetime, datetime]:
    tz = zone(event.tz)
    return event.interval.start.astimezone(tz).replace(tzinfo=None), event.interval.end.astimezone(tz).replace(tzinfo=None)


def _overlaps(event: Event, when: When) -> bool:
    if when.first is None or when.last is None:
        return False
    start, end = _local(event)
    return start < datetime.combine(when.last + timedelta(days=1), time()) and end > datetime.combine(when.first, time())


def _length(when: When, event: Event) -> float:
    """1 for a day and an event of a day; less the longer either is, as any day lies in a month."""
    if when.first is None or when.last is None:
        return 0.0
    lasted = (event.interval.end - event.interval.start).total_seconds() / 86_400
    return 1 / (1 + (when.last - when.first).days / 15) / (1 + max(0.0, lasted - 1) / 3)


def _at_hour(event: Event, when: When, hours: list[When]) -> str:
    """The hour or part of the day with which an event agrees, as the text says it, or nothing."""
    if when.first is None:
        return ""
    start, end = _local(event)
    midnight = datetime.combine(when.first, time())
    for hour in [when, *hours]:
        if hour.part:
            first, last = PART_HOURS[hour.part]
            if (
                event.time_precision != "day"
                and start < midnight + timedelta(hours=last)
                and end > midnight + timedelta(hours=first)
            ):
                return f"“{hour.text}”"
        elif hour.clock and event.time_precision != "day":
            said = midnight + timedelta(hours=int(hour.clock[:2]), minutes=int(hour.clock[3:]))
            if start - timedelta(minutes=45) <= said < end + timedelta(minutes=45):
                return f"“{hour.text}”"
    return ""
