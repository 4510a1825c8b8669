"""Small collections made for tests, in the same form as real ones."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from dateline.collection import Collection, read_collection
from dateline.schema import TABLES

EVENT = {
    "event_id": "port-call",
    "title": "A ship calls at a port",
    "summary": "A ship of one country calls at a port of another.",
    "when": "2024-03-18",
    "when_basis": "the day is printed",
    "status": "occurred",
    "category": "visit",
    "countries": "JPN:visitor; KOR:host",
    "places": "busan",
    "source_id": "log",
    "paragraphs": "1",
    "confidence": "medium",
}
PLACE = {
    "place_id": "busan",
    "name": "Busan",
    "country": "KOR",
    "latitude": "35.1",
    "longitude": "129.04",
    "precision": "city",
    "radius_km": "20",
    "basis": "made for a test",
}
SOURCE = {
    "source_id": "log",
    "title": "A harbour log",
    "published": "2024-03-20",
    "published_basis": "made for a test",
    "kind": "log",
    "paragraphs": "3",
}
_COUNTRY = {"precision": "country", "radius_km": "250"}
_REGION = {"precision": "region", "radius_km": "900"}
PLACES = (
    PLACE,
    PLACE | {"place_id": "tokyo", "name": "Tokyo", "country": "JPN", "latitude": "35.69", "longitude": "139.69"},
    PLACE | {"place_id": "korea", "name": "South Korea", "latitude": "36.5", "longitude": "128"} | _COUNTRY,
    PLACE | {"place_id": "far-east", "name": "Far East", "country": "RUS", "latitude": "52", "longitude": "135"} | _REGION,
)


def write_table(folder: Path, name: str, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write one table; columns that a row does not give stay empty."""
    path = folder / TABLES[name].file
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES[name].names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def folder_of(
    folder: Path,
    events: Sequence[Mapping[str, str]] = ({},),
    places: Sequence[Mapping[str, str]] = PLACES,
    sources: Sequence[Mapping[str, str]] = (SOURCE,),
    **others: Sequence[Mapping[str, str]],
) -> Path:
    """A folder with these tables. Events are given by what differs from `EVENT`; ids are numbered where none is given."""
    folder.mkdir(parents=True, exist_ok=True)
    numbered = [EVENT | {"event_id": f"event-{at}"} | dict(event) for at, event in enumerate(events, start=1)]
    write_table(folder, "events", numbered)
    write_table(folder, "places", places)
    write_table(folder, "sources", sources)
    for name, rows in others.items():
        write_table(folder, name, rows)
    return folder


def in_parquet(folder: Path, *names: str) -> Path:
    """These tables (the events, if none is named) put into Parquet, cell by cell as text."""
    for name in names or ("events",):
        table = TABLES[name]
        header, *rows = csv.reader((folder / table.file).read_text("utf-8").splitlines())
        pl.DataFrame(rows, dict.fromkeys(header, pl.String), orient="row").write_parquet(folder / table.parquet)
        (folder / table.file).unlink()
    return folder


def collection_of(folder: Path, *events: Mapping[str, str]) -> Collection:
    """The collection of these events; the test fails where a row of it is not sound."""
    collection = read_collection(folder_of(folder, events or ({},)))
    assert not collection.damage, "; ".join(str(finding) for finding in collection.damage)
    return collection
