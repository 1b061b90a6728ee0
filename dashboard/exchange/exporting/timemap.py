"""The three files from which a timemap of Forensic Architecture or Bellingcat is set up: events, sources, associations.

A timemap refuses an event with a field that it does not know, so these have its fields only, and all but lists are texts.
It takes an event without a time for midnight: hours are given only where the event is known to the minute or the hour,
`time_display` says in words when it was, and `comments` ends with what was chosen. Dates are ``MM/DD/YYYY`` and times
``HH:mm``, local to the place.
"""

from __future__ import annotations

import json
from typing import Any

from dashboard.exchange.exporting.rows import Row
from dashboard.exchange.exporting.selection import Selection
from dashboard.layer.vocabulary import CATEGORIES, STATUSES
from dashboard.views.style import FAMILY_OF


def timemap_events(selection: Selection) -> bytes:
    """The list that the setting ``EVENTS_EXT`` names."""
    return _json([_event(r, selection) for r in selection.rows])


def timemap_sources(selection: Selection) -> bytes:
    """The sources by id, for ``SOURCES_EXT``."""
    used = dict.fromkeys(s for e in selection.events for s in e.source_ids)
    sources = (selection.layer.sources[s] for s in used)
    return _json(
        {
            s.source_id: {
                "id": s.source_id,
                "title": s.title or s.publisher,
                "author": s.publisher,
                "date": s.published,
                "url": s.url,
                "type": s.kind,
                "paths": [],
            }
            for s in sources
        }
    )


def timemap_associations(selection: Selection) -> bytes:
    """The categories and, as filters, the statuses, for ``ASSOCIATIONS_EXT``."""
    words = selection.words
    categories = [
        {
            "id": c,
            "title": words.label("category", c),
            "desc": selection.description,
            "mode": "CATEGORY",
            "colour": FAMILY_OF[c].light,
        }
        for c in CATEGORIES
    ]
    statuses = [
        {
            "id": s,
            "title": words.label("status", s),
            "desc": words.label("status_help", s),
            "mode": "FILTER",
            "filter_paths": [words.label("status", s)],
        }
        for s in STATUSES
    ]
    return _json(categories + statuses)


def _event(row: Row, selection: Selection) -> dict[str, Any]:
    year, month, day = row.start_local[:10].split("-")
    exact = row.time_precision in {"minute", "hour"}
    comments = [row.note, f"{selection.title}. {selection.description}"]
    return {
        "id": row.event_id,
        "description": f"{row.title}. {row.summary}",
        "date": f"{month}/{day}/{year}",
        "time": row.start_local[11:] if exact else "",
        "time_precision": row.time_precision,
        "time_display": row.when,
        "location": row.place,
        "latitude": str(row.lat),
        "longitude": str(row.lon),
        "type": row.sub_event_type,
        "category": row.category,
        "category_full": selection.words.label("category", row.category),
        "associations": [row.category, row.status],
        "sources": list(row.source_ids),
        "comments": "\n\n".join(part for part in comments if part),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
