"""Nothing on the timeline lies on anything else."""

from itertools import combinations

from dateline.figures.extent import reach
from dateline.figures.lanes import MOST_ROWS, Lanes, Scale, arrange
from dateline.selection import Shown
from tests.figures.conftest import Shows

SCALE = Scale(px_per_day=30, fade=2)


def _collisions(shown: tuple[Shown, ...], lanes: Lanes) -> list[tuple[str, str]]:
    found = []
    for one, other in combinations(shown, 2):
        a, b = lanes.seats[one.event.event_id], lanes.seats[other.event.event_id]
        if a.y != b.y:
            continue
        if one.event.when == other.event.when:
            hit = abs(a.day - b.day) * SCALE.px_per_day < 4
        else:
            first, second = reach(one.event.when, SCALE.fade), reach(other.event.when, SCALE.fade)
            is_day = {one.event.when.shape, other.event.when.shape} == {"day"}
            hit = abs(a.day - b.day) < 0.3 if is_day else first.start < second.end and second.start < first.end
        if hit:
            found.append((one.event.event_id, other.event.event_id))
    return found


def test_lanes_are_in_the_schemas_order_and_only_those_with_events(shows: Shows) -> None:
    """A category without events takes no room."""
    lanes = arrange(shows({"category": "launch"}, {"category": "visit"}, {"category": "launch"}), SCALE)
    assert [lane.category for lane in lanes.lanes] == ["visit", "launch"]


def test_events_at_the_same_time_get_rows_of_their_own(shows: Shows) -> None:
    """Bars, bands and points that meet stand in different rows."""
    shown = shows(
        {"when": "2024-03-18"},
        {"when": "2024-03-18/2024-03-20"},
        {"when": "[..2024-03-18]"},
        {"when": "2024-03"},
        {"when": "[2024-03-17..]"},
        {"when": "../2024-03-19"},
    )
    assert _collisions(shown, arrange(shown, SCALE)) == []


def test_a_full_lane_keeps_to_its_rows_by_standing_side_by_side(shows: Shows) -> None:
    """Forty events of one bound fit, and none lies on another."""
    shown = shows(*({"when": "[..2024-03-18]", "category": "statement"} for _ in range(40)))
    lanes = arrange(shown, SCALE)
    assert len({seat.y for seat in lanes.seats.values()}) <= MOST_ROWS
    assert _collisions(shown, lanes) == []


def test_a_lane_is_as_high_as_its_rows_need(shows: Shows) -> None:
    """Three visits at once make a lane higher than one launch."""
    shown = shows({"when": "2024-03-18"}, {"when": "2024-03-18"}, {"when": "2024-03-18"}, {"category": "launch"})
    visits, launches = arrange(shown, SCALE).lanes
    assert visits.bottom - visits.top > launches.bottom - launches.top


def test_seats_lie_inside_their_lane(shows: Shows) -> None:
    """Every event is drawn in the lane of its category."""
    shown = shows({"category": "visit"}, {"category": "cyber"}, {"category": "cyber", "when": "2024"})
    lanes = arrange(shown, SCALE)
    tops = {lane.category: lane for lane in lanes.lanes}
    for one in shown:
        lane = tops[one.event.category]
        assert lane.top < lanes.seats[one.event.event_id].y < lane.bottom


def test_an_empty_selection_has_no_lanes() -> None:
    """Nothing to show is no error."""
    assert arrange((), SCALE).lanes == ()
