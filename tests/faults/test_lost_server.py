"""Processes die, are replaced, or are out of reach: a reader's view comes back from the link, and what was chosen meanwhile too."""

import time

import pytest

from tests.browser.reader import Reader
from tests.faults.site import NAMES, Site

SOON_S = 5
"""Seconds after the server is back in which the view must be there again."""
VIEW = "country=KOR"
# Streamlit's own message, that it is not connected, no longer lies over the button.
CAN_BE_PRESSED = "([x, y]) => document.elementFromPoint(x, y)?.closest('button:enabled') != null"
# Notes that a run has ended since: for a moment a page that is connected again still shows what it had.
WATCH_ANSWER = """() => {
  const ended = ({ target, oldValue }) => oldValue === "running" && target.dataset.testScriptState === "notRunning";
  window.isAnswered = false;
  new MutationObserver((changes) => { window.isAnswered ||= changes.some(ended); })
    .observe(document, { subtree: true, attributeFilter: ["data-test-script-state"], attributeOldValue: true });
}"""


def process_of(reader: Reader) -> str:
    """The process that holds the reader's session, as the proxy's cookie names it."""
    return next(str(one["value"]) for one in reader.page.context.cookies() if one["name"] == "dateline_process")


def connected(reader: Reader) -> bool:
    return reader.page.locator('[data-test-connection-state="CONNECTED"]').count() == 1


def is_lost(reader: Reader) -> None:
    """Wait until the page has seen that its server is gone."""
    reader.eventually(lambda: connected(reader), False)


def is_answered(reader: Reader) -> bool:
    """Whether the session after the watch began has drawn the page, or the page was loaded anew."""
    return bool(reader.page.evaluate("() => window.isAnswered !== false"))


def returns(reader: Reader, since: float, rows: list[str]) -> None:
    """The page is connected, and rests with these rows, within the time that is promised."""
    there = False
    while not there and time.monotonic() < since + SOON_S:
        reader.page.wait_for_timeout(50)
        there = connected(reader) and is_answered(reader) and reader.is_settled() and reader.rows() == rows
    assert there, f"not back after {SOON_S} s: connected {connected(reader)}, settled {reader.is_settled()}, rows {reader.rows()}"


def restarted(site: Site, reader: Reader, rows: list[str]) -> None:
    """Both processes go and come: the page has the rows that it had, and a choice right afterwards is not lost."""
    site.kill()
    is_lost(reader)
    reader.page.evaluate(WATCH_ANSWER)
    returns(reader, site.start(), rows)
    reader.press("Japan")
    reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])


@pytest.mark.mapless
def test_a_killed_process_hands_its_readers_to_the_other(site: Site, reader: Reader) -> None:
    """kill -9 while a reader is on it: the view stays, the other process takes the session, and the next choice counts."""
    reader.visit(VIEW)
    rows, gone = reader.rows(), process_of(reader)
    killed = time.monotonic()
    site.kill(gone)
    try:
        is_lost(reader)
        returns(reader, killed, rows)
        assert process_of(reader) != gone
        reader.press("Japan")
        reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
        reader.settle()
        assert reader.pressed() == ["South Korea", "Japan"]
    finally:
        site.start(gone)


@pytest.mark.mapless
def test_a_reader_whose_process_returns_stays_where_the_session_is(site: Site, reader: Reader) -> None:
    """All that belongs to a session, uploads above all, must go on to the process that took it over."""
    reader.visit(VIEW)
    rows, gone = reader.rows(), process_of(reader)
    site.kill(gone)
    is_lost(reader)
    returns(reader, site.start(gone), rows)
    there = process_of(reader)
    reader.press("Japan")
    reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
    assert process_of(reader) == there


def test_both_processes_restarted_give_the_view_back(site: Site, reader: Reader) -> None:
    """Nothing is left on any server; the link has it all, and a choice right afterwards is not lost."""
    reader.visit(VIEW)
    rows = reader.rows()
    restarted(site, reader, rows)


@pytest.mark.mapless
@pytest.mark.parametrize("wandered", [False, True], ids=["a fresh page", "after Back, which draws the pickers anew"])
def test_what_is_pressed_before_the_new_session_knows_the_page_counts(site: Site, reader: Reader, wandered: bool) -> None:
    """The page is connected, but what its buttons belong to is not there yet: a press waits for that."""
    reader.visit(VIEW)
    if wandered:
        reader.press("Russia")
        reader.eventually(lambda: reader.query().get("country"), ["KOR", "RUS"])
        reader.settle().page.go_back()
        reader.eventually(lambda: reader.query().get("country"), ["KOR"])
        reader.settle()
    x, y = reader.middle(reader.pill("Japan"))
    site.kill()
    is_lost(reader)
    since = site.start()
    while not (connected(reader) and reader.page.evaluate(CAN_BE_PRESSED, [x, y])) and time.monotonic() < since + SOON_S:
        reader.page.wait_for_timeout(5)
    reader.click_at(x, y)
    reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
    reader.settle()
    assert reader.pressed() == ["South Korea", "Japan"]


@pytest.mark.mapless
@pytest.mark.parametrize("idle", [None, "2s"], ids=["all at once", "the silent ones"])
def test_a_proxy_that_cuts_connections_is_not_noticed(site: Site, reader: Reader, idle: str | None) -> None:
    """Many a network cuts a connection over which nothing went for a while: the same session goes on."""
    reader.visit(VIEW)
    rows, there = reader.rows(), process_of(reader)
    if idle is None:
        site.restart_proxy()
    else:
        site.restart_proxy(idle)
        returns(reader, time.monotonic(), rows)
        is_lost(reader)  # by itself: nobody does anything
    try:
        returns(reader, time.monotonic(), rows)
        assert process_of(reader) == there
        reader.press("Japan")
        reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
    finally:
        if idle is not None:
            site.restart_proxy()


@pytest.mark.parametrize("name", NAMES)
def test_a_cold_link_opens_while_one_process_is_away(site: Site, reader: Reader, name: str) -> None:
    """Whichever of the two it is."""
    site.kill(name)
    try:
        reader.visit(VIEW)
        assert reader.pressed() == ["South Korea"]
    finally:
        site.start(name)
