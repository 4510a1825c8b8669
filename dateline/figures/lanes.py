"""A lane for each category on the timeline, and a place in it for each event, so that nothing lies on anything else.

Events of one lane with the same *when* stand together as a swarm; a plan whose outcome is shown has a row for itself.
In a full lane a swarm takes fewer rows and grows
sideways: its marks then stand next to each other on the band that they share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from dateline.dates import anchor
from dateline.figures.extent import Span, reach
from dateline.schema import CATEGORIES
from dateline.selection import Shown
from dateline.words import CATEGORY_NAMES

LETTER_PX = 6.1
"""Mean width of a letter of the labels, at 11.5 px."""
MARK_PX = 12.0
"""Width of a mark with a little air."""
STEPS = ((34, 99), (22, 99), (0, 99), (0, 3), (0, 2), (0, 1))
"""Letters of a label that rows are kept free for, and most rows of a swarm; the fullest lane gives way first."""
CROWD, CROWD_STEP = 200, 3
"""A lane of more events has no room for labels beside all of them, and need not be tried with it."""
MOST_ROWS = 20
"""Rows that a third of a laptop's screen holds at a size that can be read and hit."""
LEAST_UNITS = 8.0
"""A single lane does not blow its marks up to the height of the page."""
AIR = 0.22
"""Room above and below the rows of a lane, in rows."""


@dataclass(frozen=True)
class Lane:
    """One category's part of the height, from `top` to `bottom`, in rows from the upper edge."""

    category: str
    name: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Seat:
    """Where an event stands."""

    day: float
    """Middle of its mark."""
    y: float
    """Middle of its row."""
    leads: bool
    """It is the first of its swarm in this row, and draws the band that they share."""
    swarm: tuple[str, ...]
    """The event ids that stand together in rows of several; empty where it has the row for itself."""
    free_until: float | None
    """The day where its row is taken again."""


@dataclass(frozen=True)
class Lanes:
    """The lanes from top to bottom, the seat of each event by its id, and the height of all in rows."""

    lanes: tuple[Lane, ...]
    seats: Mapping[str, Seat]
    height: float


@dataclass(frozen=True)
class Scale:
    """What rows are packed for."""

    px_per_day: float
    fade: float
    """Days of a fading end."""

    @property
    def mark(self) -> float:
        """Days that a mark covers."""
        return MARK_PX / self.px_per_day


@dataclass(frozen=True, eq=False)
class _Alike:
    """Events of one lane and one *when*, whatever rows they get."""

    ones: tuple[Shown, ...]
    letters: int
    """Of the longest title."""
    reaches: tuple[Span, ...]
    """What is drawn of them beside their marks: a band, and the days of outcomes."""

    def rows(self, most: int) -> int:
        """A span has no room for marks beside each other."""
        return len(self.ones) if self.ones[0].event.when.shape == "span" else min(len(self.ones), most)


