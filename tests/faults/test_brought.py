"""A table that a reader brought along is gone with its session, and is said to be gone."""

import time
from collections.abc import Callable

import pytest

from tests.browser.reader import Reader
from tests.faults.site import Site
from tests.faults.test_lost_server import SOON_S, VIEW, connected, is_lost, returns

ROWS = b"title,date,country,lat,lon\nA ship calls,2024-04-03,KOR,35.1,129.04\n"


FORGETS_S = 1
"""After which a process forgets the session of a page without a connection; two minutes where nobody sets it."""


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """It takes files, and forgets soon."""
    return {"DATELINE_UPLOADS": "on", "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGETS_S)}


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


def test_a_phone_that_slept_until_it_was_forgotten_has_its_view_and_hears_what_is_gone(site: Site, meet: Callable[[], Reader]) -> None:
    """The servers ran all the time; its connections were cut, and its sessions are over."""
    brought, linked = meet(), meet()
    bring(brought)
    linked.visit(VIEW)
    rows = linked.rows()
    sleeps = [one.page.context.new_cdp_session(one.page) for one in (brought, linked)]
    for one in sleeps:
        one.send("Page.setWebLifecycleState", {"state": "frozen"})
    site.restart_proxy(away_s=FORGETS_S + 0.5)
    since = time.monotonic()
    for one in sleeps:
        one.send("Page.setWebLifecycleState", {"state": "active"})
    is_said_to_be_gone(brought, since)
    returns(linked, since, rows)
    linked.press("Japan")
    linked.eventually(lambda: linked.query().get("country"), ["JPN", "KOR"])
    linked.settle()
    assert linked.pressed() == ["South Korea", "Japan"]
