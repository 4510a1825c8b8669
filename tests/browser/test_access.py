"""For every reader: nothing on any page that axe-core finds wrong, in light and dark, on a desktop and a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from dateline.figures.palette import THEMES
from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.reader import Reader

PLAN = "kor-spy-satellite-launch-planned"
STATES = {
    "an open event": f"event={PLAN}&known=shown",
    "a window and a bad link": "from=2023-11-03&to=2023-11-12&country=RUS&country=ZZZ&colour=red",
    "nothing found": "country=IDN&category=launch",
}

NOTHING: dict[str, list[str]] = {"light": [], "dark": []}


def violations(reader: Reader, but: str = "") -> list[str]:
    """What axe finds, with the elements; `but`: of what is not ours to change."""
    found = Axe().run(reader.page, context={"exclude": [[but]]} if but else None).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def in_both_schemes(reader: Reader) -> dict[str, list[str]]:
    """What axe finds in light and in dark, to which the page turns as a whole."""
    found = {}
    for scheme in ("light", "dark"):
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        reader.eventually(lambda scheme=scheme: reader.paper('[data-testid="stMain"]'), THEMES[scheme].paper)
        found[scheme] = violations(reader.live())
    return found


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_start_page(meet: Meet, screen: dict[str, int]) -> None:
    """Names, roles, contrast, order of headings, landmarks: in every state of the page."""
    reader = meet(screen=screen, touch=screen is PHONE)
    for name, query in STATES.items():
        assert in_both_schemes(reader.visit(query)) == NOTHING, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_sources(meet: Meet, scheme: str) -> None:
    """The long page of tables and lists too."""
    reader = meet(scheme=scheme)
    reader.page.goto(f"{reader.site}/sources?event={PLAN}")
    reader.eventually(lambda: reader.page.locator('a[href^="tables/"]').count() >= 7, True)
    assert violations(reader.live()) == []


def test_axe_finds_nothing_in_what_opens_and_while_time_is_played(reader: Reader) -> None:
    """How to read this, the settings of playing, a moment of time with its card, pressed keys of the legend, the list of keys."""
    page = reader.visit("shape=month&shape=span").page
    how = page.get_by_role("dialog", name="How to read this")
    page.get_by_role("button", name="How to read this").press("Enter")
    assert how.is_visible()
    assert in_both_schemes(reader) == NOTHING, "how to read this"
    page.keyboard.press("Escape")
    assert not how.is_visible()
    page.locator(".dl-bar-play [data-job=settings]").click()
    assert in_both_schemes(reader) == NOTHING, "settings"
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    reader.eventually(lambda: reader.open_event() != "", True)
    assert in_both_schemes(reader.settle()) == NOTHING, "playing"
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keyboard and hand").is_visible()
    assert in_both_schemes(reader) == NOTHING, "list of keys"


@pytest.mark.parametrize(("scheme", "screen"), [("light", DESKTOP), ("dark", PHONE)], ids=["light", "dark phone"])
def test_axe_finds_nothing_on_the_first_screens(meet: Meet, scheme: str, screen: dict[str, int]) -> None:
    """What is there before the interactive page, and without it: of every page."""
    reader = meet(screen=screen, scheme=scheme, touch=screen is PHONE)
    reader.page.route("**/static/js/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    for path in (f"?event={PLAN}", "?country=IDN&category=launch", "sources", "countries?country=KOR", "list"):
        reader.page.goto(f"{reader.site}/{path}")
        assert reader.page.locator("main:visible, [role=main]:visible").count() == 1, path
        assert violations(reader) == [], path


@pytest.mark.mapless
def test_list_is_a_table_with_a_link_in_each_row(reader: Reader) -> None:
    """Columns are named; the whole row is the link, which has the focus; its countries are said in words."""
    page = reader.visit("country=IDN").page
    table = page.get_by_role("table", name="Events in order of time")
    assert table.get_by_role("columnheader").all_inner_texts() == ["When", "Event", "Countries"]
    first = table.get_by_role("row").nth(1)
    assert "Indonesia" in first.get_by_role("cell").nth(2).inner_text()
    first.get_by_role("link").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.closest('tr').rowIndex") == 2
    page.keyboard.press("Enter")
    reader.eventually(reader.open_event, reader.rows()[1])
    assert table.locator("[aria-current]").inner_text() == reader.page.locator(".dl-card h2").inner_text()


def test_charts_say_in_words_what_they_show(reader: Reader) -> None:
    """Timeline and map carry a text that follows the choice."""
    reader.visit()
    everything = [reader.page.locator(f"{chart} p.dl-said").inner_text() for chart in (".dl-time", ".dl-map")]
    assert everything[0].startswith("43 events in lanes by category") and everything[1].startswith("43 events: ")
    reader.visit("country=RUS")
    for chart, before in zip((".dl-time", ".dl-map"), everything, strict=True):
        said = reader.page.locator(chart)
        assert said.get_attribute("aria-describedby") == said.locator("p.dl-said").get_attribute("id")
        assert said.locator("p.dl-said").inner_text() not in ("", before)
