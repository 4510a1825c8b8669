"""Nominatim of OpenStreetMap, asked only on demand, under the user's own name, once a second at most. Errors are not swallowed."""

from collections.abc import Callable

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from dateline import countries
from dateline.errors import DatelineError
from dateline.gazetteer import Proposed

_SECONDS_BETWEEN = 1.1
"""The usage policy allows one question a second."""
_PRECISIONS = (("country", 4, "country", 500.0), ("state", 8, "region", 150.0), ("county", 12, "region", 50.0), ("city", 16, "city", 10.0))
"""Up to which rank of Nominatim a place is a country, a state, a county, a town; our precision and radius in km for it."""
_SITE_KM = 1.0


class NominatimError(DatelineError):
    """Nominatim did not answer: why, and what to do."""


def asking(user_agent: str) -> Callable[[str, str], tuple[Proposed, ...]]:
    """A function that asks for a name and a country (alpha-3 or empty). It raises `NominatimError`."""
    geocode = RateLimiter(
        Nominatim(user_agent=user_agent).geocode, min_delay_seconds=_SECONDS_BETWEEN, max_retries=0, swallow_exceptions=False
    )

    def ask(name: str, country: str) -> tuple[Proposed, ...]:
        wanted = f"{name}, {countries.name(country)}" if country else name
        try:
            found = geocode(wanted, exactly_one=False, limit=5, addressdetails=True, language="en")
        except GeopyError as error:
            raise NominatimError(f"Nominatim did not answer for '{wanted}' ({type(error).__name__}: {error}); try again later") from None
        return tuple(_proposed(one.raw) for one in found or ())

    return ask


def _proposed(raw: dict[str, object]) -> Proposed:
    rank = int(str(raw.get("place_rank") or 30))
    precision, radius = next(((ours, km) for _, most, ours, km in _PRECISIONS if rank <= most), ("site", _SITE_KM))
    address = raw.get("address")
    code = str(address.get("country_code", "")) if isinstance(address, dict) else ""
    near = countries.nearest(code) if code else ()
    name = str(raw.get("name") or str(raw.get("display_name", "")).split(",")[0])
    basis = f"OpenStreetMap {raw.get('osm_type')} {raw.get('osm_id')} by Nominatim, ODbL"
    return Proposed(name, near[0] if near else "", float(str(raw["lat"])), float(str(raw["lon"])), precision, radius, basis)
