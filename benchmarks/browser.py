"""Drive one page in Chromium: first visit (requests, time to drawn) and country choice to redrawn map."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan

from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE_MS = 120_000
# What the page's map chart shows, as text: of each column of its marks the number and some 32 values, spread over all of them; empty
# while it is not drawn to the end. Looked at in every frame, so that it must cost all pages next to nothing, however many marks they have.
_SHOWN = """() => {
  const some = (column) => {
    const count = column?.length ?? 0, step = Math.max(1, count / 32), seen = [count];
    for (let at = 0; at < count; at += step) seen.push(column[Math.floor(at)]);
    return seen;
  };
  for (const gd of document.querySelectorAll('.js-plotly-plot')) {
    const map = gd._fullLayout?.map?._subplot?.map;
    if (!map) continue;
    if (!map.loaded()) return '';
    return JSON.stringify(gd._fullData.map(trace => [trace.lat, trace.locations, trace.customdata, trace.marker?.size].map(some)));
  }
  return '';
}"""
# Milliseconds from the press of a button to the first frame in which the map shows something else.
_UNTIL_CHANGED = f"""(before) => new Promise((resolve, reject) => {{
  const shown = {_SHOWN}, start = window.__pressed, limit = start + {PATIENCE_MS};
  const look = () => {{
    const now = shown();
    if (now && now !== before) return requestAnimationFrame(() => resolve(performance.now() - start));
    if (performance.now() > limit) return reject(new Error('the map did not change'));
    requestAnimationFrame(look);
  }};
  look();
}})"""


# Until a map is painted to the end, and the frame has gone out; ours says when, for it holds frames back while parts are under way.
_DRAWN = f"({_SHOWN})() !== '' && (!document.querySelector('.dl-instrument') || document.querySelector('[data-ready=all]') !== null)"
_NEXT_FRAME = "() => new Promise((gone) => requestAnimationFrame(() => requestAnimationFrame(gone)))"
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
# When titles and timeline are there, on a page that has a first screen; the others have neither, and to look for them in every frame
# would cost a page 87 ms that has 100,000 marks in its document.
_WATCH = """
  const seen = window.__seen = {};
  let ours = false;
  const look = () => {
    ours ||= document.getElementById("first-screen") !== null;
    if (!ours && document.readyState !== "loading") return;
    if (document.querySelector("#first-screen [data-e], .dl-row")) seen.title ??= performance.now();
    if (document.querySelector("[data-ready]")) seen.timeline ??= performance.now();
    if (ours && !document.getElementById("first-screen")) seen.whole ??= performance.now();
    if (!(seen.title && seen.timeline && seen.whole) && performance.now() < 60000) requestAnimationFrame(look);
  };
  look();
"""


@dataclass
class Visit:
    """What a visit took."""

    requests: int
    drawn_s: float
    titled_ms: float
    """The first frame with titles of events; not a number where there are none."""
    timeline_ms: float
    """The instrument's timeline can be used; not a number on other pages."""
    whole_ms: float
    """All of the page can be used: the first screen is gone; not a number on other pages."""


@contextmanager
def first_visit(browser: Browser, url: str) -> Iterator[tuple[Page, Visit]]:
    """A page in a context of its own, with an empty cache, and what it took until the map was drawn."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, taken = visit(context, url)
    yield page, taken
    context.close()


def visit(context: BrowserContext, url: str) -> tuple[Page, Visit]:
    """A page in this context, with what the context has kept of earlier ones."""
    page = context.new_page()
    page.add_init_script(_WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    requests: list[str] = []
    wire.on("Network.requestWillBeSent", lambda event: requests.append(event["requestId"]))
    start = time.perf_counter()
    page.goto(url, timeout=PATIENCE_MS)
    until(page, _DRAWN)
    page.evaluate(_NEXT_FRAME)
    drawn = time.perf_counter() - start
    until(page, "!document.getElementById('first-screen')")
    page.wait_for_timeout(500)  # what arrives late still counts
    painted, marks = page.evaluate(_PAINTED), page.evaluate("window.__seen")
    titled = max(marks.get("title", nan), painted)
    return page, Visit(len(requests), drawn, titled, marks.get("timeline", nan), marks.get("whole", nan))


def until(page: Page, condition: str) -> None:
    """Wait until a JavaScript expression holds."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(condition):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        page.wait_for_timeout(50)


def choice_to_map_ms(page: Page, selector: str) -> float:
    """Milliseconds from pressing what the selector names to the redrawn map."""
    before = page.evaluate(f"({_SHOWN})()")
    page.evaluate(
        "document.addEventListener('pointerdown', () => { window.__pressed = performance.now(); }, { capture: true, once: true })"
    )
    page.locator(selector).first.click()
    return float(page.evaluate(f"({_UNTIL_CHANGED})({json.dumps(before)})"))
