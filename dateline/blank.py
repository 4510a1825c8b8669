"""A collection to begin with: every table with its header and one row that is marked as an example, and a README that explains them.

All of it comes from `schema`, but the words of the example.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.errors import FileError
from dateline.package import package_of, write_package
from dateline.schema import TABLES, Column, Table

EXAMPLE: Mapping[str, Mapping[str, str]] = {
    "events": {
        "event_id": "example-port-call",
        "title": "Example: a ship of Japan calls at Busan",
        "summary": "Example row, to be replaced: what the source states, in one or two sentences of your own.",
        "when": "2024-03-18",
        "when_basis": "how you read the date: the day is printed with its year",
        "printed": "18 March 2024; Busan",
        "status": "occurred",
        "category": "visit",
        "countries": "JPN:visitor; KOR:host",
        "places": "example-busan",
        "source_id": "example-log",
        "paragraphs": "1",
        "confidence": "medium",
    },
    "places": {
        "place_id": "example-busan",
        "name": "Busan",
        "country": "KOR",
        "latitude": "35.1",
        "longitude": "129.04",
        "precision": "city",
        "radius_km": "20",
        "basis": "example row: where you have the coordinates from",
    },
    "sources": {
        "source_id": "example-log",
        "title": "Example: a harbour log, to be replaced by your source",
        "published": "2024-03-20",
        "published_basis": "how you know when it was published",
        "kind": "example",
    },
    "paragraphs": {
        "source_id": "example-log",
        "paragraph": "0",
        "says": "Example row: the title, which names the ship.",
        "left_out": "why no event is read from this paragraph",
    },
    "readings": {
        "source_id": "example-log",
        "paragraph": "1",
        "printed": "the ship",
        "read_as": "example row: what you take doubtful words to mean",
        "basis": "why you do",
    },
    "follow_ups": {
        "event_id": "example-port-call",
        "when": "2024-03-19",
        "fact": "Example row: what later became known from another source.",
        "outcome_of": "no",
        "record": "what in that source says so",
        "grade": "B",
        "source_id": "example-log",
    },
    "changes": {"date": "2024-03-22", "event_id": "example-port-call", "what": "added", "why": "example row"},
}


def write_new(folder: Path, title: str = "") -> Path:
    """Make the folder with its tables, README and datapackage.json. Raises `FileError` where there is something in it already."""
    title = title or folder.resolve().name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileError(f"'{folder}' is not empty; name a folder that is not there yet")
        for table in TABLES.values():
            (folder / table.file).write_text(example(table), "utf-8", newline="")
        (folder / "README.md").write_text(readme(title), "utf-8")
        write_package(folder, package_of({"title": title}, folder))
    except OSError as error:
        raise FileError(f"'{folder}' cannot be written ({error.strerror}); name another folder") from None
    return folder


def example(table: Table) -> str:
    """The table as CSV: its header and its example row."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow(EXAMPLE[table.name])
    return text.getvalue()


def readme(title: str) -> str:
    """What the tables are and what each column wants, in Markdown."""
    return "\n".join(
        (
            f"# {title}",
            "",
            "A collection of events for Dateline. Each table has one row that is marked as an example: put your own in its place, then run",
            "`dateline check` with this folder. It names every cell that is wrong, and what to do. `title` in `datapackage.json` is the",
            "name that the page shows; `licenses` there is CC BY 4.0 until you change it.",
            "",
            "Files are CSV in UTF-8. A list in a cell is separated by `; `. Columns with * are required.",
            *(line for table in TABLES.values() for line in _explained(table)),
            "",
        )
    )


def _explained(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.file}{' (may be left out)' if table.optional else ''}", "", table.meaning, "")
    yield from ("| column | meaning | example |", "|---|---|---|")
    for column in table.columns:
        meaning = column.meaning + (f" ({column.unit})" if column.unit else "") + _choices(column)
        yield f"| {column.name}{' *' if column.required else ''} | {meaning} | {f'`{column.example}`' if column.example else ''} |"


def _choices(column: Column) -> str:
    told = "; ".join(f"`{name}`: {meaning}" for name, meaning in column.choices.items())
    return f". {'Roles' if column.kind == 'parties' else 'One of'}: {told}" if told else ""
