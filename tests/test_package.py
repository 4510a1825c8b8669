"""datapackage.json: what other tools know of the tables."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.package import package_of, read_package, write_package
from tests.checks.world import write

DATA = Path(__file__).parents[1] / "data"


def validated(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the `frictionless` command says of a folder."""
    command = Path(sys.executable).parent / "frictionless"
    return subprocess.run([command, "validate", "datapackage.json"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_embedded_package_is_current() -> None:
    """As `dateline package` would write it."""
    assert (DATA / "datapackage.json").read_text("utf-8") == json.dumps(
        package_of(read_package(DATA), DATA), ensure_ascii=False, indent=2
    ) + "\n"


def test_embedded_tables_are_valid_for_another_tool() -> None:
    """The frictionless command finds no error."""
    answer = validated(DATA)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("old", "new"), [(",occurred,", ",happened,"), ("35.1,", "north,"), ("ship-at-busan,A", "ship-tour-2024,A")])
def test_damage_is_found_by_the_other_tool_too(tmp_path: Path, old: str, new: str) -> None:
    """A status that is not in the list, a latitude that is no number, an id that stands twice."""
    folder = write(tmp_path / "world")
    write_package(folder, package_of({}, folder))
    assert validated(folder).returncode == 0
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert validated(folder).returncode == 1


def test_package_of_a_bare_folder_names_it_and_the_tables_that_are_there(tmp_path: Path) -> None:
    """A collection that leaves a table out has none in its description."""
    folder = write(tmp_path / "harbour")
    (folder / "readings.csv").unlink()
    made = package_of({}, folder)
    assert (made["name"], made["title"]) == ("harbour", "harbour") and "seal" not in made
    assert [resource["path"] for resource in made["resources"]] == [
        "events.csv", "places.csv", "sources.csv", "paragraphs.csv", "follow_ups.csv", "changes.csv",
    ]  # fmt: skip


def test_title_licence_and_seal_stay(tmp_path: Path) -> None:
    """Only what the schema says is written anew."""
    folder = tmp_path / "copy"
    shutil.copytree(DATA, folder)
    before = read_package(folder)
    write_package(folder, {**before, "resources": []})
    assert package_of(read_package(folder), folder) == before
