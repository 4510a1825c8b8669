"""Every look of the doctor finds what it looks for, and passes what is sound.

A small server stands for a deployment: sound as it comes, and wrong in one thing for each case.
"""

import re
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from dateline import doctor
from dateline.cli import main
from dateline.doctor import CONNECTIONS, FOREIGN, MOST_MESSAGES, Patient, Verdict, examine
from dateline.server.policy import with_policy

SCRIPT = "/static/js/index.Q1w2.js"
PAGE = f'<!DOCTYPE html><div id="first-screen"><ol><li data-e="a">A</li></ol></div><script type="module" src=".{SCRIPT}"></script>'
METRICS = b"# TYPE cache_memory_bytes gauge\n# UNIT cache_memory_bytes bytes\n# EOF\n"
TOKEN = "2|a1b2|c3d4|1700000000"
PROCESS = "dateline_process=first"
CUT = 0
"""In place of a status: the connection ends without an answer."""


@dataclass
class Deployment:
    """What stands at the address. Each field is what one look meets; as they are here, all is well."""

    page: str = PAGE
    headers: dict[str, str | None] = field(default_factory=dict)
    """Of the page, in place of the app's; None takes one out."""
    page_packing: str | None = "br"
    script_packing: str | None = "br"
    page_kept: str = "no-cache"
    script_kept: str = "public, max-age=31536000, immutable"
    missing: int = 404
    health: tuple[int, bytes] = (200, b"ok")
    upgrade: bool = True
    packed: bool = True
    names_session: Callable[[bool], bool] = lambda _: True
    """Whether a connection is told its session, by whether it comes back."""
    cookie: str | None = PROCESS
    """What tells the reader's process. Who comes without it gets another one, which knows no session."""
    keeps: Callable[[int], bool] = lambda _: True
    """Whether the n-th connection that comes back with the cookie is led to the process that it names."""
    foreign: int = 421
    upload: int = 403
    metrics: tuple[int, bytes] = (404, b"")
    comebacks: int = 0
    sessions: set[str] = field(default_factory=set)
    running: str = ""
    """The session whose connection is open."""


