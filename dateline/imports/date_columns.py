"""The dates of a column: in which order and form it writes them is decided for the column as a whole, by evidence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.imports.times import DIGITS, LAST_YEAR, NEWEST_YEAR, NUMERIC, WORDED, DateReading, plain_digits, without_clock

_SERIALS = range(10_000, 80_000)
"""Days of a spreadsheet from 1927 to 2119; smaller numbers are years or counts."""
_MOST = 0.95
"""Share of a column that a form must read to be its form; the rest are slips, and said."""
_MANY_YEARS = 10
"""With so many different two-digit years the longest stretch without any shows where the column begins; with fewer it may be chance."""


@dataclass
class Evidence:
    """What speaks for the reading of a column."""

    reading: DateReading = field(default_factory=DateReading)
    reasons: list[str] = field(default_factory=list)
    is_open: bool = False
    """Day-first and month-first are both possible."""


def look(texts: Iterable[str], years_before: str = "astronomical") -> Evidence:
    """How a column writes its dates, with the reasons."""
    counted = Counter(text.strip() for text in texts if text.strip())
    found = Evidence()
    order = _order(counted, found)
    digits = _digit_forms(counted, found)
    first_year = _first_year(counted, dict(digits), found)
    found.reading = DateReading(order, digits, first_year, years_before)
    return found


def _order(counted: Counter[str], found: Evidence) -> str:
    pairs = {text: (int(match[1]), int(match[2])) for text in counted if (match := NUMERIC.fullmatch(without_clock(text)[0]))}
    days = {text for text, (one, two) in pairs.items() if one > 12 >= two}
    months = {text for text, (one, two) in pairs.items() if two > 12 >= one}
    if len(days) > 20 * len(months):
        found.reasons.append(f"day before month: {len(days):,} dates such as {min(days)} allow nothing else")
        return "day-first"
    if len(months) > 20 * len(days):
        found.reasons.append(f"month before day: {len(months):,} dates such as {min(months)} allow nothing else")
        return "month-first"
    found.is_open = any(one != two for one, two in pairs.values())
    if days and months:
        found.reasons.append(f"dates such as {min(days)} have the day first, others such as {min(months)} the month")
    return ""


def _digit_forms(counted: Counter[str], found: Evidence) -> tuple[tuple[int, str], ...]:
    forms: dict[int, str] = {}
    for length in (8, 6, 5):
        texts = [text for text in (plain_digits(one) for one in counted) if text.isdecimal() and len(text) == length]
        if not texts:
            continue
        if length == 5:
            if forms.get(6) == "YYMMDD":  # a spreadsheet has eaten the leading zero
                forms[5] = "YYMMDD"
            elif sum(int(text) in _SERIALS for text in texts) >= _MOST * len(texts):
                forms[5] = "serial"
                found.reasons.append("numbers of five digits are days of a spreadsheet, counted from the end of 1899")
            continue
        fitting = [name for name, (width, _) in DIGITS.items() if width == length and _share(name, texts) >= _MOST]
        if fitting:
            forms[length] = fitting[0]
            found.reasons.append(f"numbers of {length} digits are {fitting[0]}")
    return tuple(forms.items())


def _share(form: str, texts: list[str]) -> float:
    return sum(_is_day(form, text) for text in texts) / len(texts)


def _is_day(form: str, text: str) -> bool:
    match = DIGITS[form][1].fullmatch(text)
    parts = match.groupdict() if match else {}
    year = int(parts.get("y", 0))
    if not match or (len(parts["y"]) == 4 and not 1000 <= year <= LAST_YEAR):
        return False
    month, day = int(parts["m"]), int(parts.get("d", 1))
    return (month == 0 and day == 0) or (1 <= month <= 12 and 0 <= day <= 31)


def _first_year(counted: Counter[str], forms: dict[int, str], found: Evidence) -> int:
    years = {int(year) for year in (_two_digits(text, forms) for text in counted) if year}
    if not years:
        return 0
    ordered = sorted(years)
    if len(ordered) < _MANY_YEARS:
        first = NEWEST_YEAR - 99
        read_as = sorted(first + (year - first) % 100 for year in ordered)
        found.reasons.append(f"years of two digits are read as {read_as[0]} to {read_as[-1]}")
        return first
    gaps = [(later - earlier, later) for earlier, later in zip(ordered, [*ordered[1:], ordered[0] + 100], strict=True)]
    start = max(gaps)[1] % 100
    span = (max(gaps, key=lambda gap: gap[0])[1] - max(gaps)[0] - start) % 100
    first = next(century + start for century in (2000, 1900, 1800) if century + start + span <= NEWEST_YEAR)
    found.reasons.append(f"years of two digits are read as {first} to {first + span}")
    return first


def _two_digits(text: str, forms: dict[int, str]) -> str:
    bare, plain = without_clock(text)[0], plain_digits(text)
    match = NUMERIC.fullmatch(bare) or WORDED.fullmatch(bare)
    if match:
        return match[3] if len(match[3]) == 2 else ""
    form = forms.get(len(plain), "") if plain.isdecimal() else ""
    if form in ("YYMMDD", "DDMMYY"):
        digits = DIGITS[form][1].fullmatch(plain.zfill(6))
        return digits["y"] if digits else ""
    return ""
