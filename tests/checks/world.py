"""A small sound collection with a source of its own: what each rule is tried on."""

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from dateline.checks import Finding, check
from dateline.checks.areas import areas_of
from dateline.checks.copy import copy_of
from dateline.rows import Row, Sheet
from dateline.schema import TABLES

BASEMAP = Path(__file__).parents[2] / "assets" / "basemap" / "countries.geojson"
TEXT = """Ships and talks in Korea

A ship from Japan called at Busan on Monday, Mar\u00a018, and is to go on to Mumbai in April.

Officials of Japan and South Korea met in Busan on Mar 18.

South Korea says that North Korea fired a missile in February; North Korea denies it.

Russia is mooving ships in its far east.

More from this page
"""
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
COPY = copy_of(TEXT, SHA256)

_EVENT = {"source_id": "log", "confidence": "medium", "checked_on": "2024-03-21"}
_PAST = "told as past, so on or before 20 March 2024, the day of the log"
WORLD: dict[str, list[dict[str, str]]] = {
    "events": [
        _EVENT
        | {
            "event_id": "ship-tour-2024",
            "title": "A Japanese ship tours South Korea and India",
            "summary": "One port is done, one is due.",
            "when": "2024-03-18/2024-04",
            "when_basis": "18 March 2024 is the first call, and the last is in April 2024",
            "printed": "Mar 18; April",
            "status": "under-way",
            "category": "visit",
            "countries": "JPN:visitor; KOR:host; IND:host",
            "places": "busan; mumbai",
            "paragraphs": "1",
        },
        _EVENT
        | {
            "event_id": "ship-at-busan",
            "title": "A Japanese ship calls at Busan",
            "summary": "The ship was in the port for a day.",
            "when": "2024-03-18",
            "when_basis": "Monday 18 March is printed for the call; the year is that of the log, 2024",
            "printed": "Monday, Mar 18; Busan",
            "status": "occurred",
            "category": "visit",
            "countries": "JPN:visitor; KOR:host",
            "places": "busan",
            "part_of": "ship-tour-2024",
            "paragraphs": "1",
        },
        _EVENT
        | {
            "event_id": "ship-at-mumbai",
            "title": "A Japanese ship is to call at Mumbai",
            "summary": "The next port is in India.",
            "when": "2024-04",
            "when_basis": "April is printed; the year is that of the log, 2024",
            "printed": "Mumbai; April",
            "status": "scheduled",
            "category": "visit",
            "countries": "JPN:visitor; IND:host",
            "places": "mumbai",
            "part_of": "ship-tour-2024",
            "paragraphs": "1",
        },
        _EVENT
        | {
            "event_id": "talks-at-busan",
            "title": "Japan and South Korea hold talks",
            "summary": "Officials met while the ship was there.",
            "when": "2024-03-18",
            "when_basis": "18 March is printed for the talks; the year is that of the log, 2024",
            "printed": "Mar 18; Busan",
            "status": "occurred",
            "category": "talks",
            "countries": "JPN:visitor; KOR:host",
            "places": "busan",
            "paragraphs": "2",
        },
        _EVENT
        | {
            "event_id": "missile-claimed",
            "title": "North Korea said to have fired a missile",
            "summary": "South Korea says so.",
            "when": "2024-02",
            "when_basis": "February is printed; the year is that of the log, 2024",
            "printed": "February; North Korea",
            "status": "alleged",
            "category": "missile-test",
            "countries": "KOR:accuser; PRK:accused",
            "paragraphs": "3",
        },
        _EVENT
        | {
            "event_id": "missile-told",
            "title": "South Korea tells of a missile",
            "summary": "It names North Korea.",
            "when": "[2024-02..2024-03-20]",
            "when_basis": f"not before February 2024; {_PAST}",
            "printed": "South Korea; February",
            "status": "occurred",
            "category": "statement",
            "countries": "KOR:accuser; PRK:accused",
            "about": "missile-claimed",
            "stance": "affirms",
            "paragraphs": "3",
        },
        _EVENT
        | {
            "event_id": "missile-denied",
            "title": "North Korea denies the missile",
            "summary": "North Korea rejects the claim.",
            "when": "[..2024-03-20]",
            "when_basis": _PAST,
            "printed": "North Korea",
            "status": "occurred",
            "category": "statement",
            "countries": "PRK:actor",
            "about": "missile-claimed",
            "stance": "denies",
            "paragraphs": "3",
        },
        _EVENT
        | {
            "event_id": "ships-moving",
            "title": "Russia moves ships",
            "summary": "It is in the far east of the country.",
            "when": "../2024-03-20?",
            "when_basis": "no start is printed; it goes on at the log's day, 20 March 2024",
            "printed": "Russia",
            "status": "under-way",
            "category": "military",
            "countries": "RUS:actor",
            "places": "far-east",
            "paragraphs": "4",
        },
    ],
    "places": [
        {
            "place_id": "busan",
            "name": "Busan",
            "country": "KOR",
            "latitude": "35.1",
            "longitude": "129.04",
            "precision": "city",
            "radius_km": "20",
        },
        {
            "place_id": "far-east",
            "name": "Far East",
            "country": "RUS",
            "latitude": "60",
            "longitude": "140",
            "precision": "region",
            "radius_km": "2000",
        },
        {
            "place_id": "mumbai",
            "name": "Mumbai",
            "country": "IND",
            "latitude": "18.97",
            "longitude": "72.83",
            "precision": "city",
            "radius_km": "25",
        },
        {
            "place_id": "north-korea",
            "name": "North Korea",
            "country": "PRK",
            "latitude": "40",
            "longitude": "126.8",
            "precision": "country",
            "radius_km": "450",
        },
    ],
    "sources": [
        {
            "source_id": "log",
            "title": "A harbour log",
            "published": "2024-03-20",
            "published_basis": "dated Wednesday 20 March 2024",
            "kind": "log",
            "paragraphs": "4",
            "sha256": SHA256,
        },
        {
            "source_id": "register",
            "title": "A register of ships and launches",
            "published": "2025",
            "published_basis": "year of the state that was used",
            "kind": "data set",
        },
    ],
    "paragraphs": [
        {"source_id": "log", "paragraph": "0", "says": "What follows", "left_out": "The title names nothing that the rest does not tell."},
        *({"source_id": "log", "paragraph": str(number), "says": f"Matter {number}"} for number in range(1, 5)),
    ],
    "readings": [{"source_id": "log", "paragraph": "4", "printed": "mooving", "read_as": "moving", "basis": "a letter too many"}],
    "follow_ups": [
        {
            "event_id": "missile-claimed",
            "when": "2024-02-10",
            "place_id": "north-korea",
            "fact": "A launch in North Korea stands there.",
            "outcome_of": "no",
            "record": "entry of 10 February 2024",
            "grade": "A",
            "source_id": "register",
        },
        {
            "event_id": "ship-at-mumbai",
            "when": "2024-04-05",
            "utc": "2024-04-04T20:00Z",
            "place_id": "mumbai",
            "fact": "The ship came to Mumbai.",
            "outcome_of": "yes",
            "record": "entry of 5 April 2024",
            "grade": "A",
            "source_id": "register",
        },
    ],
    "changes": [{"date": "2024-03-21", "event_id": "talks-at-busan", "what": "changed", "why": "the town was added"}],
}


