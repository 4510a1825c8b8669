"""Text of others made plain: one line, no HTML, no control characters; names for ids."""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

LONGEST_TITLE = 200
LONGEST_TEXT = 2_000
"""Characters; what is longer is cut and ends with an ellipsis. The file itself keeps it."""
LONGEST_ID = 80
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")


def has_html(text: str) -> bool:
    """Whether a text holds tags."""
    return "<" in text and bool(_TAG.search(text))


def plain(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text on one line, without tags and control characters, at most so long."""
    if "<" in text or "&" in text:
        bare = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", text)
        bare = re.sub(r"(?i)<(?:br|/p|/div|/li|/h\d)\b[^>]*>", " ", bare)
        text = Markup(bare).striptags() if _TAG.search(bare) else str(Markup(bare).unescape()) if _ENTITY.search(bare) else bare
    if not text.isprintable():
        text = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 2].rsplit(' ', 1)[0]} …"


@lru_cache(maxsize=65_536)
def kebab(text: str) -> str:
    """A name in kebab-case; letters of other scripts are left out, so it may be empty."""
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", folded[: 2 * LONGEST_ID])[:LONGEST_ID].strip("-")


def listed(text: str) -> str:
    """A text as one part of a list, whose parts are set apart by semicolons."""
    return " ".join(text.replace(";", ",").split())
