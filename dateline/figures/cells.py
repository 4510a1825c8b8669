"""The map of many events: cells with counts in place of marks; countries and regions by themselves, as areas with their counts."""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import sqrt
from typing import Any

from dateline.dates import iso
from dateline.figures.areas import around
from dateline.figures.globe import frame
from dateline.figures.map import FRAMED_KM, WORLD, label, layout, points
from dateline.figures.palette import Palette, veil
from dateline.figures.spec import Spec
from dateline.figures.spots import spots_of
from dateline.grid import Area, Cell, Grid
from dateline.selection import Shown
from dateline.view import Box

FULLEST, LEAST = 0.62, 0.1
"""Opacity of a cell: its ink grows with the root of its count, or one capital would leave the others blank."""
AREA_INK = 0.05
"""Opacity of a country or region: cells lie over it."""


def cell_map(grid: Grid, *, theme: Palette, opened: Shown | None = None, basemap_url: str = "/assets/basemap") -> Spec:
    """Events in space, counted; the open event keeps its marks.

    `layout.meta`: `fit`, `labels` as for `event_map` (with the counts of cells, regions and countries), and
    `sums`: `cells` (south, west, north, east, how many events, how many of them only possible), `edges` (days between bins of time,
    ISO) and `over_time` (of each cell, then region, then country: bin, how many events, bin, how many ...). A label and a trace say
    by `sum` and `sums` at which place there they stand.
    """
    spots = points(spots_of([opened] if opened else [])[0], theme, opened.event.event_id if opened else "")
    before = len(grid.cells), len(grid.cells) + len(grid.regions)
    areas = [*_countries(grid.countries, before[1], theme, basemap_url), *_regions(grid.regions, before[0], theme)]
    traces = [*areas, *_cells(grid.cells, theme), *spots]
    for trace in traces:  # as in `event_map`
        trace["uid"] = trace["meta"]["part"] + trace.get("name", "")
    ends = [at for cell in grid.cells for at in ((cell.box.south, cell.box.west, 0.0), (cell.box.north, cell.box.east, 0.0))]
    known = [(one.place.latitude, one.place.longitude, min(one.place.radius_km, FRAMED_KM)) for one in (*grid.regions, *grid.countries)]
    box = frame(ends or known) if ends or known else WORLD
    meta = {
        "labels": [*_labels(grid), *(label(spot) for spot in spots_of([opened] if opened else [])[0])],
        "fit": {"lat0": box.south, "lat1": box.north, "lon0": box.west, "lon1": box.east},
        "sums": _sums(grid),
    }
    return {"data": traces, "layout": layout(theme, box, basemap_url, meta)}


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.south, box.west, box.north, box.east


def _sums(grid: Grid) -> dict[str, Any]:
    counted: list[Cell | Area] = [*grid.cells, *grid.regions, *grid.countries]
    return {
        "cells": [[*_sides(cell.box), cell.count, cell.possible] for cell in grid.cells],
        "edges": [iso(edge) for edge in grid.bins.edges] if grid.bins else [],
        "over_time": [[*chain.from_iterable(one.over_time.items())] for one in counted],
    }


def _areas(part: str, names: Sequence[str], inks: Sequence[str], edge: str, sums: Sequence[int]) -> dict[str, Any]:
    """Areas, each in its ink, and which of `sums` it is."""
    steps = max(1, len(inks) - 1)
    scale = [[at / steps, ink] for at, ink in enumerate(inks)]
    return {
        "type": "choroplethmap",
        "featureidkey": "id",
        "locations": list(names),
        "z": list(range(len(inks))),
        "zmin": 0,
        "zmax": steps,
        "colorscale": scale if len(scale) > 1 else [[0, inks[0]], [1, inks[0]]],
        "showscale": False,
        "marker": {"line": {"color": edge, "width": 0.8}},
        "hoverinfo": "skip",
        "meta": {"part": part, "sums": list(sums)},
        "showlegend": False,
    }


def _cells(cells: Sequence[Cell], theme: Palette) -> list[dict[str, Any]]:
    """What is possible alone is hollow, as single marks are."""
    if not cells:
        return []
    most = max(cell.count for cell in cells)
    inks = [veil(theme.quiet, _ink(cell, most)) for cell in cells]
    names = [str(at) for at in range(len(cells))]
    shapes = {"type": "FeatureCollection", "features": [_feature(name, _ring(cell.box)) for name, cell in zip(names, cells, strict=True)]}
    return [{**_areas("cells", names, inks, veil(theme.quiet, 0.5), range(len(cells))), "geojson": shapes}]


def _ink(cell: Cell, most: int) -> float:
    return 0.02 if cell.possible == cell.count else round(LEAST + (FULLEST - LEAST) * sqrt(cell.count / most), 3)


def _ring(box: Box) -> list[list[float]]:
    south, west, north, east = _sides(box)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _feature(name: str, ring: Iterable[Sequence[float]]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [list(ring)]}}


def _countries(areas: Sequence[Area], before: int, theme: Palette, basemap_url: str) -> list[dict[str, Any]]:
    known = [(at, area) for at, area in enumerate(areas, before) if area.place.country]
    if not known:
        return []
    inks = [veil(theme.quiet, AREA_INK)] * len(known)
    drawn = _areas("areas", [area.place.country for _, area in known], inks, veil(theme.quiet, 0.22), [at for at, _ in known])
    return [{**drawn, "geojson": f"{basemap_url}/countries.geojson"}]


def _regions(areas: Sequence[Area], before: int, theme: Palette) -> list[dict[str, Any]]:
    if not areas:
        return []
    inks = [veil(theme.quiet, AREA_INK)] * len(areas)
    shapes = {"type": "FeatureCollection", "features": [_feature(area.place.place_id, around(area.place)) for area in areas]}
    names, sums = [area.place.place_id for area in areas], range(before, before + len(areas))
    return [{**_areas("regions", names, inks, veil(theme.quiet, 0.22), sums), "geojson": shapes}]


def _short(count: int) -> str:
    """So that it fits into its cell: 994, 1.2k, 35k."""
    if count < 1000:
        return str(count)
    return f"{count / 1000:.1f}k" if count < 9950 else f"{count / 1000:.0f}k"


def _labels(grid: Grid) -> list[dict[str, Any]]:
    """Counts in their cells; countries and regions with name and count."""
    cells = [
        {"text": _short(cell.count), "weight": cell.count, "kind": "sum", "lat": (cell.box.south + cell.box.north) / 2,
         "lon": (cell.box.west + cell.box.east) / 2}
        for cell in grid.cells
    ]  # fmt: skip
    areas = [
        {"text": f"{area.place.name} · {area.count:,}", "name": area.place.name, "weight": 0, "kind": kind, "lat": area.place.latitude,
         "lon": area.place.longitude}
        for kind, held in (("region", grid.regions), ("country", grid.countries))
        for area in held
    ]  # fmt: skip
    return [{"ids": "", "size": 0, "sum": at, **one} for at, one in enumerate((*cells, *areas))]
