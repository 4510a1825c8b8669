"""Ten thousand events: drawn as bars and cells, looked into by a press, and single marks again where there are few enough."""

import re
from pathlib import Path

import pytest

from benchmarks.make_collection import write
from dateline.collection import Collection, read_collection
from dateline.link import from_query
from dateline.selection import visible
from dateline.view import Box, View
from tests.browser.conftest import Meet, Serve
from tests.browser.reader import Reader

# The middle of the fullest bar of a lane, in pixels of the window.
BAR = """(category) => {
  const plot = document.querySelector(".dl-time .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis, meta } = plot._fullLayout;
  const lane = meta.lanes.findIndex((one) => one.category === category);
  const { counts } = meta.sums.lanes[lane];
  const bin = counts.indexOf(Math.max(...counts));
  const x = (xaxis.d2p(meta.sums.edges[bin]) + xaxis.d2p(meta.sums.edges[bin + 1])) / 2;
  return [left + xaxis._offset + x, top + yaxis._offset + yaxis.d2p(meta.lanes[lane].y1 - 0.3)];
}"""
# The middle of the fullest cell.
CELL = """() => {
  const plot = document.querySelector(".dl-map .js-plotly-plot");
  const map = plot._fullLayout.map._subplot.map;
  const { left, top } = map.getCanvas().getBoundingClientRect();
  const [south, west, north, east] = plot._fullLayout.meta.sums.cells[0];
  const { x, y } = map.project([(west + east) / 2, (south + north) / 2]);
  return [left + x, top + y];
}"""
# What the labels on the map say, and of each cell its sides, its count and the share of its ink that is left (null: all of it).
SUMS = """() => {
  const plot = document.querySelector(".dl-map .js-plotly-plot");
  const map = plot._fullLayout.map._subplot.map;
  const { cells } = plot._fullLayout.meta.sums;
  const share = (id) => (map.getSource("dateline-presence") ? (map.getFeatureState({ source: "dateline-presence", id }).share ?? 0) : null);
  const areas = plot.calcdata.filter(([{ trace }]) => trace.type === "choroplethmap").flat();
  const all = areas.filter((one) => one.fOut?.geometry).length; // cells are the last of them
  const said = [...document.querySelectorAll(".dl-map .dl-label")].map((one) => one.textContent);
  return [said, cells.map((cell, i) => [...cell.slice(0, 5), share(all - cells.length + i)])];
}"""
# What the map has compiled to paint with, and which of its layers are only there for that.
COMPILED = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  return [Object.keys(map.painter.cache).sort(), map.getLayersOrder().filter((id) => id.startsWith("dateline-warm"))];
}"""
ROWS = "(rows) => rows.map((row) => [row.dataset.event, row.dataset.presence])"
BARS = """() => document.querySelector(".dl-time .js-plotly-plot").data.filter((trace) => trace.meta?.part === "sums").length"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection made by rule."""
    return write(tmp_path_factory.mktemp("many"), 10_000)


@pytest.fixture(scope="module")
def many(folder: Path) -> Collection:
    """The same, read by the library."""
    return read_collection(folder)


@pytest.fixture
def crowd(meet: Meet, serve: Serve, folder: Path) -> Reader:
    """A reader of the ten thousand."""
    return meet(serve(folder))


def wanted(many: Collection, reader: Reader) -> list[str]:
    """Ids that the reader's address shows, sorted."""
    return sorted(one.event.event_id for one in visible(many, from_query(reader.query(), many)[0]).shown)


def test_first_marks_find_compiled_what_paints_them(crowd: Reader) -> None:
    """A map of cells has none; the choice that brings them does not wait for the browser to compile, and nothing is left on the map."""
    crowd.visit()
    crowd.eventually(lambda: any(one.startswith("circle/") for one in crowd.page.evaluate(COMPILED)[0]), True)
    crowd.eventually(lambda: crowd.page.evaluate(COMPILED)[1], [])
    before, _ = crowd.page.evaluate(COMPILED)
    crowd.click_at(*crowd.page.evaluate(BAR, "statement"))
    crowd.eventually(lambda: crowd.page.evaluate(BARS), 0)
    crowd.settle()
    now, _ = crowd.page.evaluate(COMPILED)
    of_marks = [one for one in now if one.startswith(("circle/a_circle-color/a_circle-radius/u_", "line/a_line-color/a_line-floorwidth/"))]
    assert crowd.on_map() and len(of_marks) == 2 and set(of_marks) <= set(before)


def test_many_events_are_counted_and_a_press_on_a_bar_leads_to_single_marks(crowd: Reader, many: Collection) -> None:
    """The page says that it counts; the bin's days become the window; the list and the timeline have the same events again."""
    crowd.visit()
    assert crowd.summary().startswith("10,000 events") and "the timeline counts them by quarter" in crowd.page.inner_text(".dl-together")
    assert crowd.on_timeline() == [] and crowd.page.evaluate(BARS) > 10

    def told() -> bool:
        """Of the bar under a hand that is still moving: a page that is drawn to the end takes away what it told before."""
        crowd.page.mouse.move(*crowd.page.evaluate(BAR, "statement"))
        return bool(re.search(r"Statements: \d+ events", crowd.page.inner_text(".dl-tip")))

    crowd.eventually(told, True)
    crowd.click_at(*crowd.page.evaluate(BAR, "statement"))
    crowd.eventually(lambda: {"from", "to"} <= crowd.query().keys(), True)
    crowd.eventually(lambda: crowd.page.evaluate(BARS), 0)
    crowd.eventually(crowd.on_timeline, wanted(many, crowd))
    assert crowd.page.locator(".dl-together").count() == 0


