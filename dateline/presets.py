"""Windows of days that are ready to be chosen: everything, up to the source, after it, its month, this month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf, isinf

from dateline.date_text import MONTHS
from dateline.dates import Day, calendar, day_number, day_text
from dateline.entries import Source
from dateline.selection import Selection


@dataclass(frozen=True)
class Preset:
    """A window, and what choosing it would give."""

    name: str
    meaning: str
    first: int | None
    last: int | None
    count: int = 0
    """Events, certain and possible, with all other filters as they are."""


def presets(selection: Selection, today: Day | None) -> tuple[Preset, ...]:
    """The windows that this table has; without `today` none that depends on it. No window stands there twice."""
    found: dict[tuple[int | None, int | None], Preset] = {}
    source = selection.collection.source
    months = () if today is None else (_this_month(today),)
    for one in (Preset("All", "All days", None, None), *(_of_source(source) if source else ()), *months):
        found.setdefault((one.first, one.last), one)
    counts = selection.within(map(_ends, found.values()))
    return tuple(replace(one, count=count) for one, count in zip(found.values(), counts, strict=True))


def _ends(one: Preset) -> tuple[float, float]:
    return -inf if one.first is None else one.first, inf if one.last is None else one.last


def _of_source(source: Source) -> Iterator[Preset]:
    """What the source could know, what was still to come, and its month; each only where the source's day is known that far."""
    start, end = source.published.s1, source.published.e2
    if not isinf(end):
        day = int(end)
        latest = "the day of the source" if start == end else "the last day on which the source can be from"
        yield Preset("Until the source", f"Until {day_text(day)}, {latest}", None, day)
        yield Preset("After it", f"From {day_text(day + 1)}, the day after the source", day + 1, None)
    if not isinf(start) and not isinf(end) and calendar(start)[:2] == calendar(end)[:2]:
        yield _month(start, "the month of the source")


def _this_month(today: Day) -> Preset:
    month = _month(today, "this month")
    return Preset("This month", month.meaning, month.first, month.last)


def _month(day: float, which: str) -> Preset:
    year, month, _ = calendar(day)
    first, last = day_number(year, month, 1), day_number(year + month // 12, month % 12 + 1, 1) - 1
    number = str(year) if year > 0 else f"{1 - year} BCE"
    return Preset(f"{MONTHS[month - 1][:3]} {number}", f"{MONTHS[month - 1]} {number}, {which}", first, last)
