"""The embedded tables as they are now: what a page that is run as a script reads, unless its test gives it another."""

import shutil
from pathlib import Path

import pytest

from dateline.collection import Collection, read_collection
from tests.pages.start_page import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded tables as they are now."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("embedded") / "data"))


@pytest.fixture(scope="module")
def table(folder: Path) -> Collection:
    return read_collection(folder)


@pytest.fixture(autouse=True)
def _collection(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(folder))
