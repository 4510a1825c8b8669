"""A file of others as text: its header and its rows, nothing interpreted; and the bounds that hold before any parser sees it."""

from dataclasses import dataclass

from dateline.rows import Oddity, Row

__all__ = ["Foreign", "Limits", "Oddity", "Row"]


@dataclass(frozen=True)
class Limits:
    """What a file may hold at most. A larger one is refused before it is parsed."""

    file_bytes: int = 64_000_000
    first_line: int = 64_000
    """Characters: a header of 300 long names has less."""
    columns: int = 400
    rows: int = 250_000
    cells: int = 12_000_000
    cell: int = 100_000
    """Characters; a longer cell is a quote that was never closed."""


@dataclass(frozen=True)
class Foreign:
    """A file of others: header and rows of text cells, each with the line (row of a sheet, number of a record) it begins on."""

    name: str
    kind: str
    """csv, tsv, xlsx, json, geojson."""
    header: tuple[str, ...]
    """Each name once; empty names and doubles have got a number."""
    rows: tuple[Row, ...]
    sha256: str = ""
    oddities: tuple[Oddity, ...] = ()
    has_header: bool = True
    """False: the names were given by us, as the file has none."""

    @property
    def unit(self) -> str:
        """What `Row.line` counts: line, row or record."""
        return {"xlsx": "row", "json": "record", "geojson": "record"}.get(self.kind, "line")

    def column(self, name: str) -> int:
        """Where a column stands. KeyError where there is none."""
        try:
            return self.header.index(name)
        except ValueError:
            raise KeyError(name) from None

    def texts(self, name: str) -> list[str]:
        """The cells of a column, without blanks around them."""
        at = self.column(name)
        return [row.cells[at].strip() if at < len(row.cells) else "" for row in self.rows]


def once_each(names: list[str]) -> tuple[str, ...]:
    """The names of columns, each of them once: an empty one is "column 3", a second "date" is "date (2)"."""
    seen: dict[str, int] = {}
    named = []
    for at, name in enumerate(names, start=1):
        plain = " ".join(name.split()) or f"column {at}"
        seen[plain] = seen.get(plain, 0) + 1
        named.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return tuple(named)
