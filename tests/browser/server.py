"""The app as a reader's browser meets it: `streamlit run dashboard.py` with a folder of tables."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
"""Seconds. A first start compiles every module, and two cores may be busy with other tests."""


class Server:
    """A running server that shows the collection in `folder`; `settings` are variables of its environment."""

    def __init__(self, log: Path, folder: Path, port: int = 0, checkout: Path = ROOT, **settings: str) -> None:
        self.log, port = log, port or free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._output: IO[str] = log.open("a")
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port),
                "--server.headless", "true", "--server.address", "127.0.0.1",
            ],
            cwd=checkout, env=os.environ | {"DATELINE_COLLECTIONS": str(folder)} | settings, stdout=self._output, stderr=self._output,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while not _is_up(self.address):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                pytest.fail(f"the server does not answer; its log:\n{self.log.read_text()}")
            time.sleep(0.1)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """End it as a crash does: nothing is said to anybody."""
        self._process.kill()
        self.stop()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_up(address: str) -> bool:
    """Is it the app, and not only something that listens? The health page opens no session: the first reader finds a fresh server."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False
