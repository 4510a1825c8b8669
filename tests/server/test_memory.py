"""Memory that threads took goes to the next ones."""

import os
import platform
import subprocess
import sys

import pytest

from dateline.server.memory import ARENAS
from tests.browser.server import ROOT

of_glibc = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="other C libraries have no pools of memory for threads, and no call that lists them"
)
# Threads that are there at once, and each take memory; then glibc lists its pools.
_TWELVE_AT_ONCE = """
import ctypes, threading
{before}
together = threading.Barrier(12)
def take():
    taken = [bytes(3000) for _ in range(2000)]
    together.wait()
threads = [threading.Thread(target=take) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w")))
libc.fflush(None)
"""


def pools(before: str, **said: str) -> int:
    environment = {name: value for name, value in os.environ.items() if name not in ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")} | said
    script = _TWELVE_AT_ONCE.format(before=before)
    return subprocess.check_output([sys.executable, "-c", script], text=True, cwd=ROOT, env=environment).count("<heap nr=")


@of_glibc
def test_threads_share_what_memory_there_is() -> None:
    """Where an operator says nothing else."""
    shared = "from dateline.server.memory import share_memory; share_memory()"
    assert pools("") > 2 * ARENAS
    assert pools(shared) == ARENAS
    assert pools(shared, MALLOC_ARENA_MAX="5") == 5


@of_glibc
def test_the_server_shares_it() -> None:
    """Libraries may have had a pool before."""
    assert pools("import dashboard") <= 2 * ARENAS
