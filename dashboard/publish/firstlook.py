"""What a map embed brings with its first look, and what follows when a reader does something with it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from dashboard.brief.frame import at, fitted
from dashboard.layer.load import Layer
from dashboard.layer.records import Event
from dashboard.layer.vocabulary import PLACE_PRECISIONS
from dashboard.locale import Words
from dashboard.publish import ground
from dashboard.views.address import View
from dashboard.views.basemap import OUTLINES_FROM
from dashboard.views.card import labels
from dashboard.views.payload import columns, minutes, texts
from dashboard.views.scenes import SCENES, almaty

LISTED: Final = 7
"""How many events of the window have their texts in the first look: what the list of an article shows without scrolling."""

LISTED_OF_FEW: Final = 24
FEW: Final = 100
"""A view of at most `FEW` events has bytes to spare for more rows."""

CAPTIONED_FROM: Final = PLACE_PRECISIONS.index("region")
"""The precision of places from which the map writes their names, as in ``web/marks.js``."""

EXACT_FROM: Final = 8
"""The zoom from which a hundredth of a degree can be seen; from farther away exact places come later."""

MAP: Final = (640, 358)
"""CSS pixels of a map in an article, as ``web/embed.css`` makes it, for which the ground is cut."""

MARGIN: Final = (1.1, 1.36)
"""How many times as wide and as high as that map the ground is: a telephone's map is higher for its width."""

CLOSER: Final = 0.5
"""How much closer than there a wider map may look before it fetches the rest."""

NIGHTS: Final = (minutes(almaty("2022-01-01")), minutes(almaty("2022-01-20")))
"""The span of time for which nights are drawn in an embed: that of the finest axes."""

_PER_EVENT: Final = ("titles", "when", "clock", "day")
_MAP_WORDS: Final = (
    "time",
    "count",
    "bands",
    "presets",
    "ui",
    "categories",
    "statuses",
    "status_help",
    "families",
    "occupations",
)


def reachable(view: View, layer: Layer) -> list[Event]:
    """The events that a map embed can show: the reader moves the window and the second clock, nothing else."""
    return layer.select(view.filter.without("start").without("end").without("known_at"))


