"""ISO 3166-1 countries, and states that are no more: their codes, names and flags.

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
_PAST = {
    "ANT": "Netherlands Antilles", "CSK": "Czechoslovakia", "DDR": "East Germany", "SCG": "Serbia and Montenegro",
    "SUN": "Soviet Union", "VDR": "North Vietnam", "YMD": "South Yemen", "YUG": "Yugoslavia",
}  # fmt: skip
"""States of ISO 3166-3 that no state of today simply is, with the names that CLDR has no longer. A state that was only renamed (Burma,
Zaire, Upper Volta) has the code of today."""
_ALIASES = {
    "uk": "GBR", "u k": "GBR", "great britain": "GBR", "britain": "GBR", "england": "GBR", "el": "GRC",
    "america": "USA", "prc": "CHN", "roc": "TWN", "rok": "KOR", "dprk": "PRK", "uae": "ARE", "emirates": "ARE",
    "drc": "COD", "u s": "USA", "ger": "DEU", "sui": "CHE", "ned": "NLD", "holland": "NLD", "den": "DNK", "rom": "ROU",
    "rsa": "ZAF", "ksa": "SAU", "turkey": "TUR", "czech republic": "CZE", "ivory coast": "CIV", "swaziland": "SWZ",
    "burma": "MMR", "macedonia": "MKD", "east timor": "TLS", "vatican": "VAT", "holy see": "VAT",
    "ussr": "SUN", "u s s r": "SUN", "gdr": "DDR", "german democratic republic": "DDR", "west germany": "DEU", "south yemen": "YMD",
    "north yemen": "YEM", "south vietnam": "VNM", "zaire": "COD", "upper volta": "BFA", "dahomey": "BEN", "rhodesia": "ZWE",
    "southern rhodesia": "ZWE", "ceylon": "LKA", "kampuchea": "KHM", "western samoa": "WSM", "byelorussia": "BLR", "kirghizia": "KGZ",
    "kyrgyz republic": "KGZ", "bosnia": "BIH", "palestinian authority": "PSE", "west bank": "PSE", "gaza": "PSE", "gaza strip": "PSE",
    "republic of china": "TWN", "congo kinshasa": "COD", "congo brazzaville": "COG", "scotland": "GBR", "wales": "GBR",
    "northern ireland": "GBR", "cape verde": "CPV", "fyr macedonia": "MKD", "former yugoslav republic of macedonia": "MKD",
}  # fmt: skip
"""What people write that is neither a code nor a name of ISO or CLDR: short forms, former names, sports codes."""
_LANGUAGES = (
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt",
    "lv", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh", "zh_Hant",
)  # fmt: skip
"""In which names of countries are read besides English: the official ones of the United Nations and the European Union, and other large
ones. CLDR has some seven hundred, which take ten seconds to load."""
_MOST = 5
"""Suggestions that a message can name and still be read."""


@cache
def _alpha2() -> dict[str, str]:
    """alpha-3 -> alpha-2, in the order of the codes."""
    import pycountry  # 40 ms, which a command that names no country need not wait for

    past = [country for country in pycountry.historic_countries if country.alpha_3 in _PAST]
    return {country.alpha_3: country.alpha_2 for country in sorted([*pycountry.countries, *past], key=lambda c: str(c.alpha_3))}


def codes() -> tuple[str, ...]:
    """All alpha-3 codes, sorted."""
    return tuple(_alpha2())


def known(alpha3: str) -> bool:
    """Whether ISO 3166 has this alpha-3 code, in capitals and without spaces."""
    return alpha3 in _alpha2()


@lru_cache(maxsize=8_192)  # 249 countries in some thirty languages
def name(alpha3: str, locale: str = "en") -> str:
    """The usual name in a language ("de", "pt-BR"), in English for one that Babel has not. CountryError if unknown."""
    alpha2 = _known_alpha2(alpha3)
    if alpha3 in _PAST:
        return _PAST[alpha3]
    language = _language(locale)
    if language != "en" and alpha2 in _territories(language):
        return _territories(language)[alpha2]
    return _ENGLISH.get(alpha3) or _territories("en")[alpha2].replace(" & ", " and ")


@cache
def flag(alpha3: str) -> str:
    """The flag as emoji: the two regional indicators of the alpha-2 code, shown as letters for a state that is no more. CountryError
    for an unknown code."""
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
    index.update((_folded(text), code) for code, past in _PAST.items() for text in (code, past))
    return index | _ALIASES


@lru_cache(maxsize=16_384)
def named(text: str) -> str:
    """The code that a name of a country stands for, exactly and in any of `_LANGUAGES`; empty where there is none, or several.

    "Korea, Republic of" and "united-kingdom" are read as "Republic of Korea" and "United Kingdom"; "Myanmar (Burma)" by its first part.
    """
    whole = _folded(text[:120])
    if not whole:
        return ""
    first = _folded(text.partition("(")[0])
    for wanted in dict.fromkeys(one for one in (whole, first) if one):
        found = _index().get(wanted) or _by_words().get(_words(wanted)) or _in_all_languages().get(wanted)
        if found:
            return found
    return ""


def _words(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - {"the", "of", "and"}


@cache
def _by_words() -> dict[frozenset[str], str]:
    """The words of a name in any order -> alpha-3, where only one country has these."""
    found: dict[frozenset[str], set[str]] = {}
    for known_as, code in _index().items():
        found.setdefault(_words(known_as), set()).add(code)
    return {words: min(codes) for words, codes in found.items() if len(codes) == 1 and words}


@cache
def _in_all_languages() -> dict[str, str]:
    """Names in the languages of `_LANGUAGES`, folded -> alpha-3, where only one country is called so. Takes half a second, once."""
    found: dict[str, set[str]] = {}
    alpha3 = {alpha2: code for code, alpha2 in _alpha2().items() if code not in _PAST}
    for language in _LANGUAGES:
        for alpha2, text in _territories(language).items():
            if alpha2 in alpha3:
                found.setdefault(_folded(text), set()).add(alpha3[alpha2])
    return {known_as: min(codes) for known_as, codes in found.items() if len(codes) == 1 and known_as}


def _folded(text: str) -> str:
    """Lower case, without accents and signs, one space between words."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.replace("&", " and ")))
