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
OF_DATES = st.sampled_from(
    [
        *("2024", "2023-11", "2023-11-08", "-0044", "44", "9", "99", "12", "31", "00", "\u0663", "\u0662\u0660\u0662\u0663", "\u00b2"),
        *("-", "/", ".", "..", "[", "]", "{", ",", " / ", " ", "\u00a0", "\u2013", "?", "~", "%", "X", "T", "Z", ":", "10:30", "T25:99Z"),
        *("c. ", "about ", "AD", " CE", " BC", "Nov ", "mai ", "\u043c\u0430\u0440\u0442\u0430 ", " de ", "PM", "Y1", "S2", "-21", "45238"),
        *("20231108", "202311", "202399", "231108", "1710720000000", "9/8/2023", "unknown"),
    ]
)
"""What dates are put together of."""
WHOLE_DATES = st.sampled_from(
    [
        *(
            "2024-03-18",
            "2024-03",
            "2024",
            "2025",
            "2024?",
            "2024-03-18~",
            "2024%",
            "2024-02/2024-03",
            "[2024..2025]",
            "../2025",
            "2024/..",
        ),
        *(
            "\u0662\u0660\u0662\u0663",
            "03/04/2022",
            "25/12/2022",
            "44 BC",
            "1",
            "2",
            "3",
            "5",
            "13",
            "99",
            "5 mai 2020",
            "10:30",
            "9" * 5000,
        ),
    ]
)
"""What is a time by itself, or the part of one, or a number without end."""
DATES = st.one_of(
    WHOLE_DATES,
    st.builds(
        "{}{}{}".format, st.sampled_from(["", "c. ", "about ", "~"]), WHOLE_DATES, st.sampled_from(["?", "??", "~", " AD", "/..", "]"])
    ),
    st.builds(lambda piece, times, after: piece * times + after, OF_DATES | ODD, st.sampled_from([2, 30, 2000]), OF_DATES | WHOLE_DATES),
    st.lists(OF_DATES, max_size=7).map("".join),
    ODD,
    st.text(max_size=60),
)
"""What may stand where a date is looked for: dates and nearly dates, the same piece again and again, anything."""
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
