"""The line to the server is held while a choice is drawn ahead of its run (`assets/hold.js`)."""

import re

import pytest
from playwright.sync_api import WebSocketRoute

from dateline import countries
from tests.browser.reader import Reader

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


@pytest.mark.mapless
def test_line_that_is_cut_is_not_held(reader: Reader) -> None:
    """Who looks at it must know at once, also while something is drawn, and hears first what had come before."""
    lines: list[WebSocketRoute] = []
    reader.page.route_web_socket(re.compile("/heard"), lambda line: lines.append(line))
    reader.visit().page.evaluate(
        """() => {
          const wait = setTimeout;
          window.setTimeout = (call, ms, ...rest) => ms === 500 ? 0 : wait(call, ms, ...rest);  // nothing is let go by the clock
          window.heard = [];
          const line = new WebSocket(new URL("heard", location.href.replace("http", "ws")));
          line.onmessage = ({ data }) => window.heard.push(data);
          line.onclose = ({ code }) => window.heard.push(String(code));
          return new Promise((opened) => line.onopen = opened).then(() => { dispatchEvent(new Event("dateline:draws")); });
        }"""
    )
    lines[0].send("one")
    reader.page.wait_for_timeout(200)
    assert reader.page.evaluate("window.heard") == []
    lines[0].close(code=4000)
    reader.eventually(lambda: reader.page.evaluate("window.heard.join(' ')"), "one 4000")


# Scenes come when they are let through, one after the other.
ONE_BY_ONE = """() => {
  const ask = window.fetch;
  [window.log, window.late] = [[], []];
  window.fetch = (...what) => new Promise((come) => window.late.push(come)).then(() => ask(...what));
  for (const one of ["draws", "drawn"]) addEventListener(`dateline:${one}`, () => window.log.push(one));
}"""


def test_earlier_press_does_not_end_the_hold_of_a_later_one(reader: Reader) -> None:
    """Its scene comes after its run, and after the next press; it is nobody's then."""
    reader.visit()
    reader.page.evaluate(ONE_BY_ONE)
    log, let_through = "window.log.join(' ')", "() => { window.late.shift()(); }"
    reader.press(countries.name("RUS"))
    reader.eventually(lambda: len(reader.chips()), 1)
    reader.eventually(lambda: reader.page.evaluate("document.querySelector('[data-awaits]') === null"), True)
    reader.press(countries.name("JPN"))
    reader.eventually(lambda: reader.page.evaluate(log), "draws draws")
    reader.page.evaluate(let_through)
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate(log) == "draws draws"
    reader.page.evaluate(let_through)
    reader.eventually(lambda: reader.page.evaluate(log), "draws draws drawn")


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
