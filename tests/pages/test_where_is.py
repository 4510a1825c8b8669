"""The question where an event is, on the start page: found, brought to sight, or withheld with its finding."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dateline.collection import Collection
from tests.making import folder_of
from tests.pages.start_page import address, html, opened, shown, sound


def ask(page: AppTest, text: str) -> AppTest:
    """Ask where an event is."""
    page.text_input(key="asked").set_value(text)
    return sound(page.run())


def test_hidden_event_is_found_and_brought_to_sight(table: Collection) -> None:
    """Asked by its id, it is told which filters hide it; the button lifts these and no others, and opens it."""
    event_id = "kor-spy-satellite-launch-planned"
    page = ask(opened("country=RUS&to=2023-11-12&status=scheduled"), event_id)
    assert "hidden by the choice of countries and the window of dates." in html(page)
    page.button(key=f"show-{event_id}").click()
    sound(page.run())
    assert address(page) == {"status": ["scheduled"], "event": [event_id]}
    assert "It is shown, and its card is open." in html(page)
    assert not [one for one in page.button if one.key == f"show-{event_id}"]


def test_shown_event_is_opened_from_the_answer(table: Collection) -> None:
    """Part of its title is enough."""
    event = shown(table, "country=RUS").shown[0].event
    page = ask(opened("country=RUS"), event.title.upper())
    assert page.button(key=f"show-{event.event_id}").label == "Open it"
    page.button(key=f"show-{event.event_id}").click()
    assert address(sound(page.run())) == {"country": ["RUS"], "event": [event.event_id]}


def test_question_without_an_answer_says_so() -> None:
    """And what was asked is shown as text."""
    text = html(ask(opened(), "<b>nowhere</b>"))
    assert "No row of the file has these words" in text and "<b>nowhere" not in text


def test_withheld_row_is_answered_with_its_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is in no view, so nothing is offered."""
    rows = [{}, {"event_id": "bad-day", "when": "2023-02-30"}]
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(folder_of(tmp_path / "damaged", rows)))
    page = ask(opened(), "bad-day")
    assert "Withheld: line 3 of events.csv" in html(page)
    assert not [one for one in page.button if str(one.key).startswith("show-")]
