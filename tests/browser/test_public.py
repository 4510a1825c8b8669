"""In public: the policy holds while every page is used, and who asks for what they should not gets nothing."""

import json
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from dateline.server.sockets import MOST_OF_ONE
from dateline.server.uploads import MOST_FILES_OF_SESSION, MOST_OF_SESSION_BYTES
from tests.browser.reader import Reader
from tests.browser.server import ROOT, Server, free_port

PLAN = "kor-spy-satellite-launch-planned"
STRANGER = "203.0.113.7"
LARGEST = config.get_option("server.maxUploadSize") * 1_048_576
"""Bytes of one upload, with its form."""


def test_the_page_works_under_the_policy(reader: Reader) -> None:
    """Drawn, used and shared without one thing refused. Every other test of a page looks for that too, when it ends."""
    page = reader.visit(f"event={PLAN}&follow_ups=yes").page
    assert reader.on_map() and reader.on_timeline()
    page.locator("[data-share]").click()
    reader.eventually(lambda: page.locator("dialog textarea").count() >= 8, True)
    page.keyboard.press("Escape")
    reader.press("Japan")
    reader.eventually(lambda: "JPN" in reader.search(), True)
    assert reader.refused() == []


@pytest.mark.mapless
def test_an_inline_script_does_not_run(reader: Reader) -> None:
    """Nor a handler, nor an address that is a script, nor eval, nor a file from elsewhere; the browser says that it refused each."""
    reader.visit()
    reader.page.evaluate(
        """() => {
          const inline = document.createElement("script");
          inline.textContent = "window.harm = 'inline'";
          const foreign = document.createElement("script");
          foreign.src = "https://evil.example/harm.js";
          const holder = document.createElement("div");
          holder.innerHTML = "<img src='data:,' onerror='window.harm = 1'><a href='javascript:window.harm=2'>x</a>"
            + "<iframe srcdoc='<script>top.harm = 3</script>'></iframe>";
          document.body.append(inline, foreign, holder);
          holder.querySelector("a").click();
          const run = setTimeout;
          run("window.harm = 4", 0);
        }"""
    )
    reader.eventually(lambda: len(reader.refused()) >= 5, True)
    assert reader.page.evaluate("() => window.harm") is None
    assert any(one.startswith("script-src-elem https://evil.example") for one in reader.refused())
    reader.foreign.clear()  # the browser tells of the request that it refused to make
    reader.errors.clear()  # and says what it refused
    reader.page.evaluate("() => { window.refused = []; }")


@pytest.mark.mapless
def test_the_page_sets_the_one_cookie_that_streamlit_needs(reader: Reader) -> None:
    """The token against forged uploads, gone with the window; nothing else is stored of a reader."""
    reader.visit("country=RUS")
    cookies = reader.page.context.cookies()
    assert [(one["name"], one["expires"]) for one in cookies] == [("_streamlit_xsrf", -1)]
    kept = reader.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [name for name in kept if not name.startswith("st")] == []


@pytest.fixture(scope="module")
def metrics() -> str:
    """Where operators read counts of the server below."""
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, embedded: Path, metrics: str) -> Iterator[str]:
    """A server as an operator puts it on the open internet behind a proxy, with uploads."""
    log = tmp_path_factory.mktemp("public") / "server.log"
    settings = {"DATELINE_BEHIND_PROXY": "yes", "DATELINE_UPLOADS": "on", "DATELINE_HOSTS": "127.0.0.1", "DATELINE_METRICS": metrics}
    server = Server(log, embedded, **settings)
    yield server.address
    server.stop()


Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(public: str) -> Ask:
    """Ask the server, from an address that is not this machine's: status and body."""

    def asked(path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, str]:
        sent = {"X-Forwarded-For": STRANGER} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urllib.request.urlopen(urllib.request.Request(public + path, body, sent, method=method), timeout=30) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    return asked


def opened(site: str, address: str) -> ClientConnection:
    """A session, as a browser opens it."""
    headers = {"X-Forwarded-For": address}
    return connect(f"{site.replace('http', 'ws')}/_stcore/stream", additional_headers=headers, subprotocols=["streamlit"])  # type: ignore[list-item]


