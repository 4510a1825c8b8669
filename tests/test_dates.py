"""Dates: every form to its bounds and its words, and every refusal with the form to write."""

import datetime
from itertools import pairwise
from math import inf

import pytest
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.date_text import FORMS as FORMS_READ
from dateline.dates import TEXT_LIMIT, When, day_number, day_text, days_text, from_iso, iso, order_key, parse_when, when_text
from dateline.errors import DateError
from tests.spoiling import DATES, bounded

EPOCH = datetime.date(1970, 1, 1)
LONGEST_S = 2
"""Of the processor, for one date; it takes hundredths at most."""
FORMS = [
    # text, shape, s1, s2, e1, e2 (".." is infinite), words
    ("2024-03-18", "day", "2024-03-18", "2024-03-18", "2024-03-18", "2024-03-18", "18 Mar 2024"),
    ("2024-04", "month", "2024-04-01", "2024-04-30", "2024-04-01", "2024-04-30", "April 2024"),
    ("2024-02", "month", "2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29", "February 2024"),
    ("2024", "year", "2024-01-01", "2024-12-31", "2024-01-01", "2024-12-31", "2024"),
    ("2024-04-01/2024-04-30", "span", "2024-04-01", "2024-04-01", "2024-04-30", "2024-04-30", "1–30 Apr 2024"),
    ("2023-11-08/2023-11-09", "span", "2023-11-08", "2023-11-08", "2023-11-09", "2023-11-09", "8–9 Nov 2023"),
    ("2024-03-30/2024-04-02", "span", "2024-03-30", "2024-03-30", "2024-04-02", "2024-04-02", "30 Mar – 2 Apr 2024"),
    ("2023-12-30/2024-01-02", "span", "2023-12-30", "2023-12-30", "2024-01-02", "2024-01-02",
     "30 Dec 2023 – 2 Jan 2024"),
    ("2024-03-08/2024-03-08", "span", "2024-03-08", "2024-03-08", "2024-03-08", "2024-03-08", "8 Mar 2024"),
    ("2024-04/2024-05-03", "span", "2024-04-01", "2024-04-30", "2024-05-03", "2024-05-03", "Apr 2024 – 3 May 2024"),
    ("2024-04/2024-05", "span", "2024-04-01", "2024-04-30", "2024-05-01", "2024-05-31", "Apr – May 2024"),
    ("2024-04/2024-04-15", "span", "2024-04-01", "2024-04-15", "2024-04-15", "2024-04-15", "Apr 2024 – 15 Apr 2024"),
    ("2024-04-15/2024-04", "span", "2024-04-15", "2024-04-15", "2024-04-15", "2024-04-30", "15 Apr 2024 – Apr 2024"),
    ("2024-04/2024-04", "span", "2024-04-01", "2024-04-30", "2024-04-01", "2024-04-30", "within April 2024"),
    ("2023/2025", "span", "2023-01-01", "2023-12-31", "2025-01-01", "2025-12-31", "2023–2025"),
    ("../2024-03-08", "span", "..", "2024-03-08", "2024-03-08", "2024-03-08", "until 8 Mar 2024"),
    ("2024-03-08/..", "span", "2024-03-08", "2024-03-08", "2024-03-08", "..", "from 8 Mar 2024"),
    ("2024-03/..", "span", "2024-03-01", "2024-03-31", "2024-03-01", "..", "from March 2024"),
    ("[..2024-03-08]", "before", "..", "2024-03-08", "..", "2024-03-08", "on or before 8 Mar 2024"),
    ("[..2024-03]", "before", "..", "2024-03-31", "..", "2024-03-31", "in or before March 2024"),
    ("[2024-03-08..]", "after", "2024-03-08", "..", "2024-03-08", "..", "on or after 8 Mar 2024"),
    ("[2024-03-04..2024-03-10]", "set", "2024-03-04", "2024-03-10", "2024-03-04", "2024-03-10",
     "one day between 4 and 10 Mar 2024"),
    ("[2024-03..2024-05-01]", "set", "2024-03-01", "2024-05-01", "2024-03-01", "2024-05-01",
     "one day between March 2024 and 1 May 2024"),
    ("[2024-03-04,2024-03-06]", "set", "2024-03-04", "2024-03-06", "2024-03-04", "2024-03-06", "4 or 6 Mar 2024"),
    ("[2024-03-04,2024-03-06,2024-03-08]", "set", "2024-03-04", "2024-03-08", "2024-03-04", "2024-03-08",
     "4, 6 or 8 Mar 2024"),
    ("[2024-03-01,2024-03-02,2024-03-03,2024-03-09]", "set", "2024-03-01", "2024-03-09", "2024-03-01", "2024-03-09",
     "one of 4 days between 1 and 9 Mar 2024"),
    ("[2024-03,2024-04]", "set", "2024-03-01", "2024-04-30", "2024-03-01", "2024-04-30",
     "one day in March or April 2024"),
    ("-0043-03-15", "day", "-0043-03-15", "-0043-03-15", "-0043-03-15", "-0043-03-15", "15 Mar 44 BCE"),
    ("0000", "year", "0000-01-01", "0000-12-31", "0000-01-01", "0000-12-31", "1 BCE"),
    ("0800", "year", "0800-01-01", "0800-12-31", "0800-01-01", "0800-12-31", "800 CE"),
    ("9999-12-31", "day", "9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31", "31 Dec 9999"),
]  # fmt: skip
REFUSED = [
    # text, what must be suggested after "write"
    ("2023-02-30", "February 2023 has 28 days; write 2023-02-28 or 2023-02"),
    ("2023-02-29", "February 2023 has 28 days; write 2023-02-28 or 2023-02"),
    ("1900-02-29", "February 1900 has 28 days; write 1900-02-28 or 1900-02"),
    ("2023-11-31", "November 2023 has 30 days; write 2023-11-30 or 2023-11"),
    ("2023-11-00", "write 2023-11"),
    ("2023-13-05", "there is no month 13; write 2023-05-13 or 2023"),
    ("2023-13-40", "there is no month 13; write 2023"),
    ("-0000", "write 0000"),
    ("-0000-13", "the year 1 BCE is 0000, without a sign; write a day"),
    ("08/11/2023", "write 2023-11-08 or 2023-08-11"),
    ("13/11/2023", "write 2023-11-13"),
    ("1.11.23", "write 2023-11-01 or 2023-01-11"),
    ("2023/11/08", "write 2023-11-08"),
    ("2023-1-8", "write 2023-01-08"),
    ("2023/11", "write 2023-11"),
    ("11/2023", "write 2023-11"),
    ("20231108", "write 2023-11-08"),
    ("2023–11–08", "write 2023-11-08"),
    ("8 Nov 2023", "write 2023-11-08"),
    ("Nov. 8th, 2023", "write 2023-11-08"),
    ("November 2023", "write 2023-11"),
    ("8–9 Nov 2023", "write 2023-11-08/2023-11-09"),
    ("2023-11-08T10:00", "the clock time goes into the column utc; write 2023-11-08"),
    ("2023-11-08T10:00/2023-11-09", "write 2023-11-08/2023-11-09"),
    ("45238", "spreadsheet (1900 system); write 2023-11-08"),
    ("2023-21", "write 2023 or [2023-03..2023-05]"),
    ("2023-24", "seasons are not read, as their months depend on the place; write 2023"),
    ("202X", "write [2020..2029]"),
    ("2023-11-XX", "write 2023-11"),
    ("2023-XX-XX", "write 2023"),
    ("2024-05/2024-04", "it ends before it begins, so turn it round; write 2024-04/2024-05"),
    ("2024-03-08/2024-03-07", "write 2024-03-07/2024-03-08"),
    ("[2024-03-10..2024-03-04]", "write [2024-03-04..2024-03-10]"),
    ("2024-03-08/", "write 2024-03-08/.."),
    ("/2024-03-08", "write ../2024-03-08"),
    ("../..", "one side of an interval must be known"),
    ("[..]", "one side of a set must be known"),
    ("[2024-03-04]", "write 2024-03-04"),
    ("[2024-03-04..2024-03-04]", "write 2024-03-04"),
    ("[2024-03-01,2024-03-04..2024-03-06]", "write [2024-03-01..2024-03-06]"),
    ("{2024-03-04,2024-03-05}", "write [2024-03-04,2024-03-05]"),
    ("2024-03-04..2024-03-10", "write [2024-03-04..2024-03-10] or 2024-03-04/2024-03-10"),
    ("2023-11-08/09", "write 2023-11-08/2023-11-09"),
    ("2023-2024", "write 2023/2024"),
    ("2024-02-01/2024-02-30", "February 2024 has 29 days; write 2024-02-01/2024-02-29"),
    ("[2024-02-30..2024-03-01]", "write [2024-02-29..2024-03-01]"),
    ("2024-02-01/8 Mar 2024", "write 2024-02-01/2024-03-08"),
    ("2023?-11", "write 2023-11?"),
    ("2023-11-08?~", "write 2023-11-08%"),
    ("[2024-03-04..2024-03-10]?", "write [2024-03-04..2024-03-10]"),
    ("44", "write 0044"),
    ("Y12000", "EDTF has this form, but it is not read here; write a day 2023-11-08"),
    ("1950S2", "EDTF has this form"),
    ("", "a date is missing; write a day 2023-11-08"),
    ("   ", "a date is missing"),
    ("soon", "no date in a form that is read here; write a day 2023-11-08"),
    ("٢٠٢٣", "no date in a form that is read here"),
]

