"""What a reader adds to the memory of a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.asking import asker
from benchmarks.crowd import Visitor
from benchmarks.weighing import memory_mb

READERS = 8


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
