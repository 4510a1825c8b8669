"""The share dialog: a view's links, words to paste, code to scan, citations and files, as HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import segno
from markupsafe import Markup

from dateline.dates import Day
from dateline.exports import FORMATS
from dateline.exports.citing import STYLES, citation
from dateline.exports.extract import Extract
from dateline.link import DATA, EMBED, to_query
from dateline.pieces import render
from dateline.since import mark
from dateline.view import View

EMBED_PX = 680
"""Height of an embedded view: enough for map and timeline beside each other's list."""
QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""
LONGEST_CODE = 2_000
"""Characters of a link in a code; a longer one makes squares too small for a telephone."""


@dataclass(frozen=True)
class Text:
    """Something to copy."""

    name: str
    text: str
    lines: int = 1


def share(extract: Extract, accessed: Day, embedders: str = "") -> str:
    """The dialog's content. `accessed`: the day that citations name; `embedders`: who may embed the page, in a sentence."""
    link = link_of(extract, extract.view)
    return render(
        "share.html",
        links=list(_links(extract)),
        words=[
            Text("Markdown", f"[{_markdown(_title(extract))}]({link})"),
            Text("Embed", embed_code(extract)),
            Text("HTML", f'<a href="{escape(link)}">{escape(_title(extract))}</a>'),
        ],
        cites=[Text(name, style(citation(extract, link, accessed)), 1 if name == "Text" else 5) for name, style in STYLES.items()],
        code=code(link),
        embedders=embedders,
        files=[(form.title, form.what, extract.address(name).removeprefix(extract.site)) for name, form in FORMATS.items()],
        summary=extract.summary,
        dated=extract.dated,
    )


def link_of(extract: Extract, view: View) -> str:
    """A whole address that carries the mark of the data, so that who opens it later is told what changed."""
    return f"{extract.site}?{urlencode({**to_query(view), DATA: [mark(extract.collection)]}, doseq=True)}"


def embed_code(extract: Extract) -> str:
    """The view inside another page: only the instrument, and a line with its title, source and link."""
    view = {EMBED: ["true"], **to_query(extract.view), DATA: [mark(extract.collection)]}
    address = escape(f"{extract.site}?{urlencode(view, doseq=True)}")
    return (
        f'<iframe src="{address}" title="{escape(_title(extract))}" width="100%" height="{EMBED_PX}" '
        'style="border: 1px solid #ccc" loading="lazy" allow="clipboard-write"></iframe>'
    )


def code(link: str) -> Markup:
    """The link as a QR code in SVG, dark on white in every theme; empty for one that is too long."""
    if len(link) > LONGEST_CODE:
        return Markup("")
    drawn = segno.make(link, error="m", micro=False)
    ink = {"dark": "#000", "light": "#fff"}
    return Markup(
        drawn.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass="dl-code", lineclass=None, title="QR code of the link", **ink)
    )


def _links(extract: Extract) -> Iterator[Text]:
    view = extract.view
    if extract.collection.event(view.event) is None:
        yield Text("Link to this view", link_of(extract, view))
    else:
        yield Text("Link with the open event", link_of(extract, view))
        yield Text("Link without the open event", link_of(extract, view.changed(event="")))


def _title(extract: Extract) -> str:
    event = extract.collection.event(extract.view.event)
    return event.title if event else extract.heading


def _markdown(text: str) -> str:
    """Letters that Markdown takes for marks, as themselves."""
    return "".join(f"\\{letter}" if letter in r"\`*_[]<>" else letter for letter in text)
