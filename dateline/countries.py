"""ISO 3166-1 countries: their codes, names and flags.

The codes are pycountry's, the names Babel's (Unicode CLDR); both are read on first use.
"""

import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache

from dateline.errors import CountryError

_ENGLISH = {
    # CLDR tells the two by their capitals; readers know them by these names.
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    # CLDR adds the state to set the two apart; the flag and the code do that here.
    "HKG": "Hong Kong",
    "MAC": "Macao",
    # CLDR adds the former name, which is found by `nearest`.
    "MMR": "Myanmar",
    # The short form of the name that ISO 3166 and the United Nations use.
    "PSE": "Palestine",
}
"""English names that differ from CLDR's. Türkiye, Czechia and Côte d’Ivoire are CLDR's, and stay."""
_ALIASES = {
    "uk": "GBR", "u k": "GBR", "great britain": "GBR", "britain": "GBR", "england": "GBR", "el": "GRC",
    "america": "USA", "prc": "CHN", "roc": "TWN", "rok": "KOR", "dprk": "PRK", "uae": "ARE", "emirates": "ARE",
    "drc": "COD", "u s": "USA", "ger": "DEU", "sui": "CHE", "ned": "NLD", "holland": "NLD", "den": "DNK", "rom": "ROU",
    "rsa": "ZAF", "ksa": "SAU", "turkey": "TUR", "czech republic": "CZE", "ivory coast": "CIV", "swaziland": "SWZ",
    "burma": "MMR", "macedonia": "MKD", "east timor": "TLS", "vatican": "VAT", "holy see": "VAT",
}  # fmt: skip
"""What people write that is neither a code nor a name of ISO or CLDR: short forms, former names, sports codes."""
_MOST = 5
"""Suggestions that a message can name and still be read."""


@cache
def _alpha2() -> dict[str, str]:
    """alpha-3 -> alpha-2, in the order of the codes."""
    import pycountry  # 40 ms, which a command that names no country need not wait for

    return {country.alpha_3: country.alpha_2 for country in sorted(pycountry.countries, key=lambda c: str(c.alpha_3))}


def codes() -> tuple[str, ...]:
    """All alpha-3 codes, sorted."""
    return tuple(_alpha2())


def known(alpha3: str) -> bool:
    """Whether ISO 3166-1 has this alpha-3 code, in capitals and without spaces."""
    return alpha3 in _alpha2()


@lru_cache(maxsize=8_192)  # 249 countries in some thirty languages
def name(alpha3: str, locale: str = "en") -> str:
    """The usual name in a language ("de", "pt-BR"), in English for one that Babel has not. CountryError if unknown."""
    alpha2 = _known_alpha2(alpha3)
    language = _language(locale)
    if language != "en" and alpha2 in _territories(language):
        return _territories(language)[alpha2]
    return _ENGLISH.get(alpha3) or _territories("en")[alpha2].replace(" & ", " and ")


@cache
def flag(alpha3: str) -> str:
    """The flag as emoji: the two regional indicators of the alpha-2 code. CountryError for an unknown code."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in _known_alpha2(alpha3))


@lru_cache(maxsize=1_024)
def nearest(text: str) -> tuple[str, ...]:
    """The codes that a wrong one may stand for, likeliest first, at most five; none if nothing is like it."""
    wanted = _folded(text[:80])
    if not wanted:
        return ()
    index = _index()
    words = set(wanted.split())
    shortest_first = sorted(index, key=lambda known_as: known_as.count(" "))
    containing = [index[known_as] for known_as in shortest_first if words <= set(known_as.split())]
    if wanted in index:
        return tuple(dict.fromkeys([index[wanted], *containing]))[:_MOST]
    beginning = [index[known_as] for known_as in index if len(wanted) > 2 and known_as.startswith(wanted)]
    similar = [index[match] for match in get_close_matches(wanted, index, n=_MOST, cutoff=0.75)]
    return tuple(dict.fromkeys(containing + beginning + similar))[:_MOST]


def _known_alpha2(alpha3: str) -> str:
    try:
        return _alpha2()[alpha3]
    except KeyError:
        likely = nearest(alpha3)
        advice = f"write {' or '.join(likely)}" if likely else "write an alpha-3 code such as KOR"
        raise CountryError(f"country {alpha3[:40]!r} is not in ISO 3166-1; {advice}") from None


@lru_cache(maxsize=64)
def _language(locale: str) -> str:
    """Babel's name of a locale; "en" for all of English, and for a locale that Babel does not have."""
    from babel import Locale, UnknownLocaleError

    try:
        parsed = Locale.parse(locale.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return "en"
    return "en" if parsed.language == "en" else str(parsed)


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    """alpha-2 -> name in a language that Babel has."""
    from babel import Locale

    return {str(code): str(text) for code, text in Locale.parse(language).territories.items()}


@cache
def _index() -> dict[str, str]:
    """Everything a country is known by, folded -> alpha-3."""
    import pycountry

    index: dict[str, str] = {}
    for country in pycountry.countries:
        known_as = [country.alpha_3, country.alpha_2, country.numeric, name(country.alpha_3), country.name]
        known_as += [getattr(country, more, "") for more in ("common_name", "official_name")]
        known_as.append(_territories("en")[country.alpha_2])
        index.update((_folded(text), country.alpha_3) for text in known_as if text)
    return index | _ALIASES


def _folded(text: str) -> str:
    """Lower case, without accents and signs, one space between words."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.replace("&", " and ")))
