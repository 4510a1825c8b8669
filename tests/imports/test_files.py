"""From bytes to rows: what a file is, what it may hold, what stands around its table."""

import io
import json
import zipfile
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


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: str, **parts: str) -> bytes:
    """A workbook of one sheet with these rows as XML, and these parts besides, by name."""
    plain, held = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    sheet = {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SPACE}"><sheetData>{cells}</sheetData></worksheet>'}
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in ({one: old.read(one) for one in old.namelist()} | sheet | parts).items():
            file.writestr(name, content)
    return held.getvalue()


HEAD = "<row><c t='str'><v>title</v></c><c t='str'><v>date</v></c><c t='str'><v>sum</v></c></row>"
ROW = "<row><c t='str'><f>\"Ta\"&amp;\"lks\"</f><v>Talks</v></c><c t='str'><v>2024-03-01</v></c><c><f>1+1</f><v>2</v></c></row>"


def test_formulas_are_taken_by_the_values_that_were_saved_with_them() -> None:
    """None is computed: a value that does not fit its formula is taken too, and one that was not saved is empty."""
    lying = ROW.replace("<v>2</v>", "<v>99</v>")
    unsaved = ROW.replace("<v>2</v>", "").replace("Talks", "Visit")
    found = read(workbook(HEAD + lying + unsaved), "file.xlsx")
    assert [row.cells for row in found.rows] == [("Talks", "2024-03-01", "99"), ("Visit", "2024-03-01", "")]


def test_workbook_with_macros_is_refused() -> None:
    """Whatever its name says; the table without them is read."""
    with pytest.raises(ForeignError, match="has macros; save it as"):
        read(workbook(HEAD + ROW, **{"xl/vbaProject.bin": "code"}), "file.xlsx")


def test_links_of_a_workbook_to_other_files_are_not_followed() -> None:
    """The cells keep what was saved; no name and no address of another file is among them."""
    outside = "file:///etc/hostname"
    link = f'<externalLink xmlns="x"><externalBook id="{outside}"/></externalLink>'
    cells = ROW.replace("1+1", "[1]One!A1").replace("<v>2</v>", "<v>7</v>")
    found = read(workbook(HEAD + cells, **{"xl/externalLinks/externalLink1.xml": link}), "file.xlsx")
    assert [row.cells for row in found.rows] == [("Talks", "2024-03-01", "7")]


@pytest.mark.parametrize("entity", ['<!ENTITY a SYSTEM "file:///etc/hostname">', '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'])
def test_entities_of_a_workbook_give_nothing(entity: str) -> None:
    """Neither another file's content nor text that grows: it is refused, or the cell is without it."""
    cells = HEAD + ROW.replace("<v>Talks</v>", "<v>Talks &a;</v>")
    body = f'<!DOCTYPE worksheet [{entity}]><worksheet xmlns="{SPACE}"><sheetData>{cells}</sheetData></worksheet>'
    try:
        found = read(workbook("", **{"xl/worksheets/sheet1.xml": body}), "file.xlsx")
    except ForeignError:
        return
    assert "Talks" in found.rows[0].cells[0] and "/" not in found.rows[0].cells[0]
