"""The controls: scenes, filters. Every option shows how many events it would give."""

from __future__ import annotations

import html

import streamlit as st

from dashboard.app import state
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import CATEGORIES, LANGUAGES, SOURCE_KINDS, STATUSES
from dashboard.locale import Words
from dashboard.locale.labels import LABELS
from dashboard.views.address import View
from dashboard.views.scenes import SCENES


def scenes(view: View, words: Words) -> None:
    """The five ways in."""
    key = state.control("scene", view.scene)
    st.pills(
        words("Scene"),
        list(SCENES),
        format_func=lambda s: words.label("scene", s),
        key=key,
        on_change=state.on_scene,
        args=(key,),
        label_visibility="collapsed",
    )


def language(view: View, words: Words) -> None:
    """The language of the page, each named in itself."""
    key = state.control("lang", view.lang)
    st.selectbox(
        words("Language"),
        LANGUAGES,
        format_func=LABELS["language"].__getitem__,
        key=key,
        on_change=state.on_language,
        args=(key,),
        label_visibility="collapsed",
    )


# --- filters --------------------------------------------------------------------------------------------------------


def filters(view: View, layer: Layer, words: Words) -> None:
    """The facets, the search and the reset."""
    key = state.control("text", view.filter.text)
    st.text_input(
        words("Search in any language"),
        key=key,
        on_change=state.on_text,
        args=(key,),
        max_chars=200,
        placeholder=words("Words"),
    )
    occupied = layer.counts(view.filter, "occupied")["1"]
    key = state.control("occupied", view.filter.occupied)
    label = words("Occupied buildings only ({n})", n=words.number(occupied))
    st.toggle(label, key=key, on_change=state.on_occupied, args=(key,))
    names = {c: words.label("category", c) for c in CATEGORIES}
    _facet(view, layer, words, "categories", words("Category"), list(CATEGORIES), names)
    _facet(view, layer, words, "areas", words("Area"), *_areas(view, layer, words))
    _facet(view, layer, words, "statuses", words("Status"), list(STATUSES), {s: words.label("status", s) for s in STATUSES})
    actors = {a.actor_id: words.name(a.names) for a in layer.actors.values()}
    counts = layer.counts(view.filter, "actors")
    order = sorted(actors, key=lambda a: (-counts[a], actors[a]))
    _facet(view, layer, words, "actors", words("Actor"), order, actors)
    kinds = {k: words.label("source_kind", k) for k in SOURCE_KINDS}
    _facet(view, layer, words, "source_kinds", words("Kind of source"), list(SOURCE_KINDS), kinds)
    st.button(
        words("Reset all filters"), key="reset", on_click=state.on_reset, disabled=not view.filter.restricts, width="stretch"
    )


def _facet(view: View, layer: Layer, words: Words, field: str, label: str, order: list[str], names: dict[str, str]) -> None:
    """One facet; an option that would give nothing is offered only while it is chosen."""
    counts = layer.counts(view.filter, field)
    chosen = getattr(view.filter, field)
    options = [v for v in order if counts[v] or v in chosen]
    labels = {v: f"{names[v]} ({words.number(counts[v])})" for v in options}
    # Streamlit knows an option by its label. A control whose labels change must be another control, or the choice of the
    # old label would be lost; the counts of a facet do not change with its own choice, so the one in use stays.
    key = state.control(f"facet_{field}_{state.fingerprint(labels)}", [v for v in options if v in chosen])
    st.multiselect(
        label,
        options,
        format_func=labels.__getitem__,
        key=key,
        on_change=state.on_set,
        args=(field, key),
        placeholder=words("Any"),
        select_all=False,  # its label cannot be translated
    )


def _areas(view: View, layer: Layer, words: Words) -> tuple[list[str], dict[str, str]]:
    """Areas on offer: Kazakhstan, its regions and cities, other countries, then places with events."""
    places = {e.place_id for e in layer.events}
    regions = [a for a in layer.known_areas if a.startswith("KZ-")]
    countries = [a for a in layer.known_areas if len(a) == 2 and a.isupper() and a != "KZ"]
    names = {a: words.name(layer.area_names(a)) for a in layer.known_areas}
    taken = {names[r] for r in regions}
    points = [p for p in places if p in layer.known_areas and names[p] not in taken and layer.places[p].precision != "region"]
    names["kazakhstan"] = words("Kazakhstan as a whole")
    counts = layer.counts(view.filter, "areas")
    order = ["KZ", *sorted(regions, key=lambda a: names[a]), *sorted(countries, key=lambda a: names[a])]
    order += sorted(points, key=lambda p: (-counts[p], names[p]))
    return [*order, *sorted(view.filter.areas - set(order))], names


# --- pages ----------------------------------------------------------------------------------------------------------


def head(view: View, words: Words, title: str) -> None:
    """The head of a page: its title and the choice of language."""
    heading, tongue = st.columns([5, 1], vertical_alignment="center")
    heading.html(f'<h1 class="qantar-title" lang="{view.lang}">{html.escape(title)}</h1>')
    with tongue.container(key="tongue"):
        language(view, words)


def page_link(path: str, label: str, view: View) -> None:
    """A link to the page at `path` (``map`` or ``method``) in the same language; the map keeps its view."""
    query = view.query() if path == "map" else f"lang={view.lang}"
    target = "./" if path == "map" else path
    st.html(f'<p><a class="qantar-link" href="{target}?{html.escape(query)}" target="_self">{html.escape(label)}</a></p>')
