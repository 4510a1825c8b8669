"""What is visible? `visible(collection, view)` is the one answer that every view, count and file starts from.

Frames are narwhals', so that any engine can stand below them; what names a row is counted with numbers (`numbered`). Each filter that is
set becomes one boolean column, so that the selection, the counts beside each choice, and "which filter hides it" are all read from the
same judgement.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from math import isinf
from typing import Any

import narwhals as nw
import numpy as np

from dateline.collection import Collection, Frame, normalised
from dateline.dates import When
from dateline.entries import PLACE_CLASSES, Event, FollowUp, Place
from dateline.kept import Kept
from dateline.numbered import Rows, rows_of
from dateline.schema import ACTING_ROLES, ROLES
from dateline.taking_part import count_by, country_facet, parties_in, role_facet, with_countries
from dateline.view import FILTERS, View

MOST_MARKS = 2000
"""Events that are handed out one by one; beyond it a figure must aggregate (DESIGN: a figure gets at most so many marks)."""


Judgement = nw.Expr | nw.Series[Any]
_MOST_TOLD = 64
"""Counts of one choice that are kept: all that a page and its first screen ask for."""
_COLUMNS = {"categories": "category", "statuses": "status", "shapes": "shape"}


@dataclass(frozen=True)
class Shown:
    """A visible event. `certain` is False where its dates allow it to lie outside the window."""

    event: Event
    certain: bool
    outcomes: tuple[FollowUp, ...] = ()
    """What became of a plan, where the view shows it."""


@dataclass(frozen=True)
class Counts:
    """How many events, and how they add up: in_file = withheld + in_table; in_table = shown + filtered_out;
    shown = certain + possible = the sum of `by_place`."""

    in_file: int
    withheld: int
    in_table: int
    shown: int
    certain: int
    possible: int
    by_place: dict[str, int]
    """By `PLACE_CLASSES`, each event in the class of its most exact place."""
    possible_by_place: dict[str, int]
    """Of them, those that are only possible."""

    @property
    def filtered_out(self) -> int:
        return self.in_table - self.shown


@dataclass(frozen=True)
class Selection:
    """The events that a view shows."""

    collection: Collection
    view: View
    judged: Frame
    """All events with `certain`, and a boolean column `pass_<filter>` for each active filter."""
    told: Kept[Any] = field(repr=False)
    """What was counted of them, by what it is: shared by all selections with the same filters."""

    def once(self, what: Hashable, make: Callable[[], Any]) -> Any:
        """What depends on the filters alone, made once for all views that differ only in the open event, the camera or the records."""
        return self.told.get(what, make)

    @property
    def frame(self) -> Frame:
        """The shown events: columns of `Collection.events` and `certain`, in time order."""
        found: Frame = self.once("frame", lambda: self.judged.filter(_passes(self.view.active)) if self.view.active else self.judged)
        return found

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The first `MOST_MARKS` shown events, in time order."""
        found: tuple[Shown, ...] = self.once(("shown", self.view.follow_ups), lambda: self.part(0, MOST_MARKS))
        return found

    def place_of(self, event_id: str) -> int | None:
        """Where an event stands in `shown`; None where it does not."""
        found: dict[str, int] = self.once("places in shown", lambda: {one.event.event_id: at for at, one in enumerate(self.shown)})
        return found.get(event_id)

    def part(self, start: int, most: int, place_class: str = "") -> tuple[Shown, ...]:
        """At most so many of the shown events, from the one at `start` on, in time order; of one class of places alone where it is told."""
        frame = self.frame.filter(nw.col("place_class") == place_class) if place_class else self.frame
        rows = frame[start : start + most]
        events = self.collection.at(rows["row"].to_list())
        return tuple(Shown(event, sure, self._outcomes(event)) for event, sure in zip(events, rows["certain"].to_list(), strict=True))

    @property
    def aggregated(self) -> bool:
        """More is shown than can be drawn one by one: timeline and map count events together (see `aggregates`)."""
        return len(self.frame) > MOST_MARKS

    def one(self, event_id: str) -> Shown | None:
        """This event, if it is shown."""
        row = self.frame.filter(nw.col("event_id") == event_id)
        event = self.collection.event(event_id) if len(row) else None
        return Shown(event, bool(row["certain"].to_list()[0]), self._outcomes(event)) if event else None

    def _outcomes(self, event: Event) -> tuple[FollowUp, ...]:
        known = self.collection.known(event.event_id) if self.view.follow_ups else ()
        return tuple(follow_up for follow_up in known if follow_up.is_outcome)

    @property
    def counts(self) -> Counts:
        """How many, and how they add up."""
        found: Counts = self.once("counts", self._counts)
        return found

    def _counts(self) -> Counts:
        shown, certain = len(self.frame), int(self.frame["certain"].sum())
        classes = count_by(self.frame, "place_class")
        unsure = count_by(self._unsure(self.frame), "place_class") if certain < shown else {}
        table = self.collection
        return Counts(
            table.rows_in_file, table.withheld, len(self.judged), shown, certain, shown - certain,
            {one: classes.get(one, 0) for one in PLACE_CLASSES}, {one: unsure.get(one, 0) for one in PLACE_CLASSES},
        )  # fmt: skip

    def counted(self, column: str) -> dict[str, int]:
        """The shown events by what they have in a column."""
        found: dict[str, int] = self.once(("counted", column), lambda: count_by(self.frame, column))
        return found

    @property
    def parties(self) -> dict[str, int]:
        """Countries that take part in the shown events, with the number of events; *mentioned* not counted."""
        roles = self.view.roles or ACTING_ROLES
        found: dict[str, int] = self.once("parties", lambda: parties_in(self.collection, self.frame, roles).count())
        return found

    @property
    def places(self) -> tuple[tuple[Place, int], ...]:
        """The places of the shown events with the number of events at each, the fullest first."""
        found: tuple[tuple[Place, int], ...] = self.once("places", self._places)
        return found

    def _places(self) -> tuple[tuple[Place, int], ...]:
        counts = self.collection.places_named.within(rows_of(self.frame, len(self.judged))).count()
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((self.collection.places[place_id], count) for place_id, count in ranked)

    @property
    def ends(self) -> tuple[When, When] | None:
        """When the first and the last of the shown events are, by the finite ends of their bounds; None where nothing is shown."""
        found: tuple[When, When] | None = self.once("ends", self._ends)
        return found

    def _ends(self) -> tuple[When, When] | None:
        rows, s1, s2, e1, e2 = self.frame.select("row", "s1", "s2", "e1", "e2").to_numpy().T
        if not len(rows):
            return None
        # Of several that begin or end there, the one that stands first.
        earliest, latest = np.where(np.isinf(s1), s2, s1).argmin(), np.where(np.isinf(e2), e1, e2).argmax()
        first, last = self.collection.at(int(rows[at]) for at in (earliest, latest))
        return first.when, last.when

    def facet(self, what: str) -> dict[str, int]:
        """For each value of `countries`, `roles`, `categories`, `statuses` or `shapes`: the events that choosing it would give.

        The other filters hold. For countries under *all* and *between* it is the number with the chosen ones and that one;
        for the other lists it is what this value adds or has added by itself.
        """
        found: dict[str, int] = self.once(("facet", what), lambda: self._facet(what))
        return found

    def _facet(self, what: str) -> dict[str, int]:
        if what in _COLUMNS:
            return count_by(self.others(what), _COLUMNS[what])
        others = self.others("countries", "roles")  # a role is that of a chosen country: the two are judged together
        return (country_facet if what == "countries" else role_facet)(self.collection, others, self.view)

    def unsure(self, what: str) -> dict[str, int]:
        """Of the numbers of `facet` for categories, statuses or shapes: the events that are only possible in the window."""
        return count_by(self._unsure(self.others(what)), _COLUMNS[what]) if "dates" in self.view.active else {}

    def _unsure(self, frame: Frame) -> Frame:
        return frame.filter(~nw.col("certain"))

    def others(self, *but: str) -> Frame:
        """The events that pass every filter but these."""
        others = [name for name in self.view.active if name not in but]
        if len(others) == len(self.view.active):
            return self.frame
        return self.judged.filter(_passes(others)) if others else self.judged

    def lifted(self, what: str) -> int:
        """How many events there would be with this filter lifted."""
        return len(visible(self.collection, self.view.without(what)).frame)

    def within(self, windows: Iterable[tuple[float, float]]) -> list[int]:
        """How many events each window would give, certain and possible, with all other filters as they are."""
        s1, e2 = self.others("dates").select("s1", "e2").to_numpy().T
        return [int(_possible(s1, e2, first, last).sum()) for first, last in windows]

    def hides(self, event_id: str) -> tuple[str, ...]:
        """The filters that keep this event out; empty where it is shown (or not in the table)."""
        row = self.judged.filter(nw.col("event_id") == event_id)
        return tuple(name for name in FILTERS if name in self.view.active and len(row) and not row[f"pass_{name}"].to_list()[0])


