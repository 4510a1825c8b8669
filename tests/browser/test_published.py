"""The published site in a browser: from the disk without a network, and below a path of a plain server of files."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dateline.collection import Collection
from dateline.publishing import files
from dateline.publishing.folder import tables_in
from dateline.selection import visible
from dateline.view import View

PATIENCE_MS = 120_000
DRAWN = "#dl-place[data-ready=all]"
EVENT = "usa-blinken-arrives-seoul-2023"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, table: Collection, embedded: Path) -> Path:
    """The embedded table, two folders below the root of a host."""
    path = tmp_path_factory.mktemp("host") / "some" / "path"
    for name, content in files(table, tables_in(embedded), most_cards=1):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """Its address on a server that only knows files."""
    handler = functools.partial(_Quiet, directory=site.parents[1])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/"
        server.shutdown()


@pytest.mark.parametrize("from_disk", [True, False])
def test_site_leads_from_page_to_page_and_draws(chromium: Browser, site: Path, host: str, table: Collection, from_disk: bool) -> None:
    """From the list to an event's page, to its sources, and back to the timeline with that event open; nothing is asked of others."""
    base = f"{site.as_uri()}/" if from_disk else host
    context = chromium.new_context(offline=from_disk, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page, asked, errors = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{base}list.html")
    page.click(f'li[data-e="{EVENT}"] > a')
    assert page.url == f"{base}e/{EVENT}.html" and page.is_visible(".fs-card") and page.is_visible(".fs-time")
    page.click("text=paragraph 1")
    assert page.url.startswith(f"{base}sources.html") and page.is_visible("#first-screen h2 >> nth=0")
    page.go_back()
    page.click("text=On timeline and map")
    page.wait_for_selector(f'.dl-card[data-open="{EVENT}"]', timeout=PATIENCE_MS)
    page.wait_for_selector(DRAWN, timeout=PATIENCE_MS)
    rows = page.eval_on_selector_all(".dl-row[data-event]", "all => all.map((row) => row.dataset.event)")
    assert rows == [one.event.event_id for one in visible(table, View()).shown]
    with page.expect_download() as got:
        page.click('.dl-foot a[href="events.xlsx"]')
    assert got.value.suggested_filename == "events.xlsx"

    context.close()
    assert not [url for url in asked if not url.startswith((base, "blob:", "data:"))]
    assert not errors


def test_without_scripts_the_start_page_leads_to_every_event(chromium: Browser, site: Path) -> None:
    """On a phone, from the disk: the list and the drawing are there, and no filter that nobody would answer."""
    context = chromium.new_context(offline=True, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.is_visible(".fs-list li >> nth=0") and not page.query_selector(".fs-pills")
    page.click(f'li[data-e="{EVENT}"] > a')
    assert page.url == (site / "e" / f"{EVENT}.html").as_uri()
    wide = page.eval_on_selector("html", "page => page.scrollWidth")
    context.close()
    assert wide == 390
