"""Addresses that last: each event's own, the list as plain pages, and the two files by which machines find them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from itertools import chain

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import link, page_head, shelf, words
from dateline.collection import Collection
from dateline.dates import day_text
from dateline.entries import Change, Event
from dateline.errors import CollectionError
from dateline.long_list import list_page, pages_of
from dateline.pieces import render
from dateline.server.asking import asked, status_of
from dateline.server.packing import FRESH, answer
from dateline.server.site import is_whole, site
from dateline.sitemap import robots as robots_text
from dateline.sitemap import sitemap as sitemap_text
from dateline.view import View
from dateline.visitors import taken

MOST_NEAR = 5
MOST_COMPARED = 2_000
"""Ids that are compared letter by letter; of more it would take seconds."""
LONGEST_ID = 120


def event(request: Request) -> Response:
    """`/e/EVENT_ID`: on to the page with the event open; 410 for a withdrawn one, 404 with near ones for an unknown one."""
    event_id = link.clean(request.path_params["event_id"])[:LONGEST_ID]
    try:
        one = asked(request)
    except CollectionError as error:
        return _page(request, "Nothing to show", Markup("<p>{}</p>").format(str(error)), status=status_of(error))
    table, view = one.table, one.view
    if table.event(event_id):
        query = link.to_string(view.changed(event=event_id))
        return RedirectResponse(f"../?{query}", 307, {"cache-control": FRESH})
    withdrawn = [change for change in table.changes if change.event_id == event_id and change.what == "withdrawn"]
    if withdrawn:
        return _gone(request, withdrawn[-1], table)
    return _unknown(request, event_id, table)


def _gone(request: Request, change: Change, table: Collection) -> Response:
    content = render("first/gone.html", change=change, day=day_text(change.date.s1), home=link.home(table), table=table)
    return _page(request, "This event was withdrawn", Markup(content), status=410, table=table)


def _unknown(request: Request, event_id: str, table: Collection) -> Response:
    up = "../" * (event_id.count("/") + 1)  # what is no id may have slashes
    told = {"event_id": event_id, "near": near(event_id, table), "home": link.home(table), "withheld": table.withheld}
    content = render("first/unknown.html", up=up, **told)
    return _page(request, "There is no such event", Markup(content), status=404, table=table, up=up)


def near(event_id: str, table: Collection) -> list[Event]:
    """Events whose id shares most words with this one; in a table that can be read through, also those spelled nearly alike."""
    ids = table.events["event_id"].to_list()
    said = set(event_id.casefold().replace("_", "-").split("-"))
    shared = {row: common for row, name in enumerate(ids) if len(common := said.intersection(name.split("-"))) > 1}
    found = sorted(shared, key=lambda row: -len(shared[row]))[:MOST_NEAR]
    if len(ids) <= MOST_COMPARED:
        rows = {name: row for row, name in enumerate(ids)}
        titles = {one.title.casefold(): rows[one.event_id] for one in table.at(range(len(ids)))}
        found = [
            *(rows[name] for name in get_close_matches(event_id, ids, MOST_NEAR, 0.6)),
            *(titles[title] for title in get_close_matches(event_id.replace("-", " ").casefold(), titles, MOST_NEAR, 0.5)),
            *found,
        ]
    return list(table.at(dict.fromkeys(found)))[:MOST_NEAR]


def plain_list(request: Request) -> Response:
    """`/list?…view…&page=N`: all events of a view as plain pages, however many there are."""
    try:
        one = asked(request, "page")
    except CollectionError as error:
        return _page(request, "Nothing to show", Markup("<p>{}</p>").format(str(error)), status=status_of(error))
    selection = one.selection
    asked_page = one.others.get("page", "1")
    number = min(
        max(1, int(asked_page) if asked_page.isascii() and asked_page.isdigit() and len(asked_page) < 9 else 1), pages_of(selection)
    )
    query = link.to_string(selection.view)
    base = f"./list?{query}{'&' if query else ''}page="
    back = f"./{'?' if query else ''}{query}"
    content = list_page(selection, number, address=lambda other: f"{base}{other}", back=back, notes=one.notes)
    return _page(request, words.heading(selection.view, selection.collection), Markup(content), table=selection.collection, up="./")


def robots(request: Request) -> Response:
    """`/robots.txt`: everything may be read; where the addresses are listed."""
    at = site(request, os.environ)
    return answer(request, robots_text(at if is_whole(at) else ""), media_type="text/plain; charset=utf-8")


def sitemap(request: Request) -> Response:
    """`/sitemap.xml`: the pages of every collection, and every event's view. Without a known host it lists nothing."""
    at = site(request, os.environ)
    listed = chain.from_iterable(_listed(at, name) for name in shelf.folders(os.environ)) if is_whole(at) else ()
    return answer(request, sitemap_text(listed), media_type="application/xml")


def _listed(at: str, name: str) -> Iterator[tuple[str, str]]:
    """The addresses of one collection, each with the last day on which it was checked; none where it cannot be read."""
    with suppress(CollectionError):
        table = shelf.collection(os.environ, name)
        view = View(collection=table.linked)
        query = link.to_string(view)
        pages = page_head.offered(takes_files=taken(os.environ))
        yield from ((f"{at}{page.path}{'?' if query else ''}{query}", table.checked_on) for page in pages)
        for event_id in table.events["event_id"].to_list():
            yield f"{at}?{link.to_string(view.changed(event=event_id))}", ""


def _page(
    request: Request, title: str, content: Markup, *, status: int = 200, table: Collection | None = None, up: str = "../"
) -> Response:
    collection_line = f"{table.title} · {words.dated(table)}" if table else ""
    html = render(
        "first/page.html",
        title=title,
        content=content,
        collection=collection_line,
        up=up,
        home=link.home(table) if table else "",
        indexed=status == 200,
        style=page_head.style_below(up),
    )
    return answer(request, html, status=status)
