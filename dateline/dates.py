"""The time of an event: EDTF (ISO 8601-2) to bounds in days, and to words.

A day is a number: days since 1970-01-01 in the proleptic Gregorian calendar, for any year; year 0 is 1 BCE.
Open sides are infinite. A listed part of EDTF is read (`FORMS`), everything else is refused with the nearest form.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, inf, isinf
from typing import Literal, get_args

from dateline.date_text import FORMS, MONTHS, allowed_by_edtf, nearest, shown
from dateline.errors import DateError

Day = int
Shape = Literal["day", "month", "year", "set", "before", "after", "span"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""The ways in which a table gives a time, each drawn in its own way."""

TEXT_LIMIT = 300
"""Characters of the longest *when* that is read: a set of two dozen days. Damaged cells are longer."""
_POINT = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")


@dataclass(frozen=True, slots=True)
class When:
    """When an event is: its start lies in [s1, s2] and its end in [e1, e2], in day numbers, both ends counted."""

    edtf: str
    """The text, normalised: no spaces, a listed set in order of time."""
    s1: float
    s2: float
    e1: float
    e2: float
    shape: Shape
    """day: exactly it · month, year: one day in it · set: one of these · before: [..d] · after: [d..] · span: a/b."""
    uncertain: bool
    """Written with `?` (or `%`); moves no bound."""
    approximate: bool
    """Written with `~` (or `%`); moves no bound."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, month or year as written; `month` or `day` 0 where not given."""

    year: int
    month: int = 0
    day: int = 0
    text: str = ""
    flag: str = ""

    @property
    def first(self) -> Day:
        return day_number(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> Day:
        month = self.month or 12
        return day_number(self.year, month, self.day or _month_length(self.year, month))


class _ReadError(Exception):
    """Why `part` of a text cannot be read, what may be meant by it, and the text on either side of it."""

    def __init__(self, part: str, why: str, hints: Iterable[str] = (), before: str = "", after: str = "") -> None:
        super().__init__(why)
        self.part, self.why, self.hints, self.before, self.after = part, why, tuple(hints), before, after


def _month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 30 + (month + month // 8) % 2


def day_number(year: int, month: int, day: int) -> Day:
    """Days from 1970-01-01 to this day. DateError if the month has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= _month_length(year, month)):
        raise DateError(f"year {year}, month {month}, day {day}: there is no such day; write {FORMS}")
    # Years that begin in March put the leap day last; 153 days are any five of its months from March on
    # (Hinnant, "chrono-compatible low-level date algorithms").
    year -= month <= 2
    era, of_era = divmod(year, 400)
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + (153 * ((month - 3) % 12) + 2) // 5 + day - 719_469


def calendar(day: float) -> tuple[int, int, int]:
    """Year, month and day of a day number, by the inverse of `day_number`."""
    era, of_era = divmod(floor(day) + 719_468, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    return year + era * 400 + (month >= 10), (month + 2) % 12 + 1, of_year - (153 * month + 2) // 5 + 1


@lru_cache(maxsize=4096)
def iso(day: float) -> str:
    """`2023-11-08`; a year before 1 BCE has its sign: `-0044-03-15`. DateError for an open side, which is no day."""
    if isinf(day):
        raise DateError("an open side has no day; ask for the bound that is known")
    year, month, of_month = calendar(day)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{of_month:02}"


def from_iso(text: str) -> Day:
    """The day number of `2023-11-08`. DateError if it is not one exact day."""
    when = parse_when(text)
    if when.shape != "day" or when.uncertain or when.approximate:
        raise DateError(f"{shown(text)}: one exact day is needed, such as 2023-11-08")
    return int(when.s1)


def order_key(when: When) -> tuple[float, float]:
    """Events stand in the order of their latest possible start, then end."""
    return when.s2, when.e2


def anchor(when: When) -> float:
    """The day that stands for an event: of a span the first; else the last on which it may be, as in the order of the
    list; where that is open, the one that is known."""
    if when.shape == "span":
        return when.e1 if isinf(when.s1) else when.s1
    return when.s1 if isinf(when.s2) else when.s2


@lru_cache(maxsize=65_536)  # a table of 100,000 events has far fewer different dates
def parse_when(text: str) -> When:
    """What an EDTF text means in days. DateError says what is wrong and names the nearest form that is read."""
    if len(text) > TEXT_LIMIT:
        raise DateError(f"{shown(text)}: {len(text)} characters are too long for a date; write {FORMS}")
    cleaned = re.sub(r"\s*,\s*", ",", text.strip())
    try:
        return _read(cleaned)
    except _ReadError as refused:
        raise DateError(f"{shown(text)}: {_refusal(cleaned, refused)}") from None


def _read(text: str) -> When:
    # The edtf library needs 6 to 66 ms for one of these forms, refuses some and takes reversed ones (DESIGN.md section
    # 4). The forms are few and fixed: one pattern reads them, and the tests hold what it takes against the library.
    if text.startswith("[") and text.endswith("]"):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    point = _point(text)
    shape: Shape = "day" if point.day else "month" if point.month else "year"
    return _when(text, (point.first, point.last, point.first, point.last), shape, point.flag)


def _when(text: str, bounds: tuple[float, float, float, float], shape: Shape, flags: str = "") -> When:
    s1, s2, e1, e2 = map(float, bounds)
    both = "%" in flags
    return When(text, s1, s2, e1, e2, shape, both or "?" in flags, both or "~" in flags)


def _point(text: str) -> _Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise _ReadError(text, "this is no date in a form that is read here")
    year, month, day, flag = match.groups(default="")
    if year == "-0000":
        raise _ReadError(text, "the year 1 BCE is 0000, without a sign", ["0000" + text[5:]])
    if month and not 1 <= int(month) <= 12:
        raise _ReadError(text, f"there is no month {month}", [f"{year}-{day}-{month}"] * bool(day) + [year])
    length = _month_length(int(year), int(month)) if day else 0
    if day and not 1 <= int(day) <= length:
        end = [f"{year}-{month}-{length}"] * (int(day) > 0)
        spoken = f"{MONTHS[int(month) - 1]} {_year_text(int(year))}"
        raise _ReadError(text, f"{spoken} has {length} days", [*end, f"{year}-{month}"])
    return _Point(int(year), int(month or 0), int(day or 0), text, flag)


def _parts(pieces: Sequence[str], join: Callable[[Sequence[str]], str]) -> list[_Point | None]:
    """Each piece as a point, None for an open side; a refused one tells what stands around it."""
    points: list[_Point | None] = []
    for index, piece in enumerate(pieces):
        try:
            points.append(None if piece == ".." else _point(piece))
        except _ReadError as refused:
            before, after = join([*pieces[:index], "\0", *pieces[index + 1 :]]).split("\0", 1)
            raise _ReadError(piece, refused.why, refused.hints, before, after) from None
    return points


def _read_interval(text: str) -> When:
    start, end = _parts(text.split("/", 1), "/".join)
    flags = (start.flag if start else "") + (end.flag if end else "")
    if start and end:
        if start.first > end.last:
            raise _ReadError(text, "it ends before it begins, so turn it round", [f"{end.text}/{start.text}"])
        # A start is not after the end, nor an end before the start: the bounds give way to each other.
        bounds = (start.first, min(start.last, end.last), max(end.first, start.first), end.last)
        return _when(text, bounds, "span", flags)
    if start:
        return _when(text, (start.first, start.last, start.first, inf), "span", flags)
    if end:
        return _when(text, (-inf, end.last, end.first, end.last), "span", flags)
    raise _ReadError(text, "one side of an interval must be known")


def _read_set(text: str) -> When:
    inside = text[1:-1]
    listed = "," in inside
    low, dots, high = inside.partition("..")
    if listed or not dots:
        points = _parts(inside.split(","), lambda pieces: f"[{','.join(pieces)}]")
    else:
        points = _parts([low or "..", high or ".."], lambda ends: f"[{'..'.join(end.strip('.') for end in ends)}]")
    known = [point for point in points if point]
    in_order = sorted(set(known), key=lambda point: (point.first, point.last))
    if any(point.flag for point in known):
        raise _ReadError(text, "a set is doubt enough and takes no ? or ~", [re.sub("[?~%]", "", text)])
    if not known or (listed and None in points):
        raise _ReadError(text, "one side of a set must be known, and both of a list")
    if None not in points and len(in_order) < 2:
        raise _ReadError(text, "a set has two different days or more", [known[0].text])
    first, last = in_order[0].first, max(point.last for point in known)
    if listed:
        return _when(f"[{','.join(point.text for point in in_order)}]", (first, last, first, last), "set")
    if points[1] is None:
        return _when(text, (first, inf, first, inf), "after")
    if points[0] is None:
        return _when(text, (-inf, last, -inf, last), "before")
    if points[0].first > points[1].last:
        raise _ReadError(text, "it ends before it begins, so turn it round", [f"[{high}..{low}]"])
    return _when(text, (first, last, first, last), "set")


def _refusal(text: str, refused: _ReadError) -> str:
    """What is wrong and what to write: suggestions that can be read, else all the forms."""
    whole = nearest(text, _reads)
    near = whole or nearest(refused.part, _reads, refused.before, refused.after)
    why, hints = near or (refused.why, [refused.before + hint + refused.after for hint in refused.hints])
    readable = [hint for hint in hints if near or _reads(hint)]
    if not text:
        why = "a date is missing"
    elif not readable and allowed_by_edtf(text):
        why = "EDTF has this form, but it is not read here"
    return f"{why}; write {' or '.join(readable) or FORMS}"


def _reads(text: str) -> bool:
    try:
        return bool(_read(text))
    except _ReadError:
        return False


@lru_cache(maxsize=4096)  # lists, cards and labels say the same few again and again
def when_text(when: When) -> str:
    """A *when* in words: "8–9 Nov 2023", "on or before 8 Mar 2024", "one day between 4 and 10 Mar 2024"."""
    if when.shape == "span" and when.s1 == -inf and when.uncertain and not when.approximate:
        return f"{_plain_text(when)} or later"  # going on when the source wrote: its end is what is in doubt
    flags = [word for word, set_ in (("uncertain", when.uncertain), ("approximate", when.approximate)) if set_]
    return _plain_text(when) + (f" ({' and '.join(flags)})" if flags else "")


def _plain_text(when: When) -> str:
    points = [_point(match[0].rstrip("?~%")) for match in _POINT.finditer(when.edtf)]
    exact = all(point.day for point in points)
    if when.shape == "span":
        if when.s1 == -inf or when.e2 == inf:
            return f"{'until' if when.s1 == -inf else 'from'} {_words(points)[0]}"
        return _span_text(points)
    words = _words(points)
    if when.shape == "before" or when.shape == "after":
        return f"{'on' if exact else 'in'} or {when.shape} {words[0]}"
    if when.shape != "set":
        return words[0]
    if ".." in when.edtf:
        return f"one day between {words[0]} and {words[1]}"
    if exact and len(points) > 3:
        first, last = _words([points[0], points[-1]])
        return f"one of {len(points)} days between {first} and {last}"
    return f"{'' if exact else 'one day in '}{', '.join(words[:-1])} or {words[-1]}"


def day_text(day: float) -> str:
    """ "8 Nov 2023"; "open" for an open side."""
    return "open" if isinf(day) else _words([_Point(*calendar(day))])[0]


@lru_cache(maxsize=4096)
def days_text(first: float, last: float) -> str:
    """The days from `first` to `last`, both counted: "8–9 Nov 2023", "1 Jan – 15 Apr 2024"; an infinite one is open."""
    if isinf(first) and isinf(last):
        return "any day"
    if isinf(first) or isinf(last):
        return f"until {day_text(last)}" if isinf(first) else f"from {day_text(first)}"
    return _span_text([_Point(*calendar(first)), _Point(*calendar(last))])


def _span_text(points: Sequence[_Point]) -> str:
    start, end = points
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return _words([start])[0] if start.day else f"within {_words([start])[0]}"
    first, last = _words(points, brief=True)
    return f"{first}–{last}" if first.isdigit() else f"{first} – {last}"


def _words(points: Sequence[_Point], brief: bool = False) -> list[str]:
    """Each point in words; a year or month that all share is said once, with the last. Months alone are in full."""
    alike = len({(bool(point.month), bool(point.day)) for point in points}) == 1
    year_once = alike and points[0].month > 0 and len({point.year for point in points}) == 1
    month_once = year_once and points[0].day > 0 and len({point.month for point in points}) == 1
    texts = []
    for index, point in enumerate(points):
        inner = index < len(points) - 1
        name = MONTHS[point.month - 1] if point.month else ""
        month = "" if inner and month_once else name[:3] if brief or point.day else name
        year = "" if inner and year_once else _year_text(point.year)
        texts.append(" ".join(filter(None, (str(point.day or ""), month, year))))
    return texts


def _year_text(year: int) -> str:
    """Small years carry their era, which a bare "44" would leave open."""
    return f"{1 - year} BCE" if year <= 0 else f"{year} CE" if year < 1000 else str(year)
