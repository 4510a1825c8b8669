"""Several collections on one server: every address answers for the one in its query."""

import csv
import io
import os
from pathlib import Path

import pytest
from lxml import html as parser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.server import routes
from dateline.shelf import PRIVATE, VARIABLE
from tests.making import folder_of

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example")
TRAINS = "collection=trains"


@pytest.fixture(autouse=True)
def two_collections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ships, which is the default one, and trains."""
    ships = folder_of(tmp_path / "ships", [{"event_id": "port-call"}])
    trains = folder_of(tmp_path / "trains", [{"event_id": "last-train", "title": "The last train"}])
    monkeypatch.setenv(VARIABLE, f"{ships}{os.pathsep}{trains}")


def ids(query: str) -> list[str]:
    """The events in the CSV file of this query."""
    return [row["event_id"] for row in csv.DictReader(io.StringIO(client.get(f"/events.csv?{query}").text))]


def test_files_are_those_of_the_collection_in_the_query() -> None:
    """And without a name, of the first one."""
    assert (ids(""), ids("collection=ships"), ids(TRAINS)) == (["port-call"], ["port-call"], ["last-train"])


def test_every_link_of_the_first_screen_stays_in_its_collection() -> None:
    """Only those to other collections lead out of it."""
    page = parser.fromstring(client.get(f"/?{TRAINS}").text)
    links = [link for link in page.xpath("//*[@id='first-screen']//a/@href") if not link.startswith("#")]
    assert [link for link in links if TRAINS not in link] == ["./"]
    assert "The last train" in page.text_content()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://dates.example/?{TRAINS}"]


@pytest.mark.parametrize("page", ["sources", "countries", "list", "countries?country=KOR"])
def test_other_plain_pages_stay_in_their_collection_too(page: str) -> None:
    """The page of the sources, of countries, and the list."""
    found = parser.fromstring(client.get(f"/{page}{'&' if '?' in page else '?'}{TRAINS}").text)
    links = found.xpath("//*[@id='first-screen']//a/@href")
    assert links
    assert {link for link in links if TRAINS not in link} <= {f"./{page.partition('?')[0]}"}


def test_share_and_card_name_the_collection() -> None:
    """Links to copy, files to take, and the card while time is played."""
    share = parser.fromstring(f"<div>{client.get(f'/share?{TRAINS}').text}</div>")
    assert all(TRAINS in link for link in share.xpath("//ul//a/@href"))
    assert TRAINS in share.xpath("//textarea")[0].text
    assert client.get(f"/cards/last-train?{TRAINS}").status_code == 200
    assert client.get("/cards/last-train").status_code == 404


def test_address_of_an_event_leads_to_its_collection() -> None:
    """An id of another collection is unknown."""
    answer = client.get(f"/e/last-train?{TRAINS}", follow_redirects=False)
    assert answer.headers["location"] == f"../?event=last-train&{TRAINS}"
    assert client.get("/e/last-train").status_code == 404


def test_tables_are_those_of_the_collection_in_the_query() -> None:
    """Byte for byte."""
    assert "last-train" in client.get(f"/tables/events.csv?{TRAINS}").text
    assert "last-train" not in client.get("/tables/events.csv").text


def test_sitemap_lists_every_collection() -> None:
    """Pages and events of each."""
    told = client.get("/sitemap.xml").text
    assert "https://dates.example/?event=port-call<" in told
    assert f"https://dates.example/sources?{TRAINS}<" in told
    assert f"https://dates.example/?event=last-train&amp;{TRAINS}<" in told


@pytest.mark.parametrize("address", ["events.csv", "events.json", "card.png", "share", "cards/x", "e/x", "list", "tables/events.csv"])
def test_link_to_a_readers_own_table_is_told_kindly(address: str) -> None:
    """Nobody else can open it, and no other table is given in its place."""
    answer = client.get(f"/{address}?collection={PRIVATE}")
    assert answer.status_code == 404
    assert "its reader brought it along" in answer.text


def test_first_screen_of_a_readers_own_table_says_that_it_is_not_here() -> None:
    """With the ways to what there is."""
    page = parser.fromstring(client.get(f"/?country=KOR&collection={PRIVATE}").text)
    text = page.xpath("//*[@id='first-screen']")[0].text_content()
    assert "is not here" in text
    assert "A ship calls" not in text