class Front(BaseHTTPRequestHandler):
    """Answers as the deployment of its server says."""

    server: "Server"

    def handle(self) -> None:
        begin = self.connection.recv(65536, socket.MSG_PEEK)
        if self.server.deployment.upgrade and begin.startswith(b"GET /_stcore/stream "):
            self.talk()
        else:
            super().handle()

    def do_GET(self) -> None:
        it = self.server.deployment
        packs = self.headers["Accept-Encoding"] == "br, gzip"
        if self.headers["Host"] == FOREIGN:
            self.answer(it.foreign)
        elif self.path == "/":
            told = {name.decode(): value.decode() for name, value in with_policy([(b"content-type", b"text/html")], secure=False)}
            kept = {"cache-control": it.page_kept, "content-encoding": it.page_packing if packs else None}
            self.answer(200, it.page.encode(), told | kept | it.headers)
        elif self.path == SCRIPT:
            self.answer(200, b"", {"cache-control": it.script_kept, "content-encoding": it.script_packing if packs else None})
        elif self.path.startswith("/static/"):
            self.answer(it.missing)
        elif self.path == "/_stcore/health":
            self.answer(*it.health, {"set-cookie": f"_streamlit_xsrf={TOKEN}; Path=/; SameSite=Lax"})
        elif self.path == "/_stcore/metrics":
            self.answer(*it.metrics)
        else:
            self.answer(404)

    def do_PUT(self) -> None:
        """As Streamlit takes a file: of a running session, in a form, with the token that the cookie has too."""
        it = self.server.deployment
        form = self.rfile.read(int(self.headers["Content-Length"]))
        edge = re.fullmatch(r"multipart/form-data; boundary=(\w+)", self.headers["Content-Type"])
        fits = edge and form.startswith(f"--{edge[1]}\r\n".encode()) and form.endswith(f"--{edge[1]}--\r\n".encode())
        at = re.fullmatch(rf"/_stcore/upload_file/{it.running or 'none'}/[0-9a-f-]{{36}}", self.path)
        same = self.headers["X-Xsrftoken"] == TOKEN and f"_streamlit_xsrf={TOKEN}" in self.headers["Cookie"]
        self.answer(it.upload if fits and at and same else 400)

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str | None] | None = None) -> None:
        if status == CUT:
            return
        self.send_response(status)
        for name, value in (headers or {}).items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def talk(self) -> None:
        """As Streamlit does: asked for a run, it names the session, which is the one that was asked for where that is known."""
        it = self.server.deployment
        packing = [ServerPerMessageDeflateFactory()] if it.packed else None
        line = ServerProtocol(extensions=packing, select_subprotocol=lambda *_: Subprotocol("streamlit"))
        request = self.next_of(line)
        opening = line.accept(request)
        if it.cookie:
            opening.headers["Set-Cookie"] = it.cookie
        line.send_response(opening)
        assert BackMsg.FromString(self.next_of(line).data).WhichOneof("type") == "rerun_script"
        for message in self.messages(request.headers):
            line.send_binary(message.SerializeToString())
        self.next_of(line)  # the other side takes its leave
        it.running = ""
        self.flush(line)

    def messages(self, headers: Any) -> Iterator[ForwardMsg]:
        it = self.server.deployment
        known = headers["Sec-WebSocket-Protocol"].split(", ")[2:]
        comes_back = bool(known) and PROCESS in headers.get("Cookie", "")
        it.comebacks += comes_back
        found = comes_back and known[0] in it.sessions and it.keeps(it.comebacks)
        it.running = known[0] if found else str(uuid.uuid4())
        it.sessions.add(it.running)
        message = ForwardMsg()
        if it.names_session(comes_back):
            message.new_session.initialize.session_id = it.running
        yield message
        yield from [ForwardMsg()] * MOST_MESSAGES

    def next_of(self, line: ServerProtocol) -> Any:
        """What the other side says next, after what is still to be said to it."""
        self.flush(line)
        while not (events := line.events_received()):
            line.receive_data(self.connection.recv(65536))
        return events[0]

    def flush(self, line: ServerProtocol) -> None:
        self.connection.sendall(b"".join(line.data_to_send()))

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class Server(ThreadingHTTPServer):
    """On a port of its own, as long as the test lasts."""

    def __init__(self, handler: type[Front], deployment: Deployment) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.deployment = deployment
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a deployment in which the fields that are given are wrong; its address."""
    started: list[Server] = []

    def start(handler: type[Front] = Front, **wrong: Any) -> str:
        started.append(Server(handler, Deployment(**wrong)))
        return f"http://127.0.0.1:{started[-1].server_port}"

    yield start
    for one in started:
        one.shutdown()
        one.server_close()


def to_mend(address: str) -> list[Verdict]:
    return [one for one in examine(address) if not one.sound]


CSP = "content-security-policy"
INLINE = "default-src 'self'; script-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
WASM = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors *"
ALL = f"{CONNECTIONS} connections"
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("health", {"health": (200, PAGE.encode())}, "the body is b'<!DOCTYPE html><div ", "Lead every path to the app"),
    ("health", {"health": (503, b"ok")}, "status 503", "Lead every path to the app"),
    ("first screen", {"page": PAGE.replace("first-screen", "root")}, "1 events", "start the app by dashboard.py"),
    ("first screen", {"page": PAGE.replace(' data-e="a"', "")}, "0 events", "why there are no tables"),
    ("headers", {"headers": {CSP: None}}, f"no {CSP}", "let the proxy pass them on"),
    ("headers", {"headers": {CSP: INLINE}}, "script-src lets in 'unsafe-inline'", "put none in their place"),
    ("headers", {"headers": {"referrer-policy": "unsafe-url"}}, "referrer-policy is 'unsafe-url'", "let the proxy pass them on"),
    ("compression", {"page_packing": "gzip"}, "page gzip, scripts br", "Pass Accept-Encoding on"),
    ("compression", {"page_packing": None}, "page none, scripts br", "turn off the proxy's own"),
    ("compression", {"script_packing": "gzip"}, "page br, scripts gzip", "Pass Accept-Encoding on"),
    ("compression", {"script_packing": None}, "page br, scripts none", "Pass Accept-Encoding on"),
    ("caching", {"page_kept": "max-age=600"}, "page 'max-age=600'", "The page must be asked for anew (no-cache)"),
    ("caching", {"page_kept": ""}, "page ''", "The page must be asked for anew (no-cache)"),
    ("caching", {"script_kept": "no-cache"}, "scripts 'no-cache'", "its hashed scripts kept (immutable)"),
    ("missing scripts", {"missing": 200}, "status 200", "let the proxy pass 404 on"),
    ("missing scripts", {"missing": 502}, "status 502", "let the proxy pass 404 on"),
    ("WebSocket", {"packed": False}, "a session, messages not packed", "the extension headers"),
    ("affinity", {"cookie": None}, f"{ALL} found {CONNECTIONS} sessions", "by the cookie of deploy/nginx"),
    ("affinity", {"keeps": lambda n: n % 2 == 1}, f"{ALL} found 4 sessions", "Let one reader stay with one process"),
    ("affinity", {"keeps": lambda n: n != 1}, f"{ALL} found 2 sessions", "Let one reader stay with one process"),
    ("affinity", {"keeps": lambda n: n != CONNECTIONS}, f"{ALL} found 2 sessions", "Let one reader stay with one process"),
    ("affinity", {"names_session": lambda comes_back: not comes_back}, f"{ALL} found 1 sessions", "Let one reader stay with one process"),
    ("foreign hosts", {"foreign": 200}, f"status 200 for {FOREIGN}", "server_name in the proxy"),
    ("foreign hosts", {"foreign": 301}, f"status 301 for {FOREIGN}", "server_name in the proxy"),
    ("foreign hosts", {"foreign": 502}, f"status 502 for {FOREIGN}", "server_name in the proxy"),
    ("uploads", {"upload": 204}, "status 204 for a file that nobody asked for", "turn uploads off"),
    ("uploads", {"upload": 500}, "status 500 for a file that nobody asked for", "turn uploads off"),
    ("metrics", {"metrics": (200, METRICS)}, "open to everybody", "Close _stcore/metrics in the proxy"),
    ("metrics", {"metrics": (200, b"# EOF\n")}, "open to everybody", "Close _stcore/metrics in the proxy"),
    ("metrics", {"metrics": (200, METRICS.replace(b"# EOF\n", b""))}, "open to everybody", "Close _stcore/metrics in the proxy"),
]
"""What is examined, the one thing that is wrong, words of what is seen, words of what to do."""


def test_a_sound_deployment_has_nothing_to_mend(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and each look has a case above in which it finds something."""
    address = serve()
    assert main(["doctor", address]) == 0
    assert "MEND" not in capsys.readouterr().out
    assert [one.what for one in examine(address)] == list(dict.fromkeys(what for what, *_ in CASES))


