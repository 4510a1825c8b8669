"""The rows of the tables as they are used: events with their places and sources, readings, follow-ups."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.dates import When

PLACE_CLASSES = ("point", "region", "country", "none")
"""How exactly an event can be put on the map: at a site or city, in a region, by country, not at all."""
POINTS = ("site", "city")
"""The precisions that make a point."""
_CLASS_OF = {"site": "point", "city": "point", "region": "region", "country": "country"}


@dataclass(frozen=True)
class Party:
    """A country with its role in an event."""

    country: str
    role: str


@dataclass(frozen=True)
class Place:
    """A row of the place table. Degrees, kilometres."""

    place_id: str
    name: str
    country: str
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    basis: str


@dataclass(frozen=True)
class Source:
    """A row of the source table."""

    source_id: str
    title: str
    publisher: str
    published: When
    published_basis: str
    url: str
    archive_url: str
    kind: str
    paragraphs: int | None
    sha256: str
    note: str


@dataclass(frozen=True)
class Event:
    """A row of the event table, with its places and its source."""

    event_id: str
    title: str
    summary: str
    when: When
    when_basis: str
    printed: tuple[str, ...]
    utc: str
    status: str
    category: str
    parties: tuple[Party, ...]
    people: tuple[str, ...]
    places: tuple[Place, ...]
    part_of: str
    about: str
    stance: str
    source: Source
    paragraphs: tuple[int, ...]
    confidence: str
    checked_on: str
    check_note: str
    seal: str
    line: int
    """Where it stands in events.csv."""

    @property
    def place_class(self) -> str:
        """One of `PLACE_CLASSES`: that of its most exact place."""
        return place_class(self.places)


def place_class(places: Iterable[Place]) -> str:
    """One of `PLACE_CLASSES`: that of the most exact of the places."""
    return min((_CLASS_OF[place.precision] for place in places), key=PLACE_CLASSES.index, default="none")


@dataclass(frozen=True)
class Lost:
    """A row of the event table that is not shown because of a finding: its cells as they stand in the file."""

    event_id: str
    title: str
    text: str
    """What is searched: id, title, summary and people."""
    line: int


@dataclass(frozen=True)
class Paragraph:
    """What a paragraph of a source is about, in our own words."""

    source_id: str
    paragraph: int
    says: str
    left_out: str


@dataclass(frozen=True)
class Reading:
    """A doubtful passage of a source, and how it was read."""

    source_id: str
    paragraph: int
    printed: str
    read_as: str
    basis: str


@dataclass(frozen=True)
class Change:
    """What was done to an event of the table, when and why; a withdrawn one is in no other table."""

    date: When
    event_id: str
    what: str
    why: str


@dataclass(frozen=True)
class FollowUp:
    """What later became known of an event."""

    event_id: str
    when: When
    utc: str
    place: Place | None
    fact: str
    is_outcome: bool
    """It is the outcome of the plan."""
    record: str
    grade: str
    source: Source
    checked_on: str