@dataclass(frozen=True)
class _Swarm:
    """Events that are alike, in `rows` rows from `row` on."""

    ones: tuple[Shown, ...]
    letters: int
    rows: int
    row: int
    taken: Span

    @property
    def columns(self) -> int:
        return -(-len(self.ones) // self.rows)


@dataclass(frozen=True)
class _Packed:
    """The swarms of a lane, and its rows."""

    swarms: Sequence[_Swarm]
    depth: int


def arrange(shown: Sequence[Shown], scale: Scale) -> Lanes:
    """Lanes in the order of the schema, only those with events, their rows with room for labels while there are few."""
    members = {category: [one for one in shown if one.event.category == category] for category in CATEGORIES}
    groups = {category: _alike(ones, scale) for category, ones in members.items() if ones}
    steps = {category: 0 if len(members[category]) <= CROWD else CROWD_STEP for category in groups}
    sized = cache(partial(_sized, scale))  # steps differ in most rows, and most groups fit in one

    def pack(category: str) -> _Packed:
        letters, most = STEPS[steps[category]]
        swarms = [sized(one, one.rows(most)) for one in groups[category]]
        return _pack(swarms, letters, scale)

    packed = {category: pack(category) for category in groups}
    while sum(lane.depth for lane in packed.values()) > MOST_ROWS:
        giving = [category for category in groups if packed[category].depth > 1 and steps[category] < len(STEPS) - 1]
        if not giving:
            break
        fullest = max(giving, key=lambda category: packed[category].depth)
        steps[fullest] += 1
        packed[fullest] = pack(fullest)
    return _stacked(packed, scale)


def _alike(ones: Sequence[Shown], scale: Scale) -> list[_Alike]:
    together: dict[str, list[Shown]] = {}
    for one in ones:
        together.setdefault(one.event.event_id if one.outcomes else one.event.when.edtf, []).append(one)  # an outcome takes a row
    found = []
    for group in together.values():
        drawn = [outcome.when for one in group for outcome in one.outcomes]
        drawn += [group[0].event.when] if group[0].event.when.shape != "day" else []
        letters = max(len(one.event.title) for one in group)
        found.append(_Alike(tuple(group), letters, tuple(reach(when, scale.fade) for when in drawn)))
    return found


def _sized(scale: Scale, group: _Alike, rows: int) -> _Swarm:
    """In the first row, with what it takes there."""
    columns = -(-len(group.ones) // rows)
    days = [_day(group.ones[0], column, columns, scale) for column in (0, columns - 1)]
    start = min([min(days) - scale.mark / 2, *(one.start for one in group.reaches)])
    end = max([max(days) + scale.mark / 2, *(one.end for one in group.reaches)])
    return _Swarm(group.ones, group.letters, rows, 0, Span(start, end))


def _pack(swarms: Sequence[_Swarm], letters: int, scale: Scale) -> _Packed:
    """Every swarm in the first rows that are free where it begins, with room for as many letters of its titles."""
    ends: list[float] = []
    placed = []
    for swarm in sorted(swarms, key=lambda swarm: (swarm.taken.start, -swarm.rows)):
        row = _first_free(ends, swarm.rows, swarm.taken.start)
        ends += [float("-inf")] * (row + swarm.rows - len(ends))
        words = min(swarm.letters, letters) * LETTER_PX / scale.px_per_day
        ends[row : row + swarm.rows] = [swarm.taken.end + words] * swarm.rows
        placed.append(_Swarm(swarm.ones, swarm.letters, swarm.rows, row, swarm.taken))
    return _Packed(placed, len(ends))


def _first_free(ends: Sequence[float], rows: int, start: float) -> int:
    """The first row from which on as many rows are free at `start`; each row is looked at once."""
    row = at = 0
    while at < min(row + rows, len(ends)):
        if ends[at] > start:
            row = at + 1
        at += 1
    return row


def _day(one: Shown, column: int, columns: int, scale: Scale) -> float:
    """The middle of a mark: noon of the day that stands for it; those of a swarm spread in that day or their band."""
    when, noon = one.event.when, anchor(one.event.when) + 0.5
    if when.shape == "day":
        return noon + (column - (columns - 1) / 2) * min(scale.mark, 0.8 / columns)
    return noon + column * scale.mark * (1 if when.shape == "after" else -1)


def _stacked(packed: Mapping[str, _Packed], scale: Scale) -> Lanes:
    units = sum(lane.depth + 2 * AIR for lane in packed.values())
    air = AIR + max(0.0, LEAST_UNITS - units) / (2 * max(1, len(packed)))
    lanes, seats, top = [], {}, 0.0
    for category, lane in packed.items():
        bottom = round(top + lane.depth + 2 * air, 3)
        lanes.append(Lane(category, CATEGORY_NAMES[category], top, bottom))
        for swarm in lane.swarms:
            seats.update(_seats(swarm, lane.swarms, top + air, scale))
        top = bottom
    return Lanes(tuple(lanes), seats, max(top, 1.0))


def _seats(swarm: _Swarm, lane: Sequence[_Swarm], top: float, scale: Scale) -> dict[str, Seat]:
    together = tuple(one.event.event_id for one in swarm.ones) if swarm.columns > 1 else ()
    found = {}
    for index, one in enumerate(swarm.ones):
        column, row = divmod(index, swarm.rows)
        row += swarm.row
        beside = (other.taken.start for other in lane if other.row <= row < other.row + other.rows)
        free_until = min((start for start in beside if start >= swarm.taken.end), default=None)
        day, y = _day(one, column, swarm.columns, scale), round(top + row + 0.5, 3)
        found[one.event.event_id] = Seat(day, y, column == 0, together, free_until)
    return found
