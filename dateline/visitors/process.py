"""Start the process that reads a file, hear its answers, and end it: when it is done, takes too long, or its reader turns away."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic

from dateline.visitors.wishes import Answer, Refused, Stage, Wish

MOST_AT_ONCE = 2
"""Files that are read at the same time, of all readers together."""
LONGEST_S = 60
GLANCE_S = 0.1
"""Between two answers of `heard` while nothing new comes, so that who waits can turn away."""
_slots = BoundedSemaphore(MOST_AT_ONCE)


def heard(wish: Wish, longest_s: float = LONGEST_S) -> Iterator[Answer]:
    """The answers to a wish; a `Stage` comes again while it lasts. To close the iterator ends the process."""
    until = monotonic() + longest_s
    while not _slots.acquire(timeout=GLANCE_S):
        yield Stage("Waiting for the files of other readers")
        if monotonic() > until:
            yield Refused("Too many files are being read at this moment; try again in a minute")
            return
    try:
        with closing(_Process(wish)) as process:
            yield from _answers(process, wish, until)
    finally:
        _slots.release()


def _answers(process: "_Process", wish: Wish, until: float) -> Iterator[Answer]:
    answer: Answer = Stage("Starting")
    while isinstance(answer, Stage):
        yield answer
        answer = Refused(f"{wish.name}: takes more than a minute to read; split it") if monotonic() > until else process.next() or answer
    yield answer


class _Spare:
    """A process that has loaded what it needs and waits for a wish, so that the next reader need not. It ends with the server, whose
    end it hears."""

    def __init__(self) -> None:
        self._waiting: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def have(self) -> None:
        """See to it that there is one."""
        with self._lock:
            if self._waiting is None or self._waiting.poll() is not None:
                self._waiting = _start()

    def take(self) -> "subprocess.Popen[bytes]":
        """The one that waits, and another one in its place."""
        self.have()
        with self._lock:
            taken, self._waiting = self._waiting or _start(), _start()
        return taken


def _start() -> "subprocess.Popen[bytes]":
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each thread takes address space
    command = [sys.executable, "-m", "dateline.visitors.inside"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


_spare = _Spare()


def ready() -> None:
    """A reader may soon bring a file."""
    _spare.have()


class _Process:
    """One process, with a thread that feeds it and one that hears it."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self._process = _spare.take()
        self._queue: SimpleQueue[Answer] = SimpleQueue()
        for work in (self._feed, self._hear):
            Thread(target=work, daemon=True).start()

    def next(self) -> Answer | None:
        """The next answer, if one comes within a glance."""
        try:
            return self._queue.get(timeout=GLANCE_S)
        except Empty:
            return None

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()

    def _feed(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError), self._process.stdin as file:  # it may be dead already
            pickle.dump(self._wish, file)

    def _hear(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as file:
            try:
                while True:
                    self._queue.put(pickle.load(file))
            except (EOFError, pickle.UnpicklingError, OSError, ValueError):
                self._queue.put(Refused(f"{self._wish.name}: could not be read within the bounds of time and memory; split it"))
