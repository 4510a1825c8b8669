"""GeoJSON (RFC 7946): a feature for each event; how exact its point is stands in its properties.

One place is a point, several are a line in their order, cut where it crosses the antimeridian (section 3.1.9). An event without a
place has a null geometry, as section 3.2 asks.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dateline.entries import Event
from dateline.exports.columns import cells
from dateline.exports.extract import Extract, Item
from dateline.exports.json import head, object_with, place_object
from dateline.schema import PRECISIONS

Position = tuple[float, float]
"""Longitude and latitude: GeoJSON has them in this order."""


def write_geojson(extract: Extract) -> Iterator[str]:
    """A feature collection; what the extract is stands in members of our own (section 6.1)."""
    yield from object_with(
        {"type": "FeatureCollection", **head(extract)}, "features", (_feature(item, extract) for item in extract.items())
    )


def geometry(event: Event) -> dict[str, Any] | None:
    """The place, or the way through its places; None where it has none."""
    stops: list[Position] = []
    for place in event.places:
        if not stops or stops[-1] != (place.longitude, place.latitude):
            stops.append((place.longitude, place.latitude))
    if not stops:
        return None
    lines = _cut(stops)
    if not lines:
        return {"type": "Point", "coordinates": stops[0]}
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _feature(item: Item, extract: Extract) -> dict[str, Any]:
    event = item.event
    order = list(PRECISIONS)
    least = max((place.precision for place in event.places), key=order.index, default=None)
    properties = cells(item, extract) | {
        "precision": least,
        "precision_meaning": PRECISIONS[least] if least else None,
        "radius_km": max((place.radius_km for place in event.places), default=None),
        "where": [place_object(place) for place in event.places],
    }
    return {"type": "Feature", "id": event.event_id, "geometry": geometry(event), "properties": properties}


def _cut(stops: Sequence[Position]) -> list[list[Position]]:
    """The line the short way round the earth, in pieces that do not cross the antimeridian; each has two points or more."""
    pieces: list[list[Position]] = [[stops[0]]]
    for (east0, north0), (east1, north1) in pairwise(stops):
        if abs(east1 - east0) > 180:
            edge = 180.0 if east0 > 0 else -180.0
            to_edge, beyond = abs(edge - east0), abs(-edge - east1)
            north = round(north0 + (north1 - north0) * (to_edge / (to_edge + beyond) if to_edge + beyond else 0), 6)
            pieces[-1].append((edge, north))
            pieces.append([(-edge, north)])
        pieces[-1].append((east1, north1))
    whole = [[point for at, point in enumerate(piece) if at == 0 or point != piece[at - 1]] for piece in pieces]
    return [piece for piece in whole if len(piece) > 1]
