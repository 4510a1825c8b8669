"""A request as the server below the application would hand it over, and an application that answers it."""

from collections.abc import Callable
from typing import Any

import pytest

Asked = Callable[..., dict[str, Any]]


@pytest.fixture
def asked() -> Asked:
    """The scope of a request from an address: path, headers, kind."""

    def scope(path: str = "/", client: str = "203.0.113.7", *, kind: str = "http", method: str = "GET", **headers: str) -> dict[str, Any]:
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        path, _, query = path.partition("?")
        return {
            "type": kind,
            "method": method,
            "scheme": "http" if kind == "http" else "ws",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": raw,
            "client": (client, 50_000),
        }

    return scope
