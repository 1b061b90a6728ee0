"""The Method page as plain data: how every record was checked, what was changed, what does not add up and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.layer.load import Layer
from dashboard.layer.records import Figure
from dashboard.layer.vocabulary import CHECK_RESULTS, CORRECTION_KINDS, STATUSES, TIME_BASES
from dashboard.locale import Words
from dashboard.views.card import figure_value
from dashboard.views.timewords import claimed_words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts. `numeric` says of each column whether it holds numbers; `total` whether the last row is a sum."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One correction of one field; the texts are English."""

    kind: str
    field: str
    before: str
    after: str
    reason: str
    evidence_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was corrected in one record on one day. `event_id` is empty where the record is no event."""

    date: str
    table: str
    record: str
    event_id: str
    changes: tuple[Change, ...]


def totals(layer: Layer, words: Words) -> Grid:
    """How many records of each table the second check found supported, partly supported, not visible or to be changed."""
    found: dict[str, Counter[str]] = {}
    for check in layer.checks.values():
        found.setdefault(check.table, Counter())[check.check_result] += 1
    rows = [(words.label("table", t), *_counts(found[t], words)) for t in sorted(found, key=lambda t: -found[t].total())]
    every = sum(found.values(), Counter[str]())
    return Grid(
        words("What the second check found"),
        (words("Records"), *(words.label("check_result", r) for r in CHECK_RESULTS), words("Total")),
        (*rows, (words("Total"), *_counts(every, words))),
        (False, *(True,) * (len(CHECK_RESULTS) + 1)),
        total=True,
    )


def _counts(found: Counter[str], words: Words) -> tuple[str, ...]:
    return (*(words.number(found[r]) for r in CHECK_RESULTS), words.number(found.total()))


def samples(layer: Layer, words: Words) -> Grid:
    """The random samples and their error rates."""
    stages = {"before": words("Before the second check"), "after": words("After the second check, by another reader")}
    return Grid(
        words("Random samples"),
        (words("Sample"), words("Records"), words("Errors"), words("Error rate"), words("Wording"), words("Not judged")),
        tuple(
            (
                f"{stages[a['stage']]} ({words.day_of(a['date'])})",
                words.number(int(a["records"])),
                words.number(int(a["errors"])),
                words.percent(int(a["errors"]) / int(a["records"])),
                words.number(int(a["wording"])),
                words.number(int(a["not_judged"])),
            )
            for a in layer.tables["audits"]
        ),
        (False, True, True, True, True, True),
    )


def reviews(layer: Layer, words: Words) -> Grid:
    """Who read the translations: texts read and changed, by language."""
    kinds = {"events": words("Events: titles, summaries, notes"), "statements": words.label("table", "statements")}
    kinds["names"] = words("Names and terms")
    return Grid(
        words("Translations read end to end by a second reader"),
        (words("Language"), words("Texts"), words("Read"), words("Changed"), words("Changed per 100"), words("Errors")),
        tuple(
            (
                words.language(r["lang"]),
                kinds[r["texts"]],
                words.number(int(r["read"])),
                words.number(int(r["changed"])),
                words.number(round(100 * int(r["changed"]) / int(r["read"]), 1)),
                words.number(int(r["errors"])),
            )
            for r in layer.tables["reviews"]
        ),
        (False, False, True, True, True, True),
    )


def reconciled(layer: Layer, words: Words, axis: str) -> Grid:
    """Claims about deaths against the official list and the counts of NGOs, by ``day`` or ``region``, each with a reason."""
    order: Callable[[Figure], tuple[str, ...]] = (
        (lambda f: (f.claimed_at, f.figure_id))
        if axis == "day"
        else (lambda f: (words.name(layer.places[f.place_id].names), f.claimed_at))
    )
    pairs = [
        (layer.figures[r["figure_id"]], layer.figures[r["against_figure_id"]], r[f"reason_{words.lang}"])
        for r in layer.tables["reconciliations"]
        if r["axis"] == axis
    ]
    caption = words("By day") if axis == "day" else words("By region and city")
    return Grid(
        caption,
        (words("Where"), words("Claim"), words("Held against"), words("Difference"), words("Why they differ")),
        tuple(
            (
                words.name(layer.places[claim.place_id].names),
                _said(layer, claim, words),
                _said(layer, against, words),
                _difference(claim, against, words),
                reason,
            )
            for claim, against, reason in sorted(pairs, key=lambda p: order(p[0]))
        ),
        (False, False, False, True, False),
    )


def _said(layer: Layer, figure: Figure, words: Words) -> str:
    parts = [words.name(layer.claimants[figure.claimant_id].names), claimed_words(figure.claimed_at, words)]
    if figure.status in {"retracted", "contradicted"}:
        parts.append(words.label("figure_status", figure.status))
    group = next(g for g in layer.tables["groups"] if g["group"] == figure.group)
    value = figure_value(figure, words)
    if figure.group not in {"total", "unspecified"}:
        value += f" ({group[f'label_{words.lang}']})"
    return f"{value} – {', '.join(parts)}"


def _difference(claim: Figure, against: Figure, words: Words) -> str:
    numbers = [f.value if f.value is not None else f.low for f in (claim, against)]
    if numbers[0] is None or numbers[1] is None:
        return "–"
    difference = numbers[0] - numbers[1]
    return words.number(difference) if difference <= 0 else f"+{words.number(difference)}"


def gaps(layer: Layer, words: Words) -> list[tuple[str, str]]:
    """Pairs (place, what is missing there and where it was sought)."""
    return [(words.name(layer.places[g["place_id"]].names), g[f"text_{words.lang}"]) for g in layer.tables["gaps"]]


def terms(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the words on the cards mean: headed lists of (word, meaning)."""
    return [
        (words("Status"), [(words.label("status", s), words.label("status_help", s)) for s in STATUSES]),
        (
            words("Where a time comes from"),
            [(words.label("time_basis", b), words.label("time_basis_help", b)) for b in TIME_BASES],
        ),
    ]


