"""The pictures of embeds: charts as SVG made at build time, posters, and share cards of 1200 by 630 pixels."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dashboard.brief.chart import Theme, chart_picture
from dashboard.brief.picture import picture
from dashboard.brief.statement import statement_picture
from dashboard.layer.load import Layer
from dashboard.publish.embed import Embed

WIDTHS: Final = {"wide": 680, "narrow": 360}
"""CSS pixels for which a chart is drawn; a page shows the one that its own width calls for."""

CARD: Final = (1200, 630)
"""What social networks show, pixels."""

POSTER: Final = "1200x750"


@lru_cache(maxsize=256)
def chart_svg(embed: Embed, layer: Layer, shape: str, theme: Theme) -> bytes:
    """The bare chart of a chart embed as SVG; `shape` is a key of :data:`WIDTHS`, `theme` "light" or "dark"."""
    return chart_picture(layer, embed.view, embed.item, format="svg", width=WIDTHS[shape], theme=theme, furniture=False)


def extent(svg: bytes) -> tuple[int, int]:
    """Width and height of an SVG by its view box, rounded up."""
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    return round(float(found[1]) + 0.49), round(float(found[2]) + 0.49)


def pictures(embed: Embed, layer: Layer) -> dict[str, bytes]:
    """The pictures of an embed by file name: its share card always, and what its page shows."""
    if embed.kind == "map":
        return {
            "card.png": share_card(embed, layer),
            "poster.png": picture(layer, embed.view, size=POSTER, title=embed.title, position=embed.at),
        }
    if embed.kind == "chart":
        drawn = {
            f"{shape}-{theme}.svg": chart_svg(embed, layer, shape, theme) for shape in WIDTHS for theme in ("light", "dark")
        }
        return {"card.png": share_card(embed, layer), **drawn}
    return {"card.png": share_card(embed, layer)}


def share_card(embed: Embed, layer: Layer) -> bytes:
    """The picture by which a link to the embed is announced: PNG, 1200 by 630 pixels."""
    if embed.kind == "chart":
        width, height = CARD
        return chart_picture(
            layer, embed.view, embed.item, format="png", width=width // 2, height=height // 2, scale=2, title=embed.title
        )
    if embed.kind == "statement":
        statement = layer.statement(embed.item)
        assert statement is not None  # an embed is of what there is
        return statement_picture(layer, statement, embed.view.lang)
    return picture(layer, embed.view, size="card", title=embed.title, position=embed.at)
