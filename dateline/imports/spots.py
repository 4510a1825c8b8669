"""Coordinates as others write them -> degrees; and how exact they are."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = r"[-+−]?\d+(?:[.,]\d+)?"
_DEGREES = re.compile(
    rf"\s*([NSEWnsew])?\s*({_NUMBER})\s*(?:°|º|deg|d|\s)?\s*(?:(\d+(?:[.,]\d+)?)\s*['′’m]?)?\s*(?:(\d+(?:[.,]\d+)?)\s*[\"″”s]?)?\s*([NSEWnsew])?\s*"
)
_WKT = re.compile(rf"(?:<[^>]*>\s*)?(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(\s*({_NUMBER})[\s,]+({_NUMBER})(?:\s+{_NUMBER})?\s*\)", re.IGNORECASE)
"""Longitude first. Wikidata puts the globe before it where it is not the Earth."""
_KM_OF_DECIMALS = {0: 80.0, 1: 10.0}
"""Half the diagonal of a square of a degree, and a tenth of it with room for rounding."""
KM_OF_MORE = 5.0
"""Two decimals or more are within a town."""


class SpotError(ValueError):
    """Coordinates that are none: rule, why, and what to do."""

    def __init__(self, rule: str, why: str, todo: str) -> None:
        super().__init__(f"{why}; {todo}")
        self.rule, self.why, self.todo = rule, why, todo


@dataclass(frozen=True)
class Spot:
    """A point in degrees, and the precision that its digits allow."""

    latitude: float
    longitude: float
    precision: str
    radius_km: float


@lru_cache(maxsize=65_536)
def spot(latitude: str, longitude: str) -> Spot | None:
    """The point of two cells; None where both are empty. Raises `SpotError`."""
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        raise SpotError("coordinate-half", "has only one of latitude and longitude", "give both, or none")
    north, east = _degrees(latitude, "NS"), _degrees(longitude, "EW")
    if north == 0 and east == 0:
        raise SpotError("zero-zero", "lies at 0, 0 in the Gulf of Guinea, where tables put what has no place", "give the place")
    if abs(north) > 90:
        swapped = abs(east) <= 90 and abs(north) <= 180
        todo = "latitude and longitude seem to be swapped" if swapped else "correct it"
        raise SpotError("coordinate-range", "latitude must lie between -90 and 90", todo)
    if abs(east) > 180:
        raise SpotError("coordinate-range", "longitude must lie between -180 and 180", "correct it")
    decimals = max(_decimals(latitude), _decimals(longitude))
    radius = _KM_OF_DECIMALS.get(decimals, KM_OF_MORE)
    return Spot(north, east, "city" if decimals else "region", radius)


def from_point(text: str) -> tuple[str, str]:
    """Latitude and longitude of one cell: `POINT (lon lat)` of WKT, or "lat, lon". Raises `SpotError`."""
    if match := _WKT.search(text):
        return match[2], match[1]
    parts = [part for part in re.split(r"\s*[;/]\s*|,\s+|(?<=[NSns])\s*,?\s*(?=[\dEWew])|,(?=[-\d]+\.)", text.strip()) if part]
    if len(parts) == 2 and all(_DEGREES.fullmatch(part) for part in parts):
        return parts[0], parts[1]
    raise SpotError("coordinate-unreadable", "is no point that is read", "write POINT (lon lat), or latitude, longitude")


def _degrees(text: str, sides: str) -> float:
    match = _DEGREES.fullmatch(text.replace("−", "-"))
    if not match:
        raise SpotError("coordinate-unreadable", "is no coordinate", "write degrees with a point, such as 37.57")
    before, degrees, minutes, seconds, after = match.groups()
    side = (before or after or "").upper()
    if side and side not in sides:
        raise SpotError("coordinate-range", f"'{side}' is not on this axis", "latitude and longitude seem to be swapped")
    value = _float(degrees)
    value += (-1 if degrees.startswith("-") else 1) * (_float(minutes or "0") / 60 + _float(seconds or "0") / 3600)
    return -abs(value) if side in ("S", "W") else value


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _decimals(text: str) -> int:
    """Digits after the point that are no filling zeros; minutes count as one, seconds as two more."""
    match = re.search(r"[.,](\d*?)0*(?:\D|$)", text)
    parts = len(re.findall(r"\d+(?:[.,]\d+)?", text))
    return (len(match[1]) if match else 0) + (parts > 1) + (parts > 2)
