"""iCalendar (RFC 5545): what is due, as entries of whole days, so that it stands in a reader's own calendar.

Entries are the scheduled events, or those of the statuses that the view chooses. The rest is counted in the calendar's description.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from dateline import words
from dateline.dates import When, calendar, when_text
from dateline.entries import Event
from dateline.exports.extract import FIRST_DAY, LAST_DAY, Extract, Item
from dateline.exports.readable import account, facts, readable

DEFAULT_STATUSES = ("scheduled",)
"""What a calendar is for: what is coming."""
DAYS_OF_A_YEAR = 365
"""A start or an end that is not known to the year is no day to be entered on."""
_PRODUCT = "-//Dateline//Events//EN"
_END = b"END:VCALENDAR\r\n"


def write_ics(extract: Extract) -> Iterator[bytes]:
    """The calendar's own lines, then an entry for each event that has its days."""
    yield _calendar(extract).to_ical().removesuffix(_END)
    for item in extract.items():
        if not _why_not(item.event, extract):
            yield entry(item, extract).to_ical()
    yield _END


def entry(item: Item, extract: Extract) -> Entry:
    """One event: from the first day on which it may be to the last, both counted."""
    event, when = item.event, item.event.when
    made = Entry()
    made.add("uid", f"{event.event_id}@{extract.collection.name}")
    made.add("dtstamp", _moment(extract))
    made.add("dtstart", _date(when.s1))
    made.add("dtend", _date(when.e2) + timedelta(days=1))  # the end of a VEVENT is the first day after it
    made.add("summary", readable(event.title))
    made.add("description", "\n".join(_description(item, extract)))
    made.add("status", "CONFIRMED" if is_firm(event) else "TENTATIVE")
    made.add("transp", "TRANSPARENT")  # the reader is not taken up by it
    made.add("categories", [words.CATEGORY_NAMES[event.category]])
    made.add("url", extract.link_of(event))
    made.add("sequence", sum(change.what == "changed" for change in extract.changes.get(event.event_id, ())))
    if event.places:
        made.add("location", readable(words.place_text(event)))
    if len(event.places) == 1 and event.place_class == "point":
        made.add("geo", (event.places[0].latitude, event.places[0].longitude))
    return made


def is_firm(event: Event) -> bool:
    """Its days are given without doubt, and nobody disputes it."""
    when = event.when
    known_to_the_day = when.s1 == when.s2 and when.e1 == when.e2 and not (when.uncertain or when.approximate)
    return known_to_the_day and event.status in ("scheduled", "under-way", "occurred")


def _description(item: Item, extract: Extract) -> Iterator[str]:
    yield readable(item.event.summary)
    if not is_firm(item.event):
        yield f"These days are its bounds: {when_text(item.event.when)}."
    for label, text in facts(item, extract):
        yield readable(f"{label}: {text}")


def _why_not(event: Event, extract: Extract) -> str:
    """Why an event is no entry; empty for one that is."""
    if event.status not in (extract.view.statuses or DEFAULT_STATUSES):
        return "not scheduled"
    when = event.when
    if when.s1 < FIRST_DAY or when.e2 > LAST_DAY:
        return "without a first or a last day"
    if _is_wide(when):
        return "not known to the year"
    return ""


def _is_wide(when: When) -> bool:
    return max(when.s2 - when.s1, when.e2 - when.e1) + 1 >= DAYS_OF_A_YEAR


def _calendar(extract: Extract) -> Calendar:
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("name", readable(extract.heading))
    made.add("x-wr-calname", readable(extract.heading))  # what calendars read that do not know RFC 7986
    made.add("description", readable("\n".join([_left_out(extract), *account(extract)])))
    made.add("url", extract.link)
    made.add("source", extract.address("ics"), parameters={"VALUE": "URI"})
    made.add("last-modified", _moment(extract))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    return made


def _left_out(extract: Extract) -> str:
    """How many events are entries, and how many are not, and why."""
    reasons = Counter(_why_not(item.event, extract) for item in extract.items())
    entered = reasons.pop("", 0)
    told = words.number(entered, "entry", "entries")
    missing = ", ".join(f"{count:,} {why}" for why, count in sorted(reasons.items()))
    return f"{told}; of the events shown, no entry: {missing}." if missing else f"{told}."


def _date(day: float) -> date:
    return date(*calendar(day))


def _moment(extract: Extract) -> datetime:
    return datetime(*calendar(extract.day), tzinfo=UTC)
