"""Choices made by hand: each one counts, changes everything at once, and stands in the address."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from dateline import countries, words
from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import Selection, visible
from tests.browser.reader import Reader

QUICK_MS = 50
"""Between two clicks of a quick hand: shorter than the server's answer."""


def shown(table: Collection, query: str) -> Selection:
    """What the library says a query shows."""
    return visible(table, from_query(parse_qs(query), table)[0])


def ids(selection: Selection) -> list[str]:
    return [one.event.event_id for one in selection.shown]


def test_country_pill_filters_list_map_timeline_and_words(reader: Reader, table: Collection) -> None:
    """One click on a country: everything on the page shows its events and no others, and the address names it."""
    reader.visit()
    reader.press(countries.name("RUS"))
    wanted = shown(table, "country=RUS")
    reader.eventually(reader.rows, ids(wanted))
    reader.settle()
    assert reader.on_timeline() == sorted(ids(wanted))
    assert sorted({*reader.on_map(), *reader.without_place()}) == sorted(ids(wanted))
    assert reader.summary() == words.summary(wanted)
    assert reader.chips() == [chip.text for chip in words.chips(wanted.view, table)]
    assert reader.pressed() == [countries.name("RUS")]
    assert reader.query() == {"country": ["RUS"]}


@pytest.mark.mapless
def test_the_first_filter_moves_nothing(reader: Reader) -> None:
    """Its chip has its room before: list, timeline and map stay where they are, and of their size."""
    parts = "[...document.querySelectorAll('.dl-list-place, .dl-map, .dl-time')]"
    places = f"{parts}.map((one) => JSON.stringify(one.getBoundingClientRect()))"
    reader.visit()
    before = reader.page.evaluate(places)
    assert len(before) == 3
    reader.press(countries.name("RUS"))
    reader.eventually(lambda: len(reader.chips()), 1)
    reader.settle()
    assert reader.page.evaluate(places) == before


@pytest.mark.mapless
def test_many_chips_give_their_room_back(reader: Reader) -> None:
    """They take more lines than one, for as long as they are there."""
    top = "document.querySelector('.dl-list-place').getBoundingClientRect().top"
    reader.page.set_viewport_size({"width": 900, "height": 900})
    reader.visit()
    before = reader.page.evaluate(top)
    everything = ("PRK", "KOR", "USA", "RUS", "JPN", "IND", "IDN")
    reader.visit("&".join(f"country={code}" for code in everything))
    assert reader.page.evaluate(top) > before
    reader.page.get_by_role("button", name="Clear all").click()
    reader.eventually(reader.chips, [])
    reader.eventually(lambda: reader.page.evaluate(top), before)


@pytest.mark.mapless
def test_pressing_a_pill_again_lifts_it(reader: Reader, table: Collection) -> None:
    """The second press takes the country out of the view and of the address."""
    reader.visit("country=PRK&country=RUS")
    reader.press(countries.name("RUS"))
    reader.eventually(reader.query, {"country": ["PRK"]})
    reader.press(countries.name("PRK"))
    reader.eventually(reader.query, {})
    reader.eventually(reader.rows, ids(shown(table, "")))


def press_pill(code: str) -> Callable[[Reader], None]:
    return lambda reader: reader.press(countries.name(code))


def type_word(word: str) -> Callable[[Reader], None]:
    def act(reader: Reader) -> None:
        field = reader.page.get_by_placeholder("Find words")
        field.fill(word)
        field.press("Enter")

    return act


def open_row(event_id: str) -> Callable[[Reader], None]:
    return lambda reader: reader.click_row(event_id)


def brush(reader: Reader) -> None:
    reader.brush("2023-11-03", "2023-11-12")


EVENT = "usa-blinken-seoul-visit-2023"
WINDOW = "from=2023-11-03&to=2023-11-12"


