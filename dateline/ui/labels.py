"""Text from a link or a table as a label: Streamlit reads labels as Markdown, and would fetch a picture that one names."""

import re

_MARKS = re.compile(r"([\\`*_~$:\[\]!<>|#&(){}])")


def plain(text: str) -> str:
    """The text with every mark of Markdown (and of Streamlit's own additions) shown as it is typed."""
    return _MARKS.sub(r"\\\1", text)
