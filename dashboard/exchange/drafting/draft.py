"""The draft of an annotation: what a text may say that can be checked, beside the text and never in it.

The form follows the Web Annotation Data Model of the W3C (https://www.w3.org/TR/annotation-model/): every statement is an
annotation whose target is selected twice, by position (`TextPositionSelector`, offsets in characters) and by its words
(`TextQuoteSelector`, `exact`), so that a changed text is noticed. Whatever is said stands under `"status": "draft"`. The same
text and the same layer give the same bytes: no clock, no random ids.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import __version__
from dashboard.exchange.drafting.candidates import Candidate
from dashboard.exchange.drafting.counting import Count
from dashboard.exchange.drafting.gazetteer import Mention
from dashboard.exchange.drafting.times import When
from dashboard.exchange.selectors import selectors
from dashboard.layer.vocabulary import LANGUAGES

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FORM = "qantar-draft/1"


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
            "selector": selectors(made.text, s.start, s.end),
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
