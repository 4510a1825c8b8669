"""What was made is kept, and made once also for those who ask at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from dateline.kept import Kept

PATIENCE_S = 20


def test_what_was_asked_for_last_is_kept() -> None:
    """The one that nobody asked for longest goes first."""
    kept: Kept[str] = Kept(2)
    for key in "abac":
        kept.get(key, lambda key=key: f"first {key}")  # type: ignore[misc]
    assert [kept.get(key, lambda: "anew") for key in "acb"] == ["first a", "first c", "anew"]


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    """Eight ask while it is being made: it is made once, and all have the same."""
    kept: Kept[object] = Kept(2)
    made: list[object] = []
    asked, going_on = Barrier(9), Event()

    def make() -> object:
        made.append(object())
        assert going_on.wait(PATIENCE_S)
        return made[-1]

    def ask() -> object:
        asked.wait(PATIENCE_S)
        return kept.get("one", make)

    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(ask) for _ in range(8)]
        asked.wait(PATIENCE_S)
        assert kept.get("another", lambda: "not held up") == "not held up"
        going_on.set()
        got = [one.result(PATIENCE_S) for one in waiting]
    assert got == made * 8


def test_what_cannot_be_made_is_tried_by_the_next() -> None:
    """A failure is told to who met it, and is not kept."""
    kept: Kept[str] = Kept(2)
    with pytest.raises(ValueError, match="not today"):
        kept.get("one", lambda: (_ for _ in ()).throw(ValueError("not today")))
    assert kept.get("one", lambda: "made") == "made"
