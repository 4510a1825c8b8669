"""Readers take turns, and none waits for ever."""

import time
from threading import Event, Thread

import pytest

from dateline.ui import turns
from dateline.ui.turns import turn


def run(order: list[str], name: str, until: Event) -> Thread:
    """A run in a thread of its own, which holds its turn until then."""
    begun = Event()

    def work() -> None:
        begun.set()
        with turn():
            order.append(name)
            until.wait(5)

    thread = Thread(target=work)
    thread.start()
    begun.wait(5)
    return thread


def test_a_run_waits_for_the_one_before() -> None:
    """The second begins when the first is over."""
    first, second = Event(), Event()
    order: list[str] = []
    threads = [run(order, "first", first)]
    while not order:
        time.sleep(0.01)
    threads.append(run(order, "second", second))
    time.sleep(0.1)
    assert order == ["first"]
    first.set()
    threads[0].join(5)
    second.set()
    threads[1].join(5)
    assert order == ["first", "second"]


def test_who_has_waited_long_goes_on_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run holds nobody up for ever, and its turn is given back once."""
    monkeypatch.setattr(turns, "PATIENCE_S", 0.05)
    first, second = Event(), Event()
    order: list[str] = []
    threads = [run(order, "first", first)]
    while not order:
        time.sleep(0.01)
    second.set()
    threads.append(run(order, "second", second))
    threads[1].join(5)
    assert order == ["first", "second"]
    first.set()
    threads[0].join(5)
    assert turns._turns._value == 1


def test_a_run_that_fails_gives_its_turn_back() -> None:
    """Else all others would wait after it."""
    with pytest.raises(ValueError, match="told"), turn():
        raise ValueError("told")
    assert turns._turns._value == 1
