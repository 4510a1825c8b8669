"""Rows of others -> tables of Dateline. Every row is accepted, accepted with a warning, or withheld; the three add up."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.checks.findings import Finding
from dateline.imports.foreign import Foreign, Row
from dateline.imports.form import Cells, Format
from dateline.imports.places import Places
from dateline.imports.plain import LONGEST_TITLE, has_html, kebab, listed, plain
from dateline.imports.proposal import Proposal
from dateline.imports.registry import FORMATS
from dateline.imports.row_reading import Say, Time, time_of, where_of, who_of
from dateline.imports.source import source_row
from dateline.imports.times import TimeError
from dateline.schema import SEPARATOR, STATUSES, TABLES

Cell = dict[str, str]
_MOST_LINES = 12
"""Lines that a group of findings names one by one."""
_MOST_PARTS = 40
"""Payloads or the like that a joined event names."""
UNPLACED = ("event_id", "name", "area", "country")
"""Columns of unplaced.csv: names of places that have no coordinates yet."""


@dataclass(frozen=True)
class Group:
    """Findings that say the same of a column: one of them, how many, and where."""

    finding: Finding
    count: int
    lines: tuple[int, ...]
    """The first dozen."""
    values: tuple[str, ...]
    """The first few different ones."""

    def __str__(self) -> str:
        if self.count == 1:
            return str(self.finding)
        where = ", ".join(map(str, self.lines)) + (" …" if self.count > len(self.lines) else "")
        shown = ", ".join(f"'{value[:40]}'" for value in self.values if value)
        what = f", {self.finding.column}" if self.finding.column else ""
        why = f"{self.finding.why}; {self.finding.todo} [{self.finding.rule}]"
        return f"{self.count:,} rows{what}{f' ({shown})' if shown else ''}: {why} (lines {where})"


@dataclass(frozen=True)
class Imported:
    """What came of a file: tables in Dateline's schema as text, and what there is to say of each row."""

    foreign: Foreign
    proposal: Proposal
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    """Table name -> rows of cells, in the order of the columns of `dateline.schema.TABLES`; without header."""
    rows: int
    accepted: int
    """Without a word; accepted + warned + withheld = rows."""
    warned: int
    withheld: int
    joined: int
    """Rows among them that went into the event of another row."""
    findings: tuple[Finding, ...]
    """In the order of the lines; `withholds` says which keep their row out."""
    notes: tuple[str, ...]
    """What holds of the file as a whole."""
    unplaced: tuple[tuple[str, ...], ...]
    """`UNPLACED`: names of places without coordinates."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The findings, those that say the same together; the most frequent first, what withholds before what warns."""
        return grouped(self.findings)

    @property
    def account(self) -> str:
        """The sum in words."""
        joined = f" {self.joined:,} of them are part of the event of another row." if self.joined else ""
        return (
            f"{self.rows:,} rows: {self.accepted:,} accepted, {self.warned:,} accepted with a warning, {self.withheld:,} withheld;"
            f" {len(self.tables['events']):,} events.{joined}"
        )

    def to_fill_in(self) -> str:
        """The rows with findings as CSV, with their line and what is said of each: correct them there, and import them again."""
        said: dict[int, list[str]] = {}
        for one in self.findings:
            said.setdefault(one.line, []).append(f"{f'{one.column}: ' if one.column else ''}{one.why}; {one.todo}")
        rows = (row for row in self.foreign.rows if row.line in said)
        table = (
            [*row.cells[: len(self.foreign.header)], *_padding(row, self.foreign), str(row.line), " | ".join(said[row.line])]
            for row in rows
        )
        return as_csv([*self.foreign.header, "dateline_line", "dateline_says"], table)

    def findings_csv(self) -> str:
        """Every finding as CSV: line, column, value, why, what to do, rule, withheld."""
        table = ([str(f.line), f.column, f.value, f.why, f.todo, f.rule, "yes" if f.withholds else "no"] for f in self.findings)
        return as_csv(["line", "column", "value", "why", "what_to_do", "rule", "withheld"], table)


def _padding(row: Row, foreign: Foreign) -> list[str]:
    return [""] * (len(foreign.header) - len(row.cells))


