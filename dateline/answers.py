"""Where is this event, and why is it not shown? Answered for every row of the file: shown, filtered out, or withheld."""

from collections.abc import Iterator
from dataclasses import dataclass

import narwhals as nw

from dateline.checks import Finding
from dateline.collection import Collection, normalised
from dateline.entries import Event, Lost
from dateline.schema import TABLES
from dateline.selection import Selection, has_words, visible
from dateline.view import View

MOST_ANSWERS = 10
"""More would not be read: one more word of the title finds the event."""


@dataclass(frozen=True)
class Answer:
    """An event of the table, shown or not."""

    event: Event
    certain: bool
    """False where its dates allow it to lie outside the window."""
    hiding: tuple[str, ...]
    """Every filter of `view.FILTERS` that keeps it out; empty where it is shown."""
    shows: View
    """The view with exactly these filters lifted and the event open."""


@dataclass(frozen=True)
class LostAnswer:
    """A row of the file that is in no view, with the findings that withhold it."""

    row: Lost
    findings: tuple[Finding, ...]
    where: str
    """'line 7 of events.csv'."""


@dataclass(frozen=True)
class Answers:
    """What was found, the nearest first, and how many more there are."""

    found: tuple[Answer | LostAnswer, ...]
    rest: int


def answers(selection: Selection, text: str) -> Answers:
    """The events and withheld rows that have all these words, as the text filter finds them; an id or a phrase as it stands first."""
    phrase = " ".join(normalised(text).split())
    if not phrase:
        return Answers((), 0)
    hits = selection.judged.join(selection.collection.words.filter(has_words(phrase)), on="row", how="inner")
    near = nw.when(nw.col("event_id") == phrase).then(0).when(nw.col("words").str.contains(phrase, literal=True)).then(1).otherwise(2)
    first = hits.with_columns(near=near).sort("near", "row").head(MOST_ANSWERS)
    certain = dict(zip(first["event_id"].to_list(), first["certain"].to_list(), strict=True))
    events = zip(first["near"].to_list(), selection.collection.at(first["row"].to_list()), strict=True)
    ranked: list[tuple[int, Event | Lost]] = [*events, *_lost(selection.collection, phrase)]
    nearest = [row for _, row in sorted(ranked, key=lambda found: found[0])[:MOST_ANSWERS]]
    found = (_of_event(selection, row, certain[row.event_id]) if isinstance(row, Event) else _of_lost(selection, row) for row in nearest)
    return Answers(tuple(found), len(ranked) - len(nearest) + len(hits) - len(first))


def _lost(collection: Collection, phrase: str) -> Iterator[tuple[int, Lost]]:
    """The withheld rows with these words, each with how near it is."""
    for row in collection.lost:
        text = normalised(row.text)
        if all(word in text for word in phrase.split()):
            yield (0 if row.event_id == phrase else 1 if phrase in text else 2), row


def _of_event(selection: Selection, event: Event, certain: bool) -> Answer:
    """The filters that hide an event, and the view without them."""
    view = selection.view
    hiding: tuple[str, ...] = ()
    more = selection.hides(event.event_id)
    while more:
        hiding += more
        for what in more:
            view = view.without(what)
        # The choice of roles also says in which roles the chosen countries count: lifted, these may hide the event in its place.
        more = visible(selection.collection, view).hides(event.event_id) if "roles" in more else ()
    return Answer(event, certain, hiding, view.changed(event=event.event_id))


def _of_lost(selection: Selection, row: Lost) -> LostAnswer:
    table = selection.collection
    counted = "line" if table.file == TABLES["events"].file else "row"
    return LostAnswer(row, table.damage_of(row), f"{counted} {row.line} of {table.file}")