def session_of(stream: ClientConnection) -> str:
    """Its name, which the server tells with the first run."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    stream.send(message.SerializeToString())
    while True:
        told = ForwardMsg.FromString(bytes(stream.recv(timeout=30)))  # type: ignore[arg-type]
        if told.WhichOneof("type") == "new_session":
            return told.new_session.initialize.session_id


def test_a_session_that_speaks_in_text_or_without_measure_is_closed_and_no_more(tmp_path: Path) -> None:
    """Whoever tries: the connection ends, nothing goes wrong, and the others are answered."""
    server = Server(tmp_path / "log", ROOT / "data")
    longest, most = (config.get_option(f"server.{name}") * 1_000_000 for name in ("maxWidgetStateSize", "maxMessageSize"))
    try:
        # What is longer than any choice is dropped when it has come, and what is much longer before it has.
        for said, why in (("a word", "1003"), (bytes(longest + 1), "1009"), (bytes(most + 1), "frame exceeds limit")):
            with opened(server.address, STRANGER) as other, opened(server.address, STRANGER) as stream:
                session_of(stream)
                stream.send(said)
                with pytest.raises(ConnectionClosed, match=f"received .*{why}"):
                    deque(stream)  # until it is closed
                assert session_of(other)
        with opened(server.address, STRANGER) as stream:
            assert session_of(stream)
    finally:
        server.stop()
    assert "Traceback" not in server.log.read_text()


def form(body: bytes) -> bytes:
    """A file as a form sends it."""
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    return head + body + b"\r\n--x--\r\n"


def test_uploads_of_any_visitor_are_bounded(public: str, ask: Ask) -> None:
    """One who only speaks the protocol, with a session and its token, puts so many files there, and so many bytes; taking one away makes
    room."""
    with urllib.request.urlopen(f"{public}/_stcore/health", timeout=30) as answer:
        token = answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    told = {"Cookie": f"_streamlit_xsrf={token}", "X_Xsrftoken": token, "Content_Type": "multipart/form-data; boundary=x"}
    with opened(public, STRANGER) as stream:
        at = f"/_stcore/upload_file/{session_of(stream)}"
        put = [ask(f"{at}/{number}", "PUT", form(b"a,b\n"), **told)[0] for number in range(MOST_FILES_OF_SESSION + 1)]
        assert put == [204] * MOST_FILES_OF_SESSION + [413]
        assert ask(f"{at}/0", "DELETE", **told)[0] == 204
        two_megabytes = form(b"a" * 2_000_000)
        status = [ask(f"{at}/0", "PUT", two_megabytes, **told)[0]]
        assert status == [204]
    with opened(public, STRANGER) as stream:
        at = f"/_stcore/upload_file/{session_of(stream)}"
        largest = form(b"a" * (LARGEST - len(form(b""))))
        assert 4 * len(largest) == MOST_OF_SESSION_BYTES
        assert [ask(f"{at}/{number}", "PUT", largest, **told)[0] for number in range(4)] == [204] * 4
        assert ask(f"{at}/4", "PUT", form(b""), **told)[0] == 413
    assert ask("/_stcore/upload_file/no-such-session/1", "PUT", form(b"a"), **told)[0] == 400


def test_closed_addresses_answer_nothing(ask: Ask) -> None:
    """Streamlit's metrics and its interface for programs, over the wire."""
    for path, method in (("/_stcore/metrics", "GET"), ("/_stcore/agent/interact", "POST"), ("/_stcore/agent/openapi.json", "GET")):
        assert ask(path, method) == (404, "There is nothing at this address.\n")
    assert ask("/", Host="evil.example")[0] == 421


def test_counts_are_told_at_an_address_of_their_own(public: str, metrics: str, ask: Ask) -> None:
    """What is asked and what is open, without a word of who it is; readers find nothing there."""

    def told(name: str) -> float:
        with urllib.request.urlopen(f"http://{metrics}/metrics", timeout=30) as answer:
            text = answer.read().decode()
        assert STRANGER not in text and "country" not in text
        return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name))

    health = 'dateline_requests_total{method="GET",route="/_stcore/health",status="200"}'
    before, at_rest = told(health), told("dateline_sessions ")
    assert ask("/_stcore/health?country=KOR")[0] == 200
    assert told(health) == before + 1
    with opened(public, STRANGER) as stream:
        assert session_of(stream)
        assert told("dateline_sessions ") == at_rest + 1
    assert ask("/metrics")[1].find("dateline_requests") < 0


def test_one_address_opens_so_many_sessions_and_others_still_come_in(public: str) -> None:
    """A refused browser hears 429 before anything is opened for it; what is closed makes room."""
    with ExitStack() as streams:
        for _ in range(60):
            streams.enter_context(opened(public, "198.51.100.9"))
        with pytest.raises(InvalidStatus) as told:
            [streams.enter_context(opened(public, "198.51.100.9")) for _ in range(MOST_OF_ONE)]
        assert told.value.response.status_code == 429
        assert int(told.value.response.headers["retry-after"]) > 0
        with opened(public, "198.51.100.10") as other:
            assert session_of(other)


def test_an_address_that_asks_without_end_is_held_back_and_others_are_not(ask: Ask) -> None:
    """Over the wire, with the time to come back."""
    statuses = [ask("/card.png", X_Forwarded_For="192.0.2.1")[0] for _ in range(40)]
    assert 429 in statuses and statuses[0] == 200
    assert ask("/card.png", X_Forwarded_For="192.0.2.2")[0] == 200
    assert json.loads(ask("/openapi.json", X_Forwarded_For="192.0.2.2")[1])
