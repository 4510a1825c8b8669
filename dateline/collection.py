"""Read a folder of tables into a `Collection`: what is sound, what is withheld and why.

Narwhals frames hold what selections are computed from, so that any engine can stand below them; whole events are made one at a time.
"""

import gc
import hashlib
from collections.abc import Collection as SizedIterable
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.checks import RULES, Finding, Ran, Record, Report, Rule, check
from dateline.checks.areas import Areas
from dateline.checks.copy import Copy
from dateline.entries import Change, Event, FollowUp, Lost, Paragraph, Place, Reading, Source
from dateline.errors import CollectionError
from dateline.event_rows import EventRows, Frame, Rows, normalised
from dateline.held_rows import HeldRows
from dateline.kept import Kept
from dateline.numbered import Named, named
from dateline.package import read_package, terms, title_of
from dateline.rows import SheetError, sheet_of
from dateline.schema import ACTING_ROLES, TABLES
from dateline.seals import SealState
from dateline.table_files import fingerprint_of, path_of, tables_of, unreadable

__all__ = ["Collection", "Frame", "collection_in", "normalised", "read_collection"]


_MOST_KEPT, _FEWEST_KEPT, _ROWS_KEPT = 256, 4, 1_000_000
"""Judgements that are kept for those who ask for the same view: many of a short table, few of a long one, for each holds rows anew."""


