"""The first range, and what is drawn of an event."""

import pytest

from dateline.dates import When, anchor, from_iso, parse_when
from dateline.figures.extent import Span, first_range, outside, reach, stamp, whole


def _whens(*texts: str) -> list[When]:
    return [parse_when(text) for text in texts]


CLUSTER = _whens(*(f"2023-11-{day:02}" for day in range(2, 12)))


def test_a_far_earlier_event_does_not_stretch_the_first_range() -> None:
    """Ten events of ten days and one of two years before: the ten fill the page."""
    first = first_range([*_whens("2021-05-01"), *CLUSTER], None)
    assert first.start > from_iso("2023-10-20")
    assert outside([*_whens("2021-05-01"), *CLUSTER], first) == (1, 0)


def test_an_event_near_the_cluster_is_taken_in() -> None:
    """A gap no wider than the cluster is bridged."""
    whens = [*_whens("2021-05-01"), *CLUSTER, *_whens("2023-11-18")]
    assert first_range(whens, None).end > from_iso("2023-11-18")


def test_events_spread_evenly_are_all_shown() -> None:
    """Where no third of the time holds most of them, the first range is everything."""
    whens = _whens("2021-01-01", "2021-07-01", "2022-01-01", "2022-07-01", "2023-01-01")
    assert outside(whens, first_range(whens, None)) == (0, 0)


def test_the_day_of_the_source_is_in_the_first_range_where_it_is_near() -> None:
    """As-of a few days after the events is shown; years after, it is not."""
    near, far = from_iso("2023-11-14"), from_iso("2025-01-01")
    assert first_range(CLUSTER, Span(near, near + 1)).end > near
    assert first_range(CLUSTER, Span(far, far + 1)).end < far


@pytest.mark.parametrize("texts", [(), ("2023-11-08",), ("2023-11-08", "2023-11-08")])
def test_few_events_have_a_range_of_some_days(texts: tuple[str, ...]) -> None:
    """No event, or one day only, does not give an axis without length."""
    assert first_range(_whens(*texts), None).days >= 10


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-11-08", "2023-11-08"),
        ("2023-11", "2023-11-30"),
        ("[..2023-11-08]", "2023-11-08"),
        ("[2023-11-08..]", "2023-11-08"),
        ("2023-11-08/2023-11-12", "2023-11-08"),
        ("../2023-11-08", "2023-11-08"),
        ("2023-11-08/..", "2023-11-08"),
    ],
)
def test_the_day_that_stands_for_an_event_is_known(text: str, day: str) -> None:
    """A symbol stands where the list has the event, or at the start of a span; never at infinity."""
    assert anchor(parse_when(text)) == from_iso(day)


@pytest.mark.parametrize("text", ["[..2023-11-08]", "../2023-11-08", "[2023-11-08..]", "2023-11-08/..", "../2023-11"])
def test_an_open_side_is_drawn_for_as_long_as_it_fades(text: str) -> None:
    """Fading has the length it is given, whatever the date."""
    short, long = reach(parse_when(text), 3), reach(parse_when(text), 30)
    assert long.days - short.days == 27


def test_a_span_reaches_to_the_end_of_its_last_day() -> None:
    """Both days belong to it."""
    assert reach(parse_when("2023-11-08/2023-11-09"), 5).days == 2


def test_everything_reaches_from_the_first_to_the_last_known_day() -> None:
    """Open sides do not count."""
    assert whole(_whens("[..2023-11-08]", "2023-11-30/..")) == Span(from_iso("2023-11-08"), from_iso("2023-11-30") + 1)


@pytest.mark.parametrize(
    ("day", "text"), [(0, "1970-01-01"), (0.5, "1970-01-01 12:00"), (-0.25, "1969-12-31 18:00"), (0.99999, "1970-01-02")]
)
def test_a_moment_is_written_as_the_axis_reads_it(day: float, text: str) -> None:
    """Whole days without a clock, minutes rounded into the next day."""
    assert stamp(day) == text
