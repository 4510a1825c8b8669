"""Dateline as an operator runs it: the nginx of `deploy/` in front of two processes, on loopback."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from string import Template

import pytest

from tests.browser.server import ROOT, Server, free_port
from tests.ensure_nginx import ADVICE, find

NAMES = ("first", "second")
IDLE = "90s"
"""After which the nginx of `deploy/` cuts a session's connection that says nothing; the app says something each 30 seconds."""
START_S = 10
"""nginx is up in a tenth of a second; a busy machine may take longer."""


class Site:
    """Two processes and their proxy. `address` is the proxy's; `processes` are those that run, by name; `checkout` is what is started."""

    def __init__(self, folder: Path, tables: Path, **settings: str) -> None:
        self.folder, self.tables, self.settings = folder, tables, settings
        self.checkout = ROOT
        self.ports = {name: free_port() for name in NAMES}
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self.processes = {name: self._process(name) for name in NAMES}
        self._proxy = self._start_proxy()

    def log(self) -> str:
        """What both processes wrote."""
        return "".join((self.folder / f"{name}.log").read_text() for name in NAMES)

    def pids(self) -> list[int]:
        """The processes of the app."""
        return [one.pid for one in self.processes.values()]

    def kill(self, *names: str) -> None:
        for name in names or NAMES:
            self.processes.pop(name).kill()

    def start(self, *names: str) -> float:
        """Start these again; gives the moment (monotonic, in seconds) at which the last of them was up."""
        for name in names or NAMES:
            self.processes[name] = self._process(name)
        return time.monotonic()

    def restart_proxy(self, idle: str = IDLE, away_s: float = 0) -> None:
        """Cuts every connection that goes through it; the new one comes after so many seconds, and cuts what is silent for that long."""
        self._stop_proxy()
        time.sleep(away_s)
        self._proxy = self._start_proxy(idle)

    def stop(self) -> None:
        self._stop_proxy()
        for process in self.processes.values():
            process.stop()

    def _process(self, name: str) -> Server:
        return Server(
            self.folder / f"{name}.log", self.tables, self.ports[name], self.checkout, DATELINE_BEHIND_PROXY="yes", **self.settings
        )

    def _start_proxy(self, idle: str = IDLE) -> "subprocess.Popen[bytes]":
        write_proxy(self.folder, str(self._port), self.ports, idle)
        return start_proxy(self.folder, self._port)

    def _stop_proxy(self) -> None:
        stop_proxy(self._proxy)

    def workers(self) -> list[int]:
        """The processes of the proxy that do its work."""
        return workers_of(self._proxy.pid)


def workers_of(pid: int) -> list[int]:
    """The processes that do the work of this nginx."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def proxy_command(folder: Path, *more: str) -> list[str]:
    """What runs nginx with the files in that folder; without nginx the test fails, and says how to get it."""
    program = find()
    if program is None:
        pytest.fail(ADVICE)
    # As root nginx would give its work to another user, who may not enter the folder.
    rights = ["-g", "user root;"] if os.geteuid() == 0 else []
    return [program, "-e", "stderr", "-p", str(folder), "-c", "standalone.conf", *rights, *more]


def start_proxy(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """nginx with the files in that folder, which make it listen on that port."""
    # Python's own way with signals stays: a file that may grow no further is then an error to nginx, as on a full disk, and not its end.
    proxy = subprocess.Popen(proxy_command(folder), restore_signals=False)
    until = time.monotonic() + START_S
    while proxy.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return proxy
        time.sleep(0.05)
    proxy.kill()
    pytest.fail("nginx does not start with the files of deploy/; what it says stands above")


def stop_proxy(proxy: "subprocess.Popen[bytes]") -> None:
    proxy.terminate()
    proxy.wait(timeout=START_S)


def write_proxy(folder: Path, port: str, processes: dict[str, int], idle: str = IDLE) -> None:
    """Fill in the template, as an operator does; with another time after which a silent connection is cut.

    `port`: with what may stand after it, such as ` ssl`.
    """
    template = Template((ROOT / "deploy" / "nginx" / "dateline.conf.template").read_text("utf-8"))
    filled = template.safe_substitute(
        DATELINE_LISTEN=f"127.0.0.1:{port}",
        DATELINE_HOST="127.0.0.1",
        DATELINE_FIRST=f"127.0.0.1:{processes['first']}",
        DATELINE_SECOND=f"127.0.0.1:{processes['second']}",
        DATELINE_CACHE=str(folder / "cache"),
    )
    assert filled.count(f"proxy_read_timeout {IDLE};") == 1
    (folder / "dateline.conf").write_text(filled.replace(f"proxy_read_timeout {IDLE};", f"proxy_read_timeout {idle};"), "utf-8")
    shutil.copy(ROOT / "deploy" / "nginx" / "standalone.conf", folder)
