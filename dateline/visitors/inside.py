"""The process in which files are read: everything is loaded once, and each file gets a fork of it, with a bound on time and memory, that
writes no file and may be killed at any moment.

`python -m dateline.visitors.inside` has a socket for its input. Through it come other sockets, one for each wish; a fork says there the
number of its process, takes the wish, and gives answers, the last of which is no `Stage`.
"""

import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

import openpyxl  # noqa: F401 (a fork has it at once)

from dateline.collection import collection_in
from dateline.errors import DatelineError
from dateline.imports import FORMATS, Foreign, Imported, convert, propose, read
from dateline.imports.convert import as_csv
from dateline.imports.writing import described
from dateline.package import FILE, package_bytes
from dateline.schema import TABLES, datapackage
from dateline.shelf import PRIVATE, areas
from dateline.visitors import LIMITS
from dateline.visitors.wire import send, send_number, wish_from
from dateline.visitors.wishes import Answer, Look, Refused, Stage, Taken, Wish

MEMORY_BYTES = 2 * 1024**3
"""Address space. Python with its libraries has half a gigabyte of it before a file is read."""
CPU_S = 60
POLITENESS = 10
"""Steps behind the server, whose other readers go first."""
FIRST_ROWS = 6
MOST_GROUPS = 60
"""Groups of findings that the page lists; the file of findings has all."""


_KNOWN = Wish("known.csv", b"title,date,country,lat,lon\nTalks,2024-03-01,KOR,37.57,126.98\n", whole=True)
"""Read once before any fork: names of countries, months and areas are loaded then, and forks share them."""


def main() -> None:
    """Fork for each wish, until the server has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a fork ended
    for _ in answers(_KNOWN):
        pass
    gc.freeze()  # pages that no fork writes to are shared by all
    with socket.socket(fileno=sys.stdin.fileno()) as door:
        while lines := socket.recv_fds(door, 1, 1)[1]:
            if os.fork() == 0:
                door.close()
                with suppress(OSError, EOFError):  # who asked has turned away
                    _serve(socket.socket(fileno=lines[0]))
                os._exit(0)
            os.close(lines[0])


def _serve(line: socket.socket) -> None:
    """Answer the one wish that comes through a line."""
    _bound()
    with line, line.makefile("rb") as asked, line.makefile("wb") as file:
        send_number(file, os.getpid())
        wish = wish_from(asked)
        try:
            for answer in answers(wish):
                send(file, answer)
        except MemoryError:
            send(file, Refused(f"{wish.name}: needs more than {MEMORY_BYTES / 1024**3:.0f} GB of memory to be read; split it"))
        except RecursionError:
            send(file, Refused(f"{wish.name}: is nested too deeply to be a list of events"))


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    os.nice(POLITENESS)


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
        notes=(f"Read as {FORMATS[imported.proposal.format].title}.", *imported.notes),
        groups=imported.groups[:MOST_GROUPS],
        findings=imported.findings_csv() if said else "",
        to_correct=imported.to_fill_in() if said else "",
        files={name: content.decode() for name, content in (*files.items(), (FILE, package_bytes(package)))},
        told=collection.findings,
        rules=tuple((ran.rule.name, ran.why_not) for ran in collection.rules),
    )


def _files(imported: Imported) -> dict[str, bytes]:
    """The tables, each as it would stand in its folder."""
    return {TABLES[name].file: as_csv(TABLES[name].names, sorted(rows)).encode() for name, rows in imported.tables.items()}


if __name__ == "__main__":
    main()
