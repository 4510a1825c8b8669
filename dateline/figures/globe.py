"""Lines, circles and frames on the earth, in degrees, latitude before longitude.

Longitudes run on past 180 where a line crosses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import asinh, atan, ceil, degrees, log2, pi, radians, sinh, tan

from geographiclib.geodesic import Geodesic

Point = tuple[float, float]
"""Latitude and longitude."""
KM_PER_DEGREE = 111.2
LEG_STEP_KM = 250.0
"""A chord of this length leaves the great circle by less than a pixel at the zooms of a continent."""
CIRCLE_POINTS = 48
EDGE = 85.05
"""Latitude where the Mercator map ends."""
TILE_PX = 512
"""Width of the world at zoom 0."""
NEAREST_ZOOM = 5.0
"""A single place is not shown closer than this: the basemap has no more to say."""


@dataclass(frozen=True)
class Frame:
    """A box on the map; `east` is at least `west`, and past 180 where the box crosses that line."""

    south: float
    north: float
    west: float
    east: float


@lru_cache(maxsize=1024)  # the trips of a table stay as they are
def leg(start: Point, end: Point, *, longitude: float) -> tuple[Point, ...]:
    """The shortest line between two points, from `longitude` (the start's, unwrapped) on, both ends included."""
    line = Geodesic.WGS84.InverseLine(*start, *end)
    steps = max(1, ceil(line.s13 / 1000 / LEG_STEP_KM))
    found = [(start[0], longitude)]
    for step in range(1, steps + 1):
        at = line.Position(line.s13 * step / steps)
        found.append((at["lat2"], _near(at["lon2"], found[-1][1])))
    return tuple((round(latitude, 2), round(east, 2)) for latitude, east in found)


def route(stops: Sequence[Point]) -> list[tuple[Point, ...]]:
    """The legs of a route; each begins where the one before ends, in unwrapped longitudes."""
    legs: list[tuple[Point, ...]] = []
    for start, end in pairwise(stops):
        if start != end:
            legs.append(leg(start, end, longitude=legs[-1][-1][1] if legs else start[1]))
    return legs


@lru_cache(maxsize=1024)  # the regions of a table stay where they are, and each circle takes milliseconds
def circle(centre: Point, radius_km: float) -> tuple[Point, ...]:
    """A closed ring around a point; one that holds a pole runs along the map's edge there."""
    ring: list[Point] = []
    for step in range(CIRCLE_POINTS + 1):
        at = Geodesic.WGS84.Direct(*centre, 360 * step / CIRCLE_POINTS, radius_km * 1000)
        ring.append((at["lat2"], _near(at["lon2"], ring[-1][1] if ring else centre[1])))
    if abs(ring[-1][1] - ring[0][1]) > 180:
        pole = EDGE if centre[0] > 0 else -EDGE
        ring = sorted(ring, key=lambda point: point[1])
        ring += [(pole, ring[-1][1]), (pole, ring[0][1]), ring[0]]
    return tuple((round(min(max(latitude, -EDGE), EDGE), 2), round(longitude, 2)) for latitude, longitude in ring)


def _near(longitude: float, other: float) -> float:
    """The same longitude, in the turn of the earth that is nearest to another."""
    return longitude + 360 * round((other - longitude) / 360)


def frame(spots: Sequence[tuple[float, float, float]]) -> Frame:
    """The smallest box around spots (latitude, longitude, radius in km), the short way round the earth."""
    reach = [radius / KM_PER_DEGREE for _, _, radius in spots]
    south = max(-EDGE, min(spot[0] - degree for spot, degree in zip(spots, reach, strict=True)))
    north = min(EDGE, max(spot[0] + degree for spot, degree in zip(spots, reach, strict=True)))
    sides = sorted(_side(spot, degree) for spot, degree in zip(spots, reach, strict=True))
    last = max(east for _, east in sides)
    # The widest gap between neighbours is what the box leaves out; the first gap runs over the end of the list.
    widest, west, east = sides[0][0] + 360 - last, sides[0][0], last
    edge = sides[0][1]
    for start, end in sides[1:]:
        if start - edge > widest:
            widest, west, east = start - edge, start, edge + 360
        edge = max(edge, end)
    return Frame(round(south, 2), round(north, 2), round(west, 2), round(min(east, west + 360), 2))


def _side(spot: tuple[float, float, float], degree: float) -> tuple[float, float]:
    """West and east end of a spot; a degree of longitude is shorter toward the poles."""
    latitude, longitude, _ = spot
    wide = min(180.0, degree / max(0.05, 1 - abs(latitude) / 90))
    return longitude - wide, longitude + wide


def camera(box: Frame, *, width: float, height: float, padding: float) -> tuple[Point, float]:
    """Centre and zoom that show a box in a map of so many pixels."""
    top, bottom = _mercator(box.north), _mercator(box.south)
    across = max(1e-6, (box.east - box.west) / 360)
    down = max(1e-6, (top - bottom) / (2 * pi))
    room = min((width - 2 * padding) / across, (height - 2 * padding) / down)
    zoom = min(NEAREST_ZOOM, max(0.0, log2(room / TILE_PX)))
    centre = degrees(atan(sinh((top + bottom) / 2))), (box.west + box.east) / 2
    return (round(centre[0], 3), round(_near(centre[1], 0), 3)), round(zoom, 3)


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))
