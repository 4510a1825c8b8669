"""What a link of older data is told: exactly the rows that the change log has grown by."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collection import Collection, read_collection
from dateline.link import DATA, PARAMETERS, from_query
from dateline.shelf import EMBEDDED
from dateline.since import mark, since
from tests.making import folder_of

LOG = [
    {"date": "2024-01-01", "event_id": "a", "what": "changed", "why": "the day was wrong"},
    {"date": "2024-01-02", "event_id": "b", "what": "added", "why": "left out before"},
    {"date": "2024-01-03", "event_id": "a", "what": "changed", "why": "the place was wrong"},
]


@pytest.fixture
def grown(tmp_path: Path) -> Collection:
    """A collection with three rows in its change log."""
    return read_collection(folder_of(tmp_path / "grown", [{"event_id": "a"}, {"event_id": "b"}], changes=LOG))


def told(collection: Collection, value: str) -> str | None:
    found = since({DATA: [value]}, collection)
    return found.text if found else None


def test_link_of_these_data_is_told_nothing(grown: Collection) -> None:
    """Nor is one without a mark."""
    assert told(grown, mark(grown)) is None
    assert since({}, grown) is None


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "1 event changed, 1 added since this link was made."),
        (1, "1 event changed, 1 added since this link was made."),
        (2, "1 event changed since this link was made."),
        (3, "The data have changed since this link was made; no event was added, corrected or withdrawn by the change log."),
        (4, "This link was made with other data than these: their change log is longer. What is shown are the data of this server."),
    ],
)
def test_link_of_older_data_is_told_what_changed(grown: Collection, length: int, text: str) -> None:
    """An event that changed twice is one; the rows behind the length of then are listed."""
    found = since({DATA: [f"0123456789ab-{length}"]}, grown)
    assert found
    assert found.text == text
    assert found.changes == grown.changes[length:]


@given(st.text(max_size=60))
def test_any_mark_is_answered(value: str) -> None:
    """What cannot be read is said; nothing of it is repeated."""
    table = read_collection(EMBEDDED)
    text = told(table, value)
    assert text is None or text.startswith(("The mark of the data", "The data have changed", "This link was made with other data"))


def test_mark_is_no_part_of_the_view() -> None:
    """It makes no note, and no parameter of the link has its name."""
    assert from_query({DATA: ["0123456789ab-0"], "country": ["KOR"]})[1] == ()
    assert DATA not in {parameter.name for parameter in PARAMETERS}
