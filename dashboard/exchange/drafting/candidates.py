"""A candidate, and how the parts of its score are put together.

A score is what is left after the parts have each taken their share of doubt: ``1 - (1 - p1)(1 - p2)...``. So a part can only
add, no sum passes 1, and one strong part outweighs many weak ones. What speaks against a candidate then multiplies it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

PRIORS = ("near", "about", "reported")
"""Parts that make a candidate likelier but are no sign of it in the text."""

TOP = 5
"""Candidates that a person is shown of each kind."""

LEAST = {"events": 0.25, "figures": 0.5, "places": 0.15}
"""Scores below which a candidate is noise."""

CLOSE = 0.55
"""Share of the best score below which a candidate is no longer shown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a segment may speak of: its id, a score from 0 to 1, the reason in words and the parts of the score."""

    id: str
    score: float
    reason: str
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Tally:
    """The parts of one candidate as they come up, each with its reason, and what speaks against it."""

    parts: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    against: float = 1.0

    def add(self, part: str, share: float, reason: str) -> None:
        """Count a part, once: the larger share stays."""
        if share > self.parts.get(part, 0.0):
            self.parts[part], self.reasons[part] = share, reason

    def less(self, factor: float, reason: str) -> None:
        """Count something that speaks against the candidate."""
        self.against *= factor
        self.notes.append(reason)

    @property
    def score(self) -> float:
        """From 0 to 1; see the module."""
        evidence = 1 - math.prod(1 - p for name, p in self.parts.items() if name not in PRIORS)
        prior = 1 - math.prod(1 - p for name, p in self.parts.items() if name in PRIORS)
        return (1 - (1 - evidence) * (1 - prior * evidence)) * self.against

    def candidate(self, id_: str) -> Candidate:
        """The candidate as it is shown, numbers rounded to hundredths."""
        parts = tuple((name, round(share, 2)) for name, share in self.parts.items())
        return Candidate(id_, round(self.score, 2), "; ".join([*self.reasons.values(), *self.notes]), parts)


def top(tallies: dict[str, Tally], kind: str) -> list[Candidate]:
    """The candidates of the highest scores; reasons are put into words for these alone."""
    scored = sorted((-t.score, i) for i, t in tallies.items() if t.score >= LEAST[kind] - 0.01)[: 2 * TOP]
    return shown([tallies[i].candidate(i) for _, i in scored], kind)


def shown(candidates: Iterable[Candidate], kind: str) -> list[Candidate]:
    """The candidates to show, the surest first: :data:`TOP` at most, none below :data:`LEAST` or far behind the first."""
    found = sorted((c for c in candidates if c.score >= LEAST[kind]), key=lambda c: -c.score)[:TOP]
    return [c for c in found if c.score >= CLOSE * found[0].score]
