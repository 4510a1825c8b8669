"""The legend below the timeline as a filter, and the question why an event is not shown."""

from urllib.parse import parse_qs

import pytest

from dateline import words
from dateline.collection import Collection
from dateline.dates import SHAPES
from dateline.link import from_query
from dateline.selection import Selection, visible
from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.reader import Reader

KEY = ".dl-legend [data-shape={}]"


def shown(table: Collection, query: str) -> Selection:
    """What the library says a query shows."""
    return visible(table, from_query(parse_qs(query), table)[0])


def ids(selection: Selection) -> list[str]:
    return [one.event.event_id for one in selection.shown]


def legend(reader: Reader) -> dict[str, int]:
    """The numbers beside the marks of the legend."""
    keys = reader.page.locator(".dl-legend [data-shape]")
    told = keys.evaluate_all("(keys) => keys.map((key) => [key.dataset.shape, key.querySelector('.dl-key-count').innerText])")
    return {shape: int(count) for shape, count in told}


def pressed(reader: Reader) -> list[str]:
    keys = reader.page.locator(".dl-legend [aria-pressed=true]")
    return list(keys.evaluate_all("(keys) => keys.map((key) => key.dataset.shape)"))


def test_legend_filters_list_charts_and_words_and_lifts_again(reader: Reader, table: Collection) -> None:
    """A press shows the events dated so and no others; a second press on it gives all back."""
    reader.visit()
    reader.page.locator(KEY.format("month")).click()
    wanted = shown(table, "shape=month")
    reader.eventually(reader.rows, ids(wanted))
    reader.settle()
    assert reader.query() == {"shape": ["month"]}
    assert reader.on_timeline() == sorted(ids(wanted))
    assert sorted({*reader.on_map(), *reader.without_place()}) == sorted(ids(wanted))
    assert reader.summary() == words.summary(wanted)
    assert (reader.chips(), pressed(reader)) == ([chip.text for chip in words.chips(wanted.view, table)], ["month"])
    reader.page.locator(KEY.format("month")).click()
    reader.eventually(reader.query, {})
    reader.eventually(reader.rows, ids(shown(table, "")))
    reader.eventually(lambda: pressed(reader), [])


def test_legend_counts_what_each_press_would_show(reader: Reader, table: Collection) -> None:
    """As the library counts, with the other filters in force."""
    reader.visit("country=RUS")
    counts = shown(table, "country=RUS").facet("shapes")
    there = shown(table, "").facet("shapes")
    assert legend(reader) == {shape: counts.get(shape, 0) for shape in SHAPES if shape in there}


@pytest.mark.mapless
def test_quick_presses_and_a_chip_keep_the_legend_right(reader: Reader, table: Collection) -> None:
    """Each press counts; what is lifted elsewhere is no longer pressed here."""
    reader.visit()
    for shape in ("before", "span", "day"):
        reader.page.locator(KEY.format(shape)).evaluate("(key) => key.click()")
    reader.eventually(lambda: sorted(reader.query().get("shape", [])), ["before", "day", "span"])
    reader.eventually(reader.rows, ids(shown(table, "shape=before&shape=span&shape=day")))
    reader.settle()
    assert sorted(pressed(reader)) == ["before", "day", "span"]
    reader.click_chip(words.SHAPE_NAMES["span"])
    reader.eventually(lambda: sorted(reader.query().get("shape", [])), ["before", "day"])
    reader.eventually(lambda: sorted(pressed(reader)), ["before", "day"])


@pytest.mark.mapless
def test_legend_works_by_keyboard_and_keeps_the_focus(reader: Reader) -> None:
    """Space presses, and the key that was pressed has the focus still."""
    reader.visit()
    reader.page.locator(KEY.format("set")).focus()
    reader.page.keyboard.press("Space")
    reader.eventually(reader.query, {"shape": ["set"]})
    reader.eventually(lambda: pressed(reader), ["set"])
    reader.settle()
    assert reader.page.evaluate("() => document.activeElement.dataset.shape") == "set"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_legend_fits_its_screen(meet: Meet, screen: dict[str, int]) -> None:
    """On a desktop all of it is in one line; a finger gets 44 px, and the page is not wider than the screen."""
    narrow = screen is PHONE
    reader = meet(screen=screen, touch=narrow).visit()
    boxes = [key.bounding_box() for key in reader.page.locator(".dl-legend [data-shape]").all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    if narrow:
        assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.mapless
def test_hidden_event_is_asked_for_and_shown_by_keyboard(reader: Reader, table: Collection) -> None:
    """The button near the summary opens a field; the answer names what hides the event, and its button lifts that."""
    event_id = "kor-spy-satellite-launch-planned"
    reader.visit("country=RUS&status=scheduled&to=2023-11-12")
    reader.page.get_by_role("button", name="Where is").focus()
    reader.page.keyboard.press("Enter")
    field = reader.page.get_by_label("Why is an event not shown")
    reader.eventually(lambda: field.evaluate("(field) => field === document.activeElement"), True)
    reader.page.keyboard.type(event_id)
    reader.page.keyboard.press("Enter")
    lift = reader.page.get_by_role("button", name="Lift the choice of countries and the window of dates")
    lift.wait_for(state="visible")
    reader.page.keyboard.press("Tab")
    reader.eventually(lambda: lift.evaluate("(button) => button === document.activeElement"), True)
    reader.page.keyboard.press("Enter")
    reader.eventually(reader.query, {"status": ["scheduled"], "event": [event_id]})
    reader.eventually(reader.rows, ids(shown(table, "status=scheduled")))
    reader.eventually(reader.open_event, event_id)
    reader.page.get_by_text("It is shown, and its card is open.").wait_for(state="visible")
    reader.page.keyboard.press("Escape")
    reader.eventually(lambda: field.count(), 0)
    assert reader.page.evaluate("() => document.activeElement.dataset.testid") == "stPopoverButton"
    assert reader.open_event() == event_id, "what was opened last is closed alone"
