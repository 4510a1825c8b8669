"""Every rule that looks at sound rows: what breaks only it, and what lies just inside the limit."""

import pytest

from dateline.checks import RULES, Finding, check
from tests.checks.rule_cases import CASES, Case, Cells
from tests.checks.world import WORLD, row_of, said, sheets


def rules_of(table: str, key: str, cells: Cells, copied: bool = True) -> dict[str, str]:
    """The rules that speak up when a row of the world has these cells, each with its last word."""
    number = row_of(table, key) if key else 99
    return {finding.rule: str(finding) for finding in said(sheets(**{table: {number: cells}}), copied)}


def test_the_world_of_these_tests_is_sound() -> None:
    """No rule has a word to say of it."""
    assert [str(finding) for finding in said(sheets())] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.broken], ids=str)
def test_cells_that_break_one_rule_are_found_by_it_alone(case: Case) -> None:
    """And the finding says what is wrong."""
    found = rules_of(case.table, case.key, case.broken, case.copied)
    assert set(found) == {case.rule}, found
    assert case.says in found[case.rule]


@pytest.mark.parametrize("case", [case for case in CASES if case.inside], ids=str)
def test_cells_just_inside_the_limit_are_sound(case: Case) -> None:
    """The rule asks for no more than it says."""
    assert rules_of(case.table, case.key, case.inside, case.copied) == {}


def test_every_rule_of_sound_rows_is_tried() -> None:
    """A new rule comes with its row here; those of seals have a file of their own."""
    apart = {"one-sentence-one-day", "sealed-without-day"}  # two rows, and a seal
    assert {case.rule for case in CASES} | apart == {rule.name for rule in RULES if rule.look and rule.level != "seal"}


def test_names_of_rules_are_unique_and_each_says_what_it_holds() -> None:
    """They stand in the findings, and in the list of what was not run."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.holds and (rule.look or rule.level == "structure") for rule in RULES)


ANOTHER = WORLD["events"][row_of("events", "talks-at-busan")] | {"event_id": "talks-on-fish", "title": "Japan and South Korea talk of fish"}


def test_two_events_on_one_day_with_one_basis_are_said_once() -> None:
    """A date in a sentence is not that of all that the sentence tells: the second row names the first."""
    found = said(sheets(events={99: ANOTHER}))
    assert [finding.rule for finding in found] == ["one-sentence-one-day"]
    assert "'talks-at-busan'" in str(found[0])


def test_two_events_on_one_day_with_reasons_of_their_own_are_sound() -> None:
    """Two things may happen on one day; each row says how its day is known."""
    assert said(sheets(events={99: ANOTHER | {"when_basis": "fish were on the agenda of 18 March 2024"}})) == ()


@pytest.mark.parametrize(
    ("about", "cells", "says"),
    [
        ("missile-told", {"stance": "denies", "countries": "KOR:accuser; PRK:accused"}, "a denial has no accused and no accuser"),
        ("missile-denied", {"stance": "affirms"}, "against those who speak"),
    ],
)
def test_stance_that_does_not_fit_who_speaks_is_found(about: str, cells: Cells, says: str) -> None:
    """Who accuses does not deny, and who is accused does not affirm."""
    assert says in rules_of("events", about, cells)["claim-parties-differ"]


def test_statement_may_affirm_what_is_no_claim() -> None:
    """A ministry that tells of talks affirms them; only a denial needs a claim to point at."""
    assert rules_of(
        "events",
        "missile-told",
        {
            "about": "talks-at-busan",
            "when": "[2024-03-18..2024-03-20]",
            "when_basis": "from 18 to 20 March 2024",
            "printed": "South Korea; February",
            "countries": "KOR:actor; PRK:mentioned",
        },
    ).keys() == {"printed-disagrees"}


def test_without_a_copy_its_rules_are_not_run_and_not_passed() -> None:
    """Six rules need the copy, three the areas; the report says why they were not run."""
    report = check(sheets())
    why = {ran.rule.needs: ran.why_not for ran in report.rules}
    assert why["copy"] == "no copy of the source" and why["areas"] == "no areas of countries" and why["seals"] == "nothing is sealed"
    assert all(bool(ran.why_not) == bool(ran.rule.needs) for ran in report.rules)


def test_lost_table_leaves_one_finding_and_no_echo() -> None:
    """The rows that lean on it fall silently, and no rule is run over the rest."""
    lost = Finding("file-missing", "places.csv", 0, "", "", "the file is missing", "put it back")
    report = check({name: sheet for name, sheet in sheets().items() if name != "places"}, lost=[lost])
    assert report.findings == (lost,)
    assert {row["event_id"] for row in report.sound["events"]} == {"missile-claimed", "missile-told", "missile-denied"}
    assert {ran.why_not for ran in report.rules} == {"", "places.csv cannot be used"}
