"""Seals: short hashes by which a change since the last check is noticed.

A seal says that cells are the same as they were. It proves nothing about what they say, nor who checked them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

from dateline.schema import TABLES

SealState = Literal["sealed", "changed", "never"]
LENGTH = 12
"""Hexadecimal digits: enough that no slip of the hand hits the same one; the folder's git history keeps out more than slips."""


def row_seal(cells: Mapping[str, str]) -> str:
    """The seal of an event: over all its cells but the seal, by the names of their columns."""
    names = (name for name in TABLES["events"].names if name != "seal")
    return _hash(f"{name}={cells.get(name, '')}" for name in names)


def seal_state(cells: Mapping[str, str]) -> SealState:
    """sealed: as it was checked · changed: not as it was checked · never: it carries no seal."""
    seal = cells.get("seal", "")
    return "never" if not seal else "sealed" if seal == row_seal(cells) else "changed"


def table_seal(name: str, rows: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """The number of rows of a table and a hash over them; their order does not count."""
    columns = TABLES[name].names
    hashes = sorted(_hash(f"{column}={cells.get(column, '')}" for column in columns) for cells in rows)
    return {"rows": len(hashes), "seal": _hash(hashes)}


def folder_seal(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, object]:
    """What stands as `seal` in datapackage.json: one hash over all rows of all tables, and each table's own."""
    each = {name: table_seal(name, tables[name]) for name in TABLES if name in tables}
    return {"seal": _hash(f"{name}={one['seal']}" for name, one in each.items()), "tables": each}


def sealed_tables(seal: object) -> Mapping[str, object]:
    """What such a seal holds of each table; nothing where it is none."""
    tables = seal.get("tables") if isinstance(seal, dict) else None
    return tables if isinstance(tables, dict) else {}


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]
