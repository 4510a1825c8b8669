"""What stands on buttons. Text from a link or a table must be made plain: Streamlit reads labels as Markdown, and would fetch a picture
that one names.
"""

import re

from dateline import countries

LIFT = " ✕"
"""Ends the label of a chip."""
ALL = "Clear all"
_MARKS = re.compile(r"([\\`*_~$:\[\]!<>|#&(){}])")


def plain(text: str) -> str:
    """The text with every mark of Markdown (and of Streamlit's own additions) shown as it is typed."""
    return _MARKS.sub(r"\\\1", text)


def country(code: str) -> str:
    """A country with its flag."""
    return f"{countries.flag(code)} {countries.name(code)}"
