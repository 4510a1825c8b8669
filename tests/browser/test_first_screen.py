"""The first screen: complete without scripts, and gone without a jump when the interactive page is ready."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dateline import words
from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import Selection, visible
from tests.browser.conftest import DESKTOP, PHONE, Meet, Serve
from tests.browser.reader import Reader

PLAN = "kor-spy-satellite-launch-planned"
FIRST = "#first-screen"
# Sums the shifts that no hand caused, from the very first paint on (web.dev/cls: above 0.1 a reader is disturbed).
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (!one.hadRecentInput) window.shifts.push([one.value, one.startTime, one.sources.map((s) => s.node?.className ?? "").join(" ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""
EARLY = """async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const { scripts, then } = page.getElementById("late").dataset;
  return `${scripts} ${then}`.split(" ").map((href) => new URL(href, location.href).pathname);
}"""
LEAST_SHIFT = 0.01


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def plain(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = chromium.new_context(viewport=request.param, java_script_enabled=False)
    yield context.new_page()
    context.close()


def selection(table: Collection, query: str) -> Selection:
    return visible(table, from_query(parse_qs(query), table)[0])


def listed(page: Page) -> list[str]:
    return [str(row.get_attribute("data-e")) for row in page.locator(f"{FIRST} li[data-e]").all()]


@pytest.mark.parametrize("query", ["", "country=RUS", "status=scheduled&from=2023-11-08&to=2023-11-20", f"event={PLAN}"])
def test_without_scripts_the_view_is_complete(plain: Page, serve: Serve, table: Collection, query: str) -> None:
    """Summary, filters, list and drawing are those of the link's selection; every event has its source."""
    plain.goto(f"{serve()}/?{query}")
    wanted = selection(table, query)
    assert plain.locator(".fs-sum strong").inner_text() == words.summary(wanted)
    assert listed(plain) == [one.event.event_id for one in wanted.shown]
    for chip in words.chips(wanted.view, table):
        assert chip.text in plain.locator(".fs-chips").inner_text()
    assert plain.locator(".fs-list li a[href*='sources?']").count() == wanted.counts.shown
    assert plain.locator(".fs-plot use").count() > 0
    if wanted.view.event:
        assert wanted.collection.event(wanted.view.event).summary in plain.locator(".fs-card").inner_text()  # type: ignore[union-attr]
    assert plain.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert plain.locator("body").inner_text().count("enable JavaScript") == 0


def test_without_scripts_the_links_work(plain: Page, serve: Serve, table: Collection) -> None:
    """A country, then an event, then its paragraph, and back: each is a plain address."""
    plain.goto(f"{serve()}/")
    plain.locator(".fs-pills a", has_text="Russia").click()
    wanted = selection(table, "country=RUS")
    assert listed(plain) == [one.event.event_id for one in wanted.shown]
    first = wanted.shown[0].event
    plain.locator(f'{FIRST} li[data-e="{first.event_id}"] > a').click()
    assert parse_qs(plain.url.split("?")[1]) == {"country": ["RUS"], "event": [first.event_id]}
    assert first.summary in plain.locator(".fs-card").inner_text()
    plain.locator(".fs-card dd a").last.click()
    assert "/sources?" in plain.url
    assert first.title in plain.locator(".fs-reading h2").first.inner_text()
    plain.locator(".fs-head nav a").first.click()
    assert "/sources" not in plain.url and f"event={first.event_id}" in plain.url


def test_a_missing_collection_is_said_without_scripts(plain: Page, serve: Serve, tmp_path: Path) -> None:
    """One sentence that names the folder."""
    plain.goto(f"{serve(tmp_path / 'nowhere')}/")
    assert "nowhere" in plain.locator(FIRST).inner_text()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["", f"?event={PLAN}&country=KOR", f"sources?event={PLAN}", "?text=nothing-has-this"])
