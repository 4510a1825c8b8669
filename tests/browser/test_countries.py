"""The page of countries: a cold link to it, the ways from it to the events and back, and other screens."""

import pytest

from dateline.collection import Collection
from dateline.figures.palette import THEMES
from dateline.selection import visible
from dateline.view import View
from tests.browser.conftest import PHONE, Meet, Serve
from tests.browser.reader import Reader
from tests.browser.test_access import violations
from tests.browser.test_screens import overflow

# Middle of the square of two countries, in pixels of the window.
SQUARE = """(pair) => {
  const plot = document.querySelector(".st-key-countries-matrix .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  const cells = plot.data.find((trace) => trace.meta?.part === "cells");
  const at = [...cells.customdata].findIndex((carried) => carried.slice(0, 2).join() === pair.join());
  return [left + xaxis._offset + xaxis.d2p(cells.base[at] + cells.x[at] / 2), top + yaxis._offset + yaxis.d2p(cells.y[at])];
}"""

# The first mark of the strip that lies in it.
MARK = """() => {
  const plot = document.querySelector(".st-key-countries-strip .js-plotly-plot");
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  const marks = plot.data.find((trace) => trace.meta?.part === "marks");
  const xs = [...marks.x].map((x) => xaxis.d2p(x));
  const at = xs.findIndex((x) => x > 0 && x < xaxis._length);
  return [left + xaxis._offset + xs[at], top + yaxis._offset + yaxis.d2p(marks.y[at])];
}"""
# How far the first column moves when its box slides.
SLID = """(box) => {
  box.scrollLeft = 200;
  const [left, column] = [box, box.querySelector("tbody th")].map((part) => part.getBoundingClientRect().left);
  return Math.abs(left - column);
}"""


def visit(reader: Reader, query: str = "") -> Reader:
    """Open the page by its address; wait until picture and tables are there."""
    reader.page.goto(f"{reader.site}/countries{'?' if query else ''}{query}")
    return ready(reader)


def ready(reader: Reader) -> Reader:
    page = reader.page
    reader.eventually(
        lambda: bool(page.locator(".dl-grid").count() and page.locator(".js-plotly-plot .barlayer, .js-plotly-plot .scatterlayer").count()),
        True,
    )
    return reader.live()


def still(reader: Reader, place: str, *about: object) -> list[float]:
    """Where a mark is, in pixels of the window, as soon as two looks find it in the same place."""
    last: list[float] = []

    def same() -> bool:
        before, last[:] = list(last), reader.page.evaluate(place, *about)
        return before == last

    reader.eventually(same, True)
    return last


def both(table: Collection, *codes: str) -> list[str]:
    """Ids of the events that all of these take part in."""
    return [one.event.event_id for one in visible(table, View(countries=codes, match="all")).shown]


def test_cold_link_to_one_country_shows_it(meet: Meet, serve: Serve, table: Collection) -> None:
    """As the first request of a fresh server; the tables have their headings."""
    reader = visit(meet(serve(fresh=True)), "country=KOR&status=occurred")
    page = reader.page
    assert page.locator(".st-key-countries-heading h2").inner_text().endswith("South Korea")
    for name in ("Countries in the same events as South Korea", "Places of these events", "Events of South Korea in order of time"):
        assert page.get_by_role("table", name=name).count() == 1
    rows = page.get_by_role("table", name="Events of South Korea in order of time").get_by_role("rowheader").count()
    assert rows == visible(table, View(countries=("KOR",), statuses=("occurred",))).counts.shown
    assert reader.query() == {"country": ["KOR"], "status": ["occurred"]}


@pytest.mark.mapless
def test_number_in_the_table_leads_to_as_many_events_and_back(reader: Reader, table: Collection) -> None:
    """By keyboard too: a number is a link that says whose events it counts."""
    page = visit(reader).page
    cell = page.get_by_role("link", name="9 events of Russia and North Korea", exact=False)
    assert cell.get_attribute("href") == "./?country=PRK&country=RUS&match=all"
    page.evaluate("() => { window.loadedOnce = true; }")
    before = reader.entries()
    cell.focus()
    page.keyboard.press("Enter")
    reader.eventually(lambda: "/countries" not in page.url, True)
    reader.settle()
    reader.eventually(reader.rows, both(table, "PRK", "RUS"))
    assert reader.entries() == before + 1
    assert page.evaluate("() => window.loadedOnce"), "the page was loaded anew"
    page.go_back()
    ready(reader)
    assert "/countries" in page.url and reader.query() == {}


