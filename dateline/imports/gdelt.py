"""GDELT events, 1.0 and 2.0: tables without header, with FIPS codes of places and CAMEO codes of actors and events.

The columns are those of the GDELT event codebook 2.0 (2015) and of the data format codebook 1.03 (2013). A machine reads these events
out of the news: each is of low confidence.
"""

import re

from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_ACTION = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
)  # fmt: skip
_GEO_2 = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_GEO_1 = tuple(name for name in _GEO_2 if name != "ADM2Code")


def _columns(geo: tuple[str, ...], end: tuple[str, ...]) -> tuple[str, ...]:
    actors = [f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR]
    places = [f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in geo]
    return ("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *actors, *_ACTION, *places, *end)


HEADERS = {
    61: _columns(_GEO_2, ("DATEADDED", "SOURCEURL")),
    58: _columns(_GEO_1, ("DATEADDED", "SOURCEURL")),
    57: _columns(_GEO_1, ("DATEADDED",)),
}
"""By number of fields: 2.0; 1.0 since April 2013; 1.0 before, without addresses."""
_ROOTS: dict[str, tuple[str, str]] = {
    "01": ("statement", "makes a public statement"), "02": ("statement", "appeals"), "03": ("statement", "expresses intent to cooperate"),
    "04": ("talks", "consults"), "05": ("other", "cooperates diplomatically"), "06": ("other", "cooperates materially"),
    "07": ("other", "gives aid"), "08": ("decision", "yields"), "09": ("other", "investigates"), "10": ("statement", "demands"),
    "11": ("statement", "disapproves"), "12": ("statement", "rejects"), "13": ("statement", "threatens"), "14": ("other", "protests"),
    "15": ("military", "shows force"), "16": ("decision", "reduces relations"), "17": ("other", "coerces"),
    "18": ("military", "assaults"), "19": ("military", "fights"), "20": ("military", "uses mass violence"),
}  # fmt: skip
"""Root codes of CAMEO: our category, and the verb."""
_VISITS = ("042", "043")
"""CAMEO: make a visit, host a visit."""


def header_of(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns where a first row is one of GDELT's; empty where it is not."""
    is_row = len(cells) in HEADERS and cells[0].isdecimal() and re.fullmatch(r"\d{8}", cells[1]) and cells[1][:6] == cells[2]
    return HEADERS[len(cells)] if is_row else ()


def _known(foreign: Foreign) -> str:
    if foreign.header in HEADERS.values() and not foreign.has_header:
        return f"its rows have {len(foreign.header)} fields as GDELT {'2.0' if len(foreign.header) == 61 else '1.0'} has, and no header"
    header = {name.lower() for name in foreign.header}
    return "it has the columns GlobalEventID and ActionGeo_Lat of GDELT" if header >= {"globaleventid", "actiongeo_lat"} else ""


def _title(cells: Cells) -> str:
    first, second = (cells.at(f"actor{number}name").title() for number in (1, 2))
    verb = _ROOTS.get(cells.at("eventrootcode"), ("", "acts"))[1]
    return f"{first or 'Somebody'} {verb}" + (f": {second}" if second else "")


def _told(cells: Cells) -> str:
    code, mentions, articles = (cells.at(name) for name in ("eventcode", "nummentions", "numarticles"))
    return f"{_title(cells)}. CAMEO {code}, read by machine out of {articles} articles with {mentions} mentions."


def _category(cells: Cells) -> str:
    return "visit" if cells.at("eventcode").startswith(_VISITS) else _ROOTS.get(cells.at("eventrootcode"), ("other", ""))[0]


FORMAT = Format(
    name="gdelt",
    title="GDELT events",
    what="event exports of the GDELT project, 1.0 and 2.0",
    known_by=_known,
    columns={
        "id": ("globaleventid",), "start": ("day", "sqldate"), "latitude": ("actiongeo_lat",), "longitude": ("actiongeo_long",),
        "place": ("actiongeo_fullname",), "place_precision": ("actiongeo_type",), "country": ("actiongeo_countrycode",),
        "actor": ("actor1countrycode",), "target": ("actor2countrycode",), "link": ("sourceurl",),
    },
    differs=(
        "2.0: 61 fields, no header", "1.0 since April 2013: 58 fields", "1.0 before: 57 fields, no address", "with a header line",
        "FIPS codes of places: KS is South Korea", "CAMEO codes of actors, also of regions such as EUR", "no place", "a place at 0, 0",
    ),
    source="GDELT Project (gdeltproject.org), open with attribution",
    category=_category,
    titled=_title,
    told=_told,
    places={"1": ("country", 500), "2": ("region", 300), "3": ("city", 10), "4": ("city", 10), "5": ("region", 150)},
    codes={"country": "fips", "actor": "cameo", "target": "cameo"},
    doubtful=lambda cells: True,
)  # fmt: skip
