"""The way of the locks: what makes the package of the checkout is in `requirements.lock`, and nothing is fetched after it."""

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.install


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A fresh environment with nothing of the lock but setuptools, which is all that making the package needs."""
    venv.create(tmp_path / ".venv", with_pip=True)
    python = tmp_path / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entry = re.search(r"^setuptools==.*(?:\n .*)+\n", lock, re.MULTILINE)
    assert entry
    (tmp_path / "setuptools.lock").write_text(entry[0], "utf-8")
    install(python, "--no-compile", "--require-hashes", "-r", str(tmp_path / "setuptools.lock"))
    return python


def install(python: Path, *more: str, folder: Path | None = None) -> None:
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", *more], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_checkout_is_installed_without_fetching_anything(python: Path, tmp_path: Path) -> None:
    """As Makefile, Dockerfile and README do it, with no index to ask."""
    checkout = tmp_path / "dateline"
    shutil.copytree(ROOT / "dateline", checkout / "dateline", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)

    install(python, "--no-index", "--no-deps", "--no-build-isolation", "-e", ".", folder=checkout)

    where = [python, "-I", "-c", "import dateline; print(dateline.__file__)"]
    assert Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip()).is_relative_to(checkout)
