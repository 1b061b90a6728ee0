"""The address of a view: scene, filter, open event and language as URL parameters. One form for app, embeds and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from dashboard.layer.filters import VERSION, Filter, against, from_params, to_params
from dashboard.layer.load import Layer
from dashboard.layer.vocabulary import LANGUAGES
from dashboard.views.scenes import FIRST_SCENE, SCENES

PARAMETERS = {
    "v": "version of the address form",
    "scene": "where the map looks",
    "at": "the reader's own map view: latitude, longitude, zoom (kept by the map itself)",
    "from": "start of the window, Almaty time",
    "to": "end of the window, Almaty time (not included)",
    "known": "moment up to which figures count as published, Almaty time",
    "cat": "categories",
    "area": "regions (ISO 3166-2 of January 2022), countries or places",
    "status": "statuses",
    "actor": "actors",
    "source": "kinds of source",
    "occupied": "1: only buildings that were entered or held",
    "statement": "a statement of the article, or any: only the events of which it speaks",
    "q": "words to be found, in any language",
    "event": "the open event",
    "lang": "language of the page",
}
"""Every URL parameter and what it means; the documentation and its test read this."""


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen, but for the map's own pan and zoom."""

    scene: str = FIRST_SCENE
    filter: Filter = field(default_factory=lambda: SCENES[FIRST_SCENE].filter)
    event_id: str | None = None
    lang: str = "en"

    def params(self) -> dict[str, str]:
        """The view as URL parameters, complete: nothing rests on a default."""
        params = {"v": VERSION, "scene": self.scene, **to_params(self.filter)}
        if self.event_id:
            params["event"] = self.event_id
        params["lang"] = self.lang
        return params

    def query(self) -> str:
        """The view as a URL query."""
        return urlencode(self.params(), safe=",:")


def read(params: Mapping[str, str], layer: Layer, preferred: str = "en") -> tuple[View, list[str]]:
    """Read URL parameters; return a view that always can be shown, and one message for each part not understood.

    An empty address, or one that names just a scene or a language, opens the scene with its own filter. `preferred` is
    the language to use when the address names none.
    """
    problems: list[str] = []
    lang = params.get("lang", preferred if preferred in LANGUAGES else "en")
    if lang not in LANGUAGES:
        problems.append(f"'lang' must be one of {', '.join(LANGUAGES)} (got {lang[:40]!r})")
        lang = "en"
    scene = params.get("scene", FIRST_SCENE)
    if scene not in SCENES:
        problems.append(f"'scene' must be one of {', '.join(SCENES)} (got {scene[:40]!r})")
        scene = FIRST_SCENE
    filter_, told = from_params(params)
    problems += told
    filter_, told = against(filter_, layer)
    problems += told
    named = {"v", "from", "to", "known", "cat", "area", "status", "actor", "source", "occupied", "statement", "q"} & set(params)
    if not named:
        filter_ = SCENES[scene].filter
    event_id = params.get("event")
    if event_id:
        event = layer.event(event_id)
        if event is None:
            problems.append(f"'event' must be the id of an event (got {event_id[:60]!r})")
        event_id = event.event_id if event else None
    return View(scene, filter_, event_id or None, lang), problems
