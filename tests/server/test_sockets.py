"""How many sessions a process holds, and how fast it listens to each."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from dateline.server import sockets
from dateline.server.sockets import MESSAGES_AT_ONCE, MESSAGES_PER_S, Sockets, paced
from tests.finishing import finish


class Browsers:
    """Those who open sessions on an app that keeps each open until it is told to end it."""

    def __init__(self) -> None:
        self.app, self.ends = Sockets(self.keep, {}), asyncio.Event()
        self.sessions: list[asyncio.Task[int | None]] = []

    async def keep(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        await self.ends.wait()

    async def open(self, address: str) -> int | None:
        """The status of the refusal; None for a session, which stays open."""
        told: asyncio.Queue[Message] = asyncio.Queue()
        scope = {"type": "websocket", "client": (address, 1), "headers": [], "extensions": {"websocket.http.response": {}}, "state": {}}
        session = asyncio.create_task(self.app(scope, told.get, told.put))
        first = await told.get()
        if first["type"] == "websocket.accept":
            self.sessions.append(session)
            return None
        await session
        return int(first["status"])

    async def close(self) -> None:
        self.ends.set()
        await asyncio.gather(*self.sessions)
        self.ends, self.sessions = asyncio.Event(), []


def with_browsers(test: Callable[[Browsers], Awaitable[None]]) -> None:
    async def run() -> None:
        browsers = Browsers()
        await test(browsers)
        await browsers.close()

    finish(run())


def test_a_full_process_refuses_everybody_until_somebody_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those who have no session yet: 503, come back."""
    monkeypatch.setattr(sockets, "MOST_OF_ALL", 5)

    async def test(browsers: Browsers) -> None:
        assert [await browsers.open(f"203.0.113.{at}") for at in range(7)] == [None] * 5 + [503] * 2
        await browsers.close()
        assert await browsers.open("203.0.113.6") is None

    with_browsers(test)


def test_what_an_address_closes_makes_room_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what it has open is in nobody else's way."""
    monkeypatch.setattr(sockets, "MOST_OF_ONE", 3)

    async def test(browsers: Browsers) -> None:
        assert [await browsers.open("203.0.113.1") for _ in range(4)] == [None] * 3 + [429]
        assert await browsers.open("203.0.113.2") is None
        await browsers.close()
        assert [await browsers.open("203.0.113.1") for _ in range(4)] == [None] * 3 + [429]

    with_browsers(test)


def test_a_browser_that_has_left_is_heard_to_the_end() -> None:
    """What was on its way from it is still read, whatever is said to it meanwhile; then it is told that it left, without an error."""
    heard: list[bytes] = []
    said = iter(
        [
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "bytes": b"its last choice"},
            {"type": "websocket.disconnect", "code": 1001},
        ]
    )

    async def listens(scope: Scope, receive: Receive, send: Send) -> None:
        session = WebSocket(scope, receive, send)
        await session.accept()
        await session.send_bytes(b"to nobody")
        async for message in session.iter_bytes():
            heard.append(message)
            await session.send_bytes(b"to nobody")

    async def receive() -> Message:
        return next(said)

    async def send(message: Message) -> None:
        if message["type"] != "websocket.accept":
            raise OSError("the connection is lost")

    scope = {"type": "websocket", "client": ("203.0.113.1", 1), "headers": []}
    finish(Sockets(listens, {})(scope, receive, send))
    assert heard == [b"its last choice"]


def test_a_browser_that_speaks_without_end_is_listened_to_at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many at once, and from then on so many in a second; nothing is lost, and that it left is heard at once."""
    now, waited = 0.0, []

    async def sleep(seconds: float) -> None:
        nonlocal now
        waited.append(seconds)
        now += seconds

    monkeypatch.setattr(sockets.time, "monotonic", lambda: now)
    monkeypatch.setattr(sockets.asyncio, "sleep", sleep)
    beyond = 5 * MESSAGES_PER_S
    said = iter(
        [{"type": "websocket.receive", "bytes": b"%d" % at} for at in range(MESSAGES_AT_ONCE + beyond)] + [{"type": "websocket.disconnect"}]
    )

    async def receive() -> Message:
        return next(said)

    async def listen() -> list[Message]:
        heard = paced(receive)
        return [await heard() for _ in range(MESSAGES_AT_ONCE + beyond + 1)]

    heard = finish(listen())
    assert [one.get("bytes") for one in heard] == [b"%d" % at for at in range(MESSAGES_AT_ONCE + beyond)] + [None]
    assert len(waited) == beyond
    assert sum(waited) == pytest.approx(beyond / MESSAGES_PER_S)
