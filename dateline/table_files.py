"""The files that hold the tables of a folder: which they are, their content as sheets, and the mark of all their bytes."""

import hashlib
from pathlib import Path

from dateline.checks import Finding
from dateline.parquet import ENDING, ParquetFile, read_parquet
from dateline.rows import Sheet, SheetError, read_sheet
from dateline.schema import TABLES, Table

_PART_BYTES = 1 << 20
"""Of a file, at a time: a long table is not read whole only to be hashed."""


def path_of(folder: Path, table: Table) -> Path:
    """The file that holds a table: CSV, or Parquet where there is no CSV and Parquet is there."""
    parquet = folder / table.parquet
    return parquet if parquet.is_file() and not (folder / table.file).is_file() else folder / table.file


def tables_of(folder: Path) -> tuple[dict[str, Sheet], tuple[Finding, ...], ParquetFile | None]:
    """The tables as sheets, what is wrong with their files, and the events by themselves where they are in Parquet."""
    sheets, findings, long = {}, [], None
    for table in TABLES.values():
        path = path_of(folder, table)
        if path.suffix != ENDING and (folder / table.parquet).is_file():
            why, todo = f"the table stands in {table.parquet} too", "keep the one that counts and take the other away"
            findings.append(Finding("file-twice", table.file, 0, "", "", why, todo))
        try:
            if path.suffix == ENDING and table.name == "events":
                long = ParquetFile(path)
            else:
                sheets[table.name] = (read_parquet if path.suffix == ENDING else read_sheet)(path)
        except FileNotFoundError:
            if not table.optional:
                todo = f"put the file back, with the columns {', '.join(table.names[:4])}, ..."
                findings.append(Finding("file-missing", table.file, 0, "", "", f"the file is missing in {folder.name}", todo))
        except SheetError as error:
            findings.append(unreadable(table, error))
    return sheets, tuple(findings), long


def unreadable(table: Table, error: SheetError) -> Finding:
    """That nothing of a table can be used, and why."""
    why = f"line {error.line} {error.why}" if error.line > 1 else error.why
    return Finding(error.rule, table.file, 0, "", "", why, error.todo)


def fingerprint_of(folder: Path) -> str:
    """Short hash over all files of a folder; changes with any byte of them."""
    digest = hashlib.sha256()
    for table in TABLES.values():
        path = path_of(folder, table)
        digest.update(path.name.encode() + b"\0")
        if path.is_file():
            with path.open("rb") as file:
                while part := file.read(_PART_BYTES):
                    digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()[:12]
