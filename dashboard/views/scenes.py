"""Scenes (saved views) and time presets: the ways in, the same for the dashboard, embeds and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dashboard.layer.filters import ANY_STATEMENT, Filter
from dashboard.layer.times import ALMATY, to_utc


def almaty(text: str) -> datetime:
    """The UTC moment of an Almaty civil time such as ``2022-01-05T18:00`` or a date."""
    moment = datetime.fromisoformat(text)
    return to_utc(moment, ALMATY)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where to look, when and at what, and the charts that go with it (ids of :mod:`dashboard.views.charts`).

    `bounds` are south-west and north-east corners: degrees north, degrees east.
    """

    scene_id: str
    bounds: tuple[tuple[float, float], tuple[float, float]]
    filter: Filter
    charts: tuple[str, ...]


KAZAKHSTAN = ((40.4, 46.4), (55.5, 87.4))


SCENES: Final = {
    s.scene_id: s
    for s in (
        Scene(
            "csto",
            ((36, 24.5), (59.5, 86)),
            Filter(
                almaty("2022-01-05T12:00"),
                almaty("2022-01-20"),
                categories=frozenset({"deployment", "withdrawal", "international"}),
            ),
            ("deployment", "sorties"),
        ),
        Scene(
            "kazakhstan",
            KAZAKHSTAN,
            Filter(almaty("2022-01-02"), almaty("2022-01-12"), areas=frozenset({"KZ"})),
            ("matrix", "places", "emergencies", "shutdown", "spark"),
        ),
        Scene(
            "almaty",
            ((43.195, 76.83), (43.305, 77.01)),
            Filter(almaty("2022-01-05"), almaty("2022-01-06"), areas=frozenset({"KZ-ALA"})),
            ("occupations", "places", "toll", "shutdown"),
        ),
        Scene(
            "airport",
            ((43.337, 76.988), (43.3625, 77.042)),
            Filter(areas=frozenset({"almaty-airport"})),
            ("occupations", "sorties"),
        ),
        Scene(
            "occupied",
            ((43.222, 76.875), (43.272, 76.968)),
            Filter(almaty("2022-01-04"), almaty("2022-01-12"), occupied=True),
            ("occupations", "places"),
        ),
        Scene(
            "figures",
            KAZAKHSTAN,
            Filter(almaty("2022-01-01"), almaty("2022-02-01"), areas=frozenset({"KZ"})),
            ("toll", "detentions"),
        ),
        Scene("article", KAZAKHSTAN, Filter(statement=ANY_STATEMENT), ("toll",)),
    )
}

FIRST_SCENE: Final = "almaty"
"""What a newcomer sees: Almaty on 5 January 2022."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named window of time, ``[start, end)`` in UTC; ``None`` is open."""

    preset_id: str
    start: datetime | None
    end: datetime | None


def _presets() -> dict[str, Preset]:
    found = [
        Preset("all", None, None),
        Preset("week", almaty("2022-01-02"), almaty("2022-01-12")),
        Preset("deployment", almaty("2022-01-06"), almaty("2022-01-20")),
        Preset("january", almaty("2022-01-01"), almaty("2022-02-01")),
        Preset("hourly", almaty("2022-01-05T14:00"), almaty("2022-01-05T15:00")),
    ]
    days = [almaty(f"2022-01-{number:02d}") for number in range(2, 12)]
    found += [Preset(f"2022-01-{number:02d}", start, start + timedelta(days=1)) for number, start in enumerate(days, start=2)]
    return {p.preset_id: p for p in found}


PRESETS: Final = _presets()
