"""A cell as a date, in the order and form that its column has."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

from dateline.date_text import nearest
from dateline.dates import TEXT_LIMIT, calendar, day_number, iso, parse_when
from dateline.errors import DateError

NEWEST_YEAR = 2040
"""Two-digit years are of the latest century that keeps the column before this: tables tell what has been, or is soon due."""
LAST_YEAR = 2100
"""A later year is a slip of the pen."""
_SERIAL_OF_1970 = 25_569
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)")
WORDED = re.compile(r"(\d{1,2})[-/ .]+([^\W\d_]{3,})\.?[-/ ,.]+(\d\d)")
_CLOCK = re.compile(r"(.*\d)(?:T|,? +)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?\??")
_CLOCK_RUN_ON = re.compile(r"(\d{4} [A-Za-z]{3} \d{1,2}) (\d\d)(\d\d)(?::(\d\d))?\??")
"""As launch logs write it: 1957 Oct  4 1928:34, the clock in UTC."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = re.compile(r"-?\d{12,13}")
"""Since then, as programs for maps write an instant: of 1966 and before, or of 1973 and after."""
_MINUTE = re.compile(r"(?:1[5-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
"""202403011405: a day and a clock, run together."""
_ZEROS = re.compile(r"([+-]?\d{4})[-/](\d\d)(?:[-/](\d\d))?")
_BEFORE = re.compile(r"-?(\d{1,5})\s*(?:B\.?\s?C\.?(?:\s?E\.?)?|av\. ?J\.?-?C\.?|v\. ?Chr\.?|a\. ?C\.?|до н\. ?э\.?)", re.IGNORECASE)
_ERA = re.compile(r"(?:\s*(?:A\.?D\.?|C\.?E\.?))+$")
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|around|~|um|vers|około)\s*(.+)", re.IGNORECASE)
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "ru", "uk")
"""Whose names of months are read besides English."""
DIGITS: dict[str, tuple[int, re.Pattern[str]]] = {
    "YYYYMMDD": (8, re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)")),
    "DDMMYYYY": (8, re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})")),
    "YYYYMM": (6, re.compile(r"(?P<y>\d{4})(?P<m>\d\d)")),
    "YYMMDD": (6, re.compile(r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)")),
    "DDMMYY": (6, re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)")),
}


class TimeError(DateError):
    """A cell that is no date: why, and what to do."""

    def __init__(self, rule: str, why: str, todo: str) -> None:
        super().__init__(f"{why}; {todo}")
        self.rule, self.why, self.todo = rule, why, todo


@dataclass(frozen=True)
class DateReading:
    """How the dates of a table are read."""

    order: str = ""
    """day-first, month-first; empty where no date needs it, or where it is not known."""
    digits: tuple[tuple[int, str], ...] = ()
    """By number of digits: YYYYMMDD, YYMMDD, serial …"""
    first_year: int = 0
    """Two-digit years lie in the hundred years from this one; 0: there are none."""
    years_before: str = "astronomical"
    """What -44 means: astronomical (45 BCE, as in ISO 8601), historical (44 BCE, as people count)."""


def plain_digits(text: str) -> str:
    """A number without the `.0` of floating point."""
    return re.sub(r"\.0+$", "", text)


@lru_cache(maxsize=131_072)
def read_day(text: str, reading: DateReading) -> tuple[str, str]:
    """A cell as EDTF, and the clock time in it ("19:28:34Z", "09:30", empty). Raises `TimeError`."""
    line = " ".join(text.split())
    if len(line) > TEXT_LIMIT:
        raise TimeError("date-unreadable", f"has {len(line):,} characters, which are too many for a date", "write it as 2023-11-08")
    bare, clock = without_clock(line)
    when = _read(bare, reading)
    year = calendar(parse_when(when).s1)[0] if "/" not in when and ".." not in when else 0
    if year > LAST_YEAR:
        raise TimeError("year-far", f"the year {year} lies far ahead", "correct the year")
    return when, "" if clock in ("00:00Z", "00:00:00Z") else clock  # a day written as an instant


def without_clock(text: str) -> tuple[str, str]:
    """A text in two: the date, and the clock as HH:MM or HH:MM:SS, with Z where it is in UTC."""
    if match := _CLOCK_RUN_ON.fullmatch(text):
        return match[1], f"{match[2]}:{match[3]}" + (f":{match[4]}" if match[4] else "") + "Z"
    if _MILLISECONDS.fullmatch(text) and not _MINUTE.fullmatch(text):
        at = _EPOCH + timedelta(milliseconds=int(text))
        return at.date().isoformat(), f"{at:%H:%M:%S}Z"
    if match := _CLOCK.fullmatch(text):
        hour = int(match[2]) % 12 + 12 * (match[5] in "Pp") if match[5] else int(match[2])
        zone = "Z" if match[6] in ("Z", "UTC", "GMT", "+00:00", "+0000") else ""
        return match[1], f"{hour:02}:{match[3]}" + (f":{match[4]}" if match[4] else "") + zone
    return text, ""


