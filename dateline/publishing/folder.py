"""A published site as a folder: written beside its place, then moved into it, so that nobody meets half of it."""

import json
import shutil
import tempfile
from pathlib import Path

from dateline.collection import Collection
from dateline.errors import FileError
from dateline.package import FILE
from dateline.publishing import MARK, files
from dateline.schema import TABLES
from dateline.table_files import path_of

_OPEN_TO_ALL = 0o755
"""Of the folder: one for temporary things can be read by nobody but its owner, and so not by a server."""


def publish(collection: Collection, folder: Path, to: Path, site: str = "") -> tuple[int, int]:
    """Write the site of a collection, read from `folder`, into the folder `to`; gives how many files and bytes it has.

    A site that stands there is replaced, and what is not of it (a name for the host, a history) stays. Raises `FileError` where something
    else stands there, or it cannot be written.
    """
    to = to.resolve()
    old = _published(to)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        held = Path(tempfile.mkdtemp(prefix=f".{to.name}-", dir=to.parent))
        try:
            count, size = 0, 0
            for name, content in files(collection, tables_in(folder), site):
                path = held / "new" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                size, count = size + path.write_bytes(content), count + 1
            (held / "new").chmod(_OPEN_TO_ALL)
            _in_place(held, to, old)
        finally:
            shutil.rmtree(held, ignore_errors=True)
    except OSError as error:
        raise FileError(f"'{to}' cannot be written ({error.strerror}); name another folder by --to") from None
    return count, size


def tables_in(folder: Path) -> dict[str, bytes]:
    """The files of a collection as they stand: its tables and their description."""
    paths = [*(path_of(folder, table) for table in TABLES.values()), folder / FILE]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def _published(to: Path) -> set[str] | None:
    """The files of the site that stands there; None where nothing does. Raises `FileError` for anything else."""
    if not to.exists() or (to.is_dir() and not any(to.iterdir())):
        return None
    try:
        named = json.loads((to / MARK).read_text("utf-8"))["files"]
        assert isinstance(named, list) and MARK in named
    except (OSError, ValueError, KeyError, TypeError, AssertionError):
        raise FileError(f"'{to}' is there already and is no site of Dateline's; name another folder by --to") from None
    return set(map(str, named))


def _in_place(held: Path, to: Path, old: set[str] | None) -> None:
    """Put the new site there. What stood beside the old one, file or folder, goes with the new."""
    if old is None:
        if to.exists():
            to.rmdir()
        (held / "new").rename(to)
        return
    ours = {name.partition("/")[0] for name in old}
    inside = {str(path.relative_to(to).as_posix()) for part in ours for path in (to / part).rglob("*") if path.is_file()}
    if strange := sorted(inside - old):
        raise FileError(f"'{to / strange[0]}' is not of the site that stands there; take it away, or name another folder by --to")
    beside = [path.name for path in to.iterdir() if path.name not in ours and not (held / "new" / path.name).exists()]
    to.rename(held / "old")
    (held / "new").rename(to)
    for name in beside:
        (held / "old" / name).rename(to / name)
