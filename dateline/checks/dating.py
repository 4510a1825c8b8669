"""Time: a *when* agrees with its basis, with the words in print, with the status and with the date of the source."""

import re
from collections.abc import Iterator
from datetime import datetime
from math import inf, isinf

from dateline.checks.findings import Record, Rule, Said
from dateline.checks.named_days import WEEKDAYS, Named, bounds_of, named_days, named_years, points_of, weekday_of
from dateline.checks.tables import Tables, say
from dateline.dates import When, day_number, day_text, days_text

_SOLAR_HOURS = 3.5
"""How far clocks stray from the sun's time at most (western China, 3.1 hours)."""
_DATE_IN_ID = re.compile(r"(?:^|-)(1[5-9]\d\d|20\d\d)(?:(-?)([01]\d)\2([0-3]\d)\d*)?(?=-|$)")
"""A year, or a day as 2023-11-08 or 20231108 (with which some agencies begin the number of a report)."""
_ZONES = (-12, 14)
"""Hours: the clocks that differ most from UTC."""


def texts_of(row: Record) -> str:
    """Where a row says how its date is known: the basis, and the words in print."""
    return ". ".join(filter(None, (row.cells.get("when_basis"), row.cells.get("published_basis"), *row.values.get("printed", ()))))


def is_named(point: Named, text: str) -> bool:
    """Whether a text names this day (or month, or year), and its year."""
    if point.year not in named_years(text):
        return False
    if not point.month:
        return True
    wanted = (point.month, point.day) if point.day else (point.month,)
    return any((named.month, named.day)[: len(wanted)] == wanted and named.year in (0, point.year) for named in named_days(text))


def is_day_of_a_named_month(point: Named, text: str) -> bool:
    """A day where the text names the month, and no day in it."""
    days = {named.day for named in named_days(text) if named.month == point.month and named.year in (0, point.year)}
    return bool(point.day) and days == {0}


