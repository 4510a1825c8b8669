"""Wrong rows: each is said, none is lost, and the sums add up."""

from pathlib import Path

import pytest

from dateline.cli import main
from dateline.collection import read_collection
from dateline.errors import FileError
from dateline.imports import convert, propose, read, write
from tests.imports.rows import column, rules, table, taken

HEAD = "id,title,date,country,lat,lon\n"
SOUND = "1,Talks,2024-03-01,KOR,37.57,126.98\n"


@pytest.mark.parametrize(
    ("row", "rule", "withholds"),
    [
        ("2,Talks,2024-03-02,KOR,0,0\n", "zero-zero", False),
        ("2,Talks,2024-03-02,KOR,,\n", "coordinates-empty", False),
        ("2,Talks,2918-03-02,KOR,37.57,126.98\n", "year-far", True),
        ("1,Other talks,2024-03-02,KOR,37.57,126.98\n", "id-twice", False),
        (SOUND, "row-twice", True),
        ("2,Talks,,KOR,37.57,126.98\n", "date-missing", True),
        ("2,Talks,soon,KOR,37.57,126.98\n", "date-unreadable", True),
        ("2,Talks,2024-03-02,ZZZ,37.57,126.98\n", "country-unknown", False),
        ("2,Talks,2024-03-02,KOR,126.98,37.57\n", "coordinate-range", False),
        ("2,<b>Talks</b>,2024-03-02,KOR,37.57,126.98\n", "html", False),
        ("2,Talks,2024-03-02,KOR,37.57,126.98,more\n", "row-width", True),
    ],
)
def test_a_wrong_row_is_said_and_counted(row: str, rule: str, withholds: bool) -> None:
    """Withheld where it has no time or cannot be trusted, else taken with a warning."""
    made = taken(HEAD + SOUND + row + "9,Sound,2024-03-09,JPN,35.69,139.69\n")
    assert rules(made) == [rule]
    assert (made.accepted, made.warned, made.withheld) == ((2, 0, 1) if withholds else (2, 1, 0))
    assert made.accepted + made.warned + made.withheld == made.rows == 3
    assert len(made.tables["events"]) == (2 if withholds else 3)


def test_text_stays_text() -> None:
    """No tag of a table reaches ours; what only looks like one stays."""
    made = taken("title,date\n<script>alert(1)</script>Talks &amp; more,2024\n5 < 6 > 3,2024\n")
    assert column(made, "title") == ["Talks & more", "5 < 6 > 3"]


def test_many_findings_of_a_kind_are_one_group() -> None:
    """With how many, where, and which values."""
    made = taken(HEAD + SOUND + "".join(f"{at},Talks,2024-03-02,KOR,0,0\n" for at in range(2, 500)))
    assert len(made.groups) == 1 and made.groups[0].count == 498
    assert str(made.groups[0]).startswith("498 rows, lat ('0, 0'): ") and "(lines 3, 4, " in str(made.groups[0])


def test_the_rows_to_correct_come_back_by_the_same_way() -> None:
    """The copy has their cells, their line and what is said; corrected, it is accepted."""
    made = taken(HEAD + SOUND + "2,Talks,2918-03-02,KOR,37.57,126.98\n")
    copy = made.to_fill_in()
    assert "2918" in copy and ",3,date: the year 2918 lies far ahead" in copy
    again = taken(copy.replace("2918", "1918"))
    assert (again.accepted, column(again, "when")) == (1, ["1918-03-02"])
    assert made.findings_csv().splitlines()[1].startswith("3,date,2918-03-02,")


def test_what_is_recognised_can_be_said_otherwise() -> None:
    """By field, with the names of their columns."""
    text = "name,when_a,when_b\nTalks,2024-01-01,2025-01-01\n"
    made = taken(text, columns={"start": "when_b"})
    assert column(made, "when") == ["2025-01-01"]


def test_an_open_order_of_day_and_month_withholds_and_asks() -> None:
    """And an answer opens it."""
    text = "title,date\nTalks,03/04/2024\n"
    assert [one.name for one in taken(text).proposal.questions] == ["day-order"]
    assert taken(text).withheld == 1
    assert column(taken(text, order="day-first"), "when") == ["2024-04-03"]
    assert column(taken(text, order="month-first"), "when") == ["2024-03-04"]


def test_a_written_import_is_a_collection_that_checks_take(tmp_path: Path) -> None:
    """Nothing is withheld again; the terms are not made up."""
    foreign = read((HEAD + SOUND + "2,Reden,44 BC,SUN,,\n").encode(), "my table.csv")
    collection = read_collection(write(convert(foreign, propose(foreign)), tmp_path / "made"))
    assert collection.damage == () and collection.rows_in_file == 2
    assert {one.rule for one in collection.remarks} == {"source-undated"}  # of words, roles and decimals that nobody chose nothing is said
    assert collection.title == "My table" and "CC" not in collection.terms
    with pytest.raises(FileError, match="not empty"):
        write(convert(foreign, propose(foreign)), tmp_path / "made")


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where all is accepted, 1 where something is said, 2 where it must be asked."""
    path = tmp_path / "file.csv"
    path.write_text(HEAD + SOUND, "utf-8")
    assert main(["import", str(path), "--to", str(tmp_path / "out")]) == 0
    assert "1 rows: 1 accepted" in capsys.readouterr().out
    path.write_text(HEAD + SOUND.replace("2024-03-01", "03/04/2024"), "utf-8")
    assert main(["import", str(path)]) == 2
    assert "say --day-first or --month-first" in capsys.readouterr().out
    assert main(["import", str(path), "--day-first", "--column", "title=id"]) == 0
    assert main(["import", str(tmp_path / "none.csv")]) == 2


def test_an_event_without_country_is_taken() -> None:
    """A table need not name any."""
    assert table(taken("title,date\nTalks,2024\n"))[0]["countries"] == ""


def test_a_place_without_a_name_is_called_by_its_coordinates_as_they_stand() -> None:
    """No zeros are added: they would say that more is known."""
    assert table(taken("title,date,lat,lon\nTalks,2024,35.1,-129.04\n"), "places")[0]["name"] == "35.1, -129.04"
