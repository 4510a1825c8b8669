"""The rules that a collection is held to. Each says what is wrong, where, why, and what to do; all at once.

A row with a finding that *withholds* is not shown; it is counted and listed instead. All other findings are said and shown.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from dateline.checks import columns, dating, named_days, people, precision, relations, sealing, source, structure, whereabouts
from dateline.checks.areas import Areas
from dateline.checks.copy import Copy
from dateline.checks.findings import NOT_RUN, Finding, Ran, Record, Records, Report, Rule, Withheld
from dateline.checks.tables import ApartError, Tables
from dateline.parquet import ParquetFile
from dateline.rows import Sheet
from dateline.schema import TABLES

__all__ = ["RULES", "Finding", "Ran", "Record", "Records", "Report", "Rule", "Withheld", "check"]

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *dating.RULES,
    *relations.RULES,
    *people.RULES,
    *whereabouts.RULES,
    *precision.RULES,
    *source.RULES,
    *sealing.RULES,
)
"""Every rule there is, in the order in which they are told."""
_TOO_MANY = "the events are too many to be looked at one by one"
_ORDER = [*(table.file for table in TABLES.values()), "datapackage.json"]


def check(
    sheets: Mapping[str, Sheet],
    *,
    lost: Sequence[Finding] = (),
    package: Mapping[str, Any] | None = None,
    copy: Copy | None = None,
    areas: Areas | None = None,
    rules: Sequence[Rule] = RULES,
    events: ParquetFile | None = None,
) -> Report:
    """Run the rules over the sheets, by table name.

    `lost`: what was found of files that could not be read. `package`: the content of datapackage.json. Without `copy` (of the
    source) or `areas` (of countries) the rules that need them are reported as not run; with `events`, a file of very many rows, those
    that look at events one by one.
    """
    findings = list(lost)
    apart = frozenset({"events"} if events is not None else ())
    records: dict[str, tuple[Record, ...]] = {}
    for name, sheet in sheets.items():
        findings += structure.columns(TABLES[name], sheet)
        records[name] = tuple(structure.records(TABLES[name], sheet, findings))
    findings += structure.duplicate_ids(records)
    findings += structure.repeated_rows(records)
    known, held = structure.known_ids(records), None
    fallen: set[tuple[str, int]] = set()
    if events is not None:
        held = columns.hold(events, known, structure.lost_files(findings), Withheld(findings))
        findings += held.findings
        known["events.event_id"], fallen = held.lines({row.cells.get("event_id", "") for row in records.get("follow_ups", ())})
    broken, withheld = structure.references(records, findings, known, fallen)
    findings += broken
    sound = {name: withheld.sound(TABLES[name], rows) for name, rows in records.items()}
    tables = Tables(records, sound, copy, areas, package or {}, apart)
    # Where a whole table is lost, what the other rules would say of the rest is its echo.
    lost_file = next((one.file for one in findings if one.withholds and not one.line), "")
    ran = [_run(rule, tables, lost_file) for rule in rules]
    findings += chain.from_iterable(found for _, found in ran)
    named_days.forget()
    told = sorted(findings, key=lambda one: (_ORDER.index(one.file), one.line))
    return Report(records, tuple(told), withheld, tuple(one for one, _ in ran), held)


def _run(rule: Rule, tables: Tables, lost_file: str) -> tuple[Ran, list[Finding]]:
    """Run a rule: whether it could be, and what it finds."""
    try:
        why_not = _why_not(rule, tables, lost_file)
        return Ran(rule, why_not), [] if why_not else rule.findings(tables)
    except ApartError:
        return Ran(rule, _TOO_MANY), []


def _why_not(rule: Rule, tables: Tables, lost_file: str) -> str:
    """Why a rule is not run; empty where it is."""
    if rule.name == structure.GARBLED and tables.apart:
        return _TOO_MANY
    if lost_file and rule.look:
        return f"{lost_file} cannot be used"
    return NOT_RUN[rule.needs] if tables.lacks(rule.needs) else ""
