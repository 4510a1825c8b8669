"""`dateline import`: a file of others on the command line, with what is recognised, what is asked and what is found."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.errors import ForeignError
from dateline.imports import FIELDS, FORMATS, SYSTEMS, Foreign, Imported, Proposal, convert, propose, read, write

_MOST_GROUPS = 20
"""Groups of findings that are printed; all findings stand in the folder."""
_ANSWERS = {
    "day-order": "say --day-first or --month-first",
    "codes": "say --codes {0} or --codes {1}",
    "start": "say --column start=NAME",
}  # fmt: skip


def options(parser: argparse.ArgumentParser) -> None:
    """The arguments of `dateline import`."""
    formats = "; ".join(f"{form.name}: {form.what}" for form in FORMATS.values())
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV, TSV, XLSX, JSON or GeoJSON file")
    parser.add_argument(
        "--as", dest="form", choices=list(FORMATS), default="", metavar="FORMAT", help=f"its format, where it is not recognised: {formats}"
    )
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="a new folder for the collection; without it nothing is written")
    parser.add_argument(
        "--column", action="append", default=[], metavar="FIELD=COLUMN", help=f"which column says what; fields: {', '.join(FIELDS)}"
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="order", action="store_const", const="day-first", default="", help="03/04 is 3 April")
    order.add_argument("--month-first", dest="order", action="store_const", const="month-first", help="03/04 is March 4")
    parser.add_argument(
        "--codes", action="append", default=[], metavar="FIELD=SYSTEM", help=f"country codes of a field: {', '.join(SYSTEMS)}"
    )


def take_in(chosen: argparse.Namespace) -> tuple[int, str]:
    """What the command prints, and its exit code: 0 all accepted, 1 something to look at, 2 a question is open. Raises `DatelineError`."""
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        raise ForeignError(f"{chosen.file} cannot be read ({error.strerror}); name a file") from None
    foreign = read(content, chosen.file.name)
    proposal = propose(foreign, chosen.form, _pairs(chosen.column, "--column"), chosen.order, _pairs(chosen.codes, "--codes"))
    recognised = "".join(f"{line}\n" for line in told(foreign, proposal))
    asked = [f"{one.text}; {_ANSWERS[one.name].format(*one.choices)}." for one in proposal.questions]
    if asked:
        return 2, recognised + "".join(f"{line}\n" for line in asked)
    imported = convert(foreign, proposal)
    where = f"written to {write(imported, chosen.to)}" if chosen.to else "nothing was written; name a new folder by --to"
    lines = [*outcome(imported), where]
    return 1 if imported.findings else 0, recognised + "".join(f"{line}\n" for line in lines)


def told(foreign: Foreign, proposal: Proposal) -> Iterator[str]:
    """What is recognised, a line each."""
    yield f"{foreign.name}: {len(foreign.rows):,} {foreign.unit}s, {len(foreign.header)} columns"
    yield from proposal.reasons
    yield "columns: " + ", ".join(f"{name}={column}" for name, column in proposal.columns.items())


def outcome(imported: Imported) -> Iterator[str]:
    """The sum, the notes and the groups of findings, a line each."""
    yield from imported.notes
    groups = imported.groups
    yield from map(str, groups[:_MOST_GROUPS])
    if len(groups) > _MOST_GROUPS:
        yield f"and {len(groups) - _MOST_GROUPS} more groups of findings"
    yield imported.account


def _pairs(said: list[str], option: str) -> Mapping[str, str]:
    found = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals:
            raise ForeignError(f"{option} {one}: is not NAME=VALUE; write such as {option} start=event_date")
        found[name.strip()] = value.strip()
    return found