def as_csv(header: Sequence[str], rows: Iterator[list[str]] | Sequence[Sequence[str]]) -> str:
    """A table as CSV with LF line ends. A cell that a spreadsheet would run is left as it is: it must come back unchanged."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue()


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Findings with the same rule, column, reason and advice together."""
    found: dict[tuple[str, str, str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.column, one.why, one.todo), []).append(one)
    groups = [
        Group(many[0], len(many), tuple(one.line for one in many[:_MOST_LINES]), tuple(dict.fromkeys(one.value for one in many[:200]))[:5])
        for many in found.values()
    ]
    return tuple(sorted(groups, key=lambda group: (not group.finding.withholds, -group.count)))


@dataclass
class _Work:
    """What is made so far."""

    foreign: Foreign
    proposal: Proposal
    form: Format
    findings: list[Finding] = field(default_factory=list)
    events: dict[str, Cell] = field(default_factory=dict)
    by_key: dict[str, str] = field(default_factory=dict)
    """What joins rows -> the event that they are part of."""
    places: Places = field(default_factory=Places)
    unplaced: list[tuple[str, ...]] = field(default_factory=list)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)
    joined: int = 0

    def say(self, row: Row, rule: str, column: str, value: str, why: str, todo: str, *, withholds: bool = False) -> None:
        named = self.proposal.columns.get(column, column)
        self.findings.append(Finding(rule, self.foreign.name, row.line, named, value[:200], why, todo, withholds))
        if withholds:
            self.withheld.add(row.line)


def convert(foreign: Foreign, proposal: Proposal) -> Imported:
    """The tables of a file, read as the proposal says. Nothing is guessed: a row whose day and month cannot be told apart is withheld."""
    form = FORMATS[proposal.format]
    work = _Work(foreign, proposal, form)
    at = {name: foreign.column(column) for name, column in proposal.columns.items()}
    columns = {name.lower(): index for index, name in enumerate(foreign.header)}
    for row in foreign.rows:
        _take(work, row, Cells(at, columns, row.cells))
    warned = {one.line for one in work.findings} - work.withheld
    source = source_row(foreign, form, [event["when"] for event in work.events.values()])
    rows = {"events": list(work.events.values()), "places": work.places.rows, "sources": [source]}
    for event in rows["events"]:
        event["source_id"] = source["source_id"]
    return Imported(
        foreign=foreign,
        proposal=proposal,
        tables={name: tuple(tuple(row.get(column, "") for column in TABLES[name].names) for row in table) for name, table in rows.items()},
        rows=len(foreign.rows),
        accepted=len(foreign.rows) - len(warned) - len(work.withheld),
        warned=len(warned),
        withheld=len(work.withheld),
        joined=work.joined,
        findings=tuple(work.findings),
        notes=tuple(_notes(work)),
        unplaced=tuple(work.unplaced),
    )


def _notes(work: _Work) -> Iterator[str]:
    for odd in work.foreign.oddities:
        yield f"{f'{work.foreign.unit} {odd.line}: ' if odd.line else ''}{odd.why}; {odd.todo}"
    if work.joined:
        yield f"{work.joined:,} rows share the {work.proposal.columns['id']} of another row, and are one event with it"
    if not {"latitude", "point"} & work.proposal.columns.keys():
        yield "the file has no coordinates: names of places are kept, and `dateline places` proposes where they are"
    if not work.proposal.codes:
        yield "the file names no countries"


def _take(work: _Work, row: Row, cells: Cells) -> None:
    """One row: into an event, or withheld."""
    extra = [cell for cell in row.cells[len(work.foreign.header) :] if cell.strip()]
    if extra:
        why, todo = "has more cells than there are columns", "put cells that hold the separator in quotation marks"
        work.say(row, "row-width", "", extra[0], why, todo, withholds=True)
        return
    why = work.form.aside(cells)
    before = work.seen.setdefault(row.cells, row.line)
    if why or before != row.line:
        rule, todo = ("no-event", "nothing, unless it is one") if why else ("row-twice", "delete one of them")
        work.say(row, rule, "", "", why or f"is the same as {work.foreign.unit} {before}, cell by cell", todo, withholds=True)
        return

    def say(rule: str, column: str, value: str, why: str, todo: str) -> None:
        work.say(row, rule, column, value, why, todo)

    try:
        time = time_of(cells, work.form, work.proposal, say)
    except TimeError as error:
        column = "start" if "start" in work.proposal.columns else "year"
        work.say(row, error.rule, column, cells[column], error.why, error.todo, withholds=True)
        return
    key = cells["id"] if work.form.together else ""
    if key and key in work.by_key:
        _join(work, row, cells, work.events[work.by_key[key]], time, say)
    else:
        _event(work, row, cells, time, key, say)


