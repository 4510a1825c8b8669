"""One cell: its text read as what its column says, or a reason why not."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from dateline import countries
from dateline.dates import When, iso, parse_when
from dateline.errors import DateError, DatelineError
from dateline.schema import SEPARATOR, Column

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
"""Five digits: days from 1927 to 2173 as spreadsheets count them."""
_SERIAL_OF_1970 = 25_569
"""The number of 1970-01-01 in the usual count, from the end of 1899; the count from 1904 is four years off, hence "perhaps"."""


class CellError(DatelineError):
    """A cell that cannot be read: why, and what to do."""

    def __init__(self, why: str, todo: str, rule: str = "cell-kind") -> None:
        super().__init__(f"{why}; {todo}")
        self.why, self.todo, self.rule = why, todo, rule


class Reader:
    """Reads the cells of one column, each text once: most columns of a long table say the same few things again and again."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.read_before: dict[str, object] = {} if column.required else {"": parse(column, "")}
        self._alike = column.kind not in _SELDOM_ALIKE

    def read(self, text: str) -> object:
        """As `parse`, and keeps it in `read_before` where the text is likely to come again."""
        value = parse(self.column, text)
        if self._alike and len(self.read_before) < _MOST_KEPT:
            self.read_before[text] = value
        return value


def parse(column: Column, text: str) -> object:
    """The value of a cell: str, float, int, When, or a tuple of them; the kind's empty value for an empty cell.

    Raises `CellError`.
    """
    if text != text.strip():
        raise CellError("has blanks before or after it", "delete them", "cell-blanks")
    if not text:
        if column.required:
            raise CellError("must not be empty", f"give {column.meaning}", "cell-empty")
        return _EMPTY.get(column.kind, "")
    return _READERS.get(column.kind, _text)(column, text)


def _text(column: Column, text: str) -> str:
    return text


def _id(column: Column, text: str) -> str:
    if not ID.fullmatch(text):
        proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        raise CellError("is not a name in kebab-case", f"write it as '{proposal}'" if proposal else "use a-z, 0-9 and -")
    return text


def _edtf(column: Column, text: str) -> When:
    try:
        return parse_when(text)
    except DateError as error:
        if _SERIAL.fullmatch(text):
            day = iso(int(text.split(".")[0]) - _SERIAL_OF_1970)
            raise CellError(
                f"is the number by which a spreadsheet keeps a day, perhaps {day}",
                f"write {day} if that is the day, and set the column to text before saving",
                "when-serial",
            ) from None
        raise CellError(str(error), "write it in EDTF, such as 2023-11-08 or 2023-11", "when-unreadable") from None


def _utc(column: Column, text: str) -> str:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z", text):
            raise ValueError
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        raise CellError("is not a time in UTC", "write it as 2023-12-01T18:19Z") from None
    return text


def _choice(column: Column, text: str) -> str:
    if text not in column.choices:
        raise CellError("is not one of the allowed values", f"use one of: {', '.join(column.choices)}", "value-unknown")
    return text


def _list(column: Column, text: str) -> tuple[str, ...]:
    parts = tuple(text.split(SEPARATOR))
    if any(not part.strip() or part != part.strip() for part in parts):
        raise CellError("has an empty part or stray blanks in its list", "separate the parts by '; ', one blank after each")
    return parts


def _ids(column: Column, text: str) -> tuple[str, ...]:
    return tuple(_id(column, part) for part in _list(column, text))


def _numbers(column: Column, text: str) -> tuple[int, ...]:
    return tuple(_integer(column, part) for part in _list(column, text))


def _number(column: Column, text: str) -> float:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise CellError("is not a number", "write it with digits and a point, such as 126.98")
    value = float(text)
    if (column.low is not None and value < column.low) or (column.high is not None and value > column.high):
        ask = "are latitude and longitude swapped?" if column.unit == "degrees" else "is it the right unit?"
        raise CellError(
            f"must lie between {column.low:g} and {column.high:g}", ask, "coordinate-range" if column.unit == "degrees" else "out-of-range"
        )
    return value


def _integer(column: Column, text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise CellError("is not a whole number", "write it with digits only")
    return int(text)


def _country(column: Column, text: str) -> str:
    if not countries.known(text):
        near = countries.nearest(text)
        todo = (
            f"did you mean {' or '.join(f'{code} ({countries.name(code)})' for code in near[:2])}?"
            if near
            else "use ISO 3166-1 alpha-3, such as KOR"
        )
        raise CellError(f"'{text}' is no country code of ISO 3166-1 alpha-3", todo, "country-unknown")
    return text


def _parties(column: Column, text: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for part in _list(column, text):
        code, colon, role = part.partition(":")
        _country(column, code)
        if not colon or role not in column.choices:
            raise CellError(f"'{part}' gives no known role", f"write {code}:role with one of: {', '.join(column.choices)}", "role-unknown")
        pairs.append((code, role))
    if len(set(pairs)) < len(pairs):
        raise CellError("names a country twice in the same role", "keep one of them")
    return tuple(pairs)


def _url(column: Column, text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:  # a host in brackets that are not closed, or with letters that stand for others
        whole = False
    if not whole:
        raise CellError("is not a web address", "write it whole, from https:// on")
    return text


_READERS: dict[str, Callable[[Column, str], object]] = {
    "id": _id, "edtf": _edtf, "utc": _utc, "choice": _choice, "list": _list, "ids": _ids, "numbers": _numbers,
    "number": _number, "integer": _integer, "country": _country, "parties": _parties, "url": _url,
}  # fmt: skip
_SELDOM_ALIKE = ("text", "id", "utc", "url")
"""Kinds whose cells differ from row to row, and are read at once."""
_MOST_KEPT = 65_536
_EMPTY: dict[str, object] = {"list": (), "ids": (), "numbers": (), "parties": (), "number": None, "integer": None, "edtf": None}
