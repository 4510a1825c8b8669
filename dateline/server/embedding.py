"""Who may show the pages inside pages of their own: any site the embedded view, only this one the others; or those that are configured."""

import re
from collections.abc import Mapping

VARIABLE = "DATELINE_FRAME_ANCESTORS"
"""Sources of the policy `frame-ancestors`, with blanks between: `https://news.example https://*.school.example`; `'none'` for nobody."""
ANYBODY, NOBODY, ITSELF = "*", "'none'", "'self'"
_SOURCE = re.compile(r"\*|'self'|'none'|https?:|(https?://)?(\*\.)?[A-Za-z0-9.\-]{1,253}(:(\d{1,5}|\*))?")


def embedders(environment: Mapping[str, str]) -> str:
    """Who may embed a view. Of what is configured only what is a source counts; where nothing of it is one, nobody may."""
    told = environment.get(VARIABLE)
    if told is None:
        return ANYBODY
    return " ".join(part for part in told.split() if _SOURCE.fullmatch(part)) or NOBODY


def framed_by(environment: Mapping[str, str], *, embedded: bool) -> str:
    """Who may frame a page, as the policy `frame-ancestors` takes it."""
    return embedders(environment) if embedded else ITSELF


def told(environment: Mapping[str, str]) -> str:
    """The same in words, for who copies the code."""
    sources = embedders(environment)
    if sources == ANYBODY:
        return "Any site may embed it."
    return "This server lets nobody embed it." if sources == NOBODY else f"This server lets these embed it: {sources}."
