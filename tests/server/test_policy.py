"""What every answer tells browsers to hold it to."""

import re

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dateline.server import middleware, routes
from dateline.server.policy import FAILED, FOR_FILES, Policy, for_pages, inline_scripts
from dateline.server.shell import streamlit_static
from dateline.server.site import BEHIND_PROXY
from tests.server.conftest import Asked


def cookie(request: Request) -> Response:
    answer = PlainTextResponse("ok")
    answer.set_cookie("name", "value")
    return answer


def failing(_: Request) -> Response:
    raise ZeroDivisionError


def site(address: str = "http://dates.example", *, raises: bool = True) -> TestClient:
    app = Starlette(routes=[*routes(), Route("/cookie", cookie), Route("/fails", failing)], middleware=list(middleware()))
    return TestClient(app, base_url=address, raise_server_exceptions=raises)


def sent_before_it_failed(scope: Scope, *messages: Message) -> list[Message]:
    """What an application sends that fails after these messages."""
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing is to be read")

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(_: Scope, __: Receive, told: Send) -> None:
        for message in messages:
            await told(message)
        raise ZeroDivisionError

    with start_blocking_portal() as portal, pytest.raises(ZeroDivisionError):
        portal.call(Policy(app, {}), scope, receive, send)
    return sent


ADDRESSES = (
    "/", "/countries", "/sources", "/list", "/e/none", "/events.csv", "/events.none", "/cards/none", "/share", "/openapi.json",
    "/tables/events.csv", "/assets/icon.svg", "/robots.txt", "/nothing", "/_stcore/metrics",
)  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_has_the_headers(path: str) -> None:
    """Pages, files, refusals: each says where its parts may come from, and that its type is what it says."""
    headers = site().get(path, follow_redirects=False).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src" in headers["content-security-policy"]
    assert ("permissions-policy" in headers) is headers["content-type"].startswith("text/html")


def test_an_error_is_answered_with_the_headers() -> None:
    """A page too that could not be made: a sentence without the error, kept by nobody."""
    answer = site("https://dates.example", raises=False).get("/fails")
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (500, FAILED, "no-store")
    assert answer.headers["content-security-policy"] == FOR_FILES
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["strict-transport-security"]


def test_an_error_goes_on_to_the_log() -> None:
    """What is answered hides nothing from the operator."""
    with pytest.raises(ZeroDivisionError):
        site().get("/fails")


def test_a_socket_that_cannot_be_opened_is_answered_with_the_headers(asked: Asked) -> None:
    """It is refused, as a request is."""
    head, body = sent_before_it_failed(asked("/_stcore/stream", kind="websocket"))
    assert (head["type"], head["status"], body["body"]) == ("websocket.http.response.start", 500, FAILED.encode())
    assert (b"content-security-policy", FOR_FILES.encode()) in head["headers"]


@pytest.mark.parametrize(
    ("kind", "begun"),
    [("http", {"type": "http.response.start", "status": 200, "headers": []}), ("websocket", {"type": "websocket.accept"})],
)
def test_what_breaks_off_is_not_followed_by_another_answer(asked: Asked, kind: str, begun: Message) -> None:
    """Its beginning is on the way."""
    assert [message["type"] for message in sent_before_it_failed(asked("/", kind=kind), begun)] == [begun["type"]]


def test_a_page_runs_no_inline_script_and_no_eval() -> None:
    """But the one that Streamlit's own page begins with, by its hash, which is that of the installed version."""
    scripts = re.search(r"script-src ([^;]+);", for_pages())
    assert scripts and "unsafe" not in scripts[1] and "http" not in scripts[1]
    assert scripts[1].split() == ["'self'", inline_scripts()]
    written = (streamlit_static() / "index.html").read_text("utf-8")
    assert len(re.findall(r"<script>", written)) == len(inline_scripts().split()) == 1


@pytest.mark.parametrize("path", ["/", "/?country=KOR", "/countries", "/sources", "/list", "/e/none"])
def test_pages_have_no_inline_script_of_ours(path: str) -> None:
    """No handler in an attribute, no address that is a script; what machines read as JSON is no script."""
    html = site().get(path).text
    assert not re.findall(r"<[^>]+\son\w+\s*=", html)
    assert "javascript:" not in html
    ours = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "src=" not in tag and "application/ld+json" not in tag]
    assert len(ours) <= 1  # Streamlit's


def test_only_over_tls_browsers_are_told_to_stay_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said over plain HTTP it would be a lie; a proxy is believed where it is configured."""
    name = "strict-transport-security"
    assert name not in site().get("/").headers
    assert name in site("https://dates.example").get("/").headers
    assert name not in site().get("/", headers={"x-forwarded-proto": "https"}).headers
    monkeypatch.setenv(BEHIND_PROXY, "yes")
    assert name in site().get("/", headers={"x-forwarded-proto": "https"}).headers


def test_over_tls_no_cookie_travels_without_it() -> None:
    """Streamlit marks its own only where it holds the certificate itself."""
    assert "secure" not in site().get("/cookie").headers["set-cookie"].lower()
    assert "; Secure" in site("https://dates.example").get("/cookie").headers["set-cookie"]
