"""A collection with every way of giving a time and a place, as an extract of any view."""

from collections.abc import Callable

import pytest

from dateline.collection import Collection, read_collection
from dateline.exports.extract import Extract
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from dateline.view import View
from tests.making import PLACE, PLACES, SOURCE, folder_of

SITE = "https://example.org/line/"
Extracts = Callable[..., Extract]

FIJI = PLACE | {"place_id": "suva", "name": "Suva", "country": "FJI", "latitude": "-18.14", "longitude": "178.44"}
SAMOA = PLACE | {"place_id": "apia", "name": "Apia", "country": "WSM", "latitude": "-13.83", "longitude": "-171.77"}
EVENTS = (
    {"when": "2024-03-18", "status": "scheduled"},
    {"when": "2024-03-18/2024-03-20", "status": "scheduled", "places": "tokyo; busan"},
    {"when": "2024-04", "status": "scheduled", "places": "korea"},
    {"when": "[2024-03-21..2024-03-23]", "status": "scheduled", "places": "far-east"},
    {"when": "2024", "status": "scheduled", "places": ""},
    {"when": "[2024-03-21..]", "status": "scheduled", "places": "suva; apia"},
    {"when": "../2024-03-08?", "status": "under-way", "places": "tokyo; korea; busan"},
    {"when": "[..2024-03-08]", "status": "alleged", "people": "A. Person; B. Person", "printed": "by Mar 8; Busan"},
    {"when": "2024-03-18~", "places": "busan; busan", "checked_on": "2024-04-02"},
    {"when": "-0044-03-15", "places": "apia; suva", "checked_on": "2024-04-01"},
)
KNOWN = (
    {"event_id": "event-1", "when": "2024-03-19", "place_id": "tokyo", "fact": "It came a day late", "outcome_of": "yes"},
    {"event_id": "event-3", "when": "2024-04-02", "fact": "It was held", "outcome_of": "yes", "utc": "2024-04-01T23:10Z"},
)
RECORD = {"record": "line 3", "grade": "A", "source_id": "register"}
CHANGES = (
    {"date": "2024-04-01", "event_id": "event-2", "what": "added", "why": "It had been left out"},
    {"date": "2024-04-09", "event_id": "event-2", "what": "changed", "why": "A day was wrong"},
    {"date": "2024-04-05", "event_id": "event-99", "what": "withdrawn", "why": "It was another port"},
)


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Ten events, two of them with what became known, three changes."""
    register = SOURCE | {"source_id": "register", "title": "A register of ships", "url": "https://example.org/register"}
    folder = folder_of(
        tmp_path_factory.mktemp("exports") / "harbour",
        EVENTS,
        places=(*PLACES, FIJI, SAMOA),
        sources=(SOURCE, register),
        follow_ups=[RECORD | one for one in KNOWN],
        changes=CHANGES,
    )
    collection = read_collection(folder)
    assert not collection.damage, "; ".join(str(finding) for finding in collection.damage)
    return collection


@pytest.fixture(scope="session")
def embedded() -> Collection:
    """The project's own."""
    return read_collection(EMBEDDED)


@pytest.fixture
def extract(table: Collection) -> Extracts:
    """The extract of a view of `table`, by what the view chooses."""
    return lambda **chosen: Extract(visible(table, View(**chosen)), SITE)
