"""The timeline as a small drawing in SVG, for pages without scripts: the lanes, colours and symbols of the instrument.

Places along the time are parts of the width, so that the drawing fits every screen while symbols and letters keep their size. Colours
are custom properties of the page, so that it is light or dark with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isinf
from typing import Any

from markupsafe import Markup

from dateline import link, words
from dateline.aggregates import Bins, bins
from dateline.date_text import MONTHS
from dateline.dates import When, anchor, calendar, when_text
from dateline.figures.extent import FADE, Span, first_range, reach
from dateline.figures.lanes import LETTER_PX, MARK_PX, Scale, Seat, arrange
from dateline.figures.palette import FACTS
from dateline.pieces import render
from dateline.selection import Selection, Shown
from dateline.words import CATEGORY_NAMES

MOST_MARKS = 240
"""Events drawn one by one, 200 bytes each; more are counted in bars."""
MOST_BARS = 120
PLOT_PX = 700
"""Width that rows are packed for: that of the drawing on a laptop."""
ROW_PX = 11.5
LEAST_PX = 120
SPAN_PX, BAND_PX = 5.3, 6.7
"""Heights of bars, as in the instrument: a span, and the taller band of days among which one is meant."""
TICKS = 6
"""Dates along the axis: as many as a phone has room for."""
OUTLINES = {
    "scheduled": "M0-5.6L5.6 0 0 5.6-5.6 0Z",
    "under-way": "M-4-5 5.5 0-4 5Z",
    "occurred": "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0Z",
    "alleged": "M0-5.4 5.2 4.4-5.2 4.4Z",
    "assessed": "M-4.2-4.2H4.2V4.2H-4.2Z",
    "denied": "M-4.8-2.4-2.4-4.8 0-2.4 2.4-4.8 4.8-2.4 2.4 0 4.8 2.4 2.4 4.8 0 2.4-2.4 4.8-4.8 2.4-2.4 0Z",
}
"""Status to the outline of its symbol, around 0, in pixels."""


@dataclass(frozen=True)
class _Ground:
    """The stretch of time that is drawn, and how tall."""

    time: Span
    height: float

    def at(self, day: float) -> str:
        """Where a day is, in percent of the width; a little past either end at most."""
        share = (min(max(day, self.time.start - self.time.days), self.time.end + self.time.days) - self.time.start) / self.time.days
        return f"{100 * share:.2f}".rstrip("0").rstrip(".")

    def wide(self, start: float, end: float) -> str:
        """From one day to the other, as `x` and `width`, cut at the ends of what is drawn."""
        start, end = max(start, self.time.start), min(end, self.time.end)
        return f'x="{self.at(start)}%" width="{100 * max(0.0, end - start) / self.time.days:.2f}%"'


@dataclass(frozen=True)
class Bar:
    """A rectangle from one day to another: `solid`, `band`, or fading out to the `left` or `right`, in ink of that strength."""

    kind: str
    start: float
    end: float
    ink: int
    """In tenths."""
    tall: float


def timeline_drawing(selection: Selection) -> Markup:
    """The shown events over time: one mark each while there are few, else counted in bars; empty where nothing is shown."""
    if not selection.counts.shown:
        return Markup("")
    if selection.counts.shown > MOST_MARKS:
        return _counted(selection)
    shown, as_of = selection.shown, source_span(selection)
    time = stretch(shown, as_of, selection.view.event)
    fade = FADE * time.days
    lanes = arrange(shown, Scale(PLOT_PX / time.days, fade))
    ground = _Ground(time, round(max(LEAST_PX, ROW_PX * lanes.height)))
    row = ground.height / lanes.height
    days = [anchor(one.event.when) for one in shown]
    return _drawn(
        selection,
        ground,
        says=f"Timeline of {words.number(len(shown), 'event')}, {words.span_text(selection)}. The list has the same events.",
        events=[
            _event(one, lanes.seats[one.event.event_id], ground, row, fade, selection)
            for one in shown
            if (span := reach(one.event.when, fade)).end > time.start and span.start < time.end
        ],
        lanes=[(lane.name, _px(lane.top * row), round((lane.top + lane.bottom) * row / 2 + 4, 1)) for lane in lanes.lanes],
        fading=sorted({one.event.category for one in shown if isinf(one.event.when.s1) or isinf(one.event.when.e2)}),
        note=_left_out(sum(day + 1 <= time.start for day in days), sum(day >= time.end for day in days)),
    )


def stretch(shown: Sequence[Shown], as_of: Span | None, open_event: str) -> Span:
    """The stretch that the instrument shows first, with the open event."""
    time = first_range([one.event.when for one in shown], as_of)
    for one in shown:
        if one.event.event_id == open_event:
            day, pad = anchor(one.event.when), time.days / 30
            time = Span(min(time.start, day - pad), max(time.end, day + 1 + pad))
    return time


def source_span(selection: Selection) -> Span | None:
    """The days of the source; of an open side only the known bound."""
    source = selection.collection.source
    known = [day for day in (source.published.s1, source.published.e2) if not isinf(day)] if source else []
    return Span(known[0], known[-1] + 1) if known else None


def _left_out(before: int, after: int) -> str:
    told = [f"{count:,} {text}" for count, text in ((before, "earlier"), (after, "later")) if count]
    return f"Not drawn, but listed: {' and '.join(told)}." if told else ""


def _event(one: Shown, seat: Seat, ground: _Ground, row: float, fade: float, selection: Selection) -> dict[str, Any]:
    event, y = one.event, seat.y * row
    ink = "hollow" if not one.certain else "" if event.status in FACTS else "half"
    bars = [
        f'{ground.wide(bar.start, bar.end)} y="{_px(y - bar.tall / 2)}" height="{bar.tall}" '
        + (f'class="solid {ink}"' if bar.kind == "solid" else _paint(bar, event.category, one.certain))
        for bar in (bars_of(event.when, fade, event.status in FACTS) if seat.leads else ())
    ]
    end = seat.day if event.when.shape == "day" else max(seat.day, reach(event.when, fade).end)
    return {
        "link": link.to_string(selection.view.changed(event=event.event_id)),
        "category": event.category,
        "title": f"{when_text(event.when)}: {event.title}",
        "bars": [Markup(bar) for bar in bars],
        "symbol": event.status,
        "ink": ink,
        "x": ground.at(seat.day),
        "y": _px(y),
        "label": _label(one, seat, ground, end),
        "label_x": ground.at(end),
        "open": event.event_id == selection.view.event,
    }


def _paint(bar: Bar, category: str, certain: bool) -> str:
    if not certain:
        return 'class="maybe"' if bar.kind in ("band", "solid") else f'class="maybe" style="stroke:url(#fs-{bar.kind}-{category})"'
    return 'class="band"' if bar.kind == "band" else f'fill="url(#fs-{bar.kind}-{category})" opacity=".{bar.ink}"'


def bars_of(when: When, fade: float, is_fact: bool) -> Iterator[Bar]:
    """As the instrument draws them: a span in full ink, one day of several as a band, an open side fading out."""
    if when.shape == "day":
        return
    is_span = when.shape == "span"
    if isinf(when.s1):
        exact = is_span and when.e1 == when.e2
        known = (when.e1 if is_span else when.e2) + 1
        yield Bar("left", known - fade - 1, known, (9 if is_fact else 5) if exact else 4, SPAN_PX if exact else BAND_PX)
    elif isinf(when.e2):
        exact = is_span and when.s1 == when.s2
        known = when.s2 + (0 if exact else 1) if is_span else when.s1
        yield Bar("right", known, known + fade + 1, (9 if is_fact else 5) if exact else 4, SPAN_PX if exact else BAND_PX)
    elif not is_span:
        yield Bar("band", when.s1, when.e2 + 1, 2, BAND_PX)
    if is_span:
        yield from _known_part(when)


def _known_part(when: When) -> Iterator[Bar]:
    """Of a span: the band of days among which its start or end is, and over it the days that it certainly covers."""
    start = when.e1 + 1 if isinf(when.s1) else when.s1
    end = (when.s2 if when.s1 == when.s2 else when.s2 + 1) if isinf(when.e2) else when.e2 + 1
    if start < end and (start, end) != (when.s2, when.e1 + 1):
        yield Bar("band", start, end, 2, BAND_PX)
    if not isinf(when.s1) and not isinf(when.e2) and when.s2 <= when.e1:
        yield Bar("solid", when.s2, when.e1 + 1, 9, SPAN_PX)


def _label(one: Shown, seat: Seat, ground: _Ground, end: float) -> str:
    """The title where its row is free for so many letters; of a swarm how many they are, once."""
    if seat.swarm and seat.swarm[0] != one.event.event_id:
        return ""
    text = f"{len(seat.swarm)} {CATEGORY_NAMES[one.event.category].lower()}" if seat.swarm else one.event.title
    until = min(seat.free_until or ground.time.end, ground.time.end)
    room = (until - end) / ground.time.days * PLOT_PX - MARK_PX
    return text if len(text) * LETTER_PX < room and end > ground.time.start else ""


def _counted(selection: Selection) -> Markup:
    """Bars of how many events there are in each unit of the calendar; those only possible stand on top, hollow."""
    frame = selection.frame
    days, certain = frame["anchor"].to_list(), frame["certain"].to_list()
    found = bins(min(days), max(days), MOST_BARS)
    counts = [[0, 0] for _ in found.edges[1:]]
    for day, sure in zip(days, certain, strict=True):
        counts[found.at(day)][not sure] += 1
    most = max(sum(pair) for pair in counts)
    ground = _Ground(Span(found.edges[0], found.edges[-1]), LEAST_PX)
    bars = []
    for (sure, maybe), start, end in zip(counts, found.edges, found.edges[1:], strict=False):
        for count, below, paint in ((sure, 0, "count"), (maybe, sure, "count hollow")):
            if count:
                tall = round(max(1.0, ground.height * count / most), 1)
                y = _px(ground.height * (1 - below / most) - tall)
                bars.append(Markup(f'{ground.wide(start, end)} y="{y}" height="{tall}" class="{paint}"'))
    unit = found.unit if found.unit[0].isdigit() else f"each {found.unit}"
    note = f"Counted, one bar for {unit}; the tallest is {words.number(most, 'event')}."
    says = f"{words.number(len(days), 'event')} over time, {words.span_text(selection)}. {note}"
    return _drawn(selection, ground, says=says, counts=bars, note=note)


def _drawn(selection: Selection, ground: _Ground, *, says: str, note: str, **parts: Any) -> Markup:
    axis, ticks = _ticks(ground.time)
    html = render(
        "first/timeline.html",
        says=says,
        note=note,
        height=ground.height,
        ticks=[(ground.at(day), *_tick_text(axis, day, at == 0)) for at, day in enumerate(ticks)],
        as_of=_source_days(selection, ground),
        symbols=OUTLINES,
        statuses=[
            (status, name) for status, name in words.STATUS_NAMES.items() if any(one["symbol"] == status for one in parts.get("events", ()))
        ],
        **{"events": [], "lanes": [], "fading": [], "counts": []} | parts,
    )
    return Markup(html)


def _source_days(selection: Selection, ground: _Ground) -> dict[str, Any] | None:
    as_of, source = source_span(selection), selection.collection.source
    if as_of is None or source is None or as_of.end <= ground.time.start or as_of.start >= ground.time.end:
        return None
    x = ground.at(max(as_of.start, ground.time.start))
    return {"at": Markup(ground.wide(as_of.start, as_of.end)), "x": x, "late": float(x) > 70, "text": words.as_of(source.published)}


def _ticks(time: Span) -> tuple[Bins, list[int]]:
    """Beginnings of days, weeks, months, ...; of the days some, where there are too many and too few weeks."""
    axis = bins(time.start, time.end, TICKS)
    found = [day for day in axis.edges if time.start <= day < time.end]
    if len(found) < 3 and axis.unit == "week":
        axis = bins(time.start, time.end)
        found = [day for day in axis.edges if time.start <= day < time.end]
        found = found[:: -(-len(found) // TICKS)]
    return axis, found


def _tick_text(axis: Bins, day: float, is_first: bool) -> tuple[str, str]:
    """The date, and the year below the first and where a year begins."""
    year, month, number = calendar(day)
    if axis.unit in ("day", "week"):
        return f"{number} {MONTHS[month - 1][:3]}", f"{year}" if is_first or (month == 1 and number <= 7) else ""
    if axis.unit in ("month", "quarter"):
        return MONTHS[month - 1][:3], f"{year}" if is_first or month == 1 else ""
    return f"{year}", ""


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
