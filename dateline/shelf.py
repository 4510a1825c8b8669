"""Which collections this server shows, and each as its files stand now."""

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, WindowsPath
from stat import S_ISREG

from dateline.checks.areas import Areas, areas_of
from dateline.collection import Collection, read_collection
from dateline.errors import CollectionError, PrivateTableError
from dateline.kept import Kept
from dateline.package import FILE, read_package, title_of
from dateline.schema import TABLES

EMBEDDED = Path(__file__).parents[1] / "data"
_AREAS = Path(__file__).parents[1] / "assets" / "basemap" / "countries.geojson"
VARIABLE = "DATELINE_COLLECTIONS"
"""Names other folders than the embedded one, with `SEPARATOR` between them. A link without a name shows the first."""
SEPARATOR = ";" if isinstance(EMBEDDED, WindowsPath) else ":"
"""As in the system's own lists of folders."""
PRIVATE = "private-table"
"""What a link calls a table that a reader brought along: no folder has this name, and nobody else can open it."""


def folders(environment: Mapping[str, str]) -> dict[str, Path]:
    """The folders that a server with these variables shows, by the names that links use; the first is the default one."""
    found: dict[str, Path] = {}
    told = [Path(part.strip()) for part in environment.get(VARIABLE, "").split(SEPARATOR) if part.strip()]
    for folder in dict.fromkeys(one.resolve() for one in told or [EMBEDDED]):
        found[_name(folder, {*found, PRIVATE})] = folder
    return found


def _name(folder: Path, taken: Container[str]) -> str:
    """The folder's own name; with those of the folders around it where another one has it already."""
    longer = ("-".join(folder.parts[-many:]) for many in range(1, len(folder.parts) + 1))
    return next((name for name in longer if name not in taken), str(folder))


def folder(environment: Mapping[str, str], name: str = "") -> Path:
    """The folder that links call so; the default one for a name that there is not. Raises `PrivateTableError`."""
    return _called(name, folders(environment))


def _called(name: str, found: Mapping[str, Path]) -> Path:
    if name == PRIVATE:
        raise PrivateTableError(
            "The table of this link is not here: its reader brought it along, only that session had it, and it was never stored. "
            "Ask who sent the link for the HTML file of it, or bring the table along yourself"
        )
    return found.get(name) or next(iter(found.values()))


def collection(environment: Mapping[str, str], name: str = "") -> Collection:
    """The collection that links call so, as its files stand now. Raises as `folder` and `current` do."""
    found = folders(environment)
    where = _called(name, found)
    return current(where, "" if where == next(iter(found.values())) else name)


def titles(environment: Mapping[str, str]) -> dict[str, str]:
    """What each collection is called, by the name that links use; the default one, which they leave out, has an empty name."""
    named = {name: _title(where, _state(where / FILE)) or name for name, where in folders(environment).items()}
    return {"" if at == 0 else name: title for at, (name, title) in enumerate(named.items())}


def current(folder: Path, linked: str = "") -> Collection:
    """The collection in this folder, read again only when one of its files has changed. Raises `CollectionError`.

    Where newer files cannot be used as they are, the last version of which nothing was withheld stays, and `waiting` says why the newer
    one is not shown. `linked`: what links call it; empty for the default one.
    """
    try:
        newest = _read(folder, linked, _stamp(folder))
    except CollectionError as error:
        if (folder, linked) not in _good:
            raise
        return _in_place_of(folder, linked, str(error))
    if newest.damage and (folder, linked) in _good:
        return _in_place_of(folder, linked, "; ".join(map(str, newest.damage[:MOST_TOLD])))
    if not newest.damage:
        _good[folder, linked] = newest
    return newest


def _in_place_of(folder: Path, linked: str, why: str) -> Collection:
    good = _good[folder, linked]
    if good.waiting != why:
        good = _good[folder, linked] = replace(good, waiting=why)
    return good


def areas() -> Areas | None:
    """The areas of countries of our basemap; None where only the package is installed."""
    return areas_of(_AREAS) if _AREAS.is_file() else None


@lru_cache(maxsize=64)
def _title(folder: Path, stamp: tuple[int, int]) -> str:
    """As its description has it; empty where it has none."""
    return title_of(read_package(folder))


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """The state of each file that a collection may have."""
    return tuple(map(_state, _files(folder)))


@lru_cache(maxsize=64)
def _files(folder: Path) -> tuple[Path, ...]:
    return (*(folder / name for table in TABLES.values() for name in (table.file, table.parquet)), folder / FILE)


def _state(file: Path) -> tuple[int, int]:
    """Time of change and size; (0, 0) for a missing file."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size) if S_ISREG(found.st_mode) else (0, 0)


_good: dict[tuple[Path, str], Collection] = {}
"""The last version of each of which nothing was withheld."""
MOST_TOLD = 3
"""Findings of newer files that are told; `dateline check` has them all."""


def _read(folder: Path, linked: str, stamp: tuple[tuple[int, int], ...]) -> Collection:
    kept = _newest.setdefault((folder, linked), Kept(1))
    return kept.get(stamp, lambda: read_collection(folder, linked=linked, areas=areas()))


_newest: dict[tuple[Path, str], Kept[Collection]] = {}
"""Of each the version that was read last; older ones stay with the readers who are still at them, and with nobody else."""
