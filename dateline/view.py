"""View: everything a reader chose. Frozen, normalised, and equal to its link."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Match = Literal["any", "all", "between"]
MATCHES: dict[str, str] = {
    "any": "at least one of the chosen countries takes part",
    "all": "all of the chosen countries take part; others may",
    "between": "exactly the chosen countries take part, and no other",
}

FILTERS = ("countries", "roles", "categories", "statuses", "shapes", "dates", "text", "area")
"""What can hide an event, each lifted as a whole; `dates` stands for first and last."""


@dataclass(frozen=True)
class Box:
    """A box on the map in degrees; west > east crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def of(cls, sides: Sequence[float]) -> "Box | None":
        """The box with these sides, in the order above; None where they are not those of one."""
        if len(sides) != 4:
            return None
        south, west, north, east = (float(side) for side in sides)
        sound = -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180
        return cls(south, west, north, east) if sound else None


@dataclass(frozen=True)
class Camera:
    """Centre and zoom of the map, kept only after the reader moved it."""

    latitude: float
    longitude: float
    zoom: float


@dataclass(frozen=True)
class View:
    """What a reader chose. Lists are sorted and without doubles, so equal choices are equal views."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3."""
    match: Match = "any"
    roles: tuple[str, ...] = ()
    """Roles that count; none: all but *mentioned*."""
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    """The ways in which the time is given, `dates.SHAPES`."""
    first: int | None = None
    """First day of the window, days since 1970-01-01; None: open."""
    last: int | None = None
    """Last day of the window, included."""
    text: str = ""
    """Words that must all occur."""
    area: Box | None = None
    event: str = ""
    """The open event."""
    follow_ups: bool = False
    """What became known is shown."""
    collection: str = ""
    camera: Camera | None = None

    def __post_init__(self) -> None:
        for name in ("countries", "roles", "categories", "statuses", "shapes"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "text", " ".join(self.text.split()))

    def changed(self, **values: Any) -> "View":
        """The same view with other values."""
        return replace(self, **values)

    def without(self, what: str, value: str = "") -> "View":
        """The view with one filter of `FILTERS` lifted, or one value taken out of a list of it."""
        if what == "dates":
            return replace(self, first=None, last=None)
        kept: Any = tuple(one for one in getattr(self, what) if value and one != value) if _is_list(what) else _EMPTY[what]
        return self.changed(**{what: kept})

    def unfiltered(self) -> "View":
        """The view with every filter lifted; the open event, the camera and the collection stay."""
        return replace(self, match="any", first=None, last=None, **{f: _EMPTY[f] for f in FILTERS if f != "dates"})

    @property
    def active(self) -> tuple[str, ...]:
        """The filters of `FILTERS` that are set, in that order."""
        dated = self.first is not None or self.last is not None
        return tuple(f for f in FILTERS if (dated if f == "dates" else getattr(self, f) != _EMPTY[f]))


_EMPTY: dict[str, Any] = {field.name: field.default for field in fields(View)}


def _is_list(what: str) -> bool:
    return isinstance(_EMPTY[what], tuple)
