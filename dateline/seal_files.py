"""Sealing an event: what is shown before it, and what is written by it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.collection import Collection
from dateline.errors import DatelineError
from dateline.package import package_of, read_package, seal_of_folder, write_package
from dateline.rows import Sheet, read_sheet
from dateline.schema import TABLES
from dateline.seals import row_seal, seal_state, sealed_tables


class SealError(DatelineError):
    """An event that cannot be sealed: why, and what to do."""


@dataclass(frozen=True)
class Unsealed:
    """An event that may be sealed: its cells, and what else its seal takes in."""

    event_id: str
    cells: Mapping[str, str]
    paragraphs: tuple[int, ...]
    source_id: str
    state: str
    """sealed, changed, never."""
    also: tuple[str, ...]
    """Other tables whose rows are not those of the last seal; the folder's seal takes them in as they are."""


def unsealed(folder: Path, collection: Collection, event_id: str) -> Unsealed:
    """The event as it stands in its file. Raises `SealError` where there is none that can be sealed."""
    if collection.file != TABLES["events"].file:
        raise SealError(f"{collection.file} is not written to; events are sealed one by one in {TABLES['events'].file}")
    event = collection.event(event_id)
    sheet = read_sheet(folder / TABLES["events"].file)
    if event is None:
        raise SealError(f"there is no sound event '{event_id}' in {sheet.file}; look at what 'dateline check {folder}' says of it")
    if "seal" not in sheet.header:
        raise SealError(f"{sheet.file} has no column 'seal'; add it to the first line")
    if sheet.oddities:
        raise SealError(f"{sheet.file} {sheet.oddities[0].why}; {sheet.oddities[0].todo}, then seal")
    cells = next(dict(zip(sheet.header, row.cells, strict=True)) for row in sheet.rows if row.line == event.line)
    return Unsealed(event_id, cells, event.paragraphs, event.source.source_id, seal_state(cells), _changed_tables(folder))


def _changed_tables(folder: Path) -> tuple[str, ...]:
    """Files, events.csv apart, whose rows are not those of the folder's seal."""
    then = read_package(folder).get("seal")
    if not isinstance(then, dict):
        return ()  # the first seal takes in everything
    before, now = sealed_tables(then), sealed_tables(seal_of_folder(folder))
    return tuple(table.file for name, table in TABLES.items() if name != "events" and before.get(name) != now.get(name))


def seal(folder: Path, event_id: str) -> str:
    """Write the seal of an event, and that over all tables; gives the event's."""
    path = folder / TABLES["events"].file
    sheet = read_sheet(path)
    at = {name: sheet.header.index(name) for name in ("event_id", "seal")}
    new = ""
    rows = []
    for row in sheet.rows:
        cells = list(row.cells)
        if cells[at["event_id"]] == event_id:
            cells[at["seal"]] = new = row_seal(dict(zip(sheet.header, cells, strict=True)))
        rows.append(cells)
    path.write_text(_csv(sheet, rows), "utf-8", newline="")
    package = package_of(read_package(folder), folder)
    write_package(folder, {**package, "seal": seal_of_folder(folder)})
    return new


def _csv(sheet: Sheet, rows: list[list[str]]) -> str:
    """The table in its usual form: quotation marks only where they are needed, lines that end in LF."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([list(sheet.header), *rows])
    return text.getvalue()
