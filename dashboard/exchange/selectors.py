"""Where in a text an annotation points, as the W3C Web Annotation model says it."""

from __future__ import annotations

from typing import Any

CONTEXT_LETTERS = 32
"""How many characters before and behind the quotation a selector carries (TextQuoteSelector's prefix and suffix)."""


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """The characters from `start` to `end` of `text`: by position, and by quotation with its context."""
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT_LETTERS) : start],
            "suffix": text[end : end + CONTEXT_LETTERS],
        },
    ]
