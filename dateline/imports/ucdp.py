"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program: as it is, and by way of HDX.

The radius of a place is our estimate from `where_prec`: the codebook says what the point stands for, not how far it reaches.
"""

from dateline.imports.form import Cells, Format, has_columns

_KINDS = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}


def _title(cells: Cells) -> str:
    kind = _KINDS.get(cells.at("type_of_violence").removesuffix(".0"), "Violence")
    return f"{kind}: {cells.at('dyad_name') or cells.at('conflict_name')}, {cells['place'] or cells.at('country')}"


def _told(cells: Cells) -> str:
    best, low, high = (cells.at(name).removesuffix(".0") for name in ("best", "low", "high"))
    deaths = f"Deaths: {best} by the best estimate, {low} to {high}." if best else ""
    where = cells.at("where_description")
    return " ".join(filter(None, (f"{_title(cells)}.", f"Where: {where}." if where else "", deaths)))


def _aside(cells: Cells) -> str:
    return "is a line of HXL tags and no event" if cells.at("date_start").startswith("#") or cells.at("year").startswith("#") else ""


FORMAT = Format(
    name="ucdp",
    title="UCDP GED",
    what="events of the Uppsala Conflict Data Program, plain or from HDX with its HXL row",
    known_by=has_columns("type_of_violence", "date_start", "where_prec"),
    columns={
        "id": ("id",), "start": ("date_start",), "end": ("date_end",), "date_precision": ("date_prec",),
        "latitude": ("latitude",), "longitude": ("longitude",), "point": ("geom_wkt",),
        "place": ("where_coordinates",), "area": ("adm_1",), "place_precision": ("where_prec",),
        "actor": ("gwnoa",), "target": ("gwnob",), "country": ("iso3", "country_id", "country"),
        "link": ("source_article",), "doubt": ("event_clarity",),
    },
    differs=(
        "whole numbers as 2013.0",
        "from HDX: row 2 is HXL tags",
        "from HDX: a column iso3; else numbers of Gleditsch and Ward in country_id",
        "dates with a clock, 2013-01-03 00:00:00.000",
        "date_prec 1 day, 2 to 5 some days to more than a month",
        "where_prec 1 exact to 7 at sea or in the air",
    ),
    source="UCDP Georeferenced Event Dataset, Uppsala University, CC BY 4.0",
    category=lambda cells: "military",
    titled=_title,
    told=_told,
    dates={"1": "day", "2": "within", "3": "within", "4": "within", "5": "within"},
    places={
        "1": ("city", 5), "2": ("region", 25), "3": ("region", 50), "4": ("region", 150), "5": ("region", 150), "6": ("country", 500),
        "7": ("region", 300),
    },
    codes={"country_id": "gwno", "gwnoa": "gwno", "gwnob": "gwno", "iso3": "iso3"},
    aside=_aside,
    doubtful=lambda cells: cells["doubt"].startswith("2"),
)  # fmt: skip
