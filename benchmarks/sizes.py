"""`python -m benchmarks.sizes`: one hand on the timeline, with few and with many events; each size against the embedded table.

Brush move to lit map: from a move of the hand to the first frame of the map after it. Release to redrawn: from letting go of the
hand until timeline and map of the answer are drawn. Country choice to redrawn: the same from the press of a country. Bytes of one
change: what the server sent for it, as it went over the wire.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import until
from benchmarks.make_collection import write
from benchmarks.serving import server
from benchmarks.wire import Wire
from tests.ensure_chromium import LAUNCH_FLAGS, find

SIZES = (1_000, 100_000)
ROUNDS = 7
MOVES = 12
"""Moves of the hand in one brush."""
REST_MS = 1500
"""Between two rounds; not measured."""
READY = """() => document.querySelector('[data-ready="all"]') !== null && document.querySelector("#first-screen") === null
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning"
"""
PLOT = """() => {
  const plot = document.querySelector(".dl-time .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  return [left + xaxis._offset, xaxis._length, top + yaxis._offset + yaxis._length / 2];
}"""
# Milliseconds from each move to the next frame of the map that it caused.
WATCH_MOVES = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  window.lit = [];
  let moved = 0;
  document.addEventListener("pointermove", () => { moved = performance.now(); }, { capture: true });
  map.on("render", () => {
    if (moved) window.lit.push(performance.now() - moved);
    moved = 0;
  });
}"""
# From the release of the hand (or the press of a button) to the drawn answer.
WATCH_ANSWER = """(kind) => {
  window.redrawn = null;
  document.addEventListener(kind, () => {
    const start = performance.now();
    const root = document.querySelector("[data-ready]");
    let left = false;
    const look = () => {
      left ||= root.dataset.ready !== "all";
      if (left && root.dataset.ready === "all") window.redrawn = performance.now() - start;
      else requestAnimationFrame(look);
    };
    look();
  }, { capture: true, once: true });
}"""
Row = dict[str, list[float]]


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        rows["embedded"] = measure(browser, None)
        for size in sizes:
            rows[f"{size:,}"] = measure(browser, write(Path(folder) / str(size), size))
        browser.close()
    show(rows)


def measure(browser: Browser, collection: Path | None) -> Row:
    """One reader of one collection."""
    row: Row = {}
    with server("dashboard.py", collection) as address, Wire(address) as wire:
        page = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
        page.set_default_timeout(120_000)
        page.goto(wire.address)
        until(page, f"({READY})()")
        page.wait_for_timeout(REST_MS)
        page.evaluate(WATCH_MOVES)
        for turn in range(ROUNDS):
            brush(page, turn, row, wire)
            choose(page, row, wire)
        page.context.close()
    return row


def brush(page: Page, turn: int, row: Row, wire: Wire) -> None:
    """Over a third of the timeline, then all days again."""
    left, length, y = page.evaluate(PLOT)
    start = left + length * (0.3 + 0.02 * turn)
    page.evaluate("() => { window.lit = []; }")
    page.mouse.move(start, y)
    page.mouse.down()
    for step in range(1, MOVES + 1):
        page.mouse.move(start + step / MOVES * length / 3, y)
        page.wait_for_timeout(60)
    row.setdefault("brush move to lit map, ms", []).extend(page.evaluate("() => window.lit"))
    answered(page, row, wire, "release to redrawn, ms", "pointerup", page.mouse.up)
    answered(page, row, wire, "all days again to redrawn, ms", "pointerdown", lambda: page.locator("[data-preset='0']").click())


def choose(page: Page, row: Row, wire: Wire) -> None:
    """The first country, and all again."""
    pill = page.locator('[data-testid="stButtonGroup"] button').first
    answered(page, row, wire, "country choice to redrawn, ms", "pointerdown", pill.click)
    answered(page, {}, wire, "", "pointerdown", pill.click)


def answered(page: Page, row: Row, wire: Wire, what: str, kind: str, act: object) -> None:
    """Do something that the server answers; note time and bytes."""
    page.evaluate(WATCH_ANSWER, kind)
    before = wire.sent
    act()  # type: ignore[operator]
    until(page, "window.redrawn !== null")
    until(page, f"({READY})()")
    page.wait_for_timeout(REST_MS)
    row.setdefault(what, []).append(page.evaluate("() => window.redrawn"))
    row.setdefault(what.split(" to ")[0] + ", KB on the wire", []).append((wire.sent - before) / 1000)


def show(rows: dict[str, Row]) -> None:
    """The table: medians, and each size divided by the embedded table."""
    sizes = list(rows)
    print(f"| {'median':36} | {' | '.join(f'{size:>16}' for size in sizes)} |")
    print(f"|{'-' * 38}|{'|'.join('-' * 18 for _ in sizes)}|")
    for what in rows["embedded"]:
        base = median(rows["embedded"][what])
        cells = [
            f"{median(rows[size][what]):8,.0f} ({median(rows[size][what]) / base:4.1f}x)" if rows[size].get(what) else "-" for size in sizes
        ]
        print(f"| {what:36} | {' | '.join(f'{cell:>16}' for cell in cells)} |")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
