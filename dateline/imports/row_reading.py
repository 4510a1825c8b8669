"""One row of others: its time, its place and its countries, with what there is to say of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite

from dateline import countries
from dateline.dates import iso, parse_when, when_text
from dateline.imports import codes
from dateline.imports.form import Cells, Format, number
from dateline.imports.plain import listed, plain
from dateline.imports.proposal import Proposal
from dateline.imports.spots import SpotError, from_point, spot
from dateline.imports.times import TimeError, read_day

Say = Callable[[str, str, str, str, str], None]
"""rule, field, value, why, what to do."""
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?Z?")
_LARGEST_RADIUS_KM = 10_000
_LONGEST_PART = 4
"""Digits of a month or a day; of very many no number is made."""
_TOWN_KM = 15
"""A place that reaches farther is drawn as a region."""


@dataclass(frozen=True)
class Time:
    """When, and how it was read."""

    when: str
    basis: str
    printed: str
    utc: str


@dataclass(frozen=True)
class Where:
    """A place with coordinates."""

    name: str
    country: str
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    basis: str


@dataclass
class Who:
    """Countries with their roles, in the order in which they are named, each once in a role."""

    parties: dict[tuple[str, str], None] = field(default_factory=dict)
    place_country: str = ""


def time_of(cells: Cells, form: Format, proposal: Proposal, say: Say) -> Time:
    """The time of a row. Raises `TimeError`."""
    if cells["start"]:
        when, clock = read_day(cells["start"], proposal.dates)
        printed = cells["start"]
    else:
        when, clock, printed = _split(cells, ("year", "month", "day"), form), "", _printed(cells, ("year", "month", "day"))
    end = _end(cells, form, proposal, say)
    basis = f"printed as '{listed(printed)[:60]}'"
    if end and end != when:
        basis += f" to '{listed(cells['end'] or _printed(cells, ('end_year', 'end_month', 'end_day')))[:60]}'"
    meaning = form.dates.get(number(cells["date_precision"]), "")
    when = _with_precision(when, end, meaning, cells, say)
    if cells["date_precision"]:
        basis += f"; precision {number(cells['date_precision'])}" + (f": {_MEANT[meaning]}" if meaning else "")
    basis += f"; read as {when_text(parse_when(when))}"
    return Time(when, basis, listed(printed)[:80], _utc(when, clock, cells, form))


_MEANT = {
    "day": "the day is known", "week": "the week is known", "month": "the month is known", "year": "the year is known",
    "within": "one of these days, or some of them",
}  # fmt: skip


def _split(cells: Cells, names: tuple[str, str, str], form: Format) -> str:
    return _composed(*(number(cells[name]) for name in names), form.years_before)


@lru_cache(maxsize=65_536)
def _composed(year: str, month: str, day: str, years_before: str) -> str:
    if not year:
        raise TimeError("date-missing", "the date is missing", "give the year at least")
    if not re.fullmatch(r"-?\d{1,4}", year):
        raise TimeError("date-unreadable", f"'{year}' is no year", "write it with digits")
    value = int(year)
    shifted = value + 1 if value < 0 and years_before == "historical" else value
    parts = [f"{'-' if shifted < 0 else ''}{abs(shifted):04}"]
    for part in (month, day):
        if not part or part.strip("0") == "":
            break
        parts.append(f"{int(part):02}" if part.isdecimal() and len(part) <= _LONGEST_PART else part)
    try:
        if len(parts) > 1 and not parts[1].isdecimal():
            return read_day(" ".join([*reversed(parts[1:]), parts[0]]), _NO_READING)[0]
        return read_day("-".join(parts), _NO_READING)[0]
    except TimeError as error:
        raise TimeError(error.rule, error.why, error.todo) from None


_NO_READING = Proposal("", {}).dates


def _printed(cells: Cells, names: tuple[str, ...]) -> str:
    return "-".join(filter(None, (number(cells[name]) for name in names)))


def _end(cells: Cells, form: Format, proposal: Proposal, say: Say) -> str:
    try:
        if cells["end"]:
            return read_day(cells["end"], proposal.dates)[0]
        return _split(cells, ("end_year", "end_month", "end_day"), form) if cells["end_year"] else ""
    except TimeError as error:
        if error.rule != "date-missing":
            say(error.rule, "end" if cells["end"] else "end_year", cells["end"] or cells["end_year"], error.why, error.todo)
        return ""


def _with_precision(start: str, end: str, meaning: str, cells: Cells, say: Say) -> str:
    if end and parse_when(end).e2 < parse_when(start).s1:
        say(
            "end-before-start",
            "end",
            cells["end"],
            f"the end lies before the start {start}; only the start was taken",
            "correct one of them",
        )
        end = ""
    exact = len(start) == 10 and "/" not in start
    if meaning in ("week", "month", "year") and exact:
        return _widened(start, meaning)
    if not end or end == start or "/" in start or "[" in start:
        return start
    if "/" in end or "[" in end:
        say("date-unreadable", "end", cells["end"], "is no one time; only the start was taken", "give the last day")
        return start
    if meaning == "within":
        first, last = start.rstrip("~?%"), end.rstrip("~?%")
        return f"[{first}..{last}]" if first != last else start
    return f"{start.rstrip('~?')}/{end.rstrip('~?')}"


def _widened(day: str, meaning: str) -> str:
    if meaning == "week":
        at = int(parse_when(day).s1)
        monday = at - (at + 3) % 7  # day 0 was a Thursday
        return f"[{iso(monday)}..{iso(monday + 6)}]"
    return day[:7] if meaning == "month" else day[:4]


def _utc(when: str, clock: str, cells: Cells, form: Format) -> str:
    if cells["time"].endswith("Z") and "T" in cells["time"]:
        return cells["time"]
    given = _CLOCK.fullmatch(clock if clock.endswith("Z") else form.clock(cells["time"]))
    if not given or len(when) != 10 or when[4] != "-":
        return ""
    hour, minute, second = given.groups()
    is_time = int(hour) < 24 and int(minute) < 60 and int(second or 0) < 60
    return f"{when}T{int(hour):02}:{minute}{f':{second}' if second else ''}Z" if is_time else ""


def who_of(cells: Cells, form: Format, proposal: Proposal, say: Say) -> Who:
    """The countries of a row; what is unknown is said and left out."""
    who = Who(dict.fromkeys(form.parties))
    for name in proposal.codes:
        for part in _parts(cells[name], proposal.codes[name]):
            code, _, role = part.partition(":")
            alpha3 = codes.read(code, proposal.codes[name])
            if alpha3 is None:
                _say_unknown(name, code, say)
            elif alpha3:
                if role in _OWN_ROLES or alpha3 not in {named for named, _ in who.parties}:
                    who.parties[alpha3, role if role in _OWN_ROLES else form.roles[name]] = None
                who.place_country = alpha3 if name == "country" else who.place_country
    return who


_OWN_ROLES = frozenset(("host", "visitor", "participant", "actor", "target", "accuser", "accused", "mentioned"))


@lru_cache(maxsize=65_536)
def _parts(text: str, system: str) -> tuple[str, ...]:
    """The countries of a cell: several are set apart by semicolons, bars, slashes or, in codes and where each is a name, commas."""
    if not text or text == "-" or codes.read(text, system) is not None:
        return (text,) if text and text != "-" else ()
    for separator in (r"\s*[;|]\s*", r"\s*[/+]\s*", r"\s*,\s*"):
        parts = tuple(part for part in re.split(separator, text) if part)
        if len(parts) > 1 and (separator[4] == ";" or all(codes.read(part.split(":")[0], system) is not None for part in parts)):
            return parts
    return (text,)


def _say_unknown(name: str, text: str, say: Say) -> None:
    near = countries.nearest(text)[:3]
    proposed = (
        f"is {' or '.join(f'{code} ({countries.name(code)})' for code in near)} meant?" if near else "write its name or ISO 3166-1 code"
    )
    say("country-unknown", name, text, "is no country that is known; the event was taken without it", proposed)


def where_of(cells: Cells, form: Format, country: str, say: Say) -> tuple[list[Where], str]:
    """The places of a row with their coordinates, and the name of a place that has none."""
    name = plain(cells["place"], 200)
    name = "" if name == "-" else name
    latitude, longitude = _coordinates(cells, say)
    if ";" in latitude and latitude.count(";") == longitude.count(";"):
        lists = [
            [part.strip() for part in text.split(";")] for text in (name, latitude, longitude, cells["place_precision"], cells["radius"])
        ]
        size = len(lists[1])
        rows = zip(*(one if len(one) == size else [""] * size for one in lists), strict=True)
        found = [_place(one, north, east, how, reach, country, form, cells, say) for one, north, east, how, reach in rows]
        return [one for one in found if one], ""
    one = _place(name, latitude, longitude, cells["place_precision"], cells["radius"], country, form, cells, say)
    return ([one], "") if one else ([], name)


def _coordinates(cells: Cells, say: Say) -> tuple[str, str]:
    latitude, longitude = cells["latitude"], cells["longitude"]
    if (latitude and longitude) or not cells["point"]:
        return latitude, longitude
    try:
        return from_point(cells["point"])
    except SpotError as error:
        say(error.rule, "point", cells["point"], error.why, error.todo)
        return "", ""


def _place(
    name: str, latitude: str, longitude: str, how: str, reach: str, country: str, form: Format, cells: Cells, say: Say
) -> Where | None:
    try:
        point = spot(latitude, longitude)
    except SpotError as error:
        column = "latitude" if cells["latitude"] else "point"
        value = f"{latitude}, {longitude}"
        say(error.rule, column, value, f"{error.why}; the event was taken without its place", error.todo)
        return None
    if point is None:
        return None
    coded = form.places.get(number(how))
    precision, radius = coded or (point.precision, point.radius_km)
    basis = f"coordinates of the table; precision {number(how)}, the radius is our estimate" if coded else _DIGITS
    given = float(reach) if re.fullmatch(r"\d{1,6}(\.\d+)?", reach) else 0.0
    if isfinite(given) and 0 < given <= _LARGEST_RADIUS_KM:
        precision, radius, basis = (
            precision if coded else "region" if given > _TOWN_KM else "city",
            given,
            "coordinates and radius of the table",
        )
    if precision == "country" and not country:
        precision = "region"
    return Where(name or cells["area"], country, point.latitude, point.longitude, precision, radius, basis)


_DIGITS = "coordinates of the table; the radius is what their digits allow"
