"""Sentences about a selection and a view, in English: the summary, what each filter says, how events are classed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf

from dateline import countries
from dateline.collection import Collection
from dateline.dates import When, day_text, days_text, from_iso, when_text
from dateline.entries import Event, FollowUp, Source
from dateline.schema import CLAIMS, COUNTED_BY
from dateline.selection import Counts, Selection
from dateline.view import View

CATEGORY_NAMES = {
    "visit": "Visits",
    "talks": "Talks",
    "statement": "Statements",
    "decision": "Decisions",
    "launch": "Launches",
    "missile-test": "Missile tests",
    "arms-transfer": "Arms transfers",
    "military": "Military",
    "cyber": "Cyber",
    "observance": "Observances",
    "other": "Other",
}
STATUS_NAMES = {
    "scheduled": "scheduled",
    "under-way": "under way",
    "occurred": "occurred",
    "alleged": "alleged",
    "assessed": "assessed",
    "denied": "only denied",
}
PLACE_NAMES = {"point": "at a place", "region": "in a region", "country": "by country", "none": "without a place"}
SHAPE_NAMES = {
    "day": "one day",
    "month": "a day in a month",
    "year": "a day in a year",
    "set": "one day between",
    "before": "on or before",
    "after": "on or after",
    "span": "a span of days",
}
SHAPE_WORDS = {"day": "day", "month": "month", "year": "year", "set": "between", "before": "before", "after": "after", "span": "span"}
"""The same in one word, for a legend."""
MATCH_NAMES = {"any": "any of", "all": "all of", "between": "between"}


MOST_PLACES = 5
"""Places that are named in a sentence."""


@dataclass(frozen=True)
class Chip:
    """One active filter: what it says, and the view with it lifted."""

    what: str
    value: str
    text: str
    lifted: View


def number(count: int, one: str, many: str = "") -> str:
    """'1 event', '31 events', '1,204 events'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def summary(selection: Selection) -> str:
    """One sentence: how many events of how many countries, from when to when; certain and possible in a window."""
    counts = selection.counts
    if not counts.shown:
        return f"None of the {number(counts.in_table, 'event')} in this table fits the choice."
    many = f"{counts.shown:,} of {counts.in_table:,} events" if counts.filtered_out else number(counts.shown, "event")
    text = f"{many}, {number(len(selection.parties), 'country', 'countries')}"
    if span := span_text(selection):
        text += f", {span}"
    if "dates" in selection.view.active:
        text += f"; {counts.certain:,} certain and {counts.possible:,} possible in your window"
    return text + "."


def span_text(selection: Selection) -> str:
    """From the first to the last shown event, each as exactly as its own date: '2021 – 30 Nov 2023', '6–8 Nov 2023'."""
    ends = selection.ends
    if ends is None:
        return ""
    first, last = ends
    if first == last:
        return when_text(first)
    if not {first.shape, last.shape} & {"month", "year"}:
        return days_text(_end_day(first.s1, first.s2), _end_day(last.e2, last.e1))
    return f"{_end_text(first, first.s1, first.s2)} – {_end_text(last, last.e2, last.e1)}"


def _end_text(when: When, outer: float, inner: float) -> str:
    if when.shape in ("year", "month"):
        return when_text(when).split(" (")[0]
    return day_text(_end_day(outer, inner))


def _end_day(outer: float, inner: float) -> float:
    return inner if isinf(outer) else outer


def standing(selection: Selection) -> str:
    """As the source put it: how many had happened, were going on, were due, are claims or denials."""
    source = selection.collection.source
    if source is None or not selection.counts.shown:
        return ""
    counts = dict.fromkeys(STATUS_NAMES, 0) | selection.counted("status")
    claims = sum(counts[status] for status in CLAIMS)
    parts = [
        (counts["occurred"], "had happened"),
        (counts["under-way"], "was under way" if counts["under-way"] == 1 else "were under way"),
        (counts["scheduled"], "was due" if counts["scheduled"] == 1 else "were due"),
        (claims, "is a claim" if claims == 1 else "are claims"),
    ]
    told = [f"{count:,} {text}" for count, text in parts if count]
    dated = "" if isinf(source.published.e2) else f", {as_of(source.published)}"
    return f"As the source put it{dated}: {', '.join(told)}."


