"""What a page says of itself in its head: title, description, canonical link, what previews read; and the style sheet of plain pages."""

import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from dateline import link, words
from dateline.figures.palette import DARK, LIGHT
from dateline.pieces import render
from dateline.selection import Selection
from dateline.since import mark

LONGEST_TITLE = 200
"""Characters of a title or description that previews show."""
_OF_MAPS = ("--land", "--border", "--coast")


@dataclass(frozen=True)
class Page:
    """A page of the app as the server knows it: its path and the name in its title."""

    path: str
    name: str


START = Page("", "Timeline and map")
SOURCES = Page("sources", "How we know")
COUNTRIES = Page("countries", "Countries")
YOUR_DATA = Page("your-data", "Your data")
PAGES = (START, COUNTRIES, SOURCES, YOUR_DATA)


def offered(*, takes_files: bool) -> tuple[Page, ...]:
    """The pages that others lead to: a server that takes no files does not offer to take one."""
    return PAGES if takes_files else tuple(page for page in PAGES if page != YOUR_DATA)


def head(selection: Selection, page: Page, site: str) -> str:
    """Title, description, canonical link and what previews read. `site`: where the server is; without it no address is told."""
    query = link.to_string(selection.view.changed(camera=None))
    address = f"{site}{page.path}{'?' if query else ''}{query}" if site else ""
    picture = f"{site}card.png?{query}{'&' if query else ''}{link.DATA}={mark(selection.collection)}" if site else ""
    listed = link.to_string(selection.view.changed(camera=None, event=""))
    feed = f"{site or './'}events.atom{'?' if listed else ''}{listed}" if page == START else ""
    return head_at(selection, page, address=address, picture=picture, feed=feed)


def head_at(selection: Selection, page: Page, *, address: str, picture: str, feed: str = "", sheet: str = "") -> str:
    """The same, with the addresses of the page, of its picture and of a feed of the view; empty ones are not told.

    `sheet`: address of the style sheet; without it the sheet stands in the head.
    """
    view, table = selection.view, selection.collection
    event = table.event(view.event)
    title = event.title if event else words.heading(view, table)
    name = f"{title} · Dateline" if page == START else f"{page.name} · {title} · Dateline"
    told = f"{words.event_when(event)}, {words.STATUS_NAMES[event.status]}. {event.summary}" if event else _sentences(selection)
    return render(
        "first/head.html",
        title=_cut(name),
        preview=_cut(title if page == START else f"{page.name}: {title}"),
        description=_cut(told),
        address=address,
        picture=picture,
        feed=feed,
        kind="article" if event else "website",
        colours={"light": LIGHT.paper, "dark": DARK.paper},
        sheet=sheet,
        style=style(),
    )


def unreadable_head() -> str:
    return render(
        "first/head.html", title="Dateline", preview="Dateline", description="The collection cannot be read.", address="", picture="",
        feed="", kind="website", colours={"light": LIGHT.paper, "dark": DARK.paper}, sheet="", style=style(),
    )  # fmt: skip


@cache
def style() -> Markup:
    """The style sheet of plain pages, in light and dark."""
    variables = {
        theme.name: "".join(f"{name}:{value};" for name, value in theme.css_variables().items() if name not in _OF_MAPS)
        for theme in (LIGHT, DARK)
    }
    categories = "".join(f".c-{one}{{--c:var(--cat-{one})}}" for one in LIGHT.categories)
    papers = {theme.name: theme.paper for theme in (LIGHT, DARK)}
    css = render("first/style.css", **variables, categories=categories, papers=papers)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return Markup(re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", css).replace(";}", "}").strip())


def style_below(up: str) -> Markup:
    """The same in a page from which the root is reached by `up`, such as "../"."""
    return Markup(str(style()).replace('url("./', f'url("{up}'))


def _sentences(selection: Selection) -> str:
    return " ".join(filter(None, (words.summary(selection), words.standing(selection))))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"