def sheets(**changed: Mapping[int, Mapping[str, str] | None]) -> dict[str, Sheet]:
    """The world with rows changed, by table and number of the row: new cells, a row past the last, None for a row taken out."""
    made = {}
    for name, rows in WORLD.items():
        table = TABLES[name]
        changes = changed.get(name, {})
        fresh = [dict(changes[at] or {}) for at in sorted(changes) if at >= len(rows)]
        kept = [
            {"basis": "made for a test"} | row | dict(changes.get(at) or {})
            for at, row in enumerate(rows)
            if changes.get(at, {}) is not None
        ]
        cells = [tuple(row.get(column, "") for column in table.names) for row in (*kept, *fresh)]
        made[name] = Sheet(table.file, table.names, tuple(Row(line, row) for line, row in enumerate(cells, start=2)))
    return made


def said(made: Mapping[str, Sheet], copied: bool = True) -> tuple[Finding, ...]:
    """What all rules say of these tables."""
    return check(made, copy=COPY if copied else None, areas=areas_of(BASEMAP)).findings


def row_of(table: str, key: str) -> int:
    """The number of the row that begins with this."""
    return next(at for at, row in enumerate(WORLD[table]) if next(iter(row.values())) == key or row.get(TABLES[table].names[0]) == key)


def write(folder: Path) -> Path:
    """The world as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets().values():
        with (folder / sheet.file).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([sheet.header, *(row.cells for row in sheet.rows)])
    return folder
