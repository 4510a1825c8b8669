"""A disk that takes nothing more: the log stops, nginx keeps no more scripts, and no reader who is there notices."""

import asyncio
import json
import re
import resource
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.crowd import CHANGES, Told, visit
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.faults.site import Site
from tests.faults.test_lost_server import VIEW

UNASKED = r"static/js/Autocomplete\.[\w-]+\.js"
"""A script of Streamlit's that no page of ours asks for by itself."""
LEAST_LINES = 2
"""A page and its socket."""


def visited(address: str) -> Told:
    """What one reader measured, who opened a link and made some choices."""
    told = Told()
    with ThreadPoolExecutor(1) as beside:  # the loop of this thread may belong to the browser
        beside.submit(asyncio.run, visit(address, told, 1, (0.05, 0.1))).result()
    return told


def test_readers_are_answered_while_the_log_cannot_be_written(tmp_path: Path, tables: Path) -> None:
    """The system refuses to let the file grow; when it may again, lines are written again."""
    server = Server(tmp_path / "log", tables, DATELINE_LOG="requests")
    try:
        assert not visited(server.address).errors
        full = server.log.stat().st_size
        assert len([line for line in server.log.read_text().splitlines() if line.startswith("{")]) >= LEAST_LINES
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
        told = visited(server.address)
        assert not told.errors and len(told.seconds["choice"]) + len(told.seconds["days"]) == CHANGES
        assert server.log.stat().st_size == full
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        until = time.monotonic() + 10
        while server.log.stat().st_size == full and time.monotonic() < until:
            urllib.request.urlopen(f"{server.address}/robots.txt").close()
            time.sleep(0.1)
        assert json.loads(server.log.read_text().splitlines()[-1])["route"] == "/robots.txt"
        assert "Traceback" not in server.log.read_text()
    finally:
        server.stop()


@pytest.mark.mapless
def test_readers_go_on_and_others_come_while_nginx_can_write_nothing(site: Site, meet: Callable[[], Reader]) -> None:
    """What it keeps it can still read. What nobody has asked for before it can not pass on; with room again it does."""
    with urllib.request.urlopen(site.address) as page:
        unasked = re.findall(UNASKED, page.read().decode())[0]
    reader = meet().visit(VIEW)
    limits = [(pid, resource.prlimit(pid, resource.RLIMIT_FSIZE)) for pid in site.workers()]
    for pid, (_, most) in limits:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        with pytest.raises(OSError, match="closed connection"):
            urllib.request.urlopen(f"{site.address}/{unasked}", timeout=10)
        reader.press("Japan")
        reader.eventually(lambda: reader.query().get("country"), ["JPN", "KOR"])
        other = meet().visit(VIEW)
        other.press("Japan")
        other.eventually(lambda: other.query().get("country"), ["JPN", "KOR"])
    finally:
        for pid, limit in limits:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
    with urllib.request.urlopen(f"{site.address}/{unasked}", timeout=10) as answer:
        assert answer.read()
