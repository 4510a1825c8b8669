"""Days, months, years and weekdays that an English text names: "Monday 6 to Sunday 12 November 2023", "Nov 8", "September"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.date_text import MONTHS
from dateline.dates import When, day_number
from dateline.errors import DateError

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = "|".join((*WEEKDAYS, "Mon", "Tues?", "Wed", "Thurs?", "Thu", "Fri", "Sat", "Sun"))
_MONTH = "|".join((*MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"))
_DAY = rf"(?:(?:{_WEEKDAY}),? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
_NAMED = re.compile(
    rf"\b(?P<days>{_DAY}(?:(?: to | and | or | until |–| – |-|, ){_DAY})*) (?:of )?(?P<month>{_MONTH})\b\.?(?:,? (?P<year>\d{{4}}))?"
    rf"|\b(?:(?P<weekday>{_WEEKDAY}),? \(?)?(?P<month2>{_MONTH})\.? (?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,? (?P<year2>\d{{4}}))?"
    rf"|\b(?P<month3>{_MONTH})\b\.?(?:,? (?:of |in )?(?P<year3>\d{{4}}))?"
    rf"|\b(?P<weekday2>{'|'.join(WEEKDAYS)})\b"
)
_YEAR = re.compile(r"(?<![\w.-])(1\d{3}|20\d{2}|21\d{2})(?![\w-])")
_MOST_TEXTS = 262_144
"""Several rules read all texts of a table, one after the other: a cache that holds fewer than there are serves none of them."""
_MOST_KEPT = 8_192
_POINT = re.compile(r"(?<![\d-])(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names; 0 where it does not say, weekday 1 (Monday) to 7."""

    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = 0


@lru_cache(maxsize=_MOST_TEXTS)
def named_days(text: str) -> tuple[Named, ...]:
    """All that a text names, in order. "First of January" and "first day of 2023" are days too."""
    text = re.sub(r"\b[Ff]irst day of (\d{4})", r"1 January \1", text.replace("\u00a0", " "))
    text = re.sub(r"\b[Ff]irst (?:day )?of (?=[A-Z])", "1 ", text)
    return tuple(one for found in _NAMED.finditer(text) for one in _read(found))


def _read(found: re.Match[str]) -> Iterator[Named]:
    month = _month(found["month"] or found["month2"] or found["month3"] or "")
    year = int(found["year"] or found["year2"] or found["year3"] or 0)
    if found["days"]:
        for part in re.finditer(rf"(?:({_WEEKDAY}),? )?(?:the )?(\d{{1,2}})", found["days"]):
            yield Named(int(part[2]), month, year, _weekday(part[1] or ""))
    else:
        yield Named(int(found["day"] or 0), month, year, _weekday(found["weekday"] or found["weekday2"] or ""))


@lru_cache(maxsize=_MOST_TEXTS)
def named_years(text: str) -> frozenset[int]:
    """The years that a text names, alone or in a date."""
    return frozenset(int(year) for year in _YEAR.findall(text)) | {named.year for named in named_days(text) if named.year}


@lru_cache(maxsize=_MOST_TEXTS)
def points_of(when: When) -> tuple[Named, ...]:
    """The days, months and years that a *when* is written with, of the years that can be told from other numbers in a text."""
    found = (match.groups(default="0") for match in _POINT.finditer(when.edtf) if _YEAR.fullmatch(match[1]))
    return tuple(Named(int(day), int(month), int(year)) for year, month, day in found)


def forget() -> None:
    """Let go of the texts of a long table once its rules are run.

    They would be held as long as the process lives, and be gone over at each of Python's searches for cycles. Those of a short one stay:
    who mends it reads it again after each change.
    """
    for one in (named_days, named_years, points_of):
        if one.cache_info().currsize > _MOST_KEPT:
            one.cache_clear()


def bounds_of(named: Named, year: int) -> tuple[float, float] | None:
    """First and last day of what is named, in this year; None where there is no such day."""
    try:
        first = day_number(year, named.month or 1, named.day or 1)
        if named.day:
            return first, first
        after = (year + 1, 1) if not named.month or named.month == 12 else (year, named.month + 1)
        return first, day_number(*after, 1) - 1
    except DateError:
        return None


def weekday_of(day: float) -> int:
    """1 (Monday) to 7. 1970-01-01 was a Thursday."""
    return int(day + 3) % 7 + 1


def _month(name: str) -> int:
    return next((number for number, month in enumerate(MONTHS, start=1) if name and month.startswith(name[:3])), 0)


def _weekday(name: str) -> int:
    return next((number for number, weekday in enumerate(WEEKDAYS, start=1) if name and weekday.startswith(name[:3])), 0)
