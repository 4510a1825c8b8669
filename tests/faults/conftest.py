"""A site for each test, and a reader of it who is allowed to see connections fail, but no traceback."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESKTOP
from tests.browser.reader import Reader
from tests.browser.server import ROOT
from tests.faults.site import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded tables, in a folder that tests may change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("tables") / "data"))


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """Variables of the site's environment, beside those that every site has."""
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tables: Path, settings: dict[str, str]) -> Iterator[Site]:
    """The site. Each test leaves both processes running. At the end their logs have lines and no traceback, and no reader's choice."""
    running = Site(tmp_path_factory.mktemp("site"), tables, DATELINE_LOG="requests", **settings)
    yield running
    running.stop()
    log = running.log()
    assert "Traceback" not in log
    assert any(json.loads(line)["route"] == "/_stcore/health" for line in log.splitlines() if line.startswith("{"))
    assert not [line for line in log.splitlines() if "country" in line or "KOR" in line]


@pytest.fixture
def meet(chromium: Browser, site: Site, mapless: bool) -> Iterator[Callable[[], Reader]]:
    """A new reader of the site. At the end the test fails where the page showed a traceback or had an error of its own."""
    readers: list[Reader] = []

    def new() -> Reader:
        context = chromium.new_context(viewport=DESKTOP, reduced_motion="reduce")  # type: ignore[arg-type]
        readers.append(Reader(context.new_page(), site.address, mapless=mapless))
        return readers[-1]

    yield new
    for reader in readers:
        assert reader.page.locator("[data-testid=stException]").count() == 0
        assert not [error for reader in readers for error in reader.errors if error.startswith("page error")], "errors in the page"
        reader.page.context.close()


@pytest.fixture
def reader(meet: Callable[[], Reader]) -> Reader:
    return meet()
