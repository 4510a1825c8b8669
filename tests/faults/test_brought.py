"""A table that a reader brought along is gone with its session, and is said to be gone."""

import time

import pytest

from tests.browser.reader import Reader
from tests.faults.site import Site
from tests.faults.test_lost_server import SOON_S, connected, is_lost

ROWS = b"title,date,country,lat,lon\nA ship calls,2024-04-03,KOR,35.1,129.04\n"


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """It takes files."""
    return {"DATELINE_UPLOADS": "on"}


def bring(reader: Reader) -> None:
    """Open a table of one's own on the start page."""
    page = reader.page
    page.goto(f"{reader.site}/your-data")
    page.set_input_files("[data-testid=stFileUploader] input", {"name": "ship.csv", "mimeType": "text/csv", "buffer": ROWS})
    page.get_by_role("button", name="Make timeline and map").click()
    page.get_by_role("link", name="Open it on timeline and map").click()
    reader.settle()
    assert reader.rows() == ["a-ship-calls"]


def is_said_to_be_gone(reader: Reader, since: float) -> None:
    """Within the time in which a view comes back, and nothing of it is shown."""
    left_s = since + SOON_S - time.monotonic()
    reader.page.get_by_text("its reader brought it along").first.wait_for(timeout=left_s * 1000)
    assert connected(reader)
    assert reader.rows() == []


def test_a_brought_table_that_is_gone_is_said_to_be_gone(site: Site, reader: Reader) -> None:
    """Both processes were away: the page says so within the time in which a view comes back, and leads on."""
    bring(reader)
    site.kill()
    is_lost(reader)
    is_said_to_be_gone(reader, site.start())
