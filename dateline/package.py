"""datapackage.json: the description of a collection's tables for other tools, with the seal over all of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.rows import read_sheet
from dateline.schema import TABLES, datapackage
from dateline.seals import folder_seal

FILE = "datapackage.json"
_LICENCES = [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}]
"""For a collection that has none yet: that of the embedded one."""


def read_package(folder: Path) -> dict[str, Any]:
    """The content of a folder's datapackage.json; empty where there is none, or none that can be read and written again."""
    try:
        package = json.loads((folder / FILE).read_text("utf-8"))
        package_bytes(package)
    except (OSError, ValueError, RecursionError):
        return {}
    return package if isinstance(package, dict) else {}


def title_of(package: Mapping[str, Any]) -> str:
    """What a description calls the collection; empty where it has no such text."""
    title = package.get("title")
    return title if isinstance(title, str) else ""


def terms(package: Mapping[str, Any]) -> str:
    """The licences that a description names: "Creative Commons Attribution 4.0, https://…"; empty where it names none."""
    named = package.get("licenses")
    each = [one for one in named if isinstance(one, dict)] if isinstance(named, list) else []
    told = [", ".join(filter(None, (str(one.get("title") or one.get("name") or ""), str(one.get("path") or "")))) for one in each]
    return "; ".join(filter(None, told))


def package_of(package: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The description anew: title, licences and seal as they are, the tables that are there as `schema` has them."""
    made = datapackage(
        str(package.get("name") or folder.resolve().name.lower()),
        title_of(package) or folder.resolve().name,
        str(package.get("description") or "A collection of events."),
        package.get("licenses") or _LICENCES,
    )
    resources = made["resources"]
    assert isinstance(resources, list)
    made["resources"] = [filed for one in resources if (filed := _filed(one, folder))]
    return {**made, "seal": package["seal"]} if "seal" in package else made


def _filed(resource: dict[str, Any], folder: Path) -> dict[str, Any] | None:
    """The description of a table in the file that it is in; None where there is none."""
    if (folder / resource["path"]).is_file():
        return resource
    parquet = Path(resource["path"]).with_suffix(".parquet")
    if not (folder / parquet).is_file():
        return None
    return {**resource, "path": str(parquet), "format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def package_bytes(package: Mapping[str, Any]) -> bytes:
    """What stands in such a file. ValueError for what no JSON can hold: numbers that are none, halves of letters."""
    return (json.dumps(package, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def write_package(folder: Path, package: Mapping[str, Any]) -> Path:
    """Write a folder's datapackage.json."""
    path = folder / FILE
    path.write_bytes(package_bytes(package))
    return path


def seal_of_folder(folder: Path) -> dict[str, object]:
    """The seal over all rows of all tables as they stand in the files. Raises `TableError` for a file that is no table."""
    sheets = {table.name: read_sheet(folder / table.file) for table in TABLES.values() if (folder / table.file).is_file()}
    return folder_seal({name: [dict(zip(sheet.header, row.cells, strict=False)) for row in sheet.rows] for name, sheet in sheets.items()})
