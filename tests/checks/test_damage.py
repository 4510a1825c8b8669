"""That the checks bite: thousands of small damages to the embedded tables, and how many of them are found."""

from collections.abc import Mapping

import pytest

from dateline.package import read_package
from tests.checks.damage import (
    DATA,
    Damage,
    basemap,
    damages,
    found_by_meaning,
    found_by_seal,
    is_equal_in_meaning,
    mean,
    seal_of,
    shares,
    sheets_of,
    stand_in,
)

SHEETS = sheets_of()
WITHOUT_EXCEPTION = (
    "id repeated",
    "row doubled",
    "latitude and longitude exchanged",
    "country for one in the table",
    "decimals added",
    "blank added",
)
"""Kinds that a rule is made for."""


@pytest.fixture(scope="module")
def every() -> list[Damage]:
    """All damages that change the meaning."""
    return [damage for damage in damages(SHEETS) if not is_equal_in_meaning(damage)]


@pytest.fixture(scope="module")
def by_kind(every: list[Damage]) -> Mapping[str, tuple[int, int]]:
    """How many the rules of meaning find, by kind: of every third damage, and of all of those kinds that must be found whole."""
    copy, areas = stand_in(SHEETS), basemap()
    tried = [damage for at, damage in enumerate(every) if at % 3 == 0 or damage.kind in WITHOUT_EXCEPTION]
    return shares([(damage, found_by_meaning(damage, copy, areas)) for damage in tried], lambda damage: damage.kind)


def test_there_are_thousands_of_damages_of_many_kinds(every: list[Damage]) -> None:
    """In every table and in every column that is filled."""
    assert len(every) > 5000 and len({damage.kind for damage in every}) > 30
    filled = {
        (name, column)
        for name, sheet in SHEETS.items()
        for row in sheet.rows
        for column, cell in zip(sheet.header, row.cells, strict=True)
        if cell
    }
    assert {(damage.table, damage.column) for damage in every if damage.column} >= filled - {("events", "seal")}


def test_few_damages_leave_the_meaning_as_it_was() -> None:
    """They are listed, not counted as missed."""
    equal = [damage for damage in damages(SHEETS) if is_equal_in_meaning(damage)]
    assert [(one.was, one.becomes) for one in equal] == [("[2022-11..2023-11-06]", "[2022-11-01..2023-11-06]")]


def test_the_seal_over_all_tables_finds_every_damage(every: list[Damage]) -> None:
    """Every one: a cell, a row too many, a row too few."""
    sealed = seal_of(SHEETS)
    assert read_package(DATA)["seal"] == sealed
    assert [damage for damage in every if not found_by_seal(damage, sealed)] == []


def test_meaning_alone_finds_seventy_of_a_hundred(by_kind: Mapping[str, tuple[int, int]]) -> None:
    """Without any seal, as the unweighted mean over the kinds; the source is a stand-in made of the printed words."""
    assert mean(by_kind) >= 70


@pytest.mark.parametrize("kind", WITHOUT_EXCEPTION)
def test_some_kinds_are_found_without_exception(by_kind: Mapping[str, tuple[int, int]], kind: str) -> None:
    """Those that a rule is made for."""
    found, of = by_kind[kind]
    assert found == of > 0


def test_kinds_that_need_a_seal_are_named_for_readers(by_kind: Mapping[str, tuple[int, int]]) -> None:
    """What the rules miss by half or more stands in data/README.md."""
    missed = {kind for kind, (found, of) in by_kind.items() if found <= of / 2}
    text = (DATA / "README.md").read_text("utf-8")
    assert {kind for kind in missed if f"*{kind}*" not in text} == set()
