"""The few words that a mark shows under the pointer, shared by timeline and map."""

from collections.abc import Iterable
from typing import Any

from dateline.dates import when_text
from dateline.figures.palette import SANS, Palette
from dateline.selection import Shown
from dateline.words import CATEGORY_NAMES, STATUS_NAMES, place_text


def tips(shown: Iterable[Shown]) -> dict[str, dict[str, str]]:
    """By event id: `title`, `when` in words, and `line`: category, status, where, and whether it is only possible."""
    return {
        one.event.event_id: {"title": one.event.title, "when": when_text(one.event.when), "line": _line(one)}
        for one in shown
    }  # fmt: skip


def _line(one: Shown) -> str:
    event = one.event
    parts = [CATEGORY_NAMES[event.category], STATUS_NAMES[event.status], place_text(event)]
    return " · ".join(part for part in [*parts, "" if one.certain else "possible"] if part)


def shortened(text: str, most: int) -> str:
    """The text, cut between words to at most so many characters, with `…` where it was cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–-") + "…"


def hover_label(theme: Palette) -> dict[str, Any]:
    """How plotly's own tip looks, where it shows one."""
    font = {"family": SANS, "size": 13, "color": theme.ink}
    return {"bgcolor": theme.paper, "bordercolor": theme.quiet, "font": font, "align": "left"}
