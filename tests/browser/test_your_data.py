"""A reader's own table in a browser: off, or brought along, opened, played, taken away, and seen by nobody else."""

import zipfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Meet
from tests.browser.reader import Reader
from tests.browser.test_access import violations

ROWS = "title,date,country,lat,lon\n{0} calls,03/04/2024,KOR,35.1,129.04\n{0} leaves,05/06/2024,JPN,35.6,139.7\n"
DROPZONE = "[data-testid=stFileUploader] section"
"""Streamlit's own: an element that it calls presentational takes the focus."""
MANY = "title,date,country\n" + "".join(f"Event {at},2024-03-{1 + at % 28:02},KOR\n" for at in range(40_000))
"""More than is read in a moment."""


def drop(reader: Reader, file: Path) -> None:
    """Bring a file along."""
    reader.page.goto(f"{reader.site}/your-data")
    reader.page.set_input_files("[data-testid=stFileUploader] input", file)


def test_server_that_takes_no_files_says_so(meet: Meet) -> None:
    """Whoever comes by an old link; no page leads there."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/your-data")
    page.get_by_text("This server takes no files.").wait_for()
    assert not page.locator("[data-testid=stFileUploader]").count()
    assert not page.get_by_role("link", name="Your data").count()
    assert violations(reader.live()) == []


def test_two_readers_with_two_tables_see_no_trace_of_each_other(meet: Meet, taking: str, tmp_path: Path, chromium: Browser) -> None:
    """Each has the own one on timeline and map, in an address that names nobody's table, no event and no choice; it is played,
    and taken away as a file that opens without a network, and as a site."""
    readers = [meet(taking), meet(taking, screen=PHONE, scheme="dark")]
    for reader, name in zip(readers, ("Ship", "Train"), strict=True):
        file = tmp_path / f"{name}.csv"
        file.write_text(ROWS.format(name))
        drop(reader, file)
        make = reader.page.get_by_role("button", name="Make timeline and map")
        make.wait_for()
        assert make.is_disabled()
        reader.page.get_by_text("Day first").click()
        reader.eventually(make.is_enabled, True)
        make.click()
        reader.page.get_by_text("2 rows: 2 accepted").wait_for()
        assert violations(reader.live(), but=DROPZONE) == []
    files = {}
    for name in ("Web page", "The site (ZIP)"):
        with readers[0].page.expect_download() as download:
            readers[0].page.get_by_role("button", name=name, exact=True).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    for reader in readers:
        reader.page.get_by_role("link", name="Open it on timeline and map").click()
        reader.settle()
    assert [reader.rows() for reader in readers] == [["ship-calls", "ship-leaves"], ["train-calls", "train-leaves"]]
    assert {reader.search() for reader in readers} == {"?collection=private-table"}
    readers[0].page.keyboard.press(".")
    readers[0].eventually(readers[0].open_event, "ship-calls")
    readers[0].click_row("ship-leaves")
    readers[0].eventually(readers[0].page.locator(".dl-card[data-open=ship-leaves] .dl-summary").count, 1)
    readers[0].press("Japan")
    readers[0].eventually(readers[0].rows, ["ship-leaves"])
    assert readers[0].settle().search() == "?collection=private-table"
    ways = readers[0].page.locator(".st-key-masthead a").evaluate_all("(links) => links.map((link) => link.href)")
    assert any("country=JPN" in one for one in ways) and not [one for one in ways if "ship-" in one]
    assert not [url for reader in readers for url in reader.requested if "ship-calls" in url or "/cards/" in url or "/scene.json" in url]

    third = meet(taking)
    third.page.goto(f"{taking}/?collection=private-table")
    third.page.get_by_text("its reader brought it along").first.wait_for()

    with zipfile.ZipFile(files["The site (ZIP)"]) as site:
        assert {"index.html", "e/ship-calls.html", "e/ship-leaves.html", "tables/events.csv"} <= set(site.namelist())
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(files["Web page"].as_uri())
    page.wait_for_selector("#dl-place[data-ready=all]", timeout=120_000)
    assert page.locator(".dl-row[data-event]").evaluate_all("(all) => all.map((row) => row.dataset.event)") == ["ship-calls", "ship-leaves"]
    context.close()


def test_reading_can_be_stopped_and_gone_on_with(meet: Meet, taking: str, tmp_path: Path) -> None:
    """Nothing of the file is there then; what is refused says why."""
    reader = meet(taking)
    file = tmp_path / "many.csv"
    file.write_text(MANY)
    drop(reader, file)
    reader.page.get_by_role("button", name="Make timeline and map").click()
    reader.page.get_by_text("Converting 40,000 rows").wait_for()
    reader.page.get_by_role("button", name="Stop").click()
    reader.page.get_by_text("Stopped. Nothing of the file was taken.").wait_for()
    assert not reader.page.get_by_role("link", name="Open it on timeline and map").count()
    bomb = tmp_path / "commas.csv"
    bomb.write_bytes(b"," * 1_000_000)
    reader.page.set_input_files("[data-testid=stFileUploader] input", bomb)
    reader.page.get_by_text("its first line has 1,000,000 characters").wait_for()
