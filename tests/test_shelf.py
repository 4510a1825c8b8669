"""Several folders on one shelf: their names, their titles, and which one a link means."""

import gc
import json
import os
import weakref
from pathlib import Path

import pytest

from dateline.errors import PrivateTableError
from dateline.link import from_query, named, to_query
from dateline.shelf import EMBEDDED, PRIVATE, VARIABLE, collection, current, folder, folders, titles
from dateline.view import View
from tests.making import EVENT, folder_of, write_table


def told(*paths: Path) -> dict[str, str]:
    """The variable that names these folders."""
    return {VARIABLE: os.pathsep.join(map(str, paths))}


def test_without_the_variable_the_embedded_table_is_shown() -> None:
    """An empty variable, or one of separators alone, names nothing either."""
    assert folders({}) == folders({VARIABLE: ""}) == folders({VARIABLE: os.pathsep}) == {"data": EMBEDDED}


def test_first_folder_is_the_default_one_and_left_out_of_links(tmp_path: Path) -> None:
    """The others are named in them."""
    environment = told(folder_of(tmp_path / "ships"), folder_of(tmp_path / "trains"))
    assert [collection(environment, name).linked for name in ("", "ships", "trains")] == ["", "", "trains"]
    views = [from_query({"collection": [name]}, collection(environment, name)) for name in ("ships", "trains")]
    assert [(to_query(view), notes) for view, notes in views] == [({}, ()), ({"collection": ["trains"]}, ())]


def test_two_folders_of_one_name_are_told_apart_by_those_around_them(tmp_path: Path) -> None:
    """A folder that is named twice counts once."""
    one, two = folder_of(tmp_path / "red" / "data"), folder_of(tmp_path / "blue" / "data")
    assert folders(told(one, two, one)) == {"data": one, "blue-data": two}
    assert collection(told(one, two), "blue-data").linked == "blue-data"


def test_unknown_name_shows_the_default_one_and_is_said(tmp_path: Path) -> None:
    """A link of another server opens, with a note."""
    environment = told(folder_of(tmp_path / "ships"))
    view, notes = from_query({"collection": ["planes"]}, collection(environment, "planes"))
    assert view == View()
    assert notes == ("this is not the collection 'planes', which the link asks for, but 'ships'",)


def test_title_comes_from_the_description_of_the_tables(tmp_path: Path) -> None:
    """The folder's name where there is none; the default collection has an empty name in links."""
    ships, trains = folder_of(tmp_path / "ships"), folder_of(tmp_path / "trains")
    (trains / "datapackage.json").write_text(json.dumps({"title": "Trains of the north"}))
    assert titles(told(ships, trains)) == {"": "ships", "trains": "Trains of the north"}


def test_table_of_a_reader_is_on_no_shelf(tmp_path: Path) -> None:
    """Its name in a link is never a folder's, and asking for it says where it is."""
    environment = told(folder_of(tmp_path / "ships"), folder_of(tmp_path / PRIVATE))
    assert PRIVATE not in folders(environment)
    with pytest.raises(PrivateTableError, match="its reader brought it along"):
        folder(environment, PRIVATE)


def test_name_in_a_link_is_cleaned_and_short() -> None:
    """The last of several counts."""
    assert named({"collection": ["a", "b\x00\u202e c"]}) == "b c"
    assert len(named({"collection": ["x" * 9999]})) <= 200
    assert named({}) == ""


def test_a_table_that_becomes_damaged_leaves_the_last_sound_one(tmp_path: Path) -> None:
    """Readers see what they saw; why newer files wait is said; and mended files are shown."""
    made = folder_of(tmp_path, [EVENT])
    sound = current(made)
    write_table(made, "events", [EVENT | {"when": "last Tuesday"}, EVENT | {"event_id": "second-call"}])
    held = current(made)
    assert [one.event_id for one in held.at(range(len(held.events)))] == ["port-call"]
    assert (held.fingerprint, sound.waiting) == (sound.fingerprint, "")
    assert "last Tuesday" in held.waiting
    assert current(made) is held
    write_table(made, "events", [EVENT, EVENT | {"event_id": "second-call"}])
    assert (len(current(made).events), current(made).waiting) == (2, "")


def test_a_folder_that_goes_away_leaves_the_last_sound_table(tmp_path: Path) -> None:
    """As while somebody copies a new one to its place."""
    made = folder_of(tmp_path / "made", [EVENT])
    current(made)
    made.rename(tmp_path / "elsewhere")
    assert "there is no folder" in current(made).waiting


def test_a_table_that_is_damaged_from_the_start_is_shown_as_far_as_it_is_sound(tmp_path: Path) -> None:
    """There is no better one."""
    made = folder_of(tmp_path, [EVENT, EVENT | {"event_id": "second-call", "when": "last Tuesday"}])
    assert (current(made).withheld, current(made).waiting) == (1, "")


def test_version_that_nobody_is_at_any_more_is_let_go(tmp_path: Path) -> None:
    """A long table takes as much memory as the process had for it, each time that it is replaced."""
    made = folder_of(tmp_path, [EVENT])
    first = weakref.ref(current(made))
    write_table(made, "events", [EVENT, EVENT | {"event_id": "second-call"}])
    assert len(current(made).events) == 2
    gc.collect()
    assert first() is None
