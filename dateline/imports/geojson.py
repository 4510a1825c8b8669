"""GeoJSON features with a date among their properties."""

from dateline.imports.any_table import NAMES
from dateline.imports.foreign import Foreign
from dateline.imports.form import Format


def _known(foreign: Foreign) -> str:
    return "it is a collection of GeoJSON features" if foreign.kind == "geojson" else ""


FORMAT = Format(
    name="geojson",
    title="GeoJSON",
    what="features whose properties have a date",
    known_by=_known,
    columns=NAMES
    | {"latitude": ("geometry.latitude",), "longitude": ("geometry.longitude",), "radius": ("geometry.radius_km", "radius_km")},
    differs=(
        "points", "lines and areas: their middle, with the radius of what they span", "features without geometry",
        "our own export: when, title, place_names", "times in milliseconds since 1970",
    ),
)  # fmt: skip