@pytest.mark.parametrize(("what", "wrong", "seen", "mend"), CASES)
def test_one_fault_is_said_with_what_to_do_and_nothing_else(serve: Serve, what: str, wrong: dict[str, Any], seen: str, mend: str) -> None:
    """The look that is meant for it finds it; the others stay sound."""
    told = to_mend(serve(**wrong))
    assert [one.what for one in told] == [what]
    first, second = str(told[0]).splitlines()
    assert first.startswith(f"MEND  {what}: ") and seen in first
    assert mend in second


@pytest.mark.parametrize(
    "other",
    [
        {"foreign": CUT},
        {"foreign": 404},
        {"metrics": (403, b"")},
        {"metrics": (200, PAGE.encode())},
        {"upload": 413},
        {"page_kept": "no-store"},
        {"headers": {CSP: WASM}},
    ],
)
def test_another_way_of_being_sound_passes(serve: Serve, other: dict[str, Any]) -> None:
    """Proxies refuse in several ways."""
    assert to_mend(serve(**other)) == []


def test_a_look_without_an_answer_is_told_and_the_others_go_on(serve: Serve) -> None:
    """Here the connection ends before it."""
    told = to_mend(serve(health=(CUT, b"")))
    assert [one.what for one in told] == ["health"]
    assert told[0].seen.startswith("no answer (")
    assert "logs of proxy and app" in told[0].mend


def test_a_websocket_that_is_not_passed_on_is_said_with_what_to_pass_on(serve: Serve) -> None:
    """Three looks need it."""
    told = to_mend(serve(upgrade=False))
    assert [one.what for one in told] == ["WebSocket", "affinity", "uploads"]
    assert all("no connection (" in one.seen and "Pass Upgrade and Connection on" in one.mend for one in told)


def test_a_connection_that_names_no_session_is_no_affinity(serve: Serve) -> None:
    """Readers who are all nobody are not the same reader."""
    told = to_mend(serve(names_session=lambda _: False))
    assert [one.what for one in told] == ["WebSocket", "affinity", "uploads"]
    assert told[0].seen == "no session, messages packed"
    assert all("could not be tried" in one.seen and "WebSocket" in one.mend for one in told[1:])


def test_a_run_that_goes_on_is_left_at_once(serve: Serve) -> None:
    """More is sent than is read; to wait for the end of a connection takes ten seconds."""
    began = time.monotonic()
    with Patient(f"{serve()}/").session() as (_, session):
        assert session
    assert time.monotonic() < began + 5


def test_a_page_without_its_script_is_neither_packed_nor_kept(serve: Serve) -> None:
    """The start page of something else."""
    assert [one.what for one in to_mend(serve(page=PAGE.replace("module", "text/javascript")))] == ["compression", "caching"]


def test_silence_for_another_host_is_no_refusal(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is slow, or gone by then, might answer any host."""
    over = threading.Event()

    class Slow(Front):
        def do_GET(self) -> None:
            if self.headers["Host"] == FOREIGN:
                over.wait()
            super().do_GET()

    monkeypatch.setattr(doctor, "PATIENCE_S", 2)
    told = to_mend(serve(Slow))
    over.set()
    assert [one.what for one in told] == ["foreign hosts"]
    assert told[0].seen == "no answer (timed out)"


def test_over_tls_a_page_must_say_that_browsers_come_back_so(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS itself is left out here: the answers are those that come over plain HTTP."""
    monkeypatch.setattr(doctor, "HTTPSConnection", HTTPConnection)
    for headers, seen in (({}, "no strict-transport-security"), ({"strict-transport-security": "max-age=31536000"}, "all there")):
        verdicts = examine(serve(headers=headers).replace("http:", "https:"))
        assert next(one.seen for one in verdicts if one.what == "headers") == seen


def test_of_two_policies_neither_is_lost(serve: Serve) -> None:
    """A proxy adds its own beside the app's. Each says half of what there must be."""

    class Twice(Front):
        def end_headers(self) -> None:
            if self.path == "/":
                self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
            super().end_headers()

    assert to_mend(serve(Twice, headers={CSP: "default-src 'self'"})) == []
    assert [one.what for one in to_mend(serve(Twice, headers={CSP: "script-src 'self'"}))] == ["headers"]
