"""How Python shares itself out: as it comes, it suits a program that computes; this one answers many at once."""

import gc
import sys

SWITCH_S = 0.0005
"""After so long a thread lets another one go on. The thread that speaks with all browsers lets go at each message that it sends, and by
Python's own 5 ms waits as long to go on, fifty times for one run of a page."""


def set_pace() -> None:
    """For a whole process, once its modules are loaded: they are taken out of Python's search for cycles, which stops all for 0.2 s."""
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()
