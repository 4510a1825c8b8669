"""Dates as they come: the column decides, and what it does not show is asked."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse_when, when_text
from dateline.imports.date_columns import look
from dateline.imports.times import DateReading, TimeError, read_day
from tests.imports.rows import column, rules, taken
from tests.spoiling import DATES, bounded


def read(*texts: str, years_before: str = "astronomical") -> list[str]:
    """Each cell of a column as EDTF."""
    reading = look(texts, years_before).reading
    return [read_day(text, reading)[0] for text in texts]


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["2020-05-09", "2014-05", "2014"], ["2020-05-09", "2014-05", "2014"]),
        (["1970-00-00", "1970-05-00"], ["1970", "1970-05"]),
        (["9-May-20", "10-Jun-14"], ["2020-05-09", "2014-06-10"]),
        (["01-January-2015", "28 December 2022"], ["2015-01-01", "2022-12-28"]),
        (["31-12-19", "01-02-18"], ["2019-12-31", "2018-02-01"]),
        (["2/24/2022", "3/1/2022"], ["2022-02-24", "2022-03-01"]),
        (["450716", "460630", "981231"], ["1945-07-16", "1946-06-30", "1998-12-31"]),
        (["20191024", "20201100"], ["2019-10-24", "2020-11"]),
        (["201910", "202001"], ["2019-10", "2020-01"]),
        (["43831", "44000"], ["2020-01-01", "2020-06-18"]),
        (["1957 Oct  4 1928:34", "2021 Mar 18?", "1958 Feb  5 0733"], ["1957-10-04", "2021-03-18?", "1958-02-05"]),
        (["44 BC", "753 BCE", "30 v. Chr."], ["-0043", "-0752", "-0029"]),
        (["-0043-03-15T00:00:00Z", "+1957-10-04T00:00:00Z"], ["-0043-03-15", "1957-10-04"]),
        (["c. 1850", "1850?"], ["1850~", "1850?"]),
        (["5 mai 2020", "3. Oktober 1990", "12 марта 2014", "5 de mayo de 2020"], ["2020-05-05", "1990-10-03", "2014-03-12", "2020-05-05"]),
        (["2013-01-03 00:00:00.000", "3/14/2024 9:30 PM"], ["2013-01-03", "2024-03-14"]),
    ],
)
def test_a_column_of_one_form_is_read(column: list[str], wanted: list[str]) -> None:
    """As exactly as it is written, never more."""
    assert read(*column) == wanted


def test_a_column_that_does_not_show_its_order_is_asked_about() -> None:
    """3 April or March 4: nobody can know."""
    found = look(["03/04/2018", "01/02/2019"])
    assert found.is_open
    with pytest.raises(TimeError, match="day before month or month before day"):
        read_day("03/04/2018", found.reading)
    assert read_day("03/04/2018", DateReading(order="month-first"))[0] == "2018-03-04"


def test_a_day_that_is_the_same_either_way_needs_no_answer() -> None:
    """5/5 is 5 May."""
    assert not look(["05/05/2018"]).is_open
    assert read("05/05/2018") == ["2018-05-05"]


def test_two_digit_years_are_decided_for_the_column_and_said() -> None:
    """45 with 98 is the last century, 95 with 05 the turn of it."""
    assert read("16-Jul-45", "1-May-98") == ["1945-07-16", "1998-05-01"]
    assert read(*(f"1-May-{year}" for year in range(30, 45)))[0] == "1930-05-01"
    found = look(["16-Jul-95", "1-May-05"])
    assert "years of two digits are read as 1995 to 2005" in found.reasons


def test_years_before_the_common_era_are_counted_as_their_source_counts() -> None:
    """ISO 8601 has a year 0, people have none."""
    assert read("-44") == ["-0044"]
    assert read("-44", years_before="historical") == ["-0043"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2918-01-01", "year-far"), ("2023-02-30", "date-unreadable"), ("", "date-missing"), ("-", "date-missing"),
        ("0000-00-00", "date-missing"), ("Q1", "date-unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_reason(text: str, rule: str) -> None:
    """And is not made into one."""
    with pytest.raises(TimeError) as refused:
        read_day(text, DateReading())
    assert refused.value.rule == rule


def test_a_clock_in_utc_is_kept() -> None:
    """One without a zone is not taken for UTC."""
    assert read_day("1957 Oct  4 1928:34", DateReading()) == ("1957-10-04", "19:28:34Z")
    assert read_day("2024-03-01T14:05:00+00:00", DateReading())[1] == "14:05:00Z"
    assert read_day("2024-03-01 14:05", DateReading())[1] == "14:05"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("c. 2023?", "2023%"), ("~2023~", "2023~"), ("2023??", "2023?"), ("about 2023/..", "2023~/.."),
        ("c. [2023..2024]", "[2023..2024]"), ("\u0662\u0660\u0662\u0663", "2023"), ("2023 AD AD", "2023"),
    ],
)  # fmt: skip
def test_doubts_of_two_kinds_are_one_flag_that_is_read(text: str, wanted: str) -> None:
    """What is written of a cell is EDTF whatever is put together in it."""
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    "text", ["c. " * 2000 + "2024", "2024" + "?" * 5000, "2024" + " AD" * 2000, "2024" + "AD?" * 2000, "9" * 5000, "1 " * 5000]
)
def test_a_cell_without_end_is_refused_at_once(text: str) -> None:
    """However often the same is said in it."""
    with bounded(0.5), pytest.raises(TimeError, match="too many for a date"):
        read_day(text, DateReading())


def test_a_month_that_there_is_not_is_a_slip_in_a_column_of_digits() -> None:
    """The others decide the form; it is refused as any other cell that is no date."""
    reading = look([*(f"2023{month:02}" for month in range(1, 13)), *(f"2022{month:02}" for month in range(1, 13)), "202399"]).reading
    assert read_day("202301", reading)[0] == "2023-01"
    with pytest.raises(TimeError, match="month 99"):
        read_day("202399", reading)


@settings(max_examples=300)
@given(st.lists(DATES, min_size=1, max_size=4), st.sampled_from(["", "day-first", "month-first"]))
def test_any_column_is_read_or_refused_cell_by_cell(texts: list[str], order: str) -> None:
    """With our own error, in time; and what is read is a date that the table takes."""
    with bounded():
        reading = look(texts).reading
        for text in texts:
            with suppress(TimeError):
                when, _ = read_day(text, DateReading(order or reading.order, reading.digits, reading.first_year))
                assert when_text(parse_when(when))


@pytest.mark.parametrize(
    ("start", "end", "precision", "when", "said"),
    [
        ("2024-03-18?", "2024-03-20%", "2", "[2024-03-18..2024-03-20]", []),
        ("2024-03-18?", "2024-03-18", "2", "2024-03-18?", []),
        ("2024-01", "2024-02/2024-03", "1", "2024-01", ["date-unreadable"]),
        ("2024", "[2024..2025]", "2", "2024", ["date-unreadable"]),
        ("2024", "../2025", "", "2024", ["date-unreadable"]),
    ],
)
def test_start_and_end_make_one_time_that_is_read(start: str, end: str, precision: str, when: str, said: list[str]) -> None:
    """An end that is itself a span or a set is said and left out; a set of days has no flags."""
    columns = {"title": "what", "start": "first", "end": "last", "date_precision": "exact"}
    made = taken(f"what,first,last,exact,lat,lon\nTalks,{start},{end},{precision},35.1,129.04\n", form="ucdp", columns=columns)
    assert column(made, "when") == [when]
    assert [rule for rule in rules(made) if rule.startswith("date")] == said


def test_a_row_of_parts_with_numbers_without_end_is_withheld() -> None:
    """No number is made of them."""
    made = taken(f"title,year,month\nTalks,2024,{'9' * 5000}\n")
    assert made.withheld == 1 and rules(made) == ["date-unreadable"]


def test_an_end_alone_may_ask_for_its_order() -> None:
    """The question names the column that there is."""
    made = taken("title,last\nTalks,03/04/2022\n", columns={"title": "title", "end": "last"})
    assert any("'last'" in question.text for question in made.proposal.questions) and made.withheld == 1
