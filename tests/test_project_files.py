"""The files around the code keep what they promise: README, Makefile, locks, settings, changelog."""

import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from streamlit import config
from streamlit.components.v2.manifest_scanner import scan_component_manifests

from dateline.figures.palette import THEMES

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-polars.lock", "requirements-dev.lock")
SKIPPED = {".git", ".venv", "node_modules", "__pycache__", "build", "dist", "test-results"}
"""Folders that are no part of the project."""
READ = {".css", ".csv", ".html", ".in", ".js", ".json", ".lock", ".md", ".mjs", ".py", ".toml", ".txt", ".yml"}
"""Endings of text files."""


def files() -> list[Path]:
    """Every text file of the project, sorted."""
    made = re.compile(r".*(\.egg-info|_cache)")
    found = [ROOT / "Makefile", ROOT / ".ci" / "run"]
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.suffix in READ and not SKIPPED & set(parts) and not any(map(made.fullmatch, parts)):
            found.append(path)
    return sorted(found)


HERE = "".join(f"{re.escape(part)}/" for part in ROOT.parent.parts[1:])
"""Where this checkout lies, without the first slash."""
OUTSIDE = re.compile(
    r"""(?:^|[\s"'`(=])/(?:(?:home|root|tmp|opt|mnt|srv|var|etc|Users)/|usr/(?!bin/env\b)""" + (f"|{HERE})" if HERE else ")"), re.MULTILINE
)
"""A path that only some machines have. `/usr/bin/env` is the one that every script may name."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def settings(name: str) -> dict[str, Any]:
    return tomllib.loads(text_of(name))


def pins(name: str) -> dict[str, set[str]]:
    """Pinned versions by package; a package has two where they depend on the version of Python."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text_of(name), re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md", ".ci/run"])
def test_a_make_command_in_a_document_is_a_target(document: str) -> None:
    """Nobody is told to type a command that does not exist."""
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text_of(document), re.MULTILINE))

    assert named
    assert named <= targets()


def test_the_readme_names_every_target() -> None:
    """A target that the README does not name is not found, except `help`, which is what plain `make` shows."""
    readme = text_of("README.md")

    assert not {target for target in targets() - {"help"} if f"make {target}" not in readme}


def test_ci_runs_nothing_but_commands_of_the_readme() -> None:
    """What CI does anybody can do."""
    readme = text_of("README.md")
    commands = [line for line in text_of(".ci/run").splitlines() if line and not line.startswith(("#", "set ", "cd "))]

    assert "make test" in commands
    assert all(command in readme for command in commands)


def test_the_workflow_runs_the_same_script() -> None:
    """One description of what must pass."""
    workflow = next((ROOT / ".github").rglob("test.yml"))

    assert "bash .ci/run" in workflow.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make audit", "make sbom"])
def test_the_workflow_looks_after_what_is_locked(command: str) -> None:
    """SECURITY.md says that it does; nothing else in the project asks the network for it."""
    assert f"      - run: {command}" in text_of(".github/workflows/test.yml").splitlines()


def test_every_lock_is_looked_up_and_named_where_locks_are_described() -> None:
    """A lock that is added is not forgotten by `make audit`."""
    audit = re.search(r"^audit:.*\n((?:\t.*\n)+)", text_of("Makefile"), re.MULTILINE)

    assert audit
    assert [lock for lock in LOCKS if f"-r {lock}" in audit[1] and f"`{lock}`" in text_of("SECURITY.md")] == list(LOCKS)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_a_file_named_in_a_document_exists(document: str) -> None:
    """Links and names of files in the documents lead somewhere."""
    text = text_of(document)
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    names = re.findall(r"`((?:data|assets|tests|dateline|tools|pages)/[^`\s]*)`", text)
    named = {*links, *names}

    assert named
    assert not {name for name in named if not (ROOT / name).exists()}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_folder_or_address(lock: str) -> None:
    """A lock is good on any machine: packages, versions, markers and hashes, nothing of where they were found."""
    line = re.compile(r"(?:[a-z0-9._-]+==[^\s;/]+( ; [^/\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)")

    assert not [found for found in text_of(lock).splitlines() if not line.fullmatch(found)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_has_a_hash(lock: str) -> None:
    """pip refuses the whole lock otherwise."""
    entries = re.split(r"\n(?=\S)", text_of(lock).strip())

    assert entries
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


def test_requirements_and_lock_pin_the_same_versions() -> None:
    """Both ways of installing give the same libraries."""
    locked = pins("requirements.lock")

    assert pins("requirements.txt")
    assert not {name: pin for name, pin in pins("requirements.txt").items() if locked.get(name) != pin}


def test_the_locks_agree_where_both_name_a_package() -> None:
    """Installing the tools changes nothing of the app."""
    for one, other in combinations(map(pins, LOCKS), 2):
        assert not {name for name in one.keys() & other.keys() if one[name] != other[name]}


def test_every_tool_is_in_its_lock() -> None:
    """`make lock` was run after the last change."""
    lines = [line.split("#")[0].strip() for line in text_of("requirements-dev.in").splitlines()]
    wanted = {canonicalize_name(line) for line in lines if line}

    assert wanted <= pins("requirements-dev.lock").keys()


def test_the_package_asks_for_what_requirements_pin() -> None:
    """pyproject.toml and requirements.txt list the same packages, and each pin is in its range."""
    ranges = {
        canonicalize_name(requirement.name): requirement.specifier
        for requirement in map(Requirement, settings("pyproject.toml")["project"]["dependencies"])
    }
    pinned = pins("requirements.txt")

    assert ranges.keys() == pinned.keys()
    assert not [name for name, versions in pinned.items() if not ranges[name].contains(next(iter(versions)))]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", settings("pyproject.toml")["build-system"]["requires"]),
        ("requirements-polars.lock", settings("pyproject.toml")["project"]["optional-dependencies"]["polars"]),
    ],
    ids=["what makes the package", "the extra"],
)
def test_what_pyproject_asks_for_besides_is_locked_too(lock: str, wanted: list[str]) -> None:
    """In the range that it names: neither setuptools nor polars is fetched as it happens to be."""
    asked, pinned = {one.name: one.specifier for one in map(Requirement, wanted)}, pins(lock)

    assert asked.keys() <= pinned.keys()
    assert not [name for name in asked if not all(map(asked[name].contains, pinned[name]))]


