"""The calendar, read by the icalendar library, and line by line."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from dateline.exports import write
from dateline.selection import visible
from dateline.view import View
from tests.exports.conftest import SITE, Extracts


def calendar_of(extract: Extracts, **chosen: object) -> Calendar:
    return Calendar.from_ical(write(extract(**chosen).selection, "ics", SITE))


@pytest.fixture
def entries(extract: Extracts) -> dict[str, Calendar]:
    """Of the view that chooses nothing, by event."""
    return {str(entry["uid"]).partition("@")[0]: entry for entry in calendar_of(extract).walk("VEVENT")}


def test_entries_are_the_scheduled_events_that_have_their_days(entries: dict[str, Calendar]) -> None:
    """A year and an open side are no day to be entered on."""
    assert list(entries) == ["event-1", "event-2", "event-4", "event-3"]


@pytest.mark.parametrize(
    ("event", "first", "end", "status"),
    [
        ("event-1", date(2024, 3, 18), date(2024, 3, 19), "CONFIRMED"),
        ("event-2", date(2024, 3, 18), date(2024, 3, 21), "CONFIRMED"),
        ("event-3", date(2024, 4, 1), date(2024, 5, 1), "TENTATIVE"),
        ("event-4", date(2024, 3, 21), date(2024, 3, 24), "TENTATIVE"),
    ],
)
def test_entry_covers_all_days_on_which_it_may_be(entries: dict[str, Calendar], event: str, first: date, end: date, status: str) -> None:
    """Whole days, the end not counted; tentative where the day is not known."""
    entry = entries[event]
    assert (entry.decoded("dtstart"), entry.decoded("dtend"), str(entry["status"])) == (first, end, status)


def test_bounds_are_said_where_the_day_is_not_known(entries: dict[str, Calendar]) -> None:
    """So that nobody reads a month as a meeting of a month."""
    assert "These days are its bounds: one day between 21 and 23 Mar 2024." in entries["event-4"]["description"]
    assert "bounds" not in entries["event-2"]["description"]


def test_name_and_time_of_an_entry_do_not_move(entries: dict[str, Calendar]) -> None:
    """The id and the collection; the date of the data and not of the download; the number of corrections."""
    assert str(entries["event-2"]["uid"]) == "event-2@harbour"
    assert entries["event-2"].decoded("dtstamp") == datetime(2024, 4, 9, tzinfo=UTC)
    assert [entries[event]["sequence"] for event in ("event-1", "event-2")] == [0, 1]


def test_only_a_town_has_a_point(entries: dict[str, Calendar]) -> None:
    """A country's middle is none."""
    assert entries["event-1"]["geo"].latitude == 35.1 and "geo" not in entries["event-3"]
    assert str(entries["event-2"]["location"]) == "Tokyo → Busan"


def test_what_is_left_out_is_counted_and_said(extract: Extracts) -> None:
    """By reason, in the calendar's description."""
    told = str(calendar_of(extract)["description"])
    assert told.startswith(
        "4 entries; of the events shown, no entry: 1 not known to the year, 4 not scheduled, 1 without a first or a last day."
    )


def test_chosen_statuses_are_entered_instead(extract: Extracts) -> None:
    """Who asks for what has happened gets it."""
    entered = [str(entry["uid"]) for entry in calendar_of(extract, statuses=("occurred",)).walk("VEVENT")]
    assert entered == ["event-10@harbour", "event-9@harbour"] or entered == ["event-9@harbour"]


def test_calendar_can_be_subscribed_to(extract: Extracts) -> None:
    """It has a name, says where it is got, and how often to look."""
    told = calendar_of(extract, countries=("JPN",))
    assert str(told["x-wr-calname"]) == str(told["name"]) == "harbour: 🇯🇵 Japan"
    assert str(told["source"]) == f"{SITE}events.ics?country=JPN" and str(told["url"]) == f"{SITE}?country=JPN"
    assert told["refresh-interval"].to_ical() == b"P1D"


def test_lines_are_folded_and_end_as_the_standard_says(extract: Extracts) -> None:
    """At most 75 octets, CRLF."""
    file = write(extract().selection, "ics")
    assert all(len(line) <= 75 for line in file.split(b"\r\n")) and b"\n" not in file.replace(b"\r\n", b"")


def test_empty_selection_is_a_calendar_all_the_same(extract: Extracts) -> None:
    """A subscription outlives a week without events."""
    told = calendar_of(extract, text="no such word")
    assert not told.walk("VEVENT") and str(told["description"]).startswith("0 entries.")


def test_days_that_calendars_cannot_write_are_left_out(extract: Extracts) -> None:
    """Before the common era."""
    table = extract().collection
    file = write(visible(table, View(statuses=("occurred",))), "ics")
    assert b"event-10@" not in file and b"1 without a first or a last day" in file.replace(b"\r\n ", b"")
