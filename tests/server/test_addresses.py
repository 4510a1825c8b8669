"""Addresses that last: an event's own, and the files by which machines find them."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.collection import read_collection
from dateline.page_head import offered
from dateline.server import routes
from dateline.shelf import EMBEDDED, VARIABLE
from tests.making import folder_of

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


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_no_address_of_an_event_does_harm(name: str) -> None:
    """Whatever stands behind /e/: a small page, escaped."""
    answer = client.get(f"/e/{name.encode('utf-8', 'replace').hex()}")
    assert answer.status_code == 404
    hostile = client.get('/e/%3Cscript%3Ealert(1)%3C/script%3E"')
    assert hostile.status_code == 404 and "<script>" not in hostile.text and len(hostile.content) < 20_000


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
