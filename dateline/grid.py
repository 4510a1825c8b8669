"""Events counted together in cells of the map: what stands for more places than can be drawn.

An event at a site or town counts in each cell that it has a point in; one of which only a region or a country is known counts there,
and never in a cell.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import narwhals as nw

from dateline.aggregates import Bins, in_bins, stack_bins
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
    over_time: Mapping[int, int]
    """How many in each of the grid's bins that has any; they add up to `count`."""


@dataclass(frozen=True)
class Area:
    """The shown events of which no more is known than this region or country."""

    place: Place
    count: int
    possible: int
    over_time: Mapping[int, int]


@dataclass(frozen=True)
class Grid:
    """The shown events on the map, counted: `by_place` adds up to all of them."""

    cells: tuple[Cell, ...]
    """The fullest first."""
    regions: tuple[Area, ...]
    countries: tuple[Area, ...]
    by_place: Mapping[str, int]
    """By `PLACE_CLASSES`; an event that counts in several cells is one."""
    bins: Bins | None
    """As of the bars that stand for the same events over time; None where nothing is shown."""


def grid(selection: Selection) -> Grid:
    """The shown events in at most `MOST_CELLS` cells, as small as they can be for the part of the earth that they are on."""
    told: Grid = selection.once("grid", lambda: _grid(selection))
    return told


def _grid(selection: Selection) -> Grid:
    places, frame, bins = selection.collection.places, selection.frame, stack_bins(selection)
    at = in_bins(frame, bins) if bins else nw.lit(0)
    shown = frame.select("row", "certain", "place_class", at=at)
    spots = selection.collection.spots.join(shown, on="row", how="inner")
    points = spots.filter(nw.col("place_id").is_in([name for name, place in places.items() if place.precision in POINTS]))
    return Grid(
        _cells(points, _fitting(points, selection.view.area)),
        _areas(spots, places, "region"),
        _areas(spots, places, "country"),
        selection.counts.by_place,
        bins,
    )


def _fitting(points: Frame, area: Box | None) -> float:
    """Degrees of a cell's side."""
    wide, distinct = _extent(points, area), points.select("latitude", "longitude").unique()
    for size in SIZES:
        if wide / size <= ACROSS and len(distinct.select(*_cell(size)).unique()) <= MOST_CELLS:
            return size
    return SIZES[-1]


def _cells(points: Frame, size: float) -> tuple[Cell, ...]:
    """The fullest first."""
    counted = _in_cells(points, size).group_by("across", "up", "at").agg(count=nw.len(), certain=nw.col("certain").sum()).sort("at")
    over_time: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    possible: Counter[tuple[int, int]] = Counter()
    for across, up, at, count, certain in counted.iter_rows():
        over_time[int(across), int(up)][int(at)] = int(count)
        possible[int(across), int(up)] += int(count) - int(certain)
    cells = [Cell(_box(*where, size), sum(counts.values()), possible[where], counts) for where, counts in over_time.items()]
    return tuple(sorted(cells, key=lambda cell: (-cell.count, cell.box.south, cell.box.west)))


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
    """Each event once in each cell that holds a point of its: row, across, up, at (its bin), certain."""
    return points.with_columns(*_cell(size)).group_by("row", "across", "up", "at").agg(nw.col("certain").min())


def _cell(size: float) -> tuple[nw.Expr, nw.Expr]:
    """across, up."""
    across, up = _step(nw.col("longitude") + 180, size, 360), _step(nw.col("latitude") + 90, size, 180)
    return across.alias("across"), up.alias("up")


def _step(degrees: nw.Expr, size: float, whole: int) -> nw.Expr:
    """Which cell; a point on the line between two belongs to the second, and the last cell holds its outer edge too."""
    return (degrees / size + _SLIP).floor().clip(0, ceil(whole / size) - 1)


def _box(across: int, up: int, size: float) -> Box:
    south, west = round(up * size - 90, 6), round(across * size - 180, 6)
    return Box(south, west, round(min(south + size, 90.0), 6), round(min(west + size, 180.0), 6))


def _areas(spots: Frame, places: Mapping[str, Place], precision: str) -> tuple[Area, ...]:
    """The regions or countries, the fullest first; a country once, whatever places stand for it."""
    wanted = {name: place for name, place in sorted(places.items()) if place.precision == precision}
    keys = {name: place.country if precision == "country" and place.country else name for name, place in wanted.items()}
    inside = spots.filter(nw.col("place_class") == precision, nw.col("place_id").is_in(list(wanted)))
    if not len(inside):
        return ()
    named = nw.col("place_id").cast(nw.String).replace_strict(list(keys), list(keys.values()), return_dtype=nw.String)
    once = inside.select("row", "at", "certain", key=named).unique()
    counted = once.group_by("key", "at").agg(count=nw.len(), certain=nw.col("certain").sum()).sort("key", "at")
    over_time: dict[str, dict[int, int]] = defaultdict(dict)
    possible: Counter[str] = Counter()
    for key, at, count, certain in counted.select("key", "at", "count", "certain").iter_rows():
        over_time[key][int(at)] = int(count)
        possible[key] += int(count) - int(certain)
    # A country that several places stand for is told by the first of them.
    place_of = {keys[name]: place for name, place in reversed(wanted.items())}
    found = [Area(place_of[key], sum(counts.values()), possible[key], counts) for key, counts in over_time.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.place.place_id)))
