"""What must hold of a file before any parser sees it: seen in its bytes, in a moment, whatever they are."""

import csv
import re
from typing import Literal

from dateline.errors import ForeignError
from dateline.imports.foreign import Limits

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK = b"xl/workbook.xml"
"""Stands in the directory of each workbook, which no archive packs."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7z", b"Rar!": "rar", b"%PDF": "PDF"}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t|"


def kind_of(content: bytes) -> Literal["workbook", "tree", "text"]:
    """By what parser it would be read."""
    if content.startswith(_ARCHIVES):
        return "workbook"
    return "tree" if content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{") else "text"


def bounded(content: bytes, name: str, limits: Limits) -> None:
    """Raises `ForeignError` for a file that is no table or holds more than is read, as far as its bytes show it."""
    if not content.strip():
        raise ForeignError(f"{name}: is empty; its first line must name the columns")
    if len(content) > limits.file_bytes:
        raise ForeignError(f"{name}: has {len(content):,} bytes, {limits.file_bytes:,} are read; split it")
    packed = next((what for mark, what in _PACKED.items() if content.startswith(mark)), "")
    if packed or content.startswith(_OLD_WORKBOOK):
        todo = "unpack it, and take the table itself" if packed else "save it as .xlsx or as CSV"
        raise ForeignError(f"{name}: is {packed or 'a workbook of the old kind (.xls), or one with a password'}; {todo}")
    if kind_of(content) == "workbook" and _WORKBOOK not in content:
        raise ForeignError(f"{name}: is an archive and no workbook; unpack it, and take the table itself")
    if kind_of(content) == "text" and not content.startswith(UTF_16):
        _bounded_text(content, name, limits)


def _bounded_text(content: bytes, name: str, limits: Limits) -> None:
    if b"\0" in content:
        raise ForeignError(f"{name}: holds NUL characters and is no text; save it as 'CSV UTF-8'")
    first = re.split(rb"[\r\n]", content.lstrip(b"\r\n"), maxsplit=1)[0]
    if len(first) > limits.first_line:
        raise ForeignError(f"{name}: its first line has {len(first):,} characters, {limits.first_line:,} are read; is it a table?")
    separator = separator_of(first.decode("utf-8", "replace")).encode()
    columns, cells = first.count(separator) + 1, content.count(separator)
    lines = max(content.count(b"\n"), content.count(b"\r")) + 1
    if columns > limits.columns:
        raise ForeignError(f"{name}: its first line has {columns:,} cells, {limits.columns:,} are read; keep the columns that are needed")
    if cells > limits.cells or lines > 4 * limits.rows:
        raise ForeignError(
            f"{name}: {lines:,} lines and {cells:,} cells are more than is read ({limits.rows:,} rows, {limits.cells:,} cells); split it"
        )


def separator_of(text: str) -> str:
    """What stands between the cells of a text, by its first line."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return max(_SEPARATORS, key=lambda one: (len(next(csv.reader([first], delimiter=one), [])), -_SEPARATORS.index(one)))
