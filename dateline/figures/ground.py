"""What lies behind and over the marks of the timeline: axis, rules between lanes, the source's day, the window."""

from math import inf, isinf
from typing import Any

from dateline.figures.extent import Span, stamp
from dateline.figures.lanes import Lanes
from dateline.figures.palette import Palette, veil

DAY = 86_400_000
"""Milliseconds, the unit of plotly's time axis."""
Window = tuple[float, float]
"""First and last day, infinite where open."""
AsOf = tuple[float, float, str]
"""First and last day of the source, and its text."""


def known_days(as_of: AsOf | None) -> Span | None:
    """The days of the source; of an open side only the known bound, which is all that a line can stand for."""
    known = [day for day in as_of[:2] if not isinf(day)] if as_of else []
    return Span(known[0], known[-1] + 1) if known else None


def time_axis(theme: Palette, first: Span) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [stamp(first.start), stamp(first.end)],
        "autorange": False,
        "showgrid": True,
        "gridcolor": theme.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.line,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.line,
        "tickfont": {"size": 11, "color": theme.quiet},
        "tickangle": 0,
        "nticks": 14,
        # Below a day only the day is written, once: a second line appears where it changes.
        "tickformatstops": [
            {"dtickrange": [None, DAY - 1], "value": "\u2009\n%-d %b %Y"},
            {"dtickrange": [DAY, "M1"], "value": "%-d %b\n%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    }


def rules(theme: Palette, placed: Lanes) -> list[dict[str, Any]]:
    """A hairline between lanes."""
    line = {"color": theme.grid, "width": 1}
    base = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "layer": "below", "line": line}
    return [{**base, "y0": lane.top, "y1": lane.top} for lane in placed.lanes]


def as_of_shapes(theme: Palette, band: Span | None) -> list[dict[str, Any]]:
    """The day of the source: a line at its noon, or a band with edges where only a span of days is known."""
    if band is None:
        return []
    edge = {"color": theme.accent, "width": 1.2, "dash": "3px,3px"}
    upright = {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": edge}
    if band.days <= 1:
        noon = stamp(band.start + 0.5)
        return [{**upright, "x0": noon, "x1": noon}]
    box = {"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": {"width": 0}}
    edges = [{**upright, "x0": stamp(day), "x1": stamp(day)} for day in (band.start, band.end)]
    return [{**box, "x0": stamp(band.start), "x1": stamp(band.end), "fillcolor": veil(theme.accent, 0.07)}, *edges]


def shades(theme: Palette, window: Window | None) -> list[dict[str, Any]]:
    """What lies outside the window is dimmed, with a line at its ends."""
    if window is None:
        return []
    upright = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "above"}
    box = {**upright, "type": "rect", "fillcolor": veil(theme.paper, 0.62), "line": {"width": 0}}
    line = {**upright, "type": "line", "line": {"color": theme.quiet, "width": 1}}
    found: list[dict[str, Any]] = []
    for edge, beyond in ((window[0], -inf), (window[1] + 1, inf)):
        if not isinf(edge):
            found += [{**box, "x0": stamp(edge), "x1": stamp(beyond)}, {**line, "x0": stamp(edge), "x1": stamp(edge)}]
    return found
