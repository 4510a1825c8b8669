"""A table that means harm, in a browser: nothing runs, nothing is fetched, nothing breaks the page."""

from pathlib import Path

import pytest

from dateline import evidence
from dateline.collection import read_collection
from dateline.fragments import MOST_CHANGES
from tests.browser.conftest import DESKTOP, PHONE, Meet, Serve
from tests.browser.reader import Reader
from tests.hostile.corpus import HARM, REFUSED_ADDRESSES
from tests.hostile.tables import COUNT, EVENTS, WITHDRAWN, changes, damaged_folder, others
from tests.making import write_table

# Each card by itself, put before the reader as markup.
ALL_CARDS = """async (events) => {
  const shown = [];
  for (const event of events) {
    const card = document.createElement("div");
    card.innerHTML = await (await fetch(`/cards/${event}?known=shown`)).text();
    document.querySelector(".dl-card").append(card);
    await new Promise((next) => setTimeout(next, 20));
    shown.push(card.querySelector("h2") !== null);
  }
  return shown.filter(Boolean).length;
}"""
# Pieces of the page of sources, put where they stand in it.
ALL_PIECES = """async (pieces) => {
  for (const piece of pieces) {
    document.querySelector(".dl-evidence").parentElement.insertAdjacentHTML("beforeend", piece);
    await new Promise((next) => setTimeout(next, 20));
  }
  return document.querySelectorAll(".dl-evidence h2").length;
}"""
# What is cut off at its side, or must be pushed sideways.
WIDE = """() => [...document.querySelectorAll("[data-testid=stMain], .dl-list-place, .dl-card, dialog[open]")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "hidden").map((box) => box.className)"""
# What ran, by how many pixels the page is wider than the window, and what in it is.
STATE = f"() => [window.harm ?? null, Math.max(0, document.documentElement.scrollWidth - innerWidth), ({WIDE})()]"
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
NEWER = "data=aaaaaa-"
"""Ends a link that was made of other data, when the change log had as many rows as the number that follows."""
DAMAGE = 2 * (COUNT + len(REFUSED_ADDRESSES))
"""Findings of the damaged rows: each has two cells that cannot be read."""
PAGES = {
    "": {".dl-findings li": DAMAGE},
    f"?event=event-4&{NEWER}0": {".dl-card h2": 1, ".dl-since li": MOST_CHANGES},
    f"?embed=true&{NEWER}{MOST_CHANGES}": {".dl-embedded h1": 1, ".dl-since li": MOST_CHANGES},
    "countries": {".dl-findings li": DAMAGE, ".st-key-countries-matrix": 1},
    "countries?country=KOR": {".dl-findings li": DAMAGE, ".st-key-countries-events tbody tr": COUNT},
    "countries?country=KOR&country=JPN": {".dl-findings li": DAMAGE, ".st-key-countries-matrix": 1},
    "sources": {".dl-findings li": DAMAGE, ".dl-paragraph": COUNT},
    "sources?event=event-30": {".dl-origin h2": 1},
    "your-data": {".dl-collection": 1},
}
"""Each page of the hostile table, and what of the table stands on it when it is whole: how many of each selector."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return damaged_folder(tmp_path_factory.mktemp("hostile") / "tables")


def assert_unharmed(reader: Reader) -> None:
    """Nothing ran, nothing was asked of another host, nothing is wider than the page."""
    assert reader.page.evaluate(STATE) == [None, 0, []]
    assert not [url for url in reader.requested if HARM in url.split("?")[0]]


@pytest.mark.parametrize(("path", "screen"), [("", DESKTOP), *((path, PHONE) for path in PAGES)])
def test_a_hostile_table_is_only_text(meet: Meet, serve: Serve, hostile: Path, path: str, screen: dict[str, int]) -> None:
    """On the first screen and on the page that follows it, with all that is folded opened."""
    reader = meet(serve(hostile), screen=screen, touch=screen is PHONE)
    reader.page.goto(f"{reader.site}/{path}", wait_until="commit")
    reader.page.locator("#first-screen").wait_for()
    reader.page.evaluate(UNFOLD)
    assert_unharmed(reader)
    reader.live()
    for selector, many in PAGES[path].items():
        reader.eventually(reader.page.locator(selector).count, many)
    reader.page.evaluate(UNFOLD)
    reader.page.wait_for_timeout(500)
    assert_unharmed(reader)


def test_each_hostile_event_is_only_text_in_its_card(meet: Meet, serve: Serve, hostile: Path) -> None:
    """All cards put into the page as it puts them there, some of them opened by hand; and the share dialog."""
    reader = meet(serve(hostile))
    reader.visit("known=shown")
    assert sorted(reader.rows()) == sorted(EVENTS)
    for event in EVENTS[::6]:
        reader.click_row(event)
        reader.eventually(reader.open_event, event)
        assert_unharmed(reader)
    assert reader.page.evaluate(ALL_CARDS, EVENTS) == COUNT
    assert_unharmed(reader)
    reader.page.locator("[data-share]").click()
    reader.eventually(lambda: reader.page.locator("dialog textarea").count() >= 8, True)
    assert_unharmed(reader)


def test_each_hostile_source_is_only_text(meet: Meet, serve: Serve, hostile: Path) -> None:
    """Every source and every event's way back to one, put into the page of sources, which shows one of each by itself."""
    table = read_collection(hostile)
    events = [event for name in EVENTS if (event := table.event(name))]
    pieces = [*(evidence.source(one) for one in table.sources.values()), *(evidence.origin(one, table) for one in events)]
    reader = meet(serve(hostile), screen=PHONE, touch=True)
    reader.page.goto(f"{reader.site}/sources")
    reader.live()
    assert reader.page.evaluate(ALL_PIECES, pieces) == 1 + 2 * COUNT
    assert_unharmed(reader)


def test_hostile_reasons_of_an_update_are_only_text(meet: Meet, serve: Serve, hostile: Path) -> None:
    """Told to a reader who has the page open while the change log grows, by half of the texts at a time."""
    reader = meet(serve(hostile)).visit()
    log, more = others()["changes"], changes(EVENTS, "changed", "2024-04-03")
    for rows in (more[: COUNT // 2], more[COUNT // 2 :]):
        log += rows
        write_table(hostile, "changes", log)
        reader.press("Japan")
        reader.eventually(lambda: told_news(reader), (COUNT // 2, " ".join(rows[-1]["why"].split())))
        assert_unharmed(reader)


def told_news(reader: Reader) -> tuple[int, str]:
    """How many changes are told, and the reason of the last."""
    told = reader.page.locator(".st-key-news li").all_inner_texts() or [""]
    return len(told), " ".join(told[-1].partition("2024. ")[2].split())


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


def test_each_hostile_reason_of_a_withdrawal_is_only_text(meet: Meet, serve: Serve, hostile: Path) -> None:
    """On the page that stands where the event was."""
    reader = meet(serve(hostile), screen=PHONE, touch=True)
    for event in WITHDRAWN:
        answer = reader.page.goto(f"{reader.site}/e/{event}", wait_until="domcontentloaded")
        assert answer and answer.status == 410
        assert event in reader.page.locator("main").inner_text()
        assert_unharmed(reader)
    reader.errors[:] = [error for error in reader.errors if "410" not in error]
