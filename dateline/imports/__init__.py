"""Tables of others as events: read a file, propose what its columns say, convert its rows, write a collection.

    foreign = read(content, "attacks.xlsx")
    proposal = propose(foreign)            # look at .reasons, .columns, .questions; say otherwise by arguments
    imported = convert(foreign, proposal)  # .tables, .account, .groups, .to_fill_in()
    write(imported, Path("attacks"))       # a folder that `dateline check` takes

All of it is pure and picklable; a file is bounded before a parser sees it, and no address in it is ever fetched.
"""

import hashlib
from dataclasses import replace

from dateline.errors import ForeignError
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
    "answered", "convert", "propose", "read", "write",
]  # fmt: skip

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7z", b"Rar!": "rar", b"%PDF": "PDF"}


def read(content: bytes, name: str, limits: Limits | None = None) -> Foreign:
    """A file as header and rows of text: CSV, TSV, XLSX, JSON, GeoJSON, by what it holds. Raises `ForeignError` for any other, and for one
    beyond the limits, before it is parsed."""
    bounds = limits or Limits()
    if not content.strip():
        raise ForeignError(f"{name}: is empty; its first line must name the columns")
    if len(content) > bounds.file_bytes:
        raise ForeignError(f"{name}: has {len(content) / 1e6:.0f} MB, {bounds.file_bytes / 1e6:.0f} MB are read; split it")
    packed = next((what for mark, what in _PACKED.items() if content.startswith(mark)), "")
    if packed or content.startswith(_OLD_WORKBOOK):
        todo = "unpack it, and take the table itself" if packed else "save it as .xlsx or as CSV"
        raise ForeignError(f"{name}: is {packed or 'a workbook of the old kind (.xls), or one with a password'}; {todo}")
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    reader = read_workbook if content.startswith(_ARCHIVES) else read_tree if start in (b"[", b"{") else read_text
    return replace(reader(content, name, bounds), sha256=hashlib.sha256(content).hexdigest())
