"""Examines a deployment from outside, as a stranger's browser meets it, and says what to mend."""

import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dateline.doctor.headers import faults
from dateline.errors import DatelineError

PATIENCE_S = 15
MOST_MESSAGES = 20
"""The first one of a run names its session."""
REDIRECTS = range(301, 309)
"""Answers that lead elsewhere, 304 apart, which nobody gets who asks for no change."""
MOST_REDIRECTS = 3
CONNECTIONS = 6
"""One of two processes, taken by chance so often, gives itself away in 63 of 64 cases."""
PAUSE_S = 0.3
"""Before a connection is made again, as a page does too: by then the server should have noticed that the last one has ended."""
FOREIGN = "dateline-doctor.invalid"
"""A host that can be nobody's (RFC 2606)."""
ASK_FOR_A_RUN = b"\x5a\x00"
"""The least that Streamlit's page sends: a BackMsg with an empty `rerun_script` (field 11)."""
_SESSION = re.compile(rb"\x32\x24([0-9a-f-]{36})")
"""In the first message of a run: `session_id`, field 6 of Initialize, 36 letters long."""
_SCRIPT = re.compile(r'<script type="module"[^>]*src="([^"]+)"')
UNREACHABLE = (OSError, HTTPException, WebSocketException)
UPGRADE = "Pass Upgrade and Connection on with HTTP 1.1, and the extension headers; see deploy/nginx."
NO_SESSION, SEE_WEBSOCKET = "no session, so that it could not be tried", "See what is said of the WebSocket."


class UnreachableError(DatelineError):
    """There is nothing to examine."""


@dataclass(frozen=True)
class Verdict:
    """What one look found."""

    what: str
    sound: bool
    seen: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{'ok  ' if self.sound else 'MEND'}  {self.what}: {self.seen}" + ("" if self.sound else f"\n      {self.mend}")


@dataclass(frozen=True)
class Answer:
    """One answer: status, headers by small names (one sent twice joined by a comma), body as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Patient:
    """The deployment, and the cookies that it gave us."""

    address: str
    """Of the start page, with a slash at its end."""
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str = "", *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask once, follow nothing. Header names have `_` for `-`. Raises one of `UNREACHABLE`."""
        parts = urlsplit(urljoin(self.address, path))
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_S)
        told = {name.replace("_", "-"): value for name, value in headers.items()} | self._cookie()
        try:
            connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, told)
            answer = connection.getresponse()
            self._keep(answer.headers.get_all("set-cookie") or [])
            headers = {name.lower(): ", ".join(answer.headers.get_all(name, [])) for name in answer.headers}
            return Answer(answer.status, headers, answer.read())
        finally:
            connection.close()

    @contextmanager
    def session(self, known: str = "") -> Iterator[tuple[ClientConnection, str]]:
        """Connect as the page does, and ask for a run; the connection, and the id of the session, empty where none was told."""
        protocols = [Subprotocol(one) for one in ("streamlit", "none", known) if one]
        address = urljoin(self.address.replace("http", "ws", 1), "_stcore/stream")
        told = self._cookie()
        # A run goes on after its session is known: with a limit to what may wait unread, the end of the connection waits behind it.
        line = connect(address, subprotocols=protocols, additional_headers=told, open_timeout=PATIENCE_S, max_size=None, max_queue=None)
        with line as socket:
            self._keep(socket.response.headers.get_all("set-cookie") if socket.response else [])
            socket.send(ASK_FOR_A_RUN)
            messages = (socket.recv(timeout=PATIENCE_S) for _ in range(MOST_MESSAGES))
            found = (_SESSION.search(one if isinstance(one, bytes) else one.encode()) for one in messages)
            yield socket, next((one[1].decode() for one in found if one), "")

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _keep(self, told: list[str]) -> None:
        for one in told:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(one).items()}


