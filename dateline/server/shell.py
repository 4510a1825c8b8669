"""Streamlit's own page: an empty shell, whose scripts and whose words for machines stay as they are."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
"""Streamlit's own typeface, 170 KB fetched before all else; this page has those of the reader's system."""
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*>')
_SCRIPT = re.compile(r'<link rel="modulepreload"[^>]*>|<script type="module"[^>]*></script>')
"""Fetched when the first screen is painted, which must not wait for them."""
SYMBOLS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[A-Za-z0-9_-]+\.woff2")
"""Four thousand symbols in 375 KB, of which Streamlit's own scripts name some seventy: `assets/symbols` has these."""
_AGENTS = "./_stcore/agent/openapi.json"
"""Streamlit's interface for programs, which is closed here; ours is described beside the page."""
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def streamlit_static() -> Path:
    """Where Streamlit keeps the files of its page."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("Streamlit is not installed; its page is what the server gives")
    return Path(found.origin).parent / "static"


@cache
def buttons() -> tuple[str, ...]:
    """The addresses of the scripts that Streamlit's buttons need. The first chip is the first button of a page, and while its script is on
    the way Streamlit hides all that stands there, the instrument too."""
    return tuple(f"./static/js/{script.name}" for script in (streamlit_static() / "static" / "js").glob("Button.*.js"))


@cache
def shell() -> tuple[str, str, str, str]:
    """Streamlit's index page in parts: what comes before our head, between head and first screen, and after; and its scripts."""
    text = (streamlit_static() / "index.html").read_text("utf-8")
    text = _FONT.sub("", _NO_SCRIPT.sub("", _TITLE.sub("", text))).replace(_AGENTS, "./openapi.json")
    text = re.sub(r"\n\s*\n+", "\n", "<!DOCTYPE html>" + _COMMENT.sub("", text).split("<!DOCTYPE html>")[1])
    start, head = re.split(r'(?<=<meta charset="UTF-8" />)', text, maxsplit=1)
    middle, end = re.split(r"(?<=<body>)", head, maxsplit=1)
    styles, scripts = _STYLE.findall(middle), "\n".join(_SCRIPT.findall(middle))
    return start, _STYLE.sub("", _SCRIPT.sub("", middle)), "\n".join((*styles, end)), scripts
