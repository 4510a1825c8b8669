"""What a format is: how it is known, and which of its columns say what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.imports.foreign import Foreign

FIELDS: dict[str, str] = {
    "id": "name of the event, permanent",
    "title": "what it is, in a few words",
    "text": "what is told of it",
    "start": "its day, or its first",
    "end": "its last day",
    "year": "its year, where year, month and day have columns of their own",
    "month": "its month",
    "day": "its day of the month",
    "end_year": "the year of its last day",
    "end_month": "the month of its last day",
    "end_day": "the day of the month of its last day",
    "time": "clock time in UTC",
    "date_precision": "how exact the date is",
    "latitude": "latitude in degrees",
    "longitude": "longitude in degrees",
    "point": "both in one cell: POINT (lon lat), or latitude, longitude",
    "radius": "how far the place reaches, in km",
    "place": "name of the place",
    "area": "region or province of the place",
    "place_precision": "how exact the place is",
    "country": "country in which it is",
    "actor": "country that does it",
    "target": "country to which it is done",
    "participant": "country that takes part",
    "category": "what sort of event",
    "status": "occurred, scheduled, alleged …",
    "people": "persons",
    "link": "where the table has it from",
    "doubt": "whether the row itself is in doubt",
}
"""What a column of others can say, in the order of a form."""
ROLES = {"actor": "actor", "target": "target", "participant": "participant", "country": "host"}
"""Columns that name countries, with the role that they give; a country keeps the first that it is given."""


class Cells:
    """The cells of one row, by field (`cells["start"]`) and by the name of their column (`cells.at("admin1")`)."""

    __slots__ = ("_at", "_cells", "_columns")

    def __init__(self, at: Mapping[str, int], columns: Mapping[str, int], cells: tuple[str, ...]) -> None:
        self._at, self._columns, self._cells = at, columns, cells

    def __getitem__(self, name: str) -> str:
        at = self._at.get(name)
        return self._cells[at].strip() if at is not None and at < len(self._cells) else ""

    def at(self, column: str) -> str:
        """By the column's own name, in whatever case; empty where there is none."""
        at = self._columns.get(column)
        return self._cells[at].strip() if at is not None and at < len(self._cells) else ""


@dataclass(frozen=True)
class Format:
    """One form in which others keep events."""

    name: str
    title: str
    what: str
    known_by: Callable[[Foreign], str]
    """Why a file is taken to be of this format, in words; empty where it is not."""
    columns: Mapping[str, tuple[str, ...]]
    """Field -> names of its column in lower case; the first that is there."""
    differs: tuple[str, ...]
    """The ways in which its exports are known to differ; there is a test row for each."""
    source: str = ""
    """Who publishes it, and under which terms; empty where each file has its own."""
    category: Callable[[Cells], str] = lambda cells: "other"
    titled: Callable[[Cells], str] = lambda cells: cells["title"]
    told: Callable[[Cells], str] = lambda cells: cells["text"]
    dates: Mapping[str, str] = field(default_factory=dict)
    """What the values of `date_precision` mean: day, week, month, year, within (one day from start to end)."""
    places: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """What the values of `place_precision` mean: our precision, and the radius in km that we state for it."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Field -> system of its country codes, where the format fixes it."""
    parties: tuple[tuple[str, str], ...] = ()
    """Countries with their roles that every row of it shares."""
    roles: Mapping[str, str] = field(default_factory=lambda: ROLES)
    together: bool = False
    """Rows of one id are one event."""
    aside: Callable[[Cells], str] = lambda cells: ""
    """Why a row is no event: a title, a line of tags; empty where it is one."""
    years_before: str = "astronomical"
    towns: Callable[[str], list[str]] = lambda name: [name]
    """The names in a cell of places that has no coordinates: `dateline places` asks for each."""
    doubtful: Callable[[Cells], bool] = lambda cells: False
    """Whether the table itself is not sure of the row."""
    clock: Callable[[str], str] = lambda text: text
    """The column `time` as HH:MM or HH:MM:SS in UTC; empty for none."""


def has_columns(*names: str) -> Callable[[Foreign], str]:
    """Known by columns of these names, in whatever case."""

    def known(foreign: Foreign) -> str:
        header = {name.lower() for name in foreign.header}
        return f"it has the columns {', '.join(names)}" if header.issuperset(names) else ""

    return known


def number(text: str) -> str:
    """ "2.0" as "2": whole numbers that went through floating point."""
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdecimal() else text