def visible(collection: Collection, view: View) -> Selection:
    """The selection that a view makes of a collection. One that was just made for the same filters is made use of."""
    filters = view.changed(event="", follow_ups=False, camera=None)
    return Selection(collection, view, *collection.judgements.get(filters, lambda: (_judged(collection, view), Kept(_MOST_TOLD))))


def _judged(collection: Collection, view: View) -> Frame:
    certain, possible = _in_days(float("-inf") if view.first is None else view.first, float("inf") if view.last is None else view.last)
    judge: dict[str, Callable[[], Judgement]] = {
        "dates": lambda: possible,
        "countries": lambda: _has_countries(collection, view),
        "roles": lambda: _has_role(collection, view),
        "categories": lambda: nw.col("category").is_in(view.categories),
        "statuses": lambda: nw.col("status").is_in(view.statuses),
        "shapes": lambda: nw.col("shape").is_in(view.shapes),
        "text": lambda: _has_text(collection, view),
        "area": lambda: _in_area(collection, view),
    }
    return collection.events.with_columns(certain=certain, **{f"pass_{name}": judge[name]() for name in view.active})


def among(selection: Selection, countries: tuple[str, ...]) -> Selection:
    """Of a selection, the events in which all these countries take part."""
    view = selection.view
    rows = with_countries(selection.collection, countries, view.roles or ACTING_ROLES, "all")
    inside = _column(selection.collection, rows)
    judged = selection.judged.with_columns(pass_countries=nw.col("pass_countries") & inside if view.countries else inside)
    return Selection(
        selection.collection, view if view.countries else view.changed(countries=countries, match="all"), judged, Kept(_MOST_TOLD)
    )


