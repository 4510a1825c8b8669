"""A collection as a site of files that any host for files can serve, and that opens from the disk as well.

    for name, content in files(collection, tables, "https://example.org/line/"):
        ...

The same collection and address give the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from dateline import __version__
from dateline.collection import Collection
from dateline.dates import iso
from dateline.errors import FileError
from dateline.exports import FORMATS, pieces
from dateline.exports.html import ASSETS
from dateline.exports.html import page as one_file
from dateline.long_list import pages_of
from dateline.page_head import START, head_at, style
from dateline.picture import picture
from dateline.publishing import pages
from dateline.publishing.pages import EXTRACTS, OpenEvent, Published
from dateline.selection import visible
from dateline.sitemap import robots, sitemap
from dateline.view import View

MARK = "dateline.json"
"""The file by which a published site is known, with the names of all its files."""
MOST_CARDS = 200
"""Events with a picture of their own for previews: one takes half a second and a quarter of a megabyte."""
MOST_EVENTS = 20_000
"""Each has a page. More files than that are no longer a site that hosts take."""


def files(collection: Collection, tables: Mapping[str, bytes], site: str = "", most_cards: int = MOST_CARDS) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its name, with `/` between folders; the last one names all others.

    `tables`: the collection's own files as they stand, by name; `site`: its address up to and with the last slash, where it is known.
    Without one links are relative, and nothing is told that would need an address: no sitemap, no citation. `most_cards`: events with
    a picture of their own. Raises `FileError` for too many events.
    """
    collection = replace(collection, linked="")  # a site shows one collection, and its links name none
    if len(collection.events) > MOST_EVENTS:
        raise FileError(
            f"the collection has {len(collection.events):,} events, and a site a page for each: {MOST_EVENTS:,} at most; "
            "make a smaller collection of them (dateline export --format csv, dateline import)"
        )
    names, sizes = [], 0
    for name, content in _files(Published(visible(collection, View()), site), tables, most_cards):
        names.append(name)
        sizes += len(content)
        yield name, content
    told = {"dateline": __version__, "title": collection.title, "fingerprint": collection.fingerprint, "site": site, "bytes": sizes}
    yield MARK, (json.dumps(told | {"files": [*names, MARK]}, ensure_ascii=False, indent=1) + "\n").encode()


def _files(extract: Published, tables: Mapping[str, bytes], most_cards: int) -> Iterator[tuple[str, bytes]]:
    collection, site = extract.collection, extract.site
    yield "index.html", _start(extract).encode()
    yield "sources.html", pages.sources_page(extract).encode()
    for number in range(1, pages_of(extract.selection) + 1):
        yield pages.list_name(number), pages.list_page_of(extract, number).encode()
    event_ids = collection.events["event_id"].to_list()
    pictured = set(islice(event_ids, most_cards))
    for event_id in event_ids:
        card = f"cards/{event_id}.png" if event_id in pictured else "card.png"
        yield f"e/{event_id}.html", pages.event_page(OpenEvent.of(extract, event_id), card).encode()
    withdrawn = [change for change in collection.changes if change.what == "withdrawn" and collection.event(change.event_id) is None]
    gone = {change.event_id: change for change in withdrawn}
    yield from ((f"e/{event_id}.html", pages.gone_page(extract, change).encode()) for event_id, change in gone.items())
    for name in EXTRACTS:
        yield f"events.{name}", b"".join(pieces(extract, FORMATS[name]))
    yield from ((f"tables/{name}", content) for name, content in tables.items())
    yield "card.png", picture(extract.selection, site)
    for event_id in islice(event_ids, most_cards):
        yield f"cards/{event_id}.png", picture(OpenEvent.of(extract, event_id).selection, site)
    yield "404.html", pages.missing_page(extract).encode()
    yield "robots.txt", robots(site).encode()
    if site:
        days = [(f"{site}e/{event_id}.html", "") for event_id in event_ids]
        yield "sitemap.xml", sitemap([(site, iso(extract.day)), (f"{site}sources.html", iso(extract.day)), *days]).encode()
    yield "assets/style.css", str(style()).replace("./assets/", "").encode()
    yield "assets/icon.svg", (ASSETS / "icon.svg").read_bytes()
    for typeface in (ASSETS / "flags").glob("*.woff2"):
        yield f"assets/flags/{typeface.name}", typeface.read_bytes()


def _start(extract: Published) -> str:
    """The interactive page: one file that has everything in itself, with the other pages and files beside it."""
    head = head_at(extract.selection, START, address=extract.site or "index.html", picture=f"{extract.site}card.png", feed="events.atom")
    taken = [(f"events.{name}", FORMATS[name].title, FORMATS[name].what) for name in EXTRACTS]
    return one_file(extract, pages.lead(""), head, nav=pages.nav("", START), first=pages.first_of_start(extract), files=taken)
