"""Texts that are nearly a date: why they are refused, and the form that was probably meant.

One table, read from the top: the first row of which a suggestion can be read wins. `dates.py` asks it for what it
refuses.
"""

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO

FORMS = (
    "a day 2023-11-08, a month 2023-11, a year 2023, an interval 2023-11-08/2023-11-10 (.. for an open side) "
    "or one day of a set [2023-11-08..2023-11-10]"
)
"""All that is read, as a refusal names it."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MONTH_NUMBER = {name[:3].lower(): f"#{number:02}" for number, name in enumerate(MONTHS, start=1)}
_MONTH_WORD = re.compile(rf"(?i)(?<![a-z])({'|'.join(_MONTH_NUMBER)})[a-z]*\.?")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DASHES = str.maketrans("‐‑‒–—−", "------", " \t\u00a0")
_SPREADSHEET_EPOCH = date(1899, 12, 30)
"""Day 0 of the 1900 system for every day after February 1900, which that system gives 29 days."""
_CLOCK = "the clock time goes into the column utc"
_ISO = "dates are written year-month-day"
_HYPHENS = "year, month and day are set apart by hyphens"
_DIGITS = "month and day have two digits"
_OPEN = "an open side is written with two dots"
_UNKNOWN = "unknown digits are left out or become a set"
_FLAG = "? ~ % stand once, at the end of a date"
_SEASON = "seasons are not read, as their months depend on the place"
_BARE = "two dots stand in a set (one day of it) or beside a slash (all the time)"

_ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(-?\d{4})-?(\d\d)-?(\d\d)[T ]\d[0-9:.Z+ -]*", _CLOCK, ("{1}-{2}-{3}",)),
    (r"(\d{4})(\d\d)(\d\d)", _HYPHENS, ("{1}-{2}-{3}",)),
    (r"(\d{4})(\d\d)", _HYPHENS, ("{1}-{2}",)),
    (r"(\d{4}-(?:\d\d-)?)(\d\d)/(\d\d)", "both ends of an interval are written in full", ("{1}{2}/{1}{3}",)),
    (r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", f"{_DIGITS}, and hyphens between", ("{1}-{2:0>2}-{3:0>2}",)),
    (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", f"{_ISO} (ISO 8601)", ("{3}-{2:0>2}-{1:0>2}", "{3}-{1:0>2}-{2:0>2}")),
    (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d\d)", f"{_ISO}, the year in full", ("20{3}-{2:0>2}-{1:0>2}", "20{3}-{1:0>2}-{2:0>2}")),
    (r"(\d{1,2})[-/. ](\d{4})", _ISO, ("{2}-{1:0>2}",)),
    (r"(\d{4})[-/. ](\d{1,2})", f"{_DIGITS}, and a hyphen before", ("{1}-{2:0>2}",)),
    (r"(\d{4})-(\d{4})", "an interval has a slash", ("{1}/{2}",)),
    (rf"{_DAY}[ -]*#(\d\d)[ ,-]*(\d{{4}})", _ISO, ("{3}-{2}-{1:0>2}",)),
    (rf"#(\d\d) *{_DAY}[ ,]+(\d{{4}})", _ISO, ("{3}-{1}-{2:0>2}",)),
    (rf"{_DAY} *[-–] *{_DAY} *#(\d\d)[ ,]*(\d{{4}})", _ISO, ("{4}-{3}-{1:0>2}/{4}-{3}-{2:0>2}",)),
    (r"#(\d\d)[ ,-]*(\d{4})", _ISO, ("{2}-{1}",)),
    (r"(\d{4})[ ,-]*#(\d\d)", _ISO, ("{1}-{2}",)),
    (r"(\d{4})[ ,-]*#(\d\d)[ -]*(\d{1,2})", _ISO, ("{1}-{2}-{3:0>2}",)),
    (r"(.+)/", _OPEN, ("{1}/..",)),
    (r"/(.+)", _OPEN, ("../{1}",)),
    (r"(-?\d{4})-21", _SEASON, ("{1}", "[{1}-03..{1}-05] (spring in the north)")),
    (r"(-?\d{4})-22", _SEASON, ("{1}", "[{1}-06..{1}-08] (summer in the north)")),
    (r"(-?\d{4})-23", _SEASON, ("{1}", "[{1}-09..{1}-11] (autumn in the north)")),
    (r"(-?\d{4})-(2[4-9]|3\d|4[01])", _SEASON, ("{1}",)),
    (r"(-?\d{4})-XX(?:-.+)?", _UNKNOWN, ("{1}",)),
    (r"(-?\d{4}-\d\d)-XX", _UNKNOWN, ("{1}",)),
    (r"(\d{3})X", _UNKNOWN, ("[{1}0..{1}9]",)),
    (r"(\d\d)XX", _UNKNOWN, ("[{1}00..{1}99]",)),
    (r"(.+?)[?~%]{2,}", _FLAG, ("{1}%",)),
    (r"([?~%])(.+)", _FLAG, ("{2}{1}",)),
    (r"([0-9-]+)([?~%])(-[0-9-]+)", _FLAG, ("{1}{3}{2}",)),
    (r"(\[.+\])[?~%]+", "a set is doubt enough and takes no ? or ~", ("{1}",)),
    (r"\[([0-9-]+),.*\.\.([0-9-]+)\]", "a set is either a list or a range", ("[{1}..{2}]",)),
    (r"\{(.+)\}", "several days are several events; for one day of them", ("[{1}]",)),
    (r"([^\[\]/]+)\.\.([^\[\]/]+)", _BARE, ("[{1}..{2}]", "{1}/{2}")),
    (r"([^\[\]/]+)\.\.", _BARE, ("[{1}..]", "{1}/..")),
    (r"\.\.([^\[\]/]+)", _BARE, ("[..{1}]", "../{1}")),
    (r"(-?)(\d{1,3})((?:-\d\d){0,2}[?~%]?)", "a year has four digits", ("{1}{2:0>4}{3}",)),
)
_NEAR = tuple((re.compile(pattern, re.ASCII | re.IGNORECASE), why, forms) for pattern, why, forms in _ROWS)


def nearest(text: str, reads: Callable[[str], bool], before: str = "", after: str = "") -> tuple[str, list[str]] | None:
    """Why `text` is refused and what to write instead; None if it resembles no date.

    `before` and `after` are what stands around `text`; a suggestion contains them, and `reads` must accept it.
    """

    def readable(forms: list[str]) -> list[str]:
        whole = dict.fromkeys(before + form + after for form in forms)
        return [form for form in whole if reads(form.split(" (")[0])]

    if number := re.fullmatch(r"([1-9][0-9]{4})(?:\.0+)?", text):
        day = _SPREADSHEET_EPOCH + timedelta(days=int(number[1]))
        if found := readable([day.isoformat()]):
            return "this looks like the number of a day in a spreadsheet (1900 system)", found
    if found := readable([text.translate(_DASHES)]):
        return "only plain hyphens, and no spaces", found
    worded = _MONTH_WORD.sub(lambda word: _MONTH_NUMBER[word[1].lower()], text)
    for pattern, why, forms in _NEAR:
        if match := pattern.fullmatch(worded):
            groups = ("", *match.groups(default=""))
            if found := readable([form.format(*groups) for form in forms]):
                return why, found
    return None


def allowed_by_edtf(text: str) -> bool:
    """Whether the edtf library takes a text, so that a refusal can say that it is EDTF all the same."""
    # The library is slow to import, needs 6 ms for a date and far more for a set, and prints to stdout what it fails on
    # (unknown digits, X): it is asked last, and only about short texts with another mark of the forms not read here.
    if len(text) > 24 or not re.fullmatch(r"[0-9YES?~%./^:TZ+-]*[YES?~%^T][0-9YES?~%./^:TZ+-]*", text):
        return False
    from edtf import parse_edtf

    try:
        with redirect_stdout(StringIO()):  # what it prints is for nobody, and would stand amid our own output
            return parse_edtf(text, fail_silently=True) is not None
    except Exception:  # it raises of several kinds on odd texts, none of them ours
        return False


def shown(text: str) -> str:
    """A refused text in quotes, cut where it would flood the message."""
    return repr(text if len(text) <= 40 else text[:40] + "…")
