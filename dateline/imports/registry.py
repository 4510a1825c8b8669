"""The formats that are read, in the order in which they are recognised: the narrowest first, any table last."""

from dateline.imports import acled, any_table, gdelt, geojson, launches, nuclear, own, timelinejs, timemap, travels, ucdp, wikidata
from dateline.imports.form import Format

FORMATS: dict[str, Format] = {
    one.FORMAT.name: one.FORMAT
    for one in (own, timelinejs, acled, ucdp, gdelt, launches, nuclear, travels, timemap, wikidata, geojson, any_table)
}
