"""Coordinates in the forms in which tables have them."""

import pytest

from dateline.imports.spots import SpotError, from_point, spot


@pytest.mark.parametrize(
    ("latitude", "longitude", "wanted"),
    [
        ("37.57", "126.98", (37.57, 126.98)), ("12,5", "-7,25", (12.5, -7.25)), ("12°30'N", "7°15'W", (12.5, -7.25)),
        ("S 12 30 00", "E 7 15 00", (-12.5, 7.25)), ("33.9 S", "18.4 E", (-33.9, 18.4)),
    ],
)  # fmt: skip
def test_each_form_of_a_coordinate_is_read(latitude: str, longitude: str, wanted: tuple[float, float]) -> None:
    """Decimal point and comma, degrees and minutes, N, S, E and W."""
    found = spot(latitude, longitude)
    assert found is not None and (found.latitude, found.longitude) == pytest.approx(wanted)


@pytest.mark.parametrize("text", ["POINT (126.98 37.57)", "Point(126.98 37.57)", "37.57, 126.98", "SRID=4326;POINT(126.98 37.57)"])
def test_a_point_in_one_cell_is_read(text: str) -> None:
    """WKT has the longitude first, people the latitude."""
    assert from_point(text) == ("37.57", "126.98")


@pytest.mark.parametrize(
    ("latitude", "longitude", "rule"),
    [
        ("0", "0.0", "zero-zero"), ("139.7", "35.6", "coordinate-range"), ("10", "200", "coordinate-range"),
        ("here", "1", "coordinate-unreadable"), ("1", "", "coordinate-half"), ("12 E", "7 N", "coordinate-range"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(latitude: str, longitude: str, rule: str) -> None:
    """With what it seems to be."""
    with pytest.raises(SpotError) as refused:
        spot(latitude, longitude)
    assert refused.value.rule == rule


def test_whole_degrees_are_a_region_and_decimals_a_town() -> None:
    """37.0 is a whole degree that went through floating point."""
    whole, finer = spot("37.0", "-116.0"), spot("37.12", "-116.05")
    assert whole is not None and (whole.precision, whole.radius_km) == ("region", 80)
    assert finer is not None and (finer.precision, finer.radius_km) == ("city", 5)