years = st.integers(-9999, 9999)


@st.composite
def points(draw: st.DrawFn) -> tuple[str, int, int]:
    """A day, month or year with its first and last day number."""
    year, month, level = draw(years), draw(st.integers(1, 12)), draw(st.sampled_from(["day", "month", "year"]))
    text = f"{'-' if year < 0 else ''}{abs(year):04}"
    following = day_number(year + month // 12, month % 12 + 1, 1)
    if level == "year":
        return text, day_number(year, 1, 1), day_number(year, 12, 31)
    first = day_number(year, month, 1)
    if level == "month":
        return f"{text}-{month:02}", first, following - 1
    day = draw(st.integers(1, following - first))
    return f"{text}-{month:02}-{day:02}", first + day - 1, first + day - 1


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of one of the forms that are read."""
    (a, _, _), (b, _, _) = sorted([draw(points()), draw(points())], key=lambda point: point[1:])
    flag, end = draw(st.sampled_from(["", "?", "~", "%"])), draw(st.sampled_from(["", "?", "~", "%"]))
    forms = [a + flag, f"{a}{flag}/{b}{end}", f"../{a}{flag}", f"{a}{flag}/..", f"[..{a}]", f"[{a}..]"]
    if a != b:
        forms += [f"[{a}..{b}]", f"[{a},{b}]", f"[{b}, {a}, {b}]"]
    return draw(st.sampled_from(forms))


def _number(text: str, side: float) -> float:
    return side if text == ".." else from_iso(text)


def _refusal(text: str) -> str:
    with pytest.raises(DateError) as caught:
        parse_when(text)
    return str(caught.value)


@pytest.mark.parametrize(("text", "shape", "s1", "s2", "e1", "e2", "words"), FORMS, ids=[form[0] for form in FORMS])
def test_each_form_has_its_bounds_and_shape(text: str, shape: str, s1: str, s2: str, e1: str, e2: str, words: str) -> None:
    """A form means the days that the design gives it."""
    when = parse_when(text)
    assert (when.s1, when.s2) == (_number(s1, -inf), _number(s2, inf))
    assert (when.e1, when.e2) == (_number(e1, -inf), _number(e2, inf))
    assert (when.edtf, when.shape, when.uncertain, when.approximate) == (text, shape, False, False)


@pytest.mark.parametrize(("text", "words"), [(form[0], form[-1]) for form in FORMS])
def test_each_form_has_its_words(text: str, words: str) -> None:
    """People read dates in English, with what is shared said once."""
    assert when_text(parse_when(text)) == words


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "words"),
    [
        ("2023-11-08?", True, False, "8 Nov 2023 (uncertain)"),
        ("2023-11~", False, True, "November 2023 (approximate)"),
        ("2023%", True, True, "2023 (uncertain and approximate)"),
        ("2024-03-08?/2024-03-10~", True, True, "8–10 Mar 2024 (uncertain and approximate)"),
        ("../2024-03-08~", False, True, "until 8 Mar 2024 (approximate)"),
    ],
)
def test_a_flag_is_told_and_moves_no_bound(text: str, uncertain: bool, approximate: bool, words: str) -> None:
    """`?` and `~` say something of a date, never more days."""
    when, plain = parse_when(text), parse_when(text.translate({ord(flag): None for flag in "?~%"}))
    assert (when.s1, when.s2, when.e1, when.e2) == (plain.s1, plain.s2, plain.e1, plain.e2)
    assert (when.uncertain, when.approximate, when_text(when)) == (uncertain, approximate, words)


@pytest.mark.parametrize(("text", "advice"), REFUSED, ids=[repr(text) for text, _ in REFUSED])
def test_a_refused_text_names_the_form_to_write(text: str, advice: str) -> None:
    """Whatever is refused says why, and what would be read instead."""
    assert advice in _refusal(text)


@pytest.mark.parametrize("text", [text for text, _ in REFUSED])
def test_every_suggestion_of_a_refusal_can_be_read(text: str) -> None:
    """Nobody is sent from one refusal to the next."""
    advice = _refusal(text).split("; write ")[-1]
    for suggestion in [] if advice == FORMS_READ else advice.split(" or "):
        assert parse_when(suggestion.split(" (")[0])


def test_an_unusual_form_is_refused_without_a_word_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    """The edtf library prints what it fails on, which must not get among the findings of a check."""
    for text in ("6305-X7", "-8118-0X", "2023-1X-05", "Y12000", "2023?-11?-08"):
        _refusal(text)
    assert capsys.readouterr().out == ""


def test_a_refusal_begins_with_the_text_as_written() -> None:
    """The reader finds the cell again by its own words."""
    assert _refusal("Nov 8, 2023").startswith("'Nov 8, 2023': ")


@pytest.mark.parametrize("text", ["2" * (TEXT_LIMIT + 1), "[" + "2024-03-01," * 100_000 + "]", "?" * 24, "X-" * 12])
def test_a_hostile_text_is_refused_at_once(text: str) -> None:
    """No cell, however long or odd, can hold up the reading of a table."""
    parse_when.cache_clear()
    with pytest.raises(DateError):
        parse_when("Y12000")  # imports the edtf library, which is not what is timed
    with bounded(0.5):
        assert len(_refusal(text)) < 400


def test_the_longest_text_that_is_read_is_just_inside_the_limit() -> None:
    """The limit counts characters and refuses only what is longer."""
    text = f"[{','.join(f'2024-03-{day:02}' for day in range(1, 28))}]"
    assert len(text) <= TEXT_LIMIT < len(text) + 11
    assert when_text(parse_when(text)) == "one of 27 days between 1 and 27 Mar 2024"


def test_a_listed_set_is_normalised_to_order_of_time() -> None:
    """The same set has one text, however it was typed."""
    assert parse_when(" [2024-03-06, 2024-03-04,2024-03-06] ").edtf == "[2024-03-04,2024-03-06]"


@given(texts())
def test_bounds_are_in_order(text: str) -> None:
    """A start is not after its latest start, an end not before its earliest, and no start is after the end."""
    when = parse_when(text)
    assert when.s1 <= when.s2 and when.e1 <= when.e2 and when.s1 <= when.e1 and when.s2 <= when.e2
    assert order_key(when) == (when.s2, when.e2)
    if when.shape != "span":
        assert when.s1 == when.e1 and when.s2 == when.e2


@given(points(), points())
def test_bounds_contain_every_day_that_the_text_names(one: tuple[str, int, int], other: tuple[str, int, int]) -> None:
    """No day of either end is left out of an interval or a set."""
    (a, first, a_last), (b, b_first, last) = sorted([one, other], key=lambda point: point[1:])
    assume(a != b)
    span, closed, listed = parse_when(f"{a}/{b}"), parse_when(f"[{a}..{b}]"), parse_when(f"[{a},{b}]")
    assert span.s1 == first and span.s2 == min(a_last, last)
    assert span.e1 == max(b_first, first) and span.e2 == last
    assert (closed.s1, closed.e2) == (first, max(a_last, last))
    assert (listed.s1, listed.e2) == (first, max(a_last, last))


@given(points())
def test_one_point_is_bounded_by_its_first_and_last_day(point: tuple[str, int, int]) -> None:
    """A day, month or year reaches exactly over its own days, an open side over all others."""
    text, first, last = point
    alone, before, after = parse_when(text), parse_when(f"[..{text}]"), parse_when(f"[{text}..]")
    until, since = parse_when(f"../{text}"), parse_when(f"{text}/..")
    assert (alone.s1, alone.s2, alone.e1, alone.e2) == (first, last, first, last)
    assert (before.s1, before.s2, after.e1, after.e2) == (-inf, last, first, inf)
    assert (until.s1, until.s2, until.e1, until.e2) == (-inf, last, first, last)
    assert (since.s1, since.s2, since.e1, since.e2) == (first, last, first, inf)


@given(texts())
def test_a_normalised_text_is_read_as_the_same(text: str) -> None:
    """Writing what was read and reading it again changes nothing."""
    when = parse_when(text)
    assert parse_when(when.edtf) == when


@given(texts())
def test_words_hold_a_year_that_was_written(text: str) -> None:
    """Words never fail, and a reader can tell the year from them."""
    words = when_text(parse_when(text))
    written = parse_when(text)
    known = [side for side in (written.s1, written.s2, written.e1, written.e2) if abs(side) != inf]
    named = {int(iso(side)[:-6]) for side in known}
    assert any(str(year if year > 0 else 1 - year) in words for year in named)
    assert ("BCE" in words) == any(year <= 0 for year in named)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=40), st.text(alphabet="0123456789-/.[],?~%XYSTE: {}NovJan", max_size=TEXT_LIMIT + 40), DATES))
def test_any_text_is_read_or_refused_with_the_date_error(text: str) -> None:
    """A damaged cell gives a finding, soon, and never another error."""
    with bounded(LONGEST_S):
        try:
            when = parse_when(text)
        except DateError as error:
            refusal = str(error)
        else:
            refusal = ""
            assert when.s1 <= when.s2 <= when.e2 and when.s1 <= when.e1 <= when.e2
            assert when_text(when)
    assert not refusal or "; write " in refusal


@given(texts())
def test_what_is_read_is_edtf(text: str) -> None:
    """The table stays a table of EDTF: the library takes all of it but sets of mixed precision, which it has not."""
    when = parse_when(text)
    assume(when.shape != "set" or len({len(part.lstrip("-")) for part in _ends(when)}) == 1)
    assert parse_edtf(when.edtf, fail_silently=True) is not None


def _ends(when: When) -> list[str]:
    return when.edtf.strip("[]").replace("..", ",").split(",")


@given(st.dates())
def test_a_day_number_counts_as_the_standard_library_does(day: datetime.date) -> None:
    """Within the years that `datetime` knows, the calendar is the same."""
    number = (day - EPOCH).days
    assert day_number(day.year, day.month, day.day) == number
    assert iso(number) == day.isoformat()
    assert from_iso(day.isoformat()) == number


@given(st.integers(-4_000_000, 2_900_000))
def test_iso_and_its_reading_are_inverse(day: int) -> None:
    """Also before the common era a day is written and read as itself."""
    assert from_iso(iso(day)) == day


def test_days_follow_each_other_over_the_turn_of_the_era() -> None:
    """Year 0 is there, has a 29 February, and nothing is skipped around it."""
    turns = [(-1, 12, 31), (0, 1, 1), (0, 2, 28), (0, 2, 29), (0, 3, 1), (0, 12, 31), (1, 1, 1)]
    gaps = [day_number(*later) - day_number(*earlier) for earlier, later in pairwise(turns)]
    assert gaps == [1, 58, 1, 1, 305, 1]


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 2, 29), (2023, 13, 1), (2023, 0, 1), (2023, 1, 0)])
def test_a_day_that_is_not_in_the_calendar_has_no_number(year: int, month: int, day: int) -> None:
    """Arithmetic does not roll a wrong day over into the next month."""
    with pytest.raises(DateError, match="there is no such day"):
        day_number(year, month, day)


@pytest.mark.parametrize("text", ["2023-11", "2023", "2023-11-08?", "[..2023-11-08]", "2023-11-08/2023-11-08"])
def test_less_than_one_exact_day_is_no_iso_day(text: str) -> None:
    """Where a day is needed, a month is not quietly its first day."""
    with pytest.raises(DateError, match="one exact day"):
        from_iso(text)


def test_an_open_side_is_not_written_as_a_day() -> None:
    """Infinity has no calendar day."""
    with pytest.raises(DateError, match="open side"):
        iso(inf)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-11-08", "2023-11-08", "8 Nov 2023"),
        ("2023-11-08", "2023-11-09", "8–9 Nov 2023"),
        ("2024-01-01", "2024-04-15", "1 Jan – 15 Apr 2024"),
        ("2023-12-31", "2024-01-01", "31 Dec 2023 – 1 Jan 2024"),
        ("..", "2024-03-08", "until 8 Mar 2024"),
        ("2024-03-08", "..", "from 8 Mar 2024"),
        ("..", "..", "any day"),
    ],
)
def test_a_range_of_days_has_its_words(first: str, last: str, words: str) -> None:
    """Month and year that both days share are said once."""
    assert days_text(_number(first, -inf), _number(last, inf)) == words


def test_a_day_has_its_words() -> None:
    """A day is written short; an open side is called open."""
    assert (day_text(from_iso("2023-11-08")), day_text(-inf)) == ("8 Nov 2023", "open")


def test_order_follows_the_latest_start_then_the_latest_end() -> None:
    """A month stands where it must have begun, a longer span after a shorter one."""
    texts_in_order = ["2024-03-08", "2024-03-08/2024-03-09", "2024-03-08/..", "2024-03", "[2024-03-08..]"]
    shuffled = [texts_in_order[index] for index in (4, 1, 3, 0, 2)]
    assert sorted(shuffled, key=lambda text: order_key(parse_when(text))) == texts_in_order
