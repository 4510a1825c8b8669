"""Readers who come at the same time do not get into each other's way."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from benchmarks.crowd import CHANGES, Told, visit
from tests.faults.site import Site

READERS = 16


def test_readers_at_the_same_moment_all_get_their_answers(site: Site) -> None:
    """Each opens a link and chooses countries and days quickly: no error, no choice lost. What one run notes must not be another's."""
    told = Told()

    async def come() -> None:
        await asyncio.gather(*(visit(site.address, told, at, (0.1, 0.3)) for at in range(READERS)))

    with ThreadPoolExecutor(1) as beside:  # the loop of this thread may belong to the browser
        beside.submit(asyncio.run, come()).result()
    assert not told.errors
    assert len(told.seconds["choice"]) + len(told.seconds["days"]) == READERS * CHANGES
