"""The columns of every table, once.

Readers, checks, the data dictionary, the blank template and `data/datapackage.json` all come from `TABLES`.
A cell is text; `kind` says what the text must be. Lists in a cell are separated by `; `.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "id", "edtf", "utc", "choice", "ids", "parties", "list", "numbers", "number", "integer", "country", "url"]

SEPARATOR = "; "

STATUSES = {
    "scheduled": "due, as the source states it",
    "under-way": "going on, as the source states it",
    "occurred": "has happened, as the source states it",
    "alleged": "somebody claims it",
    "assessed": "somebody judges it likely from evidence",
    "denied": "a claim that the source gives only through its denial",
}
COUNTED_BY = {f"table by {unit}": unit for unit in ("line", "row", "record")}
"""By the kind of a source: what its numbers of paragraphs count, where it is a table of others."""
CLAIMS = ("alleged", "assessed", "denied")
"""The statuses that are somebody's word, not the source's own."""

CATEGORIES = {
    "visit": "somebody goes to a country: trips and their legs",
    "talks": "parties meet",
    "statement": "somebody says, condemns, denies, assesses, announces or reports",
    "decision": "a designation, order or law",
    "launch": "a launch to orbit, with its preparation and failure",
    "missile-test": "a missile is tested",
    "arms-transfer": "arms or military help change hands",
    "military": "alert, exercise, deployment",
    "cyber": "theft or attack through computers",
    "observance": "a day that is kept",
    "other": "none of these, as in tables of others",
}
"""In the order of the lanes of the timeline."""

ROLES = {
    "host": "the event is in this country, or it receives",
    "visitor": "its people travel to another country",
    "participant": "takes part on equal terms",
    "actor": "does it",
    "target": "it is done to this country",
    "accuser": "makes the claim",
    "accused": "the claim is about it",
    "mentioned": "is only named; counts when asked for",
}
ACTING_ROLES = tuple(role for role in ROLES if role != "mentioned")

PRECISIONS = {
    "site": "a building, pad or airfield",
    "city": "a town, by its usual point",
    "region": "an area, by centre and radius",
    "country": "the country is all that is known; drawn as an area, never as a point",
}
STANCES = {"affirms": "the statement supports the claim", "denies": "the statement rejects the claim"}
CONFIDENCES = {
    "high": "two independent texts, or a text and a named record, agree",
    "medium": "one text, read without doubt",
    "low": "one text, and the reading is doubtful",
}
GRADES = {"A": "a maintained data set or an official list", "B": "a press or ministry report"}
CHANGES = {"added": "a new event", "changed": "a cell of it was corrected", "withdrawn": "taken out; its id is never used again"}


@dataclass(frozen=True)
class Column:
    """One column of one table."""

    name: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    example: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Allowed values with their meaning, for `choice` columns (and roles, for `parties`)."""
    refers_to: str = ""
    """`table.column` that the ids in this cell must exist in."""
    unit: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One file of a collection."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str = ""
    """The column whose values are unique; empty where rows have no name of their own."""
    optional: bool = False
    """A collection may leave the file out."""

    @property
    def file(self) -> str:
        """Its file, and what the checks call it."""
        return f"{self.name}.csv"

    @property
    def parquet(self) -> str:
        """The file of a long table."""
        return f"{self.name}.parquet"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_EVENTS = Table(
    "events",
    "What happened, is due, is claimed or is denied, as the source states it.",
    (
        Column("event_id", "permanent name, kebab-case, never used for another event", "id", True, "kor-spy-satellite-launch-planned"),
        Column(
            "title", "what it is, in a few words of our own", required=True, example="South Korea plans to launch its first spy satellite"
        ),
        Column("summary", "one or two sentences of our own that say what the source states", required=True),
        Column("when", "the event's time in EDTF (ISO 8601-2), local day of its place", "edtf", True, "2023-11-30"),
        Column("when_basis", "how the date was read", required=True, example="the day is printed; the year is that of the source"),
        Column("printed", "the words for date and names as they stand in the source", "list", example="Nov 30; Vandenberg"),
        Column("utc", "clock time in UTC, where the source gives one", "utc", example="2023-12-01T18:19Z"),
        Column("status", "what the source says of it", "choice", True, "scheduled", STATUSES),
        Column("category", "what sort of event it is", "choice", True, "launch", CATEGORIES),
        Column(
            "countries",
            "countries with their roles, CODE:role, ISO 3166-1 alpha-3; empty where the source names none",
            "parties",
            example="KOR:actor; USA:host",
            choices=ROLES,
        ),
        Column("people", "names of persons, as usual in English", "list", example="Antony Blinken"),
        Column(
            "places",
            "where; several make a route in this order; empty where the source names none",
            "ids",
            example="seoul",
            refers_to="places.place_id",
        ),
        Column("part_of", "the trip that a leg belongs to", "id", refers_to="events.event_id"),
        Column("about", "the claim that a statement affirms or denies", "id", refers_to="events.event_id"),
        Column("stance", "what the statement does with the claim in `about`", "choice", choices=STANCES),
        Column("source_id", "where it is read", "id", True, refers_to="sources.source_id"),
        Column("paragraphs", "numbers of the paragraphs; the title is 0", "numbers", True, "9"),
        Column("confidence", "how sure the reading is", "choice", True, "medium", CONFIDENCES),
        Column("checked_on", "day on which the row was last compared with the source", "edtf", example="2026-11-23"),
        Column("check_note", "what the check found worth saying"),
        Column("seal", "short hash of the row's cells when it was checked"),
    ),
    key="event_id",
)
_PLACES = Table(
    "places",
    "Where events are, and how exactly that is known.",
    (
        Column("place_id", "permanent name, kebab-case", "id", True, "seoul"),
        Column("name", "as usual in English", required=True, example="Seoul"),
        Column("country", "ISO 3166-1 alpha-3; empty for the high seas and for regions of several countries", "country", example="KOR"),
        Column("latitude", "north positive", "number", True, "37.57", unit="degrees", low=-90, high=90),
        Column("longitude", "east positive", "number", True, "126.98", unit="degrees", low=-180, high=180),
        Column("precision", "what the point stands for", "choice", True, "city", PRECISIONS),
        Column("radius_km", "how far the place may reach from its point", "number", True, "15", unit="km", low=0, high=10000),
        Column("basis", "where the coordinates come from", required=True, example="GeoNames 1835848"),
    ),
    key="place_id",
)
_SOURCES = Table(
    "sources",
    "What the events and follow-ups are read from.",
    (
        Column("source_id", "permanent name, kebab-case", "id", True),
        Column("title", "title of the source", required=True),
        Column("publisher", "who published it; empty where it does not say"),
        Column("published", "when, in EDTF; a span where the day is not known", "edtf", True),
        Column("published_basis", "how the date of publication is known", required=True),
        Column("url", "address, where there is one", "url"),
        Column("archive_url", "address of an archived copy", "url"),
        Column("kind", "article, data set, report ...", required=True),
        Column("paragraphs", "number of paragraphs, title not counted", "integer", low=0, high=100000),
        Column("sha256", "of the copy that was read"),
        Column("note", "what a reader must know about it"),
    ),
    key="source_id",
)
_READINGS = Table(
    "readings",
    "Doubtful passages of a source, and how they were read.",
    (
        Column("source_id", "the source", "id", True, refers_to="sources.source_id"),
        Column("paragraph", "its number; the title is 0", "integer", True, low=0, high=100000),
        Column("printed", "a few words as printed", required=True),
        Column("read_as", "what they are taken to mean", required=True),
        Column("basis", "why", required=True),
    ),
    optional=True,
)
_PARAGRAPHS = Table(
    "paragraphs",
    "What each paragraph of a source is about, in our own words; which events are read from it stands with the events.",
    (
        Column("source_id", "the source", "id", True, refers_to="sources.source_id"),
        Column("paragraph", "its number; the title is 0", "integer", True, low=0, high=100000),
        Column("says", "what it is about, in our own words", required=True),
        Column("left_out", "what in it is no event, and why"),
    ),
    optional=True,
)
_FOLLOW_UPS = Table(
    "follow_ups",
    "What later became known of an event, from another source; never part of the event.",
    (
        Column("event_id", "the event", "id", True, refers_to="events.event_id"),
        Column("when", "local day at the place, EDTF", "edtf", True),
        Column("utc", "clock time in UTC, where known", "utc"),
        Column("place_id", "where, if it differs or the event names none", "id", refers_to="places.place_id"),
        Column("fact", "what became known, in our own words", required=True),
        Column(
            "outcome_of",
            "is it the outcome of the plan?",
            "choice",
            True,
            "yes",
            {"yes": "the plan's outcome", "no": "something else about it"},
        ),
        Column("record", "what in the source says so", required=True),
        Column("grade", "what kind of record", "choice", True, "A", GRADES),
        Column("source_id", "the record's source", "id", True, refers_to="sources.source_id"),
        Column("checked_on", "day on which the row was last compared with the record itself", "edtf"),
    ),
    optional=True,
)
_CHANGES = Table(
    "changes",
    "What was added, corrected or withdrawn, and why.",
    (
        Column("date", "day of the change", "edtf", True),
        Column("event_id", "the event; a withdrawn one is in no other table", "id", True),
        Column("what", "what was done", "choice", True, "changed", CHANGES),
        Column("why", "the reason", required=True),
    ),
    optional=True,
)

TABLES: dict[str, Table] = {table.name: table for table in (_EVENTS, _PLACES, _SOURCES, _PARAGRAPHS, _READINGS, _FOLLOW_UPS, _CHANGES)}

_FRICTIONLESS = {"number": "number", "integer": "integer"}


def datapackage(name: str, title: str, description: str, licences: list[dict[str, str]]) -> dict[str, object]:
    """The tables as a Frictionless Data Package (https://datapackage.org), so that others can validate them with their own tools."""
    return {
        "name": name,
        "title": title,
        "description": description,
        "licenses": licences,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [table.key]
    return {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "title": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.choices and column.kind == "choice":
        constraints["enum"] = list(column.choices)
    if column.low is not None:
        constraints["minimum"] = column.low
    if column.high is not None:
        constraints["maximum"] = column.high
    described: dict[str, object] = {"name": column.name, "type": _FRICTIONLESS.get(column.kind, "string"), "description": column.meaning}
    if column.example:
        described["example"] = column.example
    return {**described, "constraints": constraints} if constraints else described
