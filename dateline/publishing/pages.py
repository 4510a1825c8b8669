"""The pages of a published site: plain HTML from the pieces of the first screen, with links from file to file."""

import re
from dataclasses import dataclass, replace
from typing import Self

from markupsafe import Markup

from dateline import evidence, first_screen, fragments, page_head, words
from dateline.dates import day_text
from dateline.drawing import timeline_drawing
from dateline.entries import Change, Event
from dateline.exports import FORMATS
from dateline.exports.extract import Extract
from dateline.exports.html import Lead, led
from dateline.long_list import list_page
from dateline.page_head import SOURCES, START, Page
from dateline.pieces import render
from dateline.selection import Selection
from dateline.view import View

EXTRACTS = tuple(name for name in FORMATS if name != "html")
"""The formats that a site has as files; the one in HTML is its start page."""
LIST = Page("list", "List")
PAGES = (START, LIST, SOURCES)
_EVENT = re.compile(r"(?:^|[?;&])event=([a-z0-9-]+)")


@dataclass(frozen=True)
class Published(Extract):
    """The whole collection on its way into a site: links lead to the site's own pages, relative ones where its address is not known."""

    def link_to(self, view: View) -> str:
        """The start page, or the page of the open event; it is published with nothing chosen."""
        return f"{self.site}e/{view.event}.html" if view.event else self.site or "index.html"

    def link_of(self, event: Event) -> str:
        """The event's page."""
        return f"{self.site}e/{event.event_id}.html"

    def address(self, form: str) -> str:
        """The file of that format."""
        return f"{self.site}events.{form}"


@dataclass(frozen=True)
class OpenEvent:
    """One event of a site."""

    extract: Published
    event: Event
    selection: Selection
    """The collection with this event open."""

    @classmethod
    def of(cls, extract: Published, event_id: str) -> Self:
        """That event, which the collection has."""
        selection = replace(extract.selection, view=extract.selection.view.changed(event=event_id))
        event = extract.collection.event(event_id)
        assert event is not None, event_id
        return cls(extract, event, selection)


def lead(up: str) -> Lead:
    """Where links of the first screen lead from a page of the site. `up`: the way from its folder to that of the start page."""

    def to(rest: str) -> str:
        path, _, query = rest.partition("?")
        if path.startswith("#"):
            return f"{up}index.html{path}"
        if path.startswith("tables/"):
            return f"{up}{path}"
        if path:
            return f"{up}{path}.html"
        found = _EVENT.search(query)
        return f"{up}e/{found[1]}.html" if found else f"{up}index.html"

    return to


def nav(up: str, here: Page) -> list[tuple[str, str]]:
    """The pages of the site but this one: address and name."""
    return [(f"{up}{page.path or 'index'}.html", page.name) for page in PAGES if page != here]


def first_of_start(extract: Published) -> str:
    """What stands in the start page without scripts."""
    return first_screen.body(extract.selection, START, pages=PAGES, served=False)


def sources_page(extract: Published) -> str:
    """How we know: sources, paragraphs, readings, records and checks."""
    body = first_screen.body(extract.selection, SOURCES, pages=PAGES, served=False)
    return _page(_head(extract.selection, SOURCES, extract, "sources.html"), led(body, lead("")))


def list_name(number: int) -> str:
    """The file of one page of the list, counted from 1."""
    return "list.html" if number == 1 else f"list-{number}.html"


def list_page_of(extract: Published, number: int) -> str:
    """One page of the list of all events."""
    content = list_page(extract.selection, number, address=list_name, back="index.html")
    body = _screen(extract, "", LIST, extract.collection.title, content)
    return _page(_head(extract.selection, LIST, extract, list_name(number)), body)


def event_page(one: OpenEvent, card: str) -> str:
    """An event's record: what its source says, where it stands in time, what it was read from. `card`: the file of its picture."""
    event, selection, table = one.event, one.selection, one.extract.collection
    content = render(
        "published/event.html",
        card=Markup(fragments.card(selection, template="published/card.html")),
        drawing=timeline_drawing(selection),
        origin=Markup(evidence.reading_of(event, table)),
        source=Markup(evidence.source(event.source)),
    )
    body = _screen(one.extract, "../", None, event.title, content, quiet=True)
    return _page(_head(selection, START, one.extract, f"e/{event.event_id}.html", card), body, "../")


def gone_page(extract: Published, change: Change) -> str:
    """The page of an event that was withdrawn."""
    content = render("first/gone.html", change=change, day=day_text(change.date.s1), home="index.html", table=extract.collection)
    body = _screen(extract, "../", None, "This event was withdrawn", content)
    return _page(_bare("This event was withdrawn", "../assets/style.css"), body, "../", indexed=False)


def missing_page(extract: Published) -> str:
    """What a host answers for an address that there is not. It may be any address, so nothing in it is relative."""
    content = render("published/missing.html", start=extract.site, table=extract.collection)
    body = _screen(extract, "", None, "There is no such page", content, linked=False)
    return _page(_bare("There is no such page", ""), body, indexed=False)


def _screen(extract: Published, up: str, here: Page | None, title: str, content: str, *, quiet: bool = False, linked: bool = True) -> str:
    """A plain page around some content; `quiet`: its title is for screen readers only; `linked`: it has links to the others."""
    table = extract.collection
    pages = nav(up, here or Page("", "")) if linked else []
    html = render(
        "published/screen.html", pages=pages, table=table, dated=words.dated(table), title=title, quiet=quiet, content=Markup(content)
    )
    return led(html, lead(up))


def _head(selection: Selection, page: Page, extract: Published, name: str, card: str = "card.png") -> str:
    """The head of the page of that file. Relative addresses count from the page."""
    site, up = extract.site, "../" * name.count("/")
    address = f"{site}{name}" if site else name.rpartition("/")[2]
    return page_head.head_at(selection, page, address=address, picture=f"{site or up}{card}", sheet=f"{up}assets/style.css")


def _bare(title: str, sheet: str) -> str:
    return render("published/bare.html", title=title, sheet=sheet, style=page_head.style())


def _page(head: str, body: str, up: str = "", *, indexed: bool = True) -> str:
    return render("published/page.html", head=Markup(head), body=Markup(body), icon=f"{up}assets/icon.svg", indexed=indexed)
