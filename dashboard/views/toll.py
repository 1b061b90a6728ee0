"""What was said of the dead by a moment: the claims that stood then, those withdrawn, those contested. Never a sum of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.layer.load import Layer
from dashboard.layer.records import Figure
from dashboard.layer.times import DAY, MINUTE, days_of, parse_utc
from dashboard.locale import Words
from dashboard.views.card import figure_value
from dashboard.views.timewords import claimed_words

COUNTRY = "kazakhstan"
"""The place of a figure that covers the whole country."""

COUNTS_BY_OTHERS = frozenset({"ngo", "independent", "international"})
"""Kinds of claimant whose own count may be set beside the official one."""


# --- a figure at a moment -------------------------------------------------------------------------------------------


def published(figure: Figure) -> tuple[datetime, datetime]:
    """Between which UTC moments a figure was published, ``[earliest, latest)``: a minute, a day, a month or a year."""
    start = parse_utc(figure.claimed_at)
    if "T" in figure.claimed_at:
        return start, start + MINUTE
    first, last = days_of(figure.claimed_at)
    return start, start + (last - first) + DAY


def known(figure: Figure, at: datetime | None) -> bool:
    """Whether `figure` counts as published at `at`: from the first moment at which it may have been."""
    return at is None or published(figure)[0] <= at


def withdrawn(figure: Figure, at: datetime | None) -> bool:
    """Whether the one who published `figure` had taken it back by `at`."""
    if figure.status != "retracted":
        return False
    return at is None or not figure.retracted_at or parse_utc(figure.retracted_at) <= at


def superseded(layer: Layer, figure: Figure, at: datetime | None) -> bool:
    """Whether a later figure had taken its place by `at`."""
    return figure.superseded_by is not None and known(layer.figures[figure.superseded_by], at)


def contested(layer: Layer, figure: Figure, at: datetime | None) -> bool:
    """Whether `figure` was never verified, or a figure that contradicts it was out by `at`. A withdrawn one is not meant."""
    if figure.status == "unverified":
        return True
    against = figure.contradicted_by
    return figure.status == "contradicted" and against is not None and known(layer.figures[against], at)


def official(layer: Layer, figure: Figure) -> bool:
    """Whether an office of the state of Kazakhstan said it."""
    claimant = layer.claimants[figure.claimant_id]
    return claimant.kind == "official" and claimant.country == "KZ"


def official_total(layer: Layer, figure: Figure) -> bool:
    """Whether the state gave `figure` as the number of all dead of a place.

    Exact numbers only: "about 18" bodies taken to a lot, by a rescue service, is no total of the town.
    """
    return figure.group == "total" and figure.qualifier == "exact" and official(layer, figure)


def group_words(layer: Layer, group: str, words: Words) -> str:
    """The name of a group of people."""
    row = next(g for g in layer.tables["groups"] if g["group"] == group)
    return row[f"label_{words.lang}"]


def attributed(layer: Layer, figure: Figure, words: Words) -> str:
    """The number with who said it and when: "225 (Prosecutor General's Office of Kazakhstan, 15 January 2022 13:20 UTC)"."""
    who = words.name(layer.claimants[figure.claimant_id].names)
    when = claimed_words(figure.claimed_at, words, figure.claimed_at_precision)
    return f"{figure_value(figure, words)} ({who}, {when})"


# --- the toll -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Toll:
    """What was said of the dead of `place_id` by `at` (UTC; ``None``: today), each list in order of publication.

    `standing` holds the last claim of each claimant on each group; `withdrawn` what was taken back; `contested` what was
    contradicted by then or never verified.
    """

    layer: Layer
    at: datetime | None
    place_id: str
    standing: tuple[Figure, ...]
    withdrawn: tuple[Figure, ...]
    contested: tuple[Figure, ...]

    @property
    def total(self) -> Figure | None:
        """The official total that stood, or ``None``: nobody had given one, or it was withdrawn."""
        totals = [f for f in self.standing if official_total(self.layer, f)]
        return totals[-1] if totals else None

    @property
    def other_count(self) -> Figure | None:
        """The highest total that others counted, where it is above the official one."""
        total = self.total
        if total is None or total.value is None:
            return None
        floor = total.value
        counts = [
            f
            for f in self.standing
            if f.group == "total"
            and f.value is not None
            and f.value > floor
            and self.layer.claimants[f.claimant_id].kind in COUNTS_BY_OTHERS
        ]
        return max(counts, key=lambda f: f.value or 0, default=None)

    def headline(self, words: Words) -> str:
        """The state of the official toll in a sentence or two, every number with who said it and when."""
        layer, total = self.layer, self.total
        if total is not None:
            text = words("Death toll: {claim}.", claim=attributed(layer, total, words))
            other = self.other_count
            if other is not None:
                text += " " + words("Highest count by others: {claim}.", claim=attributed(layer, other, words))
            return text
        taken_back = [f for f in self.withdrawn if official_total(layer, f)]
        if taken_back:
            figure = taken_back[-1]
            text = words("No official total stands. Withdrawn: {claim}", claim=attributed(layer, figure, words))
            if figure.retracted_at:
                text += ", " + claimed_words(figure.retracted_at, words)
            text += "."
        else:
            text = words("No official total.")
        parts = [f for f in self.standing if f.group != "total" and f.value is not None and official(layer, f)]
        if parts:
            said = " · ".join(f"{group_words(layer, f.group, words)}: {attributed(layer, f, words)}" for f in parts)
            text += " " + words("Said so far: {claims}.", claims=said)
        return text

    def lines(self, words: Words) -> list[str]:
        """Every claim in a line of its own: group, number, who, when, and what became of it."""
        found = [self._line(f, words, "") for f in self.standing]
        for figure in self.withdrawn:
            how = words.label("figure_status", "retracted")
            if figure.retracted_at:
                how += f", {claimed_words(figure.retracted_at, words)}"
            found.append(self._line(figure, words, how))
        found += [self._line(f, words, words.label("figure_status", f.status)) for f in self.contested]
        return found

    def _line(self, figure: Figure, words: Words, how: str) -> str:
        text = f"{group_words(self.layer, figure.group, words)}: {attributed(self.layer, figure, words)}"
        return f"{text} – {how}" if how else text


def told(layer: Layer, at: datetime | None, place_id: str = COUNTRY) -> Toll:
    """What was said of the dead of `place_id`, and of nothing smaller or larger, by `at` (UTC; ``None``: today)."""
    figures = sorted(
        (f for f in layer.figures.values() if f.measure == "killed" and f.place_id == place_id and known(f, at)),
        key=lambda f: (published(f)[0], f.figure_id),
    )
    taken_back = [f for f in figures if withdrawn(f, at)]
    doubtful = [f for f in figures if f not in taken_back and contested(layer, f, at)]
    last: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if figure not in taken_back and figure not in doubtful and not superseded(layer, figure, at):
            last.pop((figure.claimant_id, figure.group), None)  # so that the order is that of the last claim
            last[figure.claimant_id, figure.group] = figure
    return Toll(layer, at, place_id, tuple(last.values()), tuple(taken_back), tuple(doubtful))
