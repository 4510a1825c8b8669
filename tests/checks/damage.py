"""Thousands of small damages to the embedded tables, each in one cell or one row, and how many of them the checks find.

`python -m tests.checks.damage [--source FILE]` prints the shares by kind and by column. Without the copy of the source, a stand-in is
made of the words that the rows give as printed.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.cells import CellError, parse
from dateline.checks import RULES, check
from dateline.checks.areas import Areas, areas_of
from dateline.checks.copy import Copy, copy_of, read_copy
from dateline.checks.tables import Tables
from dateline.dates import When
from dateline.rows import Row, Sheet, read_sheet
from dateline.schema import TABLES
from dateline.seals import folder_seal, table_seal
from tests.checks.damage_kinds import IN_A_CELL, Surroundings

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SEED = 20231108
"""Fixed: the same damages every time."""
MEANING = tuple(rule for rule in RULES if rule.level != "seal")
Sheets = Mapping[str, Sheet]


@dataclass(frozen=True)
class Damage:
    """One damage: its kind, where it is, and the tables with it."""

    kind: str
    table: str
    column: str
    """Empty for a whole row."""
    was: str
    becomes: str
    sheets: Sheets


def sheets_of(folder: Path = DATA) -> dict[str, Sheet]:
    """All tables of a folder."""
    return {name: read_sheet(folder / table.file) for name, table in TABLES.items() if (folder / table.file).is_file()}


def basemap() -> Areas:
    """The areas of countries."""
    return areas_of(ROOT / "assets" / "basemap" / "countries.geojson")


def stand_in(sheets: Sheets) -> Copy:
    """A source that holds what the rows give as printed, paragraph by paragraph, and the recorded hash; nothing of the true text."""
    cells = {name: [dict(zip(sheet.header, row.cells, strict=True)) for row in sheet.rows] for name, sheet in sheets.items()}
    source = next(row for row in cells["sources"] if row["sha256"])
    words: list[list[str]] = [[] for _ in range(int(source["paragraphs"]) + 1)]
    for row in cells["readings"]:
        words[int(row["paragraph"])].append(row["printed"])
    # A row may print a word that only one of its paragraphs has; which of them cannot be told here, so each gets it.
    for row in cells["events"]:
        for paragraph in row["paragraphs"].split("; "):
            words[int(paragraph)] += row["printed"].split("; ")
    return copy_of("\n".join(" | ".join(dict.fromkeys(one)) or "-" for one in words), source["sha256"])


def damages(sheets: Sheets) -> Iterator[Damage]:
    """All damages, kind by kind."""
    chance = random.Random(SEED)
    ids = {
        f"{name}.{TABLES[name].key}": [row.cells[sheet.header.index(TABLES[name].key)] for row in sheet.rows]
        for name, sheet in sheets.items()
        if TABLES[name].key
    }
    for kind, change in IN_A_CELL.items():
        for name, sheet in sheets.items():
            others = {column: list(dict.fromkeys(row.cells[at] for row in sheet.rows)) for at, column in enumerate(sheet.header)}
            for at, row in enumerate(sheet.rows):
                around = Surroundings(name, dict(zip(sheet.header, row.cells, strict=True)), others, ids)
                for column, text in around.row.items():
                    if not text or column == "seal":
                        continue
                    for new in dict.fromkeys(change(TABLES[name][column], text, around, chance)):
                        if new != text:
                            yield Damage(kind, name, column, text, new, _with_cell(sheets, name, at, column, new))
    yield from _in_two_cells(sheets)
    yield from _of_rows(sheets)


def _in_two_cells(sheets: Sheets) -> Iterator[Damage]:
    for name, sheet in sheets.items():
        for at, row in enumerate(sheet.rows):
            for left in range(len(sheet.header) - 1):
                cells = list(row.cells)
                cells[left], cells[left + 1] = cells[left + 1], cells[left]
                swap = sheet.header[left] == "latitude"
                if tuple(cells) != row.cells and sheet.header[left + 1] != "seal":
                    kind = "latitude and longitude exchanged" if swap else "neighbours exchanged"
                    yield Damage(kind, name, sheet.header[left], row.cells[left], cells[left], _with_row(sheets, name, at, cells))


def _of_rows(sheets: Sheets) -> Iterator[Damage]:
    for name, sheet in sheets.items():
        for at, row in enumerate(sheet.rows):
            less = sheet.rows[:at] + sheet.rows[at + 1 :]
            yield Damage("row deleted", name, "", row.cells[0], "", {**sheets, name: replace(sheet, rows=less)})
            more = (*sheet.rows, Row(sheet.rows[-1].line + 1, row.cells))
            yield Damage("row doubled", name, "", row.cells[0], row.cells[0], {**sheets, name: replace(sheet, rows=more)})


def _with_cell(sheets: Sheets, name: str, at: int, column: str, new: str) -> Sheets:
    cells = list(sheets[name].rows[at].cells)
    cells[sheets[name].header.index(column)] = new
    return _with_row(sheets, name, at, cells)


def _with_row(sheets: Sheets, name: str, at: int, cells: Sequence[str]) -> Sheets:
    rows = list(sheets[name].rows)
    rows[at] = Row(rows[at].line, tuple(cells))
    return {**sheets, name: replace(sheets[name], rows=tuple(rows))}


def is_equal_in_meaning(damage: Damage) -> bool:
    """Whether the damaged cell reads as the whole one did: nothing is lost, so nothing is to be found."""
    if not damage.column or damage.kind in ("neighbours exchanged", "latitude and longitude exchanged"):
        return False
    column = TABLES[damage.table][damage.column]
    try:
        before, after = parse(column, damage.was), parse(column, damage.becomes)
    except CellError:
        return False
    if isinstance(before, When) and isinstance(after, When):
        return replace(before, edtf="") == replace(after, edtf="")
    if column.kind in ("ids", "numbers", "text", "list", "url", "id"):
        return False
    return before == after


# --- what is found ------------------------------------------------------------------------------------------------------------------


def found_by_meaning(damage: Damage, copy: Copy, areas: Areas) -> bool:
    """Whether any rule but the seals says a word. What `check` does, rule by rule, up to the first word."""
    report = check(damage.sheets, rules=())
    tables = Tables(report.records, report.sound, copy, areas)
    return bool(report.findings) or any(rule.findings(tables) for rule in MEANING)


def found_by_seal(damage: Damage, sealed: Mapping[str, object]) -> bool:
    """Whether the seal of the damaged table is another, and with it that over all tables."""
    tables = sealed["tables"]
    assert isinstance(tables, dict)
    return table_seal(damage.table, _cells(damage.sheets[damage.table])) != tables[damage.table]


def seal_of(sheets: Sheets) -> dict[str, object]:
    """The seal over all tables."""
    return folder_seal({name: _cells(sheet) for name, sheet in sheets.items()})


def _cells(sheet: Sheet) -> list[dict[str, str]]:
    return [dict(zip(sheet.header, row.cells, strict=False)) for row in sheet.rows]


def shares(found: Iterable[tuple[Damage, bool]], by: Callable[[Damage], str]) -> dict[str, tuple[int, int]]:
    """How many are found, and how many there are, by a property of the damage."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for damage, is_found in found:
        counts[by(damage)][0] += is_found
        counts[by(damage)][1] += 1
    return {name: (hit, every) for name, (hit, every) in counts.items()}


