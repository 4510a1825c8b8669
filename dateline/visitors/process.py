"""Ask the process that reads files, hear its answers, and end what it does: when it is done, takes too long, or its reader turns away."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic

from dateline.errors import ForeignError
from dateline.imports import bounded
from dateline.visitors import LIMITS
from dateline.visitors.wire import answer_from, number_from, send_wish
from dateline.visitors.wishes import Answer, Refused, Stage, Wish

MOST_AT_ONCE = 2
"""Files that are read at the same time, of all readers together."""
LONGEST_S = 60
GLANCE_S = 0.1
"""Between two answers of `heard` while nothing new comes, so that who waits can turn away."""
_slots = BoundedSemaphore(MOST_AT_ONCE)


def heard(wish: Wish, longest_s: float = LONGEST_S) -> Iterator[Answer]:
    """The answers to a wish; a `Stage` comes again while it lasts. To close the iterator ends the process."""
    try:
        bounded(wish.content, wish.name, LIMITS)
    except ForeignError as error:  # that much can be seen without a process
        yield Refused(str(error))
        return
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


class _Loaded:
    """The process that has loaded what it needs, and forks for each wish. It ends with the server, whose end it hears."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._lock = Lock()

    def have(self) -> socket.socket:
        """See to it that there is one; the way to it."""
        with self._lock:
            if self._door is None or self._process is None or self._process.poll() is not None:
                self._process, self._door = _start()
            return self._door

    def fork(self) -> socket.socket:
        """A line to a new fork of it."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.have(), [b"."], [theirs.fileno()])
            except OSError:  # it has just ended: the next one does it
                socket.send_fds(self.have(), [b"."], [theirs.fileno()])
        return ours


def _start() -> tuple["subprocess.Popen[bytes]", socket.socket]:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each thread takes address space
    command = [sys.executable, "-m", "dateline.visitors.inside"]
    ours, theirs = socket.socketpair()
    with theirs:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=theirs.fileno(), stdout=quiet, stderr=quiet, env=environment), ours


_loaded = _Loaded()


def ready() -> None:
    """A reader may soon bring a file."""
    _loaded.have()


class _Process:
    """One fork, with a thread that feeds it and one that hears it."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self._line = _loaded.fork()
        self._queue: SimpleQueue[Answer] = SimpleQueue()
        self._number: int | None = None
        """Of the process, while it lives."""
        self._unwanted = False
        self._lock = Lock()
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
        with self._lock:
            self._unwanted = True
            self._kill()
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()

    def _kill(self) -> None:
        if self._number is not None:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)

    def _is(self, number: int | None) -> None:
        """It has begun, or ended."""
        with self._lock:
            self._number = number
            if self._unwanted:
                self._kill()

    def _feed(self) -> None:
        with suppress(OSError), self._line.makefile("wb") as file:  # it may be dead already
            send_wish(file, self._wish)

    def _hear(self) -> None:
        with suppress(OSError), self._line.makefile("rb") as file:
            try:
                self._is(number_from(file))
                while True:
                    self._queue.put(answer_from(file))
            except (EOFError, OSError, ValueError):
                self._is(None)
                self._queue.put(Refused(f"{self._wish.name}: could not be read within the bounds of time and memory; split it"))