def counted_together(unit: str) -> str:
    """For more events than can be drawn: how they are counted, and how to see each. `unit` of the bins, such as quarter or 5 years."""
    return f"Too many to draw one by one: the timeline counts them by {unit}, the map in cells. Press a bar or a cell to look into it."


def timeline_says(selection: Selection) -> str:
    """What the timeline shows, for those who do not see it: how many events of each category, and from when to when."""
    counts = selection.counted("category")
    if not counts:
        return "The timeline is empty."
    named = [f"{CATEGORY_NAMES[category]} {counts[category]:,}" for category in CATEGORY_NAMES if category in counts]
    many = number(selection.counts.shown, "event")
    return f"{many} in lanes by category, {span_text(selection)}: {', '.join(named)}. The list has each of them."


def map_says(selection: Selection) -> str:
    """What the map shows, for those who do not see it: how many events it can place, how exactly, and where most of them are."""
    by_place = selection.counts.by_place
    if not selection.counts.shown:
        return "The map is empty."
    classes = [f"{count:,} {PLACE_NAMES[name]}" for name, count in by_place.items() if count]
    places = selection.places[:MOST_PLACES]
    named = ", ".join(f"{place.name} {count:,}" for place, count in places)
    return f"{number(selection.counts.shown, 'event')}: {', '.join(classes)}." + (f" Most at: {named}." if named else "")


@dataclass(frozen=True)
class Sum:
    """A number of events and what it is made of."""

    total: int
    text: str
    """The number with its name; bare where it was a part of the sum before."""
    parts: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        return f"{self.text} = {' + '.join(f'{count:,} {name}' for count, name in self.parts)}"


def sums(counts: Counts) -> tuple[Sum, ...]:
    """Where every row of the file is: each number of events is told again as the sum of its parts."""
    in_file = number(counts.in_file, "row in the file", "rows in the file")
    return (
        Sum(counts.in_file, in_file, ((counts.withheld, "withheld"), (counts.in_table, "in the table"))),
        Sum(counts.in_table, f"{counts.in_table:,}", ((counts.shown, "shown"), (counts.filtered_out, "filtered out"))),
        Sum(counts.shown, f"{counts.shown:,}", ((counts.certain, "certain"), (counts.possible, "possible"))),
        Sum(counts.shown, f"{counts.shown:,}", tuple((count, PLACE_NAMES[one]) for one, count in counts.by_place.items())),
    )


def account(selection: Selection) -> str:
    """The sums in one line: '43 rows in the file = 0 withheld + 43 in the table · 43 = 20 shown + 23 filtered out · ...'."""
    return " · ".join(str(one) for one in sums(selection.counts))


def as_of(published: When) -> str:
    """'as of 8 Mar 2024', or 'as of 6–8 Mar 2024' where the day is not known."""
    return (
        f"as of {days_text(published.s1, published.e2)}"
        if published.s1 > float("-inf") and published.e2 < float("inf")
        else when_text(published)
    )


def dated(collection: Collection) -> str:
    """How large and of when a collection is: '43 events, source of 6–8 Nov 2023, checked 23 Nov 2026'."""
    many = number(collection.rows_in_file, "event")
    if collection.source is None:
        return many
    published = collection.source.published
    checked = f", checked {day_text(from_iso(collection.checked_on))}" if collection.checked_on else ""
    if isinf(published.e2):
        return f"{many}, source not older than {day_text(published.s1)}{checked}"
    return f"{many}, source of {days_text(published.s1, published.e2)}{checked}"


def chips(view: View, collection: Collection) -> tuple[Chip, ...]:
    """Every active filter, each with a sentence and the view that lifts it."""
    found: list[Chip] = []
    for code in view.countries:
        found.append(Chip("countries", code, f"{countries.flag(code)} {countries.name(code)}", view.without("countries", code)))
    found += [Chip("roles", role, f"as {role}", view.without("roles", role)) for role in view.roles]
    found += [Chip("categories", one, CATEGORY_NAMES[one], view.without("categories", one)) for one in view.categories]
    found += [Chip("statuses", one, STATUS_NAMES[one], view.without("statuses", one)) for one in view.statuses]
    found += [Chip("shapes", one, f"dated: {SHAPE_NAMES[one]}", view.without("shapes", one)) for one in view.shapes]
    if "dates" in view.active:
        found.append(Chip("dates", "", window_text(view), view.without("dates")))
    if view.text:
        found.append(Chip("text", "", f"“{view.text}”", view.without("text")))
    if view.area:
        found.append(Chip("area", "", "inside the box on the map", view.without("area")))
    return tuple(found)


