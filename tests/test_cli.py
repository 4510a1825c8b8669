"""The `dateline` command, as it is typed."""

import csv
import json
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.collection import read_collection
from dateline.package import read_package
from dateline.schema import TABLES
from tests.checks.world import TEXT, write
from tests.making import folder_of

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A sound folder."""
    return write(tmp_path / "world")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source that it was read from."""
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, "utf-8", newline="")
    return path


def spoil(folder: Path, old: str, new: str) -> Path:
    """Change one passage of events.csv."""
    path = folder / "events.csv"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    return folder


def test_check_of_a_sound_folder_exits_0_and_says_what_was_not_run(world: Path, capsys: Captured) -> None:
    """Rules that need the copy are not passed for want of it."""
    assert main(["check", str(world)]) == 0
    copy_line, seal_line, total = capsys.readouterr().out.splitlines()
    assert copy_line.startswith("not run: no copy of the source (") and "printed-not-there" in copy_line
    assert seal_line == "not run: nothing is sealed (changed-since-checked, tables-changed)"
    assert total.startswith("0 findings by ") and total.endswith("8 rows in events.csv: 8 sound, 0 withheld.")


def test_check_with_the_copy_runs_the_rules_of_the_source(world: Path, copy: Path, capsys: Captured) -> None:
    """And finds what only it can show."""
    assert main(["check", str(world), "--source", str(copy)]) == 0
    assert "no copy" not in capsys.readouterr().out
    assert main(["check", str(spoil(world, "Mar 18; Busan", "Mar 18; Pusan")), "--source", str(copy)]) == 1
    assert "[printed-not-there]" in capsys.readouterr().out


def test_check_with_another_copy_says_so(world: Path, copy: Path, capsys: Captured) -> None:
    """A changed text is not the one that was read."""
    copy.write_text(TEXT + "one more line\n", "utf-8")
    assert main(["check", str(world), "--source", str(copy)]) == 1
    assert "[copy-differs]" in capsys.readouterr().out


