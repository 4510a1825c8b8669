"""No choice is lost: not what is chosen while no server is there, and not what had just been said to one that died."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Locator

from tests.browser.reader import Reader
from tests.browser.test_countries import visit as open_countries
from tests.faults.site import Site
from tests.faults.test_lost_server import SOON_S, VIEW, WATCH_ANSWER, connected, is_lost, process_of, returns

pytestmark = pytest.mark.mapless

DAYS = ("2023-11-06", "2023-11-12")
SAYS_S = 15
"""In which the page says that nobody is there; until then its buttons only look so."""
# What asks a server when it is pressed, and can be pressed.
ABLE = """() => [...document.querySelectorAll(
  '.st-key-pickers [role=toolbar] button, .st-key-pickers input, .st-key-chips button, .st-key-told input')]
  .filter((one) => !one.disabled).map((one) => one.outerHTML)"""


def has_days(reader: Reader) -> bool:
    return (reader.query().get("from"), reader.query().get("to")) == ([DAYS[0]], [DAYS[1]])


def test_what_is_chosen_while_no_server_is_there_counts_or_can_not_be_pressed(site: Site, meet: Callable[[], Reader]) -> None:
    """Days, a row and Back count when one is there again, in the pickers too; buttons are off, and the page says why."""
    days, row, back = (meet().visit(VIEW) for _ in range(3))
    rows = row.rows()
    back.press("Russia")
    back.eventually(lambda: back.query().get("country"), ["KOR", "RUS"])
    back.settle()
    japan = back.middle(back.pill("Japan"))
    site.kill()
    for one in (days, row, back):
        is_lost(one)
    days.brush(*DAYS)
    row.click_row(rows[2])
    assert back.page.evaluate(ABLE) == []
    back.click_at(*japan)
    back.page.keyboard.press("Enter")
    back.page.go_back()
    back.page.get_by_text("Connection error").wait_for(timeout=SAYS_S * 1000)
    back.page.evaluate(WATCH_ANSWER)
    returns(back, site.start(), rows)
    assert back.query() == {"country": ["KOR"]}
    assert back.pressed() == ["South Korea"]
    row.eventually(lambda: row.query().get("event"), [rows[2]])
    days.eventually(lambda: has_days(days), True)
    for one in (days, row):
        assert one.settle().query()["country"] == ["KOR"]
    assert days.chips() == ["🇰🇷 South Korea", "6–12 Nov 2023"] and row.open_event() == rows[2]
    back.press("Japan")  # what is pressed next does not bring Russia back
    back.eventually(lambda: back.query().get("country"), ["JPN", "KOR"])


@pytest.fixture
def dying(site: Site) -> Iterator[Callable[[str], None]]:
    """Stop a process, so that it hears nothing more of what it is told, until it is killed."""
    stopped: list[str] = []

    def stop(name: str) -> None:
        os.kill(site.processes[name].pid, signal.SIGSTOP)
        stopped.append(name)

    yield stop
    for name in stopped:
        if name in site.processes:
            site.kill(name)
        site.start(name)


VALUES = "(fields) => fields.map(({ value }) => value)"


def on_process(site: Site, reader: Reader, name: str) -> Reader:
    """A reader whom the proxy sends to that process."""
    reader.page.context.add_cookies([{"name": "dateline_process", "value": name, "url": site.address}])
    return reader


def test_what_a_process_died_over_counts_on_the_other(site: Site, meet: Callable[[], Reader], dying: Callable[[str], None]) -> None:
    """kill -9 while several readers wait for its answer: a country, a chip and days. Who is on the other one goes on meanwhile."""
    pill = meet().visit(VIEW)
    theirs, rows = process_of(pill), pill.rows()

    chip, days = (on_process(site, meet(), theirs).visit(VIEW) for _ in range(2))
    other = on_process(site, meet(), next(name for name in site.processes if name != theirs)).visit(VIEW)
    assert [process_of(one) == theirs for one in (chip, days, other)] == [True, True, False]
    dying(theirs)
    pill.press("Japan")
    chip.click_chip("South Korea")
    days.brush(*DAYS)
    other.press("Japan")
    other.eventually(lambda: other.query().get("country"), ["JPN", "KOR"])
    pill.page.wait_for_timeout(200)  # said
    for one in (pill, chip, days):
        assert one.query() == {"country": ["KOR"]}
    killed = time.monotonic()
    site.kill(theirs)
    pill.eventually(lambda: pill.query().get("country"), ["JPN", "KOR"])
    assert time.monotonic() < killed + SOON_S
    chip.eventually(chip.query, {})
    days.eventually(lambda: has_days(days), True)
    assert pill.settle().pressed() == ["South Korea", "Japan"]
    assert chip.settle().pressed() == [] and len(chip.rows()) > len(rows)
    assert days.settle().pressed() == ["South Korea"]
    assert connected(other) and other.query()["country"] == ["JPN", "KOR"]


def writes_words(reader: Reader) -> Locator:
    words = reader.visit(VIEW).page.get_by_label("Words")
    words.fill("missile")
    return words


def writes_a_day(reader: Reader) -> Locator:
    page = reader.visit(f"{VIEW}&to=2023-11-07").page  # which it lifts, for it is later
    page.locator(".st-key-pick-dates button").click()
    page.locator("[data-testid=stDateInput] [role=spinbutton]").first.click()
    page.keyboard.type("20231108")
    return page.locator("[data-testid=stDateInput] [role=spinbutton]").nth(2)


def looks_for_more(reader: Reader) -> Locator:
    page = reader.visit(VIEW).page
    page.locator(".st-key-pick-more button").click()
    page.get_by_role("combobox", name="More countries").click()
    return page.get_by_role("option", name="Ukraine")


def writes_a_country(reader: Reader) -> Locator:
    page = open_countries(reader).page
    page.get_by_role("combobox", name="Country").fill("Japan")
    page.get_by_role("option", name="Japan").wait_for()
    return page.get_by_role("combobox", name="Country")


FIELDS: tuple[tuple[Callable[[Reader], Locator], dict[str, list[str]]], ...] = (
    (writes_words, {"country": ["KOR"], "text": ["missile"]}),
    (writes_a_day, {"country": ["KOR"], "from": ["2023-11-08"]}),
    (looks_for_more, {"country": ["KOR", "UKR"]}),
    (writes_a_country, {"country": ["JPN"]}),
)


def test_what_was_entered_in_a_field_counts_on_the_other_process(
    site: Site, meet: Callable[[], Reader], dying: Callable[[str], None]
) -> None:
    """Words, a day, one of more countries and one of all: kill -9 of the process that they were just said to."""
    theirs = next(iter(site.processes))
    readers = [on_process(site, meet(), theirs) for _ in FIELDS]
    words, day, more, one = [write(reader) for reader, (write, _) in zip(readers, FIELDS, strict=True)]
    before = [reader.query() for reader in readers]
    assert {process_of(reader) for reader in readers} == {theirs}
    dying(theirs)
    for field in (words, day, one):
        field.press("Enter")
    more.click()
    for reader in readers[1:3]:
        reader.page.mouse.click(*reader.middle(".dl-summary-line"))  # what was pressed is shut
        reader.eventually(reader.page.get_by_test_id("stPopoverBody").count, 0)
    readers[1].page.wait_for_timeout(200)  # said
    assert [reader.query() for reader in readers] == before
    killed = time.monotonic()
    site.kill(theirs)
    for reader, (_, told) in zip(readers, FIELDS, strict=True):
        reader.eventually(reader.query, told)
        assert time.monotonic() < killed + SOON_S
    assert readers[1].settle().chips() == ["🇰🇷 South Korea", "from 8 Nov 2023"]
    assert readers[2].settle().pressed() == ["South Korea", "Ukraine"]
    for reader, field, value in ((readers[0], words, "missile"), (readers[3], one, "🇯🇵 Japan")):
        reader.eventually(partial(field.evaluate_all, VALUES), [value])  # for a moment the old one stands beside the new one
