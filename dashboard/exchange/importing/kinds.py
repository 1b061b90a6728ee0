"""What the words of other projects for an event mean in our categories; nothing where they do not say.

ACLED: sub-event types of the codebook. UCDP GED: types of violence 1 to 3. GDELT: CAMEO codes, by their longest known
beginning. Anything else: a category's own word, or its label in one of the four languages, or a text that names one
category only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from dashboard.exchange.drafting.categories import named
from dashboard.exchange.drafting.words import line, tokens
from dashboard.layer.filters import fold
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES
from dashboard.locale import words

ACLED: Final = {
    "armed clash": "clash",
    "government regains territory": "security_operation",
    "non-state actor overtakes territory": "clash",
    "chemical weapon": "clash",
    "air/drone strike": "clash",
    "suicide bomb": "clash",
    "shelling/artillery/missile attack": "clash",
    "remote explosive/landmine/ied": "clash",
    "grenade": "clash",
    "attack": "clash",
    "abduction/forced disappearance": "detention",
    "peaceful protest": "protest",
    "protest with intervention": "protest",
    "excessive force against protesters": "protest",
    "excessive force against protestors": "protest",
    "violent demonstration": "clash",
    "mob violence": "clash",
    "agreement": "political",
    "arrests": "detention",
    "disrupted weapons use": "security_operation",
    "headquarters or base established": "deployment",
    "looting/property destruction": "looting",
}
"""Sub-event types in small letters. Sexual violence, changes to groups, transfers of territory and "Other" have no category."""

GED: Final = {"1": "clash", "2": "clash", "3": "clash"}
"""State-based conflict, non-state conflict, one-sided violence: armed violence with dead, each of them."""

CAMEO: Final = {
    "01": "political",
    "02": "international",
    "03": "international",
    "04": "international",
    "05": "international",
    "06": "international",
    "07": "humanitarian",
    "08": "political",
    "10": "political",
    "11": "political",
    "12": "political",
    "13": "political",
    "14": "protest",
    "145": "clash",
    "15": "deployment",
    "17": "security_operation",
    "172": "decree",
    "173": "detention",
    "174": "detention",
    "18": "clash",
    "181": "detention",
    "19": "clash",
    "20": "clash",
}
"""CAMEO codes by their beginning: 14 protest, 145 violent protest, 173 arrest, 174 deport ..."""


def cameo(code: str) -> str | None:
    """The category of a CAMEO code such as 0231 or 145."""
    return next((CAMEO[code[:n]] for n in (3, 2) if code[:n] in CAMEO), None)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    told = {fold(words(lang).label("category", c)): c for lang in LANGUAGES for c in CATEGORIES}
    return told | {c: c for c in CATEGORIES} | {c.replace("_", " "): c for c in CATEGORIES}


@lru_cache(maxsize=65_536)
def category(text: str) -> str | None:
    """The category that `text` is a word for, in any of the four languages; ``None`` if it names none, or more than one."""
    known = _labels().get(fold(text.strip()))
    if known or len(text) > 80:
        return known
    found = {c for lang in LANGUAGES for c in named(line(tokens(text, lang)), lang)}
    return found.pop() if len(found) == 1 else None
