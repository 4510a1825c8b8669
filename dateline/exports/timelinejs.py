"""The JSON of TimelineJS (Knight Lab): a slide an event, for stories that are told with that tool.

A date has no more parts than the table gives; what it cannot say ("on or before") stands beside it in words. The tool shows its
texts as HTML, so they are escaped.
"""

from collections.abc import Iterator
from math import isinf
from typing import Any

from dateline import words
from dateline.dates import When, calendar
from dateline.exports.columns import spoken
from dateline.exports.extract import Extract, Item
from dateline.exports.json import object_with
from dateline.exports.readable import account, anchor, html, lines, paragraphs

Point = dict[str, int]


def write_timelinejs(extract: Extract) -> Iterator[str]:
    """A title slide that says what the extract is, the window as an era, a slide for each event."""
    link = anchor(extract.link, "The same as timeline and map")
    head: dict[str, Any] = {
        "scale": "human",
        "title": {"text": {"headline": html(extract.heading), "text": paragraphs(*account(extract)) + link}},
        "eras": _eras(extract),
    }
    yield from object_with(head, "events", (_slide(item, extract) for item in extract.items()))


def _slide(item: Item, extract: Extract) -> dict[str, Any]:
    event = item.event
    start, end = dates(event.when)
    told = paragraphs(event.summary) + lines(item, extract) + anchor(extract.link_of(event), "Open it on timeline and map")
    return {
        "unique_id": event.event_id,
        "start_date": start,
        **({"end_date": end} if end else {}),
        "display_date": html(spoken(event.when)),
        "group": html(words.CATEGORY_NAMES[event.category]),
        "text": {"headline": html(event.title), "text": told},
    }


def dates(when: When) -> tuple[Point, Point | None]:
    """Where a slide stands, and where it ends: with as many parts as the table gives. An open side is not drawn at all."""
    first = when.s1 if not isinf(when.s1) else when.s2 if not isinf(when.s2) else when.e1
    last = when.e2 if not isinf(when.e2) else when.e1 if not isinf(when.e1) else first
    if when.shape in ("day", "month", "year"):
        parts = {"day": 3, "month": 2, "year": 1}[when.shape]
        return _point(first, parts), None
    if when.shape in ("before", "after") or isinf(when.s1) or isinf(when.e2):
        return _point(when.e1 if isinf(when.s1) and when.shape == "span" else first), None
    return _point(first), _point(last) if last != first else None


def _eras(extract: Extract) -> list[dict[str, Any]]:
    """The window of dates, where it has both ends."""
    first, last = extract.view.first, extract.view.last
    if first is None or last is None:
        return []
    headline = html(f"Window: {words.window_text(extract.view)}")
    return [{"start_date": _point(first), "end_date": _point(last), "text": {"headline": headline}}]


def _point(day: float, parts: int = 3) -> Point:
    return dict(list(zip(("year", "month", "day"), calendar(day), strict=True))[:parts])
