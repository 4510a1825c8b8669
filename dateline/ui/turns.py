"""Readers take turns: Python runs one thread at a time, and runs that share it all end late, where one after the other most end early."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

PATIENCE_S = 1.0
"""Who has waited so long goes on beside the others: a run over a long table must not hold up those over a short one."""
_turns = Semaphore()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for the run before; not for what waits itself, such as a file that is being read."""
    mine = _turns.acquire(timeout=PATIENCE_S)
    try:
        yield
    finally:
        if mine:
            _turns.release()
