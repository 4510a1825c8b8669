"""Seals: rows are as they were when they were checked. A finding here says that something changed, not that it is wrong."""

from collections.abc import Iterator

from dateline.checks.findings import Rule, Said
from dateline.checks.tables import Tables
from dateline.schema import TABLES
from dateline.seals import folder_seal, seal_state, sealed_tables

_PACKAGE = "datapackage.json"


def _changed(tables: Tables) -> Iterator[Said]:
    for row in tables.every("events"):
        state = seal_state(row.cells)
        todo = f"compare the row with its source, then: dateline seal {row.cells.get('event_id', '')}"
        if state == "changed":
            yield Said(TABLES["events"].file, row, "event_id", "changed since it was checked", todo)
        elif state == "never":
            yield Said(TABLES["events"].file, row, "event_id", "carries no seal: not checked yet", todo)


def _sealed_without_day(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        if row["seal"] and not row["checked_on"]:
            yield Said(TABLES["events"].file, row, "checked_on", "is empty, and the row is sealed", "give the day of the check")


def _folder_changed(tables: Tables) -> Iterator[Said]:
    then = tables.package.get("seal")
    now = folder_seal({name: [row.cells for row in tables.every(name)] for name in (*tables.all, *tables.apart)})
    if then == now:
        return
    before, after = sealed_tables(then), sealed_tables(now)
    names = [name for name in TABLES if before.get(name) != after.get(name)]
    told = "; ".join(f"{TABLES[name].file} ({_rows(before.get(name))} then, {_rows(after.get(name))} now)" for name in names)
    why = f"rows are not those that were sealed: {told}" if then else "holds no seal over all tables"
    yield Said(_PACKAGE, None, "seal", why, "look at what changed, then seal an event anew: its seal takes in all tables")


def _rows(one: object) -> str:
    return f"{one.get('rows')} rows" if isinstance(one, dict) else "no file"


RULES = (
    Rule("changed-since-checked", "each event is as it was when it was checked", "seal", _changed, "seals"),
    Rule("sealed-without-day", "a sealed event has the day of its check", "meaning", _sealed_without_day),
    Rule("tables-changed", "all tables have the rows that were sealed", "seal", _folder_changed, "seals"),
)
"""What notices a change."""
