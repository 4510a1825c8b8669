"""A million events as rows: columns hold each text once and numbers for it, and a whole event is made of its row when it is asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import narwhals as nw

from dateline.cells import parse
from dateline.checks import Finding
from dateline.checks.columns import Held, Vocabulary
from dateline.dates import SHAPES, anchor
from dateline.entries import PLACE_CLASSES, Event, Lost, Party, Place, Source, place_class
from dateline.event_rows import lost_row, normalised
from dateline.parquet import Frame, Series, series
from dateline.schema import CATEGORIES, ROLES, SEPARATOR, STATUSES, TABLES
from dateline.seals import SealState, seal_state

_COLUMNS = TABLES["events"].columns
_DAYS = ("s1", "s2", "e1", "e2")
_ASKED = 4_096
"""Ids whose row is kept once found: what the cards of some readers name."""


class HeldRows:
    """The sound rows of a long table in order of time; `Rows` says what each of these is."""

    def __init__(self, held: Held, places: Mapping[str, Place], sources: Mapping[str, Source]) -> None:
        self._places, self._sources, self._held = places, sources, held
        self._rows = held.sound
        days = {name: self._of("when", [when and getattr(when, name) for when in self._read("when").values]) for name in _DAYS}
        order = self._rows.select("event_id").with_columns(days["s2"].alias("s2"), days["e2"].alias("e2")).with_row_index("at")
        places_in_file = order.sort("s2", "e2", "event_id")["at"]
        self._rows = self._rows[places_in_file]
        self._days = {name: column[places_in_file] for name, column in days.items()}
        self.row_of = lru_cache(maxsize=_ASKED)(self._row_of)

    def _read(self, column: str) -> Vocabulary:
        return self._held.vocabularies[column]

    def _of(self, column: str, meanings: Sequence[Any], kind: Any = nw.Float64) -> Series:
        """For each row, in its order, what the text of a column means."""
        return series(column, meanings, kind)[self._rows[column]]

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, rows: Iterable[int]) -> tuple[Event, ...]:
        """The events of these rows, counted from 0."""
        wanted = list(rows)
        return tuple(map(self._event, self._rows[wanted].iter_rows(named=True))) if wanted else ()

    def _event(self, row: Mapping[str, Any]) -> Event:
        read = self._held.vocabularies
        values: dict[str, Any] = {
            one.name: read[one.name].values[row[one.name]] if one.name in read else parse(one, row[one.name]) for one in _COLUMNS
        }
        parties = tuple(Party(country, role) for country, role in values.pop("countries"))
        where = tuple(self._places[place_id] for place_id in values.pop("places"))
        values |= {"checked_on": self._read("checked_on").texts[row["checked_on"]], "line": row["line"]}
        source = self._sources[values.pop("source_id")]
        return Event(**values, parties=parties, places=where, source=source)

    def _row_of(self, event_id: str) -> int | None:
        """The row of an event; None where there is none."""
        found = self._where(nw.col("event_id") == event_id)
        return found[0] if found else None

    def referring(self, event_id: str) -> Sequence[int]:
        """The rows that are part of this event or about it."""
        return self._where((nw.col("part_of") == event_id) | (nw.col("about") == event_id)) if event_id else ()

    def _where(self, holds: nw.Expr) -> list[int]:
        found = self._rows.select("event_id", "part_of", "about").with_row_index("row").filter(holds)["row"]
        return [int(row) for row in found.to_list()]

    def seal_of(self, event_id: str) -> SealState:
        """sealed (as it was when it was checked), changed, never."""
        row = self.row_of(event_id)
        return "never" if row is None else seal_state(self._held.cells(next(self._rows[[row]].iter_rows(named=True))))

    @cached_property
    def sealed(self) -> int | None:
        """How many are sealed; None where some carry a seal, for they are compared one by one only."""
        return None if (self._rows["seal"] != "").any() else 0

    @property
    def lost(self) -> Collection[Lost]:
        """The rows of the file that are not shown because of a finding, in file order."""
        return _LostRows(self._held)

    def damage_of(self, lost: Lost) -> tuple[Finding, ...]:
        """The findings of a withheld row by itself."""
        rows = self._held.lost.filter(nw.col("line") == lost.line).iter_rows(named=True)
        return tuple(one for row in rows for one in self._held.damage(row))

    def _used(self, column: str) -> Iterator[tuple[int, int]]:
        """The numbers of the texts that the rows have in a column, and in how many."""
        counted = self._rows.group_by(column).agg(count=nw.len())
        yield from zip(counted[column].to_list(), (int(count) for count in counted["count"].to_list()), strict=True)

    @property
    def checked_on(self) -> str:
        """The last day on which a row was compared with its source; empty where none was."""
        texts = self._read("checked_on").texts
        return max((texts[number] for number, _ in self._used("checked_on")), default="")

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes that the events name, sorted."""
        parties = self._read("countries").values
        return tuple(sorted({country for number, _ in self._used("countries") for country, _ in parties[number]}))

    @property
    def main_source(self) -> str:
        """The id of the source that most events are read from; of equals the first by name. Empty where there is no event."""
        counts = Counter({self._read("source_id").texts[number]: count for number, count in self._used("source_id")})
        return min(counts, key=lambda source_id: (-counts[source_id], source_id), default="")

    def events(self) -> Frame:
        """row, event_id, s1, s2, e1, e2, anchor in days, shape, status, category, place_class."""
        whens, where = self._read("when").values, self._read("places").values
        classes = [place_class(self._known(places or ())) for places in where]
        status, category = self._read("status").values, self._read("category").values
        columns = {
            "event_id": self._rows["event_id"],
            **self._days,
            "anchor": self._of("when", [when and anchor(when) for when in whens]),
            "shape": self._of("when", [when and when.shape for when in whens], _one_of(SHAPES)),
            "status": self._of("status", status, _one_of(STATUSES)),
            "category": self._of("category", category, _one_of(CATEGORIES)),
            "place_class": self._of("places", classes, _one_of(PLACE_CLASSES)),
        }
        return nw.from_dict(columns).with_row_index("row")

    def _known(self, places: Iterable[str]) -> list[Place]:
        """The places of a text; one that is not sound is in no row that is shown."""
        return [self._places[place_id] for place_id in places if place_id in self._places]

    def words(self) -> Frame:
        """row, and the words that the search looks into."""
        names = ["".join(f" {place.name}" for place in self._known(places or ())) for places in self._read("places").values]
        people = nw.when(nw.col("people") == "").then(nw.lit("")).otherwise(
            nw.concat_str([nw.lit(" "), nw.col("people").str.replace_all(SEPARATOR, " ", literal=True)])
        )  # fmt: skip
        parts = [nw.col("event_id"), nw.lit(" "), nw.col("title"), nw.lit(" "), nw.col("summary"), people, nw.col("names")]
        rows = self._rows.with_columns(self._of("places", names, nw.String).alias("names"))
        words = rows.select(words=nw.concat_str(parts).str.to_lowercase())["words"]
        # Lower case is all that there is to do to plain letters.
        others = words.to_frame().with_row_index("row").filter(nw.col("words").str.contains(r"[^\x00-\x7F]"))
        if len(others):
            written = rows[others["row"]].select(words=nw.concat_str(parts))["words"].to_list()
            words = words.scatter(others["row"].to_list(), [normalised(text) for text in written])
        return words.to_frame().with_row_index("row")

    def parties(self) -> Frame:
        """row, country, role."""
        held = [(at, country, role) for at, parties in enumerate(self._read("countries").values) for country, role in parties or ()]
        codes = _one_of({country for _, country, _ in held})
        return self._joined("countries", held, country=codes, role=_one_of(ROLES))

    def spots(self) -> Frame:
        """row, place_id, latitude, longitude."""
        read = enumerate(self._read("places").values)
        held = [(at, place.place_id, place.latitude, place.longitude) for at, places in read for place in self._known(places or ())]
        return self._joined("places", held, place_id=_one_of(self._places), latitude=nw.Float64(), longitude=nw.Float64())

    def _joined(self, column: str, held: Sequence[tuple[Any, ...]], **kinds: Any) -> Frame:
        """row, and what the text of a column comes to: one row each."""
        read = zip(*held, strict=True) if held else ((),) * (len(kinds) + 1)
        columns = zip((column, *kinds), (nw.UInt32(), *kinds.values()), read, strict=True)
        meanings = nw.from_dict({name: series(name, values, kind) for name, kind, values in columns})
        rows = self._rows.select(column).with_row_index("row")
        return rows.join(meanings, on=column, how="inner").drop(column).sort("row")


def _one_of(words: Iterable[str]) -> nw.Enum:
    return nw.Enum(sorted(words))


class _LostRows(Collection[Lost]):
    """Withheld rows, each made when it is looked at: they may be as many as the table has."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def __len__(self) -> int:
        return len(self._held.lost)

    def __iter__(self) -> Iterator[Lost]:
        for row in self._held.lost.iter_rows(named=True):
            yield lost_row(self._held.cells(row), row["line"])

    def __contains__(self, one: object) -> bool:
        return any(lost == one for lost in self)
