"""Which collections this server shows, and each as its files stand now."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dateline.checks.areas import Areas, areas_of
from dateline.collection import Collection, read_collection
from dateline.schema import TABLES

EMBEDDED = Path(__file__).parents[1] / "data"
_AREAS = Path(__file__).parents[1] / "assets" / "basemap" / "countries.geojson"
VARIABLE = "DATELINE_COLLECTION"
"""Names another folder than the embedded one."""


def folder(environment: Mapping[str, str]) -> Path:
    """The folder that a server with these variables shows."""
    return Path(environment.get(VARIABLE) or EMBEDDED)


def current(folder: Path) -> Collection:
    """The collection in this folder, read again only when one of its files has changed. Raises `CollectionError`."""
    return _read(folder, _stamp(folder))


def areas() -> Areas | None:
    """The areas of countries of our basemap; None where only the package is installed."""
    return areas_of(_AREAS) if _AREAS.is_file() else None


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """Size and time of change of each file; (0, 0) for a missing one."""
    files = [folder / table.file for table in TABLES.values()] + [folder / "datapackage.json"]
    return tuple((f.stat().st_mtime_ns, f.stat().st_size) if f.is_file() else (0, 0) for f in files)


@lru_cache(maxsize=4)  # the last few versions: readers on an older one finish their run with it
def _read(folder: Path, stamp: tuple[tuple[int, int], ...]) -> Collection:
    return read_collection(folder, areas=areas())
