"""The address under which readers know this server."""

import re
from collections.abc import Mapping

from starlette.requests import Request

VARIABLE = "DATELINE_SITE"
"""Names the address where the server cannot know it, such as behind a proxy that leads a path to it: `https://example.org/dateline/`."""
BEHIND_PROXY = "DATELINE_BEHIND_PROXY"
"""Set to anything on a server that only a proxy can reach: its X-Forwarded headers are then believed."""
_HOST = re.compile(r"[A-Za-z0-9._\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


def site(request: Request, environment: Mapping[str, str]) -> str:
    """The address of the start page, up to and with the last slash: the one that is set, or the one that was asked.

    Without scheme and host where the request names none that could be one.
    """
    if environment.get(VARIABLE):
        return environment[VARIABLE].rstrip("/") + "/"
    scheme, host = str(request.scope.get("scheme", "")), request.headers.get("host", "")
    if environment.get(BEHIND_PROXY):
        scheme = _first(request, "x-forwarded-proto") or scheme
        host = _first(request, "x-forwarded-host") or host
    path = str(request.scope.get("root_path", "")).rstrip("/") + "/"
    return f"{scheme}://{host}{path}" if scheme in ("http", "https") and _HOST.fullmatch(host) else path


def is_whole(address: str) -> bool:
    """Whether an address names its host, as links for others must."""
    return "://" in address


def _first(request: Request, name: str) -> str:
    """What the proxy nearest to the reader says."""
    return request.headers.get(name, "").split(",")[0].strip()
