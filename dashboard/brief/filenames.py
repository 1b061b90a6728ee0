"""Names of picture files, by the habit of OCHA: what, when, how large, in which language; they sort by time."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dashboard.layer.times import ALMATY, zone
from dashboard.views.address import View

OPEN: Final = "all"
"""In the place of a time that is open on both sides."""


def file_name(view: View, size: str, suffix: str, *, what: str = "", clock: bool = False) -> str:
    """``qantar_almaty_20220105_slide_en.png``: scene (or `what`), begin of the window in Almaty time, size, language.

    An hour is told only if the window does not begin at midnight: ``20220105T1200``. With `clock` it always is: the names of a
    series sort by time.
    """
    name = what.replace(":", "-") or view.scene
    return f"qantar_{name}_{_stamp(view.filter.start or view.filter.end, clock=clock)}_{size}_{view.lang}.{suffix}"


def _stamp(moment: datetime | None, *, clock: bool) -> str:
    if moment is None:
        return OPEN
    local = moment.astimezone(zone(ALMATY))
    return local.strftime("%Y%m%d" if not clock and (local.hour, local.minute) == (0, 0) else "%Y%m%dT%H%M")
