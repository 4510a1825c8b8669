"""A view as a picture of 1200 by 630 pixels, for the previews that chats and networks show of a link: its words, map and timeline.

Drawn with Pillow and the letters that it carries, so that every server draws the same picture. The map is the instrument's, fitted to the
view's places; the timeline has the instrument's lanes and rows while there are few events, else it counts them in bars.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asinh, pi, radians, tan
from pathlib import Path

from dateline import words
from dateline.aggregates import bins
from dateline.canvas import SIZE, Canvas
from dateline.dates import day_text
from dateline.drawing import MOST_MARKS, bars_of, source_span, stretch
from dateline.entries import Event
from dateline.figures.cells import FULLEST, LEAST
from dateline.figures.extent import FADE, Span
from dateline.figures.globe import EDGE, TILE_PX, Point, camera, circle, frame
from dateline.figures.lanes import Lanes, Scale, arrange
from dateline.figures.map import FRAMED_KM, WORLD
from dateline.figures.palette import FACTS, LIGHT, blend, fill
from dateline.figures.spots import Spot, spots_of
from dateline.grid import grid
from dateline.selection import Selection

EDGE_PX = 44
MAP = (640, 0, 1200, 372)
"""Left, top, right, bottom."""
TIME = (150, 404, 1156, 572)
FOOT_PX = 598
MOST_ROWS = 42
"""Rows of the timeline; more would be lower than a mark."""
MOST_BARS = 80
RING_PX = 3
"""Around the open event."""
COUNTED = LIGHT.categories["visit"]
"""What is counted together has one colour, whatever it is."""
BASEMAP = Path(__file__).parents[1] / "assets" / "basemap"


def picture(selection: Selection, site: str = "") -> bytes:
    """The view as PNG. `site`: address that stands at its foot. The same selection and address give the same bytes."""
    canvas = Canvas()
    _map(canvas, selection)
    _words(canvas, selection)
    _timeline(canvas, selection)
    source = selection.collection.source
    foot = [selection.collection.title, words.as_of(source.published) if source else "", site.split("://")[-1].rstrip("/")]
    canvas.text((EDGE_PX, FOOT_PX), "  ·  ".join(part for part in foot if part), 19, LIGHT.quiet, width=SIZE[0] - 2 * EDGE_PX)
    return canvas.png()


# Words


def _words(canvas: Canvas, selection: Selection) -> None:
    """What the view is called, and what it shows; of an open event when it was, and how the source puts it."""
    event = selection.collection.event(selection.view.event)
    wide = MAP[0] - 2 * EDGE_PX
    canvas.text((EDGE_PX, 54), "Date", 30, LIGHT.ink, bold=True)
    canvas.text((EDGE_PX + canvas.wide("Date", 30) + 1, 54), "line", 30, LIGHT.accent, bold=True)
    title = event.title if event else words.heading(selection.view, selection.collection)
    told = _told(event) if event else f"{words.summary(selection)} {words.standing(selection)}"
    y = 122.0
    for line in canvas.lines(title, 46, wide, 3):
        canvas.text((EDGE_PX, y), line, 46, LIGHT.ink, bold=True)
        y += 55
    for line in canvas.lines(told, 25, wide, max(1, int((MAP[3] - y) // 34))):
        canvas.text((EDGE_PX, y + 2), line, 25, LIGHT.quiet)
        y += 34


def _told(event: Event) -> str:
    """As in the description of its page."""
    return f"{words.event_when(event)} · {words.STATUS_NAMES[event.status]}. {event.summary}"


# Map


@dataclass(frozen=True)
class _Ground:
    """The map's centre and how many pixels the world is wide."""

    centre: Point
    world: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """In pixels, unwrapped."""
        left, top, right, bottom = MAP
        x = (left + right) / 2 + (longitude - self.centre[1]) / 360 * self.world
        return x, (top + bottom) / 2 + (_mercator(self.centre[0]) - _mercator(latitude)) / (2 * pi) * self.world


def _mercator(latitude: float) -> float:
    latitude = min(max(latitude, -EDGE), EDGE)
    return asinh(tan(radians(latitude)))