def _event(work: _Work, row: Row, cells: Cells, time: Time, key: str, say: Say) -> None:
    form = work.form
    who = who_of(cells, form, work.proposal, say)
    where, unplaced = where_of(cells, form, who.place_country, say)
    if not where and {"latitude", "point"} & work.proposal.columns.keys() and not (cells["latitude"] or cells["point"]):
        todo = "give them, or let `dateline places` propose some for the name" if unplaced else "give them, if the place is known"
        say("coordinates-empty", "latitude" if "latitude" in work.proposal.columns else "point", "", "has no coordinates", todo)
    for name in ("title", "text"):
        if has_html(cells[name]):
            say("html", name, cells[name], "holds HTML, which was taken away", "nothing, if the text is still right")
    title = plain(form.titled(cells), LONGEST_TITLE) or _untitled(time, unplaced or (where[0].name if where else ""))
    event_id = _event_id(work, row, cells, title, say)
    if key:
        work.by_key[key] = event_id
    place_ids = list(dict.fromkeys(work.places.id_of(one) for one in where))
    names = [one.name for one in where] or [unplaced]
    work.events[event_id] = {
        "event_id": event_id, "title": title, "summary": plain(form.told(cells)) or title, "when": time.when, "when_basis": time.basis,
        "printed": SEPARATOR.join(filter(None, [time.printed, *(listed(name)[:200] for name in names)])), "utc": time.utc,
        "status": cells["status"] if cells["status"] in STATUSES else "occurred", "category": form.category(cells),
        "countries": _parties(who.parties), "people": SEPARATOR.join(filter(None, (plain(one) for one in cells["people"].split(";")))),
        "places": SEPARATOR.join(place_ids), "paragraphs": str(row.line), "confidence": "low" if form.doubtful(cells) else "medium",
        "check_note": f"The table has it from: {link}" if (link := plain(cells["link"], 500)) else "",
    }  # fmt: skip
    for town in form.towns(unplaced) if unplaced else ():
        work.unplaced.append((event_id, town, plain(cells["area"], 200), who.place_country))


def _untitled(time: Time, place: str) -> str:
    return f"{place}, {time.printed}" if place else f"Event of {time.printed}"


def _parties(parties: Mapping[tuple[str, str], None]) -> str:
    return SEPARATOR.join(f"{code}:{role}" for code, role in parties)


def _event_id(work: _Work, row: Row, cells: Cells, title: str, say: Say) -> str:
    given = kebab(cells["id"].removesuffix(".0"))
    own = given if work.form.name == "dateline" else f"{work.form.name}-{given}" if given else ""
    event_id = own or kebab(title) or f"row-{row.line}"
    if event_id not in work.events:
        return event_id
    if own:
        say(
            "id-twice",
            "id",
            cells["id"],
            "another row has the same id; this one has got a number behind it",
            "give each row an id of its own",
        )
    return f"{event_id}-{row.line}"


def _join(work: _Work, row: Row, cells: Cells, event: Cell, time: Time, say: Say) -> None:
    """A further row of an event: its countries, its line and its name are added."""
    work.joined += 1
    if time.when != event["when"]:
        say(
            "dates-differ",
            "start",
            cells["start"],
            f"another row of the same event has {event['when']}, which was kept",
            "correct one of them",
        )
    who = who_of(cells, work.form, work.proposal, say)
    had = event["countries"].split(SEPARATOR) if event["countries"] else []
    named = {party.split(":")[0] for party in had}
    event["countries"] = SEPARATOR.join(dict.fromkeys([*had, *(f"{code}:{role}" for code, role in who.parties if code not in named)]))
    event["paragraphs"] += f"{SEPARATOR}{row.line}"
    name = next((plain(one, 80) for one in (cells.at("plname"), cells.at("name")) if one not in ("", "-")), "")
    parts = event["paragraphs"].count(SEPARATOR)
    if name and parts <= _MOST_PARTS:
        event["summary"] += f" With {name}." if parts == 1 else f" {name}."
