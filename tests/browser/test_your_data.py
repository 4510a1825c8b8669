"""A reader's own table in a browser: off, or brought along, opened, and seen by nobody else."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Meet
from tests.browser.server import Server

ROWS = "title,date,country,lat,lon\n{0} calls,2024-03-18,KOR,35.1,129.04\n{0} leaves,2024-04-02,JPN,35.6,139.7\n"


@pytest.fixture(scope="module")
def taking(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Iterator[str]:
    """A server that takes files."""
    os.environ["DATELINE_UPLOADS"] = "on"
    server = Server(tmp_path_factory.mktemp("logs") / "taking.log", embedded)
    del os.environ["DATELINE_UPLOADS"]
    yield server.address
    server.stop()


def test_server_that_takes_no_files_says_so(meet: Meet) -> None:
    """And has no place to drop one."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/your-data")
    page.get_by_text("This server takes no files.").wait_for()
    assert not page.locator("[data-testid=stFileUploader]").count()


def test_two_readers_with_two_tables_see_no_trace_of_each_other(meet: Meet, taking: str, tmp_path: Path) -> None:
    """Each has the own one on timeline and map, in an address that names nobody's table."""
    readers = [meet(taking), meet(taking)]
    for reader, name in zip(readers, ("Ship", "Train"), strict=True):
        file = tmp_path / f"{name}.csv"
        file.write_text(ROWS.format(name))
        reader.page.goto(f"{taking}/your-data")
        reader.page.set_input_files("[data-testid=stFileUploader] input", file)
        reader.page.get_by_role("button", name="Make timeline and map").click()
        reader.page.get_by_text("2 rows: 2 accepted").wait_for()
        reader.page.get_by_role("link", name="Open it on timeline and map").click()
        reader.settle()
    assert [reader.rows() for reader in readers] == [["ship-calls", "ship-leaves"], ["train-calls", "train-leaves"]]
    assert {reader.search() for reader in readers} == {"?collection=private-table"}
    third = meet(taking)
    third.page.goto(f"{taking}/?collection=private-table")
    third.page.get_by_text("its reader brought it along").first.wait_for()
