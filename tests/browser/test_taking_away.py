"""What a reader takes along: the link, the list, and the page on paper."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from dateline.collection import Collection
from dateline.exports import FORMATS
from dateline.selection import visible
from dateline.since import mark
from dateline.view import View
from dateline.words import account, event_when
from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.reader import Reader
from tests.browser.test_access import violations

CLIPBOARD = "() => navigator.clipboard.readText()"


def clipboard(reader: Reader) -> str:
    """What the browser holds for pasting."""
    return str(reader.page.evaluate(CLIPBOARD))


def allow_clipboard(reader: Reader) -> Reader:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return reader


@pytest.mark.mapless
def test_copied_link_is_the_address_of_the_view_with_the_mark_of_the_data(reader: Reader, table: Collection) -> None:
    """One click puts the whole address of what is shown where it can be pasted, and says so; opened, it has nothing to tell."""
    allow_clipboard(reader).visit("country=RUS&from=2023-11-03&to=2023-11-12")
    button = reader.page.locator("[data-copy-link]")
    button.click()
    link = f"{reader.site}/?country=RUS&from=2023-11-03&to=2023-11-12&data={mark(table)}"
    reader.eventually(lambda: clipboard(reader), link)
    reader.eventually(button.inner_text, "Copied")
    reader.eventually(button.inner_text, "Copy link")
    assert reader.query().keys() == {"country", "from", "to"}
    listed = reader.rows()
    assert reader.visit(urlsplit(link).query).rows() == listed
    assert reader.page.locator(".dl-since").count() == 0


@pytest.mark.mapless
def test_old_link_says_what_changed_until_the_first_choice(reader: Reader) -> None:
    """Never silently different; the mark leaves the address with the first change of the view."""
    reader.visit("country=RUS&data=0123456789ab-0")
    assert "since this link was made" in reader.page.locator(".dl-since").inner_text()
    assert reader.notes() == []
    reader.press("Japan")
    reader.eventually(reader.query, {"country": ["JPN", "RUS"]})
    reader.eventually(reader.page.locator(".dl-since").count, 0)


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which a site of its own serves it: another port is another origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_address[1]}/outer.html"
        server.shutdown()


@pytest.mark.parametrize("wide", [320, 900])
def test_embedded_view_is_the_instrument_and_a_line(meet: Meet, other_site: tuple[Path, str], wide: int) -> None:
    """In a page of another site: nothing wider than its frame, the view kept, the whole page one click away."""
    reader = meet(screen={"width": wide + 40, "height": 760})
    folder, outer = other_site
    inner = f'<link rel="icon" href="data:,"><iframe src="{reader.site}/?embed=true&country=RUS" width="{wide}" height="680"></iframe>'
    (folder / "outer.html").write_text(inner, "utf-8")
    reader.page.goto(outer)
    reader.foreign.remove(outer)  # the page around it, which this test has written
    frame = reader.page.frame_locator("iframe")
    reader.eventually(frame.locator('[data-ready="all"]').count, 1)
    reader.eventually(frame.locator("#first-screen").count, 0)
    assert "Russia" in frame.locator(".dl-embedded h1").inner_text()
    assert frame.locator(".st-key-masthead, .st-key-pickers, [data-job=filters]:visible").count() == 0
    assert frame.locator("html").evaluate("(page) => page.scrollWidth - innerWidth") <= 0
    frame.locator(".dl-row a").first.click()
    reader.eventually(lambda: "event=" in reader.page.frames[1].url and "embed=true" in reader.page.frames[1].url, True)
    reader.eventually(lambda: "event=" in (frame.locator(".dl-embedded a").get_attribute("href") or ""), True)


@pytest.mark.parametrize(("scheme", "screen"), [("light", DESKTOP), ("dark", PHONE)], ids=["desktop", "dark phone"])
def test_share_dialog_gives_links_words_code_citations_and_files(meet: Meet, scheme: str, screen: dict[str, int]) -> None:
    """All of the view in the address, each with its copy button; it fits the screen, Escape closes it, the focus goes back."""
    reader = meet(screen=screen, scheme=scheme, touch=screen is PHONE)
    page = allow_clipboard(reader).visit("country=RUS").page
    page.locator("[data-share]").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share")
    reader.eventually(dialog.locator("textarea").count, 8)
    for field, button in zip(dialog.locator("textarea").all(), dialog.locator("[data-copy]").all(), strict=True):
        button.click()
        reader.eventually(lambda field=field: clipboard(reader), field.input_value())
    assert "country=RUS" in clipboard(reader)
    assert dialog.locator("svg.dl-code").is_visible()
    assert dialog.locator(".dl-files a").count() == len(FORMATS)
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= screen["width"] + 0.5
    assert dialog.evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0
    assert violations(reader) == []
    page.keyboard.press("Escape")
    reader.eventually(dialog.is_visible, False)
    assert page.evaluate("() => document.activeElement.hasAttribute('data-share')")


@pytest.mark.mapless
def test_copied_list_has_a_line_for_each_event_in_its_order(reader: Reader, table: Collection) -> None:
    """Date, title and what else a row shows, with tabs between, as a spreadsheet takes it; then how the numbers add up, and the link."""
    allow_clipboard(reader).visit("country=RUS")
    reader.page.locator("[data-copy=list]").click()
    reader.eventually(lambda: len(clipboard(reader).splitlines()), len(reader.rows()) + 2)
    *lines, sums, link = clipboard(reader).splitlines()
    assert sums == account(visible(table, View(countries=("RUS",))))
    assert link == f"{reader.site}/?country=RUS"
    for line, event_id in zip(lines, reader.rows(), strict=True):
        event = table.event(event_id)
        assert event
        when, title, rest = line.split("\t")
        assert when in event_when(event)
        assert title == event.title
        assert rest


# How many colours a canvas has, looked at in a grid.
COLOURS = """(canvas) => {
  const look = canvas.getContext("2d");
  const seen = new Set();
  for (let x = 0; x < canvas.width; x += 7) for (let y = 0; y < canvas.height; y += 7) seen.add(look.getImageData(x, y, 1, 1).data.join());
  return seen.size;
}"""


def test_paper_has_the_list_whole_and_no_buttons(reader: Reader) -> None:
    """In print nothing of the list is behind a scroll bar, both charts fit a sheet, and what can only be clicked is gone."""
    reader.visit("country=KOR")
    listed = reader.rows()
    reader.page.emulate_media(media="print", reduced_motion="reduce")
    reader.eventually(lambda: reader.page.locator(".dl-list-place").evaluate("(list) => list.scrollHeight <= list.clientHeight + 1"), True)
    assert [row for row in listed if reader.page.locator(f'.dl-row[data-event="{row}"]').is_visible()] == listed
    assert reader.page.locator(".dl-paper-link").inner_text() == f"{reader.site}/?country=KOR"
    for part in (".dl-map", ".dl-time"):
        box = reader.page.locator(part).bounding_box()
        assert box and 400 < box["width"] <= 701, "wider than a sheet"
    reader.eventually(lambda: reader.page.locator(".dl-paper-map").evaluate(COLOURS) > 5, True)  # the map is not blank
    for part in (".st-key-pickers", ".dl-share", ".dl-tools", "[data-job=sort]"):
        assert reader.page.locator(f"{part}:visible").count() == 0, part
