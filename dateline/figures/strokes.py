"""The bars of the timeline: what a *when* that is no single day looks like.

A span is a bar in full ink. One day of several, not known which, is a pale band between two brackets: plain for a month,
slanted lines for a year, upright ones for a set of days, and level ones where a span lies somewhere in it. An open side
fades out. What is only possible has an outline and no ink.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isinf
from typing import Any

from dateline.dates import When
from dateline.figures.extent import stamp
from dateline.figures.lanes import Seat
from dateline.figures.palette import FACTS, Palette, blend, veil
from dateline.selection import Shown

DAY_MS = 86_400_000
PIECES = 7
"""Steps of a fading end: fewer show as stairs at 100 px, more only cost bytes."""
SPAN_INK, HALF_INK, BAND_INK, HOLLOW_INK = 0.9, 0.5, 0.4, 0.85
"""Opacity of a fading end at its known bound: of a span (as a fact; due or claimed), of a band, of the possible."""
BAND_VEIL = 0.2
"""Opacity of a band."""
SPAN_HEIGHT, BAND_HEIGHT = 0.46, 0.58
"""In rows. A band is taller than a span: it is room, not a thing."""
HATCHES = {"year": "/", "set": "|", "span": "-"}
"""Lines across the band of some shapes: seen too where both its brackets are out of sight."""
HATCH_PX, HATCH_SHARE, HATCH_INK = 6, 0.2, 0.55
"""Between two lines, the part of it that a line takes, and the opacity of lines."""
RAIL = 0.06
"""Height of the two lines that a hollow fading end is made of, in rows."""


@dataclass(frozen=True)
class Bar:
    """One rectangle: days from `start` to `end` around the height `y`."""

    event_id: str
    """Empty for a part of a mark: the largest part carries the id."""
    start: float
    end: float
    y: float
    height: float
    colour: str
    edge: str = ""
    """Colour of its outline; empty for none."""
    hatch: str = ""
    """Plotly's name of the lines across it; empty for none."""


def bars(one: Shown, seat: Seat, fade: float, theme: Palette) -> list[Bar]:
    """All rectangles of an event; none for a single day, nor for one whose band a neighbour draws."""
    when = one.event.when
    if when.shape == "day" or not seat.leads:
        return []
    draw = _Brush(one, seat.y, fade, theme)
    if when.shape != "span":
        if isinf(when.s1):
            return list(draw.fading(when.e2 + 1, -fade - 1, BAND_INK, BAND_HEIGHT))
        if isinf(when.e2):
            return list(draw.fading(when.s1, fade + 1, BAND_INK, BAND_HEIGHT))
        return [draw.band(when.s1, when.e2 + 1)]
    return list(_span(draw, when, fade))


def _span(draw: "_Brush", when: When, fade: float) -> Iterator[Bar]:
    """Full ink from its latest start to its earliest end, a band where these are not known, fading where open.

    Where the known bound is itself not exact, the fading goes on in the ink of the band: no day is certainly covered.
    """
    if isinf(when.s1):
        exact = when.e1 == when.e2
        yield from draw.fading(when.e1 + 1, -fade - 1, draw.span_ink if exact else BAND_VEIL, SPAN_HEIGHT if exact else BAND_HEIGHT)
    elif isinf(when.e2):
        exact = when.s1 == when.s2
        known = when.s2 if exact else when.s2 + 1
        yield from draw.fading(known, fade + 1, draw.span_ink if exact else BAND_VEIL, SPAN_HEIGHT if exact else BAND_HEIGHT)
    start, end = (when.e1 + 1 if isinf(when.s1) else when.s1), (_start_ends(when) if isinf(when.e2) else when.e2 + 1)
    if start < end and (start, end) != (when.s2, when.e1 + 1):
        yield draw.band(start, end)
    if not isinf(when.s1) and not isinf(when.e2) and when.s2 <= when.e1:
        yield draw.solid(when.s2, when.e1 + 1)


def _start_ends(when: When) -> float:
    """Where the days end among which its start is; none where it is known to the day."""
    return when.s2 if when.s1 == when.s2 else when.s2 + 1