def mean(of: Mapping[str, tuple[int, int]]) -> float:
    """The unweighted mean of the shares, in percent."""
    return 100 * sum(hit / every for hit, every in of.values()) / len(of)


def main() -> None:
    """Print the shares by kind and by column."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="the copy of the source; without it a stand-in is made of the printed words")
    parser.add_argument("--missed", help="list what is missed of this kind")
    chosen = parser.parse_args()
    sheets, areas = sheets_of(), basemap()
    copy = read_copy(chosen.source) if chosen.source else stand_in(sheets)
    sealed, every = seal_of(sheets), list(damages(sheets))
    equal = [damage for damage in every if is_equal_in_meaning(damage)]
    found = [(damage, found_by_meaning(damage, copy, areas)) for damage in every if not is_equal_in_meaning(damage)]
    by_kind = shares(found, lambda damage: damage.kind)
    print(f"{len(found):,} damages; {sum(found_by_seal(damage, sealed) for damage, _ in found):,} found by seals;")
    print(f"by meaning alone {mean(by_kind):.1f} of 100 as the unweighted mean over {len(by_kind)} kinds.\n")
    for title, table in (("kind", by_kind), ("column", shares(found, lambda damage: f"{damage.table}.{damage.column or '(row)'}"))):
        print(f"{title:34} found  damages  share")
        for name, (hit, all_) in table.items():
            print(f"{name:34} {hit:5}  {all_:7}  {100 * hit / all_:4.0f}%")
        print()
    print(f"Left out, as the meaning is the same: {len(equal)}")
    for damage in equal:
        print(f"  {damage.kind}: {damage.table}.{damage.column} '{damage.was}' -> '{damage.becomes}'")
    for damage, is_found in found:
        if chosen.missed == damage.kind and not is_found:
            print(f"missed: {damage.table}.{damage.column} '{damage.was[:60]}' -> '{damage.becomes[:60]}'")


if __name__ == "__main__":
    main()
