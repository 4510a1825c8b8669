"""Lines, circles and frames on the earth."""

from itertools import pairwise

import pytest

from dateline.figures.globe import EDGE, Frame, camera, circle, frame, route

TOKYO, SEOUL, LOS_ANGELES, LONDON = (35.69, 139.69), (37.57, 126.98), (34.05, -118.24), (51.51, -0.13)


def test_a_route_over_the_antimeridian_runs_on_past_180() -> None:
    """No jump from 180 to -180, which a map would draw as a line round the earth."""
    (line,) = route([TOKYO, LOS_ANGELES])
    assert max(abs(one[1] - other[1]) for one, other in pairwise(line)) < 20
    assert line[-1] == (34.05, 241.76)


def test_a_route_is_the_great_circle() -> None:
    """Halfway between Tokyo and Los Angeles it is farther north than both."""
    (line,) = route([TOKYO, LOS_ANGELES])
    assert max(latitude for latitude, _ in line) > 45


def test_a_leg_begins_where_the_one_before_ended() -> None:
    """After crossing 180 the next leg stays in the same turn of the earth."""
    first, second = route([TOKYO, LOS_ANGELES, LONDON])
    assert second[0] == first[-1]


def test_a_place_visited_twice_in_a_row_makes_no_leg() -> None:
    """A line without length is left out."""
    assert route([SEOUL, SEOUL]) == []


def test_a_circle_is_closed_and_has_its_radius() -> None:
    """Two degrees of latitude around the equator."""
    ring = circle((0.0, 179.5), 222.4)
    assert ring[0] == ring[-1]
    assert max(longitude for _, longitude in ring) == pytest.approx(181.5, abs=0.05)
    assert max(latitude for latitude, _ in ring) == pytest.approx(2.01, abs=0.05)


def test_a_circle_around_a_pole_runs_along_the_edge() -> None:
    """It is closed there, and stays on the map."""
    ring = circle((88.0, 20.0), 1500)
    assert ring[0] == ring[-1]
    assert max(latitude for latitude, _ in ring) == EDGE
    assert max(longitude for _, longitude in ring) - min(longitude for _, longitude in ring) >= 350


def test_a_frame_goes_the_short_way_round() -> None:
    """Seoul and Los Angeles are framed across the Pacific."""
    box = frame([(*SEOUL, 0), (*LOS_ANGELES, 0)])
    assert (box.west, box.east) == (126.98, 241.76)


def test_a_frame_that_does_not_cross_180_is_plain() -> None:
    """London and Seoul are framed over Asia."""
    box = frame([(*SEOUL, 0), (*LONDON, 0)])
    assert (box.west, box.east) == (-0.13, 126.98)


def test_a_wide_spot_covers_its_neighbours() -> None:
    """The frame of a circle that holds another spot is that of the circle."""
    assert frame([(0, 0, 2000), (5, 5, 10)]) == frame([(0, 0, 2000)])


def test_the_camera_looks_at_the_middle_of_the_frame() -> None:
    """Its longitude is written between -180 and 180."""
    (latitude, longitude), zoom = camera(Frame(-10, 10, 170, 200), width=900, height=480, padding=40)
    assert (latitude, longitude) == (0, -175)
    assert 2 < zoom < 5


def test_a_single_point_is_not_shown_too_close() -> None:
    """There is nothing on the basemap to see there."""
    assert camera(frame([(*SEOUL, 0)]), width=900, height=480, padding=40)[1] == 5
