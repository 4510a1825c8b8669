"""What a request asks for: the collection as it stands, and the view in the query."""

import os
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from starlette.requests import Request

from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import Selection, visible
from dateline.shelf import current, folder
from dateline.since import Since, since
from dateline.view import View

LONGEST_QUERY = 16_384
"""Characters of a query that are read. A link with every country of the world in it has 4,000."""


@dataclass(frozen=True)
class Asked:
    """A view of the collection, what of the query could not be used, and parameters that are no part of a view."""

    table: Collection
    view: View
    notes: tuple[str, ...]
    others: dict[str, str]
    since: Since | None
    """What changed since the link was made."""

    @cached_property
    def selection(self) -> Selection:
        """What the view shows."""
        return visible(self.table, self.view)


def collection() -> Collection:
    """The collection of this server as its files stand now. Raises `CollectionError`."""
    return current(folder(os.environ))


def query_of(request: Request) -> str:
    """The query as it came. Bytes outside ASCII, which no browser sends, are told by a replacement letter."""
    return str(request.scope.get("query_string", b"").decode("ascii", "replace"))


def asked(request: Request, *others: str) -> Asked:
    """What the query asks for; `others` names parameters of the address itself, such as a page's number."""
    text = query_of(request)
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(text[:LONGEST_QUERY], keep_blank_values=True):
        query.setdefault(name, []).append(value)
    taken = {name: query.pop(name)[-1] for name in others if name in query}
    table = collection()
    view, notes = from_query(query, table)
    if len(text) > LONGEST_QUERY:
        notes = (*notes, f"the link is cut to its first {LONGEST_QUERY:,} characters")
    return Asked(table, view, notes, taken, since(query, table))
