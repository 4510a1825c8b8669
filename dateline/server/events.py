"""`/events.FORMAT?…view…`: the events of a view as a file, by the same query as the page."""

import hashlib
import os
from collections.abc import Iterable
from threading import Lock
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from dateline import __version__
from dateline.errors import CollectionError, FormatError
from dateline.exports import Format, format_of, pieces
from dateline.exports.extract import Extract
from dateline.kept import Kept
from dateline.link import home, to_string
from dateline.server.asking import LONGEST_QUERY, asked, query_of, status_of
from dateline.server.site import site

FRESH_S = 60
"""For that long a copy is used without asking: a correction is with every reader after a minute."""
METHODS = ("GET", "HEAD", "OPTIONS")
NOTES = "Dateline-Notes"
"""Says what in the link could not be used: a list of display strings (RFC 9651), so that any letter fits into a header."""
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"Content-Disposition, ETag, Link, {NOTES}",
    "X-Content-Type-Options": "nosniff",
    # A browser that shows the file runs nothing in it.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
MOST_KEPT = 8
"""Files that take seconds to make and are kept, at most 3 MB each."""
_made: Kept[bytes] = Kept(MOST_KEPT)
_making = Lock()
"""One at a time: two take as long side by side, and of one view the second finds it made."""
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_ADDRESS = ":/?&=%+-_.~,;@[]"
"""What stays as it is in an address that stands in a header."""
_LONGEST_SUMMARY = 400
"""Characters of the summary in a header, before it is encoded."""


def events(request: Request) -> Response:
    """The file; 304 where the asker has it, 404 for an unknown format, 414 for a query without end; `status_of` where there is no table."""
    try:
        form = format_of(request.path_params["form"])
    except FormatError as error:
        return _text(f"{error}.", 404)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=OPEN_TO_ALL | _PREFLIGHT)
    if len(query_of(request)) > LONGEST_QUERY:
        return _text(f"This query has more than {LONGEST_QUERY:,} characters; leave out what is not needed.", 414)
    try:
        extract = _extract(request)
    except CollectionError as error:
        return _text(f"{error}.", status_of(error))
    headers = OPEN_TO_ALL | _headers(extract, form)
    if _has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = () if request.method == "HEAD" else _body(extract, form, headers["ETag"])
    return StreamingResponse(body, headers=headers | {"Content-Type": form.content_type})


def _body(extract: Extract, form: Format, etag: str) -> Iterable[bytes]:
    if not form.slow:
        return pieces(extract, form)
    with _making:
        return (_made.get(etag, lambda: b"".join(pieces(extract, form))),)


def display_string(text: str) -> str:
    """A display string of RFC 9651: letters outside ASCII as percent signs and bytes."""
    return '%"' + "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'%"' else f"%{b:02x}" for b in text.encode("utf-8", "replace")) + '"'


def _extract(request: Request) -> Extract:
    one = asked(request)
    return Extract(one.selection, site(request, os.environ), one.notes)


def _headers(extract: Extract, form: Format) -> dict[str, str]:
    kind = "inline" if form.subscribed else "attachment"
    summary = quote(extract.summary[:_LONGEST_SUMMARY], safe="")
    described = f"tables/datapackage.json{home(extract.collection)}"
    links = [
        f"<{quote(extract.link, safe=_ADDRESS)}>; rel=\"canonical\"; title*=UTF-8''{summary}",
        f'<{quote(extract.site, safe=_ADDRESS)}{described}>; rel="describedby"; type="application/json"',
    ]
    told = {NOTES: ", ".join(map(display_string, extract.notes))} if extract.notes else {}
    return {
        "ETag": _etag(extract, form),
        "Cache-Control": f"public, max-age={FRESH_S}",
        "Content-Disposition": f'{kind}; filename="{extract.file_name(form.name)}"',
        "Link": ", ".join(links),
        **told,
    }


def _etag(extract: Extract, form: Format) -> str:
    """The same for the same bytes: made of all that they are made of."""
    made_of = (__version__, form.name, extract.site, to_string(extract.view), extract.collection.fingerprint, *extract.notes)
    return f'"{hashlib.sha256(chr(0).join(made_of).encode("utf-8", "replace")).hexdigest()[:24]}"'


def _has_it(request: Request, etag: str) -> bool:
    named = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    return etag in named or "*" in named


def _text(text: str, status: int) -> Response:
    return PlainTextResponse(f"{text}\n", status, OPEN_TO_ALL)
