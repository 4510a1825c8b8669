"""Sentences about a selection: counts, dates and names as a reader meets them."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline import words
from dateline.dates import from_iso, parse_when
from dateline.selection import visible
from dateline.view import FILTERS, Box, View
from tests.making import collection_of

WINDOW = View(first=from_iso("2024-03-10"), last=from_iso("2024-03-20"))


def test_summary_counts_events_countries_and_days(tmp_path: Path) -> None:
    """N events, M countries, from – to."""
    table = collection_of(tmp_path, {"when": "2024-03-18"}, {"when": "2024-03-01", "countries": "USA:actor"})
    assert words.summary(visible(table, View())) == "2 events, 3 countries, 1–18 Mar 2024."


def test_summary_of_a_window_tells_certain_from_possible(tmp_path: Path) -> None:
    """An event that may lie outside is counted apart."""
    table = collection_of(tmp_path, {"when": "2024-03-18"}, {"when": "2024-03"}, {"when": "2024-05-01"})
    assert "1 certain and 1 possible in your window" in words.summary(visible(table, WINDOW))
    assert words.summary(visible(table, WINDOW)).startswith("2 of 3 events, ")


def test_summary_of_nothing_says_so(tmp_path: Path) -> None:
    """No count of countries or days where there is nothing."""
    table = collection_of(tmp_path, {"when": "2025-01-01"})
    assert words.summary(visible(table, WINDOW)) == "None of the 1 event in this table fits the choice."


@pytest.mark.parametrize(
    ("whens", "span"),
    [
        (("2021~", "2023-11-30"), "2021 – 30 Nov 2023"),
        (("2022-11", "2023-11-30"), "November 2022 – 30 Nov 2023"),
        (("2023-11-06", "2023-11-08"), "6–8 Nov 2023"),
        (("2023-11-08",), "8 Nov 2023"),
        (("2023-11",), "November 2023"),
        (("[..2023-11-08]", "2023-11-30"), "8–30 Nov 2023"),
        (("2023-11-06", "2023-11-07/.."), "6–7 Nov 2023"),
    ],
)
def test_span_is_no_more_exact_than_its_ends(tmp_path: Path, whens: tuple[str, ...], span: str) -> None:
    """A year does not become its first of January, an open side names no day."""
    table = collection_of(tmp_path, *({"when": when} for when in whens))
    assert words.span_text(visible(table, View())) == span


def test_standing_counts_what_the_source_says(tmp_path: Path) -> None:
    """What had happened, was due, is a claim; the numbers add up to the events shown."""
    statuses = ("occurred", "occurred", "scheduled", "alleged", "assessed", "denied", "under-way")
    table = collection_of(tmp_path, *({"status": status} for status in statuses))
    text = words.standing(visible(table, View()))
    assert text == "As the source put it, as of 20 Mar 2024: 2 had happened, 1 was under way, 1 was due, 3 are claims."


def test_source_of_an_unknown_day_is_dated_by_its_bounds() -> None:
    """The three days in which it can have appeared."""
    assert words.as_of(parse_when("[2023-11-06..2023-11-08]")) == "as of 6–8 Nov 2023"


def test_source_that_carries_no_date_is_not_dated(tmp_path: Path) -> None:
    """A table of others is only not older than what it tells."""
    table = collection_of(tmp_path, {"status": "occurred"})
    source_id, source = next(iter(table.sources.items()))
    table = replace(table, sources={source_id: replace(source, published=parse_when("[2024-03-18..]"))})
    assert words.standing(visible(table, View())) == "As the source put it: 1 had happened."
    assert words.dated(table) == "1 event, source not older than 18 Mar 2024"


@pytest.mark.parametrize(
    ("kind", "text"), [("article", "paragraphs 4 and 5"), ("table by line", "lines 4 and 5"), ("table by record", "records 4 and 5")]
)
def test_place_in_a_source_is_named_by_what_it_counts(tmp_path: Path, kind: str, text: str) -> None:
    """A line of a table is no paragraph."""
    source = replace(next(iter(collection_of(tmp_path).sources.values())), kind=kind)
    assert words.source_text(source, (4, 5)) == text


def test_every_filter_has_a_chip_that_lifts_only_it(tmp_path: Path) -> None:
    """Whatever hides events is named, and goes away alone."""
    view = View(
        countries=("KOR", "JPN"), roles=("host",), categories=("visit",), statuses=("occurred",), shapes=("day",),
        first=from_iso("2024-03-10"), text="ship", area=Box(30, 120, 40, 140),
    )  # fmt: skip
    chips = words.chips(view, collection_of(tmp_path))
    assert {chip.what for chip in chips} == set(FILTERS) == set(view.active)
    for chip in chips:
        assert set(view.active) - set(chip.lifted.active) == ({chip.what} if chip.what != "countries" else set())
        assert chip.lifted != view and chip.text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [("2024-03-10", "2024-03-20", "10–20 Mar 2024"), ("2024-03-10", None, "from 10 Mar 2024"), (None, "2024-03-20", "until 20 Mar 2024")],
)
def test_window_reads_as_words(first: str | None, last: str | None, text: str) -> None:
    """Open on either side."""
    assert words.window_text(View(first=from_iso(first) if first else None, last=from_iso(last) if last else None)) == text


@pytest.mark.parametrize(
    ("paragraphs", "text"), [((4,), "paragraph 4"), ((4, 5), "paragraphs 4 and 5"), ((0,), "title"), ((0, 3), "title and paragraph 3")]
)
def test_place_in_the_source_reads_as_words(tmp_path: Path, paragraphs: tuple[int, ...], text: str) -> None:
    """Paragraph 0 is the title."""
    source = collection_of(tmp_path).source
    assert source is not None
    assert words.source_text(source, paragraphs) == text


@pytest.mark.parametrize(
    ("when", "utc", "text"),
    [
        ("2024-03-19", "2024-03-18T22:10Z", "19 Mar 2024 (18 Mar 2024, 22:10 UTC; in UTC still 18 Mar 2024)"),
        ("2024-03-18", "2024-03-19T02:10Z", "18 Mar 2024 (19 Mar 2024, 02:10 UTC; in UTC already 19 Mar 2024)"),
        ("2024-03-18", "2024-03-18T09:00Z", "18 Mar 2024 (18 Mar 2024, 09:00 UTC)"),
        ("2024-03", "2024-03-18T09:00Z", "March 2024 (18 Mar 2024, 09:00 UTC)"),
        ("2024-03-18", "", "18 Mar 2024"),
    ],
)
def test_clock_time_is_told_with_its_day_in_utc_where_that_is_another(tmp_path: Path, when: str, utc: str, text: str) -> None:
    """The day is the local one of the place; the card says when the two differ."""
    (one,) = visible(collection_of(tmp_path, {"when": when, "utc": utc, "places": ""}), View()).shown
    assert words.event_when(one.event) == text


@pytest.mark.parametrize(("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_parts_are_listed_as_one_says_them(parts: list[str], text: str) -> None:
    """Commas, and one 'and'."""
    assert words.listed(parts) == text
