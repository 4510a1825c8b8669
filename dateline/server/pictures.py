"""`/card.png?…view…`: the picture of a view, for previews of its link."""

import os

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dateline import __version__
from dateline.errors import CollectionError
from dateline.kept import Kept
from dateline.link import DATA, to_string
from dateline.picture import picture
from dateline.server.asking import asked, status_of
from dateline.server.packing import is_known, tag_of
from dateline.server.site import is_whole, site
from dateline.since import mark

MOST_KEPT = 64
"""Pictures that are kept once drawn, at most 300 KB each; one takes half a second."""
FRESH_S = 300
FOR_EVER = "public, max-age=31536000, immutable"
"""For an address that names the data: of other data it is another address."""
_drawn: Kept[bytes] = Kept(MOST_KEPT)
_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def card_picture(request: Request) -> Response:
    """The picture; 304 where the asker has it, `status_of` where there is no table. What of the query cannot be used is left out of it."""
    try:
        one = asked(request, DATA)
    except CollectionError as error:
        return PlainTextResponse(f"{error}.\n", status_of(error), _SAFE)
    at = site(request, os.environ)
    named = one.others.get(DATA) == mark(one.table)
    view = to_string(one.view.changed(camera=None))
    tag = tag_of(__version__, view, at, one.table.name, one.table.title, one.table.fingerprint)
    headers = _SAFE | {"ETag": tag, "Cache-Control": FOR_EVER if named else f"public, max-age={FRESH_S}"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    drawn = _drawn.get(tag, lambda: picture(one.selection, at if is_whole(at) else ""))
    return Response(drawn, 200, headers, "image/png")
