"""The events of a collection as rows: what selections are computed from stands in frames, whole events are made when they are asked for.

`Rows` is what a collection needs of them; `EventRows` has it of rows that were read one by one, `held_rows` of a million in columns.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol
from unicodedata import combining, normalize

import narwhals as nw

from dateline.checks import Finding, Record
from dateline.dates import anchor
from dateline.entries import Event, Lost, Party, Place, Source, place_class
from dateline.schema import TABLES
from dateline.seals import SealState, seal_state

Frame = nw.DataFrame[Any]
_HELD = 16_384
"""Events that are kept once made: what a few readers look at."""


class Rows(Protocol):
    """The sound events in order of time (by their latest start, their latest end, their id), and those that are withheld."""

    def __len__(self) -> int: ...

    def at(self, rows: Iterable[int]) -> tuple[Event, ...]:
        """The events of these rows, counted from 0."""

    def row_of(self, event_id: str) -> int | None:
        """The row of an event; None where there is none."""

    def referring(self, event_id: str) -> Sequence[int]:
        """The rows that are part of this event or about it."""

    def seal_of(self, event_id: str) -> SealState:
        """sealed (as it was when it was checked), changed, never."""

    @property
    def sealed(self) -> int | None:
        """How many are sealed; None where not all seals were compared."""

    @property
    def lost(self) -> Collection[Lost]:
        """The rows of the file that are not shown because of a finding, in file order."""

    def damage_of(self, lost: Lost) -> tuple[Finding, ...]:
        """The findings of a withheld row by itself."""

    @property
    def checked_on(self) -> str:
        """The last day on which a row was compared with its source; empty where none was."""

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes that the events name, sorted."""

    @property
    def main_source(self) -> str:
        """The id of the source that most events are read from; of equals the first by name. Empty where there is no event."""

    def events(self) -> Frame:
        """row, event_id, s1, s2, e1, e2, anchor in days, shape, status, category, place_class."""

    def words(self) -> Frame:
        """row, and the words that the search looks into."""

    def parties(self) -> Frame:
        """row, country, role."""

    def spots(self) -> Frame:
        """row, place_id, latitude, longitude."""


