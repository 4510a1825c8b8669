"""Any table with a date that can be recognised: its columns are found by their names, then by what they hold."""

from dateline.imports.form import Cells, Format
from dateline.schema import CATEGORIES

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("event_id", "id", "identifier", "uid", "ref", "reference", "number", "no", "nr", "key"),
    "title": (
        "title", "headline", "event", "event_name", "event name", "name", "label", "subject", "what", "incident", "titel", "titre",
        "título", "titolo", "titulo", "ereignis", "événement", "evento", "название", "событие", "summary",
    ),
    "text": (
        "summary", "description", "text", "notes", "note", "details", "remarks", "comment", "comments", "abstract", "content",
        "beschreibung", "descripción", "descrizione", "описание",
    ),
    "start": (
        "when", "date", "start", "start_date", "start date", "startdate", "date_start", "begin", "from", "event_date", "event date",
        "day", "datum", "fecha", "data", "дата", "日付", "datetime", "timestamp", "time", "began", "occurred", "date_begin", "when_col",
    ),
    "end": ("end", "end_date", "end date", "enddate", "date_end", "to", "until", "ende", "fin", "fine", "finish", "ended", "date_finish"),
    "year": ("year", "jahr", "année", "annee", "año", "anno", "ano", "год"),
    "month": ("month", "monat", "mois", "mes", "mese", "mês", "месяц"),
    "day": ("day", "tag", "jour", "día", "dia", "giorno", "день"),
    "date_precision": ("date_precision", "time_precision", "date_prec", "precision_date"),
    "latitude": ("latitude", "lat", "y", "breite", "latitud", "latitudine", "широта", "lat_dd", "ycoord"),
    "longitude": ("longitude", "lon", "lng", "long", "x", "länge", "longitud", "longitudine", "долгота", "lon_dd", "xcoord"),
    "point": ("point", "wkt", "geom", "geometry", "geom_wkt", "the_geom", "coordinates", "coords", "coord", "latlong", "lat_lon", "geo"),
    "radius": ("radius_km", "radius"),
    "place": (
        "place", "location", "city", "town", "where", "site", "venue", "locale", "ort", "lieu", "ville", "lugar", "ciudad", "luogo",
        "место", "place_names", "place_name", "placename", "address",
    ),
    "area": ("region", "province", "state", "admin1", "adm1", "adm_1", "county", "district"),
    "place_precision": ("place_precision", "geo_precision", "precision"),
    "country": (
        "country", "country_code", "country code", "countrycode", "iso3", "iso2", "iso", "iso_a3", "iso_3", "countries", "nation", "land",
        "pays", "país", "pais", "paese", "страна", "country_name", "country name",
    ),
    "actor": ("actor", "actor1", "perpetrator", "attacker", "initiator", "side_a"),
    "target": ("target", "actor2", "victim", "side_b"),
    "category": ("category", "type", "kind", "event_type", "event type", "kategorie", "catégorie", "categoría", "art"),
    "status": ("status",),
    "people": ("people", "persons", "person", "who", "participants"),
    "link": ("link", "url", "source", "source_url", "sourceurl", "quelle", "href", "website", "reference_url"),
}  # fmt: skip
"""Field -> what its column is called, in lower case, the likeliest first."""
_SORTS = {
    "visit": ("visit", "travel", "trip", "state visit"), "talks": ("talks", "meeting", "summit", "negotiation"),
    "statement": ("statement", "speech", "declaration", "announcement"), "decision": ("decision", "law", "order", "resolution", "sanction"),
    "launch": ("launch", "orbital launch"), "missile-test": ("missile test", "missile launch"),
    "arms-transfer": ("arms transfer", "arms sale"),
    "military": ("military", "battle", "attack", "war", "exercise", "airstrike", "explosion"), "cyber": ("cyber", "cyberattack", "hack"),
    "observance": ("observance", "anniversary", "holiday"),
}  # fmt: skip
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words}


def category(cells: Cells) -> str:
    """Our category where the table's word is one of ours or clearly means one; other where it is not."""
    word = cells["category"].lower().strip()
    return word if word in CATEGORIES else _SORT_OF.get(word.removesuffix("s"), "other")


FORMAT = Format(
    name="table",
    title="Table",
    what="any table with a date that can be recognised, and a title or a place",
    known_by=lambda foreign: "its columns are found by their names, and by what they hold",
    columns=NAMES,
    differs=(
        "names of columns in other languages", "no title: place and date are one", "year, month and day in columns of their own",
        "decimal comma", "N, S, E and W", "a title above the header", "numbers of a spreadsheet for days", "commas, semicolons or tabs",
    ),
    category=category,
)  # fmt: skip