def test_it_gives_way_without_a_jump(meet: Meet, screen: dict[str, int], path: str) -> None:
    """Nothing that can be seen moves, no heading stands twice, and the interactive page can be used."""
    reader = meet(screen=screen, touch=screen is PHONE)
    page = reader.page
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{reader.site}/{path}", wait_until="commit")
    page.locator(FIRST).wait_for()
    reader.live()
    page.wait_for_timeout(500)
    shifts = page.evaluate("() => window.shifts")
    assert sum(value for value, *_ in shifts) < LEAST_SHIFT, shifts
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => document.querySelector('#root').inert") is False
    assert page.locator("#root [data-testid=stMain]").is_visible()
    headings = [text.strip() for text in page.locator("h2").all_inner_texts()]
    assert len(headings) == len(set(headings))


def test_it_waits_for_pieces_that_come_late(meet: Meet) -> None:
    """The code of a kind of element may be the last to arrive; until then something lower stands in its place."""
    reader = meet()
    page = reader.page
    page.add_init_script(f"({SHIFTS})()")
    held: list[Any] = []
    page.route(re.compile(r"/static/js/PageLink\..*\.js"), lambda route: held.append(route))
    page.goto(f"{reader.site}/sources?event={PLAN}", wait_until="commit")
    reader.eventually(lambda: (len(held), page.locator("#root [data-dl-ready]").count()), (1, 1))
    page.wait_for_timeout(500)
    assert page.locator(FIRST).is_visible()
    held[0].continue_()
    reader.live()
    page.wait_for_timeout(500)
    shifts = page.evaluate("() => window.shifts")
    assert sum(value for value, *_ in shifts) < LEAST_SHIFT, shifts


STREAMLIT = re.compile(r"/static/js/index\..*\.js")
FIRST_FRAME = """() => {
  window.came = [];
  const look = () => document.querySelector("#late") ? window.came.push("frame") : requestAnimationFrame(look);
  requestAnimationFrame(look);
  new MutationObserver(() => { if (document.querySelector("script[type=module]")) window.came.push("scripts"); })
    .observe(document, { childList: true, subtree: true });
}"""
NO_FRAMES = """() => {
  const frames = window.requestAnimationFrame.bind(window), asked = [];
  window.requestAnimationFrame = (next) => asked.push(next);
  window.isLookedAt = () => {
    window.requestAnimationFrame = frames;
    asked.forEach(frames);
  };
}"""
# What is not to happen at once does not happen: one that goes by the clock waits for ever.
IN_THE_BACKGROUND = """() => {
  Object.defineProperty(document, "hidden", { get: () => true });
  const clock = window.setTimeout.bind(window);
  window.setTimeout = (then, ms = 0, ...more) => (ms > 0 ? 0 : clock(then, ms, ...more));
}"""


def test_the_interactive_page_is_fetched_after_the_first_frame(meet: Meet) -> None:
    """To read its scripts is so much work that the first screen would be painted late."""
    reader = meet()
    reader.page.add_init_script(f"({FIRST_FRAME})()")
    came = reader.visit().page.evaluate("() => window.came")
    assert came[0] == "frame" and "scripts" in came


def test_all_scripts_are_asked_for_together(meet: Meet) -> None:
    """No part of the start page waits for a script that is asked for when it is to be drawn, the page's own first script least of all."""
    reader = meet()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(urlsplit(request.url).path) if request.resource_type == "script" else None)
    reader.visit()
    early = reader.page.evaluate(EARLY)  # the page's own list: Streamlit adds links of its own to the head
    of_streamlit = [path for path in asked if path.startswith("/static/js/")]
    assert len(set(of_streamlit)) > 80 and not set(of_streamlit) - set(early)
    assert of_streamlit[0].startswith("/static/js/index.")


def test_a_page_that_is_not_painted_is_fetched_all_the_same(meet: Meet) -> None:
    """Behind another window, it is there when its reader looks."""
    reader = meet()
    reader.page.add_init_script(f"({NO_FRAMES})()")
    with reader.page.expect_request(STREAMLIT):
        reader.page.goto(reader.site)
    reader.page.evaluate("() => window.isLookedAt()")
    reader.live()


