"""Every look of the doctor finds what it looks for, and passes what is sound."""

import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from dateline import doctor
from dateline.cli import main
from dateline.doctor import CONNECTIONS, FOREIGN, Patient, Verdict, examine
from tests.deployment import CUT, METRICS, PAGE, Deployment, Front, Server

Serve = Callable[..., str]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small deployment notices at once that a connection has ended."""
    monkeypatch.setattr(doctor, "PAUSE_S", 0)


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
        def do_GET(self) -> None:  # noqa: N802 - as http.server names it
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


def leads_to(where: str) -> type[Front]:
    """A front that leads all who ask to another address."""

    class Elsewhere(Front):
        def do_GET(self) -> None:  # noqa: N802
            self.answer(301, b"", {"location": where})

    return Elsewhere


def test_an_address_that_leads_to_another_is_followed(serve: Serve) -> None:
    """As http to https: what is there is examined, and said."""
    there = serve()
    told = list(examine(serve(leads_to(f"{there}/"))))
    assert str(told[0]) == f"ok    address: leads to {there}/, which is examined"
    assert [one.what for one in told[1:]] == [one.what for one in examine(there)]
    assert all(one.sound for one in told)


def test_addresses_that_lead_to_each_other_are_no_page(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2: nothing was examined."""
    address = serve(leads_to("/"))
    assert main(["doctor", address]) == 2
    assert f"{address} leads from one address to the next" in capsys.readouterr().err
