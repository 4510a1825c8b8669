"""What is written down of a request, and what is not."""

import json
import urllib.request
from datetime import datetime

import pytest
from prometheus_client import REGISTRY, start_http_server
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dateline.server import middleware, routes
from dateline.server.record import LOG, Record

SECRET = "somebody-chose-this"


def lines(capsys: pytest.CaptureFixture[str], *paths: str, method: str = "GET") -> list[dict[str, object]]:
    """The lines that these requests leave."""
    app = Starlette(routes=list(routes()), middleware=[Middleware(Record, environment={LOG: "requests"}), *list(middleware())[1:]])
    client = TestClient(app, client=("203.0.113.7", 1), headers={"user-agent": SECRET, "cookie": SECRET, "referer": SECRET})
    for path in paths:
        client.request(method, path, follow_redirects=False)
    written = capsys.readouterr().out
    assert SECRET not in written and "203.0.113.7" not in written
    return [json.loads(line) for line in written.splitlines()]


def test_a_request_is_one_line_of_json_without_its_reader(capsys: pytest.CaptureFixture[str]) -> None:
    """Route and not path, no query, no address, no browser, no cookie."""
    said = lines(capsys, f"/?text={SECRET}", f"/e/{SECRET}", f"/cards/{SECRET}?text=1", f"/assets/{SECRET}", f"/{SECRET}")
    assert [(one["route"], one["status"]) for one in said] == [
        ("/", 200), ("/e/{event_id:path}", 404), ("/cards/{event_id}", 404), ("/assets/", 404), ("other", 404),
    ]  # fmt: skip
    for one in said:
        assert list(one) == ["time", "method", "route", "status", "ms", "bytes"]
        assert datetime.fromisoformat(str(one["time"])).tzinfo
    assert said[0]["bytes"] > 1000  # type: ignore[operator]


def test_a_method_that_a_stranger_makes_up_is_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Else anybody could fill the memory with names."""
    assert [(one["method"], one["status"]) for one in lines(capsys, "/", method=SECRET.upper())] == [("other", 405)]


def test_nothing_is_written_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """A server on one's own machine is quiet."""
    TestClient(Starlette(routes=list(routes()), middleware=list(middleware()))).get("/")
    assert capsys.readouterr().out == ""


def test_counts_are_given_at_an_address_of_their_own() -> None:
    """As Prometheus reads them, and nowhere among the addresses of readers."""
    client = TestClient(Starlette(routes=list(routes()), middleware=list(middleware())))
    name, labels = "dateline_requests_total", {"method": "GET", "route": "/robots.txt", "status": "200"}
    before = REGISTRY.get_sample_value(name, labels) or 0
    client.get("/robots.txt")
    assert REGISTRY.get_sample_value(name, labels) == before + 1
    server, thread = start_http_server(0, "127.0.0.1")
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    server.shutdown()
    thread.join()
    assert "dateline_request_seconds_bucket" in text and "dateline_sessions" in text
    assert client.get("/metrics").status_code == client.get("/_stcore/metrics").status_code == 404