def _passes(filters: Iterable[str]) -> nw.Expr:
    return nw.all_horizontal(*(nw.col(f"pass_{name}") for name in filters), ignore_nulls=False)


def _column(collection: Collection, rows: Rows) -> nw.Series[Any]:
    """These rows as a column beside the events."""
    return nw.new_series("", rows, nw.Boolean, backend=collection.events.implementation)


def _true() -> nw.Expr:
    return nw.col("row") >= 0


def _in_days(first: float, last: float) -> tuple[nw.Expr, nw.Expr]:
    """Certain: starts by the last day and ends on or after the first, whatever the bounds. Possible: some reading of them does."""
    if isinf(first) and isinf(last):
        return _true(), _true()
    certain = (nw.col("s2") <= last) & (nw.col("e1") >= first)
    return certain, _possible(nw.col("s1"), nw.col("e2"), first, last)


def _possible(s1: Any, e2: Any, first: float, last: float) -> Any:
    """May they, by the widest reading of their bounds, lie in these days? Of columns and of arrays alike."""
    return (s1 <= last) & (e2 >= first)


def _has_countries(collection: Collection, view: View) -> Judgement:
    if view.roles:  # `_has_role` asks for the match in these roles; here: are the countries in it at all?
        match = "any" if view.match == "any" else "all"
        return _column(collection, with_countries(collection, view.countries, ROLES, match))
    return _column(collection, with_countries(collection, view.countries, ACTING_ROLES, view.match))


def _has_role(collection: Collection, view: View) -> Judgement:
    if view.countries:
        return _column(collection, with_countries(collection, view.countries, view.roles, view.match))
    return _column(collection, with_countries(collection, collection.countries, view.roles, "any"))


def _has_text(collection: Collection, view: View) -> nw.Expr:
    return nw.col("row").is_in(collection.words.filter(has_words(view.text))["row"])


def has_words(text: str) -> nw.Expr:
    """The rows of `Collection.words` in which all these words occur, whatever their case and accents: all, where none is left."""
    words = normalised(text).split()
    occur = (nw.col("words").str.contains(word, literal=True) for word in words)
    return nw.all_horizontal(_true(), *occur, ignore_nulls=False)


def _in_area(collection: Collection, view: View) -> nw.Expr:
    box = view.area
    if box is None:
        return _true()
    east, west = nw.col("longitude") <= box.east, nw.col("longitude") >= box.west
    inside = (west & east) if box.west <= box.east else (west | east)
    spots = collection.spots.filter(inside, nw.col("latitude") >= box.south, nw.col("latitude") <= box.north)
    return nw.col("row").is_in(spots["row"])
