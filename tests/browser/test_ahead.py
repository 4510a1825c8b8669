"""A choice is drawn before the run of the page is over, and the run has the last word."""

import re
import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, WebSocketRoute

from dateline import countries
from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import visible
from tests.browser.reader import Reader

LATER_MS = 1500
"""Longer than a run takes, and any look of the module at it."""
LONGEST_S = 8
"""A run that was not seen to begin is waited for 12 s."""
# Counts how often all is drawn: each drawing takes the mark away, and gives it back at its end.
COUNT = """() => {
  window.drawings = 0;
  const place = document.querySelector("[data-ready]");
  const look = () => { if (place.dataset.ready === undefined) window.drawings += 1; };
  window.counting?.disconnect();
  window.counting = new MutationObserver(look);
  window.counting.observe(place, { attributeFilter: ["data-ready"] });
}"""


def ids(table: Collection, query: str) -> list[str]:
    """What the library says a query shows."""
    return [one.event.event_id for one in visible(table, from_query(parse_qs(query), table)[0]).shown]


class Server:
    """The wire between page and server, on which the server's words can be held back."""

    def __init__(self, reader: Reader) -> None:
        self.holds = False
        self.held: list[Callable[[], None]] = []
        reader.page.route_web_socket(re.compile("/_stcore/stream"), self._join)

    def _join(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(server.send)
        server.on_message(lambda message: self.held.append(lambda: page.send(message)) if self.holds else page.send(message))

    def let_go(self) -> None:
        """All that was held back arrives."""
        self.holds = False
        for send in self.held:
            send()
        self.held.clear()


def scenes(reader: Reader) -> list[str]:
    """The scenes that were asked for."""
    return [url for url in reader.requested if urlsplit(url).path.endswith("/scene.json")]


def test_choice_is_drawn_while_the_server_says_nothing(reader: Reader, table: Collection) -> None:
    """List, map and timeline show what was chosen; what the server then tells is the same, and nothing is drawn once more."""
    server = Server(reader)
    reader.visit().requested.clear()
    reader.page.evaluate(COUNT)
    server.holds = True
    reader.press(countries.name("RUS"))
    wanted = ids(table, "country=RUS")
    reader.eventually(reader.rows, wanted)
    reader.eventually(reader.on_timeline, sorted(wanted))
    reader.eventually(lambda: sorted({*reader.on_map(), *reader.without_place()}), sorted(wanted))
    reader.page.wait_for_timeout(LATER_MS)
    assert (reader.rows(), reader.chips()) == (wanted, []), "the server has told something, or the page did not wait for it"
    server.let_go()
    reader.eventually(reader.query, {"country": ["RUS"]})
    reader.eventually(lambda: len(reader.chips()), 1)
    reader.settle()
    reader.page.wait_for_timeout(LATER_MS)
    assert (reader.rows(), len(scenes(reader))) == (wanted, 1)
    assert reader.page.evaluate("window.drawings") == 1


@pytest.mark.mapless
def test_chip_is_lifted_ahead_too(reader: Reader, table: Collection) -> None:
    """The same for the chips: one filter, and all of them."""
    server = Server(reader)
    reader.visit("country=RUS&category=launch")
    for chip, left in ((countries.name("RUS"), "category=launch"), ("Clear all", "")):
        server.holds = True
        reader.click_chip(chip)
        reader.eventually(reader.rows, ids(table, left))
        server.let_go()
        reader.eventually(reader.query, parse_qs(left))
        reader.settle()


def test_days_are_drawn_ahead(reader: Reader, table: Collection) -> None:
    """What is left of list and charts by days that were chosen on the timeline."""
    server = Server(reader)
    reader.visit()
    reader.page.evaluate(COUNT)
    server.holds = True
    reader.brush("2023-11-20", "2023-11-24")
    wanted = ids(table, "from=2023-11-20&to=2023-11-24")
    reader.eventually(reader.rows, wanted)
    reader.eventually(reader.on_timeline, sorted(wanted))
    assert reader.chips() == []
    server.let_go()
    reader.eventually(lambda: reader.query().get("from"), ["2023-11-20"])
    reader.settle()
    reader.page.wait_for_timeout(LATER_MS)
    assert (reader.rows(), reader.page.evaluate("window.drawings")) == (wanted, 1)


def test_server_has_the_last_word(reader: Reader, table: Collection) -> None:
    """A scene of something else, as of a table that was just changed, gives way to what the run tells."""

    def other(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace("country=RUS", "country=JPN")))

    reader.visit()
    reader.page.route("**/scene.json**", other)
    server = Server(reader)
    reader.page.reload()
    reader.settle()
    server.holds = True
    reader.press(countries.name("RUS"))
    reader.eventually(reader.rows, ids(table, "country=JPN"))
    server.let_go()
    reader.eventually(reader.rows, ids(table, "country=RUS"))
    reader.settle()
    assert reader.query() == {"country": ["RUS"]}


