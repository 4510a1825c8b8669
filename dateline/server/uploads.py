"""Streamlit's address for uploads, which takes a file from any visitor whether a page asks for one or not: shut, or held within bounds."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.server.doors import UPLOAD, path_of
from dateline.server.gate import Refusal
from dateline.server.limits import MOST_BODY_BYTES

VARIABLE = "DATELINE_UPLOADS"
"""`on` opens the address; it is shut with anything else."""
MOST_OF_SESSION_BYTES = 8_388_608
"""Four tables of 2 MB: a reader who tries again keeps room to."""
MOST_OF_ALL_BYTES = 67_108_864
MOST_FILES_OF_SESSION = 16
KEPT_S = 7_200
"""Then the file is taken from Streamlit's memory. A table that was read from it stays with its session."""
ARRIVES_S = 60
"""In which a body must be there: 2 MB at 300 kbit/s."""
READ_S = 60
"""By then the page has read its file, and can do without."""


def uploads_shut(scope: Scope, environment: Mapping[str, str]) -> Refusal | None:
    """Refuses the address where uploads are not on."""
    if path_of(scope).startswith(UPLOAD) and environment.get(VARIABLE, "").strip().lower() != "on":
        return Refusal(404, "This server takes no uploads.")
    return None


@dataclass(eq=False)
class Held:
    """A file that Streamlit holds."""

    session: str
    size: int
    """Bytes; while it arrives, as many as it may have."""
    scope: Scope = field(repr=False)
    """Of the request that brought it. What takes it away is the same request with another method."""
    since: float = 0.0
    """Seconds of the loop's clock, when it was there."""


class SlowBodyError(Exception):
    """A body that did not arrive in time."""


class Uploads:
    """Keeps account of every upload, so that one session, all together and each in time stay within bounds."""

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app, self.environment = app, environment
        # A reader's file is never written to the disk: Starlette puts what is longer than this into a temporary file, 0 is without end,
        # and the length is bounded here.
        MultiPartParser.spool_max_size = 0
        self.held: dict[str, Held] = {}
        self.arriving: list[Held] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("PUT", "DELETE") or not path_of(scope).startswith(UPLOAD):
            await self.app(scope, receive, send)
            return
        path = path_of(scope)
        if scope["method"] == "DELETE":
            await self._away(path, scope, receive, send)
            return
        session = path.removeprefix(UPLOAD).split("/")[0]
        length = Headers(scope=scope).get("content-length", "")
        new = Held(session, int(length) if length.isdigit() else MOST_BODY_BYTES, dict(scope))
        if refusal := self._refusal_of_session(path, new) or await self._refusal_of_all(path, new):
            await PlainTextResponse(f"{refusal.why}\n", refusal.status, refusal.headers)(scope, receive, send)
            return
        await self._take(path, new, receive, send)

    def _others(self, path: str) -> list[Held]:
        """All but what stood at the same path."""
        return [*self.arriving, *(one for at, one in self.held.items() if at != path)]

    def _refusal_of_session(self, path: str, new: Held) -> Refusal | None:
        own = [one.size for one in self._others(path) if one.session == new.session]
        if len(own) < MOST_FILES_OF_SESSION and sum(own) + new.size <= MOST_OF_SESSION_BYTES:
            return None
        return Refusal(413, "This page has taken as many files as it can hold; remove one, or open it anew.")

    async def _refusal_of_all(self, path: str, new: Held) -> Refusal | None:
        """The oldest files give way: nobody, with however many sessions, keeps the others out for longer than it takes to read one."""
        read = asyncio.get_running_loop().time() - READ_S
        for at, one in list(self.held.items()):
            if one.since > read or self._has_room(path, new):
                break
            await self._drop(at, one)
        if self._has_room(path, new):
            return None
        return Refusal(503, "The server holds as many files of readers as it can; try again later.", ARRIVES_S)

    def _has_room(self, path: str, new: Held) -> bool:
        return sum(one.size for one in self._others(path)) + new.size <= MOST_OF_ALL_BYTES

    async def _take(self, path: str, new: Held, receive: Receive, send: Send) -> None:
        status = 0

        async def told(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        self.arriving.append(new)
        try:
            new.size = await self._counted(new.scope, receive, told)
        except SlowBodyError:
            if not status:
                await PlainTextResponse("The file did not arrive in time.\n", 408, {"connection": "close"})(new.scope, receive, send)
        finally:
            self.arriving.remove(new)
        if 200 <= status < 300:
            new.since = asyncio.get_running_loop().time()
            self.held.pop(path, None)  # in the order in which they came
            self.held[path] = new
            asyncio.get_running_loop().call_later(KEPT_S, lambda: asyncio.ensure_future(self._drop(path, new)))

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Lets the body in, and says how many bytes it had."""
        until, size = asyncio.get_running_loop().time() + ARRIVES_S, 0

        async def received() -> Message:
            nonlocal size
            try:
                message = await asyncio.wait_for(receive(), max(0, until - asyncio.get_running_loop().time()))
            except TimeoutError:
                raise SlowBodyError from None
            size += len(message.get("body", b""))
            return message

        await self.app(dict(scope), received, send)
        return size

    async def _away(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                self.held.pop(path, None)
            await send(message)

        await self.app(scope, receive, told)

    async def _drop(self, path: str, old: Held) -> None:
        """Take it away as its browser could, with the token that brought it; Streamlit says that it did also where the session is gone."""
        if self.held.get(path) is not old:
            return

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def heard(message: Message) -> None:
            return None

        await self._away(path, dict(old.scope) | {"method": "DELETE"}, nothing, heard)