def test_square_leads_to_as_many_events_and_back(reader: Reader, table: Collection) -> None:
    """A click on the picture is one step of the history; the filters come along."""
    page = visit(reader, "category=visit").page
    before = reader.entries()
    page.mouse.click(*still(reader, SQUARE, ["KOR", "USA"]))
    reader.eventually(lambda: "/countries" not in page.url, True)
    reader.settle()
    assert reader.query() == {"category": ["visit"], "country": ["KOR", "USA"], "match": ["all"]}
    assert reader.entries() == before + 1
    wanted = visible(table, View(countries=("KOR", "USA"), match="all", categories=("visit",)))
    reader.eventually(reader.rows, [one.event.event_id for one in wanted.shown])
    page.go_back()
    ready(reader)
    reader.eventually(reader.query, {"category": ["visit"]})
    assert "/countries" in page.url


@pytest.mark.mapless
def test_mark_of_the_strip_opens_its_event(reader: Reader) -> None:
    """On the start page, with the country still chosen."""
    page = visit(reader, "country=JPN").page
    page.mouse.click(*still(reader, MARK))
    reader.eventually(lambda: "/countries" not in page.url, True)
    reader.settle()
    opened = reader.query()["event"][0]
    assert reader.query() == {"country": ["JPN"], "event": [opened]}
    reader.eventually(reader.open_event, opened)


@pytest.mark.mapless
def test_masthead_keeps_the_view_on_the_way_there_and_back(reader: Reader) -> None:
    """From the start page with a choice to the same choice of countries, and to another page, without loading anything anew."""
    page = reader.visit("country=RUS").page
    page.evaluate("() => { window.stays = true; }")
    page.locator(".dl-ways a", has_text="Countries").click()
    ready(reader)
    reader.eventually(lambda: page.locator(".st-key-countries-heading h2").inner_text().endswith("Russia"), True)
    assert reader.query() == {"country": ["RUS"]}
    page.locator(".dl-ways a", has_text="Timeline and map").click()
    reader.settle()
    assert page.url == f"{reader.site}/?country=RUS" and reader.pressed() == ["Russia"]
    page.go_back()
    ready(reader)
    reader.eventually(lambda: page.locator(".st-key-countries-heading h2").inner_text().endswith("Russia"), True)
    assert page.evaluate("() => window.stays") is True


def test_matrix_is_a_table_with_headings(reader: Reader) -> None:
    """Rows and columns are named; picture and table have a text each."""
    page = visit(reader).page
    matrix = page.get_by_role("table", name="Events of each pair of countries")
    assert matrix.get_by_role("rowheader").count() == matrix.get_by_role("columnheader").count() == 7
    assert page.get_by_role("region", name="Table of pairs of countries").get_attribute("tabindex") == "0"


@pytest.mark.parametrize("query", ["", "country=KOR", "country=KOR&from=2023-11-05&to=2023-11-12"])
def test_phone_cuts_nothing_off(meet: Meet, query: str) -> None:
    """Only the tables slide, each in its own box, under a first column that stays; links are large enough for a finger."""
    reader = visit(meet(screen=PHONE, touch=True), query)
    page = reader.page
    assert overflow(reader) <= 0
    box = page.locator(".dl-scroll").first
    assert box.evaluate("(box) => box.clientWidth <= innerWidth && box.scrollWidth > box.clientWidth")
    assert box.evaluate(SLID) < 2
    sizes = page.locator(".dl-grid a").evaluate_all(
        "(links) => links.map((link) => link.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"
    )
    assert min(sizes) >= 44


@pytest.mark.parametrize(("scheme", "query"), [("light", ""), ("dark", ""), ("dark", "country=KOR"), ("light", "country=UKR")])
def test_axe_finds_nothing_in_light_and_dark(meet: Meet, scheme: str, query: str) -> None:
    """With all countries, one, and one without events."""
    reader = meet(scheme=scheme)
    reader.page.goto(f"{reader.site}/countries?{query}")
    reader.eventually(lambda: reader.page.locator(".dl-grid, .st-key-emptiness").count() > 0, True)
    if query != "country=UKR":
        ready(reader)
    reader.eventually(lambda: reader.live().paper('[data-testid="stMain"]'), THEMES[scheme].paper)
    assert violations(reader) == []
