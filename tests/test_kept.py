"""What was made is kept, and made once also for those who ask at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident

import pytest

from dateline.kept import Kept

PATIENCE_S = 20


class Noting:
    """A key that notes when eight threads have looked for it."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.asked_for = Event()

    def __hash__(self) -> int:
        self.threads.add(get_ident())
        if len(self.threads) == 8:
            self.asked_for.set()
        return 1


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
    going_on, key = Event(), Noting()

    def make() -> object:
        made.append(object())
        assert going_on.wait(PATIENCE_S)
        return made[-1]

    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(kept.get, key, make) for _ in range(8)]
        assert key.asked_for.wait(PATIENCE_S), "not all of them have looked"
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
