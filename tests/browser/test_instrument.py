"""List, map and timeline are one: they draw the same events, and each of them opens and lights up an event."""

from collections import Counter
from urllib.parse import parse_qs

import pytest

from dateline.collection import Collection
from dateline.entries import Place
from dateline.link import from_query
from dateline.selection import visible
from tests.browser.conftest import Meet
from tests.browser.reader import Reader

MOST_FRAMES = 3
"""Of the map for one choice: one for what changed, and room for a change of its size and for labels."""
COUNT_FRAMES = """() => {
  const { painter } = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  const paint = painter.render;
  window.painted = 0;
  painter.render = function (...what) {
    window.painted += 1;
    return paint.apply(this, what);
  };
}"""

# The same while a map is being made: in how many turns of the browser anything was painted by WebGL.
COUNT_FIRST_FRAMES = """(() => {
  const kind = WebGL2RenderingContext.prototype, paint = kind.drawElements;
  const painted = new Set();
  let turn = 0;
  const next = () => { turn += 1; requestAnimationFrame(next); };
  next();
  window.paintedTurns = () => painted.size;
  kind.drawElements = function (...what) {
    painted.add(turn);
    return paint.apply(this, what);
  };
})()"""
# Tiles of the land that the map has its worker make ("LT": load a tile).
COUNT_TILES = """(() => {
  const kind = Worker.prototype, post = kind.postMessage;
  window.tilesOfLand = 0;
  kind.postMessage = function (what, ...rest) {
    if (what?.type === "LT" && what.data?.source === "land") window.tilesOfLand += 1;
    return post.call(this, what, ...rest);
  };
})()"""
SHOWN_TILES = """() => document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map
  .style.tileManagers.land.getVisibleCoordinates().length"""
FEATURES = """() => document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map
  .queryRenderedFeatures().map(({ source }) => source)"""


def order(table: Collection, query: str = "") -> list[str]:
    """Ids in the order of time, as the library has them."""
    return [one.event.event_id for one in visible(table, from_query(parse_qs(query), table)[0]).shown]


def at_points(table: Collection) -> dict[Place, list[str]]:
    """Places that the map shows as a mark, with the ids of their events."""
    held: dict[Place, list[str]] = {}
    for event_id in order(table):
        event = table.event(event_id)
        assert event
        for place in event.places:
            if place.precision in ("site", "city"):
                held.setdefault(place, []).append(event_id)
    return held


@pytest.mark.parametrize("query", ["", "country=PRK&country=USA&match=all", "from=2023-11-06&to=2023-11-08", "category=visit"])
def test_map_and_timeline_draw_exactly_the_events_of_the_list(reader: Reader, table: Collection, query: str) -> None:
    """Every listed event is on the timeline, and either on the map or under 'without a place', and nothing else is."""
    reader.visit(query)
    listed = reader.rows()
    assert listed == order(table, query)
    assert reader.on_timeline() == sorted(listed)
    assert sorted(reader.on_map() + reader.without_place()) == sorted(listed)


@pytest.mark.parametrize("chart", [".dl-time", ".dl-map"])
def test_what_can_be_pointed_at_is_what_is_drawn(reader: Reader, chart: str) -> None:
    """The marks that the hand can find are those of plotly's data: no country lacks its shape, no bar its length."""
    reader.visit()
    drawn = reader.on_timeline() if chart == ".dl-time" else reader.on_map()
    assert (reader.page.locator(chart).get_attribute("data-ids") or "").split() == drawn


def test_counts_beside_the_map_add_up_to_the_list(reader: Reader) -> None:
    """At a place, in a region, by country, without a place: together they are all listed events."""
    reader.visit()
    said = reader.page.locator(".dl-mapnote > span:first-child, .dl-mapnote summary").all_inner_texts()
    assert sum(int(text.split()[0]) for text in said) == len(reader.rows())


def test_row_opens_the_card_and_the_address_names_it(reader: Reader, table: Collection) -> None:
    """A click in the list opens the event's card; the close button closes it and clears the address."""
    reader.visit()
    event = table.event(reader.rows()[3])
    assert event
    reader.click_row(event.event_id)
    reader.eventually(reader.open_event, event.event_id)
    reader.eventually(reader.query, {"event": [event.event_id]})
    assert event.title in reader.page.locator(".dl-card").inner_text()
    reader.page.locator(".dl-card [data-close]").click()
    reader.eventually(reader.open_event, "")
    reader.eventually(reader.query, {})


def test_timeline_mark_lights_up_its_row_and_opens_its_card(reader: Reader) -> None:
    """Pointing at a symbol lights up the same event in the list; a click opens it."""
    reader.visit()
    for event_id in reader.on_timeline():
        x, y = reader.at_symbol(event_id)
        reader.page.mouse.move(x, y)
        if reader.lit() == event_id:  # some symbols lie outside the first range or close to others
            break
    else:
        pytest.fail("no symbol of the timeline can be pointed at alone")
    assert reader.page.locator(".dl-row.is-lit").get_attribute("data-event") == event_id
    reader.click_at(x, y)
    reader.eventually(reader.open_event, event_id)
    reader.eventually(reader.query, {"event": [event_id]})


def test_place_on_the_map_opens_its_event(reader: Reader, table: Collection) -> None:
    """A click on a place with one event opens it."""
    place, (event_id,) = next((place, ids) for place, ids in at_points(table).items() if len(ids) == 1)
    reader.visit()
    x, y = reader.at_place(place.latitude, place.longitude)
    reader.click_at(x, y)
    reader.eventually(reader.open_event, event_id)
    reader.eventually(reader.query, {"event": [event_id]})


