"""What a reader takes along: the link, the list, and the page on paper."""

from dateline.collection import Collection
from dateline.selection import visible
from dateline.view import View
from dateline.words import account, event_when
from tests.browser.reader import Reader

CLIPBOARD = "() => navigator.clipboard.readText()"


def clipboard(reader: Reader) -> str:
    """What the browser holds for pasting."""
    return str(reader.page.evaluate(CLIPBOARD))


def allow_clipboard(reader: Reader) -> Reader:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return reader


def test_copied_link_is_the_address_of_the_view(reader: Reader) -> None:
    """One click puts the whole address of what is shown where it can be pasted, and says so."""
    allow_clipboard(reader).visit("country=RUS&from=2023-11-03&to=2023-11-12")
    button = reader.page.locator("[data-copy-link]")
    button.click()
    reader.eventually(lambda: clipboard(reader), f"{reader.site}/?country=RUS&from=2023-11-03&to=2023-11-12")
    reader.eventually(button.inner_text, "Copied")
    reader.eventually(button.inner_text, "Copy link")


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


def test_paper_has_the_list_whole_and_no_buttons(reader: Reader) -> None:
    """In print nothing of the list is behind a scroll bar, both charts are there, and what can only be clicked is gone."""
    reader.visit("country=KOR")
    listed = reader.rows()
    reader.page.emulate_media(media="print", reduced_motion="reduce")
    reader.eventually(lambda: reader.page.locator(".dl-list-place").evaluate("(list) => list.scrollHeight <= list.clientHeight + 1"), True)
    assert [row for row in listed if reader.page.locator(f'.dl-row[data-event="{row}"]').is_visible()] == listed
    assert reader.page.locator(".dl-paper-link").inner_text() == f"{reader.site}/?country=KOR"
    for part in (".dl-map", ".dl-time"):
        assert reader.page.locator(part).is_visible(), part
    for part in (".st-key-pickers", ".dl-share", ".dl-tools", "[data-job=sort]"):
        assert reader.page.locator(f"{part}:visible").count() == 0, part
