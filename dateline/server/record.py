"""What an operator sees of the traffic: one line of JSON a request, and counts on an address of their own. Nothing of a reader.

No address, no browser, no query and no name of an event is written: the route stands for the path, and the query is what a reader chose.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from prometheus_client import Counter, Gauge, Histogram, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.server.doors import UPLOAD, path_of

LOG = "DATELINE_LOG"
"""`requests` writes a line for each to the standard output; nothing else does."""
METRICS = "DATELINE_METRICS"
"""Address and port of their own, as `127.0.0.1:9108`, which no reader reaches; not set: nowhere."""
FOLDERS = ("/static/", "/assets/", "/media/", "/_stcore/bidi-components/", UPLOAD)
"""Each is one route, whatever file of it is asked for."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "WS"})
"""Another word that a stranger sends is told as 'other', so that nobody can fill the memory with names."""
REQUESTS = Counter("dateline_requests", "Requests answered, by route and status.", ("method", "route", "status"))
SECONDS = Histogram("dateline_request_seconds", "From a request to the end of its answer.", ("route",))
BYTES = Counter("dateline_sent_bytes", "Bytes of answers, without their heads.")
UNWRITTEN = Counter("dateline_unwritten_lines", "Lines of the log that were not taken, as by a full disk.")
SESSIONS = Gauge("dateline_sessions", "Pages that are open now.")


class Record:
    """Counts and, where it is asked to, writes down every request."""

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app, self.writes, self.at = app, environment.get(LOG) == "requests", environment.get(METRICS, "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            if self.at:
                host, _, port = self.at.rpartition(":")
                start_http_server(int(port), host.strip("[]") or "127.0.0.1")
            await self.app(scope, receive, send)
            return
        began, status, size, path = time.perf_counter(), 0, 0, path_of(scope)

        async def seen(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "websocket.accept":
                status = 101
                SESSIONS.inc()
            status = message.get("status", status)
            size += len(message.get("body") or message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            if status == 101:
                SESSIONS.dec()
            self._note(scope, route_of(scope, path), status or 500, time.perf_counter() - began, size)

    def _note(self, scope: Scope, route: str, status: int, seconds: float, size: int) -> None:
        method = str(scope.get("method", "WS"))
        method = method if method in METHODS else "other"
        REQUESTS.labels(method, route, status).inc()
        BYTES.inc(size)
        if method != "WS":
            SECONDS.labels(route).observe(seconds)
        if self.writes:
            when = datetime.now(UTC).isoformat(timespec="milliseconds")
            line = {"time": when, "method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1), "bytes": size}
            try:
                sys.stdout.write(f"{json.dumps(line)}\n")
                sys.stdout.flush()
            except OSError:  # a full disk: the reader has the answer all the same
                UNWRITTEN.inc()


def route_of(scope: Scope, path: str) -> str:
    """The name of the address in the table of routes; of a path that is in none, 'other'. `path` is as it was before it was routed."""
    folder = next((one for one in FOLDERS if path.startswith(one)), "")
    return folder or str(getattr(scope.get("route"), "path", "")) or "other"
