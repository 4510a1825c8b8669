"""The house stands as DESIGN describes it: dependencies point down, and modules stay small.

The layers and "only X imports Y" are contracts of import-linter in pyproject.toml; here they are run, together with
what import-linter cannot see: pages and the launcher, clocks and environment, sizes.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "dateline").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
CORE = [path for path in MODULES if path.parent == ROOT / "dateline" and path.stem not in {"cli"}] + [
    path for path in MODULES if {"checks", "figures", "exports", "imports"} & set(path.relative_to(ROOT).parts)
]
"""Modules whose answer depends on their arguments alone."""

LONGEST_MODULE = 320
"""Lines. About 200 is usual; past this a module has two subjects."""
LONGEST_PAGE = 40
"""Lines. A page is a table of contents of blocks."""

OUTSIDE = {"os", "socket", "time", "urllib.request", "http.client", "requests", "subprocess"}
"""Modules by which code reaches clock, environment, network or other programs."""
CLOCKS = {"now", "today", "utcnow"}
"""Methods of date and datetime that read the clock."""


def name_of(path: Path) -> str:
    """Where a file lies in the checkout."""
    return str(path.relative_to(ROOT))


def length(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def imported(path: Path) -> Iterator[str]:
    """Full names that a file imports anywhere: `from a import b` gives `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages(path: Path) -> set[str]:
    """First parts of the names that a file imports."""
    return {name.split(".")[0] for name in imported(path)}


def test_imports_in_the_package_keep_every_contract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Layers point down and are complete; streamlit, plotly and starlette are imported in one place each."""
    monkeypatch.chdir(ROOT)

    exit_code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert exit_code == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_within_its_size(path: Path) -> None:
    """A longer module is split by meaning."""
    assert length(path) <= LONGEST_MODULE


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_stays_a_table_of_contents(path: Path) -> None:
    """A page is short and computes nothing: no tables and no figures in it."""
    assert length(path) <= LONGEST_PAGE
    assert not packages(path) & {"pandas", "plotly", "narwhals", "numpy"}


def test_the_start_page_is_there() -> None:
    """The checks above have something to check."""
    assert PAGES


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "nominatim.py"], ids=name_of)
def test_no_module_asks_a_geocoder(path: Path) -> None:
    """A geocoder sends place names to a stranger: places come from the table. Only `dateline places` may, when it is told to."""
    assert not [name for name in imported(path) if name.startswith("geopy.geocoders")]


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_core_reads_no_clock_environment_or_network(path: Path) -> None:
    """Today, a path and a client are arguments, so that the same input gives the same answer."""
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert not set(imported(path)) & OUTSIDE
    assert not calls & CLOCKS
