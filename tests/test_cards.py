"""The card of one event, asked for by a browser that plays through time."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline import fragments
from dateline.collection import read_collection
from dateline.link import from_query
from dateline.selection import visible
from dateline.server import routes
from dateline.shelf import EMBEDDED, VARIABLE
from tests.making import folder_of

client = TestClient(Starlette(routes=list(routes())))


@pytest.fixture
def port_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server of three events."""
    folder = folder_of(tmp_path / "calls", [{"title": "First <call>"}, {"when": "2024-03-19"}, {"category": "talks", "when": "2024-03-20"}])
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def test_card_is_that_of_the_page_with_this_event_open(port_calls: Path) -> None:
    """The same HTML as the page has it for this view, with its neighbours and the links of the view."""
    answer = client.get("/cards/event-2?category=visit&event=event-1")
    collection = read_collection(port_calls)
    view, _ = from_query({"category": ["visit"], "event": ["event-2"]}, collection)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == fragments.card(visible(collection, view), "http://testserver/")


def test_card_escapes_what_the_table_says(port_calls: Path) -> None:
    """A title with marks of HTML stays text."""
    assert "First &lt;call&gt;" in client.get("/cards/event-1").text


def test_event_that_a_filter_hides_has_a_card_that_says_so(port_calls: Path) -> None:
    """Its card is there all the same."""
    assert "Not in the list" in client.get("/cards/event-3?category=visit").text


def test_parameters_that_cannot_be_used_are_passed_over(port_calls: Path) -> None:
    """As on the page: a bad part of a link does not hide the event."""
    assert client.get("/cards/event-2?country=ZZZ&from=never&nonsense=1").text == client.get("/cards/event-2").text


def test_unknown_event_is_answered_with_a_sentence(port_calls: Path) -> None:
    """404, as text, with what was asked for in it, shortened and without marks of HTML in force."""
    answer = client.get(f"/cards/{'x' * 300}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert answer.text.startswith("There is no event 'xxx")
    assert len(answer.text) < 100


def test_browser_that_has_the_card_of_these_tables_is_told_so(port_calls: Path) -> None:
    """304 as long as no byte of the tables changes, then the new card."""
    first = client.get("/cards/event-2")
    assert "max-age" in first.headers["cache-control"]
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = client.get("/cards/event-2", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    folder_of(port_calls, [{}, {"when": "2024-03-18", "title": "Another title"}])
    changed = client.get("/cards/event-2", headers=known)
    assert changed.status_code == 200
    assert "Another title" in changed.text


def test_server_without_its_tables_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is none: no traceback, a sentence."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get("/cards/event-1")
    assert answer.status_code == 503
    assert "nowhere" in answer.text


def test_every_event_of_the_embedded_tables_has_a_card() -> None:
    """None of them fails."""
    for event_id in read_collection(EMBEDDED).events["event_id"].to_list():
        assert f'data-open="{event_id}"' in client.get(f"/cards/{event_id}").text


def test_query_without_end_is_refused(port_calls: Path) -> None:
    """It is not even read."""
    assert client.get(f"/cards/event-1?text={'x' * 20_000}").status_code == 414
