"""A table that means harm, brought along by a reader or taken away: in "Your data", in the saved page and in a published site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from dateline.collection import Collection, read_collection
from dateline.exports import write
from dateline.publishing import files
from dateline.publishing.folder import tables_in
from dateline.selection import visible
from dateline.view import View
from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.reader import Reader
from tests.browser.test_hostile import STATE, assert_unharmed
from tests.hostile.corpus import HARM, TEXTS
from tests.hostile.tables import EVENTS, WITHDRAWN, hostile_file, hostile_folder

PATIENCE_MS = 120_000
"""Two cores may be busy with other tests, and the map is drawn without a graphics card."""
DRAWN = "#dl-place[data-ready=all]"
NAME = "<img src=x onerror=window.harm=1>![x](https:evil.example).csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "tables")


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    return read_collection(folder)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser without a network. At the end nothing was asked for but files of this disk, and nothing went wrong."""
    context = chromium.new_context(offline=True, viewport=request.param, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []

    def ask(request: Request) -> None:
        asked.append(request.url)

    page.on("request", ask)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not [url for url in asked if not url.startswith(("file:", "blob:", "data:")) or HARM in url]
    assert not errors


def assert_only_text(page: Page) -> None:
    """Nothing ran, and nothing is wider than the page."""
    assert page.evaluate(STATE) == [None, 0, []]


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_hostile_file_is_only_text_in_your_data(meet: Meet, taking: str, tmp_path: Path, screen: dict[str, int]) -> None:
    """Its name, its columns, its cells, what is said of its rows, and the table that is made of it."""
    file = tmp_path / NAME
    file.write_bytes(hostile_file())
    reader: Reader = meet(taking, screen=screen, touch=screen is PHONE)
    page = reader.page
    page.goto(f"{reader.site}/your-data")
    page.set_input_files("[data-testid=stFileUploader] input", file)
    make = page.get_by_role("button", name="Make timeline and map")
    reader.eventually(make.is_enabled, True)
    assert_unharmed(reader)
    make.click()
    page.get_by_text("72 rows: 25 accepted").wait_for()
    page.locator(".dl-said summary").click()
    assert_unharmed(reader)
    page.get_by_role("link", name="Open it on timeline and map").click()
    reader.settle()
    rows = reader.rows()
    assert len(rows) == len(TEXTS)
    for event in rows[::6]:
        reader.click_row(event)
        reader.eventually(reader.open_event, event)
        assert_unharmed(reader)


def test_a_hostile_table_is_only_text_in_the_saved_page(page: Page, collection: Collection, tmp_path: Path) -> None:
    """Drawn, and some of its events opened; the cards of all of them stand in it."""
    file = tmp_path / "events.html"
    file.write_bytes(write(visible(collection, View(follow_ups=True)), "html", "https://example.org/"))
    page.goto(file.as_uri())
    assert_only_text(page)
    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    assert sorted(page.eval_on_selector_all(".dl-row[data-event]", "all => all.map((row) => row.dataset.event)")) == sorted(EVENTS)
    for event in EVENTS[::3]:
        page.click(f'.dl-row[data-event="{event}"]')
        page.wait_for_selector(f'.dl-card[data-open="{event}"]')
        assert_only_text(page)
        page.keyboard.press("Escape")


def test_a_hostile_table_is_only_text_in_a_published_site(page: Page, collection: Collection, folder: Path, tmp_path: Path) -> None:
    """On each of its pages."""
    for name, content in files(collection, tables_in(folder), most_cards=0):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    pages = sorted(tmp_path.rglob("*.html"))
    assert {f"{event}.html" for event in (*EVENTS, *WITHDRAWN)} < {one.name for one in pages}
    for one in pages:
        page.goto(one.as_uri())
        assert_only_text(page)
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    assert_only_text(page)
