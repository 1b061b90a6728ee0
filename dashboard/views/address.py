"""The address of a view: scene, filter, open event and language as URL parameters. One form for app, embeds and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

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
    "present": "1: presentation mode, for a live screen",
}
"""Every URL parameter and what it means; the documentation and its test read this."""


Position = tuple[float, float, float]
"""Where a map looks: degrees north, degrees east, zoom of Web Mercator."""


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen, but for the map's own pan and zoom."""

    scene: str = FIRST_SCENE
    filter: Filter = field(default_factory=lambda: SCENES[FIRST_SCENE].filter)
    event_id: str | None = None
    lang: str = "en"
    present: bool = False

    def params(self) -> dict[str, str]:
        """The view as URL parameters, complete: nothing rests on a default."""
        params = {"v": VERSION, "scene": self.scene, **to_params(self.filter)}
        if self.event_id:
            params["event"] = self.event_id
        params["lang"] = self.lang
        if self.present:
            params["present"] = "1"
        return params

    def query(self, at: Position | None = None) -> str:
        """The view as a URL query, with where the reader's own map looks if it is given."""
        place = {} if at is None else {"at": f"{at[0]:.4f},{at[1]:.4f},{at[2]:g}"}
        return urlencode(self.params() | place, safe=",:")


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
    if params.get("present", "0") not in {"0", "1"}:
        problems.append(f"'present' must be 0 or 1 (got {params['present'][:40]!r})")
    return View(scene, filter_, event_id or None, lang, params.get("present") == "1"), problems


def named(text: str, layer: Layer, lang: str | None = None) -> View:
    """The view that `text` names: a scene ("almaty"), an address of the dashboard, or the query of one ("?v=1&...").

    `lang` overrules the language in the address. Raises ``ValueError`` with every part that was not understood, one message
    a line: what leaves the screen must show what was asked for, so nothing is left out here as :func:`read` does.
    """
    params = _params(text)
    if params is None:
        raise ValueError(f"'view' must be one of {', '.join(SCENES)}, or an address of the dashboard (got {text[:80]!r})")
    if lang is not None:
        params["lang"] = lang
    problems = [f"'{key}' must be one of {', '.join(PARAMETERS)} (got {key[:40]!r})" for key in params if key not in PARAMETERS]
    view, told = read(params, layer)
    if problems + told:
        raise ValueError("\n".join(problems + told))
    return view


def position(text: str) -> Position | None:
    """The reader's own map view in an address: degrees north, degrees east, zoom of Web Mercator; ``None`` if it has none.

    Raises ``ValueError`` for one that cannot be.
    """
    at = (_params(text) or {}).get("at")
    if not at:
        return None
    try:
        lat, lon, zoom = (float(part) for part in at.split(","))
        if not (abs(lat) <= 85 and abs(lon) <= 190 and 2 <= zoom <= 18):
            raise ValueError
    except ValueError:
        raise ValueError(f"'at' must be latitude, longitude and a zoom from 2 to 18 (got {at[:60]!r})") from None
    return lat, lon, zoom


def _params(text: str) -> dict[str, str] | None:
    """The URL parameters in a scene's name, an address or a query; ``None`` if it is none of them."""
    if text in SCENES:
        return {"scene": text}
    if "=" not in text:
        return None
    query = urlsplit(text).query if "?" in text else text
    return dict(parse_qsl(query, keep_blank_values=True))
