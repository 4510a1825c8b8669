"""What a check has to say, and the rules that say it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dateline.schema import TABLES, Table

if TYPE_CHECKING:
    from dateline.checks.columns import Held
    from dateline.checks.tables import Tables

Level = Literal["structure", "meaning", "precision", "source", "seal"]
"""structure: the row cannot be trusted. The others are said and shown, and withhold nothing."""
Need = Literal["", "copy", "areas", "seals"]
NOT_RUN: Mapping[Need, str] = {"copy": "no copy of the source", "areas": "no areas of countries", "seals": "nothing is sealed"}


@dataclass(frozen=True)
class Finding:
    """One thing a check has to say."""

    rule: str
    file: str
    line: int
    """0: the file as a whole."""
    column: str
    value: str
    why: str
    todo: str
    withholds: bool = True
    """The row (line 0: the whole file) is not shown."""
    level: Level = "structure"
    rows: int = 1
    """So many rows have it; `line` is the first of them."""

    def __str__(self) -> str:
        counted = "row" if self.file.endswith(".parquet") else "line"
        where = f"{self.file} {counted} {self.line}" if self.line else self.file
        what = f", {self.column}" if self.column else ""
        value = f" '{self.value[:80]}{'…' if len(self.value) > 80 else ''}'" if self.value else ""
        more = f" (and {self.rows - 1:,} more rows)" if self.rows > 1 else ""
        return f"{where}{more}{what}{value}: {self.why}; {self.todo} [{self.rule}]"


@dataclass(frozen=True)
class Record:
    """A row with its cells by column name, as text and as values; `values` lacks what could not be read."""

    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


Records = Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True)
class Said:
    """What a rule says of a cell; the rule's name and level are added by who runs it."""

    file: str
    row: Record | None
    """None: the file as a whole."""
    column: str
    why: str
    todo: str


Look = Callable[["Tables"], Iterable[Said]]


@dataclass(frozen=True)
class Rule:
    """One rule: its name, what it holds, how heavy it is, what it needs to be run."""

    name: str
    holds: str
    level: Level
    look: Look | None = None
    """None: it is looked after while files and cells are read."""
    needs: Need = ""

    def findings(self, tables: "Tables") -> list[Finding]:
        """What it finds."""
        return [
            Finding(
                self.name, said.file, said.row.line if said.row else 0, said.column,
                said.row.cells.get(said.column, "") if said.row else "", said.why, said.todo, self.level == "structure", self.level,
            )
            for said in (self.look(tables) if self.look else ())
        ]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """A rule, and why it was not run; empty where it was."""

    rule: Rule
    why_not: str = ""


class Withheld:
    """Which rows are not shown: `(table, line) in withheld`."""

    def __init__(self, findings: Iterable[Finding], fallen: Iterable[tuple[str, int]] = ()) -> None:
        self._lines: dict[str, set[int]] = {}
        for file, line in (*((one.file, one.line) for one in findings if one.withholds), *fallen):
            self._lines.setdefault(file, set()).add(line)

    def __contains__(self, row: tuple[Table, int]) -> bool:
        lines = self._lines.get(row[0].file)
        return lines is not None and (row[1] in lines or 0 in lines)

    def sound(self, table: Table, rows: tuple[Record, ...]) -> tuple[Record, ...]:
        """The rows of a table that are shown."""
        return tuple(row for row in rows if (table, row.line) not in self) if table.file in self._lines else rows


@dataclass(frozen=True)
class Report:
    """What came of a check: all records, sound or not, the findings in file order, and which rules were run."""

    records: Records
    findings: tuple[Finding, ...]
    withheld: Withheld
    rules: tuple[Ran, ...]
    held: "Held | None" = None
    """The events, where they are too many for records."""

    @property
    def sound(self) -> Records:
        """The records that are shown."""
        return {name: self.withheld.sound(TABLES[name], rows) for name, rows in self.records.items()}
