"""Who may show the pages inside pages of their own, and what they get."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.server import routes
from dateline.server.embedding import VARIABLE, embedders, told

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example", raise_server_exceptions=True)


def policy(path: str) -> str:
    """The last part of the policy of a page."""
    return client.get(path).headers["content-security-policy"].rpartition("; ")[2]


def test_only_the_embedded_view_may_be_shown_by_others() -> None:
    """On other pages a click could be stolen."""
    assert policy("/?embed=true") == policy("/?embed=True&country=KOR") == "frame-ancestors *"
    assert policy("/") == policy("/?embed=false") == policy("/sources") == "frame-ancestors 'self'"


@pytest.mark.parametrize(
    ("told_by", "wanted"),
    [
        ("https://news.example https://*.school.example:8443", "https://news.example https://*.school.example:8443"),
        ("'self'", "'self'"),
        ("'none'", "'none'"),
        ("", "'none'"),
        ("https://news.example; script-src: *.other.example", "*.other.example"),
        ("javascript:alert(1)", "'none'"),
    ],
)
def test_configured_sources_are_all_that_may(monkeypatch: pytest.MonkeyPatch, told_by: str, wanted: str) -> None:
    """What is no source cannot get into the header."""
    monkeypatch.setenv(VARIABLE, told_by)
    assert policy("/?embed=true") == f"frame-ancestors {wanted}"


def test_code_says_who_may() -> None:
    """In a sentence beside it."""
    assert told({}) == "Any site may embed it."
    assert told({VARIABLE: "'none'"}) == "This server lets nobody embed it."
    assert embedders({VARIABLE: "https://news.example"}) in told({VARIABLE: "https://news.example"})
    assert "Any site may embed it." in client.get("/share").text


def test_first_screen_of_an_embedded_view_has_no_pickers_in_sight() -> None:
    """Only what it is, and the way to the whole page."""
    html = client.get("/?embed=true&country=KOR").text
    assert 'id="first-screen" class="fs-embedded"' in html
    assert '<a href="./?country=KOR" target="_blank" rel="noopener">Open in Dateline</a>' in html
    assert "fs-embedded" not in client.get("/?country=KOR").text.split("</style>")[-1]
