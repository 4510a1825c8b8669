"""What a server process takes: processor time and memory, as Linux tells."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.crowd import Visitor, asker

READERS = 8
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def processor_ms(pid: int) -> float:
    """Spent since its start, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def memory_mb(pid: int) -> float:
    """Resident."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def reader_mb(pid: int, site: str) -> float:
    """What each of some readers adds who have the page open, by the protocol that a browser speaks."""
    with ThreadPoolExecutor(1) as beside:  # the loop of this thread is the browser's
        return beside.submit(asyncio.run, _reader_mb(pid, site.rstrip("/"))).result()


async def _reader_mb(pid: int, site: str) -> float:
    sockets = []
    for at in range(READERS + 2):
        socket = await connect(
            f"{site.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=[Subprotocol("streamlit"), Subprotocol("none")],
            origin=Origin(site), max_size=None, open_timeout=60,
        )  # fmt: skip
        sockets.append(socket)
        if at == 2:  # the first two warm it up
            before = memory_mb(pid)
        await Visitor(site, asker(site, "127.0.0.1"), socket, "").run()
    after = memory_mb(pid)
    for socket in sockets:
        await socket.close()
    return max(0.0, (after - before) / READERS)