def _map(canvas: Canvas, selection: Selection) -> None:
    """The places of what is shown: countries as areas, regions as circles, sites and cities as points; very many counted in cells."""
    if selection.aggregated:
        cells = grid(selection).cells
        ends = [at for cell in cells for at in ((cell.box.south, cell.box.west, 0.0), (cell.box.north, cell.box.east, 0.0))]
        ground = _ground(canvas, ends)
        most = max((cell.count for cell in cells), default=1)
        for cell in cells:
            box, ink = cell.box, LEAST + (FULLEST - LEAST) * (cell.count / most) ** 0.5
            corners = [(box.south, box.west), (box.south, box.east), (box.north, box.east), (box.north, box.west)]
            _area(canvas, ground, corners, blend(COUNTED, LIGHT.land, ink), LIGHT.border)
    else:
        points, regions, countries = spots_of(selection.shown)
        ground = _ground(canvas, [(*spot.point, min(spot.place.radius_km, FRAMED_KM)) for spot in (*countries, *regions, *points)])
        borders = _areas("countries.geojson")
        for spot in countries:
            ink = blend(LIGHT.categories[spot.category], LIGHT.land, 0.25 if spot.certain else 0.12)
            for ring in borders.get(spot.place.country, ()):
                _area(canvas, ground, ring, ink, LIGHT.border)
        for spot in regions:
            _line(canvas, ground, circle(spot.point, spot.place.radius_km), LIGHT.categories[spot.category])
        for spot in points:
            _point(canvas, ground, spot, selection.view.event)
    left, _, right, bottom = MAP
    # What runs over the map's edge.
    canvas.box(0, 0, left - 1, SIZE[1], LIGHT.paper)
    canvas.box(0, bottom + 1, *SIZE, LIGHT.paper)
    canvas.line([(left, 0), (left, bottom), (right, bottom)], LIGHT.line)


def _ground(canvas: Canvas, spots: Sequence[tuple[float, float, float]]) -> _Ground:
    """Sea and land, fitted to spots (latitude, longitude, radius in km)."""
    left, top, right, bottom = MAP
    centre, zoom = camera(frame(spots) if spots else WORLD, width=right - left, height=bottom - top, padding=46)
    ground = _Ground(centre, TILE_PX * 2**zoom)
    canvas.lay(_land(ground))
    return ground


@lru_cache(maxsize=2)  # views of one table that differ in the open event have the same; one is 9 MB
def _land(ground: _Ground) -> Canvas:
    canvas = Canvas()
    canvas.box(*MAP, LIGHT.sea)
    for rings in _areas("land.geojson").values():
        for ring in rings:
            _area(canvas, ground, ring, LIGHT.land, LIGHT.coast)
    return canvas


def _area(canvas: Canvas, ground: _Ground, ring: Sequence[Point], colour: str, line: str) -> None:
    for turn in _turns(ground, ring):
        canvas.shape([ground.at(latitude, longitude + turn) for latitude, longitude in ring], colour, line, 0.8)


def _line(canvas: Canvas, ground: _Ground, ring: Sequence[Point], colour: str) -> None:
    for turn in _turns(ground, ring):
        canvas.line([ground.at(latitude, longitude + turn) for latitude, longitude in ring], colour, 1.5)


def _point(canvas: Canvas, ground: _Ground, spot: Spot, open_event: str) -> None:
    size = min(13.0, 6.0 + 1.4 * spot.count**0.5)
    colour = LIGHT.categories[spot.category]
    for turn in _turns(ground, [spot.point]):
        x, y = ground.at(spot.point[0], spot.point[1] + turn)
        if open_event in spot.ids.split():
            canvas.symbol("occurred", x, y, size + 6, LIGHT.paper, LIGHT.accent, RING_PX)
        canvas.symbol("occurred", x, y, size, colour if spot.certain else LIGHT.paper, colour)


def _turns(ground: _Ground, ring: Sequence[Point]) -> Iterator[float]:
    """The turns of the earth in which a ring can be seen, in degrees."""
    half = (MAP[2] - MAP[0]) / ground.world * 180
    west, east = min(longitude for _, longitude in ring), max(longitude for _, longitude in ring)
    for turn in (-720, -360, 0, 360, 720):
        if west + turn <= ground.centre[1] + half and east + turn >= ground.centre[1] - half:
            yield turn


