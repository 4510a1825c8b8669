"""JSON for programs: what the extract is, then every event with its cells, its bounds, countries, places and what became known."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dateline import countries, words
from dateline.dates import iso
from dateline.entries import FollowUp, Place, Source
from dateline.exports.columns import bounds, spoken, written
from dateline.exports.extract import Extract, Item


def write_json(extract: Extract) -> Iterator[str]:
    """One object, a line for each event."""
    yield from object_with(head(extract), "events", (_event(item, extract) for item in extract.items()))


def head(extract: Extract) -> dict[str, Any]:
    """What the extract is: title, summary, link, date, fingerprint, terms, notes, counts, sources."""
    counts = extract.selection.counts
    return {
        "title": extract.heading,
        "summary": extract.summary,
        "link": extract.link,
        "date": iso(extract.day),
        "fingerprint": extract.collection.fingerprint,
        "terms": extract.collection.terms,
        "notes": list(extract.notes),
        "count": counts.shown,
        "certain": counts.certain,
        "sources": [source_object(source) for source in extract.sources],
    }


def source_object(source: Source) -> dict[str, Any]:
    """A row of the source table."""
    return asdict(source) | {"published": source.published.edtf}


def place_object(place: Place) -> dict[str, Any]:
    """A row of the place table, with the country's name."""
    return asdict(place) | {"country_name": countries.name(place.country) if place.country else ""}


def known_object(one: FollowUp) -> dict[str, Any]:
    """A row of the table of follow-ups."""
    place = place_object(one.place) if one.place else None
    return asdict(one) | {"when": one.when.edtf, "place": place, "source": one.source.source_id}


def object_with(before: dict[str, Any], name: str, rest: Iterator[dict[str, Any]]) -> Iterator[str]:
    """An object in pieces: first these members, then one list that may be very long, an element a line."""
    yield f"{json.dumps(before, ensure_ascii=False, indent=1)[:-2]},\n {json.dumps(name)}: ["
    between = "\n"
    for one in rest:
        yield between + json.dumps(one, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _event(item: Item, extract: Extract) -> dict[str, Any]:
    event = item.event
    made: dict[str, Any] = {
        **written(event),
        "when_text": spoken(event.when),
        "bounds": {name: day or None for name, day in bounds(event.when).items()},
        "certain": item.certain,
        "parties": [{"country": p.country, "name": countries.name(p.country), "role": p.role} for p in event.parties],
        "where": [place_object(place) for place in event.places],
        "cited": words.source_text(event.source, event.paragraphs),
        "link": extract.link_of(event),
    }
    return made | ({"known": [known_object(one) for one in item.known]} if extract.view.follow_ups else {})
