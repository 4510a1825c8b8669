"""The plain way, without make: `pip install -r requirements.txt`, `streamlit run dashboard.py`."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 60
"""Seconds. A fresh environment compiles every module on its first start, and two cores may be busy with other tests."""

pytestmark = pytest.mark.install


LEFT_OUT = (".git", ".venv", "node_modules", "*_cache", "__pycache__", "*.egg-info", "test-results")
"""What a fresh checkout does not have."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project with an environment of its own, installed from requirements.txt alone."""
    copy = tmp_path_factory.mktemp("plain") / "dateline"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    venv.create(copy / ".venv", with_pip=True)
    install = [program(copy, "python"), "-m", "pip", "install", "--quiet", "-r", "requirements.txt"]
    # Python compiles what the app imports when it starts; pip would compile all that any package has, for half a minute.
    subprocess.run(install, cwd=copy, env=clean_environment() | {"PIP_NO_COMPILE": "1"}, check=True)
    yield copy
    shutil.rmtree(copy)  # half a gigabyte, of which pytest would keep the last three


def program(checkout: Path, name: str) -> str:
    """Path of a program of the checkout's own environment."""
    return str(checkout / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / name)


def clean_environment() -> dict[str, str]:
    """This process's variables without those that would lead Python back into the tests' own environment."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def address(checkout: Path, tmp_path: Path) -> Iterator[str]:
    """Address of `streamlit run dashboard.py`, started in the copy."""
    port, log = free_port(), tmp_path / "server.log"
    command = [program(checkout, "streamlit"), "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.address", "127.0.0.1"]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=checkout, env=clean_environment(), stdout=output, stderr=output)
    try:
        until = time.monotonic() + PATIENCE_S
        while not answer(f"http://127.0.0.1:{port}/_stcore/health"):
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(f"the server does not answer; its log:\n{log.read_text()}")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_S)


def answer(url: str) -> str:
    """Body of a good answer; empty without one."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_S) as response:
            return str(response.read().decode())
    except OSError:
        return ""


def test_requirements_alone_in_a_fresh_environment_serve_the_app(address: str) -> None:
    """The server says that it is well, and its first page is a page."""
    assert answer(f"{address}/_stcore/health") == "ok"
    assert "<html" in answer(f"{address}/")


def test_requirements_alone_bring_the_command_and_its_check_passes(checkout: Path) -> None:
    """`dateline check data` finds nothing amiss in the embedded table."""
    check = [program(checkout, "dateline"), "check", "data"]

    done = subprocess.run(check, cwd=checkout, env=clean_environment(), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