@cache
def _areas(file: str) -> dict[str, tuple[tuple[Point, ...], ...]]:
    """The outer rings of a file of the basemap by the id of their feature; none where only the package is installed."""
    if not (BASEMAP / file).is_file():
        return {}
    found: dict[str, list[tuple[Point, ...]]] = {}
    for feature in json.loads((BASEMAP / file).read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = [tuple((latitude, longitude) for longitude, latitude, *_ in polygon[0]) for polygon in polygons]
        found.setdefault(str(feature.get("id", "")), []).extend(rings)
    return {name: tuple(rings) for name, rings in found.items()}


# Timeline


def _timeline(canvas: Canvas, selection: Selection) -> None:
    shown = selection.shown if selection.counts.shown <= MOST_MARKS else ()
    if not selection.counts.shown:
        return
    as_of = source_span(selection)
    if shown:
        time = stretch(shown, as_of, selection.view.event)
        wide = (TIME[2] - TIME[0]) / time.days
        lanes = arrange(shown, Scale(wide, FADE * time.days))
        if lanes.height <= MOST_ROWS:
            _source_days(canvas, as_of, time)
            _lanes(canvas, selection, time, lanes)
            _axis(canvas, time)
            return
    _counted(canvas, selection)


def _at(time: Span, day: float) -> float:
    share = (min(max(day, time.start), time.end) - time.start) / time.days
    return TIME[0] + share * (TIME[2] - TIME[0])


def _source_days(canvas: Canvas, as_of: Span | None, time: Span) -> None:
    if as_of and as_of.end > time.start and as_of.start < time.end:
        left, right = _at(time, as_of.start), _at(time, as_of.end)
        canvas.box(left, TIME[1], right, TIME[3], blend(LIGHT.accent, LIGHT.paper, 0.08))


def _lanes(canvas: Canvas, selection: Selection, time: Span, lanes: Lanes) -> None:
    row = min(13.0, (TIME[3] - TIME[1]) / lanes.height)
    fade = FADE * time.days
    below = float("-inf")
    for lane in lanes.lanes:
        y = TIME[1] + (lane.top + lane.bottom) / 2 * row
        if y - below >= 15:  # a name that would lie on the one before is left out
            canvas.text((TIME[0] - 14, y), lane.name, 14, LIGHT.quiet, end=True)
            below = y
    for one in selection.shown:
        event, seat = one.event, lanes.seats[one.event.event_id]
        y, colour = TIME[1] + seat.y * row, LIGHT.categories[event.category]
        for bar in bars_of(event.when, fade, event.status in FACTS) if seat.leads else ():
            if bar.end > time.start and bar.start < time.end:
                tall = min(bar.tall, row) / 2
                canvas.box(
                    _at(time, bar.start), y - tall / 1.3, _at(time, bar.end), y + tall / 1.3, blend(colour, LIGHT.paper, bar.ink / 10)
                )
        if time.start <= seat.day <= time.end:
            is_open = event.event_id == selection.view.event
            if is_open:
                canvas.symbol("occurred", _at(time, seat.day), y, 12, LIGHT.paper, LIGHT.accent, RING_PX)
            inside = fill(LIGHT, event.category, event.status, certain=one.certain)
            canvas.symbol(event.status, _at(time, seat.day), y, max(3.2, min(5.2, row / 2)), inside, colour)


def _counted(canvas: Canvas, selection: Selection) -> None:
    """Bars of how many events there are in each unit of the calendar."""
    days = selection.frame["anchor"].to_list()
    found = bins(min(days), max(days), MOST_BARS)
    counts = [0] * (len(found.edges) - 1)
    for day in days:
        counts[found.at(day)] += 1
    time, most = Span(found.edges[0], found.edges[-1]), max(counts)
    for count, start, end in zip(counts, found.edges, found.edges[1:], strict=False):
        if count:
            tall = max(1.5, (TIME[3] - TIME[1]) * count / most)
            canvas.box(_at(time, start) + 0.5, TIME[3] - tall, _at(time, end) - 0.5, TIME[3], COUNTED)
    canvas.text((TIME[0] - 14, TIME[1] + 8), f"{most:,}", 14, LIGHT.quiet, end=True)
    _axis(canvas, time)


def _axis(canvas: Canvas, time: Span) -> None:
    """The first and the last day that are drawn."""
    canvas.line([(TIME[0], TIME[3] + 2), (TIME[2], TIME[3] + 2)], LIGHT.line)
    canvas.text((TIME[0], TIME[3] - 176), day_text(int(time.start)), 14, LIGHT.quiet)
    canvas.text((TIME[2], TIME[3] - 176), day_text(int(time.end) - 1), 14, LIGHT.quiet, end=True)