def examine(address: str) -> Iterator[Verdict]:
    """Every look, one after the other, where the address leads. Raises `UnreachableError` where nobody answers."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise UnreachableError(f"'{address}' is no address; give one like https://events.example/")
    patient = Patient(address if address.endswith("/") else f"{address}/")
    try:
        page = patient.ask(Accept_Encoding="br, gzip")
        for _ in range(MOST_REDIRECTS):
            if page.status not in REDIRECTS:
                break
            patient = Patient(urljoin(patient.address, page.headers.get("location", "")))
            page = patient.ask(Accept_Encoding="br, gzip")
            yield Verdict("address", True, f"leads to {patient.address}, which is examined")
        plain = patient.ask().body.decode("utf-8", "replace")
    except UNREACHABLE as problem:
        raise UnreachableError(f"{patient.address} does not answer ({problem}); is the server up, and the name right?") from None
    if page.status in REDIRECTS:
        raise UnreachableError(f"{address} leads from one address to the next, and to no page; look into the redirects of the proxy")
    script = next(iter(_SCRIPT.findall(plain)), "")
    looks: list[tuple[str, Callable[[], Verdict]]] = [
        ("health", lambda: _health(patient)),
        ("first screen", lambda: _first_screen(plain)),
        ("headers", lambda: _headers(page, patient.address)),
        ("compression", lambda: _compression(patient, page, script)),
        ("caching", lambda: _caching(patient, page, script)),
        ("missing scripts", lambda: _missing(patient)),
        ("WebSocket", lambda: _websocket(patient)),
        ("affinity", lambda: _affinity(patient)),
        ("foreign hosts", lambda: _foreign(patient)),
        ("uploads", lambda: _uploads(patient)),
        ("metrics", lambda: _metrics(patient)),
    ]
    for what, look in looks:
        try:
            yield look()
        except InvalidHandshake as problem:
            yield Verdict(what, False, f"no connection ({problem})", UPGRADE)
        except UNREACHABLE as problem:
            yield Verdict(what, False, f"no answer ({problem or type(problem).__name__})", "Look into the logs of proxy and app.")


def _health(patient: Patient) -> Verdict:
    answer = patient.ask("_stcore/health")
    mend = "Lead every path to the app, and let the probe read the body: an unknown path answers 200 with the page."
    sound = answer.status == 200 and answer.body == b"ok"
    return Verdict("health", sound, f"status {answer.status}, the body is {answer.body[:20]!r}", mend)


def _first_screen(plain: str) -> Verdict:
    titles = len(re.findall(r"\sdata-e=", plain))
    return Verdict(
        "first screen", 'id="first-screen"' in plain and titles > 0, f"{titles} events to be read without a script",
        "The page is Streamlit's own: start the app by dashboard.py, and read in its log why there are no tables.",
    )  # fmt: skip


def _headers(page: Answer, address: str) -> Verdict:
    found = "; ".join(faults(page.headers, secure=address.startswith("https:")))
    mend = (
        "The app sets them: let the proxy pass them on and put none in their place, "
        "tell the app of TLS (X-Forwarded-Proto, DATELINE_BEHIND_PROXY=yes), or update it."
    )
    return Verdict("headers", not found, found or "all there", mend)


def _compression(patient: Patient, page: Answer, script: str) -> Verdict:
    packed = patient.ask(script, Accept_Encoding="br, gzip").headers.get("content-encoding", "none") if script else "none"
    seen = f"page {page.headers.get('content-encoding', 'none')}, scripts {packed}"
    mend = "Pass Accept-Encoding on to the app and turn off the proxy's own (gzip off): the app packs with brotli, once."
    return Verdict("compression", seen == "page br, scripts br", seen, mend)


def _caching(patient: Patient, page: Answer, script: str) -> Verdict:
    kept = patient.ask(script).headers.get("cache-control", "") if script else ""
    fresh = page.headers.get("cache-control", "")
    mend = "The page must be asked for anew (no-cache), and its hashed scripts kept (immutable): leave the app's Cache-Control as it is."
    sound = "immutable" in kept and ("no-cache" in fresh or "no-store" in fresh)
    return Verdict("caching", sound, f"page '{fresh}', scripts '{kept}'", mend)


def _missing(patient: Patient) -> Verdict:
    status = patient.ask("static/js/index.AbCd1234.js").status
    mend = "A script of another version must be missing, or open pages stop half-way: update the app, and let the proxy pass 404 on."
    return Verdict("missing scripts", status == 404, f"status {status}", mend)


def _websocket(patient: Patient) -> Verdict:
    with patient.session() as (socket, session):
        packed = any("permessage-deflate" in str(one.name) for one in socket.protocol.extensions)
    seen = f"{'a session' if session else 'no session'}, messages {'packed' if packed else 'not packed'}"
    return Verdict("WebSocket", bool(session) and packed, seen, UPGRADE)


def _affinity(patient: Patient) -> Verdict:
    with patient.session() as (_, first):
        if not first:
            return Verdict("affinity", False, NO_SESSION, SEE_WEBSOCKET)
    ids = set()
    for _ in range(CONNECTIONS):
        time.sleep(PAUSE_S)
        with patient.session(first) as (_, again):
            ids.add(again)
    seen = (
        "a reader who connects again finds the same session" if ids == {first} else f"{CONNECTIONS} connections found {len(ids)} sessions"
    )
    mend = "Let one reader stay with one process, by the cookie of deploy/nginx; uploads and open views are lost otherwise."
    return Verdict("affinity", ids == {first}, seen, mend)


def _foreign(patient: Patient) -> Verdict:
    """A refusal is a 4xx, or the end of the connection. An error or a silence says nothing of other hosts."""
    mend = "Answer only hosts of your own: server_name in the proxy, or the list of hosts in the app."
    try:
        status = patient.ask(Host=FOREIGN).status
    except ConnectionResetError:
        return Verdict("foreign hosts", True, "no answer")
    return Verdict("foreign hosts", 400 <= status < 500, f"status {status} for {FOREIGN}", mend)


def _uploads(patient: Patient) -> Verdict:
    edge = uuid.uuid4().hex
    body = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\na\r\n--{edge}--\r\n'.encode()
    kind = f"multipart/form-data; boundary={edge}"
    with patient.session() as (_, session):
        token = patient.cookies.get("_streamlit_xsrf", "")
        at = f"_stcore/upload_file/{session}/{uuid.uuid4()}"
        status = patient.ask(at, method="PUT", body=body, Content_Type=kind, X_Xsrftoken=token).status
    mend = "Any visitor can leave files in the server's memory: turn uploads off, or know that they are bounded."
    if not session:
        return Verdict("uploads", False, NO_SESSION, SEE_WEBSOCKET)
    return Verdict("uploads", 400 <= status < 500, f"status {status} for a file that nobody asked for", mend)


def _metrics(patient: Patient) -> Verdict:
    body = patient.ask("_stcore/metrics").body
    open_to_all = b"# TYPE" in body or b"# EOF" in body
    return Verdict("metrics", not open_to_all, "open to everybody" if open_to_all else "closed", "Close _stcore/metrics in the proxy.")
