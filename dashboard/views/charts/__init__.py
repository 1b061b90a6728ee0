"""The charts of the dashboard: each a function of a `Scope` to a `Chart`, under the id by which an address names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dashboard.locale.labels import N_
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

TITLES: Final[dict[str, str]] = {
    "toll": N_("The toll as it was told"),
    "occupations": N_("Who held what"),
    "deployment": N_("Troops of the CSTO"),
    "sorties": N_("The air bridge"),
    "shutdown": N_("Internet shutdown"),
    "spark": N_("The price of gas"),
    "matrix": N_("Regions by day"),
    "detentions": N_("Detentions as they were told"),
    "emergencies": N_("States of emergency"),
    "places": N_("Events by place"),
}
"""The heading of every chart, as message ids."""

__all__ = ["CHARTS", "CONFIG", "TITLES", "Chart", "Scope"]
