"""View <-> query string, by one table of parameters.

The query is a mapping from a parameter's name to its values, as a browser sends it. Reading never raises: what cannot be used
is left out and said in a note. Writing leaves defaults out, so equal views have equal links.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from dateline import countries
from dateline.collection import Collection
from dateline.dates import SHAPES, from_iso, iso
from dateline.errors import DateError
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.view import MATCHES, Box, Camera, View

Query = Mapping[str, Sequence[str]]
Notes = list[str]

LONGEST_TEXT = 200
"""Characters of a search; a longer one is cut."""
MOST_VALUES = 300
"""Values of one parameter that are read: more than there are countries."""
MOST_NOTES = 12
"""Notes shown; a link of thousands of bad values must not fill the page."""
FOREIGN = re.compile(r"utm_\w+|fbclid|gclid|embed|embed_options")
"""Parameters that others add to links; passed over without a note."""


DATA = "data"
"""The parameter that says of which data a link was made (see `since`). It is no part of the view."""
EMBED = "embed"
"""Streamlit's parameter for a page inside another page: only the instrument is shown then."""
_COLLECTION = "collection"
CAMERA = "map"
"""The one parameter that the browser module writes by itself, while the map is moved."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of the link: how it is called, what of the view it carries, how it is written and read."""

    name: str
    fields: tuple[str, ...]
    meaning: str
    example: str
    write: Callable[[View], Iterable[str]]
    read: Callable[[Sequence[str], Notes], dict[str, Any]]


def to_query(view: View) -> dict[str, list[str]]:
    """The view as a query; defaults are left out."""
    written = {parameter.name: list(parameter.write(view)) for parameter in PARAMETERS}
    return {name: values for name, values in written.items() if values}


def to_string(view: View) -> str:
    """The view as a query string without the question mark; empty for the view that chooses nothing."""
    return urlencode(to_query(view), doseq=True)


@lru_cache(maxsize=1024)  # told for every button, at every run of a page
def step(what: str, value: str = "") -> str:
    """What one filter of `FILTERS` is in a query: this value of a list of it, or its parameters with nothing for a whole one."""
    return urlencode([(name, value) for name in names(*(("first", "last") if what == "dates" else (what,)))])


@cache
def names(*fields: str) -> tuple[str, ...]:
    """How a query calls these fields of a view, in the order of the table below."""
    return tuple(one.name for one in PARAMETERS if not set(one.fields).isdisjoint(fields))


def home(collection: Collection) -> str:
    """What stands behind an address to lead to this collection, nothing chosen: empty for the default one."""
    query = to_string(View(collection=collection.linked))
    return f"?{query}" if query else ""


def from_query(query: Query, collection: Collection | None = None) -> tuple[View, tuple[str, ...]]:
    """The view that a query asks for, and notes on what in it could not be used. Never raises.

    With a collection, countries and events that it does not have are left out too.
    """
    notes: Notes = []
    chosen: dict[str, Any] = {}
    for parameter in PARAMETERS:
        values = [clean(value) for value in list(query.get(parameter.name, ()))[:MOST_VALUES]]
        if any(values):
            chosen |= parameter.read([value for value in values if value], notes)
    for name in query:
        if name not in _NAMES and name != DATA and not FOREIGN.fullmatch(name):
            notes.append(f"'{shown(name)}' is no part of a link; ignored")
    first, last = chosen.get("first"), chosen.get("last")
    if first is not None and last is not None and first > last:
        notes.append(f"the window's first day {iso(first)} is later than its last {iso(last)}; both ignored")
        chosen |= {"first": None, "last": None}
    view = View(**chosen)
    if collection is not None:
        view = _within(view, collection, notes)
    more = len(notes) - MOST_NOTES
    return view, tuple(notes[:MOST_NOTES] + ([f"and {more} more like these"] if more > 0 else []))


def named(query: Query) -> str:
    """The collection that a query asks for; empty for the default one."""
    return from_query({_COLLECTION: query.get(_COLLECTION, ())})[0].collection


