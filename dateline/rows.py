"""A CSV file as text: its header and its rows with their line numbers, nothing interpreted.

Every cell stays text: pandas reads Namibia's code `NA` as a hole and `03/04/2022` as a guess.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import TableError

LONGEST_CELL = 100_000
"""Characters; a longer cell is a quote that was never closed."""
_SAVE = "save it as 'CSV UTF-8'"
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets put between cells where the comma is the decimal sign."""
_ZIP = b"PK\x03\x04"
"""How every .xlsx and .ods begins."""


class SheetError(TableError):
    """A file that is no table: rule, line (0: the file as a whole), why, and what to do."""

    def __init__(self, rule: str, file: str, line: int, why: str, todo: str) -> None:
        super().__init__(f"{file}{f' line {line}' if line else ''}: {why}; {todo}")
        self.rule, self.line, self.why, self.todo = rule, line, why, todo


@dataclass(frozen=True)
class Row:
    """One record of a file. `line` is the line it begins on; the header is line 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Oddity:
    """What is unusual in a file that can be read all the same."""

    rule: str
    line: int
    """0: the file as a whole."""
    why: str
    todo: str


@dataclass(frozen=True)
class Sheet:
    """One file: its name, its header and its rows."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    oddities: tuple[Oddity, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8. Raises `SheetError` where it is no such file, with what to do."""
    return sheet_of(path.name, path.read_bytes())


def sheet_of(file: str, data: bytes) -> Sheet:
    """As `read_sheet`, of what stands in the file."""
    text = _text(file, data)
    bare = text.removeprefix("\ufeff")
    _refuse_other_separators(file, bare)
    rows = list(_records(file, bare))
    if not rows:
        raise SheetError("file-empty", file, 0, "is empty", "its first line must name the columns")
    return Sheet(file, tuple(name.strip() for name in rows[0].cells), tuple(rows[1:]), tuple(_oddities(text)))


def _text(file: str, data: bytes) -> str:
    if data.startswith(_ZIP):
        raise SheetError("encoding-wrong", file, 0, "is a spreadsheet and no CSV file", f"open it and {_SAVE}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SheetError("encoding-wrong", file, 0, "is in UTF-16 ('Unicode text')", _SAVE)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        shown = data[error.start : error.start + 1].decode("cp1252", "replace")
        why = f"is not UTF-8; in Windows-1252 or Latin-1 the byte would be '{shown}'"
        raise SheetError("encoding-wrong", file, line, why, _SAVE) from None
    if "\0" in text:
        raise SheetError("encoding-wrong", file, 0, "holds NUL characters, as UTF-16 does", _SAVE)
    return text


def _refuse_other_separators(file: str, text: str) -> None:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for separator, name in _SEPARATORS.items():
        if separator in first and "," not in first:
            why = f"its cells are separated by {name}"
            raise SheetError("separator-wrong", file, 1, why, "save it with commas, as 'CSV UTF-8 (comma delimited)'")


def _records(file: str, text: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):  # an empty line is no row
                yield Row(start, tuple(cells))
            start = reader.line_num + 1
    except csv.Error as error:
        why = f"cannot be read as CSV ({error})"
        raise SheetError(
            "quotes-unbalanced", file, start, why, "look from there on for a quotation mark that is not closed or not doubled"
        ) from None


def _oddities(text: str) -> Iterator[Oddity]:
    if text.startswith("\ufeff"):
        yield Oddity("byte-order-mark", 1, "begins with a byte order mark (BOM)", "save it as UTF-8 without BOM")
    if "\r" in text:
        kind = "CRLF, as Windows writes them" if "\r\n" in text else "CR, as old Macintosh programs write them"
        yield Oddity("line-ends", 0, f"its lines end in {kind}", "save it with LF line ends ('Unix'), so that a diff shows what changed")
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        meant = "" if "\ufffd" in match[0] else _read_twice(match[0])
        if meant or "\ufffd" in match[0]:
            line = text.count("\n", 0, match.start()) + 1
            why = f"'{match[0][:20]}' is what a wrong encoding leaves" + (f" of '{meant[:20]}'" if meant else "")
            yield Oddity("text-garbled", line, why, "write the letters anew, or save the file again from where it came, as 'CSV UTF-8'")
            return  # one is enough: the rest came the same way


def _read_twice(text: str) -> str:
    """What `text` was, if it is UTF-8 that was read as Windows-1252; empty if it is not."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except ValueError:
        return ""
