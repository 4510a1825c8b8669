"""Files of others in a few lines, read and converted."""

from collections.abc import Mapping

from dateline.imports import Imported, convert, propose, read
from dateline.schema import TABLES


def taken(text: str | bytes, name: str = "file.csv", form: str = "", order: str = "", columns: Mapping[str, str] | None = None) -> Imported:
    """A file, read with what is recognised."""
    foreign = read(text if isinstance(text, bytes) else text.encode(), name)
    return convert(foreign, propose(foreign, form, columns, order))


def table(imported: Imported, name: str = "events") -> list[dict[str, str]]:
    """A table of an import, each row by column."""
    return [dict(zip(TABLES[name].names, row, strict=True)) for row in imported.tables[name]]


def column(imported: Imported, name: str, of: str = "events") -> list[str]:
    """One column of a table."""
    return [row[name] for row in table(imported, of)]


def rules(imported: Imported) -> list[str]:
    """The rules of its findings."""
    return [one.rule for one in imported.findings]
