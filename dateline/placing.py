"""`dateline places`: names of places without coordinates get some, proposed by a gazetteer and accepted by a person, one by one."""

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import CollectionError
from dateline.gazetteer import Proposed, proposals
from dateline.imports.convert import UNPLACED, as_csv
from dateline.imports.plain import kebab
from dateline.imports.writing import UNPLACED_FILE
from dateline.rows import read_sheet
from dateline.schema import SEPARATOR, TABLES

Row = dict[str, str]
Ask = Callable[[str], str]
Find = Callable[[str, str], tuple[Proposed, ...]]


@dataclass(frozen=True)
class Name:
    """A name that waits for its place, and the events that have it."""

    name: str
    area: str
    country: str
    event_ids: tuple[str, ...]


def options(parser: argparse.ArgumentParser) -> None:
    """The arguments of `dateline places`."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the collection's folder, with the unplaced.csv that an import wrote")
    parser.add_argument("--nominatim", action="store_true", help="ask Nominatim of OpenStreetMap too: names leave this machine")
    parser.add_argument(
        "--user-agent", default="", metavar="NAME", help="who asks; Nominatim's policy wants a name and an address of yours"
    )


def finder(chosen: argparse.Namespace) -> Find:
    """Where proposals come from. Raises `CollectionError` where Nominatim is to be asked by nobody."""
    if not chosen.nominatim:
        return proposals
    if not chosen.user_agent.strip():
        raise CollectionError("--nominatim needs --user-agent NAME: your own name and address, as its usage policy asks")
    from dateline.nominatim import asking

    ask = asking(chosen.user_agent)
    return lambda name, country: (*proposals(name, country), *ask(name, country))


def waiting(folder: Path) -> tuple[Name, ...]:
    """The names without a place, the most frequent first. Raises `CollectionError` where there is no such list."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in _unplaced(folder):
        found.setdefault((row["name"], row["area"], row["country"]), []).append(row["event_id"])
    names = (Name(*key, tuple(event_ids)) for key, event_ids in found.items())
    return tuple(sorted(names, key=lambda one: (-len(one.event_ids), one.name)))


def _unplaced(folder: Path) -> Iterator[Row]:
    path = folder / UNPLACED_FILE
    if not path.is_file():
        raise CollectionError(f"there is no {UNPLACED_FILE} in '{folder}'; `dateline import` writes it where names have no coordinates")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def place(folder: Path, find: Find, ask: Ask, show: Callable[[str], object]) -> int:
    """Go through the names; write what was accepted, also where the person stops amid them. Gives how many names were placed."""
    names = waiting(folder)
    accepted: dict[Name, Proposed] = {}
    try:
        for at, one in enumerate(names, start=1):
            show(f"\n{at} of {len(names)}: '{one.name}'{f', {one.area}' if one.area else ''} {one.country} ({len(one.event_ids)} events)")
            answer = _answer(one, find(one.name, one.country), ask, show)
            if answer == "stop":
                break
            if isinstance(answer, Proposed):
                accepted[one] = answer
    finally:
        if accepted:
            _write(folder, names, accepted)
    return len(accepted)


def _answer(one: Name, found: tuple[Proposed, ...], ask: Ask, show: Callable[[str], object]) -> Proposed | str:
    if not found:
        show("  the gazetteer has no such town")
        return ""
    for number, place in enumerate(found, start=1):
        at = f"{place.latitude:.4f}, {place.longitude:.4f}"
        show(f"  {number}  {place.name}, {place.country}, {at}, {place.precision} of {place.radius_km:g} km ({place.basis})")
    while True:
        try:
            said = ask(f"Which? [1-{len(found)}, Enter: none of them, q: stop] ").strip().lower()
        except EOFError:
            return "stop"
        if said in ("", "q"):
            return "stop" if said else ""
        if said.isdecimal() and 1 <= int(said) <= len(found):
            return found[int(said) - 1]


def _write(folder: Path, names: tuple[Name, ...], accepted: dict[Name, Proposed]) -> None:
    events, places = (list(_rows(folder, name)) for name in ("events", "places"))
    taken = {row["place_id"] for row in places}
    place_of: dict[tuple[str, str, str], str] = {}
    for one, proposed in accepted.items():
        place_id = next(_free(kebab(f"{proposed.name} {proposed.country}") or "place", taken))
        taken.add(place_id)
        places.append(_place(place_id, one, proposed))
        place_of[one.name, one.area, one.country] = place_id
    way: dict[str, list[str]] = {}
    for row in _unplaced(folder):  # in the order in which the table names them
        if place_id := place_of.get((row["name"], row["area"], row["country"]), ""):
            way.setdefault(row["event_id"], []).append(place_id)
    for event in events:
        event["places"] = SEPARATOR.join(dict.fromkeys(filter(None, (event["places"], *way.get(event["event_id"], ())))))
    for name, rows in (("events", events), ("places", sorted(places, key=lambda row: row["place_id"]))):
        table = TABLES[name]
        (folder / table.file).write_text(
            as_csv(table.names, [[row[column] for column in table.names] for row in rows]), "utf-8", newline=""
        )
    left = [(event_id, one.name, one.area, one.country) for one in names if one not in accepted for event_id in one.event_ids]
    (folder / UNPLACED_FILE).write_text(as_csv(UNPLACED, left), "utf-8", newline="")


def _rows(folder: Path, name: str) -> Iterator[Row]:
    sheet = read_sheet(folder / TABLES[name].file)
    for row in sheet.rows:
        cells = dict(zip(sheet.header, row.cells, strict=False))
        yield {column: cells.get(column, "") for column in TABLES[name].names}


def _free(base: str, taken: set[str]) -> Iterator[str]:
    if base not in taken:
        yield base
    yield from (f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)


def _place(place_id: str, one: Name, proposed: Proposed) -> Row:
    return {
        "place_id": place_id, "name": proposed.name, "country": proposed.country, "latitude": f"{proposed.latitude:.4f}",
        "longitude": f"{proposed.longitude:.4f}", "precision": proposed.precision, "radius_km": f"{proposed.radius_km:g}",
        "basis": f"{proposed.basis}; proposed for '{one.name}' and accepted by hand; the radius is an estimate",
    }  # fmt: skip
