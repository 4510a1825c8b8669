"""What `deploy/` has: read by the programs that it is for, and in line with what the app reads."""

import http.server
import re
import resource
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from dateline.server.record import Record
from tests.browser.server import ROOT, free_port
from tests.faults.site import proxy_command, start_proxy, stop_proxy, workers_of, write_proxy

UNIT = ROOT / "deploy" / "systemd" / "dateline@.service"
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
"""What every answer has, whoever gives it."""
BURST = 300
"""Pages that one address may ask for at once."""
LONG = 32 << 20
"""Bytes: more than the system holds for a line that is slow to read."""
PATIENCE_S = 10


class App(http.server.BaseHTTPRequestHandler):
    """Stands for both processes: headers of its own, and a 404 of its own."""

    def do_GET(self) -> None:
        self.send_response(404 if "gone" in self.path else 200)
        for name in HEADERS:
            self.send_header(name, "of the app")
        self.end_headers()
        self.wfile.write(b"x" * LONG if "long" in self.path else b"the app")

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class Proxy(NamedTuple):
    """A running nginx: its address, and the process that leads the others."""

    address: str
    pid: int


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    """The nginx of `deploy/` in front of the app."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), App)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    with started(tmp_path, server.server_port) as running:
        yield running
    server.shutdown()
    server.server_close()


@contextmanager
def started(folder: Path, process: int) -> Iterator[Proxy]:
    """nginx in front of that port."""
    port = free_port()
    write_proxy(folder, str(port), {"first": process, "second": process})
    running = start_proxy(folder, port)
    try:
        yield Proxy(f"http://127.0.0.1:{port}", running.pid)
    finally:
        stop_proxy(running)


def ask(address: str, body: bytes | None = None) -> tuple[int, str, dict[str, list[str]]]:
    """Status, body, and each header as often as it was told."""
    try:
        answer = urllib.request.urlopen(urllib.request.Request(address, data=body), timeout=PATIENCE_S)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read().decode(), {name: answer.headers.get_all(name, []) for name in HEADERS}


def of_nginx(status: int) -> tuple[int, str, dict[str, list[str]]]:
    """What nginx answers itself: each header once, a policy under which nothing is loaded, and the status as it was."""
    told = ("default-src 'none'", "nosniff", "same-origin", "no-store")
    return status, f"The server cannot answer this ({status}).\n", {name: [value] for name, value in zip(HEADERS, told, strict=True)}


def test_nginx_finds_nothing_to_say_of_its_files(tmp_path: Path) -> None:
    """`nginx -t` on the template, filled in, in the folder that needs no root."""
    write_proxy(tmp_path, str(free_port()), {"first": free_port(), "second": free_port()})

    done = subprocess.run(proxy_command(tmp_path, "-t"), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/gone", 404), ("/static/gone.js", 404), ("/assets/gone.js", 404)])
def test_what_the_app_answers_is_handed_on_with_its_own_headers(proxy: Proxy, path: str, status: int) -> None:
    """Nothing is added, doubled or replaced, whatever the status."""
    assert ask(f"{proxy.address}{path}") == (status, "the app", {name: ["of the app"] for name in HEADERS})


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/", b"a" * 20_000, 413), ("/_stcore/upload_file/x", b"a" * 3_200_000, 413), ("/_stcore/metrics", None, 404)],
    ids=["body", "upload", "metrics"],
)
def test_what_nginx_refuses_itself_has_headers_too(proxy: Proxy, path: str, body: bytes | None, status: int) -> None:
    """Nobody is led to the app by these."""
    assert ask(f"{proxy.address}{path}", body) == of_nginx(status)


def test_a_long_answer_to_a_slow_line_is_put_by_on_no_disk(proxy: Proxy) -> None:
    """Which may be full: nginx may write to no file here, and the app waits."""
    for pid in workers_of(proxy.pid):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
    with urllib.request.urlopen(f"{proxy.address}/long", timeout=PATIENCE_S) as answer:
        begun = len(answer.read(1000))
        time.sleep(0.5)
        assert begun + len(answer.read()) == LONG


def test_who_asks_too_often_is_told_so_with_headers(proxy: Proxy) -> None:
    """The answer past the burst is nginx's own."""
    answers = (ask(f"{proxy.address}/") for _ in range(2 * BURST))

    assert next(answer for answer in answers if answer[0] != 200) == of_nginx(429)


@pytest.mark.parametrize("path", ["/", "/static/a.js"])
def test_with_nobody_behind_it_nginx_answers_with_headers(tmp_path: Path, path: str) -> None:
    """Both processes are away."""
    with started(tmp_path, free_port()) as proxy:
        assert ask(f"{proxy.address}{path}") == of_nginx(502)


def said_of_unit(folder: Path, more: str = "") -> list[str]:
    """What `systemd-analyze verify` says of the unit for one process and of the target, with a program in the place of the checkout's."""
    program = folder / ".venv" / "bin" / "streamlit"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.touch(mode=0o755)
    unit = folder / UNIT.name.replace("@", "@8501")
    said = UNIT.read_text("utf-8")
    checkout = re.search(r"^WorkingDirectory=(.*)", said, re.MULTILINE)
    assert checkout
    unit.write_text(said.replace(checkout[1], str(folder)) + more, "utf-8")
    target = Path(shutil.copy(UNIT.with_name("dateline.target"), folder))
    verify = ["systemd-analyze", "verify", "--man=no", str(unit), str(target)]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)
    # Units of this machine are read as well, and may have faults of their own.
    return [line for line in (done.stdout + done.stderr).splitlines() if "dateline" in line]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze, which reads units, is not here")
def test_systemd_finds_nothing_to_say_of_its_files(tmp_path: Path) -> None:
    """`systemd-analyze verify`, where it can read units at all: a setting that there is not must be told."""
    if not said_of_unit(tmp_path, "\n[Service]\nNoSuchSetting=yes\n"):
        pytest.skip("systemd-analyze says nothing of a wrong unit here")

    assert said_of_unit(tmp_path) == []


def of_unit() -> dict[str, str]:
    """The variables that the unit sets."""
    lines = re.findall(r"^Environment=(.*)", UNIT.read_text("utf-8"), re.MULTILINE)
    return dict(one.split("=", 1) for line in lines for one in line.split())


def of_compose(service: str) -> dict[str, str]:
    """The variables that the compose file sets for a service."""
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]
    return dict(services[service]["environment"])


@pytest.mark.parametrize(
    "variables", [of_unit(), of_compose("first"), of_compose("second")], ids=["unit", "compose: first", "compose: second"]
)
def test_each_process_writes_a_line_for_each_request(variables: dict[str, str]) -> None:
    """nginx writes none, since the app does: by the app's own reading of what is set."""
    assert Record(lambda *_: None, variables).writes  # type: ignore[arg-type]


def test_nginx_writes_no_line_for_a_request() -> None:
    """A line of nginx's has address and query of a reader."""
    template = (ROOT / "deploy" / "nginx" / "dateline.conf.template").read_text("utf-8")
    said = re.findall(r"^ *access_log (.*);", template, re.MULTILINE)

    assert said == ["off"] * len(re.findall(r"^server \{", template, re.MULTILINE))