class EventRows:
    """Rows that were read one by one."""

    def __init__(
        self, records: Iterable[Record], places: Mapping[str, Place], sources: Mapping[str, Source], withheld: Iterable[Record] = (),
        damage: Iterable[Finding] = (),
    ) -> None:  # fmt: skip
        self._places, self._sources = places, sources
        self.lost = tuple(map(_lost, withheld))
        self._damage = [one for one in damage if one.withholds and one.line and one.file == TABLES["events"].file]
        # Columns, for as tuples the rows of a long table would be looked through whenever Python searches for cycles.
        ordered = sorted(records, key=_in_time)
        self._cells: dict[str, list[Any]] = {name: [row.values[name] for row in ordered] for name in TABLES["events"].names}
        self._cells |= {"checked_on": [row.cells.get("checked_on", "") for row in ordered], "line": [row.line for row in ordered]}
        self._seals = {row.values["event_id"]: seal_state(row.cells) for row in ordered}
        self.event = lru_cache(maxsize=_HELD)(self._event)

    def __getstate__(self) -> dict[str, Any]:
        """Between processes, without the events that are held."""
        return {name: value for name, value in self.__dict__.items() if name != "event"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ |= state
        self.event = lru_cache(maxsize=_HELD)(self._event)

    def __len__(self) -> int:
        return len(self._cells["line"])

    def _event(self, row: int) -> Event:
        """The event of a row, counted from 0."""
        values = {name: cells[row] for name, cells in self._cells.items()}
        parties = tuple(Party(country, role) for country, role in values.pop("countries"))
        where = tuple(self._places[place_id] for place_id in values.pop("places"))
        source = self._sources[values.pop("source_id")]
        return Event(**values, parties=parties, places=where, source=source)

    def at(self, rows: Iterable[int]) -> tuple[Event, ...]:
        """The events of these rows, counted from 0."""
        return tuple(map(self.event, rows))

    def row_of(self, event_id: str) -> int | None:
        """The row of an event; None where there is none."""
        return self._row_of.get(event_id)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self._cells["event_id"])}

    def referring(self, event_id: str) -> Sequence[int]:
        """The rows that are part of this event or about it."""
        return self._referring.get(event_id, ())

    def seal_of(self, event_id: str) -> SealState:
        """sealed (as it was when it was checked), changed, never."""
        return self._seals.get(event_id, "never")

    @property
    def sealed(self) -> int | None:
        """How many are sealed."""
        return sum(state == "sealed" for state in self._seals.values())

    def damage_of(self, lost: Lost) -> tuple[Finding, ...]:
        """The findings of a withheld row by itself."""
        return tuple(one for one in self._damage if one.line == lost.line)

    @cached_property
    def _referring(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, names in enumerate(zip(self._cells["part_of"], self._cells["about"], strict=True)):
            for event_id in {*names} - {""}:
                found.setdefault(event_id, []).append(row)
        return found

    @property
    def checked_on(self) -> str:
        """The last day on which a row was compared with its source; empty where none was."""
        return max(self._cells["checked_on"], default="")

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes that the events name, sorted."""
        return tuple(sorted({country for parties in set(self._cells["countries"]) for country, _ in parties}))

    @property
    def main_source(self) -> str:
        """The id of the source that most events are read from; of equals the first by name. Empty where there is no event."""
        counts = Counter(self._cells["source_id"])
        return min(counts, key=lambda source_id: (-counts[source_id], source_id), default="")

    def events(self) -> Frame:
        """row, event_id, s1, s2, e1, e2, anchor in days, shape, status, category, place_class."""
        whens, where = self._cells["when"], self._cells["places"]
        classes = {places: place_class([self._places[place_id] for place_id in places]) for places in set(where)}
        return _frame(
            row=(nw.Int64, range(len(self))),
            event_id=(nw.String, self._cells["event_id"]),
            s1=(nw.Float64, [when.s1 for when in whens]),
            s2=(nw.Float64, [when.s2 for when in whens]),
            e1=(nw.Float64, [when.e1 for when in whens]),
            e2=(nw.Float64, [when.e2 for when in whens]),
            anchor=(nw.Float64, [anchor(when) for when in whens]),
            shape=(nw.String, [when.shape for when in whens]),
            status=(nw.String, self._cells["status"]),
            category=(nw.String, self._cells["category"]),
            place_class=(nw.String, [classes[places] for places in where]),
        )

    def words(self) -> Frame:
        """row, and the words that the search looks into."""
        where = self._cells["places"]
        names = {places: [self._places[place_id].name for place_id in places] for places in set(where)}
        parts = zip(self._cells["event_id"], self._cells["title"], self._cells["summary"], self._cells["people"], where, strict=True)
        words = [
            normalised(" ".join((event_id, title, summary, *people, *names[places]))) for event_id, title, summary, people, places in parts
        ]
        return _frame(row=(nw.Int64, range(len(self))), words=(nw.String, words))

    def parties(self) -> Frame:
        """row, country, role."""
        held = [(row, country, role) for row, parties in enumerate(self._cells["countries"]) for country, role in parties]
        rows, codes, roles = zip(*held, strict=True) if held else ((), (), ())
        return _frame(row=(nw.Int64, rows), country=(nw.String, codes), role=(nw.String, roles))

    def spots(self) -> Frame:
        """row, place_id, latitude, longitude."""
        held = [(row, self._places[place_id]) for row, where in enumerate(self._cells["places"]) for place_id in where]
        return _frame(
            row=(nw.Int64, [row for row, _ in held]),
            place_id=(nw.String, [place.place_id for _, place in held]),
            latitude=(nw.Float64, [place.latitude for _, place in held]),
            longitude=(nw.Float64, [place.longitude for _, place in held]),
        )


def _lost(row: Record) -> Lost:
    return lost_row(row.cells, row.line)


def lost_row(cells: Mapping[str, str], line: int) -> Lost:
    """A withheld row by its cells."""
    searched = (cells.get(name, "") for name in ("event_id", "title", "summary", "people"))
    return Lost(cells.get("event_id", ""), cells.get("title", ""), " ".join(searched), line)


def normalised(text: str) -> str:
    """Text as it is searched: case and accents do not count."""
    folded = text.casefold()
    return folded if folded.isascii() else normalize("NFKD", folded).translate(_WITHOUT_ACCENTS)


class _WithoutAccents(dict[int, int | None]):
    """For `str.translate`: takes out the signs that stand over or under a letter."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if combining(chr(code)) else code
        return self[code]


_WITHOUT_ACCENTS = _WithoutAccents()


def _in_time(row: Record) -> tuple[float, float, str]:
    when = row.values["when"]
    return when.s2, when.e2, row.values["event_id"]


def _frame(**columns: tuple[type[nw.Int64 | nw.Float64 | nw.String], Sequence[Any]]) -> Frame:
    """A frame of columns, each with the kind of its values. Held by Arrow, which filters a short table in a tenth of pandas' time."""
    held = {name: list(values) for name, (_, values) in columns.items()}
    return nw.from_dict(held, schema={name: kind for name, (kind, _) in columns.items()}, backend=nw.Implementation.PYARROW)
