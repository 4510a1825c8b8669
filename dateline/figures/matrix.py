"""The matrix of countries: a square for each pair, darker with more shared events, with a bar that says how the source puts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dateline import countries
from dateline.figures.palette import SANS, Palette, blend, veil
from dateline.figures.tips import hover_label
from dateline.link import to_string
from dateline.pairs import Pairs, Tally, shared
from dateline.schema import CLAIMS
from dateline.view import View
from dateline.words import STATUS_NAMES, number

CELL_PX, GAP_PX = 44, 3
"""A square that a finger can hit, and the paper between two of them."""
MARGIN_PX = {"l": 58, "r": 0, "t": 46, "b": 2}
"""Left and top for flag and code; seven countries then fit on a phone."""
GROUPS = {"stated as fact": ("occurred", "under-way"), "due": ("scheduled",), "claimed": CLAIMS}
"""The parts of a bar, from the left."""
BAR_LENGTH, BAR_HEIGHT, BAR_AT = 0.72, 0.11, 0.28
"""Its length, its height, and how far it lies below the middle, as parts of a cell."""
LIGHTEST, DARKEST = 0.1, 0.42
"""Shares of colour in the square of the fewest and of the most events; number and bar stay readable on both."""


@dataclass(frozen=True)
class _Cell:
    row: int
    column: int
    pair: tuple[str, str]
    tally: Tally

    @property
    def is_one(self) -> bool:
        """All events of one country, not what two share."""
        return self.row == self.column


def matrix(found: Pairs, view: View, *, theme: Palette, most: int, start: str = "./") -> go.Figure:
    """Both halves, so that a row can be read in one line; on the diagonal, outlined, all events of a country.

    At most `most` countries, those with most events. `start`: address of the start page. `customdata` of a square: its two codes,
    and the address of the view with its events.
    """
    listed = found.countries[:most]
    cells = list(_cells(found, listed))
    most_shared = max((cell.tally.shown for cell in cells if not cell.is_one), default=1)
    traces = [_squares(cells, most_shared, view, theme, start), *_bars(cells, theme)] if cells else []
    return go.Figure({"data": traces, "layout": _layout(listed, theme)})


def legend(theme: Palette) -> dict[str, str]:
    """What the parts of a bar mean, as CSS backgrounds."""
    return {name: _css(name, theme) for name in GROUPS}


def _cells(found: Pairs, listed: Sequence[str]) -> Iterator[_Cell]:
    for row, one in enumerate(listed):
        for column, other in enumerate(listed):
            tally = found.tally(one, other)
            if tally.shown:
                yield _Cell(row, column, (one, other), tally)


def _squares(cells: Sequence[_Cell], most: int, view: View, theme: Palette, start: str) -> dict[str, Any]:
    """Bars too, for a bar lies on the bars before it and under every other mark."""
    side = 1 - GAP_PX / CELL_PX
    return {
        "type": "bar",
        "orientation": "h",
        "base": [cell.column - side / 2 for cell in cells],
        "x": [side] * len(cells),
        "y": [cell.row for cell in cells],
        "width": side,
        "text": [f"{cell.tally.shown:,}" for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": 14, "color": theme.ink, "family": SANS},
        "customdata": [[*cell.pair, f"{start}?{to_string(shared(view, *dict.fromkeys(cell.pair)))}"] for cell in cells],
        "hovertext": [_says(cell, "dates" in view.active) for cell in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [_shade(cell, most, theme) for cell in cells],
            "line": {"color": [theme.border if cell.is_one else "rgba(0,0,0,0)" for cell in cells], "width": 1.5},
        },
        "meta": {"part": "cells"},
        "showlegend": False,
    }


def _shade(cell: _Cell, most: int, theme: Palette) -> str:
    if cell.is_one:
        return theme.paper
    share = LIGHTEST + (DARKEST - LIGHTEST) * (cell.tally.shown / most) ** 0.5
    return blend(theme.categories["talks"], theme.paper, share)


def _bars(cells: Sequence[_Cell], theme: Palette) -> Iterator[dict[str, Any]]:
    """For each of `GROUPS` one trace: its share of the bar in every cell."""
    before = [0.0] * len(cells)
    for name, statuses in GROUPS.items():
        shares = [BAR_LENGTH * cell.tally.count(statuses) / cell.tally.shown for cell in cells]
        yield {
            "type": "bar",
            "orientation": "h",
            "base": [round(_bar_start(cell) + done, 4) for cell, done in zip(cells, before, strict=True)],
            "x": [round(share, 4) for share in shares],
            "y": [cell.row + BAR_AT for cell in cells],
            "width": BAR_HEIGHT,
            "marker": _ink(name, theme),
            "hoverinfo": "skip",
            "meta": {"part": name},
            "showlegend": False,
        }
        before = [done + share for done, share in zip(before, shares, strict=True)]


def _bar_start(cell: _Cell) -> float:
    return cell.column - BAR_LENGTH / 2


def _ink(name: str, theme: Palette) -> dict[str, Any]:
    """Full ink for facts, half for what is due, stripes for claims: told apart without colour."""
    if name == "claimed":
        pattern = {"shape": "/", "size": 4, "solidity": 0.45, "fgcolor": theme.ink, "bgcolor": theme.paper}
        return {"color": theme.paper, "pattern": pattern, "line": {"color": theme.ink, "width": 0.7}}
    return {"color": theme.ink if name == "stated as fact" else blend(theme.ink, theme.paper, 0.45), "line": {"width": 0}}


def _css(name: str, theme: Palette) -> str:
    if name == "claimed":
        return f"repeating-linear-gradient(-45deg, {theme.ink} 0 1.3px, {theme.paper} 1.3px 3px)"
    return theme.ink if name == "stated as fact" else blend(theme.ink, theme.paper, 0.45)


def _says(cell: _Cell, dated: bool) -> str:
    one, other = (countries.name(code) for code in cell.pair)
    tally = cell.tally
    if cell.is_one:
        lines = [f"<b>{one}</b>", f"{number(tally.shown, 'event')}, {tally.alone:,} without another country"]
    else:
        lines = [f"<b>{one} · {other}</b>", f"{number(tally.shown, 'event')} together, {tally.alone:,} between the two alone"]
    lines.append(", ".join(f"{tally.statuses[status]:,} {name}" for status, name in STATUS_NAMES.items() if tally.statuses.get(status)))
    return "<br>".join([*lines, *([f"{tally.certain:,} certain, {tally.possible:,} possible"] if dated else [])])


def _layout(listed: Sequence[str], theme: Palette) -> dict[str, Any]:
    count = len(listed)
    across, down = ([f"{countries.flag(code)}{gap}{code}" for code in listed] for gap in ("<br>", " "))
    axis = {
        "tickmode": "array", "tickvals": list(range(count)), "fixedrange": True, "showgrid": False, "zeroline": False,
        "showline": False, "ticks": "", "autorange": False, "tickfont": {"size": 12, "color": theme.ink},
    }  # fmt: skip
    return {
        "template": "none",
        "width": MARGIN_PX["l"] + MARGIN_PX["r"] + CELL_PX * count,
        "height": MARGIN_PX["t"] + MARGIN_PX["b"] + CELL_PX * count,
        "margin": {**MARGIN_PX, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": 12, "color": theme.ink},
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverdistance": CELL_PX // 2,
        "dragmode": False,
        "hoverlabel": hover_label(theme),
        "xaxis": {**axis, "range": [-0.5, count - 0.5], "side": "top", "ticktext": across},
        "yaxis": {**axis, "range": [count - 0.5, -0.5], "ticktext": down},
        "shapes": [_rule(at, count, theme) for at in range(count)],
    }


def _rule(at: int, count: int, theme: Palette) -> dict[str, Any]:
    """A hairline through the middle of an empty row, which leads the eye from the code to the squares."""
    line = {"color": veil(theme.line, 0.6), "width": 1}
    return {"type": "line", "layer": "below", "x0": -0.5, "x1": count - 0.5, "y0": at, "y1": at, "line": line}
