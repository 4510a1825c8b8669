"""The instrument before the page: drawn while Streamlit is still to begin, and taken over by the page as it stands."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, Route

from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.early import PLAN, SCENE, STREAMLIT, before_the_page, early_pill, selection_of
from tests.browser.reader import Reader
from tests.browser.server import Server

GRID = "#first-screen .fs-grid"
# What would not be the same any more if anything were drawn again: plotly's picture of the timeline and of the map, and frames of the map.
REMEMBER = """() => {
  const [time, map] = [".dl-time", ".dl-map"].map((chart) => document.querySelector(`${chart} .js-plotly-plot`));
  window.before = { root: document.querySelector(".dl-instrument"), time: time._fullLayout, map: map._fullLayout, frames: 0 };
  map._fullLayout.map?._subplot.map.on("render", () => { window.before.frames += 1; });
}"""
SAME = """() => {
  const [time, map] = [".dl-time", ".dl-map"].map((chart) => document.querySelector(`#root ${chart} .js-plotly-plot`));
  const { before } = window;
  const same = before.root === document.querySelector("#root .dl-instrument");
  return [same, before.time === time._fullLayout, before.map === map._fullLayout, before.frames];
}"""
TOP = """() => document.querySelector(".dl-instrument").getBoundingClientRect().top"""
MAP = """() => { window.map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map; }"""
GONE = """() => window.map._removed"""
FIRST_ROW = """() => [...document.querySelectorAll(".dl-row")].map((row) => [row.dataset.event, row.getBoundingClientRect()])
  .filter(([, { bottom }]) => bottom > 200).map(([id, { top }]) => [id, top])[0]"""


@pytest.mark.parametrize("query", ["", f"country=KOR&event={PLAN}", "from=2023-11-08&to=2023-11-20&embed=true"])
def test_it_shows_what_the_page_will_show(reader: Reader, query: str) -> None:
    """The rows, marks and card of the view in the link, in place of the plain drawing and list."""
    with before_the_page(reader, query) as let_come:
        early = (reader.rows(), reader.on_timeline(), reader.on_map(), reader.open_event())
        assert early[0] and not reader.page.locator(GRID).is_visible()
        assert reader.page.locator("#first-screen h1").count() == 1
        let_come()
        reader.settle()
        assert (reader.rows(), reader.on_timeline(), reader.on_map(), reader.open_event()) == early


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_taken_over_as_it_stands(meet: Meet, screen: dict[str, int], scheme: str) -> None:
    """The same elements, none of them drawn again, and none of them moves."""
    reader = meet(screen=screen, scheme=scheme, touch=screen is PHONE)
    with before_the_page(reader, "country=KOR") as let_come:
        reader.page.evaluate(REMEMBER)
        top = reader.page.evaluate(TOP)
        let_come()
        reader.settle()
        reader.page.wait_for_timeout(500)  # longer than a changed size rests before it is drawn
        assert reader.page.evaluate(SAME) == [True, True, True, 0]
        assert abs(reader.page.evaluate(TOP) - top) < 1


@pytest.mark.mapless
def test_a_drawing_that_fails_leaves_the_page_alone(reader: Reader) -> None:
    """The library is lost on its way once: the page tries it again."""
    lost: list[str] = []

    def lose_one(route: Route) -> None:
        lost.append(route.request.url)
        if len(lost) <= 2:  # the list of what is needed asks for it first
            route.fulfill(status=502, body="")
        else:
            route.continue_()

    reader.page.context.route(re.compile(r"/vendor/plotly\.min\.js"), lose_one)
    reader.page.goto(reader.site)
    reader.settle()
    assert reader.on_timeline() and reader.page.locator(".dl-instrument").count() == 1
    reader.errors[:] = [error for error in reader.errors if "plotly.min.js" not in error]


def test_the_page_has_the_last_word(reader: Reader) -> None:
    """Where the run tells something else than the scene that was asked for, that is drawn."""

    def other(route: Route) -> None:
        scene = route.fetch()
        route.fulfill(response=scene, body=json.dumps({**scene.json(), "list": "<p>Of yesterday</p>"}))

    reader.page.route(SCENE, other)
    with before_the_page(reader) as let_come:
        assert not reader.rows()
        let_come()
        reader.settle()
        reader.eventually(lambda: len(reader.rows()) > 0, True)


@pytest.mark.parametrize("answer", [404, 503, None], ids=["another version", "no table", "offline"])
@pytest.mark.mapless
def test_without_its_scene_the_page_comes_by_itself(reader: Reader, answer: int | None) -> None:
    """The plain drawing and list stay until then."""
    reader.page.route(SCENE, lambda route: route.fulfill(status=answer) if answer else route.abort())
    held: list[Route] = []
    reader.page.route(STREAMLIT, lambda route: held.append(route))
    reader.page.goto(reader.site, wait_until="commit")
    reader.eventually(lambda: len(held) > 0, True)
    reader.page.wait_for_timeout(500)
    assert reader.page.locator(GRID).is_visible() and not reader.page.locator(".dl-instrument").count()
    reader.page.unroute(STREAMLIT)
    for route in held:
        route.continue_()
    assert reader.settle().rows()
    reader.errors[:] = [error for error in reader.errors if "scene.json" not in error]


@pytest.mark.mapless
def test_a_scene_that_is_slower_than_the_page_is_left_alone(reader: Reader) -> None:
    """There is one instrument, and it is the page's."""
    held: list[Route] = []
    reader.page.route(SCENE, lambda route: held.append(route))
    reader.visit()
    (scene,) = held
    scene.continue_()
    reader.page.wait_for_timeout(500)
    assert reader.page.locator(".dl-instrument").count() == 1 and reader.rows()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.mapless
