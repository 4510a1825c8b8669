"""A table in Parquet as text, column by column: what a million rows are kept in, and read through polars.

Every cell is text here too, as in CSV: a day or a number that the file keeps as such is written as it would stand there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import narwhals as nw

from dateline.rows import LONGEST_CELL, Row, Sheet, SheetError

ENDING = ".parquet"
_ENGINE: Literal["polars"] = "polars"
Frame = nw.DataFrame[Any]
Series = nw.Series[Any]
_LISTS = (nw.List, nw.Array, nw.Struct, nw.Binary, nw.Object)
"""Kinds of columns that have no one way to be text."""
_ANEW = "write the file anew, with columns of text"


class ParquetFile:
    """One file: its columns are read one at a time, so that they never lie in memory together as they stand."""

    def __init__(self, path: Path) -> None:
        """Raises `SheetError` where the file cannot be read, or the library is missing."""
        self.file = path.name
        with self._told("cannot be read as Parquet"):
            self._scan = nw.scan_parquet(str(path), backend=_ENGINE)
            self._kinds = dict(self._scan.collect_schema())
            # Counted where they stand: what a damaged file says of itself may be millions too many.
            self.rows = len(self._scan.select(self.header[0]).collect(backend=_ENGINE)) if self._kinds else 0

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self._kinds)

    def column(self, name: str) -> Series:
        """The cells of a column as text, empty where there is none. Raises `SheetError`."""
        if isinstance(self._kinds[name], _LISTS):
            why, todo = f"its column '{name}' is no text ({self._kinds[name]})", "write it as text, as it would stand in CSV"
            raise SheetError("encoding-wrong", self.file, 0, why, todo)
        with self._told(f"its column '{name}' ({self._kinds[name]}) cannot be read as text"):
            cells = self._scan.select(nw.col(name).cast(nw.String).fill_null("")).collect(backend=_ENGINE)[name]
        if len(cells) != self.rows:
            why = f"its column '{name}' has {len(cells):,} rows, and '{self.header[0]}' has {self.rows:,}"
            raise SheetError("encoding-wrong", self.file, 0, why, _ANEW)
        if self.rows and int(cells.str.len_chars().max()) > LONGEST_CELL:
            why = f"a cell of its column '{name}' has more than {LONGEST_CELL:,} characters"
            raise SheetError("encoding-wrong", self.file, 0, why, "shorten it")
        return cells

    @contextmanager
    def _told(self, why: str) -> Iterator[None]:
        """Raises `SheetError` for what the library raises: each version has errors of its own, and some are no `Exception`."""
        try:
            yield
        except ModuleNotFoundError:
            todo = "install it with: pip install 'dateline[polars]'"
            raise SheetError("engine-missing", self.file, 0, "is Parquet, and polars, which reads it, is not installed", todo) from None
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise SheetError("encoding-wrong", self.file, 0, f"{why} ({type(error).__name__})", _ANEW) from None


def series(name: str, values: Sequence[Any], kind: nw.dtypes.DType) -> Series:
    """A column of the engine that reads Parquet."""
    return nw.new_series(name, values, kind, backend=_ENGINE)


def read_parquet(path: Path) -> Sheet:
    """A short table whole, as a sheet; its rows are counted from 1. Raises `SheetError`."""
    file = ParquetFile(path)
    columns = [file.column(name).to_list() for name in file.header]
    return Sheet(file.file, file.header, tuple(_rows(columns)))


def _rows(columns: list[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(zip(*columns, strict=True), start=1):
        if any(cell.strip() for cell in cells):  # an empty line is no row
            yield Row(number, cells)
