"""A folder as a collection: order, references, fingerprint; and the embedded one."""

import json
import re
from pathlib import Path

import pytest

from benchmarks.make_collection import write
from dateline.collection import normalised, read_collection
from dateline.errors import CollectionError
from dateline.package import package_of
from dateline.schema import CATEGORIES, TABLES
from dateline.shelf import current
from dateline.words import CATEGORY_NAMES, STATUS_NAMES
from tests.making import collection_of, folder_of

DATA = Path(__file__).parents[1] / "data"


def test_events_stand_in_order_of_time(tmp_path: Path) -> None:
    """By the latest start, then the latest end, then the id."""
    whens = {"d": "2024", "b": "2024-03-18/2024-03-20", "a": "2024-03-18", "c": "[..2024-03-19]", "e": "[2024-03-01..]"}
    table = collection_of(tmp_path, *({"event_id": name, "when": when} for name, when in whens.items()))
    assert table.events["event_id"].to_list() == ["a", "b", "c", "d", "e"]


def test_missing_folder_is_one_error(tmp_path: Path) -> None:
    """It names the folder and what it must hold."""
    with pytest.raises(CollectionError, match=r"there is no folder .*nowhere.*events\.csv"):
        read_collection(tmp_path / "nowhere")


def test_fingerprint_changes_with_any_cell(tmp_path: Path) -> None:
    """A copied link can tell that the table is another one."""
    one, same, other = (collection_of(tmp_path / name, {"summary": text}) for name, text in (("a", "x"), ("b", "x"), ("c", "y")))
    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    """A new version of the table needs no restart; an unchanged one is not read twice."""
    folder = folder_of(tmp_path)
    before = current(folder)
    assert current(folder) is before
    folder_of(tmp_path, [{}, {}])
    assert len(current(folder).events) == 2


def test_country_that_is_only_mentioned_is_in_the_table_too(tmp_path: Path) -> None:
    """A link may ask for it."""
    assert collection_of(tmp_path, {"countries": "KOR:host; FRA:mentioned"}).countries == ("FRA", "KOR")


def test_made_collection_of_many_events_is_sound_and_the_same_again(tmp_path: Path) -> None:
    """Every row is shown; it has all categories and statuses, most ways of giving a time, and every class of place."""
    one, same = (read_collection(write(tmp_path / name, 2_000)) for name in ("one", "same"))
    assert not one.damage and len(one.events) == 2_000 and one.fingerprint == same.fingerprint
    held = {name: set(one.events[name].to_list()) for name in ("category", "status", "shape", "place_class")}
    assert held["category"] == set(CATEGORIES) and held["status"] == set(STATUS_NAMES)
    assert len(held["shape"]) >= 6 and held["place_class"] == {"point", "region", "country", "none"}


@pytest.mark.parametrize(("text", "wanted"), [("Türkiye", "turkiye"), ("ÉLYSÉE Å", "elysee a"), ("Straße", "strasse"), ("x\u0301y", "xy")])
def test_case_and_accents_do_not_count_in_a_search(text: str, wanted: str) -> None:
    """Letters of any alphabet stay."""
    assert normalised(text) == wanted


def test_embedded_collection_is_sound_and_large_enough() -> None:
    """No finding, thirty events or more, every date that the article prints among them."""
    table = read_collection(DATA)
    assert table.findings == ()
    assert len(table.events) >= 30
    whens = {event.when.edtf for event in table.at(range(len(table.events)))}
    assert {"2023-11-08", "2023-11-18", "2023-11-30", "2023-11-06", "2023-09", "2022-11"} <= whens


def test_embedded_data_package_is_that_of_the_schema() -> None:
    """datapackage.json says of the columns what schema.py says."""
    written = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    assert json.loads(json.dumps(package_of(written, DATA))) == written


def test_names_cover_what_the_schema_allows() -> None:
    """Each category and status has a name for the page."""
    statuses = TABLES["events"]["status"].choices
    assert list(CATEGORY_NAMES) == list(CATEGORIES)
    assert list(STATUS_NAMES) == list(statuses)


def test_data_dictionary_lists_the_events_of_each_paragraph() -> None:
    """data/README.md says of every paragraph which events are read from it, as the rows themselves do."""
    text = (DATA / "README.md").read_text("utf-8").split("## What was read from each paragraph")[1].split("\n## ")[0]
    listed = {
        int(n): set(re.findall(r"`([a-z0-9-]+)`", body)) for n, body in re.findall(r"- \*\*(\d+)\*\*(.*?)(?=\n- \*\*|\Z)", text, re.S)
    }
    table = read_collection(DATA)
    events = table.at(range(len(table.events)))
    assert listed == {n: {event.event_id for event in events if n in event.paragraphs} for n in range(15)}
