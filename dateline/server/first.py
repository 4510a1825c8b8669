"""Streamlit's index page with a view in it: what it is called, what previews show, and the first screen."""

import json
import os
from collections.abc import Iterable
from functools import cache
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from dateline import first_screen, page_head
from dateline.errors import CollectionError
from dateline.kept import Kept
from dateline.link import EMBED, names
from dateline.page_head import START, Page
from dateline.scripts import SHEET, entry, needed, sheet_of_pages
from dateline.server import scenes
from dateline.server.asking import Asked, asked
from dateline.server.embedding import framed_by
from dateline.server.packing import answer
from dateline.server.policy import CONTENT, for_pages
from dateline.server.shell import parts, scripts, shell
from dateline.server.site import is_whole, site
from dateline.shelf import titles
from dateline.visitors import taken

MOST_KEPT = 64
"""Pages that are kept once made, at most 150 KB each."""
OF_THE_INSTRUMENT = "./_stcore/bidi-components/dateline.instrument/"
LED = {"event": ("event",), "window": ("first", "last"), "area": ("area",), "shapes": ("shapes",)}
"""Reports of the instrument that lead to another view, and what of it they change (`ui/instrument/types.d.ts`)."""
COUNTRIES = "./assets/basemap/countries.geojson"
SCRIPTS = "".join(f'<script defer src="./assets/{name}.js"></script>' for name in ("first_screen", "return", "hold"))


def first_page(page: Page, request: Request) -> Response:
    """A page of the app, for the view in its address."""
    try:
        one = asked(request, EMBED)
    except CollectionError as error:
        return answer(request, _whole(page_head.unreadable_head(), first_screen.unreadable(str(error))))
    at = site(request, os.environ)
    policy = for_pages(framed_by(os.environ, embedded=_is_embedded(one)))
    return answer(request, _page(page, one, at if is_whole(at) else ""), headers={CONTENT: policy})


def _is_embedded(one: Asked) -> bool:
    """As Streamlit takes the parameter."""
    return one.others.get(EMBED, "").lower() == "true"


_made: Kept[str] = Kept(MOST_KEPT)


def _page(page: Page, one: Asked, at: str) -> str:
    """The page; that of a view which was just asked for is not made again."""
    key = (page, one.view, one.notes, one.since, _is_embedded(one), at, one.table.name, one.table.title, one.table.fingerprint)
    return _made.get(key, lambda: _whole(page_head.head(one.selection, page, at), _body(page, one), instrument=page == START))


def _body(page: Page, one: Asked) -> str:
    pages = page_head.offered(takes_files=taken(os.environ))
    html = first_screen.body(one.selection, page, one.notes, one.since, embedded=_is_embedded(one), others=_others(one), pages=pages)
    return html + (_early(embedded=_is_embedded(one)) if page == START else "")


@cache
def _early(*, embedded: bool) -> str:
    """Where the instrument stands before the page is there (`ui/instrument/early.js`)."""
    reports = escape(json.dumps({what: names(*fields) for what, fields in LED.items()}))
    about = f'data-scene="{scenes.ADDRESS}" data-script="{entry()}" data-reports="{reports}"{" data-embedded" if embedded else ""}'
    return f'\n<div id="early" role="region" aria-label="Timeline, map and list" {about}></div>'


def _others(one: Asked) -> dict[str, str]:
    """The collections that this is not; none in the page of somebody else."""
    return {} if _is_embedded(one) else {name: title for name, title in titles(os.environ).items() if name != one.table.linked}


@cache
def _late(*, instrument: bool) -> str:
    """What the interactive page is made of, in a template: to fetch and read it takes all of a small machine, and the first screen is
    painted before. What it would ask for, one after the other, is asked for together; by address, which is shorter than a link. The
    instrument goes first, and by itself: it is drawn before the page."""
    sheet = sheet_of_pages()
    if not instrument:
        return _template((), scripts(), f'<link rel="preload" as="style" href="{sheet}">')
    first, *others = (OF_THE_INSTRUMENT + name for name in needed())
    styles = "".join(f'<link rel="stylesheet" href="{one}">' for one in (sheet, OF_THE_INSTRUMENT + SHEET))
    shapes = f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{COUNTRIES}">'
    begins = f'<script type="module" crossorigin src="{first}"></script>'
    return _template((first, *others), (*scripts(), *parts()), f"{styles}{begins}{shapes}\n")


def _template(first: Iterable[str], then: Iterable[str], what: str) -> str:
    """`then`: what Streamlit needs, which is fetched when it begins."""
    return f'<template id="late" data-scripts="{" ".join(first)}" data-then="{" ".join(then)}">{what}{shell()[3]}</template>\n'


def _whole(head: str, body: str, *, instrument: bool = False) -> str:
    start, middle, end, _ = shell()
    return "\n".join((start, head, SCRIPTS, middle, body, end.replace("</body>", f"{_late(instrument=instrument)}</body>")))
