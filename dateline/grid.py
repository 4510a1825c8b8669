"""Events counted together in cells of the map: what stands for more places than can be drawn.

An event at a site or town counts in each cell that it has a point in; one of which only a region or a country is known counts there,
and never in a cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import narwhals as nw

from dateline.entries import POINTS, Place
from dateline.event_rows import Frame
from dateline.selection import Selection
from dateline.view import Box

MOST_CELLS = 400
ACROSS = 36.0
"""Cells side by side that can be told apart and hit."""
_SLIP = 1e-9
"""What a division by a tenth of a degree may come out too small."""
SIZES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
"""Degrees; each divides 90, so that no cell reaches over a pole."""


@dataclass(frozen=True)
class Cell:
    """The shown events with a point in a box."""

    box: Box
    count: int
    possible: int
    """So many of them."""


@dataclass(frozen=True)
class Area:
    """The shown events of which no more is known than this region or country."""

    place: Place
    count: int
    possible: int


@dataclass(frozen=True)
class Grid:
    """The shown events on the map, counted: `by_place` adds up to all of them."""

    size: float
    """Degrees of a cell's side."""
    cells: tuple[Cell, ...]
    """The fullest first."""
    regions: tuple[Area, ...]
    countries: tuple[Area, ...]
    by_place: Mapping[str, int]
    """By `PLACE_CLASSES`; an event that counts in several cells is one."""


def grid(selection: Selection) -> Grid:
    """The shown events in at most `MOST_CELLS` cells, as small as they can be for the part of the earth that they are on."""
    places = selection.collection.places
    spots = selection.collection.spots.join(selection.frame.select("row", "certain", "place_class"), on="row", how="inner")
    points = spots.filter(nw.col("place_id").is_in([name for name, place in places.items() if place.precision in POINTS]))
    size, counted = _fitting(points, selection.view.area)
    cells = tuple(Cell(_box(int(row[0]), int(row[1]), size), int(row[2]), int(row[3])) for row in counted.iter_rows())
    return Grid(
        size,
        tuple(sorted(cells, key=lambda cell: (-cell.count, cell.box.south, cell.box.west))),
        _areas(spots, places, "region"),
        _areas(spots, places, "country"),
        selection.counts.by_place,
    )


def _fitting(points: Frame, area: Box | None) -> tuple[float, Frame]:
    """The size of the cells, and their counts: across, up, count, possible."""
    wide = _extent(points, area)
    for size in SIZES:
        if wide / size > ACROSS and size != SIZES[-1]:
            continue
        counted = _in_cells(points, size)
        if len(counted) <= MOST_CELLS:
            break
    return size, counted


def _extent(points: Frame, area: Box | None) -> float:
    """Degrees that the points take from side to side, or from top to bottom if that is more in the width of a map; in a chosen area if
    there is one, for a route may lead far out of it."""
    if area is not None and area.west <= area.east:
        inside = points.filter(nw.col("latitude").is_between(area.south, area.north), nw.col("longitude").is_between(area.west, area.east))
        points = inside if len(inside) else points
    if not len(points):
        return 0.0
    return max(float(points[name].max() - points[name].min()) * share for name, share in (("longitude", 1.0), ("latitude", 2.0)))


def _in_cells(points: Frame, size: float) -> Frame:
    return (
        points.with_columns(across=_step(nw.col("longitude") + 180, size, 360), up=_step(nw.col("latitude") + 90, size, 180))
        .group_by("row", "across", "up")
        .agg(nw.col("certain").min())
        .group_by("across", "up")
        .agg(count=nw.len(), certain=nw.col("certain").sum())
        .select("across", "up", "count", possible=nw.col("count") - nw.col("certain"))
    )


def _step(degrees: nw.Expr, size: float, whole: int) -> nw.Expr:
    """Which cell; a point on the line between two belongs to the second, and the last cell holds its outer edge too."""
    return (degrees / size + _SLIP).floor().clip(0, ceil(whole / size) - 1)


def _box(across: int, up: int, size: float) -> Box:
    south, west = round(up * size - 90, 6), round(across * size - 180, 6)
    return Box(south, west, round(min(south + size, 90.0), 6), round(min(west + size, 180.0), 6))


def _areas(spots: Frame, places: Mapping[str, Place], precision: str) -> tuple[Area, ...]:
    """The regions or countries, the fullest first; a country once, whatever places stand for it."""
    wanted = {name: place for name, place in places.items() if place.precision == precision}
    inside = spots.filter(nw.col("place_class") == precision, nw.col("place_id").is_in(list(wanted)))
    held: dict[str, tuple[Place, dict[int, bool]]] = {}
    for row, place_id, certain in inside.select("row", "place_id", "certain").iter_rows():
        place = wanted[place_id]
        key = place.country if precision == "country" and place.country else place_id
        held.setdefault(key, (place, {}))[1][row] = certain
    found = [Area(place, len(rows), len(rows) - sum(rows.values())) for place, rows in held.values()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.place.place_id)))