def test_check_of_a_damaged_folder_prints_every_finding_and_exits_1(tmp_path: Path, capsys: Captured) -> None:
    """One line each: file, line, column, value, why, what to do."""
    assert main(["check", str(folder_of(tmp_path, [{"when": "2024-02-30"}, {"countries": "ZZZ:host"}, {}]))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("events.csv line 2, when '2024-02-30': ") and lines[1].startswith(
        "events.csv line 3, countries 'ZZZ:host': "
    )
    assert lines[-1].endswith("3 rows in events.csv: 1 sound, 2 withheld.")


def test_check_as_json_is_one_object_with_findings_and_rules(world: Path, capsys: Captured) -> None:
    """For programs: each rule with what it holds, and why it was not run."""
    assert main(["check", str(spoil(world, ",occurred,", ",happened,")), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["withheld"]) == (8, 1)
    assert {"rule", "file", "line", "column", "value", "why", "todo", "withholds", "level", "rows"} == set(told["findings"][0])
    assert {rule["not_run"] for rule in told["rules"]} == {None, "no copy of the source", "nothing is sealed"}


def test_check_for_github_is_a_workflow_command_a_finding(world: Path, capsys: Captured) -> None:
    """An error where a row is withheld, a warning where it is not; commas, colons and percent signs do not break the line."""
    spoil(world, ",occurred,", ',"50%,: happened",')
    spoil(world, "2024-03-21", "2024-03-01")
    assert main(["check", str(world), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(
        line.startswith(f"::error file={world}/events.csv,line=3,title=value-unknown::") and "50%25,: happened" in line for line in lines
    )
    assert any(line.startswith("::warning file=") and "title=checked-before-source" in line for line in lines)
    assert all(line.startswith(("::error ", "::warning ", "::notice::")) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere"], "there is no folder"),
        (["check", "--source", "nowhere.txt"], "cannot be read"),
        (["package", "nowhere"], "no folder"),
    ],
)
def test_what_cannot_be_run_is_one_message_and_exits_2(arguments: list[str], says: str, capsys: Captured) -> None:
    """With what to do; no traceback."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == "" and says in said.err and len(said.err.splitlines()) == 1


def test_package_writes_the_description_of_the_tables(world: Path, capsys: Captured) -> None:
    """And says where."""
    assert main(["package", str(world)]) == 0
    assert capsys.readouterr().out == f"{world / 'datapackage.json'}\n"
    assert len(read_package(world)["resources"]) == 7


def test_seal_shows_the_cells_and_the_paragraph_and_asks(
    world: Path, copy: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sealed has been seen."""
    asked = []
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or "y")
    assert main(["seal", "talks-at-busan", str(world), "--source", str(copy)]) == 0
    out = capsys.readouterr().out
    assert "title       Japan and South Korea hold talks" in out
    assert "paragraph 2: Officials of Japan and South Korea met in Busan on Mar 18." in out and "Never sealed." in out
    assert asked == ["Seal talks-at-busan as it stands? [y/N] "]
    assert read_collection(world).is_sealed("talks-at-busan")


@pytest.mark.parametrize("answer", ["", "n", "no", "yess", "seal"])
def test_seal_without_a_yes_writes_nothing(world: Path, answer: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """No is the answer where none is given."""
    before = {path.name: path.read_bytes() for path in world.iterdir()}
    monkeypatch.setattr("builtins.input", lambda prompt: answer)
    assert main(["seal", "talks-at-busan", str(world)]) == 1
    assert "not shown, no copy of the source" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in world.iterdir()} == before


def test_seal_of_what_is_not_there_exits_2(world: Path, capsys: Captured) -> None:
    """One id at a time, and one that exists."""
    assert main(["seal", "no-such-event", str(world)]) == 2
    assert "no sound event 'no-such-event'" in capsys.readouterr().err


def test_export_writes_the_file_that_the_server_gives(world: Path, tmp_path: Path, capsys: Captured) -> None:
    """A whole link is taken as its view; what was written is said apart from it."""
    to = tmp_path / "out.json"
    query = "https://example.org/line/?country=JPN&status=scheduled&country=ZZZ"
    assert main(["export", str(world), "--format", "json", "--view", query, "--to", str(to), "--site", "https://example.org/line"]) == 0
    said, told = capsys.readouterr(), json.loads(to.read_bytes())
    assert [event["event_id"] for event in told["events"]] == ["ship-at-mumbai"]
    assert told["link"] == "https://example.org/line/?country=JPN&status=scheduled"
    assert said.out == "" and said.err.startswith("note: country 'ZZZ' is not known") and f"{to}: 1 of 8 events" in said.err


def test_export_without_a_file_prints_it(world: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing else stands in it, so that it can be piped."""
    assert main(["export", str(world), "--format", "csv"]) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(b"event_id,title,") and out.count(b"\r\n") == 9


def test_export_to_where_nothing_can_be_written_exits_2(world: Path, tmp_path: Path, capsys: Captured) -> None:
    """With what to do."""
    assert main(["export", str(world), "--format", "csv", "--to", str(tmp_path / "no" / "out.csv")]) == 2
    assert "cannot be written (No such file or directory); name another file by --to" in capsys.readouterr().err


def test_export_of_a_workbook_onto_a_screen_is_refused(world: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would make the terminal unusable."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["export", str(world), "--format", "xlsx"]) == 2
    assert "name a file: --to world.xlsx" in capsys.readouterr().err


def test_new_collection_passes_the_checks_at_once(tmp_path: Path, capsys: Captured) -> None:
    """Every table is there, with its header and one row that is marked as an example."""
    folder = tmp_path / "my-dossier"
    assert main(["new", str(folder), "--title", "My dossier"]) == 0
    assert main(["check", str(folder)]) == 0
    for table in TABLES.values():
        rows = list(csv.reader((folder / table.file).open(encoding="utf-8")))
        assert (tuple(rows[0]), len(rows)) == (table.names, 2)
        assert "example" in " ".join(rows[1]).lower()
    readme = (folder / "README.md").read_text()
    assert all(f"| {column.name}" in readme for table in TABLES.values() for column in table.columns)
    assert read_collection(folder).title == "My dossier"


def test_new_collection_takes_no_folder_that_has_something_in_it(tmp_path: Path, capsys: Captured) -> None:
    """Nothing of it is written over."""
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]
