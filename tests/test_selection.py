"""The selection against a plain reading of its definition, and the sums that must always hold."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import Collection, normalised
from dateline.dates import SHAPES, from_iso
from dateline.entries import Event
from dateline.schema import ACTING_ROLES, CATEGORIES, ROLES, STATUSES
from dateline.selection import visible
from dateline.view import FILTERS, MATCHES, Box, View
from tests.making import collection_of

CODES = ["JPN", "KOR", "PRK", "USA"]
_DAYS = ("2024-03-18", "2024-03-18?", "2024-03", "2024", "[2024-03-04..2024-03-10]", "[..2024-03-08]", "[2024-03-20..]")
WHENS = (*_DAYS, "../2024-03-08", "2024-03-15/..", "2024-03-01/2024-03-20")
PLACES = ["busan", "tokyo", "korea", "far-east", "busan; tokyo", "korea; tokyo", ""]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Eighty events that differ in everything a filter looks at, the same in every run."""
    events = []
    for n in range(80):
        parties = {f"{CODES[(n + k) % 4]}:{list(ROLES)[(n // (k + 1) + k) % len(ROLES)]}": 1 for k in range(1 + n % 3)}
        events.append(
            {
                "when": WHENS[n % len(WHENS)],
                "status": list(STATUSES)[n % len(STATUSES)],
                "category": list(CATEGORIES)[n // 2 % len(CATEGORIES)],
                "countries": "; ".join(parties),
                "places": PLACES[n % len(PLACES)],
                "title": "Á ship" if n % 5 else "A satellite",
            }
        )
    return collection_of(tmp_path_factory.mktemp("table"), *events)


days = st.none() | st.integers(from_iso("2024-02-20"), from_iso("2024-04-10"))
choices = {
    "countries": st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    "match": st.sampled_from(list(MATCHES)),
    "roles": st.just(()) | st.lists(st.sampled_from(list(ROLES)), max_size=2).map(tuple),
    "categories": st.just(()) | st.lists(st.sampled_from(list(CATEGORIES)), max_size=4).map(tuple),
    "statuses": st.just(()) | st.lists(st.sampled_from(list(STATUSES)), max_size=3).map(tuple),
    "shapes": st.just(()) | st.lists(st.sampled_from(SHAPES), max_size=4).map(tuple),
    "first": days,
    "last": days,
    "text": st.sampled_from(["", "ship", "SHIP a", "satellite", "submarine"]),
    "area": st.sampled_from([None, Box(30, 120, 40, 145), Box(-90, 134, 90, -170), Box(30, 120, 36, 130)]),
}
views = st.builds(View, **choices)
check = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fits(event: Event, view: View) -> tuple[bool, bool]:
    """What the definition says of one event: is it shown, and is that certain?"""
    roles = view.roles or ACTING_ROLES
    acting = {party.country for party in event.parties if party.role in roles}
    wanted = set(view.countries)
    country = {"any": bool(wanted & acting), "all": wanted <= acting, "between": wanted == acting}[view.match] if wanted else True
    role = bool(acting) if view.roles else True
    words = normalised(" ".join((event.event_id, event.title, event.summary, *(place.name for place in event.places))))
    text = all(word in words for word in normalised(view.text).split())
    box = view.area
    area = box is None or any(
        box.south <= p.latitude <= box.north
        and ((box.west <= p.longitude <= box.east) if box.west <= box.east else (p.longitude >= box.west or p.longitude <= box.east))
        for p in event.places
    )
    listed = event.category in (view.categories or CATEGORIES) and event.status in (view.statuses or STATUSES)
    listed = listed and event.when.shape in (view.shapes or SHAPES)
    first, last = ((float("-inf") if view.first is None else view.first), (float("inf") if view.last is None else view.last))
    windowed = view.first is not None or view.last is not None
    possible = not windowed or (event.when.s1 <= last and event.when.e2 >= first)
    certain = not windowed or (event.when.s2 <= last and event.when.e1 >= first)
    return country and role and text and area and listed and possible, certain


@check
@given(view=views)
def test_selection_is_what_its_definition_says(table: Collection, view: View) -> None:
    """Event by event, with the certain ones told apart."""
    expected = [(event.event_id, fits(event, view)[1]) for event in table.at(range(80)) if fits(event, view)[0]]
    assert [(one.event.event_id, one.certain) for one in visible(table, view).shown] == expected


@check
@given(view=views)
def test_counts_add_up(table: Collection, view: View) -> None:
    """No event is lost between file, table, filter, window and map."""
    selection = visible(table, view)
    counts = selection.counts
    assert counts.in_file == counts.withheld + counts.in_table
    assert counts.in_table == counts.shown + counts.filtered_out
    assert counts.shown == counts.certain + counts.possible == sum(counts.by_place.values()) == len(selection.frame)


@check
@given(view=views, what=st.sampled_from(["categories", "statuses", "shapes", "roles", "countries"]), data=st.data())
def test_count_beside_a_choice_is_what_choosing_it_gives(table: Collection, view: View, what: str, data: st.DataObject) -> None:
    """For *all* and *between* the country joins the chosen ones; in every other list the value stands alone."""
    value = data.draw(
        st.sampled_from(
            {"categories": [*CATEGORIES], "statuses": [*STATUSES], "shapes": SHAPES, "roles": [*ROLES], "countries": CODES}[what]
        )
    )
    joined = (*view.countries, value) if what == "countries" and view.match != "any" else (value,)
    choosing = view.changed(**{what: joined})
    assert visible(table, view).facet(what).get(value, 0) == len(visible(table, choosing).frame)


@check
@given(view=views)
def test_filter_that_hides_an_event_is_named(table: Collection, view: View) -> None:
    """Shown events are hidden by nothing; hidden ones by filters that are set."""
    selection = visible(table, view)
    shown = {one.event.event_id for one in selection.shown}
    for event in table.at(range(0, 80, 13)):
        hidden = selection.hides(event.event_id)
        assert (event.event_id in shown) == (not hidden)
        assert set(hidden) <= set(view.active)


@check
@given(view=views)
def test_lifting_every_filter_shows_everything(table: Collection, view: View) -> None:
    """One by one (a role aside: *mentioned* counts only while it is asked for) or all at once."""
    for what in FILTERS:
        if what in view.active and what != "roles":
            assert visible(table, view).lifted(what) >= visible(table, view).counts.shown
    assert visible(table, view.unfiltered()).counts.shown == 80


def test_window_counts_both_its_ends(tmp_path: Path) -> None:
    """An event on the first or the last day is in; one a day outside is not."""
    table = collection_of(tmp_path, {"when": "2024-03-18"})
    day = from_iso("2024-03-18")
    inside = [visible(table, View(first=first, last=last)).counts.shown for first, last in ((day, day), (day - 9, day), (day, day + 9))]
    outside = [visible(table, View(first=first, last=last)).counts.shown for first, last in ((day - 9, day - 1), (day + 1, None))]
    assert (inside, outside) == ([1, 1, 1], [0, 0])


@pytest.mark.parametrize(
    ("when", "certain"),
    [("2024-03", False), ("[..2024-03-20]", False), ("2024-03-01/2024-03-31", True), ("../2024-03-12", True), ("2024-03-12/..", True)],
)
def test_event_whose_bounds_cross_the_window_is_possible(tmp_path: Path, when: str, certain: bool) -> None:
    """A month may lie outside a window of ten days in it; a span over it certainly does not."""
    table = collection_of(tmp_path, {"when": when})
    shown = visible(table, View(first=from_iso("2024-03-10"), last=from_iso("2024-03-19"))).shown
    assert [one.certain for one in shown] == [certain]


def test_a_view_with_another_open_event_is_not_counted_again(tmp_path: Path) -> None:
    """What the filters give is shared; what the open event or the records change is not."""
    table = collection_of(tmp_path, {"event_id": "one"}, {"event_id": "two", "countries": "USA:host"})
    first, again = visible(table, View(countries=("USA",))), visible(table, View(countries=("USA",), event="one", follow_ups=True))
    assert first.counts is again.counts and first.facet("countries") is again.facet("countries")
    assert again.view.event == "one" and visible(table, View()).counts != first.counts


@pytest.mark.parametrize("text", ["´", "\u0301", "¨ ´", "busan ´"])
def test_accent_without_a_letter_is_no_word(table: Collection, text: str) -> None:
    """A reader types it before the letter: it leaves as much as the other words do."""
    wanted = visible(table, View(text=text.strip("´¨\u0301 ")))
    assert [one.event for one in visible(table, View(text=text)).shown] == [one.event for one in wanted.shown]


@given(st.text(max_size=12))
def test_any_text_can_be_searched(table: Collection, text: str) -> None:
    """Whatever is typed gives a selection."""
    assert visible(table, View(text=text)).counts.shown <= 80
