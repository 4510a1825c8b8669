"""The columns of an event in a file: those of events.csv as the table has them, and what they come to.

A cell is text. Lists in a cell are separated as in the tables.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import isinf

from dateline import countries
from dateline.dates import When, iso, when_text
from dateline.entries import Event, FollowUp
from dateline.exports.extract import Extract, Item
from dateline.schema import SEPARATOR, TABLES, Column

ADDED = (
    Column("starts_from", "first day on which it may start; empty where that is open", "edtf", example="2023-11-08"),
    Column("starts_by", "last day on which it may start; empty where that is open", "edtf", example="2023-11-08"),
    Column("ends_from", "first day on which it may end; empty where that is open", "edtf", example="2023-11-09"),
    Column("ends_by", "last day on which it may end; empty where that is open", "edtf", example="2023-11-09"),
    Column("when_text", "when, in words", example="8–9 Nov 2023"),
    Column("certain", "does it surely lie in the window of dates that was asked for?", "choice", example="yes"),
    Column("country_names", "names of `countries`, in their order", "list", example="South Korea; United States"),
    Column("place_names", "names of `places`, in their order", "list", example="Tokyo; Seoul"),
    Column("latitudes", "of `places`, in their order; north positive", "list", unit="degrees", example="35.69; 37.57"),
    Column("longitudes", "of `places`, in their order; east positive", "list", unit="degrees", example="139.69; 126.98"),
    Column("precisions", "what the points of `places` stand for, in their order", "list", example="city; city"),
    Column("radii_km", "how far `places` may reach from their points, in their order", "list", unit="km", example="25; 15"),
    Column("source_title", "title of the source"),
    Column("link", "the page, with this event open"),
)
"""What is worked out from the tables, and stands behind their own columns."""
KNOWN = Column("became_known", "what became known of it later, each with its date, source and grade; ` | ` between")
"""Only where the view shows it."""

_WRITTEN: dict[str, Callable[[Event], str]] = {
    "when": lambda e: e.when.edtf,
    "printed": lambda e: SEPARATOR.join(e.printed),
    "countries": lambda e: SEPARATOR.join(f"{party.country}:{party.role}" for party in e.parties),
    "people": lambda e: SEPARATOR.join(e.people),
    "places": lambda e: SEPARATOR.join(place.place_id for place in e.places),
    "source_id": lambda e: e.source.source_id,
    "paragraphs": lambda e: SEPARATOR.join(map(str, e.paragraphs)),
}
"""The columns whose values are not text."""


def columns(extract: Extract) -> tuple[Column, ...]:
    """The columns of this extract in their order."""
    return (*TABLES["events"].columns, *ADDED, *((KNOWN,) if extract.view.follow_ups else ()))


def written(event: Event) -> dict[str, str]:
    """The cells of events.csv, by column."""
    return {name: _WRITTEN[name](event) if name in _WRITTEN else str(getattr(event, name)) for name in TABLES["events"].names}


def cells(item: Item, extract: Extract) -> dict[str, str]:
    """Every cell of an event, by column."""
    event = item.event
    added = {
        **bounds(event.when),
        "when_text": spoken(event.when),
        "certain": "yes" if item.certain else "possible",
        "country_names": SEPARATOR.join(countries.name(party.country) for party in event.parties),
        "place_names": SEPARATOR.join(place.name for place in event.places),
        "latitudes": SEPARATOR.join(degrees(place.latitude) for place in event.places),
        "longitudes": SEPARATOR.join(degrees(place.longitude) for place in event.places),
        "precisions": SEPARATOR.join(place.precision for place in event.places),
        "radii_km": SEPARATOR.join(degrees(place.radius_km) for place in event.places),
        "source_title": event.source.title,
        "link": extract.link_of(event),
    }
    known = {KNOWN.name: " | ".join(map(known_text, item.known))} if extract.view.follow_ups else {}
    return written(event) | added | known


@lru_cache(maxsize=65_536)  # a long table has far fewer different dates
def spoken(when: When) -> str:
    """When, in words."""
    return when_text(when)


@lru_cache(maxsize=65_536)
def bounds(when: When) -> Mapping[str, str]:
    """The days between which something starts and ends; empty for an open side."""
    days = {"starts_from": when.s1, "starts_by": when.s2, "ends_from": when.e1, "ends_by": when.e2}
    return {name: "" if isinf(day) else iso(day) for name, day in days.items()}


def known_text(one: FollowUp) -> str:
    """A follow-up in one line: date, fact, source and grade."""
    return f"{one.when.edtf}: {one.fact} ({one.source.source_id}, grade {one.grade})"


def degrees(number: float) -> str:
    """A number as it is written by hand: 37.57, 23, never 1e-05."""
    return f"{number:.9f}".rstrip("0").rstrip(".")
