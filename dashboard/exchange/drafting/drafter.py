"""Drafting: from a text to its candidate statements, clause by clause."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dashboard.exchange.drafting.candidates import Candidate
from dashboard.exchange.drafting.categories import named
from dashboard.exchange.drafting.counting import counts
from dashboard.exchange.drafting.draft import Draft, Statement
from dashboard.exchange.drafting.gazetteer import Gazetteer, Mention
from dashboard.exchange.drafting.matcher import Matcher, Segment
from dashboard.exchange.drafting.numbers import Number, numbers
from dashboard.exchange.drafting.segments import Sentence, Span, has_verb, sentences
from dashboard.exchange.drafting.times import Calendar, When
from dashboard.exchange.drafting.words import begin, line
from dashboard.layer import Layer

LEAST = 0.35
"""Score below which a clause is not taken for a statement that can be checked."""

_SAYING = {
    "el": "συμφωνα_με ανεφερ αναφερ μετεδωσ μεταδιδ δηλωσ ανακοινωσ καταγγελ κατηγγειλ ισχυρι =ειπε "
    "=ειπαν υποστηρι διεψευσ απαριθμ",
    "en": "according_to =said =says report announc claim alleg stated confirmed denied told accus",
    "ru": "согласно =по_данн сообщ заявил заявля рассказал утвержда объявил подтверд опроверг обвин",
    "kk": "=деді хабарла мәлімде айтты айтуынша мәліметінше растады жоққа_шығар",
}
"""Words by which a text gives what it says to somebody else."""


class Drafter:
    """A layer made ready to draft texts of one language."""

    def __init__(self, layer: Layer, lang: str) -> None:
        self._layer, self._lang = layer, lang
        self._gazetteer = Gazetteer(layer, lang)
        self._matcher = Matcher(layer, lang, self._gazetteer)

    def draft(self, name: str, text: str, dated: date | None = None) -> Draft:
        """Draft the annotation of `text`; `name` is the file's name, `dated` the day on which it was written, if known."""
        calendar = Calendar(self._layer, self._lang, text, dated)
        parts = sentences(text, self._lang)
        named_in = [self._gazetteer.mentions(list(p.span.words)) for p in parts]
        about, often = _about(named_in)
        statements: list[Statement] = []
        day: tuple[When, ...] = ()
        for i, part in enumerate(parts):
            same = i > 0 and parts[i - 1].paragraph == part.paragraph
            day = day if same else ()
            words = list(part.span.words)
            whens = calendar.whens(part.span.of(text), part.span.start, words)
            given = numbers(part.span.of(text), part.span.start, words, self._lang, [(w.start, w.end) for w in whens])
            before = tuple(named_in[i - 1]) if same else ()
            context = Segment((), (), tuple(named_in[i]), before, tuple(whens), day, (), (), calendar.dated, about, often)
            statements += self._statements(text, part, context, given)
            day = (*day, *(w for w in whens if w.resolved))[-1:]
        return Draft(name, self._lang, text, calendar.dated, calendar.basis, self._layer.version, tuple(statements))

    def _statements(self, text: str, sentence: Sentence, context: Segment, given: list[Number]) -> list[Statement]:
        told = []
        said = False
        for clause in sentence.clauses:
            segment = self._segment(clause, context, given)
            figures = self._matcher.figures(segment)
            events = self._matcher.events(segment, figures)
            places = self._matcher.places(segment, events)
            made = self._statement(text, clause, said, segment, (events, figures, places))
            said = bool(begin(line(list(clause.words)), _SAYING[self._lang]))
            if made:
                told.append(made)
        return told

    def _segment(self, clause: Span, context: Segment, given: list[Number]) -> Segment:
        """What a clause names itself, and what its sentence (`context`) names around it."""

        def inside(item: Mention | When | Number) -> bool:
            return clause.start <= item.start and item.end <= clause.end

        words = list(clause.words)
        own = tuple(m for m in context.sentence if inside(m))
        whens = tuple(w for w in context.whens if inside(w))
        around = tuple(w for w in context.whens if w.resolved and not inside(w))
        if any(w.clock or w.part for w in whens) and not any(w.resolved for w in whens):
            whens = (*whens, *around[-1:])  # "On 5 January ..., and at 15:00 ..."
        return Segment(
            words=clause.words,
            own=own,
            sentence=tuple(m for m in context.sentence if m not in own),
            before=context.before,
            whens=whens,
            whens_before=(*context.whens_before, *around),
            counts=tuple(counts(words, [n for n in given if inside(n)], self._lang)),
            kinds=tuple(self._gazetteer.kinds(words)),
            dated=context.dated,
            about=context.about,
            often=context.often,
        )

    def _statement(
        self, text: str, clause: Span, said: bool, segment: Segment, candidates: tuple[list[Candidate], ...]
    ) -> Statement | None:
        """The statement that a clause makes, or nothing if too little speaks for checking it; `said`: it follows "said"."""
        lang = self._lang
        events, figures, places = candidates
        folded = line(list(clause.words))
        categories = named(folded, lang)
        saying = begin(folded, _SAYING[lang])
        verb = has_verb(list(clause.words), lang, folded)
        actors = [m for m in segment.own if m.kind in ("actor", "claimant", "publisher")]
        placed = [m for m in segment.own if m.kind == "place"]
        numbered = [c for c in segment.counts if c.number]
        signs = {
            "a word of an event": 0.35 if categories else 0.0,
            "a number of something counted": 0.4 if numbered else 0.2 if segment.counts else 0.0,
            "a place": 0.2 if placed else 0.0,
            "a time": 0.2 if any(w.resolved for w in segment.whens) else 0.0,
            "somebody known": 0.15 if actors else 0.0,
            "a word of saying": 0.2 if saying else 0.0,
            "what somebody is said to say": 0.25 if said and verb else 0.0,
            "a verb": 0.15 if verb else 0.0,
            "an event that the layer has": 0.4 * events[0].score if events else 0.0,
        }
        doubt = 1.0
        for share in signs.values():
            doubt *= 1 - share
        score = round(1 - doubt, 2)
        if score < LEAST or len(clause.words) < 2:
            return None
        kind = "quote" if clause.quoted else "attribution" if saying else "figure" if segment.counts and numbered else "event"
        if kind == "event" and not categories and placed:
            kind = "place"
        return Statement(
            clause.start,
            clause.end,
            clause.of(text),
            kind,
            score,
            "names " + ", ".join(k for k, v in signs.items() if v),
            tuple(events),
            tuple(figures),
            tuple(places),
            segment.own,
            tuple(w for w in segment.whens if clause.start <= w.start < clause.end),
            segment.counts,
        )


def _about(named_in: list[list[Mention]]) -> tuple[str | None, float]:
    """The place that a text names most often, and its share of all mentions of places."""
    tally = Counter(m.id for found in named_in for m in found if m.kind == "place" and m.score >= 0.5)
    if not tally:
        return None, 0.0
    about = min(tally, key=lambda place_id: (-tally[place_id], place_id))
    return about, tally[about] / tally.total()
