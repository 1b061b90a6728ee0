"""The statements of the seed article as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), a JSON-LD collection.

The article's text itself is not in the export: an annotation points into it by offsets and by a quotation with its context.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.exchange.selectors import selectors
from dashboard.layer.load import Layer
from dashboard.layer.records import Statement
from dashboard.layer.vocabulary import LANGUAGES

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


LABEL = "Statements of the seed article, each held against the event layer"


def web_annotation(layer: Layer, statements: Iterable[Statement] | None = None, label: str = LABEL) -> dict[str, Any]:
    """All `statements`, or those given, as an ``AnnotationCollection`` with one page.

    Ids are URNs; offsets count characters of the article.
    """
    chosen = layer.statements if statements is None else statements
    items = [_annotation(layer, s) for s in sorted(chosen, key=lambda s: s.start)]
    name = f"urn:qantar:{layer.version}:statements"
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(layer: Layer, statement: Statement) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": statement.verdict, "format": "text/plain"}
    ]
    for lang in LANGUAGES:
        bodies.append(_text("describing", statement.glosses[lang], lang))
        bodies.append(_text("assessing", statement.evidences[lang], lang))
    linked = [
        *(("event", e) for e in statement.event_ids),
        *(("figure", f) for f in statement.figure_ids),
        *(("place", p) for p in statement.place_ids),
    ]
    bodies += [{"type": "SpecificResource", "purpose": "linking", "source": f"urn:qantar:{kind}:{key}"} for kind, key in linked]
    bodies += [{"type": "SpecificResource", "purpose": "linking", "source": layer.sources[s].url} for s in statement.source_ids]
    return {
        "id": f"urn:qantar:statement:{statement.statement_id}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": bodies,
        "target": {"source": "urn:qantar:seed:article", "selector": selectors(layer.article, statement.start, statement.end)},
    }


def _text(purpose: str, value: str, lang: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "language": lang, "format": "text/plain"}
