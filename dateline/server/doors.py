"""Which of Streamlit's own addresses are open: those that the page needs, and nothing else."""

import re
from collections.abc import Mapping

from starlette.types import Scope

from dateline.server.gate import Refusal

HEALTH = "/_stcore/health"
STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/"
NEEDED = re.compile(
    rf"{HEALTH}|{STREAM}"
    r"|/_stcore/host-config"  # the page asks it who may talk to it: nobody
    r"|/_stcore/bidi-components/dateline\.[a-z]+/.+"
    r"|/media/[0-9a-f]+(\.\w+)?"  # its icon; no other is given out
    rf"|{UPLOAD}[^/]+/[^/]+"
)
RESERVED = re.compile(r"(/[^/]+)?/_stcore(/.*)?|/(media|component|auth|oauth2callback|app/static)(/.*)?")
"""Streamlit's: metrics, agents, sign-in and older components too, and the first also below a page's path, where its script looks first."""
METHODS = {"GET", "HEAD", "OPTIONS"}
"""Everything here is only read."""


def path_of(scope: Scope) -> str:
    """The path below the one that a proxy leads here."""
    return str(scope["path"]).removeprefix(scope.get("root_path", "")) or "/"


def closed(scope: Scope, environment: Mapping[str, str]) -> Refusal | None:
    """Refuses what no page of ours asks for, and every method that would change something."""
    path = path_of(scope)
    if RESERVED.fullmatch(path) and not NEEDED.fullmatch(path):
        return Refusal(404, "There is nothing at this address.")
    if scope["type"] == "websocket":
        return None if path == STREAM else Refusal(404, "There is nothing at this address.")
    if scope["method"] not in METHODS and not path.startswith(UPLOAD):
        return Refusal(405, "Here everything is only read: ask with GET.")
    return None
