"""The bounds of uploads, seen in the memory of Streamlit itself: what gives way is gone from it."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from dateline.server import uploads
from dateline.server.uploads import Uploads

SIZE = 1_000
"""Bytes of each file below."""
WITH_FORM = 1_200
"""More than one has in its form."""
TOKEN = generate_xsrf_token_string()


class Running:
    """Stands for Streamlit's runtime, of which the routes ask one thing: each session is open."""

    def is_active_session(self, session_id: str) -> bool:
        return bool(session_id)


class Streamlit:
    """Streamlit's routes for uploads and its memory, with the account before them."""

    def __init__(self) -> None:
        self.memory = MemoryUploadedFileManager("/_stcore/upload_file")
        routes = create_upload_routes(Running(), self.memory, None)  # type: ignore[arg-type]
        self.browser = TestClient(
            Starlette(routes=routes, middleware=[Middleware(Uploads)]),
            cookies={"_streamlit_xsrf": TOKEN}, headers={"X-Xsrftoken": TOKEN},
        )  # fmt: skip

    def put(self, name: str) -> int:
        """Bring a file; the status."""
        return self.browser.put(f"/_stcore/upload_file/{name}", files={"file": ("t.csv", b"x" * SIZE)}).status_code

    def files(self) -> list[str]:
        """What the memory holds, in the order in which it came."""
        return [f"{session}/{file}" for session, held in self.memory.file_storage.items() for file in held]

    def bytes(self) -> int:
        """As Streamlit counts them for its metrics."""
        return sum(stat.byte_length for family in self.memory.get_stats().values() for stat in family)

    def wait(self, seconds: float) -> None:
        """The server's own time goes on."""
        assert self.browser.portal
        self.browser.portal.call(asyncio.sleep, seconds)


@pytest.fixture
def streamlit() -> Iterator[Streamlit]:
    one = Streamlit()
    with one.browser:  # one loop for all requests
        yield one


def test_the_oldest_is_gone_from_memory_when_all_together_are_too_much(streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many bytes are held and no more, whoever brings them, and the file that had to go can not be read any more."""
    monkeypatch.setattr(uploads, "MOST_OF_ALL_BYTES", 3 * WITH_FORM)
    assert [streamlit.put(f"{one}/1") for one in ("one", "two", "three")] == [204] * 3
    assert streamlit.put("four/1") == 503
    assert streamlit.files() == ["one/1", "two/1", "three/1"] and streamlit.bytes() == 3 * SIZE
    monkeypatch.setattr(uploads, "READ_S", 0)
    assert streamlit.put("four/1") == 204
    assert streamlit.files() == ["two/1", "three/1", "four/1"] and streamlit.bytes() == 3 * SIZE
    assert streamlit.memory.get_files("one", ["1"]) == []
    assert len(streamlit.memory.get_files("two", ["1"])[0].data) == SIZE


def test_a_file_is_gone_from_memory_when_its_time_is_over(streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its session goes on, and asks for nothing."""
    monkeypatch.setattr(uploads, "KEPT_S", 0.3)
    assert streamlit.put("one/1") == 204
    assert streamlit.files() == ["one/1"]
    streamlit.wait(0.6)
    assert streamlit.files() == [] and streamlit.bytes() == 0


def test_a_session_has_no_more_in_memory_than_it_may(streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused is held nowhere."""
    monkeypatch.setattr(uploads, "MOST_OF_SESSION_BYTES", 2 * WITH_FORM)
    assert [streamlit.put(f"one/{at}") for at in (1, 2, 3)] == [204, 204, 413]
    assert streamlit.files() == ["one/1", "one/2"] and streamlit.bytes() == 2 * SIZE
