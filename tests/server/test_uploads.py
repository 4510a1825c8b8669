"""What readers bring along stays in memory, and within bounds."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dateline.server import uploads
from dateline.server.uploads import Uploads
from tests.finishing import finish

BODY = b"title,date\n" + b"A ship calls at a port,2024-03-18\n" * 60_000
"""2 MB; servers put what is over 1 MB into a temporary file."""


async def take(request: Request) -> Response:
    """Reads the file as Streamlit's own handler does."""
    async with request.form() as form:
        file = form["file"]
        assert isinstance(file, UploadFile)
        return PlainTextResponse(str(len(await file.read())))


def test_long_upload_is_never_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It arrives whole where no temporary file can be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    route = Route("/_stcore/upload_file/{session}/{file}", take, methods=["PUT"])
    client = TestClient(Starlette(routes=[route], middleware=[Middleware(Uploads)]))
    assert client.put("/_stcore/upload_file/one/two", files={"file": ("t.csv", BODY)}).text == str(len(BODY))


SIZE = 1_000
"""Bytes of each file below."""


class Store:
    """Stands for Streamlit behind the account: takes what it is sent, and notes what is asked of it."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.app = Uploads(self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"].removeprefix("/_stcore/upload_file/")
        if scope["method"] == "DELETE":
            self.files = [one for one in self.files if one != name]
            await send({"type": "http.response.start", "status": 204})
            return
        while (await receive()).get("more_body"):
            pass
        self.files.append(name)
        await send({"type": "http.response.start", "status": 204})

    async def put(self, name: str, size: int = SIZE, late_s: float = 0) -> int:
        """Bring a file of that many bytes, after so many seconds; the status."""
        status = []

        async def receive() -> Message:
            await asyncio.sleep(late_s)
            return {"type": "http.request", "body": b"x" * size, "more_body": False}

        async def send(message: Message) -> None:
            status.append(message.get("status"))

        headers = [(b"content-length", str(size).encode())]
        path = f"/_stcore/upload_file/{name}"
        await self.app({"type": "http", "method": "PUT", "path": path, "headers": headers}, receive, send)
        return int(status[0] or 0)


def run(scenario: Callable[[Store], Awaitable[None]]) -> None:
    async def all_of_it() -> None:
        await scenario(Store())

    finish(all_of_it())


def test_a_session_brings_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together, not each; what takes the place of a file at the same path counts once; others have room."""
    monkeypatch.setattr(uploads, "MOST_OF_SESSION_BYTES", 3 * SIZE)

    async def scenario(store: Store) -> None:
        assert [await store.put(f"one/{at}") for at in (1, 2, 3)] == [204] * 3
        assert await store.put("one/3") == 204
        assert await store.put("one/4") == 413
        assert await store.put("two/1") == 204

    run(scenario)


def test_all_together_bring_so_many_bytes_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody keeps the others out: what has been read gives way, also where its session is gone; what has just come does not."""
    monkeypatch.setattr(uploads, "MOST_OF_ALL_BYTES", 3 * SIZE)

    async def scenario(store: Store) -> None:
        assert [await store.put(f"{one}/1") for one in ("one", "two", "three")] == [204] * 3
        assert await store.put("four/1") == 503
        store.files.remove("two/1")  # its session has ended
        monkeypatch.setattr(uploads, "READ_S", 0)
        assert await store.put("four/1") == 204
        assert store.files == ["three/1", "four/1"]
        assert await store.put("five/1") == 204
        assert await store.put("six/1", 2 * SIZE) == 204
        assert store.files == ["five/1", "six/1"]
        monkeypatch.setattr(uploads, "MOST_OF_SESSION_BYTES", SIZE)
        assert await store.put("seven/1", 2 * SIZE) == 413
        assert store.files == ["five/1", "six/1"]  # what is refused anyhow takes nothing away

    run(scenario)


def test_a_file_goes_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """And makes room."""
    monkeypatch.setattr(uploads, "KEPT_S", 0.05)
    monkeypatch.setattr(uploads, "MOST_FILES_OF_SESSION", 1)

    async def scenario(store: Store) -> None:
        assert await store.put("one/1") == 204
        assert await store.put("one/2") == 413
        await asyncio.sleep(0.5)
        assert store.files == []
        assert await store.put("one/2") == 204

    run(scenario)


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told so, and holds no room."""
    monkeypatch.setattr(uploads, "ARRIVES_S", 0.05)
    monkeypatch.setattr(uploads, "MOST_FILES_OF_SESSION", 1)

    async def scenario(store: Store) -> None:
        assert await store.put("one/1", late_s=30) == 408
        assert store.files == []
        assert await store.put("one/2") == 204

    run(scenario)
