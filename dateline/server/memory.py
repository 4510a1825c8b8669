"""How the C library shares memory out among threads: as it comes, it suits a program with a few that stay."""

import ctypes
import os
import sys
from collections.abc import Mapping

ARENAS = 2
_M_ARENA_MAX = -8
"""glibc's `malloc.h`: how many pools of memory threads may have."""
_SAID = ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")
"""Where an operator says it, that holds."""


def share_memory(environment: Mapping[str, str] = os.environ) -> None:
    """For a whole process, while it has few threads yet; nothing where the C library is another than glibc.

    A run of the page is a thread of its own, and would have one of eight pools for each core: each keeps what it once had. 800 visits in
    12 minutes left a process with 78 MB more, and with two pools with 20.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt and not any(name in environment for name in _SAID):
        mallopt(_M_ARENA_MAX, ARENAS)
