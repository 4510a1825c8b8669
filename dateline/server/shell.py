"""Streamlit's own page: an empty shell, whose scripts and whose words for machines stay as they are."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dateline.scripts import with_named

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
"""Streamlit's own typeface, 170 KB fetched before all else; this page has those of the reader's system."""
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*>')
_SCRIPT = re.compile(r'<script type="module"[^>]* src="([^"]+)"></script>')
"""That with which it begins. It is fetched when the first screen is painted, which must not wait for it."""
_NAMED = re.compile(r'<link rel="modulepreload"[^>]* href="([^"]+)">')
SYMBOLS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[A-Za-z0-9_-]+\.woff2")
"""Four thousand symbols in 375 KB, of which Streamlit's own scripts name some seventy: `assets/symbols` has these."""
_AGENTS = "./_stcore/agent/openapi.json"
"""Streamlit's interface for programs, which is closed here; ours is described beside the page."""
PARTS = ("Html", "ButtonGroup", "TextInput", "Checkbox", "BidiComponent", "Button")
"""What the start page is made of, as Streamlit names its scripts; the buttons are those of the chips."""
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def streamlit_static() -> Path:
    """Where Streamlit keeps the files of its page."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("Streamlit is not installed; its page is what the server gives")
    return Path(found.origin).parent / "static"


def _index() -> str:
    return (streamlit_static() / "index.html").read_text("utf-8")


@cache
def scripts() -> tuple[str, ...]:
    """The addresses of the scripts that Streamlit's page asks for. The largest, with which it begins, is the first: a browser that finds it
    in a template asks for it last."""
    return (*_SCRIPT.findall(_index()), *_NAMED.findall(_index()))


@cache
def parts() -> tuple[str, ...]:
    """The addresses of the scripts that Streamlit's parts of the start page need besides.

    By itself it asks for them when the part is to be drawn, and while the script of one is on the way it hides all that stands there.
    """
    folder = streamlit_static() / "static" / "js"
    firsts = [script.name for part in PARTS for script in folder.glob(f"{part}.*.js")]
    found = [f"./static/js/{name}" for name in with_named(folder, firsts)]
    return tuple(address for address in found if address not in scripts())


@cache
def shell() -> tuple[str, str, str, str]:
    """Streamlit's index page in parts: what comes before our head, between head and first screen, and after; and the script that begins."""
    text = _FONT.sub("", _NO_SCRIPT.sub("", _TITLE.sub("", _NAMED.sub("", _index())))).replace(_AGENTS, "./openapi.json")
    text = re.sub(r"\n\s*\n+", "\n", "<!DOCTYPE html>" + _COMMENT.sub("", text).split("<!DOCTYPE html>")[1])
    start, head = re.split(r'(?<=<meta charset="UTF-8" />)', text, maxsplit=1)
    middle, end = re.split(r"(?<=<body>)", head, maxsplit=1)
    styles, begins = _STYLE.findall(middle), "".join(found[0] for found in _SCRIPT.finditer(middle))
    return start, _STYLE.sub("", _SCRIPT.sub("", middle)), "\n".join((*styles, end)), begins
