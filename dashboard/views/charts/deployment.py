"""How many troops each member state sent: the best number with its range, and whether anybody published it."""

from __future__ import annotations

from dashboard.views.card import figure_value
from dashboard.views.charts.base import HOVER, Cells, Chart, Scope, alpha, area_pick, blank, hover, key_bar, legend
from dashboard.views.style import FORCES, INK
from dashboard.views.timewords import claimed_words

OFFICIAL_TOTAL = "troops-0110-2030"
"""The only precise official count: the president's, of 10 January 2022."""

PATTERNS = {"official": "", "assumption": ".", "remainder": "/"}
"""How a bar tells on what its number rests."""


def contingents(scope: Scope) -> list[Cells]:
    """The contingents as a whole (their legs carry no numbers), the largest first."""
    rows = [r for r in scope.layer.tables["contingents"] if r["role"] == "total"]
    return sorted(rows, key=lambda r: -int(r["troops_best"]))


def _marker(colour: str, basis: str) -> dict[str, object]:
    shape = PATTERNS[basis]
    if not shape:
        return {"color": colour}
    pattern = {"shape": shape, "fgcolor": colour, "size": 7}
    return {"color": alpha(colour, 0.15), "line": {"color": colour, "width": 1}, "pattern": pattern}


def deployment(scope: Scope) -> Chart:
    """One bar a contingent; hatched or dotted where the number is ours or the remainder of a total."""
    words, theme, layer = scope.words, scope.theme, scope.layer
    colour = FORCES.light if theme == "light" else FORCES.dark
    rows = contingents(scope)
    figure = blank(scope, 44 + 34 * len(rows))
    said = []
    for i, row in enumerate(rows):
        low, best, high = (int(row[f"troops_{k}"]) for k in ("low", "best", "high"))
        name, basis = words.country(row["country"]), words.label("best_basis", row["best_basis"])
        number = words.number(best) if low == high else f"{words.number(best)} ({words.number(low)}–{words.number(high)})"
        said.append(f"{name}: {number}, {basis}")
        figure.add_bar(
            orientation="h",
            y=[i],
            x=[best],
            width=[0.6],
            marker=_marker(colour, row["best_basis"]),
            error_x={
                "array": [high - best],
                "arrayminus": [best - low],
                "color": INK[theme],
                "thickness": 1.5,
                "width": 5,
            },
            customdata=[[area_pick(layer, row["country"]), hover(f"{name}: {number}", basis)]],
            hovertemplate=HOVER,
            showlegend=False,
        )
        figure.add_annotation(
            x=high,
            y=i,
            text=f"{'≈ ' if row['best_basis'] != 'official' else ''}{words.number(best)}",
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 12},
        )
    for basis in PATTERNS:
        if any(r["best_basis"] == basis for r in rows):
            key_bar(figure, words.label("best_basis", basis), _marker(colour, basis))
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[words.country(r["country"]) for r in rows],
        range=[len(rows) - 0.5, -0.5],
        automargin=True,
        showgrid=False,
    )
    top = max(int(r["troops_high"]) for r in rows)
    figure.update_xaxes(range=[0, top * 1.2], nticks=5, tickformat=",d")
    figure.update_layout(margin={"l": 8, "r": 8, "t": 4})
    legend(figure, 3)
    total = layer.figures.get(OFFICIAL_TOTAL)
    note = words("Bar: best number; line: lowest to highest.")
    if total is not None:
        who = words.name(layer.claimants[total.claimant_id].names)
        when = claimed_words(total.claimed_at, words, total.claimed_at_precision)
        note += " " + words(
            "The best numbers add up to {value} because the remainder makes them: {value} is the total given by {who}, {when}.",
            value=figure_value(total, words),
            who=who,
            when=when,
        )
    alt = words("Bar chart of the troops of each contingent of the CSTO.") + " " + ". ".join(said) + f". {note}"
    return Chart(figure, alt, note)
