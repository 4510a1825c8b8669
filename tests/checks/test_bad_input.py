"""Files as other programs save them: one finding that names it and the way out, no traceback, no silent repair."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.collection import Collection, read_collection
from tests.checks.world import WORLD, write

Spoil = Callable[[str], bytes]
TABLE_FILES = [f"{name}.csv" for name in WORLD]


def spoiled(folder: Path, file: str, spoil: Spoil) -> Collection:
    """The world with one file saved in another way."""
    path = write(folder) / file
    path.write_bytes(spoil(path.read_text("utf-8")))
    return read_collection(folder)


LOST: dict[str, tuple[Spoil, str, str]] = {
    "UTF-16": (lambda text: text.encode("utf-16"), "encoding-wrong", "UTF-16"),
    "UTF-16 without mark": (lambda text: text.encode("utf-16-le"), "encoding-wrong", "NUL"),
    "Latin-1": (lambda text: text.replace("a", "ä").encode("latin-1"), "encoding-wrong", "Latin-1"),
    "workbook": (lambda text: b"PK\x03\x04" + text.encode(), "encoding-wrong", "spreadsheet"),
    "semicolons": (lambda text: text.replace(",", ";").encode(), "separator-wrong", "semicolons"),
    "tabs": (lambda text: text.replace(",", "\t").encode(), "separator-wrong", "tabs"),
    "quote not closed": (lambda text: text.replace("\n", '\n"', 1).encode(), "quotes-unbalanced", "line 2"),
    "quote in the middle": (lambda text: (text + '"a" b,c\n').encode(), "quotes-unbalanced", "line "),
    "nothing": (lambda text: b"", "file-empty", "empty"),
}
SHOWN: dict[str, tuple[Spoil, str, str]] = {
    "byte order mark": (lambda text: text.encode("utf-8-sig"), "byte-order-mark", "without BOM"),
    "CRLF": (lambda text: text.replace("\n", "\r\n").encode(), "line-ends", "CRLF"),
    "CR": (lambda text: text.replace("\n", "\r").encode(), "line-ends", "CR, as"),
}


@pytest.mark.parametrize("file", TABLE_FILES)
@pytest.mark.parametrize("kind", LOST)
def test_file_that_cannot_be_read_is_one_finding(tmp_path: Path, file: str, kind: str) -> None:
    """It names what the file is and how to save it; the page starts with what is left."""
    spoil, rule, says = LOST[kind]
    table = spoiled(tmp_path, file, spoil)
    assert [(finding.rule, finding.file) for finding in table.findings] == [(rule, file)]
    assert says in str(table.findings[0]) and table.findings[0].todo and table.findings[0].withholds


@pytest.mark.parametrize("file", TABLE_FILES)
@pytest.mark.parametrize("kind", SHOWN)
def test_file_that_is_only_unusual_is_shown_with_one_finding(tmp_path: Path, file: str, kind: str) -> None:
    """All rows are there, and the finding withholds none."""
    spoil, rule, says = SHOWN[kind]
    table = spoiled(tmp_path, file, spoil)
    assert [(finding.rule, finding.file, finding.withholds) for finding in table.findings] == [(rule, file, False)]
    assert says in str(table.findings[0])
    assert (len(table.events), table.withheld) == (len(WORLD["events"]), 0)


@pytest.mark.parametrize(("number", "day"), [("45369", "2024-03-18"), ("45369.5", "2024-03-18")])
def test_number_of_a_spreadsheet_is_no_date_and_not_turned_into_one(tmp_path: Path, number: str, day: str) -> None:
    """The finding says which day it may be; nobody guesses in silence."""
    table = spoiled(
        tmp_path,
        "events.csv",
        lambda text: text.replace("talks,2024-03-18,", f"talks,{number},").replace("there.,2024-03-18,", f"there.,{number},").encode(),
    )
    (finding,) = [one for one in table.findings if one.withholds]
    assert (finding.rule, finding.column, finding.value) == ("when-serial", "when", number)
    assert day in finding.why and day in finding.todo
    assert table.event("talks-at-busan") is None
    assert [one.rule for one in table.findings] == ["when-serial"]


def test_number_45238_is_8_november_2023(tmp_path: Path) -> None:
    """By the count that begins with 1900."""
    table = spoiled(tmp_path, "events.csv", lambda text: text.replace("2024-03-21", "45238", 1).encode())
    assert "2023-11-08" in str(table.damage[0])
