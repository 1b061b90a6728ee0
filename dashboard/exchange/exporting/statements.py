"""The statements of the seed article as W3C Web Annotations: all of them, or those that speak of the events of a view."""

from __future__ import annotations

import json

from dashboard.exchange.annotation import LABEL, web_annotation
from dashboard.exchange.exporting.selection import Selection


def statements_json(selection: Selection) -> bytes:
    """JSON-LD with offsets, verdict, evidence and sources; texts in all four languages, whichever is chosen."""
    layer = selection.layer
    if selection.view is None:
        told = web_annotation(layer)
    else:
        chosen = {e.event_id for e in selection.events}
        speaking = [s for s in layer.statements if not chosen.isdisjoint(s.event_ids)]
        told = web_annotation(layer, speaking, f"{LABEL}. {selection.description}")
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
