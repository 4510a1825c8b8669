"""How far each event reaches on the time axis, and which stretch to show first. Days are numbers (see `dates`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf

from dateline.dates import When, anchor, day_number, iso

MOST = 0.75
"""The first view holds at least this share of the events ..."""
FAR = 1 / 3
"""... if they take less than this part of the whole time; otherwise it shows everything."""
STEP, GROWTH = 1.0, 4.0
"""It then takes in the next event on either side while the gap is no wider than what it shows already (STEP), up to
GROWTH times its length."""
LEAST_DAYS = 10.0
"""No first view is narrower: a single day across the page would look like a long time."""
MARGIN = 0.04
"""Room at each end, as a part of the range, so that no mark is cut in half."""
FADE = 0.065
"""Length of a fading end, as a part of the range: it says 'open', and must look the same for weeks and for decades."""
_FIRST, _LAST = day_number(-9999, 1, 1), day_number(9999, 12, 31)


@dataclass(frozen=True)
class Span:
    """A stretch of time in days; the end is not part of it."""

    start: float
    end: float

    @property
    def days(self) -> float:
        return self.end - self.start


def stamp(day: float) -> str:
    """A moment as plotly's time axis reads it: `2023-11-08`, or with hour and minute; within the years it knows."""
    day = min(max(day, _FIRST), _LAST)
    whole = int(day // 1)
    minutes = round((day - whole) * 1440)
    clock = f" {minutes % 1440 // 60:02}:{minutes % 60:02}" if minutes % 1440 else ""
    return iso(whole + minutes // 1440) + clock


def reach(when: When, fade: float) -> Span:
    """All that is drawn of an event: its bounds, and toward an open side `fade` days past the known day."""
    start = min(when.e1, when.s2) - fade if isinf(when.s1) and not isinf(when.e1) else when.s1
    start = when.s2 - fade if isinf(start) else start
    known = max(bound for bound in (when.s1, when.s2, when.e1) if not isinf(bound))
    return Span(start, (known + 1 + fade) if isinf(when.e2) else when.e2 + 1)


def bounds(when: When) -> list[int | None]:
    """s1, s2, e1, e2 as the page reads them: JSON knows no infinity."""
    return [None if isinf(day) else int(day) for day in (when.s1, when.s2, when.e1, when.e2)]


def whole(whens: Sequence[When]) -> Span:
    """From the first to the last known day of all of them."""
    known = [day for when in whens for day in (when.s1, when.s2, when.e1, when.e2) if not isinf(day)]
    return Span(min(known), max(known) + 1)


def first_range(whens: Sequence[When], as_of: Span | None) -> Span:
    """What to show first: the shortest time with most of the events, by the rule of the constants above.

    It takes in `as_of` where that is near.
    """
    if not whens:
        return _padded(as_of or Span(0, LEAST_DAYS))
    everything, days = whole(whens), sorted(anchor(when) for when in whens)
    core = _densest(days)
    core = everything if core.days >= FAR * everything.days else _widened(core, days)
    if as_of:
        joined = Span(min(core.start, as_of.start), max(core.end, as_of.end))
        core = joined if joined.days <= 1.25 * core.days + 7 else core
    return _padded(core)


def _densest(days: Sequence[float]) -> Span:
    needed = max(1, -int(-MOST * len(days) // 1))
    pairs = zip(days, days[needed - 1 :], strict=False)
    first, last = min(pairs, key=lambda pair: (pair[1] - pair[0], -pair[0]))
    return Span(first, last + 1)


def _widened(core: Span, days: Sequence[float]) -> Span:
    limit = max(core.days * GROWTH, LEAST_DAYS * GROWTH)
    while True:
        before = max((day for day in days if day < core.start), default=-inf)
        after = min((day + 1 for day in days if day >= core.end), default=inf)
        wider = Span(core.start, after) if after - core.end <= core.start - before else Span(before, core.end)
        if wider.days - core.days > STEP * max(core.days, LEAST_DAYS) or wider.days > limit:
            return core
        core = wider


def _padded(span: Span) -> Span:
    lack = max(0.0, LEAST_DAYS - span.days) / 2
    pad = MARGIN * max(span.days, LEAST_DAYS)
    return Span(span.start - lack - pad, span.end + lack + pad)


def outside(whens: Sequence[When], span: Span) -> tuple[int, int]:
    """How many events lie wholly before, and wholly after, a stretch of time, by the day that stands for them."""
    days = [anchor(when) for when in whens]
    return sum(day + 1 <= span.start for day in days), sum(day >= span.end for day in days)
