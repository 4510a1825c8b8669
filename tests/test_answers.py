"""Why is an event not shown? Every row of the file has an answer, and what it offers brings the event to sight."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import fragments
from dateline.answers import MOST_ANSWERS, Answer, LostAnswer, answers
from dateline.collection import Collection, read_collection
from dateline.selection import visible
from dateline.view import View
from tests.making import collection_of, folder_of
from tests.test_account import views

EMBEDDED = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def embedded() -> Collection:
    return read_collection(EMBEDDED)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lifting_what_hides_an_event_shows_it(embedded: Collection, data: st.DataObject) -> None:
    """Asked by its id, an event is the first answer; the offered view shows it, and lifts nothing but the filters named."""
    selection = visible(embedded, data.draw(views(embedded)))
    event_id = data.draw(st.sampled_from(embedded.events["event_id"].to_list()))
    first = answers(selection, event_id).found[0]
    assert isinstance(first, Answer) and first.event.event_id == event_id
    assert event_id in {one.event.event_id for one in visible(embedded, first.shows).shown}
    assert set(selection.hides(event_id)) <= set(first.hiding) <= set(selection.view.active)
    assert set(first.shows.active) == set(selection.view.active) - set(first.hiding)
    assert first.shows.event == event_id
    assert bool(first.hiding) != (event_id in {one.event.event_id for one in selection.shown})


def test_all_filters_that_hide_an_event_are_named(tmp_path: Path) -> None:
    """Not the first of them only."""
    table = collection_of(tmp_path, {"event_id": "it", "when": "2024-03-18"})
    (found,) = answers(visible(table, View(categories=("cyber",), countries=("USA",), first=20000)), "it").found
    assert isinstance(found, Answer)
    assert found.hiding == ("countries", "categories", "dates")
    assert found.shows == View(event="it")


def test_role_that_stood_for_a_country_is_lifted_with_it(tmp_path: Path) -> None:
    """Mentioned counts only while it is asked for: without the role, the country hides the event."""
    table = collection_of(tmp_path, {"event_id": "it", "countries": "USA:mentioned; JPN:actor"})
    (found,) = answers(visible(table, View(countries=("USA",), roles=("host",))), "it").found
    assert isinstance(found, Answer)
    assert found.hiding == ("roles", "countries")
    assert visible(table, found.shows).counts.shown == 1


def test_part_of_a_title_is_found_whatever_its_case_and_accents(tmp_path: Path) -> None:
    """As the text filter finds it: every word, in any order."""
    table = collection_of(tmp_path, {"event_id": "it", "title": "Ein Schiff fährt nach Süden"}, {"event_id": "other"})
    for asked in ("SUDEN", "fahrt nach", "süden schiff", "  it "):
        (found,) = answers(visible(table, View()), asked).found
        assert isinstance(found, Answer) and found.event.event_id == "it"


@pytest.mark.parametrize("asked", ["", "   ", "no-such-thing"])
def test_nothing_asked_or_found_is_no_answer(tmp_path: Path, asked: str) -> None:
    """An empty question finds nothing, not everything."""
    assert answers(visible(collection_of(tmp_path), View()), asked).found == ()


def test_most_like_the_question_stands_first_and_the_rest_is_counted(tmp_path: Path) -> None:
    """The id itself, then the words as they stand, then the words apart."""
    many = [{"title": "A port for a ship", "when": "2024-01-01"} for _ in range(MOST_ANSWERS + 5)]
    others = [{"event_id": "a-ship", "title": "Something else"}, {"event_id": "phrase", "title": "About a-ship"}]
    table = collection_of(tmp_path, *many, *({**one, "summary": "Nothing more."} for one in others))
    found = answers(visible(table, View()), "a-ship")
    assert [one.event.event_id for one in found.found if isinstance(one, Answer)] == ["a-ship", "phrase"]
    many_found = answers(visible(table, View()), "ship port")
    assert (len(many_found.found), many_found.rest) == (MOST_ANSWERS, 5)


def test_withheld_row_is_answered_with_its_finding(tmp_path: Path) -> None:
    """By id or title, with line, column and what to do; a sound row beside it is answered as ever."""
    table = read_collection(folder_of(tmp_path, [{"event_id": "sound"}, {"event_id": "bad-day", "when": "2024-02-30", "title": "Bad day"}]))
    for asked in ("bad-day", "BAD day"):
        (found,) = answers(visible(table, View()), asked).found
        assert isinstance(found, LostAnswer)
        assert (found.row.event_id, found.row.line, [one.column for one in found.findings]) == ("bad-day", 3, ["when"])
    told = fragments.answer(found)
    assert "line 3 of events.csv" in told and "2024-02-30" in told


def test_row_withheld_with_its_table_is_answered_by_what_is_wrong_with_the_table(tmp_path: Path) -> None:
    """Where places.csv is missing, no event has a finding of its own."""
    folder = folder_of(tmp_path, [{"event_id": "it"}])
    (folder / "places.csv").unlink()
    (found,) = answers(visible(read_collection(folder), View()), "it").found
    assert isinstance(found, LostAnswer)
    assert [one.rule for one in found.findings] == ["file-missing"]


def test_event_that_is_shown_says_so(tmp_path: Path) -> None:
    """Also that it is open, and that it is only possible."""
    table = collection_of(tmp_path, {"event_id": "it", "when": "2024-03"})

    def told(view: View) -> str:
        return fragments.answer(answers(visible(table, view), "it").found[0], view.event)

    assert "It is shown." in told(View())
    assert "its card is open" in told(View(event="it"))
    assert "as possible" in told(View(first=19797, last=19800))


def test_text_of_an_answer_is_text(tmp_path: Path) -> None:
    """No tag comes out of a title or a finding."""
    rows = [{"event_id": "it", "title": "<b>bold</b>"}, {"event_id": "that", "title": "<b>bad</b>", "when": "<i>x</i>"}]
    found = answers(visible(read_collection(folder_of(tmp_path, rows)), View()), "<b>").found
    assert len(found) == 2
    assert not any(tag in fragments.answer(one) for one in found for tag in ("<b>b", "<i>x"))
