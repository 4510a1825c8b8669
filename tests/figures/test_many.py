"""The figures of many events: bars, cells, what they carry for the page, and how much there is to send."""

import json
import re
import zlib
from pathlib import Path

import narwhals as nw
import pytest
from plotly.graph_objects import Figure

from benchmarks.make_collection import write
from dateline import fragments
from dateline.aggregates import stacks
from dateline.collection import Collection, read_collection
from dateline.figures import DARK, LIGHT
from dateline.grid import grid
from dateline.selection import MOST_MARKS, Selection, visible
from dateline.view import View
from tests.figures.drawn import cell_map, event_map, stacked_timeline, timeline

MOST_KB = 200
"""For one change, as it goes over the wire."""


@pytest.fixture(scope="module", params=[1_000, MOST_MARKS, 10_000])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Collections made by rule."""
    return read_collection(write(tmp_path_factory.mktemp("many"), request.param))


def figures(selection: Selection, open_event: str = "") -> tuple[Figure, Figure]:
    """Timeline and map as the page chooses them."""
    if not selection.aggregated:
        return timeline(selection.shown, theme=LIGHT, open_event=open_event), event_map(selection.shown, theme=LIGHT, open_event=open_event)
    counted, opened = stacks(selection), selection.one(open_event)
    assert counted
    return stacked_timeline(counted, theme=LIGHT, opened=opened), cell_map(grid(selection), theme=LIGHT, opened=opened)


def packed_kb(text: str) -> float:
    """As the server packs a message (permessage-deflate with a window of 4 KB)."""
    pack = zlib.compressobj(6, zlib.DEFLATED, -12, 5)
    return len(pack.compress(text.encode()) + pack.flush()) / 1000


def test_one_change_is_small_enough(table: Collection) -> None:
    """Whatever the number of rows: both figures, the list and the note under the map."""
    selection = visible(table, View())
    over_time, over_space = figures(selection)
    sent = [over_time.to_plotly_json(), over_space.to_plotly_json(), fragments.event_list(selection), fragments.map_note(selection)]
    assert packed_kb(json.dumps(sent)) < MOST_KB


def test_note_under_the_map_takes_those_without_a_mark_from_all_events(many: Selection) -> None:
    """The first of each class, however many events stand before them."""
    for name in ("region", "country", "none"):
        of_class = many.frame.filter(nw.col("place_class") == name)["event_id"].to_list()
        told = re.findall(r'data-event="([^"]*)"', fragments.map_note(many))
        assert of_class and set(of_class[: fragments.LONGEST_LIST]) <= set(told)


def test_plotly_knows_every_value_of_a_figure(table: Collection) -> None:
    """The figures are made without its look at each; here (see `drawn`) it refuses what it does not know."""
    selection = visible(table, View(follow_ups=True))
    for figure in figures(selection, selection.shown[0].event.event_id):
        assert figure.data and figure.layout.meta


def test_more_events_than_marks_are_counted_together(table: Collection) -> None:
    """As many as there are marks are still drawn one by one."""
    selection = visible(table, View())
    assert selection.aggregated == (len(table.events) > MOST_MARKS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    """More than can be drawn one by one."""
    return visible(read_collection(write(tmp_path_factory.mktemp("more"), MOST_MARKS + 500)), View())


def test_bars_of_a_lane_stand_on_each_other(many: Selection) -> None:
    """What is drawn of a bin is as high as its count asks, and no bar leaves its lane."""
    over_time, _ = figures(many)
    lanes = over_time.layout.meta["lanes"]
    for trace in over_time.data:
        for base, height in zip(trace.base, trace.y, strict=True):
            lane = next(one for one in lanes if one["y0"] < base <= one["y1"])
            assert height < 0 and base + height >= lane["y0"]


def test_page_is_told_what_each_bar_and_cell_stands_for(many: Selection) -> None:
    """In the order of the lanes; together they are all that is shown."""
    over_time, over_space = figures(many)
    sums = over_time.layout.meta["sums"]
    assert len(sums["lanes"]) == len(over_time.layout.meta["lanes"])
    assert sum(count for lane in sums["lanes"] for count in lane["counts"]) == many.counts.shown
    assert all(len(lane["counts"]) == len(sums["edges"]) - 1 for lane in sums["lanes"])
    counted = over_space.layout.meta["sums"]
    assert sum(cell[4] for cell in counted["cells"]) >= many.counts.by_place["point"] and counted["edges"] == sums["edges"]
    labels = {label["sum"]: label["text"].split(" · ")[-1] for label in over_space.layout.meta["labels"] if "sum" in label}
    drawn = [at for trace in over_space.data for at in trace.meta.get("sums", ())]
    assert sorted(drawn) == sorted(labels) == list(range(len(counted["over_time"])))
    for at, carried in enumerate(counted["over_time"]):
        assert labels[at] == f"{sum(carried[1::2]):,}" and all(0 <= bin_ < len(sums["edges"]) - 1 for bin_ in carried[::2])


def test_open_event_keeps_its_marks(many: Selection) -> None:
    """On both, among bars and cells, with its title."""
    event = next(one.event for one in many.shown if one.event.place_class == "point")
    for figure in figures(many, event.event_id):
        assert [name for trace in figure.data for name in trace.customdata or ()] == [event.event_id]
    assert figures(many, event.event_id)[0].layout.meta["tips"][event.event_id]["title"] == event.title


def test_dark_page_has_its_own_inks(many: Selection) -> None:
    """The ink of a bar is that of its category's marks."""
    counted = stacks(many)
    assert counted
    colours = {trace.marker.color for trace in stacked_timeline(counted, theme=DARK).data}
    assert set(DARK.categories.values()) <= colours


def test_table_of_one_kind_has_one_lane(tmp_path: Path) -> None:
    """Lanes are those that are used."""
    selection = visible(read_collection(write(tmp_path, 300)), View(categories=("talks",)))
    counted = stacks(selection)
    assert counted and [lane["category"] for lane in stacked_timeline(counted, theme=LIGHT).layout.meta["lanes"]] == ["talks"]
