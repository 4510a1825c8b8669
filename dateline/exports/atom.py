"""Atom (RFC 4287): the events of a view as a feed, what was added or changed last first.

An event is new on the day on which it was added or first checked, and updated on the day of its last change. One that was withdrawn
is said to be deleted (RFC 6721).
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from dateline import words
from dateline.dates import iso
from dateline.entries import Event
from dateline.exports.extract import Extract, Item
from dateline.exports.readable import account, around, facts, html, paragraphs, xml

NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
_SINCE = "2026"
"""A tag names a time at which its authority was ours (RFC 4151); it must never change."""


def write_atom(extract: Extract) -> Iterator[str]:
    """The feed's own elements, then an entry for each event."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed {NAMESPACES} xml:lang="en">\n'
    yield from (f"{element}\n" for element in _feed(extract))
    days = [updated(item.event, extract) for item in extract.items()]
    for item in extract.items(sorted(range(len(days)), key=lambda at: -days[at])):  # equals stay in order of time
        yield f"{_entry(item, extract)}\n"
    yield from _withdrawn(extract)
    yield "</feed>\n"


def updated(event: Event, extract: Extract) -> float:
    """The day of the last change of an event, of its check where none is noted."""
    changes = extract.changes.get(event.event_id)
    return changes[-1].date.e2 if changes else extract.checked(event)


def tag(extract: Extract, what: str) -> str:
    """A name that stays the same wherever the feed is read (RFC 4151)."""
    authority = urlsplit(extract.site).hostname or "localhost"
    return f"tag:{authority},{_SINCE}:{extract.collection.name}/{what}"


def _feed(extract: Extract) -> Iterator[str]:
    yield xml("id", tag(extract, f"events?{extract.link.partition('?')[2]}"))
    yield xml("title", extract.heading)
    yield xml("subtitle", "\n".join(account(extract)))
    yield xml("updated", _moment(extract.day))
    yield xml("link", rel="self", type="application/atom+xml", href=extract.address("atom"))
    yield xml("link", rel="alternate", type="text/html", href=extract.link)
    yield around("author", xml("name", extract.collection.title))
    if extract.collection.terms:
        yield xml("rights", extract.collection.terms)


def _entry(item: Item, extract: Extract) -> str:
    event = item.event
    parts = [
        xml("id", tag(extract, event.event_id)),
        xml("title", event.title),
        xml("updated", _moment(updated(event, extract))),
        xml("published", _moment(_published(event, extract))),
        xml("link", rel="alternate", type="text/html", href=extract.link_of(event)),
        xml("category", term=event.category, label=words.CATEGORY_NAMES[event.category]),
        xml("summary", event.summary),
        xml("content", paragraphs(event.summary) + _list(item, extract), type="html"),
    ]
    return around("entry", "".join(parts))


def _list(item: Item, extract: Extract) -> str:
    """What there is to say of an event, and what was done to it, as HTML."""
    told = [f"<dt>{html(label)}</dt><dd>{html(text)}</dd>" for label, text in facts(item, extract)]
    for change in extract.changes.get(item.event.event_id, ()):
        told.append(f"<dt>{html(change.what.capitalize())}</dt><dd>{html(f'{change.date.edtf}: {change.why}')}</dd>")
    return f"<dl>{''.join(told)}</dl>"


def _published(event: Event, extract: Extract) -> float:
    added = [change.date.e2 for change in extract.changes.get(event.event_id, ()) if change.what == "added"]
    return added[0] if added else min(extract.checked(event), updated(event, extract))


def _withdrawn(extract: Extract) -> Iterator[str]:
    for event_id, changes in extract.changes.items():
        if changes[-1].what == "withdrawn":
            why = xml("at:comment", changes[-1].why)
            yield around("at:deleted-entry", why, ref=tag(extract, event_id), when=_moment(changes[-1].date.e2)) + "\n"


def _moment(day: float) -> str:
    return f"{iso(day)}T00:00:00Z"
