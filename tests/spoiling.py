"""Contents spoiled by rule, for tests that try any: nothing that is read may answer with an error that is not ours, or take for ever."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from hypothesis import strategies as st

LONGEST_S = 5
"""Of the processor, for a file of a few kilobytes; it takes some hundredths."""
ODD = st.sampled_from(
    [
        "\0",
        "\ufeff",
        "\u202e",
        '"',
        '""',
        ",",
        ";",
        "\n",
        "\r",
        "=1+1",
        "\ud7ff",
        "\U0001f6a2",
        "9" * 400,
        "1e308",
        "-0",
        "NaN",
        "2024-02-30",
        "{",
        "[[",
    ]
)
"""What readers of tables stumble over."""
PIECES = st.one_of(st.binary(max_size=40), ODD.map(lambda one: one.encode()))


@contextmanager
def bounded(longest_s: float = LONGEST_S) -> Iterator[None]:
    """What happens here, in any thread, takes no more of the processor; how long the neighbours keep it waiting is not counted.

    What goes on for twice as long is stopped, also within a regular expression; one in another thread cannot be.
    """
    before, usual = time.process_time(), signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, 2 * longest_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, usual)
    took = time.process_time() - before
    assert took < longest_s, f"{took:.1f} s of the processor"


def _stop(*_: object) -> NoReturn:
    raise AssertionError("stopped: it took too much of the processor")


@st.composite
def spoiled(draw: st.DrawFn, sound: bytes) -> bytes:
    """The sound content with one to four pieces of it taken out, and others put there."""
    content = sound
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(PIECES) + content[at + draw(st.sampled_from([0, 0, 1, 2, 9, 200])) :]
    return content
