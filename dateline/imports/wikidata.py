"""Results of the Wikidata query service: CSV and TSV, JSON as it is downloaded, JSON of SPARQL.

The variables are the query's own; they are known by what they hold: addresses of entities, `Point(lon lat)`, xsd:dateTime.
"""

import re
from itertools import islice

from dateline.imports.any_table import NAMES
from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format

_ENTITY = re.compile(r"<?https?://www\.wikidata\.org/entity/(Q\d+)>?")


def _known(foreign: Foreign) -> str:
    for at, name in enumerate(foreign.header):
        cells = [row.cells[at] for row in islice(foreign.rows, 50) if at < len(row.cells) and row.cells[at]]
        if cells and all(_ENTITY.fullmatch(cell.strip()) for cell in cells):
            return f"its column '{name}' holds addresses of Wikidata's entities"
    return ""


def _title(cells: Cells) -> str:
    entity = _ENTITY.fullmatch(cells["title"] or cells["id"])
    return entity[1] if entity else cells["title"].removesuffix("@en").strip('"')


_LABELS = {
    "id": ("item", "event", "entity", "s", "subject", *NAMES["id"]),
    "title": ("itemlabel", "eventlabel", "entitylabel", "slabel", "label", *NAMES["title"], "item", "event"),
    "text": ("itemdescription", "eventdescription", "description", *NAMES["text"]),
    "start": ("date", "start", "starttime", "point_in_time", "pointintime", "inception", "time", "startdate", *NAMES["start"]),
    "point": ("coord", "coords", "coordinates", "coordinate", "location_coordinates", "geo", *NAMES["point"]),
    "country": ("countrylabel", *NAMES["country"]),
    "place": ("placelabel", "locationlabel", *NAMES["place"]),
}

FORMAT = Format(
    name="wikidata",
    title="Wikidata query result",
    what="what the Wikidata query service gives: CSV, TSV, JSON, JSON of SPARQL",
    known_by=_known,
    columns=NAMES | _LABELS,
    differs=(
        "CSV: addresses bare", "TSV of SPARQL: addresses in <>", "JSON as a list of records", "JSON of SPARQL: head and bindings",
        "xsd:dateTime at midnight: a day", "years before the common era, year 0 counted", "Point(lon lat)",
        "no label: the label is the Q number",
        "several rows for one entity: its values multiply",
    ),
    source="Wikidata, CC0 1.0",
    titled=_title,
    together=True,
)  # fmt: skip
