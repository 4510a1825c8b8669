"""The address under which readers know this server."""

import re
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

VARIABLE = "DATELINE_SITE"
"""Names the address where the server cannot know it, such as behind a proxy that leads a path to it: `https://example.org/dateline/`."""
BEHIND_PROXY = "DATELINE_BEHIND_PROXY"
"""Set to anything on a server that only a proxy can reach: its X-Forwarded headers are then believed."""
_HOST = re.compile(r"[A-Za-z0-9._\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


def site(request: HTTPConnection, environment: Mapping[str, str]) -> str:
    """The address of the start page, up to and with the last slash: the one that is set, or the one that was asked.

    Without scheme and host where the request names none that could be one.
    """
    if environment.get(VARIABLE):
        return environment[VARIABLE].rstrip("/") + "/"
    scheme, host = scheme_of(request.scope, environment), host_of(request.scope, environment)
    path = str(request.scope.get("root_path", "")).rstrip("/") + "/"
    return f"{scheme}://{host}{path}" if scheme in ("http", "https") and _HOST.fullmatch(host) else path


def is_whole(address: str) -> bool:
    """Whether an address names its host, as links for others must."""
    return "://" in address


def scheme_of(scope: Scope, environment: Mapping[str, str]) -> str:
    """By which scheme the reader asked."""
    told = _first(scope, "x-forwarded-proto") if environment.get(BEHIND_PROXY) else ""
    return told or str(scope.get("scheme", ""))


def is_secure(scope: Scope, environment: Mapping[str, str]) -> bool:
    """Whether the reader is known to have asked by TLS."""
    return scheme_of(scope, environment) in ("https", "wss")


def host_of(scope: Scope, environment: Mapping[str, str]) -> str:
    """The host, with its port, that the reader asked."""
    told = _first(scope, "x-forwarded-host") if environment.get(BEHIND_PROXY) else ""
    return told or Headers(scope=scope).get("host", "")


def address_of(scope: Scope, environment: Mapping[str, str]) -> str:
    """The address that the request comes from; of those in X-Forwarded-For the last, which the proxy itself has seen."""
    told = Headers(scope=scope).getlist("x-forwarded-for") if environment.get(BEHIND_PROXY) else []
    client = scope.get("client")
    return ",".join(told).split(",")[-1].strip() or (str(client[0]) if client else "")


def _first(scope: Scope, name: str) -> str:
    """What the proxy nearest to the reader says."""
    return Headers(scope=scope).get(name, "").split(",")[0].strip()
