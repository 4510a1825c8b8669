"""Points and countries: within, beside, far away, across the date line."""

import json
from pathlib import Path

import pytest

from dateline.checks.areas import Areas, areas_of
from tests.checks.world import BASEMAP

WORLD = areas_of(BASEMAP)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("KOR", 37.57, 126.98),
        ("RUS", 66, -175),
        ("RUS", 55.75, 37.6),
        ("USA", 64.8, -147.7),
        ("ZAF", -26.2, 28.0),
        ("ITA", 42.5, 13),
        ("FJI", -16.6, 179.2),
    ],
)
def test_point_in_a_country_is_at_no_distance(code: str, latitude: float, longitude: float) -> None:
    """On the mainland, in an exclave, on either side of the date line."""
    assert WORLD.distance_km(code, latitude, longitude) == 0


def test_country_within_a_country_is_not_part_of_it() -> None:
    """Lesotho is a hole in South Africa."""
    assert WORLD.distance_km("ZAF", -29.6, 28.2) > 50


def square(tmp_path: Path) -> Areas:
    """A country of one degree by one, on the equator, east of 179°."""
    ring = [[179, 0], [180, 0], [180, 1], [179, 1], [179, 0]]
    feature = {"type": "Feature", "id": "AAA", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}
    path = tmp_path / "countries.geojson"
    path.write_text('{"type":"FeatureCollection","features":[\n' + json.dumps(feature) + "\n]}", "utf-8")
    return Areas(path)


def test_distance_is_to_the_nearest_side_in_kilometres(tmp_path: Path) -> None:
    """A degree of the equator is 111 km; across the date line too."""
    areas = square(tmp_path)
    assert areas.distance_km("AAA", 0.5, 178) == pytest.approx(111.2, abs=0.1)
    assert areas.distance_km("AAA", 0.5, -179) == pytest.approx(111.2, abs=0.1)
    assert areas.distance_km("AAA", 0.5, 179.5) == 0


def test_middle_and_reach_are_those_of_the_area(tmp_path: Path) -> None:
    """Latitude first."""
    areas = square(tmp_path)
    assert areas.middle("AAA") == pytest.approx((0.5, 179.5))
    assert areas.reach_km("AAA") == pytest.approx(111.2)


def test_unknown_country_is_infinitely_far(tmp_path: Path) -> None:
    """It is for the rule to ask first."""
    areas = square(tmp_path)
    assert not areas.known("ZZZ") and areas.distance_km("ZZZ", 0, 0) == float("inf")
