"""One file that needs nothing else: the view's timeline, map, list and cards, its sources, and how to cite it.

It opens from the disk, asks no host for anything, and is complete without scripts: then it is the first screen of the view.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dateline import first_screen, page_head, words
from dateline.errors import FormatError
from dateline.exports.citing import STYLES, citation
from dateline.exports.extract import Extract, cited
from dateline.exports.scenes import ground, pills, scenes
from dateline.figures.palette import DARK, LIGHT
from dateline.pieces import render
from dateline.scripts import INSTRUMENT, SHEET, modules
from dateline.view import MATCHES

SAVED = Path(__file__).with_name("saved")
ASSETS = Path(__file__).parents[2] / "assets"
_FLAGS = re.compile(r'url\("\./assets/([^"]+\.woff2)"\)')
NONCE_BYTES = 16
MOST_BYTES = 3_000_000
"""Of a file: what mail takes."""
AROUND_BYTES = 250_000
"""Kept for what stands around the parts that grow with a table: the style, the typeface of the flags, sources and citation."""
FEWEST_SCENES = 2
_LINK = re.compile(r'(?<=href=")\./([^"]*)"')
"""A link of a first screen: beside the page, in a part of HTML where no other text has a quotation mark."""

_MAP = "vendor/plotly-map.min.js"
_OF_THE_WORKER = (
    (re.compile(r'(\w+)=new URL\("\./maplibre-worker\.min\.js",import\.meta\.url\)\.href,(\w+)="import "\+JSON\.stringify\(\1\)\+";"'),
     r'\1="",\2=globalThis.datelineWorker'),
    (re.compile(r"return new URL\(\w+,(\w+)\.href\)\.origin!==\1\.origin"), "return!1"),
    (re.compile(r'new Worker\((\w+),\{type:"module"\}\)'), r"new Worker(\1)"),
)  # fmt: skip
"""How the map's code finds its worker, asks whether that is of another origin, and starts it: a file carries its own, and browsers start
no worker that is a module for a page from the disk."""

Lead = Callable[[str], str]
"""From a link of the page, as HTML after "./", to where it leads from the file."""
Taken = tuple[str, str, str]
"""A file beside the page: address, name, and what it is for."""


def write_html(extract: Extract) -> Iterator[str]:
    """The file; its links lead to the page itself."""
    lead = to_page(extract.site)
    yield page(extract, lead, page_head.head(extract.selection, page_head.START, extract.site))


def to_page(site: str) -> Lead:
    return lambda rest: f"{site}{rest}"


def page(
    extract: Extract, lead: Lead, head: str, *, nav: Sequence[tuple[str, str]] = (), first: str = "", files: Sequence[Taken] = ()
) -> str:
    """The file, with these links and this head.

    As the start page of a published site it has other pages and files beside it: `nav` (address and name), `first` (what stands in it
    without scripts) and `files`. By itself it leads to the page that it was taken from.
    """
    selection = extract.selection
    body = first or first_screen.body(selection, page_head.START, extract.notes)
    room = MOST_BYTES - len(_code()) - len(_ground()) - len(head.encode()) - len(body.encode()) - AROUND_BYTES
    blocks = {"dl-code": _code(), "dl-ground": _ground(), "dl-scenes": fitted(scenes(extract, lead("sources")), room)}
    whole = lead("" if extract.link == extract.site else "?" + extract.link.partition("?")[2])
    return render(
        "saved/page.html",
        head=Markup(_FLAGS.sub(_carried, head)),
        nonce=_nonce(blocks),
        style=_style(),
        first=Markup(led(body, lead)),
        table=selection.collection,
        dated=words.dated(selection.collection),
        summary=extract.summary,
        icon=_icon(),
        nav=nav or [(whole, "The page itself")],
        files=files,
        whole=whole,
        choices=pills(selection),
        matches=[(name, words.MATCH_NAMES[name], meaning) for name, meaning in MATCHES.items()],
        boot=Markup((SAVED / "boot.js").read_text("utf-8")),
        blocks={name: Markup(text) for name, text in blocks.items()},
        about=[(name, text) for name, text in extract.about.items() if name in ("Date of the data", "Fingerprint", "Terms")],
        link=extract.link,
        sources=[(source, cited(source)) for source in extract.sources],
        cites=[(name, style(citation(extract, extract.link, None))) for name, style in STYLES.items()] if "://" in extract.link else [],
    )


def _carried(found: re.Match[str]) -> str:
    """The typeface of the flags, in the place of its address."""
    return f"url(data:font/woff2;base64,{base64.b64encode((ASSETS / found[1]).read_bytes()).decode('ascii')})"


def led(html: str, lead: Lead) -> str:
    """HTML of a first screen, whose links lead there."""
    return _LINK.sub(lambda found: f'{lead(found[1])}"', html)


@cache
def _icon() -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode((ASSETS / 'icon.svg').read_bytes()).decode('ascii')}"


@cache
def _style() -> Markup:
    """Of the instrument and of this file, in both themes."""
    light, dark = ("".join(f"{name}:{value};" for name, value in theme.css_variables().items()) for theme in (LIGHT, DARK))
    colours = f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
    return Markup(colours + (INSTRUMENT / SHEET).read_text("utf-8") + (SAVED / "saved.css").read_text("utf-8"))


@cache
def _code() -> str:
    """The modules of the instrument and of this file, by name."""
    files = {file.name: file for file in (*modules(), *SAVED.glob("*.js")) if file.name != "boot.js"}
    files |= {f"vendor/{file.name}": file for file in (INSTRUMENT / "vendor").glob("*.js")}
    texts = {name: files[name].read_text("utf-8") for name in sorted(files)}
    for pattern, text in _OF_THE_WORKER:
        texts[_MAP], count = pattern.subn(text, texts[_MAP])
        if count != 1:
            raise FormatError(f"{_MAP} does not start its worker in the way that is known; build it as tools/README.md says")
    return _packed(texts)


@cache
def _ground() -> str:
    return _packed(ground())


def fitted(held: dict[str, Any], room: int) -> str:
    """What the file draws, packed into so many bytes: where it is more, scenes are left out first, then cards, and this is said."""
    packed, cards = _packed(held), dict(held["cards"])
    while len(packed) > room and len(held["scenes"]) > FEWEST_SCENES:
        kept = list(held["scenes"].items())
        packed = _packed(held := held | {"scenes": dict(kept[: len(kept) // 2])})
    while len(packed) > room and held["cards"]:
        kept = list(held["cards"].items())
        packed = _packed(held := _said(held | {"cards": dict(kept[: len(kept) // 2])}, len(cards)))
    return packed


def _said(held: dict[str, Any], all_cards: int) -> dict[str, Any]:
    """With a note on how many events have no card."""
    left = all_cards - len(held["cards"])
    return held | {"left": f"This file has no room for the cards of the last {words.number(left, 'event')}; they are in the list."}


def _packed(what: Any) -> str:
    """As JSON, packed by gzip, in base64. The same for the same data: it holds no date."""
    text = json.dumps(what, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0)).decode("ascii")


def _nonce(blocks: dict[str, str]) -> str:
    """What the policy of the file knows its own scripts by: made of what it carries, so that no text in it can have known it before."""
    digest = hashlib.sha256("".join(blocks.values()).encode("ascii")).digest()
    return base64.b64encode(digest[:NONCE_BYTES]).decode("ascii")
