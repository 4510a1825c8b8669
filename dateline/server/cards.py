"""`/cards/EVENT?…view…`: the card of one event as HTML, for a browser that shows events one after the other without a run of the page."""

import os

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dateline import __version__, fragments
from dateline.errors import CollectionError
from dateline.link import shown
from dateline.selection import visible
from dateline.server.asking import LONGEST_QUERY, asked, query_of, status_of
from dateline.server.site import site

FRESH_S = 60
"""For that long a browser uses a card without asking again: a reader who plays twice in a row asks once."""
_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def card(request: Request) -> Response:
    """The card of the view that the query asks for, with this event open.

    304 where the browser has it of these very tables, 404 for an unknown event, 414 for a query too long, `status_of` without a table.
    """
    if len(query_of(request)) > LONGEST_QUERY:
        return _text(f"This query has more than {LONGEST_QUERY:,} characters; leave out what is not needed.", 414)
    try:
        one = asked(request)
    except CollectionError as error:
        return _text(str(error), status_of(error))
    event_id = request.path_params["event_id"]
    if one.table.event(event_id) is None:
        return _text(f"There is no event '{shown(event_id)}' in this table.", 404)
    tag = f'"{__version__}-{one.table.fingerprint}"'
    headers = _SAFE | {"ETag": tag, "Cache-Control": f"max-age={FRESH_S}"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    selection = visible(one.table, one.view.changed(event=event_id))
    return HTMLResponse(fragments.card(selection, site(request, os.environ)), headers=headers)


def _text(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, _SAFE)
