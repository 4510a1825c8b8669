"""How we know: sources, paragraphs, readings and follow-up records as HTML. Everything in it is escaped."""

from dateline import words
from dateline.collection import Collection
from dateline.dates import day_text, from_iso, when_text
from dateline.entries import Event, FollowUp, Paragraph, Source
from dateline.pieces import render
from dateline.schema import CONFIDENCES, GRADES


def source(one: Source) -> str:
    """A source: what it is, when it appeared and how that is known, in what state it was read."""
    return render("source.html", source=one, published=when_text(one.published))


def origin(event: Event, collection: Collection) -> str:
    """Where one event comes from: its paragraphs, the words in print, the readings of those paragraphs, what became known."""
    return _origin(event, collection, event.title, collection.known(event.event_id))


def reading_of(event: Event, collection: Collection) -> str:
    """The same for below its card, which has its title and what became known."""
    return _origin(event, collection, "Where it is read from", ())


def _origin(event: Event, collection: Collection, heading: str, known: tuple[FollowUp, ...]) -> str:
    readings = [one for one in collection.readings if one.source_id == event.source.source_id and one.paragraph in event.paragraphs]
    return render(
        "origin.html",
        event=event,
        heading=heading,
        cited=words.source_text(event.source, event.paragraphs),
        when=words.event_when(event),
        confidence_meaning=CONFIDENCES[event.confidence],
        readings=readings,
        known=[words.record_text(one, event) for one in known],
    )


def paragraph(one: Paragraph) -> str:
    """What a paragraph is about, in our own words, and what in it is no event."""
    return render("paragraph.html", paragraph=one, name="Title" if one.paragraph == 0 else f"Paragraph {one.paragraph}")


def read_from(one: Paragraph, collection: Collection) -> tuple[Event, ...]:
    """The events that name this paragraph, in time order."""
    events = collection.at(range(len(collection.events)))
    return tuple(event for event in events if event.source.source_id == one.source_id and one.paragraph in event.paragraphs)


def last_check(collection: Collection, with_rules: bool = True) -> str:
    """What the checks say of the tables as they stand: how many rules, what they remark, which were not run and why, the seals;
    and each rule."""
    run = [ran for ran in collection.rules if not ran.why_not]
    skipped: dict[str, list[str]] = {}
    for ran in collection.rules:
        if ran.why_not:
            skipped.setdefault(ran.why_not, []).append(ran.rule.name)
    found = words.number(len(collection.findings), "finding")
    return render(
        "check.html",
        sum=f"{words.number(len(run), 'rule')} hold the tables to account: {found} in {words.number(collection.rows_in_file, 'event')}.",
        last=day_text(from_iso(collection.checked_on)) if collection.checked_on else "",
        sealed=f"{collection.sealed:,} of {len(collection.events):,} events are as they were when they were checked."
        if collection.sealed
        else "",
        remarks=[str(finding) for finding in collection.remarks],
        not_run=[(why, ", ".join(names)) for why, names in skipped.items()],
        rules=[ran.rule for ran in collection.rules] if with_rules else [],
    )


def readings(collection: Collection) -> str:
    """The doubtful passages as a table."""
    return render("readings.html", readings=collection.readings)


def records(collection: Collection) -> str:
    """The follow-up records as a table."""
    told = [words.record_text(one, collection.event(one.event_id)) for one in collection.follow_ups]
    return render("records.html", records=told, grades=GRADES)
