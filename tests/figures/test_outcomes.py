"""What became of a plan, beside it on the timeline."""

from pathlib import Path

import pytest

from dateline.collection import read_collection
from dateline.figures.palette import LIGHT
from dateline.selection import visible
from dateline.view import View
from tests.figures.drawn import timeline
from tests.making import folder_of

FOLLOW_UP = {
    "event_id": "plan",
    "when": "2024-03-20",
    "fact": "It was done.",
    "outcome_of": "yes",
    "record": "log",
    "grade": "B",
    "source_id": "log",
}


def drawn(folder: Path, follow_ups: bool, **differs: str) -> tuple[object, object]:
    """The timeline of a plan for 18 March with one follow-up, and its selection."""
    plan = {"event_id": "plan", "when": "2024-03-18", "status": "scheduled"}
    collection = read_collection(folder_of(folder, [plan], follow_ups=[FOLLOW_UP | differs]))
    selection = visible(collection, View(follow_ups=follow_ups))
    return timeline(selection.shown, theme=LIGHT), selection


def parts(figure, part: str) -> list:
    return [trace for trace in figure.data if trace.meta["part"] == part]


def test_outcome_stands_beside_its_plan_joined_by_a_line(tmp_path: Path) -> None:
    """The plan hollow, the outcome filled, both in one row."""
    figure, _ = drawn(tmp_path, True)
    line, mark = parts(figure, "outcomes")
    (plan,) = parts(figure, "marks")
    assert list(mark.customdata) == ["plan"]
    assert mark.y[0] == plan.y[0] and mark.x[0] > plan.x[0]
    assert plan.marker.color[0] == LIGHT.paper and mark.marker.color[0] == LIGHT.categories["visit"]
    assert (line.x[0], line.x[1]) == (plan.x[0], mark.x[0])


@pytest.mark.parametrize(
    ("when", "text"), [("2024-03-20", ["2 days late"]), ("2024-03-17", ["1 day early"]), ("2024-03-18", ["as planned"]), ("2024-03", [])]
)
def test_slip_is_told_in_days_where_both_are_known(tmp_path: Path, when: str, text: list[str]) -> None:
    """A month is no day: no slip is made up."""
    figure, _ = drawn(tmp_path, True, when=when)
    assert [label["text"] for label in figure.layout.meta["labels"] if label["kind"] == "slip"] == text


def test_without_the_switch_nothing_of_it_is_drawn(tmp_path: Path) -> None:
    """The event stays as its source put it."""
    figure, _ = drawn(tmp_path, False)
    assert parts(figure, "outcomes") == []


def test_what_is_no_outcome_is_not_drawn(tmp_path: Path) -> None:
    """A record about the plan is on its card only."""
    figure, selection = drawn(tmp_path, True, outcome_of="no")
    assert parts(figure, "outcomes") == []
    assert len(selection.collection.known("plan")) == 1


def test_selection_is_the_same_with_and_without_the_switch(tmp_path: Path) -> None:
    """What became known filters nothing."""
    (_, shown), (_, plain) = drawn(tmp_path / "a", True), drawn(tmp_path / "b", False)
    assert shown.counts == plain.counts