def _when_not_in_basis(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        text = texts_of(row)
        for point in dict.fromkeys(points_of(row["when"])):
            # The first of a month, and a day out of a month, have rules of their own.
            if point.day != 1 and not is_day_of_a_named_month(point, text) and not is_named(point, text):
                why = f"neither basis nor printed words name {_point_text(point)}"
                yield say("events", row, "when", why, "say in when_basis how it is known, with day, month and year; or correct the date")
                break


def _point_text(point: Named) -> str:
    bounds = bounds_of(point, point.year)
    return days_text(*bounds) if bounds else str(point)


def _published_not_in_basis(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("sources"):
        text = texts_of(row)
        for point in points_of(row["published"]):
            if named_days(text) and not is_named(point, text):
                yield say("sources", row, "published", f"the basis names other days than {_point_text(point)}", "correct one of the two")
                break


def _weekday_in_basis(tables: Tables) -> Iterator[Said]:
    for table, when, basis in (("events", "when", "when_basis"), ("sources", "published", "published_basis")):
        for row in tables.rows(table):
            years = named_years(row.cells[basis]) & {point.year for point in points_of(row[when])}
            for named in named_days(row.cells[basis]):
                tried = {named.year} if named.year else years or {point.year for point in points_of(row[when])}
                days = [bounds[0] for year in tried if (bounds := bounds_of(named, year))]
                if named.weekday and named.day and days and all(weekday_of(day) != named.weekday for day in days):
                    right = WEEKDAYS[weekday_of(days[0]) - 1]
                    why = f"{day_text(days[0])} is a {right}, not a {WEEKDAYS[named.weekday - 1]}"
                    yield say(table, row, basis, why, "correct the weekday or the date")


def _when_against_printed(tables: Tables) -> Iterator[Said]:
    for row in tables.read:
        for words in row["printed"]:
            said = next(_disagreement(row["when"], words), "")
            if said:
                yield say("events", row, "when", f"'{words}' is printed, {said}", "correct the date, or the printed words")
                break


def _disagreement(when: When, words: str) -> Iterator[str]:
    years = {int(point.year) for point in points_of(when)}
    around = range(min(years) - 1, max(years) + 2) if years else range(0)
    for year in named_years(words):
        bounds = bounds_of(Named(), year)
        if bounds and not _meets(when, *bounds):
            yield f"and the date is not of {year}"
    for named in named_days(words):
        tried = [named.year] if named.year else around
        spans = [bounds for year in tried if named.month and (bounds := bounds_of(named, year))]
        if spans and not any(_meets(when, *span) for span in spans):
            yield "and the date is another"
        days = _days(when)
        if named.weekday and days and all(weekday_of(day) != named.weekday for day in days):
            yield f"and no day of the date is a {WEEKDAYS[named.weekday - 1]}"
        if named.weekday and spans and named.day and all(weekday_of(span[0]) != named.weekday for span in spans if _meets(when, *span)):
            yield f"and that day of the date's year is no {WEEKDAYS[named.weekday - 1]}"


def _meets(when: When, first: float, last: float) -> bool:
    return when.s1 <= last and when.e2 >= first


def _days(when: When) -> list[int]:
    """The days of a short *when*; of an open one its known end, of a longer one none: every weekday is in it."""
    if isinf(when.s1) or isinf(when.e2):
        return [int(bound) for bound in dict.fromkeys((when.s1, when.e2)) if not isinf(bound)]
    return list(range(int(when.s1), int(when.e2) + 1)) if when.e2 - when.s1 < 6 else []


def _published(tables: Tables, row: Record) -> When:
    published: When = tables.sources[row["source_id"]]["published"]
    return published


def _due_in_the_past(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        when, published = row["when"], _published(tables, row)
        if row["status"] != "scheduled":
            continue
        if when.e2 < published.s1:
            why = f"is due, but lies wholly before the source's date, {day_text(published.s1)}"
            yield say("events", row, "when", why, "correct the date, or the status")
        elif when.s1 == -inf:
            why = "is due, but may lie at any time in the past"
            yield say("events", row, "when", why, "give the first day it can be: that of the source, if nothing else is known")


def _past_in_the_future(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        when, published = row["when"], _published(tables, row)
        last = when.s1 if when.shape in ("month", "year") else when.e2  # the month of the source may have days to come
        if row["status"] == "occurred" and last > published.e2:
            why = f"has occurred, but reaches past the source's date, {day_text(published.e2)}"
            yield say("events", row, "when", why, "end it with the source at the latest, or correct the status")
        elif row["status"] == "occurred" and when.shape == "span" and when.s1 == -inf and when.uncertain:
            why = "has occurred, but the date says that it goes on (no start, and an end in doubt)"
            yield say("events", row, "status", why, "write under-way, or a date that is over")


def _under_way(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        when, published = row["when"], _published(tables, row)
        if row["status"] != "under-way":
            continue
        if when.shape != "span":
            why, todo = "is under way, but its date is one day", "write a span, open where no end is known, or correct the status"
            yield say("events", row, "when", why, todo)
        elif when.s1 > published.e2 or when.e2 < published.s1:
            why = f"is under way, but not at the source's date, {days_text(published.s1, published.e2)}"
            yield say("events", row, "when", why, "correct the date, or the status")


def _year_in_id(tables: Tables) -> Iterator[Said]:
    sources = tables.rows("sources")
    for table, rows, key, column in (("events", tables.read, "event_id", "when"), ("sources", sources, "source_id", "published")):
        for row in rows:
            found = _DATE_IN_ID.search(row[key])
            if not found:
                continue
            year, month, day = (int(found[group] or 0) for group in (1, 3, 4))
            bounds = bounds_of(Named(day, month, year), year)
            if bounds and not _meets(row[column], *bounds):
                yield say(table, row, column, f"the id says {days_text(*bounds)}", f"correct the date; if it is right, name the {key} anew")


def _clock_time(tables: Tables) -> Iterator[Said]:
    for table in ("events", "follow_ups"):
        for row in tables.rows(table):
            if row["utc"]:
                first, last = _local_days(row["utc"], _hours(tables, table, row))
                if not _meets(row["when"], first, last):
                    why = f"is not {days_text(first, last)}, which the clock time in utc makes it there"
                    yield say(table, row, "when", why, "correct one of the two; when is the local day")


def _hours(tables: Tables, table: str, row: Record) -> tuple[float, float]:
    """How far local clocks may be from UTC at a row's place."""
    places = [row["place_id"]] if row.values.get("place_id") else []
    event = row if table == "events" else tables.events.get(row["event_id"])
    named = places or (list(event["places"]) if event else [])
    if not named:
        return _ZONES
    sun = [tables.places[place_id]["longitude"] / 15 for place_id in named]
    return max(_ZONES[0], min(sun) - _SOLAR_HOURS), min(_ZONES[1], max(sun) + _SOLAR_HOURS)


def _local_days(utc: str, hours: tuple[float, float]) -> tuple[int, int]:
    clock = datetime.fromisoformat(utc)
    day = day_number(clock.year, clock.month, clock.day)
    time = clock.hour + clock.minute / 60
    return day + int((time + hours[0]) // 24), day + int((time + hours[1]) // 24)


def _checked_before_source(tables: Tables) -> Iterator[Said]:
    for table in ("events", "follow_ups"):
        for row in tables.rows(table):
            checked = row["checked_on"]
            if checked and checked.e2 < _published(tables, row).s1:
                yield say(table, row, "checked_on", "lies before the source's date", "give the day on which it was compared")


def _not_one_day(tables: Tables) -> Iterator[Said]:
    for table, column in (("events", "checked_on"), ("follow_ups", "checked_on"), ("changes", "date")):
        for row in tables.rows(table):
            day = row[column]
            if day and (day.shape != "day" or day.uncertain or day.approximate):
                yield say(table, row, column, "is no exact day, and our own work has one", "write the day, such as 2024-03-18")


def _source_unbounded(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("sources"):
        if isinf(row["published"].s1) or isinf(row["published"].e2):
            why = "is open, so that nothing can be compared with it"
            yield say("sources", row, "published", why, "give the first and the last day that it can be, such as [2023-11-06..2023-11-08]")


def _record_names_other_days(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("follow_ups"):
        when, published = row["when"], tables.sources[row["source_id"]]["published"]
        utc = _local_days(row["utc"], (0, 0)) if row["utc"] else None
        for named in named_days(row.cells["record"]):
            bounds = bounds_of(named, named.year) if named.day and named.year else None
            if bounds is None or _meets(when, *bounds) or _meets(published, *bounds) or (utc and utc[0] == bounds[0]):
                continue
            yield say(
                "follow_ups", row, "when", f"the record is of {day_text(bounds[0])}", "correct the date, or what is said of the record"
            )
            break
        else:
            if _cut_short(when, row.cells["record"]):
                why = "the record names a span of other days"
                yield say("follow_ups", row, "when", why, "correct the date, or what is said of the record")


def _cut_short(when: When, record: str) -> bool:
    """A record that names several days as a span ("9–10 November 2023") names the bounds of the date."""
    span = re.search(r"\d{1,2}–\d{1,2} [A-Z][a-z]+ \d{4}", record)
    days = [bounds[0] for named in named_days(span[0]) if (bounds := bounds_of(named, named.year))] if span else []
    return len(days) == 2 and (when.s1, when.e2) != tuple(days)


RULES = (
    Rule("when-not-in-basis", "each day, month and year of a date is named in its basis or in print", "meaning", _when_not_in_basis),
    Rule("published-not-in-basis", "a source's date is that of its basis, where this names days", "meaning", _published_not_in_basis),
    Rule("weekday-wrong", "a weekday named in a basis is that of the day beside it", "meaning", _weekday_in_basis),
    Rule("printed-disagrees", "a date agrees with the days, months, years and weekdays in print", "source", _when_against_printed),
    Rule("due-in-the-past", "nothing is scheduled before the source's date, or at any time before", "meaning", _due_in_the_past),
    Rule("past-in-the-future", "nothing has occurred after the source's date, or still goes on", "meaning", _past_in_the_future),
    Rule("under-way-not-then", "what is under way lasts, and at the source's date", "meaning", _under_way),
    Rule("id-year-differs", "a year or day in an id is one of the row's date", "meaning", _year_in_id),
    Rule("clock-time-differs", "a clock time in UTC falls on the local day", "meaning", _clock_time),
    Rule("checked-before-source", "a row is checked after its source appeared", "meaning", _checked_before_source),
    Rule("no-exact-day", "checks and changes have an exact day", "meaning", _not_one_day),
    Rule("source-undated", "a source's date is bounded on both sides", "meaning", _source_unbounded),
    Rule("record-differs", "the days that a record is said to name are those of the follow-up", "meaning", _record_names_other_days),
)
"""What holds of time."""
