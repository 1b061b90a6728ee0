"""The draft of an annotation: what a text may say that can be checked, beside the text and never in it.

The form follows the Web Annotation Data Model of the W3C (https://www.w3.org/TR/annotation-model/): every statement is an
annotation whose target is selected twice, by position (`TextPositionSelector`, offsets in characters) and by its words
(`TextQuoteSelector`, `exact`), so that a changed text is noticed. Whatever is said stands under `"status": "draft"`. The same
text and the same layer give the same bytes: no clock, no random ids.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard import __version__
from dashboard.exchange.drafting.categories import named
from dashboard.exchange.drafting.gazetteer import Gazetteer, Mention
from dashboard.exchange.drafting.matcher import Candidate, Matcher, Segment
from dashboard.exchange.drafting.numbers import Count, Number, counts, numbers
from dashboard.exchange.drafting.segments import Span, has_verb, sentences
from dashboard.exchange.drafting.times import Calendar, When
from dashboard.exchange.drafting.words import begin, line
from dashboard.layer import Layer
from dashboard.layer.vocabulary import LANGUAGES

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FORM = "qantar-draft/1"

_SAYING = {
    "el": "συμφωνα_με ανεφερ αναφερ μετεδωσ μεταδιδ δηλωσ ανακοινωσ καταγγελ κατηγγειλ ισχυρι =ειπε "
    "=ειπαν υποστηρι διεψευσ απαριθμ",
    "en": "according_to =said =says report announc claim alleg stated confirmed denied told accus",
    "ru": "согласно =по_данн сообщ заявил заявля рассказал утвержда объявил подтверд опроверг обвин",
    "kk": "=деді хабарла мәлімде айтты айтуынша мәліметінше растады жоққа_шығар",
}
"""Words by which a text gives what it says to somebody else."""


class NotADraft(ValueError):  # noqa: N818 - it says what the file is
    """A file that is no draft, or whose offsets do not fit the text; the message says which part, what it must be and is."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A candidate statement: a span with what speaks for checking it, and its candidates."""

    start: int
    end: int
    exact: str
    kind: str
    score: float
    reason: str
    events: tuple[Candidate, ...]
    figures: tuple[Candidate, ...]
    places: tuple[Candidate, ...]
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of one text. `dated` is its date, if known, and `basis` what that rests on."""

    name: str
    lang: str
    text: str
    dated: date | None
    basis: str
    layer_version: str
    statements: tuple[Statement, ...]


# --- drafting -------------------------------------------------------------------------------------------------------


def draft(layer: Layer, name: str, text: str, lang: str, dated: date | None = None) -> Draft:
    """Draft the annotation of `text` in `lang`; `name` is the file's name, `dated` the day on which the text was written."""
    gazetteer, calendar = Gazetteer(layer, lang), Calendar(layer, lang, text, dated)
    matcher = Matcher(layer, lang, calendar.dated, gazetteer)
    parts = sentences(text, lang)
    named_in = [gazetteer.mentions(list(p.span.words)) for p in parts]
    tally = Counter(m.id for found in named_in for m in found if m.kind == "place" and m.score >= 0.5)
    about, most = min(tally.items(), key=lambda pair: (-pair[1], pair[0])) if tally else (None, 0)
    often = most / max(1, sum(tally.values()))
    statements: list[Statement] = []
    days: list[When] = []
    for i, part in enumerate(parts):
        same = i > 0 and parts[i - 1].paragraph == part.paragraph
        days = days if same else []
        whens = calendar.whens(part.span.of(text), part.span.start, list(part.span.words))
        given = numbers(part.span.of(text), part.span.start, list(part.span.words), lang, [(w.start, w.end) for w in whens])
        before = named_in[i - 1] if same else []
        said = False
        for clause in part.clauses:
            segment = _segment(clause, named_in[i], before, whens, days, given, lang)
            segment = replace(segment, kinds=tuple(gazetteer.kinds(list(clause.words))))
            figures = matcher.figures(segment, about)
            events = matcher.events(segment, figures, about)
            places = matcher.places(segment, events, about, often)
            made = _statement(text, lang, clause, said, segment, events, figures, places)
            said = bool(begin(line(list(clause.words)), _SAYING[lang]))
            if made:
                statements.append(made)
        days = ([*days, *(w for w in whens if w.resolved)])[-1:]
    return Draft(name, lang, text, calendar.dated, calendar.basis, layer.version, tuple(statements))


def _segment(
    clause: Span,
    mentions: list[Mention],
    before: list[Mention],
    whens: list[When],
    days: list[When],
    given: list[Number],
    lang: str,
) -> Segment:
    def inside(item: Mention | When | Number) -> bool:
        return clause.start <= item.start and item.end <= clause.end

    own = tuple(m for m in mentions if inside(m))
    own_whens = tuple(w for w in whens if inside(w))
    if any(w.clock or w.part for w in own_whens) and not any(w.resolved for w in own_whens):
        own_whens = (*own_whens, *[w for w in whens if w.resolved][-1:])  # "On 5 January ..., and at 15:00 ..."
    return Segment(
        words=clause.words,
        own=own,
        sentence=tuple(m for m in mentions if m not in own),
        before=tuple(before),
        whens=own_whens,
        whens_before=tuple(days + [w for w in whens if w.resolved and not inside(w)]),
        counts=tuple(counts(list(clause.words), [n for n in given if inside(n)], lang)),
    )


