"""How Python shares itself out: as it comes, it suits a program that computes; this one answers many at once."""

import gc
import sys

SWITCH_S = 0.0005
"""After so long a thread lets another one go on. The thread that speaks with all browsers lets go at each message that it sends, and by
Python's own 5 ms waits as long to go on, fifty times for one run of a page."""


def set_pace() -> None:
    """For a whole process. What is loaded by then, most of all modules, is taken out of Python's search for cycles: that stops all for
    0.25 s, and for 0.08 s without them."""
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()
