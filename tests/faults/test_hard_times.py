"""A bad line, a long sleep, tables that change: the reader's view stays or comes back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dateline.cli import main
from tests.browser.reader import Reader
from tests.faults.line import BadLine
from tests.faults.site import Site
from tests.faults.test_lost_server import SOON_S, VIEW, returns

BOTH = ["JPN", "KOR"]


@pytest.fixture
def kept(tables: Path) -> Iterator[Path]:
    """The folder of tables, put back as it was."""
    before = {file: file.read_bytes() for file in tables.glob("*.csv")}
    yield tables
    for file, content in before.items():
        file.write_bytes(content)


def choose_japan(reader: Reader) -> None:
    reader.press("Japan")
    reader.eventually(lambda: reader.query().get("country"), BOTH)
    reader.settle()


def test_a_table_that_becomes_invalid_leaves_the_last_good_one(reader: Reader, kept: Path) -> None:
    """A file cut off while it was copied: nothing is lost from the page, and the page says so."""
    reader.visit(VIEW)
    content = (kept / "events.csv").read_bytes()
    (kept / "events.csv").write_bytes(content[: len(content) // 2])
    choose_japan(reader)
    assert "last version that was sound" in reader.page.locator(".dl-findings").inner_text()
    (kept / "events.csv").write_bytes(content)
    reader.press("Japan")
    reader.eventually(lambda: reader.page.locator(".dl-findings").count(), 0)
    assert reader.query()["country"] == ["KOR"]


def test_a_new_version_of_a_table_is_told_and_the_view_stays(reader: Reader, kept: Path) -> None:
    """Without a restart, and until the reader has noted it."""
    reader.visit(VIEW)
    changed = reader.rows()[0]
    with (kept / "changes.csv").open("a", encoding="utf-8") as log:
        log.write(f"2026-11-24,{changed},changed,A better reading.\n")
    choose_japan(reader)
    assert "The table was updated." in reader.page.locator(".st-key-news").inner_text()
    assert "A better reading." in reader.page.locator(".st-key-news").inner_text()
    reader.page.get_by_role("button", name="Noted").click()
    reader.eventually(lambda: reader.page.locator(".st-key-news").count(), 0)
    assert reader.query()["country"] == BOTH


def test_a_page_asleep_comes_back_to_servers_that_forgot_it(site: Site, reader: Reader) -> None:
    """A phone in a pocket: its page is frozen, its connection cut, its session dropped."""
    reader.visit(VIEW)
    rows = reader.rows()
    phone = reader.page.context.new_cdp_session(reader.page)
    phone.send("Page.setWebLifecycleState", {"state": "frozen"})
    site.kill()
    site.restart_proxy()
    site.start()
    phone.send("Page.setWebLifecycleState", {"state": "active"})
    returns(reader, time.monotonic(), rows)
    choose_japan(reader)


def test_a_slow_and_lossy_line_only_takes_longer(site: Site, chromium: Browser) -> None:
    """Titles come first, then all of it; a choice is answered once."""
    with BadLine(site.address) as line:
        context = chromium.new_context(reduced_motion="reduce")
        reader = Reader(context.new_page(), line.address)
        reader.page.goto(f"{line.address}/?{VIEW}", wait_until="commit")
        began = time.monotonic()
        reader.page.locator("#first-screen [data-e]").first.wait_for()
        assert time.monotonic() < began + SOON_S
        reader.settle()
        choose_japan(reader)
        assert not reader.errors
        context.close()


def test_the_doctor_finds_the_proxy_set_up_as_it_should_be(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Affinity, WebSocket, compression, caching and the rest, from outside."""
    for _ in range(3):  # a process that has just been away is left alone by the proxy for a second more
        code = main(["doctor", site.address])
        told = capsys.readouterr().out
        if code == 0:
            break
        time.sleep(2.5)
    assert "MEND" not in told, told
    assert code == 0
