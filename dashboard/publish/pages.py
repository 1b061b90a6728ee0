"""The pages of embeds as text: what a template needs to know of a map, a chart or a statement, and the files beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.brief.chartwords import sources
from dashboard.layer import home
from dashboard.layer.filters import sentence
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import LANGUAGES, VERDICTS
from dashboard.locale import Words
from dashboard.locale import words as words_of
from dashboard.locale.labels import LABELS
from dashboard.publish.embed import Embed
from dashboard.publish.firstlook import Look
from dashboard.publish.pictures import chart_svg, extent
from dashboard.views import captions
from dashboard.views.article import article
from dashboard.views.card import card, figure_words, source_words
from dashboard.views.charts import CHARTS, Chart, Scope
from dashboard.views.style import VERDICTS as SIGNS
from dashboard.views.timewords import when_short
from dashboard.views.toll import COUNTRY

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

SHELLS: Final = {"map": ("map.css", "map.js"), "chart": ("page.css", "page.js"), "statement": ("page.css", "page.js")}
"""Style and script of each kind of page."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page finds its files, relative to itself, and the ways on from it.

    `shared`: the files of all embeds; `own`: those of this one; `sibling`: its folder, with one folder a language. `dashboard`
    is the address of the same view there; `discovery` are the types and addresses of its oEmbed answers. Empty: there is none.
    """

    shared: str = "../../"
    own: str = ""
    sibling: str = "../"
    languages: tuple[str, ...] = LANGUAGES
    dashboard: str = ""
    discovery: tuple[tuple[str, str], ...] = ()


def render(template: str, **values: Any) -> str:
    """Fill in a template; every value is escaped."""
    return _TEMPLATES.get_template(template).render(**values)


def script(name: str, value: object) -> str:
    """A script that hands `value` to ``web/embed.js``; nothing in it can end the script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"QantarEmbed.take({json.dumps(name)},{text})\n"


def page(embed: Embed, layer: Layer, links: Links) -> str:
    """The page of `embed` in its language."""
    words = words_of(embed.view.lang)
    style, code = SHELLS[embed.kind]
    special = {"map": _map, "chart": _chart, "statement": _statement}[embed.kind](embed, layer, words)
    values = {
        "lang": words.lang,
        "kind": embed.kind,
        "name": embed.name,
        "heading": embed.heading(layer, words),
        "alt": alt(embed, layer),
        "shared": links.shared,
        "own": links.own,
        "sibling": links.sibling,
        "style": style,
        "script": code,
        "first": embed.kind == "map",
        "table": embed.kind == "map",
        "discovery": links.discovery,
        "dashboard": links.dashboard,
        "languages": [(tag, LABELS["language"][tag]) for tag in links.languages if tag != words.lang],
        "as_of": captions.as_of(layer, words),
        "sources": captions.source_line(layer, embed.view.filter, words),
        "credit": "",
        "ui": {
            "dashboard": words("Open in the dashboard"),
            "table": words("The events as a table"),
            "interact": words("Make it interactive"),
            "list": words("Events in time order"),
            "figures": words("Figures that it rests on"),
            "sources": words("Sources"),
        },
    }
    return render(f"{embed.kind}.html", **(values | special))


def alt(embed: Embed, layer: Layer) -> str:
    """The alt text of `embed` in its language: the author's, that of the chart, or one made for the kind."""
    words = words_of(embed.view.lang)
    if embed.kind == "chart" and not embed.alt:
        return f"{chart(embed, layer, 'light').alt} {captions.as_of(layer, words)}."
    return embed.description(layer, words)


def _map(embed: Embed, layer: Layer, words: Words) -> dict[str, Any]:
    whole = embed.view.filter.without("start").without("end")
    return {"sentence": sentence(whole, layer, words)}


def chart(embed: Embed, layer: Layer, theme: str) -> Chart:
    """The chart of a chart embed."""
    return CHARTS[embed.item](_scope(embed, layer, theme))


def _scope(embed: Embed, layer: Layer, theme: str) -> Scope:
    view = embed.view
    return Scope(layer, view.filter, layer.select(view.filter), None, words_of(view.lang), theme)


