"""A line that is cut takes nothing from a table that a reader brought along: its session goes on, and its address has no view."""

import time

import pytest

from tests.browser.reader import Reader
from tests.faults.site import Site
from tests.faults.test_brought import bring
from tests.faults.test_lost_server import WATCH_ANSWER, is_lost, returns


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """It takes files."""
    return {"DATELINE_UPLOADS": "on"}


@pytest.mark.mapless
def test_a_cut_line_leaves_the_filters_of_a_brought_table(site: Site, reader: Reader) -> None:
    """A day has just been typed: of a table that has a link, the page would say it again by the link."""
    bring(reader)
    page, address = reader.page, reader.query()
    reader.press("South Korea")
    reader.eventually(reader.chips, ["🇰🇷 South Korea"])
    reader.settle()
    page.locator(".st-key-pick-dates button").click()
    page.locator("[data-testid=stDateInput] [role=spinbutton]").first.click()
    page.keyboard.type("20240402")
    page.evaluate(WATCH_ANSWER)
    site.restart_proxy()
    is_lost(reader)
    returns(reader, time.monotonic(), ["a-ship-calls"])
    page.wait_for_timeout(500)
    assert reader.settle().query() == address
    assert "🇰🇷 South Korea" in reader.chips()
