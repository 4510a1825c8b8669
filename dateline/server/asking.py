"""What a request asks for: the collection as it stands, and the view in the query."""

import os
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from starlette.requests import Request

from dateline import shelf
from dateline.collection import Collection
from dateline.errors import CollectionError, PrivateTableError
from dateline.link import from_query, named
from dateline.selection import Selection, visible
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


def query_of(request: Request) -> str:
    """The query as it came. Bytes outside ASCII, which no browser sends, are told by a replacement letter."""
    return str(request.scope.get("query_string", b"").decode("ascii", "replace"))


def parameters(request: Request) -> dict[str, list[str]]:
    """The parameters of the query, each with its values."""
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(query_of(request)[:LONGEST_QUERY], keep_blank_values=True):
        query.setdefault(name, []).append(value)
    return query


def status_of(error: CollectionError) -> int:
    """What a request is answered that has no collection: it is not for this reader (404), or not to be read now (503)."""
    return 404 if isinstance(error, PrivateTableError) else 503


def asked(request: Request, *others: str) -> Asked:
    """What the query asks for; `others` names parameters of the address itself, such as a page's number. Raises `CollectionError`."""
    text, query = query_of(request), parameters(request)
    taken = {name: query.pop(name)[-1] for name in others if name in query}
    table = shelf.collection(os.environ, named(query))
    view, notes = from_query(query, table)
    if len(text) > LONGEST_QUERY:
        notes = (*notes, f"the link is cut to its first {LONGEST_QUERY:,} characters")
    return Asked(table, view, notes, taken, since(query, table))
