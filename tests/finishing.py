"""Running what is asynchronous in a test."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def finish(work: Coroutine[object, object, Result]) -> Result:
    """What the coroutine returns. Run in a thread of its own: after a test with a browser, its driver has a loop that runs in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
