"""Any file in the place of a table, any text in a cell: findings or our own error, in time, and every row is accounted for."""

import csv
import datetime
import io
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import read_collection
from dateline.errors import CollectionError
from tests.checks.world import WORLD, write
from tests.making import in_parquet
from tests.spoiling import ODD, bounded, spoiled

IN_A_FOLDER = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def reads(folder: Path) -> None:
    with bounded(), suppress(CollectionError):
        assert all(one.why and one.todo for one in read_collection(folder).findings)


@pytest.mark.parametrize("name", WORLD)
@IN_A_FOLDER
@given(data=st.data())
def test_any_damage_to_a_file_is_told(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Cut, overwritten and overlong pieces, at any byte of it."""
    path = write(tmp_path) / f"{name}.csv"
    path.write_bytes(data.draw(spoiled(path.read_bytes())))
    reads(tmp_path)


@pytest.mark.parametrize("name", WORLD)
@IN_A_FOLDER
@given(content=st.binary(max_size=400))
def test_anything_may_stand_in_the_place_of_a_table(tmp_path: Path, name: str, content: bytes) -> None:
    """No such file is a table; none is taken for one without a word."""
    write(tmp_path)
    (tmp_path / f"{name}.csv").write_bytes(content)
    reads(tmp_path)


@pytest.mark.parametrize("column", WORLD["events"][0])
@settings(IN_A_FOLDER, max_examples=15)
@given(text=st.one_of(ODD, st.text(max_size=60)))
def test_any_text_in_a_cell_is_shown_or_withheld(tmp_path: Path, column: str, text: str) -> None:
    """Each row of the file is an event or has a finding that withholds it; one on line 0 withholds the whole file."""
    path = write(tmp_path) / "events.csv"
    header, first, *others = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    first[header.index(column)] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, first, *others])
    path.write_text(out.getvalue(), "utf-8", newline="")
    with bounded():
        table = read_collection(tmp_path)
    withheld = {one.line for one in table.findings if one.withholds}
    assert 0 in withheld or len(table.events) + len(withheld) >= 1 + len(others)


KINDS = {
    "text": pl.Series(["a", "", None]),
    "whole numbers": pl.Series([1, -(2**63), None]),
    "numbers": pl.Series([float("nan"), float("inf"), 1e308]),
    "yes and no": pl.Series([True, None]),
    "days": pl.Series([datetime.date(2024, 3, 18), None]),
    "days beyond the calendar": pl.Series([2**31 - 2, -(2**31)], dtype=pl.Int32).cast(pl.Date),
    "instants beyond it": pl.Series([2**62, None], dtype=pl.Int64).cast(pl.Datetime("ms")),
    "clock times": pl.Series([datetime.time(10, 30)]),
    "durations": pl.Series([datetime.timedelta(3)]),
    "bytes": pl.Series([b"\xff\0", b""]),
    "lists": pl.Series([["a"], []]),
    "records": pl.Series([{"a": 1}]),
    "categories": pl.Series(["a", None], dtype=pl.Categorical),
    "nothing": pl.Series([None]),
    "odd text": pl.Series(["\0", "\u202e", "=1+1", "9" * 400]),
    "endless text": pl.Series(["9" * 100_001]),
}
"""What a column of Parquet may hold."""


@st.composite
def frames(draw: st.DrawFn, sound: pl.DataFrame) -> pl.DataFrame:
    """Rows of a table, also none or each several times; up to three columns, its own or others, hold anything."""
    size = draw(st.sampled_from([0, 1, 2, 9]))
    names = st.sampled_from(sound.columns) if sound.columns else st.text(max_size=9)
    kinds = draw(st.dictionaries(names, st.sampled_from(sorted(KINDS)), max_size=3))
    wrong = {name: KINDS[kind].gather([at % len(KINDS[kind]) for at in range(size)]) for name, kind in kinds.items()}
    rows = sound[[at % len(sound) for at in range(size)]].to_dict() if len(sound) else {}
    return pl.DataFrame({**rows, **wrong})


@pytest.mark.parametrize("name", ["events", "places"])
@settings(IN_A_FOLDER, max_examples=40)
@given(data=st.data())
def test_any_damage_to_a_file_of_parquet_is_told(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Of a long table, which is read column by column, and of a short one."""
    path = in_parquet(write(tmp_path), name) / f"{name}.parquet"
    path.write_bytes(data.draw(spoiled(path.read_bytes())))
    reads(tmp_path)


@pytest.mark.parametrize("is_ours", [True, False], ids=["ours", "of others"])
@pytest.mark.parametrize("name", ["events", "places"])
@settings(IN_A_FOLDER, max_examples=40)
@given(data=st.data())
def test_any_columns_may_stand_in_a_file_of_parquet(tmp_path: Path, name: str, is_ours: bool, data: st.DataObject) -> None:
    """Of any kind, in a table that is ours otherwise or in one that has nothing of ours."""
    path = in_parquet(write(tmp_path), name) / f"{name}.parquet"
    data.draw(frames(pl.read_parquet(path) if is_ours else pl.DataFrame())).write_parquet(path)
    reads(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_column_is_read_as_text_or_said(tmp_path: Path, kind: str) -> None:
    """Every row of the file is an event or is withheld, or the whole file is."""
    path = in_parquet(write(tmp_path), "events") / "events.parquet"
    sound = pl.read_parquet(path)
    cells = KINDS[kind].gather([at % len(KINDS[kind]) for at in range(len(sound))])
    sound.with_columns(cells.alias("people")).write_parquet(path)
    with bounded():
        table = read_collection(tmp_path)
    lost = [one for one in table.damage if one.file == path.name and not one.line]
    assert table.rows_in_file == (0 if lost else len(sound))
    assert all(("people" in one.why and "text" in one.todo) or one.rule == "encoding-wrong" for one in lost)
