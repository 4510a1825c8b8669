"""The tables as the rules see them: the sound rows, found by id, with what there is to compare them with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dateline.checks.areas import Areas
from dateline.checks.copy import Copy
from dateline.checks.findings import Need, Record, Records, Said
from dateline.schema import COUNTED_BY, TABLES


class ApartError(Exception):
    """A rule asked for the rows of a table that are not looked at one by one."""


@dataclass(frozen=True)
class Tables:
    """All that a rule may look at."""

    all: Records
    """Every row, sound or not: for what rows there are, and for seals."""
    sound: Records
    copy: Copy | None = None
    areas: Areas | None = None
    package: Mapping[str, Any] = field(default_factory=dict)
    """The content of datapackage.json."""
    apart: frozenset[str] = frozenset()
    """The tables whose rows are too many to be looked at one by one."""

    def rows(self, name: str) -> tuple[Record, ...]:
        """The sound rows of a table. Raises `ApartError`."""
        return self._of(self.sound, name)

    def every(self, name: str) -> tuple[Record, ...]:
        """All rows of a table, sound or not. Raises `ApartError`."""
        return self._of(self.all, name)

    def _of(self, records: Records, name: str) -> tuple[Record, ...]:
        if name in self.apart:
            raise ApartError(name)
        return records.get(name, ())

    @cached_property
    def events(self) -> dict[str, Record]:
        """By id."""
        return {row["event_id"]: row for row in self.rows("events")}

    @cached_property
    def places(self) -> dict[str, Record]:
        """By id."""
        return {row["place_id"]: row for row in self.rows("places")}

    @cached_property
    def sources(self) -> dict[str, Record]:
        """By id."""
        return {row["source_id"]: row for row in self.rows("sources")}

    @cached_property
    def read(self) -> tuple[Record, ...]:
        """The events that somebody read from a text. In rows that a table of others gave nobody chose the words, the roles or the decimals,
        and what those say of one another is not asked. Raises `ApartError`."""
        tables = {source_id for source_id, row in self.sources.items() if row.cells.get("kind") in COUNTED_BY}
        return tuple(row for row in self.rows("events") if row["source_id"] not in tables)

    @cached_property
    def read_places(self) -> tuple[Record, ...]:
        """The places, but those that only rows of such tables name."""
        if "events" in self.apart:
            return self.rows("places")
        read = {place_id for row in self.read for place_id in row["places"]}
        taken = {place_id for row in self.rows("events") for place_id in row["places"]} - read
        return tuple(row for row in self.rows("places") if row["place_id"] not in taken)

    @cached_property
    def legs(self) -> dict[str, list[Record]]:
        """The events that are part of a trip, by the trip's id."""
        found: dict[str, list[Record]] = {}
        for row in self.rows("events"):
            if row["part_of"]:
                found.setdefault(row["part_of"], []).append(row)
        return found

    @cached_property
    def statements(self) -> dict[str, list[Record]]:
        """The events that speak about a claim, by the claim's id."""
        found: dict[str, list[Record]] = {}
        for row in self.rows("events"):
            if row["about"]:
                found.setdefault(row["about"], []).append(row)
        return found

    @cached_property
    def cited(self) -> frozenset[tuple[str, int]]:
        """Source and paragraph of every event, withheld ones too: what they are read from is read."""
        rows = self.every("events")
        return frozenset((row.values.get("source_id", ""), number) for row in rows for number in row.values.get("paragraphs", ()))

    @cached_property
    def withheld_events(self) -> tuple[Record, ...]:
        """The events that are not shown: what a rule misses may stand in one of them."""
        shown = {row.line for row in self.rows("events")}
        return tuple(row for row in self.every("events") if row.line not in shown)

    @cached_property
    def copied(self) -> Record | None:
        """The source that the copy is of: the one with its hash, else the only one that records a hash."""
        hashed = [row for row in self.rows("sources") if row["sha256"]]
        if self.copy is None:
            return None
        same = [row for row in hashed if row["sha256"] == self.copy.sha256]
        return same[0] if same else hashed[0] if len(hashed) == 1 else None

    def lacks(self, need: Need) -> bool:
        """Whether a rule that needs this cannot be run."""
        if need == "copy":
            return self.copy is None
        if need == "areas":
            return self.areas is None
        if need == "seals":
            return "seal" not in self.package and not any(row.cells.get("seal") for row in self.every("events"))
        return False

    def event_places(self, event: Record) -> list[Record]:
        """The rows of an event's places."""
        return [self.places[place_id] for place_id in event["places"]]


def say(table: str, row: Record | None, column: str, why: str, todo: str) -> Said:
    """A rule's word about a cell of a table."""
    return Said(TABLES[table].file, row, column, why, todo)
