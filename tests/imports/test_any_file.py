"""Any file that a reader brings along: tables, or our own error, in time."""

import csv
import io
import json
import tempfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import read_collection
from dateline.errors import ForeignError
from dateline.imports import convert, propose, read, write
from tests.hostile.corpus import TEXTS
from tests.spoiling import DATES, WHOLE_DATES, bounded, spoiled

ROWS = [
    ("title", "date", "country", "latitude", "longitude"),
    ("Talks in Busan", "18.03.2024", "South Korea", "35.1", "129.04"),
    ("A call at Mumbai", "2024-04", "IND", "18.95", "72.83"),
]


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def feature(row: tuple[str, ...]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": dict(zip(ROWS[0], row, strict=True)),
        "geometry": {"type": "Point", "coordinates": [float(row[4]), float(row[3])]},
    }


def in_parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame(ROWS[1:], ROWS[0], orient="row").write_parquet(out)
    return out.getvalue()


WORDS = ("title", "text", "place", "people", "category", "status", "link", "country", "id", "time")
"""Fields of an import that hold words."""
TIMES = ("start", "end", "year", "month", "day", "end_year", "end_month", "end_day", "time", "date_precision")
"""Those of which its time is made."""
SPANNED = ("start", "end", "date_precision")
SOUND = {
    "table.csv": "\n".join(",".join(row) for row in ROWS).encode(),
    "table.tsv": "\n".join("\t".join(row) for row in ROWS).encode("utf-16"),
    "table.json": json.dumps([dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]).encode(),
    "table.geojson": json.dumps({"type": "FeatureCollection", "features": [feature(row) for row in ROWS[1:]]}).encode(),
    "timeline.json": json.dumps({"events": [{"start_date": {"year": "2024", "month": "3"}, "text": {"headline": "Talks"}}]}).encode(),
    "table.xlsx": workbook(),
}


def brought(content: bytes, name: str) -> int:
    """Rows that are accounted for; 0 for a file that is refused."""
    with bounded(), suppress(ForeignError):
        foreign = read(content, name)
        made = convert(foreign, propose(foreign))
        assert made.accepted + made.warned + made.withheld == made.rows == len(foreign.rows)
        assert (made.to_fill_in() + made.findings_csv() + repr(made.tables)).encode()  # it can be written
        return made.rows
    return 0


@pytest.mark.parametrize("name", SOUND)
def test_the_files_are_sound_before_they_are_spoiled(name: str) -> None:
    """Else the tests below try nothing."""
    assert brought(SOUND[name], name) > 0


@pytest.mark.parametrize("name", SOUND)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_damage_to_a_file_is_told(name: str, data: st.DataObject) -> None:
    """Cut, overwritten and overlong pieces, at any byte of it."""
    brought(data.draw(spoiled(SOUND[name])), name)


@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode), spoiled(in_parquet())),
    name=st.sampled_from([*sorted(SOUND), "table.parquet"]),
)
def test_anything_may_be_brought_along(content: bytes, name: str) -> None:
    """Under the name of any of them."""
    brought(content, name)


@settings(max_examples=60, deadline=None)
@given(row=st.fixed_dictionaries(dict.fromkeys(WORDS, st.one_of(st.sampled_from(list(TEXTS.values())), st.text(max_size=60)))), date=DATES)
def test_what_is_taken_of_any_words_is_withheld_by_no_check(row: dict[str, str], date: str) -> None:
    """An import gives tables that the checks take, whatever its columns of words and of dates hold."""
    taken({**row, "start": date})


@settings(max_examples=250)
@given(
    times=st.dictionaries(st.sampled_from(TIMES), DATES, min_size=1) | st.fixed_dictionaries(dict.fromkeys(SPANNED, WHOLE_DATES)),
    form=st.sampled_from(["table", "ucdp", "acled"]),
)
def test_what_is_taken_of_any_times_is_withheld_by_no_check(times: dict[str, str], form: str) -> None:
    """Wherever dates stand in others' tables, and whatever stands there instead."""
    taken({"title": "Talks in Busan", **times}, form)


def taken(cells: dict[str, str], form: str = "table") -> None:
    """A row of these cells is brought along, and what comes of it is checked as any collection is."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow([*cells, "lat", "lon"])
    rows.writerow([*(text.replace("\0", "") for text in cells.values()), "35.1", "129.04"])
    with bounded(), tempfile.TemporaryDirectory() as folder:
        foreign = read(file.getvalue().encode("utf-8", "replace"), "table.csv")
        made = convert(foreign, propose(foreign, form, {name: name for name in cells}))
        collection = read_collection(write(made, Path(folder) / "made"))
        assert collection.damage == ()
        assert len(collection.events) == len(made.tables["events"]) == made.accepted + made.warned


@pytest.mark.parametrize(
    "record",
    [
        {"type": "Feature", "properties": {"title": "Talks", "date": "2024"}, "geometry": {"type": "Point", "coordinates": [10**400, 1]}},
        {"type": "Feature", "properties": {"title": "Talks", "date": "2024", "who \ud800": "half \ud800", "lat": "north"}, "geometry": {}},
    ],
    ids=["a number without end", "half a letter"],
)
def test_what_json_can_say_and_nothing_else_is_taken_without_it(record: dict[str, object]) -> None:
    """The row is there, and it can be written."""
    assert brought(json.dumps({"type": "FeatureCollection", "features": [record]}).encode(), "table.geojson") == 1