@pytest.mark.mapless
@pytest.mark.parametrize("status", [404, 429, 503])
def test_choice_does_without_a_scene(reader: Reader, table: Collection, status: int) -> None:
    """Refused, as by a server of another version or for too many questions: the choice comes by the run, and no error shows."""
    reader.visit().requested.clear()
    reader.page.route("**/scene.json**", lambda route: route.fulfill(status=status, body="no"))
    reader.press(countries.name("RUS"))
    reader.eventually(reader.rows, ids(table, "country=RUS"))
    reader.settle()
    assert scenes(reader), "none was asked for"
    reader.errors = [one for one in reader.errors if f"status of {status}" not in one]


def test_map_that_was_moved_stays_where_it_is(reader: Reader, table: Collection) -> None:
    """Under a filter that is in the address from the start, and for a second choice; drawn ahead, and once, like any other."""
    server = Server(reader)
    reader.visit("country=RUS")
    zoom(reader)
    camera = reader.query()["map"]
    place = reader.page.locator(".dl-map").get_attribute("data-camera")
    for countries_chosen in (["RUS", "JPN"], ["RUS", "JPN", "USA"]):
        reader.page.evaluate(COUNT)
        server.holds = True
        reader.press(countries.name(countries_chosen[-1]))
        wanted = ids(table, "&".join(f"country={one}" for one in countries_chosen))
        reader.eventually(reader.rows, wanted)
        server.let_go()
        reader.eventually(lambda: reader.query()["country"], sorted(countries_chosen))
        reader.settle()
        reader.page.wait_for_timeout(LATER_MS)
        assert reader.query()["map"] == camera
        assert (reader.page.locator(".dl-map").get_attribute("data-camera"), reader.page.evaluate("window.drawings")) == (place, 1)


def test_map_may_be_moved_before_the_run_is_over(reader: Reader, table: Collection) -> None:
    """What was drawn ahead is drawn: the run that tells the same moves nothing back."""
    server = Server(reader)
    reader.visit("country=RUS")
    server.holds = True
    reader.press(countries.name("JPN"))
    reader.eventually(reader.rows, ids(table, "country=RUS&country=JPN"))
    zoom(reader)
    camera = reader.query()["map"]
    server.let_go()
    reader.eventually(lambda: reader.query()["country"], ["JPN", "RUS"])
    reader.settle()
    reader.page.wait_for_timeout(LATER_MS)
    assert reader.query()["map"] == camera


def zoom(reader: Reader) -> None:
    """A step nearer, until the address has it."""
    reader.page.locator(".dl-map [data-job=zoom-in]").click()
    reader.eventually(lambda: "map" in reader.query(), True)


def test_choice_that_is_taken_back_at_once_leaves_nothing(reader: Reader, table: Collection) -> None:
    """The run may then tell nothing new, and what was drawn ahead must not stay."""
    reader.visit().requested.clear()
    everything = ids(table, "")
    for turn, pause_ms in enumerate((20, 60, 120), start=1):
        reader.press(countries.name("RUS"))
        reader.page.wait_for_timeout(pause_ms)
        reader.press(countries.name("RUS"))
        pressed = time.monotonic()
        reader.page.wait_for_timeout(LATER_MS)
        reader.eventually(reader.pressed, [])
        reader.eventually(reader.rows, everything)
        assert time.monotonic() - pressed < LONGEST_S, "the run was waited for after its end"
        assert reader.settle().query() == {}
        assert len(scenes(reader)) >= turn, "nothing was asked for ahead"