class Look:
    """The events of a view in every window (the brush moves it), renumbered, with all that drawing them needs."""

    def __init__(self, layer: Layer, view: View, words: Words, position: tuple[float, float, float] | None = None) -> None:
        self._layer, self._view, self._words = layer, view, words
        self._columns, self._texts = columns(layer), texts(layer, words)
        events = reachable(view, layer)
        self.numbers = [layer.index[e.event_id] for e in events]
        places = {self._columns["events"]["place"][i] for i in self.numbers}
        self._csto = view.scene == "csto"
        if self._csto:
            places |= {c[k] for c in self._columns["contingents"] for k in ("from", "to") if c[k] is not None}
        self._places = sorted(places)
        self.bounds = SCENES[view.scene].bounds
        self._position = position
        self._shown = at((0, 0, *MAP), position) if position else fitted((0, 0, *MAP), self.bounds)

    def first(self, basemap: Path) -> dict[str, Any]:
        """Everything that the page needs to show its view: columns, the texts of the first rows, and the ground."""
        window = {self._layer.index[e.event_id] for e in self._layer.select(self._view.filter)}
        most = LISTED_OF_FEW if len(self.numbers) <= FEW else LISTED
        listed = [i for i in self.numbers if i in window][:most]
        return {
            "lang": self._view.lang,
            "scene": self._view.scene,
            "bounds": [list(corner) for corner in self.bounds],
            "at": list(self._position) if self._position else None,
            "filter": self._filter(),
            "columns": self._first_columns(set(listed)),
            "texts": self._first_texts(set(listed)),
            "ground": ground.cut(basemap, *self.frame(), self._view.lang).plain(),
            "ui": labels(self._words),
        }

    def later(self) -> dict[str, Any]:
        """The texts of all events, their second clock, outlines of buildings and exact places."""
        found: dict[str, Any] = {k: [self._texts[k][i] for i in self.numbers] for k in _PER_EVENT}
        found["days"] = {d: self._texts["days"][d] for d in sorted(set(found["day"]))}
        found["id"] = [self._columns["events"]["id"][i] for i in self.numbers]
        found["names"] = [self._texts["places"][p] for p in self._places]
        found["reported"] = [self._columns["events"]["reported"][i] for i in self.numbers]
        found["footprints"] = self._footprints()
        found["occupations"] = self._occupations()
        found["places"] = {k: [self._columns["places"][k][p] for p in self._places] for k in ("id", "lat", "lon")}
        return found

    # --- parts --------------------------------------------------------------------------------------------------------

    def _filter(self) -> dict[str, Any]:
        chosen = self._view.filter
        moments = {"from": chosen.start, "to": chosen.end, "known": chosen.known_at}
        return {k: minutes(m) if m else None for k, m in moments.items()}

    def _first_columns(self, listed: set[int]) -> dict[str, Any]:
        every, number = self._columns, {p: i for i, p in enumerate(self._places)}
        events = {k: [every["events"][k][i] for i in self.numbers] for k in ("start", "end", "category", "status")}
        starts = [0, *events["start"]]
        # small numbers travel in fewer bytes: minutes since the start before, and since the event's own start
        events["end"] = [end - start for start, end in zip(events["start"], events["end"], strict=True)]
        events["start"] = [start - before for before, start in pairwise(starts)]
        if self._view.filter.known_at:  # else the second clock is at rest, and what it needs comes when it is touched
            events["reported"] = [every["events"]["reported"][i] for i in self.numbers]
        events["place"] = [number[every["events"]["place"][i]] for i in self.numbers]
        events["id"] = [every["events"]["id"][i] if i in listed else None for i in self.numbers]
        return {
            "events": events,
            "places": self._place_columns(),
            "footprints": self._footprints() if self._shown.zoom >= OUTLINES_FROM else {"features": []},
            "occupations": self._occupations() if self._shown.zoom >= OUTLINES_FROM else [],
            "contingents": [self._arc(c, number) for c in every["contingents"]] if self._csto else [],
            "scenes": {},
            "zone": every["zone"],
            "nights": [n for n in every["nights"] if n[1] > NIGHTS[0] and n[0] < NIGHTS[1]],
            "bands": every["bands"],
            "presets": every["presets"],
            "style": every["style"],
        }

    def _place_columns(self) -> dict[str, list[Any]]:
        every = self._columns["places"]
        decimals = 5 if self._shown.zoom >= EXACT_FROM else 2
        found = {k: [round(every[k][p], decimals) for p in self._places] for k in ("lat", "lon")}
        exact = ("uncertainty", "precision") if self._shown.zoom < OUTLINES_FROM else ("uncertainty", "precision", "id")
        return found | {k: [every[k][p] for p in self._places] for k in exact}

    def _occupations(self) -> list[dict[str, Any]]:
        number = {p: i for i, p in enumerate(self._places)}
        return [o | {"place": number[o["place"]]} for o in self._columns["occupations"] if o["place"] in number]

    def _arc(self, contingent: dict[str, Any], number: dict[int, int]) -> dict[str, Any]:
        return contingent | {k: number.get(contingent[k]) for k in ("from", "to")}

    def _footprints(self) -> dict[str, Any]:
        known = {self._columns["places"]["id"][p] for p in self._places}
        kept = [f for f in self._layer.footprints["features"] if f["properties"]["place_id"] in known]
        return {
            "features": [{"properties": {"place_id": f["properties"]["place_id"]}, "geometry": f["geometry"]} for f in kept]
        }

    def _first_texts(self, listed: set[int]) -> dict[str, Any]:
        found = {k: self._texts[k] for k in _MAP_WORDS}
        for k in _PER_EVENT:
            found[k] = [self._texts[k][i] if i in listed else None for i in self.numbers]
        found["days"] = {d: self._texts["days"][d] for d in sorted({d for d in found["day"] if d})}
        told = {self._columns["events"]["place"][i] for i in listed}
        told |= {p for p in self._places if self._columns["places"]["precision"][p] >= CAPTIONED_FROM}
        found["places"] = [self._texts["places"][p] if p in told else None for p in self._places]
        found["contingents"] = self._texts["contingents"] if self._csto else []
        return found

    def frame(self) -> tuple[ground.Box, float]:
        """The box of the ground, and the zoom up to which it is good."""
        return ground.around(self._shown, MARGIN), self._shown.zoom + CLOSER
