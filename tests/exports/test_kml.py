"""Placemarks by the schema of the OGC, their spans and geometries."""

import pytest
from fastkml.validator import validate
from lxml import etree

from dateline.exports import write
from tests.exports.conftest import SITE, Extracts
from tests.exports.readers import KML

Marks = dict[str, etree._Element]


@pytest.fixture
def marks(extract: Extracts) -> Marks:
    """By event, after the schema."""
    root = etree.fromstring(write(extract().selection, "kml", SITE))
    validate(element=root)
    return {mark.get("id").removeprefix("event-"): mark for mark in root.iter(f"{KML}Placemark")}


def told(mark: etree._Element, path: str) -> list[str]:
    """The texts of the elements at a path."""
    return [found.text for found in mark.findall("/".join(f"{KML}{name}" for name in path.split("/")))]


@pytest.mark.parametrize(
    ("event", "begin", "end"),
    [
        ("event-1", ["2024-03-18"], ["2024-03-18"]),
        ("event-3", ["2024-04-01"], ["2024-04-30"]),
        ("event-6", ["2024-03-21"], []),
        ("event-8", [], ["2024-03-08"]),
        ("event-10", ["-0044-03-15"], ["-0044-03-15"]),
    ],
)
def test_span_is_that_of_the_bounds(marks: Marks, event: str, begin: list[str], end: list[str]) -> None:
    """An open side is left out."""
    assert (told(marks[event], "TimeSpan/begin"), told(marks[event], "TimeSpan/end")) == (begin, end)


def test_route_has_its_places_and_a_line_over_the_ground(marks: Marks) -> None:
    """Longitude first."""
    assert told(marks["event-2"], "MultiGeometry/Point/coordinates") == ["139.69,35.69", "129.04,35.1"]
    assert told(marks["event-2"], "MultiGeometry/LineString/coordinates") == ["139.69,35.69 129.04,35.1"]
    assert told(marks["event-1"], "Point/coordinates") == ["129.04,35.1"]


def test_event_without_a_place_is_there_without_a_point(marks: Marks) -> None:
    """With all else that is known of it."""
    assert not told(marks["event-5"], "Point") and told(marks["event-5"], "name") == ["A ship calls at a port"]


def test_columns_are_there_as_data(marks: Marks) -> None:
    """By name; empty ones are left out."""
    data = {one.get("name"): one[0].text for one in marks["event-8"].iter(f"{KML}Data")}
    assert (data["when"], data["people"], data["ends_by"]) == ("[..2024-03-08]", "A. Person; B. Person", "2024-03-08")
    assert "starts_from" not in data
