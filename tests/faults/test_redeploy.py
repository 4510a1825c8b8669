"""Another version is put in place of the one that readers have open: its scripts have other names, and theirs are gone."""

import hashlib
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from dateline.scripts import INSTRUMENT, WAY, entry
from tests.browser.reader import Reader
from tests.browser.server import ROOT
from tests.faults.site import NAMES, Site
from tests.faults.test_lost_server import VIEW, restarted, returns

DEPLOYED = ("dateline", "pages", "assets", ".streamlit", "dashboard.py", "pyproject.toml")
CHANGED = "frame.js"


def another_version(folder: Path) -> str:
    """Put a version with a changed script in that folder; gives the name of its bundle."""
    for name in DEPLOYED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    scripts = folder / INSTRUMENT.relative_to(ROOT)
    with (scripts / CHANGED).open("a") as script:
        script.write("// another version\n")
    modules = sorted(file for file in scripts.glob("*.js") if file.name not in (entry(), WAY))
    digest = hashlib.sha256(b"".join(file.name.encode() + b"\0" + file.read_bytes() + b"\0" for file in modules)).hexdigest()
    bundle = scripts / f"instrument-{digest[:8].upper()}.js"
    (scripts / entry()).rename(bundle)
    (scripts / f"{entry()}.br").unlink()
    return bundle.name


@pytest.fixture
def redeployed(site: Site, tmp_path: Path) -> Iterator[str]:
    """The bundle's name of a version that is started next; at the end the one before runs again."""
    name = another_version(tmp_path)
    site.checkout = tmp_path
    yield name
    site.checkout = ROOT
    site.kill()
    site.start()


def test_a_page_from_before_has_its_view_in_the_new_version(site: Site, reader: Reader, redeployed: str) -> None:
    """It connects again by itself, has the view of its link, goes on with the new script, and the next choice counts."""
    reader.visit(VIEW)
    rows = reader.rows()
    assert redeployed not in _scripts(reader)
    restarted(site, reader, rows)
    reader.settle()
    assert reader.pressed() == ["South Korea", "Japan"]
    assert redeployed in _scripts(reader)


def test_one_process_after_the_other_is_replaced(site: Site, meet: Callable[[], Reader], redeployed: str) -> None:
    """While one has the new version and the other that of before: who is there stays, who comes has the same view."""
    reader = meet().visit(VIEW)
    rows = reader.rows()
    for name in NAMES:
        site.kill(name)
        returns(reader, site.start(name), rows)
        for cold in (meet(), meet()):  # the proxy sends them to either
            assert cold.visit(VIEW).rows() == rows
            assert not cold.errors, "a file was asked of a process that has it not"
    reader.press("Japan")
    reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
    reader.settle()
    assert reader.pressed() == ["South Korea", "Japan"]
    assert redeployed in _scripts(reader)


@pytest.mark.mapless
@pytest.mark.parametrize("times", [1, 9], ids=["once", "again and again"])
def test_a_page_whose_next_script_is_gone_loads_itself_anew(reader: Reader, times: int) -> None:
    """A page from before asks for a piece that nobody has any more: it comes anew with its view, and if that does not help, only once."""
    page = reader.visit(VIEW).page
    asked: list[str] = []
    loads: list[Page] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) <= times:
            route.fulfill(status=404, body="")
        else:
            route.continue_()

    page.on("load", lambda loaded: loads.append(loaded))
    page.route(re.compile(r"/static/js/PageLink\..*\.js"), answer)
    page.locator(".dl-ways a", has_text="Countries").click()
    reader.eventually(lambda: len(loads), 1)
    page.locator(".st-key-countries-heading h2", has_text="South Korea").wait_for()
    if times == 1:
        page.locator("#root").get_by_role("link", name="Every country").wait_for()
    page.wait_for_timeout(1500)
    assert len(loads) == 1 and reader.query() == {"country": ["KOR"]}


def test_a_script_that_is_gone_is_said_to_be_gone(site: Site, redeployed: str) -> None:
    """And is not answered with a page, which a browser would take for the script."""
    site.kill()
    site.start()
    folder = f"{site.processes['first'].address}/_stcore/bidi-components/dateline.instrument"
    with urllib.request.urlopen(f"{folder}/{redeployed}") as there:
        assert "javascript" in there.headers["content-type"]
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{folder}/{entry()}")


def _scripts(reader: Reader) -> str:
    """The addresses of all that the page asked for, one a line."""
    return str(reader.page.evaluate("performance.getEntriesByType('resource').map((one) => one.name).join('\\n')"))
