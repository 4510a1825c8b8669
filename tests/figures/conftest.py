"""Shown events for the figures, made from small tables."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.selection import Shown, visible
from dateline.view import View
from tests.making import collection_of

Shows = Callable[..., tuple[Shown, ...]]


@pytest.fixture
def shows(tmp_path: Path) -> Shows:
    """Events by what differs from the usual test event -> what a view of all shows; `possible`: ids that are not certain."""

    def shown(*events: Mapping[str, str], possible: tuple[str, ...] = ()) -> tuple[Shown, ...]:
        every = visible(collection_of(tmp_path / "table", *events), View()).shown
        return tuple(replace(one, certain=one.event.event_id not in possible) for one in every)

    return shown
