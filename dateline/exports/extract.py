"""An extract: a selection with everything that must go with it when it is taken away.

It is read by people and programs that do not have the page: so it says in words what it shows, of what data, from which sources, and
leads back to the view by a whole link.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline import words
from dateline.collection import Collection
from dateline.dates import Day, day_number, day_text, iso, parse_when, when_text
from dateline.entries import Change, Event, FollowUp, Source
from dateline.link import to_string
from dateline.selection import Selection
from dateline.view import View

LOCAL = "http://localhost:8501/"
"""The address of the page where none is given: that of `make run`."""
FIRST_DAY, LAST_DAY = day_number(1, 1, 1), day_number(9999, 12, 30)
"""The days that calendars, feeds and workbooks can write, with a day to spare for an end that is not counted."""
EVENTS_AT_ONCE = 500
"""A collection makes its events when they are asked for; a long file must not hold them all."""
_LONGEST_NAME = 60
"""Letters of each half of a file's name."""


@dataclass(frozen=True)
class Item:
    """One event of an extract."""

    event: Event
    certain: bool
    """False where its dates allow it to lie outside the window."""
    known: tuple[FollowUp, ...] = ()
    """What became known of it, where the view shows that."""


@dataclass(frozen=True)
class Extract:
    """A selection on its way out. `site` is the address of the page, up to and with the last slash."""

    selection: Selection
    site: str = LOCAL
    notes: tuple[str, ...] = ()
    """What in the link could not be used."""

    @property
    def collection(self) -> Collection:
        return self.selection.collection

    @cached_property
    def view(self) -> View:
        """Without the camera: how the map was turned is not part of what is taken away."""
        return self.selection.view.changed(camera=None)

    @cached_property
    def heading(self) -> str:
        """The collection, and what was chosen of it."""
        chosen = words.heading(self.view, self.collection)
        return chosen if chosen == self.collection.title else f"{self.collection.title}: {chosen}"

    @cached_property
    def summary(self) -> str:
        """One or two sentences: what is shown, and how the source put it."""
        return " ".join(filter(None, (words.summary(self.selection), words.standing(self.selection))))

    @property
    def link(self) -> str:
        """The view, as a whole address."""
        return self.link_to(self.view)

    def link_to(self, view: View) -> str:
        """Another view of the same page."""
        return f"{self.site}?{query}" if (query := to_string(view)) else self.site

    def link_of(self, event: Event) -> str:
        """The same view with this event open."""
        before, after = self._around
        return f"{before}{event.event_id}{after}"

    @cached_property
    def _around(self) -> tuple[str, str]:
        """What stands before and behind the event in a link: written once, for there may be very many."""
        before, mark, after = self.link_to(self.view.changed(event="0")).rpartition("event=0")
        return before + mark.removesuffix("0"), after

    def address(self, form: str) -> str:
        """Where this extract is got in this format."""
        query = to_string(self.view)
        return f"{self.site}events.{form}{'?' if query else ''}{query}"

    @cached_property
    def day(self) -> Day:
        """The date of the data: the last day on which a row was checked or changed; else the last on which the source can have appeared.

        Never the day of the download, so that the same data gives the same file.
        """
        days = [change.date.e2 for change in self.collection.changes]
        if self.collection.checked_on:
            days.append(parse_when(self.collection.checked_on).e2)
        if not days and self.collection.source is not None:
            days.append(self.collection.source.published.e2)
        return int(max((day for day in days if FIRST_DAY <= day <= LAST_DAY), default=0))

    def checked(self, event: Event) -> Day:
        """The day on which an event was last compared with its source; the date of the data where that is not noted."""
        day = parse_when(event.checked_on).e2 if event.checked_on else self.day
        return int(day) if FIRST_DAY <= day <= LAST_DAY else self.day

    @property
    def dated(self) -> str:
        """ "data of 23 Nov 2026, fingerprint 1a2b3c4d5e6f"."""
        return f"data of {day_text(self.day)}, fingerprint {self.collection.fingerprint}"

    @cached_property
    def about(self) -> dict[str, str]:
        """What goes with the events, by what it is: title, what is shown, link, date of the data, terms, notes."""
        told = {
            "Title": self.heading,
            "Shown": self.summary,
            "Link": self.link,
            "Date of the data": iso(self.day),
            "Fingerprint": self.collection.fingerprint,
            "Terms": self.collection.terms,
            "Not used of the link": "; ".join(self.notes),
        }
        return {name: text for name, text in told.items() if text}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What the shown events are read from, and what became known of them where that is shown; by id."""
        found: dict[str, Source] = {}
        for item in self.items():
            for source in (item.event.source, *(one.source for one in item.known)):
                found[source.source_id] = source
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def changes(self) -> dict[str, list[Change]]:
        """By event, in order of time."""
        found: dict[str, list[Change]] = {}
        dated = (change for change in self.collection.changes if FIRST_DAY <= change.date.e2 <= LAST_DAY)
        for change in sorted(dated, key=lambda one: one.date.e2):
            found.setdefault(change.event_id, []).append(change)
        return found

    @cached_property
    def _shown(self) -> tuple[list[int], list[bool]]:
        frame = self.selection.frame
        return frame["row"].to_list(), frame["certain"].to_list()

    def items(self, order: Sequence[int] | None = None) -> Iterator[Item]:
        """All shown events in order of time, or in another order of these, however many they are: a few at a time."""
        rows, certain = self._shown
        wanted = range(len(rows)) if order is None else order
        for start in range(0, len(wanted), EVENTS_AT_ONCE):
            some = wanted[start : start + EVENTS_AT_ONCE]
            for at, event in zip(some, self.collection.at(rows[one] for one in some), strict=True):
                yield Item(event, certain[at], self.collection.known(event.event_id) if self.view.follow_ups else ())

    def file_name(self, form: str) -> str:
        """A name of plain letters: the collection, what was chosen, the format."""
        chosen = [chip.text for chip in words.chips(self.view, self.collection)]
        parts = [_plain(self.collection.title) or "events", _plain(" ".join(chosen))]
        return f"{'-'.join(filter(None, parts))}.{form}"


def cited(source: Source) -> str:
    """A source in one line: title, publisher, when it was published, where it is."""
    parts = (source.title, source.publisher, when_text(source.published), source.url)
    return ", ".join(filter(None, parts))


def _plain(text: str) -> str:
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_NAME].strip("-")