def test_a_page_in_the_background_is_fetched_at_once(meet: Meet) -> None:
    """Opened in a tab of its own, by a reader who goes on reading here."""
    reader = meet()
    reader.page.add_init_script(f"({NO_FRAMES})()")
    reader.page.add_init_script(f"({IN_THE_BACKGROUND})()")
    with reader.page.expect_request(STREAMLIT):
        reader.page.goto(reader.site, wait_until="commit")


def test_until_it_gives_way_the_interactive_page_is_inert(meet: Meet) -> None:
    """Keyboard and screen reader meet one page only."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/", wait_until="commit")
    page.locator(FIRST).wait_for()
    reader.eventually(
        lambda: page.evaluate("() => document.querySelector('#root').inert || !document.querySelector('#first-screen')"), True
    )
    reader.live()
    assert page.evaluate("() => document.querySelector('#root').inert") is False


def test_a_damaged_folder_gives_way_to_its_message(meet: Meet, serve: Serve, tmp_path: Path) -> None:
    """A page that only has an error is ready too."""
    reader = meet(serve(tmp_path / "nowhere"))
    reader.page.goto(f"{reader.site}/")
    reader.live()
    assert reader.page.get_by_role("alert").count() == 1


def test_place_and_focus_carry_over(meet: Meet) -> None:
    """A reader on a row of the first screen is on the same row of the interactive list, as high on the screen."""
    reader = meet()
    page = reader.page
    held: list[Any] = []
    page.route(re.compile(r"/_stcore/bidi-components/.*/instrument[^/]*\.js"), lambda route: held.append(route))
    page.goto(f"{reader.site}/", wait_until="commit")
    row = page.locator(f'{FIRST} li[data-e="{PLAN}"] > a')
    row.focus()
    page.evaluate("() => document.activeElement.scrollIntoView({ block: 'center' })")
    reader.eventually(lambda: len(held), 1)
    top = page.evaluate(
        "() => [...document.querySelectorAll('#first-screen li[data-e]')].map((one) => [one.dataset.e, one.getBoundingClientRect()])"
        ".filter(([, box]) => box.bottom > 40).map(([id, box]) => [id, box.top])[0]"
    )
    for route in held:
        route.continue_()
    reader.live()
    reader.settle()
    assert page.evaluate("() => document.activeElement.closest('.dl-row').dataset.event") == PLAN
    box = page.locator(f'.dl-row[data-event="{top[0]}"]').bounding_box()
    frame = page.locator(".dl-list-place").bounding_box()
    assert box and frame
    assert abs(box["y"] - max(top[1], frame["y"])) < 3


def test_a_link_followed_early_works(meet: Meet, table: Collection) -> None:
    """Before the instrument is there, a row is a plain link to its view."""
    reader = meet()
    reader.page.route("**/scene.json?**", lambda route: None, times=1)
    reader.page.goto(f"{reader.site}/", wait_until="commit")
    reader.page.locator(f'{FIRST} li[data-e="{PLAN}"] > a').click()
    reader.settle()
    assert reader.open_event() == PLAN


def test_it_says_when_the_interactive_page_does_not_come(meet: Meet) -> None:
    """Without the server's messages the plain page stays, says so after 15 s, and its links lead on."""
    reader = meet()
    page = reader.page
    page.route_web_socket(re.compile(".*"), lambda socket: None)
    page.goto(f"{reader.site}/")
    late = page.locator("[data-late]")
    assert late.is_hidden()
    reader.eventually(late.is_visible, True)
    assert page.locator(FIRST).is_visible()
    assert page.evaluate("() => document.querySelector('#root').inert") is True


def test_a_second_visit_moves_almost_nothing(chromium: Browser, serve: Serve) -> None:
    """What has not changed is kept or asked after: the second visit is a tenth of the first."""
    context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    sizes = []
    for _ in range(2):
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        seen = [0]
        wire.on("Network.loadingFinished", lambda event, seen=seen: seen.__setitem__(0, seen[0] + int(event["encodedDataLength"])))
        reader = Reader(page, serve())
        reader.visit()
        page.wait_for_timeout(1000)
        sizes.append(seen[0])
        page.close()
    context.close()
    assert sizes[0] < 2_500_000
    assert sizes[1] < 60_000, sizes
