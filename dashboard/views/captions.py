"""What stands beside a map wherever it is shown: title, as-of stamp, source line, and the text for who cannot see it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Final

from dashboard.layer.filters import Filter, sentence
from dashboard.layer.load import Layer
from dashboard.layer.reports import published_in
from dashboard.locale import Words
from dashboard.views.address import View

NAMED_PLACES: Final = 3
"""How many places and categories an alt text names; with more it would not be listened to."""


def title(view: View, words: Words) -> str:
    """ "Almaty: 5 January 2022": the scene, and the window if there is one."""
    scene = words.label("scene", view.scene)
    if not (view.filter.start or view.filter.end):
        return scene
    window = words.window(view.filter.start, view.filter.end)
    return words("{scene}: {window}", scene=scene, window=window)


def as_of(layer: Layer, words: Words) -> str:
    """The state of knowledge that is shown: the day and version of the data."""
    return words("Data as of {day} (version {version})", day=words.day(layer.created), version=layer.version)


def credit(words: Words) -> str:
    """Whose the ground of the map is."""
    return words("© OpenStreetMap contributors, ODbL · Natural Earth · GeoNames · OurAirports")


def boundaries(words: Words) -> str:
    """What the boundaries on the map do not say."""
    return words("Boundaries as of January 2022 imply no position; Crimea is drawn in Ukraine (UN General Assembly 68/262).")


def key(words: Words) -> dict[str, str]:
    """The words of the map's legend for what is neither a category nor a status nor the state of a building."""
    return {
        "legend_count": words("Several events: number and mix"),
        "legend_precision": words("Place not exact: circle of uncertainty"),
        "legend_member": words("CSTO member on 6 January 2022"),
        "legend_arc": words("Contingent's way (dashed: size not official)"),
    }


def sources(layer: Layer, filter_: Filter) -> Counter[str]:
    """The ids of the sources behind what is shown, with how many of its events each tells of.

    Those that were published after the filter's moment of knowledge are left out; one without a date may be older.
    """
    return Counter(s for e in layer.select(filter_) for s in e.source_ids if known(layer, s, filter_.known_at))


def known(layer: Layer, source_id: str, at: datetime | None) -> bool:
    """Whether a source may have been published before `at` (UTC; ``None``: today); one without a date may."""
    published = layer.sources[source_id].published
    return at is None or not published or published_in(published)[0] < at


def source_line(layer: Layer, filter_: Filter, words: Words) -> str:
    """How many sources stand behind what is shown, and whose work it is."""
    return sourced(len(sources(layer, filter_)), words)


def sourced(count: int, words: Words) -> str:
    """The source line of what rests on `count` sources."""
    counted = words.plural("{n} source", "{n} sources", count)
    return words("qantar event layer, {sources}", sources=counted)


def alt(view: View, layer: Layer, words: Words) -> str:
    """What the map shows, for who cannot see it: what, when, how many, of which kind, where, as of when, from whom."""
    events = layer.select(view.filter)
    parts = [
        words("Map: {scene}", scene=words.label("scene", view.scene)),
        sentence(view.filter, layer, words),
    ]
    kinds = Counter(e.category for e in events).most_common(NAMED_PLACES)
    if kinds:
        named = " · ".join(f"{words.label('category', c)} {words.number(n)}" for c, n in kinds)
        parts.append(words("Most frequent: {kinds}", kinds=named))
    places = Counter(e.place_id for e in events).most_common(NAMED_PLACES)
    if places:
        named = " · ".join(f"{words.name(layer.places[p].names)} {words.number(n)}" for p, n in places)
        parts.append(words("Most events at: {places}", places=named))
    parts += [as_of(layer, words), source_line(layer, view.filter, words)]
    return ". ".join(parts) + "."
