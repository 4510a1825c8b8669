"""What changed in a collection since a link to it was made.

A copied link carries a mark of the data: the fingerprint, and how long the change log was. The log only grows, so the rows behind that
length are what happened since.
"""

import re
from dataclasses import dataclass

from dateline import words
from dateline.collection import Collection
from dateline.entries import Change
from dateline.link import DATA, Query
from dateline.schema import CHANGES

_MARK = re.compile(r"([0-9a-f]{6,64})-(\d{1,6})")


@dataclass(frozen=True)
class Since:
    """What the page says of it: a sentence, and the changes in the order of the log."""

    text: str
    changes: tuple[Change, ...] = ()


def mark(collection: Collection) -> str:
    """The mark of the data as they are now."""
    return f"{collection.fingerprint}-{len(collection.changes)}"


def since(query: Query, collection: Collection, when: str = "since this link was made") -> Since | None:
    """What is to be said to a reader who comes by this link; None where it carries no mark, or that of these very data.

    `when`: where the mark comes from, in words that end the sentence.
    """
    marks = query.get(DATA, ())
    if not marks or marks[-1] == mark(collection):
        return None
    found = _MARK.fullmatch(marks[-1])
    if found is None:
        return Since("The mark of the data in this link cannot be read; what is shown are the data as they are now.")
    if found[1] == collection.fingerprint:
        return None
    length = int(found[2])
    if length > len(collection.changes):
        return Since(
            "This link was made with other data than these: their change log is longer. What is shown are the data of this server."
        )
    new = collection.changes[length:]
    if not new:
        return Since(f"The data have changed {when}; no event was added, corrected or withdrawn by the change log.")
    ids = {what: {change.event_id for change in new if change.what == what} for what in CHANGES}
    told = [f"{len(ids[what])} {what}" for what in ("changed", "added", "withdrawn") if ids[what]]
    count, _, rest = told[0].partition(" ")
    first = f"{words.number(int(count), 'event')} {rest}"
    return Since(f"{', '.join([first, *told[1:]])} {when}.", new)
