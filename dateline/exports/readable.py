"""Text for files that are read by people through other programs: feeds, calendars, maps.

Nothing in it can end a line, open a tag or turn the direction of what stands behind it.
"""

import re
from collections.abc import Iterator
from html import escape

from dateline import countries, words
from dateline.entries import Event
from dateline.exports.extract import Extract, Item, cited

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls and surrogates, which XML 1.0 forbids, and the marks that turn the direction of writing."""


def readable(text: str) -> str:
    """Text without controls; its line ends are `\\n`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", text)


def html(text: str) -> str:
    """Text as HTML."""
    return escape(readable(text)).replace("\n", "<br>")


def paragraphs(*texts: str) -> str:
    """Each text as a paragraph of HTML."""
    return "".join(f"<p>{html(text)}</p>" for text in texts if text)


def xml(name: str, text: str = "", /, **attributes: str) -> str:
    """An element of XML with this text."""
    return around(name, escape(readable(text), quote=False), **attributes)


def around(name: str, inside: str, /, **attributes: str) -> str:
    """An element of XML around others."""
    named = "".join(f' {key}="{escape(readable(value))}"' for key, value in attributes.items())
    return f"<{name}{named}>{inside}</{name}>"


def lines(item: Item, extract: Extract) -> str:
    """The facts of an event as a paragraph of HTML, a line each."""
    return f"<p>{'<br>'.join(f'<b>{html(label)}</b> {html(text)}' for label, text in facts(item, extract))}</p>"


def anchor(address: str, text: str) -> str:
    """A link in a paragraph of HTML."""
    return f'<p><a href="{html(address)}">{html(text)}</a></p>'


def facts(item: Item, extract: Extract) -> Iterator[tuple[str, str]]:
    """What there is to say of an event, a line each: label and text."""
    event = item.event
    yield "When", words.event_when(event) + ("" if item.certain else "; possible, not certain, in the window")
    yield "Status", status_text(event)
    yield "Who", ", ".join([*(f"{countries.name(p.country)} ({p.role})" for p in event.parties), *event.people])
    if event.places:
        yield "Where", " → ".join(f"{place.name} ({place.precision})" for place in event.places)
    yield "Source", f"{words.source_text(event.source, event.paragraphs)} of {cited(event.source)}"
    yield "Confidence", event.confidence
    for one in item.known:
        told = words.record_text(one, event)
        yield "What became known", f"{told['when']}: {one.fact} ({', '.join(filter(None, (told['slip'], one.source.title)))})"


def status_text(event: Event) -> str:
    """How the source puts it, and what sort of event it is."""
    return f"{words.STATUS_NAMES[event.status]}, as its source puts it; {words.CATEGORY_NAMES[event.category].lower()}"


def account(extract: Extract) -> list[str]:
    """What an extract is, a line each, for formats that have room for text only: all but the title, which each has room for."""
    lines = [f"{name}: {text}" for name, text in extract.about.items() if name != "Title"]
    return [*lines, *(f"Source: {cited(source)}" for source in extract.sources)]
