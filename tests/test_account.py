"""No event is ever lost: the sums of hundreds of random views, told in words, hold and agree with list, timeline and map."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import fragments, words
from dateline.collection import Collection, read_collection
from dateline.dates import SHAPES
from dateline.figures.palette import LIGHT
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.selection import Selection, visible
from dateline.view import MATCHES, Box, View
from tests.figures.drawn import event_map, timeline
from tests.making import PLACES, SOURCE, folder_of

EMBEDDED = Path(__file__).parents[1] / "data"
WHENS = ("2024-03-18", "2024-03-18?", "2024-03", "2024", "[2024-03-04..2024-03-10]", "[..2024-03-08]", "[2024-03-20..]", "../2024-03-08")
WHERE = ("busan", "busan; tokyo", "korea", "far-east", "", "korea; tokyo")
DAMAGE: tuple[dict[str, str], ...] = ({"when": "2024-02-30"}, {"countries": "ZZZ:host"}, {"places": "atlantis"})


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Sixty events of every sort, and three rows that are withheld."""
    events = [
        {
            "when": WHENS[n % len(WHENS)],
            "status": list(STATUSES)[n % len(STATUSES)],
            "category": list(CATEGORIES)[n // 2 % len(CATEGORIES)],
            "countries": ("JPN:visitor; KOR:host", "KOR:actor", "USA:mentioned; JPN:actor")[n % 3],
            "places": WHERE[n % len(WHERE)],
        }
        for n in range(60)
    ]
    return read_collection(folder_of(tmp_path_factory.mktemp("damaged"), [*events, *DAMAGE], PLACES, (SOURCE,)))


@pytest.fixture(scope="module")
def embedded() -> Collection:
    return read_collection(EMBEDDED)


def some(values: Any, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """None of the values, or a few."""
    return st.just(()) | st.lists(st.sampled_from(list(values)), max_size=most).map(tuple)


def views(table: Collection) -> st.SearchStrategy[View]:
    """Any view of a table."""
    anchors = table.events["anchor"]
    days = st.none() | st.integers(int(anchors.min()) - 9, int(anchors.max()) + 9)
    return st.builds(
        View, countries=some(table.countries, 3), match=st.sampled_from(list(MATCHES)), roles=some(ROLES, 2),
        categories=some(CATEGORIES, 4), statuses=some(STATUSES, 3), shapes=some(SHAPES, 4), first=days, last=days,
        text=st.sampled_from(["", "a", "korea", "ship"]),
        area=st.sampled_from([None, Box(-90, 100, 90, -60), Box(30, 120, 40, 145)]),
    )  # fmt: skip


def sums(text: str) -> list[tuple[int, list[int]]]:
    """The sums of a line of account, as numbers: the total and its parts."""
    told = [[int(number) for number in re.findall(r"\d+", part)] for part in text.split(" · ")]
    return [(total, parts) for total, *parts in told]


def check(selection: Selection, table: Collection) -> None:
    """The line of account against itself, the file, and the list."""
    file, rest, window, places = sums(words.account(selection))
    (in_file, (withheld, in_table)), (again, (shown, out)) = file, rest
    assert in_file == withheld + in_table == table.rows_in_file
    assert withheld == len(table.lost) and in_table == again == shown + out == len(table.events)
    assert shown == window[0] == sum(window[1]) == places[0] == sum(places[1])
    rows = fragments.event_list(selection)
    assert (rows.count('class="dl-row'), rows.count("is-possible")) == (shown, window[1][1])


def ids(figure: Any) -> set[str]:
    """Every event that a figure names."""
    return {
        one
        for trace in figure.data
        if trace.meta["part"] != "outline"
        for named in (trace.customdata if trace.customdata is not None else ())
        for one in str(named or "").split()
    }


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", ["embedded", "damaged"])
def test_account_of_any_view_adds_up(request: pytest.FixtureRequest, name: str, data: st.DataObject) -> None:
    """Every sum holds, the next begins where it ended, and the list has as many rows, certain and possible."""
    table: Collection = request.getfixturevalue(name)
    check(visible(table, data.draw(views(table))), table)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", ["embedded", "damaged"])
def test_timeline_and_map_have_the_events_of_the_account(request: pytest.FixtureRequest, name: str, data: st.DataObject) -> None:
    """The timeline marks every shown event; the map marks all with a place, and names the others under it."""
    table: Collection = request.getfixturevalue(name)
    selection = visible(table, data.draw(views(table)))
    shown = {one.event.event_id for one in selection.shown}
    space = event_map(selection.shown, theme=LIGHT)
    assert ids(timeline(selection.shown, theme=LIGHT)) == shown
    assert ids(space) | set(space.layout.meta["unplaced"]) == shown
    note = re.findall(r"(\d+) (at a place|in a region|by country|without a place)", fragments.map_note(selection))
    told = {words.PLACE_NAMES[name]: count for name, count in selection.counts.by_place.items() if count or name == "point"}
    assert {name: int(count) for count, name in note} == told


def test_account_is_one_line_of_sums(damaged: Collection) -> None:
    """As a reader meets it."""
    assert words.account(visible(damaged, View(countries=("USA",)))) == (
        "63 rows in the file = 3 withheld + 60 in the table · 60 = 0 shown + 60 filtered out · 0 = 0 certain + 0 possible · "
        "0 = 0 at a place + 0 in a region + 0 by country + 0 without a place"
    )


def test_map_note_counts_the_possible_ones_apart(damaged: Collection) -> None:
    """In a window each class says how many of it may lie outside."""
    selection = visible(damaged, View(first=int(damaged.events["anchor"].min()), last=int(damaged.events["anchor"].min()) + 20))
    counts = selection.counts
    assert counts.possible == sum(counts.possible_by_place.values()) > 0
    told = [int(n) for n in re.findall(r", (\d+) of them possible", fragments.map_note(selection))]
    assert told == [count for count in counts.possible_by_place.values() if count]
