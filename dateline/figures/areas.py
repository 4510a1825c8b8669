"""Countries and regions as areas: where only these are known, nothing on the map is a point."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from dateline.entries import Place
from dateline.figures.globe import circle
from dateline.figures.palette import Palette, veil
from dateline.figures.spots import Spot

COUNTRY_INK, REGION_INK = 0.2, 0.12
"""Opacity of the tint, for about three events; a region is fainter, for its circle covers sea and neighbours."""
HOLLOW_INK = 0.02
"""What is only possible has an outline; a trace of ink keeps it something to point at."""


def _shades(spots: Sequence[Spot], theme: Palette, open_event: str, strength: float) -> dict[str, Any]:
    """What areas have in common: each has its colour, deeper with its count, and an outline."""
    inks = [_ink(spot, theme, strength) for spot in spots]
    edges = [veil(theme.categories[spot.category], 0.75) for spot in spots]
    lit = [open_event in spot.ids.split() for spot in spots]
    steps = max(1, len(spots) - 1)
    scale = [[index / steps, ink] for index, ink in enumerate(inks)]
    return {
        "type": "choroplethmap",
        "z": list(range(len(spots))),
        "zmin": 0,
        "zmax": steps,
        "colorscale": scale if len(scale) > 1 else [[0, inks[0]], [1, inks[0]]],
        "showscale": False,
        "marker": {
            "line": {
                "color": [theme.accent if on else edge for edge, on in zip(edges, lit, strict=True)],
                "width": [2.4 if on else 1 for on in lit],
            }
        },
        "customdata": [spot.ids for spot in spots],
        "hoverinfo": "none",
        "showlegend": False,
    }


def _ink(spot: Spot, theme: Palette, strength: float) -> str:
    share = min(0.5, strength * (0.6 + 0.25 * sqrt(spot.count))) if spot.certain else HOLLOW_INK
    return veil(theme.categories[spot.category], round(share, 3))


def country_areas(spots: Sequence[Spot], theme: Palette, open_event: str, basemap_url: str) -> list[dict[str, Any]]:
    if not spots:
        return []
    ordered = sorted(spots, key=lambda spot: open_event in spot.ids.split())
    return [
        {
            **_shades(ordered, theme, open_event, COUNTRY_INK),
            "geojson": f"{basemap_url}/countries.geojson",
            "featureidkey": "id",
            "locations": [spot.place.country for spot in ordered],
            "meta": {"part": "areas"},
        }
    ]


def region_areas(spots: Sequence[Spot], theme: Palette, open_event: str) -> list[dict[str, Any]]:
    """Circles as areas, so that all of a circle can be pointed at."""
    if not spots:
        return []
    return [
        {
            **_shades(spots, theme, open_event, REGION_INK),
            "geojson": {"type": "FeatureCollection", "features": [_feature(spot.place) for spot in spots]},
            "featureidkey": "id",
            "locations": [spot.place.place_id for spot in spots],
            "meta": {"part": "regions"},
        }
    ]


def around(place: Place) -> list[list[float]]:
    """The circle of a region, as a ring of longitudes and latitudes."""
    return [[longitude, latitude] for latitude, longitude in reversed(circle((place.latitude, place.longitude), place.radius_km))]


def _feature(place: Place) -> dict[str, Any]:
    return {"type": "Feature", "id": place.place_id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [around(place)]}}
