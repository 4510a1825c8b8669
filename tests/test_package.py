"""datapackage.json: what other tools know of the tables."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.collection import read_collection
from dateline.exports import FORMATS
from dateline.exports import write as export
from dateline.package import package_bytes, package_of, read_package, write_package
from dateline.schema import TABLES
from dateline.seal_files import unsealed
from dateline.selection import visible
from dateline.view import View
from tests.checks.world import write
from tests.making import folder_of
from tests.spoiling import ODD, bounded, spoiled

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


HARDLY: st.SearchStrategy[object] = st.sampled_from(
    [None, True, 0, -(10**400), 0.5, "", "\0\u202e", "<b>", "x" * 9000, [], {}, [[None]], ["events"], {"rows": []}]
)
"""Values that no description should have."""
IN_NO_FILE = st.sampled_from([float("nan"), float("-inf"), "\ud800", ["\udfff"], {"rows": float("inf")}])
"""Numbers that are none and halves of letters: JSON can say them, and what holds them cannot be written."""
VALUES = st.recursive(
    HARDLY | ODD | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "path", "name", "rows", "seal"]), inner, max_size=3)
    ),
    max_leaves=6,
)
SEALS = st.fixed_dictionaries({"tables": VALUES | st.dictionaries(st.sampled_from([*TABLES]), VALUES, max_size=3)}) | VALUES
PACKAGES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("title", "name", "description", "resources", "licenses"), VALUES) | {"seal": SEALS}
)
BROKEN = st.dictionaries(st.sampled_from(["title", "name", "licenses", "seal", "other"]), IN_NO_FILE, min_size=1, max_size=2)
NESTS = st.sampled_from([("[", "]"), ('{"seal":', "}"), ('{"title":[', "]}")])
DEEP = st.builds(lambda nest, depth: depth * nest[0] + "0" + depth * nest[1], NESTS, st.sampled_from([200, 400, 700, 990, 20_000]))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    content=st.one_of(
        PACKAGES.map(lambda package: json.dumps(package).encode()),
        SEALS.map(lambda seal: json.dumps({"seal": seal}).encode()),
        BROKEN.map(lambda package: json.dumps(package).encode()),
        (PACKAGES | VALUES).map(lambda value: json.dumps(value).encode("utf-16")),
        VALUES.map(lambda value: json.dumps(value).encode()),
        spoiled((DATA / "datapackage.json").read_bytes()),
        DEEP.map(str.encode),
    ),
    form=st.sampled_from(sorted(FORMATS)),
)
def test_any_description_leaves_the_tables_as_they_are(tmp_path: Path, content: bytes, form: str) -> None:
    """The events are there with a title, they can be given away and sealed, and the description can be written anew."""
    folder = folder_of(tmp_path / "calls", [{"seal": "000000000000"}])
    (folder / "datapackage.json").write_bytes(content)
    with bounded():
        table = read_collection(folder)
        assert len(table.events) == 1 and table.title and not table.damage
        assert export(visible(table, View()), form)
        assert unsealed(folder, table, "event-1").state == "changed"
        json.loads(package_bytes(package_of(read_package(folder), folder)), parse_constant=pytest.fail)
    (table.title + table.terms).encode()
