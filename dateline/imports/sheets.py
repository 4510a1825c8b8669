"""CSV, TSV and workbooks as rows of text."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from statistics import median_low
from typing import Literal

from dateline.errors import ForeignError
from dateline.imports.bounds import UTF_16, bounded, separator_of
from dateline.imports.foreign import Foreign, Limits, Oddity, Row, once_each
from dateline.imports.gdelt import header_of

_MOST_PARTS = 2_000
"""Files within a workbook; a real one has some dozens."""
_DATE_LIKE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{8}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|-?\d+\.\d+")
_MACROS = "vbaProject.bin"


def read_text(content: bytes, name: str, limits: Limits) -> Foreign:
    """A CSV or TSV file. Raises `ForeignError`."""
    text, odd = _decoded(content)
    if content.startswith(UTF_16):
        bounded(text.encode(), name, limits)
    separator = separator_of(text)
    records = _records(text, name, separator, limits)
    return tabled(name, "tsv" if separator == "\t" else "csv", records, odd)


def _decoded(content: bytes) -> tuple[str, list[Oddity]]:
    if content.startswith(UTF_16):
        return content.decode("utf-16", "replace"), [Oddity("encoding", 0, "is in UTF-16", "nothing: it was read as such")]
    try:
        text, odd = content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        odd = [Oddity("encoding", 0, "is not UTF-8; it was read as Windows-1252", "look at letters with accents; save it as 'CSV UTF-8'")]
    return text, odd


def _records(text: str, name: str, separator: str, limits: Limits) -> list[Row]:
    csv.field_size_limit(limits.cell)
    # Tables with tabs come in two kinds: with quotes as spreadsheets write them, and without any meaning to a quote.
    bare = separator == "\t" and re.search(r'(?:^|\t)"[^"\t\n]*(?:\t|$)', text, re.MULTILINE)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
    rows, start = [], 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(Row(start, tuple(cells)))
            if len(rows) > limits.rows + 1:
                raise ForeignError(f"{name}: has more than {limits.rows:,} rows; split it")
            start = reader.line_num + 1
    except csv.Error as error:
        raise ForeignError(
            f"{name} line {start}: cannot be read as a table ({error}); look for a quotation mark that is not closed"
        ) from None
    return rows


def read_workbook(content: bytes, name: str, limits: Limits) -> Foreign:
    """The first sheet of a workbook that holds a table; formulas by the values that were saved with them. Raises `ForeignError`."""
    _refuse_archives(content, name, limits)
    import openpyxl  # 0.2 s, which a CSV file need not wait for

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # it raises of many kinds on a damaged file
        raise ForeignError(f"{name}: cannot be read as a workbook ({type(error).__name__}); save it again as .xlsx") from None
    for sheet in book.worksheets:
        rows = list(islice(_sheet_rows(sheet, name, limits), limits.rows + 2))
        if len(rows) > limits.rows + 1:
            raise ForeignError(f"{name}: has more than {limits.rows:,} rows; split it")
        if len(rows) > 1:
            others = [one.title for one in book.worksheets if one is not sheet]
            odd = [Oddity("sheets", 0, f"sheet '{sheet.title}' is read", f"of {', '.join(others)} nothing is")] if others else []
            return tabled(name, "xlsx", rows, odd)
    raise ForeignError(f"{name}: no sheet has a header and a row; put the table on the first sheet")


def _refuse_archives(content: bytes, name: str, limits: Limits) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise ForeignError(f"{name}: is no workbook; save it as .xlsx or CSV") from None
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise ForeignError(f"{name}: is an archive; unpack it, and take the table itself")
    if any(one.endswith(_MACROS) for one in names):
        raise ForeignError(f"{name}: has macros; save it as .xlsx without them")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > 4 * limits.file_bytes:
        raise ForeignError(f"{name}: unpacks to more than {4 * limits.file_bytes / 1e6:.0f} MB; save the sheet as CSV")


def _sheet_rows(sheet: object, name: str, limits: Limits) -> Iterator[Row]:
    width = getattr(sheet, "max_column", None) or 0
    if width > limits.columns:
        raise ForeignError(f"{name}: has {width:,} columns, {limits.columns:,} are read; delete the empty ones at the right")
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        cells = tuple(_cell(value)[: limits.cell] for value in values)
        if any(cells):
            yield Row(line, cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep="T", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def tabled(name: str, kind: str, records: list[Row], odd: list[Oddity]) -> Foreign:
    """Records as a table: a title above the header and comments are set aside and said; a known form without header gets one."""
    if not records:
        raise ForeignError(f"{name}: is empty; its first line must name the columns")
    known = header_of(records[0].cells)
    if known:
        return Foreign(name, kind, known, tuple(records), "", tuple(odd), has_header=False)
    at = next((at for at, row in enumerate(records[:10]) if sum(bool(cell.strip()) for cell in row.cells) > 1), 0)
    for row in records[:at]:
        odd.append(Oddity("title-row", row.line, f"'{' '.join(row.cells).strip()[:60]}' stands above the header", "nothing: it is no row"))
    header, rows = records[at], records[at + 1 :]
    width = max(len(header.cells), median_low([len(row.cells) for row in rows[:200]] or [0]))  # one long row does not make a column
    if any(_DATE_LIKE.fullmatch(cell.strip()) for cell in header.cells):
        odd.append(Oddity("header-missing", header.line, "the first line names no columns", "they are called by their numbers"))
        return Foreign(name, kind, once_each([""] * width), (header, *rows), "", tuple(odd), has_header=False)
    names = [cell.strip() for cell in header.cells] + [""] * (width - len(header.cells))
    names[0] = names[0].removeprefix("#").strip()
    comments = [row for row in rows if row.cells[0].startswith("#") and len([cell for cell in row.cells if cell.strip()]) == 1]
    if comments:
        odd.append(Oddity("comment", comments[0].line, f"{len(comments)} comments, beginning with #", "nothing: they are no rows"))
        rows = [row for row in rows if row not in comments]
    return Foreign(name, kind, once_each(names), tuple(rows), "", tuple(odd))
