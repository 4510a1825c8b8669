"""Collections of any size, made by rule: `python -m benchmarks.make_collection 10000 FOLDER [parquet]`.

The same number gives the same rows, and as CSV the same bytes. Nothing in them has happened: they are for measuring, and for tests
of many events. They have every category with a sense of its own, every status and way of giving a time, sixty countries, four
hundred places of every precision, trips with legs, claims with denials, and keep the rules of structure; of the other rules they
keep those whose remarks would outgrow the table.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from dateline import countries
from dateline.checks.areas import Areas
from dateline.dates import calendar, day_number, day_text, days_text, iso
from dateline.schema import TABLES
from dateline.shelf import areas

Row = dict[str, str]
COUNTRIES = (
    "AGO", "ARE", "ARG", "AUS", "AUT", "BEL", "BGD", "BRA", "CAN", "CHE", "CHL", "CHN", "COD", "COL", "CUB",
    "CZE", "DEU", "DNK", "DZA", "EGY", "ESP", "ETH", "FIN", "FRA", "GBR", "GEO", "GHA", "GRC", "HUN", "IDN",
    "IND", "IRN", "IRQ", "ISR", "ITA", "JPN", "KAZ", "KEN", "KOR", "MAR", "MEX", "MMR", "MNG", "MYS", "NGA",
    "NOR", "NZL", "PAK", "PER", "PHL", "POL", "PRK", "ROU", "RUS", "SAU", "SWE", "THA", "TUR", "UKR", "USA",
)  # fmt: skip
FIRST, LAST = day_number(2009, 1, 1), day_number(2024, 12, 31)
PLACES_A_COUNTRY = 5
"""Towns and sites; with the country itself and a region in two of three countries these are four hundred."""
NEIGHBOURS = 9
"""A country meets so many others again and again, as countries do; choosing two of them leaves something to see."""
VERBS = {
    "visit": "goes to", "talks": "meets", "statement": "speaks about", "decision": "decides on relations with",
    "launch": "launches a satellite, watched by", "missile-test": "tests a missile, condemned by", "arms-transfer": "sends arms to",
    "military": "holds an exercise near", "cyber": "is said to attack networks of", "observance": "keeps a day with",
    "other": "has to do with",
}  # fmt: skip
ROLES = {"visit": ("visitor", "host"), "talks": ("participant", "host"), "observance": ("participant", "participant")}
SHARES = {"visit": 16, "talks": 18, "statement": 26, "decision": 8, "launch": 3, "missile-test": 4, "arms-transfer": 5, "military": 12}
"""Of a hundred events; the other categories have four each."""
CLAIMED = ("alleged", "alleged", "assessed", "denied")
AT_ONCE = 50_000
"""Rows that are made before they go into columns: a million at once would take as much memory again as all that is measured."""


@dataclass
class World:
    """What the events of a collection are made from."""

    chance: Random
    places: list[Row]
    at: dict[str, list[Row]] = field(default_factory=dict)
    """By country."""


def write(folder: Path, count: int, seed: int = 1, *, parquet: bool = False) -> Path:
    """Write a collection of so many events into a folder; gives the folder. `parquet`: the events so, the other tables as CSV."""
    world = _world(Random(seed))
    folder.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    sources: set[str] = set()
    (_parquet if parquet else _table)(folder, "events", _noted(_events(world, count), used, sources))
    _table(folder, "places", [place for place in world.places if place["place_id"] in used])
    _table(folder, "sources", [_source(month) for month in sorted(sources)])
    return folder


def _noted(events: Iterable[Row], used: set[str], sources: set[str]) -> Iterator[Row]:
    """The same events; which places and sources they name is noted on the way."""
    for event in events:
        used.update(event["places"].split("; "))
        sources.add(event["source_id"])
        yield event


def _parquet(folder: Path, name: str, rows: Iterator[Row]) -> None:
    import polars as pl  # an extra: who makes CSV only need not have it

    schema = dict.fromkeys(TABLES[name].names, pl.String)
    parts = []
    while some := list(islice(rows, AT_ONCE)):
        parts.append(pl.DataFrame([[row.get(column, "") for column in schema] for row in some], schema, orient="row"))
    pl.concat(parts).write_parquet(folder / f"{name}.parquet")


def _table(folder: Path, name: str, rows: Iterable[Row]) -> None:
    with (folder / TABLES[name].file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES[name].names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _world(chance: Random) -> World:
    found = areas()
    if found is None:
        raise SystemExit("assets/basemap/countries.geojson is missing: run this in a checkout")
    world = World(chance, [])
    for at, code in enumerate(COUNTRIES):
        world.at[code] = list(_places(chance, found, code, with_region=at % 3 > 0))
        world.places += world.at[code]
    return world


def _places(chance: Random, found: Areas, code: str, with_region: bool) -> Iterator[Row]:
    name, (north, east), reach = countries.name(code), found.middle(code), found.reach_km(code) / 250
    base = {"country": code, "basis": "made by rule"}
    middle = {"latitude": f"{north:.1f}", "longitude": f"{east:.1f}"}
    yield base | middle | {"place_id": code.lower(), "name": name, "precision": "country", "radius_km": "400"}
    if with_region:
        yield base | middle | {"place_id": f"{code.lower()}-region", "name": f"Middle of {name}", "precision": "region", "radius_km": "200"}
    for number in range(1, PLACES_A_COUNTRY + 1):
        while True:
            latitude, longitude = round(north + chance.gauss(0, reach / 3), 2), round(east + chance.gauss(0, reach / 3), 2)
            if abs(latitude) <= 90 and abs(longitude) <= 180 and found.distance_km(code, latitude, longitude) == 0:
                break
        exact = ("city", "10") if number % 4 else ("site", "3")
        at = {"latitude": f"{latitude}", "longitude": f"{longitude}", "precision": exact[0], "radius_km": exact[1]}
        yield base | at | {"place_id": f"{code.lower()}-{number}", "name": f"{name} {'ABCDE'[number - 1]}"}


def _events(world: World, count: int) -> Iterator[Row]:
    made = 0
    while made < count:
        for event in _story(world, made)[: count - made]:
            made += 1
            yield event


def _story(world: World, made: int) -> list[Row]:
    """One event, or a trip with its legs, or a claim with its denial."""
    event = _event(world, f"event-{made + 1:06}", _category(world.chance))
    if event["category"] == "visit" and event["places"].count(";"):
        legs = [_leg(event, f"event-{made + 2 + at:06}", place) for at, place in enumerate(event["places"].split("; "))]
        return [event, *legs]
    if event["status"] == "denied":
        return [event, _denial(event, f"event-{made + 2:06}")]
    return [event]


def _category(chance: Random) -> str:
    return chance.choices(list(VERBS), [SHARES.get(category, 4) for category in VERBS])[0]


def _event(world: World, event_id: str, category: str) -> Row:
    chance = world.chance
    first = chance.randrange(len(COUNTRIES))
    one, other = COUNTRIES[first], COUNTRIES[(first + chance.randint(1, NEIGHBOURS)) % len(COUNTRIES)]
    status = "occurred" if chance.random() < 0.8 else chance.choice(("scheduled", "under-way", *CLAIMED))
    if category in ("visit", "talks", "observance", "statement") and status in CLAIMED:
        status = "occurred"
    roles = ROLES.get(category, ("actor", "mentioned"))
    if status in CLAIMED:
        roles = ("accused", "accuser" if status != "denied" else "mentioned")
    where = _where(world, other if category in ("visit", "talks") else one, category)
    day = chance.randint(FIRST, LAST)
    when, basis = _when(chance, day, status)
    title = f"{countries.name(one)} {VERBS[category]} {countries.name(other)}"
    return {
        "event_id": event_id, "title": title, "summary": f"{title}: event number {int(event_id[6:]):,} of this table, made by rule.",
        "when": when, "when_basis": basis, "status": status, "category": category,
        "countries": f"{one}:{roles[0]}; {other}:{roles[1]}", "places": where, "source_id": _source_id(day, status),
        "paragraphs": str(chance.randint(1, 40)), "confidence": "medium",
    }  # fmt: skip


def _where(world: World, code: str, category: str) -> str:
    chance, here = world.chance, world.at[code]
    if category == "statement" and chance.random() < 0.6:
        return ""
    if category == "visit" and chance.random() < 0.1:
        return "; ".join(place["place_id"] for place in chance.sample(here[-PLACES_A_COUNTRY:], chance.choice((2, 2, 3))))
    exact = here[-PLACES_A_COUNTRY:]
    return chance.choice(exact if chance.random() < 0.75 else here)["place_id"]


def _when(chance: Random, day: int, status: str) -> tuple[str, str]:
    """A time around a day, in any of the ways, and how it is known."""
    year, month, _ = calendar(day)
    later = day + chance.randint(1, 20)
    text = iso(day)
    if status == "under-way" and year == 2024:
        return f"{text}/..", f"from {day_text(day)}; no end is printed"
    if status == "under-way":
        return f"{text}/{iso(day + 90)}", f"{days_text(day, day + 90)}: {day_text(day)} to {day_text(day + 90)}"
    forms: tuple[tuple[float, Callable[[], tuple[str, str]]], ...] = (
        (80, lambda: (text, f"{day_text(day)} is printed")),
        (2, lambda: (f"{text}?", f"{day_text(day)} is printed, hard to read")),
        (6, lambda: (f"{text}/{iso(later)}", f"{day_text(day)} to {day_text(later)}: {days_text(day, later)}")),
        (4, lambda: (f"[{text}..{iso(later)}]", f"one day from {day_text(day)} to {day_text(later)}")),
        (5, lambda: (f"{year}-{month:02}", f"the month is printed: {day_text(day)[-8:]}")),
        (1, lambda: (f"{year}", f"only the year {year} is printed")),
        (0.2, lambda: (f"[..{text}]", f"by {day_text(day)}")),
        (0.2, lambda: (f"../{text}", f"until {day_text(day)}")),
    )
    return chance.choices(forms, [share for share, _ in forms])[0][1]()


def _leg(trip: Row, event_id: str, place: str) -> Row:
    return trip | {"event_id": event_id, "places": place, "part_of": trip["event_id"], "title": f"{trip['title']}: at {place}"}


def _denial(claim: Row, event_id: str) -> Row:
    accused, speaking = claim["countries"][:3], claim["countries"].replace("accused", "actor")
    return claim | {
        "event_id": event_id, "title": f"{countries.name(accused)} denies it: {claim['title']}", "status": "occurred",
        "category": "statement", "countries": speaking, "places": "", "about": claim["event_id"], "stance": "denies",
    }  # fmt: skip


def _source_id(day: int, status: str) -> str:
    """A log of the month two months later; for what was due that of two months before."""
    year, month, _ = calendar(day + (-62 if status == "scheduled" else 62))
    return f"log-{year}-{month:02}"


def _source(source_id: str) -> Row:
    month = source_id.removeprefix("log-")
    return {
        "source_id": source_id, "title": f"Log of {month}", "published": month, "published_basis": "made by rule",
        "kind": "log", "paragraphs": "40",
    }  # fmt: skip


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]), parquet=sys.argv[3:] == ["parquet"])