@pytest.mark.parametrize(
    ("first", "second", "query"),
    [
        pytest.param(press_pill("PRK"), press_pill("RUS"), "country=PRK&country=RUS", id="two pills"),
        pytest.param(type_word("north"), press_pill("RUS"), "country=RUS&text=north", id="words, then a pill", marks=pytest.mark.mapless),
        pytest.param(press_pill("RUS"), type_word("north"), "country=RUS&text=north", id="a pill, then words", marks=pytest.mark.mapless),
        pytest.param(brush, press_pill("KOR"), f"country=KOR&{WINDOW}", id="days, then a pill"),
        pytest.param(press_pill("KOR"), brush, f"country=KOR&{WINDOW}", id="a pill, then days"),
        pytest.param(press_pill("KOR"), open_row(EVENT), f"country=KOR&event={EVENT}", id="a pill, then an event"),
        pytest.param(
            open_row(EVENT), press_pill("KOR"), f"country=KOR&event={EVENT}", id="an event, then a pill", marks=pytest.mark.mapless
        ),
    ],
)
def test_second_choice_50_ms_after_the_first_loses_nothing(
    reader: Reader, table: Collection, first: Callable[[Reader], None], second: Callable[[Reader], None], query: str
) -> None:
    """Both choices hold, in the list, on the pills and in the address, and none of them is taken back later."""
    reader.visit()
    first(reader)
    reader.page.wait_for_timeout(QUICK_MS)
    second(reader)
    wanted = shown(table, query)
    reader.eventually(reader.query, parse_qs(query))
    reader.eventually(reader.rows, ids(wanted))
    reader.settle().page.wait_for_timeout(10 * QUICK_MS)  # an old answer that comes late would change it again
    reader.settle()
    assert reader.query() == parse_qs(query)
    assert reader.rows() == ids(wanted)
    assert sorted(reader.pressed()) == sorted(countries.name(code) for code in wanted.view.countries)
    assert reader.on_timeline() == sorted(ids(wanted))


def test_first_choice_asks_for_no_script(reader: Reader) -> None:
    """While one that an element needs is on its way, Streamlit hides all that stands beside it: a hand on the timeline would miss it."""
    scripts = "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('.js'))"
    reader.visit()
    before = reader.page.evaluate(scripts)
    reader.press(countries.name("KOR"))
    reader.eventually(lambda: len(reader.chips()), 1)
    reader.settle()
    assert before and reader.page.evaluate(scripts) == before


@pytest.mark.mapless
def test_same_brush_works_again_after_its_chip_was_cleared(reader: Reader, table: Collection) -> None:
    """Days chosen on the timeline make a chip; clearing it gives all events back; the same drag then chooses them again.

    The pills stay where they are, though the page says more: a hand may be about to press one.
    """
    window = shown(table, WINDOW)
    chip = words.window_text(window.view)
    pill = reader.pill(countries.name("KOR"))
    reader.visit()
    place = reader.middle(pill)
    for _ in range(2):
        reader.brush("2023-11-03", "2023-11-12")
        reader.eventually(reader.query, parse_qs(WINDOW))
        reader.eventually(reader.rows, ids(window))
        reader.eventually(reader.chips, [chip])
        reader.settle()
        assert reader.middle(pill) == place
        reader.click_chip(chip)
        reader.eventually(reader.query, {})
        reader.eventually(reader.rows, ids(shown(table, "")))
        reader.settle()


def test_same_brush_works_again_after_it_was_cleared_on_the_timeline(reader: Reader) -> None:
    """The cross beside the days on the timeline does the same as the chip."""
    reader.visit()
    for _ in range(2):
        reader.brush("2023-11-03", "2023-11-12")
        reader.eventually(reader.query, parse_qs(WINDOW))
        reader.settle().page.locator(".dl-time [data-job=clear-window]").click()
        reader.eventually(reader.query, {})
        reader.settle()


@pytest.mark.mapless
def test_possible_events_are_marked_in_the_list(reader: Reader, table: Collection) -> None:
    """In a window, what may lie outside it is marked as possible, and only that."""
    reader.visit("from=2023-11-06&to=2023-11-08")
    possible = [one.event.event_id for one in shown(table, "from=2023-11-06&to=2023-11-08").shown if not one.certain]
    assert possible, "the embedded table has uncertain dates"
    rows = reader.page.locator(".dl-row.is-possible").evaluate_all("(rows) => rows.map((row) => row.dataset.event)")
    assert rows == possible


