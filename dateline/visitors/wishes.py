"""What is asked of the process that reads a table, and what comes back: frozen, and of plain values, as both go between processes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dateline.checks import RULES, Finding, Ran
from dateline.collection import Collection, collection_in
from dateline.imports import Group, Proposal
from dateline.package import FILE
from dateline.shelf import PRIVATE

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wish:
    """A file, and what its reader says of it; equal ones have equal answers."""

    name: str
    content: bytes = field(repr=False)
    form: str = ""
    """Name of a format; empty: as it is recognised."""
    columns: Pairs = ()
    """Our field, their column; an empty column takes the field away."""
    order: str = ""
    """day-first, month-first."""
    systems: Pairs = ()
    """Our field, system of its country codes."""
    whole: bool = False
    """Convert every row, rather than only look at the file."""


@dataclass(frozen=True)
class Look:
    """What a file is taken to be."""

    kind: str
    unit: str
    """What a row of it is counted by: line, row, record."""
    header: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...]
    """The first few rows."""
    proposal: Proposal


@dataclass(frozen=True)
class Taken:
    """A table that was read, with what there is to say of its rows."""

    name: str
    account: str
    rows: int
    accepted: int
    warned: int
    withheld: int
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    findings: str
    """CSV; empty where there are none."""
    to_correct: str
    """CSV of the rows with findings."""
    files: Mapping[str, str]
    """The tables as the files of a collection, with their description."""
    told: tuple[Finding, ...]
    """What the checks say of them."""
    rules: Pairs
    """The names of those checks, and why one was not run."""

    @cached_property
    def collection(self) -> Collection:
        """The table as a collection: made of its text here, checked there."""
        files = {name: text.encode() for name, text in self.files.items()}
        made = collection_in(files, json.loads(files[FILE]), PRIVATE, linked=PRIVATE, rules=())
        known = {rule.name: rule for rule in RULES}
        return replace(made, findings=self.told, rules=tuple(Ran(known[name], why) for name, why in self.rules))


@dataclass(frozen=True)
class Stage:
    """What is being done now."""

    text: str


@dataclass(frozen=True)
class Refused:
    """Why a file is not taken, and what to do."""

    why: str


Answer = Stage | Refused | Look | Taken
