"""What readers bring along stays in memory."""

import tempfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.server.uploads import Uploads

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
