"""`dateline places`: proposals from the gazetteer, each accepted by a person."""

import csv
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.collection import read_collection
from dateline.gazetteer import proposals
from dateline.imports import convert, propose, read, write

TRAVELS = (
    "id,role,name,start_date,end_date,country_id,country,locale,remarks\n"
    '1,secretary,A Person,1972-05-20,1972-05-29,x,"Korea, Republic of",Seoul,\n'
    "2,secretary,A Person,1972-06-20,1972-06-29,x,Germany,Bonn,\n3,secretary,B Person,1973-06-20,1973-06-29,x,Germany,Bonn,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection with two names that have no coordinates."""
    foreign = read(TRAVELS.encode(), "travels.csv")
    return write(convert(foreign, propose(foreign)), tmp_path / "travels")


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """What the person types, one after the other."""
    given = iter(answers)
    monkeypatch.setattr("builtins.input", lambda _: next(given))


def test_the_gazetteer_knows_a_town_in_several_languages() -> None:
    """By country where one is given."""
    assert proposals("Seoul", "KOR")[0].basis == "GeoNames 1835848, CC BY 4.0"
    assert proposals("서울")[0].country == "KOR"
    assert proposals("No Such Town Anywhere") == ()


def test_what_a_person_accepts_is_stored_with_its_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The most frequent name is asked first; what is passed over stays in the list."""
    answer(monkeypatch, "1", "")
    assert main(["places", str(folder)]) == 0
    table = read_collection(folder)
    place = table.places["bonn-deu"]
    assert (place.precision, place.basis.startswith("GeoNames 2946447"), "accepted by hand" in place.basis) == ("city", True, True)
    assert [one.place_id for event in table.at([0, 1, 2]) for one in event.places] == ["bonn-deu", "bonn-deu"]
    assert table.damage == ()
    with (folder / "unplaced.csv").open(encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Seoul"]


def test_nothing_is_written_when_nothing_is_accepted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first q ends it."""
    before = (folder / "events.csv").read_bytes()
    answer(monkeypatch, "q")
    assert main(["places", str(folder)]) == 1
    assert (folder / "events.csv").read_bytes() == before


def test_nominatim_is_not_asked_by_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its policy wants a name."""
    assert main(["places", str(folder), "--nominatim"]) == 2
    assert "--user-agent" in capsys.readouterr().err


def test_a_folder_without_the_list_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what writes it."""
    assert main(["places", str(tmp_path)]) == 2
    assert "dateline import" in capsys.readouterr().err


def test_towns_of_one_journey_are_a_way_in_the_order_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of them was asked for first."""
    rows = TRAVELS.replace(",Seoul,", ',"Seoul, Busan",').splitlines(keepends=True)[:2]
    foreign = read("".join(rows).encode(), "travels.csv")
    folder = write(convert(foreign, propose(foreign)), tmp_path / "way")
    answer(monkeypatch, "1", "1")
    assert main(["places", str(folder)]) == 0
    (event,) = read_collection(folder).at((0,))
    assert [place.name for place in event.places] == ["Seoul", "Busan"]