def test_press_on_a_cell_chooses_its_part_of_the_earth(crowd: Reader, many: Collection) -> None:
    """The cell becomes the area; single marks come back."""
    crowd.visit()
    x, y = crowd.page.evaluate(CELL)
    crowd.page.mouse.move(x, y)
    crowd.eventually(lambda: crowd.page.inner_text(".dl-tip").strip().endswith("Press to look into it"), True)
    crowd.click_at(x, y)
    crowd.eventually(lambda: "area" in crowd.query(), True)
    crowd.eventually(lambda: set(crowd.on_timeline()) == set(wanted(many, crowd)), True)


def test_bars_and_cells_are_gone_through_by_keyboard(crowd: Reader, many: Collection) -> None:
    """The fullest comes first; arrow keys lead to others, each said; Enter looks into it. Single marks have no such stop."""
    page = crowd.visit().page
    bars, cells = page.locator(".dl-time .dl-sum-cursor"), page.locator(".dl-map .dl-sum-cursor")
    for cursor in (bars, cells):
        cursor.focus()
        first = cursor.get_attribute("aria-label") or ""
        most = re.search(r"([\d,]+) events", first)
        assert most, first
        told = {first}
        for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
            said = cursor.locator("+ [role=status]").inner_text()
            there = re.search(r"([\d,]+) event", said)
            assert not said or (there and int(there[1].replace(",", "")) <= int(most[1].replace(",", "")))
            told.add(said)
        assert len(told - {""}) >= 3
        assert page.locator(".dl-tip").is_visible()
    page.keyboard.press("Enter")
    crowd.eventually(lambda: "area" in crowd.query(), True)
    crowd.eventually(lambda: set(crowd.on_timeline()) == set(wanted(many, crowd)), True)
    crowd.eventually(lambda: bars.is_hidden() and cells.is_hidden(), True)


def test_filter_keeps_working_among_bars_and_cells(crowd: Reader, many: Collection) -> None:
    """A category that still has too many is counted too; the number is that of the library."""
    crowd.visit("category=statement")
    count = visible(many, View(categories=("statement",))).counts.shown
    assert crowd.summary().startswith(f"{count:,} of 10,000 events") and crowd.page.evaluate(BARS)
    crowd.press(crowd.page.locator(".st-key-pickers [data-testid=stButtonGroup] button p").first.inner_text())
    crowd.eventually(lambda: len(crowd.on_timeline()) > 0, True)
    crowd.eventually(lambda: "country" in crowd.query(), True)  # what is drawn ahead of the run comes before its address
    crowd.eventually(crowd.on_timeline, wanted(many, crowd))


def test_cells_list_and_summary_follow_the_hand(crowd: Reader, many: Collection) -> None:
    """Before anything is asked: about as many in each cell, and in all, as the library counts in the days that are then chosen."""
    page = crowd.visit().page
    (x1, y), (x2, _) = crowd.at_moment("2011-05-20 00:00"), crowd.at_moment("2018-08-01 00:00")
    page.mouse.move(x1, y)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, y)
    page.mouse.move(x2, y)
    crowd.eventually(lambda: all(share is not None for *_, share in page.evaluate(SUMS)[1]), True)
    said, cells = page.evaluate(SUMS)
    told = page.locator(".dl-summary-moving").inner_text()
    rows = page.locator(".dl-row[data-event]").evaluate_all(ROWS)
    page.mouse.up()
    crowd.eventually(lambda: {"from", "to"} <= crowd.query().keys(), True)
    crowd.settle()
    chosen = from_query(crowd.query(), many)[0]
    shown = visible(many, chosen)
    about = re.match(r"About ([\d,]+) of 10,000 events, ", told)
    assert about and abs(int(about[1].replace(",", "")) - shown.counts.shown) < 0.03 * shown.counts.shown, told
    for south, west, north, east, count, share in cells:
        inside = visible(many, chosen.changed(area=Box(south, west, north - 1e-6, east - 1e-6)))
        exact = inside.counts.by_place["point"]
        assert abs(share**2 * count - exact) <= 0.1 * count + 3, (count, share, exact)
    assert sum(text.startswith("≈") for text in said) > 10
    certain = {one.event.event_id: one.certain for one in shown.part(0, 10_000)}
    assert rows == [[row, "out" if row not in certain else "in" if certain[row] else "possible"] for row, _ in rows]
    assert page.locator(".dl-summary-moving, .has-presence").count() == 0
    assert page.inner_text(".dl-window-count") == f"{shown.counts.certain:,} certain, {shown.counts.possible:,} possible"
    assert not any(text.startswith("≈") for text in page.evaluate(SUMS)[0])