@dataclass(frozen=True)
class Collection:
    """One folder of tables, read and checked.

    `events`: one row an event in time order (row, event_id, s1, s2, e1, e2, anchor in days, shape, status, category,
    place_class); `anchor` is the day that stands for the event.
    `parties`: row, country, role; `spots`: row, place_id, latitude, longitude.
    """

    name: str
    linked: str
    """What links call it; empty for the one that a link without a name shows."""
    title: str
    events: Frame
    parties: Frame
    spots: Frame
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    paragraphs: tuple[Paragraph, ...]
    readings: tuple[Reading, ...]
    follow_ups: tuple[FollowUp, ...]
    """By event, in time order."""
    changes: tuple[Change, ...]
    """What was added, corrected and withdrawn, as the file has it."""
    terms: str
    """The licences of the tables, each with its address; empty where datapackage.json names none."""
    findings: tuple[Finding, ...]
    """All that the checks say, in file order."""
    rules: tuple[Ran, ...]
    """Every rule, and why it was not run where it was not."""
    rows_in_file: int
    fingerprint: str
    """Short hash over all its files; changes with any byte of them."""
    files: tuple[str, ...]
    """The names of its tables' files, that of the events first."""
    _rows: Rows = field(repr=False)
    waiting: str = ""
    """Why newer files of it are not shown; empty where these are the newest."""

    @property
    def file(self) -> str:
        """The name of the file that the events are in."""
        return self.files[0]

    @property
    def lost(self) -> SizedIterable[Lost]:
        """The rows of the event table that are not shown because of a finding, in file order."""
        return self._rows.lost

    @cached_property
    def judgements(self) -> Kept[tuple[Frame, Kept[Any]]]:
        """Its events as they were judged, with what was counted of them, by what was chosen; they go with the collection."""
        return Kept(max(_FEWEST_KEPT, min(_MOST_KEPT, _ROWS_KEPT // max(1, len(self.events)))))

    @cached_property
    def countries_named(self) -> Named:
        """Who is named: an entry for each row of `parties`."""
        return named(self.parties, "country")

    @cached_property
    def roles_named(self) -> Named:
        """In which role: entry by entry beside `countries_named`."""
        return named(self.parties, "role")

    @cached_property
    def acting(self) -> Named:
        """Each country of a row once that takes part, whatever its roles but *mentioned*."""
        return self.countries_named.where(self.roles_named.naming(ACTING_ROLES)).once()

    @cached_property
    def places_named(self) -> Named:
        """Each place of a row once."""
        return named(self.spots, "place_id").once()

    @cached_property
    def words(self) -> Frame:
        """row, and the words that the search looks into; made when something is searched for the first time."""
        return self._rows.words()

    @cached_property
    def damage(self) -> tuple[Finding, ...]:
        """The findings that withhold rows; the others are said and withhold nothing."""
        return tuple(finding for finding in self.findings if finding.withholds)

    @cached_property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that withhold nothing."""
        return tuple(finding for finding in self.findings if not finding.withholds)

    def is_sealed(self, event_id: str) -> bool:
        """Whether the event is as it was when it was checked."""
        return self.seal_of(event_id) == "sealed"

    def seal_of(self, event_id: str) -> SealState:
        """sealed: as it was when it was checked · changed: not so · never: it carries no seal."""
        return self._rows.seal_of(event_id)

    @property
    def sealed(self) -> int | None:
        """How many events are as they were when they were checked; None where not all were compared."""
        return self._rows.sealed

    @property
    def withheld(self) -> int:
        """Rows of the event table that are not shown because of a finding."""
        return self.rows_in_file - len(self._rows)

    def damage_of(self, lost: Lost) -> tuple[Finding, ...]:
        """Why this row is withheld: its own findings, else those by which whole tables are lost."""
        of_row = tuple(replace(one, file=self.file) for one in self._rows.damage_of(lost))
        return of_row or tuple(one for one in self.damage if not one.line)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The codes that its events name, sorted."""
        return self._rows.countries

    @cached_property
    def source(self) -> Source | None:
        """The source that most events are read from."""
        return self.sources.get(self._rows.main_source)

    @cached_property
    def _known(self) -> dict[str, list[FollowUp]]:
        found: dict[str, list[FollowUp]] = {}
        for follow_up in self.follow_ups:
            found.setdefault(follow_up.event_id, []).append(follow_up)
        return found

    def known(self, event_id: str) -> tuple[FollowUp, ...]:
        """What became known of this event, in time order."""
        return tuple(self._known.get(event_id, ()))

    @cached_property
    def checked_on(self) -> str:
        """The last day on which a row was compared with its source, ISO 8601; empty where none was."""
        return self._rows.checked_on

    def referring(self, event_id: str) -> tuple[Event, ...]:
        """The events that are part of this one or about it, in time order."""
        return self.at(self._rows.referring(event_id))

    def event(self, event_id: str) -> Event | None:
        """The event of that id; None where there is none."""
        row = self._rows.row_of(event_id)
        return None if row is None else self.at((row,))[0]

    def at(self, rows: Iterable[int]) -> tuple[Event, ...]:
        """The events of these rows of `events`."""
        return self._rows.at(rows)


def read_collection(folder: Path, *, linked: str = "", copy: Copy | None = None, areas: Areas | None = None) -> Collection:
    """Read and check a folder. Raises `CollectionError` where there is no such folder or no event table in it.

    A damaged table gives findings; what is sound is there all the same. `copy` (of the source) and `areas` (of countries) are what
    some rules compare with; without them those rules are not run, and `rules` says so. `linked`: what links call the collection.
    """
    if not folder.is_dir():
        raise CollectionError(
            f"there is no folder '{folder}'; name a folder that holds {TABLES['events'].file}, places.csv and sources.csv"
        )
    with _no_search_for_cycles():
        return _read(folder, linked, copy, areas)


def collection_in(
    files: Mapping[str, bytes],
    package: Mapping[str, Any],
    name: str,
    *,
    linked: str = "",
    areas: Areas | None = None,
    rules: Sequence[Rule] = RULES,
) -> Collection:
    """As `read_collection`, of tables that lie in no folder: what would stand in their files, by the files' names. Raises `TableError`.

    `rules`: those that are run besides what is looked after while cells are read; fewer for tables that were checked before.
    """
    sheets = {table.name: sheet_of(table.file, files[table.file]) for table in TABLES.values() if table.file in files}
    digest = hashlib.sha256(b"\0".join(files.values())).hexdigest()[:12]
    with _no_search_for_cycles():
        report = check(sheets, package=package, areas=areas, rules=rules)
        return _made(report, package, name, linked, {table.file: table.file for table in TABLES.values()}, digest)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """A long table makes millions of small things at once, none of them in a cycle: to look for cycles meanwhile takes a quarter more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(folder: Path, linked: str, copy: Copy | None, areas: Areas | None) -> Collection:
    sheets, lost, long = tables_of(folder)
    package = read_package(folder)
    try:
        report = check(sheets, lost=lost, package=package, copy=copy, areas=areas, events=long)
    except SheetError as error:  # of a column of the long table: nothing of it can be used
        report = check(sheets, lost=(*lost, unreadable(TABLES["events"], error)), package=package, copy=copy, areas=areas)
    files = {table.file: path_of(folder, table).name for table in TABLES.values()}
    return _made(report, package, folder.resolve().name, linked, files, fingerprint_of(folder))


def _made(report: Report, package: Mapping[str, Any], name: str, linked: str, files: Mapping[str, str], fingerprint: str) -> Collection:
    sound = report.sound
    places = {str(row.values["place_id"]): Place(**row.values) for row in sound.get("places", ())}
    sources = {str(row.values["source_id"]): Source(**row.values) for row in sound.get("sources", ())}
    rows = _rows(report, places, sources)
    return Collection(
        name=name,
        linked=linked,
        title=title_of(package) or name,
        events=rows.events(),
        parties=rows.parties(),
        spots=rows.spots(),
        places=places,
        sources=sources,
        paragraphs=tuple(Paragraph(**row.values) for row in sound.get("paragraphs", ())),
        readings=tuple(Reading(**row.values) for row in sound.get("readings", ())),
        follow_ups=_follow_ups(sound.get("follow_ups", ()), places, sources),
        changes=tuple(Change(**row.values) for row in sound.get("changes", ())),
        terms=terms(package),
        findings=tuple(_as_filed(one, files) for one in report.findings),
        rules=report.rules,
        rows_in_file=len(rows) + len(rows.lost),
        fingerprint=fingerprint,
        files=tuple(files.values()),
        _rows=rows,
    )


def _rows(report: Report, places: Mapping[str, Place], sources: Mapping[str, Source]) -> Rows:
    if report.held is not None:
        return HeldRows(report.held, places, sources)
    withheld = (row for row in report.records.get("events", ()) if (TABLES["events"], row.line) in report.withheld)
    return EventRows(report.sound.get("events", ()), places, sources, withheld, report.findings)


def _as_filed(finding: Finding, files: Mapping[str, str]) -> Finding:
    """With the names of the files as they are: the checks know tables by those that they have in CSV."""
    if files.get(finding.file, finding.file) == finding.file and not any(name in finding.why + finding.todo for name in files):
        return finding
    why, todo = finding.why, finding.todo
    for name, own in files.items():
        why, todo = why.replace(name, own), todo.replace(name, own)
    return replace(finding, file=files.get(finding.file, finding.file), why=why, todo=todo)


def _follow_ups(rows: Iterable[Record], places: Mapping[str, Place], sources: Mapping[str, Source]) -> tuple[FollowUp, ...]:
    made = []
    for row in rows:
        values = dict(row.values)
        place, source = places.get(values.pop("place_id")), sources[values.pop("source_id")]
        values |= {"is_outcome": values.pop("outcome_of") == "yes", "checked_on": row.cells.get("checked_on", "")}
        made.append(FollowUp(**values, place=place, source=source))
    return tuple(sorted(made, key=lambda one: (one.event_id, one.when.s2, one.when.e2, one.fact)))
