"""Bins follow the calendar and lose no event."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.make_collection import write
from dateline.aggregates import MOST_BARS, beyond, bins, overview, stacks, window_hides
from dateline.collection import Collection, read_collection
from dateline.dates import from_iso, iso
from dateline.grid import MOST_CELLS, grid
from dateline.schema import CATEGORIES, CLAIMS
from dateline.selection import visible
from dateline.view import Box, View
from tests.making import collection_of

days = st.integers(from_iso("-0500-01-01"), from_iso("2999-12-31"))


@given(days, days, st.integers(8, 200))
def test_bins_hold_the_whole_stretch_in_order_and_not_too_many(one: int, other: int, most: int) -> None:
    """Every day has its bin, each bin its days."""
    first, last = sorted((one, other))
    found = bins(first, last, most)
    assert found.edges[0] <= first and last < found.edges[-1]
    assert list(found.edges) == sorted(set(found.edges)) and len(found.edges) - 1 <= most
    for day in (first, last, (first + last) // 2):
        at = found.at(day)
        assert found.edges[at] <= day < found.edges[at + 1]


@pytest.mark.parametrize(
    ("first", "last", "unit", "edges"),
    [
        ("2023-11-08", "2023-11-10", "day", ("2023-11-08", "2023-11-09", "2023-11-10", "2023-11-11")),
        ("2023-11-08", "2023-11-21", "week", ("2023-11-06", "2023-11-13", "2023-11-20", "2023-11-27")),
        ("2023-11-08", "2024-01-31", "month", ("2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01")),
        ("2023-11-08", "2024-05-01", "quarter", ("2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01")),
        ("1948-01-01", "1969-01-01", "10 years", ("1940-01-01", "1950-01-01", "1960-01-01", "1970-01-01")),
    ],
)
def test_bins_are_the_finest_whole_units_that_are_few_enough(first: str, last: str, unit: str, edges: tuple[str, ...]) -> None:
    """At most three of them here."""
    found = bins(from_iso(first), from_iso(last), 3 if unit != "day" else 5)
    assert (found.unit, tuple(iso(edge) for edge in found.edges)) == (unit, edges)


def test_overview_counts_all_filters_but_the_window(tmp_path: Path) -> None:
    """What lies outside the window stays in the overview; what another filter hides does not; the span is that of the table."""
    events = ({"when": "2024-03-18"}, {"when": "2024-03-20", "category": "talks"}, {"when": "2024-03-20"}, {"when": "2024-03-21"})
    table = collection_of(tmp_path, *events)
    found = overview(visible(table, View(categories=("visit",), first=from_iso("2024-03-20"), last=from_iso("2024-03-20"))))
    assert found and [iso(edge) for edge in found.bins.edges] == [f"2024-03-{day}" for day in (18, 19, 20, 21, 22)]
    assert found.counts == (1, 0, 1, 1)


def test_beyond_holds_what_the_area_alone_hides(tmp_path: Path) -> None:
    """Each point once with its events; what another filter hides too, or lies inside, is not told."""
    trip = {"places": "tokyo; busan"}
    events = ({"places": "busan"}, {"places": "tokyo"}, trip, {"places": "tokyo"}, {"places": "tokyo", "category": "talks"})
    table = collection_of(tmp_path, *events)
    area = Box(34, 128, 36, 130)
    assert beyond(visible(table, View(categories=("visit",), area=area))) == [(35.69, 139.69, "event-2 event-4")]
    assert beyond(visible(table, View())) == []


def test_beyond_is_not_told_where_it_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One event more than may be sent: none is."""
    table = collection_of(tmp_path, {"places": "tokyo"}, {"places": "tokyo"})
    view = View(area=Box(34, 128, 36, 130))
    monkeypatch.setattr("dateline.aggregates.MOST_BEYOND", 1)
    assert beyond(visible(table, view)) is None


