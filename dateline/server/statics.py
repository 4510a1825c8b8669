"""Files that do not change while the server runs: packed once, kept by the browser as long as their name stands for their content.

They are Streamlit's scripts, the files of the instrument and our assets. Streamlit sends its own as they lie on the disk, three
megabytes for one page, and its router reserves their addresses; so this stands before it as a middleware.
"""

import mimetypes
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.server.packing import FRESH, LEAST_BYTES, encoding, is_known, pack, tag_of

HASHED = re.compile(r".*(\.[A-Za-z0-9_-]{8}|-[A-Z0-9]{8})\.\w+")
"""A name with a hash of the content, as Streamlit's and our builds of scripts write it."""
FOR_EVER = "public, max-age=31536000, immutable"
PACKABLE = re.compile(r"text/.*|application/(javascript|json|geo\+json|manifest\+json)|image/svg\+xml")
MOST_FILES = 1024
"""Packed files kept in memory, in every encoding together: Streamlit has 300, which are 6 MB in one encoding."""
mimetypes.add_type("application/geo+json", ".geojson")
mimetypes.add_type("text/javascript", ".js")

Stamp = tuple[int, int]


class Statics:
    """Serves the files of some folders, each below the beginning of an address: "/assets" -> folder.

    `instead`: files that are given for the addresses of others.
    """

    def __init__(self, app: ASGIApp, folders: Mapping[str, Path], instead: Mapping[re.Pattern[str], Path] = {}) -> None:
        self.app, self.instead = app, instead
        self.folders = {prefix.rstrip("/") + "/": folder.resolve() for prefix, folder in folders.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._file(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        request = Request(scope, receive) if file else None
        if file is None and self._is_of_another_version(scope):
            await PlainTextResponse("There is no such file in this version.\n", 404, {"cache-control": "no-store"})(scope, receive, send)
            return
        if file is None or request is None or "range" in request.headers:
            await self.app(scope, receive, send)
            return
        response = await run_in_threadpool(file_answer, request, file)
        await response(scope, receive, send)

    def _is_of_another_version(self, scope: Scope) -> bool:
        """Whether a script of ours is asked for that is not here. Streamlit would answer with its index page, as if that were it."""
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        return path.startswith(tuple(self.folders)) and HASHED.fullmatch(path) is not None and self._file(scope) is None

    def _file(self, scope: Scope) -> Path | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        for address, other in self.instead.items():
            if address.fullmatch(path):
                return other
        for prefix, folder in self.folders.items():
            if path.startswith(prefix) and "\0" not in path:
                file = (folder / path.removeprefix(prefix)).resolve()
                return file if file.is_relative_to(folder) and file.is_file() else None
        return None


def file_answer(request: Request, file: Path) -> Response:
    """One file, packed as the browser asks; 304 where it has it."""
    state = file.stat()
    stamp = (state.st_mtime_ns, state.st_size)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {
        "cache-control": FOR_EVER if HASHED.fullmatch(file.name) else FRESH,
        "etag": _tag(file, stamp),
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
    }
    if is_known(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    packable = PACKABLE.fullmatch(media_type) and state.st_size >= LEAST_BYTES
    name = encoding(request.headers.get("accept-encoding", "")) if packable else ""
    if name:
        headers["content-encoding"] = name
    return Response(_packed(file, stamp, name) if name else file.read_bytes(), 200, headers, media_type)


@lru_cache(maxsize=MOST_FILES)
def _packed(file: Path, stamp: Stamp, name: str) -> bytes:
    ready = file.with_name(f"{file.name}.br")  # packed beforehand, with more effort (tools/pack_files.py)
    if name == "br" and ready.is_file():
        return ready.read_bytes()
    return pack(file.read_bytes(), name)


@lru_cache(maxsize=MOST_FILES)
def _tag(file: Path, stamp: Stamp) -> str:
    return tag_of(file.read_bytes())