def _statement(
    text: str,
    lang: str,
    clause: Span,
    said: bool,
    segment: Segment,
    events: list[Candidate],
    figures: list[Candidate],
    places: list[Candidate],
) -> Statement | None:
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


LEAST = 0.35
"""Score below which a clause is not taken for a statement that can be checked."""


# --- the file -------------------------------------------------------------------------------------------------------


def to_json(made: Draft) -> str:
    """The draft as the JSON text that :func:`from_json` reads back, keys in a fixed order, a line feed at the end."""
    told = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "form": FORM,
        "status": "draft",
        "generator": {"type": "Software", "name": "qantar seed add", "version": __version__},
        "layer": {"version": made.layer_version},
        "source": {
            "file": made.name,
            "language": made.lang,
            "date": made.dated.isoformat() if made.dated else None,
            "date_basis": made.basis,
            "characters": len(made.text),
            "sha256": hashlib.sha256(made.text.encode()).hexdigest(),
        },
        "total": len(made.statements),
        "items": [_item(made, n, s) for n, s in enumerate(made.statements, 1)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _item(made: Draft, n: int, s: Statement) -> dict[str, Any]:
    def listed(found: tuple[Candidate, ...]) -> list[dict[str, Any]]:
        return [{"id": c.id, "score": c.score, "reason": c.reason, "status": "draft", "parts": dict(c.parts)} for c in found]

    return {
        "type": "Annotation",
        "id": f"#draft-{n:03}",
        "status": "draft",
        "motivation": "identifying",
        "kind": s.kind,
        "score": s.score,
        "reason": s.reason,
        "target": {
            "source": made.name,
            "selector": [
                {"type": "TextPositionSelector", "start": s.start, "end": s.end},
                {"type": "TextQuoteSelector", "exact": s.exact},
            ],
        },
        "body": {"events": listed(s.events), "figures": listed(s.figures), "places": listed(s.places)},
        "found": {
            "names": [
                {"start": m.start, "end": m.end, "kind": m.kind, "id": m.id, "score": round(m.score, 2), "reason": m.reason}
                for m in s.mentions
            ],
            "times": [
                {
                    "start": w.start,
                    "end": w.end,
                    "text": w.text,
                    "first": w.first.isoformat() if w.first else None,
                    "last": w.last.isoformat() if w.last else None,
                    "clock": w.clock,
                    "part_of_day": w.part,
                    "note": w.note,
                }
                for w in s.times
            ],
            "counts": [
                {
                    "measure": c.measure,
                    "groups": list(c.groups),
                    "word": c.word,
                    "number": None
                    if c.number is None
                    else {"text": c.number.text, "low": c.number.low, "high": c.number.high, "qualifier": c.number.hedge},
                }
                for c in s.counts
            ],
        },
    }


def from_json(told: str, text: str) -> list[dict[str, Any]]:
    """Read a draft back and hold it against its text; return its items.

    Raises :class:`NotADraft`, ``'part' must be X (got Y)``, at the first part that is no draft's or does not fit `text`.
    """
    try:
        read = json.loads(told)
        items, source = read["items"], read["source"]
        if read["form"] != FORM:
            raise NotADraft(f"'form' must be {FORM} (got {read['form']!r})")
        if read["status"] != "draft" or any(i["status"] != "draft" for i in items):
            raise NotADraft("'status' must be draft throughout (got another one)")
        if source["language"] not in LANGUAGES:
            raise NotADraft(f"'language' must be one of {', '.join(LANGUAGES)} (got {source['language']!r})")
        if source["sha256"] != hashlib.sha256(text.encode()).hexdigest():
            raise NotADraft("'sha256' must be that of the text (got another one: the text has changed)")
        for item in items:
            _fits(item, text)
    except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
        raise NotADraft(f"'json' must be a draft (got {error})") from None
    return list(items)


def _fits(item: dict[str, Any], text: str) -> None:
    position, quote = item["target"]["selector"]
    start, end = position["start"], position["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise NotADraft(f"'selector' of {item['id']} must lie in the text (got {start!r} to {end!r})")
    if text[start:end] != quote["exact"]:
        raise NotADraft(f"'exact' of {item['id']} must be the text's own words (got {quote['exact'][:40]!r})")
    for candidates in item["body"].values():
        for c in candidates:
            if not 0 <= c["score"] <= 1 or not c["reason"] or c["status"] != "draft":
                raise NotADraft(f"'score' of {item['id']} must be from 0 to 1, with a reason (got {c['score']!r})")


def checked(made: Draft) -> Draft:
    """The draft, after its own file has been read back and held against its text."""
    from_json(to_json(made), made.text)
    return replace(made)
