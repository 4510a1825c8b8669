"""Days that English texts name."""

import pytest

from dateline.checks.named_days import Named, forget, named_days, named_years, points_of, weekday_of
from dateline.dates import day_number, parse_when


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("8 November 2023", [Named(8, 11, 2023)]),
        ("Nov\u00a08", [Named(8, 11)]),
        ("Wednesday (Nov 8)", [Named(8, 11, 0, 3)]),
        ("Monday 6 to Sunday 12 November 2023", [Named(6, 11, 2023, 1), Named(12, 11, 2023, 7)]),
        ("Monday 30 October to Sunday 5 November 2023", [Named(30, 10, 0, 1), Named(5, 11, 2023, 7)]),
        ("9–10 November 2023", [Named(9, 11, 2023), Named(10, 11, 2023)]),
        ("8 and 9 November", [Named(8, 11), Named(9, 11)]),
        ("November in 2022", [Named(0, 11, 2022)]),
        ("September", [Named(0, 9)]),
        ("November 8, 2023", [Named(8, 11, 2023)]),
        ("the first of January", [Named(1, 1)]),
        ("the first day of 2023", [Named(1, 1, 2023)]),
        ("on a Monday", [Named(weekday=1)]),
        ("a Falcon 9 in 2023", []),
        ("march on", []),
    ],
)
def test_text_names_these_days(text: str, named: list[Named]) -> None:
    """Alone, in a row with one month, with weekday, month or year alone."""
    assert list(named_days(text)) == named


def test_years_are_named_alone_or_in_a_date() -> None:
    """Numbers of reports and hyphenated words are no years."""
    assert named_years("in 2017, 2023 and 2028; November 2022") == {2017, 2022, 2023, 2028}
    assert named_years("tag 2023-185, Hwasong-2000, 12345") == frozenset()


def test_points_of_a_date_are_what_it_is_written_with() -> None:
    """Day, month and year as far as they are given."""
    assert points_of(parse_when("[2022-11..2023-11-06]")) == (Named(0, 11, 2022), Named(6, 11, 2023))
    assert points_of(parse_when("../2023-11-08?")) == (Named(8, 11, 2023),)
    assert points_of(parse_when("0850-03-15")) == points_of(parse_when("-0044-03-15")) == ()


def test_weekdays_are_those_of_the_calendar() -> None:
    """8 November 2023 was a Wednesday, 1 January 1970 a Thursday."""
    assert (weekday_of(day_number(2023, 11, 8)), weekday_of(0), weekday_of(-1)) == (3, 4, 3)


def test_texts_of_a_long_table_are_let_go_and_those_of_a_short_one_stay() -> None:
    """What was read is not held for as long as a server runs."""
    named_years.cache_clear()
    for many, kept in ((100, 100), (10_000, 0)):
        for at in range(many):
            named_years(f"{at} of 2023")
        forget()
        assert named_years.cache_info().currsize == kept
