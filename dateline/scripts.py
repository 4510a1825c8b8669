"""The browser's files: which script the instrument begins with, what it needs besides, and the style sheet of the pages."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

INSTRUMENT = Path(__file__).parent / "ui" / "instrument"
MODULES = "instrument.js"
"""Where they begin as they are written, each asked for by those that name it."""
BUNDLE = re.compile(r"instrument-[0-9A-F]{8}\.js")
"""All in one file, by the hash of what it is made of (tools/build_instrument.mjs)."""
SHEET = "instrument.css"
"""Its style, beside them."""
WAY = "way.js"
"""For the pages without the instrument, by itself."""
_PAGES = Path(__file__).parents[1] / "assets" / "page.css"
_NAMED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
_LIBRARIES = ("plotly.min.js", "plotly-map.min.js")


def modules() -> list[Path]:
    """The modules of the instrument, by name."""
    return sorted(file for file in INSTRUMENT.glob("*.js") if file.name != WAY and not BUNDLE.fullmatch(file.name))


@cache
def entry() -> str:
    """The file to begin with: the bundle of these very modules, or where there is none the first module."""
    digest = hashlib.sha256(b"".join(file.name.encode() + b"\0" + file.read_bytes() + b"\0" for file in modules()))
    bundle = f"instrument-{digest.hexdigest()[:8].upper()}.js"
    return bundle if (INSTRUMENT / bundle).is_file() else MODULES


@cache
def sheet_of_pages() -> str:
    """The address of the style sheet of the pages, as seen from each of them; it changes with what is in it."""
    return f"./assets/page.css?{hashlib.sha256(_PAGES.read_bytes()).hexdigest()[:8]}"


@cache
def needed() -> tuple[str, ...]:
    """All that the instrument loads in any case, the first first, as paths below its folder."""
    return (entry(), *(f"vendor/{name}" for name in with_named(INSTRUMENT / "vendor", _LIBRARIES)))


def with_named(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """These scripts of a folder, each once, followed by what it imports from there and none before it did."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting[:0] = _NAMED.findall((folder / name).read_text("utf-8"))
    return tuple(found)
