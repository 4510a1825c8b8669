"""A table and a link that mean harm, in a browser: nothing runs, nothing is fetched, nothing breaks the page."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from dateline.link import PARAMETERS
from tests.browser.conftest import DESKTOP, PHONE, Meet, Serve
from tests.browser.reader import Reader
from tests.hostile.corpus import HARM, TEXTS
from tests.hostile.tables import hostile_folder

# Each card by itself, put before the reader as markup.
ALL_CARDS = """async (events) => {
  const shown = [];
  for (const event of events) {
    const card = document.createElement("div");
    card.innerHTML = await (await fetch(`/cards/${event}`)).text();
    document.querySelector(".dl-card").append(card);
    await new Promise((next) => setTimeout(next, 20));
    shown.push(card.querySelector("h2") !== null);
  }
  return shown.filter(Boolean).length;
}"""
# What is cut off at its side, or must be pushed sideways.
WIDE = """() => [...document.querySelectorAll("[data-testid=stMain], .dl-list-place, .dl-card, dialog[open]")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "hidden").map((box) => box.className)"""
PAGES = ("", "countries?country=KOR", "sources")
LONGEST_QUERY = 14_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "tables")


def assert_unharmed(reader: Reader) -> None:
    """Nothing ran, nothing was asked of another host, nothing is wider than the page."""
    assert reader.page.evaluate("() => window.harm") is None
    assert not [url for url in reader.requested if HARM in url.split("?")[0]]
    assert reader.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert reader.page.evaluate(WIDE) == []


@pytest.mark.parametrize(("path", "screen"), [("", DESKTOP), *((path, PHONE) for path in PAGES)])
def test_a_hostile_table_is_only_text(meet: Meet, serve: Serve, hostile: Path, path: str, screen: dict[str, int]) -> None:
    """On the first screen and on the page that follows it."""
    reader = meet(serve(hostile), screen=screen, touch=screen is PHONE)
    reader.page.goto(f"{reader.site}/{path}", wait_until="commit")
    reader.page.locator("#first-screen").wait_for()
    assert_unharmed(reader)
    reader.live()
    reader.page.wait_for_timeout(500)
    assert_unharmed(reader)


def test_each_hostile_event_is_only_text_in_its_card(meet: Meet, serve: Serve, hostile: Path) -> None:
    """All cards put into the page as it puts them there, some of them opened by hand; and the share dialog."""
    reader = meet(serve(hostile))
    reader.visit("follow_ups=yes")
    events = [f"event-{at}" for at in range(1, len(TEXTS) + 1)]
    assert sorted(reader.rows()) == sorted(events)
    for event in events[::6]:
        reader.click_row(event)
        reader.eventually(reader.open_event, event)
        assert_unharmed(reader)
    assert reader.page.evaluate(ALL_CARDS, events) == len(events)
    assert_unharmed(reader)
    reader.page.locator("[data-share]").click()
    reader.eventually(lambda: reader.page.locator("dialog textarea").count() >= 8, True)
    assert_unharmed(reader)


@pytest.mark.parametrize("path", ["list", "share?event=event-1", "cards/event-4", "e/<script>window.harm=1</script>", "card.png"])
def test_a_hostile_table_is_only_text_at_each_address(meet: Meet, serve: Serve, hostile: Path, path: str) -> None:
    """Each address opened by itself."""
    reader = meet(serve(hostile))
    reader.page.goto(f"{reader.site}/{path}")
    assert reader.page.evaluate("() => window.harm") is None
    assert not [url for url in reader.requested if HARM in url]
    # An unknown event is a 404, a sandboxed answer has no icon, and a browser shows a picture with style and script of its own: it says so.
    expected = ["404", "favicon", *(["Applying inline style", "Blocked script execution"] if path == "card.png" else [])]
    reader.errors[:] = [error for error in reader.errors if not any(one in error for one in expected)]


def hostile_links() -> list[str]:
    """Queries of a length that servers take, which together have every text, cut short, in every parameter."""
    links = [""]
    for parameter in PARAMETERS:
        for text in TEXTS.values():
            pair = urlencode({parameter.name: text[:60]})
            if len(links[-1]) + len(pair) > LONGEST_QUERY:
                links.append("")
            links[-1] += f"&{pair}"
    return links


@pytest.mark.parametrize("link", hostile_links(), ids=lambda link: link[1:].split("=", 1)[0])
@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_link_is_told_and_not_obeyed(meet: Meet, path: str, link: str) -> None:
    """The page draws, and says what it could not use."""
    reader = meet()
    reader.page.goto(f"{reader.site}/{path.split('?')[0]}?{link[1:]}")
    assert_unharmed(reader)
    reader.live()
    reader.page.wait_for_timeout(500)
    assert_unharmed(reader)