def test_place_of_several_events_offers_them_all(reader: Reader, table: Collection) -> None:
    """A click on a place with several events lists every one of them; each can be opened."""
    place, wanted = max(at_points(table).items(), key=lambda held: len(held[1]))
    reader.visit()
    reader.click_at(*reader.at_place(place.latitude, place.longitude))
    offered = reader.page.locator(".dl-menu [data-choose]").evaluate_all("(all) => all.map((one) => one.dataset.choose)")
    assert Counter(offered) == Counter(wanted)
    reader.page.locator(f'.dl-menu [data-choose="{wanted[-1]}"]').click()
    reader.eventually(reader.open_event, wanted[-1])


def test_event_without_a_place_opens_beside_the_map(reader: Reader) -> None:
    """What the map cannot show can be reached there all the same."""
    reader.visit()
    event_id = reader.without_place()[0]
    reader.page.locator(".dl-group summary", has_text="without a place").click()
    reader.page.locator(f'.dl-group [data-event="{event_id}"]').click()
    reader.eventually(reader.open_event, event_id)


def test_arrow_keys_go_through_the_list_and_escape_closes(reader: Reader) -> None:
    """With a card open, right and left open the next and the previous event, in quick succession too; Escape closes it."""
    reader.visit()
    listed = reader.rows()
    reader.click_row(listed[2])
    reader.eventually(reader.open_event, listed[2])
    reader.settle().page.keyboard.press("ArrowRight")
    reader.eventually(reader.open_event, listed[3])
    reader.eventually(reader.query, {"event": [listed[3]]})
    reader.settle().page.keyboard.press("ArrowLeft")
    reader.eventually(reader.open_event, listed[2])
    reader.settle().page.evaluate("() => { document.querySelector('.dl-instrument').dataset.same = 'yes'; }")
    for _ in range(5):
        reader.page.keyboard.press("ArrowRight")
    reader.eventually(reader.open_event, listed[7])
    reader.eventually(reader.query, {"event": [listed[7]]})
    assert reader.page.locator(".dl-instrument").get_attribute("data-same") == "yes", "it was mounted anew"
    reader.settle().page.keyboard.press("Escape")
    reader.eventually(reader.open_event, "")
    reader.eventually(reader.query, {})


def test_map_is_painted_once_when_all_of_it_is_there(reader: Reader) -> None:
    """Land, borders and marks come in one frame, not each in one of its own, as long as the machine has all of it within a second."""
    reader.page.add_init_script(COUNT_FIRST_FRAMES)

    for _ in range(3):
        reader.visit().page.wait_for_timeout(500)
        turns = reader.page.evaluate("() => window.paintedTurns()")
        assert 1 <= turns <= MOST_FRAMES
        if turns == 1:
            break
    assert turns == 1
    sources = set(reader.page.evaluate(FEATURES))
    assert {"land", "borders"} < sources
    assert any("marks" in one for one in sources) and any("areas" in one for one in sources)


@pytest.mark.parametrize("query", ["", "country=KOR", "map=37_127_4"])
def test_a_map_begins_where_it_will_be(reader: Reader, query: str) -> None:
    """Its worker makes the tiles that are shown at last, and no others."""
    reader.page.add_init_script(COUNT_TILES)
    reader.visit(query).page.wait_for_timeout(300)
    assert reader.page.evaluate("() => window.tilesOfLand") == reader.page.evaluate(SHOWN_TILES) > 0


def test_filter_keeps_where_the_map_is(reader: Reader) -> None:
    """A choice redraws the map where the reader left it."""
    reader.visit()
    reader.page.locator(".dl-map [data-job=zoom-in]").click()
    reader.eventually(lambda: "map" in reader.query(), True)
    camera = reader.settle().page.locator(".dl-map").get_attribute("data-camera")
    entries = reader.entries()
    reader.page.evaluate(COUNT_FRAMES)
    reader.press("Russia")
    reader.eventually(lambda: reader.query().get("country"), ["RUS"])
    assert reader.settle().page.locator(".dl-map").get_attribute("data-camera") == camera
    assert reader.entries() == entries + 1, "a move of the map is no step of the history"
    reader.eventually(lambda: reader.page.evaluate("() => window.painted > 0"), True)
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("() => window.painted") <= MOST_FRAMES, "without a graphics card each frame takes a tenth of a second"


def test_camera_in_a_link_is_where_the_map_opens(meet: Meet) -> None:
    """A link with a camera shows that part of the world."""
    reader = meet().visit("map=35.5,128,4.5")
    camera = (reader.page.locator(".dl-map").get_attribute("data-camera") or "").split()
    assert [float(part) for part in camera] == pytest.approx([35.5, 128, 4.5], abs=0.02)


FITS = """() => {
  const plot = document.querySelector(".dl-time .dl-plot");
  return plot.querySelector("svg.main-svg").getBoundingClientRect().width === plot.clientWidth;
}"""


@pytest.mark.mapless
def test_without_webgl_the_map_says_so_and_the_rest_goes_on(reader: Reader, table: Collection) -> None:
    """An old machine, a locked-down browser: choices, list and timeline work, and the timeline follows the size of the window."""
    reader.visit("country=KOR")
    assert "needs WebGL" in reader.page.locator(".dl-map").inner_text()
    assert reader.rows() == order(table, "country=KOR")
    reader.press("Japan")
    reader.eventually(reader.rows, order(table, "country=KOR&country=JPN"))
    reader.eventually(reader.on_timeline, sorted(order(table, "country=KOR&country=JPN")))
    reader.page.set_viewport_size({"width": 1100, "height": 800})
    reader.eventually(lambda: reader.page.evaluate(FITS), True)
    assert reader.errors == []
