"""`/share?…view…`: what the share dialog shows of a view, as HTML."""

import os
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dateline.dates import from_iso
from dateline.errors import CollectionError
from dateline.exports.extract import Extract
from dateline.server.asking import asked, status_of
from dateline.server.embedding import told
from dateline.server.site import site
from dateline.sharing import share

# It names the day on which it was asked for.
_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}


def share_dialog(request: Request) -> Response:
    """The content of the dialog; `status_of` where there is no table. What of the query cannot be used is left out."""
    try:
        one = asked(request)
    except CollectionError as error:
        return PlainTextResponse(f"{error}.\n", status_of(error), _HEADERS)
    today = from_iso(datetime.now(UTC).date().isoformat())
    return HTMLResponse(share(Extract(one.selection, site(request, os.environ)), today, told(os.environ)), headers=_HEADERS)
