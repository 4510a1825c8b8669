"""An import as the folder of a collection."""

from pathlib import Path

from dateline.errors import FileError
from dateline.imports.convert import UNPLACED, Imported, as_csv
from dateline.imports.plain import kebab
from dateline.imports.registry import FORMATS
from dateline.package import package_of, write_package
from dateline.schema import TABLES

UNPLACED_FILE = "unplaced.csv"
FINDINGS_FILE = "import-findings.csv"
CORRECT_FILE = "import-to-correct.csv"


def write(imported: Imported, folder: Path) -> Path:
    """Write the tables, the findings and the rows to correct into a folder that is new or empty; gives the folder. Raises `FileError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileError(f"{folder} is there and not empty; name a new folder by --to")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in imported.tables.items():
            ordered = sorted(rows, key=lambda row: row[0])
            (folder / TABLES[name].file).write_text(as_csv(TABLES[name].names, ordered), "utf-8", newline="")
        if imported.unplaced:
            (folder / UNPLACED_FILE).write_text(as_csv(UNPLACED, imported.unplaced), "utf-8", newline="")
        if imported.findings:
            (folder / FINDINGS_FILE).write_text(imported.findings_csv(), "utf-8", newline="")
            (folder / CORRECT_FILE).write_text(imported.to_fill_in(), "utf-8", newline="")
        write_package(folder, package_of(described(imported), folder))
    except OSError as error:
        raise FileError(f"{folder} cannot be written ({error.strerror}); name another folder by --to") from None
    return folder


def described(imported: Imported) -> dict[str, object]:
    """Name, title and terms of the collection, for datapackage.json."""
    stem = imported.foreign.name.rpartition(".")[0] or imported.foreign.name
    source = FORMATS[imported.proposal.format].source
    return {
        "name": kebab(stem) or "imported",
        "title": stem.replace("_", " ").replace("-", " ").strip().capitalize(),
        "description": f"Imported from {imported.foreign.name}. {imported.account}",
        "licenses": [{"name": "notspecified", "title": source or "Terms of the file; not known here"}],
    }
