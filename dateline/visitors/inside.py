"""The process in which a file is read: it has a bound on time and memory, writes no file, and may be killed at any moment.

`python -m dateline.visitors.inside` takes one `Wish` from its input and gives answers, the last of which is no `Stage`.
"""

import io
import os
import pickle
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace

from dateline.collection import collection_in
from dateline.errors import DatelineError
from dateline.imports import FORMATS, Foreign, Imported, Limits, convert, propose, read
from dateline.imports.convert import as_csv
from dateline.imports.writing import described
from dateline.package import FILE, package_bytes
from dateline.schema import TABLES, datapackage
from dateline.shelf import PRIVATE, areas
from dateline.visitors import MOST_BYTES
from dateline.visitors.wishes import Answer, Look, Refused, Stage, Taken, Wish

MEMORY_BYTES = 2 * 1024**3
"""Address space. Python with its libraries has half a gigabyte of it before a file is read."""
CPU_S = 60
POLITENESS = 10
"""Steps behind the server, whose other readers go first."""
LIMITS = Limits(file_bytes=MOST_BYTES, rows=50_000, cells=2_000_000)
"""A file of 2 MB with more is made to keep a machine busy."""
FIRST_ROWS = 6
MOST_GROUPS = 60
"""Groups of findings that the page lists; the file of findings has all."""


def main() -> None:
    """Answer the one wish that comes in."""
    try:
        wish: Wish = pickle.load(sys.stdin.buffer)
    except EOFError:  # the server has ended
        return
    _bound()
    out = sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(io.BytesIO())  # what a library prints is no answer
    try:
        for answer in answers(wish):
            pickle.dump(answer, out)
            out.flush()
    except MemoryError:
        pickle.dump(Refused(f"{wish.name}: needs more than {MEMORY_BYTES / 1024**3:.0f} GB of memory to be read; split it"), out)
    except RecursionError:
        pickle.dump(Refused(f"{wish.name}: is nested too deeply to be a list of events"), out)
    out.flush()


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    os.nice(POLITENESS)
    sys.dont_write_bytecode = True


def answers(wish: Wish) -> Iterator[Answer]:
    """What becomes of a file, stage by stage."""
    try:
        yield Stage("Reading the file")
        foreign = read(wish.content, wish.name, LIMITS)
        yield Stage(f"Recognising the columns of {len(foreign.rows):,} rows")
        proposal = propose(foreign, wish.form, dict(wish.columns), wish.order, dict(wish.systems))
        if not wish.whole:
            first = tuple(row.cells for row in foreign.rows[:FIRST_ROWS])
            yield Look(foreign.kind, foreign.unit, foreign.header, len(foreign.rows), first, proposal)
            return
        yield Stage(f"Converting {len(foreign.rows):,} rows")
        imported = convert(foreign, proposal)
        yield Stage(f"Checking {len(imported.tables['events']):,} events")
        yield _taken(foreign, imported)
    except DatelineError as error:
        yield Refused(str(error))


def _taken(foreign: Foreign, imported: Imported) -> Taken:
    files, told = _files(imported), described(imported)
    package = datapackage(str(told["name"]), str(told["title"]), str(told["description"]), told["licenses"])  # type: ignore[arg-type]
    package["resources"] = [one for one in package["resources"] if one["path"] in files]  # type: ignore[attr-defined]
    collection = collection_in(files, package, PRIVATE, linked=PRIVATE, areas=areas())
    said = bool(imported.findings)
    return Taken(
        name=foreign.name,
        account=imported.account,
        rows=imported.rows,
        accepted=imported.accepted,
        warned=imported.warned,
        withheld=imported.withheld,
        notes=(f"{FORMATS[imported.proposal.format].title}.", *imported.notes),
        groups=imported.groups[:MOST_GROUPS],
        findings=imported.findings_csv() if said else "",
        to_correct=imported.to_fill_in() if said else "",
        files={**files, FILE: package_bytes(package)},
        checked=replace(collection, rules=()),
        rules=tuple((ran.rule.name, ran.why_not) for ran in collection.rules),
    )


def _files(imported: Imported) -> dict[str, bytes]:
    """The tables, each as it would stand in its folder."""
    return {TABLES[name].file: as_csv(TABLES[name].names, sorted(rows)).encode() for name, rows in imported.tables.items()}


if __name__ == "__main__":
    main()
