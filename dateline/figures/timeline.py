"""The timeline: lanes by category, a symbol for each event, bars for what is no single day."""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.figures.extent import FADE, Span, bounds, first_range, outside, reach, stamp, whole
from dateline.figures.ground import AsOf, Window, as_of_shapes, known_days, rules, shades, time_axis
from dateline.figures.lanes import Lanes, Scale, Seat, arrange
from dateline.figures.outcomes import outcome_labels, outcome_traces
from dateline.figures.palette import FACTS, SANS, SYMBOLS, Palette, fill, veil
from dateline.figures.spec import Spec
from dateline.figures.strokes import Bar, bar_trace, bars, brackets, hatch_traces
from dateline.figures.tips import tips
from dateline.selection import Shown
from dateline.words import CATEGORY_NAMES

PLOT_PX = 960
"""Width between the lane names and the right edge that rows are packed for."""
ROW_PX, LEAST_PX, MOST_PX = 11.5, 150, 320
"""Height of a row; the chart follows its lanes within these limits, so that the map keeps most of the screen."""
MOST_LABELS = 400
"""As many as the page makes elements for (labels.js)."""
MARGIN_PX = {"l": 112, "r": 14, "t": 20, "b": 38}
"""Left for the lane names, top for the day of the source, bottom for the dates in two lines."""


def timeline(
    shown: Sequence[Shown], *, theme: Palette, as_of: AsOf | None = None, window: Window | None = None, open_event: str = ""
) -> Spec:
    """Events over time.

    `as_of`: first and last day of the source and its text; `window`: first and last day, infinite where open.
    `layout.meta`: `labels` (ids, text, weight, kind, x, y and `until`, the moment up to which the row is free),
    `lanes`, `tips`, `fit` (first range), `outside` (before, after: events that the first range leaves out; range:
    everything), `as_of`, `height` in rows, `bounds` ({id: [s1, s2, e1, e2]} in days, None where open).
    """
    whens = [when for one in shown for when in (one.event.when, *(outcome.when for outcome in one.outcomes))]
    band = known_days(as_of)
    first = first_range(whens, band)
    fade = FADE * first.days
    placed = arrange(shown, Scale(PLOT_PX / first.days, fade))
    drawn = [bar for one in shown for bar in bars(one, placed.seats[one.event.event_id], fade, theme)]
    plain, edged = [bar for bar in drawn if not bar.edge], [bar for bar in drawn if bar.edge]
    joins, outcomes = outcome_traces(shown, placed.seats, theme)
    traces = [
        *_halo(shown, placed.seats, fade, theme, open_event),
        *(bar_trace(some, part="spans") for some in (plain, edged) if some),
        *hatch_traces(drawn, shown, theme),
        *brackets(shown, placed.seats, theme),
        *joins,
        *([_marks(shown, placed, theme)] if shown else []),
        *outcomes,
    ]
    shapes = [*rules(theme, placed), *as_of_shapes(theme, band), *shades(theme, window)]
    meta = _meta(shown, placed, first, fade)
    meta["labels"] = _weightiest(meta["labels"], open_event)
    meta["as_of"] = {"x0": stamp(band.start), "x1": stamp(band.end), "text": as_of[2]} if as_of and band else None
    return {"data": traces, "layout": {**layout(theme, placed, first), "shapes": shapes, "meta": meta}}


def _marks(shown: Sequence[Shown], placed: Lanes, theme: Palette) -> dict[str, Any]:
    """One symbol an event, at the noon of the day that stands for it."""
    seats, row_px = placed.seats, (_height(placed) - MARGIN_PX["t"] - MARGIN_PX["b"]) / placed.height
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [stamp(seats[one.event.event_id].day) for one in shown],
        "y": [seats[one.event.event_id].y for one in shown],
        "customdata": [one.event.event_id for one in shown],
        "marker": {
            "symbol": [SYMBOLS[one.event.status] for one in shown],
            "size": [_size(one, row_px) for one in shown],
            "color": [_ink(one, theme) for one in shown],
            "line": {"color": [_rim(one, theme) for one in shown], "width": 1.4},
            "opacity": 1,
        },
        "unselected": {"marker": {"opacity": 0.25}},
        "cliponaxis": True,
        "hoverinfo": "none",
        "meta": {"part": "marks"},
        "showlegend": False,
    }


def _ink(one: Shown, theme: Palette) -> str:
    """A plan beside its outcome is hollow: what was done stands next to it."""
    return theme.paper if one.outcomes else fill(theme, one.event.category, one.event.status, certain=one.certain)


