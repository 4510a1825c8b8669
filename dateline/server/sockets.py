"""Sessions: how many may be open, and how fast a browser may speak in one."""

import asyncio
import math
import os
import time
from collections import Counter
from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.server.gate import Refusal
from dateline.server.limits import factor_of, stranger

MOST_OF_ONE = 100
"""Open sessions of one address: a class of thirty with a tab or two each, and who reloads."""
MOST_OF_ALL = 400
"""Open sessions of one process, at most a megabyte each. Who comes then has the first screen and its links, which need none."""
MESSAGES_PER_S = 20
"""What a browser may send in the long run; a hand that chooses sends two or three. More is read later, never lost."""
MESSAGES_AT_ONCE = 200
RETRY_S = 15
UNSUPPORTED = 1003
"""RFC 6455, 7.4.1: data of a kind that cannot be accepted."""


class Sockets:
    """Counts what is open, and reads each no faster than that."""

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app, self.environment = app, environment
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = stranger(scope, self.environment)
        if refusal := self._refusal(address):
            await PlainTextResponse(f"{refusal.why}\n", refusal.status, refusal.headers)(scope, receive, send)
            return
        self.open[address] += 1
        say = to_whom_is_there(send)
        try:
            await self.app(scope, paced(in_bytes(receive, say)), say)
        finally:
            self.open[address] -= 1
            self.open += Counter()  # leaves out who has none

    def _refusal(self, address: str) -> Refusal | None:
        factor = factor_of(self.environment)
        if math.isinf(factor):
            return None
        if self.open.total() >= MOST_OF_ALL:
            return Refusal(503, "This server has as many readers as it can hold.", RETRY_S)
        if address and self.open[address] >= MOST_OF_ONE * factor:
            return Refusal(429, "There are too many open pages at your address.", RETRY_S)
        return None


def to_whom_is_there(send: Send) -> Send:
    """The same; what is said to a browser that has left, or that the connection was closed to, is dropped.

    That it has left is told by what is received. Where sending fails before that, Starlette counts the connection as closed, and Streamlit,
    which may have read one message more, ends with an error when it listens again (its `starlette_websocket.py` of 1.67).
    """

    closed = False

    async def sent(message: Message) -> None:
        nonlocal closed
        if closed:
            return
        closed = message["type"] == "websocket.close"
        try:
            await send(message)
        except OSError:
            if message["type"] not in ("websocket.send", "websocket.close"):
                raise

    return sent


def in_bytes(receive: Receive, send: Send) -> Receive:
    """The same; the connection is closed to who speaks in text, as no browser with a page of ours does.

    Streamlit closes such a connection too, but ends with an error of its own for every stranger who tries (its `starlette_websocket.py`).
    """

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            await send({"type": "websocket.close", "code": UNSUPPORTED})
            return {"type": "websocket.disconnect", "code": UNSUPPORTED}
        return message

    return received


def paced(receive: Receive) -> Receive:
    """The same messages, with a pause before each for which there is no room; what waits, waits on the wire."""
    room, when = float(MESSAGES_AT_ONCE), time.monotonic()

    async def received() -> Message:
        nonlocal room, when
        message = await receive()
        now = time.monotonic()
        room, when = min(MESSAGES_AT_ONCE, room + (now - when) * MESSAGES_PER_S) - 1, now
        if room < 0 and message["type"] == "websocket.receive":
            await asyncio.sleep(-room / MESSAGES_PER_S)
        return message

    return received
