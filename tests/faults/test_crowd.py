"""Readers who come at the same time do not get into each other's way."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

from benchmarks.crowd import CHANGES, Told, visit
from tests.faults.site import Site

READERS = 16
THEIR_ADDRESSES = re.compile(r"\b127\.0\.0\.(?!1\b)")
"""They come from others of this machine than the processes are at."""


def test_readers_at_the_same_moment_all_get_their_answers(site: Site) -> None:
    """Each opens a link and chooses countries and days quickly: no error, no choice lost. What one run notes must not be another's.

    Each request is written down, and nobody's address.
    """
    told = Told()

    async def come() -> None:
        await asyncio.gather(*(visit(site.address, told, at, (0.1, 0.3)) for at in range(READERS)))

    with ThreadPoolExecutor(1) as beside:  # the loop of this thread may belong to the browser
        beside.submit(asyncio.run, come()).result()
    assert not told.errors
    assert len(told.seconds["choice"]) + len(told.seconds["days"]) == READERS * CHANGES
    log = site.log()
    assert log.count('"route": "/scene.json"') >= READERS * CHANGES
    assert not THEIR_ADDRESSES.search(log)
