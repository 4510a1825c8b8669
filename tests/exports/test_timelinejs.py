"""Slides as the documents of TimelineJS describe them (https://timeline.knightlab.com/docs/json-format.html)."""

import json
from typing import Any

import pytest

from dateline.dates import parse_when
from dateline.exports import write
from dateline.exports.timelinejs import dates
from tests.exports.conftest import SITE, Extracts

Slides = dict[str, dict[str, Any]]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2024-03-18", (2024, 3, 18), None),
        ("2024-03", (2024, 3), None),
        ("2024", (2024,), None),
        ("2024-03-18/2024-03-20", (2024, 3, 18), (2024, 3, 20)),
        ("[2024-03-18..2024-03-20]", (2024, 3, 18), (2024, 3, 20)),
        ("[..2024-03-08]", (2024, 3, 8), None),
        ("[2024-03-08..]", (2024, 3, 8), None),
        ("../2024-03-08", (2024, 3, 8), None),
        ("2024-03-08/..", (2024, 3, 8), None),
        ("-0044-03-15", (-44, 3, 15), None),
    ],
)
def test_date_has_no_more_parts_than_the_table_gives(when: str, start: tuple[int, ...], end: tuple[int, ...] | None) -> None:
    """A month is a month; an open side is not drawn."""
    parts = ("year", "month", "day")
    found = dates(parse_when(when))
    assert found == (dict(zip(parts, start, strict=False)), dict(zip(parts, end, strict=False)) if end else None)


@pytest.fixture
def timeline(extract: Extracts) -> dict[str, Any]:
    """A view with a window."""
    made: dict[str, Any] = json.loads(write(extract(first=19_783, last=19_813).selection, "timelinejs.json", SITE))
    return made


def test_slide_says_in_words_what_a_date_cannot(timeline: dict[str, Any]) -> None:
    """What stands beside it is the text of the list."""
    slides = {slide["unique_id"]: slide for slide in timeline["events"]}
    assert slides["event-8"]["display_date"] == "on or before 8 Mar 2024"
    assert slides["event-4"]["display_date"] == "one day between 21 and 23 Mar 2024"
    assert slides["event-1"]["group"] == "Visits" and f"{SITE}?" in slides["event-1"]["text"]["text"]


def test_window_is_an_era_and_the_title_says_what_it_is(timeline: dict[str, Any]) -> None:
    """The scale is that of years."""
    (era,) = timeline["eras"]
    assert (era["start_date"], era["end_date"]) == ({"year": 2024, "month": 3, "day": 1}, {"year": 2024, "month": 3, "day": 31})
    assert timeline["scale"] == "human" and "certain" in timeline["title"]["text"]["text"]
    assert not any("media" in slide for slide in timeline["events"])