def _rim(one: Shown, theme: Palette) -> str:
    """The colour of the category; paper for a symbol on a bar of its own ink, where it would not be seen."""
    on_bar = one.event.when.shape == "span" and one.certain and one.event.status in FACTS
    return theme.paper if on_bar else theme.categories[one.event.category]


def _size(one: Shown, row_px: float) -> float:
    """Pixels; the corners of other symbols make them look smaller than a circle of their size."""
    least, most = (8.0, 11.0) if one.event.when.shape == "day" else (7.5, 9.5)
    return round(min(most, max(least, row_px)) + (0 if one.event.status in ("occurred", "assessed") else 1), 1)


def _halo(shown: Sequence[Shown], seats: Mapping[str, Seat], fade: float, theme: Palette, open_event: str) -> list[dict[str, Any]]:
    """What marks the open event, under its mark."""
    one = next((one for one in shown if one.event.event_id == open_event), None)
    if one is None:
        return []
    seat, when = seats[open_event], one.event.when
    if when.shape != "day" and not seat.swarm:
        span = reach(when, fade)
        around = Bar(open_event, span.start, span.end, seat.y, 0.94, veil(theme.accent, 0.14), theme.accent)
        return [bar_trace([around], part="outline")]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [stamp(seat.day)],
            "y": [seat.y],
            "customdata": [open_event],
            "marker": {"symbol": "circle", "size": 19, "color": veil(theme.accent, 0.14), "line": {"color": theme.accent, "width": 1.8}},
            "hoverinfo": "skip",
            "meta": {"part": "outline"},
            "showlegend": False,
        }
    ]


def _meta(shown: Sequence[Shown], placed: Lanes, first: Span, fade: float) -> dict[str, Any]:
    whens = [one.event.when for one in shown]
    before, after = outside(whens, first)
    everything = whole(whens) if whens else first
    pad = 0.03 * everything.days
    return {
        "labels": _labels(shown, placed, fade),
        "lanes": [{"name": lane.name, "category": lane.category, "y0": lane.top, "y1": lane.bottom} for lane in placed.lanes],
        "height": placed.height,
        "fit": [stamp(first.start), stamp(first.end)],
        "outside": {"before": before, "after": after, "range": [stamp(everything.start - pad), stamp(everything.end + pad)]},
        "tips": tips(shown),
        "bounds": {one.event.event_id: bounds(one.event.when) for one in shown},
    }


def _labels(shown: Sequence[Shown], placed: Lanes, fade: float) -> list[dict[str, Any]]:
    """A label an event, right of what is drawn of it; one for a swarm in rows of several."""
    found = []
    for one in shown:
        seat, when = placed.seats[one.event.event_id], one.event.when
        if seat.swarm and seat.swarm[0] != one.event.event_id:
            continue
        text = f"{len(seat.swarm)} {CATEGORY_NAMES[one.event.category].lower()}" if seat.swarm else one.event.title
        end = seat.day if when.shape == "day" else max(seat.day, reach(when, fade).end)
        found += outcome_labels(one, seat)
        found.append(
            {
                "ids": " ".join(seat.swarm) or one.event.event_id,
                "text": text,
                "weight": 3 if when.shape in ("day", "span") else 2,
                "x": stamp(end),
                "y": seat.y,
                "until": None if seat.free_until is None else stamp(seat.free_until),
                "kind": "swarm" if seat.swarm else "event",
            }
        )
    return found


def _weightiest(labels: list[dict[str, Any]], open_event: str) -> list[dict[str, Any]]:
    """No more than are ever drawn: the page takes the weightier ones first, that of the open event before all."""
    if len(labels) <= MOST_LABELS:
        return labels
    return sorted(labels, key=lambda label: (open_event not in label["ids"].split(), -label["weight"]))[:MOST_LABELS]


def layout(theme: Palette, placed: Lanes, first: Span) -> dict[str, Any]:
    """Axes and manners of a timeline with these lanes."""
    return {
        "template": {},
        "height": _height(placed),
        "margin": {**MARGIN_PX, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": 11.5, "color": theme.quiet},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 14,
        "barmode": "overlay",
        "dragmode": "select",
        "selectdirection": "h",
        "newselection": {"line": {"color": theme.accent, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": theme.accent, "opacity": 0.08},
        "uirevision": "timeline",
        "xaxis": time_axis(theme, first),
        "yaxis": {"visible": False, "fixedrange": True, "range": [placed.height, 0], "autorange": False},
    }


def _height(placed: Lanes) -> int:
    """Pixels."""
    return round(min(MOST_PX, max(LEAST_PX, MARGIN_PX["t"] + MARGIN_PX["b"] + ROW_PX * placed.height)))
