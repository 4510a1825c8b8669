"""Areas of countries: is a point within one, and if not, how far from it? Kilometres and degrees.

A GeoJSON file of countries with ISO alpha-3 ids, one feature a line as the basemap's builder writes it; each is read on first use.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from math import cos, hypot, inf, radians
from pathlib import Path

KM_A_DEGREE = 111.2
"""Of latitude, on a sphere of 6,371 km: the error of half a percent is less than the basemap's own."""
Ring = list[tuple[float, float]]
"""Longitude and latitude, as GeoJSON has them; the last point is the first."""


class Areas:
    """The areas of countries in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rings: dict[str, list[Ring]] = {}
        self.distance_km = lru_cache(maxsize=4096)(self._distance_km)
        self.middle = lru_cache(maxsize=512)(self._middle)
        self.reach_km = lru_cache(maxsize=512)(self._reach_km)

    @cached_property
    def _lines(self) -> dict[str, str]:
        lines = (line.rstrip(",") for line in self._path.read_text("utf-8").splitlines() if '"Feature"' in line)
        return {found[1]: line for line in lines if (found := re.search(r'"id":\s*"([A-Z]{3})"', line[:200]))}

    def known(self, country: str) -> bool:
        """Whether the file has this country."""
        return country in self._lines

    def _outlines(self, country: str) -> list[Ring]:
        if country not in self._rings:
            polygons = json.loads(self._lines[country])["geometry"]["coordinates"]
            self._rings[country] = [ring for polygon in polygons for ring in polygon]
        return self._rings[country]

    def _distance_km(self, country: str, latitude: float, longitude: float) -> float:
        """How far a point lies from a country: 0 within it, infinite for a country that the file has not."""
        if not self.known(country):
            return inf
        rings = self._outlines(country)
        if sum(_is_inside(ring, latitude, longitude) for ring in rings) % 2:  # within a hole: an even number of rings
            return 0.0
        return min(_to_segment_km(start, end, latitude, longitude) for ring in rings for start, end in _sides(ring))

    def _middle(self, country: str) -> tuple[float, float]:
        """Latitude and longitude of the centre of a country's largest part, by area."""
        twice, east, north = max((_moments(ring) for ring in self._outlines(country)), key=lambda moments: abs(moments[0]))
        return north / (3 * twice), east / (3 * twice)

    def _reach_km(self, country: str) -> float:
        """North to south, all parts."""
        latitudes = [north for ring in self._outlines(country) for _, north in ring]
        return (max(latitudes) - min(latitudes)) * KM_A_DEGREE


@lru_cache(maxsize=4)
def areas_of(path: Path) -> Areas:
    """The areas in this file, each country read at most once."""
    return Areas(path)


def _sides(ring: Ring) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return pairwise(ring)


def _is_inside(ring: Ring, latitude: float, longitude: float) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _to_segment_km(start: tuple[float, float], end: tuple[float, float], latitude: float, longitude: float) -> float:
    """Distance of a point from a side, on a plane that touches the earth at the point: exact enough where it is small."""
    shrink = cos(radians(latitude))
    (x1, y1), (x2, y2) = ((((x - longitude + 180) % 360 - 180) * shrink, y - latitude) for x, y in (start, end))
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
    return KM_A_DEGREE * hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Twice the area, and the sums that its centre is made of, in degrees."""
    twice = east = north = 0.0
    for (x1, y1), (x2, y2) in _sides(ring):
        cross = x1 * y2 - x2 * y1
        twice, east, north = twice + cross, east + (x1 + x2) * cross, north + (y1 + y2) * cross
    return twice, east, north
