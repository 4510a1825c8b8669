"""Each number about countries is that of the view behind it."""

from itertools import combinations_with_replacement
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dateline.collection import Collection
from dateline.dates import SHAPES, from_iso
from dateline.link import from_query, to_string
from dateline.pairs import Meeting, pairs, partners, shared, spots
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.selection import Selection, visible
from dateline.view import MATCHES, Box, View
from tests.making import collection_of

CODES = ["IND", "JPN", "KOR", "PRK", "USA"]
WHENS = ("2024-03-18", "2024-03", "[2024-03-04..2024-03-10]", "[..2024-03-08]", "2024-03-15/..", "2024-03-01/2024-03-20")
PLACES = ("busan", "tokyo", "korea", "far-east", "busan; tokyo", "")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Ninety events of one to four countries in all roles, the same in every run."""
    roles = list(ROLES)
    events = []
    for n in range(90):
        parties = {f"{CODES[(n * 3 + k * k) % 5]}:{roles[(n // (k + 2) + k) % len(roles)]}": 1 for k in range(1 + n % 4)}
        events.append(
            {
                "when": WHENS[n % len(WHENS)],
                "status": list(STATUSES)[n // 3 % len(STATUSES)],
                "category": list(CATEGORIES)[n // 2 % len(CATEGORIES)],
                "countries": "; ".join(parties),
                "places": PLACES[n % len(PLACES)],
                "title": "A ship" if n % 5 else "A satellite",
            }
        )
    return collection_of(tmp_path_factory.mktemp("table"), *events)


FIRST, LAST = from_iso("2024-02-20"), from_iso("2024-04-10")
MIDDLE = (FIRST + LAST) // 2
views = st.builds(
    View,
    countries=st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    match=st.sampled_from(list(MATCHES)),
    roles=st.just(()) | st.lists(st.sampled_from(list(ROLES)), max_size=4).map(tuple),
    categories=st.just(()) | st.lists(st.sampled_from(list(CATEGORIES)), max_size=4).map(tuple),
    statuses=st.just(()) | st.lists(st.sampled_from(list(STATUSES)), max_size=3).map(tuple),
    shapes=st.just(()) | st.lists(st.sampled_from(SHAPES), max_size=4).map(tuple),
    first=st.none() | st.integers(FIRST, MIDDLE),
    last=st.none() | st.integers(MIDDLE, LAST),
    text=st.sampled_from(["", "ship", "satellite"]),
    area=st.sampled_from([None, Box(30, 120, 40, 145), Box(-90, 134, 90, -170)]),
)
many = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
some = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def followed(table: Collection, view: View) -> Selection:
    """What a reader sees who follows the link of a view."""
    return visible(table, from_query(parse_qs(to_string(view)), table)[0])


@many
@given(view=views, pair=st.sampled_from(list(combinations_with_replacement(CODES, 2))))
def test_every_cell_counts_what_its_link_shows(table: Collection, view: View, pair: tuple[str, str]) -> None:
    """Events, certain ones, those without another country, and each status; of pairs and of single countries."""
    assume(len(view.countries) < 2 or set(pair) <= set(view.countries))
    found = pairs(visible(table, view))
    tally, linked = found.tally(*reversed(pair)), followed(table, shared(view, *set(pair)))
    assert (tally.shown, tally.certain) == (linked.counts.shown, linked.counts.certain)
    assert tally.alone == followed(table, shared(view, *set(pair), alone=True)).counts.shown
    assert sum(tally.statuses.values()) == tally.shown
    assert dict(tally.statuses) == {s: n for s, n in linked.facet("statuses").items() if not view.statuses or s in view.statuses}


@some
@given(view=views)
def test_matrix_has_all_countries_with_events_or_the_chosen_ones(table: Collection, view: View) -> None:
    """Several chosen: these, with or without events. Else all that take part, whatever the choice of one country."""
    found = set(pairs(visible(table, view)).countries)
    free = visible(table, view.changed(countries=(), match="any"))
    assert found == (set(view.countries) if len(view.countries) > 1 else set(free.parties))


@some
@given(view=views, country=st.sampled_from(CODES))
def test_partners_of_a_country_are_the_pairs_it_is_in(table: Collection, view: View, country: str) -> None:
    """The same tallies as in the matrix, each with at least one meeting in two of the roles that count."""
    found = partners(visible(table, view.changed(countries=(country,), match="any")), country)
    everywhere = pairs(visible(table, view.changed(countries=())))
    assert {one.country: one.tally for one in found} == {
        code: everywhere.tally(country, code) for code in CODES if code != country and everywhere.tally(country, code).shown
    }
    for one in found:
        assert max(meeting.count for meeting in one.meetings) <= one.tally.shown <= sum(meeting.count for meeting in one.meetings)
        assert {role for meeting in one.meetings for role in (meeting.own, meeting.other)} <= set(view.roles or ROLES)


@some
@given(view=views)
def test_every_place_counts_what_its_link_shows(table: Collection, view: View) -> None:
    """Each place of the shown events, inside the area where there is one."""
    selection = visible(table, view)
    found = spots(selection)
    for one in found:
        assert one.shown == followed(table, one.of(view)).counts.shown > 0
    named = {place.place_id for one in found for place in one.places}
    visited = {place.place_id for one in selection.shown for place in one.event.places}
    assert named == visited if view.area is None else named <= visited


def test_roles_are_directed(tmp_path: Path) -> None:
    """Who hosted and who visited, who accused and who was accused."""
    accuses = {"countries": "KOR:accuser; PRK:accused; RUS:mentioned"}
    table = collection_of(tmp_path, {}, {}, accuses, accuses, {"countries": "JPN:host; KOR:visitor"})
    found = partners(visible(table, View(countries=("KOR",))), "KOR")
    assert {one.country: one.meetings for one in found} == {
        "JPN": (Meeting("host", "visitor", 2), Meeting("visitor", "host", 1)),
        "PRK": (Meeting("accuser", "accused", 2),),
    }
    assert [one.country for one in found] == ["JPN", "PRK"]


def test_mentioned_counts_only_when_asked_for(tmp_path: Path) -> None:
    """A country that is only named shares nothing by itself."""
    table = collection_of(tmp_path, {"countries": "KOR:actor; PRK:mentioned"})
    assert pairs(visible(table, View())).countries == ("KOR",)
    asked = pairs(visible(table, View(roles=("actor", "mentioned"))))
    assert asked.tally("PRK", "KOR").shown == 1 and asked.met == 1


def test_a_third_country_is_not_between(tmp_path: Path) -> None:
    """All that two share, and of it what is theirs alone."""
    table = collection_of(tmp_path, {}, {"countries": "JPN:visitor; KOR:host; USA:participant"}, {"countries": "KOR:actor"})
    found = pairs(visible(table, View()))
    assert (found.tally("JPN", "KOR").shown, found.tally("JPN", "KOR").alone) == (2, 1)
    assert (found.tally("KOR", "KOR").shown, found.tally("KOR", "KOR").alone) == (3, 1)
    assert found.countries == ("KOR", "JPN", "USA")


def test_nothing_shown_makes_an_empty_matrix(tmp_path: Path) -> None:
    """No cell, no place, no partner."""
    empty = visible(collection_of(tmp_path), View(text="nothing like this"))
    assert (pairs(empty).countries, dict(pairs(empty).cells), spots(empty), partners(empty, "KOR")) == ((), {}, (), ())
