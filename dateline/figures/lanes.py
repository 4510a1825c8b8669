"""A lane for each category on the timeline, and a place in it for each event, so that nothing lies on anything else.

Events of one lane with the same *when* stand together as a swarm; a plan whose outcome is shown has a row for itself.
In a full lane a swarm takes fewer rows and grows
sideways: its marks then stand next to each other on the band that they share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Swarm:
    """Events of one lane and one *when*, in `rows` rows from `row` on."""

    ones: tuple[Shown, ...]
    rows: int
    row: int
    taken: Span

    @property
    def columns(self) -> int:
        return -(-len(self.ones) // self.rows)


def arrange(shown: Sequence[Shown], scale: Scale) -> Lanes:
    """Lanes in the order of the schema, only those with events, their rows with room for labels while there are few."""
    members = {category: [one for one in shown if one.event.category == category] for category in CATEGORIES}
    members = {category: ones for category, ones in members.items() if ones}
    steps = {category: 0 if len(ones) <= CROWD else CROWD_STEP for category, ones in members.items()}
    packed = {category: _pack(ones, STEPS[steps[category]], scale) for category, ones in members.items()}
    while sum(_depth(lane) for lane in packed.values()) > MOST_ROWS:
        giving = [category for category in members if _depth(packed[category]) > 1 and steps[category] < len(STEPS) - 1]
        if not giving:
            break
        fullest = max(giving, key=lambda category: _depth(packed[category]))
        steps[fullest] += 1
        packed[fullest] = _pack(members[fullest], STEPS[steps[fullest]], scale)
    return _stacked(packed, scale)


def _depth(lane: Sequence[_Swarm]) -> int:
    return max(swarm.row + swarm.rows for swarm in lane)


def _pack(ones: Sequence[Shown], step: tuple[int, int], scale: Scale) -> list[_Swarm]:
    """Every swarm in the first rows that are free where it begins."""
    letters, most = step
    alike: dict[str, list[Shown]] = {}
    for one in ones:
        alike.setdefault(one.event.event_id if one.outcomes else one.event.when.edtf, []).append(one)  # an outcome takes a row
    swarms = [_swarm(group, most, scale) for group in alike.values()]
    ends: list[float] = []
    placed = []
    for swarm in sorted(swarms, key=lambda swarm: (swarm.taken.start, -swarm.rows)):
        row = 0
        while any(end > swarm.taken.start for end in ends[row : row + swarm.rows]):
            row += 1
        ends += [float("-inf")] * (row + swarm.rows - len(ends))
        words = min(max(len(one.event.title) for one in swarm.ones), letters) * LETTER_PX / scale.px_per_day
        ends[row : row + swarm.rows] = [swarm.taken.end + words] * swarm.rows
        placed.append(_Swarm(swarm.ones, swarm.rows, row, swarm.taken))
    return placed


def _swarm(ones: Sequence[Shown], most: int, scale: Scale) -> _Swarm:
    when = ones[0].event.when
    rows = len(ones) if when.shape == "span" else min(len(ones), most)
    days = [_day(ones[0], column, -(-len(ones) // rows), scale) for column in range(-(-len(ones) // rows))]
    marks = Span(min(days) - scale.mark / 2, max(days) + scale.mark / 2)
    span = reach(when, scale.fade)
    taken = marks if when.shape == "day" else Span(min(marks.start, span.start), max(marks.end, span.end))
    later = [reach(outcome.when, scale.fade) for one in ones for outcome in one.outcomes]
    taken = Span(min([taken.start, *(one.start for one in later)]), max([taken.end, *(one.end for one in later)]))
    return _Swarm(tuple(ones), rows, 0, taken)


def _day(one: Shown, column: int, columns: int, scale: Scale) -> float:
    """The middle of a mark: noon of the day that stands for it; those of a swarm spread in that day or their band."""
    when, noon = one.event.when, anchor(one.event.when) + 0.5
    if when.shape == "day":
        return noon + (column - (columns - 1) / 2) * min(scale.mark, 0.8 / columns)
    return noon + column * scale.mark * (1 if when.shape == "after" else -1)


def _stacked(packed: Mapping[str, Sequence[_Swarm]], scale: Scale) -> Lanes:
    units = sum(_depth(lane) + 2 * AIR for lane in packed.values())
    air = AIR + max(0.0, LEAST_UNITS - units) / (2 * max(1, len(packed)))
    lanes, seats, top = [], {}, 0.0
    for category, lane in packed.items():
        bottom = round(top + _depth(lane) + 2 * air, 3)
        lanes.append(Lane(category, CATEGORY_NAMES[category], top, bottom))
        for swarm in lane:
            seats.update(_seats(swarm, lane, top + air, scale))
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
