"""Trips as great circles between the places of an event."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dateline.entries import Place
from dateline.figures.globe import Point, route
from dateline.figures.palette import Palette, veil
from dateline.selection import Shown

ROUTE_FADE = (0.8, 0.55, 0.3, 0.12)
"""Opacity of a line, and of its last pieces where it runs into a country: no point there is where it ends."""
FADED_PART = 0.36
"""That much of such a leg fades."""


def route_lines(shown: Sequence[Shown], theme: Palette) -> list[dict[str, Any]]:
    """Great circles through the places of an event that has several; a trace for each colour, for it has only one."""
    drawn: dict[str, list[tuple[str, Sequence[Point]]]] = {}
    for one in shown:
        places = one.event.places
        stops = {(place.latitude, place.longitude): place for place in places}
        colour, weight = theme.categories[one.event.category], 1.0 if one.certain else 0.5
        for line in route([(place.latitude, place.longitude) for place in places]):
            vague = _is_vague(stops, line[0]), _is_vague(stops, line[-1])
            for opacity, piece in _pieces(line, *vague):
                drawn.setdefault(veil(colour, round(opacity * weight, 2)), []).append((one.event.event_id, piece))
    return [_route_trace(colour, lines) for colour, lines in drawn.items()]


def _is_vague(stops: Mapping[Point, Place], end: Point) -> bool:
    def away(stop: Point) -> float:
        return abs(stop[0] - end[0]) + abs((stop[1] - end[1] + 180) % 360 - 180)

    return stops[min(stops, key=away)].precision == "country"


def _pieces(line: Sequence[Point], vague_start: bool, vague_end: bool) -> list[tuple[float, Sequence[Point]]]:
    """The line with its opacity: whole, or with ends that fade."""
    points = line if len(line) > 12 or not (vague_start or vague_end) else _denser(line)
    last, steps = len(points) - 1, len(ROUTE_FADE) - 1
    faded = max(steps, round(last * FADED_PART))
    cuts = [round(faded * step / steps) for step in range(steps + 1)]
    start = cuts[-1] if vague_start else 0
    end = last - cuts[-1] if vague_end else last
    found = [(ROUTE_FADE[0], points[start : end + 1])]
    for step in range(steps):
        low, high = cuts[step], cuts[step + 1]
        if vague_end:
            found.append((ROUTE_FADE[steps - step], points[last - high : last - low + 1]))
        if vague_start:
            found.append((ROUTE_FADE[steps - step], points[low : high + 1]))
    return found


def _denser(line: Sequence[Point]) -> list[Point]:
    """A short line with points between its points, enough to fade in steps."""
    share = 12 // max(1, len(line) - 1) + 1
    found: list[Point] = []
    for (lat0, lon0), (lat1, lon1) in pairwise(line):
        found += [(round(lat0 + (lat1 - lat0) * step / share, 2), round(lon0 + (lon1 - lon0) * step / share, 2)) for step in range(share)]
    return [*found, line[-1]]


def _route_trace(colour: str, lines: Sequence[tuple[str, Sequence[Point]]]) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "name": colour,
        "mode": "lines",
        "lat": [latitude for _, line in lines for latitude in (*(point[0] for point in line), None)],
        "lon": [longitude for _, line in lines for longitude in (*(point[1] for point in line), None)],
        "customdata": [name for event_id, line in lines for name in (*(event_id for _ in line), None)],
        "line": {"color": colour, "width": 1.8},
        "hoverinfo": "none",
        "meta": {"part": "routes"},
        "showlegend": False,
    }
