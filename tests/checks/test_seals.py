"""Seals: a change since the check is noticed, and only a change."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dateline.checks import Finding, Report, check
from dateline.collection import read_collection
from dateline.package import read_package
from dateline.rows import Sheet
from dateline.seal_files import SealError, seal, unsealed
from dateline.seals import folder_seal, row_seal, seal_state
from tests.checks.world import WORLD, sheets, write

IDS = [row["event_id"] for row in WORLD["events"]]


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """The world in a folder, each event sealed."""
    folder = write(tmp_path / "world")
    for event_id in IDS:
        seal(folder, event_id)
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    """Change one passage of a file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def seal_findings(folder: Path) -> list[Finding]:
    """What the seals say of a folder."""
    return [finding for finding in read_collection(folder).findings if finding.level == "seal"]


def test_sealed_folder_has_nothing_to_say(sealed: Path) -> None:
    """And each event is known as sealed."""
    table = read_collection(sealed)
    assert table.findings == () and all(table.is_sealed(event_id) for event_id in IDS)


def test_changed_row_is_said_shown_and_not_withheld(sealed: Path) -> None:
    """A hash proves nothing: it says that a cell is another than it was."""
    replace_in(sealed / "events.csv", "Officials met while the ship was there.", "Officials met when the ship was there.")
    table = read_collection(sealed)
    assert [(finding.rule, finding.withholds) for finding in table.findings] == [
        ("changed-since-checked", False),
        ("tables-changed", False),
    ]
    assert "changed since it was checked" in str(table.findings[0]) and "events.csv (8 rows then, 8 rows now)" in str(table.findings[1])
    assert table.seal_of("talks-at-busan") == "changed" and not table.is_sealed("talks-at-busan") and table.withheld == 0
    assert table.damage == () and table.remarks == table.findings


def test_new_row_beside_sealed_ones_carries_no_seal(sealed: Path) -> None:
    """It is told apart from a changed one."""
    text = (sealed / "events.csv").read_text("utf-8")
    (sealed / "events.csv").write_text(
        text + text.splitlines()[-1].replace("ships-moving", "ships-gone").rsplit(",", 1)[0] + ",\n", "utf-8"
    )
    assert read_collection(sealed).seal_of("ships-gone") == "never"
    assert "carries no seal" in str(seal_findings(sealed)[0])


@pytest.mark.parametrize("name", ["places", "sources", "paragraphs", "readings", "follow_ups", "changes"])
def test_row_missing_from_any_table_is_said_by_the_folders_seal(sealed: Path, name: str) -> None:
    """With the file, and how many rows it had."""
    path = sealed / f"{name}.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", "utf-8")
    if name in ("places", "sources"):  # what leans on them is withheld; the seal is looked at all the same
        assert any(finding.rule == "tables-changed" for finding in seal_findings(sealed))
    assert f"{name}.csv ({len(lines) - 1} rows then, {len(lines) - 2} rows now)" in str(seal_findings(sealed)[-1])


def test_order_of_rows_does_not_count(sealed: Path) -> None:
    """Sorting a table changes nothing that was checked."""
    path = sealed / "readings.csv"
    path = sealed / "places.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *rows[::-1]]) + "\n", "utf-8")
    assert seal_findings(sealed) == []


def test_folder_without_any_seal_is_not_told_off() -> None:
    """Sealing is a choice; the rules are then not run, and said to be so."""
    report: Report = check(sheets())
    assert {ran.why_not for ran in report.rules if ran.rule.level == "seal"} == {"nothing is sealed"}


def test_sealed_row_without_the_day_of_its_check_is_found() -> None:
    """A seal stands for a check, and a check has a day."""
    made: Mapping[str, Sheet] = sheets(events={0: {"seal": "0" * 12, "checked_on": ""}})
    found = [finding for finding in check(made).findings if finding.level != "seal"]
    assert [finding.rule for finding in found] == ["sealed-without-day"]


def test_seal_is_written_into_the_row_and_every_other_byte_stays(tmp_path: Path) -> None:
    """One cell of events.csv, and the seal in datapackage.json."""
    folder = write(tmp_path / "world")
    before = (folder / "events.csv").read_text("utf-8").splitlines()
    new = seal(folder, "talks-at-busan")
    after = (folder / "events.csv").read_text("utf-8").splitlines()
    changed = [(old, line) for old, line in zip(before, after, strict=True) if old != line]
    assert changed == [(changed[0][0], changed[0][0] + new)] and len(new) == 12
    assert read_package(folder)["seal"]["tables"]["events"]["rows"] == len(IDS)


def test_seal_takes_in_other_tables_and_says_so_first(sealed: Path) -> None:
    """A change elsewhere does not slip in under the seal of an event."""
    replace_in(sealed / "places.csv", "35.1,", "35.2,")
    assert unsealed(sealed, read_collection(sealed), IDS[0]).also == ("places.csv",)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text.replace("2024-03-18/2024-04", "2024-03-18/2024-02"), "no sound event"),
        (lambda text: text.replace("\n", "\r\n"), "CRLF"),
        (lambda text: "\ufeff" + text, "byte order mark"),
        (lambda text: "\n".join(line.rsplit(",", 1)[0] for line in text.splitlines()) + "\n", "no column 'seal'"),
    ],
    ids=["damaged row", "line ends", "byte order mark", "no column"],
)
def test_event_that_cannot_be_sealed_is_refused_with_the_way_out(tmp_path: Path, spoil, says: str) -> None:
    """Nothing is repaired on the way."""
    folder = write(tmp_path / "world")
    path = folder / "events.csv"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8", newline="")
    with pytest.raises(SealError, match=says):
        unsealed(folder, read_collection(folder), IDS[0])


def test_seal_of_a_row_is_over_all_cells_but_the_seal() -> None:
    """Any cell changes it; the seal itself does not."""
    cells = WORLD["events"][0]
    assert seal_state(cells) == "never"
    whole = {**cells, "seal": row_seal(cells)}
    assert seal_state(whole) == "sealed"
    assert all(seal_state({**whole, column: "x"}) == "changed" for column in cells)


def test_text_cannot_move_from_one_cell_to_the_next_unseen() -> None:
    """The names of the columns are part of the hash."""
    assert row_seal({"title": "a", "summary": ""}) != row_seal({"title": "", "summary": "a"})
    assert folder_seal({"places": [{"name": "a"}]}) != folder_seal({"sources": [{"name": "a"}]})
