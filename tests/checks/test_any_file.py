"""Any file in the place of a table, any text in a cell: findings or our own error, in time, and every row is accounted for."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import read_collection
from dateline.errors import CollectionError
from tests.checks.world import WORLD, write
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
