"""A small server that stands for a deployment: sound as it comes, and wrong in one thing for each case."""

import re
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from dateline.doctor import FOREIGN, MOST_MESSAGES
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
