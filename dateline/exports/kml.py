"""KML (OGC 07-147r2, 2.2) for globes and maps with a time slider: a placemark an event, with the span of time in which it lies.

A route is a line over its places; an event without a place is a placemark without a geometry, so that none is lost.
"""

from collections.abc import Iterator
from math import isinf

from dateline.dates import iso
from dateline.entries import Event, Place
from dateline.exports.columns import cells, degrees
from dateline.exports.extract import Extract, Item
from dateline.exports.readable import account, anchor, around, lines, paragraphs, xml


def write_kml(extract: Extract) -> Iterator[str]:
    """The document's own elements, then a placemark for each event."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield xml("name", extract.heading) + xml("description", paragraphs(*account(extract))) + "\n"
    for item in extract.items():
        yield _placemark(item, extract) + "\n"
    yield "</Document>\n</kml>\n"


def _placemark(item: Item, extract: Extract) -> str:
    """The order of the elements is that of the standard's schema."""
    event = item.event
    told = paragraphs(event.summary) + lines(item, extract) + anchor(extract.link_of(event), "Open it on timeline and map")
    data = (around("Data", xml("value", cell), name=name) for name, cell in cells(item, extract).items() if cell)
    parts = [
        xml("name", event.title),
        xml("Snippet", event.summary, maxLines="2"),
        xml("description", told),
        _time(event),
        around("ExtendedData", "".join(data)),
        _geometry(event.places),
    ]
    return around("Placemark", "".join(parts), id=f"event-{event.event_id}")  # an id of XML begins with a letter


def _time(event: Event) -> str:
    """From the first to the last day on which it may be; an open side is left out, which KML reads as open."""
    sides = {"begin": event.when.s1, "end": event.when.e2}
    days = [xml(name, iso(day)) for name, day in sides.items() if not isinf(day)]
    return around("TimeSpan", "".join(days)) if days else ""


def _geometry(places: tuple[Place, ...]) -> str:
    points = [around("Point", xml("coordinates", _position(place))) for place in places]
    if len(points) < 2:
        return "".join(points)
    # `tessellate`: the line follows the ground, and so the great circle.
    line = xml("tessellate", "1") + xml("coordinates", " ".join(map(_position, places)))
    return around("MultiGeometry", "".join(points) + around("LineString", line))


def _position(place: Place) -> str:
    return f"{degrees(place.longitude)},{degrees(place.latitude)}"
