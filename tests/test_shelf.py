"""Several folders on one shelf: their names, their titles, and which one a link means."""

import json
import os
from pathlib import Path

import pytest

from dateline.errors import PrivateTableError
from dateline.link import from_query, named, to_query
from dateline.shelf import EMBEDDED, PRIVATE, VARIABLE, collection, folder, folders, titles
from dateline.view import View
from tests.making import folder_of


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
