"""The plain table: all columns as they are in events.csv, no formula, and an exact way back."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collection import Collection
from dateline.exports import write
from dateline.exports.csv import harmless, read_csv, restored
from dateline.schema import TABLES
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from dateline.view import View
from tests.exports.conftest import Extracts

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
RISKY = st.builds(lambda signs, rest: signs + rest, st.text(st.sampled_from("=+-@\t\r\n' ＝0.")), TEXT)


@given(st.one_of(TEXT, RISKY))
def test_any_cell_comes_back_exactly(cell: str) -> None:
    """Only what was added is taken away, also where the cell has apostrophes of its own."""
    assert restored(harmless(cell)) == cell


@given(RISKY)
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    """But for numbers, which are none."""
    first = harmless(cell).lstrip(" ")[:1]
    assert first not in set("=+@\t\r\n＝") and (first != "-" or float(cell) < 0 or cell.strip("-0.") == "")


@given(st.lists(st.one_of(TEXT, RISKY), min_size=2, max_size=4))
def test_any_row_comes_back_exactly(row: list[str]) -> None:
    """Through quotes and line ends too."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([[f"c{at}" for at in range(len(row))], [harmless(cell) for cell in row]])
    assert list(read_csv(file.getvalue())[0].values()) == row


def test_embedded_table_comes_back_cell_by_cell(embedded: Collection) -> None:
    """Every column of events.csv as the file has it."""
    names = TABLES["events"].names
    with (Path(EMBEDDED) / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["event_id"]: row for row in csv.DictReader(file)}

    exported = read_csv(write(visible(embedded, View()), "csv").decode())

    assert {row["event_id"]: {name: row[name] for name in names} for row in exported} == rows


def test_added_columns_say_what_the_cells_come_to(extract: Extracts) -> None:
    """Bounds, names of countries and places, coordinates, and how exact they are."""
    rows = {row["event_id"]: row for row in read_csv(write(extract().selection, "csv").decode())}
    one, other = rows["event-7"], rows["event-6"]

    assert [one[name] for name in ("starts_from", "starts_by", "ends_from", "ends_by")] == ["", "2024-03-08", "2024-03-08", "2024-03-08"]
    assert (one["when_text"], one["country_names"]) == ("until 8 Mar 2024 or later", "Japan; South Korea")
    assert (one["place_names"], one["precisions"]) == ("Tokyo; South Korea; Busan", "city; country; city")
    assert (other["latitudes"], other["longitudes"], other["radii_km"]) == ("-18.14; -13.83", "178.44; -171.77", "20; 20")


def test_possible_events_are_marked(extract: Extracts) -> None:
    """As on the page."""
    rows = read_csv(write(extract(first=19_820, last=19_830).selection, "csv").decode())
    assert {row["event_id"]: row["certain"] for row in rows}.items() >= {("event-3", "possible"), ("event-5", "possible")}


@pytest.mark.parametrize("shown", [True, False])
def test_what_became_known_stands_in_a_column_where_the_view_shows_it(extract: Extracts, shown: bool) -> None:
    """And only there."""
    row = next(row for row in read_csv(write(extract(follow_ups=shown).selection, "csv").decode()) if row["event_id"] == "event-1")
    assert row.get("became_known") == ("2024-03-19: It came a day late (register, grade A)" if shown else None)


def test_lines_end_as_the_standard_says(extract: Extracts) -> None:
    """RFC 4180: CRLF, one header, no byte order mark."""
    file = write(extract().selection, "csv")
    assert file.startswith(b"event_id,title,") and file.count(b"\r\n") == 11 and file.endswith(b"\r\n")
