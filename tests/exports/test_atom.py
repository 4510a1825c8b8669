"""The feed, read by feedparser."""

import feedparser
import pytest
from lxml import etree

from dateline.exports import write
from tests.exports.conftest import SITE, Extracts
from tests.exports.readers import ATOM

AT = "{http://purl.org/atompub/tombstones/1.0}"


@pytest.fixture
def feed(extract: Extracts) -> feedparser.FeedParserDict:
    """Of the view that chooses nothing."""
    return feedparser.parse(write(extract().selection, "atom", SITE))


def test_what_changed_last_comes_first(feed: feedparser.FeedParserDict) -> None:
    """By the table of changes, else by the day of the check, else by the date of the data."""
    order = [(entry.id.rpartition("/")[2], entry.updated[:10]) for entry in feed.entries]
    assert [day for _, day in order] == sorted((day for _, day in order), reverse=True)
    assert dict(order).items() >= {("event-2", "2024-04-09"), ("event-9", "2024-04-02"), ("event-10", "2024-04-01")}


def test_new_event_keeps_the_day_on_which_it_was_added(feed: feedparser.FeedParserDict) -> None:
    """A correction moves `updated` and says why."""
    entry = next(entry for entry in feed.entries if entry.id.endswith("/event-2"))
    assert (entry.published[:10], entry.updated[:10]) == ("2024-04-01", "2024-04-09")
    assert "A day was wrong" in entry.content[0].value and "It had been left out" in entry.content[0].value


def test_ids_are_tags_that_stay(feed: feedparser.FeedParserDict) -> None:
    """Of the site and the collection, not of the view."""
    assert "tag:example.org,2026:harbour/event-1" in [entry.id for entry in feed.entries]
    assert feed.feed.id == "tag:example.org,2026:harbour/events?"


def test_feed_names_itself_and_the_page(feed: feedparser.FeedParserDict) -> None:
    """As RFC 4287 asks: self, alternate, author, updated."""
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": f"{SITE}events.atom", "alternate": SITE}
    assert (feed.feed.author, feed.feed.updated) == ("harbour", "2024-04-09T00:00:00Z")
    assert feed.entries[0].link.startswith(f"{SITE}?event=")


def test_withdrawn_event_is_said_to_be_deleted(extract: Extracts) -> None:
    """A reader that knows RFC 6721 takes it away."""
    root = etree.fromstring(write(extract().selection, "atom", SITE))
    (gone,) = root.findall(f"{AT}deleted-entry")
    assert (gone.get("ref"), gone.get("when")) == ("tag:example.org,2026:harbour/event-99", "2024-04-05T00:00:00Z")
    assert len(root.findall(f"{ATOM}entry")) == 10
