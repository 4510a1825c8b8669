"""`/card.png`: named in the head of each page, kept by whoever asks, harmless whatever is asked."""

from html import unescape
from pathlib import Path
from re import search

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.server import routes
from dateline.shelf import VARIABLE

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example", raise_server_exceptions=True)
PNG = b"\x89PNG\r\n\x1a\n"


def named(query: str) -> str:
    """The picture that a page names."""
    found = search(r'<meta property="og:image" content="([^"]*)"', client.get(f"/?{query}").text)
    assert found
    return unescape(found[1])


def test_page_names_the_picture_of_its_view_which_can_be_kept_for_ever() -> None:
    """The address names the data, so that it never means another picture."""
    address = named("country=KOR")
    assert address.startswith("https://dates.example/card.png?country=KOR&data=")
    answer = client.get(address)
    assert answer.content.startswith(PNG)
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(address).content == answer.content != client.get(named("")).content
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", ["", "data=older", "country=KOR"])
def test_address_that_does_not_name_these_data_is_asked_after(query: str) -> None:
    """A copy is used for some minutes only."""
    told = client.get(f"/card.png?{query}").headers["cache-control"]
    assert "immutable" not in told
    assert "max-age=300" in told


@pytest.mark.parametrize("query", ["country=ZZZ&colour=red", "event=%3Cb%3E", "text=" + "%E2%80%AE" * 500, "a=1&" * 3000, "text=%ff%00"])
def test_bad_query_gives_a_picture_too(query: str) -> None:
    """Never an error: what cannot be used is left out."""
    answer = client.get(f"/card.png?{query}")
    assert answer.status_code == 200
    assert answer.content.startswith(PNG)


def test_missing_collection_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """503 with the sentence that names the folder."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get("/card.png")
    assert answer.status_code == 503
    assert "nowhere" in answer.text