def window_text(view: View) -> str:
    """The window in words: '1–15 Nov 2023', 'from 1 Nov 2023', 'until 15 Nov 2023'."""
    if view.first is None:
        return f"until {day_text(view.last)}" if view.last is not None else "all dates"
    return f"from {day_text(view.first)}" if view.last is None else days_text(view.first, view.last)


FILTER_NAMES = {
    "countries": "the choice of countries",
    "roles": "the choice of roles",
    "categories": "the choice of categories",
    "statuses": "the choice of statuses",
    "shapes": "the choice of how a date is given",
    "dates": "the window of dates",
    "text": "the search text",
    "area": "the area on the map",
}


def heading(view: View, collection: Collection) -> str:
    """The view in a title: 'Visits · South Korea · 6–8 Nov 2023', or the collection's title where nothing is chosen."""
    return " · ".join(chip.text for chip in chips(view, collection)) or collection.title


def utc_text(utc: str) -> str:
    """'1 Dec 2023, 18:19 UTC'; empty where no clock time is known."""
    if not utc:
        return ""
    day, clock = utc.removesuffix("Z").split("T")
    return f"{day_text(from_iso(day))}, {clock} UTC"


def event_when(event: Event) -> str:
    """When, in words, with the clock time where the source gives one, and its day in UTC where that is another."""
    return when_text(event.when) + (f" ({clock_text(event.when, event.utc)})" if event.utc else "")


def clock_text(when: When, utc: str) -> str:
    """'20 Nov 2023, 22:43 UTC; in UTC still 20 Nov 2023'; empty where no clock time is known."""
    return "; ".join(text for text in (utc_text(utc), other_day(when, utc)) if text)


def other_day(when: When, utc: str) -> str:
    """The day in UTC where it is not the local day of the place: 'in UTC still 20 Nov 2023'; else empty."""
    if not utc or when.shape != "day":
        return ""
    in_utc = from_iso(utc[:10])
    if in_utc == when.s1:
        return ""
    return f"in UTC {'still' if in_utc < when.s1 else 'already'} {day_text(in_utc)}"


def record_text(follow_up: FollowUp, event: Event | None) -> dict[str, str]:
    """A follow-up in words: when, clock time, fact, slip against the plan, source, publisher, record, address, grade."""
    return {
        "title": event.title if event else follow_up.event_id,
        "when": when_text(follow_up.when),
        "utc": clock_text(follow_up.when, follow_up.utc),
        "fact": follow_up.fact,
        "slip": slip_text(event.when, follow_up.when) if event and follow_up.is_outcome else "",
        "source": follow_up.source.title,
        "publisher": follow_up.source.publisher,
        "note": follow_up.record,
        "url": follow_up.source.url,
        "grade": follow_up.grade,
    }


def slip_days(plan: When, outcome: When) -> int | None:
    """Days from the planned to the actual start; None where either start is not known to the day."""
    if plan.s1 != plan.s2 or outcome.s1 != outcome.s2:
        return None
    return int(outcome.s1 - plan.s1)


def slip_text(plan: When, outcome: When) -> str:
    """'1 day late', '2 days early', 'as planned'; empty where the plan or the outcome is not known to the day."""
    days = slip_days(plan, outcome)
    if days is None:
        return ""
    return "as planned" if days == 0 else f"{number(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def place_text(event: Event) -> str:
    """Where, in a few words: 'Seoul', 'Tokyo → Seoul → India', or nothing."""
    return " → ".join(place.name for place in event.places)


def source_text(source: Source, paragraphs: Sequence[int]) -> str:
    """'paragraph 4', 'paragraphs 4 and 5', 'title'; 'line 4' of a table."""
    unit = COUNTED_BY.get(source.kind, "paragraph")
    named = ["title" if paragraph == 0 else str(paragraph) for paragraph in paragraphs]
    bare = [name for name in named if name != "title"]
    text = f"{unit}{'s' if len(bare) > 1 else ''} {' and '.join(bare)}" if bare else ""
    return " and ".join(part for part in (["title"] if "title" in named else []) + ([text] if text else []))