def test_what_is_read_stays_under_the_eye(meet: Meet, screen: dict[str, int]) -> None:
    """A list that was scrolled stays so, and the row with the focus keeps it."""
    reader = meet(screen=screen, touch=screen is PHONE)
    with before_the_page(reader) as let_come:
        reader.page.locator(f'.dl-row[data-event="{PLAN}"] a').focus()
        reader.page.evaluate("() => document.activeElement.scrollIntoView({ block: 'center' })")
        seen, (event_id, top) = (
            reader.page.evaluate("() => document.activeElement.getBoundingClientRect().top"),
            reader.page.evaluate(FIRST_ROW),
        )
        let_come()
        reader.settle()
        assert reader.page.evaluate("() => document.activeElement.closest('.dl-row')?.dataset.event") == PLAN
        assert abs(reader.page.evaluate("() => document.activeElement.getBoundingClientRect().top") - seen) < 3
        assert reader.page.evaluate(FIRST_ROW)[0] == event_id
        assert abs(reader.page.evaluate(FIRST_ROW)[1] - top) < 3


def test_it_is_not_taken_from_under_a_hand(reader: Reader) -> None:
    """Who drags over the timeline while the page comes draws to the end."""
    with before_the_page(reader) as let_come:
        page = reader.page
        (x1, y), (x2, _) = reader.at_moment("2023-11-08 08:00"), reader.at_moment("2023-11-20 16:00")
        page.locator(".dl-row a").first.focus()  # and loses it by the press
        page.mouse.move(x1, y)
        page.mouse.down()
        page.mouse.move((x1 + x2) / 2, y)
        let_come()
        reader.eventually(lambda: page.locator("#root [data-ready]").count(), 1)
        page.wait_for_timeout(500)
        assert page.locator("#early .dl-instrument").count() == 1
        page.mouse.move(x2, y)
        page.mouse.up()
        reader.settle()
        reader.eventually(reader.query, {"from": ["2023-11-08"], "to": ["2023-11-20"]})


def test_it_goes_with_its_page(reader: Reader) -> None:
    """Nothing of it is left on another page, as of one that Streamlit mounted itself."""
    with before_the_page(reader) as let_come:
        reader.page.evaluate(MAP)
        let_come()
        reader.settle()
        reader.page.locator("#root .dl-ways a", has_text="Countries").click()
        reader.page.locator(".st-key-countries-matrix").wait_for()
        reader.eventually(lambda: reader.page.evaluate(GONE), True)


def test_a_page_without_a_place_for_it_takes_it_away(meet: Meet, embedded: Path, tmp_path: Path) -> None:
    """The server was started anew meanwhile, and has no table: its message is all there is."""
    server = Server(tmp_path / "log", embedded)
    reader, port = meet(server.address), urlsplit(server.address).port
    came: list[Request] = []
    reader.page.on("requestfinished", lambda request: came.append(request))

    def still_comes() -> bool:
        """Whether any of Streamlit's scripts, but for the one that is held, was on its way."""
        before = len(came)
        reader.page.wait_for_timeout(1000)
        return len(came) > before

    try:
        with before_the_page(reader) as let_come:
            reader.page.evaluate(MAP)
            reader.eventually(still_comes, False)
            server.kill()
            server = Server(tmp_path / "log", tmp_path / "nowhere", port or 0)
            let_come()
            reader.live()
            assert reader.page.get_by_role("alert").count() == 1 and not reader.page.locator(".dl-instrument").count()
            reader.eventually(lambda: reader.page.evaluate(GONE), True)
    finally:
        server.stop()


@pytest.mark.mapless
def test_without_the_page_it_stays_and_says_so(reader: Reader) -> None:
    """Countries can be chosen and events be read all the same."""
    reader.page.route_web_socket(re.compile(".*"), lambda socket: None)
    reader.visit(drawn=False)
    reader.eventually(reader.page.locator("[data-late]").is_visible, True)
    early_pill(reader, "South Korea").click()
    reader.eventually(reader.rows, selection_of("country=KOR")[0])
    reader.click_row(PLAN)
    reader.eventually(reader.open_event, PLAN)
    reader.page.go_back()
    reader.eventually(reader.open_event, "")
    reader.eventually(reader.page.locator("[data-late]").is_visible, True)
