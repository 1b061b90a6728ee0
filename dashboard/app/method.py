"""The Method page: how every record was checked, what was changed, what does not add up and what is missing."""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from dashboard.app import controls, state
from dashboard.app.context import context
from dashboard.layer.load import Layer
from dashboard.locale import Words
from dashboard.locale import words as words_of
from dashboard.views import method
from dashboard.views.address import View

LOG_PAGE = 40
"""How many corrections are shown at a time."""


def page() -> None:
    """Draw the page once."""
    layer = context().layer
    view, _ = state.current()
    words = words_of(view.lang)
    controls.head(view, words, words("Method"))
    controls.page_link("map", words("Back to the map"), view)
    with st.container(key="method"):
        _write(view.lang, _opening(layer, words))
        _write(view.lang, _checked(layer, words), _terms(words))
        _write(view.lang, _deaths(layer, words))
        _write(view.lang, _gaps(layer, words), _languages(layer, words))
        _corrections(layer, view, words)
        _write(view.lang, _about(layer, words))


def _write(lang: str, *parts: str) -> None:
    st.html(f'<div class="qantar-method" lang="{lang}">{"".join(parts)}</div>')


def _opening(layer: Layer, words: Words) -> str:
    count = words.number(len(layer.checks))
    return _paragraphs(
        words(
            "Every record of this event layer – {n} in all – was held against its sources a second time by a reader who had "
            "not written it: does the address say so, did it happen then or was it only reported then, where, how many, who "
            "says it.",
            n=count,
        ),
        words(
            "Where nothing could be seen for or against a record, its card says so. What was wrong was corrected; "
            "every correction is listed below with its reason."
        ),
    )


def _checked(layer: Layer, words: Words) -> str:
    return _heading(words("The second check")) + _grid(method.totals(layer, words)) + _grid(method.samples(layer, words))


def _terms(words: Words) -> str:
    lists = (
        f"<div><h3>{html.escape(name)}</h3><dl>"
        + "".join(f"<dt>{html.escape(w)}</dt><dd>{html.escape(m)}</dd>" for w, m in rows)
        + "</dl></div>"
        for name, rows in method.terms(words)
    )
    return _heading(words("What the words mean")) + f'<div class="qantar-terms">{"".join(lists)}</div>'


def _deaths(layer: Layer, words: Words) -> str:
    intro = words(
        "No two counts of the dead agree. Each claim is held here against the official list or another count, with the reason "
        "for the difference as far as it is known. A withdrawn figure stays withdrawn."
    )
    grids = (_grid(method.reconciled(layer, words, axis)) for axis in ("day", "region"))
    return _heading(words("The dead: which counts differ, and why")) + _paragraphs(intro) + "".join(grids)


def _gaps(layer: Layer, words: Words) -> str:
    items = (f"<li><b>{html.escape(where)}</b>: {html.escape(what)}</li>" for where, what in method.gaps(layer, words))
    intro = words("Looked for and not found in the sources that could be read:")
    return _heading(words("Known gaps")) + _paragraphs(intro) + f"<ul>{''.join(items)}</ul>"


def _languages(layer: Layer, words: Words) -> str:
    intro = words(
        "Titles, summaries and notes are written in English and told in Greek, Russian and Kazakh after one glossary of "
        "{n} terms.",
        n=words.number(len(layer.tables["glossary"])),
    )
    read = method.reviews(layer, words)
    unread = words("No second reader has read the translations yet.")
    return _heading(words("Languages")) + (_paragraphs(intro) + _grid(read) if read.rows else _paragraphs(intro, unread))


def _corrections(layer: Layer, view: View, words: Words) -> None:
    by_table, by_kind = method.correction_counts(layer)
    total = sum(by_table.values())
    intro = words.plural("{n} correction", "{n} corrections", total)
    kinds = method.kinds_in_words(by_kind, words)
    hint = words("The log is kept in English.")
    _write(view.lang, _heading(words("Corrections")), _paragraphs(f"{intro}. {kinds}", hint))
    labels = {"": f"{words('Total')} ({words.number(total)})"}
    labels |= {t: f"{words.label('table', t)} ({words.number(n)})" for t, n in by_table.most_common()}
    table = st.selectbox(
        words("Records"), list(labels), format_func=labels.__getitem__, key=f"log_{state.fingerprint(labels)}", width=360
    )
    entries = method.log(layer, words, table)
    shown = st.session_state.get("log_shown", LOG_PAGE)
    _write(view.lang, f'<ol class="qantar-log">{"".join(_entry(e, view) for e in entries[:shown])}</ol>')
    if shown < len(entries):
        more = words("Show {n} more", n=words.number(min(LOG_PAGE, len(entries) - shown)))
        st.button(more, key="log_more", on_click=_show_more, args=(shown + LOG_PAGE,))


def _show_more(count: int) -> None:
    st.session_state["log_shown"] = count


def _entry(entry: method.Entry, view: View) -> str:
    record = html.escape(entry.record)
    if entry.event_id:
        query = View(scene="kazakhstan", event_id=entry.event_id, lang=view.lang).query()
        record = f'<a href="./?{html.escape(query)}" target="_self">{record}</a>'
    head = f"{html.escape(entry.date)} · {html.escape(entry.table)}"
    return f"<li><small>{head}</small><b>{record}</b>{''.join(map(_change, entry.changes))}</li>"


def _change(change: method.Change) -> str:
    kind = f"<small>{html.escape(change.kind)}</small> " if change.kind else ""
    before = f" <del>{html.escape(change.before)}</del>" if change.before else ""
    after = f" <ins>{html.escape(change.after)}</ins>" if change.after else ""
    evidence = "".join(
        f' <a href="{html.escape(u)}" target="_blank" rel="noopener noreferrer">[{n}]</a>'
        for n, u in enumerate(change.evidence_urls, 1)
    )
    return (
        f'<div>{kind}<span lang="en"><code>{html.escape(change.field)}</code>{before}{after}</span>'
        f'<span class="why" lang="en">{html.escape(change.reason)}{evidence}</span></div>'
    )


def _about(layer: Layer, words: Words) -> str:
    return _heading(words("Data")) + _paragraphs(
        words("Version {version} of the event layer, {digest}.", version=layer.version, digest=layer.digest[:12]),
        words("Places and regions carry the names of January 2022; times are local, with their zone."),
    )


def _heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{html.escape(t)}</p>" for t in texts)


def _grid(grid: method.Grid) -> str:
    def cells(row: Iterable[str], tag: str) -> str:
        kinds = (' class="number"' if n else "" for n in grid.numeric)
        return "".join(f"<{tag}{kind}>{html.escape(text)}</{tag}>" for text, kind in zip(row, kinds, strict=True))

    last = len(grid.rows) - 1
    body = "".join(
        f"<tr{' class=total' if grid.total and i == last else ''}>{cells(row, 'td')}</tr>" for i, row in enumerate(grid.rows)
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(grid.caption)}"><table>'
        f"<caption>{html.escape(grid.caption)}</caption><thead><tr>{cells(grid.head, 'th')}</tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )
