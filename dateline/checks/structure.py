"""Whether a row can be trusted at all: columns, cells, ids and references. A row that fails is withheld."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dateline.cells import CellError, Reader, parse
from dateline.checks.findings import Finding, Record, Records, Rule, Withheld
from dateline.rows import Row, Sheet
from dateline.schema import SEPARATOR, TABLES, Column, Table

GARBLED = "text-garbled"
RULES = tuple(
    Rule(name, holds, "structure")
    for name, holds in {
        "file-missing": "every table that is needed is there",
        "file-twice": "a table stands in one file, CSV or Parquet",
        "engine-missing": "what reads Parquet is installed, where a table is in it",
        "file-empty": "a file has a line of column names",
        "encoding-wrong": "a file is text in UTF-8",
        "quotes-unbalanced": "each quotation mark that opens a cell is closed",
        "separator-wrong": "cells are separated by commas",
        "byte-order-mark": "a file begins with its first letter (said, not withheld)",
        "line-ends": "lines end in LF (said, not withheld)",
        GARBLED: "no letters that a wrong encoding has left (said, not withheld)",
        "column-missing": "every column is there",
        "column-unknown": "no column is there that the table has not (said, not withheld)",
        "column-twice": "no column stands twice",
        "row-width": "a row has as many cells as there are columns",
        "row-twice": "no row stands twice",
        "cell-empty": "what is required is given",
        "cell-blanks": "no blanks before or after a cell's text",
        "cell-kind": "a cell is what its column asks for",
        "when-unreadable": "a date is in a form of EDTF that is read",
        "when-serial": "a date is not a spreadsheet's number",
        "value-unknown": "a word from a list is in the list",
        "country-unknown": "a country is a code of ISO 3166-1",
        "role-unknown": "a country has a role that is known",
        "coordinate-range": "latitude and longitude are on the globe",
        "out-of-range": "a number lies within its limits",
        "id-duplicate": "an id stands once",
        "reference-broken": "what a row names is there, and sound",
    }.items()
)
"""Looked after while files and cells are read; here by name."""


def columns(table: Table, sheet: Sheet) -> Iterator[Finding]:
    """What the first line of a file lacks, or has too much of; what is unusual in the file."""
    for odd in sheet.oddities:
        yield Finding(odd.rule, table.file, odd.line, "", "", odd.why, odd.todo, False)
    for column in table.columns:
        if column.name not in sheet.header:
            yield Finding(
                "column-missing", table.file, 0, column.name, "",
                "the column is missing", f"add it to the first line: {column.meaning}", column.required,
            )  # fmt: skip
    for name, count in Counter(sheet.header).items():
        if name not in table.names:
            yield Finding("column-unknown", table.file, 1, name, "", "is no column of this table", "rename or delete it", False)
        elif count > 1:
            yield Finding("column-twice", table.file, 0, name, "", "the column stands twice", "delete one of them")


def records(table: Table, sheet: Sheet, findings: list[Finding]) -> Iterator[Record]:
    """The rows of a sheet; what cannot be read in them is added to the findings."""
    for row in sheet.rows:
        record, found = _record(table.name, sheet.header, row)
        findings += found
        yield record


@lru_cache(maxsize=2048)  # who mends a table reads it again after each change of a row
def _record(name: str, header: tuple[str, ...], row: Row) -> tuple[Record, tuple[Finding, ...]]:
    table, whole = TABLES[name], len(row.cells) == len(header)
    findings = [] if whole else [_width(table, header, row)]
    cells = dict(zip(header, row.cells, strict=False))
    values = dict(_unwritten(name, header))
    for column, reader in _readers(name, header):
        text = cells.get(column.name, "")
        if text in reader.read_before:
            values[column.name] = reader.read_before[text]
            continue
        try:
            values[column.name] = reader.read(text)
        except CellError as error:
            if whole:  # in a broken row every cell is in doubt: one finding is enough
                findings.append(Finding(error.rule, table.file, row.line, column.name, text, error.why, error.todo))
    return Record(row.line, cells, values), tuple(findings)


@lru_cache(maxsize=64)
def _readers(name: str, header: tuple[str, ...]) -> tuple[tuple[Column, Reader], ...]:
    """The columns of a table that a header has."""
    return tuple((column, Reader(column)) for column in TABLES[name].columns if column.name in header)


@lru_cache(maxsize=64)
def _unwritten(name: str, header: tuple[str, ...]) -> dict[str, Any]:
    """What stands for the columns that a header lacks and may lack."""
    return {column.name: parse(column, "") for column in TABLES[name].columns if column.name not in header and not column.required}


def _width(table: Table, header: tuple[str, ...], row: Row) -> Finding:
    todo = "put cells that hold a comma or a quotation mark in quotation marks, and leave no cell out"
    return Finding(
        "row-width", table.file, row.line, "", row.cells[0],
        f"has {len(row.cells)} cells where the first line has {len(header)}", todo,
    )  # fmt: skip


def duplicate_ids(all_rows: Records) -> Iterator[Finding]:
    """No id stands twice: which of the rows a link means could not be told, so all of them are withheld."""
    for name, rows in all_rows.items():
        key = TABLES[name].key
        lines: dict[str, list[int]] = {}
        for row in rows:
            if row.cells.get(key):
                lines.setdefault(row.cells[key], []).append(row.line)
        for value, places in lines.items():
            for line in places if len(places) > 1 else ():
                others = ", ".join(str(other) for other in places if other != line)
                why, todo = f"the same id stands on line {others}", "give each row an id of its own"
                yield Finding("id-duplicate", TABLES[name].file, line, key, value, why, todo)


def repeated_rows(all_rows: Records) -> Iterator[Finding]:
    """In a table without ids no row stands twice, cell by cell; the first of them is kept."""
    for name, rows in all_rows.items():
        first: dict[tuple[str, ...], int] = {}
        for row in rows if not TABLES[name].key else ():
            line = first.setdefault(tuple(row.cells.values()), row.line)
            if line != row.line:
                yield Finding("row-twice", TABLES[name].file, row.line, "", "", f"is the same as line {line}", "delete one of them")


def known_ids(all_rows: Records) -> dict[str, Mapping[str, int]]:
    """The line of each id, by `table.column`."""
    return {
        f"{name}.{TABLES[name].key}": {row.cells.get(TABLES[name].key, ""): row.line for row in rows}
        for name, rows in all_rows.items()
        if TABLES[name].key
    }


def lost_files(findings: Iterable[Finding]) -> set[str]:
    """The files of which nothing can be used."""
    return {one.file for one in findings if one.withholds and not one.line}


def references(
    all_rows: Records, findings: Sequence[Finding], known: Mapping[str, Mapping[str, int]], fallen: Iterable[tuple[str, int]] = ()
) -> tuple[list[Finding], Withheld]:
    """What names a row that is not there, or leans on one that is withheld, falls with it: findings, and all that is withheld.

    Rows that lean on a table that is lost as a whole fall without a word of their own: the table's finding is enough.
    `known`: the line of each id, by `table.column`; `fallen`: rows, as file and line, that are withheld though no finding names them.
    """
    found: list[Finding] = []
    lost = lost_files(findings)
    fallen = set(fallen)
    withheld = Withheld(findings, fallen)
    while more := list(_broken(all_rows, known, lost, withheld)):
        found += [one for one in more if isinstance(one, Finding)]
        fallen |= {one for one in more if isinstance(one, tuple)}
        withheld = Withheld([*findings, *found], fallen)
    return found, withheld


def _broken(
    all_rows: Records, known: Mapping[str, Mapping[str, int]], lost: set[str], withheld: Withheld
) -> Iterator[Finding | tuple[str, int]]:
    for name, rows in all_rows.items():
        table = TABLES[name]
        referring = [column for column in table.columns if column.refers_to]
        for row in withheld.sound(table, rows) if referring else ():
            for column in referring:
                if row.values.get(column.name):
                    yield from _references(table, row, column, known.get(column.refers_to, {}), lost, withheld)


def _references(
    table: Table, row: Record, column: Column, known: Mapping[str, int], lost: set[str], withheld: Withheld
) -> Iterator[Finding | tuple[str, int]]:
    target = TABLES[column.refers_to.split(".")[0]]
    if target.file in lost:
        if target.name != table.name:
            yield table.file, row.line
        return
    value = row.values[column.name]
    for one in value if isinstance(value, tuple) else (str(value),):
        # A leg can be shown without its trip.
        if why := why_not_there(target, one, known, None if target.name == table.name else withheld):
            text = value if isinstance(value, str) else SEPARATOR.join(value)
            yield Finding("reference-broken", table.file, row.line, column.name, text, *why)


def why_not_there(target: Table, one: str, known: Mapping[str, int], withheld: Withheld | None) -> tuple[str, str] | None:
    """Why what names this row cannot be trusted, and what to do; None where it can. `known`: the line of each id of the table."""
    if one not in known:
        return f"'{one}' is in no row of {target.file}", f"correct the id, or add the row to {target.file}"
    if withheld is not None and (target, known[one]) in withheld:
        return f"'{one}' is withheld itself ({target.file} line {known[one]})", f"put that row of {target.file} right"
    return None
