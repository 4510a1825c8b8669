"""Tables of others as events: read a file, propose what its columns say, convert its rows, write a collection.

    foreign = read(content, "attacks.xlsx")
    proposal = propose(foreign)            # look at .reasons, .columns, .questions; say otherwise by arguments
    imported = convert(foreign, proposal)  # .tables, .account, .groups, .to_fill_in()
    write(imported, Path("attacks"))       # a folder that `dateline check` takes

All of it is pure and picklable; a file is bounded before a parser sees it, and no address in it is ever fetched.
"""

import hashlib
from dataclasses import replace

from dateline.imports.bounds import bounded, kind_of
from dateline.imports.codes import SYSTEMS
from dateline.imports.convert import Group, Imported, convert
from dateline.imports.foreign import Foreign, Limits
from dateline.imports.form import FIELDS, Format
from dateline.imports.proposal import Proposal, Question, answered, propose
from dateline.imports.registry import FORMATS
from dateline.imports.sheets import read_text, read_workbook
from dateline.imports.trees import read_tree
from dateline.imports.writing import write

__all__ = [
    "FIELDS", "FORMATS", "SYSTEMS", "Foreign", "Format", "Group", "Imported", "Limits", "Proposal", "Question",
    "answered", "bounded", "convert", "propose", "read", "write",
]  # fmt: skip


def read(content: bytes, name: str, limits: Limits | None = None) -> Foreign:
    """A file as header and rows of text: CSV, TSV, XLSX, JSON, GeoJSON, by what it holds. Raises `ForeignError` for any other, and for one
    beyond the limits, before it is parsed."""
    bounds = limits or Limits()
    bounded(content, name, bounds)
    reader = {"workbook": read_workbook, "tree": read_tree, "text": read_text}[kind_of(content)]
    return replace(reader(content, name, bounds), sha256=hashlib.sha256(content).hexdigest())