@pytest.mark.parametrize("name", ["Makefile", "Dockerfile", "README.md", "deploy/systemd/dateline@.service"])
def test_after_a_lock_the_checkout_is_installed_with_what_is_there(name: str) -> None:
    """Otherwise pip fetches a setuptools that no lock knows, to make the package with."""
    installs = re.findall(r"pip install [^`&;\n]*-e \.", text_of(name))
    after_lock = [one for one in installs if "-r " not in one]

    assert after_lock
    assert not [one for one in after_lock if "--no-deps" not in one or "--no-build-isolation" not in one]


def test_all_that_the_image_is_made_of_is_in_its_context() -> None:
    """`.dockerignore` leaves out what it does not name, and the build would fail."""
    copied = {name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", text_of("Dockerfile"), re.MULTILINE) for name in line.split()}
    let_in = {line[1:] for line in text_of(".dockerignore").splitlines() if line.startswith("!")}

    assert copied == let_in
    assert not [name for name in copied if not (ROOT / name).exists()]


def test_requirements_install_the_checkout_itself() -> None:
    """A host that only knows this file gets the package too."""
    assert "-e ." in text_of("requirements.txt").splitlines()


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_a_file_names_no_path_outside_the_checkout(path: Path) -> None:
    """What holds on one machine only is no part of the project."""
    assert OUTSIDE.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("lock", sorted(ROOT.glob("tools/package-lock.json")), ids=name_of)
def test_the_npm_lock_leaves_the_registry_out(lock: Path) -> None:
    """The registry is the affair of the machine that installs."""
    assert '"resolved"' not in lock.read_text(encoding="utf-8")


def test_every_streamlit_setting_exists() -> None:
    """Streamlit ignores a setting that it does not know, and one of ours is hidden: it could go away unnoticed."""
    known = config.get_config_options()
    named = list(_flat(settings(".streamlit/config.toml")))

    assert named
    assert not [key for key in named if key not in known]


def _flat(table: dict[str, Any], prefix: str = "") -> list[str]:
    keys = []
    for key, value in table.items():
        keys += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
    return keys


def test_no_font_is_fetched() -> None:
    """The theme names the system's fonts only."""
    theme = settings(".streamlit/config.toml")["theme"]

    assert "fontFaces" not in theme
    assert not [key for key, value in theme.items() if "font" in key.lower() and ":" in str(value)]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_has_the_colours_of_the_figures(name: str) -> None:
    """Paper, ink, accent and lines are those of the palette, so that page and figures are one sheet."""
    theme, palette = settings(".streamlit/config.toml")["theme"][name], THEMES[name]
    of_page = (theme["backgroundColor"], theme["textColor"], theme["primaryColor"], theme["borderColor"])

    assert of_page == (palette.paper, palette.ink, palette.accent, palette.line)


@pytest.mark.parametrize("name", ["instrument", "way"])
def test_streamlit_finds_the_browser_module(name: str) -> None:
    """The component's key is `dateline.` and its name, and its files are those of the checkout, in one folder."""
    found = {
        f"{manifest.name}.{component.name}": component.resolve_asset_root(root)
        for manifest, root in scan_component_manifests()
        for component in manifest.components
    }

    assert found.get(f"dateline.{name}") == ROOT / "dateline" / "ui" / "instrument"


@pytest.mark.parametrize("heading", ["## [Unreleased]", "### Added", "### Data"])
def test_the_changelog_has_its_headings(heading: str) -> None:
    """Readers and the tools for releases look for them."""
    assert heading in text_of("CHANGELOG.md").splitlines()
