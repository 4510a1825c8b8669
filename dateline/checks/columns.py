"""The structure of a long table, looked at column by column: each different text is read once, as a cell of a short table is.

What is wrong in many rows is told once for each text, with the first row and how many there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import narwhals as nw

from dateline.cells import CellError, parse
from dateline.checks.findings import Finding, Withheld
from dateline.checks.structure import columns, why_not_there
from dateline.parquet import Frame, ParquetFile, Series, series
from dateline.rows import Sheet
from dateline.schema import TABLES, Column

MOST_TOLD = 20
"""Texts of a column that are told one by one for what is wrong with them; more would not be read."""
_EVENTS = TABLES["events"]
_ODD = {
    "text": r"^[\s\x1c-\x1f]|[\s\x1c-\x1f]$",
    "id": r"^[^a-z0-9]|[^a-z0-9-]|--|-$",
    "list": r"(?:^|; )(?:[\s\x1c-\x1f]|; |$)|[\s\x1c-\x1f](?:; |$)",
}
"""By kind of those columns whose cells differ from row to row: what all texts have that cannot be read, and others may have too."""
Wrong = dict[str, CellError | None]
"""By text. None: it falls with a table that is lost as a whole, whose own finding is enough."""


@dataclass(frozen=True)
class Vocabulary:
    """The different texts of a column and what each means; a row holds the number of its text, counted from 0."""

    texts: tuple[str, ...]
    values: tuple[Any, ...]
    """None for what cannot be read."""


@dataclass(frozen=True)
class Held:
    """A long table of events: what can be shown, what is withheld, and why."""

    sound: Frame
    """line (rows counted from 1) and every column of the table, as text or as a number of its vocabulary."""
    lost: Frame
    """The same of the rows that are not shown."""
    vocabularies: Mapping[str, Vocabulary]
    findings: tuple[Finding, ...]
    wrong: Mapping[str, Wrong]
    """By column."""

    def damage(self, row: Mapping[str, Any]) -> Iterator[Finding]:
        """The findings of one row of `lost` by itself."""
        cells = self.cells(row)
        for name, wrong in self.wrong.items():
            if error := wrong.get(cells[name]):
                yield _finding(name, cells[name], error, row["line"])

    def cells(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The cells of a row of `sound` or `lost` as text, by column."""
        read = self.vocabularies
        return {name: read[name].texts[row[name]] if name in read else row[name] for name in _EVENTS.names}

    def lines(self, event_ids: Iterable[str]) -> tuple[dict[str, int], set[tuple[str, int]]]:
        """Where these ids stand, of those that do; and which of these rows are withheld, as file and line."""
        wanted = nw.col("event_id").is_in(list(event_ids))
        there, fallen = (frame.filter(wanted).select("event_id", "line").rows() for frame in (self.sound, self.lost))
        return {str(name): int(line) for name, line in (*fallen, *there)}, {(_EVENTS.file, int(line)) for _, line in fallen}


def hold(file: ParquetFile, known: Mapping[str, Mapping[str, int]], lost: set[str], withheld: Withheld) -> Held:
    """Read and check the events of a file. Raises `SheetError`.

    `known`: the line of each id of the other tables, by `table.column`; `lost`: their files that cannot be used; `withheld`: their
    rows that are not shown.
    """
    findings = list(columns(_EVENTS, Sheet(file.file, file.header, ())))
    is_lost = any(one.withholds and not one.line for one in findings)
    lines = series("line", range(1, file.rows + 1), nw.UInt32())
    held, vocabularies, wrong, ids, bad = {"line": lines}, {}, {}, lines, lines == 0
    for column in _EVENTS.columns:
        is_there = column.name in file.header
        cells = file.column(column.name) if is_there else series(column.name, [""] * file.rows, nw.String())
        ids = cells if column.name == _EVENTS.key else ids
        held[column.name], vocabulary, unread = _read(column, cells)
        if vocabulary:
            vocabularies[column.name] = vocabulary
        if is_there:
            wrong[column.name] = unread | (_unreferred(column, cells, ids, vocabulary, known, lost, withheld) if column.refers_to else {})
            findings += _told(column, cells, lines, wrong[column.name])
            bad = bad | cells.is_in([*wrong[column.name]])
    whole = nw.from_dict(held)
    bad = lines > 0 if is_lost else bad
    return Held(whole.filter(~bad), whole.filter(bad), vocabularies, tuple(findings), wrong)


