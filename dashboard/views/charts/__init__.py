"""The charts of the dashboard: each a function of a `Scope` to a `Chart`, under the id by which an address names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dashboard.views.charts.base import CONFIG, Chart, Scope
from dashboard.views.charts.deployment import deployment
from dashboard.views.charts.detentions import detentions
from dashboard.views.charts.emergencies import emergencies
from dashboard.views.charts.matrix import matrix
from dashboard.views.charts.occupations import occupations
from dashboard.views.charts.places import places
from dashboard.views.charts.shutdown import shutdown
from dashboard.views.charts.sorties import sorties
from dashboard.views.charts.spark import spark
from dashboard.views.charts.toll import toll

CHARTS: Final[dict[str, Callable[[Scope], Chart]]] = {
    "toll": toll,
    "occupations": occupations,
    "deployment": deployment,
    "sorties": sorties,
    "shutdown": shutdown,
    "spark": spark,
    "matrix": matrix,
    "detentions": detentions,
    "emergencies": emergencies,
    "places": places,
}
"""Every chart by its id, in the order in which a menu offers them."""

OF_THE_WINDOW: Final = frozenset({"places", "matrix"})
"""The charts that show the filtered events, which the page draws itself (``web/tallycharts.js``). The others look at their own
table whole, for the filter's areas and moment of knowledge, and are the same for every window."""

__all__ = ["CHARTS", "CONFIG", "OF_THE_WINDOW", "Chart", "Scope"]
