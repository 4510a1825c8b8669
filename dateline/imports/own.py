"""Dateline's own event table, and what `dateline export` wrote: CSV, JSON."""

from dateline.imports.form import Cells, Format, has_columns
from dateline.schema import CATEGORIES


def _category(cells: Cells) -> str:
    return cells["category"] if cells["category"] in CATEGORIES else "other"


FORMAT = Format(
    name="dateline",
    title="Dateline",
    what="events.csv of a collection, or a view that was taken away as CSV",
    known_by=has_columns("event_id", "title", "when", "countries"),
    columns={
        "id": ("event_id",), "title": ("title",), "text": ("summary",), "start": ("when",), "participant": ("countries",),
        "category": ("category",), "status": ("status",), "people": ("people",), "place": ("place_names", "places"), "time": ("utc",),
        "latitude": ("latitudes",), "longitude": ("longitudes",), "place_precision": ("precisions",), "radius": ("radii_km",),
    },
    differs=("events.csv as it stands", "a view taken away: more columns after those of events.csv"),
    category=_category,
    places={"site": ("site", 1), "city": ("city", 10), "region": ("region", 150), "country": ("country", 500)},
    codes={"participant": "iso3"},
)  # fmt: skip