def _chart(embed: Embed, layer: Layer, words: Words) -> dict[str, Any]:
    sizes = {shape: extent(chart_svg(embed, layer, shape, "light")) for shape in ("wide", "narrow")}
    count = len(sources(_scope(embed, layer, "light"), embed.item))
    return {"note": chart(embed, layer, "light").note, "sources": captions.sourced(count, words), **sizes}


def _statement(embed: Embed, layer: Layer, words: Words) -> dict[str, Any]:
    told = embed.statement(layer)
    number = VERDICTS.index(told.verdict)
    cited = [source_words(layer.sources[s], words) for s in told.source_ids]
    return {
        "span": told.span,
        "verdict": number,
        "sign": SIGNS[told.verdict]["sign"],
        "verdict_label": words.label("verdict", told.verdict),
        "evidence": words.name(told.evidences),
        "figures": [figure_words(layer, layer.figures[f], COUNTRY, words) for f in told.figure_ids],
        "cited": [_cited(s) for s in cited],
        "written": article(layer, words)["written"],
        "sources": words("From an article of 6 January 2022, checked statement by statement"),
    }


def _cited(source: dict[str, str]) -> dict[str, str]:
    rest = [source["publisher"] if source["title"] else "", source["published"], source["kind"]]
    return {
        "text": source["title"] or source["publisher"],
        "link": source["url"] if source["url"].startswith(("https://", "http://")) else "",  # nothing else becomes a link
        "lang": source["lang"],
        "rest": " · ".join(part for part in rest if part),
    }


def table(embed: Embed, layer: Layer, shared: str = "../../") -> str:
    """The events of a map as a table, for who cannot or will not use the map."""
    words = words_of(embed.view.lang)
    rows = []
    for event in layer.select(embed.view.filter):
        place = layer.places[event.place_id]
        publishers = dict.fromkeys(layer.sources[s].publisher for s in event.source_ids)
        rows.append(
            (
                when_short(event, words),
                words.name(place.names),
                event.titles.get(words.lang) or event.titles["en"],
                words.label("category", event.category),
                words.label("status", event.status),
                ", ".join(publishers),
            )
        )
    return render(
        "table.html",
        lang=words.lang,
        shared=shared,
        heading=embed.heading(layer, words),
        caption=sentence(embed.view.filter, layer, words),
        columns=[words("When"), words("Where"), words("What"), words("Category"), words("Status"), words("Sources")],
        rows=rows,
        as_of=captions.as_of(layer, words),
        sources=captions.source_line(layer, embed.view.filter, words),
        ui={"table": words("The events as a table")},
    )


def card_script(layer: Layer, event_id: str, lang: str) -> str:
    """The card of an event, as the page asks for it when the event is opened."""
    event = layer.event(event_id)
    assert event is not None
    return script(f"cards/{lang}/{event.event_id}", card(layer, event, words_of(lang)))


def map_scripts(embed: Embed, layer: Layer) -> dict[str, str]:
    """The data of a map: what its first look needs, and what follows."""
    look = Look(layer, embed.view, words_of(embed.view.lang), embed.at)
    return {
        "first.js": script("first", look.first(home.DATA / "basemap")),
        "later.js": script("later", look.later()),
    }


def chart_scripts(embed: Embed, layer: Layer) -> dict[str, str]:
    """The figure of a chart in both themes, for who asks to interact."""
    figures = {theme: json.loads(chart(embed, layer, theme).figure.to_json()) for theme in ("light", "dark")}
    return {"figure.js": script("figure", figures)}


def height(embed: Embed, layer: Layer) -> int:
    """CSS pixels that hold the page of `embed` at 600 px of width; a script makes it exact (a test measures it)."""
    if embed.kind == "chart":
        return CHROME["chart"] + int(chart(embed, layer, "light").figure.layout.height)
    return CHROME[embed.kind]


CHROME: Final = {"map": 1180, "chart": 230, "statement": 560}
"""Heights of pages; of a chart's what stands around the chart."""