def clean(text: str) -> str:
    """Text from outside without control characters and marks that turn the direction of writing."""
    kept = "".join(letter for letter in text[: 10 * LONGEST_TEXT] if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return kept.strip()


def shown(text: str) -> str:
    """A bad value as a note shows it: cleaned and short."""
    text = clean(text)
    return text if len(text) <= 40 else text[:39] + "…"


def _within(view: View, collection: Collection, notes: Notes) -> View:
    unknown = [code for code in view.countries if code not in collection.countries]
    notes += [f"country '{code}' ({countries.name(code)}) is not in this table; ignored" for code in unknown]
    view = view.changed(countries=tuple(code for code in view.countries if code not in unknown))
    if view.event and collection.event(view.event) is None:
        notes.append(f"there is no event '{shown(view.event)}' in this table; ignored")
        view = view.changed(event="")
    if view.collection not in ("", collection.name, collection.linked):
        notes.append(f"this is not the collection '{shown(view.collection)}', which the link asks for, but '{collection.name}'")
    return view.changed(collection=collection.linked)


def _codes(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    good = []
    for value in _split(values):
        if countries.known(value.upper()):
            good.append(value.upper())
        else:
            near = countries.nearest(value) if len(notes) < MOST_NOTES else ()  # later ones are only counted, and looking costs
            hint = f" (did you mean {near[0]}?)" if near else ""
            notes.append(f"country '{shown(value)}' is not known{hint}; ignored")
    return {"countries": tuple(good)}


def _split(values: Sequence[str]) -> list[str]:
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


def _of(field: str, what: str, allowed: Iterable[str]) -> Callable[[Sequence[str], Notes], dict[str, Any]]:
    def read(values: Sequence[str], notes: Notes) -> dict[str, Any]:
        parts = _split(values)
        notes += [f"{what} '{shown(part)}' is not known; ignored" for part in parts if part not in allowed]
        return {field: tuple(part for part in parts if part in allowed)}

    return read


def _match(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    if values[-1] in MATCHES:
        return {"match": values[-1]}
    notes.append(f"match '{shown(values[-1])}' is not one of {', '.join(MATCHES)}; read as any")
    return {}


def _window(field: str) -> Callable[[Sequence[str], Notes], dict[str, Any]]:
    def read(values: Sequence[str], notes: Notes) -> dict[str, Any]:
        try:
            return {field: from_iso(values[-1])}
        except DateError:
            notes.append(f"'{shown(values[-1])}' is no day such as 2023-11-08; ignored")
            return {}

    return read


def _text(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    if len(values[-1]) > LONGEST_TEXT:
        notes.append(f"the text to search for is cut to {LONGEST_TEXT} characters")
    return {"text": values[-1][:LONGEST_TEXT]}


def _area(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    area = Box.of(_numbers(values[-1], 4))
    if area is not None:
        return {"area": area}
    notes.append(f"area '{shown(values[-1])}' is not south_west_north_east in degrees; ignored")
    return {}


def _camera(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    latitude, longitude, zoom = _numbers(values[-1], 3) or (91, 0, 0)
    if -90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= zoom <= 22:
        return {"camera": Camera(latitude, longitude, zoom)}
    notes.append(f"map '{shown(values[-1])}' is not latitude_longitude_zoom; ignored")
    return {}


def _numbers(text: str, count: int) -> tuple[float, ...]:
    parts = re.split("[_,]", text)
    if len(parts) != count or not all(re.fullmatch(r"-?\d{1,3}(\.\d{1,6})?", part) for part in parts):
        return ()
    return tuple(float(part) for part in parts)


def _event(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    if re.fullmatch(r"[a-z0-9-]{1,120}", values[-1]):
        return {"event": values[-1]}
    notes.append(f"'{shown(values[-1])}' is no event's name; ignored")
    return {}


def _switch(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    if values[-1] == "shown":
        return {"follow_ups": True}
    notes.append(f"known '{shown(values[-1])}' is not 'shown'; ignored")
    return {}


def _name(values: Sequence[str], notes: Notes) -> dict[str, Any]:
    return {"collection": values[-1][:LONGEST_TEXT]}


def _day(day: int | None) -> list[str]:
    return [] if day is None else [iso(day)]


def _degrees(*values: float) -> str:
    return "_".join(f"{round(value, 3) + 0:.3f}".rstrip("0").rstrip(".") for value in values)  # + 0: no minus before nothing


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("country", ("countries",), "ISO 3166-1 alpha-3 codes", "KOR", lambda v: v.countries, _codes),
    Parameter("match", ("match",), "any, all or between", "all", lambda v: [v.match] if v.match != "any" else [], _match),
    Parameter("role", ("roles",), "roles that count", "host", lambda v: v.roles, _of("roles", "role", ROLES)),
    Parameter("category", ("categories",), "sorts of event", "launch", lambda v: v.categories, _of("categories", "category", CATEGORIES)),
    Parameter("status", ("statuses",), "what the source says of it", "alleged", lambda v: v.statuses, _of("statuses", "status", STATUSES)),
    Parameter("shape", ("shapes",), "how the time is given", "month", lambda v: v.shapes, _of("shapes", "shape", SHAPES)),
    Parameter("from", ("first",), "first day of the window", "2023-11-01", lambda v: _day(v.first), _window("first")),
    Parameter("to", ("last",), "last day of the window", "2023-11-30", lambda v: _day(v.last), _window("last")),
    Parameter("text", ("text",), "words that must all occur", "satellite", lambda v: [v.text] if v.text else [], _text),
    Parameter(
        "area", ("area",), "south_west_north_east in degrees", "30_120_45_145",
        lambda v: [_degrees(v.area.south, v.area.west, v.area.north, v.area.east)] if v.area else [], _area,
    ),
    Parameter("event", ("event",), "the open event", "blinken-seoul-visit", lambda v: [v.event] if v.event else [], _event),
    Parameter("known", ("follow_ups",), "shown: what became known", "shown", lambda v: ["shown"] if v.follow_ups else [], _switch),
    Parameter(_COLLECTION, ("collection",), "name of the collection", "data", lambda v: [v.collection] if v.collection else [], _name),
    Parameter(
        CAMERA, ("camera",), "latitude_longitude_zoom", "37.5_127_4",
        lambda v: [_degrees(v.camera.latitude, v.camera.longitude, v.camera.zoom)] if v.camera else [], _camera,
    ),
)  # fmt: skip
_NAMES = {parameter.name for parameter in PARAMETERS}
