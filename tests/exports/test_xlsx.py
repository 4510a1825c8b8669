"""The workbook, read by openpyxl."""

from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from dateline.exports import write
from dateline.exports.xlsx import LONGEST_CELL
from dateline.selection import visible
from dateline.view import View
from tests.exports.conftest import SITE, Extracts
from tests.making import collection_of


def book_of(file: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(file))


def test_about_says_what_the_events_are(extract: Extracts) -> None:
    """Title, summary, link, date, fingerprint, notes, and the meaning of every column."""
    one = extract(countries=("JPN",))
    book = book_of(write(one.selection, "xlsx", SITE, ("a note",)))
    told = {row[0]: row[1] for row in book["About"].iter_rows(min_row=2, values_only=True)}

    assert book.sheetnames == ["Events", "About", "Sources"]
    assert (told["Shown"], told["Link"], told["Fingerprint"]) == (one.summary, one.link, one.collection.fingerprint)
    assert (told["Date of the data"], told["Not used of the link"]) == ("2024-04-09", "a note")
    assert set(told) >= {f"Column {cell.value}" for cell in book["Events"][1]}


def test_sources_and_what_became_known_have_sheets(extract: Extracts) -> None:
    """Where the view shows what became known."""
    book = book_of(write(extract(follow_ups=True).selection, "xlsx"))
    assert [row[0] for row in book["Sources"].iter_rows(min_row=2, values_only=True)] == ["log", "register"]
    assert [row[:2] for row in book["Became known"].iter_rows(min_row=2, values_only=True)] == [
        ("event-1", "2024-03-19"), ("event-3", "2024-04-02"),
    ]  # fmt: skip


def test_every_cell_is_text(tmp_path: Path) -> None:
    """No formula, no link, no date that a program reads in its own way; a formula keeps its mark when it is edited."""
    table = collection_of(tmp_path, {"title": "=1+1", "summary": "https://example.org", "check_note": "@SUM(A1)", "when_basis": "-2+3"})
    cells = [cell for row in book_of(write(visible(table, View()), "xlsx"))["Events"].iter_rows() for cell in row if cell.value is not None]
    marked = {cell.value for cell in cells if cell.quotePrefix}

    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
    assert marked == {"=1+1", "@SUM(A1)", "-2+3"}


def test_longest_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    """A workbook that holds more is called damaged."""
    table = collection_of(tmp_path, {"summary": "x" * 50_000})
    cell = book_of(write(visible(table, View()), "xlsx"))["Events"]["C2"].value
    assert len(cell) == LONGEST_CELL and cell.endswith("x…")
