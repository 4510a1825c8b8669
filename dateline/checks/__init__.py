"""The rules that a collection is held to. Each says what is wrong, where, why, and what to do; all at once.

A row with a finding that *withholds* is not shown; it is counted and listed instead. All other findings are said and shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.checks import dating, people, precision, relations, sealing, source, structure, whereabouts
from dateline.checks.areas import Areas
from dateline.checks.copy import Copy
from dateline.checks.findings import NOT_RUN, Finding, Ran, Record, Records, Report, Rule, Withheld
from dateline.checks.tables import Tables
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
_ORDER = [*(table.file for table in TABLES.values()), "datapackage.json"]


def check(
    sheets: Mapping[str, Sheet],
    *,
    lost: Sequence[Finding] = (),
    package: Mapping[str, Any] | None = None,
    copy: Copy | None = None,
    areas: Areas | None = None,
    rules: Sequence[Rule] = RULES,
) -> Report:
    """Run the rules over the sheets, by table name.

    `lost`: what was found of files that could not be read. `package`: the content of datapackage.json. Without `copy` (of the
    source) or `areas` (of countries) the rules that need them are reported as not run.
    """
    findings = list(lost)
    records: dict[str, tuple[Record, ...]] = {}
    for name, sheet in sheets.items():
        findings += structure.columns(TABLES[name], sheet)
        records[name] = tuple(structure.records(TABLES[name], sheet, findings))
    findings += structure.duplicate_ids(records)
    findings += structure.repeated_rows(records)
    broken, withheld = structure.references(records, findings)
    findings += broken
    sound = {name: withheld.sound(TABLES[name], rows) for name, rows in records.items()}
    tables = Tables(records, sound, copy, areas, package or {})
    # Where a whole table is lost, what the other rules would say of the rest is its echo.
    lost_file = next((one.file for one in findings if one.withholds and not one.line), "")
    ran = tuple(Ran(rule, _why_not(rule, tables, lost_file)) for rule in rules)
    for one in ran:
        if not one.why_not:
            findings += one.rule.findings(tables)
    return Report(records, tuple(sorted(findings, key=lambda one: (_ORDER.index(one.file), one.line))), withheld, ran)


def _why_not(rule: Rule, tables: Tables, lost_file: str) -> str:
    """Why a rule is not run; empty where it is."""
    if lost_file and rule.look:
        return f"{lost_file} cannot be used"
    return NOT_RUN[rule.needs] if tables.lacks(rule.needs) else ""
