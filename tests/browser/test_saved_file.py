"""The file that is taken away, opened from the disk in a browser without a network."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dateline.collection import Collection
from dateline.dates import from_iso
from dateline.exports import write
from dateline.selection import among, visible
from dateline.view import MATCHES, View
from tests.browser.reader import eventually
from tests.browser.test_taking_away import COLOURS
from tests.exports.readers import carried

PATIENCE_MS = 120_000
"""Two cores may be busy with other tests, and the map is drawn without a graphics card."""
DRAWN = "#dl-place[data-ready=all]"
CHOSEN = """async ([taking, choices]) => {
  const { chosenIds } = await import("dateline/savedsets.js");
  return choices.map(([codes, match]) => chosenIds(taking, codes, match));
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, table: Collection) -> Path:
    """The whole table as a file."""
    path = tmp_path_factory.mktemp("saved") / "events.html"
    path.write_bytes(write(visible(table, View()), "html", "https://example.org/"))
    return path


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Offline; at the end nothing was asked for but the file, and nothing went wrong in it."""
    context = chromium.new_context(offline=True, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page, asked, errors = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]
    assert not errors


def rows(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".dl-row[data-event]", "all => all.map((row) => row.dataset.event)")
    return found


def ids(table: Collection, view: View) -> list[str]:
    return [one.event.event_id for one in visible(table, view).shown]


def test_file_from_the_disk_draws_timeline_and_map_and_follows_the_hand(page: Page, file: Path, table: Collection) -> None:
    """A country, an event and some days are chosen as in the page."""
    everything = visible(table, View())
    page.goto(file.as_uri())
    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    assert rows(page) == [one.event.event_id for one in everything.shown]
    assert set(str(page.get_attribute(".dl-time", "data-ids")).split()) == set(rows(page))
    assert page.is_hidden("#first-screen")
    page.emulate_media(media="print")
    eventually(page, lambda: page.eval_on_selector(".dl-paper-map", COLOURS) > 5, True)  # the map is not blank
    page.emulate_media(media="screen")

    page.click('#dl-choices button[value="JPN"]')
    japan = [one.event.event_id for one in among(everything, ("JPN",)).shown]
    eventually(page, lambda: rows(page), japan)

    page.click(f'.dl-row[data-event="{japan[0]}"]')
    page.wait_for_selector(f'.dl-card[data-open="{japan[0]}"]', timeout=PATIENCE_MS)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f'.dl-card[data-open="{japan[1]}"]', timeout=PATIENCE_MS)

    # Three together have no scene of their own: the nearest one is shown, and what is not of them steps back.
    three = ids(table, View(countries=("JPN", "KOR", "USA"), match="all"))
    for code in ("KOR", "USA"):
        page.click(f'#dl-choices button[value="{code}"]')
    eventually(page, lambda: rows(page), three)
    page.select_option("#dl-match", "any")
    some = ids(table, View(countries=("JPN", "KOR", "USA")))
    eventually(page, lambda: rows(page), some)
    assert f"{len(some)} events with Japan, South Korea or United States" in page.inner_text("#dl-summary")
    page.wait_for_selector(".dl-instrument.has-presence", timeout=PATIENCE_MS)

    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    box = page.locator(".dl-time .dl-plot").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.75)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.75, steps=4)
    page.mouse.up()
    eventually(page, lambda: len(rows(page)) < len(some), True)
    assert set(rows(page)) < set(some)


def test_days_and_countries_of_a_link_leave_the_events_that_the_page_leaves(page: Page, file: Path, table: Collection) -> None:
    """Every choice of up to three countries, in every way in which they count; and a window."""
    page.goto(f"{file.as_uri()}?country=KOR&country=PRK&from=2023-11-07&to=2023-11-08")
    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    assert rows(page) == ids(table, View(countries=("KOR", "PRK"), first=from_iso("2023-11-07"), last=from_iso("2023-11-08")))

    codes = sorted(visible(table, View()).parties)
    choices = [choice for size in (1, 2, 3) for choice in product(combinations(codes, size), MATCHES) if size < 3 or "PRK" in choice[0]]
    found = page.evaluate(CHOSEN, [carried(file.read_text(), "dl-scenes")["taking"], choices])
    for (some, match), those in zip(choices, found, strict=True):
        assert those == ids(table, View(countries=some, match=match)), (some, match)


def test_link_to_an_event_of_the_file_opens_it(page: Page, file: Path) -> None:
    """By the words of the page's own links."""
    page.goto(f"{file.as_uri()}?country=KOR&event=usa-blinken-arrives-seoul-2023")
    page.wait_for_selector('.dl-card[data-open="usa-blinken-arrives-seoul-2023"]', timeout=PATIENCE_MS)
    assert page.get_attribute('#dl-choices button[value="KOR"]', "aria-pressed") == "true"


def test_without_scripts_the_file_is_its_list(chromium: Browser, file: Path) -> None:
    """Nothing of the instrument stands in the way."""
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.is_visible("#first-screen .fs-list li >> nth=0") and page.is_hidden("#dl-live")
    context.close()
