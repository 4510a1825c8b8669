"""`/share`: what the dialog shows of a view, whole and escaped."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as parser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.collection import read_collection
from dateline.exports import FORMATS
from dateline.link import DATA
from dateline.server import routes
from dateline.shelf import EMBEDDED, VARIABLE
from dateline.since import mark

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example", raise_server_exceptions=True)
PLAN = "kor-spy-satellite-launch-planned"


def fields(query: str) -> dict[str, str]:
    """What can be copied, by its name."""
    page = parser.fromstring(f"<div>{client.get(f'/share?{query}').text}</div>")
    return {label.text: page.xpath(f"//textarea[@id='{label.get('for')}']")[0].text for label in page.iter("label")}


def test_links_carry_the_view_and_the_mark_of_the_data() -> None:
    """With the open event and without it."""
    found = fields(f"country=KOR&event={PLAN}&map=10_20_3")
    queries = [parse_qs(urlsplit(found[name]).query) for name in ("Link with the open event", "Link without the open event")]
    wanted = {"country": ["KOR"], DATA: [mark(read_collection(EMBEDDED))]}
    assert [{name: values for name, values in query.items() if name != "map"} for query in queries] == [{**wanted, "event": [PLAN]}, wanted]
    assert found["Markdown"].endswith(f"]({found['Link with the open event']})")
    assert parser.fromstring(found["HTML"]).get("href") == found["Link with the open event"]
    assert {"Text", "BibTeX", "RIS", "CSL-JSON"} <= found.keys()


def test_every_file_is_offered_for_this_view() -> None:
    """Below the page's own address, wherever that is."""
    links = parser.fromstring(client.get("/share?country=KOR").text).xpath("//ul//a/@href")
    assert links == [f"events.{name}?country=KOR" for name in FORMATS]


def test_link_that_later_has_other_data_says_so_on_the_first_screen() -> None:
    """The sentence stands in the page without scripts too."""
    assert "have changed since this link was made" in client.get("/?data=0123456789ab-0").text
    assert "since this link was made" not in client.get(f"/?data={mark(read_collection(EMBEDDED))}").text


@pytest.mark.parametrize("query", ["text=%3Cscript%3Ealert(1)%3C/script%3E", "event=%22%3E%3Cimg%20src=x%3E", "text=" + "x" * 4000])
def test_whatever_is_asked_is_escaped(query: str) -> None:
    """Nothing of the query becomes an element; a link too long for a code has none."""
    answer = client.get(f"/share?{query}")
    assert answer.status_code == 200
    assert not parser.fromstring(f"<div>{answer.text}</div>").xpath("//script | //img")
    assert len(answer.content) < 60_000


def test_missing_collection_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """503 with the sentence that names the folder."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get("/share")
    assert answer.status_code == 503
    assert "nowhere" in answer.text
