"""The doctor says what is wrong with a deployment, and why it cannot be examined."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.cli import main
from dateline.doctor import UnreachableError, examine


class Shell(BaseHTTPRequestHandler):
    """A server that answers every address with the same empty page, as servers of single pages do."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b'<!DOCTYPE html><div id="root"></div>')

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def shell() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shell)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_server_that_answers_200_to_everything_is_not_healthy(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the metrics are as they should be: there are none. Each of the others says what to do."""
    assert main(["doctor", shell]) == 1
    told = capsys.readouterr().out
    assert told.count("MEND") == 10
    assert "MEND  health: status 200, the body is b'<!DOCTYPE" in told
    assert [one.what for one in examine(shell) if one.sound] == ["metrics"]


def test_nobody_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2: nothing could be examined."""
    assert main(["doctor", "http://127.0.0.1:9/"]) == 2
    assert "does not answer" in capsys.readouterr().err


def test_what_is_no_address_is_said() -> None:
    """With the form of one."""
    with pytest.raises(UnreachableError, match="https://"):
        next(examine("events.example"))
