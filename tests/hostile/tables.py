"""Tables filled with texts that mean harm."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.package import write_package
from dateline.schema import TABLES
from tests.hostile.corpus import HARM, REFUSED_ADDRESSES, TEXTS
from tests.making import EVENT, PLACE, SOURCE, folder_of, write_table

FREE = ("text", "list")
"""Kinds of columns that take any text."""
COUNT = len(TEXTS)
EVENTS = [f"event-{at}" for at in range(1, COUNT + 1)]
WITHDRAWN = [f"gone-{at}" for at in range(1, COUNT + 1)]
Row = Mapping[str, str]


def filled(table: str, text: str) -> dict[str, str]:
    """The text in every column of this table that takes any, and as the path of every address."""
    columns = TABLES[table].columns
    free = {column.name: text for column in columns if column.kind in FREE}
    return free | {column.name: f"https://{HARM}/{text}" for column in columns if column.kind == "url"}


def events() -> list[dict[str, str]]:
    """One for each text, at a place and from a source that have it too."""
    return [
        filled("events", text) | {"status": "scheduled", "places": f"place-{at}", "source_id": f"source-{at}", "checked_on": "2024-04-02"}
        for at, text in numbered()
    ]


def others() -> dict[str, list[dict[str, str]]]:
    """What the other tables have: a row or two for each text."""
    record = {"when": "2024-03-19", "outcome_of": "yes", "grade": "A"}
    return {
        "places": [PLACE | filled("places", text) | {"place_id": f"place-{at}"} for at, text in numbered()],
        "sources": [SOURCE | filled("sources", text) | {"source_id": f"source-{at}"} for at, text in numbered()],
        "paragraphs": [filled("paragraphs", text) | {"source_id": f"source-{at}", "paragraph": "1"} for at, text in numbered()],
        "readings": [filled("readings", text) | {"source_id": f"source-{at}", "paragraph": "1"} for at, text in numbered()],
        "follow_ups": [
            filled("follow_ups", text) | record | {"event_id": f"event-{at}", "source_id": f"source-{at}", "place_id": f"place-{at}"}
            for at, text in numbered()
        ],
        "changes": [*changes(EVENTS, "changed", "2024-04-01"), *changes(WITHDRAWN, "withdrawn", "2024-04-02")],
    }


def changes(ids: Iterable[str], what: str, day: str) -> list[dict[str, str]]:
    """One for each text, of one of these events."""
    return [
        filled("changes", text) | {"date": day, "event_id": event, "what": what} for event, text in zip(ids, TEXTS.values(), strict=True)
    ]


def numbered() -> Iterable[tuple[int, str]]:
    return enumerate(TEXTS.values(), start=1)


def hostile_folder(folder: Path) -> Path:
    """One event for each text, which stands in every column that takes any, of every table; and in the collection's title and licences."""
    made = folder_of(folder, events(), **others())
    package = {
        "title": " ".join(TEXTS.values()),
        "description": " ".join(TEXTS.values()),
        "licenses": [dict.fromkeys(("name", "title", "path"), text) for text in TEXTS.values()],
    }
    write_package(made, package)
    return made


def damaged_folder(folder: Path) -> Path:
    """The same, and rows that the checks withhold: each text as a date and as the countries of an event, each refused address as both
    of a source. The places have columns that nobody knows, each text the name of one.
    """
    made = hostile_folder(folder)
    bad = [
        EVENT | filled("events", text) | {"event_id": f"bad-{at}", "when": text, "countries": text, "places": "", "source_id": "source-1"}
        for at, text in numbered()
    ]
    write_table(made, "events", [*(EVENT | {"event_id": name} | one for name, one in zip(EVENTS, events(), strict=True)), *bad])
    refused = [
        SOURCE | {"source_id": f"refused-{at}", "url": address, "archive_url": address}
        for at, address in enumerate(REFUSED_ADDRESSES.values(), start=1)
    ]
    write_table(made, "sources", [*others()["sources"], *refused])
    with (made / TABLES["places"].file).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        names = TABLES["places"].names
        rows.writerow([*names, *TEXTS.values()])
        rows.writerows([[row.get(name, "") for name in names] + ["x"] * COUNT for row in others()["places"]])
    return made


def hostile_file() -> bytes:
    """A table of others (CSV): each text in every column of words, once in a row that can be used and once where a day should stand.

    A column that is not used bears the first text as its name.
    """
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["title", "date", "summary", "place", "people", "type", "url", "lat", "lon", TEXTS["script"]])
    for text in TEXTS.values():
        rows.writerow([text, "2024-03-19", text, text, text, text, text, "35.1", "129.04", text])
    for text in TEXTS.values():
        rows.writerow(["A day that is none", text, "", "", "", "", "", "35.1", "129.04", ""])
    return file.getvalue().encode()
