"""How good the drafts are: the rules run on the seed article and held against its 37 statements, which people annotated.

``python -m dashboard.exchange.drafting.measure`` prints a Markdown table. The annotation is read here and nowhere else in
this room: the rules never see it. A span counts as found if a candidate statement overlaps it by at least half of the shorter
of the two; as long sentences make that easy, a stricter row asks for half of *both together* (intersection over union).
The date is the day on which the article was written (``seeds/datapackage.json``); without it two rules are silent.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.exchange.drafting.candidates import Candidate
from dashboard.exchange.drafting.draft import Draft, Statement
from dashboard.exchange.drafting.drafter import Drafter
from dashboard.exchange.drafting.gazetteer import Gazetteer
from dashboard.exchange.drafting.words import tokens
from dashboard.layer import Layer, the_layer
from dashboard.layer.records import Statement as Annotated
from dashboard.layer.times import ALMATY, zone


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as ``29/37`` and a percentage."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.part}/{self.whole} ({self.value:.0%})"


def measure(layer: Layer, made: Draft) -> dict[str, Share]:
    """Hold `made`, a draft of the seed article, against the annotation; return every number by its name."""
    told, known = made.statements, layer.statements
    pairs = {k.statement_id: [s for s in told if _overlap(s, k) >= 0.5 * min(s.end - s.start, k.end - k.start)] for k in known}
    found = [k for k in known if pairs[k.statement_id]]
    right = [s for s in told if any(s in pairs[k.statement_id] for k in known)]
    strict = [k for k in known if any(_together(s, k) >= 0.5 for s in told)]
    numbers = {
        "spans found (recall)": Share(len(found), len(known)),
        "candidate statements right (precision)": Share(len(right), len(told)),
        "spans found, overlap half of both together": Share(len(strict), len(known)),
        "candidate statements right, overlap half of both together": Share(
            sum(any(_together(s, k) >= 0.5 for k in known) for s in told), len(told)
        ),
    }
    for kind in ("event", "figure", "place"):
        numbers |= _links(kind, known, found, pairs, right)
    gazetteer = Gazetteer(layer, made.lang)
    literal = [k for k in known if set(k.place_ids) & {m.id for m in gazetteer.mentions(tokens(k.span, made.lang))}]
    numbers["spans whose words name one of their places at all"] = Share(len(literal), sum(bool(k.place_ids) for k in known))
    named = [k for k in found if any(m.kind == "place" for s in pairs[k.statement_id] for m in s.mentions)]
    numbers |= {
        f"{name}, of spans in which a place was found": share
        for name, share in _links("place", named, named, pairs, []).items()
        if "candidates" not in name
    }
    return numbers


def _links(
    kind: str, known: Iterable[Annotated], found: list[Annotated], pairs: dict[str, list[Statement]], right: list[Statement]
) -> dict[str, Share]:
    def wanted(k: Annotated) -> set[str]:
        return set(getattr(k, f"{kind}_ids"))

    def offered(s: Statement) -> tuple[Candidate, ...]:
        candidates: tuple[Candidate, ...] = getattr(s, f"{kind}s")
        return candidates

    def hits(depth: int) -> int:
        return sum(any(c.id in wanted(k) for s in _nearest(k, pairs) for c in offered(s)[:depth]) for k in asked)

    asked = [k for k in found if wanted(k)]
    links = [(s, c) for s in right for c in offered(s)]
    return {
        f"right {kind} first": Share(hits(1), len(asked)),
        f"right {kind} among the five": Share(hits(5), len(asked)),
        f"{kind} candidates right": Share(
            sum(any(c.id in wanted(k) for k in known if s in pairs[k.statement_id]) for s, c in links), len(links)
        ),
    }


def _nearest(known: Annotated, pairs: dict[str, list[Statement]]) -> list[Statement]:
    """The one candidate statement that overlaps a span most."""
    return sorted(pairs[known.statement_id], key=lambda s: (-_together(s, known), s.start))[:1]


def _overlap(s: Statement, k: Annotated) -> int:
    return max(0, min(s.end, k.end) - max(s.start, k.start))


def _together(s: Statement, k: Annotated) -> float:
    both = _overlap(s, k)
    return both / (s.end - s.start + k.end - k.start - both)


def written(layer: Layer) -> date:
    """The day in Almaty on which the seed article was written, at the earliest."""
    return layer.article_written[0].astimezone(zone(ALMATY)).date()


def table(rows: Iterable[tuple[str, Callable[[Layer], date | None]]], layer: Layer) -> str:
    """The Markdown table, one column for each way of dating the article."""
    drafter = Drafter(layer, "el")
    columns = [(name, measure(layer, drafter.draft("seed.txt", layer.article, dated(layer)))) for name, dated in rows]
    lines = ["| | " + " | ".join(name for name, _ in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {what} | " + " | ".join(str(numbers[what]) for _, numbers in columns) + " |" for what in columns[0][1]]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table."""
    sys.stdout.write(table((("with `--date`", written), ("without", lambda _: None)), the_layer()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
