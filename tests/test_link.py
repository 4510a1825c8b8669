"""The link: any view comes back from its link, and no link can do harm."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import countries
from dateline.dates import SHAPES, from_iso
from dateline.link import DATA, EMBED, LONGEST_TEXT, MOST_NOTES, MOST_VALUES, PARAMETERS, clean, from_query, to_query, to_string
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.since import since
from dateline.view import MATCHES, Box, Camera, View
from tests.making import collection_of
from tests.spoiling import DATES, ODD, bounded

some = st.lists
degrees = st.integers(-90_000, 90_000).map(lambda n: n / 1000)
days = st.none() | st.integers(from_iso("-0500-01-01"), from_iso("9999-12-31"))
LONGEST_S = 2
"""Of the processor, for one link; it takes hundredths."""


@st.composite
def views(draw: st.DrawFn) -> View:
    """Any view that a reader can make."""
    first, last = draw(days), draw(days)
    if first is not None and last is not None and first > last:
        first, last = last, first
    south, north = sorted((draw(degrees), draw(degrees)))
    return View(
        countries=tuple(draw(some(st.sampled_from(["KOR", "PRK", "JPN", "NAM", "USA"])))),
        match=draw(st.sampled_from(list(MATCHES))),
        roles=tuple(draw(some(st.sampled_from(list(ROLES)), max_size=3))),
        categories=tuple(draw(some(st.sampled_from(list(CATEGORIES)), max_size=3))),
        statuses=tuple(draw(some(st.sampled_from(list(STATUSES)), max_size=3))),
        shapes=tuple(draw(some(st.sampled_from(SHAPES), max_size=3))),
        first=first,
        last=last,
        text=clean(draw(st.text(max_size=LONGEST_TEXT))),
        area=draw(st.none() | st.builds(Box, st.just(south), degrees, st.just(north), degrees)),
        event=draw(st.just("") | st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)),
        follow_ups=draw(st.booleans()),
        camera=draw(st.none() | st.builds(Camera, degrees, degrees, st.integers(0, 2200).map(lambda n: n / 100))),
    )


@given(views())
def test_any_view_comes_back_from_its_link(view: View) -> None:
    """to_query and from_query are inverse, with nothing to complain about, also by way of the written string."""
    assert from_query(to_query(view)) == (view, ())
    assert from_query(parse_qs(to_string(view), keep_blank_values=True)) == (view, ())


@given(views(), views())
def test_equal_links_mean_equal_views(one: View, other: View) -> None:
    """The link is the state: two views have one link only when they are one."""
    assert (to_string(one) == to_string(other)) == (one == other)


def test_view_that_chooses_nothing_has_an_empty_link() -> None:
    """Defaults are left out."""
    assert to_query(View()) == {} and to_string(View()) == ""


def test_order_and_doubles_do_not_make_another_view() -> None:
    """Equal choices are equal links."""
    assert View(countries=("PRK", "KOR", "PRK")) == View(countries=("KOR", "PRK"))


@given(
    st.dictionaries(
        st.sampled_from([parameter.name for parameter in PARAMETERS]) | st.text(max_size=20),
        st.lists(st.text(max_size=60) | st.from_regex(r"[-0-9.,:/e]{1,30}"), max_size=5),
        max_size=8,
    )
)
def test_any_garbage_gives_a_view_and_notes(query: dict[str, list[str]]) -> None:
    """Reading never raises and takes no long time, the notes are few and printable, and what was read can be written again."""
    with bounded(LONGEST_S):
        view, notes = from_query(query)
        assert from_query(to_query(view))[0] == view
    assert len(notes) <= MOST_NOTES + 1
    assert all(clean(note) == note for note in notes)


LINKED = [one.name for one in PARAMETERS] + [DATA, EMBED]
NEARLY = st.sampled_from(
    [
        *("1.2.3_4_5", "1e5_2_3", "nan_inf_1", "9_9_9_9", "-90_-180_90_180", "91_0_3", "1,2,3", "_" * 9, "1_2_3_4_5"),
        *("abcdef-x", "abcdef-", "abcdef-999999", "abcdef-\u0663", "KOR,,zzz", "kor,prk", "private-table", "../data", "-0500-01-01"),
    ]
)
"""What is nearly a value of a link."""
LONG = st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=5) | ODD, st.integers(2, 3 * LONGEST_TEXT))


@pytest.mark.parametrize("name", LINKED)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(
        st.sampled_from([one.example for one in PARAMETERS]) | NEARLY | ODD | DATES | LONG | st.text(st.characters(), max_size=9),
        max_size=4,
    ),
    times=st.sampled_from([1, 1, 2, MOST_VALUES]),
)
def test_each_parameter_takes_anything(tmp_path: Path, name: str, values: list[str], times: int) -> None:
    """Odd, long and repeated values of each, also with a table at hand: a view that can be written, few notes and short ones."""
    table = collection_of(tmp_path)
    with bounded(LONGEST_S):
        view, notes = from_query({name: values * times}, table)
        assert from_query(to_query(view), table) == (view, ())
        said = since({name: values * times}, table)
    told = [*notes, *([said.text] if said else [])]
    assert len(notes) <= MOST_NOTES + 1 and all(clean(note) == note and len(note) < 300 for note in told)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"country": ["ZZZ"]}, "country 'ZZZ' is not known"),
        ({"category": ["party"]}, "category 'party' is not known"),
        ({"status": ["done"]}, "status 'done' is not known"),
        ({"role": ["king"]}, "role 'king' is not known"),
        ({"shape": ["round"]}, "shape 'round' is not known"),
        ({"match": ["none"]}, "match 'none'"),
        ({"from": ["2023-02-30"]}, "2023-02-30"),
        ({"to": ["soon"]}, "soon"),
        ({"from": ["2023-11-09"], "to": ["2023-11-08"]}, "later"),
        ({"area": ["1,2,3"]}, "area"),
        ({"area": ["50,0,40,10"]}, "area"),
        ({"map": ["95,0,3"]}, "map"),
        ({"event": ["<script>"]}, "no event's name"),
        ({"known": ["yes"]}, "known"),
        ({"colour": ["red"]}, "'colour' is no part of a link"),
    ],
)
def test_bad_value_is_ignored_with_a_note(query: dict[str, list[str]], note: str) -> None:
    """The note names the value; the view is the one without it."""
    view, notes = from_query(query)
    assert view == View()
    assert len(notes) == 1 and note in notes[0]


def test_good_values_beside_a_bad_one_are_kept() -> None:
    """One bad country does not lose the others."""
    view, notes = from_query({"country": ["KOR", "ZZZ", "prk"]})
    assert view.countries == ("KOR", "PRK") and len(notes) == 1


def test_marks_of_other_sites_are_passed_over() -> None:
    """A link that came through a newsletter is no bad link."""
    assert from_query({"utm_source": ["letter"], "fbclid": ["x"], "embed": ["true"]}) == (View(), ())


def test_country_and_event_that_the_table_lacks_are_noted(tmp_path: Path) -> None:
    """With the collection at hand a link to what is not in it says so."""
    view, notes = from_query({"country": ["FRA", "KOR"], "event": ["gone"]}, collection_of(tmp_path))
    assert view == View(countries=("KOR",))
    assert "France" in notes[0] and "'gone'" in notes[1]


def test_thousands_of_bad_values_give_a_short_answer() -> None:
    """The notes do not fill the page."""
    _, notes = from_query({f"p{n}": ["x"] for n in range(5000)})
    assert len(notes) == MOST_NOTES + 1 and "more" in notes[-1]


def test_direction_marks_and_controls_are_taken_out_of_text() -> None:
    """Text that would turn the line around or hide in it is cleaned."""
    assert from_query({"text": ["a\u202eb\x00c\u200d"]})[0].text == "abc"


def test_thousands_of_unknown_countries_are_only_counted() -> None:
    """What is meant by one is looked for a dozen times at most: looking takes milliseconds."""
    _, notes = from_query({"country": [",".join(f"qx{at}" for at in range(300))]})
    searched = countries.nearest.cache_info().misses
    _, again = from_query({"country": [",".join(f"zy{at}" for at in range(300))]})
    assert (len(notes), again[-1]) == (13, "and 288 more like these")
    assert countries.nearest.cache_info().misses - searched == 12
