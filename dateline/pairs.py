"""Countries that take part in the same events: how many events each pair shares, and for one country its partners and places.

A country takes part by an acting role, or by one of the roles that the view asks for. Each number is that of a view, which
`shared` and `Spot.of` give, so that following a number shows exactly as many events.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor

import narwhals as nw

from dateline.collection import Frame
from dateline.entries import Place
from dateline.schema import ACTING_ROLES
from dateline.selection import Selection, visible
from dateline.view import Box, View

_STEPS = 1_000
"""Steps of a degree that a link can tell apart, about 100 m."""


@dataclass(frozen=True)
class Tally:
    """Events counted together."""

    shown: int = 0
    certain: int = 0
    alone: int = 0
    """Those in which no other country takes part."""
    statuses: Mapping[str, int] = field(default_factory=dict)

    @property
    def possible(self) -> int:
        return self.shown - self.certain

    def count(self, statuses: tuple[str, ...]) -> int:
        """How many have one of these statuses."""
        return sum(self.statuses.get(status, 0) for status in statuses)


NONE = Tally()


@dataclass(frozen=True)
class Pairs:
    """Who shares events with whom."""

    countries: tuple[str, ...]
    """Those with most events first."""
    cells: Mapping[tuple[str, str], Tally]
    """By two codes in the order of the alphabet. A code with itself: all events of that country."""

    def tally(self, one: str, other: str) -> Tally:
        """What the two share, in either order."""
        return self.cells.get((min(one, other), max(one, other)), NONE)

    @property
    def met(self) -> int:
        """How many pairs of two countries share an event."""
        return sum(one != other for one, other in self.cells)


@dataclass(frozen=True)
class Meeting:
    """The roles in which two countries met."""

    own: str
    other: str
    count: int


@dataclass(frozen=True)
class Partner:
    """A country that shares events with another, and how."""

    country: str
    tally: Tally
    meetings: tuple[Meeting, ...]
    """Most frequent first; an event with several roles of a country is in several of them."""


@dataclass(frozen=True)
class Spot:
    """Places that a link cannot tell apart, nearly always one, with the events there."""

    places: tuple[Place, ...]
    area: Box
    shown: int

    def of(self, view: View) -> View:
        """The view with these events."""
        return view.changed(area=self.area, event="", camera=None)


def shared(view: View, *countries: str, alone: bool = False) -> View:
    """The view of the events in which all of these take part, by the view's other filters; `alone`: they and no other country."""
    match = "between" if alone else "all" if len(countries) > 1 else "any"
    return view.changed(countries=countries, match=match, event="", camera=None)


def pairs(selection: Selection) -> Pairs:
    """All pairs, by every filter but the choice of countries; where several countries are chosen, the pairs of these only."""
    everywhere = visible(selection.collection, selection.view.changed(countries=(), match="any"))
    chosen = selection.view.countries
    cells = _cells(everywhere, chosen if len(chosen) > 1 else ())
    found = set(chosen if len(chosen) > 1 else (one for one, other in cells if one == other))
    return Pairs(tuple(sorted(found, key=lambda code: (-cells.get((code, code), NONE).shown, code))), cells)


def partners(selection: Selection, country: str) -> tuple[Partner, ...]:
    """The countries that share shown events with this one, those with most first."""
    cells = _cells(selection, ())
    met: dict[str, list[Meeting]] = {}
    for other, own, role, count in _meetings(selection, country):
        met.setdefault(other, []).append(Meeting(own, role, count))
    found = [
        Partner(code, cells[min(code, country), max(code, country)], tuple(sorted(some, key=lambda one: (-one.count, one.own, one.other))))
        for code, some in met.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.tally.shown, one.country)))


def spots(selection: Selection) -> tuple[Spot, ...]:
    """Where the events are, in the order of their number, by every filter; inside the area where there is one."""
    table, view = selection.collection, selection.view
    everywhere = visible(table, view.changed(area=None)).frame
    here = table.spots.filter(nw.col("row").is_in(selection.frame["row"]))
    at: dict[Box, dict[str, Place]] = {}
    for place_id in sorted(set(here["place_id"].to_list())):
        place = table.places[place_id]
        if view.area is None or _inside(place, view.area):
            at.setdefault(_box(place), {})[place_id] = place
    found = [Spot(tuple(places.values()), box, _events_in(everywhere, table.spots, box)) for box, places in at.items()]
    return tuple(sorted(found, key=lambda one: (-one.shown, one.places[0].name)))


def _taking_part(selection: Selection) -> Frame:
    """row, country, role of all who take part in the shown events."""
    roles = list(selection.view.roles or ACTING_ROLES)
    return selection.collection.parties.filter(nw.col("role").is_in(roles), nw.col("row").is_in(selection.frame["row"]))


def _cells(selection: Selection, among: tuple[str, ...]) -> dict[tuple[str, str], Tally]:
    inside = _taking_part(selection).select("row", "country").unique()
    sizes = inside.group_by("row").agg(size=nw.len())
    some = inside.filter(nw.col("country").is_in(among)) if among else inside
    both = some.join(some.rename({"country": "other"}), on="row", how="inner").filter(nw.col("country") <= nw.col("other"))
    both = both.join(sizes, on="row", how="inner").join(selection.frame.select("row", "status", "certain"), on="row", how="inner")
    least = nw.when(nw.col("country") == nw.col("other")).then(nw.lit(1)).otherwise(nw.lit(2))
    counted = (
        both.with_columns(alone=nw.col("size") == least)
        .group_by("country", "other", "status")
        .agg(shown=nw.len(), certain=nw.col("certain").sum(), alone=nw.col("alone").sum())
        .sort("country", "other", "status")
    )
    cells: dict[tuple[str, str], Tally] = {}
    for one, other, status, shown, certain, alone in counted.select("country", "other", "status", "shown", "certain", "alone").iter_rows():
        sum_ = cells.get((one, other), NONE)
        statuses = {**sum_.statuses, status: int(shown)}
        cells[one, other] = Tally(sum_.shown + int(shown), sum_.certain + int(certain), sum_.alone + int(alone), statuses)
    return cells


def _meetings(selection: Selection, country: str) -> list[tuple[str, str, str, int]]:
    """Other country, own role, its role, events."""
    inside = _taking_part(selection).select("row", "country", "role").unique()
    own = inside.filter(nw.col("country") == country).select("row", own=nw.col("role"))
    met = own.join(inside.filter(nw.col("country") != country), on="row", how="inner")
    counted = met.group_by("country", "own", "role").agg(count=nw.len())
    return [(other, mine, role, int(count)) for other, mine, role, count in counted.select("country", "own", "role", "count").iter_rows()]


def _box(place: Place) -> Box:
    """The smallest box of a link that holds the place."""
    south, west = floor(place.latitude * _STEPS) / _STEPS, floor(place.longitude * _STEPS) / _STEPS
    return Box(south, west, ceil(place.latitude * _STEPS) / _STEPS, ceil(place.longitude * _STEPS) / _STEPS)


def _inside(place: Place, box: Box) -> bool:
    east, west = place.longitude <= box.east, place.longitude >= box.west
    return box.south <= place.latitude <= box.north and ((west and east) if box.west <= box.east else (west or east))


def _events_in(events: Frame, points: Frame, box: Box) -> int:
    inside = points.filter(
        nw.col("latitude") >= box.south, nw.col("latitude") <= box.north, nw.col("longitude") >= box.west, nw.col("longitude") <= box.east
    )
    return len(events.filter(nw.col("row").is_in(inside["row"])))
