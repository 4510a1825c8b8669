"""Files as they come: encodings, quotes, line ends."""

from pathlib import Path

import pytest

from dateline.errors import TableError
from dateline.rows import read_sheet


def sheet(tmp_path: Path, data: bytes):
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    return read_sheet(path)


def test_cells_stay_text(tmp_path: Path) -> None:
    """Namibia's code is no hole and a date is no guess."""
    read = sheet(tmp_path, b"country,when\nNA,03/04/2022\n")
    assert read.rows[0].cells == ("NA", "03/04/2022")


def test_line_numbers_count_line_breaks_inside_cells(tmp_path: Path) -> None:
    """The line that a finding names is the one that an editor shows."""
    read = sheet(tmp_path, b'a,b\n1,"x\ny"\n\n2,z\n')
    assert [row.line for row in read.rows] == [2, 5]


def test_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    """Spreadsheets write one; it is said."""
    read = sheet(tmp_path, "\ufeffevent_id,title\n".encode())
    assert read.header == ("event_id", "title")
    assert [odd.rule for odd in read.oddities] == ["byte-order-mark"]


@pytest.mark.parametrize(("end", "name"), [("\r\n", "CRLF"), ("\r", "CR, as")])
def test_other_line_ends_are_read_and_said(tmp_path: Path, end: str, name: str) -> None:
    """Rows are what they are; which line ends they have is told once."""
    read = sheet(tmp_path, end.join(["a,b", "1,2", "3,4", ""]).encode())
    assert [(row.line, row.cells) for row in read.rows] == [(2, ("1", "2")), (3, ("3", "4"))]
    assert [odd.rule for odd in read.oddities] == ["line-ends"] and name in read.oddities[0].why


@pytest.mark.parametrize(("text", "says"), [("SÃ©oul", "of 'é'"), ("S\ufffdoul", "wrong encoding")])
def test_letters_that_a_wrong_encoding_left_are_said_and_not_mended(tmp_path: Path, text: str, says: str) -> None:
    """The file is UTF-8 now; what it was read as before cannot be undone here."""
    read = sheet(tmp_path, f"name\nTokyo\n{text}\n{text}\n".encode())
    assert read.rows[1].cells == (text,)
    assert [(odd.rule, odd.line) for odd in read.oddities] == [("text-garbled", 3)] and says in read.oddities[0].why


@pytest.mark.parametrize("text", ["Séoul", "Côte d’Ivoire", "8–9 Nov", "서울", "Kraków", "À bientôt"])
def test_letters_of_many_languages_are_as_they_should_be(tmp_path: Path, text: str) -> None:
    """Accents, dashes and other alphabets are no sign of damage."""
    assert sheet(tmp_path, f"name\n{text}\n".encode()).oddities == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("name\nSéoul\n".encode("latin-1"), "line 2: is not UTF-8; in Windows-1252 or Latin-1 the byte would be 'é'"),
        ("name\rTokyo\rSéoul\r".encode("latin-1"), "line 3: is not UTF-8"),
        ("name\nSeoul\n".encode("utf-16"), "UTF-16"),
        ("name\nSeoul\n".encode("utf-16-be"), "NUL"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"event_id;title\na;b\n", "semicolons"),
        (b"event_id\ttitle\na\tb\n", "tabs"),
        (b"", "empty"),
        (b'name\n"Seoul\nTokyo\n', "quotation mark"),
        (b'name\n"Seoul" x\n', "quotation mark"),
    ],
)
def test_file_that_is_no_table_is_refused_with_the_way_out(tmp_path: Path, data: bytes, says: str) -> None:
    """One error that names the file, the line where there is one, and what to do."""
    with pytest.raises(TableError, match=says) as caught:
        sheet(tmp_path, data)
    assert "events.csv" in str(caught.value)
