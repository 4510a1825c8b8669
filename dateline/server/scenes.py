"""`/scene.json?…view…`: what the instrument shows of a view, for a browser that draws it before Streamlit or a choice's run is there."""

import os

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dateline.dates import from_iso
from dateline.errors import CollectionError, DateError
from dateline.figures.palette import THEMES
from dateline.scene_text import scene_text
from dateline.scripts import entry
from dateline.server.asking import LONGEST_QUERY, asked, query_of, status_of
from dateline.server.packing import answer
from dateline.server.site import site

ADDRESS = "scene.json"


def scene(request: Request) -> Response:
    """The scene as the run would send it: `theme`, `today` (the reader's day), `sort` and `script` stand beside the view.

    404 for another script than this server's, whose scenes have another form; 400 for a theme or day that is none; 414 for a query too
    long; `status_of` where there is no table.
    """
    if len(query_of(request)) > LONGEST_QUERY:
        return PlainTextResponse(f"This query has more than {LONGEST_QUERY:,} characters; leave out what is not needed.", 414)
    try:
        one = asked(request, "theme", "today", "sort", "script")
    except CollectionError as error:
        return PlainTextResponse(str(error), status_of(error))
    if one.others.get("script") != entry():
        return PlainTextResponse("This server has another script; load the page anew.", 404)
    try:
        theme, today = THEMES[one.others.get("theme", "")], from_iso(one.others.get("today", ""))
    except (KeyError, DateError):
        return PlainTextResponse(f"theme must be one of {', '.join(THEMES)}, and today a day such as 2023-11-30.", 400)
    newest = one.others.get("sort") == "newest"
    text = scene_text(one.table, one.view, theme, today, newest_first=newest, page=site(request, os.environ))
    return answer(request, text, media_type="application/json")
