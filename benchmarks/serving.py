"""Serve a script for as long as it is measured."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def server(script: str, collection: Path | None = None) -> Iterator[str]:
    """As `process_of`; gives the address alone."""
    with process_of(script, collection) as (address, _):
        yield address


@contextmanager
def process_of(script: str, collection: Path | None = None) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve a script as its README says, on a free port; of a folder of tables instead of the embedded ones."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    # The plain page is served as Streamlit comes: away from the checkout's own settings.
    folder = ROOT if script == "dashboard.py" else Path(tempfile.gettempdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / script), *options],
        cwd=folder,
        env=os.environ | ({"DATELINE_COLLECTIONS": str(collection)} if collection else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.terminate()
        process.wait(timeout=10)
