"""A workbook for spreadsheets (Office Open XML): the events, what the extract is, the sources, and what became known.

Every cell is text: nothing in it is a formula, a link or a date that the program may read in its own way.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dateline.dates import calendar, when_text
from dateline.entries import Source
from dateline.exports.columns import cells, columns
from dateline.exports.csv import is_formula
from dateline.exports.extract import Extract, Item
from dateline.schema import TABLES

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds; the rest is cut, with a mark."""
MOST_ROWS = 1_048_575
"""Rows of a sheet, without the header."""
_WIDTHS = {"title": 44, "summary": 60, "when": 22, "when_text": 24, "countries": 26, "event_id": 34, "check_note": 40, "when_basis": 40}
_WIDTH = 18
_KNOWN = ("event_id", "when", "when_text", "utc", "place_id", "fact", "outcome_of", "record", "grade", "source_id", "checked_on")


def write_xlsx(extract: Extract) -> Iterator[bytes]:
    """The file. Rows go to disk as they are written, so that a long table needs little memory."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": extract.heading[:255], "comments": extract.dated, "created": _moment(extract)})
        bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        names = [column.name for column in columns(extract)]
        rows = (list(cells(item, extract).values()) for item in extract.items())
        _sheet(book.add_worksheet("Events"), names, rows, bold, quoted)
        _sheet(book.add_worksheet("About"), ("What", "Text"), _about(extract), bold, quoted, widths=(24, 100))
        _sheet(book.add_worksheet("Sources"), TABLES["sources"].names, map(_source, extract.sources), bold, quoted)
        if extract.view.follow_ups:
            known = (row for item in extract.items() for row in _known(item))
            _sheet(book.add_worksheet("Became known"), _KNOWN, known, bold, quoted)
    yield file.getvalue()


def _sheet(
    sheet: Worksheet, names: Sequence[str], rows: Iterable[Sequence[str]], bold: Format, quoted: Format, widths: Sequence[int] = ()
) -> None:
    for column, name in enumerate(names):
        sheet.set_column(column, column, widths[column] if widths else _WIDTHS.get(name, _WIDTH))
    sheet.freeze_panes(1, 1)
    sheet.write_row(0, 0, names, bold)
    for at, row in zip(range(1, MOST_ROWS + 1), rows, strict=False):
        for column, cell in enumerate(row):
            if cell:
                short = cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…"
                sheet.write_string(at, column, short, quoted if is_formula(short) else None)


def _about(extract: Extract) -> Iterator[tuple[str, str]]:
    yield from extract.about.items()
    left = extract.selection.counts.shown - MOST_ROWS
    if left > 0:
        yield "Left out", f"{left:,} events, for a sheet has no room for more than {MOST_ROWS:,}; take the csv file"
    for column in columns(extract):
        yield f"Column {column.name}", column.meaning


def _source(source: Source) -> list[str]:
    values = {name: getattr(source, name) for name in TABLES["sources"].names} | {"published": source.published.edtf}
    return ["" if value is None else str(value) for value in values.values()]


def _known(item: Item) -> Iterator[list[str]]:
    for one in item.known:
        place = one.place.place_id if one.place else ""
        outcome = "yes" if one.is_outcome else "no"
        yield [
            one.event_id, one.when.edtf, when_text(one.when), one.utc, place, one.fact, outcome, one.record, one.grade,
            one.source.source_id, one.checked_on,
        ]  # fmt: skip


def _moment(extract: Extract) -> datetime:
    """A workbook says when it was made: that of the data, so that the same data gives the same file."""
    return datetime(*calendar(extract.day), tzinfo=UTC)