def _read(column: Column, cells: Series) -> tuple[Series, Vocabulary | None, Wrong]:
    """What a row holds of the column, its vocabulary where it has one, and what cannot be read."""
    if _differs(column):
        odd = cells.filter((cells == "") | cells.str.contains(_ODD[column.kind])).unique()
        _, wrong = _values(column, odd.to_list())
        return cells, None, wrong | (_twice(cells) if column.name == _EVENTS.key else {})
    texts = cells.unique().sort().to_list()
    values, wrong = _values(column, texts)
    # Of no rows at all the engine gives back the text as it is.
    numbers = cells.replace_strict(texts, range(len(texts)), return_dtype=nw.UInt32()).cast(nw.UInt32())
    return numbers, Vocabulary(tuple(texts), tuple(values)), wrong


def _differs(column: Column) -> bool:
    """Do its cells differ from row to row? An id of another table does not: that table is short."""
    return column.kind in _ODD and (not column.refers_to or column.refers_to.startswith(f"{_EVENTS.name}."))


def _values(column: Column, texts: Sequence[str]) -> tuple[list[Any], Wrong]:
    values: list[Any] = []
    wrong: Wrong = {}
    for text in texts:
        try:
            values.append(parse(column, text))
        except CellError as error:
            values.append(None)
            wrong[text] = error
    return values, wrong


def _twice(ids: Series) -> Wrong:
    """Which of the rows a link means could not be told, so all of them are withheld."""
    texts = ids.filter(ids.is_duplicated() & (ids != "")).unique().to_list()
    return {text: CellError("the same id stands in several rows", "give each row an id of its own", "id-duplicate") for text in texts}


def _unreferred(
    column: Column, cells: Series, ids: Series, vocabulary: Vocabulary | None, known: Mapping[str, Mapping[str, int]], lost: set[str],
    withheld: Withheld,
) -> Wrong:  # fmt: skip
    """The texts that name a row which is not there or not shown."""
    target = TABLES[column.refers_to.split(".")[0]]
    if vocabulary is None:
        strange = cells.filter((cells != "") & ~cells.is_in(ids)).unique().to_list()
        named = {text: (text,) for text in strange}
    else:
        read = zip(vocabulary.texts, vocabulary.values, strict=True)
        named = {text: value if isinstance(value, tuple) else (value,) for text, value in read if value}
    wrong: Wrong = {}
    for text, event_ids in named.items():
        if target.file in lost:
            wrong[text] = None
            continue
        for one in event_ids:
            if why := why_not_there(target, one, known.get(column.refers_to, {}), withheld):
                wrong[text] = CellError(*why, "reference-broken")
    return wrong


def _told(column: Column, cells: Series, lines: Series, wrong: Wrong) -> Iterator[Finding]:
    """A finding for each text, and one for the rest where they are too many; by rule."""
    said = {text: error for text, error in wrong.items() if error is not None}
    if not said:
        return
    rows = nw.from_dict({"text": cells, "line": lines}).filter(nw.col("text").is_in([*said]))
    grouped = rows.group_by("text").agg(first=nw.col("line").min(), rows=nw.len()).sort("first")
    found = sorted(grouped.select("text", "first", "rows").iter_rows(), key=lambda row: said[row[0]].rule)
    for rule, same in groupby(found, key=lambda row: said[row[0]].rule):
        first, rest = (texts := list(same))[:MOST_TOLD], texts[MOST_TOLD:]
        for text, line, count in first:
            yield _finding(column.name, text, said[text], int(line), int(count))
        if rest:
            why, todo = f"so it is with {len(rest):,} more texts of this column", "put those named before right, and check again"
            yield Finding(rule, _EVENTS.file, int(rest[0][1]), column.name, "", why, todo, rows=sum(int(row[2]) for row in rest))


def _finding(column: str, text: str, error: CellError, line: int, rows: int = 1) -> Finding:
    return Finding(error.rule, _EVENTS.file, line, column, text, error.why, error.todo, rows=rows)
