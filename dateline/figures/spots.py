"""What is shown at each place of the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.entries import Place
from dateline.figures.globe import Point
from dateline.schema import CATEGORIES
from dateline.selection import Shown


@dataclass(frozen=True)
class Spot:
    """A place (or a country, by the places that stand for it) with what is shown there."""

    place: Place
    shown: tuple[Shown, ...]

    @property
    def ids(self) -> str:
        return " ".join(dict.fromkeys(one.event.event_id for one in self.shown))

    @property
    def count(self) -> int:
        return len({one.event.event_id for one in self.shown})

    @property
    def certain(self) -> bool:
        return any(one.certain for one in self.shown)

    @property
    def category(self) -> str:
        """The most frequent one; of equals the first in the schema's order."""
        named = [one.event.category for one in self.shown]
        return max(CATEGORIES, key=named.count)

    @property
    def point(self) -> Point:
        return self.place.latitude, self.place.longitude


def spots_of(shown: Sequence[Shown]) -> tuple[list[Spot], list[Spot], list[Spot]]:
    """Points, regions and countries, the ones with most events first, so that smaller marks lie on larger ones."""
    held: dict[str, tuple[Place, list[Shown]]] = {}
    for one in shown:
        for place in one.event.places:
            by_country = place.precision == "country" and place.country
            held.setdefault(place.country if by_country else place.place_id, (place, []))[1].append(one)
    spots = [Spot(place, tuple(ones)) for place, ones in held.values()]
    spots.sort(key=lambda spot: (-spot.count, spot.place.place_id))
    points = [spot for spot in spots if spot.place.precision in ("site", "city")]
    countries = [spot for spot in spots if spot.place.precision == "country" and spot.place.country]
    regions = [spot for spot in spots if spot.place.precision == "region" or (spot.place.precision == "country" and not spot.place.country)]
    return points, regions, countries
