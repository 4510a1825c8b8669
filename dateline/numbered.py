"""What the rows of a table name, countries or places, as numbers: what is counted anew with every choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from dateline.event_rows import Frame

Numbers = NDArray[np.int32]
Rows = NDArray[np.bool_]
"""For each row of a table: is it one of them?"""


@dataclass(frozen=True)
class Named:
    """The names of rows: entry i says that row `rows[i]` names `names[of[i]]`."""

    rows: Numbers
    of: Numbers
    names: tuple[str, ...]

    def where(self, chosen: NDArray[np.bool_]) -> "Named":
        """The entries that are chosen."""
        return Named(self.rows[chosen], self.of[chosen], self.names)

    def within(self, rows: Rows) -> "Named":
        """The entries of these rows."""
        return self.where(rows[self.rows])

    def naming(self, names: Iterable[str]) -> NDArray[np.bool_]:
        """For each entry: is its name one of these?"""
        wanted = set(names)
        return np.array([name in wanted for name in self.names], dtype=bool)[self.of]

    def once(self) -> "Named":
        """Each name of a row once."""
        many = max(1, len(self.names))
        pairs = np.sort(self.rows.astype(np.int64) * many + self.of)  # numpy's own `unique` takes fifty times as long for a long table
        rows, of = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], many)
        return Named(rows.astype(np.int32), of.astype(np.int32), self.names)

    def count(self) -> dict[str, int]:
        """How many entries there are of each name that has any."""
        counts = np.bincount(self.of, minlength=len(self.names)).tolist()
        return {name: count for name, count in zip(self.names, counts, strict=True) if count}


def named(frame: Frame, column: str) -> Named:
    """Of a frame with `row`, and a name in a column. As many entries as it has rows."""
    texts: nw.Series[Any] = frame[column].cast(nw.String)
    names = sorted(texts.unique().to_list())
    of = texts.replace_strict(names, range(len(names)), return_dtype=nw.Int32).to_numpy() if names else np.zeros(0)
    return Named(frame["row"].to_numpy().astype(np.int32), of.astype(np.int32), tuple(names))


def rows_of(frame: Frame, many: int) -> Rows:
    """The rows of a frame, of so many that the table has."""
    found = np.zeros(many, dtype=bool)
    found[frame["row"].to_numpy()] = True
    return found
