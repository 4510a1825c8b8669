"""A small collection with all that a site must show: a trip and its leg, a record, a withdrawn event, a source elsewhere."""

from pathlib import Path

import pytest

from tests.making import PLACES, SOURCE, folder_of

REGISTER = SOURCE | {"source_id": "register", "title": "A register of ships", "url": "https://register.example/"}


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    return folder_of(
        tmp_path_factory.mktemp("publishing") / "harbour",
        [
            {"title": 'A ship <b>"calls"</b>', "when": "2024-03-18", "status": "scheduled"},
            {"when": "2024-03", "countries": "USA:visitor; KOR:host", "part_of": "event-1"},
            {"when": "[..2024-03-08]", "status": "alleged", "places": "", "countries": "RUS:actor", "source_id": "register"},
        ],
        places=PLACES,
        sources=(SOURCE, REGISTER),
        follow_ups=[
            {"event_id": "event-1", "when": "2024-03-19", "fact": "It came a day late", "outcome_of": "yes", "record": "line 3",
             "grade": "A", "source_id": "register"},
        ],
        changes=[{"date": "2024-04-05", "event_id": "event-9", "what": "withdrawn", "why": "It was another port"}],
    )  # fmt: skip
