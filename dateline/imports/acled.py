"""ACLED, the Armed Conflict Location and Event Data project: every generation of its export.

Its terms forbid to pass the data on; what is imported is for its reader alone. The radius of a place is our estimate.
"""

from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format

_VIOLENT = ("battles", "battle", "explosions/remote violence", "remote violence", "violence against civilians", "strategic developments")


def _known(foreign: Foreign) -> str:
    header = {name.lower() for name in foreign.header}
    mark = header & {"event_id_cnty", "event_id_no_cnty", "data_id"}
    is_known = bool(mark) and header >= {"event_date", "event_type", "actor1"}
    return f"it has the columns {min(mark)}, event_date, event_type and actor1 of ACLED" if is_known else ""


def _title(cells: Cells) -> str:
    what = cells.at("sub_event_type") or cells.at("event_type") or "Event"
    who = " and ".join(filter(None, (cells.at("actor1"), cells.at("actor2"))))
    return f"{what}: {who}, {cells['place']}" if who else f"{what}, {cells['place']}"


def _category(cells: Cells) -> str:
    kind = cells.at("event_type").lower()
    return "military" if kind.startswith(_VIOLENT) else "other"


FORMAT = Format(
    name="acled",
    title="ACLED",
    what="an export of the Armed Conflict Location and Event Data project",
    known_by=_known,
    columns={
        "id": ("event_id_cnty", "data_id", "event_id_no_cnty"), "text": ("notes",), "start": ("event_date",),
        "date_precision": ("time_precision",), "latitude": ("latitude",), "longitude": ("longitude",), "place": ("location",),
        "area": ("admin1",), "place_precision": ("geo_precision",), "country": ("iso3", "iso", "country"), "link": ("source",),
    },
    differs=(
        "since 2023: event_id_cnty first, no data_id, no iso3",
        "until 2022: data_id first, iso and iso3",
        "early: headers in capitals, event_id_no_cnty",
        "dates as 2016-07-02", "dates as 01-January-2015", "dates as 9-May-20", "dates as 31-12-19", "dates as 28 December 2022",
        "iso without its leading zero",
        "time_precision 1 day, 2 week, 3 month",
        "geo_precision 1 exact, 2 near a town or part of a region, 3 region",
    ),
    source="ACLED (acleddata.com); its terms of use forbid passing the data on",
    category=_category,
    titled=_title,
    dates={"1": "day", "2": "week", "3": "month"},
    codes={"iso": "numeric", "iso3": "iso3", "country": "names"},
    places={"1": ("city", 5), "2": ("region", 25), "3": ("region", 150)},
)  # fmt: skip
