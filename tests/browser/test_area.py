"""A box on the map: drawn, made from a place, or what the map shows; list, timeline, map and counts follow it."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import CDPSession

from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import visible
from tests.browser.conftest import PHONE, Meet
from tests.browser.reader import Reader

KOREA_AND_JAPAN = ((43.0, 122.0), (32.0, 143.0))
"""North-west and south-east corner, in degrees."""
CHINA_COAST = ((40.0, 100.0), (15.0, 131.0))
BOX, LIMIT, CLEAR = ".dl-map [data-job=box]", ".dl-map [data-job=limit]", ".dl-map [data-job=clear-area]"
DRAWN_PARTS = """() => document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map
  .queryRenderedFeatures({ layers: ["dateline-area-line", "dateline-area-veil"] }).map((one) => one.properties.part)"""
CHIP = "inside the box on the map"
EAST_ASIA = "map=35_125_3"
"""A camera whose view is narrower than the world: the whole width of it is no area."""

Corners = Sequence[tuple[float, float]]


def pull(reader: Reader, corners: Corners) -> None:
    """Press at the first corner and pull to the second; the button stays down."""
    (x1, y1), (x2, y2) = (reader.at_place(*corner) for corner in corners)
    reader.page.mouse.move(x1, y1)
    reader.page.mouse.down()
    reader.page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    reader.page.mouse.move(x2, y2)


def draw(reader: Reader, corners: Corners) -> None:
    """Draw a box with shift held."""
    reader.page.keyboard.down("Shift")
    pull(reader, corners)
    reader.page.mouse.up()
    reader.page.keyboard.up("Shift")


def pressed(reader: Reader, button: str) -> bool:
    return reader.page.locator(button).get_attribute("aria-pressed") == "true"


def in_force(reader: Reader) -> list[float]:
    """The area that the map has, as south, west, north, east."""
    return [float(side) for side in (reader.page.locator(".dl-map").get_attribute("data-area") or "").split()]


def linked(reader: Reader) -> list[float]:
    """The area of the address."""
    return [float(side) for value in reader.query().get("area", []) for side in value.split("_")]


def camera(reader: Reader) -> str:
    return str(reader.page.locator(".dl-map").get_attribute("data-camera"))


def agrees(reader: Reader, table: Collection) -> None:
    """List, timeline, map and sentence show what the library says that the address shows."""
    selection = visible(table, from_query(reader.query(), table)[0])
    wanted = [one.event.event_id for one in selection.shown]
    reader.eventually(reader.rows, wanted)
    reader.eventually(reader.on_timeline, sorted(wanted))
    reader.eventually(lambda: sorted(reader.on_map() + reader.without_place()), sorted(wanted))
    assert reader.summary().startswith(f"{len(wanted)} of ")
    assert not reader.without_place(), "what has no place is in no area"


def test_box_is_counted_while_it_is_drawn_and_filters_when_let_go(reader: Reader, table: Collection) -> None:
    """The button arms the map for one box; what it holds is lit and counted before, and shown alone after."""
    reader.visit()
    before = camera(reader)
    reader.page.locator(BOX).click()
    assert pressed(reader, BOX)
    pull(reader, KOREA_AND_JAPAN)
    count = reader.page.locator(".dl-draw-count")
    reader.eventually(lambda: count.inner_text()[:1].isdigit(), True)
    counted = int(count.inner_text().split()[0])
    kept = reader.page.locator('.dl-row[data-presence="in"]').count()
    assert kept == counted and reader.page.locator('.dl-row[data-presence="out"]').count() == len(reader.rows()) - kept
    assert not linked(reader), "nothing is asked for while the hand moves"
    reader.page.mouse.up()
    reader.eventually(reader.chips, [CHIP])
    agrees(reader, table)
    assert len(reader.rows()) == counted and not pressed(reader, BOX)
    assert linked(reader) == in_force(reader)
    assert linked(reader) == pytest.approx([32, 122, 43, 143], abs=0.5)
    reader.settle()
    assert camera(reader) == before, "the map stays where it is"


def test_another_box_is_counted_with_what_the_first_one_hides(reader: Reader, table: Collection) -> None:
    """With a box in force a second one, drawn with shift held, tells the number that it will bring."""
    reader.visit()
    draw(reader, CHINA_COAST)
    reader.eventually(reader.chips, [CHIP])
    agrees(reader, table)
    first, narrow = linked(reader), len(reader.settle().rows())
    reader.page.keyboard.down("Shift")
    pull(reader, KOREA_AND_JAPAN)
    counted = int(reader.page.locator(".dl-draw-count").inner_text().split()[0])
    reader.page.mouse.up()
    reader.page.keyboard.up("Shift")
    reader.eventually(lambda: linked(reader) not in ([], first), True)
    agrees(reader, table)
    assert len(reader.rows()) == counted != narrow


@pytest.mark.parametrize("by", ["corner", "chip"])
def test_box_is_cleared_at_its_corner_and_by_its_chip(reader: Reader, by: str) -> None:
    """Everything comes back, and the same box can be drawn again."""
    reader.visit()
    listed = reader.rows()
    for _ in range(2):
        draw(reader, KOREA_AND_JAPAN)
        reader.eventually(reader.chips, [CHIP])
        reader.settle()
        reader.page.locator(CLEAR).press("Enter") if by == "corner" else reader.click_chip(CHIP)
        reader.eventually(reader.rows, listed)
        reader.eventually(lambda: (linked(reader), in_force(reader)), ([], []))
        assert reader.settle().page.locator(CLEAR).is_hidden()


def test_escape_gives_up_a_box_and_a_press_without_a_drag_is_a_click(reader: Reader, table: Collection) -> None:
    """Neither changes the area; the click opens what lies there."""
    reader.visit()
    reader.page.locator(BOX).click()
    pull(reader, KOREA_AND_JAPAN)
    reader.page.keyboard.press("Escape")
    reader.page.mouse.up()
    assert not pressed(reader, BOX) and not reader.page.locator('.dl-row[data-presence="out"]').count()
    place = table.places["vandenberg"]
    (event_id,) = (one.event.event_id for one in visible(table, from_query({})[0]).shown if place in one.event.places)
    reader.page.locator(BOX).click()
    reader.click_at(*reader.at_place(place.latitude, place.longitude))
    reader.eventually(reader.open_event, event_id)
    assert not linked(reader)


@pytest.mark.parametrize("area", ["30_120_45_145", "30_170_60_-60"])
def test_link_with_an_area_draws_it(reader: Reader, table: Collection, area: str) -> None:
    """The map opens with the box in its frame, also where it crosses the antimeridian."""
    reader.visit(f"area={area}")
    agrees(reader, table)
    south, west, north, east = in_force(reader)
    assert "_".join(f"{side:g}" for side in (south, west, north, east)) == area
    frame = reader.page.locator(".dl-map").bounding_box()
    assert frame
    for corner in ((south, west), (north, east)):
        x, y = reader.at_place(*corner)
        assert frame["x"] < x < frame["x"] + frame["width"] and frame["y"] < y < frame["y"] + frame["height"]
    assert reader.page.locator(CLEAR).is_visible()
    reader.eventually(lambda: set(reader.page.evaluate(DRAWN_PARTS)), {"line", "veil"})


def test_switch_follows_what_the_map_shows(reader: Reader, table: Collection) -> None:
    """Each move that the reader made sets the area once; an opened event does not; off clears it."""
    reader.visit(EAST_ASIA)
    reader.page.locator(LIMIT).click()
    reader.eventually(reader.chips, [CHIP])
    agrees(reader, table)
    assert pressed(reader, LIMIT) and reader.settle().page.locator(CLEAR).is_hidden(), "the map's own edge is the line"
    first, entries = linked(reader), reader.entries()
    reader.page.locator(".dl-map [data-job=zoom-in]").click()
    reader.eventually(lambda: linked(reader) != first, True)
    agrees(reader, table)
    south, west, north, east = linked(reader)
    assert south > first[0] and north < first[2] and reader.settle().entries() == entries + 1
    reader.eventually(lambda: "map" in reader.query(), True)
    reader.page.locator(".dl-map canvas[tabindex]").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.eventually(lambda: linked(reader) != [south, west, north, east], True)
    agrees(reader, table)
    assert linked(reader)[1] < west and reader.settle().entries() == entries + 2
    moved = linked(reader)
    reader.click_row(reader.rows()[0])
    reader.eventually(lambda: reader.open_event() != "", True)
    assert reader.settle() and linked(reader) == moved and pressed(reader, LIMIT)
    reader.page.locator(LIMIT).click()
    reader.eventually(lambda: linked(reader), [])
    assert not pressed(reader, LIMIT)


def test_back_restores_the_area_before(reader: Reader, table: Collection) -> None:
    """Back goes to the box before, which is an area from elsewhere: the switch is off."""
    reader.visit(EAST_ASIA)
    draw(reader, KOREA_AND_JAPAN)
    reader.eventually(reader.chips, [CHIP])
    box = linked(reader)
    reader.settle().page.locator(LIMIT).click()
    reader.eventually(lambda: linked(reader) not in ([], box), True)
    agrees(reader, table)
    reader.settle().page.go_back()
    reader.eventually(lambda: (linked(reader), in_force(reader), pressed(reader, LIMIT)), (box, box, False))
    agrees(reader, table)
    reader.settle().page.go_back()
    reader.eventually(lambda: (linked(reader), in_force(reader)), ([], []))


def test_place_of_several_events_can_be_shown_alone(reader: Reader, table: Collection) -> None:
    """The last offer of its menu is a box that holds these events and no others."""
    place = table.places["seoul"]
    wanted = [one.event.event_id for one in visible(table, from_query({})[0]).shown if place in one.event.places]
    reader.visit()
    reader.click_at(*reader.at_place(place.latitude, place.longitude))
    offer = reader.page.locator(".dl-menu button").last
    assert offer.inner_text() == f"Only these {len(wanted)}"
    offer.click()
    reader.eventually(reader.rows, wanted)
    agrees(reader, table)


def swipe(reader: Reader, start: tuple[float, float], end: tuple[float, float]) -> None:
    """One finger over the screen."""
    hand: CDPSession = reader.page.context.new_cdp_session(reader.page)
    (x1, y1), (x2, y2) = start, end
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x1, "y": y1}]})
    for step in range(1, 9):
        point = {"x": x1 + (x2 - x1) * step / 8, "y": y1 + (y2 - y1) * step / 8}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        reader.page.wait_for_timeout(16)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_scrolls_the_page_over_the_map_and_draws_when_asked(meet: Meet, table: Collection) -> None:
    """On a phone the map holds nobody up; after the button the same finger draws a box."""
    reader = meet(screen=PHONE, touch=True).visit()
    page = reader.page
    scrolled = """() => document.querySelector('[data-testid="stMain"]').scrollTop + scrollY"""
    page.locator(".dl-map").evaluate("(map) => map.scrollIntoView({ block: 'center' })")
    before, where = page.evaluate(scrolled), camera(reader)
    x, y = reader.middle(".dl-map")
    swipe(reader, (x, y + 60), (x, y - 90))
    reader.eventually(lambda: page.evaluate(scrolled) > before + 60, True)
    assert camera(reader) == where
    page.locator(".dl-map").evaluate("(map) => map.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(500)
    page.locator(BOX).tap()
    still = page.evaluate(scrolled)
    x, y = reader.middle(".dl-map")
    swipe(reader, (x - 150, y - 60), (x + 150, y + 90))
    reader.eventually(reader.chips, [CHIP])
    assert page.evaluate(scrolled) == pytest.approx(still, abs=60), "only the chip above may move it"
    agrees(reader, table)
    box = page.locator(CLEAR).bounding_box()
    assert box and box["width"] >= 30
