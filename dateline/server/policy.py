"""What every answer tells browsers to hold it to: where scripts may come from, who may frame it, what leaves with a click."""

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.server.embedding import ITSELF
from dateline.server.shell import shell
from dateline.server.site import is_secure

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CONTENT = "content-security-policy"
FOR_FILES = "default-src 'self'; object-src 'none'; base-uri 'none'"
"""Of what is no page. A script that runs as a worker, and a drawing that is opened by itself, are held to it."""
HSTS = "max-age=31536000"
"""A year: browsers then come back by https only. Not for subdomains, which may be other people's."""
DEVICES = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
"""Nothing of the reader's device is asked for, and a script that should not be there cannot ask either."""
FAILED = "Something went wrong in the server; its log says what.\n"
_ALWAYS = {
    "x-content-type-options": "nosniff",
    # The address is what the reader chose to look at: no source that is opened learns of it.
    "referrer-policy": "same-origin",
}


@cache
def inline_scripts() -> str:
    """Hashes of the inline scripts in the page that Streamlit installed; ours are all files."""
    scripts = _INLINE.findall("".join(shell()))
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)


def for_pages(framed_by: str = ITSELF) -> str:
    """The policy of a page: everything from this server, no eval, no inline script but those, framed by whom `embedding` says.

    Styles may be inline: Streamlit writes its own as it draws. The map's first worker begins from its own address, others from a blob.
    """
    return (
        f"default-src 'self'; script-src 'self' {inline_scripts()}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {framed_by}"
    )


class Policy:
    """Adds these headers to every answer, ours and Streamlit's. What an answer says of itself stays.

    Where no answer was begun when an error came up, it is given here: that of Starlette and of uvicorn comes from outside, without headers.
    The error goes on to the server's log.
    """

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app, self.environment = app, environment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        secure, begun = is_secure(scope, self.environment), False

        async def told(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                message["headers"] = with_policy(message.get("headers", []), secure=secure)
            await send(message)

        try:
            await self.app(scope, receive, told)
        except Exception:
            if not begun:
                await PlainTextResponse(FAILED, 500, {"cache-control": "no-store"})(scope, receive, told)
            raise


def with_policy(raw: list[tuple[bytes, bytes]], *, secure: bool) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with what it does not say itself."""
    headers = MutableHeaders(raw=list(raw))
    is_page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault(CONTENT, for_pages() if is_page else FOR_FILES)
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    if is_page:
        headers.setdefault("permissions-policy", DEVICES)
    if secure:
        headers.setdefault("strict-transport-security", HSTS)
        return [_secure(name, value) for name, value in headers.raw]
    return headers.raw


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A cookie that was set over TLS never travels without it. Streamlit says so only where it holds the certificate itself."""
    bare = name == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if bare else value
