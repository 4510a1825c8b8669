"""The bound on time, without which tests that try any content could hang or let a slow one pass."""

import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.spoiling import bounded

SHORT_S = 0.2


def spend(seconds: float) -> None:
    """Of the processor, within this thread."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def spend_beside(seconds: float) -> None:
    """The same in another thread, while this one waits."""
    thread = threading.Thread(target=spend, args=(seconds,))
    thread.start()
    thread.join()


def spend_and_be_silent(seconds: float) -> None:
    """As code does that takes the stop for an error of its own."""
    with suppress(AssertionError):
        spend(2 * seconds)


def test_a_regular_expression_that_would_never_end_is_stopped() -> None:
    """It tries each way to part sixty letters."""
    with pytest.raises(AssertionError, match="stopped"), bounded(SHORT_S):
        re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("slow", [spend, spend_beside, spend_and_be_silent])
def test_what_takes_too_long_is_told(slow: Callable[[float], None]) -> None:
    """Also where the server answers in a thread of its own, and where errors are not let out."""
    with pytest.raises(AssertionError, match="of the processor"), bounded(SHORT_S):
        slow(1.5 * SHORT_S)


def test_waiting_is_not_counted() -> None:
    """Neighbours on the same machine make no test fail."""
    with bounded(SHORT_S):
        time.sleep(2 * SHORT_S)
