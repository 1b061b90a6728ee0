"""Scenes (saved views) and time presets: the ways in, the same for the dashboard, embeds and pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from dashboard.layer.filters import Filter
from dashboard.layer.times import ALMATY, to_utc


def almaty(text: str) -> datetime:
    """The UTC moment of an Almaty civil time such as ``2022-01-05T18:00`` or a date."""
    moment = datetime.fromisoformat(text)
    return to_utc(moment, ALMATY)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where to look, when and at what. `bounds` are south-west and north-east corners: degrees north, degrees east."""

    scene_id: str
    bounds: tuple[tuple[float, float], tuple[float, float]]
    filter: Filter


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
        ),
        Scene(
            "kazakhstan",
            ((40.4, 46.4), (55.5, 87.4)),
            Filter(almaty("2022-01-02"), almaty("2022-01-12"), areas=frozenset({"KZ"})),
        ),
        Scene(
            "almaty",
            ((43.195, 76.83), (43.305, 77.01)),
            Filter(almaty("2022-01-05"), almaty("2022-01-06"), areas=frozenset({"KZ-ALA"})),
        ),
        Scene("airport", ((43.337, 76.988), (43.3625, 77.042)), Filter(areas=frozenset({"almaty-airport"}))),
        Scene(
            "occupied", ((43.222, 76.875), (43.272, 76.968)), Filter(almaty("2022-01-04"), almaty("2022-01-12"), occupied=True)
        ),
    )
}

FIRST_SCENE: Final = "almaty"
"""What a newcomer sees: Almaty on 5 January 2022."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named window of time, ``[start, end)`` in UTC; ``None`` is open. `step` is the grain of its slider."""

    preset_id: str
    start: datetime | None
    end: datetime | None
    step: timedelta


def _presets() -> dict[str, Preset]:
    hour, day = timedelta(hours=1), timedelta(days=1)
    found = [
        Preset("all", None, None, timedelta(days=30)),
        Preset("week", almaty("2022-01-02"), almaty("2022-01-12"), timedelta(hours=6)),
        Preset("deployment", almaty("2022-01-06"), almaty("2022-01-20"), timedelta(hours=12)),
        Preset("january", almaty("2022-01-01"), almaty("2022-02-01"), day),
        Preset("hourly", almaty("2022-01-05T14:00"), almaty("2022-01-05T15:00"), hour),
    ]
    days = [almaty(f"2022-01-{number:02d}") for number in range(2, 12)]
    found += [Preset(f"2022-01-{number:02d}", start, start + day, hour) for number, start in enumerate(days, start=2)]
    return {p.preset_id: p for p in found}


PRESETS: Final = _presets()


def preset_of(filter_: Filter) -> Preset | None:
    """The preset whose window `filter_` has, or ``None``."""
    return next((p for p in PRESETS.values() if (p.start, p.end) == (filter_.start, filter_.end)), None)


def frame_of(filter_: Filter, extent: tuple[datetime, datetime]) -> Preset:
    """The smallest preset that holds the window of `filter_`: the range over which its time slider runs."""
    start, end = filter_.start or extent[0], filter_.end or extent[1]
    roomy = [p for p in PRESETS.values() if p.start and p.end and p.end - p.start > p.step]
    fits = [p for p in roomy if p.start and p.end and p.start <= start and end <= p.end]
    return min(fits, key=lambda p: (p.end or end) - (p.start or start), default=PRESETS["all"])


def stepped(filter_: Filter, direction: int) -> Filter:
    """The same filter with its window moved by its own length, later (1) or earlier (-1); unchanged if a side is open."""
    if filter_.start is None or filter_.end is None:
        return filter_
    length = (filter_.end - filter_.start) * direction
    return replace(filter_, start=filter_.start + length, end=filter_.end + length)


def stops(frame: Preset, filter_: Filter, extent: tuple[datetime, datetime]) -> list[datetime]:
    """The positions of the time slider over `frame`, in UTC, always with the ends of the window itself among them."""
    if frame.start and frame.end:
        count = int((frame.end - frame.start) / frame.step)
        found = {frame.start + i * frame.step for i in range(count + 1)}
    else:
        found = set(_months(extent))
    found |= {m for m in (filter_.start, filter_.end) if m is not None}
    return sorted(found)


def _months(extent: tuple[datetime, datetime]) -> list[datetime]:
    first, last = extent
    months = [first]
    day = date(2022, 1, 1)
    while (moment := datetime.combine(day, time(), UTC)) < last:
        if moment > first:
            months.append(almaty(day.isoformat()))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return [*months, last]
