"""The timeline of many events: stacked bars in each category's lane, for a symbol each would be a smear."""

from collections.abc import Sequence
from typing import Any

from dateline.aggregates import Bar, Stacks
from dateline.dates import anchor, iso
from dateline.figures.extent import MARGIN, Span, stamp
from dateline.figures.ground import DAY, AsOf, as_of_shapes, known_days, rules
from dateline.figures.lanes import Lane, Lanes
from dateline.figures.palette import SYMBOLS, Palette, blend, fill
from dateline.figures.spec import Spec
from dateline.figures.timeline import layout
from dateline.figures.tips import tips
from dateline.schema import CATEGORIES
from dateline.selection import Shown
from dateline.words import CATEGORY_NAMES

LANE = 2.2
"""Height of a lane, in rows of single marks."""
TALLEST = 1.9
"""Height of the fullest bar, in rows; all lanes have the same measure, so that they can be compared."""
LEAST = 0.14
"""Height of a part of a bar that is not empty: one event among thousands must still be seen."""
PARTS = ("stated", "due_or_claimed", "possible")
"""From the foot of a bar upwards, in the ink of single marks: full, half, none."""


def stacked_timeline(stacks: Stacks, *, theme: Palette, as_of: AsOf | None = None, opened: Shown | None = None) -> Spec:
    """Events over time, counted; arguments as for `timeline`, and the open event, which keeps its mark.

    `layout.meta`: `lanes`, `fit`, `height`, `as_of`, `outside` as there, `tips` and `labels` of the open event alone, and `sums`:
    `edges` (the days between the bins, ISO), `lanes` (by category: how many events in each bin, and how many of them only possible).
    """
    placed = _lanes(stacks)
    edges = stacks.bins.edges
    whole = Span(edges[0] - MARGIN * (edges[-1] - edges[0]), edges[-1] + MARGIN * (edges[-1] - edges[0]))
    band = known_days(as_of)
    meta = {
        "lanes": [{"name": lane.name, "category": lane.category, "y0": lane.top, "y1": lane.bottom} for lane in placed.lanes],
        "height": placed.height,
        "fit": [stamp(whole.start), stamp(whole.end)],
        "outside": {"before": 0, "after": 0, "range": [stamp(whole.start), stamp(whole.end)]},
        "as_of": {"x0": stamp(band.start), "x1": stamp(band.end), "text": as_of[2]} if as_of and band else None,
        "tips": tips([opened] if opened else []),
        "labels": _label(opened, placed) if opened else [],
        "sums": {"edges": [iso(edge) for edge in edges], "lanes": [_sums(stacks, lane.category) for lane in placed.lanes]},
    }
    shapes = [*rules(theme, placed), *as_of_shapes(theme, band)]
    traces = [*_traces(stacks, placed, theme), *(_mark(opened, placed, theme) if opened else [])]
    return {"data": traces, "layout": {**layout(theme, placed, whole), "shapes": shapes, "meta": meta}}


def _lanes(stacks: Stacks) -> Lanes:
    used = {bar.category for bar in stacks.bars}
    named = [category for category in CATEGORIES if category in used]
    lanes = [Lane(one, CATEGORY_NAMES[one], round(at * LANE, 3), round((at + 1) * LANE, 3)) for at, one in enumerate(named)]
    return Lanes(tuple(lanes), {}, round(max(1, len(lanes)) * LANE, 3))


def _sums(stacks: Stacks, category: str) -> dict[str, Any]:
    counts, possible = [0] * (len(stacks.bins.edges) - 1), [0] * (len(stacks.bins.edges) - 1)
    for bar in stacks.bars:
        if bar.category == category:
            counts[bar.at], possible[bar.at] = bar.count, bar.possible
    return {"counts": counts, "possible": possible}


def _traces(stacks: Stacks, placed: Lanes, theme: Palette) -> list[dict[str, Any]]:
    """A trace for each category and part; the axis points down, so that a bar grows with a negative length."""
    tallest = max(bar.count for bar in stacks.bars)
    found = []
    for lane in placed.lanes:
        bars = [bar for bar in stacks.bars if bar.category == lane.category]
        tops = [_tops(bar, tallest) for bar in bars]
        for at, part in enumerate(PARTS):
            drawn = [(bar, foot[at], foot[at + 1]) for bar, foot in zip(bars, tops, strict=True) if foot[at + 1] > foot[at]]
            if drawn:
                found.append(_trace(drawn, lane, stacks.bins.edges, part, theme))
    return found


def _tops(bar: Bar, tallest: int) -> list[float]:
    """Heights between the parts of a bar, from its foot up, in rows."""
    heights = [0.0]
    for part in PARTS:
        count = getattr(bar, part)
        heights.append(heights[-1] + (max(LEAST, TALLEST * count / tallest) if count else 0.0))
    return heights


def _trace(drawn: Sequence[tuple[Bar, float, float]], lane: Lane, edges: Sequence[int], part: str, theme: Palette) -> dict[str, Any]:
    colour = theme.categories[lane.category]
    inks = {"stated": colour, "due_or_claimed": blend(colour, theme.paper, 0.4), "possible": theme.paper}
    return {
        "type": "bar",
        "x": [iso(edges[bar.at]) for bar, _, _ in drawn],
        "width": [(edges[bar.at + 1] - edges[bar.at]) * DAY for bar, _, _ in drawn],
        "offset": 0,
        "base": [round(lane.bottom - foot, 3) for _, foot, _ in drawn],
        "y": [round(foot - top, 3) for _, foot, top in drawn],
        "marker": {"color": inks[part], "line": {"color": colour if part == "possible" else theme.paper, "width": 0.8}},
        "hoverinfo": "none",
        "meta": {"part": "sums"},
        "showlegend": False,
    }


def _mark(one: Shown, placed: Lanes, theme: Palette) -> list[dict[str, Any]]:
    event = one.event
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [stamp(anchor(event.when) + 0.5)],
            "y": [_middle(one, placed)],
            "customdata": [event.event_id],
            "marker": {
                "symbol": SYMBOLS[event.status],
                "size": 11,
                "color": fill(theme, event.category, event.status, certain=one.certain),
                "line": {"color": theme.accent, "width": 2.4},
            },
            "hoverinfo": "none",
            "meta": {"part": "marks"},
            "showlegend": False,
        }
    ]


def _middle(one: Shown, placed: Lanes) -> float:
    return next(lane.top + LANE / 2 for lane in placed.lanes if lane.category == one.event.category)


def _label(one: Shown, placed: Lanes) -> list[dict[str, Any]]:
    event, y = one.event, _middle(one, placed)
    at = {"x": stamp(anchor(event.when) + 0.5), "y": y, "until": None}
    return [{"ids": event.event_id, "text": event.title, "weight": 3, "kind": "event", **at}]
