"""The map: one mark a place, shaded countries, circles for regions, great circles for routes."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from dateline.entries import PLACE_CLASSES
from dateline.figures.areas import country_areas, region_areas
from dateline.figures.globe import Frame, camera, frame
from dateline.figures.palette import SANS, Palette
from dateline.figures.routes import route_lines
from dateline.figures.spec import Spec
from dateline.figures.spots import Spot, spots_of
from dateline.selection import Shown

MAP_PX = (900, 480)
"""Width and height that the first view is made for; the page fits it again to what it has."""
PADDING_PX = 56
LEAST_PX, GROWTH_PX, MOST_PX = 7.5, 4.5, 40.0
"""Diameter of a mark: its area grows with the number of events."""
CASING_PX = 3.0
"""A rim of land colour that keeps a mark apart from lines and other marks."""
RING_PX = 4.2
"""What is hollow is a ring of half this width."""
HALO_PX = 11.0
FRAMED_KM = 900.0
"""At most so much of a country or region around its point counts for the frame: else Russia makes it the world."""
WORLD = Frame(-50.0, 70.0, -170.0, 190.0)


def event_map(shown: Sequence[Shown], *, theme: Palette, open_event: str = "", basemap_url: str = "/assets/basemap") -> Spec:
    """Events in space.

    `basemap_url`: folder with land, borders, borders_undetermined and countries (`.geojson`, feature id ISO 3166-1 alpha-3).
    `layout.meta`: `labels` (ids, text, weight, kind, lat, lon, `size` of the mark in px), `fit` (lat0, lat1, lon0, lon1; lon1
    past 180 where it crosses that line), `classes` (event ids by the class of their most exact place), `unplaced`. What a mark
    says under the pointer stands in the timeline's `tips`.
    """
    exact, regions, countries = spots_of(shown)
    traces = [
        *country_areas(countries, theme, open_event, basemap_url),
        *region_areas(regions, theme, open_event),
        *route_lines(shown, theme),
        *points(exact, theme, open_event),
    ]
    for trace in traces:  # by its uid plotly.js knows a trace again, and need not build its layers anew
        trace["uid"] = "".join(letter for letter in trace["meta"]["part"] + trace.get("name", "") if letter.isalnum())
    everything = [*exact, *regions, *countries]
    box = frame([(*spot.point, min(spot.place.radius_km, FRAMED_KM)) for spot in everything]) if everything else WORLD
    classes = {name: [one.event.event_id for one in shown if one.event.place_class == name] for name in PLACE_CLASSES}
    meta = {
        "labels": [label(spot) for spot in everything],
        "fit": {"lat0": box.south, "lat1": box.north, "lon0": box.west, "lon1": box.east},
        "classes": classes,
        "unplaced": classes["none"],
    }
    return {"data": traces, "layout": layout(theme, box, basemap_url, meta)}


def _diameter(spot: Spot) -> float:
    return round(min(MOST_PX, LEAST_PX + GROWTH_PX * sqrt(spot.count)), 1)


def _circles(spots: Sequence[Spot], sizes: Sequence[float], colours: Sequence[str], part: str, name: str = "") -> dict[str, Any]:
    trace: dict[str, Any] = {
        "type": "scattermap",
        "name": name or part,
        "mode": "markers",
        "lat": [spot.place.latitude for spot in spots],
        "lon": [spot.place.longitude for spot in spots],
        "marker": {"size": list(sizes), "color": list(colours), "opacity": 1},
        "hoverinfo": "none" if part == "marks" else "skip",
        "meta": {"part": part},
        "showlegend": False,
    }
    # Rims and holes carry no ids: an event would be found twice at its place.
    return {**trace, "customdata": [spot.ids for spot in spots]} if part == "marks" else trace


def points(spots: Sequence[Spot], theme: Palette, open_event: str) -> list[dict[str, Any]]:
    """A mark a place over its rim; hollow where all is only possible; a ring around the open event's places.

    Never without a trace: a figure that has none is drawn as a chart with axes, not as a map.
    """
    lit = [spot for spot in spots if open_event in spot.ids.split()]
    hollow = [spot for spot in spots if not spot.certain]
    traces = [
        _circles(lit, [_diameter(spot) + HALO_PX for spot in lit], [theme.accent] * len(lit), "outline", "halo"),
        _circles(lit, [_diameter(spot) + HALO_PX - 4.5 for spot in lit], [theme.land] * len(lit), "outline", "gap"),
        _circles(spots, [_diameter(spot) + CASING_PX for spot in spots], [theme.land] * len(spots), "outline", "rim"),
        _circles(spots, [_diameter(spot) for spot in spots], [theme.categories[spot.category] for spot in spots], "marks"),
        _circles(hollow, [_diameter(spot) - RING_PX for spot in hollow], [theme.land] * len(hollow), "outline", "hole"),
    ]
    return [trace for trace in traces if trace["lat"]] or [_circles([], [], [], "marks")]


def label(spot: Spot) -> dict[str, Any]:
    """Name and count of a place, to stand beside its mark."""
    place, precise = spot.place, spot.place.precision in ("site", "city")
    return {
        "ids": spot.ids,
        "text": place.name if spot.count == 1 else f"{place.name} · {spot.count}",
        "weight": 2 * spot.count + (1 if precise else 0),
        "kind": "place" if precise else place.precision,
        "lat": place.latitude,
        "lon": place.longitude,
        "size": _diameter(spot) if precise else 0,
    }


def layout(theme: Palette, box: Frame, basemap_url: str, meta: dict[str, Any]) -> dict[str, Any]:
    """The ground, and a first view of the box."""
    (latitude, longitude), zoom = camera(box, width=MAP_PX[0], height=MAP_PX[1], padding=PADDING_PX)
    return {
        "template": {},
        "meta": meta,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": theme.sea,
        "font": {"family": SANS, "size": 11.5, "color": theme.quiet},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "pan",
        "uirevision": "map",
        "map": {"style": _ground(theme, basemap_url), "center": {"lat": latitude, "lon": longitude}, "zoom": zoom, "fitbounds": False},
    }


def _ground(theme: Palette, basemap_url: str) -> dict[str, Any]:
    """A style of our own below the marks (MapLibre style specification 8): no glyphs, no tiles, no other host."""
    lines = {"type": "line"}
    undetermined = {"line-color": theme.border, "line-width": 0.9, "line-dasharray": [3, 2]}
    return {
        "version": 8,
        "transition": {"duration": 0},  # by itself every colour fades for 0.3 s, and each frame of that is drawn anew
        "sources": {
            name: {"type": "geojson", "data": f"{basemap_url}/{name}.geojson"} for name in ("land", "borders", "borders_undetermined")
        },
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": theme.sea}},
            {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": theme.land, "fill-outline-color": theme.coast}},
            {"id": "borders", "source": "borders", "paint": {"line-color": theme.border, "line-width": 0.9}, **lines},
            {"id": "undetermined", "source": "borders_undetermined", "paint": undetermined, **lines},
        ],
    }
