"""A reader's file is read in a process of its own: what comes of it, and what is refused."""

import pytest

from dateline.shelf import PRIVATE
from dateline.visitors import taken
from dateline.visitors.process import heard
from dateline.visitors.wishes import Answer, Look, Refused, Stage, Taken, Wish
from tests.visitors.bombs import bombs

TABLE = b"""title,date,country,lat,lon
A ship calls,2024-03-18,KOR,35.1,129.04
A train leaves,2024-04-02,JPN,35.6,139.7
A plane lands,2024-04-03,JPN,35.6,139.7
A bridge opens,2024-04-04,FRA,48.8,2.3
No such day,2024-02-30,JPN,,
"""


def last(wish: Wish) -> Answer:
    """What comes of a wish in the end."""
    return list(heard(wish))[-1]


def test_look_says_what_the_columns_are() -> None:
    """With the first rows as they stand."""
    look = last(Wish("t.csv", TABLE))
    assert isinstance(look, Look)
    assert (look.proposal.columns["start"], look.rows, look.first[0][0]) == ("date", 5, "A ship calls")


def test_whole_table_is_a_collection_of_this_session_and_its_rows_add_up() -> None:
    """Links call it private; what could not be read stands in the copy to correct."""
    own = last(Wish("t.csv", TABLE, whole=True))
    assert isinstance(own, Taken)
    assert own.rows == own.accepted + own.warned + own.withheld == 5
    assert (own.withheld, own.collection.linked, own.collection.rows_in_file) == (1, PRIVATE, 4)
    assert "2024-02-30" in own.to_correct
    assert own.collection.rules
    assert own.collection.event(own.collection.events["event_id"].to_list()[0])


BOMBS = bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_file_that_is_made_to_do_harm_is_refused_with_a_sentence(name: str) -> None:
    """None of them is converted, or takes the server down."""
    answer = last(Wish(name, BOMBS[name]))
    assert isinstance(answer, Refused)
    assert name in answer.why


def test_reader_who_turns_away_ends_the_process() -> None:
    """The place is free for the next one at once."""
    for _ in range(4):
        answers = heard(Wish("t.csv", TABLE))
        assert isinstance(next(answers), Stage)
        answers.close()  # type: ignore[attr-defined]
    assert isinstance(last(Wish("t.csv", TABLE)), Look)


def test_file_that_takes_too_long_is_given_up() -> None:
    """By the clock, whatever the process does."""
    assert isinstance(list(heard(Wish("t.csv", TABLE), longest_s=0))[-1], Refused)


@pytest.mark.parametrize(("said", "open_"), [("on", True), ("ON ", True), ("", False), ("yes", False)])
def test_files_are_taken_only_where_that_is_switched_on(said: str, open_: bool) -> None:
    """By one word."""
    assert taken({"DATELINE_UPLOADS": said}) is open_
    assert not taken({})
