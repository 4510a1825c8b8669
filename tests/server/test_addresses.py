"""Addresses that last: an event's own, and the files by which machines find them."""

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.collection import read_collection
from dateline.link import clean
from dateline.page_head import offered
from dateline.server import routes
from dateline.server.addresses import LONGEST_ID
from dateline.shelf import EMBEDDED, VARIABLE
from tests.making import folder_of
from tests.spoiling import ODD, bounded

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example", follow_redirects=False)
TABLE = read_collection(EMBEDDED)
PLAN = "kor-spy-satellite-launch-planned"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_an_events_address_leads_to_the_page_with_it_open() -> None:
    """Every event has one; what else the link chooses stays."""
    for event in TABLE.at(range(len(TABLE.events))):
        answer = client.get(f"/e/{event.event_id}")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"../?event={event.event_id}"
    kept = client.get(f"/e/{PLAN}?country=kor&known=shown&event=other").headers["location"]
    assert parse_qs(urlsplit(kept).query) == {"country": ["KOR"], "known": ["shown"], "event": [PLAN]}


@pytest.fixture
def withdrawn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A table from which an event was taken, with the reason."""
    change = {"date": "2024-05-02", "event_id": "second-call", "what": "withdrawn", "why": "it was <b>another</b> ship"}
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path, [{"event_id": "first-call"}], changes=[change])))


@pytest.mark.usefixtures("withdrawn")
def test_a_withdrawn_event_is_gone_and_says_why() -> None:
    """410, with the day and the reason, and not for indexes."""
    answer = client.get("/e/second-call")
    assert answer.status_code == 410
    assert "2 May 2024" in answer.text and "it was &lt;b&gt;another&lt;/b&gt; ship" in answer.text
    assert 'content="noindex"' in answer.text


@pytest.mark.usefixtures("withdrawn")
def test_an_unknown_event_names_near_ones() -> None:
    """404, with links to events of nearly that id."""
    answer = client.get("/e/first-cal")
    assert answer.status_code == 404
    assert 'href="../e/first-call"' in answer.text and "second-call" not in answer.text


def test_an_unknown_event_is_found_by_its_words() -> None:
    """An id made of the words of a title leads to it."""
    assert "usa-blinken-arrives-seoul-2023" in client.get("/e/blinken-arrival-in-seoul").text


HARM = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\0'
LIKE_AN_ID = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_/", min_size=1, max_size=9000)
ODD_NAMES = st.one_of(
    st.text(min_size=1, max_size=200).map(str.encode),
    st.binary(min_size=1, max_size=200),
    st.lists(st.sampled_from([HARM, PLAN, "/", "..", "-", "?", "#", "%", ";"]) | ODD, min_size=1, max_size=9).map(
        lambda parts: "".join(parts).encode()
    ),
    LIKE_AN_ID.map(str.encode),
    st.builds(
        lambda piece, times: (piece * times).encode(), st.sampled_from([PLAN, "-", "usa-", HARM, "\u0301", "../"]), st.integers(2, 999)
    ),
)
"""What may stand behind /e/; hardly one of them is the id of an event."""


@settings(max_examples=100, deadline=None)
@given(ODD_NAMES, st.sampled_from(["", "?country=KOR&event=x", f"?text={quote(HARM)}"]))
def test_no_address_of_an_event_does_harm(name: bytes, query: str) -> None:
    """Whatever stands behind /e/, of any signs and length: a small page, soon and escaped, or the event that it names."""
    with bounded():
        answer = client.get(f"/e/{quote(name, safe='/').replace('.', '%2E')}{query}")  # dots as they are the client would follow itself
    meant = clean(name.decode("utf-8", "replace"))[:LONGEST_ID]
    assert answer.status_code == (307 if TABLE.event(meant) else 404)
    assert "<script>alert" not in answer.text and "<img" not in answer.text and "\u202e" not in answer.text
    assert len(answer.content) < 20_000


def test_a_missing_collection_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page with the reason, and a status that tells a machine to come again."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get(f"/e/{PLAN}")
    assert answer.status_code == 503 and "nowhere" in answer.text


def test_the_sitemap_lists_every_event_once() -> None:
    """Valid XML with absolute addresses, each of which answers; robots.txt names it."""
    assert "Sitemap: https://dates.example/sitemap.xml" in client.get("/robots.txt").text
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    places = [str(place.text) for place in ElementTree.fromstring(answer.content).iter(f"{NAMESPACE}loc")]
    assert len(places) == len(set(places)) == len(TABLE.events) + len(offered(takes_files=False))
    assert all(place.startswith("https://dates.example/") for place in places)
    assert all(client.get(place.removeprefix("https://dates.example")).status_code == 200 for place in places[:5])