def _read(text: str, reading: DateReading) -> str:
    if not text or re.fullmatch(r"[0/.:-]+|-|\?|n/?a|none|null|unknown|tbd|tba", text, re.IGNORECASE):
        raise TimeError("date-missing", "the date is missing", "give the date, or the month or year if that is all that is known")
    if match := _ZEROS.fullmatch(text):
        year, month, day = match.groups()
        text = year.lstrip("+") + (f"-{month}" if month != "00" else "") + (f"-{day}" if day not in (None, "00") and month != "00" else "")
    for one in (_era, _numeric, _worded, _digits):
        if found := one(text, reading):
            return found
    if match := _ABOUT.fullmatch(text):
        return _flagged(_read(match[1], reading), "~")
    if text.endswith("?") and not _reads(text) and "/" not in text:
        return _flagged(_read(text.rstrip("? "), reading), "?")
    if "/" in text and " / " in text:
        text = text.replace(" / ", "/")
    return _edtf(text)


def _flagged(when: str, flag: str) -> str:
    """A date with a flag more: ? and ~ together are %; a set, which is doubt enough, takes none."""
    if when.endswith("]"):
        return when
    if when.endswith("/.."):
        return f"{_flagged(when.removesuffix('/..'), flag)}/.."
    had = when[-1] if when[-1] in "?~%" else ""
    return when.removesuffix(had) + (flag if had in ("", flag) else "%")


def _edtf(text: str) -> str:
    try:
        return parse_when(text).edtf
    except DateError as error:
        refused = error
    in_english = _english_months(text)
    near = nearest(in_english, _reads)
    forms = near[1] if near else []
    if len(forms) == 1 or (forms and _reads(in_english)):
        return forms[0].split(" (")[0]
    why = str(refused).split(": ", 1)[-1]
    raise TimeError(
        "date-unreadable", f"is no date that is read ({why.split(';')[0]})", f"write {' or '.join(forms) or 'it as 2023-11-08'}"
    )


def _reads(text: str) -> bool:
    try:
        return bool(parse_when(text))
    except DateError:
        return False


def _era(text: str, reading: DateReading) -> str:
    if match := _BEFORE.fullmatch(text):
        return _year(1 - int(match[1]))
    if re.fullmatch(r"-\d{1,5}", text):
        return _year(int(text) + (reading.years_before == "historical"))
    if _ERA.search(text):
        return _read(_ERA.sub("", text), reading)
    return _year(int(text)) if re.fullmatch(r"\d{3}", text) else ""


def _year(year: int) -> str:
    if abs(year) > 9999:
        raise TimeError("date-unreadable", "the year has more than four digits", "give it in the title, and leave the row out")
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _numeric(text: str, reading: DateReading) -> str:
    match = NUMERIC.fullmatch(text)
    if not match:
        return ""
    one, two, year = int(match[1]), int(match[2]), _full_year(match[3], reading)
    if not reading.order and one <= 12 and two <= 12 and one != two:
        todo = "say whether the day or the month comes first"
        raise TimeError("day-or-month", "may be day before month or month before day; the column does not show it", todo)
    if reading.order == "month-first" or (not reading.order and two > 12):
        one, two = two, one
    return _checked(year, two, one)


def _worded(text: str, reading: DateReading) -> str:
    match = WORDED.fullmatch(_english_months(text))
    month = _MONTHS.get(match[2][:3].lower(), 0) if match else 0
    return _checked(_full_year(match[3], reading), month, int(match[1])) if match and month else ""


def _digits(text: str, reading: DateReading) -> str:
    plain = plain_digits(text)
    form = dict(reading.digits).get(len(plain), "") if plain.isdecimal() else ""
    if form == "serial":
        return iso(int(plain) - _SERIAL_OF_1970)
    match = DIGITS[form][1].fullmatch(plain.zfill(DIGITS[form][0])) if form else None
    if not match:
        return f"{int(plain):04}" if re.fullmatch(r"\d{4}(\.0+)?", text) else ""  # digits of any script
    parts = match.groupdict()
    month, day = int(parts["m"]), int(parts.get("d") or 0)
    year = _full_year(parts["y"], reading)
    if not month or not day:
        return _checked(year, month, 1)[:7] if month else f"{year:04}"
    return _checked(year, month, day)


def _full_year(text: str, reading: DateReading) -> int:
    if len(text) > 2:
        return int(text)
    first = reading.first_year or NEWEST_YEAR - 99
    return first + (int(text) - first) % 100


def _checked(year: int, month: int, day: int) -> str:
    try:
        return iso(day_number(year, month, day))
    except DateError:
        raise TimeError("date-unreadable", f"there is no day {day} of month {month} in {year}", "correct the date") from None


_MONTHS = {
    name: number
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}


@cache
def _other_months() -> dict[str, str]:
    """Names of months in other languages -> the first three letters of the English one."""
    from babel import Locale

    english = list(_MONTHS)
    return {
        name.rstrip(".").lower(): english[number - 1]
        for language in _LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in Locale.parse(language).months[context][width].items()
        if name.rstrip(".").lower()[:3] not in english
    }


@lru_cache(maxsize=65_536)
def _english_months(text: str) -> str:
    bare = re.sub(r"(?<=\d)\.\s+|(?<=\d)\s+(?:de|of)\s+|(?<=[^\W\d_])\s+(?:de|del|of)\s+(?=\d)", " ", text)
    if bare.isascii() and re.search(r"(?i)\b(?:" + "|".join(_MONTHS) + ")", bare):
        return bare
    return re.sub(r"[^\W\d_]{3,}", lambda word: _other_months().get(word[0].lower(), word[0]), bare)
