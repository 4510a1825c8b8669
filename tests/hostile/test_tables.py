"""The tables that mean harm have each text wherever one can stand; where a check forbids it, the row is withheld."""

import csv
from pathlib import Path

import pytest

from dateline.cells import CellError, parse
from dateline.collection import Collection, read_collection
from dateline.fragments import MOST_FINDINGS
from dateline.package import read_package
from dateline.schema import TABLES, Column
from tests.hostile.corpus import HARM, REFUSED_ADDRESSES, TEXTS
from tests.hostile.tables import COUNT, EVENTS, FREE, damaged_folder, hostile_folder

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
CLOSED = [column for _, column in COLUMNS if column.kind not in (*FREE, "url")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "tables")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return read_collection(damaged_folder(tmp_path_factory.mktemp("damaged") / "tables"))


def test_every_column_that_takes_any_text_has_every_text(folder: Path) -> None:
    """In the files, and nothing of them is withheld; a new column or table does not slip through."""
    collection = read_collection(folder)
    assert not collection.damage, "; ".join(str(finding)[:200] for finding in collection.damage)
    for table in TABLES.values():
        with (folder / table.file).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in table.columns:
            said = {row[column.name] for row in rows}
            if column.kind in FREE:
                assert said >= set(TEXTS.values()), f"{table.name}.{column.name}"
            if column.kind == "url":
                assert said >= {f"https://{HARM}/{text}" for text in TEXTS.values()}, f"{table.name}.{column.name}"


def test_each_event_stands_with_a_place_and_a_source_of_its_own_text(folder: Path) -> None:
    """So that its card shows each text in each of them."""
    collection = read_collection(folder)
    for event, text in zip(EVENTS, TEXTS.values(), strict=True):
        one = collection.event(event)
        assert one is not None
        assert {one.title, one.source.title, *(place.name for place in one.places), *(fact.fact for fact in collection.known(event))} == {
            text
        }


def test_title_and_licences_have_every_text(folder: Path) -> None:
    """Of the description, as the collection tells them."""
    collection, package = read_collection(folder), read_package(folder)
    for text in TEXTS.values():
        assert text in collection.title and text in collection.terms and text in package["description"]


@pytest.mark.parametrize("column", CLOSED, ids=lambda column: column.name)
def test_what_takes_no_text_refuses_each(column: Column) -> None:
    """Names, dates, numbers, countries and choices."""
    for text in TEXTS.values():
        with pytest.raises(CellError):
            parse(column, text)


@pytest.mark.parametrize("address", REFUSED_ADDRESSES.values(), ids=list(REFUSED_ADDRESSES))
def test_what_is_no_web_address_is_refused(address: str) -> None:
    """By a finding, not by an error of the reader."""
    for column in (TABLES["sources"]["url"], TABLES["sources"]["archive_url"]):
        with pytest.raises(CellError, match="is not a web address"):
            parse(column, address)


def test_damaged_rows_are_withheld_and_every_text_is_in_what_is_said_of_them(damaged: Collection) -> None:
    """As many as the page tells one by one; the others are shown."""
    assert {lost.event_id for lost in damaged.lost} == {f"bad-{at}" for at in range(1, COUNT + 1)}
    assert len(damaged.events) == COUNT and set(damaged.sources) == {f"source-{at}" for at in range(1, COUNT + 1)}
    told = damaged.damage[:MOST_FINDINGS]
    for where, texts in {
        ("events.csv", "when"): TEXTS, ("events.csv", "countries"): TEXTS,
        ("sources.csv", "url"): REFUSED_ADDRESSES, ("sources.csv", "archive_url"): REFUSED_ADDRESSES,
    }.items():  # fmt: skip
        assert {one.value for one in told if (one.file, one.column) == where} == set(texts.values()), where
    assert {one.column for one in damaged.remarks if one.rule == "column-unknown"} == set(TEXTS.values())