def test_empty_result_names_the_filter_and_lifting_it_works(reader: Reader, table: Collection) -> None:
    """Where nothing fits, the page says which filter to lift and how many events that gives; a click does it."""
    query = "country=IDN&category=launch"
    empty = shown(table, query)
    assert not empty.counts.shown, "Indonesia launches nothing in this table"
    reader.visit(query)
    assert reader.rows() == reader.on_map() == reader.on_timeline() == []
    assert reader.summary() == words.summary(empty)
    offers = reader.page.locator(".st-key-emptiness button:visible").all_inner_texts()
    wanted = [f"{words.number(empty.lifted(one), 'event')} without {words.FILTER_NAMES[one]}" for one in ("countries", "categories")]
    assert offers == [*wanted, "Lift all filters"]
    reader.page.locator(".st-key-emptiness button:visible", has_text=wanted[0]).click()
    reader.eventually(reader.query, {"category": ["launch"]})
    reader.eventually(reader.rows, ids(shown(table, "category=launch")))


@pytest.mark.mapless
def test_category_in_its_popover_filters(reader: Reader, table: Collection) -> None:
    """The pills behind a button work as those in the row do."""
    reader.visit()
    reader.page.get_by_role("button", name="Category").click()
    reader.page.locator('[data-testid="stPopoverBody"] button', has_text=words.CATEGORY_NAMES["launch"]).click()
    reader.eventually(reader.query, {"category": ["launch"]})
    reader.eventually(reader.rows, ids(shown(table, "category=launch")))


@pytest.mark.mapless
def test_days_typed_in_their_fields_make_the_window(reader: Reader, table: Collection) -> None:
    """As good as a brush, as soon as the field is left, or by Enter; the calendar of the one does not lie over the other."""
    reader.visit()
    page = reader.page
    page.get_by_role("button", name="Dates").click()
    page.get_by_role("spinbutton", name="year, From").click()
    page.keyboard.type("20231107")
    page.get_by_role("spinbutton", name="year, To").click()
    reader.eventually(reader.query, {"from": ["2023-11-07"]})
    page.keyboard.type("20231110")
    page.keyboard.press("Enter")
    reader.eventually(reader.query, {"from": ["2023-11-07"], "to": ["2023-11-10"]})
    assert page.get_by_test_id("stDateInputCalendar").count() == 0
    reader.eventually(reader.rows, ids(shown(table, "from=2023-11-07&to=2023-11-10")))


@pytest.mark.mapless
def test_enter_takes_a_day_only_when_it_is_whole_or_lifted(reader: Reader) -> None:
    """Until then what is typed stays, and goes on; with the calendar open or shut."""
    reader.visit()
    page = reader.page
    page.get_by_role("button", name="Dates").click()
    year, month, day = (page.get_by_role("spinbutton", name=f"{part}, From") for part in ("year", "month", "day"))
    year.click()
    page.keyboard.type("20231106")
    page.keyboard.press("Enter")
    reader.eventually(reader.query, {"from": ["2023-11-06"]})
    month.click()
    for key in ("Backspace", "Backspace", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert [part.inner_text() for part in (year, month, day)] == ["2023", "mm", "06"]
    month.click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    reader.eventually(reader.query, {"from": ["2023-12-06"]})
    assert page.get_by_test_id("stDateInputCalendar").count() == 0
    page.keyboard.type("07")
    page.keyboard.press("Enter")
    reader.eventually(reader.query, {"from": ["2023-12-07"]})
    for part in (year, month, day):
        part.click()
        for _ in range(4):
            page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    reader.eventually(reader.query, {})


@pytest.mark.mapless
def test_list_sorted_the_other_way_shows_the_same_events(reader: Reader, table: Collection) -> None:
    """Newest first is the same list from its end; charts and address stay."""
    reader.visit("country=RUS")
    reader.page.locator("[data-job=sort]").click()
    reader.eventually(reader.rows, ids(shown(table, "country=RUS"))[::-1])
    assert reader.settle().query() == {"country": ["RUS"]}