# --- the corrections log --------------------------------------------------------------------------------------------


def correction_counts(layer: Layer) -> tuple[Counter[str], Counter[str]]:
    """How many corrections each table and each kind has; those of the first sample have no kind."""
    rows = layer.tables["corrections"]
    return Counter(r["table"] for r in rows), Counter(r["kind"] for r in rows if r["kind"])


def kinds_in_words(kinds: Counter[str], words: Words) -> str:
    """ "12 errors, 30 wordings", in the order of the vocabulary."""
    return " · ".join(f"{words.label('correction_kind', k)}: {words.number(kinds[k])}" for k in CORRECTION_KINDS if kinds[k])


def log(layer: Layer, words: Words, table: str = "") -> list[Entry]:
    """The corrections, newest first, those of one record and day together; only those of `table` if one is named."""
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in layer.tables["corrections"]:
        if table in {"", row["table"]}:
            groups.setdefault((row["date"], row["table"], row["record_id"]), []).append(row)
    return [_entry(layer, key, rows, words) for key, rows in reversed(groups.items())]


def _entry(layer: Layer, key: tuple[str, str, str], rows: list[dict[str, str]], words: Words) -> Entry:
    date, table, record_id = key
    event = layer.event(record_id) if table == "events" else None
    return Entry(
        date=words.day_of(date),
        table=words.label("table", table),
        record=(event.titles.get(words.lang) or event.titles["en"]) if event else record_id,
        event_id=event.event_id if event else "",
        changes=tuple(
            Change(
                kind=words.label("correction_kind", row["kind"]),
                field=row["field"],
                before=row["before"],
                after=row["after"],
                reason=row["reason"],
                evidence_urls=tuple(u for u in row["evidence_url"].split() if u.startswith(("http://", "https://"))),
            )
            for row in rows
        ),
    )
