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
LONGEST_S = 8
"""A run that was not seen to begin is waited for 12 s."""
"""Longer than a run takes, and any look of the module at it."""
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


# Notes in their order: what is held and let go, all drawn, the first chip.
NOTE = """() => {
  const log = window.log = [];
  const [page, place] = [document.documentElement, document.querySelector("[data-ready]")];
  const note = () => {
    const now = {
      held: page.hasAttribute("data-held"),
      drawn: place.dataset.ready === "all",
      chips: document.querySelector(".st-key-chips button") !== null,
    };
    const last = log.at(-1);
    if (!last || Object.keys(now).some((one) => now[one] !== last[one])) log.push(now);
  };
  note();
  new MutationObserver(note).observe(page, { subtree: true, childList: true, attributes: true });
}"""
# The scene comes later than the run, and the page, whose patience would end before, waits for it.
LATE = """() => {
  const [wait, ask] = [window.setTimeout, window.fetch];
  window.fetch = (...what) => new Promise((late) => wait(late, 1000)).then(() => ask(...what));
  window.setTimeout = (call, ms, ...rest) => ms === 500 ? 0 : wait(call, ms, ...rest);
}"""


def test_what_the_run_tells_waits_for_the_drawing(reader: Reader) -> None:
    """All is drawn first, and then the chips and whatever else the run brings."""
    reader.visit()
    reader.page.evaluate(LATE)
    reader.page.evaluate(NOTE)
    reader.press(countries.name("RUS"))
    reader.eventually(lambda: len(reader.chips()), 1)
    reader.settle()
    log = reader.page.evaluate("window.log")
    first = next(at for at, one in enumerate(log) if one["chips"])
    assert any(one["held"] and not one["drawn"] for one in log[:first]), "nothing was held while it was drawn"
    assert not log[first]["held"]
    assert log[first - 1]["drawn"]


@pytest.mark.mapless
def test_what_is_held_comes_in_its_order_and_soon(reader: Reader) -> None:
    """With the end of the connection behind it; by itself where the drawing takes long, and whole where another one begins at once."""
    lines: list[WebSocketRoute] = []
    reader.page.route_web_socket(re.compile("/heard"), lambda line: lines.append(line))
    reader.visit().page.evaluate(
        """() => {
          window.heard = [];
          const line = new WebSocket(new URL("heard", location.href.replace("http", "ws")));
          line.onmessage = ({ data }) => {
            window.heard.push(data);
            if (data === "one") dispatchEvent(new Event("dateline:draws"));
          };
          line.addEventListener("close", ({ code }) => window.heard.push(String(code)));
          return new Promise((opened) => line.onopen = opened);
        }"""
    )
    heard = "window.heard.join(' ')"
    held = "document.documentElement.hasAttribute('data-held')"
    reader.page.evaluate("() => dispatchEvent(new Event('dateline:draws'))")
    for word in ("one", "two", "three"):
        lines[0].send(word)
    lines[0].close(code=4000)
    assert reader.page.evaluate(held) or reader.page.evaluate(heard), "neither held nor told"
    reader.eventually(lambda: reader.page.evaluate(heard), "one two three 4000")
    assert reader.page.evaluate(held) is False


# Notes what goes out to the server, and when the map was painted; nothing goes out by the clock.
SAYS = """() => {
  const [log, wait, tell, line] = [window.log = [], window.setTimeout, window.dispatchEvent, Object.getPrototypeOf(WebSocket.prototype)];
  window.setTimeout = (call, ms, ...rest) => ms === 150 ? 0 : wait(call, ms, ...rest);
  window.dispatchEvent = (event) => {
    if (event.type === "dateline:painted") log.push("painted");
    return tell.call(window, event);
  };
  const send = line.send;
  line.send = function (...what) { log.push("said"); return send.apply(this, what); };
}"""


def test_run_is_asked_for_when_the_map_is_painted(reader: Reader) -> None:
    """And not beside the scene, which is drawn sooner without it."""
    reader.visit()
    reader.page.evaluate(SAYS)
    reader.press(countries.name("RUS"))
    reader.eventually(lambda: len(reader.chips()), 1)
    assert reader.page.evaluate("window.log.slice(0, 2)") == ["painted", "said"]


@pytest.mark.mapless
def test_what_the_page_says_waits_in_its_order_and_not_for_long(reader: Reader) -> None:
    """Until the map is painted, or by itself where that takes long."""
    heard: list[str | bytes] = []
    # A list's own method takes no attribute, which Playwright gives to what it calls.
    reader.page.route_web_socket(re.compile("/heard"), lambda line: line.on_message(lambda word: heard.append(word)))
    reader.visit().page.evaluate(
        """() => {
          window.line = new WebSocket(new URL("heard", location.href.replace("http", "ws")));
          return new Promise((opened) => line.onopen = opened);
        }"""
    )
    say = "(words) => { dispatchEvent(new Event('dateline:draws')); words.forEach((word) => line.send(word)); }"
    reader.page.evaluate(say, ["one", "two"])
    reader.eventually(lambda: " ".join(map(str, heard)), "one two")
    reader.page.evaluate(
        "() => { const wait = setTimeout; window.setTimeout = (call, ms, ...rest) => ms === 150 ? 0 : wait(call, ms, ...rest); }"
    )
    reader.page.evaluate(say, ["three", "four"])
    reader.page.wait_for_timeout(300)
    assert len(heard) == 2
    reader.page.evaluate("() => { dispatchEvent(new Event('dateline:painted')); line.send('five'); }")
    reader.eventually(lambda: " ".join(map(str, heard)), "one two three four five")
