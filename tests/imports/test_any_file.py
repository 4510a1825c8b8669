"""Any file that a reader brings along: tables, or our own error, in time."""

import csv
import io
import json
import tempfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import read_collection
from dateline.errors import ForeignError
from dateline.imports import convert, propose, read, write
from tests.hostile.corpus import TEXTS
from tests.spoiling import bounded, spoiled

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


WORDS = ("title", "text", "place", "people", "category", "status", "link", "country", "id", "time")
"""Fields of an import that hold words."""
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


@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)), name=st.sampled_from(sorted(SOUND)))
def test_anything_may_be_brought_along(content: bytes, name: str) -> None:
    """Under the name of any of them."""
    brought(content, name)


@settings(max_examples=60, deadline=None)
@given(row=st.fixed_dictionaries(dict.fromkeys(WORDS, st.one_of(st.sampled_from(list(TEXTS.values())), st.text(max_size=60)))))
def test_what_is_taken_of_any_words_is_withheld_by_no_check(row: dict[str, str]) -> None:
    """An import gives tables that the checks take, whatever its columns of words hold."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow([*WORDS, "date", "lat", "lon"])
    rows.writerow([*(text.replace("\0", "") for text in row.values()), "2024-03-18", "35.1", "129.04"])
    foreign = read(file.getvalue().encode("utf-8", "replace"), "table.csv")
    made = convert(foreign, propose(foreign, columns={name: name for name in WORDS} | {"start": "date"}))
    with tempfile.TemporaryDirectory() as folder:
        collection = read_collection(write(made, Path(folder) / "made"))
        assert collection.damage == ()
        assert len(collection.events) == len(made.tables["events"]) == made.accepted + made.warned
