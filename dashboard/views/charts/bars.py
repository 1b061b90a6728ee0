"""Interval bars in rows of time: sure stretches solid, unsure ones hatched, open ends fading. No made-up times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.views.charts.base import HOVER, alpha, civil, hatch

FADE = (0.5, 0.28, 0.12)
"""Opacities of the pieces of an open end, from the side that is known."""

HATCHES = {"begins": "/", "ends": "\\"}
"""How a stretch is hatched within which something began or ended: rising or falling."""

Ends = Literal["sure", "begins", "ends", "opens_left", "opens_right"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a row: from `start` to `end` (UTC) in `colour`.

    `ends` says whether it is sure throughout, whether it began or ended somewhere within, or on which side it has no end
    that is known. `height` is a share of the row.
    """

    row: int
    start: datetime
    end: datetime
    colour: str
    ends: Ends
    pick: str
    hover: str
    height: float = 0.62
    text: str = ""
    pattern: str = ""


def pieces(stretch: Stretch) -> list[tuple[Stretch, float]]:
    """The bars of a stretch, each with its opacity: one, or those of an end that fades."""
    if stretch.ends not in {"opens_left", "opens_right"}:
        return [(stretch, 1.0)]
    step = (stretch.end - stretch.start) / len(FADE)
    found = []
    for i, opacity in enumerate(FADE):
        if stretch.ends == "opens_right":
            part = replace(stretch, start=stretch.start + i * step, end=stretch.start + (i + 1) * step)
        else:
            part = replace(stretch, start=stretch.end - (i + 1) * step, end=stretch.end - i * step)
        found.append((part, opacity))
    return found


def draw(figure: go.Figure, stretches: Sequence[Stretch]) -> None:
    """Add the bars of `stretches`, one trace for each look, in the order in which the looks first appear."""
    looks: dict[tuple[str, bool, float, str], list[Stretch]] = {}
    for stretch in stretches:
        for part, opacity in pieces(stretch):
            if part.end > part.start:
                unsure = part.ends in {"begins", "ends"}
                pattern = HATCHES.get(part.ends, part.pattern)
                looks.setdefault((part.colour, unsure, opacity, pattern), []).append(part)
    for (colour, unsure, opacity, pattern), parts in looks.items():
        figure.add_bar(
            orientation="h",
            y=[p.row for p in parts],
            base=[civil(p.start) for p in parts],
            x=[round((p.end - p.start) / timedelta(milliseconds=1)) for p in parts],
            width=parts[0].height if len({p.height for p in parts}) == 1 else [p.height for p in parts],
            marker=_marker(colour, unsure, opacity, pattern),
            customdata=[[p.pick, p.hover] for p in parts],
            showlegend=False,
            hovertemplate=HOVER,
            **_text(parts),
        )


def _marker(colour: str, unsure: bool, opacity: float, pattern: str) -> dict[str, Any]:
    if unsure:
        return hatch(colour, pattern)
    if pattern:
        return patterned(colour, pattern, opacity)
    return {"color": colour if opacity == 1 else alpha(colour, opacity)}


def patterned(colour: str, pattern: str, opacity: float = 1) -> dict[str, Any]:
    """The marker of a bar that a pattern tells from others, fainter in an open end, which has no outline."""
    line = {"color": colour, "width": 1 if opacity == 1 else 0}
    ink = {"shape": pattern, "fgcolor": alpha(colour, opacity), "size": 6}
    return {"color": alpha(colour, 0.2 * opacity), "line": line, "pattern": ink}


def _text(parts: Sequence[Stretch]) -> dict[str, Any]:
    if not any(p.text for p in parts):
        return {}
    return {"text": [p.text for p in parts], "textposition": "inside", "insidetextanchor": "start", "textangle": 0}


def rows(figure: go.Figure, labels: Sequence[str], size: int = 11) -> None:
    """Name the rows from the top."""
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        tickfont={"size": size},
        range=[len(labels) - 0.5, -0.5],
        automargin=True,
        showgrid=False,
        zeroline=False,
    )


def highlight(figure: go.Figure, row: int, colour: str) -> None:
    """Mark a row as that of the open event."""
    figure.add_shape(
        type="rect",
        xref="paper",
        x0=0,
        x1=1,
        y0=row - 0.5,
        y1=row + 0.5,
        fillcolor=alpha(colour, 0.14),
        line={"color": colour, "width": 1},
        layer="below",
    )
