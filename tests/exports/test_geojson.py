"""Geometries by RFC 7946."""

import json
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection

from dateline.exports import write
from tests.exports.conftest import SITE, Extracts

Features = dict[str, dict[str, Any]]


@pytest.fixture
def features(extract: Extracts) -> Features:
    """By event, after a validator of others."""
    file = write(extract().selection, "geojson", SITE)
    FeatureCollection.model_validate_json(file)
    return {feature["id"]: feature for feature in json.loads(file)["features"]}


@pytest.mark.parametrize(
    ("event", "kind", "coordinates"),
    [
        ("event-1", "Point", [129.04, 35.1]),
        ("event-2", "LineString", [[139.69, 35.69], [129.04, 35.1]]),
        ("event-6", "MultiLineString", [[[178.44, -18.14], [180.0, -17.453218]], [[-180.0, -17.453218], [-171.77, -13.83]]]),
        ("event-9", "Point", [129.04, 35.1]),
        ("event-10", "MultiLineString", [[[-171.77, -13.83], [-180.0, -17.453218]], [[180.0, -17.453218], [178.44, -18.14]]]),
    ],
)
def test_geometry_is_the_place_or_the_way(features: Features, event: str, kind: str, coordinates: list[object]) -> None:
    """Longitude first; a way over the antimeridian is cut there, and a way that goes nowhere is a point."""
    assert features[event]["geometry"] == {"type": kind, "coordinates": coordinates}


def test_event_without_a_place_has_a_null_geometry(features: Features) -> None:
    """It is not left out."""
    assert features["event-5"]["geometry"] is None and features["event-5"]["properties"]["precision"] is None


def test_properties_say_how_exact_the_point_is(features: Features) -> None:
    """That of the least exact place, and each place by itself."""
    told = features["event-7"]["properties"]
    assert (told["precision"], told["radius_km"]) == ("country", 250)
    assert [place["precision"] for place in told["where"]] == ["city", "country", "city"]
    assert told["where"][0]["country_name"] == "Japan"
