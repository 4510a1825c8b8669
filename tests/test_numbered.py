"""Names of rows as numbers, against Python's own counting."""

from collections import Counter

import narwhals as nw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.numbered import Named, named, rows_of

MOST_ROWS = 9
ENTRIES = st.lists(st.tuples(st.integers(0, MOST_ROWS - 1), st.sampled_from(["KOR", "NOR", "PRK", "日本", ""])), max_size=30)


def named_of(entries: list[tuple[int, str]], engine: str) -> Named:
    """The entries as a frame of this engine, in numbers."""
    columns = {"row": [row for row, _ in entries], "name": [name for _, name in entries]}
    return named(nw.from_dict(columns, schema={"row": nw.Int64, "name": nw.String}, backend=nw.Implementation.from_backend(engine)), "name")


@pytest.mark.parametrize("engine", ["pyarrow", "polars"])
@given(entries=ENTRIES, wanted=st.sets(st.sampled_from(["KOR", "PRK", "", "USA"])), inside=st.sets(st.integers(0, MOST_ROWS - 1)))
def test_counts_are_those_of_python(engine: str, entries: list[tuple[int, str]], wanted: set[str], inside: set[int]) -> None:
    """All entries, those of some names, those of some rows, and each name of a row once."""
    told = named_of(entries, engine)
    rows = np.array([row in inside for row in range(MOST_ROWS)])
    assert told.count() == Counter(name for _, name in entries)
    assert told.where(told.naming(wanted)).count() == Counter(name for _, name in entries if name in wanted)
    assert told.within(rows).count() == Counter(name for row, name in entries if row in inside)
    assert told.once().count() == Counter(name for _, name in set(entries))
    once = told.once()
    assert {(row, once.names[of]) for row, of in zip(once.rows.tolist(), once.of.tolist(), strict=True)} == set(entries)


def test_rows_of_a_frame_are_marked_among_all() -> None:
    """Those that it has and no other."""
    frame = nw.from_dict({"row": [2, 0]}, backend=nw.Implementation.PYARROW)
    assert rows_of(frame, 4).tolist() == [True, False, True, False]