def test_window_hides_gives_the_bounds_of_what_only_the_window_hides(tmp_path: Path) -> None:
    """Not what is shown, nor what another filter hides; an open side is none; too many are not sent at all."""
    events = ({"when": "2024-03-18"}, {"when": "[..2024-03-20]", "category": "talks"}, {"when": "../2024-03-17"}, {"when": "2024-03-21"})
    selection = visible(
        collection_of(tmp_path, *events), View(categories=("visit",), first=from_iso("2024-03-18"), last=from_iso("2024-03-20"))
    )
    day = from_iso("2024-03-17")
    assert window_hides(selection) == [(None, day, day, day), (day + 4,) * 4]
    assert window_hides(selection, most=1) is None


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A table made by rule, of a thousand events."""
    return read_collection(write(tmp_path_factory.mktemp("many"), 1_000))


window_days = st.none() | st.integers(from_iso("2008-06-01"), from_iso("2025-06-01"))
areas = st.sampled_from([None, Box(-90, -180, 90, 180), Box(30, 100, 50, 150), Box(0, 0, 20, 20), Box(-40, 150, 40, -60)])
lists = st.lists(st.sampled_from([*CATEGORIES]), max_size=3).map(tuple)
countries = st.lists(st.sampled_from(["KOR", "FRA", "KEN", "USA"]), max_size=2).map(tuple)
views = st.builds(View, countries=countries, categories=lists, first=window_days, last=window_days, area=areas)


@given(view=views)
def test_bars_hold_every_shown_event_once(many: Collection, view: View) -> None:
    """By category and by certain and possible they add up to the counts; each bar lies in its bins, and none is empty."""
    selection = visible(many, view)
    found = stacks(selection)
    bars = found.bars if found else ()
    assert (found is None) == (selection.counts.shown == 0)
    assert sum(bar.count for bar in bars) == selection.counts.shown
    assert sum(bar.possible for bar in bars) == selection.counts.possible
    for category, count in selection.counted("category").items():
        assert sum(bar.count for bar in bars if bar.category == category) == count
    assert all(bar.count for bar in bars) and len({(bar.category, bar.at) for bar in bars}) == len(bars)
    assert not found or (len(found.bins.edges) - 1 <= MOST_BARS and all(0 <= bar.at < len(found.bins.edges) - 1 for bar in bars))


@given(view=views)
def test_cells_regions_and_countries_hold_every_shown_event(many: Collection, view: View) -> None:
    """Event by event: one at a point is in each cell that holds a point of its, others in their regions and countries."""
    selection = visible(many, view)
    found = grid(selection)
    assert sum(found.by_place.values()) == selection.counts.shown
    for name, areas in (("region", found.regions), ("country", found.countries)):
        events = [one.event for one in selection.shown if one.event.place_class == name]
        held = {area.place.country or area.place.place_id: area.count for area in areas}
        for code in {place.country for event in events for place in event.places if place.precision == name}:
            assert held[code] == len({e.event_id for e in events for p in e.places if p.country == code and p.precision == name})
    points = [(one, place) for one in selection.shown for place in one.event.places if place.precision in ("site", "city")]
    assert len(found.cells) <= MOST_CELLS
    for cell in found.cells:
        box = cell.box
        inside = {
            (one.event.event_id, one.certain)
            for one, place in points
            if box.south <= place.latitude < box.north and box.west <= place.longitude < box.east
        }
        assert (cell.count, cell.possible) == (len(inside), sum(not certain for _, certain in inside))
    counted = stacks(selection)
    assert found.bins == (counted.bins if counted else None)
    for one in (*found.cells, *found.regions, *found.countries):
        assert sum(one.over_time.values()) == one.count and all(one.over_time.values()) and list(one.over_time) == sorted(one.over_time)
    assert not points or sum(cell.count for cell in found.cells) >= found.by_place["point"]


def test_bar_tells_facts_from_plans_and_claims(tmp_path: Path) -> None:
    """As the ink of single marks does; what lies outside the window counts at its edge, as possible."""
    day = from_iso("2024-03-18")
    told = ({}, {"status": "scheduled"}, *({"status": status} for status in CLAIMS), {"when": "2024"})
    found = stacks(visible(collection_of(tmp_path, *told), View(first=day, last=day)))
    assert found and [(bar.stated, bar.due_or_claimed, bar.possible) for bar in found.bars] == [(1, 4, 1)]
    assert [iso(edge) for edge in found.bins.edges] == ["2024-03-18", "2024-03-19"]


def test_pressing_a_bar_leads_to_finer_bars(many: Collection) -> None:
    """The days of a bin as the window: until they are single days."""
    view, units = View(), []
    while not units or units[-1] != "day":
        found = stacks(visible(many, view))
        assert found
        units.append(found.bins.unit)
        middle = found.bars[len(found.bars) // 2].at
        view = view.changed(first=found.bins.edges[middle], last=found.bins.edges[middle + 1] - 1)
    assert units == ["quarter", "day"]
