"""Events counted together: in bins of time, and at points. What an overview shows, and what stands for more events than can be drawn.

An event counts once, on the day that stands for it (`dates.anchor`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, isinf

import narwhals as nw

from dateline.dates import calendar, day_number
from dateline.event_rows import Frame
from dateline.schema import CLAIMS
from dateline.selection import MOST_MARKS, Selection

MOST_BINS = 160
"""Bars that an overview across a screen can show apart."""
MOST_BARS = 120
"""Bars side by side in a lane that can be told apart and hit on a laptop's screen."""
MOST_BEYOND = 500
"""Events outside the area whose points are sent beside those inside; more would make one change too heavy."""
_MONDAY = 4
"""Day 4 after 1970-01-01, a Thursday, is a Monday."""
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Bins:
    """Whole units of the calendar one after the other; bin i has the days from `edges[i]` up to, not with, `edges[i + 1]`."""

    unit: str
    """day, week, month, quarter, year, '5 years', ..."""
    edges: tuple[int, ...]

    def at(self, day: float) -> int:
        """The bin that holds a day; the first or last for days outside."""
        return min(max(bisect_right(self.edges, day) - 1, 0), len(self.edges) - 2)


@dataclass(frozen=True)
class Overview:
    """How many events there are along the whole time, whatever the window."""

    bins: Bins
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Bar:
    """The shown events of a category in a bin; `stated`, `due_or_claimed` and `possible` add up to their number."""

    category: str
    at: int
    """Which bin."""
    stated: int
    """Certain in the window, and stated as a fact."""
    due_or_claimed: int
    """Certain in the window, and scheduled or somebody's word."""
    possible: int

    @property
    def count(self) -> int:
        return self.stated + self.due_or_claimed + self.possible


@dataclass(frozen=True)
class Stacks:
    """The shown events in bars; each of them in one."""

    bins: Bins
    bars: tuple[Bar, ...]
    """By category, then in order of time; none is empty."""


def bins(first: float, last: float, most: int = MOST_BINS) -> Bins:
    """The finest bins of the calendar that hold the days from `first` to `last`, both counted, in at most `most` bins."""
    for unit, edges in _ladder(first, last):
        listed = []
        for edge in edges:
            listed.append(edge)
            if edge > last or len(listed) > most:
                break
        found = Bins(unit, tuple(listed))
        if listed[-1] > last:
            break
    return found


def overview(selection: Selection) -> Overview | None:
    """Counts over the whole span of the table, of the events that pass every filter but the window; None for an empty table."""
    told: Overview | None = selection.once("overview", lambda: _overview(selection))
    return told


def _overview(selection: Selection) -> Overview | None:
    days = selection.collection.events["anchor"]
    if not len(days):
        return None
    found = bins(float(days.min()), float(days.max()))
    counts = [0] * (len(found.edges) - 1)
    by_day = selection.others("dates").group_by("anchor").agg(count=nw.len())
    for day, count in zip(by_day["anchor"].to_list(), by_day["count"].to_list(), strict=True):
        counts[found.at(day)] += int(count)
    return Overview(found, tuple(counts))


def beyond(selection: Selection) -> list[tuple[float, float, str]] | None:
    """The points of events that the area alone hides, as latitude, longitude and their ids; so a new box can be counted while it is drawn.

    Without an area there are none. None where they, or the shown events, are too many to be told one by one.
    """
    if "area" not in selection.view.active:
        return [] if selection.counts.shown <= MOST_MARKS else None
    hidden = selection.others("area").filter(~nw.col("pass_area"))
    if len(hidden) > MOST_BEYOND or selection.counts.shown > MOST_MARKS:
        return None
    spots = selection.collection.spots.join(hidden.select("row", "event_id"), on="row", how="inner").sort("row")
    points: dict[tuple[float, float], list[str]] = {}
    for latitude, longitude, event_id in spots.select("latitude", "longitude", "event_id").iter_rows():
        points.setdefault((latitude, longitude), []).append(event_id)
    return [(latitude, longitude, " ".join(ids)) for (latitude, longitude), ids in sorted(points.items())]


def window_hides(selection: Selection, most: int = MOST_MARKS) -> list[tuple[int | None, ...]] | None:
    """s1, s2, e1, e2 of the events that only the window hides, None where open; None where they are more than `most`.

    With them the browser counts what a wider window would show, while the hand moves.
    """
    if "dates" not in selection.view.active:
        return []
    hidden = selection.others("dates").filter(~nw.col("pass_dates"))
    if len(hidden) > most:
        return None
    columns = (hidden[name].to_list() for name in ("s1", "s2", "e1", "e2"))
    return [tuple(None if isinf(day) else int(day) for day in row) for row in zip(*columns, strict=True)]


def stack_bins(selection: Selection) -> Bins | None:
    """The bins for the shown events, within the window where there is one; None where nothing is shown."""
    view, frame = selection.view, selection.frame
    if not len(frame):
        return None
    first, last = float(frame["anchor"].min()), float(frame["anchor"].max())
    low = first if view.first is None else min(max(first, view.first), max(last, view.first))
    high = last if view.last is None else max(min(last, view.last), min(first, view.last))
    return bins(min(low, high), max(low, high), MOST_BARS)


def in_bins(frame: Frame, found: Bins) -> nw.Expr:
    """The bin of each event in a frame of `Collection.events`, by the day that stands for it; those outside are in the first or last."""
    days = frame["anchor"].unique().to_list()
    return nw.col("anchor").replace_strict(days, [found.at(day) for day in days], return_dtype=nw.Int64)


def stacks(selection: Selection) -> Stacks | None:
    """The shown events by category and time; None where there is none. Those whose day lies outside the window count at its edge."""
    told: Stacks | None = selection.once("stacks", lambda: _stacks(selection))
    return told


def _stacks(selection: Selection) -> Stacks | None:
    frame, found = selection.frame, stack_bins(selection)
    if found is None:
        return None
    told = frame.select(
        "category",
        at=in_bins(frame, found),
        stated=nw.col("certain") & ~nw.col("status").is_in([*CLAIMS, "scheduled"]),
        due_or_claimed=nw.col("certain") & nw.col("status").is_in([*CLAIMS, "scheduled"]),
        possible=~nw.col("certain"),
    )
    kinds = ("stated", "due_or_claimed", "possible")
    summed = told.group_by("category", "at").agg(*(nw.col(kind).sum() for kind in kinds)).sort("category", "at")
    return Stacks(found, tuple(Bar(str(row[0]), *(int(number) for number in row[1:])) for row in summed.iter_rows()))


def _ladder(first: float, last: float) -> Iterator[tuple[str, Iterator[int]]]:
    day, (year, month, _) = floor(first), calendar(first)
    yield "day", _steps(day, lambda at: at + 1)
    yield "week", _steps(day - (day - _MONDAY) % 7, lambda at: at + 7)
    yield "month", _months(year, month, 1)
    yield "quarter", _months(year, month - (month - 1) % 3, 3)
    for years in _YEARS:
        yield ("year" if years == 1 else f"{years} years"), _months(year - year % years, 1, 12 * years)


def _steps(start: int, following: Callable[[int], int]) -> Iterator[int]:
    while True:
        yield start
        start = following(start)


def _months(year: int, month: int, by: int) -> Iterator[int]:
    while True:
        yield day_number(year, month, 1)
        years, month = divmod(month - 1 + by, 12)
        year, month = year + years, month + 1
