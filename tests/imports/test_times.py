"""Dates as they come: the column decides, and what it does not show is asked."""

import pytest

from dateline.imports.date_columns import look
from dateline.imports.times import DateReading, TimeError, read_day


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
