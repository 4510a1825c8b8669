"""CSV (RFC 4180): the plain table of the events, nothing before or after it.

A spreadsheet runs a cell that begins with a sign such as `=` as a formula. Such a cell is given an apostrophe, by which spreadsheets
know text; `read_csv` takes away exactly what was added, so that the way back is exact.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from dateline.exports.columns import cells, columns
from dateline.exports.extract import Extract

_NUMBER = re.compile(r"-\d+(\.\d+)?")
"""Begins with a sign, and is no formula."""
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""What a spreadsheet may run, also behind blanks; the wide signs are taken for the others where Japanese is typed. Apostrophes before
it count as part of it, so that text that has one of its own comes back with it."""


def harmless(cell: str) -> str:
    """The cell as it can be opened in a spreadsheet."""
    return f"'{cell}" if is_formula(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_formula(cell: str) -> bool:
    """Would a spreadsheet run it (or take our mark for its own)?"""
    return bool(_FORMULA.match(cell)) and not _NUMBER.fullmatch(cell)


def write_csv(extract: Extract) -> Iterator[str]:
    """The header, then one record an event."""
    yield _line(column.name for column in columns(extract))
    for item in extract.items():
        yield _line(harmless(cell) for cell in cells(item, extract).values())


def read_csv(text: str) -> list[dict[str, str]]:
    """The cells of each event by column, from what `write_csv` wrote."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(header, map(restored, row), strict=True)) for row in rows]


def _line(row: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(row)
    return text.getvalue()
