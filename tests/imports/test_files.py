"""From bytes to rows: what a file is, what it may hold, what stands around its table."""

import io
import json
from datetime import date

import openpyxl
import pytest

from dateline.errors import ForeignError
from dateline.imports import Limits, read


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    """Those of old Macintosh programs too."""
    found = read(end.join(("", "title;date", "Talks, and more;2024", "Visit;2025", "")).encode(), "file.csv")
    assert found.header == ("title", "date") and [row.cells[1] for row in found.rows] == ["2024", "2025"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    """Commas, semicolons, tabs, bars."""
    text = "\n".join(separator.join(row) for row in (("title", "date"), ("Talks", "2024-03-01")))
    found = read(text.encode(), "file.csv")
    assert found.header == ("title", "date") and found.rows[0].cells == ("Talks", "2024-03-01")


def test_a_line_break_in_a_cell_keeps_the_lines_counted() -> None:
    """A row is named by the line it begins on."""
    found = read(b'title,date\n"one\ntwo",2024\nthree,2025\n', "file.csv")
    assert [row.line for row in found.rows] == [2, 4]


def test_a_title_above_the_header_is_set_aside_and_said() -> None:
    """It is no header and no row."""
    found = read(b"Events of 2024,,\ntitle,date,place\nTalks,2024-03-01,Seoul\n", "file.csv")
    assert found.header == ("title", "date", "place") and len(found.rows) == 1
    assert [odd.rule for odd in found.oddities] == ["title-row"]


def test_a_table_without_header_gets_numbers_for_names() -> None:
    """Its first line is a row, not lost as a header."""
    found = read(b"Talks,2024-03-01\nVisit,2024-03-05\n", "file.csv")
    assert found.header == ("column 1", "column 2") and len(found.rows) == 2


def test_windows_letters_are_read_and_said() -> None:
    """Not refused, and not silently taken."""
    found = read("title,date\nBesuch in Köln,2024\n".encode("cp1252"), "file.csv")
    assert found.rows[0].cells[0] == "Besuch in Köln"
    assert [odd.rule for odd in found.oddities] == ["encoding"]


def test_a_workbook_gives_its_days_as_days() -> None:
    """Formulas give the value that was saved with them, here none."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "date", "sum"])
    sheet.append(["Talks", date(2024, 3, 1), "=1+1"])
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue(), "file.xlsx")
    assert found.kind == "xlsx" and found.rows[0].cells == ("Talks", "2024-03-01", "")


def test_json_records_are_flattened() -> None:
    """Wherever the list stands, and however deep a name lies."""
    found = read(json.dumps({"events": [{"title": "Talks", "date": {"start": "2024"}, "who": ["a", "b"]}]}).encode(), "file.json")
    assert found.header == ("title", "date.start", "who") and found.rows[0].cells == ("Talks", "2024", "a; b")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"," * 1_000_000, "first line"),
        (b"PK\x03\x04 this is a zip", "no workbook"),
        (b"PK\x03\x04 xl/workbook.xml", "no workbook"),
        (b"\x1f\x8b\x08 packed", "unpack it"),
        (b"\xd0\xcf\x11\xe0 old", "save it as .xlsx"),
        (b"[" * 100_000, "too deeply"),
        (b'{"a": 1}', "no list of records"),
        (b"title,date\n" + b"x,2024\n" * 1_100_000, "more than"),
        (b'title,date\n"' + b"x" * 200_000 + b'",2024\n', "quotation mark"),
        (b"title,date\n\0\0,1\n", "NUL"),
    ],
)
def test_what_is_too_much_or_no_table_is_refused_before_it_is_parsed(content: bytes, says: str) -> None:
    """With what it is, and what to do."""
    with pytest.raises(ForeignError, match=says):
        read(content, "file.csv")


def test_the_limits_are_arguments() -> None:
    """A server may be stricter than the command line."""
    with pytest.raises(ForeignError, match="bytes, 10 are read"):
        read(b"title,date\nTalks,2024\n", "file.csv", Limits(file_bytes=10))
