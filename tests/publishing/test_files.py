"""A collection as a site of files: what is there, that every link leads somewhere, and what is told where no address is known."""

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from dateline.collection import Collection, read_collection
from dateline.exports import FORMATS
from dateline.publishing import files
from dateline.publishing.folder import tables_in
from tests.exports.readers import READERS

SITE = "https://example.org/line/"
IDS = ["event-1", "event-2", "event-3"]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def table(harbour: Path) -> Collection:
    """The collection."""
    return read_collection(harbour, linked="harbour")


@pytest.fixture(scope="module")
def site(table: Collection, harbour: Path) -> Files:
    """It is not known where it will be."""
    return dict(files(table, tables_in(harbour)))


@pytest.fixture(scope="module")
def placed(table: Collection, harbour: Path) -> Files:
    """It is known."""
    return dict(files(table, tables_in(harbour), SITE))


def links(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Every address that a page names, with the attribute."""
    for element in html.document_fromstring(content.decode()).iter("*"):
        for attribute in ("href", "src"):
            if element.get(attribute):
                yield attribute, element.get(attribute)


def test_every_link_of_every_page_leads_to_a_file_of_the_site(site: Files) -> None:
    """Opened from the disk or below any path: nothing begins at the root of a host, nothing is missing."""
    pages = [name for name in site if name.endswith(".html")]
    assert len(pages) == len(IDS) + 5
    for page in pages:
        for attribute, link in links(page, site[page]):
            if link.startswith("data:") or link == "https://register.example/" or link.startswith("#"):
                continue
            path, _, rest = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path.partition("?")[0]))
            assert target in site and "?" not in path, (page, attribute, link)
            assert not rest or (target == "index.html" and rest in IDS), (page, link)


def test_every_event_has_its_page_with_card_reading_and_source(site: Files) -> None:
    """Without scripts, and with every letter of the table escaped."""
    first = site["e/event-1.html"].decode()
    assert "A ship &lt;b&gt;&#34;calls&#34;&lt;/b&gt;" in first and "<b>&#34;" not in first
    assert "It came a day late" in first and "Where it is read from" in first and "A harbour log" in first
    assert 'href="../e/event-2.html"' in first and "<svg" in first
    assert all(f"e/{event_id}.html" in site and f"cards/{event_id}.png" in site for event_id in IDS)
    assert not any(b"<script" in content for name, content in site.items() if name.endswith(".html") and name != "index.html")


def test_a_withdrawn_event_keeps_a_page_that_says_why(site: Files) -> None:
    """A host for files cannot answer 410; the page says it, and asks not to be listed."""
    page = site["e/event-9.html"].decode()
    assert "It was another port" in page and '<meta name="robots" content="noindex">' in page


def test_every_format_is_there_with_every_event(placed: Files) -> None:
    """The one in HTML is the start page. Its links, like those in the files, lead to the pages of the events."""
    for name in FORMATS:
        content = placed["index.html" if name == "html" else f"events.{name}"]
        assert sorted(READERS[name](content)) == (["event-1"] if name == "ics" else IDS)
    assert json.loads(placed["events.json"])["events"][0]["link"] == f"{SITE}e/event-3.html"
    assert f"{SITE}events.atom" in placed["events.atom"].decode() and f"{SITE}e/event-2.html" in placed["events.atom"].decode()


def test_tables_are_there_byte_for_byte(site: Files, harbour: Path) -> None:
    """Who takes them can publish the same."""
    assert site["tables/events.csv"] == (harbour / "events.csv").read_bytes()


def test_with_an_address_previews_and_sitemap_name_it(placed: Files) -> None:
    """Programs that read them follow whole addresses only."""
    page = placed["e/event-2.html"].decode()
    assert f'<link rel="canonical" href="{SITE}e/event-2.html">' in page
    assert f'<meta property="og:image" content="{SITE}cards/event-2.png">' in page
    listed = [element.text for element in etree.fromstring(placed["sitemap.xml"]).iter("{*}loc")]
    assert listed == [SITE, f"{SITE}sources.html", *(f"{SITE}e/{event_id}.html" for event_id in ("event-3", "event-1", "event-2"))]
    assert f"Sitemap: {SITE}sitemap.xml" in placed["robots.txt"].decode()
    assert f'href="{SITE}"' in placed["404.html"].decode()
    assert f"{SITE}, " not in page and SITE in placed["index.html"].decode().partition("<h2>Cite</h2>")[2]


def test_without_an_address_nothing_claims_one(site: Files) -> None:
    """No sitemap, no citation without an address, no link to this machine."""
    assert "sitemap.xml" not in site and b"Sitemap" not in site["robots.txt"] and b"<h2>Cite</h2>" not in site["index.html"]
    for name, content in site.items():
        if name.endswith((".html", ".csv", ".json", ".atom", ".kml", ".ics", ".geojson")):
            assert b"localhost:8501" not in content, name
    assert not list(links("404.html", site["404.html"]))[1:]  # it may be answered below any path


def test_the_site_of_the_same_collection_has_the_same_bytes(table: Collection, harbour: Path, site: Files) -> None:
    """It reads no clock; a change shows as a change."""
    assert dict(files(table, tables_in(harbour))) == site


def test_the_last_file_names_all_files(site: Files) -> None:
    """So that a later one knows what it may replace."""
    name, content = list(site.items())[-1]
    assert name == "dateline.json" and json.loads(content)["files"] == list(site)


def test_the_style_sheet_names_its_typeface_beside_it(site: Files) -> None:
    """A sheet's addresses count from the sheet."""
    named = re.findall(r'url\("([^"]*)"\)', site["assets/style.css"].decode())
    assert named and all(f"assets/{name}" in site for name in named)