@dataclass(frozen=True)
class _Brush:
    one: Shown
    y: float
    fade: float
    theme: Palette

    @property
    def colour(self) -> str:
        return self.theme.categories[self.one.event.category]

    @property
    def span_ink(self) -> float:
        return SPAN_INK if self.one.event.status in FACTS else HALF_INK

    def _bar(self, start: float, end: float, height: float, colour: str, edge: str = "") -> Bar:
        return Bar(self.one.event.event_id, start, end, self.y, height, colour, edge)

    def solid(self, start: float, end: float) -> Bar:
        """The days that it certainly covers."""
        ink = self.colour if self.one.event.status in FACTS else blend(self.colour, self.theme.paper, 0.4)
        return self._bar(start, end, SPAN_HEIGHT, ink if self.one.certain else self.theme.paper, self.colour)

    def band(self, start: float, end: float) -> Bar:
        """The days among which its day, its start or its end is."""
        ink, edge = (veil(self.colour, BAND_VEIL), "") if self.one.certain else (veil(self.colour, 0.03), veil(self.colour, 0.7))
        return replace(self._bar(start, end, BAND_HEIGHT, ink, edge), hatch=HATCHES.get(self.one.event.when.shape, ""))

    def fading(self, bound: float, length: float, ink: float, height: float) -> Iterator[Bar]:
        """Bars over each other from the known bound, each a step longer: side by side they would show seams."""
        for piece in range(PIECES, 0, -1):
            share = _share(ink if self.one.certain else HOLLOW_INK, piece)
            start, end = sorted((bound, bound + length * piece / PIECES))
            name = self.one.event.event_id if piece == PIECES else ""
            if self.one.certain:
                yield Bar(name, start, end, self.y, height, veil(self.colour, share))
                continue
            for rail in (-1, 1):
                middle = round(self.y + rail * (height - RAIL) / 2, 3)
                yield Bar(name if rail < 0 else "", start, end, middle, RAIL, veil(self.colour, share))


def _share(ink: float, piece: int) -> float:
    """Opacity of one of the bars over each other, so that all of them grow in even steps toward the known bound."""
    outer, seen = ink * (PIECES - piece) / PIECES, ink * (PIECES - piece + 1) / PIECES
    return round((seen - outer) / (1 - outer), 3)


def bar_trace(found: Sequence[Bar], *, part: str) -> dict[str, Any]:
    """All bars as one trace: a bar trace keeps the order, and later ones lie on earlier ones."""
    marker: dict[str, Any] = {"color": [bar.colour for bar in found]}
    if any(bar.edge for bar in found):
        edges = {"color": [bar.edge or bar.colour for bar in found], "width": [int(bool(bar.edge)) for bar in found]}
        marker = {**marker, "line": edges}
    return {
        "type": "bar",
        "orientation": "h",
        "base": [stamp(bar.start) for bar in found],
        "x": [round((bar.end - bar.start) * DAY_MS) for bar in found],
        "y": [bar.y for bar in found],
        "width": [bar.height for bar in found],
        "marker": marker,
        "customdata": [bar.event_id or None for bar in found],
        "hoverinfo": "none",
        "meta": {"part": part},
        "showlegend": False,
    }


def hatch_traces(found: Sequence[Bar], shown: Sequence[Shown], theme: Palette) -> list[dict[str, Any]]:
    """The lines across the bands of all but months, over the bands: plotly gives lines and ground of one bar no colours of their own."""
    categories = {one.event.event_id: one.event.category for one in shown}
    hatched = [replace(bar, colour=veil(theme.categories[categories[bar.event_id]], HATCH_INK), edge="") for bar in found if bar.hatch]
    if not hatched:
        return []
    trace = bar_trace(hatched, part="outline")
    lines = {"shape": [bar.hatch for bar in hatched], "fillmode": "replace", "size": HATCH_PX, "solidity": HATCH_SHARE}
    return [{**trace, "marker": {**trace["marker"], "pattern": lines}}]


def brackets(shown: Sequence[Shown], seats: Mapping[str, Seat], theme: Palette) -> list[dict[str, Any]]:
    """The upright ends of the bands, a trace for each category: lines keep their width at every zoom."""
    ends: dict[str, list[tuple[float, float, str]]] = {}
    for one in shown:
        when = one.event.when
        seat = seats[one.event.event_id]
        if when.shape == "day" or not seat.leads:
            continue
        is_span = when.shape == "span"
        starts = [] if isinf(when.s1) or (is_span and when.s1 == when.s2) else [when.s1]
        stops = [] if isinf(when.e2) or (is_span and when.e1 == when.e2) else [when.e2 + 1]
        for day in starts + stops:
            ends.setdefault(one.event.category, []).append((day, seat.y, one.event.event_id))
    return [_bracket_trace(found, theme.categories[category]) for category, found in ends.items()]


def _bracket_trace(found: Sequence[tuple[float, float, str]], colour: str) -> dict[str, Any]:
    half = BAND_HEIGHT / 2
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [moment for day, _, _ in found for moment in (stamp(day), stamp(day), None)],
        "y": [level for _, y, _ in found for level in (round(y - half, 3), round(y + half, 3), None)],
        "customdata": [name for _, _, event_id in found for name in (event_id, event_id, None)],
        "line": {"color": colour, "width": 1.6},
        "hoverinfo": "skip",
        "meta": {"part": "outline"},
        "showlegend": False,
    }
