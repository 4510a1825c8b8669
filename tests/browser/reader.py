"""A reader in front of a page: what can be seen in it, and what a hand can do to it.

Everything is read from what the browser drew (rows, plotly's own data, buttons, address), nothing from the server.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket

PATIENCE_S = 30
"""Seconds for one change to be seen. On a quiet machine it takes half a second; two cores may draw four pages at once."""
GLANCE_MS = 50
"""Between two looks at a page that is about to change."""

Seen = TypeVar("Seen")

# Ids that a chart stands for. The halo of the open event ("outline") is drawn beside its mark and is no mark of its own.
DRAWN = """(chart) => [...new Set(
  [...document.querySelector(chart + " .js-plotly-plot").data]
    .filter((trace) => trace.meta?.part !== "outline")
    .flatMap((trace) => [trace.customdata ?? []].flat(2))
    .flatMap((ids) => String(ids ?? "").split(" "))
    .filter(Boolean))].sort()"""
# Where the timeline draws the symbol of an event, in pixels of the window.
SYMBOL = """(id) => {
  const plot = document.querySelector(".dl-time .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  const marks = plot.data.find((trace) => trace.meta?.part === "marks");
  const at = marks.customdata.findIndex((ids) => String(ids) === id);
  return [left + xaxis._offset + xaxis.d2p(marks.x[at]), top + yaxis._offset + yaxis.d2p(marks.y[at])];
}"""
# Where a moment ("2023-11-08", its start) is on the timeline, at half height.
MOMENT = """(day) => {
  const plot = document.querySelector(".dl-time .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  return [left + xaxis._offset + xaxis.d2p(day), top + yaxis._offset + yaxis._length / 2];
}"""
# Where the map shows a place: in the copy of the world nearest to its middle.
PLACE = """([lat, lon]) => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  const { left, top } = map.getCanvas().getBoundingClientRect();
  const { x, y } = map.project([lon + 360 * Math.round((map.getCenter().lng - lon) / 360), lat]);
  return [left + x, top + y];
}"""

# A browser that can draw no map: an old machine, a locked-down one.
NO_WEBGL = """(() => {
  const offer = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...how) {
    return kind.startsWith("webgl") ? null : offer.call(this, kind, ...how);
  };
})()"""

# Notes whatever the browser refuses to the page by its policy.
WATCH_POLICY = """window.refused = [];
addEventListener("securitypolicyviolation", (one) => window.refused.push(`${one.violatedDirective} ${one.blockedURI} ${one.sourceFile}`))"""


def eventually(page: Page, look: Callable[[], Seen], wanted: Seen, patience_s: int = PATIENCE_S) -> None:
    """Look until this is seen; fail with what was seen last. No `wait_for_function`: a strict policy forbids it."""
    for _ in range(patience_s * 1000 // GLANCE_MS):
        if look() == wanted:
            return
        page.wait_for_timeout(GLANCE_MS)
    assert look() == wanted


@dataclass
class Reader:
    """A page, and what went over its wire; `mapless`: its browser draws no map."""

    page: Page
    site: str
    mapless: bool = False
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_S * 1000)
        self.page.add_init_script(WATCH_POLICY)
        if self.mapless:
            self.page.add_init_script(NO_WEBGL)
        self.page.context.on("request", self._saw_request)  # also of pages that this one opens
        self.page.on("websocket", self._saw_socket)
        self.page.on("console", self._saw_message)
        self.page.on("pageerror", lambda error: self.errors.append(f"page error: {error.stack or error.message}"))

    def _saw_request(self, request: Request) -> None:
        self._saw(request.url)

    def _saw_socket(self, socket: WebSocket) -> None:
        self._saw(socket.url)

    def _saw(self, url: str) -> None:
        self.requested.append(url)
        # A blob or data address names no host: it never leaves the browser.
        if urlsplit(url).scheme not in ("blob", "data") and urlsplit(url).netloc != urlsplit(self.site).netloc:
            self.foreign.append(url)

    def _saw_message(self, message: ConsoleMessage) -> None:
        # On a page with a path of its own Streamlit first asks for its server below that path, and then at the root.
        path = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not path.startswith(("/sources/_stcore/", "/countries/_stcore/", "/your-data/_stcore/")):
            self.errors.append(f"console: {message.text} ({message.location.get('url', '')})")

    def refused(self) -> list[str]:
        """What the browser refused to the page, by its policy.

        Left out is what Streamlit's reader of 64-bit numbers tries and does without: it has a slower way, and says nothing.
        """
        told = [] if self.page.is_closed() else self.page.evaluate("() => window.refused ?? []")
        return [one for one in told if not re.fullmatch(r"script-src wasm-eval .*/protobuf\.\w+\.js", one)]

    def leave(self) -> BrowserContext:
        """Close every page, and give back a browser that has forgotten what was kept in it, but for the server's own files."""
        context = self.page.context
        if not self.page.is_closed():
            self.page.evaluate("() => { try { localStorage.clear(); } catch { /* a page without an origin keeps nothing */ } }")
        for page in context.pages:
            page.close()
        context.remove_listener("request", self._saw_request)
        context.clear_cookies()
        context.clear_permissions()
        context.unroute_all()
        context.set_offline(False)
        return context

    # Going there

    def visit(self, query: str = "", *, drawn: bool = True) -> "Reader":
        """Open the page with this query as an address typed in; wait until map and timeline are drawn."""
        self.page.goto(f"{self.site}/{'?' if query else ''}{query}")
        return self.settle() if drawn else self

    def live(self) -> "Reader":
        """Wait until the first screen has given way, on whatever page this is."""
        self.eventually(lambda: self.page.locator("#first-screen").count(), 0)
        return self

    def settle(self) -> "Reader":
        """Wait until the server has answered, both charts are drawn and the first screen has given way.

        Seen twice, since between the end of a run and the drawing of what it sent there is a moment of rest.
        """
        looks = [False, False]
        self.eventually(lambda: looks.append(self.is_settled()) or looks[-2:], [True, True])
        return self

    def is_settled(self) -> bool:
        """Whether the server has answered and all is drawn, at this moment."""
        return bool(
            self.page.evaluate(
                """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning"
                  && document.querySelector('[data-ready="all"]') !== null
                  && document.querySelector('#first-screen') === null
                  && !document.documentElement.hasAttribute("data-held")
                  && document.querySelector("[data-awaits]") === null"""
            )
        )

    def eventually(self, look: Callable[[], Seen], wanted: Seen) -> None:
        """As the function, on this page."""
        eventually(self.page, look, wanted)

    # Looking

    def query(self) -> dict[str, list[str]]:
        """The address as the browser shows it."""
        return parse_qs(self.search().removeprefix("?"), keep_blank_values=True)

    def search(self) -> str:
        return str(self.page.evaluate("() => location.search"))

    def entries(self) -> int:
        """Entries of the browser's history."""
        return int(self.page.evaluate("() => history.length"))

    def rows(self) -> list[str]:
        """Ids in the list, from top to bottom."""
        return self._all(".dl-row[data-event]", "(row) => row.dataset.event")

    def on_timeline(self) -> list[str]:
        """Ids that the timeline draws, sorted."""
        return self._drawn(".dl-time")

    def on_map(self) -> list[str]:
        """Ids that the map draws as marks, circles or countries, sorted."""
        return self._drawn(".dl-map")

    def without_place(self) -> list[str]:
        """Ids under the heading 'without a place' beside the map, sorted."""
        return sorted(self._all('.dl-group:has(summary:text("without a place")) [data-event]', "(a) => a.dataset.event"))

    def _drawn(self, chart: str) -> list[str]:
        return list(self.page.evaluate(DRAWN, chart)) if self.page.locator(f"{chart} .js-plotly-plot").count() else []

    def pressed(self) -> list[str]:
        """Country pills that are pressed, without their flags."""
        return self._all(".st-key-pickers button[aria-pressed=true]", "(pill) => pill.querySelector('p').innerText.trim()")

    def chips(self) -> list[str]:
        """Active filters, as their chips name them."""
        texts = self._all(".st-key-chips [data-testid=stButton] button:visible", "(chip) => chip.innerText.trim()")
        return [text.removesuffix("✕").strip() for text in texts if text != "Clear all"]

    def summary(self) -> str:
        """The sentence that says what is shown."""
        return " ".join(self._all(".dl-summary-line strong", "(line) => line.innerText"))

    def notes(self) -> list[str]:
        """What the page says of a link that it cannot use."""
        return self._all(".dl-notes li", "(note) => note.innerText")

    def open_event(self) -> str:
        """Id of the event whose card is seen; empty without one."""
        return " ".join(self._all(".dl-card-place:not([hidden]) .dl-card", "(card) => card.dataset.open"))

    def lit(self) -> str:
        """Ids that are lit up while the hand points at them."""
        return str(self.page.locator(".dl-instrument").get_attribute("data-lit") or "")

    def paper(self, selector: str) -> str:
        """Background colour of an element, as '#rrggbb'; as the browser says it where it lets something through."""
        colour = str(self.page.locator(selector).first.evaluate("(element) => getComputedStyle(element).backgroundColor"))
        if not colour.startswith("rgb("):
            return colour
        red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
        return f"#{red:02x}{green:02x}{blue:02x}"

    def _all(self, selector: str, read: str) -> list[str]:
        return list(self.page.locator(selector).evaluate_all(f"(found) => found.map({read})"))

    # Doing

    def press(self, country: str) -> None:
        """Click the pill of a country."""
        self.click_at(*self.middle(self.pill(country)))

    def pill(self, text: str) -> str:
        return f".st-key-pickers [data-testid=stButtonGroup] button:has(p:text-is({json.dumps(text)}))"

    def middle(self, selector: str) -> tuple[float, float]:
        """Pixels of an element's middle."""
        box = self.page.locator(selector).first.bounding_box()
        assert box, f"{selector} is not to be seen"
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def click_at(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def click_row(self, event_id: str) -> None:
        self.page.locator(f'.dl-row[data-event="{event_id}"]').click()

    def click_chip(self, text: str) -> None:
        self.page.locator(".st-key-chips button:visible", has_text=text).click()

    def brush(self, first: str, last: str) -> None:
        """Drag over the timeline from within the first day to within the last (ISO days)."""
        (x1, y), (x2, _) = self.at_moment(f"{first} 08:00"), self.at_moment(f"{last} 16:00")
        self.page.mouse.move(x1, y)
        self.page.mouse.down()
        self.page.mouse.move((x1 + x2) / 2, y)
        self.page.mouse.move(x2, y)
        self.page.mouse.up()

    def at_moment(self, moment: str) -> Sequence[float]:
        return self._point(MOMENT, moment)

    def at_symbol(self, event_id: str) -> Sequence[float]:
        return self._point(SYMBOL, event_id)

    def at_place(self, latitude: float, longitude: float) -> Sequence[float]:
        return self._point(PLACE, [latitude, longitude])

    def _point(self, script: str, what: Any) -> tuple[float, float]:
        x, y = self.page.evaluate(script, what)
        return float(x), float(y)
